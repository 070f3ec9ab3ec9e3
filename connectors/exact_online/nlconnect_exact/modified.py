"""Following Exact by `Modified`, where it has no feed: what changed since the last run began, and no deletions.

Exact: use `ge` and tell doubles apart, since many rows share one moment (fact sheet section 9). The order of pages is
the key's, so the next run begins where this one began, less an overlap, and not at the latest moment that was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from nlconnect.connector import EntitySpec, Record
from nlconnect.connector.deltas import (
    Asking,
    DeltaPage,
    Found,
    Leg,
    Start,
    Tracking,
    digest,
    latest,
    positioned,
    remembered,
    wire_key,
)
from nlconnect.errors import QueryError
from nlconnect.model.query import Comparison
from nlconnect.model.sync import Position

MODIFIED = "Modified"
OVERLAP = timedelta(minutes=10)
"""For clocks that differ, and for transactions that take their time."""


def tracking_of(entity: EntitySpec) -> Tracking:
    """What following this resource gives."""
    notes = ["Exact has no feed of this resource: what was modified since the last run is read, and deletions are not"]
    return Tracking("watermark", entity.key, deletions=False, notes=tuple(notes))


def begin(asking: Asking, position: Position | None) -> Start:
    """Where it was cut off, or what was modified since the run before. Raises QueryError for an order or a limit."""
    query = asking.query
    if query.ordering or query.maximum is not None or query.expanded:
        raise QueryError("a sync takes conditions and a selection, no order, limit or expand", entity=query.entity.name)
    known: dict[str, Any] = dict(position or {})
    modified = query.entity.by_wire[MODIFIED]
    if "begun" not in known:
        known["begun"] = datetime.fromtimestamp(asking.now, UTC).isoformat()
    if known.get("since"):
        since = datetime.fromisoformat(known["since"])
        query = query.where(Comparison(modified, "ge", since))
    if query.selected is not None:
        query = query.select(modified.name)
    plan = asking.plan(query)
    leg = Leg("modified", asking, plan, known)
    return Start(leg.at(known["link"], known) if known.get("link") else leg)


def read(leg: Leg, page: DeltaPage) -> Found:
    """Rows that were not read before as they are now."""
    tracking = tracking_of(leg.asking.query.entity)
    begun = datetime.fromisoformat(leg.position["begun"])
    near: dict[str, str] = dict(leg.position.get("near", {}))
    digests = {str(wire_key(tracking, record)): digest(record) for record in page.records}
    fresh = [record for record in page.records if near.get(key := str(wire_key(tracking, record))) != digests[key]]
    near.update((key, digests[key]) for key in _late(page.records, tracking, begun - OVERLAP))
    position = positioned(leg.position, near=remembered(near), link=page.following)
    if page.following is not None:
        following = leg.at(page.following, position)
        return Found(position, changed=latest(fresh, tracking), leg=following)
    ended = {"since": (begun - OVERLAP).isoformat(), "near": position["near"]}
    return Found(ended, changed=latest(fresh, tracking))


def _late(records: Sequence[Record], tracking: Tracking, since: datetime) -> list[str]:
    """Keys of the records that the next run will be given again."""
    found = []
    for record in records:
        modified = getattr(record, record.entity.by_wire[MODIFIED].name)
        if not isinstance(modified, datetime) or modified >= since:
            found.append(str(wire_key(tracking, record)))
    return found
