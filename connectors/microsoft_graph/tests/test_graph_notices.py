"""Graph's change notifications: what is believed, what is refused, and what a notice says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote_plus

import pytest

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told, Trial
from nlconnect.model.scope import Scope
from nlconnect_graph.mail import Messages
from nlconnect_graph.notices import LONGEST_TOKEN, GraphNotices

SECRET = "geheim"
ITEM: Mapping[str, object] = {
    "id": "n-1",
    "subscriptionId": "s-1",
    "subscriptionExpirationDateTime": "2026-11-24T08:00:00Z",
    "clientState": SECRET,
    "changeType": "created",
    "resource": "Users/jan@voorbeeld.test/Messages/AAMk%3D",
    "tenantId": "t",
    "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "@odata.etag": 'W/"1"', "id": "AAMk="},
}


def read(*items: Mapping[str, object], secret: str = SECRET) -> Told:
    return GraphNotices().read(Delivery(json.dumps({"value": items}).encode()), secret=secret)


def notice(**changed: object) -> Notice:
    told = read({**ITEM, **changed})
    assert isinstance(told, tuple)
    return told[0]


def test_the_token_of_a_trial_comes_back_as_it_was_before_it_was_put_in_an_address() -> None:
    token = "Validation: Testing <b>é</b> Request-Id: 1+2"
    query = f"a=b&validationToken={quote_plus(token)}"
    assert GraphNotices().read(Delivery(b"", {}, query), secret=SECRET) == Trial(token.encode())


def test_a_token_that_is_too_long_does_not_come_back() -> None:
    query = f"validationToken={'x' * (LONGEST_TOKEN + 1)}"
    assert GraphNotices().read(Delivery(b"", {}, query), secret=SECRET) == Refusal("malformed")


def test_a_notice_says_which_record_and_in_whose_mailbox() -> None:
    found = notice()
    assert (found.what, found.entity, found.key) == ("created", "mail.Messages", "AAMk=")
    assert (found.scope, found.subscription, found.at) == (Scope(mailbox="jan@voorbeeld.test"), "s-1", None)
    assert found.concerns(Messages)
    assert "jan" not in repr(found)


@pytest.mark.parametrize(
    ("resource", "entity", "scope", "details"),
    [
        ("users/u1", "directory.Users", {}, {}),
        ("Groups/g1", "directory.Groups", {}, {}),
        ("users/u1/events/e1", "calendar.Events", {"mailbox": "u1"}, {}),
        ("me/messages/m1", "mail.Messages", {}, {}),
        ("users/u1/mailFolders/f1/messages/m1", "mail.Messages", {"mailbox": "u1"}, {"mail_folder": "f1"}),
        ("drives/d1/root", "files.DriveItems", {"drive": "d1"}, {}),
        ("sites/s1/lists/l1", "sites.Lists", {"site": "s1"}, {}),
        ("teams('t1')/channels('c1')/messages('1')", "teams.ChannelMessages", {}, {"team": "t1", "channel": "c1"}),
        ("chats('19:a@b')/messages('1')", "teams.ChatMessages", {}, {"chat": "19:a@b"}),
        ("users/u1/todo/lists/l1/tasks/t1", "todo.TodoTasks", {"mailbox": "u1"}, {"todo_list": "l1"}),
        ("communications/unheard/of", None, {}, {}),
        ("", None, {}, {}),
    ],
)
def test_the_path_tells_what_it_is_about(
    resource: str, entity: str | None, scope: Mapping[str, str], details: Mapping[str, str]
) -> None:
    found = notice(resource=resource)
    assert (found.entity, found.scope, found.details) == (entity, Scope(**scope), details)


def test_a_path_without_data_still_names_the_key() -> None:
    assert notice(resource="users/u1/events/e%3D1", resourceData=None).key == "e=1"


@pytest.mark.parametrize(
    ("event", "what"),
    [("reauthorizationRequired", "renew"), ("subscriptionRemoved", "ended"), ("missed", "missed")],
)
def test_the_life_of_a_subscription_is_told_too(event: str, what: str) -> None:
    item = {name: value for name, value in ITEM.items() if name in ("subscriptionId", "clientState", "tenantId")}
    told = read({**item, "lifecycleEvent": event})
    assert isinstance(told, tuple)
    assert (told[0].what, told[0].subscription, told[0].id) == (what, "s-1", None)


def test_notices_without_a_number_are_told_apart_by_their_etag_or_not_at_all() -> None:
    def without(**data: object) -> str | None:
        return notice(id=None, resourceData={"id": "AAMk=", **data}).id

    assert without() is None
    assert without(**{"@odata.etag": "1"}) == without(**{"@odata.etag": "1"}) != without(**{"@odata.etag": "2"})


@pytest.mark.parametrize("state", ["Geheim", "geheim ", "x", "é"])
def test_another_client_state_is_forged(state: str) -> None:
    assert read({**ITEM, "clientState": state}) == Refusal("forged")


@pytest.mark.parametrize("state", [None, ""])
@pytest.mark.parametrize("secret", [SECRET, ""])
def test_without_a_client_state_nothing_is_believed(state: str | None, secret: str) -> None:
    assert read({**ITEM, "clientState": state}, secret=secret) == Refusal("unsigned")


def test_of_an_envelope_only_what_is_proven_counts() -> None:
    told = read({**ITEM, "clientState": "old"}, {**ITEM, "id": "n-2"})
    assert isinstance(told, tuple)
    assert len(told) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"value":1}', b'{"value":[1]}', b"\xff", b"[" * 200_000])
def test_what_is_no_notification_is_refused_and_never_raises(content: bytes) -> None:
    assert GraphNotices().read(Delivery(content), secret=SECRET) == Refusal("malformed")


def test_an_envelope_of_nothing_proves_nothing() -> None:
    assert read() == Refusal("unsigned")
