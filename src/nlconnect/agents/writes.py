"""What an agent wants written, as a plan that a person looks at first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.agents.answers import Cell, PlanAnswer
from nlconnect.agents.cells import cell
from nlconnect.agents.labels import holds_text
from nlconnect.agents.questions import Plan as Asked
from nlconnect.asking.question import key_of
from nlconnect.asking.ways import ways_of
from nlconnect.connector import Connector, EntitySpec, Query, Record, collection_of
from nlconnect.errors import QueryError
from nlconnect.model.change import (
    CLEAR,
    NEW_PASSWORD,
    Call,
    Change,
    Create,
    Delete,
    Link,
    Ref,
    Update,
    Upsert,
    ref,
)
from nlconnect.model.outcome import Difference, Plan
from nlconnect.model.record import MASK

RECIPIENT = "(rule: recipient)"
"""A warning for whoever approves: it tells of addresses that the agent may not see."""


def change_of(asked: Asked, system: Connector) -> Change:
    """The change that these arguments mean. Raises QueryError for what contradicts itself."""
    entity = system.catalogue.entity(asked.entity)
    target = collection_of(system.package, entity).of(**asked.of)
    values = {name: _meant(entity, name, value) for name, value in asked.values.items()}
    values |= dict.fromkeys(asked.clear, CLEAR)
    if asked.verb in ("update", "delete") and asked.key is None:
        raise QueryError(f"{asked.verb} takes the key of a record", entity=entity.name)
    if asked.verb == "update":
        return Update(target, key_of(asked.key or "", entity), **values)
    if asked.verb == "delete":
        if values:
            raise QueryError("delete takes a key and no values", entity=entity.name)
        return Delete(target, key_of(asked.key or "", entity))
    if asked.verb in ("upsert", "ensure"):
        upsert = Upsert(target, ways_of(asked.match), **values)
        return upsert.keeping() if asked.verb == "ensure" else upsert
    if asked.verb == "link":
        return _linked(asked, target, values)
    return Call(target, **values) if asked.verb == "call" else Create(target, **values)


def _linked(asked: Asked, target: Query[Record], values: Mapping[str, object]) -> Change:
    """The one value says which record is linked, and its name under which field."""
    tos = [(via, to) for via, to in values.items() if isinstance(to, str | int | Ref)]
    if asked.key is None or len(tos) != len(values) or len(values) != 1:
        raise QueryError("link takes the key of a record, and one value: the field, and the other's key or a ref")
    return Link(target, key_of(asked.key, target.entity), via=tos[0][0], to=tos[0][1])


@dataclass(frozen=True, slots=True)
class Sight:
    """What an agent may see of a plan: `is_shown` where the policy already cut what it may not see."""

    is_shown: bool
    untrusted: Sequence[str] = ()
    """The fields of which somebody else may have written what stands there now."""
    given: Mapping[str, object] = field(default_factory=dict)
    """What it gave where files were put in: of those it sees the handles, as before."""


def told_of(plan: Plan, standing: str, sight: Sight) -> PlanAnswer:
    """A plan as the agent may see it."""
    return PlanAnswer(
        plan=plan.id,
        what=f"{plan.verb} {plan.entity} in {plan.scope}",
        changes=[_line(part, sight) for part in plan.diff],
        warnings=[warning for warning in plan.warnings if RECIPIENT not in warning],
        standing=standing,
        untrusted=list(sight.untrusted),
    )


def written_before(plan: Plan, entity: EntitySpec) -> list[str]:
    """The fields of which somebody else may have written what stands there now."""
    return [part.name for part in plan.diff if holds_text(part.before, entity.by_name.get(part.name))]


def _line(part: Difference, sight: Sight) -> list[Cell]:
    visible = sight.is_shown or part.tag.may_be_shown
    before = part.before if visible or part.before is None else MASK
    if part.name in sight.given:
        return [part.name, cell(before), cell(json.dumps(sight.given[part.name], ensure_ascii=False))]
    return [part.name, cell(before), cell(part.after) if visible else MASK]


def _meant(entity: EntitySpec, name: str, value: object) -> object:
    """`{"ref": {"code": "8000"}}` is a reference by what people know, also in lines; `{"new": "password"}` is made."""
    if isinstance(value, Mapping):
        if value == {"new": "password"}:
            return NEW_PASSWORD
        if set(value) == {"ref"} and isinstance(value["ref"], Mapping):
            return _reference(value["ref"])
        return {str(key): _meant(entity, name, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_meant(entity, name, inner) for inner in value]
    return value


def _reference(by: Mapping[object, object]) -> Ref:
    plain = {str(key): value for key, value in by.items() if isinstance(value, str | int)}
    if len(plain) != len(by) or not plain:
        raise QueryError("a reference says by what it is known", hint='For example {"ref": {"code": "8000"}}.')
    return ref(**plain)
