"""In which order rows come, and which of them match: computed once for a question, not once for a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import gcd

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Row, Table
from nlconnect_afas.mock.filters import Test, sort_value

KEPT = 8
"""So many questions are remembered with the numbers of their rows."""
FEW = 5_000
"""An index that finds fewer rows than this is good enough."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """One field to sort by; what is empty comes first when rising."""

    field: str
    descending: bool = False


@dataclass
class Shelf:
    """A table with what makes it quick: `rising` is what its rows were made in the order of, and tells them apart."""

    table: Table
    rising: tuple[str, ...]
    natural: int
    stamp: int
    """Another number after each change, and for each shelf."""
    touched: set[int] = field(default_factory=set)

    def note(self, number: int, *, stamp: int) -> None:
        """Row `number` was added, changed or deleted."""
        self.touched.add(number)
        self.stamp = stamp


class Numbers:
    """Row numbers that are found as far as somebody asks."""

    def __init__(self, source: Iterable[int]) -> None:
        self._rest = iter(source)
        self._found = array("I")

    def part(self, start: int, stop: int | None) -> Sequence[int]:
        wanted = None if stop is None else max(0, stop - len(self._found))
        self._found.extend(islice(self._rest, wanted))
        return self._found[start:stop]


class Sequences:
    """The numbers of rows for the questions that were asked last."""

    def __init__(self, *, seed: int) -> None:
        self._seed = seed
        self._kept: OrderedDict[Hashable, Numbers] = OrderedDict()
        self._asked = 0

    def numbers(
        self,
        shelf: Shelf,
        *,
        name: Hashable,
        test: Test | None,
        equal: Sequence[tuple[str, object]],
        order: Sequence[Sorting],
        unique: bool,
        part: slice,
    ) -> Sequence[int]:
        """The rows of one page. `name` stands for the filter; `unique` says that the order tells rows apart."""
        self._asked += 1
        found = _indexed(shelf.table, equal)
        if not order:
            return self._unstable(shelf, test, found, part)
        # AFAS: rows that an order does not tell apart may change places between two calls.
        turn = 0 if unique else self._asked % 2
        if test is None and not turn and not shelf.touched and _is_natural(shelf, order):
            numbers = range(shelf.natural)
            return (numbers[::-1] if order[0].descending else numbers)[part]
        key = (name, tuple(order), turn, shelf.stamp)
        kept = self._kept.pop(key, None) or Numbers(_ordered(shelf, test, found, order, turn=turn))
        self._kept[key] = kept
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return kept.part(part.start, part.stop)

    def _unstable(self, shelf: Shelf, test: Test | None, found: Iterable[int] | None, part: slice) -> Sequence[int]:
        """AFAS: without an order, pages may overlap and leave rows out. Here they do so on purpose."""
        numbers = list(found) if found is not None else _live(shelf)
        mixed = _mixed(numbers, mix(self._seed, self._asked))
        matching = mixed if test is None else _matching(shelf.table, mixed, test)
        return list(islice(matching, part.start, part.stop))


def _indexed(table: Table, equal: Sequence[tuple[str, object]]) -> Iterable[int] | None:
    """The rows an index knows of, of the one that knows fewest; None where only a walk can tell."""
    large: Iterable[int] | None = None
    for name, value in equal:
        found = table.find(name, value)
        if found is None:
            continue
        first = list(islice(found, FEW))
        if len(first) < FEW:
            return first
        large = table.find(name, value)
    return large


def _live(shelf: Shelf) -> Sequence[int]:
    table = shelf.table
    return range(len(table)) if not shelf.touched else array("I", table.numbers())


def _mixed(numbers: Sequence[int], seed: int) -> Iterator[int]:
    count = len(numbers)
    if not count:
        return
    step, start = 1 + seed % count, mix(seed, 1) % count
    while gcd(step, count) != 1:
        step += 1
    for place in range(count):
        yield numbers[(start + place * step) % count]


def _matching(table: Table, numbers: Iterable[int], test: Test) -> Iterator[int]:
    for number in numbers:
        row = table.row(number)
        if row is not None and test(row):
            yield number


def _is_natural(shelf: Shelf, order: Sequence[Sorting]) -> bool:
    """Whether an order is the one in which the rows were made, or just the other way round."""
    names = tuple(sorting.field for sorting in order)
    return (
        bool(shelf.rising)
        and names[: len(shelf.rising)] == shelf.rising
        and len({sorting.descending for sorting in order[: len(shelf.rising)]}) == 1
    )


def _ordered(
    shelf: Shelf, test: Test | None, found: Iterable[int] | None, order: Sequence[Sorting], *, turn: int
) -> Iterator[int]:
    table = shelf.table
    if not turn and _is_natural(shelf, order) and (found is None or not shelf.touched):
        numbers = found if found is not None else _natural(shelf)
        if order[0].descending:
            numbers = list(numbers)[::-1]
        yield from numbers if test is None else _matching(table, numbers, test)
        return
    candidates = found if found is not None else _live(shelf)
    matching = list(candidates if test is None else _matching(table, candidates, test))
    if turn:
        matching.reverse()
    if len({sorting.descending for sorting in order}) == 1:
        fields = [sorting.field for sorting in order]
        matching.sort(key=_key_of(table, fields), reverse=order[0].descending)
    else:
        for sorting in reversed(order):
            matching.sort(key=_key_of(table, (sorting.field,)), reverse=sorting.descending)
    yield from matching


def _natural(shelf: Shelf) -> Sequence[int]:
    """The rows in the order they were made in, with those that changed where they belong now."""
    if not shelf.touched:
        return range(shelf.natural)
    kept = array("I", (n for n in range(shelf.natural) if n not in shelf.touched))
    key = _key_of(shelf.table, shelf.rising)
    for number in sorted(shelf.touched):
        if shelf.table.row(number) is not None:
            kept.insert(bisect_left(kept, key(number), key=key), number)
    return kept


def _key_of(table: Table, fields: Sequence[str]) -> Callable[[int], tuple[object, ...]]:
    def key(number: int) -> tuple[object, ...]:
        row: Row | None = table.row(number)
        return tuple(sort_value(None if row is None else row[name]) for name in fields)

    return key
