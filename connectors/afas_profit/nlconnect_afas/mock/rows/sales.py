"""Sales orders, packing slips and subscriptions. Every fourth invoice began as an order, as in the other systems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from nlconnect.mock.dataset.books import Trade
from nlconnect.mock.dataset.chart import euro
from nlconnect.mock.dataset.entries import Invoice, InvoiceLine
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.dataset.repeating import Repeating
from nlconnect.mock.tables import Column, Source
from nlconnect_afas.mock.rows.environment import Environment, Office, at_work, generated, numbered
from nlconnect_afas.mock.rows.goods import kind_of

EVERY = 4
FIRST_ORDER = 30_000_001
ORDER_BLOCK = 10_000_000
SLIP_OFFSET = 20_000_000
"""Packing slips have numbers of their own, so far above those of their orders."""
OPEN, DONE = "O", "V"


def order_number(office: Office, number: int) -> int:
    """The first company's orders have the same numbers as elsewhere; the others follow, as all share one range here."""
    return FIRST_ORDER + office.place * ORDER_BLOCK + number


def orders(environment: Environment) -> Source:
    return environment.joined(_orders)


def _orders(office: Office) -> Source:
    trade = office.books.sales
    columns: dict[str, Column[Invoice]] = {
        "Ordersoort": lambda _: "1",
        **_header(office),
        "Gross": lambda i: euro(i.template.net),
        "Discount": lambda _: Decimal(0),
        "TotalAmount": lambda i: euro(i.template.net),
        "VAT": lambda i: euro(i.template.vat),
        "Quantity": lambda i: euro(sum(line.quantity for line in i.lines)),
        "InvoiceTotal": lambda i: euro(i.template.total),
    }
    indexes = {"OrderNumber": numbered(order_number(office, 0), _count(trade))}
    return generated(_count(trade), lambda number: trade.invoice(number * EVERY), columns, indexes)


def _count(trade: Trade) -> int:
    return trade.count // EVERY


def _header(office: Office) -> dict[str, Column[Invoice]]:
    return {
        "OrderNumber": lambda i: str(order_number(office, i.number // EVERY)),
        "Status": lambda i: DONE if i.is_booked else OPEN,
        "OrderDate": lambda i: i.day - timedelta(7),
        "DebtorId": lambda i: office.party_code(i.party.number),
        "CurrencyId": lambda _: "EUR",
        "CustomerReference": lambda i: i.reference,
    }


def order_lines(environment: Environment) -> Source:
    return environment.joined(_order_lines)


def _order_lines(office: Office) -> Source:
    trade, guids = office.books.sales, Guids(office.books.seed, office.unit, "order line")
    running = Repeating([len(template.lines) for template in trade.templates[::EVERY]])
    articles = office.books.articles

    def line(number: int) -> InvoiceLine:
        order, place = running.locate(number)
        return InvoiceLine(trade.invoice(order * EVERY), place, number)

    columns: dict[str, Column[InvoiceLine]] = {
        **{name: partial(_of_invoice, column) for name, column in _header(office).items()},
        "SeqNo": lambda x: x.place + 1,
        "LineStatusCode": lambda x: DONE if x.invoice.is_booked else OPEN,
        "LineGuid": lambda x: line_guid(office, guids, x.number),
        "ItemTypeCode": lambda x: kind_of(articles[x.line.article]),
        "ItemCodeId": lambda x: articles[x.line.article].code,
        "Description": lambda x: x.line.name,
        "UnitId": lambda x: articles[x.line.article].unit,
        "PiecePerUnit": lambda x: euro(x.line.quantity),
        "PricePerUnit": lambda x: euro(x.line.cents),
        "AmtRowDiscount": lambda _: Decimal(0),
        "PriceNet": lambda x: euro(x.line.cents),
        "AmtTotal": lambda x: euro(x.line.net),
        **office.stamps(lambda x: x.invoice.day - timedelta(7), lambda x: x.number),
    }

    def by_order(value: object) -> range:
        for number in numbered(order_number(office, 0), _count(trade))(value):
            return range(running.upto(number), running.upto(number + 1))
        return range(0)

    return generated(running.upto(_count(trade)), line, columns, {"OrderNumber": by_order})


def _of_invoice(column: Column[Invoice], line: InvoiceLine) -> object:
    return column(line.invoice)


def line_guid(office: Office, guids: Guids, number: int) -> str:
    """AFAS: a GUID stands in braces. These rise with the lines, as those do that a database hands out in turn."""
    return f"{{{office.unit:X}{number:07X}-{guids[number][9:].upper()}}}"


def slips(environment: Environment) -> Source:
    return environment.joined(_slips)


def _slips(office: Office) -> Source:
    """Only what was delivered has a packing slip."""
    first = order_number(office, 0) + SLIP_OFFSET
    columns: dict[str, Column[int]] = {"Pakbonnummer": lambda n: str(first + n), "Type_order": lambda _: "1"}
    count = office.books.sales.booked // EVERY
    return generated(count, int, columns, {"Pakbonnummer": numbered(first, count)})


def slip_lines(environment: Environment) -> Source:
    return environment.joined(_slip_lines)


def _slip_lines(office: Office) -> Source:
    trade = office.books.sales
    running = Repeating([len(template.lines) for template in trade.templates[::EVERY]])
    first = order_number(office, 0) + SLIP_OFFSET
    columns: dict[str, Column[tuple[int, int]]] = {
        "Type_order": lambda _: "1",
        "Nummer_pakbon": lambda place: str(first + place[0]),
        "Volgnummer": lambda place: place[1] + 1,
    }
    return generated(running.upto(trade.booked // EVERY), running.locate, columns)


def subscriptions(environment: Environment) -> Source:
    """A few contracts for each company, each with one line."""
    return environment.listed(lambda office: list(_subscriptions(office)))


def _subscriptions(office: Office) -> Iterator[Mapping[str, object]]:
    articles = [article for article in office.books.articles if not article.is_hours]
    for number in range(12):
        party = office.books.party(office.books.sales.ranks.party(number))
        article = articles[number % len(articles)]
        start = date(2025, 1 + number, 1)
        yield {
            "SubscriptionNr": office.unit * 1_000 + number + 1,
            "DebtorId": office.party_code(party.number),
            "DateStartSub": start,
            "ValueIntIdSu": "1",
            "UnitIdFin": office.unit,
            "Indentity": office.unit * 10_000 + number + 1,
            "PresentationSeqno": 1,
            "ItemType": kind_of(article),
            "Itemcode": article.code,
            "DateStart": start,
            "Quantity": Decimal(1 + number % 3),
            "OriginalPrice": euro(article.cents),
            "SalesAmount": euro(article.cents * (1 + number % 3)),
            "SalesDiscount": Decimal(0),
            "InvoicesUntil": date(2026, 11, 30),
            "CreateDate": at_work(start, number),
            "ModifiedDate": at_work(start, number),
        }
