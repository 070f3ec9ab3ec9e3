"""People who are known already, looked for in free text: no model, and high recall for exactly those who matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from nlconnect.detection.detectors import Finding
from nlconnect.model.privacy import categories
from nlconnect.model.redaction import HIDDEN

_WORD = re.compile(r"\w+")
_MOST_WORDS = 10
"""An IBAN in groups has five; a name with a title and prefixes seldom has more than eight."""
_SHORTEST, _SHORTEST_NAME = 5, 3
_HEAD = 3


class KnownEntities:
    """Values that other fields say are personal, with their category: names, addresses, account numbers.

    Case, accents, blanks and marks between the words do not matter. A single short word counts only where the text
    writes it with a capital: Bos is somebody, bos is a wood.
    """

    def __init__(self, values: Mapping[str, str] | Iterable[tuple[str, str]] = (), *, most: int | None = None) -> None:
        """`most` of them are known at a time: the oldest make room."""
        self._most = most
        self._known: dict[str, tuple[str, str]] = {}
        self._heads: set[str] = set()
        """How the known ones begin: most texts have no word that begins so."""
        for value, category in values.items() if isinstance(values, Mapping) else values:
            self.add(value, category)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"<{len(self._known)} known entities>"

    def add(self, value: str, category: str, *, instead: str = HIDDEN) -> bool:
        """Look for this from now on; what is too short to mean one person is left out. `instead` is what `covered`
        writes in its place.
        """
        words = _WORD.findall(_folded(value))
        key = "".join(words)
        is_short_name = len(words) == 1 and key.isalpha()
        is_too_short = len(key) < (_SHORTEST_NAME if is_short_name else _SHORTEST)
        if is_too_short or len(words) > _MOST_WORDS or self._known.get(key) == (category, instead):
            return False
        self._known[key] = category, instead
        self._heads.update(key[:length] for length in range(1, _HEAD + 1))
        if self._most is not None and len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return True

    def findings(self, text: str) -> list[Finding]:
        """Where they stand, the longest first at each place."""
        return [finding for finding, _ in self._matches(text)]

    def covered(self, text: str) -> tuple[str, list[Finding]]:
        """The text with what is written instead of them, and what was found in it as it was."""
        pieces, found, place = [], [], 0
        for finding, instead in self._matches(text):
            pieces += [text[place : finding.start], instead]
            found.append(finding)
            place = finding.end
        return ("".join([*pieces, text[place:]]), found) if found else (text, found)

    def _matches(self, text: str) -> Iterator[tuple[Finding, str]]:
        heads = self._heads
        if not heads or heads.isdisjoint([word[:_HEAD] for word in _WORD.findall(_folded(text))]):
            return
        words = list(_WORD.finditer(text))
        folded = [_folded(word[0]) for word in words]
        place = 0
        while place < len(words):
            length = self._longest(words, folded, place) if folded[place][:_HEAD] in heads else 0
            if length:
                category, instead = self._known["".join(folded[place : place + length])]
                start, end = words[place].start(), words[place + length - 1].end()
                yield Finding("known", category, categories()[category].level, start, end), instead
            place += length or 1

    def _longest(self, words: list[re.Match[str]], folded: list[str], place: int) -> int:
        """How many words from here are a known value; 0 for none."""
        key, longest = "", 0
        for count, word in enumerate(folded[place : place + _MOST_WORDS], start=1):
            key += word
            if key[:_HEAD] not in self._heads:
                break
            if key in self._known and (count > 1 or not key.isalpha() or words[place][0][0].isupper()):
                longest = count
        return longest


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Accents that stand by themselves go first: to put thousands of them in order takes minutes.
    decomposed = unicodedata.normalize("NFKD", "".join(letter for letter in text if not unicodedata.combining(letter)))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
