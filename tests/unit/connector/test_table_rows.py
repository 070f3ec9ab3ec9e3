"""Rows on their way to a table: its columns and nothing else, whatever comes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from nlconnect.connector import Decoder
from tests.unit.connector.test_decode import FULL, GUID, META, written
from tests.unit.invented import ORDERS, WIRE, Order, plain_fields

COLUMNS = ("division", "code", "amount", "notes", "due_date", "created", "is_paid")
FETCHED = ("id", "code", "amount", "due_date", "created", "is_paid")


def table() -> Decoder[Any]:
    """The key is fetched and no column; the division is no field, and notes are masked."""
    using = Decoder(ORDERS, Order, plain_fields(*FETCHED), WIRE)
    using.tabulate(COLUMNS, {"division": 5, "notes": None})
    return using


def row(**changes: Any) -> dict[str, Any]:
    wires = [ORDERS.by_name[name].wire for name in FETCHED]
    return {**META, **{wire: FULL[wire] for wire in wires}, **changes}


def parsed(using: Decoder[Any], *rows: Any) -> list[Any]:
    return list(using.parse(using.decode(written({"d": {"results": list(rows)}}))))


def finished(using: Decoder[Any], *rows: Any) -> list[Any]:
    return using.finish(parsed(using, *rows))


def line(found: Any) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(msgspec.json.encode(found))
    return values


CELLS = (5, "25", Decimal("12.5"), None, date(2026, 11, 23), datetime(2026, 11, 23, 10, tzinfo=UTC), True)
LINE = {
    "division": 5,
    "code": "25",
    "amount": "12.5",
    "notes": None,
    "due_date": "2026-11-23",
    "created": "2026-11-23T10:00:00Z",
    "is_paid": True,
}


def test_a_finished_row_is_a_line_of_the_table() -> None:
    using = table()
    rows = finished(using, row(), row(Code=None, Created=None))
    first, second = map(line, rows)
    assert list(first) == list(COLUMNS)
    assert first == LINE
    assert (second["code"], second["created"]) == (None, None)
    assert list(zip(*using.cells(rows), strict=True)) == [CELLS, (5, None, *CELLS[2:5], None, True)]


def test_fields_may_come_in_any_order() -> None:
    using = table()
    turned = dict(reversed(row().items()))
    rows = finished(using, turned, row())
    assert list(zip(*using.cells(rows), strict=True)) == [CELLS, CELLS]
    assert [list(line(found)) for found in rows] == [list(COLUMNS)] * 2


@pytest.mark.parametrize("name", ["Notes", "division", "notes", "New"])
def test_what_was_not_asked_for_reaches_no_table(name: str) -> None:
    using = table()
    rows = finished(using, row(), row(**{name: "personal"}), row())
    assert "personal" not in str([line(found) for found in rows])
    assert list(zip(*using.cells(rows), strict=True)) == [CELLS] * 3


def test_a_field_that_stays_away_is_empty() -> None:
    using = table()
    less = row()
    del less["Amount"]
    rows = finished(using, row(), less, row())
    assert using.cells(rows)[2] == [Decimal("12.5"), None, Decimal("12.5")]
    assert [line(found)["amount"] for found in rows] == ["12.5", None, "12.5"]


def test_a_value_that_is_no_date_stays_as_it_came() -> None:
    using = table()
    rows = finished(using, row(DueDate="soon", Created="later"))
    assert [found for (found,) in using.cells(rows)][4:6] == ["soon", "later"]


def test_a_row_that_cannot_change_its_type_is_copied() -> None:
    using = table()
    kind, beside = using._finished[using.row_type]
    known = [(one.name, object) for one in msgspec.structs.fields(kind)]
    wider = msgspec.defstruct("Wider", [*known, ("more", object, None)])
    using._finished[using.row_type] = wider, beside
    (found,) = finished(using, row(ID=GUID))
    assert isinstance(found, wider)
    assert list(line(found)) == [*COLUMNS, "more"]


@pytest.mark.parametrize("odd", [{}, {"New": 1}, {"Code": None, "Created": None, "DueDate": None}])
def test_cells_are_the_same_before_and_after_rows_are_finished(odd: dict[str, Any]) -> None:
    using = table()
    rows = parsed(using, row(), row(**odd), row())
    before = using.cells(rows)
    assert before == using.cells(rows)
    assert before == using.cells(finished(table(), row(), row(**odd), row()))
    assert next(iter(zip(*before, strict=True))) == CELLS
