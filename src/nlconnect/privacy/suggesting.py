"""What a field probably holds, by the names of the field and of the entity around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nlconnect.model.privacy import Personal, TagStatus, categories

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def normalised(name: str) -> str:
    """A name as the patterns expect it: `BICCode` becomes `bic code`."""
    return " ".join(re.sub(r"[\W_]+", " ", _WORD_START.sub(" ", name)).lower().split())


@dataclass(frozen=True, slots=True)
class NamePattern:
    """Fields whose name looks like this hold that category; `none` where they only seem to."""

    pattern: re.Pattern[str]
    category: str


@dataclass(frozen=True, slots=True)
class EntityDefault:
    """What every field of such an entity is, unless its name says otherwise; all of them with `all_fields`."""

    pattern: re.Pattern[str]
    category: str
    floor: int
    all_fields: bool


class Suggester:
    """Proposes a category and a level; a person decides."""

    def __init__(
        self, patterns: Iterable[NamePattern], defaults: Iterable[EntityDefault], *, levels: Mapping[str, int]
    ) -> None:
        self._patterns = tuple(patterns)
        self._defaults = tuple(defaults)
        self._levels = levels

    def suggest(self, field: str, *, entity: str, labels: Sequence[str] = ()) -> tuple[str, int] | None:
        """Category (or `none`) and level, or None where nothing is known.

        `labels` are what people call the field; they are tried before its name, in their order.
        """
        category = next((found for name in (*labels, field) if (found := self._by_pattern(name))), None)
        default = next((rule for rule in self._defaults if rule.pattern.search(normalised(entity))), None)
        if category is not None:
            overruled = default is not None and default.all_fields and 0 < self.level(category) < 5
            if not overruled:
                return (category, self.level(category))
        if default is None:
            return None
        return (default.category, max(self.level(default.category), default.floor))

    def tag(self, field: str, *, entity: str, labels: Sequence[str] = ()) -> Personal | None:
        """The same as a tag that is only proposed."""
        found = self.suggest(field, entity=entity, labels=labels)
        if found is None:
            return None
        category, level = found
        return Personal(None if category == "none" else category, level, TagStatus.PROPOSED)

    def level(self, category: str) -> int:
        """The level of a category; 0 for `none`."""
        return 0 if category == "none" else self._levels[category]

    def _by_pattern(self, name: str) -> str | None:
        words = normalised(name)
        return next((rule.category for rule in self._patterns if rule.pattern.search(words)), None)


def name_patterns(rows: Iterable[Mapping[str, object]]) -> tuple[NamePattern, ...]:
    """The rules about names of fields, the first that fits counts."""
    return tuple(NamePattern(re.compile(str(row["pattern"])), str(row["category"])) for row in rows)


def entity_defaults(rows: Iterable[Mapping[str, object]]) -> tuple[EntityDefault, ...]:
    """The rules about names of entities, the first that fits counts."""
    return tuple(
        EntityDefault(
            re.compile(str(row["entity_pattern"])),
            str(row["default_category"]),
            int(str(row["floor_level"])),
            row["applies_to"] == "all_fields",
        )
        for row in rows
    )


@cache
def own_suggester() -> Suggester:
    """The rules that come with nlconnect, Dutch and English."""
    rules = json.loads(files("nlconnect.privacy").joinpath("patterns.json").read_text("utf-8"))
    levels = {key: category.level for key, category in categories().items()}
    return Suggester(name_patterns(rules["name_patterns"]), entity_defaults(rules["entity_defaults"]), levels=levels)
