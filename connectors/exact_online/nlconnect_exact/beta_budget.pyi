# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class BudgetScenario(Record, frozen=True):
    """GET /api/v1/beta/{division}/budget/BudgetScenarios, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    code: str | None = ...
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    division: int | None = ...
    from_year: int | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    modifier_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    to_year: int | None = ...

class _BudgetScenarios(Collection[BudgetScenario]):
    id: Field[str]
    code: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    division: Field[int]
    from_year: Field[int]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    modifier_full_name: Field[str]
    to_year: Field[int]
BudgetScenarios: _BudgetScenarios
