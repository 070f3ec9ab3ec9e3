"""The text of a file that belongs to a record, as far as the purpose may see what stands in it."""

from __future__ import annotations

import mimetypes
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nlconnect.client import Connection
from nlconnect.connector import FieldSpec, Key, Query, Record
from nlconnect.documents import MOST_BYTES, text_of
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.collection import Collection, query_of
from nlconnect.model.privacy import Personal, TagStatus

_TEXT = FieldSpec("text", "text", "string", Personal("user.content", 4, TagStatus.REVIEWED))


@dataclass(frozen=True, slots=True)
class FileText:
    """What somebody else wrote. Its repr shows nothing of it."""

    text: str = field(repr=False)
    size: int
    left_out: Counter[str] = field(default_factory=Counter)
    """How often what was masked, by category."""


def file_text(
    connection: Connection, source: Collection[Record] | Query[Record], key: Key | None = None, *, name: str = ""
) -> FileText:
    """Downloads the file of a record, reads it and masks what the purpose may not see; nothing of it stays on disk.

    `name` tells its kind where the vendor does not. Raises QueryError for what cannot be read, PolicyRefused where the
    purpose may not see the content of these files.
    """
    query = query_of(source)
    clearance = connection._session.clearance(query.entity, connection._asker)
    screen = None
    if clearance is not None:
        held = [spec for spec in query.entity.fields if spec.type == "binary"]
        if closed := [spec.name for spec in held if clearance.ruling(spec).treatment != "show"]:
            raise PolicyRefused(f"this purpose may not see {', '.join(closed)}", entity=query.entity.name)
        screen = clearance.screen()
    with tempfile.TemporaryDirectory(prefix="nlconnect-") as folder:
        to = Path(folder) / "file"
        found = connection.download(query, key, to=to)
        if found.size > MOST_BYTES:
            raise QueryError(f"the file is larger than {MOST_BYTES:,} bytes", entity=query.entity.name)
        content = to.read_bytes()
    ending = mimetypes.guess_extension((found.media_type or "").partition(";")[0].strip()) or ""
    text = text_of(content, name=name or f"file{ending}")
    if screen is None or clearance is None:
        return FileText(text, found.size)
    masked = screen.over(_TEXT, clearance.in_text)(text)
    return FileText(str(masked), found.size, Counter(screen.counts))
