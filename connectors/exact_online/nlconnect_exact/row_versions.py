"""Following Exact by row version: a feed of new and changed rows, and a log of what was deleted.

Exact: a row version is unique and rises inside one company, says nothing of time, and begins again when the company
moves to another database. The log of deletions goes back two months (fact sheet section 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from nlconnect.connector import EntitySpec, FieldSpec, Query, ReadPlan, Record
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking, latest, positioned
from nlconnect.errors import QueryError
from nlconnect.model.query import Comparison
from nlconnect.model.sync import Key, Position

ROW_VERSION = "Timestamp"
PLACES = ("division",)
FIRST = 1
"""Exact: a first run asks for `Timestamp gt 1`."""
OVERLAP = 500
"""Versions below the highest that are asked for again, half a page: a slow transaction may appear below a version
that was read already. How far is not on record, so this is a guess."""
DELETIONS_KEPT = timedelta(days=60)
"""Exact keeps deletions for two months; the day on which they end is not on record, so this stays below."""
MOVED = "the company moved to another database at Exact, where all row versions began again"
OUTDATED = "the last run was two months ago, and Exact remembers deletions no longer"


@dataclass(frozen=True, slots=True)
class Versions:
    """The highest version that was read, and which of those shortly below it were."""

    high: int = FIRST
    near: frozenset[int] = frozenset()

    @classmethod
    def load(cls, kept: Position | None) -> Self:
        """Back from a position."""
        if not kept:
            return cls()
        high = int(kept["high"])
        return cls(high, frozenset(high - int(below) for below in kept["near"]))

    def dump(self) -> dict[str, object]:
        """For a position: small numbers, since they are kept with every page."""
        return {"high": self.high, "near": sorted(self.high - version for version in self.near)}

    @property
    def bound(self) -> int:
        """Behind which version a run begins to ask."""
        return max(FIRST, self.high - OVERLAP)

    def with_(self, versions: Sequence[int]) -> Self:
        """These were read, too."""
        high = max((self.high, *versions))
        return replace(self, high=high, near=frozenset(v for v in (*self.near, *versions) if v > high - OVERLAP))


def identity_of(entity: EntitySpec) -> tuple[str, ...]:
    """What tells one row of the feed from another: never the row version, which is the feed's own key."""
    if entity.kind == "sync":
        return ("ID",)
    return entity.routes["sync"].identity or entity.key


def tracking_of(entity: EntitySpec) -> Tracking:
    """What following this feed gives."""
    notes = ["Exact's feed of this resource: 1000 rows a call, and one call for the company's database"]
    missing = tuple(sorted(entity.by_wire[wire].name for wire in _missing(entity) if entity.by_wire[wire].is_value))
    if missing:
        notes.append(f"the feed does not have {', '.join(missing)}")
    if entity.deletions is None:
        notes.append("Exact's log of deletions does not name this resource")
    return Tracking("row_version", identity_of(entity), entity.deletions is not None, tuple(notes), missing, PLACES)


def begin(asking: Asking, position: Position | None) -> Start:
    """Look first whether the company is still where it was. Raises QueryError for more than a selection."""
    _refuse_narrowing(asking.query)
    _selected(asking.query)
    told = (position or {}).get("told") if asking.query.entity.deletions is not None else None
    if told is not None and asking.now - float(told) > DELETIONS_KEPT.total_seconds():
        return Start(_company(asking, {}), reset=OUTDATED)
    return Start(_company(asking, position or {}))


def read(leg: Leg, page: DeltaPage) -> Found:
    """What a page says, and what comes next: the company, the feed, then the deletions."""
    match leg.name:
        case "company":
            return _company_read(leg, page)
        case "feed":
            return _feed_read(leg, page)
    return _deletions_read(leg, page)


def _company(asking: Asking, position: Position) -> Leg:
    """Exact: `DivisionMoveDate` changes when the company moves (fact sheet section 3)."""
    entity = _system(asking.query.entity, "system.Divisions")
    code, moved = entity.by_wire["Code"], entity.by_wire["DivisionMoveDate"]
    if "division" not in asking.scope:  # refused with what to do, by the dialect
        asking.plan(asking.query.select())
    query = Query(entity, Record, (Comparison(code, "eq", asking.scope["division"]),)).select(code.name, moved.name)
    plan = asking.plan(query)
    return Leg("company", asking, plan, position)


def _company_read(leg: Leg, page: DeltaPage) -> Found:
    moved = _moved(page.records)
    position, reset = leg.position, None
    if "moved" in position and position["moved"] != moved:
        position, reset = {}, MOVED
    position = positioned(position, moved=moved)
    return Found(position, leg=_feed(leg.asking, position), reset=reset)


def _moved(records: Sequence[Record]) -> str | None:
    """The date as text; None where the company never moved, or where the list does not name it."""
    found = getattr(records[0], "division_move_date", None) if records else None
    return found.isoformat() if isinstance(found, datetime) else None


def _feed(asking: Asking, position: Position) -> Leg:
    entity = feed_of(asking.query.entity)
    bound = Versions.load(position.get("feed")).bound
    query = Query(
        entity,
        asking.query.record,
        (Comparison(entity.by_wire[ROW_VERSION], "gt", bound),),
        _selected(asking.query),
    )
    plan = asking.plan(query)
    return Leg("feed", asking, _own_fields(plan, asking.query.entity), position)


def _feed_read(leg: Leg, page: DeltaPage) -> Found:
    """A row that changes while the feed is read comes again further on, and is taken again: it is newer."""
    seen = Versions.load(leg.position.get("feed"))
    versions = [_version(record) for record in page.records]
    fresh = [record for record, version in zip(page.records, versions, strict=True) if version not in seen.near]
    tracking = tracking_of(leg.asking.query.entity)
    position = positioned(leg.position, feed=seen.with_(versions).dump())
    if page.following is not None:
        following: Leg | None = leg.at(page.following, position)
    elif tracking.deletions:
        following = _deletions(leg.asking, position)
    else:
        following, position = None, positioned(position, told=leg.asking.now)
    return Found(position, changed=latest(fresh, tracking), leg=following)


def _deletions(asking: Asking, position: Position) -> Leg:
    """After the changes: a row that was changed and deleted meanwhile then ends as deleted."""
    entity = _system(asking.query.entity, "sync.Deleted")
    version, kind, key = (entity.by_wire[wire] for wire in (ROW_VERSION, "EntityType", "EntityKey"))
    bound = Versions.load(position.get("gone")).bound
    query = Query(entity, Record, (Comparison(version, "gt", bound),)).select(version.name, kind.name, key.name)
    plan = asking.plan(query)
    return Leg("deletions", asking, plan, position)


def _deletions_read(leg: Leg, page: DeltaPage) -> Found:
    seen = Versions.load(leg.position.get("gone"))
    versions = [_version(record) for record in page.records]
    wanted = leg.asking.query.entity.deletions
    deleted: list[Key] = [
        str(getattr(record, "entity_key"))  # noqa: B009  # a record of the feed of deletions
        for record, version in zip(page.records, versions, strict=True)
        if version not in seen.near and getattr(record, "entity_type") == wanted  # noqa: B009
    ]
    position = positioned(leg.position, gone=seen.with_(versions).dump())
    if page.following is not None:
        return Found(position, deleted=deleted, leg=leg.at(page.following, position))
    return Found(positioned(position, told=leg.asking.now), deleted=deleted)


def feed_of(entity: EntitySpec) -> EntitySpec:
    """The feed as an entity of its own: the same records at another address, with a row version."""
    if entity.kind == "sync":
        return entity
    route = entity.routes["sync"]
    kept = tuple(spec for spec in entity.fields if spec.wire not in route.missing)
    version = tuple(spec for spec in route.extra if spec.wire == ROW_VERSION)
    return replace(
        entity,
        path=route.path,
        key=route.identity or entity.key,
        kind="sync",
        fields=(*version, *kept),
        page_size=route.page_size,
        demands=route.demands,
        routes={},
    )


def _selected(query: Query[Record]) -> tuple[str, ...]:
    """The fields to ask the feed for, with the row version and what tells rows apart."""
    entity, missing = query.entity, _missing(query.entity)
    if query.selected is None:
        wanted = [spec for spec in entity.values if not spec.obsolete and spec.wire not in missing]
    else:
        wanted = [entity.field(name) for name in query.selected]
        lacking = sorted(spec.name for spec in wanted if spec.wire in missing or not spec.is_value)
        if lacking:
            raise QueryError(
                f"Exact's feed does not have {', '.join(lacking)}",
                entity=entity.name,
                hint="Leave them out, and read them by key where you need them.",
            )
    keys = [entity.by_wire[wire] for wire in identity_of(entity)]
    version = _version_field(entity)
    return tuple(dict.fromkeys(spec.name for spec in (version, *keys, *wanted)))


def _version_field(entity: EntitySpec) -> FieldSpec:
    return feed_of(entity).by_wire[ROW_VERSION]


def _own_fields(plan: ReadPlan, entity: EntitySpec) -> ReadPlan:
    """The row version is asked for and yet no field of the record: it comes along as something unknown."""
    return replace(plan, fields=tuple(spec for spec in plan.fields if spec.wire in entity.by_wire), route="sync")


def _missing(entity: EntitySpec) -> frozenset[str]:
    return entity.routes["sync"].missing & entity.by_wire.keys() if entity.kind != "sync" else frozenset()


def _version(record: Record) -> int:
    """Exact: a number, or digits in quotes."""
    found = getattr(record, "timestamp", None) if ROW_VERSION in record.entity.by_wire else None
    return int(found if found is not None else (record.model_extra or {})[ROW_VERSION])


def _system(entity: EntitySpec, name: str) -> EntitySpec:
    assert entity.catalogue is not None
    return entity.catalogue.entity(name)


def _refuse_narrowing(query: Query[Record]) -> None:
    asked = [
        word
        for word, said in (
            ("condition", query.conditions),
            ("order", query.ordering),
            ("limit", query.maximum),
            ("expand", query.expanded),
        )
        if said
    ]
    if asked:
        raise QueryError(
            f"Exact's feed of changes takes no {' and no '.join(asked)}",
            entity=query.entity.name,
            hint="Select fields if you like, and filter what you hold.",
        )
