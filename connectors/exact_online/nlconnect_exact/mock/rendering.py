"""Rows as verbose OData JSON: `__metadata`, deferred collections, Dutch wall clock dressed as UTC."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import cast
from urllib.parse import quote

from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import FieldSpec
from nlconnect_exact.mock.resources import Resource

_EPOCH = datetime.combine(date(1970, 1, 1), time())
_MILLISECOND = _EPOCH.resolution * 1000


@lru_cache(maxsize=65_536)
def wire_date(moment: datetime) -> str:
    """Exact: milliseconds since 1970 of the Dutch wall clock, as if that were UTC."""
    return f"/Date({(moment - _EPOCH) // _MILLISECOND})/"


def wire_number(number: Decimal) -> int | float:
    """Exact: amounts are doubles; a whole one has no decimals."""
    value = float(number)
    return int(value) if value.is_integer() else value


def wire_value(value: object) -> object:
    """A value of a row as JSON holds it."""
    if isinstance(value, Decimal):
        return wire_number(value)
    if isinstance(value, datetime):
        return wire_date(value)
    if isinstance(value, date):
        return wire_date(datetime.combine(value, time()))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def key_literal(resource: Resource, row: Row) -> str:
    """The key as it stands between parentheses: `guid'...'`, `'EUR'`, `7095`, `493115L`."""
    parts = [(wire, literal(resource.fields.get(wire), row[wire])) for wire in resource.key]
    if len(parts) == 1:
        return parts[0][1]
    return ",".join(f"{wire}={text}" for wire, text in parts)


def literal(spec: FieldSpec | None, value: object) -> str:
    """A value as a literal of its field's type."""
    kind = spec.type if spec is not None else "string"
    if value is None:
        return "null"
    match kind:
        case "guid":
            return f"guid'{value}'"
        case "int64":
            return f"{value}L"
        case "datetime" | "date":
            return f"datetime'{cast('datetime', value).isoformat()}'"
        case "bool":
            return "true" if value else "false"
        case "int" | "decimal" | "float":
            return str(value)
    return "'" + str(value).replace("'", "''") + "'"


@dataclass(frozen=True)
class Picked:
    """Which fields an answer shows, and which collections are opened in it."""

    values: tuple[str, ...]
    deferred: tuple[str, ...]
    expanded: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)


def entity_url(origin: str, resource: Resource, division: int | None, row: Row) -> str:
    path = resource.path.replace("{division}", str(division))
    return f"{origin}{path}({quote(key_literal(resource, row), safe=_UNQUOTED)})"


_UNQUOTED = "'(),=:-_."


def render(row: Row, resource: Resource, picked: Picked, *, origin: str, division: int | None) -> dict[str, object]:
    """One row with its `__metadata`."""
    url = entity_url(origin, resource, division, row)
    entry: dict[str, object] = {"__metadata": {"uri": url, "type": resource.type_name}}
    for wire in picked.values:
        value = row[wire]
        entry[wire] = value if value.__class__ in _PLAIN else wire_value(value)
    for wire in picked.deferred:
        entry[wire] = {"__deferred": {"uri": f"{url}/{wire}"}}
    for wire, nested in picked.expanded.items():
        entry[wire] = nested(row)
    return entry


_PLAIN = frozenset({str, int, bool, float, type(None)})


def picked_of(resource: Resource, select: Sequence[str] | None) -> Picked:
    """All fields where nothing was selected. Raises KeyError with the name nobody knows."""
    values, deferred = list[str](), list[str]()
    for wire in dict.fromkeys(resource.fields if select is None else select):
        spec = resource.fields.get(wire)
        if spec is None:
            raise KeyError(wire)
        (values if spec.is_value else deferred).append(wire)
    return Picked(tuple(values), tuple(deferred))


def collection(
    rows: Iterable[Mapping[str, object]], *, wrapped: bool, count: int | None, following: str | None
) -> object:
    """Exact: a list that cannot go on has no `results` wrapper."""
    if not wrapped:
        return {"d": list(rows)}
    body: dict[str, object] = {"results": list(rows)}
    if count is not None:
        body["__count"] = str(count)
    if following is not None:
        body["__next"] = following
    return {"d": body}
