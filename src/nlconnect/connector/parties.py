"""Whose a document is, and where the addresses of its parties are registered: what is sent about it goes only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Registered:
    """An entity that holds e-mail addresses of a party."""

    entity: str
    party: str
    """The Python name of the field that says of which party; its key, for the party's own record."""
    addresses: tuple[str, ...]
    """Python names of the fields with addresses."""
    also: str | None = None
    """The Python name of a field that leads to somebody who acts for the party, such as its accountant."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of one kind of document."""

    document: str
    roles: Mapping[str, str]
    """What a party is to the document, by the Python name of the field that leads to it."""
    registered: tuple[Registered, ...]
