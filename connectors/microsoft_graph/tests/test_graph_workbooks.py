"""Tables and ranges of a workbook in the mock, read as entities, and pulled as a customer's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from nlconnect.client import Connection
from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.engine.schema import Schema
from nlconnect.errors import NotFound, QueryError, ServerError
from nlconnect.mock.system import Setting
from nlconnect.model.catalogue import EntitySpec
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph import CATALOGUE, GRAPH
from nlconnect_graph.files import (
    DriveItems,
    Drives,
    WorkbookColumns,
    WorkbookRow,
    WorkbookRows,
    WorkbookSheets,
    WorkbookTables,
)

HEADERS = ["Factuur", "Klant", "Bedrag", "Vervaldatum", "Gebeld"]
TABLE = WorkbookRows.of(table="Debiteuren")


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = SignedInMock("graph", setting=Setting())
    yield made
    made.close()


def book_of(mock: SignedInMock) -> Connection:
    graph = mock.connect()
    drive = graph.within(drive=next(iter(graph.read(Drives))).id)
    book = next(item for item in drive.read(DriveItems) if (item.name or "").endswith(".xlsx"))
    mock.calls.clear()
    return drive.within(workbook=book.name or "")


def cells(row: WorkbookRow) -> Mapping[str, object]:
    assert row.cells is not None
    return row.cells.by_header


def test_tables_sheets_and_columns_are_listed(mock: SignedInMock) -> None:
    book = book_of(mock)
    (table,) = book.read(WorkbookTables)
    assert (table.name, table.show_headers) == ("Debiteuren", True)
    assert [sheet.name for sheet in book.read(WorkbookSheets)] == ["Blad1"]
    assert [column.name for column in book.read(WorkbookColumns.of(table="Debiteuren"))] == HEADERS
    assert book.get(WorkbookTables, table.id).name == "Debiteuren"


def test_a_workbook_may_be_named_by_the_id_of_its_file(mock: SignedInMock) -> None:
    book = book_of(mock)
    item = book.get(DriveItems, f"/{book.scope['workbook']}")
    drive = mock.connect(drive=str(book.scope["drive"]))
    assert cells(next(iter(drive.read(TABLE.of(item=item.id)))))["Klant"]


def test_the_rows_of_a_table_come_in_one_call_by_their_headers(mock: SignedInMock) -> None:
    rows = list(book_of(mock).read(TABLE))
    assert len(mock.calls) == 1
    assert [row.index for row in rows] == list(range(12))
    assert list(cells(rows[0])) == HEADERS
    assert rows[0].cells is not None
    assert rows[0].cells["Gebeld"] is True
    assert date.fromisoformat(str(cells(rows[0])["Vervaldatum"])).year > 2020


def test_a_sheet_and_a_part_of_it_are_rows_too(mock: SignedInMock) -> None:
    book = book_of(mock)
    whole = list(book.read(WorkbookRows.of(sheet="Blad1")))
    part = list(book.read(WorkbookRows.of(sheet="Blad1", address="A1:C4")))
    assert (len(whole), len(part)) == (12, 3)
    assert list(cells(part[0])) == HEADERS[:3]


def test_fields_may_be_chosen_and_rows_counted(mock: SignedInMock) -> None:
    book = book_of(mock)
    assert book.count(TABLE) == 12
    assert [row.index for row in book.read(TABLE.select("index").limit(2))] == [0, 1]


def test_what_excel_is_not_asked_is_refused_before_anything_is_sent(mock: SignedInMock) -> None:
    book = book_of(mock)
    with pytest.raises(QueryError, match="read whole"):
        list(book.read(TABLE.where(WorkbookRows.index == 1)))
    with pytest.raises(QueryError, match="a parent is missing"):
        list(book.read(WorkbookRows))
    assert len(mock.calls) == 0


def test_a_table_that_is_not_there_is_said_to_be_missing(mock: SignedInMock) -> None:
    with pytest.raises(NotFound):
        list(book_of(mock).read(WorkbookRows.of(table="Crediteuren")))


def pulled(mock: SignedInMock) -> tuple[Schema, EntitySpec]:
    found = book_of(mock).schema("workbooks.*")
    (spec,) = found.entities
    return found, spec


def test_a_table_is_pulled_with_the_types_of_its_columns(mock: SignedInMock) -> None:
    found, spec = pulled(mock)
    assert not found.failures
    assert found.calls == 3  # the lists of the site, the tables of the workbook, and the one table
    assert spec.qualified_name == "workbooks.Debiteuren"
    assert {one.name: (one.wire, one.type) for one in spec.fields} == {
        "factuur": ("Factuur", "decimal"),
        "klant": ("Klant", "string"),
        "bedrag": ("Bedrag", "decimal"),
        "vervaldatum": ("Vervaldatum", "date"),
        "gebeld": ("Gebeld", "bool"),
    }


BASE = "https://graph.microsoft.com"
WHERE = Scope(drive="D1", workbook="Klanten/Uren 2026.xlsx")
TABLES = f"{BASE}/v1.0/drives/D1/root:/Klanten/Uren%202026.xlsx:/workbook/tables"


def told(url: str, body: object, wanted: str = "") -> SchemaAnswer:
    question = SchemaQuestion(BASE, WHERE, CATALOGUE, lambda name: wanted in name)
    assert GRAPH.schema is not None
    return GRAPH.schema.read(Request("GET", url), Response(200, {}, json.dumps(body).encode(), url, 0, 0), question)


def test_only_tables_that_are_wanted_and_have_headers_are_asked_for() -> None:
    tables = [{"name": "Uren"}, {"name": "Kaal", "showHeaders": False}, {"name": "Anders"}]
    answer = told(f"{TABLES}?$select=id,name", {"value": tables}, wanted="Urenstaat")
    assert not answer.further
    whole = told(f"{TABLES}?$select=id,name", {"value": tables})
    assert [request.url.partition("/range")[0] for request in whole.further] == [f"{TABLES}/Uren", f"{TABLES}/Anders"]
    assert "Kaal" in whole.notes[0]


def test_a_column_of_several_kinds_is_text() -> None:
    body = {
        "values": [["Wie", "Wat", "Dag", "Op", "Leeg"], ["a", 1, 46000, 46000.5, ""], ["b", "x", "", 46000.25, ""]],
        "numberFormat": [["General"] * 5, *[["@", "General", "d-m-jjjj", "d-m-jjjj u:mm", "General"]] * 2],
    }
    (spec,) = told(f"{TABLES}/Uren/range?$select=values", body).entities
    assert [field.type for field in spec.fields] == ["string", "string", "date", "string", "string"]
    assert spec.path == "/drives/{drive}/root:/Klanten/Uren%202026.xlsx:/workbook/tables/Uren/range"


def test_what_is_no_range_is_said_to_be_none(mock: SignedInMock) -> None:
    book = book_of(mock)
    mock.fail_next("html", target="workbook", times=9)
    with pytest.raises(ServerError):
        list(book.read(TABLE))
