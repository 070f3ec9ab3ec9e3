"""Passwords that are made where they are sent from: nobody types them or sees them."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from nlconnect.model.change import NEW_PASSWORD, Change
from nlconnect.model.outcome import Difference
from nlconnect.model.record import MASK
from nlconnect.policy.clearance import NEVER, Clearance

C = TypeVar("C", bound=Change)
_SIGNS = ("abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "-_.!")
_LENGTH = 24


def with_passwords(change: C) -> tuple[C, tuple[str, ...]]:
    """The change with a password of its own wherever it has NEW_PASSWORD, and the fields in which no other text is."""
    held = [name for name, value in change.values.items() if NEW_PASSWORD in _parts(value)]
    if not held:
        return change, ()
    made = copy.copy(change)
    object.__setattr__(made, "values", {name: _made(value) for name, value in change.values.items()})
    return made, tuple(name for name in held if not any(type(one) is str for one in _parts(change.values[name])))


def judged(parts: Iterable[Difference], fresh: Sequence[str], clearance: Clearance) -> tuple[Difference, ...]:
    """What a purpose is asked about: a password that was made here it may set where it names that category."""
    named = set(clearance.purpose.categories).intersection(NEVER)
    return tuple(part for part in parts if part.name not in fresh or part.tag.category not in named)


def unseen(parts: Iterable[Difference], fresh: Sequence[str]) -> tuple[Difference, ...]:
    """The same changes without the passwords that were made here."""
    return tuple(replace(part, after=MASK) if part.name in fresh else part for part in parts)


def new_password() -> str:
    """With signs of every kind that systems ask for, and none that people mistake for another."""
    rest = [secrets.choice("".join(_SIGNS)) for _ in range(_LENGTH - len(_SIGNS))]
    signs = [*rest, *(secrets.choice(kind) for kind in _SIGNS)]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def _parts(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [part for one in value.values() for part in _parts(one)]
    if isinstance(value, list | tuple):
        return [part for one in value for part in _parts(one)]
    return [value]


def _made(value: object) -> object:
    if value is NEW_PASSWORD:
        return new_password()
    if isinstance(value, Mapping):
        return {name: _made(one) for name, one in value.items()}
    return [_made(one) for one in value] if isinstance(value, list | tuple) else value
