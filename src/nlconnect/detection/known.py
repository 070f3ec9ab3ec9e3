"""People who are known already, looked for in free text: no model, and high recall for exactly those who matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from nlconnect.detection.detectors import Finding
from nlconnect.model.privacy import categories

_WORD = re.compile(r"\w+")
_MOST_WORDS = 10
"""An IBAN in groups has five; a name with a title and prefixes seldom has more than eight."""
_SHORTEST, _SHORTEST_NAME = 5, 3


class KnownEntities:
    """Values that other fields say are personal, with their category: names, addresses, account numbers.

    Case, accents, blanks and marks between the words do not matter. A single short word counts only where the text
    writes it with a capital: Bos is somebody, bos is a wood.
    """

    def __init__(self, values: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._known: dict[str, str] = {}
        for value, category in values.items() if isinstance(values, Mapping) else values:
            self.add(value, category)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"<{len(self._known)} known entities>"

    def add(self, value: str, category: str) -> None:
        """Look for this from now on; what is too short to mean one person is left out."""
        words = _WORD.findall(_folded(value))
        key = "".join(words)
        is_short_name = len(words) == 1 and key.isalpha()
        if len(words) <= _MOST_WORDS and len(key) >= (_SHORTEST_NAME if is_short_name else _SHORTEST):
            self._known[key] = category

    def findings(self, text: str) -> list[Finding]:
        """Where they stand, the longest first at each place."""
        if not self._known:
            return []
        words = list(_WORD.finditer(text))
        folded = [_folded(word[0]) for word in words]
        found: list[Finding] = []
        place = 0
        while place < len(words):
            length = self._longest(words, folded, place)
            if length:
                category = self._known["".join(folded[place : place + length])]
                level = categories()[category].level
                found.append(Finding("known", category, level, words[place].start(), words[place + length - 1].end()))
            place += length or 1
        return found

    def _longest(self, words: list[re.Match[str]], folded: list[str], place: int) -> int:
        """How many words from here are a known value; 0 for none."""
        key, longest = "", 0
        for count, word in enumerate(folded[place : place + _MOST_WORDS], start=1):
            key += word
            if key in self._known and (count > 1 or not key.isalpha() or words[place][0][0].isupper()):
                longest = count
        return longest


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
