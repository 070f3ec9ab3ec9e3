"""What the lines of a journal entry are booked on: accounts, debtors and creditors, VAT codes, cost centres."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_afas.rules.looking import (
    CREDITOR,
    DEBTOR,
    LEDGER,
    MOST,
    Line,
    amount,
    entry_lines,
    inside,
    named,
    of_administration,
    one_of,
    shown,
    source,
    text,
)

AXES = ("di_c1", "di_c2", "di_c3", "di_c4", "di_c5")
RELATIONS = {
    DEBTOR: ("debtors", "ledger.Profit_Debtor", "debtor_id", "debtor"),
    CREDITOR: ("creditors", "ledger.Profit_Creditor", "creditor_id", "creditor"),
}


def _on(draft: Draft, kind: str) -> list[Line]:
    return [line for line in entry_lines(draft) if line.text("va_as") == kind and line.text("ac_nr") is not None]


def _accounts() -> Query[Record]:
    """All of them: a chart is short, and kept for a while."""
    return source("ledger.Profit_Accounts").select("account", "blocked", "collect_account", "dim_ax1")


class Account:
    """The ledger account is there and open, and no collective account, on which AFAS books by itself."""

    name = "ledger account"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {"accounts": _accounts()} if _on(draft, LEDGER) else {}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if not answers.get("accounts"):
            return
        known = {shown(row, "account"): row for row in answers["accounts"]}
        lines = [(f"{line.at}ac_nr", known.get(line.text("ac_nr") or "")) for line in _on(draft, LEDGER)]
        if absent := [path for path, row in lines if row is None]:
            yield Finding(
                self.name, f"{named(absent)} is no ledger account", "refuse", "Give the number of an account."
            )
        if blocked := [path for path, row in lines if row is not None and getattr(row, "blocked", None)]:
            yield Finding(self.name, f"{named(blocked)} is blocked", "refuse", "Take another account, or unblock it.")
        if collective := [path for path, row in lines if row is not None and getattr(row, "collect_account", None)]:
            said = f"{named(collective)} is a collective account, on which AFAS books what debtors and creditors owe"
            yield Finding(self.name, said, "mind", "Book on the debtor (va_as 2) or creditor (va_as 3) instead.")


class Relation:
    """The debtor or creditor of a line is there and not blocked."""

    name = "debtor or creditor"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        asked = {}
        for kind, (question, view, field, _) in RELATIONS.items():
            numbers = sorted({line.text("ac_nr") or "" for line in _on(draft, kind)})
            if numbers:
                asked[question] = one_of(view, field, numbers[:MOST]).select(field, "blocked")
        return asked

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        for kind, (question, _, field, title) in RELATIONS.items():
            if question not in answers:
                continue
            known = {shown(row, field): row for row in answers[question]}
            looked_at = sorted({line.text("ac_nr") or "" for line in _on(draft, kind)})[:MOST]
            lines = [line for line in _on(draft, kind) if line.text("ac_nr") in looked_at]
            if absent := [f"{line.at}ac_nr" for line in lines if line.text("ac_nr") not in known]:
                said = f"{named(absent)} is no {title} that this login can see"
                yield Finding(self.name, said, "mind", f"Give the number of a {title}; AFAS refuses an unknown one.")
            blocked = [
                f"{line.at}ac_nr" for line in lines if getattr(known.get(line.text("ac_nr") or ""), "blocked", None)
            ]
            if blocked:
                said = f"{named(blocked)} is blocked"
                yield Finding(self.name, said, "refuse", f"Ask who blocked this {title}, and why.")
            if len(lines) < len(_on(draft, kind)):
                said = f"only {MOST} of the {title}s were checked"
                yield Finding(self.name, said, "mind", "Split the entry to have all of them checked.")


class VatCode:
    """The VAT code is there and not blocked."""

    name = "VAT code"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not any(line.text("va_id") for line in entry_lines(draft)):
            return {}
        return {"vat codes": source("ledger.Profit_VAT_code").select("vat_code", "blocked")}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        if not answers.get("vat codes"):
            return
        known = {shown(row, "vat_code"): row for row in answers["vat codes"]}
        lines = [(f"{line.at}va_id", line.text("va_id")) for line in entry_lines(draft) if line.text("va_id")]
        if absent := [path for path, code in lines if code not in known]:
            yield Finding(self.name, f"{named(absent)} is no VAT code", "refuse", "Give a code of this environment.")
        if blocked := [path for path, code in lines if getattr(known.get(code or ""), "blocked", None)]:
            yield Finding(self.name, f"{named(blocked)} is blocked", "refuse", "Take another VAT code.")


class CostCentre:
    """What is booked on costs and revenue is allocated, to codes that go with the account, as a whole.

    How AFAS names axes in its views is not on record, so a code is looked for on any of them, and nothing is refused.
    """

    name = "cost centre"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        if not _on(draft, LEDGER):
            return {}
        asked = {"accounts": _accounts()}
        numbers = sorted({line.text("ac_nr") or "" for line in _on(draft, LEDGER) if list(_codes(line))})
        if numbers:
            view = "ledger.Profit_Allocation_Assigments"
            asked["allocations"] = one_of(view, "account", numbers[:MOST]).select("unit", "account", "dim_code")
        return asked

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        axes = {shown(row, "account") for row in answers.get("accounts", ()) if shown(row, "dim_ax1")}
        lines = _on(draft, LEDGER)
        missing = [f"{line.at}fi_dim_entries" for line in lines if line.text("ac_nr") in axes and not _parts(line)]
        if missing:
            said = f"{named(missing)} is not given, and this account is allocated to cost centres"
            yield Finding(self.name, said, "mind", "Give the code: fi_dim_entries=[{'di_c1': ..., 'am_de': ...}].")
        yield from self._codes(draft, answers)
        yield from self._amounts(lines)

    def _codes(self, draft: Draft, answers: Answers) -> Iterator[Finding]:
        rows = of_administration(draft, answers.get("allocations", ()), "unit")
        allowed = {(shown(row, "account"), shown(row, "dim_code")) for row in rows}
        told = {account for account, _ in allowed}
        strange = [
            path
            for line in _on(draft, LEDGER)
            if line.text("ac_nr") in told
            for path, code in _codes(line)
            if (line.text("ac_nr"), code) not in allowed
        ]
        if strange:
            said = f"{named(strange)} does not go with this account"
            yield Finding(self.name, said, "mind", "Take a code that is allowed for the account in Profit.")

    def _amounts(self, lines: Iterable[Line]) -> Iterator[Finding]:
        uneven = [
            f"{line.at}fi_dim_entries"
            for line in lines
            if (parts := _parts(line))
            and sum((part.net for part in parts), Decimal(0)) not in (line.net, _quantity(line))
        ]
        if uneven:
            said = f"{named(uneven)} does not come to the amount of its line"
            yield Finding(self.name, said, "refuse", "Allocate the whole amount: debit as am_de, credit as am_cr.")


def _parts(line: Line) -> list[Line]:
    return list(inside(line.draft, "fi_dim_entries", line.at))


def _quantity(line: Line) -> Decimal | None:
    """Parts without amounts share the whole by themselves where there is one."""
    parts = _parts(line)
    is_bare = not any(amount(part.draft, "am_de") or amount(part.draft, "am_cr") for part in parts)
    return Decimal(0) if is_bare and len(parts) == 1 else None


def _codes(line: Line) -> Iterator[tuple[str, str]]:
    for part in _parts(line):
        for axis in AXES:
            code = text(part.draft, axis)
            if code is not None:
                yield f"{part.at}{axis}", code
