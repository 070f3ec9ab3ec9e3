"""The text of a mail that was saved as a file."""

from __future__ import annotations

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from nlconnect.documents.markup import text_of_markup
from nlconnect.errors import QueryError

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_HEADERS = 60_000
"""Bytes: who parses addresses looks at them again and again."""
_MOST_BODY = 400_000
_PART_HEADER = re.compile(rb"^content-[a-z-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 1_000
"""Lines that may begin one."""
_LONGEST_PART_HEADER = 4_000
"""Bytes: parameters of a header are looked at again and again as well."""


def text_of_message(content: bytes) -> str:
    """Its headers that people see, and its body; what is attached is not read."""
    if len(content.replace(b"\r\n", b"\n").partition(b"\n\n")[0]) > _MOST_HEADERS:
        raise QueryError("the headers of the mail are too long")
    if content.count(b"\n--") > _MOST_PARTS:
        raise QueryError("the mail has too many parts")
    if any(len(header[0]) > _LONGEST_PART_HEADER for header in _PART_HEADER.finditer(content)):
        raise QueryError("the headers of a part of the mail are too long")
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
        headers = [f"{name}: {message[name]}" for name in _HEADERS if message[name]]
        body = message.get_body(("plain", "html"))
        text = "" if body is None else str(body.get_content())[:_MOST_BODY]
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError):
        # The parser of the standard library answers some broken mails with errors of its own making.
        raise QueryError("the file is no readable mail") from None
    if not headers and not text:
        raise QueryError("the file is no readable mail")
    if body is not None and body.get_content_subtype() == "html":
        text = text_of_markup(text)
    return "\n".join([*headers, "", text.strip()])
