"""The financial period (boekperiode) that an entry falls in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.dates import AMSTERDAM
from nlconnect_exact.rules.entries import KINDS, given, lines_of, named
from nlconnect_exact.rules.looking import LATEST, periods

PROCESSED = {"salesinvoice.PrintedSalesInvoices": ("invoice_date", "reporting_year", "reporting_period")}
"""Processing an invoice books it, too."""


class FinancialPeriod:
    """Dates lie in a period that the company has. Exact does not tell whether a period was closed."""

    name = "financial period"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        asks = any(True for _ in _days(draft)) or _numbered(draft) is not None
        return {"periods": periods(draft)} if asks else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if "periods" not in answers:
            return
        known = [row for row in answers["periods"] if _begin(row) is not None and _end(row) is not None]
        if not known:
            text = "dates and periods were not checked: no financial period is shown to this login"
            yield Finding(self.name, text, "mind", "See that the login may read financial periods.")
            return
        yield from self._outside(draft, known)
        yield from self._number(draft, known)

    def _outside(self, draft: Draft, known: Sequence[Record]) -> Iterator[Finding]:
        outside = [(path, day) for path, day in _days(draft) if _period_of(day, known) is None]
        earliest = min(begin for row in known if (begin := _begin(row)) is not None)
        older = [path for path, day in outside if day < earliest and len(known) >= LATEST]
        absent = [path for path, _ in outside if path not in older]
        if older:
            text = f"{named(older)} lies before the {LATEST} latest financial periods, which are all that was looked at"
            yield Finding(self.name, text, "mind", "See that the year is meant, and still open.")
        if absent:
            text = f"{named(absent)} lies in no financial period of this company"
            yield Finding(self.name, text, "refuse", "Give a date in a year that was opened, or open the year first.")

    def _number(self, draft: Draft, known: Sequence[Record]) -> Iterator[Finding]:
        wanted = _numbered(draft)
        if wanted is None:
            return
        numbers = [(getattr(row, "fin_year", None), getattr(row, "fin_period", None)) for row in known]
        found = known[numbers.index(wanted)] if wanted in numbers else None
        _, year, period = _fields(draft)
        if found is None and len(known) < LATEST:
            text = f"{period} is no financial period of that {year}"
            yield Finding(self.name, text, "refuse", "Give a period that the company has, or leave both out.")
        elif found is None:
            text = f"{period} is not among the {LATEST} latest financial periods, which are all that was looked at"
            yield Finding(self.name, text, "mind", "See that the year is meant, and still open.")
        else:
            others = [path for path, day in _days(draft) if _period_of(day, [found]) is None]
            if others:
                text = f"{named(others)} lies outside the {period} that is given"
                yield Finding(self.name, text, "mind", "See that the entry is meant for that period.")


def _fields(draft: Draft) -> tuple[str | None, str | None, str | None]:
    """The names of date, year and period in the header."""
    name = draft.entity.qualified_name
    kind = KINDS.get(name)
    return (kind.day, kind.year, kind.period) if kind is not None else PROCESSED.get(name, (None, None, None))


def _days(draft: Draft) -> Iterator[tuple[str, date]]:
    field = _fields(draft)[0]
    day = _day(given(draft, field))
    if field is not None and day is not None:
        yield field, day
    for line in lines_of(draft):
        day = _day(given(line.draft, "date"))
        if day is not None:
            yield f"{line.at}date", day


def _numbered(draft: Draft) -> tuple[int, int] | None:
    """Year and period, where both are given."""
    _, year, period = (given(draft, field) for field in _fields(draft))
    return (year, period) if isinstance(year, int) and isinstance(period, int) else None


def _period_of(day: date, known: Iterable[Record]) -> Record | None:
    for row in known:
        begin, end = _begin(row), _end(row)
        if begin is not None and end is not None and begin <= day <= end:
            return row
    return None


def _begin(row: Record) -> date | None:
    return _day(getattr(row, "start_date", None))


def _end(row: Record) -> date | None:
    return _day(getattr(row, "end_date", None))


def _day(value: object) -> date | None:
    """The day on a Dutch calendar."""
    if isinstance(value, datetime):
        return (value.astimezone(AMSTERDAM) if value.tzinfo is not None else value).date()
    return value if isinstance(value, date) else None
