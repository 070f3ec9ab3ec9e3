"""Canaries: one unique value for each field, and every spelling by which it could come out."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from urllib.parse import unquote_plus
from uuid import UUID

from nlconnect.connector import EntitySpec
from nlconnect.model.catalogue import FieldSpec, TypeSpec

CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
SCATTER = 7_919_371
"""Puts words of neighbours far apart, and gives no word twice."""
FIRST_NUMBER = 700_000_000
FIRST_DAY = date(2300, 1, 1)
EXCELS_FIRST_DAY = date(1899, 12, 30)
DEEPEST = 4


def word(number: int) -> str:
    """Eight letters that no other number has, pronounceable and in no dictionary."""
    number = (number + 1) * SCATTER % (len(CONSONANTS) * len(VOWELS)) ** 4
    syllables = []
    for _ in range(4):
        number, place = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[place // len(VOWELS)] + VOWELS[place % len(VOWELS)])
    return "".join(syllables).capitalize()


@dataclass(frozen=True)
class Mark:
    """The canary of one field of one entity."""

    number: int
    system: str
    entity: str
    spec: FieldSpec

    @property
    def place(self) -> str:
        return f"{self.system} {self.entity}.{self.spec.name}"

    @cached_property
    def word(self) -> str:
        return word(self.number)

    @property
    def text(self) -> str:
        """As a name: a word and the canary."""
        return f"Kwartel {self.word}"

    @property
    def integer(self) -> int:
        return FIRST_NUMBER + self.number

    @property
    def guid(self) -> str:
        return str(UUID(int=(0x5EED << 112) + (0x4000 << 64) + (0x8000 << 48) + self.integer))

    @property
    def day(self) -> date:
        return FIRST_DAY + timedelta(days=self.number)

    @property
    def moment(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)

    @property
    def can_be_planted(self) -> bool:
        """A yes or a no is no canary."""
        return self.spec.type != "bool"

    @cached_property
    def needles(self) -> Needles:
        """What to look for; of a value of several parts all that its parts hold."""
        if self.spec.of is not None:
            return Needles((self.word, *self._numbers, *self._guids, *self._days))
        match self.spec.type:
            case "int" | "int64" | "decimal" | "float":
                return Needles(self._numbers)
            case "guid":
                return Needles(self._guids)
            case "date" | "datetime":
                return Needles(self._days)
        return Needles((self.word,))

    @property
    def _numbers(self) -> tuple[str, ...]:
        return (str(self.integer),)

    @property
    def _guids(self) -> tuple[str, ...]:
        return (self.guid, self.guid.replace("-", ""))

    @property
    def _days(self) -> tuple[str, ...]:
        day = self.day
        return (
            day.isoformat(),
            f"{day:%d-%m-%Y}",
            f"{day:%Y%m%d}",
            *(f"({day.year}, {day.month}, {day.day}{end}" for end in ",)"),
            *(f"<v>{(day - EXCELS_FIRST_DAY).days}{end}" for end in (".", "<")),
            str(int(self.moment.timestamp())),
        )


class Needles:
    """A value in every spelling, each with the kind of text in which it is looked for."""

    def __init__(self, spelt: tuple[str, ...]) -> None:
        self.folded = tuple({form for text in spelt for form in (text.casefold(), text.casefold()[::-1])})
        self.hexed = tuple(text.encode().hex() for text in spelt)
        self.packed = tuple({form for text in spelt for form in _packed(text)})


def _packed(text: str) -> set[str]:
    """In base64, wherever in the packed text it begins; without the signs that its neighbours decide."""
    found = set()
    for before in range(3):
        packed = base64.b64encode(b"\0" * before + text.encode())
        inner = packed[(before * 8 + 5) // 6 : len(packed) - 4].decode()
        found |= {inner, inner.replace("+", "-").replace("/", "_")}
    return {needle for needle in found if len(needle) > 6}


class Haystack:
    """What an outlet put out, in every reading: as it is, without blanks, and decoded."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded = text.casefold()
        squeezed = re.sub(r"\s+", "", folded)
        digits = re.sub(r"(?<=\d)[.,'_ \u00a0\u202f](?=\d)", "", folded)
        escaped = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), folded).casefold()
        readings = dict.fromkeys(
            (folded, squeezed, digits, escaped, unquote_plus(folded).casefold(), folded.replace("-", ""))
        )
        self.readings = tuple(readings)
        self.squeezed = squeezed

    def has(self, mark: Mark) -> bool:
        return self._has(mark.needles)

    def has_word(self, word: str) -> bool:
        return self._has(Needles((word,)))

    def _has(self, needles: Needles) -> bool:
        return (
            any(needle in reading for needle in needles.folded for reading in self.readings)
            or any(needle in self.squeezed for needle in needles.hexed)
            or any(needle in self.text for needle in needles.packed)
        )


class Marks:
    """Gives every field of every entity its canary."""

    def __init__(self, first: int = 0) -> None:
        self._made = first

    def of(self, system: str, entity: EntitySpec) -> list[Mark]:
        found = [
            Mark(self._made + place, system, entity.qualified_name, spec) for place, spec in enumerate(entity.fields)
        ]
        self._made += len(found)
        return found


def wire_value(mark: Mark, system: str, types: dict[str, TypeSpec]) -> object:
    """The canary as the vendor writes it; in a value of several parts each part that is text has it."""
    return _value(mark, mark.spec, system, types, DEEPEST)


def _value(mark: Mark, spec: FieldSpec, system: str, types: dict[str, TypeSpec], depth: int) -> object:
    if spec.of is not None:
        known = types.get(spec.of)
        parts = known.fields if known is not None and depth else ()
        inside: object = {part.wire: _value(mark, part, system, types, depth - 1) for part in parts}
        inside = inside or {"value": mark.text}
    elif not spec.is_value:
        return {"__deferred": {"uri": f"https://start.exactonline.nl/{mark.word}"}} if system == "exact" else None
    else:
        inside = _plain(mark, spec, system)
    return [inside] if spec.many else inside


def _plain(mark: Mark, spec: FieldSpec, system: str) -> object:
    match spec.type:
        case "guid":
            return mark.guid
        case "int" | "int64":
            return mark.integer
        case "decimal" | "float":
            return mark.integer + 0.25
        case "bool":
            return True
        case "date" | "datetime":
            if system == "exact":
                return f"/Date({int(mark.moment.timestamp() * 1000)})/"
            return mark.day.isoformat() if spec.type == "date" and system == "graph" else f"{mark.day}T12:00:00Z"
        case "binary":
            return base64.b64encode(mark.text.encode()).decode()
    return mark.text
