"""Tables and ranges of Excel workbooks in a drive, as rows with real values.

A table or a range is fetched with `connection.request`, which goes through the same gate as everything else:

    answer = graph.request("GET", table_path(item="01ABC", table="Uren"))
    for row in rows_of(answer.content):
        ...

Excel's own shape of a range is not in our facts: it follows Microsoft's documentation, untried against a real tenant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from nlconnect.connector import Scope
from nlconnect.errors import ServerError
from nlconnect_graph.paths import VERSION, Values, filled

Cell = str | Decimal | bool | date | datetime | None

TABLE = "/drives/{drive}/items/{item}/workbook/tables/{table}/range"
SHEET = "/drives/{drive}/items/{item}/workbook/worksheets/{sheet}/usedRange(valuesOnly=true)"
PART = "/drives/{drive}/items/{item}/workbook/worksheets/{sheet}/range(address='{address}')"
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # a cell knows no zone; Excel counts days from here
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DAYS, _HOURS = re.compile(r"[ydj]", re.IGNORECASE), re.compile(r"[hsu]", re.IGNORECASE)
_ERRORS = re.compile(r"#(?:N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV/0!|SPILL!|CALC!)")


def table_path(*, item: str, table: str) -> str:
    """Where a table with its headers is read, by name or id; `{drive}` is left for the scope."""
    return _path(TABLE, item=item, table=table)


def sheet_path(*, item: str, sheet: str, address: str | None = None) -> str:
    """Where a sheet is read: all that is used of it, or a part such as `A1:F20`."""
    if address is None:
        return _path(SHEET, item=item, sheet=sheet)
    return _path(PART, item=item, sheet=sheet, address=address)


def rows_of(content: bytes) -> list[Mapping[str, Cell]]:
    """The rows below the first one, which names the columns. Raises ServerError for what is no range.

    Numbers keep all their digits; where a cell is formatted as a day or a moment it is one, without a zone.
    An empty cell and an error of a formula are None.
    """
    try:
        found = json.loads(content, parse_float=Decimal, parse_int=Decimal)
        values, formats = found["values"], found["numberFormat"]
        names = _unique([str(name) for name in values[0]])
        return [dict(zip(names, _cells(row, form), strict=True)) for row, form in _below(values, formats)]
    except (ValueError, KeyError, TypeError, IndexError):
        raise ServerError("the answer is no range of a workbook") from None


def _path(template: str, **given: str) -> str:
    path = filled(template, Values({**given, "drive": "-drive-"}, Scope()))
    return path.removeprefix(VERSION).replace("-drive-", "{drive}")


def _below(values: Sequence[Any], formats: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(values[1:], formats[1:], strict=True)


def _cells(row: Sequence[object], formats: Sequence[object]) -> Iterator[Cell]:
    return (_cell(value, str(form)) for value, form in zip(row, formats, strict=True))


def _cell(value: object, form: str) -> Cell:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Decimal):
        return _moment(value, _QUOTED.sub("", form)) or value
    text = str(value)
    return None if not text or _ERRORS.fullmatch(text) else text


def _moment(number: Decimal, form: str) -> date | datetime | None:
    """Excel: a day is a number with a format; `j` and `u` are Dutch for year and hour."""
    if not _DAYS.search(form):
        return None
    try:
        moment = _DAY_ZERO + timedelta(seconds=round(float(number) * 86_400))
    except OverflowError:
        return None
    return moment if _HOURS.search(form) else moment.date()


def _unique(names: Sequence[str]) -> list[str]:
    """Headers as they are; one that is empty or stands twice gets its place behind it."""
    return [
        name if name and names.count(name) == 1 else f"{name or 'column'} {place}"
        for place, name in enumerate(names, start=1)
    ]
