"""Exact's webhooks: what is believed, what is refused, and what a notice says."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told, Trial
from nlconnect.model.scope import Scope
from nlconnect_exact.crm import Accounts
from nlconnect_exact.dates import AMSTERDAM
from nlconnect_exact.notices import ExactNotices, hash_code
from nlconnect_exact.salesorder import SalesOrders

SECRET = "geheim"
KEY = "5f0c4a1e-2222-4444-8888-000000000001"
CONTENT = {
    "Topic": "SalesOrders",
    "ClientId": "00000000-0000-0000-0000-000000000000",
    "Division": 441609,
    "Action": "Update",
    "Key": KEY,
    "ExactOnlineEndpoint": f"https://start.exactonline.be/api/v1/441609/salesorder/SalesOrders(guid'{KEY}')",
    "EventCreatedOn": "2026-01-06T16:26:08.587",
}


def body(raw: bytes, *, code: str | None = None) -> bytes:
    code = hash_code(raw, secret=SECRET) if code is None else code
    return b'{"Content":' + raw + b',"HashCode":"' + code.encode() + b'"}'


def raw(**changed: object) -> bytes:
    return json.dumps({**CONTENT, **changed}, separators=(",", ":")).encode()


def read(content: bytes) -> Told:
    return ExactNotices().read(Delivery(content), secret=SECRET)


def notice(**changed: object) -> Notice:
    told = read(body(raw(**changed)))
    assert isinstance(told, tuple)
    return told[0]


def test_an_empty_post_tries_the_address_out() -> None:
    assert read(b"") == Trial(b"")


def test_a_notice_says_which_record_and_where_and_when() -> None:
    found = notice()
    assert (found.what, found.event, found.entity) == ("updated", "SalesOrders Update", "salesorder.SalesOrders")
    assert (found.key, found.scope) == (KEY, Scope(division=441609))
    assert found.at == datetime(2026, 1, 6, 16, 26, 8, 587_000, tzinfo=AMSTERDAM)
    assert found.concerns(SalesOrders)
    assert not found.concerns(Accounts)


def test_a_notice_shows_no_value() -> None:
    assert repr(notice()) == "<notice: updated salesorder.SalesOrders>"
    assert KEY not in repr(Delivery(body(raw())))


@pytest.mark.parametrize(("action", "what"), [("Update", "updated"), ("Delete", "deleted"), ("Create", "updated")])
def test_any_action_but_a_deletion_is_a_change(action: str, what: str) -> None:
    assert notice(Action=action).what == what


def test_the_hash_is_over_the_content_as_it_stands_and_not_as_it_would_be_written_again() -> None:
    odd = b'{ "Topic" : "Accounts", "Division":1,\n"Action":"Upd\\u0061te","Key":"\xc3\xa9", "New": 1.50 }'
    told = read(body(odd))
    assert isinstance(told, tuple)
    assert (told[0].key, told[0].event) == ("é", "Accounts Update")
    assert read(body(json.dumps(json.loads(odd)).encode(), code=hash_code(odd, secret=SECRET))) == Refusal("forged")


def test_the_same_event_has_the_same_id_and_another_one_has_not() -> None:
    assert notice().id == notice().id != notice(EventCreatedOn="2026-01-06T16:26:08.588").id


@pytest.mark.parametrize("position", range(0, len(raw()), 17))
def test_one_changed_byte_is_enough_to_be_refused(position: int) -> None:
    changed = bytearray(raw())
    changed[position] ^= 1
    assert isinstance(read(body(bytes(changed), code=hash_code(raw(), secret=SECRET))), Refusal)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "0" * 64,
        "é" * 32,
        hash_code(raw(), secret=SECRET).lower(),
        hash_code(raw(), secret="another"),
        hash_code(raw(), secret=SECRET)[:-1],
    ],
)
def test_another_hash_is_forged(code: str) -> None:
    assert read(body(raw(), code=code)) == Refusal("forged")


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"not json",
        b'{"HashCode":"' + b"0" * 64 + b'"}',
        b'{"Content":{},"HashCode":null}',
        b'{"Content":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_what_is_no_notification_is_refused_and_never_raises(content: bytes) -> None:
    assert read(content) == Refusal("malformed")


@pytest.mark.parametrize("content", [b"{}", b"null", b'{"Topic":"Accounts","Division":"x","Action":"Update","Key":""}'])
def test_signed_nonsense_is_refused(content: bytes) -> None:
    assert read(body(content)) == Refusal("malformed")


@pytest.mark.parametrize("endpoint", ["", "nowhere", "https://start.exactonline.nl/api/v1/1/nothing/Known(guid'x')"])
def test_an_endpoint_that_is_not_in_the_catalogue_has_no_entity(endpoint: str) -> None:
    assert notice(ExactOnlineEndpoint=endpoint).entity is None


def test_a_moment_that_is_none_is_left_out() -> None:
    assert notice(EventCreatedOn="soon").at is None
