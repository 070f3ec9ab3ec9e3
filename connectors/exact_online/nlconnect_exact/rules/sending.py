"""Actions that send something to people by themselves: the plan says so, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nlconnect.connector import Query, Record
from nlconnect.connector.rules import Answers, Finding
from nlconnect.connector.writer import Draft
from nlconnect_exact.rules.entries import given
from nlconnect_exact.rules.looking import one_of

WAYS = {
    "send_email_to_customer": "by e-mail",
    "send_invoice_to_customer_postbox": "to the postbox of the customer",
    "send_invoice_via_peppol": "through Peppol",
    "send_output_based_on_account": "in the way that is set for the account",
}
DOCUMENTS = {
    "salesinvoice.PrintedSalesInvoices": ("invoice_id", "salesinvoice.SalesInvoices", "invoice_id", "invoice_to_name"),
    "salesorder.PrintedSalesOrders": ("order_id", "salesorder.SalesOrders", "order_id", "ordered_by_name"),
    "crm.PrintQuotation": ("quotation_id", "crm.Quotations", "quotation_id", "order_account_name"),
}
"""By the action: the field that names the document, the document, its key, and the name of who gets it.

That orders and quotations go to who ordered is a guess; of invoices the reference says the invoice customer.
"""


class Sending:
    """Exact: these send by themselves, and report success also for an address that does not exist."""

    name = "recipient"

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        field, document, key, title = DOCUMENTS.get(draft.entity.qualified_name, ("", "", "", ""))
        wanted = given(draft, field)
        if wanted is None or not _ways(draft):
            return {}
        return {"document": one_of(draft, document, key, [wanted]).select(title)}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        ways = _ways(draft)
        if not ways:
            return
        title = DOCUMENTS.get(draft.entity.qualified_name, ("", "", "", ""))[3]
        name = next((getattr(row, title, None) for row in answers.get("document", ())), None)
        is_known = isinstance(name, str) and bool(name.strip())
        whom = initial(str(name)) if is_known else "somebody who could not be looked up"
        text = f"applying this sends it to {whom}, {' and '.join(ways)}"
        yield Finding(self.name, text, "mind", "See who that is and which address is set: it cannot be taken back.")


def _ways(draft: Draft) -> list[str]:
    if draft.verb not in ("create", "call"):
        return []
    return [said for field, said in WAYS.items() if given(draft, field) is True]


def initial(name: str) -> str:
    """No more of a name than lets one recognise it."""
    return f"{name.strip()[0]}•••"
