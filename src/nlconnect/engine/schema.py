"""Asking a system what it holds: its own description, request after request, until there is no more to ask."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from nlconnect.connector import Connector, EntitySpec
from nlconnect.connector.schema import SchemaQuestion, SchemaSource
from nlconnect.engine.exchange import Errand, Exchange
from nlconnect.errors import NlconnectError, QueryError, ServerError
from nlconnect.model.catalogue import TypeSpec

Counting = Callable[[int, int], None]
"""Told before each question: how many were answered, and how many are known of by now, with those."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a system holds now, as it says itself; `failures` are parts that it did not tell.

    `missing` are entities that the catalogue knows and the system does not have, or not for this login.
    """

    entities: tuple[EntitySpec, ...]
    types: tuple[TypeSpec, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    failures: tuple[NlconnectError, ...] = ()
    calls: int = 0


def source_of(connector: Connector) -> SchemaSource:
    """Raises QueryError for a system that does not describe itself."""
    if connector.schema is None:
        raise QueryError(f"{connector.title} does not tell what it holds")
    return connector.schema


async def read_schema(
    exchange: Exchange, errand: Errand, *, names: Sequence[str] = (), progress: Counting | None = None
) -> Schema:
    """Everything whose name fits one of the patterns. One part that cannot be read does not keep the others back."""
    source = source_of(exchange.connector)
    patterns = [name.lower() for name in names]
    question = SchemaQuestion(
        exchange.base_url,
        errand.scope,
        exchange.connector.catalogue,
        lambda name: not patterns or any(fnmatchcase(name.lower(), pattern) for pattern in patterns),
    )
    waiting = deque(source.requests(question))
    entities: dict[str, EntitySpec] = {}
    types: dict[str, TypeSpec] = {}
    notes: list[str] = []
    missing: list[str] = []
    failures: list[NlconnectError] = []
    asked = 0
    while waiting:
        if progress is not None:
            progress(asked, asked + len(waiting))
        asked += 1
        request = waiting.popleft()
        try:
            response = await exchange.call(request, errand)
            try:
                answer = source.read(request, response, question)
            except ValueError as error:
                raise ServerError(f"the description cannot be read: {error}") from None
        except NlconnectError as failure:
            if not entities and not waiting:
                raise
            failures.append(failure)
            continue
        entities |= {spec.path: spec for spec in answer.entities}
        types |= {spec.wire: spec for spec in answer.types}
        notes += answer.notes
        missing += answer.missing
        waiting.extend(answer.further)
    if progress is not None:
        progress(asked, asked)
    return Schema(
        tuple(entities.values()),
        tuple(types.values()),
        tuple(dict.fromkeys(notes)),
        tuple(missing),
        tuple(failures),
        errand.tally.calls,
    )
