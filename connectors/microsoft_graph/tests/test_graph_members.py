"""People in teams and chats: they come in by a reference to a user, and go by the id of their membership."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_face import Face, diff

from nlconnect import Create, Delete, Done, Unknown, Update, ref
from nlconnect.connector import Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.directory import Groups, Users
from nlconnect_graph.mail import Attachments, Messages
from nlconnect_graph.teams import ChatMembers, Chats, TeamMembers, Teams
from nlconnect_graph.writing import GraphWriter

BASE = "https://graph.microsoft.com/v1.0"
WRITER = GraphWriter()


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, [Attachments, Chats, Groups, Messages, TeamMembers, Teams])
    mock.close()


@pytest.fixture
def team(face: Face) -> Any:
    return next(iter(face.reader().read(Teams)))


def stranger(face: Face, team: Any) -> Any:
    inside = {row.user_id for row in face.reader().read(TeamMembers.of(team=team.id))}
    return next(row for row in face.reader().read(Users) if row.id not in inside)


def test_a_member_is_a_reference_to_a_user_and_roles_are_never_left_out() -> None:
    change = Create(TeamMembers.of(team="t"), user_id="o'brien@b.test")
    sent = WRITER.write_request(drafted(change, WRITER), base_url=BASE, scope=Scope())
    assert (sent.method, sent.url) == ("POST", f"{BASE}/teams/t/members")
    assert json.loads(sent.content or b"") == {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "roles": [],
        "user@odata.bind": f"{BASE}/users('o%27brien%40b.test')",
    }
    with pytest.raises(QueryError, match="user_id is required"):
        drafted(Create(ChatMembers.of(chat="c"), roles=["owner"]), WRITER)


def test_somebody_comes_into_a_team_becomes_an_owner_and_goes(face: Face, team: Any) -> None:
    who = stranger(face, team)
    named = ref(user_principal_name=who.user_principal_name)
    plan = face.plan(Create(TeamMembers.of(team=team.id), user_id=named, roles=[]))
    assert diff(plan)[0] == ("user_id", None, who.id)
    key = face.apply(plan).unwrap().key[0]
    face.apply(face.plan(Update(TeamMembers.of(team=team.id), key, roles=["owner"]))).unwrap()
    now = {row.id: row for row in face.reader().read(TeamMembers.of(team=team.id))}
    assert (now[key].user_id, now[key].display_name, list(now[key].roles or ())) == (
        who.id,
        who.display_name,
        ["owner"],
    )
    face.apply(face.plan(Delete(TeamMembers.of(team=team.id), key))).unwrap()
    assert key not in {row.id for row in face.reader().read(TeamMembers.of(team=team.id))}


def test_a_member_whose_answer_was_lost_is_found_by_the_user(face: Face, team: Any) -> None:
    plan = face.plan(Create(TeamMembers.of(team=team.id), user_id=stranger(face, team).id))
    face.mock.fail_next("503-after", method="POST")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.reconcile(plan), Done)
    assert face.mock.calls.count("POST", path="/members") == 1


def test_a_new_team_has_its_owner_and_is_followed_until_it_is_there(face: Face) -> None:
    who = next(iter(face.reader().read(Users.limit(1))))
    named = ref(user_principal_name=who.user_principal_name)
    change = Create(Teams, display_name="Nieuw team", members=[{"user_id": named, "roles": ["owner"]}])
    plan = face.plan(change)
    assert ("members[0].user_id", None, who.id) in diff(plan)
    key = face.apply(plan).unwrap().key[0]
    assert face.mock.calls.count("GET", path="/operations") == 2
    assert [row.user_id for row in face.reader().read(TeamMembers.of(team=key))] == [who.id]
    assert any("already" in warning for warning in face.plan(change).warnings)


def test_a_chat_is_made_with_who_takes_part(face: Face) -> None:
    one, other = list(face.reader().read(Users.limit(2)))
    members = [{"user_id": one.id, "roles": ["owner"]}, {"user_id": other.id, "roles": ["owner"]}]
    key = face.apply(face.plan(Create(Chats, chat_type="oneOnOne", members=members))).unwrap().key[0]
    assert {row.user_id for row in face.reader().read(ChatMembers.of(chat=key))} == {one.id, other.id}


def test_attachments_that_are_given_with_a_draft_are_in_it(face: Face) -> None:
    files = [{"name": "a.pdf", "content_type": "application/pdf", "content_bytes": b"%PDF"}]
    key = face.apply(face.plan(Create(Messages, subject="Met bijlage", attachments=files))).unwrap().key[0]
    assert face.reader().get(Messages, key).has_attachments is True
    assert [row.name for row in face.reader().read(Attachments.of(message=key))] == ["a.pdf"]


def test_what_cannot_come_along_is_refused_and_not_left_out(face: Face) -> None:
    group = {"display_name": "x", "mail_enabled": False, "mail_nickname": "x", "security_enabled": True}
    with pytest.raises(QueryError, match="members cannot come along with a new record") as caught:
        face.plan(Create(Groups, **group, members=[{"display_name": "x"}]))
    assert "with Link" in str(caught.value)
