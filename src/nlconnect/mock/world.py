"""What a mock knows: per company one table for each entity, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeAlias

from nlconnect.mock.tables import Listed, RowVersions, Source, Table
from nlconnect.model.catalogue import EntitySpec

SourceOf: TypeAlias = Callable[[Hashable, EntitySpec], Source | None]
"""The unchanged rows of an entity in a scope; None where the dataset has none, which makes an empty table."""


@dataclass
class World:
    """The state of one mocked system. A scope is a company number, or None for what belongs to no company."""

    sources: SourceOf
    order: Callable[[EntitySpec], int]
    _tables: dict[tuple[Hashable, str], Table] = field(default_factory=dict)
    _versions: dict[Hashable, RowVersions] = field(default_factory=dict)

    def table(self, scope: Hashable, entity: EntitySpec) -> Table:
        """The rows of an entity in one scope."""
        name = (scope, entity.qualified_name)
        table = self._tables.get(name)
        if table is None:
            table = self._tables[name] = self._made(scope, entity, self.sources(scope, entity) or Listed())
        return table

    def empty(self, scope: Hashable, entity: EntitySpec) -> None:
        """Take every row of an entity away, as if there had never been one."""
        self._tables[scope, entity.qualified_name] = self._made(scope, entity, Listed())

    def versions(self, scope: Hashable) -> RowVersions:
        return self._versions.setdefault(scope, RowVersions(origin=_ORIGIN))

    def renumber(self, scope: Hashable) -> None:
        """Let every row version of a scope begin again, below all that were given out before."""
        self.versions(scope).restart()
        for (place, _), table in self._tables.items():
            if place == scope:
                table.renumber()

    def _made(self, scope: Hashable, entity: EntitySpec, source: Source) -> Table:
        return Table(
            entity.qualified_name,
            key=entity.key[0] if len(entity.key) == 1 else None,
            source=source,
            versions=self.versions(scope),
            position=self.order(entity),
        )


_ORIGIN = 1 << 41
"""High enough that a company which moves can start again far below it."""
