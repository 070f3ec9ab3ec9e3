"""Masks: what is left of a value. Each keeps the type of its field, and gives nothing where it meets something odd."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from hashlib import blake2s

from nlconnect.model.catalogue import FieldSpec
from nlconnect.policy.vault import Tokens

Masker = Callable[[object], object]
"""Makes the masked value; None stays None, which says nothing."""

HIDDEN = "•••"
GENERAL_BAND = 1000
_REMEMBERED = 20_000
_TEXTS = ("string", "guid")
_NUMBERS = ("int", "int64", "decimal", "float")
_WHOLE = ("int", "int64")
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*(?:[^\W\d_]{2})?\s*").fullmatch
_LARGEST = 10**15
"""What a spreadsheet still shows in full."""


def masker(mask: str, spec: FieldSpec, *, key: bytes) -> Masker:
    """What makes the masked value of a field; a mask that does not fit its type leaves nothing."""
    if spec.of is not None or spec.is_open or spec.enum is not None or mask in ("null", "drop"):
        return nothing
    make = _maker(mask, spec, key)
    return _each(make) if spec.many else make


def nothing(value: object) -> None:
    """An empty field."""
    return


def _maker(mask: str, spec: FieldSpec, key: bytes) -> Masker:
    is_text = spec.type in _TEXTS
    if mask in ("hash", "pseudonym"):
        if is_text:
            return _Pseudonyms(key, size=20 if mask == "hash" else 10).__getitem__
        if spec.type in _WHOLE:
            return _Numbers(key).__getitem__
        return nothing
    if mask == "vault":
        return Tokens(key).__getitem__ if is_text else nothing
    if mask == "redact":
        return redacted if is_text else nothing
    if mask == "partial":
        return partly if is_text else nothing
    if mask in ("pc4", "year") or mask.startswith("band:"):
        return _general(mask, spec)
    return _general({"date": "year", "datetime": "year", "string": "pc4"}.get(spec.type, f"band:{GENERAL_BAND}"), spec)


def _general(mask: str, spec: FieldSpec) -> Masker:
    if mask == "pc4":
        return pc4 if spec.type == "string" else nothing
    if mask == "year":
        return year if spec.type in ("date", "datetime") else nothing
    return _band(int(mask.partition(":")[2])) if spec.type in _NUMBERS else nothing


def redacted(value: object) -> object:
    """That something stands there."""
    return None if value is None else HIDDEN


def partly(value: object) -> object:
    """Enough to recognise one's own: `j•••@acme.nl`, `•••1234`; of short texts nothing."""
    if not isinstance(value, str):
        return None
    length = len(value)
    if "@" in value and " " not in value and 0 < (at := value.rfind("@")) < length - 1:
        return value[0] + HIDDEN + value[at:]
    return HIDDEN if length < 4 else HIDDEN + value[-4 if length > 15 else -(length // 4) :]


def pc4(value: object) -> object:
    """The digits of a Dutch postcode, which some thousands of people share."""
    found = _POSTCODE(value) if isinstance(value, str) else None
    return None if found is None else found[1]


def year(value: object) -> object:
    """The first of January of that year."""
    if isinstance(value, datetime):
        return datetime(value.year, 1, 1, tzinfo=value.tzinfo)
    return date(value.year, 1, 1) if isinstance(value, date) else None


def _band(width: int) -> Masker:
    def banded(value: object) -> object:
        if isinstance(value, bool):
            return None
        if isinstance(value, int):
            return value // width * width
        if isinstance(value, Decimal) and value.is_finite() and value.adjusted() < 18:
            return (value / width).to_integral_value(ROUND_FLOOR) * width
        if isinstance(value, float) and abs(value) < 1e18:
            return float(value // width * width)
        return None

    return banded


class _Pseudonyms(dict[object, object]):
    """Remembers the pseudonyms of a page: codes and names repeat over its rows.

    The same value, however it is written in blanks and capitals, gives the same pseudonym under one key.
    """

    def __init__(self, key: bytes, *, size: int) -> None:
        super().__init__({None: None})
        self._keyed = blake2s(key=key[:32], digest_size=size).copy

    def __missing__(self, value: object) -> object:
        if len(self) > _REMEMBERED:
            self.clear()
            self[None] = None
        digest = self._keyed()
        text = value if isinstance(value, str) else str(value)
        digest.update(text.strip().casefold().encode("utf-8", "surrogatepass"))
        found = self[value] = f"p{digest.hexdigest()}"
        return found


class _Numbers(dict[object, object]):
    """The same for whole numbers, which stay such."""

    def __init__(self, key: bytes) -> None:
        super().__init__({None: None})
        self._keyed = blake2s(key=key[:32], digest_size=8).copy

    def __missing__(self, value: object) -> object:
        if len(self) > _REMEMBERED:
            self.clear()
            self[None] = None
        digest = self._keyed()
        digest.update(str(value).encode("utf-8", "surrogatepass"))
        found = self[value] = int.from_bytes(digest.digest(), "big") % _LARGEST
        return found


def _each(make: Masker) -> Masker:
    def made(values: object) -> object:
        return [None if value is None else make(value) for value in values] if isinstance(values, list) else None

    return made
