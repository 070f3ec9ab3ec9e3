"""Which words of a plan also stand in what others wrote and the agent was shown: told to whoever approves.

It bounds nothing: a text can be said in other words. What may be sent to whom hangs on labels alone.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping

from nlconnect.agents.answers import FileAnswer, RowsAnswer, Told, TotalAnswer
from nlconnect.agents.labels import Label, Source

RUN = 4
"""Words in a row that are taken for a passage."""
SHORTEST = 5
"""Letters of a text of one word that is worth telling of."""
MOST = 50_000
"""Passages that are remembered; the oldest make room."""
_AROUND = ".,;:!?()[]<>{}\"'`*_|"


class Traces:
    """What one sitting was shown in this process, as numbers from which no text can be read. Safe between threads."""

    def __init__(self) -> None:
        self._known: dict[int, Source] = {}
        self._lock = threading.Lock()

    def note(self, answer: Told, label: Label) -> None:
        """Remember what others wrote in an answer."""
        sources = {one.what: one for one in label.sources}
        for column, text in _texts(answer):
            source = sources.get(column) or next(iter(label.sources), None)
            if source is not None:
                self._add(text, source)

    def found_in(self, value: object) -> Label:
        """Where the words of a value stand, too."""
        with self._lock:
            known = self._known
            return Label(
                frozenset(
                    known[piece] for text in _strings(value) for piece in _pieces(text, inside=True) if piece in known
                )
            )

    def _add(self, text: str, source: Source) -> None:
        with self._lock:
            for piece in _pieces(text):
                self._known.pop(piece, None)
                self._known[piece] = source
            while len(self._known) > MOST:
                del self._known[next(iter(self._known))]


def _texts(answer: Told) -> Iterator[tuple[str, str]]:
    if isinstance(answer, RowsAnswer | TotalAnswer | FileAnswer):
        places = [(name, answer.columns.index(name)) for name in answer.untrusted if name in answer.columns]
        for row in answer.rows:
            for name, place in places:
                if isinstance(value := row[place], str):
                    yield name, value
    if isinstance(answer, FileAnswer):
        yield "", answer.text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def _pieces(text: str, *, inside: bool = False) -> Iterator[int]:
    """Passages of a text, addresses and numbers in it, and a short text as a whole; `inside` a longer one, too."""
    words = [word for part in text.casefold().split() if (word := part.strip(_AROUND))]
    for word in words:
        if "@" in word or "://" in word or sum(sign.isdigit() for sign in word) > SHORTEST:
            yield hash((word,))
    for length in range(1, RUN) if inside else [len(words)] if len(words) < RUN else []:
        for run in _runs(words, length):
            if sum(map(len, run)) >= SHORTEST:
                yield hash(run)
    for run in _runs(words, RUN):
        yield hash(run)


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[place : place + length]) for place in range(len(words) - length + 1))
