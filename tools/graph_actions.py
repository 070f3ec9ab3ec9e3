"""What Graph does when it is asked to, as entities that are called: their fields are the parameters of the action.

What an answer holds stands among them as read-only fields. The permissions and paths are those of the reference; the
labels and the tags are ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Fact = Mapping[str, Any]

_NOTHING = ["none", 0, "reviewed"]
_TRAFFIC = ["user.behavior.communication_metadata", 3, "reviewed"]
_TEXT = ["user.content.private", 4, "reviewed"]
_SUBJECT = ["user.content.private.subject_line", 3, "reviewed"]
_FILE = ["user.content.private.attachment", 4, "reviewed"]
_FILE_NAME = ["user.content.private.attachment", 3, "reviewed"]
_EMAIL = ["user.contact.email", 2, "reviewed"]
_PASSWORD = ["user.authorization.password", 5, "reviewed"]
_PERSON = ["user.unique_id", 1, "reviewed"]
_SCOPE_PARTS = ("mailbox", "drive")

ATTACHED: Fact = {
    "attachedFile": {
        "name": "AttachedFile",
        "fields": {
            "name": {"type": "string", "required": True, "tag": _FILE_NAME},
            "contentType": {"type": "string", "tag": _NOTHING},
            "contentBytes": {"type": "binary", "required": True, "tag": _FILE},
            "contentId": {"type": "string", "tag": _NOTHING},
            "isInline": {"type": "bool", "tag": _NOTHING},
        },
    }
}
"""A file that goes along with a new message: a `fileAttachment` of which the vendor tells nothing yet."""


def _text(label: str, tag: Sequence[object] = _NOTHING, **more: object) -> Fact:
    return {"type": "string", **more, "label_nl": label, "tag": tag}


def _flag(label: str) -> Fact:
    return {"type": "bool", "label_nl": label, "tag": _NOTHING}


def _several(kind: str, label: str, tag: Sequence[object] = _NOTHING, **more: object) -> Fact:
    return {"type": "object", "of": kind, "many": True, **more, "label_nl": label, "tag": tag}


def _value(kind: str, label: str, tag: Sequence[object] = _NOTHING, **more: object) -> Fact:
    return {"type": "object", "of": kind, **more, "label_nl": label, "tag": tag}


def _action(record: str, wire: str, path: str, fields: Fact, *, of: str, least: Fact, **more: object) -> dict[str, Any]:
    """An action of one address. `of` is the service, `least` the permissions that it needs by who asks."""
    needs = re.findall(r"\{(\w+)\}", path)
    optional = [part for part in needs if part in _SCOPE_PARTS]
    names = sorted({name for names in least.values() for name in names})
    facts = {
        "record": record,
        "wire": wire,
        "service": of,
        "path": path,
        "paths": [{"path": path}],
        "key": ["id"] if "id" in fields else [],
        "kind": "action",
        "methods": ["POST"],
        "collection_methods": ["POST"],
        "permission": " or ".join(least["application"]),
        "page_size": None,
        "parameters": dict.fromkeys(needs, "string"),
        "optional_parameters": optional,
        "permissions": {"write_least": least, "write": names},
        **more,
        "fields": dict(fields),
    }
    return {word: fact for word, fact in facts.items() if fact or word in ("key", "page_size", "fields")}


def _both(name: str) -> Fact:
    return {"delegated": [name], "application": [name]}


_ID = _text("Id", read_only=True)
_TO: Fact = _several("recipient", "Aan", _TRAFFIC, required=True)
_FORM: Fact = {
    "body": _value("itemBody", "Tekst", _TEXT),
    "ccRecipients": _several("recipient", "Cc", _TRAFFIC),
    "bccRecipients": _several("recipient", "Bcc", _TRAFFIC),
    "attachments": _several("attachedFile", "Bijlagen", _FILE),
}
"""What a message of one's own may say beside those who get it."""
_MORE: Fact = {"toRecipients": _several("recipient", "Nog meer aan", _TRAFFIC), **_FORM}
_COMMENT: Fact = {"comment": _text("Toelichting", _TEXT)}
_RESPONSE: Fact = {**_COMMENT, "sendResponse": _flag("Antwoord versturen")}
_OTHER_TIME: Fact = {**_RESPONSE, "proposedNewTime": _value("timeSlot", "Voorgesteld tijdstip", _TRAFFIC)}
_FOLDER = _text("Map", required=True)
_MESSAGE = "/users/{mailbox}/messages/{message}"
_EVENT = "/users/{mailbox}/events/{event}"
_ITEM = "/drives/{drive}/items/{item}"
_FILES = {"delegated": ["Files.ReadWrite"], "application": ["Files.ReadWrite.All"]}
_GONE = "It is sent some time after the answer, which has no id."
_SKUS: Fact = {
    "addLicenses": _several("assignedLicense", "Licenties erbij"),
    "removeLicenses": {"type": "guid", "many": True, "label_nl": "Licenties eraf", "tag": _NOTHING},
}


def _mail(record: str, name: str, fields: Fact, permission: str, **more: object) -> dict[str, Any]:
    path = f"{_MESSAGE}/{name}"
    return _action(record, f"message.{name}", path, fields, of="mail", least=_both(permission), **more)


def _folder(record: str, name: str) -> dict[str, Any]:
    return _action(
        record,
        f"mailFolder.{name}",
        f"/users/{{mailbox}}/mailFolders/{{mail_folder}}/{name}",
        {"id": _ID, "destinationId": _FOLDER},
        of="mail",
        least=_both("Mail.ReadWrite"),
    )


def _event(record: str, name: str, fields: Fact, **more: object) -> dict[str, Any]:
    path = f"{_EVENT}/{name}"
    return _action(record, f"event.{name}", path, fields, of="calendar", least=_both("Calendars.ReadWrite"), **more)


def _file(record: str, name: str, fields: Fact, **more: object) -> dict[str, Any]:
    return _action(record, f"driveItem.{name}", f"{_ITEM}/{name}", fields, of="files", least=_FILES, **more)


_SENT_ONES: Fact = {
    "SendMail": _action(
        "SentMail",
        "sendMail",
        "/users/{mailbox}/sendMail",
        {
            "subject": _text("Onderwerp", _SUBJECT),
            "body": _FORM["body"],
            "toRecipients": _TO,
            "ccRecipients": _FORM["ccRecipients"],
            "bccRecipients": _FORM["bccRecipients"],
            "replyTo": _several("recipient", "Antwoord aan", _TRAFFIC),
            "from": _value("recipient", "Van", _TRAFFIC),
            "importance": _text("Urgentie", enum="importance"),
            "attachments": _FORM["attachments"],
            "saveToSentItems": _flag("In verzonden items bewaren"),
        },
        of="mail",
        least=_both("Mail.Send"),
        notes=[_GONE],
    ),
    "SendDraft": _mail(
        "SentDraft", "send", {}, "Mail.Send", notes=["The draft goes to the sent items when it leaves."]
    ),
    "Reply": _mail("SentReply", "reply", {**_COMMENT, **_MORE}, "Mail.Send", notes=[_GONE]),
    "ReplyAll": _mail("SentReplyAll", "replyAll", {**_COMMENT, **_MORE}, "Mail.Send", notes=[_GONE]),
    "Forward": _mail("SentForward", "forward", {"toRecipients": _TO, **_COMMENT, **_FORM}, "Mail.Send", notes=[_GONE]),
}

_DRAFTS: Fact = {
    "CreateReply": _mail("DraftReply", "createReply", {"id": _ID, **_COMMENT, **_MORE}, "Mail.ReadWrite"),
    "CreateReplyAll": _mail("DraftReplyAll", "createReplyAll", {"id": _ID, **_COMMENT, **_MORE}, "Mail.ReadWrite"),
    "CreateForward": _mail("DraftForward", "createForward", {"id": _ID, **_COMMENT, **_MORE}, "Mail.ReadWrite"),
}

ACTIONS: Mapping[str, Fact] = {
    "mail": {
        **_SENT_ONES,
        **_DRAFTS,
        "MoveMessage": _mail("MovedMessage", "move", {"id": _ID, "destinationId": _FOLDER}, "Mail.ReadWrite"),
        "CopyMessage": _mail("CopiedMessage", "copy", {"id": _ID, "destinationId": _FOLDER}, "Mail.ReadWrite"),
        "MoveMailFolder": _folder("MovedMailFolder", "move"),
        "CopyMailFolder": _folder("CopiedMailFolder", "copy"),
    },
    "calendar": {
        "AcceptEvent": _event("AcceptedEvent", "accept", _RESPONSE),
        "TentativelyAcceptEvent": _event("TentativelyAcceptedEvent", "tentativelyAccept", _OTHER_TIME),
        "DeclineEvent": _event("DeclinedEvent", "decline", _OTHER_TIME),
        "CancelEvent": _event("CancelledEvent", "cancel", _COMMENT, notes=["Only who organises it may do this."]),
        "ForwardEvent": _event("ForwardedEvent", "forward", {"toRecipients": _TO, **_COMMENT}),
    },
    "directory": {
        "AssignLicense": _action(
            "LicensedUser",
            "user.assignLicense",
            "/users/{user}/assignLicense",
            {"id": _text("Gebruiker", _PERSON, read_only=True), **_SKUS},
            of="directory",
            least=_both("LicenseAssignment.ReadWrite.All"),
            notes=["The user needs a usage location. What a group gives is taken away there."],
        ),
        "RevokeSignInSessions": _action(
            "RevokedSignIn",
            "user.revokeSignInSessions",
            "/users/{user}/revokeSignInSessions",
            {},
            of="directory",
            least=_both("User.RevokeSessions.All"),
        ),
        "RestoreDeleted": _action(
            "RestoredObject",
            "deletedItem.restore",
            "/directory/deletedItems/{deleted}/restore",
            {"id": _text("Id", _PERSON, read_only=True)},
            of="directory",
            least=_both("User.DeleteRestore.All"),
        ),
    },
    "files": {
        "CopyItem": _file(
            "CopiedItem",
            "copy",
            {
                "id": _ID,
                "name": _text("Naam", _FILE_NAME),
                "parentReference": _value("itemReference", "Map"),
            },
            notes=["It is copied after the answer, which names where to see how far it is."],
        ),
        "CreateLink": _file(
            "CreatedLink",
            "createLink",
            {
                "id": _ID,
                "type": _text("Soort", required=True),
                "scope": _text("Voor wie"),
                "expirationDateTime": {"type": "datetime", "label_nl": "Geldig tot", "tag": _NOTHING},
                "password": _text("Wachtwoord", _PASSWORD),
                "link": _value("sharingLink", "Link", read_only=True),
            },
        ),
        "InviteToItem": _file(
            "InvitedToItem",
            "invite",
            {
                "recipients": _several("driveRecipient", "Wie", _EMAIL, required=True),
                "roles": {"type": "string", "many": True, "required": True, "label_nl": "Rechten", "tag": _NOTHING},
                "requireSignIn": _flag("Aanmelden nodig"),
                "sendInvitation": _flag("Uitnodiging mailen"),
                "message": _text("Bericht", _TEXT),
            },
        ),
    },
}
