"""Microsoft's own description, and the columns of a tenant's lists, read as entities."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.errors import ServerError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.schema.drift import drift_of, drifts
from nlconnect.testing import SignedInMock
from nlconnect_graph import CATALOGUE, GRAPH
from nlconnect_graph.schema import GraphSchema

BASE = "https://graph.microsoft.com"
LISTS = f"{BASE}/v1.0/sites/acme.sharepoint.com/lists"
SCHEMA = GraphSchema()
SCOPE = Scope(site="acme.sharepoint.com")
EDM = {"string": "Edm.String", "datetime": "Edm.DateTimeOffset", "bool": "Edm.Boolean", "int": "Edm.Int32"}


def question(wanted: Any = lambda _: True, scope: Scope = SCOPE) -> SchemaQuestion:
    return SchemaQuestion(BASE, scope, CATALOGUE, wanted)


def told(url: str, content: bytes | object, asked: SchemaQuestion | None = None) -> SchemaAnswer:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SCHEMA.read(Request("GET", url), Response(200, {}, body, url, 0, 0), asked or question())


def described(spec: EntitySpec, *, without: str = "", extra: str = "") -> bytes:
    """The description of one directory type as Microsoft writes it."""
    fields = "".join(
        f'<Property Name="{one.wire}" Type="{EDM.get(one.type, "graph.thing")}"/>'
        if one.is_value and not one.many
        else f'<NavigationProperty Name="{one.wire}" Type="Collection(graph.user)"/>'
        for one in spec.fields
        if one.wire != without
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="organization">{fields}{extra}</EntityType>
<EntityContainer Name="GraphService"><EntitySet Name="organization" EntityType="microsoft.graph.organization"/>
</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>""".encode()


COLUMNS = [
    {"name": "Title", "displayName": "Titel", "text": {"maxLength": 255}, "required": True},
    {"name": "Uren_x0020_per_x0020_week", "displayName": "Uren per week", "number": {}},
    {"name": "Tarief", "displayName": "Tarief", "currency": {"locale": "nl-nl"}},
    {"name": "Dag", "displayName": "Dag", "dateTime": {"format": "dateOnly"}},
    {"name": "Soort", "displayName": "Soort", "choice": {"choices": ["a", "b"], "displayAs": "checkBoxes"}},
    {"name": "Wie", "displayName": "Wie", "personOrGroup": {"allowMultipleSelection": False}},
    {"name": "Klanten", "displayName": "Klanten", "lookup": {"allowMultipleValues": True}},
    {"name": "Totaal", "displayName": "Totaal", "calculated": {"outputType": "currency"}, "readOnly": True},
    {"name": "_Hidden", "displayName": "x", "text": {}, "hidden": True},
]
HOURS = {"id": "L1", "name": "Uren", "displayName": "Uren 2026", "columns": COLUMNS}


def test_the_lists_of_a_site_are_asked_for_only_where_one_is_named() -> None:
    assert [request.url for request in SCHEMA.requests(question())] == [
        f"{BASE}/v1.0/$metadata",
        f"{LISTS}?$select=id,name,displayName,description,list,system",
    ]
    assert len(SCHEMA.requests(question(scope=Scope()))) == 1
    assert len(SCHEMA.requests(question(lambda name: name.startswith("lists.")))) == 1


def test_lists_that_sharepoint_hides_are_left_out_and_the_next_page_is_read() -> None:
    page = {
        "value": [
            {"id": "L1", "name": "Uren", "displayName": "Uren 2026", "list": {"hidden": False}},
            {"id": "L2", "name": "x", "displayName": "x", "system": {}},
            {"id": "L3", "name": "y", "displayName": "y", "list": {"hidden": True}},
        ],
        "@odata.nextLink": f"{LISTS}?$skiptoken=abc",
    }
    answer = told(f"{LISTS}?$select=id", page)
    assert [request.url for request in answer.further] == [f"{LISTS}/L1?$expand=columns", f"{LISTS}?$skiptoken=abc"]


def test_a_next_page_on_another_host_is_refused() -> None:
    with pytest.raises(ServerError, match="another host"):
        told(f"{LISTS}?$select=id", {"value": [], "@odata.nextLink": "https://evil.example/v1.0/sites/x/lists"})


def test_a_list_becomes_an_entity_whose_columns_are_one_complex_field() -> None:
    answer = told(f"{LISTS}/L1?$expand=columns", HOURS)
    (spec,), (kind,) = answer.entities, answer.types
    assert (spec.module, spec.name, spec.wire) == ("lists", "Uren 2026", "listItems")
    assert spec.path == "/sites/{site}/lists/L1/items"
    assert spec.by_name["fields_"].of == kind.wire == "Uren 2026Fields"
    assert kind.name == "Uren2026Fields"
    assert {one.name: (one.wire, one.type, one.many) for one in kind.fields} == {
        "title": ("Title", "string", False),
        "uren_per_week": ("Uren_x0020_per_x0020_week", "float", False),
        "tarief": ("Tarief", "decimal", False),
        "dag": ("Dag", "datetime", False),
        "soort": ("Soort", "string", True),
        "wie_lookup_id": ("WieLookupId", "string", False),
        "klanten": ("Klanten", "object", True),
        "totaal": ("Totaal", "decimal", False),
    }
    assert kind.by_name["title"].required
    assert kind.by_name["totaal"].read_only
    assert kind.by_name["uren_per_week"].label_nl == "Uren per week"
    drift = drift_of(spec, None, types={kind.wire: kind})
    assert drift is not None
    assert "fields/Tarief" in [one.field for one in drift.fields]


def test_microsofts_own_description_is_held_against_the_catalogue() -> None:
    spec = CATALOGUE.entity("Organizations")
    only = question(lambda name: name == "directory.Organizations")
    url = f"{BASE}/v1.0/$metadata"
    (same,) = told(url, described(spec), only).entities
    assert drift_of(same, spec, types={}) is None
    gone = next(one for one in spec.fields if one.type == "string" and not one.is_key and one.enum is None)
    new = '<Property Name="btwNummer" Type="Edm.String"/>'
    (other,) = told(url, described(spec, without=gone.wire, extra=new), only).entities
    drift = drift_of(other, spec, types={})
    assert drift is not None
    assert {(one.field, one.change) for one in drift.fields} == {(gone.wire, "removed"), ("btwNummer", "added")}


def test_what_the_description_does_not_lead_to_is_missing() -> None:
    wanted = question(lambda name: name in ("directory.Organizations", "directory.Users"))
    answer = told(f"{BASE}/v1.0/$metadata", described(CATALOGUE.entity("Organizations")), wanted)
    assert answer.missing == ("directory.Users",)


def test_the_live_description_of_the_mock_is_the_catalogue(mock_graph: SignedInMock) -> None:
    found = mock_graph.connect().schema()
    assert not found.failures
    assert not found.missing
    types = {spec.wire: spec for spec in found.types}
    differing = [one for drift in drifts(found.entities, CATALOGUE, types=types) for one in drift.fields]
    ways = ("collection", "object", None)  # a path may go where no field leads
    assert [one for one in differing if one.before not in ways] == []
    assert len(differing) < 10
    assert len(found.entities) > 80


def test_the_connector_says_how_it_describes_itself() -> None:
    assert GRAPH.schema == SCHEMA
