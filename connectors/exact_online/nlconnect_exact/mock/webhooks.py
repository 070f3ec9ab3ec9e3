"""Exact's webhooks: an empty POST before a subscription counts, signed notifications, ten tries with growing gaps."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from nlconnect.mock.messages import JSON, Answer, Errand
from nlconnect_exact.mock.signin import CLIENT_ID, REDIRECT_URI, WEBHOOK_SECRET

TRIES = 10
ACCEPTED = (200, 201)


def hash_code(content: bytes, *, secret: str = WEBHOOK_SECRET) -> str:
    """Exact: upper-case hex of HMAC-SHA256 over the raw bytes of the Content value, braces included."""
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest().upper()


def validation(url: str, then: Callable[[int], Answer]) -> Errand:
    """Exact: a new subscription is tried out with an empty POST."""
    return Errand("POST", url, b"", {}, then)


def may_be_called(url: str) -> bool:
    """Exact: HTTPS only, on the domain of the redirect address. The mock also calls this machine, for tests."""
    parts = urlsplit(url)
    if parts.hostname in ("127.0.0.1", "localhost"):
        return True
    return parts.scheme == "https" and parts.hostname == urlsplit(REDIRECT_URI).hostname


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a row. Exact: no data of the row is in the notification."""

    topic: str
    division: int
    action: str
    key: str
    endpoint: str
    at: float

    @property
    def body(self) -> bytes:
        """Compact JSON in Exact's order, signed."""
        moment = datetime.fromtimestamp(self.at, UTC).replace(tzinfo=None) + timedelta(hours=1)
        content = {
            "Topic": self.topic,
            "ClientId": CLIENT_ID,
            "Division": self.division,
            "Action": self.action,
            "Key": self.key,
            "ExactOnlineEndpoint": self.endpoint,
            "EventCreatedOn": moment.isoformat(timespec="milliseconds"),
        }
        raw = json.dumps(content, separators=(",", ":")).encode()
        return b'{"Content":' + raw + b',"HashCode":"' + hash_code(raw).encode() + b'"}'


@dataclass(slots=True)
class _Delivery:
    url: str
    body: bytes
    due: float
    tries: int = 0


@dataclass
class Outbox:
    """Notifications that were not accepted yet."""

    _waiting: list[_Delivery] = field(default_factory=list)

    def send(self, event: Event, url: str) -> None:
        self._waiting.append(_Delivery(url, event.body, event.at))

    def __len__(self) -> int:
        return len(self._waiting)

    def due(self, now: float) -> Iterator[Errand]:
        """What is to be delivered by now; a refusal comes back 2, 4, 8 ... minutes later, ten times."""
        for delivery in [waiting for waiting in self._waiting if waiting.due <= now]:
            self._waiting.remove(delivery)
            yield Errand("POST", delivery.url, delivery.body, {"content-type": JSON}, self._reaction(delivery, now=now))

    def _reaction(self, delivery: _Delivery, *, now: float) -> Callable[[int], Answer]:
        def then(status: int) -> Answer:
            delivery.tries += 1
            if status not in ACCEPTED and delivery.tries <= TRIES:
                delivery.due = now + 60 * 2**delivery.tries
                self._waiting.append(delivery)
            return Answer(status)

        return then
