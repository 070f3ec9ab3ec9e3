"""Mailboxes: folders, and letters about the same invoices that the books hold."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from nlconnect.mock.dataset.calendar import WORKING_DAYS
from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Column, Generated, Index, Listed, Source
from nlconnect_graph.mock.rows.enterprise import DUTCH, Colleague, Enterprise, OutlookIds, owner_of, recipient

DEMO_LETTERS = 120
FOLDERS = (
    ("inbox", "Postvak IN"),
    ("sentitems", "Verzonden items"),
    ("drafts", "Concepten"),
    ("deleteditems", "Verwijderde items"),
    ("archive", "Archief"),
    ("junkemail", "Ongewenste e-mail"),
    ("outbox", "Postvak UIT"),
    ("facturen", "Facturen"),
)
"""Well-known names with what a Dutch mailbox calls them; the last one is the owner's own, inside the inbox."""
INVOICES = 7
ROOT = 100


class Mailbox:
    """The mail of one user."""

    def __init__(self, enterprise: Enterprise, owner: Colleague) -> None:
        self.enterprise = enterprise
        self.owner = owner
        self.books = enterprise.book_of(owner)
        self.count = enterprise.records or DEMO_LETTERS
        self.ids = OutlookIds(enterprise.seed, owner.number, "message")
        self.lasting_ids = OutlookIds(enterprise.seed, owner.number, "message", prefix="AAkALg")
        self.folder_ids = OutlookIds(enterprise.seed, owner.number, "folder")

    def letter(self, number: int) -> Letter:
        return Letter(self, number)


@dataclass(frozen=True)
class Letter:
    """One message. Their numbers rise with their dates."""

    mailbox: Mailbox
    number: int

    @property
    def kind(self) -> int:
        """0: a customer asks; 1: a supplier sends an invoice; 2: we send one; 3: a colleague writes."""
        return self.number % 4

    @cached_property
    def invoice(self) -> Invoice:
        books = self.mailbox.books
        trade = books.purchases if self.kind == 1 and books.purchases.count else books.sales
        return trade.invoice(self.number * trade.count // self.mailbox.count)

    @cached_property
    def received(self) -> datetime:
        place = self.number * len(WORKING_DAYS) * 32_400 // self.mailbox.count
        day, seconds = divmod(place, 32_400)
        local = datetime.combine(WORKING_DAYS[day], time(8), DUTCH) + timedelta(seconds=seconds)
        return local.astimezone(UTC)

    @property
    def colleague(self) -> Colleague:
        enterprise = self.mailbox.enterprise
        return enterprise.user((self.mailbox.owner.number + 1 + self.number // 4) % enterprise.staff_count)

    @property
    def other(self) -> dict[str, object]:
        """The one at the other end. Mail programs know people by another name than the books do."""
        if self.kind == 3:
            return recipient(self.colleague.display_name, self.colleague.principal_name)
        party = self.invoice.party
        if self.kind == 0:
            return recipient(party.contact.full_name, party.contact.mail(party.domain))
        return recipient(party.name.removesuffix(" B.V."), party.mail)

    @property
    def own(self) -> dict[str, object]:
        return recipient(self.mailbox.owner.display_name, self.mailbox.owner.principal_name)

    @property
    def subject(self) -> str:
        number = self.invoice.invoice_number
        match self.kind:
            case 0:
                return f"RE: Factuur {number}"
            case 1:
                return f"Factuur {self.invoice.reference}"
            case 2:
                return f"Factuur {number}"
        return "Debiteurenoverleg" if self.invites else f"Vraag over factuur {number}"

    @property
    def invites(self) -> bool:
        """Now and then a colleague sends an invitation."""
        return self.number % 16 == 15

    @property
    def meeting(self) -> datetime:
        return self.received.replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=7)

    @property
    def text(self) -> str:
        number = self.invoice.invoice_number
        match self.kind:
            case 0:
                return f"Goedemiddag, kunt u factuur {number} nog eens sturen? Ons kenmerk is {self.invoice.reference}."
            case 1:
                return f"Bijgaand onze factuur {self.invoice.reference} voor {self.invoice.description}."
            case 2:
                return f"Bijgaand ontvangt u factuur {number} voor {self.invoice.description}."
        if self.invites:
            return f"We bespreken factuur {number} van {self.invoice.party.name}."
        return f"Weet jij of {self.invoice.party.name} factuur {number} al heeft betaald?"

    @property
    def folder(self) -> int:
        if self.kind == 2:
            return 2 if self.number % 20 == 18 else 1
        return INVOICES if self.kind == 1 and self.number % 8 == 1 else 0

    @property
    def has_attachments(self) -> bool:
        return self.kind in (1, 2)

    @property
    def change_key(self) -> str:
        return base64.b64encode(b"FwAAAB" + mix(self.number, 17).to_bytes(8, "big") + b"\0\0").decode()


def messages(enterprise: Enterprise, place: object) -> Source:
    mailbox = mailbox_of(enterprise, place)
    by_id = {"id": by_ids(mailbox.ids, mailbox.count), "#immutable": by_ids(mailbox.lasting_ids, mailbox.count)}
    return Generated(mailbox.count, mailbox.letter, _COLUMNS, by_id)


def mailbox_of(enterprise: Enterprise, place: object) -> Mailbox:
    return Mailbox(enterprise, owner_of(enterprise, place))


def by_ids(ids: OutlookIds, count: int) -> Index:
    """Rows by an identifier that is computed."""

    def find(value: object) -> range:
        number = ids.number(value)
        return range(0) if number is None or number >= count else range(number, number + 1)

    return find


def _clock(moment: datetime) -> dict[str, object]:
    return {"dateTime": moment.strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": "UTC"}


def _sent(letter: Letter) -> bool:
    return letter.kind == 2


_COLUMNS: Mapping[str, Column[Letter]] = {
    "#type": lambda m: "message",
    "#immutable": lambda m: m.mailbox.lasting_ids[m.number],
    "@odata.type": lambda m: "#microsoft.graph.eventMessageRequest" if m.invites else None,
    "meetingMessageType": lambda m: "meetingRequest" if m.invites else None,
    "meetingRequestType": lambda m: "newMeetingRequest" if m.invites else None,
    "startDateTime": lambda m: _clock(m.meeting) if m.invites else None,
    "endDateTime": lambda m: _clock(m.meeting + timedelta(hours=1)) if m.invites else None,
    "location": lambda m: {"displayName": "Vergaderzaal 1"} if m.invites else None,
    "type": lambda m: "singleInstance" if m.invites else None,
    "isAllDay": lambda m: False if m.invites else None,
    "isDelegated": lambda m: False if m.invites else None,
    "isOutOfDate": lambda m: False if m.invites else None,
    "responseRequested": lambda m: True if m.invites else None,
    "allowNewTimeProposals": lambda m: True if m.invites else None,
    "id": lambda m: m.mailbox.ids[m.number],
    "createdDateTime": lambda m: m.received,
    "lastModifiedDateTime": lambda m: m.received + timedelta(seconds=40),
    "receivedDateTime": lambda m: m.received,
    "sentDateTime": lambda m: m.received - timedelta(seconds=2),
    "changeKey": lambda m: m.change_key,
    "categories": lambda m: ["Facturen"] if m.kind == 1 else [],
    "hasAttachments": lambda m: m.has_attachments,
    "internetMessageId": lambda m: f"<{m.mailbox.enterprise.guids('internet-message')[m.number]}@{_domain(m)}>",
    "subject": lambda m: m.subject,
    "bodyPreview": lambda m: m.text[:255],
    "body": lambda m: {
        "contentType": "html",
        "content": f"<html><head></head><body><p>{m.text}</p></body></html>",
    },
    "uniqueBody": lambda m: {"contentType": "html", "content": f"<html><body><p>{m.text}</p></body></html>"},
    "importance": lambda m: "high" if m.number % 17 == 3 else "normal",
    "parentFolderId": lambda m: m.mailbox.folder_ids[m.folder],
    "conversationId": lambda m: f"AAQkAG{m.mailbox.enterprise.guids('conversation')[m.invoice.number]}",
    "conversationIndex": lambda m: base64.b64encode(mix(m.number, 3).to_bytes(8, "big")).decode(),
    "isDeliveryReceiptRequested": lambda m: None if not _sent(m) else False,
    "isReadReceiptRequested": lambda m: False,
    "isRead": lambda m: m.number < m.mailbox.count - 12 or _sent(m),
    "isDraft": lambda m: m.folder == 2,
    "webLink": lambda m: f"https://outlook.mock.test/owa/?ItemID={m.mailbox.ids[m.number]}&exvsurl=1",
    "inferenceClassification": lambda m: "focused" if m.kind != 1 else "other",
    "sender": lambda m: m.own if _sent(m) else m.other,
    "from": lambda m: m.own if _sent(m) else m.other,
    "toRecipients": lambda m: [m.other if _sent(m) else m.own],
    "ccRecipients": lambda m: [recipient(m.colleague.display_name, m.colleague.mail)] if m.number % 10 == 0 else [],
    "bccRecipients": lambda m: [],
    "replyTo": lambda m: [],
    "flag": lambda m: {"flagStatus": "flagged" if m.number % 15 == 0 else "notFlagged"},
    "internetMessageHeaders": lambda m: [{"name": "X-Mock-Invoice", "value": str(m.invoice.invoice_number)}],
}


def _domain(letter: Letter) -> str:
    return str(letter.mailbox.owner.principal_name if _sent(letter) else letter.invoice.party.domain).rpartition("@")[2]


def mail_folders(enterprise: Enterprise, place: object) -> Source:
    """Top folders hang below a root that lists do not show."""
    mailbox = mailbox_of(enterprise, place)
    rows = []
    for number, (well_known, name) in enumerate(FOLDERS):
        rows.append(
            {
                "#type": "mailFolder",
                "#well_known": well_known,
                "#folder": number,
                "id": mailbox.folder_ids[number],
                "displayName": name,
                "parentFolderId": mailbox.folder_ids[0 if number == INVOICES else ROOT],
                "childFolderCount": int(number == 0),
                "isHidden": False,
                "sizeInBytes": 48_000,
            }
        )
    return Listed(rows)


def attachments(enterprise: Enterprise, place: object) -> Source:
    """The invoices that came with letters, and one drawing. Only those of the last letters are held."""
    mailbox = mailbox_of(enterprise, place)
    rows: list[dict[str, object]] = []
    for number in range(max(0, mailbox.count - HELD_ATTACHMENTS), mailbox.count):
        letter = mailbox.letter(number)
        if letter.has_attachments:
            rows.append(_attachment(letter))
    rows += _other_attachments(mailbox.letter(mailbox.count - 2))
    agenda = {**_attachment(mailbox.letter(1)), "name": "Agenda.pdf", "#message": None}
    event = OutlookIds(enterprise.seed, mailbox.owner.number, "event")[0]
    rows.append({**agenda, "#event": event, "id": f"{event.rstrip('=')}BEgAQAA=="})
    return Listed(rows)


HELD_ATTACHMENTS = 1_000


def _other_attachments(letter: Letter) -> list[dict[str, object]]:
    """A letter inside a letter, and a file that lies elsewhere."""
    message = letter.mailbox.ids[letter.number]
    usual = {"#message": message, "lastModifiedDateTime": letter.received, "isInline": False, "contentType": None}
    inner = {"@odata.type": "#microsoft.graph.message", "id": "", "subject": "Herinnering", "isDraft": False}
    return [
        {
            **usual,
            "@odata.type": "#microsoft.graph.itemAttachment",
            "id": f"{message.rstrip('=')}BEgAQBB==",
            "name": "Herinnering",
            "size": 4_096,
            "item": inner,
        },
        {
            **usual,
            "@odata.type": "#microsoft.graph.referenceAttachment",
            "id": f"{message.rstrip('=')}BEgAQCC==",
            "name": "Algemene voorwaarden.pdf",
            "size": 382,
        },
    ]


def _attachment(letter: Letter) -> dict[str, object]:
    name = letter.invoice.reference if letter.kind == 1 else str(letter.invoice.invoice_number)
    content = document(f"Factuur {name}", letter.text)
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "@odata.mediaContentType": "application/pdf",
        "#message": letter.mailbox.ids[letter.number],
        "#content": content,
        "id": f"{letter.mailbox.ids[letter.number].rstrip('=')}BEgAQAA==",
        "lastModifiedDateTime": letter.received,
        "name": f"Factuur {name}.pdf",
        "contentType": "application/pdf",
        "size": len(content) + 180,
        "isInline": False,
        "contentId": None,
        "contentLocation": None,
        "contentBytes": base64.b64encode(content).decode(),
    }


def document(title: str, text: str) -> bytes:
    """A small file that begins as a PDF does."""
    return f"%PDF-1.4\n% mock\n{title}\n{text}\n%%EOF\n".encode()


def message_rules(enterprise: Enterprise, place: object) -> Source:
    mailbox = mailbox_of(enterprise, place)
    return Listed(
        [
            {
                "id": "AQAAAJ5dZqA=",
                "displayName": "Facturen naar eigen map",
                "sequence": 1,
                "isEnabled": True,
                "hasError": False,
                "isReadOnly": False,
                "conditions": {"subjectContains": ["Factuur F"]},
                "actions": {"moveToFolder": mailbox.folder_ids[INVOICES], "stopProcessingRules": True},
                "exceptions": None,
            }
        ]
    )


def outlook_categories(enterprise: Enterprise, place: object) -> Source:
    names = (("Facturen", "preset0"), ("Rode categorie", "preset1"), ("Opvolgen", "preset7"))
    return Listed(
        [
            {"id": enterprise.guids("category")[number], "displayName": name, "color": color}
            for number, (name, color) in enumerate(names)
        ]
    )


def mailbox_settings(enterprise: Enterprise, place: object) -> Source:
    mailbox = mailbox_of(enterprise, place)
    return Listed(
        [
            {
                "archiveFolder": mailbox.folder_ids[4],
                "timeZone": "W. Europe Standard Time",
                "delegateMeetingMessageDeliveryOptions": "sendToDelegateOnly",
                "dateFormat": "d-M-yyyy",
                "timeFormat": "HH:mm",
                "userPurpose": "user",
                "language": {"locale": "nl-NL", "displayName": "Nederlands (Nederland)"},
                "automaticRepliesSetting": {
                    "status": "disabled",
                    "externalAudience": "all",
                    "internalReplyMessage": "",
                    "externalReplyMessage": "",
                },
                "workingHours": {
                    "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                    "startTime": "08:30:00.0000000",
                    "endTime": "17:00:00.0000000",
                    "timeZone": {"name": "W. Europe Standard Time"},
                },
            }
        ]
    )


def conversations(enterprise: Enterprise, _: object) -> Source:
    """What was written to the groups that have a mailbox."""
    books = enterprise.books[0]
    rows: list[dict[str, object]] = []
    for group in range(1, 4):
        for number in range(3):
            invoice = books.sales.invoice(group * 10 + number)
            rows.append(
                {
                    "#group": enterprise.guids("group")[group],
                    "id": f"AAQkAG{enterprise.guids('group conversation')[group * 10 + number]}=",
                    "topic": f"Factuur {invoice.invoice_number}",
                    "hasAttachments": number == 0,
                    "lastDeliveredDateTime": datetime.combine(invoice.day, time(14), UTC),
                    "uniqueSenders": [enterprise.user(number).display_name],
                    "preview": f"Wie belt {invoice.party.name}?",
                }
            )
    return Listed(rows)
