# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class AfterEntryRow(Record, frozen=True):
    """GET /api/v1/{division}/openingbalance/CurrentYear/AfterEntry, 60 rows a page."""
    division: int = ...
    gl_account: str = ...
    """unreviewed, counts as level 4"""
    reporting_year: int = ...
    """unreviewed, counts as level 4"""
    amount: Decimal | None = ...
    """unreviewed, counts as level 4"""
    balance_side: str | None = ...
    """unreviewed, counts as level 4"""
    gl_account_code: str | None = ...
    gl_account_description: str | None = ...

class _AfterEntry(Collection[AfterEntryRow]):
    division: Field[int]
    gl_account: Field[str]
    reporting_year: Field[int]
    amount: Field[Decimal]
    balance_side: Field[str]
    gl_account_code: Field[str]
    gl_account_description: Field[str]
AfterEntry: _AfterEntry

class ProcessedRow(Record, frozen=True):
    """GET /api/v1/{division}/openingbalance/CurrentYear/Processed, 60 rows a page."""
    division: int = ...
    gl_account: str = ...
    """unreviewed, counts as level 4"""
    reporting_year: int = ...
    """unreviewed, counts as level 4"""
    amount: Decimal | None = ...
    """unreviewed, counts as level 4"""
    balance_side: str | None = ...
    """unreviewed, counts as level 4"""
    gl_account_code: str | None = ...
    gl_account_description: str | None = ...

class _Processed(Collection[ProcessedRow]):
    division: Field[int]
    gl_account: Field[str]
    reporting_year: Field[int]
    amount: Field[Decimal]
    balance_side: Field[str]
    gl_account_code: Field[str]
    gl_account_description: Field[str]
Processed: _Processed
