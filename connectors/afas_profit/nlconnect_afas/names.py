"""Names of people as AFAS composes them, taken apart again."""

from __future__ import annotations

from typing import NamedTuple


class PersonName(NamedTuple):
    """The parts of a name; empty where there is none."""

    first: str
    prefix: str
    last: str


def name_parts(name: str | None, full_name: str | None) -> PersonName:
    """From `Sanne van der Linden` and `Linden, S.H. van der`, as the views of contacts have them.

    How `full_name` is composed is a setting of the environment; where it stands otherwise, all behind the first word
    of `name` is the last name.
    """
    last, comma, rest = (full_name or "").partition(", ")
    _, _, prefix = rest.partition(" ")
    whole, behind = (name or "").strip(), f"{prefix} {last}".strip()
    if comma and whole.endswith(f" {behind}"):
        return PersonName(whole.removesuffix(behind).strip(), prefix, last)
    first, _, remains = whole.partition(" ")
    return PersonName(first, "", remains)
