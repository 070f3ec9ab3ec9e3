"""Mail that leaves by itself: the plan says so, and who gets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect.errors import masked
from nlconnect_graph.rules.looking import one, plain, whole

GIVEN: Mapping[str, tuple[str, ...]] = {
    "mail.SendMail": ("to_recipients", "cc_recipients", "bcc_recipients", "reply_to"),
    "mail.Reply": ("to_recipients", "cc_recipients", "bcc_recipients"),
    "mail.ReplyAll": ("to_recipients", "cc_recipients", "bcc_recipients"),
    "mail.Forward": ("to_recipients", "cc_recipients", "bcc_recipients"),
    "calendar.ForwardEvent": ("to_recipients",),
    "calendar.Events": ("attendees",),
    "files.InviteToItem": ("recipients",),
    "directory.Invitations": (),
    "mail.SendDraft": (),
    "calendar.CancelEvent": (),
}
"""Writes that send something, and the fields of theirs that say to whom."""
LOOKED_UP: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "mail.Reply": ("mail.Messages", "message", ("from_", "reply_to")),
    "mail.ReplyAll": ("mail.Messages", "message", ("from_", "reply_to", "to_recipients", "cc_recipients")),
    "mail.SendDraft": (
        "mail.Messages",
        "message",
        ("to_recipients", "cc_recipients", "bcc_recipients", "is_draft"),
    ),
    "calendar.CancelEvent": ("calendar.Events", "event", ("attendees",)),
}
"""By the action: the record it is about, the parameter that names it, and the fields that say who gets it."""
MOST_NAMED = 3


class Recipient:
    """Addresses as far as one recognises one's own; a mail cannot be taken back."""

    name = "recipient"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        entity, parameter, fields = LOOKED_UP.get(draft.entity.qualified_name, ("", "", ()))
        return {"about": one(draft, entity, draft.parameters[parameter], *fields)} if entity else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        name = draft.entity.qualified_name
        if name not in GIVEN or draft.verb not in ("create", "update", "call"):
            return
        people = list(_given(draft, GIVEN[name]))
        if invited := plain(draft, "invited_user_email_address"):
            people.append(str(invited))
        told_by: list[str] = []
        for record in answers.get("about", ()):
            if name == "mail.SendDraft" and getattr(record, "is_draft", None) is False:
                yield Finding(self.name, "this was sent already", "refuse", "Answer it or forward it instead.")
                return
            told_by += _in(record, LOOKED_UP[name][2])
        if not told_by and name in ("mail.Reply", "mail.ReplyAll"):
            told_by.append("")  # it goes to somebody all the same
        people += told_by
        if people:
            told = _told([person for person in people if person] or ["somebody"])
            is_quiet = name == "files.InviteToItem" and plain(draft, "send_invitation") is not True
            text = f"applying this {'opens it to' if is_quiet else 'mails'} {told}"
            remedy = "See that these are the right people: it cannot be taken back."
            yield Finding(self.name, text, "mind", remedy, tuple(dict.fromkeys(people)))
        elif name == "mail.SendDraft" and "about" in answers:
            yield Finding(self.name, "the draft has no recipient", "refuse", "Update it with to_recipients first.")


def _given(draft: Draft, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        rows = whole(draft, field)
        for row in rows if isinstance(rows, tuple) else ():
            if isinstance(row, Mapping):
                inside = row.get("emailAddress")
                address = inside.get("address") if isinstance(inside, Mapping) else row.get("email")
                yield str(address) if address else ""  # somebody, and nobody can say who


def _in(record: Record, fields: Iterable[str]) -> Iterator[str]:
    """Graph: an answer goes to those of `replyTo` where it names any, else to who sent the letter."""
    answered_to = getattr(record, "reply_to", None)
    for field in fields:
        if field == "from_" and answered_to:
            continue
        found = getattr(record, field, None)
        for person in found if isinstance(found, list | tuple) else [found]:
            address = getattr(getattr(person, "email_address", None), "address", None)
            yield from [address] if address else []


def _told(people: list[str]) -> str:
    people = list(dict.fromkeys(person.lower() for person in people))
    named = ", ".join(masked(person) for person in people[:MOST_NAMED])
    more = len(people) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named
