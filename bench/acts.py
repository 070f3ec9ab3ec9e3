"""The actions of Microsoft 365 in the sweep: where each value that a plan shows is to be found, and what else changes.

An action shows in other records than its own: a letter that moves stands in another folder. What others are sent, such
as the comment of who declines a meeting, stands in no record of whoever sends it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bench.computed import reason_for

from nlconnect import Call, ref
from nlconnect.connector import collection_of
from nlconnect.model.change import Target
from nlconnect.model.outcome import Difference, Plan

if TYPE_CHECKING:
    from bench.grounds import GraphGround
    from bench.records import Touched

ANNA = [{"email_address": {"address": "anna@klant.test"}}]
LETTER, FOLDER, MEETING, USER = "mail.Messages", "mail.MailFolders", "calendar.Events", "directory.Users"
SENT_AWAY = ""
"""In place of a path: others are sent it, and no record of the tenant has it."""
ANSWERED = {LETTER: frozenset({"*"})}
_LETTER_FIELDS = {"body": "body", "cc_recipients": "ccRecipients", "to_recipients": "toRecipients", "comment": "body"}

Makes = Callable[["GraphGround", Target], Call]


@dataclass(frozen=True)
class Act:
    """How it is asked for, where each value shows, and which fields of which records may become other by it."""

    call: Makes
    shows: Mapping[str, str] = field(default_factory=dict)
    """By the name in the diff: the field of the touched record that holds it."""
    changes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The only records that may be other than before, and the fields of them; `*` for a new record."""


def _answer(text: str) -> Act:
    def call(ground: GraphGround, target: Target) -> Call:
        body = {"content_type": "text", "content": text}
        return Call(target.of(message=ground.letter()), body=body, cc_recipients=ANNA)

    return Act(call, _LETTER_FIELDS, ANSWERED)


def _passed_on(ground: GraphGround, target: Target) -> Call:
    return Call(target.of(message=ground.letter()), comment="Zie", to_recipients=ANNA)


def _responded(ground: GraphGround, target: Target) -> Call:
    return Call(target.of(event=ground.invited()), comment="Gezien", send_response=True)


RESPONDED = Act(
    _responded, {"comment": SENT_AWAY, "send_response": SENT_AWAY}, {MEETING: frozenset({"responseStatus"})}
)
MOVED = {"destination_id": "parentFolderId"}
ACTS: Mapping[str, Act] = {
    "calendar.AcceptEvent": RESPONDED,
    "calendar.DeclineEvent": RESPONDED,
    "calendar.TentativelyAcceptEvent": RESPONDED,
    "calendar.CancelEvent": Act(
        lambda g, target: Call(target.of(event=g.own_meeting()), comment="Ziek"),
        {"comment": SENT_AWAY},
        {MEETING: frozenset({"isCancelled"})},
    ),
    "calendar.ForwardEvent": Act(
        lambda g, target: Call(target.of(event=g.own_meeting()), comment="Zie", to_recipients=ANNA),
        {"comment": SENT_AWAY, "to_recipients": SENT_AWAY},
    ),
    "directory.Invitations": Act(
        lambda g, target: Call(
            target, invited_user_email_address="gast@klant.test", invite_redirect_url="https://localhost/welkom"
        ),
        {"invited_user_email_address": "mail", "invite_redirect_url": SENT_AWAY},
        {USER: frozenset({"*"})},
    ),
    "directory.AssignLicense": Act(
        lambda g, target: Call(
            target.of(user=g.person()),
            add_licenses=[{"sku_id": ref(sku_part_number="FLOW_FREE")}],
            remove_licenses=[ref(sku_part_number="SPB")],
        ),
        {"add_licenses": "assignedLicenses", "remove_licenses": "-assignedLicenses"},
        {USER: frozenset({"assignedLicenses"}), "directory.SubscribedSkus": frozenset({"consumedUnits"})},
    ),
    "directory.RestoreDeleted": Act(
        lambda g, target: Call(target.of(deleted=g.who_left())), changes={USER: frozenset({"*"})}
    ),
    "directory.RevokeSignInSessions": Act(
        lambda g, target: Call(target.of(user=g.person())),
        changes={USER: frozenset({"signInSessionsValidFromDateTime"})},
    ),
    "files.CopyItem": Act(
        lambda g, target: Call(target.of(**g.file()), name="Kopie.pdf"),
        {"name": "name"},
        {"files.DriveItems": frozenset({"*"})},
    ),
    "files.CreateLink": Act(
        lambda g, target: Call(target.of(**g.file()), type="view", scope_="organization"),
        {"type": SENT_AWAY, "scope_": SENT_AWAY},
    ),
    "files.InviteToItem": Act(
        lambda g, target: Call(
            target.of(**g.file()),
            recipients=[{"email": "anna@klant.test"}],
            roles=["read"],
            require_sign_in=True,
            send_invitation=True,
            message="Zie",
        ),
        {
            "recipients": "invitation",
            "roles": "roles",
            "require_sign_in": "invitation",
            "send_invitation": SENT_AWAY,
            "message": SENT_AWAY,
        },
        {"files.DriveItemPermissions": frozenset({"*"})},
    ),
    "mail.CopyMailFolder": Act(
        lambda g, target: Call(target.of(mail_folder=g.folder("Archief")), destination_id=g.folder("Postvak IN")),
        MOVED,
        {FOLDER: frozenset({"*"})},
    ),
    "mail.MoveMailFolder": Act(
        lambda g, target: Call(target.of(mail_folder=g.folder("Archief")), destination_id=g.folder("Postvak IN")),
        MOVED,
        {FOLDER: frozenset({"parentFolderId"})},
    ),
    "mail.CopyMessage": Act(
        lambda g, target: Call(target.of(message=g.letter()), destination_id=g.folder("Archief")), MOVED, ANSWERED
    ),
    "mail.MoveMessage": Act(
        lambda g, target: Call(target.of(message=g.letter()), destination_id=g.folder("Archief")),
        MOVED,
        {LETTER: frozenset({"parentFolderId"})},
    ),
    "mail.CreateReply": _answer("Een antwoord"),
    "mail.CreateReplyAll": _answer("Aan allen"),
    "mail.Reply": _answer("Dank"),
    "mail.ReplyAll": _answer("Dank allen"),
    "mail.CreateForward": Act(_passed_on, _LETTER_FIELDS, ANSWERED),
    "mail.Forward": Act(_passed_on, _LETTER_FIELDS, ANSWERED),
    "mail.SendDraft": Act(
        lambda g, target: Call(target.of(message=g.draft())),
        changes={LETTER: frozenset({"isDraft", "parentFolderId"})},
    ),
    "mail.SendMail": Act(
        lambda g, target: Call(
            target,
            subject="Rapport",
            body={"content_type": "text", "content": "Bijgaand"},
            to_recipients=ANNA,
            cc_recipients=ANNA,
            importance="high",
            save_to_sent_items=True,
        ),
        {**_LETTER_FIELDS, "subject": "subject", "importance": "importance", "save_to_sent_items": SENT_AWAY},
        ANSWERED,
    ),
}


def acted(ground: GraphGround, name: str) -> Call:
    """The action as the sweep asks for it. Raises KeyError for one that nobody wrote down here."""
    entity = ground.catalogue.entity(name)
    return ACTS[name].call(ground, collection_of(ground.connector.package, entity))


def differing(name: str, plan: Plan, touched: Sequence[Touched]) -> Iterator[str]:
    """What the plan shows and is nowhere, and what became other without belonging to the action."""
    act = ACTS[name]
    for part in plan.diff:
        where = act.shows.get(part.name)
        if where is None:
            yield f"{part.name} was shown, and nobody says where it is to be found"
        elif where != SENT_AWAY and not any(_holds(one, where, part) for one in touched):
            yield f"{part.name} was shown, and stands nowhere"
    if act.changes and not touched:
        yield "nothing became other than before"
    for one in touched:
        allowed = act.changes.get(one.entity)
        if allowed is None:
            yield f"a record of {one.entity} is other than before, and nothing was said of it"
        elif "*" in allowed and one.before is not None:
            yield f"a record of {one.entity} that was there is other than before"
        elif "*" not in allowed:
            before, after = one.before or {}, one.after or {}
            for wire in sorted({*before, *after} - allowed):
                same = before.get(wire) == after.get(wire) or wire[:1] in ("#", "@")
                if not same and reason_for("graph", one.entity, wire) is None:
                    yield f"{one.entity}.{wire} became other, and was not shown"


def _holds(one: Touched, where: str, part: Difference) -> bool:
    """Whether the record has what was shown; after `-` it had it before, and has it no more."""
    values = one.before if where.startswith("-") else one.after
    wire = where.removeprefix("-")
    gone = where.startswith("-") and one.after is not None and _contains(one.after.get(wire), part.after)
    return values is not None and not gone and _contains(values.get(wire), part.after)


def _contains(stands: object, shown: object) -> bool:
    """Whether every value that was shown stands somewhere in what a field holds."""
    leaves = {_text(leaf) for leaf in _leaves(stands)}
    text = "\n".join(leaves)
    return all(_text(leaf) in leaves or (len(_text(leaf)) > 2 and _text(leaf) in text) for leaf in _leaves(shown))


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, str) and value[:1] in ("{", "["):
        value = json.loads(value)
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    elif value is not None:
        yield value


def _text(value: Any) -> str:
    return str(value).casefold()
