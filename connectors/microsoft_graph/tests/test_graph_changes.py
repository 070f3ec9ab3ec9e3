"""Following Microsoft 365 against its mock: changes, deletions, links that die, and the guarantees of every sync."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from nlconnect.errors import QueryError
from nlconnect.mock.system import Setting
from nlconnect.model.scope import Scope
from nlconnect.model.sync import SyncBatch
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import CalendarView
from nlconnect_graph.directory import Users
from nlconnect_graph.files import DriveItems, Drives
from nlconnect_graph.mail import Messages
from nlconnect_graph.planner import PlannerTasks

DAY = 86_400
PEOPLE = Users.select("display_name", "department")


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = SignedInMock("graph", setting=Setting(page_sizes={100: 10, 200: 10}))
    yield made
    made.close()


def everything(mock: SignedInMock, source: Any = PEOPLE, *, consumer: str = "warehouse") -> list[SyncBatch[Any]]:
    return list(mock.connect().sync(source, consumer=consumer))


def ids(batches: list[SyncBatch[Any]]) -> list[str]:
    return [record.id for batch in batches for record in batch.records]


def test_everything_comes_first_and_then_what_changed_and_what_went(mock: SignedInMock) -> None:
    first = everything(mock)
    people = ids(first)
    assert sorted(people) == sorted(user.id for user in mock.connect().read(Users))
    assert len(first) > 1
    assert first[-1].completes
    assert everything(mock) == []
    mock.change("directory.Users", people[1], display_name="Anna Anders")
    mock.remove("directory.Users", people[2])
    again = everything(mock)
    assert [(user.id, user.display_name) for batch in again for user in batch.records] == [(people[1], "Anna Anders")]
    assert [key for batch in again for key in batch.deleted] == [people[2]]
    assert not any(batch.is_full for batch in again)


def test_a_run_that_was_cut_off_goes_on_at_its_page(mock: SignedInMock) -> None:
    whole = ids(everything(mock, consumer="other"))
    taken: list[str] = []
    for number, batch in enumerate(mock.connect().sync(PEOPLE, consumer="warehouse")):
        if number == 1:
            break
        taken += [user.id for user in batch.records]
    rest = ids(everything(mock))
    assert sorted([*taken, *rest]) == sorted(whole)


def test_a_link_that_is_too_old_is_a_reset_and_a_full_pass(mock: SignedInMock) -> None:
    people = ids(everything(mock))
    mock.clock.advance(8 * DAY)
    batches = everything(mock)
    assert "no longer knows" in (batches[0].reset or "")
    assert sorted(ids(batches)) == sorted(people)
    assert all(batch.is_full for batch in batches)
    assert everything(mock) == []


def test_mail_is_followed_folder_by_folder(mock: SignedInMock) -> None:
    inbox = Messages.of(mail_folder="inbox").select("subject")
    first = ids(everything(mock, inbox))
    assert first
    mock.remove("mail.Messages", first[0])
    again = everything(mock, inbox)
    assert [key for batch in again for key in batch.deleted] == [first[0]]


def test_files_that_went_are_told(mock: SignedInMock) -> None:
    drive = next(iter(mock.connect().read(Drives))).id
    files = DriveItems.of(drive=drive).select("name")
    first = ids(everything(mock, files))
    assert first
    mock.remove("files.DriveItems", first[-1], scope=Scope(drive=drive))
    assert [key for batch in everything(mock, files) for key in batch.deleted] == [first[-1]]


def test_a_calendar_is_followed_between_two_dates(mock: SignedInMock) -> None:
    view = CalendarView.of(start_date_time="2026-01-01", end_date_time="2027-12-31").select("subject")
    assert ids(everything(mock, view))
    assert everything(mock, view) == []


def test_a_record_that_comes_twice_is_taken_once(mock: SignedInMock) -> None:
    mock.service.state.switches.repeat_delta = True  # type: ignore[attr-defined]
    for batch in everything(mock):
        assert len(ids([batch])) == len(set(ids([batch])))


def test_what_has_no_delta_says_so(mock: SignedInMock) -> None:
    with pytest.raises(QueryError, match="does not tell what changed"):
        mock.connect().sync(PlannerTasks, consumer="warehouse")
