"""What shows whether an action has happened: a record that it changes, and that can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.outcome import Json
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.values import Value

Happened = Callable[[Record | None], bool | None]
"""Of the record, or of its not being there: whether it happened; None where that does not tell."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where to look, and what to make of it."""

    query: Query[Record]
    """The kind of record, and the fields that tell."""
    key: Value
    happened: Happened
    stands: Mapping[str, str]
    """Fields of the action that tell what will stand in the record, and the field there, by Python names."""


@runtime_checkable
class Evident(Protocol):
    """A writer that knows what its actions leave behind. Pure."""

    def evidence(
        self, entity: EntitySpec, parameters: Mapping[str, object], given: Mapping[str, Json]
    ) -> Evidence | None:
        """For an action with these parents and values, as a plan keeps them; None where nothing shows it."""
        ...
