"""A valid value for every field that can be written, made from what the catalogue says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from uuid import UUID

from nlconnect.connector.nested import object_inside
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.structures import is_structured

FIRST_DAY = date(2026, 11, 2)
DEEPEST = 3


def value_of(spec: FieldSpec, *, turn: int) -> object:
    """A value that fits; another `turn` gives another value where there is one."""
    if spec.enum is not None:
        return list(spec.enum.values.values())[turn % len(spec.enum.values)]
    number = turn + 1
    match spec.type:
        case "guid":
            return str(UUID(int=0xABC000 + number))
        case "int" | "int64":
            return number
        case "decimal":
            return Decimal(f"{number}0.25")
        case "float":
            return number + 0.5
        case "bool":
            return turn % 2 == 0
        case "date":
            return FIRST_DAY + timedelta(days=turn)
        case "datetime":
            return datetime(2026, 11, 2, 9, 30, tzinfo=UTC) + timedelta(days=turn)
        case "binary":
            return f"%PDF {number}".encode()
        case _:
            return _text(spec, number)


def _text(spec: FieldSpec, number: int) -> str:
    longest = spec.length or spec.padded or 40
    return f"{spec.wire[: max(1, longest - 2)]}{number}"[-longest:]


def may_be_written(spec: FieldSpec, verb: Literal["create", "update", "call"]) -> bool:
    """Whether the vendor takes this field of a record that is made, or changed."""
    if spec.read_only or (spec.type == "object" and spec.of is None and not spec.is_open):
        return False
    return not (spec.create_only if verb == "update" else spec.update_only)


def filled(
    entity: EntitySpec,
    verb: Literal["create", "update", "call"],
    *,
    turn: int,
    depth: int = 0,
    without: str | None = None,
) -> dict[str, object]:
    """A value for every field of a new record, or of a change in one, by Python name; lines with theirs."""
    values: dict[str, object] = {}
    for spec in entity.fields:
        if spec.wire == without or not may_be_written(spec, verb) or _is_known(entity, spec, verb):
            continue
        inner = object_inside(entity, spec)
        if inner is not None:
            if depth < DEEPEST:
                values[spec.name] = [filled(inner, "create", turn=turn, depth=depth + 1)]
        elif spec.type == "collection":
            values.update(_lines(entity, spec, verb, turn=turn, depth=depth))
        elif is_structured(spec):
            values[spec.name] = parts_of(entity, spec, turn=turn)
        elif spec.is_value:
            values[spec.name] = value_of(spec, turn=turn)
    return values


def _is_known(entity: EntitySpec, spec: FieldSpec, verb: str) -> bool:
    """A key is given with a new record where the vendor wants it, and names an old one."""
    return spec.wire in entity.key and (verb == "update" or not spec.required)


def _lines(entity: EntitySpec, spec: FieldSpec, verb: str, *, turn: int, depth: int) -> Mapping[str, object]:
    """Two lines in a new record, each with a value for every field but the one that points back."""
    target = entity.target_of(spec.name)
    if target is None or depth or verb == "update":
        return {}
    by = spec.link.by if spec.link is not None and spec.link.by not in target.key else None
    return {spec.name: [filled(target, "create", turn=turn + more, depth=1, without=by) for more in range(2)]}


def parts_of(entity: EntitySpec, spec: FieldSpec, *, turn: int, depth: int = 0) -> object:
    """A value of several parts; of free parts one text."""
    found = _parts(entity, spec, turn=turn, depth=depth)
    return [found] if spec.many else found


def _parts(entity: EntitySpec, spec: FieldSpec, *, turn: int, depth: int) -> object:
    if spec.of is None:
        return {"Title": f"Voorbeeld {turn}"} if spec.is_open else value_of(spec, turn=turn)
    if spec.of in ONE_MOMENT:
        return {"date_time": f"2026-12-0{1 + turn % 9}T10:00:00", "time_zone": "UTC"}
    assert entity.catalogue is not None
    found: dict[str, object] = {}
    for part in entity.catalogue.types[spec.of].fields:
        if part.read_only or not part.is_value or (part.of is not None and depth >= DEEPEST):
            continue
        if is_structured(part):
            found[part.name] = parts_of(entity, part, turn=turn, depth=depth + 1)
        elif part.type not in ("object", "collection", "binary"):
            found[part.name] = value_of(part, turn=turn)
    return found


ONE_MOMENT = frozenset({"dateTimeTimeZone"})
"""Types whose parts make sense together only."""
