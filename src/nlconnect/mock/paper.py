"""Files for data sets and tests: the plainest PDF and document of Word that hold some lines, the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_LINES_PER_PAGE = 48
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf_of(lines: Sequence[str], *, hidden: Sequence[str] = ()) -> bytes:
    """A PDF with these lines; `hidden` ones are drawn white, where people see nothing and machines read on."""
    drawn = [(line, "0 g") for line in lines] + [(line, "1 g") for line in hidden]
    pages = [drawn[place : place + _LINES_PER_PAGE] for place in range(0, len(drawn), _LINES_PER_PAGE)] or [[]]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        content = _content(page)
        about = f"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {about} >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _content(page: Sequence[tuple[str, str]]) -> bytes:
    rows = [b"BT /F1 11 Tf 56 786 Td 15 TL"]
    for line, colour in page:
        text = line.encode("cp1252", "replace")
        for sign in (b"\\", b"(", b")"):
            text = text.replace(sign, b"\\" + sign)
        rows.append(b"%s (%s) Tj T*" % (colour.encode(), text))
    return b"\n".join([*rows, b"ET"])


def _file(objects: Sequence[bytes]) -> bytes:
    written, places = io.BytesIO(b"%PDF-1.4\n"), []
    written.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, 1):
        places.append(written.tell())
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return written.getvalue()


def docx_of(lines: Sequence[str], *, hidden: Sequence[str] = ()) -> bytes:
    """A document of Word with these lines; `hidden` ones are marked as such."""
    rows = [(line, "") for line in lines] + [(line, "<w:rPr><w:vanish/></w:rPr>") for line in hidden]
    text = "".join(f'<w:p><w:r>{how}<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line, how in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_DOCUMENT}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{text}</w:body></w:document>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            # A file inside has a time of its own; this one is always the same.
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}')
    return written.getvalue()
