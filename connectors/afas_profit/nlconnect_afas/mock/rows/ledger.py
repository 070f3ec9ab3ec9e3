"""The ledger: administrations, entries line by line, balances, open items."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from nlconnect.mock.dataset.books import Books, Trade
from nlconnect.mock.dataset.chart import BY_CODE, VAT, euro
from nlconnect.mock.dataset.entries import Entry, Invoice, LedgerLine
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Column, Source
from nlconnect_afas.mock.rows.environment import Environment, Office, at_work, generated, having
from nlconnect_afas.mock.rows.setup import VAT_CODE

ENTRY_BLOCK = 10_000_000
"""AFAS numbers entries by itself: each family of entries has a range of its own, in the order of the ledger."""


def administrations(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {"AdminId": office.unit, "AdminNm": office.company.name, "AdminCd": office.company.kind[:3].upper()}
        ]
    )


def transactions(environment: Environment) -> Source:
    return environment.joined(lambda office: _lines(office, _line_columns(office)))


def transactions_with_dimensions(environment: Environment) -> Source:
    """The same lines with what they are allocated to."""

    def make(office: Office) -> Source:
        more: Mapping[str, Column[LedgerLine]] = {
            "Omschrijving": lambda x: BY_CODE[x.posting.ledger].name,
            "Type": lambda x: "B" if x.posting.ledger < "4000" else "W",
            "DimAx1": lambda x: f"{office.unit}ALG" if x.posting.ledger >= "4000" else None,
        }
        return _lines(office, {**_line_columns(office), **more})

    return environment.joined(make)


def _lines(office: Office, columns: Mapping[str, Column[LedgerLine]]) -> Source:
    books = office.books
    indexes = {
        "UnitId": having(office.unit, books.ledger_size),
        "EntryNo": _by_entry(books),
        "InvoiceId": _by_invoice(books),
    }
    return generated(books.ledger_size, books.ledger_line, columns, indexes)


def entry_number(books: Books, entry: Entry) -> int:
    place = list(books.families).index(entry.family)
    return ENTRY_BLOCK * (place + 1) + entry.number + 1


def _by_entry(books: Books) -> Callable[[object], range]:
    families = list(books.families)

    def find(value: object) -> range:
        place, number = divmod(int(value) - 1, ENTRY_BLOCK) if isinstance(value, int) else (0, 0)
        if not 0 < place <= len(families) or number >= books.families[families[place - 1]].count:
            return range(0)
        return books.ledger_lines_of(families[place - 1], number)

    return find


def _by_invoice(books: Books) -> Callable[[object], list[int]]:
    """Lines of an invoice and of its payment, by its number."""

    def find(value: object) -> list[int]:
        text = str(value)
        number = int(text) if text.isdigit() else -1
        for trade in (books.sales, books.purchases):
            if 0 <= number - trade.first_number < trade.booked:
                invoice = trade.invoice(number - trade.first_number)
                lines = list(books.ledger_lines_of(trade.family, invoice.number))
                if invoice.statement is not None:
                    lines += books.ledger_lines_of(trade.settled_by, invoice.statement.number)
                return [line for line in lines if _is_about(books, line, text)]
        return []

    return find


def _is_about(books: Books, line: int, text: str) -> bool:
    item = books.ledger_line(line).item
    return item is not None and str(item.invoice_number) == text


def _line_columns(office: Office) -> dict[str, Column[LedgerLine]]:
    books = office.books
    return {
        "UnitId": lambda _: office.unit,
        "EntryNo": lambda x: entry_number(books, x.entry),
        "SeqNo": lambda x: x.place + 1,
        "Year": lambda x: x.entry.day.year,
        "Period": lambda x: x.entry.day.month,
        "JournalId": lambda x: x.entry.journal.code,
        "AccountNo": lambda x: x.posting.ledger,
        "AmtDebit": lambda x: euro(max(0, x.posting.cents)),
        "AmtCredit": lambda x: euro(max(0, -x.posting.cents)),
        "EntryDate": lambda x: x.entry.day,
        "InvoiceId": lambda x: str(x.item.invoice_number) if x.item else None,
        "VoucherDate": lambda x: x.entry.day,
        "VoucherNo": lambda x: str(x.entry.entry_number),
        "VatCode": lambda x: VAT_CODE[x.posting.vat_code] if x.posting.vat_code else None,
        "VatAmt": _vat_amount,
        "Description": lambda x: x.posting.name or (x.item.description if x.item else None),
        **office.stamps(lambda x: x.entry.day, lambda x: x.number),
    }


def _vat_amount(line: LedgerLine) -> Decimal:
    code = line.posting.vat_code
    return euro(VAT[code].on(line.posting.base)) if code else Decimal(0)


def changed_days(environment: Environment) -> Source:
    """The days of the general journal, as if they had been looked at last week."""
    days = sorted({entry.day for office in environment.offices for entry in office.books.general})
    return environment.listed(
        lambda office: [{"EntryDate": day, "Modified": at_work(day, 3)} for day in days] if not office.place else []
    )


def balances(environment: Environment) -> Source:
    return environment.listed(_balances)


def _balances(office: Office) -> Iterator[Mapping[str, object]]:
    for start, code, debit, credit, _ in office.books.balances():
        yield {
            "UnitId": office.unit,
            "Year": start.year,
            "Period": start.month,
            "AccountNr": code,
            "AccountDesc": BY_CODE[code].name,
            "Debit": euro(debit),
            "Credit": euro(credit),
            "Balance": euro(debit - credit),
            "Budget": Decimal(0),
        }


def allocated_balances(environment: Environment) -> Source:
    return environment.listed(_allocated)


def _allocated(office: Office) -> Iterator[Mapping[str, object]]:
    for start, code, debit, credit, _ in office.books.balances():
        if code >= "4000":
            yield {
                "Unit": office.unit,
                "Year": start.year,
                "Period": start.month,
                "Account": code,
                "DimAx": "1",
                "Description": "Kostenplaats",
                "DimCode": f"{office.unit}ALG",
                "Credit": euro(credit),
                "Debet": euro(debit),
                "Balance": euro(debit - credit),
                **dict.fromkeys(("Budget", "Reserved", "Obligation"), Decimal(0)),
            }


def open_sales(environment: Environment) -> Source:
    return environment.joined(_open_sales)


def _open_sales(office: Office) -> Source:
    numbers = _open_numbers(office.books.sales)
    columns: dict[str, Column[Invoice]] = {
        "UnitId": lambda _: office.unit,
        "DebtorId": lambda i: office.party_code(i.party.number),
        "InvoiceNr": lambda i: str(i.invoice_number),
        "NookPieceDate": lambda i: i.day,
        "ExpDate": lambda i: i.due,
        "CurrencyId": lambda _: "EUR",
        **_amounts(1),
        "Balance": lambda i: euro(i.template.total),
        "BalanceCurr": lambda i: euro(i.template.total),
        "Description": lambda i: i.description,
    }
    indexes = {"UnitId": having(office.unit, len(numbers))}
    return generated(len(numbers), lambda place: office.books.sales.invoice(numbers[place]), columns, indexes)


def open_purchases(environment: Environment) -> Source:
    return environment.joined(_open_purchases)


def _open_purchases(office: Office) -> Source:
    numbers = _open_numbers(office.books.purchases)
    columns: dict[str, Column[Invoice]] = {
        "UnitId": lambda _: office.unit,
        "CreditorId": lambda i: office.party_code(i.party.number),
        "InvoiceNr": lambda i: i.reference,
        "BookPiecrNr": lambda i: str(i.invoice_number),
        "BookPieceDate": lambda i: i.day,
        "CurrencyId": lambda _: "EUR",
        **_amounts(-1),
        "ExpDate": lambda i: i.due,
        "Description": lambda i: i.description,
        "Blocked": lambda i: mix(i.number, 0xB1) % 23 == 0,
    }
    indexes = {"UnitId": having(office.unit, len(numbers))}
    return generated(len(numbers), lambda place: office.books.purchases.invoice(numbers[place]), columns, indexes)


def _amounts(sign: int) -> Mapping[str, Column[Invoice]]:
    """AFAS: what is to be paid is negative (a guess)."""
    amount: Column[Invoice] = lambda i: euro(sign * i.template.total)  # noqa: E731
    return {"AmtInvoice": amount, "AmtInvoiceCurr": amount}


def _open_numbers(trade: Trade) -> array[int]:
    """The open invoices of one company by party, and of one party by number. AFAS: what is paid vanishes."""
    found = [trade.open.locate(place)[0] for place in range(trade.open_count)]
    return array("L", sorted(found, key=lambda number: (trade.party_number(number), number)))


def mandates(environment: Environment) -> Source:
    """Direct debit, for the customers who pay that way."""
    return environment.listed(_mandates)


def _mandates(office: Office) -> Iterator[Mapping[str, object]]:
    ranks = office.books.sales.ranks
    for rank in range(min(ranks.count, 60)):
        party = office.books.party(ranks.party(rank))
        if party.seed % 3 == 0:
            yield {
                "code": int(office.party_code(party.number)),
                "debtor": office.party_code(party.number),
                "mandateReference": f"M{office.party_code(party.number)}-1",
                "IBAN": party.iban,
            }
