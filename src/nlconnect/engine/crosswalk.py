"""Which record of one system is which of another: learned from upserts that name an origin, kept sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from nlconnect.engine.writing_values import json_of
from nlconnect.model.catalogue import EntitySpec, PathSpec
from nlconnect.model.match import Origin
from nlconnect.model.outcome import Json, Plan, WrittenKey
from nlconnect.model.ports import Kept, Place, Store
from nlconnect.model.scope import Scope
from nlconnect.model.values import Value

if TYPE_CHECKING:
    from nlconnect.engine.session import Session

CROSSWALK = "crosswalk"
"""The kind of document. What files it is a part of a checksum: it tells nobody which records there are."""
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The record that an origin is known as, in one place. Its repr shows no key."""

    origin: Origin
    system: str
    place: str
    """The system and its host. Which app it was written through plays no part: a new one finds the same records."""
    entity: str
    scope: Scope
    key: WrittenKey = field(repr=False)
    parameters: Mapping[str, Json] = field(default_factory=dict, repr=False)
    """The parents that `.of(...)` named."""
    identity: Mapping[str, Json] = field(default_factory=dict, repr=False)
    """What it was matched by, so that a key that was given to another record is noticed."""

    @property
    def spot(self) -> str:
        """Where it is, without which record: an origin is known once in each."""
        return _text([self.system, self.place, self.entity, dict(self.scope), dict(self.parameters)])

    def dump(self) -> Document:
        return {**asdict(self), "scope": dict(self.scope)}

    @classmethod
    def load(cls, document: Document) -> Known:
        return cls(
            **{
                **document,
                "origin": Origin(**document["origin"]),
                "scope": Scope(**document["scope"]),
                "key": tuple(document["key"]),
            }
        )

    @classmethod
    def of(cls, plan: Plan, key: WrittenKey) -> Known | None:
        """What a plan that was carried out teaches; None where it named no origin."""
        if plan.origin is None:
            return None
        scope = part_of(plan.scope, plan.parts)
        place = without_app(plan.place)
        return cls(plan.origin, plan.system, place, plan.entity, scope, key, dict(plan.parameters), plan.identity)


class Crosswalk:
    """The same for every process that shares the store. Each fact is filed twice: by its origin, and by its record."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known_as(self, origin: Origin) -> list[Known]:
        """Every record that it is known as."""
        return [known for known in self._filed(_name(origin)) if known.origin == origin]

    def origins(self, at: Known) -> list[Origin]:
        """Every origin of the record that this one is."""
        filed = self._filed(_name_of_record(at))
        return [known.origin for known in filed if known.spot == at.spot and known.key == at.key]

    def learn(self, *facts: Known) -> None:
        """Keep them, in one transaction. What an origin was known as in the same place before is forgotten."""
        last = {(known.origin, known.spot): known for known in facts}
        gone = [
            earlier
            for origin in dict.fromkeys(known.origin for known in facts)
            for earlier in self.known_as(origin)
            if (now := last.get((origin, earlier.spot))) is not None and now.key != earlier.key
        ]
        self._change(gone, list(last.values()))

    def forget(self, origin: Origin) -> int:
        """Erase an origin; how many records it was known as."""
        return self._drop(*self.known_as(origin))

    def forget_record(self, entity: str, key: WrittenKey, *, system: str) -> int:
        """Erase every origin of a record, wherever it is; how many there were."""
        meant = [one for one in self.all() if (one.system, one.entity, one.key) == (system, entity, key)]
        return self._drop(*meant)

    def all(self) -> Iterator[Known]:
        """Every fact once, in the order of their origins' checksums."""
        for name in sorted(self._store.keys(CROSSWALK)):
            yield from (known for known in self._filed(name) if _name(known.origin) == name)

    def _drop(self, *dropped: Known) -> int:
        self._change(dropped, ())
        return len(dropped)

    def _filed(self, name: str) -> list[Known]:
        return _load(self._store.get(CROSSWALK, name))

    def _change(self, gone: Sequence[Known], new: Sequence[Known]) -> None:
        """Both ways of filing in one transaction."""
        places = {(CROSSWALK, name) for known in (*gone, *new) for name in _names(known)}

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], None]:
            rows = {place: {(row.origin, row.spot, row.key): row for row in _load(old[place])} for place in places}
            for known in gone:
                for name in _names(known):
                    rows[CROSSWALK, name].pop((known.origin, known.spot, known.key), None)
            for known in new:
                for name in _names(known):
                    rows[CROSSWALK, name][known.origin, known.spot, known.key] = known
            return {place: _dump(kept.values()) for place, kept in rows.items()}, None

        if places:
            self._store.update_all(sorted(places), change)


def without_app(place: str) -> str:
    """The place of a login without the last of its three parts."""
    return "/".join(place.split("/")[:2])


def part_of(scope: Scope, parts: Iterable[str]) -> Scope:
    """What of a scope a record belongs to: a contact to a mailbox, whatever site the connection names beside it."""
    return Scope(**{name: scope[name] for name in parts if name in scope})


def parts_of(entity: EntitySpec) -> tuple[str, ...]:
    """The parts of a scope that stand in the addresses of an entity."""
    ways = (PathSpec(entity.path), *entity.paths, *entity.item_paths)
    return tuple(dict.fromkeys(name for way in ways for name in way.needs))


def known_in(
    session: Session,
    origin: Origin,
    entity: EntitySpec,
    scope: Scope,
    parameters: Mapping[str, Value],
    *,
    key: WrittenKey = (),
) -> Known:
    """A record of this system with this key as what it would be known as; `spot` says where."""
    parents = {name: json_of(value) for name, value in parameters.items()}
    place, within = without_app(session.exchange.place), part_of(scope, parts_of(entity))
    return Known(origin, session.connector.name, place, entity.qualified_name, within, key, parents)


def _load(document: bytes | None) -> list[Known]:
    return [Known.load(row) for row in json.loads(document)] if document is not None else []


def _dump(rows: Iterable[Known]) -> Kept | None:
    documents = [row.dump() for row in rows]
    return (json.dumps(documents).encode(), None) if documents else None


def _names(known: Known) -> tuple[str, str]:
    return _name(known.origin), _name_of_record(known)


def _name(origin: Origin) -> str:
    return _filed_under("origin", origin.system, origin.kind, origin.key)


def _name_of_record(known: Known) -> str:
    return _filed_under("record", known.spot, _text(list(known.key)))


def _filed_under(*parts: str) -> str:
    """One of 256 documents for each way of filing: too few letters of a checksum to guess a key by."""
    return f"{parts[0]}-{hashlib.sha256(_text(parts).encode()).hexdigest()[:2]}"


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True)
