"""The privacy tag of a field, and the categories a tag can name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

MASKED_AT_LEVEL = 4
"""From this level on, and for every unreviewed field, an outlet of `own-use` shows a mask."""


class TagStatus(StrEnum):
    """Who vouches for a tag: a person who read the field, a rule, or nobody yet."""

    REVIEWED = "reviewed"
    PROPOSED = "proposed"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of personal data: key, level 0-5, and the flags that a law attaches to it."""

    key: str
    level: int
    description: str
    description_nl: str
    default_mask: str
    art9: str | None = None
    art10: bool = False
    national_id: bool = False


@dataclass(frozen=True, slots=True)
class Personal:
    """What a field says about a person. `category` None means: reviewed or proposed as not personal."""

    category: str | None
    level: int
    status: TagStatus

    @property
    def is_personal(self) -> bool:
        """True unless somebody or some rule judged the field not personal."""
        return self.category is not None

    @property
    def effective_level(self) -> int:
        """The level an outlet goes by: an unreviewed field counts as level 4."""
        return max(self.level, MASKED_AT_LEVEL) if self.status is TagStatus.UNREVIEWED else self.level

    @property
    def may_be_shown(self) -> bool:
        """True where repr and logs may show the value: judged not personal, by reading or by rule."""
        return self.category is None and self.status is not TagStatus.UNREVIEWED

    def __str__(self) -> str:
        if self.category is None:
            return f"not personal ({self.status})"
        return f"{self.category}, level {self.effective_level} ({self.status})"


UNREVIEWED = Personal("user.content.free_text", MASKED_AT_LEVEL, TagStatus.UNREVIEWED)


@cache
def categories() -> dict[str, Category]:
    """All categories by key, read once from the package."""
    rows = json.loads(files(__package__).joinpath("categories.json").read_text("utf-8"))
    return {row["key"]: Category(**row) for row in rows}
