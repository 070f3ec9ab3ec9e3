"""The text of a document of Word (Office Open XML): a zip file with XML inside."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

from nlconnect.errors import QueryError

_MOST_XML = 20_000_000
"""Bytes of XML, whatever they weigh in the zip file."""
_MOST_PARTS = 5_000
_DEEPEST = 200
_MOST_TEXT = 400_000
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SMALLEST = 4
"""In halves of a point: nobody reads what is smaller."""


def text_of_word(content: bytes) -> str:
    """The text of the document itself: no comments, deleted text, field codes, or text that is marked as hidden."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise QueryError("the file has too many parts")
            document = archive.getinfo("word/document.xml")
            if document.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # Word writes no other
                raise QueryError("the file is packed in a way that Word does not use")
            with archive.open(document) as part:
                # What it says of its size is no promise: not more than this is unpacked.
                xml = part.read(_MOST_XML + 1)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError, ValueError):
        raise QueryError("the file is no readable document of Word", hint="It may be damaged or locked.") from None
    if len(xml) > _MOST_XML:
        raise QueryError("the file unpacks to more than a document holds")
    return _Reading().text(xml)


class _Reading:
    """One pass over the XML. A document type is refused, so that there are no entities to expand or fetch."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._run: list[str] = []
        self._length = 0
        self._depth = 0
        self._fallback = 0
        self._hidden = False
        self._reads = False

    def text(self, xml: bytes) -> str:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._data, _refuse
        try:
            parser.Parse(xml, True)  # noqa: FBT003  # expat takes no names
        except (expat.ExpatError, UnicodeError, ValueError, LookupError):
            raise QueryError("the file is no readable document of Word") from None
        except _Enough:
            pass
        return "".join(self._parts)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise QueryError("the file is nested too deeply")
        if name == _FALLBACK:  # the same once more, for older programs
            self._fallback = self._depth
        tag = _local(name)
        if tag == "r":
            self._run, self._hidden = [], False
        elif tag == "t":
            self._reads = not self._fallback
        elif tag in _SIGNS and not self._fallback:
            self._run.append(_SIGNS[tag])
        elif tag in ("vanish", "color", "sz"):
            self._hidden = self._hidden or _hides(tag, {_local(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        if self._depth == self._fallback:
            self._fallback = 0
        self._depth -= 1
        tag = _local(name)
        if tag == "t":
            self._reads = False
        elif tag == "r" and not self._hidden:
            self._add("".join(self._run))
        elif tag == "p" and not self._fallback:
            self._add("\n")

    def _data(self, data: str) -> None:
        if self._reads:
            self._run.append(data)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        if self._length > _MOST_TEXT:
            raise _Enough


class _Enough(Exception):  # no error: the reading stops
    """More text than anybody is given."""


def _refuse(*_: object) -> None:
    raise QueryError("the file has a document type, which a document of Word has not")


def _local(name: str) -> str:
    """The name of an element or attribute of Word; nothing for any other."""
    return name.removeprefix(_SPACE).removeprefix(_STRICT) if name.startswith((_SPACE, _STRICT)) else ""


def _hides(tag: str, attributes: dict[str, str]) -> bool:
    value = attributes.get("val", "")
    if tag == "vanish":
        return value not in ("0", "false", "off")
    if tag == "color":
        return value.lower() == "ffffff"
    return value.isdecimal() and int(value) <= _SMALLEST
