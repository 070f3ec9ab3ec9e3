"""Following Exact by `Modified`, where it has no feed: what changed since the last run began, and no deletions.

Exact: use `ge` and tell doubles apart, since many rows share one moment (fact sheet section 9).
"""

from __future__ import annotations

from nlconnect.connector import EntitySpec
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking
from nlconnect.connector.watermark import Watermark
from nlconnect.model.sync import Position
from nlconnect_exact.dates import AMSTERDAM

MODIFIED = "Modified"


def tracking_of(entity: EntitySpec) -> Tracking:
    """What following this resource gives."""
    notes = ["Exact has no feed of this resource: what was modified since the last run is read, and deletions are not"]
    if "sync_lines" in entity.routes:
        notes.append(
            "its only feed has a row for each line; whether a change of a line touches the header's Modified is not on "
            "record"
        )
    places = ("division",) if "{division}" in entity.path else ()
    return Tracking("watermark", entity.key, deletions=False, notes=tuple(notes), places=places)


def begin(asking: Asking, position: Position | None) -> Start:
    """Where it was cut off, or what was modified since the run before. Raises QueryError for an order or a limit."""
    return _watermark(asking.query.entity).begin(asking, position)


def read(leg: Leg, page: DeltaPage) -> Found:
    """Rows that were not read before as they are now."""
    return _watermark(leg.asking.query.entity).read(leg, page)


def _watermark(entity: EntitySpec) -> Watermark:
    return Watermark(entity.by_wire[MODIFIED], tracking_of(entity), wall_clock=AMSTERDAM)
