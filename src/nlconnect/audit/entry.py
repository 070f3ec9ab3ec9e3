"""What may stand in an audit entry: names, counts and marks, never a value of a record."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping

from nlconnect.model.redaction import without_query

KEYS = frozenset(
    "calls categories entity operation outcome outlet profile purpose records request_ids retries route rule scope "
    "system verdict".split()
)
_NAME = re.compile(r"[\w/{][\w .,:;/=<>()*+{}-]{0,199}")
_ID = re.compile(r"[\w.:-]{1,100}")
_LONG_NUMBER = re.compile(r"\d{8}")


class Cleaner:
    """Lets names and counts through; any other text becomes a keyed mark, so that nothing personal can slip in."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mark(self, text: str) -> str:
        """The same for the same text, and meaningless without the key."""
        return f"#{hmac.digest(self._key, b'mark:' + text.encode(), 'sha256')[:8].hex()}"

    def entry(self, entry: Mapping[str, object]) -> dict[str, object]:
        return {name: self._value(name, value) for name, value in entry.items()}

    def _value(self, name: str, value: object) -> object:
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, str):
            return self._text(name, value)
        if isinstance(value, Mapping):
            return {str(part): self._value(name, inner) for part, inner in value.items()}
        if isinstance(value, Iterable):
            return [self._value(name, inner) for inner in value]
        return self.mark(str(value))

    def _text(self, name: str, text: str) -> str:
        if name == "request_ids":
            return text if _ID.fullmatch(text) else self.mark(text)
        shown = without_query(text) if name == "entity" else text
        harmless = name in KEYS and _NAME.fullmatch(shown) and not _LONG_NUMBER.search(shown)
        return shown if harmless or not text else self.mark(text)
