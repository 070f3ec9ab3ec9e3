"""References by what people know, resolved to keys: looked up once for each scope, and refused when doubtful."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Protocol

from nlconnect.connector import FieldSpec, Record, Scope, collection_of
from nlconnect.connector.writer import Draft
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.change import Change, Ref
from nlconnect.model.privacy import Personal
from nlconnect.model.query import Comparison, Query
from nlconnect.model.values import Value, coerce

Read = Callable[[Query[Record]], Awaitable[Sequence[Record]]]
"""Reads in the scope of the change, through the gate."""


class Asking(Protocol):
    """Looks references up in the scope of the change."""

    async def read(self, query: Query[Record]) -> Sequence[Record]: ...

    def may_ask(self, entity: EntitySpec, fields: Iterable[FieldSpec]) -> None:
        """Raises PolicyRefused where the purpose may not look for such records by these fields: finding one tells."""
        ...


TITLES = ("description", "name", "full_name", "display_name", "title")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The key behind a reference, and what people call the record."""

    key: Value
    label: str
    tag: Personal


@dataclass(slots=True)
class References:
    """What was looked up so far, for as long as the connection is open."""

    package: str
    _known: dict[object, Resolved] = field(default_factory=dict)
    columns: dict[object, tuple[float, dict[str, list[str]]]] = field(default_factory=dict)
    """When a column was read whole, and how each value in it is written."""
    visible: set[object] = field(default_factory=set)
    """Views that showed this login something."""

    async def resolve(
        self, draft: Draft, ask: Asking, *, scope: Scope, labels: dict[str, Resolved], at: str = ""
    ) -> Draft:
        """The draft with keys for references; `labels` gets what stands behind each, by the path of its field.

        Raises QueryError where none or several records fit.
        """
        values = dict(draft.values)
        for spec, value in draft.values.items():
            if isinstance(value, Ref):
                found = await self._find(spec, value, draft.entity, ask, scope=scope)
                labels[f"{at}{spec.name}"] = found
                key = found.key if spec.related is not None else coerce(spec, found.key)
                assert key is not None
                values[spec] = key
        lines = {}
        for spec, rows in draft.lines.items():
            lines[spec] = tuple(
                [
                    await self.resolve(row, ask, scope=scope, labels=labels, at=f"{at}{spec.name}[{number}].")
                    for number, row in enumerate(rows)
                ]
            )
        structures = {}
        for spec, whole in draft.structures.items():
            found_inside: list[Resolved] = []
            structures[spec] = await self._inside(spec, whole, draft.entity, ask, scope=scope, found=found_inside)
            if found_inside:
                label, tags = "; ".join(one.label for one in found_inside), (one.tag for one in found_inside)
                labels[f"{at}{spec.name}"] = Resolved(label, label, strictest(*tags))
        return replace(draft, values=values, lines=lines, structures=structures)  # type: ignore[arg-type]  # of the same form as before

    async def _inside(
        self, spec: FieldSpec, whole: object, entity: EntitySpec, ask: Asking, *, scope: Scope, found: list[Resolved]
    ) -> object:
        """A value of several parts with keys for the references in it."""
        if isinstance(whole, Ref):
            one = replace(spec, many=False)
            found.append(await self._find(one, whole, entity, ask, scope=scope))
            return coerce(one, found[-1].key)
        if isinstance(whole, tuple):
            return tuple([await self._inside(spec, one, entity, ask, scope=scope, found=found) for one in whole])
        if not isinstance(whole, Mapping) or spec.of is None or entity.catalogue is None:
            return whole
        parts = {part.wire: part for part in entity.catalogue.types[spec.of].fields}
        return {
            wire: await self._inside(parts[wire], one, entity, ask, scope=scope, found=found) if wire in parts else one
            for wire, one in whole.items()
        }

    async def keyed(self, change: Change, ask: Asking, *, scope: Scope) -> Change:
        """The change with the key of the record that it names in another way."""
        if not isinstance(change.key, Ref):
            return change
        entity = change.entity
        if len(entity.key) != 1:
            raise QueryError("this has no key of one part; give the key itself", entity=entity.name)
        (wire,) = entity.key
        ref = Ref(change.key.by, change.key.entity or entity)
        found = await self._find(entity.by_wire[wire], ref, entity, ask, scope=scope)
        keyed = copy(change)
        object.__setattr__(keyed, "key", found.key)
        return keyed

    async def _find(self, spec: FieldSpec, ref: Ref, entity: EntitySpec, ask: Asking, *, scope: Scope) -> Resolved:
        target = ref.entity or _led_to(spec, entity)
        if target is None:
            raise QueryError(
                f"it is not known what {spec.name} refers to",
                entity=entity.name,
                hint="Name it: ref(Accounts, code=...), or give the key itself.",
            )
        if len(target.key) != 1:
            raise QueryError(f"{target.name} has a key of several parts; give the key itself", entity=entity.name)
        wanted = {target.field(name): coerce(target.field(name), value) for name, value in ref.by.items()}
        ask.may_ask(target, wanted)  # also of what was looked up before, perhaps for another purpose
        held = _held(spec, target)
        known_by = tuple((part.name, str(value)) for part, value in wanted.items())
        place = (scope, target.qualified_name, held.name, known_by)
        if place not in self._known:
            self._known[place] = await self._looked_up(spec, target, wanted, ask, entity=entity)
        return self._known[place]

    async def _looked_up(
        self,
        spec: FieldSpec,
        target: EntitySpec,
        wanted: Mapping[FieldSpec, Value | None],
        ask: Asking,
        *,
        entity: EntitySpec,
    ) -> Resolved:
        key = _held(spec, target)
        title = next((target.by_name[name] for name in TITLES if name in target.by_name), key)
        conditions = [Comparison(part, "eq", value) for part, value in wanted.items()]
        query = collection_of(self.package, target)
        if target.supports and "filter" not in target.supports:
            names = {key.name, title.name, *(part.name for part in wanted)}
            rows = await ask.read(query.select(*names))
            records = [row for row in rows if all(getattr(row, part.name) == value for part, value in wanted.items())]
        else:
            records = list(await ask.read(query.where(*conditions).select(*{key.name, title.name}).limit(2)))
        if len(records) != 1:
            raise QueryError(
                f"{spec.name}: {'no record' if not records else 'more than one record'} of {target.qualified_name} has "
                f"this {' and '.join(part.name for part in wanted)}",
                entity=entity.name,
                hint="Nothing was sent. Give a value that one record alone has, or its key.",
            )
        (record,) = records
        by = ", ".join(f"{part.name} {value}" for part, value in wanted.items())
        name = getattr(record, title.name)
        label = by if name is None or title is key else f"{by}, {name}"
        return Resolved(getattr(record, key.name), label, strictest(*(part.tag for part in (*wanted, title))))


def refers(whole: object) -> bool:
    """Whether there is a reference in it, however deep."""
    if isinstance(whole, Mapping):
        return any(refers(one) for one in whole.values())
    return any(refers(one) for one in whole) if isinstance(whole, tuple) else isinstance(whole, Ref)


def strictest(*tags: Personal) -> Personal:
    """That of the most personal of what is shown together."""
    return max(tags, key=lambda tag: (not tag.may_be_shown, tag.effective_level))


def _held(spec: FieldSpec, target: EntitySpec) -> FieldSpec:
    """What a reference holds of the record that it leads to: the key as a rule, or another field that tells it."""
    by = spec.link.by if spec.link is not None and spec.type != "collection" else None
    return target.by_wire.get(by or "") or target.by_wire[target.key[0]]


def _led_to(spec: FieldSpec, entity: EntitySpec) -> EntitySpec | None:
    """Where a field leads by itself, as far as the catalogue knows."""
    if spec.related is not None and entity.catalogue is not None:
        return entity.catalogue.entity(spec.related)
    if spec.link is None or entity.catalogue is None:
        return None
    return entity.catalogue.module(spec.link.module)[spec.link.collection]
