"""Upserts decided: the one record on which everything that is known of it agrees, or a refusal; never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nlconnect.connector import EntitySpec, FieldSpec, Record, Scope, collection_of
from nlconnect.connector.check import drafted
from nlconnect.connector.writer import Draft, Writer
from nlconnect.engine.clearing import refuse_sight
from nlconnect.engine.crosswalk import Crosswalk, Known, known_in, parts_of
from nlconnect.engine.looking import Looking
from nlconnect.engine.sight import Sight, paths_of, value_at
from nlconnect.engine.writing_values import json_of, natural_of, same
from nlconnect.errors import Candidate, DoubtfulMatch, NotFound, QueryError
from nlconnect.model.change import Change, Create, Update, Upsert
from nlconnect.model.match import MatchKey, Origin, normal_form
from nlconnect.model.outcome import Json, Plan, WrittenKey
from nlconnect.model.query import Comparison
from nlconnect.model.record import MASK
from nlconnect.model.values import coerce

if TYPE_CHECKING:
    from nlconnect.engine.exchange import Exchange
    from nlconnect.engine.session import Asker, Session
    from nlconnect.policy import Clearance

MOST = 10
"""Candidates that are looked at for each way to match; more tell no better that it is doubtful."""
KEPT = 300.0
"""Seconds that a column is kept that was read whole for its spellings."""
LOOK = "Look at `candidates`. Update the right one by its key, or match by what it alone has."


@dataclass(frozen=True, slots=True)
class Decision:
    """A creation, or an update of the record that is meant, and what to mind about how it was found."""

    change: Change
    warnings: tuple[str, ...] = ()
    origin: Origin | None = None
    identity: Mapping[str, Json] = field(default_factory=dict)
    """What the record is known by, as the crosswalk keeps it."""
    parts: tuple[str, ...] = ()
    """The parts of the scope that it belongs to."""
    ways: tuple[tuple[str, ...], ...] = ()
    """Which of the values in `identity` tell it together."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to match, with the columns to look in and what should stand there; by path of the written field."""

    key: MatchKey
    wanted: Mapping[str, tuple[FieldSpec, Json]]

    def differs(self, record: Record) -> list[str]:
        """The fields in which a record has another value."""
        return [path for path, (spec, one) in self.wanted.items() if _is_other(there(record, spec), one)]

    def respelt(self, record: Record) -> list[str]:
        """The fields that a record spells in another way."""
        return [
            path
            for path, (spec, one) in self.wanted.items()
            if not any(same(spec, value, one) for value in there(record, spec))
        ]


@dataclass(slots=True)
class Hits:
    """What was found so far: records by key, and the ways in which each was found."""

    records: dict[WrittenKey, Record] = field(default_factory=dict)
    by: list[tuple[Way | Origin, frozenset[WrittenKey]]] = field(default_factory=list)

    @property
    def agreed(self) -> frozenset[WrittenKey]:
        """The records that every way leads to, of those that lead anywhere."""
        found = [keys for _, keys in self.by if keys]
        return frozenset.intersection(*found) if found else frozenset()

    def candidates(self) -> list[Candidate]:
        ways = [way for way, _ in self.by if isinstance(way, Way)]
        return [
            Candidate(
                key,
                tuple(_name(way) for way, keys in self.by if key in keys),
                tuple(dict.fromkeys(path for way in ways for path in way.differs(record))),
                {path: told(record, spec) for way in ways for path, (spec, _) in way.wanted.items()},
            )
            for key, record in sorted(self.records.items(), key=str)
        ]


@dataclass(frozen=True, slots=True)
class Matching:
    """Looks for the record that an upsert means, in one scope."""

    session: Session
    writer: Writer
    looking: Looking
    scope: Scope
    asker: Asker
    """Who is told of candidates; the looks themselves are the engine's own."""

    async def decided(self, change: Upsert) -> Decision:
        """Raises DoubtfulMatch where no one record is meant for certain, QueryError for what is no way to match.

        PolicyRefused where the purpose may not see what the record is to be found by.
        """
        try:
            return await self._decided(change)
        except DoubtfulMatch as doubt:
            sight = self.looking.sight(change.entity, change.parameters)
            clearance = self.session.clearance(sight.entity, self.asker) if sight is not None else None
            if sight is not None and clearance is not None:
                doubt.candidates = tuple(_veiled(one, sight, clearance) for one in doubt.candidates)
            raise

    async def _decided(self, change: Upsert) -> Decision:
        connector = self.session.connector
        draft = drafted(change, self.writer)
        draft = await self.session.references.resolve(draft, self.looking, scope=self.scope, labels={})
        sight = self.looking.sight(change.entity, change.parameters)
        if sight is None:
            raise QueryError("nothing can be matched: the vendor shows no such record", entity=change.entity.name)
        ways = self._ways(change, draft, sight)
        origin = next((way for way in ways if isinstance(way, Origin)), None)
        known = await self._known(origin, draft) if origin is not None else None
        warnings: list[str] = []
        shown = _shown(ways, sight, paths_of(draft))
        hits = await self._hits(ways, known, sight, warnings, shown)
        if not hits.records and known is not None:
            raise DoubtfulMatch.of(
                "the record that was known as this one is gone, or hidden from this login",
                [Candidate(known.key, ())],
                entity=change.entity.name,
                hint="Nothing was sent. If it was deleted, forget it with `forget`; then a new one is made.",
            )
        if not hits.records and not await self._shows_anything(sight):
            warnings.append(f"{sight.entity.name} shows this login nothing at all, so it may be there already")
        source = collection_of(connector.package, change.entity).of(**change.parameters)
        decided: Change = Create(source, **change.values)
        if hits.records:
            key = self._one_of(hits, change)
            await self._refuse_others(hits, key, origin, known, draft)
            if known is not None and key != known.key:
                warnings.append("the record known as this one is gone; what else is known of it leads to another")
            self.looking.saw(sight, key, hits.records[key])
            rest = _left(change, hits, key, warnings)
            decided = Update(source, key if len(key) > 1 else key[0], **rest)
        identity = {path: one for way in ways if isinstance(way, Way) for path, (_, one) in way.wanted.items()}
        if origin is not None and not identity:
            identity = natural_of(draft, self.writer)
        together = tuple(tuple(way.wanted) for way in ways if isinstance(way, Way))
        return Decision(decided, tuple(warnings), origin, identity, parts_of(change.entity), together)

    async def _hits(
        self, ways: Sequence[Way | Origin], known: Known | None, sight: Sight, warnings: list[str], shown: Sequence[str]
    ) -> Hits:
        """What each way leads to, with what stands there in the fields at these paths."""
        hits = Hits()
        rows: Sequence[Record]
        for way in ways:
            if isinstance(way, Way):
                rows = await self._rows(way, shown, sight)
            else:
                rows = await self._verified(known, shown, sight, warnings) if known is not None else []
            found = {_key_of(row, sight): row for row in rows}
            hits.records |= found
            hits.by.append((way, frozenset(found)))
        return hits

    def _ways(self, change: Upsert, draft: Draft, sight: Sight) -> list[Way | Origin]:
        """The ways to match, the preferred first; of several, those without a value are left out."""
        ways: list[Way | Origin] = []
        for key in change.match:
            if isinstance(key, Origin):
                ways.append(key)
                continue
            wanted: dict[str, tuple[FieldSpec, Json]] = {}
            for path in key.fields:
                value, column = json_of(value_at(draft, path)), sight.column(path)
                if column is None or not column.is_value:
                    raise QueryError(f"{path} is nothing to match by", entity=change.entity.name)
                if (clearance := self.session.clearance(sight.entity, self.asker)) is not None:
                    refuse_sight(column, clearance, by_equality=True)
                if value is not None and normal_form(value):
                    wanted[path] = (column, value)
            if len(wanted) == len(key.fields):
                ways.append(Way(key, wanted))
        if not ways:
            raise QueryError(
                "there is nothing to match by: what was given is empty",
                entity=change.entity.name,
                hint="An empty value would match every record without one. Create it, or match by something else.",
            )
        return ways

    async def _known(self, origin: Origin, draft: Draft) -> Known | None:
        """What the origin is known as here."""
        exchange = self.session.exchange
        found = await exchange.port.run(lambda: Crosswalk(exchange.store).known_as(origin))
        spot = self._spot(origin, draft, ()).spot
        return next((known for known in found if known.spot == spot), None)

    def _spot(self, origin: Origin, draft: Draft, key: WrittenKey) -> Known:
        return known_in(self.session, origin, draft.entity, self.scope, draft.parameters, key=key)

    async def _verified(
        self, known: Known, shown: Sequence[str], sight: Sight, warnings: list[str]
    ) -> Sequence[Record]:
        """The record that the crosswalk names, if it is there and still the same."""
        if sight.places(known.key, "update") is None:
            raise QueryError("the vendor does not show the record that this one is known as", entity=sight.written.name)
        paths = [*known.identity, *shown]
        try:
            record, _ = await self.looking.one(sight, known.key, "update", paths)
        except NotFound:
            return []
        columns = sight.columns(known.identity)
        other = [path for path, spec in columns.items() if _is_other(there(record, spec), known.identity[path])]
        if columns and len(other) == len(columns):
            raise DoubtfulMatch.of(
                "the record that was known as this one is another now",
                [Candidate(known.key, ("origin",), tuple(other))],
                entity=sight.written.name,
                hint="Look at it. If it is not the same, forget it with `forget`; else update it by its key first.",
            )
        if other:
            warnings.append(f"known from before; since then its {', '.join(other)} changed there")
        return [record]

    async def _rows(self, way: Way, shown: Sequence[str], sight: Sight) -> list[Record]:
        """Every record that this way leads to."""
        columns = [_head(spec) for spec in sight.columns(shown).values()]
        query = self.looking.look(sight).select(*dict.fromkeys([*sight.key_names, *columns]))
        if not _filters(sight):
            rows = await self.looking.read(query)
            return [row for row in rows if not (way.differs(row) if way.key.is_loose else way.respelt(row))]
        found: dict[WrittenKey, Record] = {}
        for values in await self._spellings(way, sight):
            conditions = [
                Comparison(spec, "eq", coerce(spec, value))
                for (spec, _), value in zip(way.wanted.values(), values, strict=True)
            ]
            rows = await self.looking.read(query.where(*conditions).limit(MOST))
            found |= {_key_of(row, sight): row for row in rows}
        return list(found.values())

    async def _spellings(self, way: Way, sight: Sight) -> list[list[Json]]:
        """What to look for: the values, and where that counts, whatever else they are written like."""
        values = [value for _, value in way.wanted.values()]
        if not way.key.is_loose:
            return [values]
        ((column, value),) = way.wanted.values()
        written = (await self._column(column, sight)).setdefault(normal_form(value), [])
        asked = [[one] for one in dict.fromkeys([value, *written])]
        if str(value) not in written:  # it may be written like that from now on
            written.append(str(value))
        return asked

    async def _column(self, column: FieldSpec, sight: Sight) -> dict[str, list[str]]:
        """Every spelling in a column, by its normal form."""
        kept, now = self.session.references.columns, self.session.exchange.port.clock.now()
        place = (self.scope, sight.entity.qualified_name, str(sorted(sight.parameters.items())), column.name)
        at, found = kept.get(place, (now - KEPT, {}))
        if now - at >= KEPT:
            found = {}
            for row in await self.looking.read(self.looking.look(sight).select(*sight.key_names, _head(column))):
                for written in there(row, column):
                    found.setdefault(normal_form(json_of(written)), []).append(str(json_of(written)))
            kept[place] = (now, found)
        return found

    async def _shows_anything(self, sight: Sight) -> bool:
        """AFAS shows no rows to a user who may not see them, and does not say so."""
        seen, place = self.session.references.visible, (self.scope, sight.entity.qualified_name)
        if place not in seen and await self.looking.shows_anything(sight):
            seen.add(place)
        return place in seen

    def _one_of(self, hits: Hits, change: Upsert) -> WrittenKey:
        """The record on which all agree. Raises DoubtfulMatch."""
        agreed = hits.agreed
        if len(agreed) == 1:
            return next(iter(agreed))
        ways = " and ".join(_name(way) for way, keys in hits.by if keys)
        reason = f"more than one record has this {ways}" if agreed else f"{ways} lead to different records"
        raise DoubtfulMatch.of(reason, hits.candidates(), entity=change.entity.name, hint=LOOK)

    async def _refuse_others(
        self, hits: Hits, key: WrittenKey, origin: Origin | None, known: Known | None, draft: Draft
    ) -> None:
        """What is preferred must not say that this is another record. Raises DoubtfulMatch."""
        record, entity = hits.records[key], draft.entity.name
        first = next(index for index, (_, keys) in enumerate(hits.by) if keys)
        for way, _ in hits.by[:first]:
            if isinstance(way, Way) and (other := way.differs(record)):
                reason = f"the record that {_name(hits.by[first][0])} leads to has another {', '.join(other)}"
                raise DoubtfulMatch.of(reason, hits.candidates(), entity=entity, hint=LOOK)
        if origin is not None and (known is None or known.key != key):
            exchange, spot = self.session.exchange, self._spot(origin, draft, key)
            others = await exchange.port.run(lambda: Crosswalk(exchange.store).origins(spot))
            alike = [one for one in others if one != origin]
            if any((one.system, one.kind) == (origin.system, origin.kind) for one in alike):
                raise DoubtfulMatch.of(
                    f"this record is known as another {origin.kind} of {origin.system} already",
                    hits.candidates(),
                    entity=entity,
                    hint="Two would be written to one record. Forget the other with `forget`, or update by key.",
                )


def _shown(ways: Sequence[Way | Origin], sight: Sight, written: Sequence[str]) -> list[str]:
    """The paths to look at: what is matched by, and what of that which is written comes with a record by itself.

    Where records have addresses of their own, as in Microsoft Graph, a list may lack what they show there.
    """
    columns = {} if sight.entity.item_paths else sight.columns(written)
    plain = [path for path, spec in columns.items() if spec.is_value and spec.type != "binary"]
    return list(dict.fromkeys([*(path for way in ways if isinstance(way, Way) for path in way.wanted), *plain]))


def _left(change: Upsert, hits: Hits, key: WrittenKey, warnings: list[str]) -> Mapping[str, object]:
    """What is left to write; what matched stands there, in whatever spelling. Nothing left is written as it stands."""
    record, kept = hits.records[key], dict[str, object]()
    for way, keys in hits.by:
        if not isinstance(way, Way) or key not in keys:
            continue
        here = {path: getattr(record, spec.name) for path, (spec, _) in way.wanted.items() if "." not in path}
        kept |= here
        if respelt := way.respelt(record):
            left = ", which is left as it stands" if here.keys() >= set(respelt) else ""
            warnings.append(f"matched by {', '.join(respelt)} in another spelling{left}")
    rest = {name: value for name, value in change.values.items() if name not in {*kept, *change.kept}}
    return rest or _as_it_stands(change.entity, record, [*kept, *change.values]) or kept


def _as_it_stands(entity: EntitySpec, record: Record, names: Sequence[str]) -> Mapping[str, object]:
    """Values of the record itself in fields that may be changed: written so, nothing changes."""
    specs = [spec for name in names if (spec := entity.by_name.get(name)) is not None]
    stands = {spec.name: getattr(record, spec.name, None) for spec in specs if not (spec.create_only or spec.read_only)}
    return {name: value for name, value in stands.items() if value is not None}


def _veiled(candidate: Candidate, sight: Sight, clearance: Clearance) -> Candidate:
    """What the purpose may see of it."""
    columns = sight.columns(candidate.values)
    shown = {path for path, spec in columns.items() if clearance.ruling(spec).treatment == "show"}
    keys = [sight.entity.by_name[name] for name in sight.key_names]
    is_known = all(clearance.ruling(spec).treatment == "show" for spec in keys)
    return replace(
        candidate,
        key=candidate.key if is_known else (MASK,) * len(candidate.key),
        values={path: value if path in shown else MASK for path, value in candidate.values.items()},
    )


async def matches_now(plan: Plan, looking: Looking, sight: Sight, exchange: Exchange) -> bool:
    """Whether a record that was to be new is there by now, by any way that it was looked for."""
    spot = Known.of(plan, ())
    if spot is not None:
        known = await exchange.port.run(lambda: Crosswalk(exchange.store).known_as(spot.origin))
        if any(one.spot == spot.spot for one in known):
            return True
    for way in plan.ways:
        values = {path: plan.identity[path] for path in way}
        if values != plan.natural and _filters(sight):  # what is natural was looked at
            conditions = [Comparison(spec, "eq", coerce(spec, values[at])) for at, spec in sight.columns(way).items()]
            if await looking.read(looking.look(sight).where(*conditions).select(*sight.key_names).limit(1)):
                return True
    return False


def _filters(sight: Sight) -> bool:
    return not sight.entity.supports or "filter" in sight.entity.supports


def _key_of(record: Record, sight: Sight) -> WrittenKey:
    key = sight.written_key_of(record)
    if key is None:
        raise QueryError("it is not known by which key to update this", entity=sight.written.name)
    return key


def _head(spec: FieldSpec) -> str:
    """What has to be selected to see it."""
    return spec.name.partition(".")[0]


def there(record: Record, spec: FieldSpec) -> list[object]:
    """What stands in a field; several where it holds several, or is a part of something that comes several times."""
    found: list[object] = [record]
    for step in spec.name.split("."):
        values = (one.get(step) if isinstance(one, Mapping) else getattr(one, step, None) for one in found)
        found = [part for value in values for part in (value if isinstance(value, list | tuple) else [value])]
    return [value for value in found if value is not None]


def told(record: Record, spec: FieldSpec) -> object:
    """The same for people: one value where there is one."""
    found = there(record, spec)
    return found if len(found) > 1 else next(iter(found), None)


def _is_other(stands: Sequence[object], wanted: Json) -> bool:
    """Whether something else stands there; nothing is not something else."""
    forms = [form for value in stands if (form := normal_form(json_of(value)))]
    return bool(forms) and normal_form(wanted) not in forms


def _name(way: Way | Origin) -> str:
    return "the crosswalk" if isinstance(way, Origin) else str(way.key)
