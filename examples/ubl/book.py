"""Book a purchase invoice from UBL, unless something about it is doubtful."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

from ubl import Doubtful, Invoice, Tax, compact, read

from nlconnect import Connection, Create, Plan, attach, connect, ref
from nlconnect.errors import QueryError
from nlconnect.model.change import Change
from nlconnect_exact.crm import Account, Accounts, BankAccounts
from nlconnect_exact.documents import DocumentAttachments, Documents
from nlconnect_exact.purchaseentry import PurchaseEntries
from nlconnect_exact.vat import VATCodes

JOURNAL = "60"
LEDGER = "4200"
OWN_VAT_NUMBER = "NL001234567B01"
INCLUDING = "I"
VAT_CODES: dict[tuple[str, Decimal | int], str] = {("S", 21): "IH", ("S", 9): "IL", ("Z", 0): "IN", ("E", 0): "IN"}
"""What falls under which VAT code. What is not here, such as VAT that was shifted, is for a person."""


def supplier_of(invoice: Invoice, exact: Connection) -> Account:
    """The one account that has the VAT or KvK number of the invoice, and neither of them otherwise."""
    by = {"vat_number": invoice.vat_number, "chamber_of_commerce": invoice.kvk_number}
    shown = Accounts.select("id", "name", "is_supplier", *by)
    found: dict[str, Account] = {}
    for name, number in by.items():
        if number:
            found |= {account.id: account for account in exact.read(shown.where(getattr(Accounts, name) == number))}
    if len(found) != 1:
        raise Doubtful(f"{len(found)} accounts have the VAT or KvK number of this invoice")
    (account,) = found.values()
    for name, number in by.items():
        known = compact(getattr(account, name) or "")
        if number and known and known != number:
            raise Doubtful(f"the {name} of the account is another than that of the invoice")
    if not account.is_supplier:
        raise Doubtful("the account is no supplier")
    return account


def refuse_other_bank(invoice: Invoice, account: Account, exact: Connection) -> None:
    """An invoice with a bank account that the supplier never had is how money gets stolen."""
    rows = exact.read(BankAccounts.where(BankAccounts.account == account.id).select("bank_account"))
    known = {compact(row.bank_account or "") for row in rows}
    if not invoice.ibans or not known.issuperset(invoice.ibans):
        raise Doubtful("the invoice is to be paid to an account that is not known of this supplier: call them")


def vat_code_of(tax: Tax, exact: Connection) -> str:
    """The code for this category and rate, if it is in the company what it is called here."""
    code = VAT_CODES.get((tax.category, tax.rate))
    if code is None:
        raise Doubtful(f"there is no VAT code for category {tax.category} at {tax.rate} percent")
    (known,) = exact.read(VATCodes.where(VATCodes.code == code).select("percentage", "type"))
    if (known.percentage or 0) * 100 != tax.rate or known.type == INCLUDING:
        raise Doubtful(f"the VAT code {code} of the company is not {tax.rate} percent on top of the amount")
    return code


def entry(invoice: Invoice, account: Account, exact: Connection, document: str | None = None) -> Change:
    """A line for each rate, with the VAT of the invoice itself, so that no cent gets lost."""
    lines = [
        {
            "gl_account": ref(code=LEDGER),
            "vat_code": vat_code_of(tax, exact),
            "amount_fc": tax.net,
            "vat_amount_fc": tax.vat,
        }
        for tax in invoice.taxes
    ]
    values = {
        "journal": JOURNAL,
        "supplier": account.id,
        "entry_date": invoice.issued,
        "currency": invoice.currency,
        "your_ref": invoice.number,
        "description": f"Factuur {invoice.number}",
        "purchase_entry_lines": lines,
        **({"due_date": invoice.due} if invoice.due else {}),
        **({"document": document} if document else {}),
    }
    return Create(PurchaseEntries, **values)


def looked_at(change: Change, exact: Connection) -> Plan:
    """The plan, where the books raise no doubt: no such invoice yet, period and VAT fit."""
    try:
        plan = exact.plan(change)
    except QueryError as refused:
        raise Doubtful(str(refused)) from refused
    if plan.twins:
        raise Doubtful("there is an entry of this supplier with this number already")
    return plan


def written(plan: Plan, exact: Connection) -> str:
    """The key; of what an earlier try left, where it left something."""
    key = plan.twins[0] if plan.twins else exact.apply(plan).unwrap().key
    if key is None:
        raise Doubtful("Exact did not tell the key of what was written: look there")
    return str(key[0])


def book(path: Path) -> str:
    """The key of the entry. Raises Doubtful, and has written nothing then."""
    invoice = read(path)
    with connect("acme-exact", allow_writes=[Documents, DocumentAttachments, PurchaseEntries]) as exact:
        if invoice.customer_vat_number != OWN_VAT_NUMBER:
            raise Doubtful("the invoice is addressed to another company")
        account = supplier_of(invoice, exact)
        refuse_other_bank(invoice, account, exact)
        looked_at(entry(invoice, account, exact), exact)

        subject = f"Factuur {invoice.number} van {account.name}"
        paper = Create(Documents, subject=subject, type="purchase_entry", account=account.id)
        document = written(exact.plan(paper), exact)
        files = [attach(path)]
        if invoice.pdf is not None:
            path.with_suffix(".pdf").write_bytes(invoice.pdf)
            files.append(attach(path.with_suffix(".pdf")))
        for file in files:
            written(exact.plan(Create(DocumentAttachments, document=document, attachment=file)), exact)
        return written(looked_at(entry(invoice, account, exact, document), exact), exact)


if __name__ == "__main__":
    try:
        print("booked:", book(Path(sys.argv[1])))
    except Doubtful as doubt:
        sys.exit(f"not booked: {doubt}")
