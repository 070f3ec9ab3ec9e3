"""How long something is kept, as people write it."""

from __future__ import annotations

import re

_WORDS = {
    1: "d day days dag dagen",
    7: "w week weeks weken",
    31: "m month months maand maanden",
    366: "y year years jaar jaren",
}
_DAYS = {word: days for days, words in _WORDS.items() for word in words.split()}
_TERM = re.compile(r"(\d{1,6}) ?([a-z]+)")
MEANT = "should be a number of days, weeks, months or years, such as '4 weeks'"


def days_of(text: str) -> int | None:
    """The longest that a term may be, in days; None for text that is none. `30d` and Dutch words are understood."""
    found = _TERM.fullmatch(text.strip().lower())
    days = _DAYS.get(found[2]) if found is not None else None
    return int(found[1]) * days if found is not None and days is not None else None
