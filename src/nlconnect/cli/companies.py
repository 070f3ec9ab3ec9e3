"""The companies that a login may see, with their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlconnect.client import Connection
from nlconnect.connector import Connector, collection_of
from nlconnect.errors import NlconnectError, PolicyRefused
from nlconnect.model.privacy import MASKED_AT_LEVEL
from nlconnect.model.table import Batch, Column


def listed_part(system: Connector) -> str | None:
    """The scope part whose values the system can list, such as the division."""
    return next((part for part, known in system.scope_parts.items() if known.listed_by is not None), None)


def companies_of(connection: Connection, system: Connector) -> list[dict[str, object]]:
    """One row for each value of the listed part, with what people call it."""
    part = listed_part(system)
    if part is None:
        return []
    scopes = connection.scopes(part)
    try:
        names = _names(connection.within(**dict(scopes[0])), system, part) if scopes else {}
    except PolicyRefused:  # their numbers are no secret, and what they are called may be
        names = {}
    return [{part: scope[part], "name": names.get(scope[part])} for scope in scopes]


def names_of_companies(connection: Connection, system: Connector, part: str) -> Mapping[object, object]:
    """What people call each company; empty where this login may not list them."""
    known = system.scope_parts.get(part)
    try:
        return _names(connection, system, part) if known is not None and known.listed_by is not None else {}
    except NlconnectError:
        return {}


@dataclass(frozen=True, slots=True)
class NameBeside:
    """Puts the name of each company beside its number: a list of many companies is read by their names."""

    names: Mapping[object, object]
    place: int

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        number = columns[self.place]
        label = f"Naam {number.label_nl.lower()}" if number.label_nl else None
        return (
            *columns[: self.place + 1],
            Column(f"{number.name}_name", "string", label),
            *columns[self.place + 1 :],
        )

    def batch(self, batch: Batch) -> Batch:
        after = self.place + 1
        rows = [(*row[:after], self.names.get(row[self.place]), *row[after:]) for row in batch.rows]
        return Batch.of(self.columns(batch.columns), rows, batch.masked)


def _names(connection: Connection, system: Connector, part: str) -> dict[object, object]:
    known = system.scope_parts[part]
    assert known.listed_by is not None
    entity = system.catalogue.entity(known.listed_by)
    label = entity.by_wire[known.label] if known.label else None
    if label is None or label.tag.effective_level >= MASKED_AT_LEVEL:
        return {}
    key, name = entity.by_wire[known.value or entity.key[0]].name, label.name
    query = collection_of(system.package, entity).select(key, name)
    return {getattr(record, key): getattr(record, name) for record in connection.read(query)}
