"""Looking for many changes at once: what one listing, or one batch, tells is not asked for each by itself."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from nlconnect.connector import EntitySpec, FieldSpec, Key, Record
from nlconnect.engine.looking import Looking, showing
from nlconnect.engine.sight import Sight, key_part
from nlconnect.engine.writing_values import json_of
from nlconnect.errors import ApiError, QueryError
from nlconnect.model.change import LINKS, Change, Create, Delete, Ref, Update, Upsert
from nlconnect.model.match import normal_form
from nlconnect.model.outcome import Json, Plan, WrittenKey
from nlconnect.model.query import Comparison, Query
from nlconnect.model.values import Value

FEW = 5
"""For fewer new records each is looked up by itself."""
WORTH = 10
"""Look-ups that one page of a listing may take the place of; a longer listing costs more than it spares."""
FRESH = 300.0
"""Seconds that a listing tells what is there."""
PLAIN = ("string", "guid", "int", "int64")
"""Types of which the same value is told from others here as at the vendor."""

Folded = tuple[str, ...]
Place = tuple[str, str]
"""An entity, and the parents of its records."""


class Foresight(Looking):
    """Looks ahead for a list of changes. It may only find more records alike than the vendor would, never fewer."""

    _expected: Counter[Place]
    _listings: dict[tuple[Place, tuple[str, ...], tuple[str, ...]], _Listing | None]
    _seen: dict[tuple[Place, WrittenKey], tuple[Record, str | None]]
    _made: set[tuple[Place, Folded]]
    _matched: set[Hashable]
    _matching: Counter[Place]
    _written: set[str]

    def expect(self, changes: Iterable[object]) -> None:
        """What is going to be asked."""
        changes = list(changes)
        self._expected = Counter(place for change in changes if (place := _place_of_new(change)) is not None)
        self._matching = Counter(place for change in changes if (place := self._place_of_match(change)) is not None)
        self._listings, self._seen, self._made, self._matched, self._written = {}, {}, set(), set(), set()

    async def ahead(self, changes: Sequence[Change]) -> None:
        """Look at the records of the next changes in as few calls as the system takes; earlier ones are forgotten."""
        self._seen.clear()
        if self._connector.batch is None:
            return
        groups: dict[tuple[Place, tuple[str, ...]], list[Change]] = {}
        for change in changes:
            names = self._wanted(change)
            if names is not None:
                groups.setdefault((place_of(change.entity, change.parameters), names), []).append(change)
        for (place, names), group in groups.items():
            if len(group) > 1:
                await self._look_at(place, names, group)

    def made(self, plan: Plan) -> None:
        """It was sent: what a listing told of its like holds no more."""
        if plan.natural:
            self._made.add(((plan.entity, _text(plan.parameters)), _folded(plan.natural)))
        if plan.verb == "create":
            self._matched.update(matched_by(plan))
        if self._matching:
            self._written.update(normal_form(value) for value in (*plan.natural.values(), *plan.identity.values()))
            self._written.update(normal_form(part.after) for part in plan.diff)

    def may_miss(self, plan: Plan) -> bool:
        """Whether an upsert found nothing where this list has made something since the columns were read."""
        if plan.verb != "create" or self._matched.isdisjoint(matched_by(plan)):
            return False
        self._session.references.columns.clear()
        return True

    async def twins(self, sight: Sight, natural: Mapping[str, Json]) -> tuple[tuple[WrittenKey, ...], int]:
        """From a listing, where there is one."""
        natural = await self.vault.opened_values(natural, at=sight.entity.qualified_name)
        place, folded = place_of(sight.written, sight.parameters), _folded(natural)
        if (place, folded) in self._made:
            return await super().twins(sight, natural)
        columns = sight.columns(natural)
        if len(columns) < len(natural):
            return await super().twins(sight, natural)
        expected = self._expected[place]
        listing = await self._listing(lambda: self.look(sight), place, columns, sight.key_names, expected=expected)
        if listing is None:
            return await super().twins(sight, natural)
        found = listing.keys.get(folded, ())
        return tuple(sorted(set(found), key=str)), len(found)

    async def read(self, query: Query[Record]) -> Sequence[Record]:
        """Nothing is asked where an upsert looks for what a listing says that nobody has."""
        return [] if await self._nobody_has(query) else await super().read(query)

    async def _nobody_has(self, query: Query[Record]) -> bool:
        if not self._matching:
            return False
        place = place_of(query.entity, query.parameters)
        tests = [test for test in query.conditions if isinstance(test, Comparison) and test.comparator == "eq"]
        if self._matching[place] < FEW or not tests or len(tests) < len(query.conditions):
            return False
        values = {test.field.name: json_of(test.value) for test in tests}
        if None in values.values() or not self._written.isdisjoint(map(normal_form, values.values())):
            return False
        columns = {test.field.name: test.field for test in tests}
        bare = partial(replace, query, conditions=(), ordering=(), selected=None, maximum=None, expanded=())
        keys = [query.entity.by_wire[wire].name for wire in query.entity.key]
        listing = await self._listing(bare, place, columns, keys, expected=self._matching[place])
        return listing is not None and _folded(values) not in listing.keys

    def _place_of_match(self, change: object) -> Place | None:
        """Where an upsert will look for its record."""
        sight = self.sight(change.entity, change.parameters) if isinstance(change, Upsert) else None
        return place_of(sight.entity, sight.parameters) if sight is not None else None

    async def one(
        self, sight: Sight, key: Sequence[Value], verb: str, paths: Iterable[str]
    ) -> tuple[Record, str | None]:
        """As it was looked at ahead, where it was."""
        paths = list(paths)
        known = self._seen.get((place_of(sight.written, sight.parameters), tuple(key_part(part) for part in key)))
        if known is not None and all(hasattr(known[0], path.partition(".")[0]) for path in sight.columns(paths)):
            return known
        return await super().one(sight, key, verb, paths)

    def _wanted(self, change: Change) -> tuple[str, ...] | None:
        """The fields to look at before a change; None where it is not looked at by its key, or not in a batch."""
        if not isinstance(change, Update | Delete) or isinstance(change.key, Ref):
            return None
        sight = self.sight(change.entity, change.parameters)
        if sight is None or sight.view is not None:
            return None
        try:
            named = [change.entity.field(name) for name in change.values]
        except QueryError:
            return None
        names = [spec.name for spec in named] if isinstance(change, Update) else sight.all_paths()
        if any(not change.entity.field(name).is_value for name in names):
            return None
        return tuple(sorted({*sight.key_names, *names, *self.version_fields(change.entity)}))

    async def _look_at(self, place: Place, names: tuple[str, ...], group: Sequence[Change]) -> None:
        sight = self.sight(group[0].entity, group[0].parameters)
        assert sight is not None
        keys: list[Key] = [change.key for change in group if change.key is not None and not isinstance(change.key, Ref)]
        query = showing(self.look(sight), [name for name in names if sight.column(name) is not None])
        try:
            found = await self._session.get_many(query, keys, scope=self._scope, asker=self._asker)
        except QueryError:  # of one of them, which will be told of that one
            return
        lacking = {*found.missing, *found.failures}
        there = [key for key in dict.fromkeys(keys) if key not in lacking]
        for key, record in zip(there, found.records, strict=True):
            parts = key if isinstance(key, tuple) else (key,)
            self._seen[place, tuple(key_part(part) for part in parts)] = record, found.etags.get(key)

    async def _listing(
        self,
        query: Callable[[], Query[Record]],
        place: Place,
        columns: Mapping[str, FieldSpec],
        keys: Sequence[str],
        *,
        expected: int,
    ) -> _Listing | None:
        """What is there by these columns; None where that is not worth a listing."""
        now = self._session.exchange.port.clock.now()
        kept = (place, tuple(columns), tuple(keys))
        known = self._listings.get(kept)
        if known is not None and now - known.at < FRESH:
            return known
        if kept in self._listings and known is None:
            return None
        worth = expected >= FEW and all(spec.type in PLAIN for spec in columns.values())
        listing = await self._listed(query(), columns, keys, most=expected // WORTH) if worth else None
        self._listings[kept] = listing
        return listing

    async def _listed(
        self, query: Query[Record], columns: Mapping[str, FieldSpec], keys: Sequence[str], *, most: int
    ) -> _Listing | None:
        whole = showing(query, [*keys, *(spec.name for spec in columns.values())])
        operation = self._session.reading(whole, scope=self._scope, asker=self._asker)
        listing, pages = _Listing(self._session.exchange.port.clock.now(), {}), 0
        try:
            while (page := await operation.page()) is not None:
                for record in page.records:
                    key = tuple(key_part(getattr(record, name)) for name in keys)
                    for folded in _folded_of(record, columns):
                        listing.keys.setdefault(folded, []).append(key)
                pages += 1
                if pages > max(1, most):
                    return None
        except ApiError:  # each by itself tells more
            return None
        finally:
            await operation.end("stopped")
        return listing


class _Listing:
    """The keys of all records, by their folded values."""

    def __init__(self, at: float, keys: dict[Folded, list[WrittenKey]]) -> None:
        self.at = at
        self.keys = keys


def _place_of_new(change: object) -> Place | None:
    """Where a new record will be looked for; None for another change."""
    if isinstance(change, Plan):
        return (change.entity, _text(change.parameters)) if change.natural else None
    return place_of(change.entity, change.parameters) if isinstance(change, Create) else None


def place_of(entity: EntitySpec, parameters: Mapping[str, object]) -> Place:
    return entity.qualified_name, _text(parameters)


def identity_of(plan: Plan) -> frozenset[Hashable]:
    """What a plan writes to: two plans that share some of it must not be under way together."""
    place, itself = (plan.entity, _text(plan.parameters)), frozenset([plan.id])
    if plan.key is None:
        return itself | frozenset([(place, _folded(plan.natural))] if plan.natural else []) | matched_by(plan)
    if plan.verb in LINKS:  # of one record's many links each is by itself
        return itself | frozenset((place, plan.key, part.name, part.after or part.before) for part in plan.diff)
    return itself | {(place, plan.key)}


def matched_by(plan: Plan) -> frozenset[Hashable]:
    """By what an upsert looked for its record, in any spelling."""
    place = (plan.entity, _text(plan.parameters))
    return frozenset((place, path, normal_form(value)) for path, value in plan.identity.items())


def _text(parameters: Mapping[str, object]) -> str:
    return (
        json.dumps({name: json_of(value) for name, value in parameters.items()}, sort_keys=True) if parameters else ""
    )


def _folded(natural: Mapping[str, Json]) -> Folded:
    return tuple(_fold(natural[path]) for path in natural)


def _folded_of(record: Record, columns: Mapping[str, FieldSpec]) -> Iterable[Folded]:
    """Every combination of the values under these paths; a record without one of them is like no other."""
    values = [
        [_fold(value) for value in _values(record, spec.name.split(".")) if value is not None]
        for spec in columns.values()
    ]
    return product(*values)


def _values(whole: object, path: Sequence[str]) -> list[object]:
    if isinstance(whole, list | tuple):
        return [value for one in whole for value in _values(one, path)]
    if not path or whole is None:
        return [whole]
    head, *rest = path
    return _values(whole.get(head) if isinstance(whole, Mapping) else getattr(whole, head, None), rest)


def _fold(value: object) -> str:
    """The same for whatever a vendor might take for the same."""
    text = str(json_of(value)).strip()
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return text.casefold()
