"""What there is one of: settings of a mailbox, details of a task and of a plan, changed without a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from connectors.microsoft_graph.tests.graph_face import Face, diff

from nlconnect import Update
from nlconnect.connector import Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import Rooms
from nlconnect_graph.directory import Groups, Photos, Users
from nlconnect_graph.mail import MailboxSettings, MailFolders
from nlconnect_graph.planner import PlannerPlans, PlannerTaskDetails, PlannerTasks
from nlconnect_graph.writing import GraphWriter

BASE = "https://graph.microsoft.com/v1.0"
WRITER = GraphWriter()


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, [MailboxSettings, PlannerTaskDetails])
    mock.close()


@pytest.mark.parametrize(
    ("change", "scope", "path"),
    [
        (Update(MailboxSettings, time_zone="x"), Scope(mailbox="an@b.test"), "users/an@b.test/mailboxSettings"),
        (Update(PlannerTaskDetails.of(task="t"), description="x"), Scope(), "planner/tasks/t/details"),
    ],
)
def test_there_is_one_where_its_parent_is(change: Change, scope: Scope, path: str) -> None:
    sent = WRITER.write_request(drafted(change, WRITER), base_url=BASE, scope=scope)
    assert (sent.method, sent.url) == ("PATCH", f"{BASE}/{path}")


def test_nobodys_settings_are_changed() -> None:
    with pytest.raises(QueryError, match="not said where"):
        WRITER.write_request(drafted(Update(MailboxSettings, time_zone="x"), WRITER), base_url=BASE, scope=Scope())


def test_a_key_is_not_needed_and_said_to_be_where_it_is() -> None:
    with pytest.raises(QueryError, match="there is one such record"):
        drafted(Update(MailboxSettings, "k", time_zone="x"), WRITER)
    with pytest.raises(QueryError, match="the key has 1 parts: id"):
        drafted(Update(Groups, description="x"), WRITER)
    with pytest.raises(QueryError, match="height is read-only"):
        drafted(Update(Photos.of(user="u"), height=1), WRITER)


def test_somebody_is_away(face: Face) -> None:
    plan = face.plan(Update(MailboxSettings, automatic_replies_setting={"status": "alwaysEnabled"}))
    assert [name for name, _, _ in diff(plan)] == ["automatic_replies_setting"]
    face.apply(plan).unwrap()
    (now,) = face.reader().read(MailboxSettings)
    assert now.automatic_replies_setting is not None
    assert now.automatic_replies_setting.status == "alwaysEnabled"


def test_details_of_a_task_are_changed_in_the_version_that_was_looked_at(face: Face) -> None:
    graph = face.reader()
    group = next(iter(graph.read(Groups.where(Groups.display_name == "Administratie"))))
    board = next(iter(graph.read(PlannerPlans.of(group=group.id))))
    task = next(iter(graph.read(PlannerTasks.of(plan=board.id))))
    details = PlannerTaskDetails.of(task=task.id)
    (before,) = graph.read(details)
    plan = face.plan(Update(details, description="Bellen"))
    assert diff(plan) == [("description", before.description, "Bellen")]
    assert "If-Match" in plan.headers
    face.apply(plan).unwrap()
    assert next(iter(graph.read(details))).description == "Bellen"


def test_what_is_counted_or_given_elsewhere_is_not_written() -> None:
    with pytest.raises(QueryError, match="total_item_count is read-only"):
        drafted(Update(MailFolders, "f", total_item_count=1), WRITER)
    with pytest.raises(QueryError, match="assigned_licenses is read-only"):
        drafted(Update(Users, "u", assigned_licenses=[]), WRITER)


def test_a_room_says_that_it_is_one() -> None:
    sent = WRITER.write_request(drafted(Update(Rooms, "r", building="A"), WRITER), base_url=BASE, scope=Scope())
    assert (sent.method, sent.url) == ("PATCH", f"{BASE}/places/r")
    assert sent.content == b'{"@odata.type":"microsoft.graph.room","building":"A"}'
