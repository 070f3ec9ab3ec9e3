"""Files: one that was fetched to disk, one to be written with a record, and what stands for it in a plan."""

from __future__ import annotations

import mimetypes
import secrets
from base64 import b64encode
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Literal, overload

from nlconnect.errors import QueryError

OCTETS = "application/octet-stream"
MARK = b"nlconnect file: "
"""How the bytes begin that stand for a file until it is sent; with the random ones it is 64 characters in base64."""


@dataclass(frozen=True, slots=True)
class Download:
    """Where a file lies now, how large it is (bytes), and what the vendor says it is; its name may be personal."""

    path: Path
    size: int
    media_type: str | None = None
    resumed: bool = False
    """Part of it was there already, from a try that was cut off."""


ConflictRule = Literal["fail", "replace", "rename"]
"""What happens where there is a file of that name already; `rename` lets the vendor find another name."""


@dataclass(frozen=True, slots=True, repr=False)
class File:
    """A file to be written with a record; `attach` makes one. Its name may be personal, and is not in the repr."""

    source: Path | bytes
    name: str
    media_type: str

    def __repr__(self) -> str:
        return f"<a file, {self.media_type}>"


@overload
def attach(source: str | Path, /, *, name: str | None = None, media_type: str | None = None) -> File: ...


@overload
def attach(source: bytes, /, *, name: str, media_type: str | None = None) -> File: ...


def attach(source: str | Path | bytes, /, *, name: str | None = None, media_type: str | None = None) -> File:
    """`attachment=attach("factuur.pdf")`, or `attach(content, name="factuur.pdf")`: the value of a field for a file.

    Nothing is read yet: `plan` reads the size and a digest, and `apply` the file itself. The vendor gets the name, and
    the media type that goes with its ending unless another is given. Raises QueryError for bytes without a name.
    """
    if isinstance(source, str):
        source = Path(source)
    if not name and isinstance(source, bytes):
        raise QueryError("a file given as bytes needs a name", hint='attach(content, name="factuur.pdf")')
    called = PurePath(name).name if name else getattr(source, "name", "")
    return File(source, called, media_type or mimetypes.guess_type(called)[0] or OCTETS)


@dataclass(frozen=True, slots=True, repr=False)
class PlannedFile:
    """A file as a plan keeps it: where it lies and a digest, and the bytes only of a small one that lies nowhere."""

    mark: str
    """What stands in its place in the body of the plan, in base64."""
    name: str
    media_type: str
    size: int
    digest: str
    """SHA-256 of the content, in hexadecimal digits."""
    path: str | None = None
    content: str | None = None
    """In base64, where there is no path."""

    def told(self, name: str | None = None) -> str:
        """For people, under another name where its own may not be shown."""
        return f"{name or self.name}, {self.size:,} bytes, {self.media_type}, sha256 {self.digest[:12]}"

    def document(self) -> dict[str, object]:
        return asdict(self)

    def __repr__(self) -> str:
        return f"<a file of {self.size} bytes>"


class Held(bytes):
    """Bytes that stand for a file while a change is planned: what is sent has the file in their place.

    Connectors write them as any other bytes, in base64.
    """

    file: PlannedFile

    @classmethod
    def of(cls, file: File, *, size: int, digest: str, path: str | None = None, content: bytes | None = None) -> Held:
        """A random mark, so that no text of a record can pass for it."""
        held = cls(MARK + secrets.token_bytes(32))
        kept = None if content is None else b64encode(content).decode()
        held.file = PlannedFile(b64encode(held).decode(), file.name, file.media_type, size, digest, path, kept)
        return held

    def __repr__(self) -> str:
        return repr(self.file)
