"""Values as people write them, turned into the type of a field before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import FieldSpec

Value = str | int | float | Decimal | bool | date | datetime | UUID | bytes
"""What a condition accepts; a date or an amount may be given as text."""

_MOST_DIGITS = 300
"""More than any amount has, and fewer than would make printing one a burden."""
_WHOLE = re.compile(r"[+-]?\d+")
_TRUTH = {"true": True, "false": False}


def coerce(spec: FieldSpec, value: object) -> Value | None:
    """The value in the field's own Python type. Raises QueryError, which never repeats the value."""
    if value is None:
        return None
    if spec.enum is not None and isinstance(value, int | str):
        named = spec.enum.code_of(value)
        if isinstance(value, str) and named == value and not _is_code(spec, value):
            known = ", ".join(spec.enum.values)
            raise QueryError(f"{spec.name} knows no such name", hint=f"Names: {known}; or give the vendor's code")
        value = named
    try:
        return _CONVERSIONS[spec.type](value)
    except (ValueError, InvalidOperation, TypeError, OverflowError):
        raise QueryError(
            f"{spec.name} is compared with something that is no {spec.type}", hint=_EXAMPLES.get(spec.type)
        ) from None


def _is_code(spec: FieldSpec, text: str) -> bool:
    return spec.type == "string" or _WHOLE.fullmatch(text) is not None


def _text(value: object) -> str:
    if isinstance(value, str):
        value.encode()  # bytes of a terminal that are no text come as surrogates, which no address can carry
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    raise TypeError


def _written(value: object) -> str:
    """Only text: a number would pass for a date without dashes."""
    if isinstance(value, str):
        return value
    raise TypeError


def _guid(value: object) -> str:
    return str(value if isinstance(value, UUID) else UUID(_written(value)))


def _int(value: object) -> int:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise ValueError
    number = int(value)  # type: ignore[call-overload]  # a TypeError is what an odd type deserves
    if number != value and not isinstance(value, str):
        raise ValueError
    return int(number)


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise TypeError
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError
    return number


def _float(value: object) -> float:
    return float(_decimal(value))


def _bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    return _TRUTH[value.lower()] if isinstance(value, str) and value.lower() in _TRUTH else _refuse()


def _refuse() -> bool:
    raise ValueError


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(_written(value))


def _datetime(value: object) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # the vendor's own time, as documented
    parsed = datetime.fromisoformat(_written(value))
    return parsed.astimezone(UTC) if parsed.tzinfo is not None else parsed


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    raise TypeError


def _never(value: object) -> str:
    raise TypeError


_CONVERSIONS: Mapping[str, Callable[[object], Value]] = {
    "string": _text,
    "guid": _guid,
    "int": _int,
    "int64": _int,
    "decimal": _decimal,
    "float": _float,
    "bool": _bool,
    "date": _date,
    "datetime": _datetime,
    "binary": _bytes,
    "object": _never,
    "collection": _never,
}

_EXAMPLES = {
    "binary": 'Give bytes, or attach("factuur.pdf"); on the command line @factuur.pdf.',
    "guid": "Write it as 00000000-0000-0000-0000-000000000000.",
    "int": "Write a whole number.",
    "decimal": "Write an amount as 1234.56, with a point.",
    "bool": "Write True or False.",
    "date": "Write a date as 2026-11-23.",
    "datetime": "Write a moment as 2026-11-23T14:30:00; without a zone it is the vendor's own time.",
    "collection": "Conditions inside a collection are not possible; read its own entity.",
}
