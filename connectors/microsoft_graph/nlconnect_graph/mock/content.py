"""Bytes: files behind addresses that need no token, pictures, attachments and letters as they were sent."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from nlconnect.mock.messages import Answer, Asked, json_answer, text_answer
from nlconnect.mock.tables import Row
from nlconnect_graph.mock.refusals import refusal

PATH = "/_layouts/15/download.aspx"
GOOD_FOR = 3_600
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass
class Downloads:
    """Addresses that were given out: whoever knows one may read the file, for about an hour."""

    base_url: str
    _given: dict[str, tuple[bytes, str, str, float]] = field(default_factory=dict)

    def address(self, row: Row, now: float) -> str:
        """An address for a file as it is now."""
        content, name = row["#content"], str(row["name"])
        raw = content if isinstance(content, bytes) else b""
        file = row["file"]
        kind = str(file.get("mimeType", "")) if isinstance(file, dict) else ""
        secret = hashlib.blake2b(f"{row['id']}{now}".encode() + raw, digest_size=24).hexdigest()
        self._given[secret] = (raw, kind or "application/octet-stream", name, now + GOOD_FOR)
        return f"{self.base_url}{PATH}?UniqueId={secret[:32]}&Translate=false&tempauth=v1.{secret}&ApiVersion=2.0"

    def answer(self, asked: Asked, now: float) -> Answer:
        """Graph: a token does not belong here, and is refused."""
        if asked.header("authorization"):
            return json_answer(401, {"error": {"code": "unauthenticated", "message": "Do not send a token here."}})
        given = self._given.get(asked.parameters.get("tempauth", "").removeprefix("v1."))
        if given is None or given[3] < now:
            return text_answer(401, "The address is no longer good.")
        raw, kind, name, _ = given
        return ranged(asked, raw, kind, name)


def ranged(asked: Asked, raw: bytes, kind: str, name: str = "") -> Answer:
    """The whole, or the part that was asked for."""
    headers = {"content-type": kind, "accept-ranges": "bytes"}
    if name:
        headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    found = _RANGE.fullmatch(asked.header("range"))
    if found is None:
        return Answer(200, raw, headers)
    if not found[1]:
        start, end = max(0, len(raw) - int(found[2] or 0)), len(raw)
    else:
        start, end = int(found[1]), min(len(raw), int(found[2]) + 1 if found[2] else len(raw))
    if start >= len(raw) or start >= end:
        return Answer(416, b"", {"content-range": f"bytes */{len(raw)}"})
    return Answer(206, raw[start:end], {**headers, "content-range": f"bytes {start}-{end - 1}/{len(raw)}"})


def value_of(asked: Asked, row: Row, module: str) -> Answer:
    """`/$value`: a letter as MIME, an attachment or a picture as bytes."""
    if row["#type"] == "message":
        return text_answer(200, mime(row), content_type="text/plain")
    content = row["#content"]
    if content is None and isinstance(row["contentBytes"], str):
        content = base64.b64decode(row["contentBytes"])
    if not isinstance(content, bytes):
        raise refusal(module, "missing")
    kind = str(row["contentType"] or row["@odata.mediaContentType"] or "application/octet-stream")
    return ranged(asked, content, kind)


def mime(row: Row) -> str:
    """A letter as it travelled."""
    moment = row["sentDateTime"]
    date = format_datetime(moment) if isinstance(moment, datetime) else ""
    to = ", ".join(_address(one) for one in row["toRecipients"] or ())  # type: ignore[attr-defined]  # a list
    body = row["body"]
    text = str(body.get("content", "")) if isinstance(body, dict) else ""
    head = f"From: {_address(row['from'])}\r\nTo: {to}\r\nSubject: {row['subject']}\r\nDate: {date}\r\n"
    kind = "Content-Type: text/html; charset=utf-8\r\nMIME-Version: 1.0\r\n"
    return f"{head}Message-ID: {row['internetMessageId']}\r\n{kind}\r\n{text}\r\n"


def _address(value: object) -> str:
    found = value.get("emailAddress") if isinstance(value, dict) else None
    return f"{found.get('name')} <{found.get('address')}>" if isinstance(found, dict) else ""


def page_of(row: Row) -> Answer:
    """A page of OneNote as HTML."""
    content = row["#content"]
    return Answer(200, content if isinstance(content, bytes) else b"", {"content-type": "text/html; charset=utf-8"})
