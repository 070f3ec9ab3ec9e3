"""What a change is worth: the amounts in it, for budgets and for those who say yes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from nlconnect.connector import FieldSpec
from nlconnect.connector.writer import Draft

_AMOUNT = re.compile(r"(^|_)amount(_|$)|bedrag|aanneemsom", re.IGNORECASE)
_NO_AMOUNT = re.compile(r"(^|_)(vat|vatfc|discount|base|percentage)(_|$)|korting|btw|grondslag|%", re.IGNORECASE)
_PRICE = re.compile(r"(^|_)price(_|$)|prijs", re.IGNORECASE)
_QUANTITY = re.compile(r"(^|_)quantity$|^aantal( eenheden)?$", re.IGNORECASE)


def worth_of(draft: Draft) -> Decimal:
    """The largest amount of the record, or what its lines come to where that is more; 0 where no amount is written.

    Amounts are the decimals that the vendor calls so, without those of taxes and discounts; where there are none, the
    price times the quantity. They count without their sign, and in whatever currency they are in. What only changes
    counts with its new amount, and what is deleted or linked with none.
    """
    own = {spec: value for spec, value in draft.values.items() if isinstance(value, Decimal | int)}
    lines = sum((worth_of(line) for parts in draft.lines.values() for line in parts), Decimal(0))
    return max(_own(own), lines)


def told_worth(worth: Decimal) -> str:
    """As a plan keeps it: nothing for no amount."""
    return format(worth, "f") if worth else ""


def _own(values: Mapping[FieldSpec, Decimal | int]) -> Decimal:
    decimals = {spec: abs(Decimal(value)) for spec, value in values.items() if spec.type == "decimal"}
    amounts = [value for spec, value in decimals.items() if _is(spec, _AMOUNT) and not _is(spec, _NO_AMOUNT)]
    if amounts:
        return max(amounts)
    prices = [value for spec, value in decimals.items() if _is(spec, _PRICE) and not _is(spec, _NO_AMOUNT)]
    counts = [value for spec, value in decimals.items() if _is(spec, _QUANTITY)]
    return max(prices) * max(counts, default=Decimal(1)) if prices else Decimal(0)


def _is(spec: FieldSpec, words: re.Pattern[str]) -> bool:
    """By the vendor's English name, or by its Dutch label where the names are codes."""
    return any(words.search(name) for name in (spec.name, spec.label_nl, spec.label) if name)
