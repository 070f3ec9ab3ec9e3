"""An invoice of a supplier that is in the books already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import KINDS, EntryKind, code, given, lines_of
from nlconnect_exact.rules.looking import one_of
from nlconnect_exact.rules.vat import EXCLUDING, by_code, coded_questions, vat_of

CENT = Decimal("0.01")
MOST = 25


class DuplicateInvoice:
    """Nothing of this supplier has the same reference and amount. The same reference alone is a warning of any plan."""

    name = "duplicate invoice"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        kind = KINDS.get(draft.entity.qualified_name)
        if kind is None or kind.trade != "P" or draft.verb != "create":
            return {}
        supplier, reference = given(draft, "supplier"), given(draft, "your_ref")
        if supplier is None or not isinstance(reference, str) or not reference.strip():
            return {}
        alike = one_of(draft, draft.entity.qualified_name, "supplier", [supplier])
        same = one_of(draft, draft.entity.qualified_name, "your_ref", [reference]).conditions
        return {"alike": alike.where(*same).select(kind.amount).limit(MOST), **coded_questions(draft)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = KINDS.get(draft.entity.qualified_name)
        total = _total(draft, kind, by_code(answers)) if kind is not None else None
        if kind is None or total is None:
            return
        amounts = {getattr(row, kind.amount, None) for row in answers.get("alike", ())}
        if total in amounts:
            text = "this supplier, your_ref and amount are in the books already"
            remedy = "Look at that one first. If both are right, give this one a your_ref that tells them apart."
            yield Finding(self.name, text, "refuse", remedy)


def _total(draft: Draft, kind: EntryKind, codes: Mapping[str, Record]) -> Decimal | None:
    """What it comes to with VAT; None where that is Exact's to reckon."""
    total = Decimal(0)
    for line in lines_of(draft):
        amount, vat, wanted = line.amount(kind.amount), line.amount(kind.vat_amount), code(line.draft, "vat_code")
        if amount is None:
            return None
        row = codes.get(wanted or "")
        if wanted and row is None and vat is None:
            return None
        added = vat if vat is not None else vat_of(amount, row) if row is not None else None
        if row is None or getattr(row, "type", None) == EXCLUDING:
            amount += added or Decimal(0)
        total += amount.quantize(CENT, ROUND_HALF_UP)
    return total if draft.lines else None
