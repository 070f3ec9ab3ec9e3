# Written by tools/write_modules.py from the catalogue and the overlay. Do not edit.
import datetime as _dt
from nlconnect.model.collection import Collection
from nlconnect.model.query import Field
from nlconnect.model.record import Record

class WebhookSubscription(Record, frozen=True):
    """DELETE GET POST PUT /api/v1/{division}/webhooks/WebhookSubscriptions, 60 rows a page."""
    id: str = ...
    """user.unique_id, level 1, proposed"""
    callback_url: str | None = ...
    client_id: str | None = ...
    created: _dt.datetime | None = ...
    creator: str | None = ...
    """user.unique_id, level 1, reviewed"""
    creator_full_name: str | None = ...
    """user.name, level 2, reviewed"""
    description: str | None = ...
    """user.content.free_text, level 3, proposed"""
    division: int | None = ...
    topic: str | None = ...
    user_id: str | None = ...
    """user.unique_id, level 1, proposed"""
    is_instant: bool | None = ...

class _WebhookSubscriptions(Collection[WebhookSubscription]):
    id: Field[str]
    callback_url: Field[str]
    client_id: Field[str]
    created: Field[_dt.datetime]
    creator: Field[str]
    creator_full_name: Field[str]
    description: Field[str]
    division: Field[int]
    topic: Field[str]
    user_id: Field[str]
    is_instant: Field[bool]
WebhookSubscriptions: _WebhookSubscriptions
