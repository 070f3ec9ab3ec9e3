"""Records as a table, on their way to a file or a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Some rows: tuples with a value for every column, in their order. A masked column holds None everywhere."""

    columns: Sequence[Column]
    rows: Sequence[tuple[object, ...]]
    masked: frozenset[str] = frozenset()

    def by_column(self) -> dict[str, Sequence[object]]:
        """The cells of each column; MASKED in those that are masked."""
        if not self.rows:
            return {column.name: () for column in self.columns}
        cells = zip(*self.rows, strict=True)
        hidden = [MASKED] * len(self.rows)
        return {
            column.name: hidden if column.name in self.masked else values
            for column, values in zip(self.columns, cells, strict=True)
        }
