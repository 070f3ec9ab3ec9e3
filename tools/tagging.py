"""Privacy tags for the fields of a system, from the table of categories, explicit tags and name patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from nlconnect.privacy.suggesting import Suggester, entity_defaults, name_patterns

Tag = tuple[str, int, str]


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


def patterns_of(table: Mapping[str, Any]) -> dict[str, list[dict[str, object]]]:
    """What `privacy/patterns.json` says: the rules by which tags are proposed, also for a customer's own fields."""
    return {
        "name_patterns": [{key: row[key] for key in ("pattern", "category")} for row in table["name_patterns"]],
        "entity_defaults": [
            {key: row[key] for key in ("entity_pattern", "default_category", "floor_level", "applies_to")}
            for row in table["entity_defaults"]
        ],
    }


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
        self._suggester = Suggester(
            name_patterns(table["name_patterns"]), entity_defaults(table["entity_defaults"]), levels=self._levels
        )
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
        found = self._suggester.suggest(field, entity=entity, labels=labels)
        return (*found, "proposed") if found is not None else None
