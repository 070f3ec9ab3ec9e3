"""Reading Microsoft 365 through the connector, against the mock: what comes back, and in how many calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlconnect.client import Connection
from nlconnect.config import Profile
from nlconnect.connector import collection_of
from nlconnect.errors import ApiError, Forbidden, NlconnectError, NotFound, QueryError
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph import GRAPH
from nlconnect_graph.calendar import CalendarView, Events
from nlconnect_graph.directory import GroupMembers, Groups, Managers, Users
from nlconnect_graph.files import DriveItems, Drives
from nlconnect_graph.mail import Attachments, Messages
from nlconnect_graph.sites import ListItems, Lists

SMALL = {999: 10, 1000: 10, 100: 10}


@pytest.fixture
def mock() -> Iterator[SignedInMock]:
    made = seeded()
    yield made
    made.close()


def seeded() -> SignedInMock:
    return SignedInMock("graph", setting=Setting(page_sizes=SMALL))


def as_app(mock: SignedInMock) -> Connection:
    """Signed in as an app, with no person and no mailbox."""
    login = mock.profile.login
    app = replace(login, redirect_uri=None, extra={**login.extra, "grant": "client_credentials"})
    opened = replace(mock.opening(), named=Profile(name="app", login=app))
    return Connection(opened.session(mock.port()), scope=opened.scope, asker=opened.asker)


def with_attachments(mock: SignedInMock) -> Any:
    return next(iter(mock.connect().read(Messages.where(Messages.has_attachments == True).limit(1))))  # noqa: E712


def test_all_users_take_as_few_calls_as_there_are_pages(mock: SignedInMock) -> None:
    users = list(mock.connect().read(Users))
    assert len({user.id for user in users}) == 28
    assert len(mock.calls) == 3


def test_an_advanced_query_holds_over_all_its_pages(mock: SignedInMock) -> None:
    users = list(mock.connect().read(Users.where(Users.city != "Nergens").select("city")))
    assert len(users) == 28
    assert len(mock.calls) == 3
    assert mock.connect().count(Users.where(Users.city != "Nergens")) == 28


def test_an_empty_page_that_goes_on_is_not_the_end(mock: SignedInMock) -> None:
    mock.service.state.switches.empty_pages = 2  # type: ignore[attr-defined]
    assert len(list(mock.connect().read(Users))) == 28


def test_a_member_of_an_enumeration_that_nobody_knows_is_kept(mock: SignedInMock) -> None:
    mock.service.state.switches.unknown_member = True  # type: ignore[attr-defined]
    assert all(isinstance(message.importance, str) for message in mock.connect().read(Messages.limit(5)))


def test_mail_is_asked_about_what_stands_inside_its_fields(mock: SignedInMock) -> None:
    first = next(iter(mock.connect().read(Messages.select("from_").limit(1))))
    address = first.from_.email_address.address
    condition = Messages.from_.email_address.address == address
    found = list(mock.connect().read(Messages.where(condition).select("from_", "received_date_time")))
    assert found
    assert {message.from_.email_address.address for message in found} == {address}


def test_mail_is_sorted_and_filtered_at_once(mock: SignedInMock) -> None:
    query = Messages.where(Messages.is_draft == False).order_by("-received_date_time").limit(25)  # noqa: E712
    moments = [message.received_date_time for message in mock.connect().read(query)]
    assert len(moments) == 25
    assert moments == sorted(moments, reverse=True)


def test_ids_of_messages_do_not_change_when_they_are_moved(mock: SignedInMock) -> None:
    first = next(iter(mock.connect().read(Messages.limit(1))))
    assert mock.connect().get(Messages, first.id).id == first.id
    sent = [call for call in mock.calls if "/messages" in call.path]
    assert len(sent) == 2


def test_a_calendar_view_tells_times_in_utc(mock: SignedInMock) -> None:
    query = CalendarView.of(start_date_time="2026-01-01", end_date_time="2026-12-31").select("start", "subject")
    events = list(mock.connect().read(query))
    assert events
    assert {event.start.time_zone for event in events} == {"UTC"}
    assert list(mock.connect().read(Events.limit(3)))


def test_members_of_a_group_are_people_and_groups_in_one_list(mock: SignedInMock) -> None:
    graph = mock.connect()
    group = next(iter(graph.read(Groups.where(Groups.display_name == "Alle medewerkers"))))
    members = list(graph.read(GroupMembers.of(group=group.id)))
    assert len(members) > 20
    assert all(member.display_name for member in members)


def test_a_collection_that_was_cut_off_at_twenty_is_read_to_its_end(mock: SignedInMock) -> None:
    graph = mock.connect()
    groups = {group.display_name: group for group in graph.read(Groups.select("display_name").expand("members"))}
    everybody = groups["Alle medewerkers"]
    assert len({member.id for member in everybody.members}) == graph.count(GroupMembers.of(group=everybody.id))


def test_one_manager_can_be_fetched_along_or_alone(mock: SignedInMock) -> None:
    graph = mock.connect()
    led = next(user for user in graph.read(Users.select("display_name").expand("manager")) if user.manager)
    (manager,) = graph.read(Managers.of(user=led.id))
    assert manager.id == led.manager["id"]


def test_many_users_are_looked_up_in_batches_and_those_nobody_knows_are_told(mock: SignedInMock) -> None:
    graph = mock.connect()
    ids = [user.id for user in graph.read(Users.select("id"))]
    mock.calls.clear()
    found = graph.get_many(Users.select("display_name"), [*ids, "niemand@voorbeeldgroep.test"])
    assert [user.id for user in found] == ids
    assert list(found.missing) == ["niemand@voorbeeldgroep.test"]
    assert mock.calls.count("POST") == len(mock.calls) == 2


def test_parts_of_a_batch_that_were_refused_are_asked_for_again(mock: SignedInMock) -> None:
    graph = mock.connect()
    ids = [user.id for user in graph.read(Users.select("id"))]
    mock.service.state.switches.throttled_parts = 7  # type: ignore[attr-defined]
    found = graph.get_many(Users.select("display_name"), ids)
    assert [user.id for user in found] == ids
    assert not found.failures


def test_columns_of_a_list_come_with_its_items(mock: SignedInMock) -> None:
    graph = mock.connect()
    register = next(found for found in graph.read(Lists) if found.display_name == "Facturenregister")
    items = list(graph.within(list=register.id).read(ListItems.limit(3)))
    assert len(items) == 3
    assert all(item.fields_["Factuurnummer"] for item in items)


def test_a_file_of_a_drive_is_fetched_by_key_and_by_path_without_a_token(mock: SignedInMock, tmp_path: Path) -> None:
    graph = mock.connect()
    drive = graph.within(drive=next(iter(graph.read(Drives))).id)
    folder = next(item for item in drive.read(DriveItems) if item.name == "Beleid")
    file = next(iter(drive.read(DriveItems.of(folder=folder.id))))
    by_key = drive.download(DriveItems, file.id, to=tmp_path / "by-key")
    by_path = drive.download(DriveItems.of(path=f"Beleid/{file.name}"), to=tmp_path / "by-path")
    assert by_key.size == by_path.size == file.size
    assert by_key.path.read_bytes() == by_path.path.read_bytes()


def test_mail_is_fetched_as_mime_and_attachments_as_they_are(mock: SignedInMock, tmp_path: Path) -> None:
    message = with_attachments(mock)
    graph = mock.connect()
    assert graph.download(Messages, message.id, to=tmp_path / "mail.eml").path.read_bytes().startswith(b"From:")
    attachment = next(iter(graph.read(Attachments.of(message=message.id))))
    fetched = graph.download(Attachments.of(message=message.id), attachment.id, to=tmp_path / "attachment")
    assert fetched.size > 0


def test_a_record_comes_with_what_is_expanded_also_by_key(mock: SignedInMock) -> None:
    message = with_attachments(mock)
    found = mock.connect().get(Messages.select("subject").expand("attachments"), message.id)
    assert [attachment.name for attachment in found.attachments]


def test_a_mailbox_without_a_licence_is_said_to_be_none(mock: SignedInMock) -> None:
    lonely = next(iter(mock.connect().read(Users.where(Users.display_name.startswith("S")).limit(1)))).id
    mock.service.state.no_mailbox.add(lonely)  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="no mailbox"):
        list(mock.connect(mailbox=lonely).read(Messages))


def test_a_right_that_is_missing_is_named(mock: SignedInMock) -> None:
    mock.fail_next(403)
    with pytest.raises(Forbidden) as caught:
        list(mock.connect().read(Messages))
    assert "Mail.ReadBasic.All" in str(caught.value)


@pytest.mark.parametrize("status", [403, 404, 429, 500, 502, 503])
def test_an_error_names_the_request_and_never_what_the_vendor_wrote(mock: SignedInMock, status: int) -> None:
    mock.fail_next(status, times=9, message="Jan Jansen mag dit niet", retry_after=1)
    with pytest.raises(ApiError) as caught:
        list(mock.connect().read(Users))
    assert caught.value.request_id or status == 502  # a gateway's page has none
    assert "Jansen" not in f"{caught.value}{caught.value!r}"


def test_what_needs_a_person_is_refused_to_an_app_before_anything_is_sent(mock: SignedInMock) -> None:
    pages = collection_of(GRAPH.package, GRAPH.catalogue.entity("onenote.Pages"))
    with pytest.raises(QueryError, match="only a person"):
        list(as_app(mock).read(pages))
    assert len(mock.calls) == 0


def test_an_app_by_itself_reads_the_mailbox_that_is_named(mock: SignedInMock) -> None:
    graph = as_app(mock)
    assert list(graph.within(mailbox=str(mock.credentials["mailbox"])).read(Messages.limit(3)))
    with pytest.raises(QueryError, match="a parent is missing"):
        list(graph.read(Messages))


def test_explain_says_why_and_names_the_budget(mock: SignedInMock) -> None:
    told = mock.connect().explain(Users.where(Users.city != "x"), count=True)
    assert "eventual" in str(told)
    assert told.calls == 1
    assert "10 seconds" in told.budget
    assert mock.connect().explain(Messages).budget == {"10 minutes": 10_000}


def test_a_dead_delta_or_page_is_an_error_that_says_start_again(mock: SignedInMock) -> None:
    mock.fail_next(410)
    with pytest.raises(NlconnectError, match="no longer knows"):
        list(mock.connect().read(Users))
