"""Invoices and their lines, in both directions, as invoices and as ledger entries."""

from __future__ import annotations

from collections.abc import Mapping

from nlconnect.mock.dataset.books import Trade
from nlconnect.mock.dataset.chart import BY_CODE, JOURNAL, VAT, euro
from nlconnect.mock.dataset.entries import Invoice, InvoiceLine
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.tables import Column, Index, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, by_number, generated, midnight, within

OPEN, PROCESSED = 20, 50


def sales_invoices(office: Office) -> Source:
    trade = office.books.sales
    guids = office.books.guids("sales")
    parties, contacts = office.books.guids("party"), office.books.guids("contact")
    columns: dict[str, Column[Invoice]] = {
        "InvoiceID": lambda i: guids[i.number],
        "InvoiceNumber": lambda i: i.invoice_number if i.is_booked else None,
        "InvoiceDate": lambda i: midnight(i.day),
        "OrderDate": lambda i: midnight(i.day),
        "DueDate": lambda i: midnight(i.due),
        "Type": lambda i: 8021 if i.template.is_credit else 8020,
        "TypeDescription": lambda i: "Creditnota" if i.template.is_credit else "Factuur",
        "Status": lambda i: PROCESSED if i.is_booked else OPEN,
        "StatusDescription": lambda i: "Verwerkt" if i.is_booked else "Open",
        "Description": lambda i: i.description,
        "YourRef": lambda i: i.reference,
        "Discount": lambda _: 0,
        "AmountDiscount": lambda _: 0,
        "AmountDiscountExclVat": lambda _: 0,
        "PaymentReference": lambda i: f"{i.invoice_number}",
        **_money(),
        **_names("OrderedBy", parties, contacts),
        **_names("InvoiceTo", parties, contacts),
        **_names("DeliverTo", parties, contacts),
        **_condition(),
        **_journal("sales", code="Journal"),
        **office.stamps(lambda i: i.day, lambda i: i.number),
    }
    indexes = {"InvoiceID": by_guid(guids, trade.count), "InvoiceNumber": by_number(trade.first_number, trade.booked)}
    indexes |= {name: by_guid(parties, office.books.parties, of=trade.of_party) for name in _PARTY_FIELDS}
    return generated(trade.count, trade.invoice, columns, indexes)


_PARTY_FIELDS = ("OrderedBy", "InvoiceTo", "DeliverTo")


def _money() -> Mapping[str, Column[Invoice]]:
    return {
        "Currency": lambda _: "EUR",
        "AmountDC": lambda i: euro(i.template.total),
        "AmountFC": lambda i: euro(i.template.total),
        "AmountFCExclVat": lambda i: euro(i.template.net),
        "VATAmountDC": lambda i: euro(i.template.vat),
        "VATAmountFC": lambda i: euro(i.template.vat),
    }


def _names(role: str, parties: Guids, contacts: Guids) -> Mapping[str, Column[Invoice]]:
    return {
        role: lambda i: parties[i.party.number],
        f"{role}Name": lambda i: i.party.name,
        f"{role}ContactPerson": lambda i: contacts[i.party.number],
        f"{role}ContactPersonFullName": lambda i: i.party.contact.full_name,
    }


def _condition() -> Mapping[str, Column[Invoice]]:
    return {
        "PaymentCondition": lambda i: i.condition.code,
        "PaymentConditionDescription": lambda i: i.condition.name,
    }


def _journal(kind: str, *, code: str) -> Mapping[str, Column[Invoice]]:
    journal = JOURNAL[kind]
    return {code: lambda _: journal.code, "JournalDescription": lambda _: journal.name}


def sales_invoice_lines(office: Office) -> Source:
    trade = office.books.sales
    guids, invoices, items = office.books.guids("sales_line"), office.books.guids("sales"), office.books.guids("item")
    columns: dict[str, Column[InvoiceLine]] = {
        "ID": lambda x: guids[x.number],
        "InvoiceID": lambda x: invoices[x.invoice.number],
        "Item": lambda x: items[x.line.article],
        "ItemCode": lambda x: office.books.articles[x.line.article].code,
        "ItemDescription": lambda x: x.line.name,
        "UnitCode": lambda x: office.books.articles[x.line.article].unit,
        "UnitDescription": lambda x: office.books.articles[x.line.article].unit.title(),
        "UnitPrice": lambda x: euro(x.line.cents),
        "NetPrice": lambda x: euro(x.line.cents),
        "Discount": lambda _: 0,
        "DeliveryDate": lambda x: midnight(x.invoice.day),
        **_line(office),
        **office.stamps(lambda x: x.invoice.day, lambda x: x.number),
    }
    return generated(
        _line_count(trade, trade.count),
        trade.line,
        columns,
        _line_indexes(trade, trade.count, guids, invoices, "InvoiceID"),
    )


def _line(office: Office) -> Mapping[str, Column[InvoiceLine]]:
    return {
        "LineNumber": lambda x: x.place + 1,
        "Description": lambda x: x.line.name,
        "Quantity": lambda x: euro(x.line.quantity),
        "AmountDC": lambda x: euro(x.line.net),
        "AmountFC": lambda x: euro(x.line.net),
        "VATAmountDC": lambda x: euro(x.line.vat),
        "VATAmountFC": lambda x: euro(x.line.vat),
        "VATBaseAmountDC": lambda x: euro(x.line.net),
        "VATBaseAmountFC": lambda x: euro(x.line.net),
        "VATCode": lambda x: x.line.vat_code,
        "VATCodeDescription": lambda x: VAT[x.line.vat_code].name,
        "VATPercentage": lambda x: euro(VAT[x.line.vat_code].rate),
        "GLAccount": lambda x: office.ledger[x.line.ledger],
        "GLAccountCode": lambda x: x.line.ledger,
        "GLAccountDescription": lambda x: BY_CODE[x.line.ledger].name,
    }


def _line_count(trade: Trade, invoices: int) -> int:
    return trade.lines.upto(invoices)


def _line_indexes(trade: Trade, invoices: int, guids: Guids, parents: Guids, parent: str) -> Mapping[str, Index]:
    def of_invoice(number: int) -> range:
        return range(trade.lines.upto(number), trade.lines.upto(number + 1))

    return {
        "ID": by_guid(guids, _line_count(trade, invoices)),
        parent: by_guid(parents, invoices, of=of_invoice),
    }


def entries(office: Office, trade: Trade) -> Source:
    """The booked invoices as entries in the sales or purchase journal."""
    guids = office.books.guids(f"{trade.family}_entry")
    parties = office.books.guids("party")
    role = "Customer" if trade.is_sales else "Supplier"
    credit, debit = (
        ((21, "Verkoopcreditnota"), (20, "Verkoopboeking"))
        if trade.is_sales
        else ((31, "Inkoopcreditnota"), (30, "Inkoopboeking"))
    )
    documents = office.books.guids("document")
    columns: dict[str, Column[Invoice]] = {
        "EntryID": lambda i: guids[i.number],
        "EntryNumber": lambda i: i.entry_number,
        "EntryDate": lambda i: midnight(i.day),
        "DueDate": lambda i: midnight(i.due),
        "InvoiceNumber": lambda i: i.invoice_number,
        role: lambda i: parties[i.party.number],
        f"{role}Name": lambda i: i.party.name,
        "Description": lambda i: i.description,
        "YourRef": lambda i: i.reference,
        "PaymentReference": lambda i: i.reference,
        "ReportingPeriod": lambda i: i.day.month,
        "ReportingYear": lambda i: i.day.year,
        "Rate": lambda _: 1,
        "Reversal": lambda _: False,
        "Status": lambda _: PROCESSED,
        "StatusDescription": lambda _: "Verwerkt",
        "Type": lambda i: (credit if i.template.is_credit else debit)[0],
        "TypeDescription": lambda i: (credit if i.template.is_credit else debit)[1],
        "Document": lambda i: None if trade.is_sales else documents[i.number],
        "DocumentNumber": lambda i: None if trade.is_sales else i.number + 1,
        "DocumentSubject": lambda i: None if trade.is_sales else f"Inkoopfactuur {i.reference}",
        **_money(),
        **_condition(),
        **_journal(trade.family, code="Journal"),
        **office.stamps(lambda i: i.day, lambda i: i.number),
    }
    indexes = {
        "EntryID": by_guid(guids, trade.booked),
        "EntryNumber": by_number(trade.first_entry, trade.booked),
        "InvoiceNumber": by_number(trade.first_number, trade.booked),
        role: by_guid(parties, office.books.parties, of=lambda n: within(trade.of_party(n), trade.booked)),
    }
    return generated(trade.booked, trade.invoice, columns, indexes)


def entry_lines(office: Office, trade: Trade) -> Source:
    guids, parents = office.books.guids(f"{trade.family}_entry_line"), office.books.guids(f"{trade.family}_entry")
    kind = 20 if trade.is_sales else 30
    columns: dict[str, Column[InvoiceLine]] = {
        "ID": lambda x: guids[x.number],
        "EntryID": lambda x: parents[x.invoice.number],
        "Type": lambda x: kind + x.invoice.template.is_credit,
        **_line(office),
        **office.stamps(lambda x: x.invoice.day, lambda x: x.number),
    }
    indexes = _line_indexes(trade, trade.booked, guids, parents, "EntryID")
    return generated(_line_count(trade, trade.booked), trade.line, columns, indexes)


def purchase_invoices(office: Office) -> Source:
    trade = office.books.purchases
    guids, parties = office.books.guids("purchases"), office.books.guids("party")
    contacts, documents = office.books.guids("contact"), office.books.guids("document")
    columns: dict[str, Column[Invoice]] = {
        "ID": lambda i: guids[i.number],
        "Amount": lambda i: euro(i.template.total),
        "VATAmount": lambda i: euro(i.template.vat),
        "Supplier": lambda i: parties[i.party.number],
        "ContactPerson": lambda i: contacts[i.party.number],
        "InvoiceDate": lambda i: midnight(i.day),
        "DueDate": lambda i: midnight(i.due),
        "Description": lambda i: i.description,
        "YourRef": lambda i: i.reference,
        "PaymentReference": lambda i: i.reference,
        "EntryNumber": lambda i: i.entry_number,
        "ExchangeRate": lambda _: 1,
        "FinancialPeriod": lambda i: i.day.month,
        "FinancialYear": lambda i: i.day.year,
        "Status": lambda _: PROCESSED,
        "Type": lambda i: 8031 if i.template.is_credit else 8030,
        "Source": lambda _: 1,
        "Document": lambda i: documents[i.number],
        "Discount": lambda _: 0,
        **_money(),
        **_condition(),
        **_journal("purchases", code="Journal"),
        **office.stamps(lambda i: i.day, lambda i: i.number),
    }
    of_party = {"Supplier": by_guid(parties, office.books.parties, of=trade.of_party)}
    return generated(trade.count, trade.invoice, columns, {"ID": by_guid(guids, trade.count), **of_party})


def purchase_invoice_lines(office: Office) -> Source:
    trade = office.books.purchases
    guids, parents = office.books.guids("purchases_line"), office.books.guids("purchases")
    columns: dict[str, Column[InvoiceLine]] = {
        "ID": lambda x: guids[x.number],
        "InvoiceID": lambda x: parents[x.invoice.number],
        "InvoiceType": lambda _: 8030,
        "Amount": lambda x: euro(x.line.net),
        "VATAmount": lambda x: euro(x.line.vat),
        "Currency": lambda _: "EUR",
        "NetPrice": lambda x: euro(x.line.cents),
        "UnitPrice": lambda x: euro(x.line.cents),
        "QuantityInDefaultUnits": lambda x: euro(x.line.quantity),
        "Unit": lambda _: "stuk",
        "Discount": lambda _: 0,
        "Rebill": lambda _: False,
        **_line(office),
        **office.stamps(lambda x: x.invoice.day, lambda x: x.number),
    }
    indexes = _line_indexes(trade, trade.count, guids, parents, "InvoiceID")
    return generated(_line_count(trade, trade.count), trade.line, columns, indexes)
