"""Which rows of a table a question is about, page by page, whatever protocol asked it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from types import MappingProxyType

from nlconnect.mock.tables import Row, Table

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sorting:
    """One field to sort by; nulls come first when rising, as SQL Server has it."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """A test on rows, the equalities an index may answer, and an order other than the table's own."""

    test: Callable[[Row], bool] | None = None
    equal: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    order: tuple[Sorting, ...] = ()


@dataclass(frozen=True, slots=True)
class PageOfRows:
    """Rows with their numbers, and whether there are more."""

    rows: Sequence[tuple[int, Row]] = field(repr=False)
    has_more: bool


def page(
    table: Table,
    selection: Selection,
    *,
    after: int | None = None,
    after_order: Sequence[object] = (),
    skip: int = 0,
    limit: int | None,
) -> PageOfRows:
    """The next rows behind row number `after`; in another order `after_order` holds that row's sort values."""
    if selection.order:
        rows: Iterator[tuple[int, Row]] = iter(_behind(_sorted(table, selection), selection, after, after_order))
    else:
        rows = matching(table, selection, after=-1 if after is None else after)
    for _ in range(skip):
        if next(rows, None) is None:
            break
    if limit is None:
        return PageOfRows(list(rows), has_more=False)
    taken = [row for _, row in zip(range(limit), rows, strict=False)]
    return PageOfRows(taken, has_more=next(rows, None) is not None)


def count(table: Table, selection: Selection) -> int:
    """How many rows match."""
    if selection.test is None:
        return len(table)
    return sum(1 for _ in matching(table, selection))


def matching(table: Table, selection: Selection, *, after: int = -1) -> Iterator[tuple[int, Row]]:
    """Matching rows in the table's own order; walks the table unless an index helps."""
    test = selection.test
    for number in _candidates(table, selection.equal, after):
        row = table.row(number)
        if row is not None and (test is None or test(row)):
            yield number, row


def _candidates(table: Table, equal: Mapping[str, object], after: int) -> Iterable[int]:
    for name, value in equal.items():
        found = table.find(name, value)
        if found is not None:
            return (number for number in found if number > after)
    return table.numbers(after=after)


def _sorted(table: Table, selection: Selection) -> list[tuple[int, Row]]:
    rows = list(matching(table, selection))
    for sorting in reversed(selection.order):
        rows.sort(key=lambda entry: sort_value(entry[1][sorting.field]), reverse=sorting.descending)
    return rows


def _behind(
    rows: list[tuple[int, Row]], selection: Selection, after: int | None, values: Sequence[object]
) -> list[tuple[int, Row]]:
    """Rows behind the last one that was given, found again by its sort values even where it has gone."""
    if after is None:
        return rows
    mark = _Place(selection.order, values, after)
    return [(n, row) for n, row in rows if mark < _Place(selection.order, [row[s.field] for s in selection.order], n)]


class _Place:
    """Where a row stands in a sorted list."""

    def __init__(self, order: Sequence[Sorting], values: Sequence[object], number: int) -> None:
        self.parts = [(sort_value(value), sorting.descending) for sorting, value in zip(order, values, strict=True)]
        self.number = number

    def __lt__(self, other: _Place) -> bool:
        for (mine, descending), (theirs, _) in zip(self.parts, other.parts, strict=True):
            if mine != theirs:
                return theirs < mine if descending else mine < theirs
        return self.number < other.number


def sort_value(value: object) -> tuple[int, object]:
    """A key that sorts nulls before all else, and values of one field among themselves."""
    if value is None:
        return (0, 0)
    if isinstance(value, date) and not isinstance(value, datetime):
        return (1, datetime.combine(value, time()))
    return (1, value)
