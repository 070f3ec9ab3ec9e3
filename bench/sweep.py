"""Whether the change that happened is the one that the plan showed, field by field, for all that a mock serves.

`python -m bench.sweep [--system exact]` makes a valid change of everything that can be written, plans it, and compares
the mock's own records before and after with the plan's diff. What a vendor fills in by itself stands in
`bench.computed`, with the reason for each.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from bench.acts import acted, differing
from bench.computed import READ, SECRET, reason_for
from bench.grounds import GraphGround, Ground, ground_of
from bench.records import Touched, photographed
from bench.runs import SYSTEMS

from nlconnect import Call, Create, Delete, Update
from nlconnect.connector import connector
from nlconnect.errors import NlconnectError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.change import Change
from nlconnect.model.outcome import Difference, Plan

Verb = Literal["create", "update", "delete", "call"]
Ending = Literal["same", "differs", "refused"]
VERBS: tuple[Verb, ...] = ("create", "update", "delete", "call")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*")
_LINE = re.compile(r"(?P<lines>\w+)\[(?P<number>\d+)\]\.(?P<field>.+)")


@dataclass(frozen=True)
class Swept:
    """One operation: what was shown is what happened, or in what it differs, or why it cannot be asked for."""

    system: str
    entity: str
    verb: Verb
    ending: Ending
    fields: int = 0
    """Differences that the plan showed."""
    problems: Sequence[str] = ()

    def __str__(self) -> str:
        told = f"{self.ending:8} {self.system:6} {self.verb:7} {self.entity}"
        return "\n         ".join([f"{told} ({self.fields} fields)", *self.problems])


def operations(system: str) -> Iterator[tuple[str, Verb]]:
    """Every entity with each verb that its methods allow; a search is no write."""
    made = connector(system)
    assert made.writer is not None
    for entity in (one for one in made.catalogue.entities() if one.name != "SearchHits"):
        for verb in VERBS:
            if is_call(system, entity) != (verb == "call") or not entity.methods & set(made.writer.methods(verb)):
                continue
            yield entity.qualified_name, verb


def is_call(system: str, entity: EntitySpec) -> bool:
    """Whether writing it is something that the system does, rather than a record that is kept."""
    if system == "graph":
        return entity.kind == "action"
    return not entity.key if system != "exact" else entity.methods == {"POST"}


def swept(system: str, name: str, verb: Verb) -> Swept:
    """Try one operation in a mock of its own."""
    entity = connector(system).catalogue.entity(name)
    with ground_of(system) as ground:
        try:
            change = _change(ground, entity, verb)
            plan = ground.connection.plan(change)
        except (NlconnectError, StopIteration) as refused:
            return Swept(
                system,
                name,
                verb,
                "refused",
                problems=tuple(str(refused).splitlines()[:1]) or ("there is nothing to write it below",),
            )
        try:
            problems = list(compared(ground, entity, plan))
        except NlconnectError as rejected:
            return Swept(system, name, verb, "refused", len(plan.diff), (str(rejected).splitlines()[0],))
        return Swept(system, name, verb, "differs" if problems else "same", len(plan.diff), problems)


def compared(ground: Ground, entity: EntitySpec, plan: Plan) -> Iterator[str]:
    """Carry it out, and tell in what the change that happened differs from it. Raises what the vendor refuses."""
    changed_since = photographed(ground.mock)
    ground.connection.apply(plan).unwrap()
    if isinstance(ground, GraphGround) and entity.kind == "action":
        yield from differing(entity.qualified_name, plan, changed_since())
    else:
        yield from _compared(ground, entity, plan, changed_since())


def _change(ground: Ground, entity: EntitySpec, verb: Verb) -> Change:
    if isinstance(ground, GraphGround) and verb == "call":
        return acted(ground, entity.qualified_name)
    source = ground.source(entity)
    if verb == "create":
        return Create(source, **ground.values(entity, "create", turn=0))
    if verb == "call":
        return Call(source, **ground.values(entity, "call", turn=0))
    if entity.kind == "single" and verb == "update":  # the only one of its kind, without a key
        return Update(source, **ground.values(entity, "update", turn=1))
    key = ground.made(entity, verb)
    if verb == "delete":
        return Delete(source, key)
    return Update(source, key, **ground.values(entity, "update", turn=1))


def _compared(ground: Ground, entity: EntitySpec, plan: Plan, touched: Sequence[Touched]) -> Iterator[str]:
    """What the plan did not show, or showed and is not so."""
    home = ground.home(entity)
    own = [ground.as_seen(plan, one) for one in touched if one.entity == home]
    if len(own) != 1:
        yield f"{len(own)} records of {home} are other than before"
        return
    lines = ground.lines(entity, touched)
    shown: dict[str, list[str]] = {"": []}
    for part in plan.diff:
        at, spec, row = _place(ground, entity, part, own[0], lines)
        if row is None:
            yield f"{part.name} was shown, and there is no such record"
            continue
        shown.setdefault(at, []).append(spec.wire)
        yield from _told_rightly(ground, entity, plan, spec=spec, part=part, row=row)
    for at, one in {"": own[0], **lines}.items():
        whole, pointer = (ground.line_entity(entity, at), ground.pointer(entity, at)) if at else (entity, "")
        yield from _all_told(ground, whole, plan, one, shown.get(at, []), at=at, pointer=pointer)
    others = {id(one) for one in lines.values()}
    for one in touched:
        if one.entity != home and id(one) not in others and reason_for(ground.mock.name, one.entity, "*") is None:
            yield f"a record of {one.entity} is other than before, and nothing was said of it"


def _place(
    ground: Ground, entity: EntitySpec, part: Difference, own: Touched, lines: Mapping[str, Touched]
) -> tuple[str, FieldSpec, Touched | None]:
    """Which record a difference is about, and which field of it."""
    found = _LINE.fullmatch(part.name)
    if found is None or ground.is_inside:
        return "", ground.place_of(ground.field(entity, part.name), own), own
    at = f"{found['lines']}[{found['number']}]"
    return at, ground.line_entity(entity, at).field(found["field"]), lines.get(at)


def _told_rightly(
    ground: Ground, entity: EntitySpec, plan: Plan, *, spec: FieldSpec, part: Difference, row: Touched
) -> Iterator[str]:
    if reason_for(ground.mock.name, entity.qualified_name, spec.wire) in (SECRET, READ):
        return
    if spec.wire == "id" and row.before is not None and part.before == row.before.get("#immutable"):
        return  # Outlook: an id that lasts beside the usual one
    if row.after is not None and not _is(ground, spec, row.after.get(spec.wire), part.after):
        yield f"{part.name} was to become what was given, and holds something else"
    is_seen = part.before is not None or ground.shows(entity, plan, part.name)
    if row.before is not None and is_seen and not _is(ground, spec, row.before.get(spec.wire), part.before):
        yield f"{part.name} was told to hold something else before"


def _all_told(
    ground: Ground, entity: EntitySpec, plan: Plan, row: Touched, shown: Sequence[str], *, at: str, pointer: str
) -> Iterator[str]:
    before, after = row.before or {}, row.after or {}
    for wire in sorted({*before, *after}):
        if before.get(wire) == after.get(wire) or wire in shown or wire[:1] in ("#", "@"):
            continue
        if row.after is None and not ground.shows_in_deletion(entity, plan, wire, before.get(wire)):
            continue
        is_issued = row.before is None and wire.rpartition("/")[2] in (*entity.key, pointer)
        if not is_issued and reason_for(ground.mock.name, entity.qualified_name, wire) is None:
            yield f"{at}{'.' if at else ''}{wire} became other, and was not shown"


def _is(ground: Ground, spec: FieldSpec, stands: object, told: object) -> bool:
    """Whether a record holds what a plan tells, compared here by a rule of its own and not by the engine's."""
    if told is None:
        return stands in (None, "", [], {}, ())
    if isinstance(stands, datetime) and stands.tzinfo is None and ground.mock.name != "graph":
        stands = stands.replace(tzinfo=AMSTERDAM)  # Exact and AFAS keep Dutch wall clock
    if isinstance(stands, bytes):
        return told == f"{len(stands)} bytes"
    if spec.type == "binary" and isinstance(stands, str):
        return told == f"{len(base64.b64decode(stands))} bytes"
    if spec.is_open and isinstance(told, str) and isinstance(stands, Mapping):  # of free parts, those that are written
        parts = json.loads(told)
        return _canonical(parts) == _canonical({name: stands.get(name) for name in parts})
    if spec.is_open or spec.of is not None or spec.many:
        return isinstance(told, str) and _canonical(json.loads(told)) == _canonical(stands)
    return _canonical(stands, spec.type) == _canonical(told, spec.type)


def _canonical(value: object, kind: str = "") -> object:
    """The same for the same value, however it is written."""
    match value:
        case Mapping():
            return {name: _canonical(part) for name, part in value.items() if part is not None and "@" not in name}
        case list() | tuple():
            return [_canonical(part) for part in value]
        case bool() | None:
            return value
        case datetime():
            return value.date() if kind == "date" else value
        case int() | float() | Decimal():
            return Decimal(str(value)).normalize()
        case str() if kind == "datetime" or _MOMENT.fullmatch(value):
            found = datetime.fromisoformat(value)
            return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        case str() if kind == "date":
            return date.fromisoformat(value[:10])
        case str() if kind in ("decimal", "float", "int", "int64"):
            return Decimal(value).normalize()
        case str() if kind == "guid":
            return value.strip("{}").lower()
        case str():
            return value.strip()
    return value


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.sweep", description=__doc__)
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    parser.add_argument("--only", default="", help="a part of the name of the entities")
    parser.add_argument("--verb", choices=VERBS)
    given = parser.parse_args(arguments)
    endings: Counter[str] = Counter()
    for system in given.system or SYSTEMS:
        for name, verb in operations(system):
            if given.only in name and verb == (given.verb or verb):
                found = swept(system, name, verb)
                endings[f"{system} {found.ending}"] += 1
                if found.ending != "same":
                    print(found, flush=True)
    print(dict(endings))
    return 1 if any("differs" in ending for ending in endings) else 0


if __name__ == "__main__":
    sys.exit(main())
