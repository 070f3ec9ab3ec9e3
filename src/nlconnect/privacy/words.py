"""Names of columns as plain words: split, written out, without accents; Dutch compounds taken apart."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[a-z])(?=[0-9])")
_NO_WORD = re.compile(r"[\W_]+")
_SHORTEST_PART = 3
# What Dutch puts between the parts of a compound: beoordeling-s-gesprek, ziekte-n-lijst.
_LINKS = ("", "s", "en", "n", "e")
_LONGEST_NAME = 300
_TOO_LONG = 60
"""A word longer than this is no name of a column; looking for parts stops paying."""


Row = Mapping[str, str | float | bool]
"""A rule as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What names are made of, and the rules about them."""

    abbreviations: Mapping[str, str]
    parts: frozenset[str]
    rules: Sequence[Row]
    entities: Sequence[Row]


@cache
def lexicon() -> Lexicon:
    """The words and rules that come with nlconnect, read once."""
    table = tomllib.loads(files("nlconnect.privacy").joinpath("lexicon.toml").read_text("utf-8"))
    parts = frozenset(word for group in table["parts"].values() for word in group.split())
    return Lexicon(table["abbreviations"], parts, table["rules"], table["entities"])


def readings(name: str) -> tuple[str, ...]:
    """A name as the rules see it, once with its compounds whole and once with them taken apart.

    `Geb.dat.` is "geboorte datum" and `ZiekmeldingNr` is "ziekmelding nummer" and "ziek melding nummer".
    """
    folded = unicodedata.normalize("NFKD", name[:_LONGEST_NAME])
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    pieces = _NO_WORD.sub(" ", _WORD_START.sub(" ", bare)).lower().split()
    short = lexicon().abbreviations
    whole = " ".join(short.get(piece, piece) for piece in pieces)
    apart = " ".join(_taken_apart(piece) for piece in pieces)
    return (whole,) if whole == apart else (whole, apart)


@lru_cache(maxsize=4096)
def _taken_apart(piece: str) -> str:
    short = lexicon().abbreviations
    if piece in short:
        return short[piece]
    return " ".join(short.get(part, part) for part in _parts(piece)) or piece


@cache
def _vocabulary() -> frozenset[str]:
    # An abbreviation ends a compound (telefoonnr) or begins one (gebdatum); very short ones would fit anywhere.
    return frozenset(lexicon().parts | {"nr", "nm", "oms", "omschr", "dat", "pct", "geb", "mdw", "tel", "adr", "code"})


def _parts(word: str) -> list[str]:
    """The parts of a compound; nothing where it is not made of known parts as a whole, or is one itself."""
    if word in _vocabulary() or not _SHORTEST_PART * 2 - 1 <= len(word) <= _TOO_LONG:
        return []
    known = _vocabulary()
    best: dict[int, list[str]] = {0: []}
    for end in range(2, len(word) + 1):
        for start in sorted(best):
            for link in _LINKS:
                part = word[start:end]
                if link and (not part.endswith(link) or end == len(word)):
                    continue
                stem = part[: len(part) - len(link)]
                if stem in known and (end not in best or len(best[start]) + 1 < len(best[end])):
                    best[end] = [*best[start], stem]
    return best.get(len(word), [])
