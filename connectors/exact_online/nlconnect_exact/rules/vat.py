"""The VAT code (btw-code) of a line, and the VAT that goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import EntryKind, Line, code, kind_of, lines_of, named
from nlconnect_exact.rules.looking import code_of, vat_codes

INCLUDING, EXCLUDING, BOTH = "I", "E", "B"
TRADES = {"S": "sales", "P": "purchases"}
ROUNDING = Decimal("0.05")
"""What the VAT of a line may differ from its rate before somebody should look: suppliers round as they like."""


class VatCode:
    """It exists, may be used, is for this direction; and the plan says whether amounts include VAT."""

    name = "VAT code"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return coded_questions(draft)

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = kind_of(draft)
        if kind is None or "vat codes" not in answers:
            return
        known = by_code(answers)
        lines = [(line, f"{line.at}vat_code", code(line.draft, "vat_code")) for line in lines_of(draft)]
        if not known:
            text = "vat_code was not checked: no VAT code is shown to this login"
            yield Finding(self.name, text, "mind", "See that the login may read VAT codes.")
            return
        absent = [path for _, path, wanted in lines if wanted and wanted not in known]
        if absent:
            yield Finding(self.name, f"{named(absent)} is no VAT code of this company", "refuse", "Give a code it has.")
        found = [(line, path, known[wanted]) for line, path, wanted in lines if wanted in known]
        blocked = [path for _, path, row in found if getattr(row, "is_blocked", None)]
        if blocked:
            yield Finding(self.name, f"{named(blocked)} is blocked", "refuse", "Take a VAT code that is in use.")
        yield from self._direction(found, kind)
        yield from self._inclusion(found, kind)

    def _direction(self, found: list[tuple[Line, str, Record]], kind: EntryKind) -> Iterator[Finding]:
        if kind.trade is None:
            return
        other = "S" if kind.trade == "P" else "P"
        wrong = [path for _, path, row in found if getattr(row, "vat_transaction_type", None) == other]
        if wrong:
            text = f"{named(wrong)} is for {TRADES[other]}, and this is {kind.title}"
            yield Finding(self.name, text, "refuse", f"Take a VAT code for {TRADES[kind.trade]}.")

    def _inclusion(self, found: list[tuple[Line, str, Record]], kind: EntryKind) -> Iterator[Finding]:
        for type_, said in ((INCLUDING, "including"), (EXCLUDING, "excluding")):
            paths = [f"{line.at}{kind.amount}" for line, _, row in found if getattr(row, "type", None) == type_]
            if paths:
                text = f"{named(paths)} is taken as {said} VAT, as its VAT code says"
                yield Finding(self.name, text, "mind", "See that the amount was meant that way.")


class VatAmount:
    """The VAT that a line gives is what the rate of its code makes of its amount, but for rounding."""

    name = "VAT amount"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        kind = kind_of(draft)
        gives = kind is not None and any(line.amount(kind.vat_amount) is not None for line in lines_of(draft))
        return coded_questions(draft) if gives else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        kind = kind_of(draft)
        if kind is None or "vat codes" not in answers:
            return
        known = by_code(answers)
        odd = []
        for line in lines_of(draft):
            row, vat = known.get(code(line.draft, "vat_code") or ""), line.amount(kind.vat_amount)
            expected = None if row is None else vat_of(line.amount(kind.amount), row)
            if vat is not None and expected is not None and abs(vat - expected) > ROUNDING:
                odd.append(f"{line.at}{kind.vat_amount}")
        if odd:
            text = f"{named(odd)} is not what the rate of its VAT code makes of {kind.amount}"
            yield Finding(self.name, text, "mind", "See the invoice itself; leave the VAT out to let Exact reckon it.")


def coded_questions(draft: Draft) -> dict[str, Query[Record]]:
    """The VAT codes, where a line names one."""
    return {"vat codes": vat_codes(draft)} if any(code(line.draft, "vat_code") for line in lines_of(draft)) else {}


def by_code(answers: Answers) -> dict[str, Record]:
    return {code_of(row): row for row in answers.get("vat codes", ())}


def vat_of(amount: Decimal | None, row: Record) -> Decimal | None:
    """The VAT on an amount; None where the code does not tell. Exact: a rate of 21 percent is 0.21."""
    rate, type_ = getattr(row, "percentage", None), getattr(row, "type", None)
    if amount is None or not isinstance(rate, Decimal) or type_ not in (INCLUDING, EXCLUDING):
        return None
    return amount * rate if type_ == EXCLUDING else amount * rate / (1 + rate)
