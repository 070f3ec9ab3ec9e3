"""Records that are linked to one another, such as members of a group: who stands there, and what a plan says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.connector import EntitySpec, FieldSpec, Record, collection_of
from nlconnect.connector.writer import Draft
from nlconnect.engine.references import TITLES, Read, Resolved, strictest
from nlconnect.engine.sight import Seen, key_part
from nlconnect.errors import NotFound
from nlconnect.model.change import Clear
from nlconnect.model.outcome import Difference, Done, Json, Plan, Unknown, WrittenKey
from nlconnect.model.query import Query
from nlconnect.model.values import Value


@dataclass(frozen=True, slots=True)
class Relation:
    """The records that one record leads to under one field."""

    via: FieldSpec
    target: EntitySpec
    package: str
    owner: Value

    @classmethod
    def of(cls, entity: EntitySpec, via: str, key: tuple[Value, ...] | WrittenKey, package: str) -> Relation:
        """Of a field that was checked to lead somewhere."""
        target = entity.target_of(via)
        assert target is not None
        return cls(entity.field(via), target, package, key[0])

    @property
    def has_many(self) -> bool:
        return self.via.type == "collection"

    async def standing(self, to: Json, read: Read) -> Resolved | None:
        """Which record is linked: the one with that key, or whichever it is where there can be one only.

        Of many, all are read: few systems can tell of one alone. Raises what reading raises.
        """
        key = self.target.by_wire[self.target.key[0]]
        title = next((self.target.by_name[name] for name in TITLES if name in self.target.by_name), key)
        try:
            records = await read(self._query().select(*dict.fromkeys((key.name, title.name))))
        except NotFound:
            if self.has_many:
                raise
            return None
        record = next((one for one in records if not self.has_many or key_part(getattr(one, key.name)) == to), None)
        if record is None:
            return None
        name = getattr(record, title.name)
        label = str(name) if title is not key and name is not None else ""
        return Resolved(key_part(getattr(record, key.name)), label, strictest(key.tag, title.tag))

    def _query(self) -> Query[Record]:
        """Below its owner, which is the last that the path to them names."""
        path = self.via.target or self.target.path
        *_, parent = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        return collection_of(self.package, self.target).of(**{parent: self.owner})


def relation_of(draft: Draft, package: str) -> tuple[Relation, Json]:
    """Where a draft links something, and what; None for whatever stands there."""
    ((spec, value),) = draft.values.items()
    assert draft.key is not None
    to = None if isinstance(value, Clear) else key_part(value)  # type: ignore[arg-type]  # references were resolved
    return Relation.of(draft.entity, spec.name, draft.key, package), to


async def seen_linked(draft: Draft, read: Read, package: str, labels: dict[str, Resolved]) -> Seen:
    """What stands under the field; of many, the one that is meant. `labels` gets what people call it."""
    relation, to = relation_of(draft, package)
    found = await relation.standing(to, read)
    if found is not None and (draft.verb == "unlink" or found.key == to):
        labels.setdefault(relation.via.name, found)
    return {relation.via.name: None if found is None else found.key}


def link_differences(draft: Draft, before: Seen, labels: Mapping[str, Resolved]) -> tuple[Difference, ...]:
    """What will stand there; nothing where that is so already."""
    ((spec, value),) = draft.values.items()
    to = None if isinstance(value, Clear) else key_part(value)  # type: ignore[arg-type]  # references were resolved
    stood = before[spec.name]
    after = to if draft.verb == "link" else None
    is_other = draft.verb == "unlink" and to is not None and stood != to
    if stood == after or is_other:
        return ()
    target = draft.entity.target_of(spec.name)
    assert target is not None
    tag, label = strictest(spec.tag, target.by_wire[target.key[0]].tag), ""
    if (found := labels.get(spec.name)) is not None:
        tag, label = strictest(tag, found.tag), found.label
    return (Difference(spec.name, None if stood is None else str(stood), after, tag, label),)


async def stands_now(plan: Plan, entity: EntitySpec, read: Read, package: str) -> Json:
    """The key that stands where the plan links or unlinks one; None for none."""
    (part,) = plan.diff
    assert plan.key is not None
    relation = Relation.of(entity, part.name, plan.key, package)
    found = await relation.standing(part.after if plan.verb == "link" else part.before, read)
    return None if found is None else str(found.key)


def became(plan: Plan, stands: Json) -> Done | Unknown | None:
    """What came of it, by what stands there; None where it has not happened."""
    (part,) = plan.diff
    if stands == part.after:
        return Done(plan, plan.key)
    if stands == part.before:
        return None
    return Unknown(plan, "somebody else linked another record meanwhile")
