"""What Exact fills in when a row is created: names, prices, VAT and totals. Enough to read back, not a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from nlconnect.mock.tables import PlainRow, Row

CENT = Decimal("0.01")
KINDS = frozenset({10, 20, 55})
"""Kinds of documents that every company has."""
Found = Callable[[str, str, object], Row | None]
"""A row by entity, field and value."""


class Refusal(Exception):
    """A business rule says no; `field` is what it blames, in words of the user's language."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Booking:
    """A new header with its lines, and how other rows are found."""

    header: PlainRow
    lines: list[PlainRow]
    found: Found
    today: datetime


def complete(entity: str, booking: Booking) -> None:
    """Fill in what the caller left out. Raises Refusal."""
    rule = _RULES.get(entity)
    if rule is not None:
        rule(booking)


def _sales_invoice(booking: Booking) -> None:
    header = booking.header
    account = _party(booking, "OrderedBy", role="IsSales", blamed="Relatie (Type)")
    header["InvoiceTo"] = header["InvoiceTo"] or header["OrderedBy"]
    header["DeliverTo"] = header["DeliverTo"] or header["OrderedBy"]
    for role in ("OrderedBy", "InvoiceTo", "DeliverTo"):
        header[f"{role}Name"] = account["Name"] if header[role] == header["OrderedBy"] else None
    # A guess: the reference says new invoices are open, another source says draft.
    _defaults(header, Type=8020, Status=20, StatusDescription="Open", InvoiceDate=booking.today, Currency="EUR")
    _terms(booking, account, start="InvoiceDate")
    _with_document(booking)
    for number, line in enumerate(booking.lines, 1):
        _sold(booking, line, number)
    _totals(header, booking.lines)
    header["AmountFCExclVat"] = _sum(booking.lines, "AmountFC")


def _sold(booking: Booking, line: PlainRow, number: int) -> None:
    item = booking.found("logistics.Items", "ID", line["Item"])
    if line["Item"] is not None and item is None:
        raise Refusal("Artikel")
    if item is not None:
        _defaults(line, ItemCode=item["Code"], ItemDescription=item["Description"], Description=item["Description"])
        _defaults(line, UnitCode=item["Unit"], UnitPrice=item["StandardSalesPrice"], VATCode=item["SalesVatCode"])
        _defaults(line, GLAccount=item["GLRevenue"], GLAccountDescription=item["GLRevenueDescription"])
    _defaults(line, Quantity=Decimal(1), LineNumber=number, UnitPrice=Decimal(0))
    _defaults(line, NetPrice=line["UnitPrice"])
    _defaults(line, AmountFC=_cents(_number(line["Quantity"]) * _number(line["NetPrice"])))
    _taxed(booking, line)


def _entry(booking: Booking, *, party: str, role: str, blamed: str, kind: int) -> None:
    header = booking.header
    account = _party(booking, party, role=role, blamed=blamed)
    _defaults(header, **{f"{party}Name": account["Name"]})
    _defaults(
        header, EntryDate=booking.today, Currency="EUR", Type=kind, Status=20, StatusDescription="Open", Rate=Decimal(1)
    )
    start = header["EntryDate"]
    assert isinstance(start, datetime)
    _defaults(header, ReportingPeriod=start.month, ReportingYear=start.year)
    _terms(booking, account, start="EntryDate")
    _with_document(booking)
    for number, line in enumerate(booking.lines, 1):
        ledger = booking.found("financial.GLAccounts", "ID", line["GLAccount"])
        if ledger is None:
            raise Refusal("Grootboekrekening")
        _defaults(line, GLAccountCode=ledger["Code"], GLAccountDescription=ledger["Description"], LineNumber=number)
        _defaults(line, Type=kind)
        _taxed(booking, line)
    _totals(header, booking.lines)


def _sales_entry(booking: Booking) -> None:
    _entry(booking, party="Customer", role="IsSales", blamed="Debiteur (Type)", kind=20)


def _purchase_entry(booking: Booking) -> None:
    _entry(booking, party="Supplier", role="IsSupplier", blamed="Leverancier (Type)", kind=30)


def _attachment(booking: Booking) -> None:
    if booking.found("documents.Documents", "ID", booking.header["Document"]) is None:
        raise Refusal("Document")


def _document(booking: Booking) -> None:
    """Exact: the number of a document is its own, and its kind one that there is."""
    header = booking.header
    if booking.found("documents.DocumentTypes", "ID", header["Type"]) is None and header["Type"] not in KINDS:
        raise Refusal("Soort document")
    _defaults(header, DocumentDate=booking.today, Language="NL", HasEmptyBody=not header["Body"])
    account = booking.found("crm.Accounts", "ID", header["Account"])
    if header["Account"] is not None and account is None:
        raise Refusal("Relatie")
    if account is not None:
        _defaults(header, AccountName=account["Name"], AccountCode=account["Code"])


def _with_document(booking: Booking) -> None:
    """The document that an entry names, which shows there by its number."""
    header = booking.header
    if header["Document"] is None:
        return
    found = booking.found("documents.Documents", "ID", header["Document"])
    if found is None:
        raise Refusal("Document")
    _defaults(header, DocumentNumber=found["HID"], DocumentSubject=found["Subject"])


def _account(booking: Booking) -> None:
    header = booking.header
    _defaults(header, Status="A", Type="A", Country="NL ", Blocked=False, IsSales=header["Status"] == "C")
    _defaults(header, IsSupplier=False, StartDate=booking.today, IsAnonymised=0)


def _party(booking: Booking, field: str, *, role: str, blamed: str) -> Row:
    account = booking.found("crm.Accounts", "ID", booking.header[field])
    if account is None or not account[role]:
        raise Refusal(blamed)
    return account


def _terms(booking: Booking, account: Row, *, start: str) -> None:
    header = booking.header
    _defaults(header, PaymentCondition=account["PaymentConditionSales"])
    condition = booking.found("cashflow.PaymentConditions", "Code", header["PaymentCondition"])
    days = condition["PaymentDays"] if condition is not None else 30
    begins = header[start]
    if isinstance(begins, datetime) and isinstance(days, int):
        _defaults(header, DueDate=begins + timedelta(days))
    if condition is not None:
        _defaults(header, PaymentConditionDescription=condition["Description"])


def _taxed(booking: Booking, line: PlainRow) -> None:
    code = booking.found("vat.VATCodes", "Code", line["VATCode"])
    if line["VATCode"] is not None and code is None:
        raise Refusal("Btw-code")
    rate = _number(code["Percentage"]) if code is not None else Decimal(0)
    amount = _number(line["AmountFC"])
    _defaults(line, VATPercentage=rate, VATAmountFC=_cents(amount * rate))
    line["VATAmountDC"], line["AmountDC"] = line["VATAmountFC"], line["AmountFC"]
    if code is not None:
        _defaults(line, VATCodeDescription=code["Description"])


def _totals(header: PlainRow, lines: Iterable[Row]) -> None:
    rows = list(lines)
    vat = _sum(rows, "VATAmountFC")
    total = _sum(rows, "AmountFC") + vat
    header.update(AmountFC=total, AmountDC=total, VATAmountFC=vat, VATAmountDC=vat)


def _defaults(row: PlainRow, **values: object) -> None:
    for name, value in values.items():
        if row[name] is None:
            row[name] = value


def _sum(rows: Iterable[Row], field: str) -> Decimal:
    return sum((_number(row[field]) for row in rows), Decimal(0))


def _number(value: object) -> Decimal:
    return Decimal(str(value)) if value is not None else Decimal(0)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


_RULES: Mapping[str, Callable[[Booking], None]] = {
    "crm.Accounts": _account,
    "documents.DocumentAttachments": _attachment,
    "documents.Documents": _document,
    "purchaseentry.PurchaseEntries": _purchase_entry,
    "salesentry.SalesEntries": _sales_entry,
    "salesinvoice.SalesInvoices": _sales_invoice,
}
