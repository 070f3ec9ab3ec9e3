"""Checklist point 8: the empty POST, the hash, the retries on a fake clock, and duplicates."""

from __future__ import annotations

import hashlib
import hmac
import json

from nlconnect.mock.messages import Errand
from nlconnect_exact.mock.signin import CLIENT_ID, WEBHOOK_SECRET
from tests.unit.mock.caller import DIVISION, Caller, d, text_of

HOOK = "https://app.example.test/hook"


class Listener:
    """A callback that notes what it is sent and answers as it is told."""

    def __init__(self, exact: Caller) -> None:
        self.got: list[Errand] = []
        self.status = 200
        exact.mock.poster = self

    def __call__(self, errand: Errand) -> int:
        self.got.append(errand)
        return self.status


def subscribe(exact: Caller, topic: str = "Accounts", url: str = HOOK) -> int:
    return exact.post("webhooks/WebhookSubscriptions", {"Topic": topic, "CallbackURL": url}).status


def test_a_subscription_is_tried_out_with_an_empty_post(exact: Caller) -> None:
    listener = Listener(exact)
    assert subscribe(exact) == 201
    assert [(errand.method, errand.url, errand.content) for errand in listener.got] == [("POST", HOOK, b"")]
    assert [row["Topic"] for row in exact.rows("webhooks/WebhookSubscriptions?$select=Topic")] == ["Accounts"]


def test_a_callback_that_refuses_the_empty_post_makes_creation_fail(exact: Caller) -> None:
    Listener(exact).status = 500
    answer = exact.post("webhooks/WebhookSubscriptions", {"Topic": "Accounts", "CallbackURL": HOOK})
    assert answer.status == 500
    assert text_of(answer) == "Invalid: Post to callback URL endpoint returns 500"
    assert exact.rows("webhooks/WebhookSubscriptions") == []


def test_a_second_subscription_of_a_topic_exists_already(exact: Caller) -> None:
    Listener(exact)
    subscribe(exact)
    answer = exact.post("webhooks/WebhookSubscriptions", {"Topic": "Accounts", "CallbackURL": HOOK})
    assert (answer.status, text_of(answer)) == (500, "Gegeven bestaat reeds")
    assert exact.post("webhooks/WebhookSubscriptions", {"Topic": "Items", "CallbackURL": HOOK}).status == 201


def test_a_callback_elsewhere_or_without_tls_is_refused(exact: Caller) -> None:
    Listener(exact)
    assert subscribe(exact, url="http://app.example.test/hook") == 500
    assert subscribe(exact, url="https://elsewhere.test/hook") == 500


def test_the_hash_is_over_the_raw_content_in_upper_case_hex(exact: Caller) -> None:
    listener = Listener(exact)
    subscribe(exact)
    row = exact.mock.add("crm.Accounts", name="Nieuw")
    assert exact.mock.deliver() == 1
    body = listener.got[-1].content
    raw = body.removeprefix(b'{"Content":').partition(b',"HashCode"')[0]
    told = json.loads(body)
    assert told["HashCode"] == hmac.new(WEBHOOK_SECRET.encode(), raw, hashlib.sha256).hexdigest().upper()
    assert list(told["Content"]) == [
        "Topic",
        "ClientId",
        "Division",
        "Action",
        "Key",
        "ExactOnlineEndpoint",
        "EventCreatedOn",
    ]
    assert told["Content"] | {"EventCreatedOn": ""} == {
        "Topic": "Accounts",
        "ClientId": CLIENT_ID,
        "Division": DIVISION,
        "Action": "Update",
        "Key": row["ID"],
        "ExactOnlineEndpoint": f"{exact.mock.base_url}/api/v1/{DIVISION}/crm/Accounts(guid'{row['ID']}')",
        "EventCreatedOn": "",
    }
    assert b" " not in raw


def test_one_topic_covers_header_and_lines(exact: Caller) -> None:
    listener = Listener(exact)
    subscribe(exact, "SalesInvoices")
    line = d(exact.get("salesinvoice/SalesInvoiceLines?$select=ID&$filter=ID ne null&$top=1"))[0]["ID"]
    exact.mock.remove("salesinvoice.SalesInvoiceLines", line)
    exact.mock.deliver()
    assert json.loads(listener.got[-1].content)["Content"]["Action"] == "Delete"


def test_only_watched_fields_fire(exact: Caller) -> None:
    listener = Listener(exact)
    subscribe(exact)
    key = d(exact.get("crm/Accounts?$select=ID&$filter=ID ne null&$top=1"))[0]["ID"]
    exact.mock.change("crm.Accounts", key, remarks="later")
    assert exact.mock.deliver() == 0
    exact.mock.change("crm.Accounts", key, name="Anders")
    assert exact.mock.deliver() == 1
    assert len(listener.got) == 2


def test_a_refused_delivery_comes_back_ten_times_with_growing_gaps(exact: Caller) -> None:
    listener = Listener(exact)
    subscribe(exact)
    exact.mock.add("crm.Accounts", name="Nieuw")
    listener.status = 503
    assert exact.mock.deliver() == 1
    gaps = []
    for _ in range(10):
        waited = 0
        while exact.mock.deliver() == 0:
            exact.mock.advance(60)
            waited += 1
        gaps.append(waited)
    assert gaps == [2**n for n in range(1, 11)]
    exact.mock.advance(365 * 86_400)
    assert exact.mock.deliver() == 0


def test_an_accepted_delivery_is_not_repeated(exact: Caller) -> None:
    Listener(exact)
    subscribe(exact)
    exact.mock.add("crm.Accounts", name="Nieuw")
    assert (exact.mock.deliver(), exact.mock.deliver()) == (1, 0)
