"""Rows as AFAS shows them: every column, null for empty, whole seconds, and a Z that is not UTC."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

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


def wire_value(value: object) -> object:
    """A value of a row as JSON holds it; an empty text is null."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, Decimal):
        return wire_number(value)
    if isinstance(value, datetime):
        return wire_moment(value)
    if isinstance(value, date):
        return wire_day(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def render(row: Row, columns: Sequence[str]) -> dict[str, object]:
    """One row with every column of its view."""
    return {column: wire_value(row[column]) for column in columns}
