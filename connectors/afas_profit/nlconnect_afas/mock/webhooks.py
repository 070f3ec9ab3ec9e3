"""AFAS's webhooks: that something happened to a dossier item or a workflow, and not what."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from uuid import UUID

from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.messages import JSON, Answer, Errand
from nlconnect.mock.tables import Row
from nlconnect_afas.mock.signin import ENVIRONMENT

BATCH_SECONDS = 60
"""Notifications go out in a batch job; how often it runs is a guess."""
RECEIVER_SECONDS = 2.0
TRIES = 5
"""After so many refusals a notification has failed (a guess)."""
PATIENCE = 3
"""After so many failures in a row the address is blocked (a guess)."""
PASSWORD = "mock-webhook-password"
SIGNATURE = "X-Profit-Signature-256"
TYPES = (
    "test.executed",
    "subject.created",
    "subject.updated",
    "subject.deleted",
    "subject.reaction.created",
    "subject.reaction.updated",
    "subject.reaction.deleted",
    "workflow.task.entered",
    "workflow.action.executed",
)
Status: TypeAlias = Literal["Waiting", "Sent", "Failed", "EntityRateLimited"]
_VIEWS = {"Profit_Subjects": "subject", "Profit_Subject_Reaction_Attachments": "subject.reaction"}


def signature(content: bytes, *, password: str = PASSWORD) -> str:
    """AFAS: HMAC-SHA256 of the body with the password of the webhook, in hexadecimal digits."""
    return f"sha256={hmac.new(password.encode(), content, hashlib.sha256).hexdigest()}"


@dataclass
class Subscription:
    """An address that an administrator entered."""

    id: str
    name: str
    url: str
    types: frozenset[str]
    password: str = PASSWORD
    is_blocked: bool = False
    failures: int = 0


@dataclass
class Notification:
    """One event for one address."""

    subscription: Subscription
    type: str
    data: Mapping[str, object]
    at: float
    number: int
    due: float
    tries: int = 0
    status: Status = "Waiting"

    @property
    def content(self) -> bytes:
        """AFAS: the moment is in UTC, with seven decimals."""
        moment = datetime.fromtimestamp(self.at, UTC)
        about = {"SubscriptionId": self.subscription.id, "SubscriptionName": self.subscription.name}
        body = {
            "EventId": str(UUID(int=(0xAF << 120) | (4 << 76) | (8 << 60) | self.number)),
            "EnvironmentId": ENVIRONMENT,
            "EventType": self.type,
            "Data": {**self.data, **about},
            "Timestamp": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond * 10:07}Z",
        }
        return json.dumps(body).encode()


@dataclass
class Webhooks:
    """The subscriptions of one environment, and what was or is to be sent to them."""

    seed: int
    subscriptions: list[Subscription] = field(default_factory=list)
    notifications: list[Notification] = field(default_factory=list)
    _events: int = 0

    def subscribe(self, url: str, *, name: str = "Mock", types: tuple[str, ...] = TYPES) -> Subscription:
        """Enter an address, as an administrator does in Profit: there is no call for it."""
        number = len(self.subscriptions)
        made = Subscription(Guids(self.seed, "webhook")[number], name, url, frozenset(types))
        self.subscriptions.append(made)
        return made

    def happen(self, type_: str, data: Mapping[str, object], *, now: float) -> None:
        """Something happened. AFAS: of what happens again before the batch runs, only one is sent."""
        for subscription in self.subscriptions:
            if type_ not in subscription.types or subscription.is_blocked:
                continue
            self._events += 1
            due = (now // BATCH_SECONDS + 1) * BATCH_SECONDS
            made = Notification(subscription, type_, dict(data), now, self._events, due)
            if any(self._is_same(waiting, made) for waiting in self.notifications):
                made.status = "EntityRateLimited"
            self.notifications.append(made)

    def watch(self, view: str, action: Literal["created", "updated", "deleted"], row: Row, now: float) -> None:
        """What a change of a row means."""
        prefix = _VIEWS.get(view)
        if prefix == "subject":
            self.happen(f"subject.{action}", _subject(row), now=now)
        elif prefix is not None:
            data = {"SubjectId": row["subject_id"], "ReactionId": row["reaction_id"]}
            self.happen(f"{prefix}.{action}", data, now=now)

    def due(self, now: float) -> Iterator[Errand]:
        """What is to be sent by now."""
        for waiting in list(self.notifications):
            if waiting.status != "Waiting" or waiting.due > now:
                continue
            content = waiting.content
            headers = {"content-type": JSON, SIGNATURE: signature(content, password=waiting.subscription.password)}
            reaction = self._reaction(waiting, now=now)
            yield Errand("POST", waiting.subscription.url, content, headers, reaction, seconds=RECEIVER_SECONDS)

    def _is_same(self, waiting: Notification, made: Notification) -> bool:
        return (
            waiting.status == "Waiting"
            and waiting.tries == 0
            and (waiting.subscription, waiting.type, waiting.data) == (made.subscription, made.type, made.data)
        )

    def _reaction(self, sent: Notification, *, now: float) -> Callable[[int], Answer]:
        """AFAS: a refusal, or none within two seconds, is tried again later and later, and then it has failed."""

        def then(status: int) -> Answer:
            sent.tries += 1
            if 200 <= status < 300:
                sent.status, sent.subscription.failures = "Sent", 0
            elif sent.tries < TRIES:
                sent.due = now + BATCH_SECONDS * 2**sent.tries
            else:
                sent.status = "Failed"
                sent.subscription.failures += 1
                sent.subscription.is_blocked = sent.subscription.failures >= PATIENCE
            return Answer(status)

        return then


def _subject(row: Row) -> dict[str, object]:
    return {"SubjectTypeId": row["TypeId"], "SubjectId": row["SubjectId"]}
