"""Values of a write, before and after: what differs, what is the same, and how a plan keeps them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from nlconnect.connector import FieldSpec, Record
from nlconnect.connector.writer import Draft, Writer
from nlconnect.engine.linking import link_differences
from nlconnect.engine.references import Resolved, strictest
from nlconnect.engine.sight import Seen, Sight, value_at
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import Catalogue
from nlconnect.model.change import LINKS, Clear
from nlconnect.model.file import Held
from nlconnect.model.outcome import Difference, Json
from nlconnect.model.structures import Structure, covers, is_structured, wire_form
from nlconnect.model.values import coerce


def json_of(value: object) -> Json:
    """A value as a plan keeps it: amounts and moments as text, and of bytes their number only."""
    if isinstance(value, Clear) or value is None:
        return None
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Held):
        return value.file.told()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, str):
        return value.strip()
    plain = wire_form(value)
    return json.dumps(plain, default=_inside, sort_keys=True, ensure_ascii=False) if plain else None


def _inside(value: object) -> Json:
    return json_of(value) if isinstance(value, Enum | Decimal | date | bytes) else str(value)


def digest_of(values: Mapping[str, Json]) -> str:
    """The same for the same values."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def same(spec: FieldSpec, stands: object, wanted: object, catalogue: Catalogue | None = None) -> bool:
    """Whether a field holds what was wanted, however either is written. Bytes are never known to be the same.

    Of a value of several parts the vendor may have added some.
    """
    if isinstance(wanted, Clear) or wanted is None:
        return stands is None or stands in ("", [])
    if is_structured(spec):
        return covers(spec, wire_form(stands), json.loads(str(wanted)), catalogue)
    if stands is None or spec.type == "binary":
        return False
    try:
        one, other = coerce(spec, json_of(stands)), coerce(spec, json_of(wanted))
    except QueryError:
        return False
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower() if spec.type == "guid" else one == other
    if isinstance(stands, datetime) and isinstance(one, datetime) and isinstance(other, datetime):
        if isinstance(wanted, datetime):
            other = wanted
        elif isinstance(wanted, str):
            other = datetime.fromisoformat(wanted)
        return stands == other if other.tzinfo is not None else stands.replace(tzinfo=None) == other
    return one == other


def told_of(spec: FieldSpec, stands: object, after: Json) -> Json:
    """What a plan says of what stood there: of an object of free parts, those that are written."""
    whole = wire_form(stands) if spec.is_open and isinstance(after, str) else None
    if isinstance(whole, Mapping):
        stands = {name: value for name, value in whole.items() if name in json.loads(str(after))}
    return json_of(stands)


def changed_parts(spec: FieldSpec, stands: object, wanted: Structure, catalogue: Catalogue | None) -> Structure | None:
    """What has to be written of a value of several parts: all of it, or of free parts those that differ."""
    whole = wire_form(stands) if spec.is_open else None
    if isinstance(whole, Mapping) and isinstance(wanted, Mapping):
        known = catalogue.types[spec.of].fields if spec.of is not None and catalogue is not None else ()
        kinds, free = {part.wire: part for part in known}, replace(spec, is_open=False, of=None)
        differs = {
            name: part
            for name, part in wanted.items()
            if not covers(kinds.get(name, free), whole.get(name), part, catalogue)
        }
        return differs or None
    return None if equal(spec, stands, wanted, catalogue) else wanted


def equal(spec: FieldSpec, stands: object, wanted: object, catalogue: Catalogue | None) -> bool:
    """Whether a value of several parts has these and no others."""
    one, other = wire_form(stands), wire_form(wanted)
    return covers(spec, one, other, catalogue) and covers(spec, other, one, catalogue)


def differences(draft: Draft, before: Seen | None, labels: Mapping[str, Resolved]) -> tuple[Difference, ...]:
    """Field by field what will be other than before; lines by their number."""
    if draft.verb in LINKS and before is not None:
        return link_differences(draft, before, labels)
    if draft.verb == "delete":
        if before is None:
            return ()
        gone = ((spec, before.get(spec.name)) for spec in draft.entity.defaults if spec.is_plain)
        return tuple(
            Difference(spec.name, json_of(value), None, spec.tag) for spec, value in gone if value not in (None, "")
        )
    return tuple(_given(draft, before, labels, at=""))


def _given(draft: Draft, before: Seen | None, labels: Mapping[str, Resolved], *, at: str) -> Iterable[Difference]:
    for spec, value in draft.values.items():
        name = f"{at}{spec.name}"
        stood = json_of(before.get(name)) if before is not None else None
        label, tag = "", spec.tag
        if (found := labels.get(name)) is not None:
            label, tag = found.label, strictest(tag, found.tag)
        if draft.verb == "delete":  # of an object inside: what names it goes with it
            yield Difference(name, json_of(value), None, tag, label)
        else:
            yield Difference(name, stood, json_of(value), tag, label)
    for spec, whole in draft.structures.items():
        name, after = f"{at}{spec.name}", json_of(whole)
        stood = told_of(spec, before.get(name), after) if before is not None else None
        label, tag = "", spec.tag
        if (found := labels.get(name)) is not None:
            label, tag = found.label, strictest(tag, found.tag)
        yield Difference(name, stood, after, tag, label)
    for spec, rows in draft.lines.items():
        for number, row in enumerate(rows):
            yield from _given(row, before, labels, at=f"{at}{spec.name}[{number}].")


def record_matches(sight: Sight, record: Record, diff: Iterable[Difference]) -> bool:
    """Whether a record holds all of what was planned for it that can be seen and compared, which bytes cannot."""
    for part in diff:
        column = sight.column(part.name)
        if column is None or column.type == "binary" or part.before == part.after:
            continue
        if not same(column, getattr(record, column.name), part.after, sight.entity.catalogue):
            return False
    return True


def is_as_before(sight: Sight, record: Record, diff: Iterable[Difference]) -> bool:
    """Whether it still holds all that stood there; of values of several parts exactly those."""
    for part in diff:
        column = sight.column(part.name)
        if column is None:
            continue
        stands = getattr(record, column.name)
        if is_structured(column):
            if told_of(column, stands, part.after) != part.before:
                return False
        elif not same(column, stands, part.before):
            return False
    return True


def natural_of(draft: Draft, writer: Writer) -> dict[str, Json]:
    """By what a new record will be found again, by Python name; empty where there is nothing."""
    return {spec.name: json_of(value_at(draft, spec.name)) for spec in writer.natural_key(draft)}
