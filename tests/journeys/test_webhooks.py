"""Mocked systems deliver to a receiver that is mounted in process: from the subscription to the record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx

from nlconnect import Create, Delete
from nlconnect.mock.messages import Errand
from nlconnect.testing import SignedInMock
from nlconnect.webhooks import Notice, Receiver, receiver
from nlconnect_afas.mock.webhooks import PASSWORD
from nlconnect_exact.crm import Accounts
from nlconnect_exact.mock.signin import WEBHOOK_SECRET
from nlconnect_exact.webhooks import WebhookSubscriptions
from nlconnect_graph.mail import Messages

HOOK = "https://app.example.test/hook"


def posting(app: Receiver, answers: list[httpx.Response]) -> Callable[[Errand], int]:
    """What a mock sends goes to the application, by way of HTTP."""

    def post(errand: Errand) -> int:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.post(errand.url, content=errand.content, headers=dict(errand.headers))

        answers.append(asyncio.run(send()))
        return answers[-1].status_code

    return post


class Listener:
    """A mock with a receiver of ours, what came, and what was answered."""

    def __init__(self, mock: SignedInMock, secret: str) -> None:
        self.mock = mock
        self.came: list[Notice] = []
        self.fails = False
        self.answers: list[httpx.Response] = []
        app = receiver(mock.profile, secret=secret, on_notice=self.take, store=mock.store, clock=mock.clock)
        mock.poster = posting(app, self.answers)

    def take(self, notice: Notice) -> None:
        if self.fails:
            raise RuntimeError("the queue is full")
        self.came.append(notice)


def test_a_change_in_exact_is_told_and_leads_to_the_record(mock_exact: SignedInMock) -> None:
    listener = Listener(mock_exact, WEBHOOK_SECRET)
    exact = mock_exact.connect(allow_writes=[WebhookSubscriptions])
    plan = exact.plan(Create(WebhookSubscriptions, topic="Accounts", callback_url=HOOK))
    made = exact.apply(plan).unwrap()
    assert [(answer.status_code, answer.content) for answer in listener.answers] == [(200, b"")]

    row = mock_exact.add("crm.Accounts", code="1042", name="Voorbeeld BV")
    assert mock_exact.deliver() == 1
    (notice,) = listener.came
    assert notice.concerns(Accounts)
    assert notice.key == row["ID"]
    assert notice.key is not None
    assert exact.within(**notice.scope).get(Accounts, notice.key).name == "Voorbeeld BV"

    mock_exact.remove("crm.Accounts", row["ID"])
    mock_exact.deliver()
    assert [notice.what for notice in listener.came] == ["updated", "deleted"]

    assert made.key is not None
    exact.apply(exact.plan(Delete(WebhookSubscriptions, made.key[0]))).unwrap()
    mock_exact.add("crm.Accounts", code="1043", name="Nog een")
    assert mock_exact.deliver() == 0


def test_what_could_not_be_handled_comes_again_from_exact(mock_exact: SignedInMock) -> None:
    listener = Listener(mock_exact, WEBHOOK_SECRET)
    exact = mock_exact.connect(allow_writes=[WebhookSubscriptions])
    exact.apply(exact.plan(Create(WebhookSubscriptions, topic="Accounts", callback_url=HOOK))).unwrap()
    mock_exact.add("crm.Accounts", code="1042", name="Voorbeeld BV")
    listener.fails = True
    mock_exact.deliver()
    assert (listener.answers[-1].status_code, listener.came) == (500, [])
    listener.fails = False
    mock_exact.advance(120)
    assert mock_exact.deliver() == 1
    assert len(listener.came) == 1


def test_another_secret_believes_nothing_of_exact(mock_exact: SignedInMock) -> None:
    listener = Listener(mock_exact, "another secret")
    exact = mock_exact.connect(allow_writes=[WebhookSubscriptions])
    exact.apply(exact.plan(Create(WebhookSubscriptions, topic="Accounts", callback_url=HOOK))).unwrap()
    mock_exact.add("crm.Accounts", code="1042", name="Voorbeeld BV")
    mock_exact.deliver()
    assert (listener.answers[-1].status_code, listener.came) == (401, [])


def test_a_dossier_item_of_afas_is_told(mock_afas: SignedInMock) -> None:
    listener = Listener(mock_afas, PASSWORD)
    mock_afas.service.webhooks.subscribe(HOOK)  # type: ignore[attr-defined]  # the mock's own
    mock_afas.add("Profit_Subjects", subject_id=7, type_id=1003)
    mock_afas.advance(60)
    assert mock_afas.deliver() == 1
    assert [(notice.what, notice.key) for notice in listener.came] == [("created", 7)]


class Tenant:
    """A mock Graph that is subscribed to by hand."""

    def __init__(self, mock: SignedInMock) -> None:
        token = mock.service.accounts.issue_access(now=mock.clock.now())  # type: ignore[attr-defined]  # the mock's own
        self.http = httpx.Client(transport=mock.transport(), headers={"authorization": f"Bearer {token}"})
        self.base_url = str(mock.credentials["base_url"])
        self.mailbox = str(mock.credentials["mailbox"])

    def subscribe(self, *, state: str) -> httpx.Response:
        body = {
            "changeType": "created,updated,deleted",
            "notificationUrl": HOOK,
            "lifecycleNotificationUrl": HOOK,
            "resource": f"/users/{self.mailbox}/messages",
            "expirationDateTime": "2026-11-24T08:00:00Z",
            "clientState": state,
        }
        return self.http.post(f"{self.base_url}/subscriptions", json=body)


def test_a_change_in_microsoft_365_is_told_and_leads_to_the_record(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    tenant = Tenant(mock_graph)
    made = tenant.subscribe(state="a client state")
    assert made.status_code == 201, made.text
    assert listener.answers[0].text.startswith("Validation: Testing client application")
    assert listener.answers[0].headers["content-type"] == "text/plain; charset=utf-8"

    row = mock_graph.add("Messages", subject="Hallo")
    assert mock_graph.deliver() == 1
    (notice,) = listener.came
    assert (notice.what, notice.key, notice.subscription) == ("created", row["id"], made.json()["id"])
    assert notice.concerns(Messages)
    assert notice.key is not None
    assert mock_graph.connect().within(**notice.scope).get(Messages, notice.key).subject == "Hallo"

    mock_graph.service.notices.lifecycle("missed", mock_graph.clock.now())  # type: ignore[attr-defined]
    mock_graph.deliver()
    assert listener.came[-1].what == "missed"


def test_what_could_not_be_handled_comes_again_from_microsoft_365(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    Tenant(mock_graph).subscribe(state="a client state")
    mock_graph.add("Messages", subject="Hallo")
    listener.fails = True
    mock_graph.deliver()
    listener.fails = False
    mock_graph.advance(31)
    assert mock_graph.deliver() == 1
    assert len(listener.came) == 1


def test_another_client_state_is_not_believed(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    Tenant(mock_graph).subscribe(state="another")
    mock_graph.add("Messages", subject="Hallo")
    mock_graph.deliver()
    assert (listener.answers[-1].status_code, listener.came) == (401, [])
