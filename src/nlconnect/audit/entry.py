"""What may stand in an audit entry: names, counts and marks, never a value of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from nlconnect.audit.marks import Marks
from nlconnect.model.redaction import without_query
from nlconnect.model.subjects import UNDER_WAY, Subjects

KEYS = frozenset(
    "agent calls categories entity found minimised operation outcome outlet profile purpose records request_ids "
    "retries route rule run scope system verdict".split()
)
_NAME = re.compile(r"[\w/{][\w .,:;/=<>()*+{}#-]{0,199}")
_ID = re.compile(r"[\w.:-]{1,100}")
_LONG_NUMBER = re.compile(r"\d{8}")
_PART = re.compile(r"[a-z][a-z_]{0,40}")
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
IDS = ("request_ids", "run")
MANY = 2_000
LONG_NUMBER = 10**8
"""From here on a number is no count, and may be somebody's."""


class Cleaner:
    """Lets names and counts through; any other text becomes a keyed mark, so that nothing personal can slip in."""

    def __init__(self, key: bytes) -> None:
        self.marks = Marks(key)
        self._harmless: set[tuple[str, str]] = set()
        """Texts that were let through as they are: entries repeat them, and looking again costs half of an entry."""

    def mark(self, text: str) -> str:
        """The same for the same text, and meaningless without the key."""
        return self.marks.mark(text)

    def entries(self, entry: Mapping[str, object]) -> list[dict[str, object]]:
        """The entry as it may be written down; before it others, where its subjects are too many for one line."""
        found = entry.get("subjects")
        cleaned = {name: self._value(name, value) for name, value in entry.items() if name != "subjects"}
        named = [part for part in str(entry.get("scope", "")).split() if "@" in part or _GUID.fullmatch(part)]
        if not named and not found:
            return [cleaned]
        subjects = found if isinstance(found, Subjects) else Subjects()
        *before, last = self.marks.parts(subjects, also=named)
        return [*({**cleaned, **UNDER_WAY, "subjects": part} for part in before), {**cleaned, "subjects": last}]

    def _value(self, name: str, value: object) -> object:
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            return value if abs(value) < LONG_NUMBER else self.mark(str(value))
        if isinstance(value, str):
            return self._text(name, value)
        if isinstance(value, Mapping):
            return {self._part(str(part)): self._value(name, inner) for part, inner in value.items()}
        if isinstance(value, Iterable):
            return [self._value(name, inner) for inner in value]
        return self.mark(str(value))

    def _part(self, name: str) -> str:
        return name if _PART.fullmatch(name) else self.mark(name)

    def _text(self, name: str, text: str) -> str:
        if (name, text) in self._harmless:
            return text
        shown = self._shown(name, text)
        if shown == text and name in KEYS and len(self._harmless) < MANY and name not in IDS:
            self._harmless.add((name, text))
        return shown

    def _shown(self, name: str, text: str) -> str:
        if name in IDS:
            return text if _ID.fullmatch(text) else self.mark(text)
        shown = without_query(text) if name == "entity" else text
        if name == "scope":
            shown = _GUID.sub(lambda found: self.mark(found[0]), shown)
        harmless = name in KEYS and _NAME.fullmatch(shown) and not _LONG_NUMBER.search(shown)
        return shown if harmless or not text else self.mark(text)
