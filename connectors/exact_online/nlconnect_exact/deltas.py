"""How Exact is followed: by row version where it has a feed, by `Modified` elsewhere."""

from __future__ import annotations

from nlconnect.connector import EntitySpec
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking
from nlconnect.errors import NlconnectError, QueryError
from nlconnect.model.sync import Position
from nlconnect_exact import modified, row_versions

_FLAT = {
    "salesinvoice.SalesInvoiceLines": "SalesInvoices",
    "purchaseorder.PurchaseOrderLines": "PurchaseOrders",
}
"""Lines whose only feed has their header in every row, so that nobody knows whose a field is that both have."""


class ExactDeltas:
    """See `nlconnect_exact.row_versions` and `nlconnect_exact.modified`."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        """Raises QueryError for functions, actions, and what has neither a feed nor a moment of change."""
        if "GET" in entity.methods and entity.kind != "function":
            if _has_feed(entity):
                return row_versions.tracking_of(entity)
            if modified.MODIFIED in entity.by_wire and entity.key:
                return modified.tracking_of(entity)
        header = _FLAT.get(entity.qualified_name)
        hint = "Read it whole, as often as you need it."
        if header is not None:
            hint = f"Sync {header}, and read the lines of what changed: {entity.name}.where(...) by the header's key."
        raise QueryError("Exact does not tell what changed here", entity=entity.name, hint=hint)

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """Raises QueryError for what a feed cannot be asked."""
        self.tracking(asking.query.entity)
        if _has_feed(asking.query.entity):
            return row_versions.begin(asking, position)
        return modified.begin(asking, position)

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """What a page says."""
        if _has_feed(leg.asking.query.entity):
            return row_versions.read(leg, page)
        return modified.read(leg, page)

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        """Exact refuses no position: it is for us to see that the company moved."""
        return None


def _has_feed(entity: EntitySpec) -> bool:
    return entity.kind == "sync" or "sync" in entity.routes
