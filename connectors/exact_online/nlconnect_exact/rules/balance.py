"""Debit and credit of a general journal entry (memoriaal), and lines that add up to what the header says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import KINDS, EntryKind, amount, code, lines_of

ZERO = Decimal(0)


class DebitAndCredit:
    """A general journal entry comes to nothing in all: debit is positive, credit is negative."""

    name = "debit equals credit"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = KINDS.get(draft.entity.qualified_name)
        if draft.entity.qualified_name != "generaljournalentry.GeneralJournalEntries" or kind is None:
            return
        lines = list(lines_of(draft))
        if not lines:
            return
        net = sum((line.amount(kind.amount) or ZERO for line in lines), ZERO)
        vat = sum((line.amount(kind.vat_amount) or ZERO for line in lines), ZERO)
        has_code = any(code(line.draft, "vat_code") for line in lines)
        if net == ZERO or (vat and net + vat == ZERO):
            return
        if has_code and not vat:
            text = "whether debit equals credit depends on the VAT that Exact adds to these lines"
            yield Finding(self.name, text, "mind", f"Give {kind.vat_amount} in the lines, and it is checked.")
        else:
            text = f"debit and credit differ: {kind.amount} of the lines does not come to nothing"
            yield Finding(self.name, text, "refuse", "Give debit as positive amounts, and credit as negative ones.")


class Totals:
    """What the header says of VAT and balances is what the lines come to."""

    name = "lines add up"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = KINDS.get(draft.entity.qualified_name)
        if kind is not None and draft.lines:
            yield from self._vat(draft, kind)
            yield from self._balances(draft, kind)

    def _vat(self, draft: Draft, kind: EntryKind) -> Iterator[Finding]:
        total = amount(draft, kind.vat_amount)
        parts = [line.amount(kind.vat_amount) for line in lines_of(draft)]
        given = [part for part in parts if part is not None]
        if total is not None and given and len(given) == len(parts) and sum(given, ZERO) != total:
            text = f"{kind.vat_amount} is not the sum of {kind.vat_amount} in {kind.lines}"
            yield Finding(self.name, text, "refuse", "Mend the lines or the total, or leave the total out.")

    def _balances(self, draft: Draft, kind: EntryKind) -> Iterator[Finding]:
        """In which sign Exact wants a receipt no source settles, so either will do; VAT in a line leaves it open."""
        opening, closing = amount(draft, "opening_balance_fc"), amount(draft, "closing_balance_fc")
        lines = list(lines_of(draft))
        if opening is None or closing is None or any(code(line.draft, "vat_code") for line in lines):
            return
        moved = sum((line.amount(kind.amount) or ZERO for line in lines), ZERO)
        if abs(closing - opening) != abs(moved):
            text = f"opening_balance_fc and {kind.lines} do not come to closing_balance_fc"
            yield Finding(self.name, text, "refuse", "Mend the lines or the balances; a line may be missing.")
