"""Carrying out a write: the plan on the screen, a yes, and what became of it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from nlconnect.asking.question import Question, places_of
from nlconnect.cli.file_values import files_of
from nlconnect.cli.listing import on_terminal, show_json
from nlconnect.cli.outcome import say
from nlconnect.cli.ways import ways_of
from nlconnect.client import Connection, connect
from nlconnect.config import read_config
from nlconnect.connector import Connector, EntitySpec, FieldSpec, collection_of, connector_of
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.change import (
    CLEAR,
    Call,
    Change,
    Create,
    Delete,
    Key,
    Link,
    Ref,
    Target,
    Unlink,
    Update,
    Upsert,
    ref,
)
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, Unknown
from nlconnect.model.privacy import MASKED_AT_LEVEL, Personal
from nlconnect.model.record import MASK

_KNOWN_BY = re.compile(r"(?P<name>[a-z][a-z0-9_]*):(?P<value>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A write as people write it."""

    question: Question
    values: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    clear: tuple[str, ...] = ()
    key: str | None = None
    match: tuple[str, ...] = ()
    verb: Literal["delete", "call"] | None = None
    link: str | None = None
    unlink: str | None = None

    def change(self, system: Connector) -> Change:
        """Raises ConfigError for what contradicts itself, QueryError for what the entity does not have."""
        entity = system.catalogue.entity(self.question.entity)
        target = collection_of(system.package, entity).of(**self.question.parameters)
        values = self._values(entity)
        if self.link is not None or self.unlink is not None:
            return self._linking(target, entity, values)
        if self.verb == "delete":
            if self.key is None or values:
                raise ConfigError("--delete takes a --key and no values")
            return Delete(target, key_of(self.key, entity))
        if self.key is not None:
            if self.match or self.verb == "call":
                raise ConfigError("--key says which record: it takes no --match and no --call")
            return Update(target, key_of(self.key, entity), **values)
        if self.match:
            return Upsert(target, ways_of(self.match), **values)
        if self.verb == "call":
            return Call(target, **values)
        return Update(target, **values) if entity.kind == "single" else Create(target, **values)

    def _linking(self, target: Target, entity: EntitySpec, values: Mapping[str, object]) -> Change:
        """`members=KEY`, or what is known of it instead of the key: `members=mail:an@acme.test`."""
        is_alone = not values and not self.match and self.verb is None and None in (self.link, self.unlink)
        if self.key is None or not is_alone:
            raise ConfigError("--link and --unlink take a --key, and nothing else of what is written")
        key = _known(self.key) or key_of(self.key, entity)
        via, _, text = (self.link or self.unlink or "").partition("=")
        to = _known(text) or text or None
        if self.link is None:
            return Unlink(target, key, via=via, to=to)
        if to is None:
            raise ConfigError(
                "--link says what to link", hint="Such as --link members=user_principal_name:an@acme.test."
            )
        return Link(target, key, via=via, to=to)

    def _values(self, entity: EntitySpec) -> dict[str, object]:
        values: dict[str, object] = {}
        if self.source is not None:
            values = {name: meant(entity, name, value) for name, value in _read(self.source).items()}
        values |= {name: _said(entity, name, text) for name, text in self.values.items()}
        return values | dict.fromkeys(self.clear, CLEAR)


def carry_out(wish: Wish, *, only_plan: bool, yes: bool, as_json: bool, purpose: str | None) -> None:
    """Plan, show, ask, write."""
    if only_plan and yes:
        raise ConfigError("--plan only looks and --yes writes: choose one")
    asks = not only_plan and not yes
    if asks and not (on_terminal() and sys.stdin.isatty()):
        raise ConfigError(
            "nobody can be asked here", hint="Give --plan to look at what would be written, or --yes to write it."
        )
    with connected(wish.question, purpose=purpose) as (connection, system):
        plan = connection.plan(wish.change(system))
        if only_plan and as_json:
            show_json(_as_json(plan))
            return
        print(plan.text(shown), file=sys.stdout if only_plan or asks else sys.stderr)
        if only_plan:
            say(f"Nothing was written. Within the hour: nlconnect apply {_again(wish.question, plan)}")
            return
        if asks and not agreed():
            say("Nothing was written.")
            return
        _tell(connection.apply(plan), wish.question, as_json=as_json)


def carry_out_planned(question: Question, plan_id: str, *, as_json: bool, purpose: str | None) -> None:
    """Write what was planned before."""
    with connected(question, purpose=purpose, plan_id=plan_id) as (connection, _):
        plan = connection.planned(plan_id)
        print(plan.text(shown), file=sys.stderr)
        _tell(connection.apply(plan), question, as_json=as_json)


def look_for(question: Question, plan_id: str, *, as_json: bool, purpose: str | None) -> None:
    """Look whether it has happened."""
    with connected(question, purpose=purpose) as (connection, _):
        _tell(connection.reconcile(connection.planned(plan_id)), question, as_json=as_json)


@contextmanager
def connected(
    question: Question, *, purpose: str | None, plan_id: str | None = None
) -> Iterator[tuple[Connection, Connector]]:
    """A connection in one place, which may write what the command names and nothing else."""
    config = read_config()
    system = connector_of(config.profile(question.profile))
    named = question.entity
    if plan_id is not None:
        with connect(question.profile, config=config) as looking:
            named = looking.planned(plan_id).entity
    writable = [system.catalogue.entity(named).qualified_name] if named else []
    outlet = "terminal" if on_terminal() else "stdout"
    with connect(question.profile, allow_writes=writable, purpose=purpose, outlet=outlet, config=config) as connection:
        places = places_of(question, connection, system)
        if places.are_many:
            raise QueryError("a write is for one company", hint="Name it, such as --division 123456.")
        yield places.origin, system


def _tell(outcome: Outcome, question: Question, *, as_json: bool) -> None:
    """What became of it; a refusal or a lost answer ends the command with its own exit code."""
    match outcome:
        case Done(plan, key):
            told = {"outcome": "done", "plan": plan.id, "key": None if key is None else list(key)}
            if as_json:
                show_json(told)
            else:
                print(f"done: {plan.verb} {plan.entity} {', '.join(str(part) for part in key or ())}".rstrip())
        case Rejected(plan):
            if outcome.repeatable:
                say(f"It did not happen. Within the hour of the plan: nlconnect apply {_again(question, plan)}")
            outcome.unwrap()
        case Unknown(plan):
            say(f"Look for it with: nlconnect reconcile {_again(question, plan)}")
            outcome.unwrap()


def _again(question: Question, plan: Plan) -> str:
    """The words that name this plan in the place it was made for."""
    places = [f" --in {part}={value}" for part, value in plan.scope.items() if part in question.within]
    if question.divisions is not None:
        places.append(f" --division {plan.scope.division}")
    return f"{question.profile} {plan.id}{''.join(places)}"


def agreed() -> bool:
    from typer import confirm

    return confirm("Write this?", default=False)


def shown(tag: Personal) -> bool:
    """On one's own terminal, by the purpose `own-use`."""
    return tag.effective_level < MASKED_AT_LEVEL


def _as_json(plan: Plan) -> dict[str, object]:
    def masked(tag: Personal, value: object) -> object:
        return value if value is None or shown(tag) else MASK

    return {
        "plan": plan.id,
        "verb": plan.verb,
        "entity": plan.entity,
        "scope": dict(plan.scope),
        "request": plan.request,
        "diff": [
            {
                "field": part.name,
                "before": masked(part.tag, part.before),
                "after": masked(part.tag, part.after),
                "label": masked(part.tag, part.label or None),
            }
            for part in plan.diff
        ],
        "warnings": list(plan.warnings),
        "verdict": plan.ruling.answer,
        "digest": plan.digest,
        "expires_at": plan.expires_at,
    }


def key_of(text: str, entity: EntitySpec) -> Key:
    parts = tuple(part.strip() for part in text.split(",")) if len(entity.key) > 1 else (text.strip(),)
    return parts if len(parts) > 1 else parts[0]


def _read(path: str) -> dict[str, object]:
    try:
        found = json.loads(Path(path).read_text("utf-8"), parse_float=Decimal)
    except ValueError:
        raise ConfigError(f"{path} is no JSON") from None
    if not isinstance(found, dict):
        raise ConfigError(f"{path} holds no JSON object", hint='It looks like {"name": "Acme", "city": "Gouda"}.')
    return found


def _said(entity: EntitySpec, name: str, text: str) -> object:
    """What stands on the command line itself, and only that, may name a file: who typed it meant that one."""
    spec = entity.by_name.get(name) or entity.by_wire.get(name)
    files = files_of(entity, spec, text) if spec is not None and text.startswith("@") else None
    return meant(entity, name, text) if files is None else files


def meant(entity: EntitySpec, name: str, value: object) -> object:
    """Lines and references inside; `code:1042` only where a field leads to another record, commas between many."""
    spec = entity.by_name.get(name) or entity.by_wire.get(name)
    if spec is None:
        return value
    if isinstance(value, str) and spec.many and spec.is_value and spec.of is None:
        value = [part.strip() for part in value.split(",")]
    if spec.is_value:
        return _inside(entity, spec, value)
    if isinstance(value, list):
        target = entity.target_of(spec.name)
        return [_line(target, row) for row in value]
    return value


def _inside(entity: EntitySpec, spec: FieldSpec, value: object) -> object:
    """References in a value, and in the parts of one of several parts."""
    if isinstance(value, str):
        return (_known(value) if spec.link is not None else None) or value
    if isinstance(value, list):
        return [_inside(entity, spec, one) for one in value]
    if not isinstance(value, dict) or spec.of is None or entity.catalogue is None:
        return value
    parts = entity.catalogue.types[spec.of].fields
    known = {part.wire: part for part in parts} | {part.name: part for part in parts}
    return {name: _inside(entity, known[name], one) if name in known else one for name, one in value.items()}


def _known(text: str) -> Ref | None:
    """A reference by what is known of a record, such as `code:1042`; None for a key."""
    found = _KNOWN_BY.fullmatch(text)
    return ref(**{found["name"]: found["value"]}) if found is not None else None


def _line(target: EntitySpec | None, row: object) -> object:
    if target is None or not isinstance(row, dict):
        return row
    return {name: meant(target, name, value) for name, value in row.items()}
