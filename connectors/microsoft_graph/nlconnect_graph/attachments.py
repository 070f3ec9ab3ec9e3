"""Files that go along with mail and appointments: small ones in the request, large ones in pieces (section 9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from nlconnect.connector import EntitySpec, Response
from nlconnect.connector.files import held_in
from nlconnect.connector.writer import Draft
from nlconnect.errors import QueryError
from nlconnect.model.file import Held

TAKES = "mail.Attachments"
WHOLE = 3_000_000
"""Bytes from which on Graph takes a file in pieces only."""
LARGEST = 150_000_000
PIECE = 12 * 327_680
"""Graph advises pieces of at most 4 MB for mail."""
SAID = {"name": "name", "isInline": "isInline", "contentId": "contentId", "contentType": "contentType"}
"""What can be said of a large file, by the name of the field."""
_KEY = re.compile(r"attachments(?:/|\(')([^/')]+)", re.IGNORECASE)


def large_file(draft: Draft) -> Held | None:
    """The file of a new attachment that is too large for one request."""
    if draft.entity.qualified_name != TAKES or draft.verb != "create":
        return None
    return next((held for held in held_in(draft) if held.file.size >= WHOLE), None)


def wish(held: Held, body: Mapping[str, object], entity: EntitySpec) -> dict[str, object]:
    """What is asked for an address to send it to. Raises QueryError for what cannot be said of a large file."""
    if held.file.size > LARGEST:
        raise QueryError(
            f"the file has {held.file.size:,} bytes and Microsoft takes {LARGEST:,}",
            entity=entity.name,
            hint="Put it in OneDrive with `upload`, and send its address.",
        )
    beyond = [entity.by_wire[wire].name for wire in body if wire not in SAID and wire != "contentBytes"]
    if beyond:
        raise QueryError(f"{', '.join(beyond)} cannot be given to a large file", entity=entity.name)
    said = {SAID[wire]: value for wire, value in body.items() if wire in SAID}
    return {"AttachmentItem": {"attachmentType": "file", "size": held.file.size, **said}}


def key_at(response: Response) -> str | None:
    """Graph: the last piece of a large file is answered with nothing but an address."""
    found = _KEY.search(response.headers.get("location", ""))
    return unquote(found[1]) if found is not None else None
