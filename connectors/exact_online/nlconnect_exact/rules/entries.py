"""Which entries there are, and which of their fields play which part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlconnect.connector.writer import Draft
from nlconnect.model.change import Clear, Ref
from nlconnect.model.values import Value

Trade = Literal["S", "P"]
"""Sales or purchase, in the letters that Exact gives a VAT code."""


@dataclass(frozen=True, slots=True)
class EntryKind:
    """A header that is booked: its fields by Python name, and the types of journal that take it."""

    title: str
    journal_types: frozenset[int]
    lines: str
    trade: Trade | None = None
    journal: str = "journal"
    party: str | None = None
    other_parties: tuple[str, ...] = ()
    day: str | None = None
    year: str | None = None
    period: str | None = None
    amount: str = "amount_fc"
    vat_amount: str = "vat_amount_fc"


CASH, BANK, PAYMENT_SERVICE, SALES, SALES_RETURN, PURCHASE, PURCHASE_RETURN, GENERAL = 10, 12, 16, 20, 21, 22, 23, 90

KINDS = {
    "salesentry.SalesEntries": EntryKind(
        "a sales entry",
        frozenset({SALES, SALES_RETURN}),
        "sales_entry_lines",
        trade="S",
        party="customer",
        day="entry_date",
        year="reporting_year",
        period="reporting_period",
    ),
    "salesinvoice.SalesInvoices": EntryKind(
        "a sales invoice",
        frozenset({SALES, SALES_RETURN}),
        "sales_invoice_lines",
        trade="S",
        party="ordered_by",
        other_parties=("invoice_to", "deliver_to"),
    ),
    "purchaseentry.PurchaseEntries": EntryKind(
        "a purchase entry",
        frozenset({PURCHASE, PURCHASE_RETURN}),
        "purchase_entry_lines",
        trade="P",
        party="supplier",
        day="entry_date",
        year="reporting_year",
        period="reporting_period",
    ),
    "purchase.PurchaseInvoices": EntryKind(
        "a purchase invoice",
        frozenset({PURCHASE, PURCHASE_RETURN}),
        "purchase_invoice_lines",
        trade="P",
        party="supplier",
        day="invoice_date",
        year="financial_year",
        period="financial_period",
        amount="amount",
        vat_amount="vat_amount",
    ),
    "financialtransaction.BankEntries": EntryKind(
        "a bank entry",
        frozenset({BANK, PAYMENT_SERVICE}),
        "bank_entry_lines",
        journal="journal_code",
        year="financial_year",
        period="financial_period",
        vat_amount="amount_vatfc",
    ),
    "financialtransaction.CashEntries": EntryKind(
        "a cash entry",
        frozenset({CASH}),
        "cash_entry_lines",
        journal="journal_code",
        year="financial_year",
        period="financial_period",
        vat_amount="amount_vatfc",
    ),
    "generaljournalentry.GeneralJournalEntries": EntryKind(
        "a general journal entry",
        frozenset({GENERAL}),
        "general_journal_entry_lines",
        journal="journal_code",
        year="financial_year",
        period="financial_period",
        vat_amount="amount_vatfc",
    ),
}

LINES = {
    "salesentry.SalesEntryLines": KINDS["salesentry.SalesEntries"],
    "salesinvoice.SalesInvoiceLines": KINDS["salesinvoice.SalesInvoices"],
    "purchaseentry.PurchaseEntryLines": KINDS["purchaseentry.PurchaseEntries"],
    "financialtransaction.BankEntryLines": KINDS["financialtransaction.BankEntries"],
    "financialtransaction.CashEntryLines": KINDS["financialtransaction.CashEntries"],
    "generaljournalentry.GeneralJournalEntryLines": KINDS["generaljournalentry.GeneralJournalEntries"],
}
"""Lines that are written by themselves."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft, and what stands before the names of its fields: `sales_entry_lines[0].`."""

    draft: Draft
    at: str = ""

    def amount(self, name: str) -> Decimal | None:
        """What it gives for an amount; None where it gives none."""
        return amount(self.draft, name)


def kind_of(draft: Draft) -> EntryKind | None:
    """What is booked, also where one line of it is written by itself; None for what is no entry."""
    return KINDS.get(draft.entity.qualified_name) or LINES.get(draft.entity.qualified_name)


def lines_of(draft: Draft) -> Iterator[Line]:
    """The lines that go along with a header, or the draft itself where that is a line."""
    if draft.entity.qualified_name in LINES:
        yield Line(draft)
    kind = KINDS.get(draft.entity.qualified_name)
    for spec, rows in draft.lines.items():
        if kind is not None and spec.name == kind.lines:
            yield from (Line(row, f"{spec.name}[{number}].") for number, row in enumerate(rows))


def given(draft: Draft, name: str | None) -> Value | None:
    """The value of a field by its Python name; None where it is not given, or emptied."""
    if name is None:
        return None
    value = next((value for spec, value in draft.values.items() if spec.name == name), None)
    return None if isinstance(value, Clear | Ref) else value


def code(draft: Draft, name: str | None) -> str | None:
    """A code to compare: Exact fills some up with blanks, and that it tells `vh` from `VH` is not documented."""
    value = given(draft, name)
    return value.strip().upper() if isinstance(value, str) else None


def amount(draft: Draft, name: str) -> Decimal | None:
    value = given(draft, name)
    return value if isinstance(value, Decimal) else None


MOST_NAMED = 3


def named(paths: list[str]) -> str:
    """Several fields in a sentence: the first few, and how many more."""
    more = len(paths) - MOST_NAMED
    return ", ".join(paths[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
