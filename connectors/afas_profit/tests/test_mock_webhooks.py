from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas

from nlconnect.mock.messages import Errand
from nlconnect_afas.mock.webhooks import PASSWORD, Webhooks

URL = "https://app.example.test/afas"


class Receiver:
    """Keeps what comes, and answers as it is told."""

    def __init__(self, afas: Afas, status: int = 200) -> None:
        self.came: list[Errand] = []
        self.status = status
        afas.mock.poster = self.take

    def take(self, errand: Errand) -> int:
        self.came.append(errand)
        return self.status

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(errand.content) for errand in self.came]


@pytest.fixture
def afas() -> Afas:
    return Afas(seeded=False)


@pytest.fixture
def hooks(afas: Afas) -> Webhooks:
    afas.service.webhooks.subscribe(URL, name="Dossier")
    return afas.service.webhooks


def batch(afas: Afas, seconds: float = 60) -> None:
    afas.mock.advance(seconds)
    afas.mock.deliver()


def test_a_dossier_item_is_told_of_without_its_content(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas)
    afas.mock.add("Profit_Subjects", subject_id=7, type_id=1003, subject="Geheim gesprek")
    afas.mock.deliver()
    assert receiver.came == []
    batch(afas)
    (body,) = receiver.bodies
    assert set(body) == {"EventId", "EnvironmentId", "EventType", "Data", "Timestamp"}
    assert (body["EnvironmentId"], body["EventType"]) == ("O12345AA", "subject.created")
    assert body["Timestamp"] == "2026-11-23T08:00:00.0000000Z"
    assert body["Data"] == {
        "SubjectTypeId": 1003,
        "SubjectId": 7,
        "SubscriptionId": hooks.subscriptions[0].id,
        "SubscriptionName": "Dossier",
    }
    assert b"Geheim" not in receiver.came[0].content


def test_a_notification_is_signed_with_the_password_of_the_webhook(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas)
    hooks.happen("test.executed", {}, now=afas.mock.clock.now())
    batch(afas)
    (errand,) = receiver.came
    wanted = hmac.new(PASSWORD.encode(), errand.content, hashlib.sha256).hexdigest()
    assert errand.headers["X-Profit-Signature-256"] == f"sha256={wanted}"
    assert errand.seconds == 2


def test_a_change_and_a_deletion_are_told_and_a_burst_only_once(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas)
    afas.mock.add("Profit_Subjects", subject_id=7, type_id=1003)
    batch(afas)
    for text in ("a", "b", "c"):
        afas.mock.change("Profit_Subjects", 7, comment=text)
    batch(afas)
    afas.mock.remove("Profit_Subjects", 7)
    batch(afas)
    assert [body["EventType"] for body in receiver.bodies] == ["subject.created", "subject.updated", "subject.deleted"]
    assert [sent.status for sent in hooks.notifications].count("EntityRateLimited") == 2


def test_a_document_that_is_written_is_told_of(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas)
    afas.mock.add("Profit_SubjectTypes", subject_type_id=1003)
    body = {"KnSubject": {"Element": {"Fields": {"StId": 1003, "Ds": "x"}}}}
    assert afas.send("POST", "/connectors/KnSubject", body).status_code == 201
    batch(afas)
    assert [found["EventType"] for found in receiver.bodies] == ["subject.created"]


def test_what_is_refused_comes_again_later_and_later_and_then_fails(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas, status=0)
    hooks.happen("workflow.task.entered", {"WorkflowName": "w", "TaskName": "t"}, now=afas.mock.clock.now())
    batch(afas)
    gaps = []
    for _ in range(4):
        waited = 0
        before = len(receiver.came)
        while len(receiver.came) == before:
            batch(afas)
            waited += 60
        gaps.append(waited)
    assert gaps == [120, 240, 480, 960]
    assert hooks.notifications[0].status == "Failed"
    assert len({errand.content for errand in receiver.came}) == 1


def test_an_address_that_keeps_failing_is_blocked(afas: Afas, hooks: Webhooks) -> None:
    receiver = Receiver(afas, status=500)
    for number in range(3):
        hooks.happen("subject.created", {"SubjectId": number}, now=afas.mock.clock.now())
    for _ in range(5):
        batch(afas, 1000)
    assert hooks.subscriptions[0].is_blocked
    receiver.came.clear()
    hooks.happen("subject.created", {"SubjectId": 9}, now=afas.mock.clock.now())
    batch(afas, 1000)
    assert receiver.came == []
