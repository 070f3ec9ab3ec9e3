"""Invoices, purchases, bank statements and journal entries, each computed from its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from nlconnect.mock.dataset.calendar import TODAY, spread, working_day
from nlconnect.mock.dataset.chart import JOURNAL, PAYMENT_CONDITIONS, Journal, PaymentCondition
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.dataset.templates import GROUP, Line, Posting, Template

if TYPE_CHECKING:
    from nlconnect.mock.dataset.books import Books, Trade


class Entry(Protocol):
    """Something booked: what every ledger line of it shares."""

    @property
    def family(self) -> str: ...

    @property
    def number(self) -> int: ...

    @property
    def entry_number(self) -> int: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def day(self) -> date: ...

    @property
    def postings(self) -> Sequence[Posting]: ...

    def item(self, posting: Posting) -> Invoice | None:
        """The invoice a ledger line is about, if it is about one."""
        ...


class Invoice:
    """A sales or a purchase invoice: a template with a number, a day and a party."""

    def __init__(self, trade: Trade, number: int) -> None:
        self.trade = trade
        self.number = number
        self.template: Template = trade.templates[number % len(trade.templates)]

    @property
    def family(self) -> str:
        return self.trade.family

    @property
    def journal(self) -> Journal:
        return JOURNAL[self.trade.family]

    @property
    def invoice_number(self) -> int:
        return self.trade.first_number + self.number

    @property
    def entry_number(self) -> int:
        return self.trade.first_entry + self.number

    @cached_property
    def party(self) -> Party:
        return self.trade.books.party(self.trade.party_number(self.number))

    @cached_property
    def day(self) -> date:
        return self.trade.day(self.number)

    @property
    def condition(self) -> PaymentCondition:
        return PAYMENT_CONDITIONS[self.party.payment_condition]

    @cached_property
    def due(self) -> date:
        return self.day + timedelta(self.condition.days)

    @property
    def is_booked(self) -> bool:
        """The last few sales are still drafts: in no ledger and in no list of open items."""
        return self.number < self.trade.booked

    @property
    def is_open(self) -> bool:
        return self.is_booked and self.trade.is_open(self.number)

    @property
    def statement(self) -> Statement | None:
        """The bank statement that settles it."""
        return None if self.is_open or not self.is_booked else Statement(self.trade, self.number // GROUP)

    @property
    def reference(self) -> str:
        """What the customer calls it, or the supplier's own number."""
        if self.trade.family == "sales":
            return f"PO-{mix(self.trade.seed, self.number, 7) % 90_000 + 10_000}"
        return f"F{self.day.year}-{mix(self.trade.seed, self.number, 7) % 90_000 + 10_000}"

    @property
    def description(self) -> str:
        return self.template.lines[0].name

    @property
    def postings(self) -> Sequence[Posting]:
        return self.template.postings

    @property
    def lines(self) -> Sequence[Line]:
        return self.template.lines

    @property
    def first_line(self) -> int:
        """The number of its first line among the lines of all invoices."""
        return self.trade.lines.upto(self.number)

    def item(self, posting: Posting) -> Invoice:
        return self


@dataclass(frozen=True)
class InvoiceLine:
    """One line, with the invoice it belongs to."""

    invoice: Invoice
    place: int
    number: int

    @property
    def line(self) -> Line:
        return self.invoice.lines[self.place]


class Statement:
    """A bank statement that settles some of ten invoices that follow one another."""

    journal = JOURNAL["bank"]

    def __init__(self, trade: Trade, number: int) -> None:
        self.trade = trade
        self.number = number
        self.is_old = number < trade.boundary // GROUP
        block = trade.old_settlements if self.is_old else trade.new_settlements
        self.postings: Sequence[Posting] = block[number % len(block)]

    @property
    def family(self) -> str:
        return self.trade.settled_by

    @property
    def entry_number(self) -> int:
        return 20_000_001 + 2 * self.number + (self.trade.family == "purchases")

    @cached_property
    def day(self) -> date:
        return self.trade.statement_day(self.number)

    def item(self, posting: Posting) -> Invoice | None:
        if posting.member is None:
            return None
        return Invoice(self.trade, self.number * GROUP + posting.member)


@dataclass(frozen=True)
class GeneralEntry:
    """An entry in the general journal: the opening balance, wages, depreciation."""

    number: int
    day: date
    description: str
    postings: Sequence[Posting]
    family: str = "general"
    journal: Journal = JOURNAL["general"]

    @property
    def entry_number(self) -> int:
        return 90_000_001 + self.number

    def item(self, posting: Posting) -> None:
        return None


@dataclass(frozen=True)
class LedgerLine:
    """One line of the ledger, with the entry it belongs to."""

    books: Books
    entry: Entry
    place: int
    number: int

    @property
    def posting(self) -> Posting:
        return self.entry.postings[self.place]

    @cached_property
    def item(self) -> Invoice | None:
        return self.entry.item(self.posting)


def general_entries(months: Sequence[date]) -> tuple[GeneralEntry, ...]:
    """The opening balance, and wages and depreciation at the end of every month that is over."""
    opening = (
        Posting("0100", 4_850_000, name="Beginbalans"),
        Posting("0150", -1_245_000, name="Beginbalans"),
        Posting("0200", 3_680_000, name="Beginbalans"),
        Posting("1000", 85_000, name="Beginbalans"),
        Posting("1100", 6_412_035, name="Beginbalans"),
        Posting("3000", 2_890_000, name="Beginbalans"),
        Posting("0500", -1_800_000, name="Beginbalans"),
        Posting("0510", -11_372_035, name="Beginbalans"),
        Posting("0700", -3_500_000, name="Beginbalans"),
    )
    entries = [GeneralEntry(0, months[0], "Beginbalans", opening)]
    for start, following in pairwise(months):
        end = following - timedelta(1)
        if end > TODAY:
            break
        name = f"Lonen en afschrijving {start:%m-%Y}"
        postings = (
            Posting("4000", 2_845_000, name=name),
            Posting("1700", -2_845_000, name=name),
            Posting("4700", 62_500, name=name),
            Posting("0150", -62_500, name=name),
        )
        entries.append(GeneralEntry(len(entries), end, name, postings))
    return tuple(entries)


def statement_day(last_invoice: date, *, is_old: bool) -> date:
    """Old invoices are paid in three weeks; of the newer ones, some are paid within days."""
    return working_day(last_invoice + timedelta(21 if is_old else 3))


def invoice_day(number: int, count: int) -> date:
    return spread(number, count)
