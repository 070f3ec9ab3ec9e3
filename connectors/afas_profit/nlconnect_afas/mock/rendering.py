"""Rows as AFAS shows them: every column, null for empty, whole seconds, and a Z that is not UTC."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from nlconnect.mock.tables import Row

_HALF_A_SECOND = timedelta(milliseconds=500)


@lru_cache(maxsize=65_536)
def wire_moment(moment: datetime) -> str:
    """AFAS: Dutch wall clock dressed as UTC; what is stored finer is rounded to whole seconds."""
    return f"{(moment + _HALF_A_SECOND).replace(microsecond=0).isoformat()}Z"


@lru_cache(maxsize=8_192)
def wire_day(day: date) -> str:
    """AFAS: a calendar date is a midnight."""
    return f"{day.isoformat()}T00:00:00Z"


def wire_number(number: Decimal) -> int | float:
    """A whole amount has no decimals."""
    value = float(number)
    return int(value) if value.is_integer() else value


def _wire_text(text: str) -> str | None:
    """An empty text is null."""
    return text or None


def _wire_bytes(content: bytes) -> str:
    return base64.b64encode(content).decode()


_WIRE: Mapping[type, Callable[[Any], object]] = {
    str: _wire_text,
    Decimal: wire_number,
    datetime: wire_moment,
    date: wire_day,
    bytes: _wire_bytes,
}
"""How values are written that are not JSON by themselves."""


REPLACED = "(replaced)"
"""AFAS: what a column gives that was retired."""


def render(row: Row, columns: Sequence[str], *, replaced: Iterable[str] = ()) -> dict[str, object]:
    """One row with every column of its view."""
    shown: dict[str, object] = {}
    for column in columns:
        value = row[column]
        write = _WIRE.get(type(value))
        shown[column] = value if write is None else write(value)
    shown.update(dict.fromkeys(replaced, REPLACED))
    return shown
