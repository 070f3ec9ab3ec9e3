"""Orders: every fourth sales invoice began as one, and so did every fourth purchase."""

from __future__ import annotations

from datetime import timedelta

from nlconnect.mock.dataset.books import Trade
from nlconnect.mock.dataset.chart import VAT, euro
from nlconnect.mock.dataset.entries import Invoice, InvoiceLine
from nlconnect.mock.dataset.repeating import Repeating
from nlconnect.mock.tables import Column, Source
from nlconnect_exact.mock.rows.office import Office, by_guid, by_number, generated, midnight

EVERY = 4
FIRST_ORDER = 30_000_001
FIRST_PURCHASE_ORDER = 31_000_001
OPEN, COMPLETE = 10, 30


def _count(trade: Trade) -> int:
    return trade.count // EVERY


def _lines(trade: Trade) -> Repeating:
    return Repeating([len(template.lines) for template in trade.templates[::EVERY]])


def sales_orders(office: Office) -> Source:
    trade = office.books.sales
    guids, parties = office.books.guids("order"), office.books.guids("party")
    contacts, count = office.books.guids("contact"), _count(trade)
    columns: dict[str, Column[Invoice]] = {
        "OrderID": lambda i: guids[i.number // EVERY],
        "OrderNumber": lambda i: FIRST_ORDER + i.number // EVERY,
        "OrderDate": lambda i: midnight(i.day - timedelta(7)),
        "DeliveryDate": lambda i: midnight(i.day),
        "Description": lambda i: i.description,
        "YourRef": lambda i: i.reference,
        "AmountDC": lambda i: euro(i.template.total),
        "AmountFC": lambda i: euro(i.template.total),
        "AmountFCExclVat": lambda i: euro(i.template.net),
        "AmountDiscount": lambda _: 0,
        "AmountDiscountExclVat": lambda _: 0,
        "Discount": lambda _: 0,
        "Currency": lambda _: "EUR",
        "PaymentCondition": lambda i: i.condition.code,
        "PaymentConditionDescription": lambda i: i.condition.name,
        "Status": lambda i: 21 if i.is_booked else 12,
        "StatusDescription": lambda i: "Volledig" if i.is_booked else "Open",
        "DeliveryStatus": lambda i: 21 if i.is_booked else 12,
        "DeliveryStatusDescription": lambda i: "Volledig" if i.is_booked else "Open",
        "InvoiceStatus": lambda i: 21 if i.is_booked else 12,
        "InvoiceStatusDescription": lambda i: "Volledig" if i.is_booked else "Open",
        "ApprovalStatus": lambda _: 1,
        **office.stamps(lambda i: i.day - timedelta(7), lambda i: i.number),
    }
    for role in ("OrderedBy", "InvoiceTo", "DeliverTo"):
        columns[role] = lambda i: parties[i.party.number]
        columns[f"{role}Name"] = lambda i: i.party.name
        columns[f"{role}ContactPerson"] = lambda i: contacts[i.party.number]
        columns[f"{role}ContactPersonFullName"] = lambda i: i.party.contact.full_name
    indexes = {"OrderID": by_guid(guids, count), "OrderNumber": by_number(FIRST_ORDER, count)}
    return generated(count, lambda number: trade.invoice(number * EVERY), columns, indexes)


def sales_order_lines(office: Office) -> Source:
    trade, running = office.books.sales, _lines(office.books.sales)
    guids, orders = office.books.guids("order_line"), office.books.guids("order")
    items, count = office.books.guids("item"), _count(trade)

    def subject(number: int) -> InvoiceLine:
        order, place = running.locate(number)
        return InvoiceLine(trade.invoice(order * EVERY), place, number)

    def of_order(number: int) -> range:
        return range(running.upto(number), running.upto(number + 1))

    columns: dict[str, Column[InvoiceLine]] = {
        "ID": lambda x: guids[x.number],
        "OrderID": lambda x: orders[x.invoice.number // EVERY],
        "OrderNumber": lambda x: FIRST_ORDER + x.invoice.number // EVERY,
        "LineNumber": lambda x: x.place + 1,
        "Item": lambda x: items[x.line.article],
        "ItemCode": lambda x: office.books.articles[x.line.article].code,
        "ItemDescription": lambda x: x.line.name,
        "Description": lambda x: x.line.name,
        "Quantity": lambda x: euro(x.line.quantity),
        "QuantityDelivered": lambda x: euro(x.line.quantity) if x.invoice.is_booked else 0,
        "QuantityInvoiced": lambda x: euro(x.line.quantity) if x.invoice.is_booked else 0,
        "UnitCode": lambda x: office.books.articles[x.line.article].unit,
        "UnitPrice": lambda x: euro(x.line.cents),
        "NetPrice": lambda x: euro(x.line.cents),
        "CostPriceFC": lambda x: euro(office.books.articles[x.line.article].cost_cents),
        "AmountDC": lambda x: euro(x.line.net),
        "AmountFC": lambda x: euro(x.line.net),
        "VATAmount": lambda x: euro(x.line.vat),
        "VATCode": lambda x: x.line.vat_code,
        "VATCodeDescription": lambda x: VAT[x.line.vat_code].name,
        "VATPercentage": lambda x: euro(VAT[x.line.vat_code].rate),
        "DeliveryDate": lambda x: midnight(x.invoice.day),
        "DeliveryStatus": lambda x: 21 if x.invoice.is_booked else 12,
        "InvoiceStatus": lambda x: 21 if x.invoice.is_booked else 12,
        "OrderStatus": lambda x: 21 if x.invoice.is_booked else 12,
        "Discount": lambda _: 0,
        **office.stamps(lambda x: x.invoice.day - timedelta(7), lambda x: x.number),
    }
    size = running.upto(count)
    return generated(
        size, subject, columns, {"ID": by_guid(guids, size), "OrderID": by_guid(orders, count, of=of_order)}
    )


def purchase_orders(office: Office) -> Source:
    trade = office.books.purchases
    guids, parties = office.books.guids("purchase_order"), office.books.guids("party")
    count = _count(trade)
    columns: dict[str, Column[Invoice]] = {
        "PurchaseOrderID": lambda i: guids[i.number // EVERY],
        "OrderNumber": lambda i: FIRST_PURCHASE_ORDER + i.number // EVERY,
        "OrderDate": lambda i: midnight(i.day - timedelta(10)),
        "ReceiptDate": lambda i: midnight(i.day),
        "Supplier": lambda i: parties[i.party.number],
        "SupplierCode": lambda i: str(i.party.code),
        "SupplierName": lambda i: i.party.name,
        "Description": lambda i: i.description,
        "YourRef": lambda i: i.reference,
        "AmountDC": lambda i: euro(i.template.total),
        "AmountFC": lambda i: euro(i.template.total),
        "AmountFCExclVat": lambda i: euro(i.template.net),
        "VATAmount": lambda i: euro(i.template.vat),
        "Currency": lambda _: "EUR",
        "ExchangeRate": lambda _: 1,
        "Discount": lambda _: 0,
        "DropShipment": lambda _: False,
        "OrderStatus": lambda i: COMPLETE if i.is_booked else OPEN,
        "ReceiptStatus": lambda i: COMPLETE if i.is_booked else OPEN,
        "InvoiceStatus": lambda i: COMPLETE if i.is_booked else OPEN,
        "ApprovalStatus": lambda _: 1,
        "Source": lambda _: 1,
        "PurchaseOrderLineCount": lambda i: len(i.lines),
        "PaymentCondition": lambda i: i.condition.code,
        "PaymentConditionDescription": lambda i: i.condition.name,
        **office.stamps(lambda i: i.day - timedelta(10), lambda i: i.number),
    }
    indexes = {"PurchaseOrderID": by_guid(guids, count), "OrderNumber": by_number(FIRST_PURCHASE_ORDER, count)}
    return generated(count, lambda number: trade.invoice(number * EVERY), columns, indexes)


def purchase_order_lines(office: Office) -> Source:
    """Lines without an item: what is bought here is booked as costs."""
    trade, running = office.books.purchases, _lines(office.books.purchases)
    guids, orders, count = (
        office.books.guids("purchase_order_line"),
        office.books.guids("purchase_order"),
        _count(trade),
    )

    def subject(number: int) -> InvoiceLine:
        order, place = running.locate(number)
        return InvoiceLine(trade.invoice(order * EVERY), place, number)

    def of_order(number: int) -> range:
        return range(running.upto(number), running.upto(number + 1))

    columns: dict[str, Column[InvoiceLine]] = {
        "ID": lambda x: guids[x.number],
        "PurchaseOrderID": lambda x: orders[x.invoice.number // EVERY],
        "LineNumber": lambda x: x.place + 1,
        "Description": lambda x: x.line.name,
        "ItemDescription": lambda x: x.line.name,
        "Quantity": lambda x: euro(x.line.quantity),
        "QuantityInPurchaseUnits": lambda x: euro(x.line.quantity),
        "ReceivedQuantity": lambda x: euro(x.line.quantity) if x.invoice.is_booked else 0,
        "InvoicedQuantity": lambda x: euro(x.line.quantity) if x.invoice.is_booked else 0,
        "UnitPrice": lambda x: euro(x.line.cents),
        "NetPrice": lambda x: euro(x.line.cents),
        "AmountDC": lambda x: euro(x.line.net),
        "AmountFC": lambda x: euro(x.line.net),
        "VATAmount": lambda x: euro(x.line.vat),
        "VATCode": lambda x: x.line.vat_code,
        "VATDescription": lambda x: VAT[x.line.vat_code].name,
        "VATPercentage": lambda x: euro(VAT[x.line.vat_code].rate),
        "ReceiptDate": lambda x: midnight(x.invoice.day),
        "Discount": lambda _: 0,
        "Rebill": lambda _: False,
        **office.stamps(lambda x: x.invoice.day - timedelta(10), lambda x: x.number),
    }
    size = running.upto(count)
    indexes = {"ID": by_guid(guids, size), "PurchaseOrderID": by_guid(orders, count, of=of_order)}
    return generated(size, subject, columns, indexes)
