# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class EmploymentContractFlexPhasesOnFocusDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/payroll/EmploymentContractFlexPhasesOnFocusDate."""
    code: int | None = ...
    description: str | None = ...
    end_date: _dt.datetime | None = ...
    id: int = ...
    start_date: _dt.datetime | None = ...

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
    description: str | None = ...
    end_date: _dt.datetime | None = ...
    id: int = ...
    start_date: _dt.datetime | None = ...

class _EmploymentEndReasonsOnFocusDate(Collection[EmploymentEndReasonsOnFocusDateRow]):
    code: Field[str]
    description: Field[str]
    end_date: Field[_dt.datetime]
    id: Field[int]
    start_date: Field[_dt.datetime]
EmploymentEndReasonsOnFocusDate: _EmploymentEndReasonsOnFocusDate
