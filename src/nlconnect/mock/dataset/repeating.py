"""Sums over rows that repeat: what makes a balance over a million rows a matter of one division."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol


class Running(Protocol):
    """Amounts by row number, with their running totals."""

    def upto(self, number: int) -> int:
        """The sum over rows 0 up to but not including `number`."""
        ...

    def locate(self, unit: int) -> tuple[int, int]:
        """The row in which unit number `unit` falls, and its place there; amounts must not be negative."""
        ...


class Repeating:
    """Amounts that repeat after each block."""

    def __init__(self, block: Sequence[int]) -> None:
        self._sums = [0, *accumulate(block)]
        self._length = len(block)

    def upto(self, number: int) -> int:
        blocks, rest = divmod(number, self._length)
        return blocks * self._sums[-1] + self._sums[rest]

    def locate(self, unit: int) -> tuple[int, int]:
        blocks, rest = divmod(unit, self._sums[-1])
        place = bisect_right(self._sums, rest) - 1
        return blocks * self._length + place, rest - self._sums[place]


class Switching:
    """One repeating run up to a boundary, and another from there on."""

    def __init__(self, old: Repeating, new: Repeating, boundary: int) -> None:
        self._old = old
        self._new = new
        self._boundary = boundary
        self._at_boundary = old.upto(boundary)
        self._new_at_boundary = new.upto(boundary)

    def upto(self, number: int) -> int:
        if number <= self._boundary:
            return self._old.upto(number)
        return self._at_boundary + self._new.upto(number) - self._new_at_boundary

    def locate(self, unit: int) -> tuple[int, int]:
        if unit < self._at_boundary:
            return self._old.locate(unit)
        return self._new.locate(unit - self._at_boundary + self._new_at_boundary)


def between(running: Running, first: int, last: int) -> int:
    """The sum over rows `first` up to but not including `last`."""
    return running.upto(last) - running.upto(first) if last > first else 0
