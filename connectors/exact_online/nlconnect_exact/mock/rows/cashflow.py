"""Open items: receivables and payables, the lists made of them, and their age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from nlconnect.mock.dataset.books import Trade
from nlconnect.mock.dataset.calendar import TODAY
from nlconnect.mock.dataset.chart import BY_CODE, JOURNAL, euro
from nlconnect.mock.dataset.entries import Invoice
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, by_number, generated, listed, midnight, within

FIRST_HID = 1_000_000
AGE_GROUPS = ((1, "0 - 30 dagen"), (2, "31 - 60 dagen"), (3, "61 - 90 dagen"), (4, "> 90 dagen"))
"""A guess at Exact's default groups; the ages are days since the invoice date."""


def age_group(day: date) -> int:
    """1 to 4."""
    return min(3, max(0, (TODAY - day).days - 1) // 30) + 1


def items(office: Office, trade: Trade) -> Source:
    """`Receivables` or `Payments`: every booked invoice, paid or not.

    That one row stands for the whole invoice, and that amounts are positive in both lists, are guesses.
    """
    books = office.books
    guids = books.guids(f"{trade.family}_item")
    parties, contacts, banks = books.guids("party"), books.guids("contact"), books.guids("bank_account")
    entries, lines = books.guids(f"{trade.family}_entry"), books.guids("ledger_line")
    ledger, journal = BY_CODE[trade.control], JOURNAL[trade.family]
    start = books.ledger_starts[trade.family]
    running = books.families[trade.family].lines
    columns: dict[str, Column[Invoice]] = {
        "ID": lambda i: guids[i.number],
        "Account": lambda i: parties[i.party.number],
        "AccountCode": lambda i: str(i.party.code),
        "AccountName": lambda i: i.party.name,
        "AccountContact": lambda i: contacts[i.party.number],
        "AccountContactName": lambda i: i.party.contact.full_name,
        "AccountCountry": lambda _: "NL ",
        "AccountBankAccountID": lambda i: banks[i.party.number],
        "AccountBankAccountNumber": lambda i: i.party.iban,
        "AmountDC": lambda i: euro(i.template.total),
        "AmountFC": lambda i: euro(i.template.total),
        "TransactionAmountDC": lambda i: euro(i.template.total),
        "TransactionAmountFC": lambda i: euro(i.template.total),
        "AmountDiscountDC": lambda _: 0,
        "AmountDiscountFC": lambda _: 0,
        "Currency": lambda _: "EUR",
        "RateFC": lambda _: 1,
        "Description": lambda i: i.description,
        "InvoiceDate": lambda i: midnight(i.day),
        "EntryDate": lambda i: midnight(i.day),
        "DueDate": lambda i: midnight(i.due),
        "TransactionDueDate": lambda i: midnight(i.due),
        "InvoiceNumber": lambda i: i.invoice_number,
        "EntryNumber": lambda i: i.entry_number,
        "EntryID": lambda i: entries[i.number],
        "TransactionEntryID": lambda i: entries[i.number],
        "TransactionID": lambda i: lines[start + running.upto(i.number)],
        "TransactionStatus": lambda _: 50,
        "TransactionType": lambda i: (20 if trade.is_sales else 30) + i.template.is_credit,
        "TransactionIsReversal": lambda _: False,
        "TransactionReportingPeriod": lambda i: i.day.month,
        "TransactionReportingYear": lambda i: i.day.year,
        "GLAccount": lambda _: office.ledger[ledger.code],
        "GLAccountCode": lambda _: ledger.code,
        "GLAccountDescription": lambda _: ledger.name,
        "Journal": lambda _: journal.code,
        "JournalDescription": lambda _: journal.name,
        "IsFullyPaid": lambda i: not i.is_open,
        "Status": lambda i: 20 if i.is_open else 50,
        "EndDate": lambda i: midnight(i.statement.day) if i.statement else None,
        "EndPeriod": lambda i: i.statement.day.month if i.statement else None,
        "EndYear": lambda i: i.statement.day.year if i.statement else None,
        "LastPaymentDate": lambda i: midnight(i.statement.day) if i.statement else None,
        "IsBatchBooking": lambda _: 0,
        "PaymentCondition": lambda i: i.condition.code,
        "PaymentConditionDescription": lambda i: i.condition.name,
        "PaymentDays": lambda i: i.condition.days,
        "PaymentDaysDiscount": lambda _: 0,
        "PaymentDiscountPercentage": lambda _: 0,
        "PaymentMethod": lambda _: "B",
        "PaymentReference": lambda i: str(i.invoice_number),
        "Source": lambda _: 1,
        "YourRef": lambda i: i.reference,
        **office.stamps(lambda i: i.day, lambda i: i.number),
    }
    indexes = {
        "ID": by_guid(guids, trade.booked),
        "InvoiceNumber": by_number(trade.first_number, trade.booked),
        "EntryID": by_guid(entries, trade.booked),
        "Account": by_guid(parties, books.parties, of=lambda n: within(trade.of_party(n), trade.booked)),
    }
    return generated(trade.booked, trade.invoice, columns, indexes)


def open_list(office: Office, trade: Trade) -> Source:
    """`ReceivablesList` or `PayablesList`: what is open, and nothing else."""
    columns = _open_columns(office, trade)
    guids = office.books.guids(f"{trade.family}_item")

    def found(value: object) -> Iterable[int]:
        number = guids.number(value)
        if number is None or number >= trade.booked or not trade.is_open(number):
            return ()
        return (trade.open.upto(number),)

    def of_account(value: object) -> Iterable[int]:
        party = office.books.guids("party").number(value)
        numbers = () if party is None else within(trade.of_party(party), trade.booked)
        return tuple(trade.open.upto(number) for number in numbers if trade.is_open(number))

    def hid(value: object) -> Iterable[int]:
        number = int(value) - FIRST_HID if isinstance(value, int) else -1
        return (trade.open.upto(number),) if 0 <= number < trade.booked and trade.is_open(number) else ()

    return generated(trade.open_count, trade.open_invoice, columns, {"Id": found, "AccountId": of_account, "HID": hid})


def _open_columns(office: Office, trade: Trade) -> Mapping[str, Column[Invoice]]:
    guids, parties = office.books.guids(f"{trade.family}_item"), office.books.guids("party")
    journal = JOURNAL[trade.family]
    return {
        "HID": lambda i: FIRST_HID + i.number,
        "Id": lambda i: guids[i.number],
        "AccountId": lambda i: parties[i.party.number],
        "AccountCode": lambda i: str(i.party.code),
        "AccountName": lambda i: i.party.name,
        "Amount": lambda i: euro(i.template.total),
        "AmountInTransit": lambda _: 0,
        "ApprovalStatus": lambda _: 0,
        "CurrencyCode": lambda _: "EUR",
        "Description": lambda i: i.description,
        "DueDate": lambda i: midnight(i.due),
        "EntryNumber": lambda i: i.entry_number,
        "InvoiceDate": lambda i: midnight(i.day),
        "InvoiceNumber": lambda i: i.invoice_number,
        "JournalCode": lambda _: journal.code,
        "JournalDescription": lambda _: journal.name,
        "YourRef": lambda i: i.reference,
    }


def aging_list(office: Office, trade: Trade) -> Source:
    """What each account owes, or is owed, by age."""
    totals: dict[int, list[int]] = {}
    for place in range(trade.open_count):
        invoice = trade.open_invoice(place)
        groups = totals.setdefault(invoice.party.number, [0, 0, 0, 0])
        groups[age_group(invoice.day) - 1] += invoice.template.total
    rows: list[dict[str, object]] = []
    for number in sorted(totals):
        party = office.books.party(number)
        row: dict[str, object] = {
            "AccountId": office.books.guids("party")[number],
            "AccountCode": str(party.code),
            "AccountName": party.name,
            "CurrencyCode": "EUR",
            "TotalAmount": euro(sum(totals[number])),
        }
        for (group, name), cents in zip(AGE_GROUPS, totals[number], strict=True):
            row |= {
                f"AgeGroup{group}": group,
                f"AgeGroup{group}Description": name,
                f"AgeGroup{group}Amount": euro(cents),
            }
        rows.append(row)
    return listed(rows)


def aging_overview(office: Office) -> Source:
    sums = {trade.family: [0, 0, 0, 0] for trade in (office.books.sales, office.books.purchases)}
    for trade in (office.books.sales, office.books.purchases):
        for place in range(trade.open_count):
            invoice = trade.open_invoice(place)
            sums[trade.family][age_group(invoice.day) - 1] += invoice.template.total
    return listed(
        [
            {
                "AgeGroup": group,
                "AgeGroupDescription": name,
                "AmountReceivable": euro(sums["sales"][group - 1]),
                "AmountPayable": euro(sums["purchases"][group - 1]),
                "CurrencyCode": "EUR",
            }
            for group, name in AGE_GROUPS
        ]
    )


def outstanding_overview(office: Office) -> Source:
    row: dict[str, object] = {"CurrencyCode": "EUR"}
    for trade, word in ((office.books.sales, "Receivable"), (office.books.purchases, "Payable")):
        invoices = [trade.open_invoice(place) for place in range(trade.open_count)]
        overdue = [invoice for invoice in invoices if invoice.due < TODAY]
        for kind, chosen in (("Outstanding", invoices), ("Overdue", overdue)):
            row[f"{kind}{word}InvoiceAmount"] = euro(sum(invoice.template.total for invoice in chosen))
            row[f"{kind}{word}InvoiceCount"] = len(chosen)
    return listed([row])
