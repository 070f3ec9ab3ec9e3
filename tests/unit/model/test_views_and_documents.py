"""What the catalogue says of systems whose rows come from views and whose writes are nested documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from catalogue_json import index_of, layout

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import Catalogue, snake
from nlconnect.model.privacy import TagStatus

VIEW: dict[str, Any] = {
    "record": "DebtorsRow",
    "wire": "Debtors",
    "path": "/connectors/Debtors",
    "key": [],
    "kind": "view",
    "methods": ["GET"],
    "label": "Debtors",
    "fields": {
        "DebtorId": {"type": "string", "label": "Debtor number", "label_nl": "Nummer debiteur"},
        "Since": {"type": "string", "label": "Since"},
    },
}
ORDER: dict[str, Any] = {
    "record": "OrderRow",
    "wire": "Order",
    "path": "/connectors/Order",
    "key": ["OrNu"],
    "kind": "update",
    "methods": ["POST", "PUT"],
    "label_nl": "Verkooporder",
    "document": {
        "root": "Order",
        "attributes": {"Order": ["OrNu"]},
        "required": {"Order/Lines": ["ItCd"]},
        "answers": {"Order": ["OrNu"]},
    },
    "fields": {
        "OrNu": {"type": "string", "length": 12},
        "Lines": {"type": "object", "of": "Lines", "many": True, "tag": ["none", 0, "reviewed"]},
    },
}
TYPES: dict[str, Any] = {
    "types": {
        "Lines": {"name": "Lines", "fields": {"ItCd": {"type": "string"}, "Iban": {"type": "string"}}},
        "LinesReturned": {"name": "LinesReturned", "fields": {"ItCd": {"type": "string"}, "Why": {"type": "string"}}},
    }
}
OVERLAY = """
[Debtors]
reviewed = true
key = ["DebtorId"]
types = { Since = "datetime" }
dates = ["Since"]
"""
OVERLAY_OF_TYPES = """
[Lines]
reviewed = true
[Lines.tags]
Iban = "user.financial.bank_account"
[LinesReturned]
like = "Lines"
[LinesReturned.tags]
Why = "user.content.free_text"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    services = {"sales": {"Debtors": VIEW, "Order": ORDER}}
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "overlay").mkdir()
    (tmp_path / "catalogue" / "sales.json").write_text(layout({"module": "sales", "entities": services["sales"]}))
    (tmp_path / "catalogue" / "types.json").write_text(layout(TYPES))
    (tmp_path / "catalogue" / "index.json").write_text(layout(index_of(services)))
    (tmp_path / "overlay" / "sales.toml").write_text(OVERLAY)
    (tmp_path / "overlay" / "types.toml").write_text(OVERLAY_OF_TYPES)
    return tmp_path


def test_overlay_gives_a_view_the_key_and_the_types_that_the_vendor_does_not_say(folder: Path) -> None:
    debtors = Catalogue("acme", root=folder).entity("Debtors")
    assert debtors.key == ("DebtorId",)
    assert debtors.field("debtor_id").is_key
    assert debtors.field("since").type == "date"


def test_view_without_a_key_keeps_the_order_that_the_overlay_gives_it(folder: Path) -> None:
    (folder / "overlay" / "sales.toml").write_text('[Debtors]\norder = ["Since", "DebtorId"]\n')
    debtors = Catalogue("acme", root=folder).entity("Debtors")
    assert (debtors.key, debtors.order) == ((), ("Since", "DebtorId"))


@pytest.mark.parametrize("word", ["key", "order"])
def test_key_or_order_of_unknown_fields_is_refused(folder: Path, word: str) -> None:
    (folder / "overlay" / "sales.toml").write_text(f'[Debtors]\n{word} = ["DebtorNr"]\n')
    with pytest.raises(CatalogueError, match="DebtorNr"):
        Catalogue("acme", root=folder).entity("Debtors")


def test_labels_of_the_vendor_stand_until_the_overlay_has_better_ones(folder: Path) -> None:
    catalogue = Catalogue("acme", root=folder)
    debtor = catalogue.entity("Debtors").field("debtor_id")
    assert (debtor.label, debtor.label_nl) == ("Debtor number", "Nummer debiteur")
    assert catalogue.entity("Debtors").title == "Debtors"
    assert catalogue.entity("Order").title_nl == "Verkooporder"
    (folder / "overlay" / "sales.toml").write_text('[Debtors.labels_nl]\nDebtorId = "Debiteur"\n')
    assert Catalogue("acme", root=folder).entity("Debtors").field("debtor_id").label_nl == "Debiteur"


def test_entity_that_is_written_as_a_document_knows_its_envelope(folder: Path) -> None:
    order = Catalogue("acme", root=folder).entity("Order")
    assert order.document is not None
    assert order.document.root == "Order"
    assert order.document.attributes == {"Order": ("OrNu",)}
    assert order.document.required == {"Order/Lines": ("ItCd",)}
    assert order.document.answer_shape == "results"
    assert order.document.delete_path is None
    assert order.field("or_nu").length == 12
    assert Catalogue("acme", root=folder).entity("Debtors").document is None


def test_object_in_a_document_is_as_personal_as_the_worst_thing_in_it(folder: Path) -> None:
    lines = Catalogue("acme", root=folder).entity("Order").field("lines")
    assert (lines.tag.category, lines.tag.level) == ("user.financial.bank_account", 4)


def test_type_that_is_like_another_takes_over_what_fits_and_adds_its_own(folder: Path) -> None:
    returned = Catalogue("acme", root=folder).types["LinesReturned"]
    tags = {part.wire: (part.tag.category, part.tag.status) for part in returned.fields}
    assert tags == {
        "ItCd": (None, TagStatus.REVIEWED),
        "Why": ("user.content.free_text", TagStatus.REVIEWED),
    }


def test_looking_at_one_entity_reads_no_types_of_others(folder: Path) -> None:
    (folder / "catalogue" / "types.json").unlink()
    catalogue = Catalogue("acme", root=folder)
    assert catalogue.entity("Debtors").name == "Debtors"
    assert len(catalogue.module("sales")) == 2


@pytest.mark.parametrize(
    ("wire", "name"), [("A_Toev_Huisnr.", "a_toev_huisnr"), ("Btw-nummer", "btw_nummer"), ("(%)", "field")]
)
def test_name_that_is_no_identifier_becomes_one(wire: str, name: str) -> None:
    assert snake(wire) == name
