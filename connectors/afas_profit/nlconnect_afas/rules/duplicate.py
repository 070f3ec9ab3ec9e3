"""An invoice of a supplier that is in the books already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_afas.rules.looking import CREDITOR, MOST, Line, entry_lines, named, of_administration, one_of, shown


def _invoices(draft: Draft) -> list[Line]:
    """The lines that say which invoice of which creditor they are."""
    lines = entry_lines(draft)
    return [line for line in lines if line.text("va_as") == CREDITOR and line.text("in_id") and line.text("ac_nr")]


class DuplicateInvoice:
    """No open item of this creditor has the same invoice number.

    AFAS: what was paid vanishes from the open items; the look-alikes of the plan tell of those by journal and number.
    """

    name = "duplicate invoice"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        numbers = sorted({line.text("ac_nr") or "" for line in _invoices(draft)})
        if not numbers:
            return {}
        chosen = ("unit_id", "creditor_id", "invoice_nr", "amt_invoice")
        view = "ledger.Profit_Creditor_Invoices"
        invoices = sorted({line.text("in_id") or "" for line in _invoices(draft)})
        same = one_of(view, "invoice_nr", invoices[:MOST]).conditions
        return {"open items": one_of(view, "creditor_id", numbers[:MOST]).where(*same).select(*chosen)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        rows = of_administration(draft, answers.get("open items", ()), "unit_id")
        known = {(shown(row, "creditor_id"), shown(row, "invoice_nr")): row for row in rows}
        same: list[str] = []
        alike: list[str] = []
        for line in _invoices(draft):
            row = known.get((line.text("ac_nr") or "", line.text("in_id") or ""))
            if row is not None:  # in which sign AFAS shows what is to be paid is not on record
                amount = getattr(row, "amt_invoice", None)
                (same if amount is not None and abs(amount) == abs(line.net) else alike).append(f"{line.at}in_id")
        if same:
            said = f"{named(same)}: an open item of this creditor has this invoice number and amount already"
            remedy = "Look at that one first. If both are right, give this one a number that tells them apart."
            yield Finding(self.name, said, "refuse", remedy)
        if alike:
            said = f"{named(alike)}: an open item of this creditor has this invoice number, and another amount"
            yield Finding(self.name, said, "mind", "See that it is not the same invoice.")
