"""The books of one company: which rows there are, how they refer to one another, and what they add up to."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import pairwise

from nlconnect.mock.dataset import parties
from nlconnect.mock.dataset.calendar import TODAY, first_from, months
from nlconnect.mock.dataset.chart import CREDITORS, DEBTORS, LEDGER
from nlconnect.mock.dataset.entries import (
    Entry,
    GeneralEntry,
    Invoice,
    InvoiceLine,
    LedgerLine,
    Statement,
    general_entries,
    invoice_day,
    statement_day,
)
from nlconnect.mock.dataset.goods import Article, articles
from nlconnect.mock.dataset.identity import Guids, mix, seed_of
from nlconnect.mock.dataset.parties import Party, Ranks
from nlconnect.mock.dataset.repeating import Repeating, Running, Switching, between
from nlconnect.mock.dataset.staff import HOURS, PROJECTS, Employee, Hours, Project
from nlconnect.mock.dataset.templates import (
    GROUP,
    Posting,
    Template,
    purchase_templates,
    sales_templates,
    settlements,
)

DEMO_PARTIES = 150
DEMO_INVOICES = 400
FEWEST = 50


@dataclass(frozen=True, slots=True)
class Company:
    """One of the three companies."""

    code: int
    name: str
    kind: str
    employees: int
    city: str


COMPANIES = (
    Company(1234001, "Voorbeeld Techniek B.V.", "technique", 12, "Utrecht"),
    Company(1234002, "Voorbeeld Groothandel B.V.", "wholesale", 9, "Rotterdam"),
    Company(1234003, "Voorbeeld Advies B.V.", "advice", 7, "Zwolle"),
)


class Trade:
    """Invoices in one direction, and the bank statements that settle them."""

    def __init__(self, books: Books, *, family: str, count: int, drafts: int, templates: Sequence[Template]) -> None:
        self.books = books
        self.family = family
        self.count = count
        self.templates = templates
        self.seed = seed_of(books.seed, books.company.code, family)
        self.booked = max(0, count - drafts) // GROUP * GROUP if drafts else count // GROUP * GROUP
        self.is_sales = family == "sales"
        self.settled_by = "receipts" if self.is_sales else "payments"
        self.control = DEBTORS if self.is_sales else CREDITORS
        self.first_number = 20_000_001 if self.is_sales else 80_000_001
        self.first_entry = 70_000_001 if self.is_sales else 60_000_001
        self.ranks: Ranks = (parties.customers if self.is_sales else parties.suppliers)(books.parties)
        self._step = _coprime(self.ranks.count)
        self._back = pow(self._step, -1, self.ranks.count) if self.ranks.count > 1 else 0

    def invoice(self, number: int) -> Invoice:
        return Invoice(self, number)

    def day(self, number: int) -> date:
        """Drafts were made on the last day; what is booked goes on until then, so that the last week has revenue."""
        return invoice_day(number, self.booked) if number < self.booked else TODAY

    def party_number(self, number: int) -> int:
        """The party of an invoice: all of them in turn, in an order that looks random."""
        return self.ranks.party((number * self._step + 1) % self.ranks.count)

    def of_party(self, party: int) -> range:
        """The numbers of a party's invoices."""
        rank = self.ranks.rank(party)
        if not (0 <= party < self.books.parties) or rank >= self.ranks.count or self.ranks.party(rank) != party:
            return range(0)
        return range((rank - 1) * self._back % self.ranks.count, self.count, self.ranks.count)

    @cached_property
    def lines(self) -> Repeating:
        return Repeating([len(template.lines) for template in self.templates])

    def line(self, number: int) -> InvoiceLine:
        invoice, place = self.lines.locate(number)
        return InvoiceLine(Invoice(self, invoice), place, number)

    @cached_property
    def boundary(self) -> int:
        """Invoices from this number on are recent: only those that pay at once have been paid."""
        recent = TODAY - timedelta(45 if self.is_sales else 35)
        return first_from(recent, low=0, high=self.booked, day_of=self.day) // GROUP * GROUP

    def is_open(self, number: int) -> bool:
        template = self.templates[number % len(self.templates)]
        return template.late if number < self.boundary else not template.early

    @cached_property
    def open(self) -> Switching:
        """1 for each open invoice."""
        late = Repeating([int(template.late) for template in self.templates])
        waiting = Repeating([int(not template.early) for template in self.templates])
        return Switching(late, waiting, self.boundary)

    @property
    def open_count(self) -> int:
        return self.open.upto(self.booked)

    def open_invoice(self, place: int) -> Invoice:
        return Invoice(self, self.open.locate(place)[0])

    @cached_property
    def old_settlements(self) -> Sequence[Sequence[Posting]]:
        return settlements(self.templates, control=self.control, early=False)

    @cached_property
    def new_settlements(self) -> Sequence[Sequence[Posting]]:
        return settlements(self.templates, control=self.control, early=True)

    @property
    def statements(self) -> int:
        return self.booked // GROUP

    def statement(self, number: int) -> Statement:
        return Statement(self, number)

    def statement_day(self, number: int) -> date:
        return statement_day(self.day(number * GROUP + GROUP - 1), is_old=number < self.boundary // GROUP)


@dataclass(frozen=True)
class Family:
    """Entries of one kind in the ledger: their number, and how many lines each has."""

    name: str
    count: int
    lines: Running

    @property
    def size(self) -> int:
        return self.lines.upto(self.count)


class Books:
    """One company's books at one size."""

    def __init__(self, company: Company, *, seed: int, records: int | None) -> None:
        self.company = company
        self.seed = seed
        self.parties = records or DEMO_PARTIES
        self.invoices = records or DEMO_INVOICES
        self._guids: dict[str, Guids] = {}
        self._party_seed = seed_of(seed, company.code, "party")
        self.party = lru_cache(maxsize=8_192)(self._party)

    def guids(self, kind: str) -> Guids:
        """The identifiers of one kind of rows in this company."""
        if kind not in self._guids:
            self._guids[kind] = Guids(self.seed, self.company.code, kind)
        return self._guids[kind]

    def _party(self, number: int) -> Party:
        return Party(self._party_seed, number)

    @cached_property
    def articles(self) -> Sequence[Article]:
        return articles(self.company.kind)

    @cached_property
    def sales(self) -> Trade:
        templates = sales_templates(seed_of(self.seed, self.company.code, "sales"), self.articles)
        drafts = max(4, self.invoices // 100)
        return Trade(self, family="sales", count=self.invoices, drafts=drafts, templates=templates)

    @cached_property
    def purchases(self) -> Trade:
        templates = purchase_templates(seed_of(self.seed, self.company.code, "purchases"))
        count = self.invoices * 2 // 5 // GROUP * GROUP
        return Trade(self, family="purchases", count=count, drafts=0, templates=templates)

    @cached_property
    def general(self) -> Sequence[GeneralEntry]:
        return general_entries(months())

    @cached_property
    def families(self) -> Mapping[str, Family]:
        """The five kinds of entries, in the order of the ledger."""
        found = [Family("general", len(self.general), Repeating([len(entry.postings) for entry in self.general]))]
        for trade in (self.sales, self.purchases):
            found.append(Family(trade.family, trade.booked, Repeating([len(t.postings) for t in trade.templates])))
            old = Repeating([len(postings) for postings in trade.old_settlements])
            new = Repeating([len(postings) for postings in trade.new_settlements])
            lines = Switching(old, new, trade.boundary // GROUP)
            found.append(Family(trade.settled_by, trade.statements, lines))
        return {family.name: family for family in found}

    def entry(self, family: str, number: int) -> Entry:
        match family:
            case "general":
                return self.general[number]
            case "sales":
                return self.sales.invoice(number)
            case "purchases":
                return self.purchases.invoice(number)
            case "receipts":
                return self.sales.statement(number)
        return self.purchases.statement(number)

    @cached_property
    def ledger_starts(self) -> Mapping[str, int]:
        """The number of each family's first ledger line."""
        starts, total = {}, 0
        for name, family in self.families.items():
            starts[name] = total
            total += family.size
        return starts

    @cached_property
    def ledger_size(self) -> int:
        return sum(family.size for family in self.families.values())

    def ledger_line(self, number: int) -> LedgerLine:
        """The ledger line of that number."""
        name = next(name for name in reversed(list(self.ledger_starts)) if self.ledger_starts[name] <= number)
        entry, place = self.families[name].lines.locate(number - self.ledger_starts[name])
        return LedgerLine(self, self.entry(name, entry), place, number)

    def ledger_lines_of(self, family: str, number: int) -> range:
        """The numbers of an entry's ledger lines."""
        lines = self.families[family].lines
        start = self.ledger_starts[family]
        return range(start + lines.upto(number), start + lines.upto(number + 1))

    def ledger_lines_of_party(self, party: int) -> Iterator[int]:
        """The numbers of the ledger lines of a party's invoices and payments, ascending."""
        found: list[int] = []
        for trade in (self.sales, self.purchases):
            for number in trade.of_party(party):
                if number >= trade.booked:
                    break
                found += self.ledger_lines_of(trade.family, number)
                if not trade.is_open(number):
                    group = number // GROUP
                    postings = trade.statement(group).postings
                    place = next(n for n, posting in enumerate(postings) if posting.member == number % GROUP)
                    found.append(self.ledger_lines_of(trade.settled_by, group)[place])
        return iter(sorted(found))

    def balances(self) -> Iterable[tuple[date, str, int, int, int]]:
        """(first day of the month, ledger account, debit, credit, lines) for every month and account with lines."""
        for start, following in pairwise(months()):
            totals = self._month(start, following)
            for account in LEDGER:
                debit, credit, count = totals.get(account.code, (0, 0, 0))
                if count:
                    yield start, account.code, debit, credit, count

    def balance(self, ledger: str) -> int:
        """The total of an account over all the books, in cents; debit is positive."""
        return sum(debit - credit for _, code, debit, credit, _ in self.balances() if code == ledger)

    def _month(self, start: date, following: date) -> Mapping[str, tuple[int, int, int]]:
        totals: dict[str, tuple[int, int, int]] = {}
        for entry in self.general:
            if start <= entry.day < following:
                for posting in entry.postings:
                    _gather(totals, {posting.ledger: (max(0, posting.cents), max(0, -posting.cents), 1)})
        for trade in (self.sales, self.purchases):
            first = first_from(start, low=0, high=trade.booked, day_of=trade.day)
            last = first_from(following, low=0, high=trade.booked, day_of=trade.day)
            _gather(totals, _sums(self._sums_of(trade.family), first, last))
            middle = trade.boundary // GROUP
            for phase, low, high in (("old", 0, middle), ("new", middle, trade.statements)):
                first = first_from(start, low=low, high=high, day_of=trade.statement_day)
                last = first_from(following, low=low, high=high, day_of=trade.statement_day)
                _gather(totals, _sums(self._sums_of(f"{trade.settled_by}:{phase}"), first, last))
        return totals

    def _sums_of(self, name: str) -> Mapping[str, tuple[Repeating, Repeating, Repeating]]:
        return self._running_sums[name]

    @cached_property
    def _running_sums(self) -> Mapping[str, Mapping[str, tuple[Repeating, Repeating, Repeating]]]:
        found = {}
        for trade in (self.sales, self.purchases):
            found[trade.family] = _running([template.postings for template in trade.templates])
            found[f"{trade.settled_by}:old"] = _running(trade.old_settlements)
            found[f"{trade.settled_by}:new"] = _running(trade.new_settlements)
        return found

    def employee(self, number: int) -> Employee:
        return Employee(number, mix(seed_of(self.seed, self.company.code, "employee"), number))

    @property
    def employees(self) -> int:
        return self.company.employees

    def project(self, number: int) -> Project:
        rank = mix(self._party_seed, number, 41) % self.sales.ranks.count
        return Project(number, rank, number % self.employees)

    @property
    def projects(self) -> int:
        return PROJECTS

    def hours(self, number: int) -> Hours:
        return Hours(number, seed_of(self.seed, self.company.code, "hours"), self.employees)

    @property
    def hours_count(self) -> int:
        return HOURS


def _running(block: Sequence[Sequence[Posting]]) -> Mapping[str, tuple[Repeating, Repeating, Repeating]]:
    """Debit, credit and number of lines by ledger account, for a block of postings."""
    codes = {posting.ledger for postings in block for posting in postings}
    return {
        code: (
            Repeating([sum(max(0, p.cents) for p in postings if p.ledger == code) for postings in block]),
            Repeating([sum(max(0, -p.cents) for p in postings if p.ledger == code) for postings in block]),
            Repeating([sum(p.ledger == code for p in postings) for postings in block]),
        )
        for code in codes
    }


def _sums(
    running: Mapping[str, tuple[Repeating, Repeating, Repeating]], first: int, last: int
) -> Mapping[str, tuple[int, int, int]]:
    return {
        code: (between(debit, first, last), between(credit, first, last), between(count, first, last))
        for code, (debit, credit, count) in running.items()
    }


def _gather(totals: dict[str, tuple[int, int, int]], more: Mapping[str, tuple[int, int, int]]) -> None:
    for code, (debit, credit, count) in more.items():
        before = totals.get(code, (0, 0, 0))
        totals[code] = (before[0] + debit, before[1] + credit, before[2] + count)


def _coprime(count: int) -> int:
    """A step through `count` places that visits all of them before it repeats."""
    step = max(1, int(count * 0.618))
    while math.gcd(step, count) != 1:
        step += 1
    return step
