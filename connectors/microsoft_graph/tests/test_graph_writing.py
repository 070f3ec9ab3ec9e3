"""Writing to Microsoft 365: golden requests, and plans carried out on the mock, on good days and bad ones."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from connectors.microsoft_graph.tests.graph_face import Face, diff

from nlconnect import CLEAR, Call, Create, Delete, Done, Rejected, Unknown, Update, Upsert
from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import ApiError, Conflict, NotFound, QueryError, ServerError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.collection import entity_of
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph import CATALOGUE
from nlconnect_graph.calendar import Events
from nlconnect_graph.contacts import Contacts
from nlconnect_graph.directory import GroupMembers, Groups, Invitations, Users
from nlconnect_graph.files import DriveItems
from nlconnect_graph.mail import Attachments, Messages, SendMail
from nlconnect_graph.onenote import Sections
from nlconnect_graph.planner import PlannerPlans, PlannerTasks
from nlconnect_graph.sites import ListItems, Lists, Sites
from nlconnect_graph.todo import TodoChecklistItems
from nlconnect_graph.types import EmailAddress, PhysicalAddress
from nlconnect_graph.writing import GraphWriter

BASE = "https://graph.microsoft.com/v1.0"
AN = "an@voorbeeldgroep.test"
WRITER = GraphWriter()
WRITABLE = (Users, Contacts, Events, PlannerTasks, ListItems, Messages, SendMail)
CANARY = "Jansen-Özdemir"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TEN = datetime(2026, 12, 1, 10, 0, tzinfo=AMSTERDAM)
NEW_USER = {
    "account_enabled": True,
    "display_name": "Nieuwe Collega",
    "mail_nickname": "nieuw",
    "user_principal_name": "nieuw@voorbeeldgroep.test",
    "password_profile": {"password": "geheim", "force_change_password_next_sign_in": True},
}
NEW_GROUP = {"display_name": "x", "mail_enabled": False, "mail_nickname": "x", "security_enabled": True}


def request(change: Change, scope: Scope | None = None) -> Request:
    named = Scope(mailbox=AN) if scope is None else scope
    return WRITER.write_request(drafted(change, WRITER), base_url=BASE, scope=named)


def body(change: Change) -> Any:
    content = request(change).content
    assert content is not None
    return json.loads(content)


def test_a_new_record_is_posted_below_the_mailbox_that_is_named_with_ids_that_last() -> None:
    sent = request(Create(Contacts, display_name="Jan"))
    assert (sent.method, sent.url) == ("POST", f"{BASE}/users/an@voorbeeldgroep.test/contacts")
    assert sent.headers["Prefer"] == 'IdType="ImmutableId"'
    assert sent.content == b'{"displayName":"Jan"}'


def test_parents_choose_the_path() -> None:
    assert request(Create(Contacts.of(contact_folder="f/1"), display_name="Jan")).url.endswith(
        "/contactFolders/f%2F1/contacts"
    )


def test_a_change_is_a_patch_of_what_is_named_and_a_list_is_emptied_with_an_empty_one() -> None:
    sent = request(Update(Contacts, "c1", job_title=CLEAR, business_phones=CLEAR, birthday=date(1980, 5, 1)))
    assert (sent.method, sent.url) == ("PATCH", f"{BASE}/users/an@voorbeeldgroep.test/contacts/c1")
    assert sent.content is not None
    assert json.loads(sent.content) == {"jobTitle": None, "businessPhones": [], "birthday": "1980-05-01T00:00:00Z"}


@pytest.mark.parametrize("change", [Create(Contacts, display_name="Jan"), Delete(Events, "e"), Update(Messages, "m")])
def test_nothing_in_a_mailbox_is_written_without_a_named_mailbox(change: Change) -> None:
    draft = drafted(Update(Messages, "m", subject="x") if change.verb == "update" else change, WRITER)
    with pytest.raises(QueryError, match="not said where"):
        WRITER.write_request(draft, base_url=BASE, scope=Scope())


def test_what_stands_with_whoever_signed_in_is_not_written_to() -> None:
    with pytest.raises(QueryError, match="names nobody"):
        request(Create(Sections, display_name="x"))


def test_steps_of_a_task_stand_in_the_mailbox_that_is_named() -> None:
    sent = request(Create(TodoChecklistItems.of(todo_list="a", todo_task="b"), display_name="x"))
    assert sent.url == f"{BASE}/users/an@voorbeeldgroep.test/todo/lists/a/tasks/b/checklistItems"


def test_a_membership_is_never_deleted_as_if_it_were_the_person() -> None:
    with pytest.raises(QueryError, match="as a record") as caught:
        request(Delete(GroupMembers.of(group="g"), "u"))
    assert "delete the person" in str(caught.value)


def test_files_go_up_in_another_way() -> None:
    with pytest.raises(QueryError, match="upload"):
        request(Create(DriveItems.of(drive="d"), name="x"))


def test_planner_takes_a_new_task_at_one_address_with_its_parents_in_the_body() -> None:
    sent = request(Create(PlannerTasks.of(plan="p"), title="x"))
    assert sent.url == f"{BASE}/planner/tasks"
    assert sent.content == b'{"title":"x","planId":"p"}'
    with pytest.raises(QueryError, match="plan_id is required"):
        request(Create(PlannerTasks.of(bucket="b"), title="x"))
    assert body(Create(PlannerTasks.of(bucket="b"), title="x", plan_id="p"))["bucketId"] == "b"


def test_what_the_vendor_requires_is_said_before_anything_is_sent() -> None:
    with pytest.raises(QueryError, match="account_enabled is required; mail_nickname is required"):
        request(Create(Users, display_name="x", user_principal_name="a@b.test", password_profile={"password": "x"}))


def test_an_attachment_says_of_which_type_it_is() -> None:
    sent = body(Create(Attachments.of(message="m"), name="a.pdf", content_bytes=b"%PDF"))
    assert sent == {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.pdf", "contentBytes": "JVBERg=="}


def test_what_is_too_large_for_graph_is_refused_before_sending() -> None:
    with pytest.raises(QueryError, match="bytes"):
        request(Create(Attachments.of(message="m"), name="a", content_bytes=bytes(3_500_000)))


def test_an_action_is_posted() -> None:
    change = Call(Invitations, invited_user_email_address="a@b.test", invite_redirect_url="https://app.example.test/")
    assert (request(change).method, request(change).url) == ("POST", f"{BASE}/invitations")


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (TEN, {"dateTime": "2026-12-01T10:00:00", "timeZone": "W. Europe Standard Time"}),
        (TEN.astimezone(UTC), {"dateTime": "2026-12-01T09:00:00", "timeZone": "UTC"}),
        ("2026-12-01T10:00:00+01:00", {"dateTime": "2026-12-01T09:00:00", "timeZone": "UTC"}),
        (
            datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=5))),
            {"dateTime": "2026-12-01T07:00:00", "timeZone": "UTC"},
        ),
        (
            {"date_time": "2026-12-01T10:00:00", "timeZone": "UTC"},
            {"dateTime": "2026-12-01T10:00:00", "timeZone": "UTC"},
        ),
    ],
)
def test_a_moment_keeps_its_zone_where_windows_has_a_name_for_it(given: object, written: object) -> None:
    assert body(Create(Events, subject="x", start=given))["start"] == written


def test_values_of_several_parts_are_mappings_by_either_name_or_of_their_class_alone_and_in_lists() -> None:
    sent = body(
        Create(
            Contacts,
            email_addresses=[{"address": "a@b.test"}, EmailAddress(address="c@d.test", name="C")],
            home_address=PhysicalAddress(city="Gouda"),
            business_address={"countryOrRegion": "NL", "postal_code": "2801 AB"},
        )
    )
    assert sent == {
        "emailAddresses": [{"address": "a@b.test"}, {"address": "c@d.test", "name": "C"}],
        "homeAddress": {"city": "Gouda"},
        "businessAddress": {"countryOrRegion": "NL", "postalCode": "2801 AB"},
    }


def test_every_fault_in_the_parts_is_named_with_its_rule_and_no_value() -> None:
    change = Create(
        Events,
        subject="x",
        start=datetime(2026, 12, 1, 10),  # noqa: DTZ001  # a moment without a zone is what is tried
        location={"display_name": "Zaal", "location_type": "default", "colour": CANARY},
        attendees=[{"type": 7.5}, CANARY, {"email_address": {"adress": CANARY}}],
        categories=CANARY,
    )
    with pytest.raises(QueryError) as caught:
        drafted(change, WRITER)
    said = str(caught.value)
    for fault in (
        "start is no dateTimeTimeZone",
        "location.location_type is read-only at the vendor",
        "location.colour is no part of it",
        "attendees[0].type is no string",
        "attendees[1] is no attendee",
        "attendees[2].email_address.adress is no part of it",
        "categories is a list of string",
        "Did you mean address?",
    ):
        assert fault in said
    assert CANARY not in said


def test_enumerations_are_given_by_name_also_inside() -> None:
    sent = body(
        Create(
            Events, subject="x", importance="high", attendees=[{"type": "optional", "email_address": {"address": "a"}}]
        )
    )
    assert (sent["importance"], sent["attendees"][0]["type"]) == ("high", "optional")
    odd = drafted(Create(Events, subject="x", importance="mild", body={"content_type": "markdown"}), WRITER)
    assert [warning.partition(" ")[0] for warning in odd.warnings] == ["importance", "body.content_type"]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (Create(Users, **NEW_USER), ["user_principal_name"]),
        (Create(Contacts, display_name="x", email_addresses=[{"address": "a@b.test"}]), ["email_addresses.address"]),
        (Create(Contacts, display_name="x"), ["display_name"]),
        (Create(Contacts, job_title="x"), []),
        (Create(Groups, **NEW_GROUP), ["mail_nickname"]),
    ],
)
def test_a_new_record_is_found_again_by_the_surest_it_has(change: Change, names: list[str]) -> None:
    assert [spec.name for spec in WRITER.natural_key(drafted(change, WRITER))] == names


def test_what_is_said_of_new_records_fits_what_they_are() -> None:
    said = [entity for entity in CATALOGUE.entities() if entity.natural]
    assert {"directory.Users", "planner.PlannerTasks"} <= {entity.qualified_name for entity in said}
    for entity in said:
        assert {"GET", "POST"} <= entity.methods
        assert all(entity.field_at(path).is_plain for paths in entity.natural for path in paths)


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b'{"id":null}', b'{"id":7}'])
def test_an_answer_that_tells_nothing_is_no_failure(content: bytes) -> None:
    assert WRITER.read_written(Response(201, {}, content, "", 0.0, 0.0), entity_of(Users)).key is None


@pytest.mark.parametrize(
    ("status", "proven"),
    [(400, True), (403, True), (412, True), (408, False), (500, False), (200, False), (None, False)],
)
def test_only_a_refusal_proves_that_nothing_was_written(status: int | None, proven: bool) -> None:
    refusal: ApiError = ServerError("x")
    refusal.status = status
    assert WRITER.certainly_refused(refusal) is proven


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, WRITABLE)
    mock.close()


@pytest.fixture
def task(face: Face) -> str:
    """A new task in somebody's plan."""
    return face.made(Create(PlannerTasks.of(plan=plan_of(face)), title="Doen", percent_complete=0))


def plan_of(face: Face) -> str:
    graph = face.reader()
    group = next(iter(graph.read(Groups.where(Groups.display_name == "Administratie"))))
    return str(next(iter(graph.read(PlannerPlans.of(group=group.id)))).id)


def people(face: Face) -> Sequence[Any]:
    name = str(NEW_USER["user_principal_name"])
    return list(face.reader().read(Users.where(Users.user_principal_name == name).select("job_title")))


def test_a_user_is_made_changed_and_deleted(face: Face) -> None:
    key = face.made(Create(Users, **NEW_USER))
    plan = face.plan(Update(Users, key, job_title="Planner", display_name="Nieuwe Collega", business_phones=["030"]))
    assert diff(plan) == [("job_title", None, "Planner"), ("business_phones", None, '["030"]')]
    face.apply(plan).unwrap()
    assert [row.job_title for row in people(face)] == ["Planner"]
    face.apply(face.plan(Delete(Users, key))).unwrap()
    assert people(face) == []


def test_a_contact_is_written_with_addresses_and_a_value_of_several_parts_as_a_whole(face: Face) -> None:
    key = face.made(Create(Contacts, display_name="Jan", business_address={"city": "Gouda", "street": "Markt 1"}))
    plan = face.plan(Update(Contacts, key, business_address={"city": "Delft"}))
    assert diff(plan) == [("business_address", '{"city": "Gouda", "street": "Markt 1"}', '{"city": "Delft"}')]
    face.apply(plan).unwrap()
    found = face.reader().get(Contacts.select("business_address"), key).business_address
    assert found is not None
    assert (found.city, found.street) == ("Delft", None)
    assert face.plan(Update(Contacts, key, business_address={"city": "Delft"})).diff == ()


def test_an_event_is_known_again_and_the_same_moment_in_another_zone_is_no_change(face: Face) -> None:
    plan = face.plan(Create(Events, subject="Overleg", start=TEN, end=TEN + timedelta(hours=1)))
    (mark,) = [part.after for part in plan.diff if part.name == "transaction_id"]
    assert mark is not None
    assert json.loads(plan.body or "")["transactionId"] == mark
    key = str(face.apply(plan).unwrap().key[0])
    change = face.plan(Update(Events, key, subject="Anders", start=TEN.astimezone(UTC)))
    assert diff(change) == [("subject", "Overleg", "Anders")]
    assert "If-Match" in change.headers
    face.apply(change).unwrap()
    face.apply(face.plan(Delete(Events, key))).unwrap()
    with pytest.raises(NotFound):
        face.reader().get(Events.select("subject"), key)


def test_planner_is_written_to_the_version_that_was_looked_at(face: Face, task: str) -> None:
    plan = face.plan(Update(PlannerTasks, task, percent_complete=50))
    assert plan.headers["If-Match"].startswith("W/")
    face.apply(plan).unwrap()
    assert face.reader().get(PlannerTasks.select("percent_complete"), task).percent_complete == 50
    face.apply(face.plan(Delete(PlannerTasks, task))).unwrap()


def test_a_task_that_somebody_else_changed_is_not_overwritten(face: Face, task: str) -> None:
    same_field = face.plan(Update(PlannerTasks, task, percent_complete=50))
    other_field = face.plan(Update(PlannerTasks, task, title="Laten"))
    face.mock.change("planner.PlannerTasks", task, percent_complete=100)
    with pytest.raises(QueryError, match="stale"):
        face.apply(same_field)
    outcome = face.apply(other_field)
    assert isinstance(outcome, Rejected)
    assert isinstance(outcome.error, Conflict)
    assert outcome.error.status == 412
    assert face.reader().get(PlannerTasks.select("title"), task).title == "Doen"


def test_columns_of_a_list_item_are_changed_one_by_one(face: Face) -> None:
    graph = face.reader()
    site = str(next(iter(graph.read(Sites.limit(1)))).id)
    register = str(next(iter(graph.within(site=site).read(Lists.limit(1)))).id)
    where = {"site": site, "list": register}
    key = face.made(Create(ListItems, fields_={"Title": "Nieuw", "Status": "Open"}), **where)
    plan = face.plan(Update(ListItems, key, fields_={"Status": "Betaald", "Title": "Nieuw"}), **where)
    assert diff(plan) == [("fields_", '{"Status": "Open"}', '{"Status": "Betaald"}')]
    assert plan.url.endswith(f"/items/{key}/fields")
    face.apply(plan, **where).unwrap()
    found = graph.within(**where).get(ListItems.select("fields_").expand("fields_"), key).fields_
    assert found is not None
    assert (found["Title"], found["Status"]) == ("Nieuw", "Betaald")
    face.apply(face.plan(Delete(ListItems, key), **where), **where).unwrap()


def test_an_upsert_matches_by_what_the_directory_knows(face: Face) -> None:
    face.made(Create(Users, **NEW_USER))
    plan = face.plan(Upsert(Users, "user_principal_name", **{**NEW_USER, "job_title": "Planner"}))
    assert plan.verb == "update"
    assert [part.name for part in plan.diff] == ["job_title", "password_profile"]


NEW: dict[str, tuple[Change, str]] = {
    "user": (Create(Users, **NEW_USER), "directory.Users"),
    "contact": (Create(Contacts, email_addresses=[{"address": "nieuw@klant.test"}]), "contacts.Contacts"),
    "event": (Create(Events, subject="Een nieuw overleg", start=TEN, end=TEN), "calendar.Events"),
    "draft": (
        Create(Messages, subject="Een nieuw bericht", to_recipients=[{"email_address": {"address": "a@b.test"}}]),
        "mail.Messages",
    ),
}


@pytest.mark.parametrize("fault", ["503-after", "502-after", "cut-after", "503", "cut-before"])
@pytest.mark.parametrize("what", [*NEW, "task"])
def test_whatever_happens_a_record_is_made_once(face: Face, what: str, fault: str) -> None:
    if what == "task":
        change: Change = Create(PlannerTasks.of(plan=plan_of(face)), title="Een nieuwe taak")
    else:
        change = NEW[what][0]
    plan = face.plan(change)
    before = face.mock.calls.count("POST")
    face.mock.fail_next(fault, method="POST")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.apply(plan), Unknown)
    assert face.mock.calls.count("POST") == before + 1
    found = face.settled(plan)
    happened = fault.endswith("-after")
    if happened:
        assert isinstance(found, Done)
        assert found.key
        assert isinstance(face.apply(plan), Done)
    else:
        assert isinstance(found, Rejected)
        assert found.repeatable
        face.apply(plan).unwrap()
    assert face.mock.calls.count("POST") == before + (1 if happened else 2)
    assert any("already" in warning for warning in face.plan(change).warnings)


@pytest.mark.parametrize("fault", ["503-after", "cut-after", "503", "cut-before"])
def test_a_change_of_a_task_happens_once_or_is_found_not_to_have(face: Face, task: str, fault: str) -> None:
    plan = face.plan(Update(PlannerTasks, task, percent_complete=50))
    face.mock.fail_next(fault, method="PATCH")
    assert isinstance(face.apply(plan), Unknown)
    found = face.settled(plan)
    assert isinstance(found, Done if fault.endswith("-after") else Rejected)
    assert face.mock.calls.count("PATCH") == 1


@pytest.mark.parametrize("fault", ["503-after", "503"])
def test_a_letter_that_lies_in_the_bin_is_not_taken_for_one_that_was_not_deleted(face: Face, fault: str) -> None:
    letter = next(iter(face.reader().read(Messages.of(mail_folder="inbox").select("subject").limit(1))))
    plan = face.plan(Delete(Messages, letter.id))
    face.mock.fail_next(fault, method="DELETE")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.settled(plan), Unknown if fault == "503-after" else Rejected)
    assert face.mock.calls.count("DELETE") == 1


def test_an_event_whose_answer_was_lost_is_told_from_one_that_looks_like_it(face: Face) -> None:
    plan = face.plan(Create(Events, subject="Een nieuw overleg", start=TEN, end=TEN))
    face.mock.fail_next("cut-after", method="POST")
    assert isinstance(face.apply(plan), Unknown)
    (made,) = face.reader().read(Events.where(Events.subject == "Een nieuw overleg").select("transaction_id"))
    assert isinstance(made.transaction_id, str)
    assert face.reconcile(plan).key == (made.id,)


def test_somebody_else_s_event_of_the_same_name_is_not_taken_for_ours(face: Face) -> None:
    plan = face.plan(Create(Events, subject="Een nieuw overleg", start=TEN, end=TEN))
    face.mock.fail_next("cut-before", method="POST")
    assert isinstance(face.apply(plan), Unknown)
    clock = {"dateTime": "2026-12-01T09:00:00", "timeZone": "UTC"}
    face.mock.add("calendar.Events", scope=face.reader().scope, subject="Een nieuw overleg", start=clock, end=clock)
    assert isinstance(face.settled(plan), Unknown)


def test_a_plan_for_a_parent_is_carried_out_there_by_another_connection(face: Face) -> None:
    plan = face.plan(Create(PlannerTasks.of(plan=plan_of(face)), title="Een nieuwe taak"))
    kept = face.reader().planned(plan.id)
    assert kept == plan
    assert dict(kept.parameters) == {"plan": plan_of(face)}
    assert isinstance(face.apply(kept), Done)


LETTER = Call(
    SendMail,
    subject="Herinnering",
    body={"content_type": "text", "content": "Dag"},
    to_recipients=[{"email_address": {"address": "anna@klant.test"}}],
    attachments=[{"name": "factuur.pdf", "content_bytes": b"%PDF"}],
    save_to_sent_items=True,
)


def test_a_mail_is_sent_in_an_envelope_with_its_files() -> None:
    assert request(LETTER).url == f"{BASE}/users/an@voorbeeldgroep.test/sendMail"
    sent = body(LETTER)
    assert list(sent) == ["message", "saveToSentItems"]
    assert sent["message"]["attachments"] == [
        {"@odata.type": "#microsoft.graph.fileAttachment", "name": "factuur.pdf", "contentBytes": "JVBERg=="}
    ]
    with pytest.raises(QueryError, match=r"attachments\[0\].content_bytes is required"):
        drafted(Call(SendMail, to_recipients=[], attachments=[{"name": "a"}]), WRITER)
    with pytest.raises(QueryError, match="to_recipients is required"):
        drafted(Call(SendMail, subject="x"), WRITER)


def test_a_plan_says_to_whom_a_mail_goes_and_it_is_sent_once(face: Face) -> None:
    plan = face.plan(LETTER)
    assert ("to_recipients", None, '[{"emailAddress": {"address": "anna@klant.test"}}]') in diff(plan)
    assert ("attachments", None, '[{"contentBytes": "4 bytes", "name": "factuur.pdf"}]') in diff(plan)
    assert any("cannot be looked for" in warning for warning in plan.warnings)
    face.apply(plan).unwrap()
    face.apply(plan).unwrap()
    sent = Messages.of(mail_folder="sentitems").where(Messages.subject == "Herinnering").select("subject")
    assert len(list(face.reader().read(sent))) == 1


@pytest.mark.parametrize("fault", ["503-after", "cut-after", "cut-before"])
def test_a_mail_whose_answer_was_lost_is_never_sent_again(face: Face, fault: str) -> None:
    plan = face.plan(LETTER)
    face.mock.fail_next(fault, method="POST")
    assert isinstance(face.apply(plan), Unknown)
    assert isinstance(face.settled(plan), Unknown)
    assert isinstance(face.apply(plan), Unknown)
    assert face.mock.calls.count("POST") == 1


def test_a_plan_shows_no_password_and_no_address(face: Face) -> None:
    text = str(face.plan(Create(Users, **NEW_USER)))
    assert "geheim" not in text
    assert "password_profile: nothing -> •••" in text
