"""Which reader reads which kind of file, and the bounds of all of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePath

from nlconnect.documents.markup import text_of_html
from nlconnect.documents.message import text_of_message
from nlconnect.documents.pdf import text_of_pdf
from nlconnect.documents.plain import decoded
from nlconnect.documents.word import text_of_word
from nlconnect.errors import QueryError

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 100_000
"""What a text is cut to: some forty pages."""

_READERS: Mapping[str, Callable[[bytes], str]] = {
    ".csv": decoded,
    ".docx": text_of_word,
    ".eml": text_of_message,
    ".htm": text_of_html,
    ".html": text_of_html,
    ".md": decoded,
    ".pdf": text_of_pdf,
    ".txt": decoded,
}
KINDS = tuple(_READERS)
"""What can be read, by the end of a name."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_MOST_MARKS = 30
"""Accents on one letter, as Unicode has it for streams; to put more of them in order takes ever longer."""


def text_of(content: bytes, *, name: str) -> str:
    """What a reader would see of a file, at most `MOST_CHARACTERS`; its kind is told by the end of its name.

    Comments, scripts and what is marked as hidden are left out, as are characters nobody sees: text for machines
    behind the back of people. Colours of a PDF and classes of a web page are not looked at. Raises QueryError with the
    reason for what cannot be read, such as a scan, a locked file or another kind.
    """
    reader = _READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise QueryError("a file of this kind is not read", hint=f"What is read: {', '.join(KINDS)}.")
    if len(content) > MOST_BYTES:
        raise QueryError(f"the file is larger than {MOST_BYTES:,} bytes")
    return _visible(reader(content))[:MOST_CHARACTERS]


def _visible(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")[: MOST_CHARACTERS * 2]
    kept, marks = [], 0
    for sign in lines:
        if sign not in "\n\t" and unicodedata.category(sign) in _UNSEEN:
            continue
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).strip()
