"""How cells and headers read for people, in Dutch spreadsheets and elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from nlconnect.model.table import Column

Excel = Literal["nl"] | None

MASK = "•••"
DUTCH_CLOCK = ZoneInfo("Europe/Amsterdam")

LONGEST_NUMBER = 100
"""Digits that anybody reads."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is run as a formula by a spreadsheet that reads it as input."""

_AMOUNT = re.compile(
    r"(^|_|\b)(amount|price|balance|total|debit|credit|costs?|subtotal|turnover|salary|value|revenue"
    r"|bedrag|prijs|saldo|totaal|debet|kosten|omzet|loon|waarde|openstaand)(_|\b|$)",
    re.IGNORECASE,
)

_NUMBER_OF = re.compile(r"(^|_)(number|code|division|hid|id|year|period|administration)$")


def headers(columns: Sequence[Column], *, excel: Excel) -> list[str]:
    """Names for programs, Dutch labels for people. Equal labels are told apart by their names."""
    if excel is None:
        return [column.name for column in columns]
    labels = [column.label_nl or column.name for column in columns]
    often = Counter(labels)
    return [
        f"{label} ({column.name})" if often[label] > 1 and label != column.name else label
        for label, column in zip(labels, columns, strict=True)
    ]


def names_of_values(column: Column) -> Mapping[object, str]:
    """What a person reads for each code of an enumeration; empty for other columns."""
    if column.enum is None:
        return {}
    return {code: name.replace("_", " ") for name, code in column.enum.values.items()}


def text_of(value: object) -> str:
    """One cell as text; what has a shape of its own is written as JSON."""
    return json.dumps(value, default=str, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def wall_clock(moment: datetime) -> datetime:
    """A moment as a clock in the Netherlands shows it, for cells that have no zone; one without a zone as it is."""
    try:
        return moment if moment.tzinfo is None else moment.astimezone(DUTCH_CLOCK)
    except OverflowError:  # the last hours of the year 9999, which stand for "never"
        return moment


def is_amount(column: Column) -> bool:
    """True for a decimal that is money by its name, and so has cents; rates and quantities have any digits."""
    return column.type == "decimal" and _AMOUNT.search(column.name) is not None


def is_number_of(column: Column) -> bool:
    """True for a whole number that names something, such as an invoice or a company: nobody adds those up."""
    return column.type in ("int", "int64") and _NUMBER_OF.search(column.name) is not None


def is_readable(value: Decimal) -> bool:
    """False for a number such as `1e999999999`, eleven bytes on the wire, whose digits would fill the memory."""
    return not value.is_finite() or -LONGEST_NUMBER < value.adjusted() < LONGEST_NUMBER


def decimal_text(value: Decimal, *, is_money: bool, thousands: str = "") -> str:
    """Money with both its cents, and with whatever digits it has beyond them; other numbers as they came."""
    if not is_readable(value):
        return str(value)
    if is_money and value.is_finite() and Decimal(f"{value:.2f}") == value:
        return f"{value:{thousands}.2f}"
    return f"{value:{thousands}f}"
