"""CSV: commas, points and ISO dates for programs; what Dutch Excel opens well with `excel="nl"`."""

from __future__ import annotations

import base64
import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO

from nlconnect.model.table import MASKED, Batch, Column
from nlconnect.outlets.cells import (
    FORMULA_STARTS,
    MASK,
    Excel,
    decimal_text,
    headers,
    is_amount,
    is_readable,
    names_of_values,
    text_of,
    wall_clock,
)

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel takes UTF-8 for the code page of the machine."""


class SeparatedFormat:
    """In Excel's mode: `;`, decimal commas, dd-mm-jjjj, Dutch headers, names for codes, CRLF and a byte order mark.

    There money has its cents, as in XLSX, and a text that would be run as a formula gets an apostrophe in front.
    Leading zeros of codes are in the file, but Excel drops them when it opens a CSV: XLSX keeps them.
    """

    def __init__(self, file: BinaryIO, columns: Sequence[Column], *, excel: Excel) -> None:
        self._file = file
        self._excel = excel
        self._columns = tuple(columns)
        self._names = {column.name: names_of_values(column) for column in columns} if excel else {}
        self.remarks: Counter[str] = Counter()
        if excel:
            file.write(BYTE_ORDER_MARK)
        file.write(self._lines([headers(columns, excel=excel)]))

    def write(self, batch: Batch) -> None:
        values = batch.by_column()
        cells = [self._texts(column, values[column.name]) for column in self._columns]
        self._file.write(self._lines(zip(*cells, strict=True)))

    def finish(self) -> None:
        return None

    def drop(self) -> None:
        return None

    def _texts(self, column: Column, values: Sequence[object]) -> Sequence[object]:
        names = self._names.get(column.name)
        if names:
            return [names.get(value) or _dutch(value) for value in values]
        if self._excel:
            if is_amount(column):
                return [_dutch_money(value) for value in values]
            return [_dutch(value) for value in values]
        if column.type in _AS_THEY_ARE and MASKED not in values[:1]:
            return values
        return [_plain(value) for value in values]

    def _lines(self, rows: Sequence[Sequence[object]] | zip[tuple[object, ...]]) -> bytes:
        buffer = io.StringIO(newline="")
        writer = csv.writer(
            buffer, delimiter=";" if self._excel else ",", lineterminator="\r\n" if self._excel else "\n"
        )
        writer.writerows(rows)
        return buffer.getvalue().encode()


_AS_THEY_ARE = frozenset({"string", "guid", "int", "int64", "float", "date"})
"""The csv module writes these as we want them; None is empty."""


def _bytes(value: object) -> str:
    assert isinstance(value, bytes)
    return base64.b64encode(value).decode()


def _digits(value: object) -> str:
    assert isinstance(value, Decimal)
    return f"{value:f}" if is_readable(value) else str(value)


def _moment(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


def _dutch_text(value: object) -> str:
    text = text_of(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _dutch_moment(value: object) -> str:
    assert isinstance(value, datetime)
    return wall_clock(value).strftime("%d-%m-%Y %H:%M:%S")


def _dutch_day(value: object) -> str:
    assert isinstance(value, date)
    return value.strftime("%d-%m-%Y")


def _none(_: object) -> str:
    return ""


def _mask(_: object) -> str:
    return MASK


_PLAIN: Mapping[type, Callable[[object], str]] = {
    type(None): _none,
    type(MASKED): _mask,
    str: str,
    bool: lambda value: "true" if value else "false",
    Decimal: _digits,
    datetime: _moment,
    bytes: _bytes,
}
_DUTCH: Mapping[type, Callable[[object], str]] = {
    type(None): _none,
    type(MASKED): _mask,
    bool: lambda value: "WAAR" if value else "ONWAAR",
    int: str,
    float: lambda value: str(value).replace(".", ","),
    Decimal: lambda value: _digits(value).replace(".", ","),
    date: _dutch_day,
    datetime: _dutch_moment,
    bytes: _bytes,
}


def _dutch_money(value: object) -> str:
    if isinstance(value, Decimal):
        return decimal_text(value, is_money=True).replace(".", ",")
    return _dutch(value)


def _plain(value: object) -> str:
    return _PLAIN.get(type(value), text_of)(value)


def _dutch(value: object) -> str:
    return _DUTCH.get(type(value), _dutch_text)(value)
