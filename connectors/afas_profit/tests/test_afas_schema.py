"""The metainfo of an environment, read as entities."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from nlconnect.connector import Response, Scope
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.model.catalogue import FieldSpec
from nlconnect.schema.drift import drift_of, drifts
from nlconnect.testing import SignedInMock
from nlconnect_afas import AFAS, CATALOGUE
from nlconnect_afas.schema import AfasSchema, proposed_key, proposed_order

BASE = "https://12345.rest.afas.online/ProfitRestServices"
SCHEMA = AfasSchema()
COLUMNS = [
    {"id": "Medewerker", "fieldId": "EmId", "dataType": "string", "label": "Medewerker", "length": 15},
    {"id": "E-mail_werk", "fieldId": "EmAd", "dataType": "string", "label": "E-mail werk", "length": 0},
    {"id": "Uren_per_week", "fieldId": "U001", "dataType": "decimal", "label": "Uren per week", "decimals": 2},
    {"id": "Datum_in_dienst", "fieldId": "DaBe", "dataType": "date", "label": "Datum in dienst"},
    {"id": "Gewijzigd_op", "fieldId": "U002", "dataType": "date", "label": "Gewijzigd op"},
    {"id": "Actief", "fieldId": "U003", "dataType": "boolean", "label": "Actief"},
]
LIST = {
    "getConnectors": [
        {"id": "Medewerkers", "description": "Medewerkers voor het portaal"},
        {"id": "HR verzuim-lijst", "description": "Verzuim"},
        {"id": "Profit_Employees", "description": "Employees"},
    ],
    "updateConnectors": [{"id": "KnSubject", "description": "Dossieritem"}],
    "customConnectors": [],
    "info": {"envid": "O12345AA"},
}


def question(wanted: Callable[[str], bool] = lambda _: True) -> SchemaQuestion:
    return SchemaQuestion(BASE, Scope(), CATALOGUE, wanted)


def told(path: str, document: object, asked: SchemaQuestion | None = None) -> SchemaAnswer:
    from nlconnect.connector import Request

    url = f"{BASE}/metainfo{path}"
    response = Response(200, {}, json.dumps(document).encode(), url, 0, 0)
    return SCHEMA.read(Request("GET", url), response, asked or question())


def columns(*without: str) -> list[dict[str, Any]]:
    return [column for column in COLUMNS if column["id"] not in without]


def test_the_list_leads_to_one_call_for_each_connector() -> None:
    (first,) = SCHEMA.requests(question())
    assert (first.method, first.url) == ("GET", f"{BASE}/metainfo")
    assert first.headers["Accept-Language"] == "nl-nl"
    answer = told("", LIST)
    assert [request.url.removeprefix(f"{BASE}/metainfo/") for request in answer.further] == [
        "get/Medewerkers",
        "get/HR%20verzuim-lijst",
        "get/Profit_Employees",
        "update/KnSubject",
    ]
    assert "employees.Profit_Employees_basic" in answer.missing
    assert "employees.Profit_Employees" not in answer.missing


def test_only_what_is_wanted_is_asked_for_and_missed() -> None:
    answer = told("", LIST, question(lambda name: name in ("employees.Profit_Employees", "views.Medewerkers")))
    assert [request.url.rpartition("/")[2] for request in answer.further] == ["Medewerkers", "Profit_Employees"]
    assert answer.missing == ()


def test_a_view_of_the_customer_has_types_labels_an_order_and_a_watermark() -> None:
    answer = told("/get/Medewerkers", {"name": "Medewerkers", "description": "Voor het portaal", "fields": COLUMNS})
    (spec,) = answer.entities
    assert (spec.path, spec.kind, spec.module, spec.title_nl) == (
        "/connectors/Medewerkers",
        "view",
        "views",
        "Voor het portaal",
    )
    assert {one.name: one.type for one in spec.fields} == {
        "medewerker": "string",
        "e_mail_werk": "string",
        "uren_per_week": "decimal",
        "datum_in_dienst": "date",
        "gewijzigd_op": "datetime",
        "actief": "bool",
    }
    assert (spec.order, spec.watermark, spec.demands) == (("Medewerker",), "Gewijzigd_op", {"order"})
    assert "guess" in answer.notes[0]
    assert [one.length for one in spec.fields[:2]] == [15, None]


def test_a_name_with_blanks_keeps_its_original() -> None:
    (spec,) = told("/get/HR%20verzuim-lijst", {"fields": COLUMNS}).entities
    assert (spec.wire, spec.path) == ("HR verzuim-lijst", "/connectors/HR verzuim-lijst")


def test_a_view_that_ships_differs_only_where_it_does() -> None:
    known = CATALOGUE.entity("Profit_Employees")
    as_shipped = [
        {"id": one.wire, "dataType": {"datetime": "date", "bool": "boolean"}.get(one.type, one.type), "label": "x"}
        for one in known.fields
    ]
    (same,) = told("/get/Profit_Employees", {"fields": as_shipped}).entities
    assert drift_of(same, known, types={}) is None
    grown = [*as_shipped[1:], {"id": "Kledingmaat", "dataType": "string", "label": "Kledingmaat"}]
    (other,) = told("/get/Profit_Employees", {"fields": grown}).entities
    drift = drift_of(other, known, types={})
    assert drift is not None
    assert {(one.field, one.change) for one in drift.fields} == {
        (known.fields[0].wire, "removed"),
        ("Kledingmaat", "added"),
    }
    assert other.module == known.module


def test_a_document_has_the_customers_own_fields_inside_its_objects() -> None:
    own = "U" + "A1" * 16
    document = {
        "id": "KnOwn",
        "name": "KnRoot",
        "description": "Eigen",
        "fields": [
            {"fieldId": "SbId", "primaryKey": True, "dataType": "int", "label": "Nummer", "mandatory": False},
            {"fieldId": own, "primaryKey": False, "dataType": "date", "label": "Maat bedrijfskleding"},
        ],
        "objects": [
            {
                "name": "KnLine",
                "fields": [{"fieldId": "Ds", "primaryKey": True, "dataType": "string", "mandatory": True}],
                "objects": [],
            }
        ],
    }
    answer = told("/update/KnOwn", document)
    (spec,) = answer.entities
    assert (spec.kind, spec.key, spec.module) == ("update", ("SbId",), "documents")
    assert [(one.name, one.wire) for one in spec.fields] == [
        ("sb_id", "SbId"),
        ("maat_bedrijfskleding", own),
        ("kn_line", "KnLine"),
    ]
    assert spec.document is not None
    assert spec.document.root == "KnRoot"
    assert spec.document.attributes == {"KnRoot": ("SbId",), "KnLine": ("Ds",)}
    assert spec.document.required == {"KnRoot/KnLine": ("Ds",)}
    (inner,) = answer.types
    assert (inner.name, [one.wire for one in inner.fields]) == ("KnOwnKnLine", ["Ds"])
    drift = drift_of(spec, None, types={inner.wire: inner})
    assert drift is not None
    assert [one.field for one in drift.fields] == ["SbId", own, "KnLine", "KnLine/Ds"]


@pytest.mark.parametrize(
    ("wires", "order"),
    [
        (("Naam", "GUID", "Nummer"), ("GUID",)),
        (("Naam", "Nummer"), ("Nummer",)),
        (("Naam", "Project_code", "Uursoort_code", "Bedrag"), ("Project_code", "Uursoort_code")),
        (("Naam", "Bedrag"), ()),
    ],
)
def test_an_order_is_proposed_by_what_columns_are_called(wires: tuple[str, ...], order: tuple[str, ...]) -> None:
    assert proposed_order([FieldSpec(wire.lower(), wire, "string") for wire in wires]) == order


@pytest.mark.parametrize(
    ("view", "wires", "key"),
    [
        ("Bedrijf_Medewerkers", ("Medewerker", "Naam"), ("Medewerker",)),
        ("Uren_per_Medewerker", ("Medewerker", "Uren"), ()),
        ("Verlof", ("Medewerker", "Dagen"), ()),
        ("Relaties", ("Naam", "Nummer"), ("Nummer",)),
        ("Relaties", ("Nummer", "Code"), ()),
        ("Relaties", ("Nummer", "Code", "Guid"), ("Guid",)),
        ("Regels", ("Factuurnummer", "Volgnummer"), ()),
        ("Omzet", ("Naam", "Bedrag"), ()),
    ],
)
def test_a_key_is_proposed_only_where_a_column_probably_tells_rows_apart(
    view: str, wires: tuple[str, ...], key: tuple[str, ...]
) -> None:
    assert proposed_key(view, [FieldSpec(wire.lower(), wire, "string") for wire in wires]) == key


def test_what_is_no_metainfo_is_refused() -> None:
    with pytest.raises(ValueError, match="metainfo"):
        told("", [])


def test_the_mock_tells_what_ships_and_what_its_customer_added(mock_afas: SignedInMock) -> None:
    found = mock_afas.connect().schema()
    assert not found.failures
    assert not found.missing
    types = {spec.wire: spec for spec in found.types}
    differing = drifts(found.entities, CATALOGUE, types=types)
    own = {one.field.rpartition("/")[2][:1] for drift in differing if drift.change == "changed" for one in drift.fields}
    assert own == {"U"}  # nothing but the customer's own fields
    assert "views.Voorbeeld_Medewerkers" in [drift.entity for drift in differing if drift.change == "added"]


def test_the_connector_says_how_it_describes_itself() -> None:
    assert AFAS.schema == SCHEMA
