from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from catalogue_json import differences, index_of, layout
from write_modules import is_ours, written

from nlconnect.errors import CatalogueError

PLACES = {
    "record": "Place",
    "wire": "Places",
    "path": "/api/{division}/crm/Places",
    "key": ["ID"],
    "kind": "standard",
    "methods": ["GET"],
    "page_size": 60,
    "demands": ["filter"],
    "routes": {"bulk": {"path": "/api/{division}/bulk/CRM/Places", "page_size": 1000}},
    "fields": {
        "ID": {"type": "guid"},
        "Date": {"type": "datetime"},
        "Int": {"type": "int"},
        "Amount": {"type": "decimal", "tag": ["none", 0, "proposed"]},
        "Street": {"type": "string", "tag": ["user.contact.address.street", 3, "reviewed"]},
        "Visits": {"type": "collection", "target": "/api/{division}/bulk/CRM/Visits"},
        "Remains": {"type": "collection"},
    },
}
VISITS = {
    "record": "Visit",
    "wire": "Visits",
    "path": "/api/{division}/crm/Visits",
    "key": [],
    "kind": "function",
    "methods": ["GET"],
    "page_size": None,
    "parameters": {"placeId": "guid", "since": "datetime"},
    "routes": {"bulk": {"path": "/api/{division}/bulk/CRM/Visits", "page_size": 1000}},
    "fields": {},
}
SERVICES: dict[str, dict[str, dict[str, Any]]] = {"crm": {"Places": PLACES}, "read_crm": {"Visits": VISITS}}
OVERLAY = """
[Places]
title_nl = "Plaatsen"
dates = ["Date"]
[Places.labels_nl]
Street = "Straat"
[Places.enums.Int]
name = "PlaceKind"
values = { town = 1, village = 2 }
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "acme_places"
    (folder / "catalogue").mkdir(parents=True)
    (folder / "overlay").mkdir()
    (folder / "overlay" / "crm.toml").write_text(OVERLAY, "utf-8")
    for service, entities in SERVICES.items():
        text = layout({"module": service, "entities": entities})
        (folder / "catalogue" / f"{service}.json").write_text(text, "utf-8")
    (folder / "catalogue" / "index.json").write_text(layout(index_of(SERVICES)), "utf-8")
    (folder / "__init__.py").write_text('from some.where import Catalogue\n\nCATALOGUE = Catalogue("x")\n', "utf-8")
    return folder


TYPES = {
    "types": {
        "spot": {
            "name": "Spot",
            "fields": {
                "street": {"type": "string", "tag": ["user.contact.address.street", 3, "reviewed"]},
                "kind": {"type": "string", "enum": "spotKind", "tag": ["none", 0, "reviewed"]},
                "near": {"type": "object", "of": "spotRange", "many": True, "tag": ["none", 0, "reviewed"]},
            },
        },
        "spotRange": {"name": "SpotRange", "fields": {"list": {"type": "int", "many": True}}},
    },
    "enums": {"spotKind": {"name": "SpotKind", "values": {"corner": "corner"}}},
}
WALKS = {
    "record": "Walk",
    "wire": "walks",
    "path": "/walks",
    "key": [],
    "kind": "standard",
    "methods": ["GET"],
    "page_size": None,
    "parameters": {"guide": "string", "town": "string"},
    "optional_parameters": ["town"],
    "fields": {
        "start": {"type": "object", "of": "spot"},
        "stops": {"type": "object", "of": "spot", "many": True},
        "kinds": {"type": "string", "enum": "spotKind", "many": True},
        "labels": {"type": "string", "many": True},
    },
}


@pytest.fixture
def package_with_types(package: Path) -> Path:
    services = {**SERVICES, "walks": {"Walks": WALKS}}
    folder = package / "catalogue"
    (folder / "walks.json").write_text(layout({"module": "walks", "entities": services["walks"]}), "utf-8")
    (folder / "index.json").write_text(layout(index_of(services)), "utf-8")
    (folder / "types.json").write_text(layout(TYPES), "utf-8")
    return package


def lines_of(package: Path, name: str) -> list[str]:
    text = written(package)[package / name]
    ast.parse(text)
    return [line.strip() for line in text.splitlines()]


def test_record_and_collection_show_the_type_of_each_field(package: Path) -> None:
    lines = lines_of(package, "crm.pyi")
    assert "amount: Decimal | None = ..." in lines
    assert "amount: Field[Decimal]" in lines
    assert "Places: _Places" in lines


def test_calendar_date_is_a_date_even_in_a_class_with_a_field_of_that_name(package: Path) -> None:
    assert "date: _dt.date | None = ..." in lines_of(package, "crm.pyi")


def test_enumeration_takes_its_members_and_unknown_codes(package: Path) -> None:
    lines = lines_of(package, "crm.pyi")
    assert lines[lines.index("class PlaceKind(IntEnum):") + 1] == "town = 1"
    assert "int: PlaceKind | _builtins.int | None = ..." in lines


def test_only_personal_fields_have_a_hover_text(package: Path) -> None:
    lines = lines_of(package, "crm.pyi")
    assert '"""user.contact.address.street, level 3, reviewed; Straat"""' in lines
    assert lines[lines.index("amount: Decimal | None = ...") + 1].startswith("street:")
    assert '"""unreviewed, counts as level 4"""' in lines


def test_class_says_what_it_is_called_how_it_pages_and_what_it_demands(package: Path) -> None:
    described = '"""Plaatsen. GET /api/{division}/crm/Places, 60 rows a page, 1000 over bulk; demands filter."""'
    assert described in lines_of(package, "crm.pyi")


def test_collection_leads_to_the_record_behind_its_path_in_another_service(package: Path) -> None:
    lines = lines_of(package, "crm.pyi")
    assert "from . import read_crm as _read_crm" in lines
    assert "visits: list[_read_crm.Visit] | None = ..." in lines
    assert "remains: list[Mapping[str, object]] | None = ..." in lines


def test_function_takes_its_parameters_by_name(package: Path) -> None:
    lines = lines_of(package, "read_crm.pyi")
    given = "def of(self, *, place_id: str, since: _dt.date | str) -> Query[Visit]: ...  # type: ignore[override]"
    assert given in lines


def test_package_offers_its_own_constants_and_every_name_with_one_home(package: Path) -> None:
    lines = lines_of(package, "__init__.pyi")
    assert "from some.where import Catalogue" in lines
    assert "CATALOGUE: Catalogue" in lines
    assert "Places as Places," in lines


def test_constant_of_unreadable_type_is_refused(package: Path) -> None:
    (package / "__init__.py").write_text("LIMIT = 3 * 4\n", "utf-8")
    with pytest.raises(CatalogueError, match="LIMIT needs an annotation"):
        written(package)


def test_enumeration_name_cannot_stand_for_two_sets_of_values(package: Path) -> None:
    other = '[Places.enums.Amount]\nname = "PlaceKind"\nvalues = { small = 1 }\n'
    (package / "overlay" / "crm.toml").write_text(OVERLAY + other, "utf-8")
    with pytest.raises(CatalogueError, match="the name PlaceKind is taken"):
        written(package)


def test_difference_between_overlay_and_committed_stub_is_reported(package: Path) -> None:
    for path, text in written(package).items():
        path.write_text(text, "utf-8")
    assert differences(written(package)) == []
    (package / "overlay" / "crm.toml").write_text(OVERLAY.replace("Plaatsen", "Steden"), "utf-8")
    report = differences(written(package))
    assert report[0].endswith("crm.pyi is not what the generator writes")
    assert any("Steden" in line for line in report)


def test_generated_files_are_told_from_hand_written_ones(package: Path) -> None:
    for path, text in written(package).items():
        path.write_text(text, "utf-8")
    assert is_ours(package / "crm.py")
    assert is_ours(package / "crm.pyi")
    assert not is_ours(package / "__init__.py")


def test_complex_types_and_shared_enumerations_stand_in_a_module_of_their_own(package_with_types: Path) -> None:
    lines = lines_of(package_with_types, "types.pyi")
    assert "class Spot(Complex, frozen=True):" in lines
    assert "class SpotKind(StrEnum):" in lines
    assert "kind: SpotKind | str | None = ..." in lines
    assert "near: list[SpotRange] | None = ..." in lines
    assert "list: _builtins.list[int] | None = ..." in lines
    assert '"""user.contact.address.street, level 3, reviewed"""' in lines
    assert not any("Record" in line or "Collection" in line for line in lines)
    assert is_ours_when_written(package_with_types, "types.py")


def is_ours_when_written(package: Path, name: str) -> bool:
    (package / name).write_text(written(package)[package / name], "utf-8")
    return is_ours(package / name)


def test_field_names_its_complex_type_and_lists_say_so(package_with_types: Path) -> None:
    lines = lines_of(package_with_types, "walks.pyi")
    assert "from . import types as _types" in lines
    assert "start: _types.Spot | None = ..." in lines
    assert "stops: list[_types.Spot] | None = ..." in lines
    assert "kinds: list[_types.SpotKind | str] | None = ..." in lines
    assert "labels: list[str] | None = ..." in lines


def test_parameter_that_may_be_left_out_has_a_default(package_with_types: Path) -> None:
    given = "def of(self, *, guide: str, town: str = ...) -> Query[Walk]: ...  # type: ignore[override]"
    assert given in lines_of(package_with_types, "walks.pyi")


def test_package_without_complex_types_gets_no_module_for_them(package: Path) -> None:
    assert package / "types.py" not in written(package)
