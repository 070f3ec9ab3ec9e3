"""How a system tells what changed: positions become requests, answers become changes. Pure, as a dialect is.

A run is one or more legs, each a read of its own that is followed page by page: Exact's company, its feed and its log
of deletions; AFAS's view; Graph's delta. A position is enough to begin a run, also one that was cut off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from nlconnect.connector.dialect import Dialect
from nlconnect.errors import NlconnectError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.plan import ReadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record, wire_values
from nlconnect.model.scope import Scope
from nlconnect.model.sync import Key, Position

MOST_REMEMBERED = 5_000
"""Digests kept with a position, which is written with every page."""

DeltaKind = Literal["row_version", "watermark", "link"]


@dataclass(frozen=True, slots=True)
class Tracking:
    """How the changes of one entity are followed, in words for people too."""

    kind: DeltaKind
    key: tuple[str, ...]
    """The wire names of the fields that tell one record from another; never the row version."""
    deletions: bool
    """Whether the system tells what was deleted."""
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields that do not come along, by Python name."""
    places: tuple[str, ...] = ()
    """The parts of a scope that a record belongs to: a company, a mailbox."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a run is about: the question, who prints it, where it is asked, and when (seconds since 1970, UTC)."""

    query: Query[Record]
    dialect: Dialect
    base_url: str
    scope: Scope
    now: float

    def plan(self, query: Query[Record]) -> ReadPlan:
        """How the dialect reads a query in this place. Raises QueryError."""
        return self.dialect.list_request(query, base_url=self.base_url, scope=self.scope)


@dataclass(frozen=True, slots=True)
class Leg:
    """One read of a run, at one of its pages."""

    name: str
    asking: Asking
    plan: ReadPlan
    position: Position

    def at(self, link: str, position: Position) -> Leg:
        """The same leg at another page."""
        request = self.asking.dialect.next_request(link, self.plan)
        return replace(self, plan=replace(self.plan, request=request), position=position)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a run begins. With `reset` nothing the consumer holds can be trusted: the run is a full pass."""

    leg: Leg
    reset: str | None = None


@dataclass(frozen=True, slots=True)
class DeltaPage:
    """One answer of a leg: its records, and its bytes for what stands beside them."""

    records: Sequence[Record] = field(repr=False)
    content: bytes = field(repr=False)
    following: str | None = field(repr=False)
    """The next page's address, as a plain read would find it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a page says, and where the run goes on; without `leg` it has ended and `position` is where the next begins.

    With `reset` the run starts over: what was found before in it no longer counts.
    """

    position: Position
    changed: Sequence[Record] = ()
    deleted: Sequence[Key] = ()
    leg: Leg | None = None
    reset: str | None = None


class Deltas(Protocol):
    """What a system knows of its own changes. Every method is pure."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        """How this entity is followed. Raises QueryError, with what to do instead, where it cannot be."""
        ...

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """The first page of a run, or of a full pass where there is no position. Raises QueryError."""
        ...

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """What a page of a leg says, and what comes after it."""
        ...

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        """Why the position is dead, where this failure means that; None for any other failure."""
        ...


def wire_key(tracking: Tracking, record: Record) -> Key:
    """The key of a record, a tuple where it has several parts."""
    names = [record.entity.by_wire[wire].name for wire in tracking.key]
    values = tuple(getattr(record, name) for name in names)
    return values[0] if len(values) == 1 else values


def latest(records: Sequence[Record], tracking: Tracking) -> list[Record]:
    """Each key once, with what came last: a page may hold a record twice while it changes."""
    found: dict[Key, Record] = {}
    for record in records:
        key = wire_key(tracking, record)
        found.pop(key, None)
        found[key] = record
    return list(found.values())


def digest(record: Record) -> str:
    """What tells two states of a record apart; nothing of its values can be read from it."""
    content = json.dumps(wire_values(record), default=str, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def remembered(digests: Mapping[str, str]) -> dict[str, str]:
    """The last of them: what is forgotten is given to the consumer once more, which does no harm."""
    return dict(list(digests.items())[-MOST_REMEMBERED:])


def positioned(position: Position | None, **parts: object) -> Position:
    """The position with these parts replaced."""
    known: Mapping[str, object] = position or {}
    return {**known, **parts}
