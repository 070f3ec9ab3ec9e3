# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record
from . import types as _types

class PlannerBucket(Record, frozen=True):
    """DELETE GET PATCH POST /planner/plans/{plan}/buckets."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    name: str | None = ...
    """user.name, level 2, proposed"""
    order_hint: str | None = ...
    """unreviewed, counts as level 4"""
    plan_id: str | None = ...
    """unreviewed, counts as level 4"""
    tasks: list[PlannerTask] | None = ...
    """unreviewed, counts as level 4"""

class _PlannerBuckets(Collection[PlannerBucket]):
    id: Field[str]
    name: Field[str]
    order_hint: Field[str]
    plan_id: Field[str]
    tasks: Field[list[PlannerTask]]
    def of(self, *, plan: str) -> Query[PlannerBucket]: ...  # type: ignore[override]
PlannerBuckets: _PlannerBuckets

class PlannerPlanDetail(Record, frozen=True):
    """GET PATCH /planner/plans/{plan}/details."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    category_descriptions: _types.PlannerCategoryDescriptions | None = ...
    """unreviewed, counts as level 4"""
    shared_with: _types.PlannerUserIds | None = ...
    """unreviewed, counts as level 4"""

class _PlannerPlanDetails(Collection[PlannerPlanDetail]):
    id: Field[str]
    category_descriptions: Field[_types.PlannerCategoryDescriptions]
    shared_with: Field[_types.PlannerUserIds]
    def of(self, *, plan: str) -> Query[PlannerPlanDetail]: ...  # type: ignore[override]
PlannerPlanDetails: _PlannerPlanDetails

class PlannerPlan(Record, frozen=True):
    """DELETE GET PATCH POST /groups/{group}/planner/plans."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    container: _types.PlannerPlanContainer | None = ...
    """unreviewed, counts as level 4"""
    created_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    owner: str | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    buckets: list[PlannerBucket] | None = ...
    """unreviewed, counts as level 4"""
    details: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    tasks: list[PlannerTask] | None = ...
    """unreviewed, counts as level 4"""

class _PlannerPlans(Collection[PlannerPlan]):
    id: Field[str]
    container: Field[_types.PlannerPlanContainer]
    created_by: Field[_types.IdentitySet]
    created_date_time: Field[_dt.datetime]
    owner: Field[str]
    title: Field[str]
    buckets: Field[list[PlannerBucket]]
    details: Field[Mapping[str, object]]
    tasks: Field[list[PlannerTask]]
    def of(self, *, group: str) -> Query[PlannerPlan]: ...  # type: ignore[override]
PlannerPlans: _PlannerPlans

class PlannerTaskDetail(Record, frozen=True):
    """GET PATCH /planner/tasks/{task}/details."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    checklist: _types.PlannerChecklistItems | None = ...
    """unreviewed, counts as level 4"""
    description: str | None = ...
    """unreviewed, counts as level 4"""
    preview_type: _types.PlannerPreviewType | str | None = ...
    """user.content.private.subject_line, level 3, proposed"""
    references: _types.PlannerExternalReferences | None = ...
    """unreviewed, counts as level 4"""

class _PlannerTaskDetails(Collection[PlannerTaskDetail]):
    id: Field[str]
    checklist: Field[_types.PlannerChecklistItems]
    description: Field[str]
    preview_type: Field[_types.PlannerPreviewType | str]
    references: Field[_types.PlannerExternalReferences]
    def of(self, *, task: str) -> Query[PlannerTaskDetail]: ...  # type: ignore[override]
PlannerTaskDetails: _PlannerTaskDetails

class PlannerTask(Record, frozen=True):
    """DELETE GET PATCH POST /planner/plans/{plan}/tasks."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    active_checklist_item_count: int | None = ...
    """unreviewed, counts as level 4"""
    applied_categories: _types.PlannerAppliedCategories | None = ...
    """unreviewed, counts as level 4"""
    assignee_priority: str | None = ...
    """unreviewed, counts as level 4"""
    assignments: _types.PlannerAssignments | None = ...
    """unreviewed, counts as level 4"""
    bucket_id: str | None = ...
    """unreviewed, counts as level 4"""
    checklist_item_count: int | None = ...
    """unreviewed, counts as level 4"""
    completed_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    completed_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    conversation_thread_id: str | None = ...
    """unreviewed, counts as level 4"""
    created_by: _types.IdentitySet | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    due_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    has_description: bool | None = ...
    order_hint: str | None = ...
    """unreviewed, counts as level 4"""
    percent_complete: int | None = ...
    """unreviewed, counts as level 4"""
    plan_id: str | None = ...
    """unreviewed, counts as level 4"""
    preview_type: _types.PlannerPreviewType | str | None = ...
    """user.content.private.subject_line, level 3, proposed"""
    priority: int | None = ...
    """unreviewed, counts as level 4"""
    reference_count: int | None = ...
    """unreviewed, counts as level 4"""
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    assigned_to_task_board_format: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    bucket_task_board_format: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    details: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""
    progress_task_board_format: Mapping[str, object] | None = ...
    """unreviewed, counts as level 4"""

class _PlannerTasks(Collection[PlannerTask]):
    id: Field[str]
    active_checklist_item_count: Field[int]
    applied_categories: Field[_types.PlannerAppliedCategories]
    assignee_priority: Field[str]
    assignments: Field[_types.PlannerAssignments]
    bucket_id: Field[str]
    checklist_item_count: Field[int]
    completed_by: Field[_types.IdentitySet]
    completed_date_time: Field[_dt.datetime]
    conversation_thread_id: Field[str]
    created_by: Field[_types.IdentitySet]
    created_date_time: Field[_dt.datetime]
    due_date_time: Field[_dt.datetime]
    has_description: Field[bool]
    order_hint: Field[str]
    percent_complete: Field[int]
    plan_id: Field[str]
    preview_type: Field[_types.PlannerPreviewType | str]
    priority: Field[int]
    reference_count: Field[int]
    start_date_time: Field[_dt.datetime]
    title: Field[str]
    assigned_to_task_board_format: Field[Mapping[str, object]]
    bucket_task_board_format: Field[Mapping[str, object]]
    details: Field[Mapping[str, object]]
    progress_task_board_format: Field[Mapping[str, object]]
    def of(self, *, plan: str = ..., bucket: str = ..., user: str = ...) -> Query[PlannerTask]: ...  # type: ignore[override]
PlannerTasks: _PlannerTasks
