"""Excel tables and ranges as rows with real values."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from nlconnect.errors import QueryError, ServerError
from nlconnect_graph.workbooks import rows_of, sheet_path, table_path


def told(values: list[list[object]], formats: list[list[str]] | None = None) -> bytes:
    formats = formats or [["General"] * len(row) for row in values]
    return json.dumps({"address": "Uren!A1:D3", "values": values, "numberFormat": formats}).encode()


def test_rows_have_the_names_of_the_first_row_and_values_of_their_own_types() -> None:
    content = told(
        [["Dag", "Begin", "Uren", "Wie", "Klaar"], [46000, 46000.375, 7.5, "An", True], ["", "", 0, "", "#N/A"]],
        [["@"] * 5, ["dd-mm-jjjj", "d-m-yyyy h:mm", "0.00", "@", "General"], ["General"] * 5],
    )
    first, second = rows_of(content)
    assert first == {
        "Dag": date(2025, 12, 9),
        "Begin": datetime.fromisoformat("2025-12-09T09:00"),
        "Uren": Decimal("7.5"),
        "Wie": "An",
        "Klaar": True,
    }
    assert list(second.values()) == [None, None, Decimal(0), None, None]


def test_digits_are_kept() -> None:
    content = told([["Bedrag"], [0]]).replace(b"[0]", b"[123456789012345.67]")
    assert rows_of(content) == [{"Bedrag": Decimal("123456789012345.67")}]


def test_text_in_a_format_makes_no_day_of_a_number() -> None:
    content = told([["x"], [5]], [["@"], ['0.00 "days"']])
    assert rows_of(content) == [{"x": Decimal(5)}]


def test_headers_that_are_empty_or_stand_twice_are_told_apart() -> None:
    (row,) = rows_of(told([["a", "", "a"], [1, 2, 3]]))
    assert list(row) == ["a 1", "column 2", "a 3"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"values": [], "numberFormat": []}', b'{"values": 5}'])
def test_what_is_no_range_is_refused(content: bytes) -> None:
    with pytest.raises(ServerError, match="no range"):
        rows_of(content)


def test_paths_leave_the_drive_to_the_scope_and_encode_names() -> None:
    assert table_path(item="01A", table="Uren 2026") == ("/drives/{drive}/items/01A/workbook/tables/Uren%202026/range")
    assert sheet_path(item="01A", sheet="Blad1").endswith("/worksheets/Blad1/usedRange(valuesOnly=true)")
    assert sheet_path(item="01A", sheet="Blad1", address="A1:F20").endswith("/Blad1/range(address='A1:F20')")
    with pytest.raises(QueryError):
        table_path(item="..", table="x")
