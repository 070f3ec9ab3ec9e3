# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class AllocationRuleRow(Record, frozen=True):
    """DELETE GET POST PUT /api/v1/beta/{division}/cashflow/AllocationRule, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    account: str | None = ...
    """unreviewed, counts as level 4"""
    account_bank_account: str | None = ...
    """user.financial.bank_account, level 4, proposed"""
    costcenter: str | None = ...
    """unreviewed, counts as level 4"""
    costunit: str | None = ...
    """unreviewed, counts as level 4"""
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    division: int | None = ...
    gl_account: str | None = ...
    """unreviewed, counts as level 4"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    vat_code: str | None = ...
    words: str | None = ...
    """unreviewed, counts as level 4"""

class _AllocationRule(Collection[AllocationRuleRow]):
    id: Field[str]
    account: Field[str]
    account_bank_account: Field[str]
    costcenter: Field[str]
    costunit: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    division: Field[int]
    gl_account: Field[str]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    vat_code: Field[str]
    words: Field[str]
AllocationRule: _AllocationRule
