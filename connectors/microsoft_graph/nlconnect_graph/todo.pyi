# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field, Query
from nlconnect.model.record import Record
from . import types as _types

class TodoChecklistItem(Record, frozen=True):
    """DELETE GET PATCH POST /me/todo/lists/{todo_list}/tasks/{todo_task}/checklistItems."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    checked_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    is_checked: bool | None = ...

class _TodoChecklistItems(Collection[TodoChecklistItem]):
    id: Field[str]
    checked_date_time: Field[_dt.datetime]
    created_date_time: Field[_dt.datetime]
    display_name: Field[str]
    is_checked: Field[bool]
    def of(self, *, todo_list: str, todo_task: str) -> Query[TodoChecklistItem]: ...  # type: ignore[override]
TodoChecklistItems: _TodoChecklistItems

class TodoLinkedResource(Record, frozen=True):
    """DELETE GET PATCH POST /me/todo/lists/{todo_list}/tasks/{todo_task}/linkedResources."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    application_name: str | None = ...
    """unreviewed, counts as level 4"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    external_id: str | None = ...
    """unreviewed, counts as level 4"""
    web_url: str | None = ...

class _TodoLinkedResources(Collection[TodoLinkedResource]):
    id: Field[str]
    application_name: Field[str]
    display_name: Field[str]
    external_id: Field[str]
    web_url: Field[str]
    def of(self, *, todo_list: str, todo_task: str) -> Query[TodoLinkedResource]: ...  # type: ignore[override]
TodoLinkedResources: _TodoLinkedResources

class TodoList(Record, frozen=True):
    """DELETE GET PATCH POST /users/{mailbox}/todo/lists."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    display_name: str | None = ...
    """user.name, level 2, proposed"""
    is_owner: bool | None = ...
    is_shared: bool | None = ...
    wellknown_list_name: _types.WellknownListName | str | None = ...
    """unreviewed, counts as level 4"""
    extensions: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""
    tasks: list[TodoTask] | None = ...
    """unreviewed, counts as level 4"""

class _TodoLists(Collection[TodoList]):
    id: Field[str]
    display_name: Field[str]
    is_owner: Field[bool]
    is_shared: Field[bool]
    wellknown_list_name: Field[_types.WellknownListName | str]
    extensions: Field[list[Mapping[str, object]]]
    tasks: Field[list[TodoTask]]
    def of(self, *, mailbox: str = ...) -> Query[TodoList]: ...  # type: ignore[override]
TodoLists: _TodoLists

class TodoTask(Record, frozen=True):
    """DELETE GET PATCH POST /users/{mailbox}/todo/lists/{todo_list}/tasks."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, proposed"""
    body_last_modified_date_time: _dt.datetime | None = ...
    """user.content.private, level 4, proposed"""
    categories: list[str] | None = ...
    """unreviewed, counts as level 4"""
    completed_date_time: _types.DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    created_date_time: _dt.datetime | None = ...
    due_date_time: _types.DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    has_attachments: bool | None = ...
    importance: _types.Importance | str | None = ...
    is_reminder_on: bool | None = ...
    last_modified_date_time: _dt.datetime | None = ...
    recurrence: _types.PatternedRecurrence | None = ...
    """unreviewed, counts as level 4"""
    reminder_date_time: _types.DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    start_date_time: _types.DateTimeTimeZone | None = ...
    """unreviewed, counts as level 4"""
    status: _types.TaskStatus | str | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    attachments: list[Mapping[str, object]] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    attachment_sessions: list[Mapping[str, object]] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    checklist_items: list[TodoChecklistItem] | None = ...
    """unreviewed, counts as level 4"""
    extensions: list[Mapping[str, object]] | None = ...
    """unreviewed, counts as level 4"""
    linked_resources: list[TodoLinkedResource] | None = ...
    """unreviewed, counts as level 4"""

class _TodoTasks(Collection[TodoTask]):
    id: Field[str]
    body: Field[_types.ItemBody]
    body_last_modified_date_time: Field[_dt.datetime]
    categories: Field[list[str]]
    completed_date_time: Field[_types.DateTimeTimeZone]
    created_date_time: Field[_dt.datetime]
    due_date_time: Field[_types.DateTimeTimeZone]
    has_attachments: Field[bool]
    importance: Field[_types.Importance | str]
    is_reminder_on: Field[bool]
    last_modified_date_time: Field[_dt.datetime]
    recurrence: Field[_types.PatternedRecurrence]
    reminder_date_time: Field[_types.DateTimeTimeZone]
    start_date_time: Field[_types.DateTimeTimeZone]
    status: Field[_types.TaskStatus | str]
    title: Field[str]
    attachments: Field[list[Mapping[str, object]]]
    attachment_sessions: Field[list[Mapping[str, object]]]
    checklist_items: Field[list[TodoChecklistItem]]
    extensions: Field[list[Mapping[str, object]]]
    linked_resources: Field[list[TodoLinkedResource]]
    def of(self, *, mailbox: str = ..., todo_list: str) -> Query[TodoTask]: ...  # type: ignore[override]
TodoTasks: _TodoTasks
