"""What a UBL 2.1 invoice says. Pure reading: nothing in it is followed, expanded or carried out."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

LARGEST = 10_000_000
DEEPEST = 40
MOST_TEXT = 200
CENT = Decimal("0.01")
LARGEST_AMOUNT = Decimal(100_000_000)
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
INVOICE = f"{{{UBL}Invoice-2}}Invoice"
NAMES = {"cac": f"{UBL}CommonAggregateComponents-2", "cbc": f"{UBL}CommonBasicComponents-2"}
KVK, PLAIN_INVOICE = "0106", "380"


class Doubtful(Exception):
    """This is for a person to look at: nothing is booked."""


@dataclass(frozen=True)
class Tax:
    """What falls under one rate."""

    category: str
    rate: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Invoice:
    """One invoice, whose sums were checked. Text in it is the supplier's: show it, do not act on it."""

    number: str
    issued: date
    due: date | None
    currency: str
    supplier: str
    vat_number: str
    kvk_number: str
    customer_vat_number: str
    ibans: tuple[str, ...]
    taxes: tuple[Tax, ...]
    total: Decimal
    pdf: bytes | None = field(default=None, repr=False)


def read(path: Path) -> Invoice:
    """Raises Doubtful for what is no invoice, is too large, or does not add up."""
    if path.stat().st_size > LARGEST:
        raise Doubtful(f"the file is larger than {LARGEST:,} bytes")
    root = tree(path.read_bytes())
    if root.tag != INVOICE:
        raise Doubtful("this is no UBL 2.1 invoice; a credit note is booked by hand")
    if text(root, "cbc:InvoiceTypeCode") != PLAIN_INVOICE:
        raise Doubtful("this is not a plain invoice (380)")
    currency = text(root, "cbc:DocumentCurrencyCode")
    supplier, customer = (party(root, f"cac:Accounting{role}Party/cac:Party") for role in ("Supplier", "Customer"))
    ids = root.findall("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", NAMES)
    invoice = Invoice(
        number=text(root, "cbc:ID"),
        issued=day(text(root, "cbc:IssueDate")),
        due=day(text(root, "cbc:DueDate")) if root.find("cbc:DueDate", NAMES) is not None else None,
        currency=currency,
        supplier=text(supplier, "cac:PartyLegalEntity/cbc:RegistrationName"),
        vat_number=compact(text(supplier, "cac:PartyTaxScheme/cbc:CompanyID", needed=False)),
        kvk_number=kvk_of(supplier),
        customer_vat_number=compact(text(customer, "cac:PartyTaxScheme/cbc:CompanyID", needed=False)),
        ibans=tuple(compact(found.text or "") for found in ids),
        taxes=tuple(tax_of(found, currency) for found in root.findall("cac:TaxTotal/cac:TaxSubtotal", NAMES)),
        total=amount(root, "cac:LegalMonetaryTotal/cbc:PayableAmount", currency),
        pdf=pdf_of(root),
    )
    check(root, invoice)
    return invoice


def tree(content: bytes) -> Element:
    """Without a document type there are no entities to expand, and without those nothing outside is read."""
    builder, parser, depth = TreeBuilder(), expat.ParserCreate(namespace_separator="}"), 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Doubtful("the file is nested too deeply")
        builder.start(qualified(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(qualified(name))

    def refuse(*_: object) -> None:
        raise Doubtful("the file has a document type, which an invoice has not")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.data, refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  # expat takes no names
        return builder.close()
    except (expat.ExpatError, UnicodeError, ValueError, LookupError, AssertionError):
        raise Doubtful("the file is no XML") from None


def qualified(name: str) -> str:
    """As ElementTree writes names with a namespace."""
    return f"{{{name}" if "}" in name else name


def check(root: Element, invoice: Invoice) -> None:
    """The sums are right, to the cent; VAT may be rounded by line."""
    currency = invoice.currency
    totals, lines = "cac:LegalMonetaryTotal/", root.findall("cac:InvoiceLine", NAMES)
    net = sum((tax.net for tax in invoice.taxes), Decimal(0))
    vat = sum((tax.vat for tax in invoice.taxes), Decimal(0))
    of_lines = sum((amount(line, "cbc:LineExtensionAmount", currency) for line in lines), Decimal(0))
    for what in ("AllowanceTotalAmount", "ChargeTotalAmount", "PrepaidAmount", "PayableRoundingAmount"):
        if root.find(f"{totals}cbc:{what}", NAMES) is not None and amount(root, f"{totals}cbc:{what}", currency):
            raise Doubtful(f"the invoice has a {what}, which is booked by hand")
    if not lines or not invoice.taxes or not invoice.total > 0:
        raise Doubtful("the invoice has no lines, no VAT total or nothing to pay")
    if not of_lines == net == amount(root, f"{totals}cbc:TaxExclusiveAmount", currency):
        raise Doubtful("the lines do not make the total without VAT")
    if vat != amount(root, "cac:TaxTotal/cbc:TaxAmount", currency) or net + vat != invoice.total:
        raise Doubtful("the VAT and the total to pay do not add up")
    for tax in invoice.taxes:
        if abs(tax.net * tax.rate / 100 - tax.vat) > CENT * len(lines):
            raise Doubtful(f"the VAT is not {tax.rate} percent of what it is reckoned over")


def tax_of(found: Element, currency: str) -> Tax:
    category = "cac:TaxCategory/cbc:"
    return Tax(
        category=text(found, f"{category}ID"),
        rate=number(text(found, f"{category}Percent")),
        net=amount(found, "cbc:TaxableAmount", currency),
        vat=amount(found, "cbc:TaxAmount", currency),
    )


def party(root: Element, path: str) -> Element:
    found = root.findall(path, NAMES)
    if len(found) != 1:
        raise Doubtful("the invoice does not have one supplier and one customer")
    return found[0]


def kvk_of(supplier: Element) -> str:
    found = supplier.find("cac:PartyLegalEntity/cbc:CompanyID", NAMES)
    return compact(found.text or "") if found is not None and found.get("schemeID") in (None, KVK) else ""


def pdf_of(root: Element) -> bytes | None:
    """The invoice for people, where the supplier put it in."""
    path = "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject"
    found = [part for part in root.findall(path, NAMES) if part.get("mimeCode") == "application/pdf"]
    if not found:
        return None
    try:
        content = base64.b64decode("".join((found[0].text or "").split()), validate=True)
    except binascii.Error:
        raise Doubtful("the PDF in the invoice is damaged") from None
    if not content.startswith(b"%PDF-"):
        raise Doubtful("what the invoice calls a PDF is none")
    return content


def amount(root: Element, path: str, currency: str) -> Decimal:
    """An amount in the currency of the invoice, of whole cents."""
    found = root.findall(path, NAMES)
    if len(found) != 1 or found[0].get("currencyID") != currency:
        raise Doubtful(f"{path.rpartition(':')[2]} is missing, there twice, or in another currency")
    value = number((found[0].text or "").strip())
    if value != value.quantize(CENT) or abs(value) > LARGEST_AMOUNT:
        raise Doubtful(f"{path.rpartition(':')[2]} is no amount in cents")
    return value


def number(said: str) -> Decimal:
    try:
        value = Decimal(said) if len(said) < 20 else None
    except InvalidOperation:
        value = None
    if value is None or not value.is_finite() or abs(value.adjusted()) > 12:
        raise Doubtful("a number is none")
    return value


def day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Doubtful("a date is none") from None


def text(root: Element, path: str, *, needed: bool = True) -> str:
    found = root.findall(path, NAMES)
    said = (found[0].text or "").strip() if found else ""
    if (needed and not said) or len(found) > 1 or len(said) > MOST_TEXT or not said.isprintable():
        raise Doubtful(f"{path.rpartition(':')[2]} is missing, there twice, or too long")
    return said


def compact(said: str) -> str:
    """Numbers as they are compared: without blanks and dots."""
    return "".join(said.split()).replace(".", "").upper()
