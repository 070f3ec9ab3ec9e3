# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class Subscription(Record, frozen=True):
    """DELETE GET PATCH POST /subscriptions."""
    id: str | None = ...
    """user.unique_id, level 1, proposed"""
    application_id: str | None = ...
    """unreviewed, counts as level 4"""
    change_type: str | None = ...
    """unreviewed, counts as level 4"""
    client_state: str | None = ...
    """user.contact.address.state, level 1, proposed"""
    creator_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    encryption_certificate: str | None = ...
    """user.workplace.education, level 2, proposed"""
    encryption_certificate_id: str | None = ...
    """user.workplace.education, level 2, proposed"""
    expiration_date_time: _dt.datetime | None = ...
    """unreviewed, counts as level 4"""
    include_resource_data: bool | None = ...
    """unreviewed, counts as level 4"""
    latest_supported_tls_version: str | None = ...
    """unreviewed, counts as level 4"""
    lifecycle_notification_url: str | None = ...
    """unreviewed, counts as level 4"""
    notification_query_options: str | None = ...
    """unreviewed, counts as level 4"""
    notification_url: str | None = ...
    """unreviewed, counts as level 4"""
    notification_url_app_id: str | None = ...
    """unreviewed, counts as level 4"""
    resource: str | None = ...
    """unreviewed, counts as level 4"""

class _Subscriptions(Collection[Subscription]):
    id: Field[str]
    application_id: Field[str]
    change_type: Field[str]
    client_state: Field[str]
    creator_id: Field[str]
    encryption_certificate: Field[str]
    encryption_certificate_id: Field[str]
    expiration_date_time: Field[_dt.datetime]
    include_resource_data: Field[bool]
    latest_supported_tls_version: Field[str]
    lifecycle_notification_url: Field[str]
    notification_query_options: Field[str]
    notification_url: Field[str]
    notification_url_app_id: Field[str]
    resource: Field[str]
Subscriptions: _Subscriptions
