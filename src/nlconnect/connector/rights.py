"""What an app has to be allowed for what it reads and writes: each system says so in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.scope import Scope

SignedInAs = Literal["person", "app"]


@dataclass(frozen=True, slots=True)
class Need:
    """One read or write of an entity, in a scope, with the fields it is about, and what it is for."""

    entity: EntitySpec
    fields: tuple[FieldSpec, ...]
    reason: str
    scope: Scope
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Right:
    """One thing to allow: what it is called where it is granted, of which kind it is, and for what it is needed."""

    name: str
    kind: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restriction:
    """A way to make a right narrower, so that it reaches no further than it is used."""

    what: str
    how: str


@dataclass(frozen=True, slots=True)
class RightsPage:
    """What to ask the administrator for. `remarks` are about things that no right can give."""

    where: str
    """Where the administrator grants these, such as an app registration."""
    rights: tuple[Right, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    remarks: tuple[str, ...] = ()
    idle: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By entity, what crosses the wire at each read although no read is about it."""


class RightsGuide(Protocol):
    """Turns needs into the least that has to be granted. Pure."""

    def page(self, needs: Sequence[Need], *, signed_in_as: SignedInAs) -> RightsPage:
        """The least rights for all of these together."""
        ...


def merged(rights: Sequence[Right]) -> tuple[Right, ...]:
    """Each right once, with all its reasons, in the order in which they were found; one with fields says it all."""
    found: dict[tuple[str, str], list[str]] = {}
    for right in rights:
        reasons = found.setdefault((right.kind, right.name), [])
        reasons += [reason for reason in right.reasons if reason not in reasons]
    return tuple(Right(name, kind, _telling(reasons)) for (kind, name), reasons in found.items())


def reason_of(need: Need, fields: Sequence[FieldSpec] = ()) -> str:
    """What a right is needed for, in words: the entity, the fields that ask for it, and what uses them."""
    verb = "writes" if need.writes else "reads"
    about = f" ({_listed([one.name for one in fields])})" if fields else ""
    return f"{need.reason}: {verb} {need.entity.qualified_name}{about}"


def _telling(reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in reasons if not any(other.startswith(f"{one} (") for other in reasons))


def _listed(names: Sequence[str], most: int = 6) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
