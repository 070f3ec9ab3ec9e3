"""The days the books run over, and which rows fall on which day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta

FIRST_DAY = date(2025, 1, 6)
TODAY = date(2026, 11, 20)
"""The last day of the books: a Friday. It does not follow the clock, so that the same seed gives the same rows."""
BOOK_YEARS = (2025, 2026)

_ALL = (FIRST_DAY + timedelta(n) for n in range((TODAY - FIRST_DAY).days + 1))
WORKING_DAYS = tuple(day for day in _ALL if day.weekday() < 5)


def spread(number: int, count: int) -> date:
    """The day of row `number` of `count` rows that are spread evenly, in order, over the working days."""
    return WORKING_DAYS[number * len(WORKING_DAYS) // max(1, count)]


def working_day(day: date) -> date:
    """That day or the next working day, and never a day to come."""
    day += timedelta(max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return min(day, TODAY)


def first_from(day: date, *, low: int, high: int, day_of: Callable[[int], date]) -> int:
    """The first row from `low` on that is dated `day` or later, `high` if none is; days must rise with rows."""
    return low + bisect_left(range(low, high), day, key=day_of)


def months() -> tuple[date, ...]:
    """The first day of every month of the books, and of the month behind the last."""
    starts = [date(year, month, 1) for year in BOOK_YEARS for month in range(1, 13)]
    used = [start for start in starts if start <= TODAY]
    return (*used, starts[len(used)] if len(used) < len(starts) else date(BOOK_YEARS[-1] + 1, 1, 1))
