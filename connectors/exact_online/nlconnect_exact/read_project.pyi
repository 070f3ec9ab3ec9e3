# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from decimal import Decimal
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record

class CostEntryExpensesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryExpensesByProject."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...

class _CostEntryExpensesByProject(Collection[CostEntryExpensesByProjectRow]):
    id: Field[str]
    description: Field[str]
    parent_description: Field[str]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    def of(self, *, project_id: str) -> Query[CostEntryExpensesByProjectRow]: ...  # type: ignore[override]
CostEntryExpensesByProject: _CostEntryExpensesByProject

class CostEntryRecentAccount(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentAccounts."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    date_last_used: _dt.datetime | None = ...

class _CostEntryRecentAccounts(Collection[CostEntryRecentAccount]):
    account_id: Field[str]
    account_name: Field[str]
    date_last_used: Field[_dt.datetime]
CostEntryRecentAccounts: _CostEntryRecentAccounts

class CostEntryRecentAccountsByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentAccountsByProject."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    date_last_used: _dt.datetime | None = ...

class _CostEntryRecentAccountsByProject(Collection[CostEntryRecentAccountsByProjectRow]):
    account_id: Field[str]
    account_name: Field[str]
    date_last_used: Field[_dt.datetime]
    def of(self, *, project_id: str) -> Query[CostEntryRecentAccountsByProjectRow]: ...  # type: ignore[override]
CostEntryRecentAccountsByProject: _CostEntryRecentAccountsByProject

class CostEntryRecentCostType(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentCostTypes."""
    item_id: str = ...
    date_last_used: _dt.datetime | None = ...
    item_description: str | None = ...
    is_valid: bool | None = ...
    item_code: str | None = ...

class _CostEntryRecentCostTypes(Collection[CostEntryRecentCostType]):
    item_id: Field[str]
    date_last_used: Field[_dt.datetime]
    item_description: Field[str]
    is_valid: Field[bool]
    item_code: Field[str]
CostEntryRecentCostTypes: _CostEntryRecentCostTypes

class CostEntryRecentCostTypesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentCostTypesByProject."""
    item_id: str = ...
    date_last_used: _dt.datetime | None = ...
    item_description: str | None = ...
    is_valid: bool | None = ...
    item_code: str | None = ...

class _CostEntryRecentCostTypesByProject(Collection[CostEntryRecentCostTypesByProjectRow]):
    item_id: Field[str]
    date_last_used: Field[_dt.datetime]
    item_description: Field[str]
    is_valid: Field[bool]
    item_code: Field[str]
    def of(self, *, project_id: str) -> Query[CostEntryRecentCostTypesByProjectRow]: ...  # type: ignore[override]
CostEntryRecentCostTypesByProject: _CostEntryRecentCostTypesByProject

class CostEntryRecentExpensesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentExpensesByProject."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    date_last_used: _dt.datetime | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...

class _CostEntryRecentExpensesByProject(Collection[CostEntryRecentExpensesByProjectRow]):
    id: Field[str]
    date_last_used: Field[_dt.datetime]
    description: Field[str]
    parent_description: Field[str]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    def of(self, *, project_id: str) -> Query[CostEntryRecentExpensesByProjectRow]: ...  # type: ignore[override]
CostEntryRecentExpensesByProject: _CostEntryRecentExpensesByProject

class CostEntryRecentProject(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostEntryRecentProjects."""
    project_id: str = ...
    date_last_used: _dt.datetime | None = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _CostEntryRecentProjects(Collection[CostEntryRecentProject]):
    project_id: Field[str]
    date_last_used: Field[_dt.datetime]
    project_code: Field[str]
    project_description: Field[str]
CostEntryRecentProjects: _CostEntryRecentProjects

class CostType(Record, frozen=True):
    """Kostensoorten. GET /api/v1/{division}/read/project/CostTypes."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _CostTypes(Collection[CostType]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
CostTypes: _CostTypes

class CostTypesByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostTypesByDate."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _CostTypesByDate(Collection[CostTypesByDateRow]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
    def of(self, *, check_date: _dt.date | str) -> Query[CostTypesByDateRow]: ...  # type: ignore[override]
CostTypesByDate: _CostTypesByDate

class CostTypesByProjectAndDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostTypesByProjectAndDate."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _CostTypesByProjectAndDate(Collection[CostTypesByProjectAndDateRow]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
    def of(self, *, project_id: str, check_date: _dt.date | str) -> Query[CostTypesByProjectAndDateRow]: ...  # type: ignore[override]
CostTypesByProjectAndDate: _CostTypesByProjectAndDate

class CostsByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostsByDate."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    amount_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    currency_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.financial.transaction, level 2, proposed"""
    entry_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    week_number: int | None = ...
    """user.financial.transaction, level 2, proposed"""

class _CostsByDate(Collection[CostsByDateRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    amount_approved: Field[Decimal]
    amount_draft: Field[Decimal]
    amount_rejected: Field[Decimal]
    amount_submitted: Field[Decimal]
    currency_code: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    expense: Field[str]
    expense_description: Field[str]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    quantity_approved: Field[Decimal]
    quantity_draft: Field[Decimal]
    quantity_rejected: Field[Decimal]
    quantity_submitted: Field[Decimal]
    week_number: Field[int]
    def of(self, *, check_date: _dt.date | str) -> Query[CostsByDateRow]: ...  # type: ignore[override]
CostsByDate: _CostsByDate

class CostsByIdRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/CostsById."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    amount_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    currency_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.financial.transaction, level 2, proposed"""
    entry_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    week_number: int | None = ...
    """user.financial.transaction, level 2, proposed"""

class _CostsById(Collection[CostsByIdRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    amount_approved: Field[Decimal]
    amount_draft: Field[Decimal]
    amount_rejected: Field[Decimal]
    amount_submitted: Field[Decimal]
    currency_code: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    expense: Field[str]
    expense_description: Field[str]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    quantity_approved: Field[Decimal]
    quantity_draft: Field[Decimal]
    quantity_rejected: Field[Decimal]
    quantity_submitted: Field[Decimal]
    week_number: Field[int]
    def of(self, *, entry_id: str) -> Query[CostsByIdRow]: ...  # type: ignore[override]
CostsById: _CostsById

class HourCostType(Record, frozen=True):
    """Uur- en kostensoorten. GET /api/v1/{division}/read/project/HourCostTypes."""
    item_id: str = ...
    item_code: str | None = ...
    item_description: str | None = ...

class _HourCostTypes(Collection[HourCostType]):
    item_id: Field[str]
    item_code: Field[str]
    item_description: Field[str]
HourCostTypes: _HourCostTypes

class HourEntryActivitiesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryActivitiesByProject."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...

class _HourEntryActivitiesByProject(Collection[HourEntryActivitiesByProjectRow]):
    id: Field[str]
    description: Field[str]
    parent_description: Field[str]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    def of(self, *, project_id: str) -> Query[HourEntryActivitiesByProjectRow]: ...  # type: ignore[override]
HourEntryActivitiesByProject: _HourEntryActivitiesByProject

class HourEntryRecentAccount(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentAccounts."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    date_last_used: _dt.datetime | None = ...

class _HourEntryRecentAccounts(Collection[HourEntryRecentAccount]):
    account_id: Field[str]
    account_name: Field[str]
    date_last_used: Field[_dt.datetime]
HourEntryRecentAccounts: _HourEntryRecentAccounts

class HourEntryRecentAccountsByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentAccountsByProject."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    date_last_used: _dt.datetime | None = ...

class _HourEntryRecentAccountsByProject(Collection[HourEntryRecentAccountsByProjectRow]):
    account_id: Field[str]
    account_name: Field[str]
    date_last_used: Field[_dt.datetime]
    def of(self, *, project_id: str) -> Query[HourEntryRecentAccountsByProjectRow]: ...  # type: ignore[override]
HourEntryRecentAccountsByProject: _HourEntryRecentAccountsByProject

class HourEntryRecentActivitiesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentActivitiesByProject."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    date_last_used: _dt.datetime | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...

class _HourEntryRecentActivitiesByProject(Collection[HourEntryRecentActivitiesByProjectRow]):
    id: Field[str]
    date_last_used: Field[_dt.datetime]
    description: Field[str]
    parent_description: Field[str]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    def of(self, *, project_id: str) -> Query[HourEntryRecentActivitiesByProjectRow]: ...  # type: ignore[override]
HourEntryRecentActivitiesByProject: _HourEntryRecentActivitiesByProject

class HourEntryRecentHourType(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentHourTypes."""
    item_id: str = ...
    date_last_used: _dt.datetime | None = ...
    item_description: str | None = ...
    is_valid: bool | None = ...
    item_code: str | None = ...

class _HourEntryRecentHourTypes(Collection[HourEntryRecentHourType]):
    item_id: Field[str]
    date_last_used: Field[_dt.datetime]
    item_description: Field[str]
    is_valid: Field[bool]
    item_code: Field[str]
HourEntryRecentHourTypes: _HourEntryRecentHourTypes

class HourEntryRecentHourTypesByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentHourTypesByProject."""
    item_id: str = ...
    date_last_used: _dt.datetime | None = ...
    item_description: str | None = ...
    is_valid: bool | None = ...
    item_code: str | None = ...

class _HourEntryRecentHourTypesByProject(Collection[HourEntryRecentHourTypesByProjectRow]):
    item_id: Field[str]
    date_last_used: Field[_dt.datetime]
    item_description: Field[str]
    is_valid: Field[bool]
    item_code: Field[str]
    def of(self, *, project_id: str) -> Query[HourEntryRecentHourTypesByProjectRow]: ...  # type: ignore[override]
HourEntryRecentHourTypesByProject: _HourEntryRecentHourTypesByProject

class HourEntryRecentProject(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourEntryRecentProjects."""
    project_id: str = ...
    date_last_used: _dt.datetime | None = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _HourEntryRecentProjects(Collection[HourEntryRecentProject]):
    project_id: Field[str]
    date_last_used: Field[_dt.datetime]
    project_code: Field[str]
    project_description: Field[str]
HourEntryRecentProjects: _HourEntryRecentProjects

class HourType(Record, frozen=True):
    """Uursoorten. GET /api/v1/{division}/read/project/HourTypes."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _HourTypes(Collection[HourType]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
HourTypes: _HourTypes

class HourTypesByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourTypesByDate."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _HourTypesByDate(Collection[HourTypesByDateRow]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
    def of(self, *, check_date: _dt.date | str) -> Query[HourTypesByDateRow]: ...  # type: ignore[override]
HourTypesByDate: _HourTypesByDate

class HourTypesByProjectAndDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HourTypesByProjectAndDate."""
    item_id: str = ...
    item_description: str | None = ...
    item_code: str | None = ...

class _HourTypesByProjectAndDate(Collection[HourTypesByProjectAndDateRow]):
    item_id: Field[str]
    item_description: Field[str]
    item_code: Field[str]
    def of(self, *, project_id: str, check_date: _dt.date | str) -> Query[HourTypesByProjectAndDateRow]: ...  # type: ignore[override]
HourTypesByProjectAndDate: _HourTypesByProjectAndDate

class HoursByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HoursByDate."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    activity: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    activity_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.workplace.hours, level 2, proposed"""
    entry_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    week_number: int | None = ...
    """user.workplace.hours, level 2, proposed"""

class _HoursByDate(Collection[HoursByDateRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    activity: Field[str]
    activity_description: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    hours_approved: Field[Decimal]
    hours_approved_billable: Field[Decimal]
    hours_draft: Field[Decimal]
    hours_draft_billable: Field[Decimal]
    hours_rejected: Field[Decimal]
    hours_rejected_billable: Field[Decimal]
    hours_submitted: Field[Decimal]
    hours_submitted_billable: Field[Decimal]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    week_number: Field[int]
    def of(self, *, check_date: _dt.date | str) -> Query[HoursByDateRow]: ...  # type: ignore[override]
HoursByDate: _HoursByDate

class HoursByIdRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/HoursById."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    activity: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    activity_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.workplace.hours, level 2, proposed"""
    entry_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    week_number: int | None = ...
    """user.workplace.hours, level 2, proposed"""

class _HoursById(Collection[HoursByIdRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    activity: Field[str]
    activity_description: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    hours_approved: Field[Decimal]
    hours_approved_billable: Field[Decimal]
    hours_draft: Field[Decimal]
    hours_draft_billable: Field[Decimal]
    hours_rejected: Field[Decimal]
    hours_rejected_billable: Field[Decimal]
    hours_submitted: Field[Decimal]
    hours_submitted_billable: Field[Decimal]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    week_number: Field[int]
    def of(self, *, entry_id: str) -> Query[HoursByIdRow]: ...  # type: ignore[override]
HoursById: _HoursById

class ProjectWBSByProjectRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/ProjectWBSByProject."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    additional_invoicing: int | None = ...
    baseline_date: _dt.datetime | None = ...
    block_entry: bool | None = ...
    block_rebilling: bool | None = ...
    budget_overrun_hours: int | None = ...
    completed: int | None = ...
    cost: Decimal | None = ...
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    default_item: str | None = ...
    default_item_is_mandatory: int | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    division: int | None = ...
    end_date: _dt.datetime | None = ...
    hours: Decimal | None = ...
    is_baseline: int | None = ...
    milestone: int | None = ...
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    parent: str | None = ...
    project: str | None = ...
    project_term: str | None = ...
    purchase_markup_percentage: Decimal | None = ...
    revenue: Decimal | None = ...
    start_date: _dt.datetime | None = ...
    time_quantity_to_alert: Decimal | None = ...
    type: int | None = ...
    custom_field: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    invoice_method: int | None = ...
    purchase_price: Decimal | None = ...
    quantity: Decimal | None = ...
    supplier: str | None = ...
    """user.unique_id, level 1, proposed"""

class _ProjectWBSByProject(Collection[ProjectWBSByProjectRow]):
    id: Field[str]
    additional_invoicing: Field[int]
    baseline_date: Field[_dt.datetime]
    block_entry: Field[bool]
    block_rebilling: Field[bool]
    budget_overrun_hours: Field[int]
    completed: Field[int]
    cost: Field[Decimal]
    created: Field[_dt.datetime]
    creator: Field[str]
    default_item: Field[str]
    default_item_is_mandatory: Field[int]
    description: Field[str]
    division: Field[int]
    end_date: Field[_dt.datetime]
    hours: Field[Decimal]
    is_baseline: Field[int]
    milestone: Field[int]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    notes: Field[str]
    parent: Field[str]
    project: Field[str]
    project_term: Field[str]
    purchase_markup_percentage: Field[Decimal]
    revenue: Field[Decimal]
    start_date: Field[_dt.datetime]
    time_quantity_to_alert: Field[Decimal]
    type: Field[int]
    custom_field: Field[str]
    invoice_method: Field[int]
    purchase_price: Field[Decimal]
    quantity: Field[Decimal]
    supplier: Field[str]
    def of(self, *, project_id: str) -> Query[ProjectWBSByProjectRow]: ...  # type: ignore[override]
ProjectWBSByProject: _ProjectWBSByProject

class ProjectWBSByProjectAndWBSRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/ProjectWBSByProjectAndWBS."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    additional_invoicing: int | None = ...
    baseline_date: _dt.datetime | None = ...
    block_entry: bool | None = ...
    block_rebilling: bool | None = ...
    budget_overrun_hours: int | None = ...
    completed: int | None = ...
    cost: Decimal | None = ...
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    default_item: str | None = ...
    default_item_is_mandatory: int | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    division: int | None = ...
    end_date: _dt.datetime | None = ...
    hours: Decimal | None = ...
    is_baseline: int | None = ...
    milestone: int | None = ...
    modified: _dt.datetime | None = ...
    modifier: str | None = ...
    """user.unique_id, level 1, reviewed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    parent: str | None = ...
    project: str | None = ...
    project_term: str | None = ...
    purchase_markup_percentage: Decimal | None = ...
    revenue: Decimal | None = ...
    start_date: _dt.datetime | None = ...
    time_quantity_to_alert: Decimal | None = ...
    type: int | None = ...
    custom_field: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    invoice_method: int | None = ...
    purchase_price: Decimal | None = ...
    quantity: Decimal | None = ...
    supplier: str | None = ...
    """user.unique_id, level 1, proposed"""

class _ProjectWBSByProjectAndWBS(Collection[ProjectWBSByProjectAndWBSRow]):
    id: Field[str]
    additional_invoicing: Field[int]
    baseline_date: Field[_dt.datetime]
    block_entry: Field[bool]
    block_rebilling: Field[bool]
    budget_overrun_hours: Field[int]
    completed: Field[int]
    cost: Field[Decimal]
    created: Field[_dt.datetime]
    creator: Field[str]
    default_item: Field[str]
    default_item_is_mandatory: Field[int]
    description: Field[str]
    division: Field[int]
    end_date: Field[_dt.datetime]
    hours: Field[Decimal]
    is_baseline: Field[int]
    milestone: Field[int]
    modified: Field[_dt.datetime]
    modifier: Field[str]
    notes: Field[str]
    parent: Field[str]
    project: Field[str]
    project_term: Field[str]
    purchase_markup_percentage: Field[Decimal]
    revenue: Field[Decimal]
    start_date: Field[_dt.datetime]
    time_quantity_to_alert: Field[Decimal]
    type: Field[int]
    custom_field: Field[str]
    invoice_method: Field[int]
    purchase_price: Field[Decimal]
    quantity: Field[Decimal]
    supplier: Field[str]
    def of(self, *, project_id: str, project_wbs_id: str, wbs_type: int) -> Query[ProjectWBSByProjectAndWBSRow]: ...  # type: ignore[override]
ProjectWBSByProjectAndWBS: _ProjectWBSByProjectAndWBS

class RecentCost(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentCosts."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    amount_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    currency_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.financial.transaction, level 2, proposed"""
    entry_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    week_number: int | None = ...
    """user.financial.transaction, level 2, proposed"""

class _RecentCosts(Collection[RecentCost]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    amount_approved: Field[Decimal]
    amount_draft: Field[Decimal]
    amount_rejected: Field[Decimal]
    amount_submitted: Field[Decimal]
    currency_code: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    expense: Field[str]
    expense_description: Field[str]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    quantity_approved: Field[Decimal]
    quantity_draft: Field[Decimal]
    quantity_rejected: Field[Decimal]
    quantity_submitted: Field[Decimal]
    week_number: Field[int]
RecentCosts: _RecentCosts

class RecentCostsByNumberOfWeeksRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentCostsByNumberOfWeeks."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    amount_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    currency_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.financial.transaction, level 2, proposed"""
    entry_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    week_number: int | None = ...
    """user.financial.transaction, level 2, proposed"""

class _RecentCostsByNumberOfWeeks(Collection[RecentCostsByNumberOfWeeksRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    amount_approved: Field[Decimal]
    amount_draft: Field[Decimal]
    amount_rejected: Field[Decimal]
    amount_submitted: Field[Decimal]
    currency_code: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    expense: Field[str]
    expense_description: Field[str]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    quantity_approved: Field[Decimal]
    quantity_draft: Field[Decimal]
    quantity_rejected: Field[Decimal]
    quantity_submitted: Field[Decimal]
    week_number: Field[int]
    def of(self, *, number_of_weeks: int) -> Query[RecentCostsByNumberOfWeeksRow]: ...  # type: ignore[override]
RecentCostsByNumberOfWeeks: _RecentCostsByNumberOfWeeks

class RecentCostsByNumberOfWeeksByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentCostsByNumberOfWeeksByDate."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    amount_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    amount_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    currency_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.financial.transaction, level 2, proposed"""
    entry_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    expense_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    item_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_description: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    project_id: str | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_approved: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_draft: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_rejected: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    quantity_submitted: Decimal | None = ...
    """user.financial.transaction, level 2, proposed"""
    week_number: int | None = ...
    """user.financial.transaction, level 2, proposed"""

class _RecentCostsByNumberOfWeeksByDate(Collection[RecentCostsByNumberOfWeeksByDateRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    amount_approved: Field[Decimal]
    amount_draft: Field[Decimal]
    amount_rejected: Field[Decimal]
    amount_submitted: Field[Decimal]
    currency_code: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    expense: Field[str]
    expense_description: Field[str]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    quantity_approved: Field[Decimal]
    quantity_draft: Field[Decimal]
    quantity_rejected: Field[Decimal]
    quantity_submitted: Field[Decimal]
    week_number: Field[int]
RecentCostsByNumberOfWeeksByDate: _RecentCostsByNumberOfWeeksByDate

class RecentHour(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentHours."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    activity: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    activity_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.workplace.hours, level 2, proposed"""
    entry_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    week_number: int | None = ...
    """user.workplace.hours, level 2, proposed"""

class _RecentHours(Collection[RecentHour]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    activity: Field[str]
    activity_description: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    hours_approved: Field[Decimal]
    hours_approved_billable: Field[Decimal]
    hours_draft: Field[Decimal]
    hours_draft_billable: Field[Decimal]
    hours_rejected: Field[Decimal]
    hours_rejected_billable: Field[Decimal]
    hours_submitted: Field[Decimal]
    hours_submitted_billable: Field[Decimal]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    week_number: Field[int]
RecentHours: _RecentHours

class RecentHoursByNumberOfWeeksRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentHoursByNumberOfWeeks."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    activity: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    activity_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.workplace.hours, level 2, proposed"""
    entry_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    week_number: int | None = ...
    """user.workplace.hours, level 2, proposed"""

class _RecentHoursByNumberOfWeeks(Collection[RecentHoursByNumberOfWeeksRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    activity: Field[str]
    activity_description: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    hours_approved: Field[Decimal]
    hours_approved_billable: Field[Decimal]
    hours_draft: Field[Decimal]
    hours_draft_billable: Field[Decimal]
    hours_rejected: Field[Decimal]
    hours_rejected_billable: Field[Decimal]
    hours_submitted: Field[Decimal]
    hours_submitted_billable: Field[Decimal]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    week_number: Field[int]
RecentHoursByNumberOfWeeks: _RecentHoursByNumberOfWeeks

class RecentHoursByNumberOfWeeksByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/RecentHoursByNumberOfWeeksByDate."""
    id: int = ...
    """user.unique_id, level 1, proposed"""
    account_code: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    activity: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    activity_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    date: _dt.datetime | None = ...
    """user.workplace.hours, level 2, proposed"""
    entry_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_approved_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_draft_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_rejected_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    hours_submitted_billable: Decimal | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    item_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    notes: str | None = ...
    """user.content.free_text, level 4, reviewed"""
    project_code: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_description: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    project_id: str | None = ...
    """user.workplace.hours, level 2, proposed"""
    week_number: int | None = ...
    """user.workplace.hours, level 2, proposed"""

class _RecentHoursByNumberOfWeeksByDate(Collection[RecentHoursByNumberOfWeeksByDateRow]):
    id: Field[int]
    account_code: Field[str]
    account_id: Field[str]
    account_name: Field[str]
    activity: Field[str]
    activity_description: Field[str]
    date: Field[_dt.datetime]
    entry_id: Field[str]
    hours_approved: Field[Decimal]
    hours_approved_billable: Field[Decimal]
    hours_draft: Field[Decimal]
    hours_draft_billable: Field[Decimal]
    hours_rejected: Field[Decimal]
    hours_rejected_billable: Field[Decimal]
    hours_submitted: Field[Decimal]
    hours_submitted_billable: Field[Decimal]
    item_code: Field[str]
    item_description: Field[str]
    item_id: Field[str]
    notes: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    project_id: Field[str]
    week_number: Field[int]
RecentHoursByNumberOfWeeksByDate: _RecentHoursByNumberOfWeeksByDate

class TimeAndBillingAccountDetail(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingAccountDetails."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""

class _TimeAndBillingAccountDetails(Collection[TimeAndBillingAccountDetail]):
    id: Field[str]
    name: Field[str]
TimeAndBillingAccountDetails: _TimeAndBillingAccountDetails

class TimeAndBillingAccountDetailsByIDRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingAccountDetailsByID."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""

class _TimeAndBillingAccountDetailsByID(Collection[TimeAndBillingAccountDetailsByIDRow]):
    id: Field[str]
    name: Field[str]
    def of(self, *, account_id: str) -> Query[TimeAndBillingAccountDetailsByIDRow]: ...  # type: ignore[override]
TimeAndBillingAccountDetailsByID: _TimeAndBillingAccountDetailsByID

class TimeAndBillingActivitiesAndExpensesRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingActivitiesAndExpenses."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...

class _TimeAndBillingActivitiesAndExpenses(Collection[TimeAndBillingActivitiesAndExpensesRow]):
    id: Field[str]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    description: Field[str]
    parent_description: Field[str]
TimeAndBillingActivitiesAndExpenses: _TimeAndBillingActivitiesAndExpenses

class TimeAndBillingEntryAccount(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryAccounts."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""

class _TimeAndBillingEntryAccounts(Collection[TimeAndBillingEntryAccount]):
    account_id: Field[str]
    account_name: Field[str]
TimeAndBillingEntryAccounts: _TimeAndBillingEntryAccounts

class TimeAndBillingEntryAccountsByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryAccountsByDate."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""

class _TimeAndBillingEntryAccountsByDate(Collection[TimeAndBillingEntryAccountsByDateRow]):
    account_id: Field[str]
    account_name: Field[str]
    def of(self, *, check_date: _dt.date | str) -> Query[TimeAndBillingEntryAccountsByDateRow]: ...  # type: ignore[override]
TimeAndBillingEntryAccountsByDate: _TimeAndBillingEntryAccountsByDate

class TimeAndBillingEntryAccountsByProjectAndDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryAccountsByProjectAndDate."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""

class _TimeAndBillingEntryAccountsByProjectAndDate(Collection[TimeAndBillingEntryAccountsByProjectAndDateRow]):
    account_id: Field[str]
    account_name: Field[str]
    def of(self, *, project_id: str, check_date: _dt.date | str) -> Query[TimeAndBillingEntryAccountsByProjectAndDateRow]: ...  # type: ignore[override]
TimeAndBillingEntryAccountsByProjectAndDate: _TimeAndBillingEntryAccountsByProjectAndDate

class TimeAndBillingEntryProject(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryProjects."""
    project_id: str = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _TimeAndBillingEntryProjects(Collection[TimeAndBillingEntryProject]):
    project_id: Field[str]
    project_code: Field[str]
    project_description: Field[str]
TimeAndBillingEntryProjects: _TimeAndBillingEntryProjects

class TimeAndBillingEntryProjectsByAccountAndDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryProjectsByAccountAndDate."""
    project_id: str = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _TimeAndBillingEntryProjectsByAccountAndDate(Collection[TimeAndBillingEntryProjectsByAccountAndDateRow]):
    project_id: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    def of(self, *, account_id: str, check_date: _dt.date | str) -> Query[TimeAndBillingEntryProjectsByAccountAndDateRow]: ...  # type: ignore[override]
TimeAndBillingEntryProjectsByAccountAndDate: _TimeAndBillingEntryProjectsByAccountAndDate

class TimeAndBillingEntryProjectsByDateRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryProjectsByDate."""
    project_id: str = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _TimeAndBillingEntryProjectsByDate(Collection[TimeAndBillingEntryProjectsByDateRow]):
    project_id: Field[str]
    project_code: Field[str]
    project_description: Field[str]
    def of(self, *, check_date: _dt.date | str) -> Query[TimeAndBillingEntryProjectsByDateRow]: ...  # type: ignore[override]
TimeAndBillingEntryProjectsByDate: _TimeAndBillingEntryProjectsByDate

class TimeAndBillingEntryRecentAccount(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryRecentAccounts."""
    account_id: str = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    date_last_used: _dt.datetime | None = ...

class _TimeAndBillingEntryRecentAccounts(Collection[TimeAndBillingEntryRecentAccount]):
    account_id: Field[str]
    account_name: Field[str]
    date_last_used: Field[_dt.datetime]
TimeAndBillingEntryRecentAccounts: _TimeAndBillingEntryRecentAccounts

class TimeAndBillingEntryRecentActivitiesAndExpensesRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryRecentActivitiesAndExpenses."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    date_last_used: _dt.datetime | None = ...
    default_item: str | None = ...
    default_item_code: str | None = ...
    default_item_description: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    parent_description: str | None = ...

class _TimeAndBillingEntryRecentActivitiesAndExpenses(Collection[TimeAndBillingEntryRecentActivitiesAndExpensesRow]):
    id: Field[str]
    date_last_used: Field[_dt.datetime]
    default_item: Field[str]
    default_item_code: Field[str]
    default_item_description: Field[str]
    description: Field[str]
    parent_description: Field[str]
TimeAndBillingEntryRecentActivitiesAndExpenses: _TimeAndBillingEntryRecentActivitiesAndExpenses

class TimeAndBillingEntryRecentHourCostType(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryRecentHourCostTypes."""
    item_id: str = ...
    date_last_used: _dt.datetime | None = ...
    is_valid: bool | None = ...
    item_code: str | None = ...
    item_description: str | None = ...

class _TimeAndBillingEntryRecentHourCostTypes(Collection[TimeAndBillingEntryRecentHourCostType]):
    item_id: Field[str]
    date_last_used: Field[_dt.datetime]
    is_valid: Field[bool]
    item_code: Field[str]
    item_description: Field[str]
TimeAndBillingEntryRecentHourCostTypes: _TimeAndBillingEntryRecentHourCostTypes

class TimeAndBillingEntryRecentProject(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingEntryRecentProjects."""
    project_id: str = ...
    date_last_used: _dt.datetime | None = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _TimeAndBillingEntryRecentProjects(Collection[TimeAndBillingEntryRecentProject]):
    project_id: Field[str]
    date_last_used: Field[_dt.datetime]
    project_code: Field[str]
    project_description: Field[str]
TimeAndBillingEntryRecentProjects: _TimeAndBillingEntryRecentProjects

class TimeAndBillingItemDetail(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingItemDetails."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    code: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    is_fraction_allowed_item: bool | None = ...
    is_sales_item: bool | None = ...
    sales_currency: str | None = ...
    sales_price: Decimal | None = ...

class _TimeAndBillingItemDetails(Collection[TimeAndBillingItemDetail]):
    id: Field[str]
    code: Field[str]
    description: Field[str]
    is_fraction_allowed_item: Field[bool]
    is_sales_item: Field[bool]
    sales_currency: Field[str]
    sales_price: Field[Decimal]
TimeAndBillingItemDetails: _TimeAndBillingItemDetails

class TimeAndBillingItemDetailsByIDRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingItemDetailsByID."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    code: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    is_fraction_allowed_item: bool | None = ...
    is_sales_item: bool | None = ...
    sales_currency: str | None = ...
    sales_price: Decimal | None = ...

class _TimeAndBillingItemDetailsByID(Collection[TimeAndBillingItemDetailsByIDRow]):
    id: Field[str]
    code: Field[str]
    description: Field[str]
    is_fraction_allowed_item: Field[bool]
    is_sales_item: Field[bool]
    sales_currency: Field[str]
    sales_price: Field[Decimal]
    def of(self, *, item_id: str) -> Query[TimeAndBillingItemDetailsByIDRow]: ...  # type: ignore[override]
TimeAndBillingItemDetailsByID: _TimeAndBillingItemDetailsByID

class TimeAndBillingProjectDetail(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingProjectDetails."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    account: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    code: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    type: int | None = ...

class _TimeAndBillingProjectDetails(Collection[TimeAndBillingProjectDetail]):
    id: Field[str]
    account: Field[str]
    account_name: Field[str]
    code: Field[str]
    description: Field[str]
    type: Field[int]
TimeAndBillingProjectDetails: _TimeAndBillingProjectDetails

class TimeAndBillingProjectDetailsByIDRow(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingProjectDetailsByID."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    account: str | None = ...
    """user.unique_id, level 1, proposed"""
    account_name: str | None = ...
    """user.name, level 2, proposed"""
    code: str | None = ...
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    type: int | None = ...

class _TimeAndBillingProjectDetailsByID(Collection[TimeAndBillingProjectDetailsByIDRow]):
    id: Field[str]
    account: Field[str]
    account_name: Field[str]
    code: Field[str]
    description: Field[str]
    type: Field[int]
    def of(self, *, project_id: str) -> Query[TimeAndBillingProjectDetailsByIDRow]: ...  # type: ignore[override]
TimeAndBillingProjectDetailsByID: _TimeAndBillingProjectDetailsByID

class TimeAndBillingRecentProject(Record, frozen=True):
    """GET /api/v1/{division}/read/project/TimeAndBillingRecentProjects."""
    project_id: str = ...
    date_last_used: _dt.datetime | None = ...
    project_code: str | None = ...
    project_description: str | None = ...

class _TimeAndBillingRecentProjects(Collection[TimeAndBillingRecentProject]):
    project_id: Field[str]
    date_last_used: Field[_dt.datetime]
    project_code: Field[str]
    project_description: Field[str]
TimeAndBillingRecentProjects: _TimeAndBillingRecentProjects
