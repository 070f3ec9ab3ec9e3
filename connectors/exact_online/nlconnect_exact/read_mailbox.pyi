# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class DefaultMailboxRow(Record, frozen=True):
    """GET /api/v1/{division}/read/mailbox/DefaultMailbox."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    for_division: int | None = ...
    """unreviewed, counts as level 4"""
    is_scan_service_mailbox: bool | None = ...
    mailbox: str | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    valid_from: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    valid_to: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class _DefaultMailbox(Collection[DefaultMailboxRow]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    description: Field[str]
    for_division: Field[int]
    is_scan_service_mailbox: Field[bool]
    mailbox: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    valid_from: Field[_dt.datetime]
    valid_to: Field[_dt.datetime]
DefaultMailbox: _DefaultMailbox

class PreferredMailboxRow(Record, frozen=True):
    """GET /api/v1/{division}/read/mailbox/PreferredMailbox."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    for_division: int | None = ...
    """unreviewed, counts as level 4"""
    is_scan_service_mailbox: bool | None = ...
    mailbox: str | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    valid_from: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    valid_to: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class _PreferredMailbox(Collection[PreferredMailboxRow]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    description: Field[str]
    for_division: Field[int]
    is_scan_service_mailbox: Field[bool]
    mailbox: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    valid_from: Field[_dt.datetime]
    valid_to: Field[_dt.datetime]
PreferredMailbox: _PreferredMailbox

class PreferredMailboxForOperationRow(Record, frozen=True):
    """GET /api/v1/{division}/read/mailbox/PreferredMailboxForOperation."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    for_division: int | None = ...
    """unreviewed, counts as level 4"""
    is_scan_service_mailbox: bool | None = ...
    mailbox: str | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    valid_from: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    valid_to: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""

class _PreferredMailboxForOperation(Collection[PreferredMailboxForOperationRow]):
    id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    description: Field[str]
    for_division: Field[int]
    is_scan_service_mailbox: Field[bool]
    mailbox: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    valid_from: Field[_dt.datetime]
    valid_to: Field[_dt.datetime]
    def of(self, *, operation: int) -> Query[PreferredMailboxForOperationRow]: ...  # type: ignore[override]
PreferredMailboxForOperation: _PreferredMailboxForOperation
