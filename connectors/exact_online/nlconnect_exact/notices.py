"""Exact's webhooks: an empty POST that tries the address out, and bodies that carry their own signature."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime

import msgspec

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told, Trial, decoded, is_same
from nlconnect.model.scope import Scope
from nlconnect_exact import CATALOGUE
from nlconnect_exact.dates import moment

_ENDPOINT = re.compile(r"/api/v1/\d+/(?P<path>[\w/]+?)(?:\(|\?|$)")


class _Envelope(msgspec.Struct):
    Content: msgspec.Raw
    HashCode: str


class _Content(msgspec.Struct):
    Topic: str
    Division: int
    Action: str
    Key: str
    ExactOnlineEndpoint: str = ""
    EventCreatedOn: str = ""


class ExactNotices:
    """Exact: the proof is in the body, not in a header (fact sheet section 10)."""

    def read(self, delivery: Delivery, *, secret: str) -> Told:
        if not delivery.content:
            return Trial()
        envelope = decoded(delivery.content, _Envelope)
        if envelope is None:
            return Refusal("malformed")
        raw = bytes(envelope.Content)
        if not is_same(envelope.HashCode, hash_code(raw, secret=secret)):
            return Refusal("forged")
        content = decoded(raw, _Content)
        return (_notice(content, raw),) if content is not None else Refusal("malformed")


def hash_code(content: bytes, *, secret: str) -> str:
    """Exact: upper-case hex of HMAC-SHA256 over the value of Content as it stands in the body, braces included."""
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest().upper()


def _notice(content: _Content, raw: bytes) -> Notice:
    """Exact: actions are `Update` and `Delete`; any other is a change, too. Neither says whether a record is new."""
    return Notice(
        what="deleted" if content.Action == "Delete" else "updated",
        event=f"{content.Topic} {content.Action}",
        entity=_entity(content.ExactOnlineEndpoint),
        key=content.Key,
        scope=Scope(division=content.Division),
        resource=content.ExactOnlineEndpoint or None,
        at=_created(content.EventCreatedOn),
        # Exact gives notices no number, and repeats them unchanged.
        id=hashlib.sha256(raw).hexdigest(),
    )


def _entity(endpoint: str) -> str | None:
    """The endpoint names the service; a topic does not, and `SalesOrders` stands in several."""
    found = _ENDPOINT.search(endpoint)
    if found is None:
        return None
    entity = CATALOGUE.entity_at(f"/api/v1/{{division}}/{found['path']}")
    return entity.qualified_name if entity is not None else None


def _created(text: str) -> datetime | None:
    """Exact writes no zone; that it is Dutch time, as in its records, is a guess."""
    try:
        return moment(text) if text else None
    except ValueError:
        return None
