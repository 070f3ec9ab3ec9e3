# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record
from . import types as _types

class DirectoryAudit(Record, frozen=True):
    """GET /auditLogs/directoryAudits, 1000 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    activity_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    activity_display_name: str | None = ...
    """user.name, level 2, proposed"""
    additional_details: list[_types.KeyValue] | None = ...
    """unreviewed, counts as level 4"""
    category: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    correlation_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    initiated_by: _types.AuditActivityInitiator | None = ...
    """unreviewed, counts as level 4"""
    logged_by_service: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    operation_type: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    result: _types.OperationResult | str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    result_reason: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    target_resources: list[_types.TargetResource] | None = ...
    """unreviewed, counts as level 4"""

class _DirectoryAudits(Collection[DirectoryAudit]):
    id: Field[str]
    activity_date_time: Field[_dt.datetime]
    activity_display_name: Field[str]
    additional_details: Field[list[_types.KeyValue]]
    category: Field[str]
    correlation_id: Field[str]
    initiated_by: Field[_types.AuditActivityInitiator]
    logged_by_service: Field[str]
    operation_type: Field[str]
    result: Field[_types.OperationResult | str]
    result_reason: Field[str]
    target_resources: Field[list[_types.TargetResource]]
DirectoryAudits: _DirectoryAudits

class SignIn(Record, frozen=True):
    """GET /auditLogs/signIns, 1000 rows a page."""
    id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    app_display_name: str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    app_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    applied_conditional_access_policies: list[_types.AppliedConditionalAccessPolicy] | None = ...
    """unreviewed, counts as level 4"""
    authentication_app_device_details: _types.AuthenticationAppDeviceDetails | None = ...
    """unreviewed, counts as level 4"""
    client_app_used: str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    conditional_access_status: _types.ConditionalAccessStatus | str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    correlation_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    created_date_time: _dt.datetime | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    device_detail: _types.DeviceDetail | None = ...
    """user.device.device_id, level 2, reviewed"""
    home_tenant_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    ip_address: str | None = ...
    """user.device.ip_address, level 2, reviewed"""
    is_interactive: bool | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    location: _types.SignInLocation | None = ...
    """user.location.precise, level 4, proposed"""
    resource_display_name: str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    resource_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    resource_tenant_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    risk_detail: _types.RiskDetail | str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    risk_event_types: list[_types.RiskEventType | str] | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    risk_event_types_v2: list[str] | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    risk_level_aggregated: _types.RiskLevel | str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    risk_level_during_sign_in: _types.RiskLevel | str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    risk_state: _types.RiskState | str | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    service_principal_id: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    service_principal_name: str | None = ...
    """user.behavior.sign_in, level 3, proposed"""
    status: _types.SignInStatus | None = ...
    """user.behavior.sign_in, level 3, reviewed"""
    user_agent: str | None = ...
    """user.device.device_id, level 2, reviewed"""
    user_display_name: str | None = ...
    """user.name, level 2, reviewed"""
    user_id: str | None = ...
    """user.unique_id, level 1, reviewed"""
    user_principal_name: str | None = ...
    """user.account.username, level 2, reviewed"""

class _SignIns(Collection[SignIn]):
    id: Field[str]
    app_display_name: Field[str]
    app_id: Field[str]
    applied_conditional_access_policies: Field[list[_types.AppliedConditionalAccessPolicy]]
    authentication_app_device_details: Field[_types.AuthenticationAppDeviceDetails]
    client_app_used: Field[str]
    conditional_access_status: Field[_types.ConditionalAccessStatus | str]
    correlation_id: Field[str]
    created_date_time: Field[_dt.datetime]
    device_detail: Field[_types.DeviceDetail]
    home_tenant_id: Field[str]
    ip_address: Field[str]
    is_interactive: Field[bool]
    location: Field[_types.SignInLocation]
    resource_display_name: Field[str]
    resource_id: Field[str]
    resource_tenant_id: Field[str]
    risk_detail: Field[_types.RiskDetail | str]
    risk_event_types: Field[list[_types.RiskEventType | str]]
    risk_event_types_v2: Field[list[str]]
    risk_level_aggregated: Field[_types.RiskLevel | str]
    risk_level_during_sign_in: Field[_types.RiskLevel | str]
    risk_state: Field[_types.RiskState | str]
    service_principal_id: Field[str]
    service_principal_name: Field[str]
    status: Field[_types.SignInStatus]
    user_agent: Field[str]
    user_display_name: Field[str]
    user_id: Field[str]
    user_principal_name: Field[str]
SignIns: _SignIns
