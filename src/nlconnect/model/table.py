"""Records as a table, on their way to a file or a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlconnect.model.catalogue import Enumeration, FieldType
from nlconnect.model.privacy import Personal, TagStatus

NOT_PERSONAL = Personal(None, 0, TagStatus.REVIEWED)


class Masked:
    """What an outlet shows for a cell of a masked column; there is one, MASKED."""

    def __repr__(self) -> str:
        return "MASKED"


MASKED = Masked()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Python name, its type, its Dutch header, and the tag that decides who may see it."""

    name: str
    type: FieldType
    label_nl: str | None = None
    tag: Personal = NOT_PERSONAL
    enum: Enumeration | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows by column: `cells` has `count` values for each column. A masked column holds None everywhere."""

    columns: Sequence[Column]
    cells: Sequence[Sequence[object]] = field(repr=False)
    count: int
    masked: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        columns: Sequence[Column],
        rows: Sequence[tuple[object, ...]],
        masked: frozenset[str] = frozenset(),
    ) -> Batch:
        """The same from rows: tuples with a value for every column, in their order."""
        cells = tuple(zip(*rows, strict=True)) if rows else ((),) * len(columns)
        return cls(columns, cells, len(rows), masked)

    @property
    def rows(self) -> Sequence[tuple[object, ...]]:
        """A value for every column, in their order."""
        return list(zip(*self.cells, strict=True))

    def by_column(self) -> dict[str, Sequence[object]]:
        """The cells of each column; MASKED in those that are masked."""
        hidden = [MASKED] * self.count
        return {
            column.name: hidden if column.name in self.masked else values
            for column, values in zip(self.columns, self.cells, strict=True)
        }
