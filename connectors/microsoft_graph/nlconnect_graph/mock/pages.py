"""Rows in order from any place on: what pages, next links and counts are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from nlconnect.mock.selection import sort_value
from nlconnect.mock.tables import Row, Table
from nlconnect_graph.mock.expressions import value_at
from nlconnect_graph.mock.question import Order

MANY = 5_000
"""Above so many rows a table is not sorted where its own order will do."""


@dataclass(frozen=True)
class Walk:
    """Matching rows of a table in some order. `natural` is the field by which the table's own order rises."""

    table: Table
    tests: Sequence[Callable[[Row], bool]] = ()
    equal: Mapping[str, object] = field(default_factory=dict)
    order: tuple[Order, ...] = ()
    natural: str = ""

    def rows(self, *, after: Sequence[object] = ()) -> Iterator[tuple[int, Row]]:
        """Rows behind a mark that `mark` gave."""
        number = after[0] if after else None
        if not self._sorts:
            start = None if not isinstance(number, int) else number
            yield from (entry for entry in self._candidates(after=start) if self.holds(entry[1]))
            return
        rows = self.sorted()
        if isinstance(number, int):
            here = _Place(self.order, after[1:], number)
            rows = [(n, row) for n, row in rows if here < _Place(self.order, self._values(row), n)]
        yield from rows

    def scanned(self, skip: int) -> Iterator[tuple[int, int, Row]]:
        """(how many rows were looked at so far, number, row): what Outlook's next links count."""
        if self._sorts:
            rows = islice(self.sorted(), skip, None)
            yield from ((place, number, row) for place, (number, row) in enumerate(rows, skip + 1))
            return
        for place, (number, row) in enumerate(self._candidates(skip=skip), skip + 1):
            if self.holds(row):
                yield place, number, row

    def count(self) -> int:
        if not self.tests and not self.equal:
            return len(self.table)
        return sum(1 for _, row in self._candidates() if self.holds(row))

    def mark(self, number: int, row: Row) -> list[object]:
        """A place that can be written in a link."""
        return [number, *map(_written, self._values(row))] if self._sorts else [number]

    def holds(self, row: Row) -> bool:
        return all(row[name] == value for name, value in self.equal.items()) and all(test(row) for test in self.tests)

    @property
    def _is_natural(self) -> bool:
        return len(self.order) == 1 and self.order[0].path == (self.natural,) and len(self.table) > MANY

    @property
    def _sorts(self) -> bool:
        return bool(self.order) and not self._is_natural

    def sorted(self) -> list[tuple[int, Row]]:
        """All matching rows in order."""
        rows = [entry for entry in self._candidates() if self.holds(entry[1])]
        for order in reversed(self.order):
            rows.sort(key=lambda entry: _sort_value(value_at(entry[1], order.path)), reverse=order.descending)
        return rows

    def _values(self, row: Row) -> list[object]:
        return [value_at(row, order.path) for order in self.order]

    def _candidates(self, *, after: int | None = None, skip: int = 0) -> Iterator[tuple[int, Row]]:
        backwards = self._is_natural and self.order[0].descending
        for number in self._numbers(after, skip, backwards=backwards):
            row = self.table.row(number)
            if row is not None:
                yield number, row

    def _numbers(self, after: int | None, skip: int, *, backwards: bool) -> Iterable[int]:
        for name, value in self.equal.items():
            found = self.table.find(name, value)
            if found is not None:
                numbers = [n for n in found if after is None or (n < after if backwards else n > after)]
                return numbers[::-1][skip:] if backwards else numbers[skip:]
        last = self.table.last()
        if last is None:
            return ()
        if backwards:
            whole = range(last if after is None else after - 1, -1, -1)
        else:
            whole = range(0 if after is None else after + 1, last + 1)
        if len(self.table) == last + 1:
            return whole[skip:]
        return islice((n for n in whole if self.table.row(n) is not None), skip, None)


class _Place:
    """Where a row stands in a sorted list."""

    def __init__(self, order: Sequence[Order], values: Sequence[object], number: int) -> None:
        pairs = zip(order, values, strict=True)
        self.parts = [(_sort_value(_read(value)), part.descending) for part, value in pairs]
        self.number = number

    def __lt__(self, other: _Place) -> bool:
        for (mine, descending), (theirs, _) in zip(self.parts, other.parts, strict=True):
            if mine != theirs:
                return theirs < mine if descending else mine < theirs
        return self.number < other.number


def _sort_value(value: object) -> tuple[int, object]:
    if isinstance(value, str):
        return (1, value.casefold())
    if isinstance(value, Mapping | list):
        return (1, str(value))
    return sort_value(value)


def _written(value: object) -> object:
    return {"moment": value.isoformat()} if isinstance(value, datetime) else value


def _read(value: object) -> object:
    if isinstance(value, Mapping) and "moment" in value:
        return datetime.fromisoformat(str(value["moment"]))
    return value
