# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class SyncTimestampRow(Record, frozen=True):
    """Startpunt van de synchronisatie. GET /api/v1/{division}/read/sync/Sync/SyncTimestamp."""
    modified: _dt.datetime = ...
    api: str | None = ...
    time_stamp_as_big_int: int | None = ...

class _SyncTimestamp(Collection[SyncTimestampRow]):
    modified: Field[_dt.datetime]
    api: Field[str]
    time_stamp_as_big_int: Field[int]
    def of(self, *, modified: _dt.date | str, end_point: str) -> Query[SyncTimestampRow]: ...  # type: ignore[override]
SyncTimestamp: _SyncTimestamp
