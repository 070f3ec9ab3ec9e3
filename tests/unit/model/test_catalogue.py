"""A catalogue in a folder: names in any case, choices where a name is not enough, and overlays that must fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlconnect.errors import CatalogueError, QueryError
from nlconnect.model.catalogue import Catalogue, Link, nearest, snake
from nlconnect.model.privacy import TagStatus
from tests.unit.invented import ORDERS


def entity(path: str, record: str, **more: Any) -> dict[str, Any]:
    fields = {
        "ID": {"type": "guid"},
        "Name": {"type": "string"},
        "Status": {"type": "int"},
        "Lines": {"type": "collection", "target": "/api/v1/{division}/sales/OrderLines"},
    }
    return {
        "record": record,
        "wire": path.rpartition("/")[2],
        "path": path,
        "key": ["ID"],
        "kind": "standard",
        "methods": ["GET"],
        "fields": fields,
    } | more


MODULES: dict[str, dict[str, Any]] = {
    "sales": {
        "Orders": entity("/api/v1/{division}/sales/Orders", "Order"),
        "OrderLines": entity("/api/v1/{division}/sales/OrderLines", "OrderLine"),
        "Notes": entity("/api/v1/{division}/sales/Notes", "Note"),
    },
    "read_sales": {
        "Orders": entity("/api/v1/{division}/read/sales/Orders", "OrderRow"),
        "Notes": entity("/api/v1/{division}/read/sales/Notes", "NoteRow"),
    },
    "beta_sales": {"Offers": entity("/api/v1/beta/{division}/sales/Offers", "Offer")},
    "system": {"Me": entity("/api/v1/current/Me", "MeRow")},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "overlay").mkdir()
    names: dict[str, list[str]] = {}
    records: dict[str, list[str]] = {}
    for module, entities in MODULES.items():
        document = {"module": module, "entities": entities}
        (tmp_path / "catalogue" / f"{module}.json").write_text(json.dumps(document), "utf-8")
        for name, fact in entities.items():
            names.setdefault(name, []).append(module)
            records.setdefault(fact["record"], []).append(module)
    index = {"modules": list(MODULES), "names": names, "records": records}
    (tmp_path / "catalogue" / "index.json").write_text(json.dumps(index), "utf-8")
    (tmp_path / "overlay" / "sales.toml").write_text("[Orders]\nbare = true\n", "utf-8")
    return tmp_path


@pytest.fixture
def catalogue(folder: Path) -> Catalogue:
    return Catalogue("invented", root=folder)


def overlaid(folder: Path, text: str) -> Catalogue:
    (folder / "overlay" / "sales.toml").write_text(text, "utf-8")
    return Catalogue("invented", root=folder)


@pytest.mark.parametrize(
    "name", ["sales.OrderLines", "Sales.orderlines", "SALES.ORDERLINES", "sales/OrderLines", "OrderLines", "orderlines"]
)
def test_an_entity_is_found_in_any_case(catalogue: Catalogue, name: str) -> None:
    assert catalogue.entity(name).qualified_name == "sales.OrderLines"


@pytest.mark.parametrize("name", ["read_sales.Notes", "read/sales.notes", "Read/Sales/Notes"])
def test_a_service_may_be_written_as_in_the_address(catalogue: Catalogue, name: str) -> None:
    assert catalogue.entity(name).qualified_name == "read_sales.Notes"


@pytest.mark.parametrize("name", ["sales.Offers", "finance.Offers", "sales/offers"])
def test_an_entity_in_another_service_is_named(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(QueryError, match=r"Did you mean beta_sales\.Offers\?"):
        catalogue.entity(name)


def test_a_bare_name_means_the_entity_that_an_overlay_made_its_owner(catalogue: Catalogue) -> None:
    assert catalogue.entity("Orders").qualified_name == "sales.Orders"


def test_an_ambiguous_bare_name_lists_the_choices(catalogue: Catalogue) -> None:
    with pytest.raises(QueryError, match="stands in several services") as caught:
        catalogue.entity("notes")
    assert caught.value.hint == "Say which one: sales.Notes, read_sales.Notes"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("OrderLine", "OrderLines"),
        ("Ordres", "Orders"),
        ("sales.OrdreLines", "OrderLines"),
        ("sale.Orders", "sales"),
        ("", "Known entities"),
        ("sales.", "Known entities"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(catalogue: Catalogue, name: str, hint: str) -> None:
    with pytest.raises(QueryError, match="there is no") as caught:
        catalogue.entity(name)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/{division}/sales/Orders", "sales.Orders"),
        ("/api/v1/{division}/read/sales/Orders", "read_sales.Orders"),
        ("/api/v1/beta/{division}/sales/Offers", "beta_sales.Offers"),
        ("/api/v1/current/Me", "system.Me"),
    ],
)
def test_an_entity_is_found_by_its_path(catalogue: Catalogue, path: str, name: str) -> None:
    found = catalogue.entity_at(path)
    assert found is not None
    assert found.qualified_name == name


@pytest.mark.parametrize("path", ["", "/", "/api/v1/{division}/sales/Nothing", "/api/v1/{division}/bulk/sales/Orders"])
def test_a_path_of_no_entity_gives_none(catalogue: Catalogue, path: str) -> None:
    assert catalogue.entity_at(path) is None


def test_all_entities_come_in_the_order_of_the_services(catalogue: Catalogue) -> None:
    names = [spec.qualified_name for spec in catalogue.entities()]
    assert names[0] == "sales.Orders"
    assert names[-1] == "system.Me"
    assert len(names) == 7


def test_a_collection_leads_to_the_entity_it_holds(catalogue: Catalogue) -> None:
    orders = catalogue.entity("Orders")
    target = orders.target_of("lines")
    assert target is not None
    assert target.name == "OrderLines"
    assert orders.target_of("name") is None


def test_a_field_is_found_by_either_name_or_with_a_suggestion() -> None:
    assert ORDERS.field("DueDate") is ORDERS.field("due_date")
    with pytest.raises(QueryError) as caught:
        ORDERS.field("duedate")
    assert "due_date" in (caught.value.hint or "")


def test_an_overlay_names_dates_codes_and_links(folder: Path) -> None:
    text = """
        [Orders]
        title_nl = "Orders"
        reviewed = true
        rename = {ID = "key"}
        padded = {Name = 18}
        [Orders.enums.Status]
        name = "OrderStatus"
        values = {open = 20}
        [Orders.links]
        Lines = {target = "sales.OrderLines", by = "Order"}
        [Orders.tags]
        Name = "user.name"
        [Orders.labels_nl]
        Name = "Naam"
    """
    orders = overlaid(folder, text).module("sales")["Orders"]
    key, name, status, lines = orders.fields
    assert (key.name, key.is_key, key.tag.may_be_shown) == ("key", True, True)
    assert (name.padded, name.label_nl, name.tag.category, name.tag.status) == (
        18,
        "Naam",
        "user.name",
        TagStatus.REVIEWED,
    )
    assert status.enum is not None
    assert status.enum.code_of("open") == 20
    assert lines.link == Link("sales", "OrderLines", "Order")
    assert orders.title_nl == "Orders"


def test_an_overlay_says_what_a_new_record_needs_and_how_it_is_found_again(folder: Path) -> None:
    text = """
        [Orders]
        required = ["Name"]
        read_only = ["Status"]
        guarded = true
        natural = [["Name"], ["Status", "ID"]]
        parents_inside = {shop = "Status"}
        related = {Lines = "sales.OrderLines"}
    """
    orders = overlaid(folder, text).module("sales")["Orders"]
    key, name, status, lines = orders.fields
    assert (name.required, status.read_only, key.read_only, lines.related) == (True, True, False, "sales.OrderLines")
    assert (orders.guarded, orders.natural) == (True, (("Name",), ("Status", "ID")))
    assert orders.parents_inside == {"shop": "Status"}


def test_without_an_overlay_every_field_is_unreviewed_and_counts_as_personal(catalogue: Catalogue) -> None:
    spec = catalogue.entity("OrderLines").field("name")
    assert spec.tag.status is TagStatus.UNREVIEWED
    assert spec.tag.is_personal
    assert not spec.tag.may_be_shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[Ordres]\nbare = true", "unknown entities: Ordres"),
        ('[Orders.tags]\nName = "user.nonsense"', "unknown category: user.nonsense"),
        ('[Orders.tags]\nNmae = "user.name"', "Nmae"),
        ('[Orders]\ndates = ["DueDate"]', "DueDate"),
        ("[Orders.padded]\nCode = 18", "Code"),
        ('[Orders.rename]\nHID = "number"', "HID"),
        ('[Orders.enums.State]\nname = "S"\nvalues = {a = 1}', "State"),
        ('[Orders.links]\nLnies = "sales.OrderLines"', "Lnies"),
        ('[Orders.labels_nl]\nNaam = "Naam"', "Naam"),
        ('[Orders]\ntitel_nl = "Orders"', "titel_nl"),
        ('[Orders.rename]\nID = "name"', "name twice"),
        ('[Orders]\nnatural = [["Nmae"]]', "Nmae"),
        ('[Orders]\nrequired = ["Nmae"]', "Nmae"),
        ('[Orders]\nparents_inside = {shop = "Shop"}', "Shop"),
        ('[Orders.related]\nRows = "sales.OrderLines"', "Rows"),
    ],
)
def test_an_overlay_that_does_not_fit_is_refused(folder: Path, text: str, words: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        overlaid(folder, text).entities()
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("wire", "name"),
    [
        ("AmountDC", "amount_dc"),
        ("GLAccount", "gl_account"),
        ("VATAmountFC", "vat_amount_fc"),
        ("FreeTextField_01", "free_text_field_01"),
        ("BICCode", "bic_code"),
        ("PurchaseVATCode", "purchase_vat_code"),
        ("Class", "class_"),
        ("Fields", "fields_"),
        ("1st", "n1st"),
        ("ID", "id"),
    ],
)
def test_a_wire_name_becomes_a_python_name(wire: str, name: str) -> None:
    assert snake(wire) == name


def test_the_nearest_names_are_few_and_a_start_is_given_where_none_is_near() -> None:
    assert nearest("x", [f"name{n}" for n in range(20)], what="fields").count(",") == 11
    assert nearest("amount_dd", ["amount_dc", "paid"], what="fields") == "Did you mean amount_dc?"
