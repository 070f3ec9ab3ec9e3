"""Records as a table, on their way to a file or a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, overload

from nlconnect.model.catalogue import Enumeration, FieldType
from nlconnect.model.privacy import Personal, TagStatus

T = TypeVar("T")

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


class Lazily(Sequence[T]):
    """A sequence that is made when something of it is asked for."""

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        return self._made[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows by column: `cells` has `count` values for each column. A masked column holds None everywhere.

    Where the rows lie ready as msgspec Structs, with the columns as their only fields, `structs` has them too.
    """

    columns: Sequence[Column]
    cells: Sequence[Sequence[object]] = field(repr=False)
    count: int
    masked: frozenset[str] = frozenset()
    structs: Sequence[object] | None = field(default=None, repr=False)

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
