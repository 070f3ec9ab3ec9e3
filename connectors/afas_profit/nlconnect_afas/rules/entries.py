"""A journal entry as a whole: balance, journal and period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_afas.rules.looking import day, entry_lines, given, named, of_administration, shown, source, text


class DebitAndCredit:
    """AFAS: debit equals credit in a journal entry."""

    name = "debit equals credit"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        lines = entry_lines(draft)
        if sum((line.net for line in lines), Decimal(0)):
            text = "debit and credit of this entry differ"
            yield Finding(self.name, text, "refuse", "Give each amount once: debit as am_de, credit as am_cr.")
        for line in lines:
            if given(line.draft, "am_de") is not None and given(line.draft, "am_cr") is not None:
                text = f"{line.at}am_de and am_cr are both given"
                yield Finding(self.name, text, "mind", "A line is debit or credit.")


class Journal:
    """The journal (dagboek) is one of the administration, and takes entries."""

    name = "journal"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not entry_lines(draft) or text(draft, "jo_co") is None:
            return {}
        return {"journals": source("ledger.Profit_Journals").select("unit_id", "journal_id", "blocked")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if "journals" not in answers:
            return
        rows = of_administration(draft, answers["journals"], "unit_id")
        if not rows:
            said = "jo_co was not checked: no journal of this administration is shown to this login"
            yield Finding(self.name, said, "mind", "See that the user of the app connector may see journals.")
            return
        found = [row for row in rows if shown(row, "journal_id") == text(draft, "jo_co")]
        if not found:
            said = "jo_co is no journal of this administration"
            yield Finding(self.name, said, "refuse", "Give the code of a journal, or name another administration.")
        elif all(getattr(row, "blocked", None) for row in found):
            yield Finding(self.name, "jo_co is blocked", "refuse", "Take another journal, or unblock this one.")


class Period:
    """The period is one of the administration and open, and the days of the lines lie in it."""

    name = "financial period"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not entry_lines(draft) or given(draft, "year") is None or given(draft, "peri") is None:
            return {}
        chosen = ("unit", "year", "period", "date_from", "date_to", "blocked")
        return {"periods": source("ledger.Profit_periods_per_administration").select(*chosen)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if "periods" not in answers:
            return
        rows = of_administration(draft, answers["periods"], "unit")
        if not rows:
            said = "year and peri were not checked: no period of this administration is shown to this login"
            yield Finding(self.name, said, "mind", "See that the user of the app connector may see periods.")
            return
        wanted = (given(draft, "year"), given(draft, "peri"))
        found = [row for row in rows if (getattr(row, "year", None), getattr(row, "period", None)) == wanted]
        if not found:
            said = "peri is no period of that year in this administration"
            yield Finding(self.name, said, "refuse", "Give a year that was opened, and a period of it.")
        elif all(getattr(row, "blocked", None) for row in found):
            yield Finding(self.name, "peri is blocked", "refuse", "Take an open period, or have this one opened.")
        elif outside := [f"{line.at}en_da" for line in entry_lines(draft) if _is_outside(line.draft, found)]:
            said = f"{named(outside)} lies outside the period"
            yield Finding(self.name, said, "mind", "See that the entry is meant for that period.")


def _is_outside(line: Draft, periods: list[Record]) -> bool:
    booked = day(given(line, "en_da"))
    if booked is None:
        return False
    spans = [(day(getattr(row, "date_from", None)), day(getattr(row, "date_to", None))) for row in periods]
    return all(begin is not None and end is not None and not begin <= booked <= end for begin, end in spans)
