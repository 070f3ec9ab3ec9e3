# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class EmploymentContractFlexPhasesOnFocusDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/payroll/EmploymentContractFlexPhasesOnFocusDate."""
    code: int | None = ...
    """user.workplace.employment, level 3, proposed"""
    description: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    end_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    start_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""

class _EmploymentContractFlexPhasesOnFocusDate(Collection[EmploymentContractFlexPhasesOnFocusDateRow]):
    code: Field[int]
    description: Field[str]
    end_date: Field[_dt.datetime]
    id: Field[int]
    start_date: Field[_dt.datetime]
EmploymentContractFlexPhasesOnFocusDate: _EmploymentContractFlexPhasesOnFocusDate

class EmploymentEndReasonsOnFocusDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/payroll/EmploymentEndReasonsOnFocusDate."""
    code: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    description: str | None = ...
    """user.workplace.employment, level 3, proposed"""
    end_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    start_date: _dt.datetime | None = ...
    """user.workplace.employment, level 3, proposed"""

class _EmploymentEndReasonsOnFocusDate(Collection[EmploymentEndReasonsOnFocusDateRow]):
    code: Field[str]
    description: Field[str]
    end_date: Field[_dt.datetime]
    id: Field[int]
    start_date: Field[_dt.datetime]
EmploymentEndReasonsOnFocusDate: _EmploymentEndReasonsOnFocusDate
