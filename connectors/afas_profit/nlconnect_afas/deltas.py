"""How AFAS is followed: by the moment of change that a view tells, and never its deletions (fact sheet section 3.6)."""

from __future__ import annotations

from nlconnect.connector import EntitySpec
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking
from nlconnect.connector.watermark import Watermark
from nlconnect.errors import NlconnectError, QueryError
from nlconnect.model.sync import Position
from nlconnect_afas.dates import AMSTERDAM

COLUMNS = ("ModifiedDate", "DateModified", "Modified", "Gewijzigd_op")
"""What the moment of change is called in AFAS's own views, where the overlay names none."""
NOTES = (
    "rows of this view that were changed since the last run are read; a change in a table joined to it is none",
    "AFAS deletes without a trace: only a full pass shows what is gone",
)


class AfasDeltas:
    """Views with a moment of change and a key."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        """Raises QueryError for what tells no moment of change, or has no key."""
        return _watermark(entity).tracking

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """Raises QueryError for an order or a limit."""
        return _watermark(asking.query.entity).begin(asking, position)

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """What a page says."""
        return _watermark(leg.asking.query.entity).read(leg, page)

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        """AFAS keeps no position of ours that could be lost."""
        return None


def _watermark(entity: EntitySpec) -> Watermark:
    named = (entity.watermark,) if entity.watermark else COLUMNS
    wire = next((wire for wire in named if wire in entity.by_wire and entity.by_wire[wire].type == "datetime"), None)
    if entity.kind != "view" or wire is None:
        raise QueryError(
            "AFAS does not tell here when a row was changed",
            entity=entity.name,
            hint="Read it whole, or have the administrator add the column 'Gewijzigd op' to the view.",
        )
    if not entity.key:
        raise QueryError(
            "this view has no key that is known, so changes cannot be told from new rows",
            entity=entity.name,
            hint='Read it whole, or say what is unique: key = ["..."] in the overlay of your catalogue.',
        )
    tracking = Tracking("watermark", entity.key, deletions=False, notes=NOTES)
    return Watermark(entity.by_wire[wire], tracking, wall_clock=AMSTERDAM)
