"""Attachments, files, images and reports: base64 in JSON, by addresses in two forms."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Final

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect_afas.mock.filters import read_filter, tester
from nlconnect_afas.mock.refusals import Refusals, not_found
from nlconnect_afas.mock.state import File, State
from nlconnect_afas.mock.views import View

MOST_BYTES = 75_000_000
"""AFAS: a whole request, attachments and all."""
REPORTS: Final[Mapping[str, tuple[str, str]]] = {
    "6C1F0B2E9A7D4C35B8E1F2A3C4D5E6F7": ("Debiteurenlijst", "Profit_Debtor"),
    "0A9B8C7D6E5F41302918273645546372": ("Openstaande posten", "Profit_Debtor_Invoices"),
}
"""Reports by number: their names, and the view they are about."""
CONNECTORS: Final[Mapping[str, str]] = {
    "subjectconnector": "AppConnectorSubject",
    "fileconnector": "AppConnectorFile",
    "imageconnector": "AppConnectorImage",
    "reportconnector": "AppConnectorReport",
}
"""AFAS: each has to be added to the app connector, as any connector."""
_SIDES = {"0": 48, "1": 8, "2": 24}
"""Pixels of an image: as it is, small, and in between."""
_SPELLED = re.compile(r"_([0-9A-F]{2})")
_ATTACHMENT_VIEWS = ("Profit_Subject_Attachments", "Profit_Subject_Reaction_Attachments")


@dataclass(frozen=True)
class Files:
    """Answers one caller."""

    asked: Asked
    state: State
    refusals: Refusals

    def answer(self, kind: str, rest: list[str]) -> Answer:
        """`kind` is the first part of the address in small letters. Raises Wrong on a report's wrong filter."""
        if CONNECTORS[kind] in self.state.withheld:
            return self.refusals.told(self.asked, "not_authorised", status=401, parts={"kind": CONNECTORS[kind]})
        if kind in ("imageconnector", "reportconnector"):
            name = rest[0] if len(rest) == 1 else ""
            return self._image(name) if kind == "imageconnector" else self._report(name)
        first, second = rest if len(rest) == 2 else self._from_query(kind)
        return self._attachment(first, second) if kind == "subjectconnector" else self._file(first, second)

    def _from_query(self, kind: str) -> tuple[str, str]:
        """The parts as parameters, in any case."""
        found = {name.lower(): value for name, value in self.asked.parameters.items()}
        if kind == "subjectconnector":
            return found.get("subjectid", ""), found.get("fileid", "")
        return found.get("fileid", ""), found.get("filename", "")

    def _attachment(self, subject: str, file_id: str) -> Answer:
        """AFAS: 404 says that a file is missing, or that the user may not see it."""
        file = self._kept(file_id, subject=int(subject) if subject.lstrip("-").isdigit() else None)
        return not_found() if file is None else _told(file, with_name=True)

    def _file(self, file_id: str, name: str) -> Answer:
        """AFAS: a wrong name can end in a 500 that holds the page of a 404."""
        file = self._kept(file_id)
        if file is None:
            return not_found()
        plain = _SPELLED.sub(lambda found: chr(int(found[1], 16)), name)
        if "," in name or file.name not in (plain, name):
            return self.refusals.saying(not_found().content.decode())
        return _told(file, with_name=True)

    def _kept(self, file_id: str, *, subject: int | None = None) -> File | None:
        wanted = file_id.strip("{}").replace("-", "").upper()
        for name in _ATTACHMENT_VIEWS:
            view = self.state.view(name)
            if name in self.state.hidden or not wanted:
                continue
            key: dict[str, object] = (
                {"file_id": wanted} if subject is None else {"subject_id": subject, "file_id": wanted}
            )
            number = self.state.find(view, key)
            row = None if number is None else self.state.shelf(view).table.row(number)
            if row is not None:
                made = File(str(row["file_name"]), paper(f"{row['file_name']} {row['subject_id']}"))
                return self.state.files.get(wanted, made)
        return self.state.files.get(wanted) if subject is None else None

    def _image(self, name: str) -> Answer:
        view = self.state.view("Profit_Article_image")
        number = self.state.find(view, {"Image": name}) if name else None
        side = _SIDES.get(self.asked.parameters.get("format", "0"))
        if side is None:
            return self.refusals.told(self.asked, "invalid_request", status=400)
        return not_found() if number is None else _told(File(f"{name}.png", picture(side, name)), with_name=False)

    def _report(self, number: str) -> Answer:
        """A report over the rows that its filter lets through."""
        name, about = REPORTS.get(number.strip("{}").replace("-", "").upper(), ("", ""))
        if not name:
            return not_found()
        rows = self._rows(self.state.view(about))
        return _told(File(f"{name}.pdf", paper(f"{name}: {rows}")), with_name=False)

    def _rows(self, view: View) -> int:
        filter_ = read_filter(self.asked.parameters)
        test = tester(filter_, view.types) if filter_ is not None else None
        table = self.state.shelf(view).table
        if test is None:
            return len(table)
        return sum(1 for number in table.numbers() if (row := table.row(number)) is not None and test(row))


def _told(file: File, *, with_name: bool) -> Answer:
    body = {
        "filedata": base64.b64encode(file.content).decode(),
        "mimetype": guess_type(file.name)[0] or "application/octet-stream",
    }
    if with_name:
        body = {"filename": file.name, **body}
    return json_answer(200, body, content_type="application/json; charset=utf-8")


def paper(text: str) -> bytes:
    """A document of one empty page that names itself."""
    lines = (
        "%PDF-1.4",
        f"% {text}".encode("ascii", "replace").decode(),
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
        "trailer<</Root 1 0 R>>",
        "%%EOF",
    )
    return "\n".join(lines).encode()


def picture(side: int, text: str) -> bytes:
    """A square of one colour, as PNG."""
    colour = zlib.crc32(text.encode()).to_bytes(4, "big")[:3]
    raw = (b"\0" + colour * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
