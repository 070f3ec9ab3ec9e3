# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from collections.abc import Mapping
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class ServiceHealthOverview(Record, frozen=True):
    """GET /admin/serviceAnnouncement/healthOverviews, 100 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    service: str | None = ...
    """unreviewed, counts as level 4"""
    status: _types.ServiceHealthStatus | str | None = ...
    """unreviewed, counts as level 4"""
    issues: list[ServiceIssue] | None = ...
    """unreviewed, counts as level 4"""

class _ServiceHealthOverviews(Collection[ServiceHealthOverview]):
    id: Field[str]
    service: Field[str]
    status: Field[_types.ServiceHealthStatus | str]
    issues: Field[list[ServiceIssue]]
ServiceHealthOverviews: _ServiceHealthOverviews

class ServiceIssue(Record, frozen=True):
    """GET /admin/serviceAnnouncement/issues, 100 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    details: list[_types.KeyValuePair] | None = ...
    """unreviewed, counts as level 4"""
    end_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    last_modified_date_time: _dt.datetime | None = ...
    start_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    classification: _types.ServiceHealthClassificationType | str | None = ...
    """unreviewed, counts as level 4"""
    feature: str | None = ...
    """unreviewed, counts as level 4"""
    feature_group: str | None = ...
    """unreviewed, counts as level 4"""
    impact_description: str | None = ...
    """unreviewed, counts as level 4"""
    is_resolved: bool | None = ...
    origin: _types.ServiceHealthOrigin | str | None = ...
    """unreviewed, counts as level 4"""
    posts: list[_types.ServiceHealthIssuePost] | None = ...
    """unreviewed, counts as level 4"""
    service: str | None = ...
    """unreviewed, counts as level 4"""
    status: _types.ServiceHealthStatus | str | None = ...
    """unreviewed, counts as level 4"""

class _ServiceIssues(Collection[ServiceIssue]):
    id: Field[str]
    details: Field[list[_types.KeyValuePair]]
    end_date_time: Field[_dt.datetime]
    last_modified_date_time: Field[_dt.datetime]
    start_date_time: Field[_dt.datetime]
    title: Field[str]
    classification: Field[_types.ServiceHealthClassificationType | str]
    feature: Field[str]
    feature_group: Field[str]
    impact_description: Field[str]
    is_resolved: Field[bool]
    origin: Field[_types.ServiceHealthOrigin | str]
    posts: Field[list[_types.ServiceHealthIssuePost]]
    service: Field[str]
    status: Field[_types.ServiceHealthStatus | str]
ServiceIssues: _ServiceIssues

class ServiceMessage(Record, frozen=True):
    """GET /admin/serviceAnnouncement/messages, 100 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    details: list[_types.KeyValuePair] | None = ...
    """unreviewed, counts as level 4"""
    end_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    last_modified_date_time: _dt.datetime | None = ...
    start_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    title: str | None = ...
    """user.name, level 2, proposed"""
    action_required_by_date_time: _dt.datetime | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    attachments_archive: Mapping[str, object] | None = ...
    """user.content.private.attachment, level 4, proposed"""
    body: _types.ItemBody | None = ...
    """user.content.private, level 4, proposed"""
    category: _types.ServiceUpdateCategory | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    has_attachments: bool | None = ...
    is_major_change: bool | None = ...
    services: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    severity: _types.ServiceUpdateSeverity | str | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    tags: list[str] | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    view_point: _types.ServiceUpdateMessageViewpoint | None = ...
    """user.behavior.communication_metadata, level 3, proposed"""
    attachments: list[Mapping[str, object]] | None = ...
    """user.content.private.attachment, level 4, proposed"""

class _ServiceMessages(Collection[ServiceMessage]):
    id: Field[str]
    details: Field[list[_types.KeyValuePair]]
    end_date_time: Field[_dt.datetime]
    last_modified_date_time: Field[_dt.datetime]
    start_date_time: Field[_dt.datetime]
    title: Field[str]
    action_required_by_date_time: Field[_dt.datetime]
    attachments_archive: Field[Mapping[str, object]]
    body: Field[_types.ItemBody]
    category: Field[_types.ServiceUpdateCategory | str]
    has_attachments: Field[bool]
    is_major_change: Field[bool]
    services: Field[list[str]]
    severity: Field[_types.ServiceUpdateSeverity | str]
    tags: Field[list[str]]
    view_point: Field[_types.ServiceUpdateMessageViewpoint]
    attachments: Field[list[Mapping[str, object]]]
ServiceMessages: _ServiceMessages
