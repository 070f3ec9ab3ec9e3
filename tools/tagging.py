"""Privacy tags for the fields of a system, from the table of categories, explicit tags and name patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

Tag = tuple[str, int, str]

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def normalised(name: str) -> str:
    """A name as the patterns expect it: `BICCode` becomes `bic code`."""
    return " ".join(re.sub(r"[\W_]+", " ", _WORD_START.sub(" ", name)).lower().split())


def categories_of(table: Mapping[str, Any]) -> list[dict[str, object]]:
    """The rows of `model/categories.json`.

    A national number that depends on its holder (VAT, RSIN) is no national number by category alone.
    """
    return [
        {
            "key": row["key"],
            "level": row["level"],
            "description": row["description"],
            "description_nl": row["description_nl"],
            "default_mask": row["default_mask"],
            "art9": row["art9"] or None,
            "art10": bool(row["art10"]),
            "national_id": bool(row["national_id"]),
        }
        for row in table["categories"]
    ]


@dataclass(frozen=True)
class _Wildcard:
    entity: str
    field: str
    category: str
    regex: bool

    def covers(self, entity: str, field: str) -> bool:
        if self.regex:
            return any(fnmatchcase(entity, part) for part in self.entity.split("|")) and bool(
                re.fullmatch(self.field, field)
            )
        return any(fnmatchcase(entity, part) for part in self.entity.split("|")) and any(
            fnmatchcase(field, part) for part in self.field.split("|")
        )


@dataclass(frozen=True)
class _Default:
    entity: re.Pattern[str]
    category: str
    floor: int
    all_fields: bool


class Tagger:
    """Tags one system's fields: explicit, wildcard, name pattern, default of the entity; in that order."""

    def __init__(self, table: Mapping[str, Any], *, system: str) -> None:
        self._levels: dict[str, int] = {row["key"]: row["level"] for row in table["categories"]}
        self._explicit: dict[tuple[str, str], Tag] = {
            (row["entity"], row["field"]): (row["category"], row["level"], "reviewed")
            for row in table["explicit_tags"]
            if row["system"] == system
        }
        self._wildcards = [
            _Wildcard(row["entity"], row["field"], row["category"], row.get("match") == "regex")
            for row in table["wildcard_tags"]
            if row["system"] == system and row["category"]
        ]
        self._patterns = [(re.compile(row["pattern"]), row["category"]) for row in table["name_patterns"]]
        self._defaults = [
            _Default(
                re.compile(row["entity_pattern"]),
                row["default_category"],
                row["floor_level"],
                row["applies_to"] == "all_fields",
            )
            for row in table["entity_defaults"]
        ]
        self._reviewed = frozenset(table["reviewed_entities"][system])

    def explicit_fields(self, entity: str) -> frozenset[str]:
        """The fields of an entity that the table names one by one."""
        return frozenset(field for name, field in self._explicit if name == entity)

    def tag(self, field: str, *, entity: str, listed_as: str | None = None, labels: Sequence[str] = ()) -> Tag | None:
        """The tag of a field of a record, or None where nothing is known of it.

        `labels` are what people call the field; they are tried before its name, in their order. `listed_as` is the
        name under which the table lists this entity. In an entity that was reviewed as a whole, an
        unlisted field is not personal, except where a pattern or the entity says otherwise: the review may be older
        than the field (Exact: `IBAN` of a bank account, `Kind` of an absence), so such a field is only proposed.
        """
        if listed_as is not None and (listed_as, field) in self._explicit:
            return self._explicit[listed_as, field]
        for wildcard in self._wildcards:
            if wildcard.covers(entity, field):
                return (wildcard.category, self._levels[wildcard.category], "reviewed")
        guess = self._guess(field, entity=entity, labels=labels)
        if listed_as in self._reviewed and (guess is None or guess[0] == "none"):
            return ("none", 0, "reviewed")
        return guess

    def _guess(self, field: str, *, entity: str, labels: Sequence[str]) -> Tag | None:
        category = next((found for name in (*labels, field) if (found := self._by_pattern(name))), None)
        default = next((rule for rule in self._defaults if rule.entity.search(normalised(entity))), None)
        if category is not None:
            overruled = default is not None and default.all_fields and 0 < self._level(category) < 5
            if not overruled:
                return (category, self._level(category), "proposed")
        if default is None:
            return None
        return (default.category, max(self._level(default.category), default.floor), "proposed")

    def _by_pattern(self, name: str) -> str | None:
        words = normalised(name)
        return next((category for pattern, category in self._patterns if pattern.search(words)), None)

    def _level(self, category: str) -> int:
        return 0 if category == "none" else self._levels[category]
