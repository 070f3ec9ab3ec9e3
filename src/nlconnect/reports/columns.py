"""Which columns a report has, what is in them, and what is drawn of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import FieldType, nearest
from nlconnect.model.table import Column

Language = Literal["nl", "en"]
Rows = Sequence[Sequence[object]]
NUMBERS: tuple[FieldType, ...] = ("int", "int64", "decimal", "float")
MOST_BARS = 40
"""More bars than that nobody reads: the rest is counted, and stands in the table."""
_TYPES: tuple[tuple[type, FieldType], ...] = (
    (bool, "bool"),
    (int, "int"),
    (Decimal, "decimal"),
    (float, "float"),
    (datetime, "datetime"),
    (date, "date"),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """The numbers of the column `of`, a bar for each row, named by what stands in the column `by`."""

    by: str
    of: str
    title: str | None = None
    kind: Literal["columns", "bars", "lines"] = "columns"
    """How a workbook draws it; a mail has bars."""


def columns_of(columns: Sequence[str | Column], rows: Rows) -> tuple[Column, ...]:
    """With the types of their values where only names were given. Raises QueryError for rows of another length."""
    if any(len(row) != len(columns) for row in rows):
        raise QueryError(f"every row of a report needs {len(columns)} values, one for each column")
    return tuple(
        column if isinstance(column, Column) else Column(column, _type([row[place] for row in rows]))
        for place, column in enumerate(columns)
    )


def drawn(chart: Chart, columns: Sequence[Column]) -> tuple[int, int]:
    """The places of the names and of the numbers. Raises QueryError for what cannot be drawn."""
    places = {column.name: place for place, column in enumerate(columns)}
    for name in (chart.by, chart.of):
        if name not in places:
            raise QueryError(f"there is no column {name!r} to draw", hint=nearest(name, list(places), what="columns"))
    if columns[places[chart.of]].type not in NUMBERS:
        raise QueryError(f"{chart.of!r} has no numbers to draw")
    return places[chart.by], places[chart.of]


def rows_drawn(rows: Rows, place: int) -> Rows:
    """The first rows, without those at the end that have nothing to draw."""
    shown = list(rows[:MOST_BARS])
    while shown and not number_of(shown[-1][place]):
        shown.pop()
    return shown


def number_of(value: object) -> Decimal | None:
    """None for what is no number, such as a masked cell."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number if number.is_finite() else None


def _type(values: Sequence[object]) -> FieldType:
    found = {_type_of(value) for value in values if value is not None}
    if len(found) == 1:
        return found.pop()
    return "decimal" if found and found <= {"int", "decimal"} else "string"


def _type_of(value: object) -> FieldType:
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "string")
