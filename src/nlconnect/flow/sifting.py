"""A first look at what applicants sent: which of the words that a person asked for stand in it. It decides nothing.

A reader gets references instead of names, and words of their own instead of the applicant's. Nobody is ranked or left
out: whom nothing is found of, or whose file cannot be read, is in the list like everybody else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlconnect.detection import findings
from nlconnect.detection.particulars import PARTICULARS
from nlconnect.errors import QueryError

_LONGEST = 60
_UNASKED = ("user.demographic", "user.health_and_medical", "user.workplace.trade_union", "user.name", "user.content")
"""What nobody may be chosen by, or what tells who somebody is."""
_ASKS = re.compile(
    r"\b(?:leeftijd|jong(?:e|er)?|oud(?:er)?|jaar oud|m/v|man|vrouw|mannelijk|vrouwelijk|autochtoon|allochtoon|afkomst"
    r"|nederlander|geboren|kinderen|kinderwens|zwanger|geloof|gezond|fit|handicap|beperking|age|young|male|female"
    r"|native|nationality|religion|healthy|pregnant|married|(?:onder|boven) de \d{2}|(?:under|over) \d{2})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What the person who fills the vacancy asks for; one of the words is enough."""

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many criteria were met, and by which words. All of them are the asker's own."""

    evidence: Mapping[str, tuple[str, ...]]

    @property
    def points(self) -> int:
        return sum(bool(words) for words in self.evidence.values())


def criteria_of(wanted: Mapping[str, Sequence[str]]) -> tuple[Criterion, ...]:
    """Titles with their words. Raises QueryError for what nobody may be chosen by, such as age, origin or health."""
    if not wanted:
        raise QueryError("somebody has to say what is asked of applicants")
    for title, words in wanted.items():
        if not words or not all(word.strip() and len(word) <= _LONGEST for word in words):
            raise QueryError(f"{title!r} has words of at most {_LONGEST} characters, one at least")
        for text in (title, *words):
            found = [
                one.category
                for one in (*findings(text), *PARTICULARS.findings(f"{text}: x"), *PARTICULARS.findings(text))
            ]
            if _ASKS.search(text) or any(category.startswith(_UNASKED) for category in found):
                raise QueryError(
                    f"{title!r} asks for something that nobody may be chosen by",
                    hint="Age, origin, belief, sex, family and health count for nobody. Ask for what the work takes.",
                )
    return tuple(Criterion(title, tuple(dict.fromkeys(words))) for title, words in wanted.items())


def score(text: str, criteria: Sequence[Criterion]) -> Score:
    """Which words stand in the text, as whole words and in any case. What it says of itself counts for nothing."""
    return Score({one.title: tuple(word for word in one.words if _has(text, word)) for one in criteria})


def reference_of(key: object) -> str:
    """A number to speak of an applicant by: always the same for one message, and nobody can tell whose it is."""
    return f"K-{hashlib.sha256(str(key).encode()).hexdigest()[:6].upper()}"


def _has(text: str, word: str) -> bool:
    pattern = r"\s+".join(map(re.escape, word.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE) is not None
