"""Members, owners and managers: linked and unlinked once, looked at before and after, on both faces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_face import Face, diff

from nlconnect import Done, Link, Rejected, Unknown, Unlink, ref
from nlconnect.connector import Request, Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import NotFound, QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import Events
from nlconnect_graph.directory import GroupMembers, GroupOwners, Groups, Managers, User, Users
from nlconnect_graph.writing import GraphWriter

BASE = "https://graph.microsoft.com/v1.0"
WRITER = GraphWriter()
ONE = "00000000-0000-0000-0000-000000000001"
TWO = "00000000-0000-0000-0000-000000000002"


def request(change: Change) -> Request:
    return WRITER.write_request(drafted(change, WRITER), base_url=BASE, scope=Scope())


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, [Groups, Users])
    mock.close()


@pytest.fixture
def group(face: Face) -> Any:
    return next(iter(face.reader().read(Groups.where(Groups.display_name == "Administratie"))))


def members(face: Face, group: Any) -> set[str]:
    return {str(row.id) for row in face.reader().read(GroupMembers.of(group=group.id))}


def stranger(face: Face, group: Any) -> User:
    """Somebody who is not in the group."""
    inside = members(face, group)
    return next(row for row in face.reader().read(Users) if row.id not in inside)


def manager_of(face: Face, user: Any) -> str | None:
    try:
        return str(next(iter(face.reader().read(Managers.of(user=user.id)))).id)
    except NotFound:
        return None


@pytest.mark.parametrize(
    ("change", "method", "path", "body"),
    [
        (Link(Groups, ONE, via="members", to=TWO), "POST", f"groups/{ONE}/members/$ref", TWO),
        (Link(Groups, ONE, via="owners", to=TWO.upper()), "POST", f"groups/{ONE}/owners/$ref", TWO),
        (Link(Users, "an@b.test", via="manager", to=TWO), "PUT", "users/an@b.test/manager/$ref", TWO),
        (Unlink(Groups, ONE, via="members", to=TWO), "DELETE", f"groups/{ONE}/members/{TWO}/$ref", None),
        (Unlink(Users, ONE, via="manager"), "DELETE", f"users/{ONE}/manager/$ref", None),
    ],
)
def test_every_link_is_written_to_a_reference_and_never_to_the_person(
    change: Change, method: str, path: str, body: str | None
) -> None:
    sent = request(change)
    assert (sent.method, sent.url) == (method, f"{BASE}/{path}")
    content = None if sent.content is None else json.loads(sent.content)
    assert content == (None if body is None else {"@odata.id": f"{BASE}/directoryObjects/{body}"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Link(Groups, ONE, via="memberz", to=TWO), "memberz leads to no records"),
        (Link(Groups, ONE, via="display_name", to=TWO), "under: members, owners"),
        (Link(Events, "e", via="attendees", to=TWO), "attendees leads to no records"),
        (Link(Groups, ONE, via="members", to=""), "members is a key and cannot be empty"),
        (Link(Groups, ONE, via="members", to="an@b.test"), "ref\\(user_principal_name"),
        (Unlink(Groups, ONE, via="members"), "say which one"),
        (Link(Groups, "", via="members", to=TWO), "id is the key"),
    ],
)
def test_what_cannot_be_linked_is_refused_with_what_can(change: Change, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        request(change)


def test_somebody_comes_into_a_group_and_goes_by_names_that_people_know(face: Face, group: Any) -> None:
    who = stranger(face, group)
    named = ref(user_principal_name=str(who.user_principal_name))
    plan = face.plan(Link(Groups, ref(display_name="Administratie"), via="members", to=named))
    assert (plan.verb, plan.key, diff(plan)) == ("link", (group.id,), [("members", None, who.id)])
    assert str(who.display_name) in plan.diff[0].label
    assert str(who.display_name) not in str(plan)
    assert isinstance(face.apply(plan), Done)
    assert who.id in members(face, group)

    away = face.plan(Unlink(Groups, group.id, via="members", to=named))
    assert diff(away) == [("members", who.id, None)]
    face.apply(away).unwrap()
    assert who.id not in members(face, group)


def test_owners_are_linked_as_members_are(face: Face, group: Any) -> None:
    owners = {str(row.id) for row in face.reader().read(GroupOwners.of(group=group.id))}
    who = next(row for row in face.reader().read(Users) if row.id not in owners)
    face.apply(face.plan(Link(Groups, group.id, via="owners", to=str(who.id)))).unwrap()
    assert {str(row.id) for row in face.reader().read(GroupOwners.of(group=group.id))} == owners | {who.id}


def test_a_manager_takes_the_place_of_the_one_before(face: Face) -> None:
    users = list(face.reader().read(Users.limit(6)))
    who = next(user for user in users if manager_of(face, user) is not None)
    old = manager_of(face, who)
    new = next(user for user in users if user.id not in (old, who.id))
    plan = face.plan(Link(Users, str(who.user_principal_name), via="manager", to=str(new.id)))
    assert diff(plan) == [("manager", old, new.id)]
    face.apply(plan).unwrap()
    assert manager_of(face, who) == new.id
    away = face.plan(Unlink(Users, str(who.id), via="manager"))
    assert diff(away) == [("manager", new.id, None)]
    assert away.diff[0].label == new.display_name
    face.apply(away).unwrap()
    assert manager_of(face, who) is None


def test_what_is_so_already_is_not_sent(face: Face, group: Any) -> None:
    inside, outside = next(iter(members(face, group))), str(stranger(face, group).id)
    before = len(face.mock.calls)
    for change in (
        Link(Groups, group.id, via="members", to=inside),
        Unlink(Groups, group.id, via="members", to=outside),
    ):
        plan = face.plan(change)
        assert (diff(plan), plan.warnings) == ([], ("nothing would change, so nothing will be sent",))
        assert isinstance(face.apply(plan), Done)
    assert {call.method for call in face.mock.calls[before:]} == {"GET"}


@pytest.mark.parametrize("fault", ["503-after", "cut-after", "503", "cut-before"])
def test_a_link_whose_answer_was_lost_is_looked_for_and_never_sent_twice(face: Face, group: Any, fault: str) -> None:
    who = str(stranger(face, group).id)
    plan = face.plan(Link(Groups, group.id, via="members", to=who))
    face.mock.fail_next(fault, method="POST")
    assert isinstance(face.apply(plan), Unknown)
    sent = face.mock.calls.count("POST")
    found = face.settled(plan)
    if fault.endswith("-after"):
        assert isinstance(found, Done)
    else:
        assert isinstance(found, Rejected)
        assert found.repeatable
    assert face.mock.calls.count("POST") == sent
    face.apply(plan).unwrap()
    assert who in members(face, group)


@pytest.mark.parametrize("fault", ["503-after", "503"])
def test_an_unlinking_whose_answer_was_lost_is_looked_for(face: Face, group: Any, fault: str) -> None:
    who = next(iter(members(face, group)))
    plan = face.plan(Unlink(Groups, group.id, via="members", to=who))
    face.mock.fail_next(fault, method="DELETE")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.settled(plan), Done if fault == "503-after" else Rejected)
    assert face.mock.calls.count("DELETE") == 1


def test_a_refusal_of_what_somebody_else_linked_just_before_is_looked_at(face: Face, group: Any) -> None:
    """Microsoft answers 400 for a member that is there already, with a code that says nothing."""
    who = str(stranger(face, group).id)
    plan = face.plan(Link(Groups, group.id, via="members", to=who))
    face.mock.fail_next("400", method="POST")
    assert isinstance(face.apply(plan), Rejected)
    again = face.plan(Link(Groups, group.id, via="members", to=who))
    face.mock.fail_next("400-after", method="POST")
    assert isinstance(face.apply(again), Done)


def test_a_plan_is_stale_when_somebody_linked_another_meanwhile(face: Face) -> None:
    first, second, third, *_ = [row for row in face.reader().read(Users.limit(8)) if manager_of(face, row) is not None]
    plan = face.plan(Link(Users, str(first.id), via="manager", to=str(second.id)))
    face.apply(face.plan(Link(Users, str(first.id), via="manager", to=str(third.id)))).unwrap()
    with pytest.raises(QueryError, match="stale"):
        face.apply(plan)


def test_many_come_into_a_group_at_once(face: Face, group: Any) -> None:
    inside = members(face, group)
    new = [row for row in face.reader().read(Users) if row.id not in inside][:6]
    changes = [
        Link(Groups, group.id, via="members", to=ref(user_principal_name=str(row.user_principal_name))) for row in new
    ]
    lines = list(face.reader().apply_many([*changes, changes[0]]))
    assert all(isinstance(line.outcome, Done) for line in lines)
    assert members(face, group) == inside | {str(row.id) for row in new}
