"""How a system tells what it holds, as pure functions: requests for its description, and what the answers say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from nlconnect.model.catalogue import Catalogue, EntitySpec, TypeSpec
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request, Response


@dataclass(frozen=True, slots=True)
class SchemaQuestion:
    """Where to look, what is known already, and which entities are wanted, by wire or qualified name."""

    base_url: str
    scope: Scope
    catalogue: Catalogue
    wanted: Callable[[str], bool] = lambda _: True

    def wants(self, *names: str) -> bool:
        """Whether an entity that has these names is asked for."""
        return any(self.wanted(name) for name in names)


@dataclass(frozen=True, slots=True)
class SchemaAnswer:
    """What one answer told: entities, the complex types in them, requests for more, and remarks for people.

    `missing` are entities of the catalogue, by qualified name, that would be told of here if they were there.
    """

    entities: tuple[EntitySpec, ...] = ()
    types: tuple[TypeSpec, ...] = ()
    further: tuple[Request, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class SchemaSource(Protocol):
    """Two questions about one system's description of itself. Both are pure, as a dialect is."""

    def requests(self, question: SchemaQuestion) -> tuple[Request, ...]:
        """Where the description begins. Raises QueryError for what the scope lacks."""
        ...

    def read(self, request: Request, response: Response, question: SchemaQuestion) -> SchemaAnswer:
        """What the answer says. Raises ValueError for what is no description."""
        ...
