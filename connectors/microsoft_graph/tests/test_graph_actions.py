"""What Graph does when it is asked to: golden requests, and calls carried out on the mock on both faces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_face import Face, diff

from nlconnect import Call, Done, Rejected, Unknown, ref
from nlconnect.connector import Request, Scope
from nlconnect.connector.check import drafted
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.model.collection import Collection, entity_of
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import AcceptEvent, CancelEvent, DeclineEvent, Events, ForwardEvent
from nlconnect_graph.directory import AssignLicense, RestoreDeleted, RevokeSignInSessions, SubscribedSkus, Users
from nlconnect_graph.files import CopyItem, CreateLink, DriveItems, Drives, InviteToItem
from nlconnect_graph.mail import (
    CopyMessage,
    CreateForward,
    CreateReply,
    CreateReplyAll,
    Forward,
    MailFolders,
    Messages,
    MoveMailFolder,
    MoveMessage,
    Reply,
    ReplyAll,
    SendDraft,
)
from nlconnect_graph.writing import GraphWriter

BASE = "https://graph.microsoft.com/v1.0"
WRITER = GraphWriter()
AN = "an@voorbeeldgroep.test"
ANNA = [{"email_address": {"address": "anna@klant.test"}}]
SENT_ANNA = [{"emailAddress": {"address": "anna@klant.test"}}]
SKU = "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"
ACTIONS: tuple[Collection[Any], ...] = (
    AcceptEvent,
    AssignLicense,
    CancelEvent,
    CopyItem,
    CopyMessage,
    CreateForward,
    CreateLink,
    CreateReply,
    CreateReplyAll,
    DeclineEvent,
    Forward,
    ForwardEvent,
    InviteToItem,
    MoveMailFolder,
    MoveMessage,
    Reply,
    ReplyAll,
    RestoreDeleted,
    RevokeSignInSessions,
    SendDraft,
)


def request(change: Change) -> Request:
    return WRITER.write_request(drafted(change, WRITER), base_url=BASE, scope=Scope(mailbox=AN, drive="d1"))


@pytest.fixture(params=["blocking", "async"])
def face(request: pytest.FixtureRequest) -> Iterator[Face]:
    mock = SignedInMock("graph", setting=Setting())
    yield Face(mock, request.param, ACTIONS)
    mock.close()


@pytest.mark.parametrize(
    ("change", "path", "body"),
    [
        (Call(Reply.of(message="m"), comment="Dank"), "users/{an}/messages/m/reply", {"comment": "Dank"}),
        (
            Call(ReplyAll.of(message="m"), body={"content": "Dank"}, cc_recipients=ANNA),
            "users/{an}/messages/m/replyAll",
            {"message": {"body": {"content": "Dank"}, "ccRecipients": SENT_ANNA}},
        ),
        (
            Call(Forward.of(message="m"), comment="Zie", to_recipients=ANNA),
            "users/{an}/messages/m/forward",
            {"comment": "Zie", "toRecipients": SENT_ANNA},
        ),
        (Call(CreateReply.of(message="m")), "users/{an}/messages/m/createReply", {}),
        (
            Call(CreateForward.of(message="m"), to_recipients=ANNA),
            "users/{an}/messages/m/createForward",
            {"toRecipients": SENT_ANNA},
        ),
        (Call(SendDraft.of(message="m")), "users/{an}/messages/m/send", {}),
        (
            Call(MoveMessage.of(message="m"), destination_id="archive"),
            "users/{an}/messages/m/move",
            {"destinationId": "archive"},
        ),
        (
            Call(AcceptEvent.of(event="e"), comment="Goed", send_response=True),
            "users/{an}/events/e/accept",
            {"comment": "Goed", "sendResponse": True},
        ),
        (Call(CancelEvent.of(event="e")), "users/{an}/events/e/cancel", {}),
        (
            Call(AssignLicense.of(user="u"), add_licenses=[{"sku_id": SKU, "disabled_plans": []}], remove_licenses=[]),
            "users/u/assignLicense",
            {"addLicenses": [{"skuId": SKU, "disabledPlans": []}], "removeLicenses": []},
        ),
        (
            Call(AssignLicense.of(user="u"), add_licenses=[{"sku_id": SKU}]),
            "users/u/assignLicense",
            {"addLicenses": [{"skuId": SKU}], "removeLicenses": []},
        ),
        (Call(RevokeSignInSessions.of(user="u")), "users/u/revokeSignInSessions", {}),
        (Call(RestoreDeleted.of(deleted="x")), "directory/deletedItems/x/restore", {}),
        (
            Call(CopyItem.of(item="i"), name="Kopie.pdf", parent_reference={"drive_id": "d2", "id": "f"}),
            "drives/d1/items/i/copy",
            {"name": "Kopie.pdf", "parentReference": {"driveId": "d2", "id": "f"}},
        ),
        (
            Call(CreateLink.of(item="i"), type="view", scope="organization"),
            "drives/d1/items/i/createLink",
            {"type": "view", "scope": "organization"},
        ),
    ],
)
def test_an_action_is_posted_to_the_record_it_is_about(change: Change, path: str, body: object) -> None:
    sent = request(change)
    assert (sent.method, sent.url) == ("POST", f"{BASE}/{path.format(an=AN)}")
    assert json.loads(sent.content or b"") == body


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Call(Reply.of(message="m"), comment="x", body={"content": "y"}), "comment and body exclude one another"),
        (Call(Forward.of(message="m"), comment="x"), "to_recipients is required"),
        (Call(Reply, comment="x"), "message"),
        (Call(MoveMessage.of(message="m")), "destination_id is required"),
        (Call(MoveMessage.of(message="m"), id="x", destination_id="archive"), "id is read-only"),
        (Call(InviteToItem.of(item="i"), message="x"), "recipients is required; roles is required"),
    ],
)
def test_what_an_action_lacks_is_said_before_anything_is_sent(change: Change, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        request(change)


def letter(face: Face) -> Any:
    return next(iter(face.reader().read(Messages.of(mail_folder="inbox").limit(1))))


def in_folder(face: Face, folder: str) -> list[Any]:
    return list(face.reader().read(Messages.of(mail_folder=folder).select("id", "subject", "is_draft")))


def test_a_letter_is_answered_and_the_answer_is_sent_once(face: Face) -> None:
    one, before = letter(face), len(in_folder(face, "sentitems"))
    plan = face.plan(Call(Reply.of(message=one.id), comment="Dank u."))
    assert diff(plan) == [("comment", None, "Dank u.")]
    assert "Dank" not in str(plan)
    face.apply(plan).unwrap()
    face.apply(plan).unwrap()
    assert len(in_folder(face, "sentitems")) == before + 1


def test_an_answer_can_be_a_draft_that_is_sent_later(face: Face) -> None:
    done = face.apply(face.plan(Call(CreateReplyAll.of(message=letter(face).id), comment="Dank u."))).unwrap()
    (draft,) = done.key
    assert draft in [row.id for row in in_folder(face, "drafts")]
    face.apply(face.plan(Call(SendDraft.of(message=draft)))).unwrap()
    assert draft not in [row.id for row in in_folder(face, "drafts")]
    assert draft in [row.id for row in in_folder(face, "sentitems")]


def test_a_letter_moves_to_a_folder_by_its_name_and_keeps_its_id(face: Face) -> None:
    one, folder = letter(face), next(iter(face.reader().read(MailFolders.where(MailFolders.display_name == "Archief"))))
    plan = face.plan(Call(MoveMessage.of(message=one.id), destination_id=ref(display_name="Archief")))
    assert [part.after for part in plan.diff] == [folder.id]
    assert "Archief" in plan.diff[0].label
    assert face.apply(plan).unwrap().key == (one.id,)
    assert one.id in [row.id for row in in_folder(face, "archive")]
    copied = face.apply(face.plan(Call(CopyMessage.of(message=one.id), destination_id="inbox"))).unwrap()
    assert copied.key not in {None, (one.id,)}


def test_a_folder_moves_into_another(face: Face) -> None:
    folders = list(face.reader().read(MailFolders))
    one = next(folder for folder in folders if folder.display_name == "Archief")
    into = next(folder for folder in folders if folder.id != one.id)
    face.apply(face.plan(Call(MoveMailFolder.of(mail_folder=one.id), destination_id=str(into.id)))).unwrap()
    inside = [folder.id for folder in face.reader().read(MailFolders.of(mail_folder=into.id))]
    assert one.id in inside


def test_a_meeting_is_declined_by_who_was_invited_and_by_nobody_else(face: Face) -> None:
    mailbox = face.mock.service.info()["mailbox"]
    invited = face.mock.add("calendar.Events", scope=Scope(mailbox=mailbox), subject="Overleg", is_organizer=False)
    face.apply(face.plan(Call(DeclineEvent.of(event=str(invited["id"])), comment="Vrij", send_response=True))).unwrap()
    mine = next(iter(face.reader().read(Events.limit(1))))
    with pytest.raises(QueryError, match=r"who organises a meeting cannot answer .* \(rule: meeting\)"):
        face.plan(Call(AcceptEvent.of(event=mine.id)))
    face.apply(face.plan(Call(CancelEvent.of(event=mine.id), comment="Ziek"))).unwrap()


def test_a_licence_is_given_by_the_name_of_its_product(face: Face) -> None:
    who = list(face.reader().read(Users.select("id", "user_principal_name").limit(3)))[2]
    named = {"sku_id": ref(sku_part_number="FLOW_FREE")}
    change = Call(
        AssignLicense.of(user=who.user_principal_name),
        add_licenses=[named],
        remove_licenses=[ref(sku_part_number="SPB")],
    )
    plan = face.plan(change)
    labels = {part.name: part.label for part in plan.diff}
    assert labels["add_licenses"] == "sku_part_number FLOW_FREE"
    assert face.apply(plan).unwrap().key == (who.id,)
    after = face.reader().get(Users.select("assigned_licenses"), who.id)
    flow = next(sku for sku in face.reader().read(SubscribedSkus) if sku.sku_part_number == "FLOW_FREE")
    assert [one.sku_id for one in after.assigned_licenses or ()] == [flow.sku_id]
    with pytest.raises(QueryError, match=r"no record of directory\.SubscribedSkus"):
        face.plan(Call(AssignLicense.of(user=who.id), add_licenses=[{"sku_id": ref(sku_part_number="E9")}]))


def test_somebody_who_left_is_signed_out_and_somebody_who_was_deleted_comes_back(face: Face) -> None:
    who = next(iter(face.reader().read(Users.limit(1))))
    face.apply(face.plan(Call(RevokeSignInSessions.of(user=who.id)))).unwrap()
    face.mock.remove("directory.Users", who.id)
    assert face.apply(face.plan(Call(RestoreDeleted.of(deleted=who.id)))).unwrap().key == (who.id,)
    assert face.reader().get(Users, who.id).display_name == who.display_name


def test_a_link_to_a_file_comes_with_the_answer(face: Face) -> None:
    graph = face.reader()
    drive = next(iter(graph.read(Drives.of(user=face.mock.service.info()["user"]))))
    item = next(row for row in graph.read(DriveItems.of(drive=drive.id)) if row.file is not None)
    done = face.apply(face.plan(Call(CreateLink.of(drive=drive.id, item=item.id), type="edit"))).unwrap()
    assert done.key is not None
    assert done.record is not None
    assert done.record.link.web_url.startswith("http")  # type: ignore[attr-defined]  # a record of CreateLink


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: entity_of(action).name)
def test_every_action_is_typed_reviewed_and_told_in_dutch(action: Collection[Any]) -> None:
    entity = entity_of(action)
    assert (entity.kind, entity.methods) == ("action", {"POST"})
    assert entity.title_nl
    assert entity.permissions.write
    assert all(spec.label_nl for spec in entity.fields)


@pytest.mark.parametrize("fault", ["503-after", "cut-after", "503", "cut-before"])
@pytest.mark.parametrize("what", ["move", "send", "licence", "decline", "cancel", "folder", "restore"])
def test_an_action_that_leaves_a_trace_is_looked_for_by_it(face: Face, what: str, fault: str) -> None:
    plan = face.plan(traced(face, what))
    assert not any("cannot be looked for" in warning for warning in plan.warnings)
    face.mock.fail_next(fault, method="POST")
    assert isinstance(face.apply(plan), Unknown)
    sent = face.mock.calls.count("POST")
    found = face.settled(plan)
    assert isinstance(found, Done if fault.endswith("-after") else Rejected)
    assert face.mock.calls.count("POST") == sent
    face.apply(plan).unwrap()
    again = face.plan(traced(face, what)) if what in ("move", "folder") else None
    assert again is None or "as far as can be seen this is so already" in again.warnings


def traced(face: Face, what: str) -> Change:
    """An action that can be seen afterwards; asked for again, the same one."""
    graph, mailbox = face.reader(), Scope(mailbox=face.mock.service.info()["mailbox"])
    match what:
        case "move":
            one = min(graph.read(Messages.select("subject")), key=lambda row: str(row.id))
            return Call(MoveMessage.of(message=one.id), destination_id=ref(display_name="Archief"))
        case "folder":
            folders = sorted(graph.read(MailFolders), key=lambda row: str(row.display_name))
            into = next(one for one in folders if one.display_name != "Archief")
            return Call(MoveMailFolder.of(mail_folder="archive"), destination_id=str(into.id))
        case "send":
            to = [{"emailAddress": {"address": "anna@klant.test"}}]
            draft = face.mock.add("mail.Messages", scope=mailbox, subject="x", is_draft=True, to_recipients=to)
            return Call(SendDraft.of(message=str(draft["id"])))
        case "licence":
            who = next(iter(graph.read(Users.limit(1))))
            return Call(AssignLicense.of(user=who.user_principal_name), remove_licenses=[ref(sku_part_number="SPB")])
        case "decline":
            event = face.mock.add("calendar.Events", scope=mailbox, subject="x", is_organizer=False)
            return Call(DeclineEvent.of(event=str(event["id"])), comment="Vrij")
        case "cancel":
            return Call(CancelEvent.of(event=next(iter(graph.read(Events.limit(1)))).id))
    who = next(iter(graph.read(Users.limit(1))))
    face.mock.remove("directory.Users", who.id)
    return Call(RestoreDeleted.of(deleted=who.id))


def test_a_move_says_where_the_letter_was(face: Face) -> None:
    one = next(iter(face.reader().read(Messages.of(mail_folder="inbox").select("parent_folder_id").limit(1))))
    plan = face.plan(Call(MoveMessage.of(message=one.id), destination_id=ref(display_name="Archief")))
    assert plan.diff[0].before == one.parent_folder_id
    face.apply(face.plan(Call(MoveMessage.of(message=one.id), destination_id=ref(display_name="Archief")))).unwrap()
    with pytest.raises(QueryError, match="stale"):
        face.apply(plan)
