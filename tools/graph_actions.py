"""What Graph does when it is asked to, as entities that are called: their fields are the parameters of the action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NOTHING = ["none", 0, "reviewed"]
_TRAFFIC = ["user.behavior.communication_metadata", 3, "reviewed"]
_TEXT = ["user.content.private", 4, "reviewed"]
_SUBJECT = ["user.content.private.subject_line", 3, "reviewed"]
_FILE = ["user.content.private.attachment", 4, "reviewed"]
_FILE_NAME = ["user.content.private.attachment", 3, "reviewed"]
_TO = {"type": "object", "of": "recipient", "many": True, "tag": _TRAFFIC}
_SEND = {"delegated": ["Mail.Send"], "application": ["Mail.Send"]}

ATTACHED: Mapping[str, Mapping[str, Any]] = {
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

ACTIONS: Mapping[str, Mapping[str, Any]] = {
    "SendMail": {
        "record": "SentMail",
        "wire": "sendMail",
        "type": "message",
        "service": "mail",
        "path": "/users/{mailbox}/sendMail",
        "paths": [{"path": "/users/{mailbox}/sendMail"}],
        "key": [],
        "kind": "action",
        "methods": ["POST"],
        "collection_methods": ["POST"],
        "permission": "Mail.Send",
        "page_size": None,
        "parameters": {"mailbox": "string"},
        "optional_parameters": ["mailbox"],
        "permissions": {"write_least": _SEND, "write": ["Mail.Send"]},
        "notes": ["It is sent some time after the answer, which has no id."],
        "fields": {
            "subject": {"type": "string", "label_nl": "Onderwerp", "tag": _SUBJECT},
            "body": {"type": "object", "of": "itemBody", "label_nl": "Tekst", "tag": _TEXT},
            "toRecipients": {**_TO, "required": True, "label_nl": "Aan"},
            "ccRecipients": {**_TO, "label_nl": "Cc"},
            "bccRecipients": {**_TO, "label_nl": "Bcc"},
            "replyTo": {**_TO, "label_nl": "Antwoord aan"},
            "from": {"type": "object", "of": "recipient", "label_nl": "Van", "tag": _TRAFFIC},
            "importance": {"type": "string", "enum": "importance", "label_nl": "Urgentie", "tag": _NOTHING},
            "attachments": {
                "type": "object",
                "of": "attachedFile",
                "many": True,
                "label_nl": "Bijlagen",
                "tag": _FILE,
            },
            "saveToSentItems": {"type": "bool", "label_nl": "In verzonden items bewaren", "tag": _NOTHING},
        },
    }
}
