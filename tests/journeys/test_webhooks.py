"""Mocked systems deliver to a receiver that is mounted in process: from the subscription to the record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nlconnect import Create, Delete, Update
from nlconnect.testing import SignedInMock
from nlconnect.webhooks import Notice, receiver
from nlconnect_afas.mock.webhooks import PASSWORD
from nlconnect_exact.crm import Accounts
from nlconnect_exact.mock.signin import WEBHOOK_SECRET
from nlconnect_exact.webhooks import WebhookSubscriptions
from nlconnect_graph.mail import Messages
from nlconnect_graph.notifications import Subscriptions

HOOK = "https://app.example.test/hook"


class Listener:
    """A mock with a receiver of ours, what came, and what was answered."""

    def __init__(self, mock: SignedInMock, secret: str) -> None:
        self.mock = mock
        self.came: list[Notice] = []
        self.fails = False
        self.sent: list[dict[str, Any]] = []
        self.app = receiver(mock.profile, secret=secret, on_notice=self.take, store=mock.store, clock=mock.clock)
        mock.post_to(self.listen)

    async def listen(self, scope: Any, receive: Any, send: Any) -> None:
        async def note(message: Any) -> None:
            self.sent.append(message)
            await send(message)

        await self.app(scope, receive, note)

    @property
    def answers(self) -> list[tuple[int, bytes]]:
        """Status and body of each."""
        return [
            (first["status"], second["body"]) for first, second in zip(self.sent[::2], self.sent[1::2], strict=True)
        ]

    def take(self, notice: Notice) -> None:
        if self.fails:
            raise RuntimeError("the queue is full")
        self.came.append(notice)


def test_a_change_in_exact_is_told_and_leads_to_the_record(mock_exact: SignedInMock) -> None:
    listener = Listener(mock_exact, WEBHOOK_SECRET)
    exact = mock_exact.connect(allow_writes=[WebhookSubscriptions])
    plan = exact.plan(Create(WebhookSubscriptions, topic="Accounts", callback_url=HOOK))
    made = exact.apply(plan).unwrap()
    assert listener.answers == [(200, b"")]

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
    assert (listener.answers[-1], listener.came) == ((500, b""), [])
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
    assert (listener.answers[-1], listener.came) == ((401, b""), [])


def test_a_dossier_item_of_afas_is_told(mock_afas: SignedInMock) -> None:
    listener = Listener(mock_afas, PASSWORD)
    mock_afas.service.webhooks.subscribe(HOOK)  # type: ignore[attr-defined]  # the mock's own
    mock_afas.add("Profit_Subjects", subject_id=7, type_id=1003)
    mock_afas.advance(60)
    assert mock_afas.deliver() == 1
    assert [(notice.what, notice.key) for notice in listener.came] == [("created", 7)]


def subscribe(mock: SignedInMock, *, state: str) -> str:
    """A subscription to somebody's mail; gives its key."""
    change = Create(
        Subscriptions,
        change_type="created,updated,deleted",
        notification_url=HOOK,
        lifecycle_notification_url=HOOK,
        resource="/me/messages",
        expiration_date_time=datetime(2026, 11, 24, 8, tzinfo=UTC),
        client_state=state,
    )
    graph = mock.connect(allow_writes=[Subscriptions])
    done = graph.apply(graph.plan(change)).unwrap()
    assert done.key is not None
    return str(done.key[0])


def test_a_change_in_microsoft_365_is_told_and_leads_to_the_record(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    key = subscribe(mock_graph, state="a client state")
    status, token = listener.answers[0]
    assert (status, token[:30]) == (200, b"Validation: Testing client app")
    assert (b"content-type", b"text/plain; charset=utf-8") in listener.sent[0]["headers"]

    row = mock_graph.add("Messages", subject="Hallo")
    assert mock_graph.deliver() == 1
    (notice,) = listener.came
    assert (notice.what, notice.key, notice.subscription) == ("created", row["id"], key)
    assert notice.concerns(Messages)
    assert notice.key is not None
    assert mock_graph.connect().within(**notice.scope).get(Messages, notice.key).subject == "Hallo"

    mock_graph.service.notices.lifecycle("missed", mock_graph.clock.now())  # type: ignore[attr-defined]
    mock_graph.deliver()

    graph = mock_graph.connect(allow_writes=[Subscriptions])
    later = Update(Subscriptions, key, expiration_date_time=datetime(2026, 11, 26, 8, tzinfo=UTC))
    graph.apply(graph.plan(later)).unwrap()
    mock_graph.advance(2 * 86_400)
    mock_graph.change("Messages", row["id"], subject="Dag")
    mock_graph.deliver()
    assert [notice.what for notice in listener.came] == ["created", "missed", "updated"]
    graph.apply(graph.plan(Delete(Subscriptions, key))).unwrap()
    mock_graph.change("Messages", row["id"], subject="Hallo")
    assert mock_graph.deliver() == 0


def test_what_could_not_be_handled_comes_again_from_microsoft_365(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    subscribe(mock_graph, state="a client state")
    mock_graph.add("Messages", subject="Hallo")
    listener.fails = True
    mock_graph.deliver()
    listener.fails = False
    mock_graph.advance(31)
    assert mock_graph.deliver() == 1
    assert len(listener.came) == 1


def test_another_client_state_is_not_believed(mock_graph: SignedInMock) -> None:
    listener = Listener(mock_graph, "a client state")
    subscribe(mock_graph, state="another")
    mock_graph.add("Messages", subject="Hallo")
    mock_graph.deliver()
    assert (listener.answers[-1], listener.came) == ((401, b""), [])


async def test_a_test_that_is_a_coroutine_is_delivered_to_as_well(mock_afas: SignedInMock) -> None:
    listener = Listener(mock_afas, PASSWORD)
    mock_afas.service.webhooks.subscribe(HOOK)  # type: ignore[attr-defined]  # the mock's own
    mock_afas.add("Profit_Subjects", subject_id=7, type_id=1003)
    mock_afas.advance(60)
    mock_afas.deliver()
    assert listener.answers == [(200, b"")]
