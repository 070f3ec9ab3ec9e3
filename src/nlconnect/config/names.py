"""Names that were probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def near(name: str, names: Iterable[str]) -> list[str]:
    """The names that look like this one, the likeliest first."""
    import difflib

    lower = {one.lower(): one for one in names}
    return [lower[one] for one in difflib.get_close_matches(name.lower(), lower, n=3, cutoff=0.6)]


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint for a name that is not there."""
    found = near(name, names)
    if found:
        return f"Did you mean {' or '.join(found)}?"
    return f"There is: {', '.join(names) or 'none yet'}."
