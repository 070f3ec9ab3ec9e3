"""What a mock Graph tells of itself, and workbooks in its drives."""

from __future__ import annotations

from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

from nlconnect.connector.csdl import service_model
from nlconnect.model.catalogue import Catalogue


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller()


def test_the_description_needs_no_token_and_knows_every_entity(graph: GraphCaller) -> None:
    answer = graph.get("/$metadata", authorization="")
    assert answer.headers["content-type"] == "application/xml"
    model = service_model(answer.content)
    for entity in Catalogue("nlconnect_graph").entities():
        if entity.kind in ("standard", "single"):
            kind = model.type_at(entity.path)
            assert kind is not None, entity.path
            assert set(entity.key) <= set(model.properties_of(kind))


def test_a_list_is_found_by_its_title_and_shows_its_columns(graph: GraphCaller) -> None:
    register = graph.body("/sites/root/lists/Facturenregister?$expand=columns")
    assert [column["name"] for column in register["columns"]][:2] == ["Title", "Factuurnummer"]
    assert graph.rows(f"/sites/root/lists/{register['id']}/items?$expand=fields")[0]["fields"]["Title"]


@pytest.fixture(scope="module")
def book(graph: GraphCaller) -> str:
    row = next(row for row in graph.rows(f"{graph.mailbox}/drive/root/children") if row["name"].endswith(".xlsx"))
    return f"/drives/{row['parentReference']['driveId']}/items/{row['id']}/workbook"


def cells(graph: GraphCaller, path: str) -> list[list[Any]]:
    values: list[list[Any]] = graph.body(path)["values"]
    return values


def test_a_workbook_shows_its_table_and_any_range(graph: GraphCaller, book: str) -> None:
    assert [sheet["name"] for sheet in graph.rows(f"{book}/worksheets")] == ["Blad1"]
    whole = cells(graph, f"{book}/tables/Debiteuren/range")
    assert whole[0] == ["Factuur", "Klant", "Bedrag", "Vervaldatum", "Gebeld"]
    assert len(whole) == 13
    assert cells(graph, f"{book}/worksheets/Blad1/usedRange(valuesOnly=true)") == whole
    part = graph.body(f"{book}/worksheets/Blad1/range(address='B2:D3')")
    assert part["values"] == [row[1:4] for row in whole[1:3]]
    assert part["numberFormat"][0] == ["@", "#,##0.00", "d-m-yyyy"]
    assert part["address"] == "Blad1!B2:D3"
    assert len(graph.rows(f"{book}/tables/Debiteuren/rows")) == 12


def test_what_is_no_workbook_and_what_is_not_in_it_is_refused(graph: GraphCaller, book: str) -> None:
    assert graph.error(f"{book}/tables/Anders/range") == (404, "ItemNotFound")
    assert graph.error(f"{graph.mailbox}/drive/root/workbook/tables")[0] == 400
