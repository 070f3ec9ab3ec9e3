"""What is looked at in Microsoft 365 before a write: each rule with what passes and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_face import Face

from nlconnect import CLEAR, Call, Create, Delete, Link, Rejected, Unlink, Update
from nlconnect.connector import Record
from nlconnect.connector.check import drafted
from nlconnect.connector.rules import Finding, Rule
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import AcceptEvent, CancelEvent, Event, Events, ForwardEvent
from nlconnect_graph.connector import GRAPH
from nlconnect_graph.contacts import Contacts
from nlconnect_graph.directory import (
    AssignLicense,
    Group,
    Groups,
    Invitations,
    SubscribedSku,
    SubscribedSkus,
    User,
    Users,
)
from nlconnect_graph.files import InviteToItem
from nlconnect_graph.mail import Message, Messages, Reply, ReplyAll, SendDraft, SendMail
from nlconnect_graph.rules import RULES
from nlconnect_graph.rules.groups import GroupMembership
from nlconnect_graph.rules.licences import Licence
from nlconnect_graph.rules.meetings import Meeting
from nlconnect_graph.rules.recipients import Recipient
from nlconnect_graph.rules.synchronised import OF_THE_CLOUD, SynchronisedDirectory
from nlconnect_graph.types import (
    AssignedLicense,
    EmailAddress,
    LicenseAssignmentState,
    LicenseUnitsDetail,
)
from nlconnect_graph.types import (
    Recipient as Addressee,
)
from nlconnect_graph.writing import GraphWriter

GUID = "00000000-0000-0000-0000-000000000001"
SKU = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
OTHER = "f30db892-07e9-47e9-837c-80727f46fd3d"
CANARY = "jansen-canary"
ADDED = Call(AssignLicense.of(user=GUID), add_licenses=[{"sku_id": SKU}])
REMOVED = Call(AssignLicense.of(user=GUID), remove_licenses=[SKU])


def found(rule: Rule, change: Change, records: Iterable[Record] = ()) -> list[Finding]:
    """What a rule says where every question is answered with those of these records that it asked for."""
    draft, known = drafted(change, GraphWriter()), list(records)
    answers = {
        name: [row for row in known if row.entity == query.entity] for name, query in rule.questions(draft).items()
    }
    return list(rule.findings(draft, answers))


def said(rule: Rule, change: Change, *records: Record) -> list[str]:
    return [f"{finding.severity}: {finding.text}" for finding in found(rule, change, records)]


def addressee(address: str) -> Addressee:
    return Addressee(email_address=EmailAddress(address=address))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_says_or_asks_anything_of_a_contact(rule: Rule) -> None:
    draft = drafted(Create(Contacts, display_name="Anna"), GraphWriter())
    assert rule.questions(draft) == {}
    assert list(rule.findings(draft, {})) == []


def test_every_rule_has_a_name_of_its_own_and_is_asked() -> None:
    assert GRAPH.rules == RULES
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "change",
    [
        Update(Users, GUID, job_title="Planner", usage_location="NL"),
        Update(Users, GUID, job_title=CLEAR),
        Delete(Users, GUID),
        Link(Users, GUID, via="manager", to=GUID),
        Unlink(Groups, GUID, via="members", to=GUID),
        Update(Groups, GUID, description="x"),
    ],
)
def test_what_comes_from_the_premises_is_changed_there(change: Change) -> None:
    here: list[Record] = [User(on_premises_sync_enabled=None), Group(on_premises_sync_enabled=False)]
    there: list[Record] = [User(on_premises_sync_enabled=True), Group(on_premises_sync_enabled=True)]
    assert found(SynchronisedDirectory(), change, here) == []
    (finding,) = found(SynchronisedDirectory(), change, there)
    assert finding.severity == "refuse"
    assert "usage_location" not in finding.text
    assert "Change it there" in finding.remedy


@pytest.mark.parametrize("name", sorted(OF_THE_CLOUD))
def test_what_the_cloud_keeps_of_them_is_a_field_of_users(name: str) -> None:
    assert Users.all().entity.field(name)


def test_what_the_cloud_keeps_is_not_even_looked_up() -> None:
    draft = drafted(Update(Users, GUID, usage_location="NL"), GraphWriter())
    assert SynchronisedDirectory().questions(draft) == {}


@pytest.mark.parametrize(
    ("change", "group", "told"),
    [
        (Link(Groups, GUID, via="members", to=GUID), Group(group_types=["DynamicMembership"]), ["from its rule"]),
        (Link(Groups, GUID, via="owners", to=GUID), Group(group_types=["DynamicMembership"]), []),
        (Link(Groups, GUID, via="members", to=GUID), Group(mail_enabled=True, group_types=[]), ["Exchange keeps"]),
        (Link(Groups, GUID, via="members", to=GUID), Group(mail_enabled=True, group_types=["Unified"]), []),
        (Unlink(Groups, GUID, via="members", to=GUID), Group(mail_enabled=False, group_types=[]), []),
        (Update(Groups, GUID, description="x"), Group(mail_enabled=True, group_types=[]), []),
    ],
)
def test_members_by_a_rule_or_of_exchange_are_not_linked_here(change: Change, group: Record, told: list[str]) -> None:
    texts = said(GroupMembership(), change, group)
    assert len(texts) == len(told)
    assert all(part in text for part, text in zip(told, texts, strict=True))


def test_rules_that_look_at_one_group_ask_the_same_of_it() -> None:
    draft = drafted(Link(Groups, GUID, via="members", to=GUID), GraphWriter())
    (one,), (other,) = (rule.questions(draft).values() for rule in (SynchronisedDirectory(), GroupMembership()))
    assert one == other


def sku(*, used: int = 1, units: int = 10, status: str = "Enabled") -> SubscribedSku:
    return SubscribedSku(
        sku_id=SKU,
        sku_part_number="SPB",
        consumed_units=used,
        prepaid_units=LicenseUnitsDetail(enabled=units),
        capability_status=status,
    )


def holder(*held: str, place: str | None = "NL", by_group: str | None = None) -> User:
    states = [LicenseAssignmentState(sku_id=one, assigned_by_group=by_group) for one in held]
    licences = [AssignedLicense(sku_id=one) for one in held]
    return User(usage_location=place, assigned_licenses=licences, license_assignment_states=states)


@pytest.mark.parametrize(
    ("change", "records", "told"),
    [
        (ADDED, [sku(), holder()], []),
        (ADDED, [sku(used=10), holder()], ["refuse: no unit of SPB is free: 10 of 10 are in use"]),
        (ADDED, [sku(used=10), holder(SKU)], []),
        (ADDED, [sku(status="Suspended"), holder()], ["mind: the subscription SPB is not in force (Suspended)"]),
        (
            ADDED,
            [sku(), holder(place=None)],
            ["refuse: the user has no usage_location, without which no licence is given"],
        ),
        (ADDED, [holder()], ["refuse: the company has no such licence"]),
        (REMOVED, [sku(), holder(SKU)], []),
        (REMOVED, [sku(), holder(OTHER)], ["refuse: the user does not have SPB"]),
        (
            REMOVED,
            [sku(), holder(SKU, by_group="g")],
            ["refuse: SPB comes from a group, and cannot be taken from the user alone"],
        ),
        (Call(AssignLicense.of(user=GUID)), [], ["refuse: no licence is named"]),
    ],
)
def test_a_licence_is_free_allowed_and_the_users_own(change: Change, records: list[Record], told: list[str]) -> None:
    assert said(Licence(), change, *records) == told


def test_a_licence_that_is_given_directly_and_by_a_group_can_be_taken_back() -> None:
    both = holder(SKU)
    states = [LicenseAssignmentState(sku_id=SKU), LicenseAssignmentState(sku_id=SKU, assigned_by_group="g")]
    user = User(assigned_licenses=both.assigned_licenses, license_assignment_states=states)
    assert said(Licence(), REMOVED, sku(), user) == []


@pytest.mark.parametrize(
    ("change", "event", "told"),
    [
        (Call(AcceptEvent.of(event="e")), Event(is_organizer=True), ["who organises a meeting cannot answer"]),
        (Call(AcceptEvent.of(event="e")), Event(is_organizer=False), []),
        (Call(CancelEvent.of(event="e")), Event(is_organizer=False), ["only who organises"]),
        (Call(CancelEvent.of(event="e")), Event(is_organizer=True), []),
        (Call(AcceptEvent.of(event="e")), Event(is_organizer=False, is_cancelled=True), ["called off already"]),
    ],
)
def test_who_organises_calls_off_and_who_was_invited_answers(change: Change, event: Record, told: list[str]) -> None:
    texts = said(Meeting(), change, event)
    assert len(texts) == len(told)
    assert all(part in text for part, text in zip(told, texts, strict=True))


TO = [{"email_address": {"address": f"{CANARY}@klant.test"}}]
SENDER = Message(from_=addressee("piet@klant.test"))
REDIRECT = {"invite_redirect_url": "https://voorbeeld.test"}
DRAFT = Message(is_draft=True, to_recipients=[addressee("piet@klant.test"), addressee("jan@klant.test")])


@pytest.mark.parametrize(
    ("change", "records", "told"),
    [
        (Call(SendMail, to_recipients=TO), [], "j•••@klant.test"),
        (Call(Reply.of(message="m"), comment="x"), [SENDER], "p•••@klant.test"),
        (
            Call(Reply.of(message="m"), comment="x"),
            [Message(from_=addressee("piet@klant.test"), reply_to=[addressee("antwoord@klant.test")])],
            "a•••@klant.test",
        ),
        (
            Call(ReplyAll.of(message="m"), comment="x", to_recipients=TO),
            [Message(from_=addressee("piet@klant.test"), cc_recipients=[addressee("b@x.test"), addressee("c@x.test")])],
            "j•••@klant.test, p•••@klant.test, b•••@x.test and 1 more",
        ),
        (Call(SendDraft.of(message="m")), [DRAFT], "p•••@klant.test, j•••@klant.test"),
        (Call(ForwardEvent.of(event="e"), to_recipients=TO), [], "j•••@klant.test"),
        (Create(Events, subject="x", attendees=TO), [], "j•••@klant.test"),
        (Call(CancelEvent.of(event="e")), [Event(attendees=[])], None),
        (Update(Events, "e", subject="x"), [], None),
        (Update(Messages, "m", to_recipients=TO), [], None),
        (
            Call(InviteToItem.of(item="i"), recipients=[{"email": "piet@klant.test"}], roles=["read"]),
            [],
            "p•••@klant.test",
        ),
        (Create(Invitations, invited_user_email_address="piet@klant.test", **REDIRECT), [], "p•••@klant.test"),
        (
            Call(
                InviteToItem.of(item="i"),
                recipients=[{"email": "piet@klant.test"}],
                roles=["read"],
                send_invitation=True,
            ),
            [],
            "p•••@klant.test",
        ),
    ],
)
def test_a_plan_says_whom_it_mails_and_no_more_of_them_than_one_recognises(
    change: Change, records: list[Record], told: str | None
) -> None:
    texts = said(Recipient(), change, *records)
    opens = (
        "opens it to" if change.entity.name == "InviteToItem" and "send_invitation" not in change.values else "mails"
    )
    assert texts == ([] if told is None else [f"mind: applying this {opens} {told}"])
    assert CANARY not in str(texts)


def test_a_draft_is_sent_once_and_to_somebody() -> None:
    change = Call(SendDraft.of(message="m"))
    assert said(Recipient(), change, Message(is_draft=False)) == ["refuse: this was sent already"]
    assert said(Recipient(), change, Message(is_draft=True)) == ["refuse: the draft has no recipient"]


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, [AssignLicense, Groups, Reply, SendDraft, Users])
    mock.close()


def user_of(face: Face) -> Any:
    return next(iter(face.reader().read(Users.limit(1))))


def test_a_user_from_the_premises_is_refused_in_the_plan_with_the_rule_and_what_mends_it(face: Face) -> None:
    who = user_of(face)
    early = face.plan(Update(Users, who.id, job_title="Planner"))
    face.mock.change("directory.Users", who.id, on_premises_sync_enabled=True)
    assert isinstance(face.apply(early), Rejected)
    with pytest.raises(QueryError) as caught:
        face.plan(Update(Users, who.id, job_title="Planner", usage_location="BE"))
    assert "job_title is written in the directory on the premises" in str(caught.value)
    assert "(rule: synchronised directory)" in str(caught.value)
    assert "Change it there" in str(caught.value)
    face.apply(face.plan(Update(Users, who.id, usage_location="BE"))).unwrap()


def test_all_that_is_wrong_with_a_licence_is_said_at_once(face: Face) -> None:
    who = user_of(face)
    premium = next(iter(face.reader().read(SubscribedSkus)))
    face.mock.change("directory.Users", who.id, usage_location=None, assigned_licenses=[])
    face.mock.change("directory.SubscribedSkus", premium.id, consumed_units=30)
    with pytest.raises(QueryError) as caught:
        face.plan(Call(AssignLicense.of(user=who.user_principal_name), add_licenses=[{"sku_id": premium.sku_id}]))
    assert "no usage_location" in str(caught.value)
    assert "no unit of SPB is free: 30 of 30 are in use (rule: licence)" in str(caught.value)
    assert face.mock.calls.count("POST", path="assignLicense") == 0


def test_an_answer_names_who_gets_it_in_the_warnings_of_its_plan(face: Face) -> None:
    letter = next(iter(face.reader().read(Messages.of(mail_folder="inbox").select("from_").limit(1))))
    plan = face.plan(Call(Reply.of(message=letter.id), comment="Dank"))
    address = letter.from_.email_address.address
    (warning,) = [one for one in plan.warnings if "rule: recipient" in one]
    assert f"{address[0]}•••@{address.partition('@')[2]}" in warning
    assert address not in warning
