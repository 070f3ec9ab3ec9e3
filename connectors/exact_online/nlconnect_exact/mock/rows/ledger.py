"""The ledger: transactions with their lines, bank and general journal entries, and balances by period."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nlconnect.mock.dataset.books import Books, Trade
from nlconnect.mock.dataset.chart import BY_CODE, VAT, euro
from nlconnect.mock.dataset.entries import Entry, GeneralEntry, Invoice, LedgerLine, Statement
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, generated, listed, midnight
from nlconnect_exact.mock.rows.setup import LEDGER_TYPES

PROCESSED = 50
_TYPES = {"general": 90, "receipts": 40, "payments": 40}


def entry_guids(books: Books, family: str) -> Guids:
    """The identifiers of the entries of one family; sales and purchase entries share theirs with the entry itself."""
    return books.guids(f"{family}_entry")


def transaction_type(entry: Entry) -> int:
    """Exact's code for what was booked."""
    if isinstance(entry, Invoice):
        return (20 if entry.trade.is_sales else 30) + entry.template.is_credit
    return _TYPES[entry.family]


def transaction_lines(office: Office) -> Source:
    books = office.books
    guids, parties, items = books.guids("ledger_line"), books.guids("party"), books.guids("item")
    families = {name: entry_guids(books, name) for name in books.families}
    documents = books.guids("document")
    columns: dict[str, Column[LedgerLine]] = {
        "ID": lambda x: guids[x.number],
        "EntryID": lambda x: families[x.entry.family][x.entry.number],
        "EntryNumber": lambda x: x.entry.entry_number,
        "LineNumber": lambda x: x.place,
        "LineType": lambda x: 0 if x.place else None,
        "Type": lambda x: transaction_type(x.entry),
        "Status": lambda _: PROCESSED,
        "Date": lambda x: midnight(x.entry.day),
        "FinancialPeriod": lambda x: x.entry.day.month,
        "FinancialYear": lambda x: x.entry.day.year,
        "JournalCode": lambda x: x.entry.journal.code,
        "JournalDescription": lambda x: x.entry.journal.name,
        "GLAccount": lambda x: office.ledger[x.posting.ledger],
        "GLAccountCode": lambda x: x.posting.ledger,
        "GLAccountDescription": lambda x: BY_CODE[x.posting.ledger].name,
        "AmountDC": lambda x: euro(x.posting.cents),
        "AmountFC": lambda x: euro(x.posting.cents),
        "AmountVATFC": lambda _: 0,
        "AmountVATBaseFC": lambda x: euro(x.posting.base),
        "Currency": lambda _: "EUR",
        "ExchangeRate": lambda _: 1,
        "Description": lambda x: x.posting.name or (x.item.description if x.item else None),
        "Account": lambda x: parties[x.item.party.number] if x.item else None,
        "AccountCode": lambda x: str(x.item.party.code) if x.item else None,
        "AccountName": lambda x: x.item.party.name if x.item else None,
        "InvoiceNumber": lambda x: x.item.invoice_number if x.item else None,
        "YourRef": lambda x: x.item.reference if x.item else None,
        "PaymentReference": lambda x: str(x.item.invoice_number) if x.item else None,
        "DueDate": lambda x: midnight(x.item.due) if x.item and not x.place else None,
        "Item": lambda x: items[sold] if (sold := _sold(x)) is not None else None,
        "ItemCode": lambda x: books.articles[sold].code if (sold := _sold(x)) is not None else None,
        "ItemDescription": lambda x: x.posting.name if _sold(x) is not None else None,
        "Quantity": lambda x: euro(x.posting.quantity) if x.posting.quantity is not None else None,
        "VATCode": lambda x: x.posting.vat_code,
        "VATCodeDescription": lambda x: VAT[x.posting.vat_code].name if x.posting.vat_code else None,
        "VATPercentage": lambda x: euro(VAT[x.posting.vat_code].rate) if x.posting.vat_code else None,
        "VATType": lambda x: ("S" if x.entry.family == "sales" else "P") if x.posting.vat_code else None,
        "Document": lambda x: documents[x.entry.number] if x.entry.family == "purchases" else None,
        "DocumentNumber": lambda x: x.entry.number + 1 if x.entry.family == "purchases" else None,
        "CostCenter": lambda x: "ALG" if x.posting.ledger >= "4000" else None,
        "CostCenterDescription": lambda x: "Algemeen" if x.posting.ledger >= "4000" else None,
        **office.stamps(lambda x: x.entry.day, lambda x: x.number),
    }
    size = books.ledger_size
    indexes = {
        "ID": by_guid(guids, size),
        "EntryID": _by_entry(books, families),
        "Account": lambda value: _of_party(books, parties, value),
    }
    return generated(size, books.ledger_line, columns, indexes)


def _sold(line: LedgerLine) -> int | None:
    """The number of the article the line is about."""
    article = line.posting.article
    return article if article is not None and article >= 0 else None


def _by_entry(books: Books, families: dict[str, Guids]) -> Callable[[object], range]:
    def find(value: object) -> range:
        for name, guids in families.items():
            number = guids.number(value)
            if number is not None and number < books.families[name].count:
                return books.ledger_lines_of(name, number)
        return range(0)

    return find


def _of_party(books: Books, parties: Guids, value: object) -> Iterator[int]:
    number = parties.number(value)
    return iter(()) if number is None else books.ledger_lines_of_party(number)


class _Place:
    """An entry's place among the entries of all families."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self.count = sum(family.count for family in books.families.values())

    def entry(self, number: int) -> Entry:
        for name, family in self._books.families.items():
            if number < family.count:
                return self._books.entry(name, number)
            number -= family.count
        raise IndexError(number)

    def number(self, value: object) -> range:
        start = 0
        for name, family in self._books.families.items():
            number = entry_guids(self._books, name).number(value)
            if number is not None and number < family.count:
                return range(start + number, start + number + 1)
            start += family.count
        return range(0)


def transactions(office: Office) -> Source:
    books, place = office.books, _Place(office.books)
    columns: dict[str, Column[Entry]] = {
        "EntryID": lambda e: entry_guids(books, e.family)[e.number],
        "EntryNumber": lambda e: e.entry_number,
        "Date": lambda e: midnight(e.day),
        "FinancialPeriod": lambda e: e.day.month,
        "FinancialYear": lambda e: e.day.year,
        "JournalCode": lambda e: e.journal.code,
        "JournalDescription": lambda e: e.journal.name,
        "Description": lambda e: e.postings[-1].name or e.postings[0].name,
        "Status": lambda _: PROCESSED,
        "StatusDescription": lambda _: "Verwerkt",
        "Type": transaction_type,
        "IsExtraDuty": lambda _: False,
        **office.stamps(lambda e: e.day, lambda e: e.number),
    }
    return generated(place.count, place.entry, columns, {"EntryID": place.number})


class _Statements:
    """The statements of both directions, one behind the other."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.receipts, self.payments = books.sales, books.purchases
        self.count = self.receipts.statements + self.payments.statements

    def at(self, number: int) -> Statement:
        trade, place = self._trade(number)
        return trade.statement(place)

    def _trade(self, number: int) -> tuple[Trade, int]:
        if number < self.receipts.statements:
            return self.receipts, number
        return self.payments, number - self.receipts.statements

    def find(self, value: object) -> range:
        for family, start, count in (
            ("receipts", 0, self.receipts.statements),
            ("payments", self.receipts.statements, self.payments.statements),
        ):
            number = entry_guids(self.books, family).number(value)
            if number is not None and number < count:
                return range(start + number, start + number + 1)
        return range(0)


def bank_entries(office: Office) -> Source:
    books, statements = office.books, _Statements(office.books)
    columns: dict[str, Column[Statement]] = {
        "EntryID": lambda s: entry_guids(books, s.family)[s.number],
        "EntryNumber": lambda s: s.entry_number,
        "JournalCode": lambda s: s.journal.code,
        "JournalDescription": lambda s: s.journal.name,
        "Currency": lambda _: "EUR",
        "FinancialPeriod": lambda s: s.day.month,
        "FinancialYear": lambda s: s.day.year,
        "Status": lambda _: PROCESSED,
        "StatusDescription": lambda _: "Verwerkt",
        **office.stamps(lambda s: s.day, lambda s: s.number),
    }
    return generated(statements.count, statements.at, columns, {"EntryID": statements.find})


def bank_entry_lines(office: Office) -> Source:
    """The settled invoices; the statement's own bank line is in the ledger only."""
    books = office.books
    parties, lines = books.guids("party"), books.guids("ledger_line")
    families = {name: entry_guids(books, name) for name in ("receipts", "payments")}
    sizes = {name: books.families[name].size - books.families[name].count for name in families}

    def subject(number: int) -> LedgerLine:
        name = "receipts" if number < sizes["receipts"] else "payments"
        rest = number - (0 if name == "receipts" else sizes["receipts"])
        # Each statement has one line more in the ledger than it settles invoices.
        low, high = 0, books.families[name].count
        while high - low > 1:
            middle = (low + high) // 2
            if books.families[name].lines.upto(middle) - middle <= rest:
                low = middle
            else:
                high = middle
        place = rest - (books.families[name].lines.upto(low) - low) + 1
        return LedgerLine(books, books.entry(name, low), place, books.ledger_lines_of(name, low)[place])

    def of_entry(value: object) -> range:
        for name, guids in families.items():
            number = guids.number(value)
            if number is not None and number < books.families[name].count:
                start = 0 if name == "receipts" else sizes["receipts"]
                running = books.families[name].lines
                return range(start + running.upto(number) - number, start + running.upto(number + 1) - number - 1)
        return range(0)

    columns: dict[str, Column[LedgerLine]] = {
        "ID": lambda x: lines[x.number],
        "EntryID": lambda x: families[x.entry.family][x.entry.number],
        "EntryNumber": lambda x: x.entry.entry_number,
        "LineNumber": lambda x: x.place,
        "Date": lambda x: midnight(x.entry.day),
        "GLAccount": lambda x: office.ledger[x.posting.ledger],
        "GLAccountCode": lambda x: x.posting.ledger,
        "GLAccountDescription": lambda x: BY_CODE[x.posting.ledger].name,
        "AmountDC": lambda x: euro(-x.posting.cents),
        "AmountFC": lambda x: euro(-x.posting.cents),
        "ExchangeRate": lambda _: 1,
        "Account": lambda x: parties[x.item.party.number] if x.item else None,
        "AccountCode": lambda x: str(x.item.party.code) if x.item else None,
        "AccountName": lambda x: x.item.party.name if x.item else None,
        "OurRef": lambda x: x.item.invoice_number if x.item else None,
        "Description": lambda x: x.item.description if x.item else None,
        **office.stamps(lambda x: x.entry.day, lambda x: x.number),
    }
    return generated(sum(sizes.values()), subject, columns, {"EntryID": of_entry})


def general_journal_entries(office: Office) -> Source:
    books = office.books
    guids = entry_guids(books, "general")
    columns: dict[str, Column[GeneralEntry]] = {
        "EntryID": lambda e: guids[e.number],
        "EntryNumber": lambda e: e.entry_number,
        "JournalCode": lambda e: e.journal.code,
        "JournalDescription": lambda e: e.journal.name,
        "Currency": lambda _: "EUR",
        "ExchangeRate": lambda _: 1,
        "FinancialPeriod": lambda e: e.day.month,
        "FinancialYear": lambda e: e.day.year,
        "Reversal": lambda _: False,
        "Status": lambda _: PROCESSED,
        "StatusDescription": lambda _: "Verwerkt",
        "Type": transaction_type,
        "TypeDescription": lambda _: "Memoriaal",
        **office.stamps(lambda e: e.day, lambda e: e.number),
    }
    count = len(books.general)
    return generated(count, books.general.__getitem__, columns, {"EntryID": by_guid(guids, count)})


def general_journal_entry_lines(office: Office) -> Source:
    books = office.books
    entries, lines = entry_guids(books, "general"), books.guids("ledger_line")
    rows = []
    for number in range(books.families["general"].size):
        line = books.ledger_line(number)
        rows.append(
            {
                "ID": lines[number],
                "EntryID": entries[line.entry.number],
                "EntryNumber": line.entry.entry_number,
                "LineNumber": line.place + 1,
                "Date": midnight(line.entry.day),
                "GLAccount": office.ledger[line.posting.ledger],
                "GLAccountCode": line.posting.ledger,
                "GLAccountDescription": BY_CODE[line.posting.ledger].name,
                "AmountDC": euro(line.posting.cents),
                "AmountFC": euro(line.posting.cents),
                "Description": line.posting.name,
                **office.constants(number, day=line.entry.day),
            }
        )
    return listed(rows)


def revenue_list(office: Office) -> Source:
    """The revenue of each period; that it is positive is a guess."""
    totals: dict[tuple[int, int], int] = {}
    for start, code, debit, credit, _ in office.books.balances():
        if BY_CODE[code].kind == "revenue":
            place = (start.year, start.month)
            totals[place] = totals.get(place, 0) + credit - debit
    return listed([{"Year": year, "Period": period, "Amount": euro(c)} for (year, period), c in totals.items()])


def reporting_balance(office: Office) -> Source:
    """One row for each account and period with lines; the amount is debit less credit.

    That `Type` is the type of the ledger account is a guess.
    """
    rows: list[dict[str, object]] = []
    for start, code, debit, credit, count in office.books.balances():
        account = BY_CODE[code]
        rows.append(
            {
                "ID": 493_000 + len(rows),
                "Division": office.division,
                "GLAccount": office.ledger[code],
                "GLAccountCode": code,
                "GLAccountDescription": account.name,
                "BalanceType": "B" if account.is_balance else "W",
                "ReportingYear": start.year,
                "ReportingPeriod": start.month,
                "Amount": euro(debit - credit),
                "AmountDebit": euro(debit),
                "AmountCredit": euro(credit),
                "Count": count,
                "Status": PROCESSED,
                "Type": LEDGER_TYPES[account.kind][0],
            }
        )
    return listed(rows)
