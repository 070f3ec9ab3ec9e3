"""What a purpose may see, applied: fewer fields are asked for, and what is left is masked before it is handed out."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel

from nlconnect.connector import EntitySpec, FieldSpec, Key, Query, Record
from nlconnect.connector.decode import Row
from nlconnect.engine.alongside import masker_of
from nlconnect.errors import PolicyRefused
from nlconnect.model.outcome import Difference
from nlconnect.model.plan import ReadPlan
from nlconnect.model.ports import Store
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Negation
from nlconnect.model.record import MASK
from nlconnect.model.sync import SyncBatch
from nlconnect.policy import (
    Clearance,
    Masker,
    Ruling,
    Said,
    Verdict,
    filter_on,
    fiscal_rule,
    key_is_hidden,
    nothing_left,
)
from nlconnect.policy.free_text import Screen

if TYPE_CHECKING:
    from nlconnect.engine.read import Reading
    from nlconnect.engine.vault import Vault

R = TypeVar("R", bound=Record)
Settle = Callable[[], Awaitable[None]]
Clearances = Callable[[EntitySpec], Clearance]
"""The clearance for an entity that comes along; raises PolicyRefused where the purpose does not name it."""

PSEUDONYMS = "pseudonyms"
"""How the state store files the secrets behind pseudonyms; they are sealed there."""
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__


@dataclass(frozen=True, slots=True)
class Veil:
    """Goes over records on their way out: masks values, and takes out what only the reading itself needed."""

    maskers: tuple[tuple[str, Masker], ...]
    beside: tuple[str, ...]
    inside: Mapping[str, Veil] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    """The names of the key's fields."""
    blank: Mapping[str, None] = field(default_factory=dict)
    """What stays empty, and was not fetched."""
    texts: tuple[tuple[str, Masker], ...] = ()
    """What goes over free text once all values of a page are masked, and so known."""
    naming: tuple[str, ...] = ()
    """Fields whose values are looked for in that text."""
    settle: Settle | None = None
    """Files in the vault what stands behind the tokens that were made; None where there are none."""

    async def hand_out(self, records: Sequence[R]) -> Sequence[R]:
        """`over_all`, and what stands behind tokens is kept before anybody has one."""
        self.over_all(records)
        if self.settle is not None:
            await self.settle()
        return records

    def over(self, record: R) -> R:
        """The same record, which nobody has seen yet, with what may be seen of it."""
        return self.over_all([record])[0]

    def over_all(self, records: Sequence[R]) -> Sequence[R]:
        """The same for records that came together: who is named in one is known in the texts of all."""
        for record in records:
            self._mask(record)
        for record in records:
            self._read(record)
        return records

    def _mask(self, record: Record) -> None:
        values = record.__dict__
        for name, mask in self.maskers:
            value = values.get(name)
            if value is not None:
                values[name] = mask(value)
        if self.blank:
            values.update(self.blank)
        for name in self.beside:
            values.pop(name, None)
        if record.__pydantic_extra__:
            _set_extra(record, None)  # fields that nobody tagged
        for veil, row in self._inner(values):
            veil._mask(row)

    def _read(self, record: Record) -> None:
        values = record.__dict__
        for name, cover in self.texts:
            value = values.get(name)
            if value is not None:
                values[name] = cover(value)
        for veil, row in self._inner(values):
            veil._read(row)

    def _inner(self, values: Mapping[str, Any]) -> Iterator[tuple[Veil, Record]]:
        for name, veil in self.inside.items():
            found = values.get(name)
            rows = found if isinstance(found, list | tuple) else () if found is None else (found,)
            for row in rows:
                yield veil, row

    async def hand_out_batch(self, batch: SyncBatch[R]) -> SyncBatch[R]:
        """The same for what changed; keys of what was deleted are masked as keys of records are."""
        masks = [dict(self.maskers).get(name) for name in self.key]
        deleted = [_masked_key(key, masks) for key in batch.deleted] if any(masks) else batch.deleted
        await self.hand_out(batch.records)
        return replace(batch, deleted=deleted)


def _masked_key(key: Key, masks: Iterable[Masker | None]) -> Key:
    parts = key if isinstance(key, tuple) else (key,)
    made: Any = tuple(part if mask is None else mask(part) for part, mask in zip(parts, masks, strict=True))
    masked: Key = made if isinstance(key, tuple) else made[0]
    return masked


@dataclass(frozen=True, slots=True)
class Clearing(Generic[R]):
    """A clearance at work on one query; `other` gives that of an entity that comes along."""

    clearance: Clearance
    other: Clearances
    query: Query[R]
    screen: Screen = field(default_factory=Screen)
    vault: Vault | None = None

    def narrowed(self) -> Query[R]:
        """See `narrowed`."""
        return narrowed(self.query, self.clearance, self.other)

    @property
    def blank(self) -> Mapping[str, None]:
        return dict.fromkeys(_names(_blank(_wanted(self.query), self.clearance)))

    def minimised(self, plan: ReadPlan) -> str:
        """Where fields were left out: the vendor never sent them, or they came along and were cut here at once."""
        if any(not spec.is_value for spec in plan.fields):  # one that comes along as an object comes whole
            return "here"
        if all(self.clearance.ruling(spec).treatment != "drop" for spec in plan.entity.values):
            return "nothing"
        return "here" if plan.partial else "at the source"

    def over(self, plan: ReadPlan) -> Veil:
        """What goes over the records of this read."""
        veil = veil_of(plan, self.clearance, self.other, self.screen)
        return replace(veil, blank=self.blank, settle=self._settle)

    @property
    def _settle(self) -> Settle | None:
        """For whatever comes along the same purpose holds, and so the same vault."""
        return partial(_settled, self.screen, self.vault) if self.vault is not None else None

    def told(self, plan: ReadPlan) -> dict[str, object]:
        """What the audit log is told: names and numbers."""
        return {"minimised": self.minimised(plan), **found_by(self.screen)}

    def begin(self, reading: Reading[R]) -> Veil | None:
        """Let the reading itself mask what it hands out; the veil to put over records that bring others along."""
        veil = self.over(reading.plan)
        if reading.plan.nested:  # those that come along need whole keys to be completed
            return veil
        reading.decoder.mask((*veil.maskers, *veil.texts), blank=veil.blank, beside=veil.beside)
        if veil.settle is not None or (veil.texts and veil.naming):
            chains: dict[str, list[Masker]] = {}
            for name, change in reading.decoder.conversions:
                chains.setdefault(name, []).append(change)
            masked = [name for name, _ in (*veil.maskers, *veil.texts)]
            first = veil.naming if veil.settle is None else tuple(masked)
            ways = [(name, chains[name]) for name in dict.fromkeys(first)]
            reading.meet = partial(_meet, ways, self.screen, veil.settle)
        return None

    def over_copy(self) -> Veil:
        """The same for a copy that is kept up to date. Raises PolicyRefused where records could not be told apart."""
        entity, clearance = self.query.entity, self.clearance
        key = key_of(entity)
        hidden = clearance.hidden(key)
        if hidden:
            raise refusal(clearance, "key-is-hidden", key_is_hidden(hidden[0].name, clearance.name))
        hidden = clearance.hidden(entity.fields)
        masks = clearance.screened(entity.fields, self.screen)
        veil = Veil(masks.values, _names(hidden), {}, _names(key), self.blank, masks.texts)
        return replace(veil, settle=self._settle)


def narrowed(query: Query[R], clearance: Clearance, others: Clearances) -> Query[R]:
    """The query without what may not be seen. Raises PolicyRefused where exactly that is asked for."""
    entity = query.entity
    for condition in query.conditions:
        _refuse_telling(condition, clearance)
    for order in query.ordering:
        refuse_sight(order.field, clearance)
    named = query.selected
    inside = [name for name in query.expanded if name in entity.by_name]
    wanted = _wanted(query)
    hidden = clearance.hidden(wanted)
    if named is not None and hidden:
        ruling = clearance.ruling(hidden[0])
        raise refusal(clearance, ruling.rule, ruling.said)
    blank = _blank(wanted, clearance)
    left = [spec for spec in wanted if spec not in hidden and spec not in blank]
    if not left and not inside:
        raise refusal(clearance, "default-deny", nothing_left(entity.qualified_name, clearance.name))
    nested = [name for place in inside for name in _nested(query, place, others)]
    if not hidden and not blank and not nested:
        return query
    return replace(query, selected=tuple(dict.fromkeys((*(spec.name for spec in left), *nested))))


def veil_of(plan: ReadPlan, clearance: Clearance, others: Clearances, screen: Screen) -> Veil:
    """What goes over the records of this read."""
    inside = {part.name: _veil(others(part.entity), part.fields, screen, alone=False) for part in plan.nested}
    key = tuple(spec.name for spec in key_of(plan.entity))
    along = {spec.name: masker_of(spec, plan.entity, others, screen) for spec in plan.fields if not spec.is_value}
    veil = _veil(clearance, plan.fields, screen, alone=not inside and not along)
    maskers = (*(pair for pair in veil.maskers if pair[0] not in along), *along.items())
    return replace(veil, inside=inside, key=key, maskers=maskers)


def clear_of(clearance: Clearance, vault: Vault | None = None) -> Veil:
    """What goes over a record of which all fields may have come."""
    screen = clearance.screen()
    veil = _veil(clearance, clearance.entity.fields, screen)
    return replace(veil, settle=None if vault is None else partial(_settled, screen, vault))


def _veil(clearance: Clearance, fields: Sequence[FieldSpec], screen: Screen, *, alone: bool = True) -> Veil:
    masks = clearance.screened(fields, screen, alone=alone)
    return Veil(masks.values, _names(clearance.hidden(fields)), texts=masks.texts, naming=masks.naming)


async def _meet(
    ways: Sequence[tuple[str, list[Masker]]], screen: Screen, settle: Settle | None, rows: Sequence[Row]
) -> None:
    """Who is named anywhere in a page is known before the first of its texts is looked at, and tokens are kept."""
    counts = screen.counts.copy()
    for name, changes in ways:
        for row in rows:
            value = getattr(row, name)
            for change in changes:
                value = change(value)
    screen.counts = counts  # what is found is counted when it is handed out
    if settle is not None:
        await settle()


async def _settled(screen: Screen, vault: Vault) -> None:
    await vault.keep(screen.taken())


def found_by(screen: Screen) -> dict[str, object]:
    """How much was found in free text, where anything was, and the level that it gives what was read."""
    return {"found": screen.found, "level": screen.level} if screen.counts else {}


def key_of(entity: EntitySpec) -> list[FieldSpec]:
    """The fields that tell one record from another."""
    return [entity.by_wire[wire] for wire in entity.key if wire in entity.by_wire]


def covered(diff: Iterable[Difference], clearance: Clearance) -> tuple[Difference, ...]:
    """What a plan shows of a record: what stood there only where the purpose may see it."""
    return tuple(_covered(part, clearance) for part in diff)


def _covered(part: Difference, clearance: Clearance) -> Difference:
    """A label is of the record that a reference leads to, and has the tag of what it says."""
    if part.before is not None and _treated(part, clearance).treatment != "show":
        part = replace(part, before=MASK)
    if part.label and clearance.ruling(FieldSpec(part.name, part.name, "string", part.tag)).treatment != "show":
        part = replace(part, label=MASK)
    return part


def verdict_on(diff: Iterable[Difference], clearance: Clearance, verdict: Verdict, *, verb: str, now: float) -> Verdict:
    """The verdict on a write that fills these fields: what a purpose may not see, it may not write either.

    What belongs to the books is not deleted before its time.
    """
    if verdict.answer != "allow":
        return verdict
    parts, language = tuple(diff), clearance.policy.language
    entity = clearance.entity
    if verb == "delete" and entity.fiscal is not None:
        fired = fiscal_rule(entity.qualified_name, _booked(parts, entity), datetime.fromtimestamp(now, UTC).date())
        if fired is not None:
            return Verdict.denied(fired.name, fired.said, language)
    for part in parts:
        ruling = _treated(part, clearance)
        if part.after is not None and ruling.treatment == "drop" and ruling.said is not None:
            return Verdict.denied(ruling.rule, ruling.said, language)
    return verdict


def _booked(diff: Iterable[Difference], entity: EntitySpec) -> date | None:
    """The last day on which it can have been booked, as far as the record says."""
    name = entity.by_wire[entity.fiscal].name if entity.fiscal else None
    value = next((part.before for part in diff if part.name == name), None)
    try:
        return date(value, 12, 31) if isinstance(value, int) else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _treated(part: Difference, clearance: Clearance) -> Ruling:
    """What happens to a field of a change; one of an object inside goes by its tag."""
    own = clearance.entity.by_name.get(part.name)
    return clearance.ruling(own if own is not None else FieldSpec(part.name, part.name, "string", part.tag))


def pseudonym_key(store: Store, purpose: str) -> bytes:
    """The secret of a purpose, made where there is none yet. Whoever deletes it makes its pseudonyms final."""
    fresh = os.urandom(32)
    return store.update(PSEUDONYMS, purpose, lambda kept: (kept or fresh, kept or fresh))


def refusal(clearance: Clearance, rule: str, said: Said | None) -> PolicyRefused:
    """A refusal in the policy's language."""
    dutch = clearance.policy.language == "nl"
    reason = rule if said is None else said.reason_nl if dutch else said.reason
    refused = PolicyRefused(
        f"{reason} ({'regel' if dutch else 'rule'}: {rule})",
        connector=clearance.system,
        entity=clearance.entity.qualified_name,
        operation="read",
        hint=None if said is None else said.remedy_nl if dutch else said.remedy,
    )
    refused.rule = rule
    return refused


def _wanted(query: Query[R]) -> list[FieldSpec]:
    """The fields of its own that a query is for."""
    names = [name for name in query.selected or () if "." not in name]
    return [query.entity.field(name) for name in names] if names else list(query.entity.defaults)


def _blank(wanted: Sequence[FieldSpec], clearance: Clearance) -> tuple[FieldSpec, ...]:
    """What need not be fetched; where nothing else is left, it is: how many records there are is to be seen."""
    blank = clearance.blank(wanted)
    return () if len(blank) == len(wanted) - len(clearance.hidden(wanted)) else blank


def _nested(query: Query[R], place: str, others: Clearances) -> list[str]:
    """What may be seen of the records that come along, where that is not all of them."""
    target = query.entity.target_of(place)
    if target is None:
        return []
    beyond = others(target)
    picked = [name.partition(".")[2] for name in query.selected or () if name.startswith(f"{place}.")]
    wanted = [target.field(name) for name in picked] if picked else list(target.defaults)
    hidden = beyond.hidden(wanted)
    if picked and hidden:
        ruling = beyond.ruling(hidden[0])
        raise refusal(beyond, ruling.rule, ruling.said)
    if not hidden and not picked:
        return []
    left = [f"{place}.{spec.name}" for spec in wanted if spec not in hidden]
    if not left:
        raise refusal(beyond, "default-deny", nothing_left(target.qualified_name, beyond.name))
    return left


def _refuse_telling(condition: Condition, clearance: Clearance) -> None:
    """A condition on a field tells what it holds; of a masked one equality only, which needs the value first."""
    match condition:
        case Comparison(spec, comparator):
            refuse_sight(spec, clearance, by_equality=comparator == "eq")
        case AllOf(conditions) | AnyOf(conditions):
            for part in conditions:
                _refuse_telling(part, clearance)
        case Negation(inner):
            _refuse_telling(inner, clearance)


def refuse_sight(spec: FieldSpec, clearance: Clearance, *, by_equality: bool = False) -> None:
    """What may not be seen may not be looked for either: finding it would tell. Raises PolicyRefused."""
    while spec.within is not None:
        spec = spec.within
    treatment = clearance.ruling(spec).treatment
    if treatment == "drop" or (treatment == "mask" and not by_equality):
        ruling = clearance.ruling(spec)
        if treatment == "drop" and ruling.said is not None:
            raise refusal(clearance, ruling.rule, ruling.said)
        raise refusal(clearance, "no-telling-filter", filter_on(spec.name, masked=treatment == "mask"))


def _names(fields: Iterable[FieldSpec]) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields)
