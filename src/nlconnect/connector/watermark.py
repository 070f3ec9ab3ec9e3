"""Following a system by the moment of a record's last change: what changed since the last run began, less an overlap.

Many records share one moment, so those near the end of a run come again in the next, and doubles are told apart. Pages
are in the order of the key, so the next run begins where this one began, and not at the latest moment that was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

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
from nlconnect.model.catalogue import FieldSpec
from nlconnect.model.query import Comparison
from nlconnect.model.record import Record
from nlconnect.model.sync import Position


@dataclass(frozen=True, slots=True)
class Watermark:
    """How one entity is followed: by which field, and how far back each run looks.

    `wall_clock` is the zone of a system that keeps times without one: in autumn an hour comes twice there, and what
    changes in the second looks older than what changed in the first. Such a run looks back an hour more.
    """

    field: FieldSpec
    tracking: Tracking
    overlap: timedelta = timedelta(minutes=10)
    """For clocks that differ, and for transactions that take their time."""
    wall_clock: ZoneInfo | None = None

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """Where it was cut off, or what was changed since the run before. Raises QueryError for an order or a limit."""
        query = asking.query
        if query.ordering or query.maximum is not None or query.expanded:
            raise QueryError(
                "a sync takes conditions and a selection, no order, limit or expand",
                entity=query.entity.name,
                hint="Leave them out: every change is wanted, and its order is the system's.",
            )
        known: dict[str, Any] = dict(position or {})
        if "begun" not in known:
            known["begun"] = datetime.fromtimestamp(asking.now, UTC).isoformat()
        if known.get("since"):
            since = self._bound(datetime.fromisoformat(known["since"]), datetime.fromisoformat(known["begun"]))
            query = query.where(Comparison(self.field, "ge", since))
        if query.selected is not None:
            query = query.select(self.field.name)
        leg = Leg("modified", asking, asking.plan(query), known)
        return Start(leg.at(known["link"], known) if known.get("link") else leg)

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """Rows that were not read before as they are now."""
        begun = datetime.fromisoformat(leg.position["begun"])
        near: dict[str, str] = dict(leg.position.get("near", {}))
        digests = {str(wire_key(self.tracking, record)): digest(record) for record in page.records}
        fresh = [
            record for record in page.records if near.get(key := str(wire_key(self.tracking, record))) != digests[key]
        ]
        near.update((key, digests[key]) for key in self._late(page.records, begun - self.overlap))
        position = positioned(leg.position, near=remembered(near), link=page.following)
        changed = latest(fresh, self.tracking)
        if page.following is not None:
            return Found(position, changed=changed, leg=leg.at(page.following, position))
        ended = {"since": (begun - self.overlap).isoformat(), "near": position["near"]}
        if leg.asking.now - begun.timestamp() > 1.0:
            # This run went on with one that was cut off, and what changed since that began may lie on earlier pages.
            return Found(ended, changed=changed, leg=self.begin(leg.asking, ended).leg)
        return Found(ended, changed=changed)

    def _bound(self, since: datetime, begun: datetime) -> datetime:
        """From where on to ask: never later by the wall clock than anything that changed between the two."""
        if self.wall_clock is None:
            return since
        there, now_there = since.astimezone(self.wall_clock), begun.astimezone(self.wall_clock)
        back = (there.utcoffset() or timedelta()) - (now_there.utcoffset() or timedelta())
        return there.replace(tzinfo=None) - max(back, timedelta())

    def _late(self, records: Sequence[Record], since: datetime) -> list[str]:
        """Keys of the records that the next run will be given again."""
        found = []
        for record in records:
            modified = getattr(record, self.field.name)
            if not isinstance(modified, datetime) or modified >= since - timedelta(hours=1 if self.wall_clock else 0):
                found.append(str(wire_key(self.tracking, record)))
        return found
