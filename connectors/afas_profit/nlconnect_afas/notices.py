"""AFAS's webhooks: that something happened to a dossier item or in a workflow, signed with the webhook's password."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told, What, decoded, is_same

SIGNATURE = "x-profit-signature-256"
_WHAT: Mapping[str, What] = {
    "test.executed": "tested",
    "subject.created": "created",
    "subject.updated": "updated",
    "subject.deleted": "deleted",
    "subject.reaction.created": "updated",
    "subject.reaction.updated": "updated",
    "subject.reaction.deleted": "updated",
}
"""To its dossier item, whatever happens to a reaction is an update. Other types are steps of workflows."""
_SUBJECTS = "dossiers.Profit_Subjects"
_SUBSCRIPTION = ("SubscriptionId", "SubscriptionName")


class _Envelope(msgspec.Struct):
    EventId: str
    EventType: str
    Timestamp: str
    EnvironmentId: str = ""
    Data: dict[str, object] = msgspec.field(default_factory=dict)


class AfasNotices:
    """AFAS: HMAC-SHA256 over the whole body, in a header (fact sheet section 3.6)."""

    def read(self, delivery: Delivery, *, secret: str) -> Told:
        given = delivery.headers.get(SIGNATURE)
        if not given:
            return Refusal("unsigned")
        if not is_same(given, signature(delivery.content, secret=secret)):
            return Refusal("forged")
        envelope = decoded(delivery.content, _Envelope)
        return (_notice(envelope),) if envelope is not None else Refusal("malformed")


def signature(content: bytes, *, secret: str) -> str:
    """AFAS: hex digits in lower case, after the name of the algorithm."""
    return f"sha256={hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()}"


def _notice(envelope: _Envelope) -> Notice:
    data = {
        name: value
        for name, value in envelope.Data.items()
        if isinstance(value, int | str) and name not in _SUBSCRIPTION
    }
    about_subject = envelope.EventType.startswith("subject.")
    subscription = envelope.Data.get("SubscriptionId")
    return Notice(
        what=_WHAT.get(envelope.EventType, "happened"),
        event=envelope.EventType,
        entity=_SUBJECTS if about_subject else None,
        key=data.pop("SubjectId", None) if about_subject else None,
        subscription=str(subscription) if subscription is not None else None,
        at=_moment(envelope.Timestamp),
        id=f"{subscription}\n{envelope.EventId}",
        details=data,
    )


def _moment(text: str) -> datetime | None:
    """AFAS: in UTC, unlike its records, and with more decimals than are kept here."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
