"""Rows behind a mock: computed from their number or listed, with every change laid over them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeAlias, TypeVar

S = TypeVar("S")

Row: TypeAlias = Mapping[str, object]
"""Values by wire name; a field that is not in the row reads as null."""
Column: TypeAlias = Callable[[S], object]
Index: TypeAlias = Callable[[object], Iterable[int]]
"""The ascending numbers of the rows whose field equals a value."""


class Source(Protocol):
    """Rows nobody has changed yet. Their numbers run from 0 and are the order in which a server pages them."""

    def __len__(self) -> int: ...

    def row(self, number: int) -> Row: ...

    def find(self, field: str, value: object) -> Iterable[int] | None:
        """Ascending numbers of the rows with that value; None where only a walk can tell."""
        ...

    def adapted(self, fields: Mapping[str, Callable[[object], object]]) -> Source:
        """The same rows with some values passed through a function, such as one that pads."""
        ...


class LazyRow(dict[str, object], Generic[S]):
    """Computes a field when it is first read; a field nobody knows is null."""

    __slots__ = ("columns", "subject")

    def __init__(self, columns: Mapping[str, Column[S]], subject: S) -> None:
        self.columns = columns
        self.subject = subject

    def __missing__(self, field: str) -> object:
        column = self.columns.get(field)
        value = None if column is None else column(self.subject)
        self[field] = value
        return value

    def whole(self) -> dict[str, object]:
        """Every known field as a plain dictionary."""
        return {field: self[field] for field in self.columns}


class PlainRow(dict[str, object]):
    """A row that holds its values; a field it lacks is null."""

    __slots__ = ()

    def __missing__(self, field: str) -> object:
        return None


class Generated(Generic[S]):
    """Rows computed from their number: nothing is held, so a million cost no more than ten."""

    def __init__(
        self,
        count: int,
        subject: Callable[[int], S],
        columns: Mapping[str, Column[S]],
        indexes: Mapping[str, Index],
    ) -> None:
        self._count = count
        self._subject = subject
        self._columns = columns
        self._indexes = indexes

    def __len__(self) -> int:
        return self._count

    def row(self, number: int) -> Row:
        return LazyRow(self._columns, self._subject(number))

    def find(self, field: str, value: object) -> Iterable[int] | None:
        index = self._indexes.get(field)
        return None if index is None else index(value)

    def adapted(self, fields: Mapping[str, Callable[[object], object]]) -> Generated[S]:
        """The same rows with some values passed through a function."""
        columns = dict(self._columns)
        for field, change in fields.items():
            if field in columns:
                columns[field] = _chained(columns[field], change)
        return Generated(self._count, self._subject, columns, self._indexes)


def _chained(column: Column[S], change: Callable[[object], object]) -> Column[S]:
    return lambda subject: change(column(subject))


class Listed:
    """Rows held in a list, for tables that stay small. An index is made for each field that is asked for."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = [PlainRow(row) for row in rows]
        self._indexes: dict[str, dict[object, list[int]]] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def row(self, number: int) -> Row:
        return self._rows[number]

    def find(self, field: str, value: object) -> Iterable[int] | None:
        if field not in self._indexes:
            index = self._indexes[field] = {}
            for number, row in enumerate(self._rows):
                index.setdefault(row[field], []).append(number)
        return self._indexes[field].get(value, ())

    def adapted(self, fields: Mapping[str, Callable[[object], object]]) -> Listed:
        """The same rows with some values passed through a function."""
        changed = [{name: fields[name](v) if name in fields else v for name, v in row.items()} for row in self._rows]
        return Listed(changed)


class RowVersions:
    """The row version counter of one company: unique, rising, and no measure of time.

    Each table owns a block of numbers for rows as they were generated; a change takes the next number above all blocks.
    """

    BLOCK = 1 << 24

    def __init__(self, *, origin: int) -> None:
        self._origin = origin
        self._blocks: dict[str, int] = {}
        self._latest = 0

    def first(self, table: str, *, position: int) -> int:
        """The version of row 0 of a table; tables have fixed places, so that versions do not depend on access."""
        return self._blocks.setdefault(table, self._origin + position * self.BLOCK)

    def restart(self) -> None:
        """Begin again from nought; tables then ask for their places anew."""
        self._origin = 0
        self._latest = 0
        self._blocks.clear()

    def next(self) -> int:
        """A version for a change that happens now."""
        self._latest += 1
        return self._origin + (1 << 40) + self._latest


class Table:
    """A source with the changes laid over it. Row numbers are stable: a deleted row leaves a gap."""

    def __init__(self, name: str, *, key: str | None, source: Source, versions: RowVersions, position: int) -> None:
        self.name = name
        self.key = key
        self._source = source
        self._versions = versions
        self._position = position
        self._first = versions.first(name, position=position)
        self._changed: dict[int, PlainRow | None] = {}
        self._stamps: dict[int, int] = {}
        self._feed: list[tuple[int, int]] = []
        self._keys: dict[object, int] = {}
        self._size = len(source)
        self._deleted = 0

    def __len__(self) -> int:
        """How many rows are alive."""
        return self._size - self._deleted

    def row(self, number: int) -> Row | None:
        """The row of a number as it is now; None once it is deleted."""
        if number in self._changed:
            return self._changed[number]
        return self._source.row(number) if 0 <= number < len(self._source) else None

    def numbers(self, *, after: int = -1) -> Iterator[int]:
        """The numbers of live rows, ascending."""
        if not self._deleted:
            return iter(range(after + 1, self._size))
        return (n for n in range(after + 1, self._size) if self._changed.get(n, _ALIVE) is not None)

    def last(self) -> int | None:
        """The number of the last live row."""
        return next((n for n in range(self._size - 1, -1, -1) if self._changed.get(n, _ALIVE) is not None), None)

    def find(self, field: str, value: object) -> Iterable[int] | None:
        """Ascending numbers of live rows with that value; None where only a walk can tell."""
        found = self._source.find(field, value)
        if found is None:
            return None
        if not self._changed:
            return found
        if field == self.key and value in self._keys:
            return (self._keys[value],)
        kept = [n for n in found if n not in self._changed]
        kept += [n for n, row in self._changed.items() if row is not None and row[field] == value]
        return sorted(kept)

    def position(self, key: object) -> int | None:
        """The number of the row with that key, also of a deleted one."""
        if key in self._keys:
            return self._keys[key]
        for number in self._source.find(self.key or "", key) or ():
            return number
        return None

    def get(self, key: object) -> Row | None:
        """The live row with that key."""
        number = self.position(key)
        return None if number is None else self.row(number)

    def version(self, number: int) -> int:
        """The row version: unique and rising inside one company."""
        return self._stamps.get(number, self._first + number)

    def feed(self, *, after: int) -> Iterator[tuple[int, int]]:
        """(version, number) of live rows with a version above `after`, rising."""
        start = max(0, after + 1 - self._first)
        for number in range(start, len(self._source)):
            if number not in self._stamps and number not in self._changed:
                yield self._first + number, number
        for version, number in self._feed[bisect_right(self._feed, (after, self._size)) :]:
            if self._changed.get(number) is not None:
                yield version, number

    def renumber(self) -> None:
        """Ask for new versions for all rows, after the counter began again."""
        self._first = self._versions.first(self.name, position=self._position)
        self._stamps = {number: 0 for number, row in self._changed.items() if row is None}
        self._feed.clear()
        for number, row in sorted(self._changed.items()):
            if row is not None:
                self._stamps[number] = self._versions.next()
                self._feed.append((self._stamps[number], number))

    def add(self, row: Row) -> int:
        """A new row at the end."""
        number = self._size
        self._size += 1
        self._store(number, PlainRow(row))
        return number

    def change(self, number: int, values: Row) -> Row:
        """Replace some fields of a live row; gives the new row."""
        before = self.row(number)
        if before is None:
            raise KeyError(number)
        whole = before.whole() if isinstance(before, LazyRow) else dict(before)
        after = PlainRow({**whole, **values})
        self._store(number, after)
        return after

    def remove(self, number: int) -> None:
        """Delete a live row."""
        row = self.row(number)
        if row is None:
            raise KeyError(number)
        if self.key is not None:
            self._keys[row[self.key]] = number
        self._forget(number)
        self._changed[number] = None
        self._stamps[number] = 0
        self._deleted += 1

    def _store(self, number: int, row: PlainRow) -> None:
        self._forget(number)
        stamp = self._versions.next()
        self._changed[number] = row
        self._stamps[number] = stamp
        insort(self._feed, (stamp, number))
        if self.key is not None:
            self._keys[row[self.key]] = number

    def _forget(self, number: int) -> None:
        stamp = self._stamps.get(number)
        if stamp:
            self._feed.remove((stamp, number))


_ALIVE = PlainRow()
