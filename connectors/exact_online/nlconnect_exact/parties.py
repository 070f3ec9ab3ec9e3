"""Whose Exact's documents are, and where the e-mail addresses of those accounts stand."""

from __future__ import annotations

from nlconnect.connector.parties import Parties, Registered

ACCOUNTS = (
    Registered("crm.Accounts", "id", ("email",), also="accountant"),
    Registered("crm.Contacts", "account", ("email", "business_email")),
)
PARTIES = (
    Parties(
        "salesinvoice.SalesInvoices",
        {"ordered_by": "ordered it", "invoice_to": "is invoiced", "deliver_to": "gets the goods"},
        ACCOUNTS,
    ),
    Parties(
        "salesorder.SalesOrders",
        {"ordered_by": "ordered it", "invoice_to": "is invoiced", "deliver_to": "gets the goods"},
        ACCOUNTS,
    ),
    Parties(
        "crm.Quotations",
        {"order_account": "asked for it", "invoice_account": "is invoiced", "delivery_account": "gets the goods"},
        ACCOUNTS,
    ),
    Parties("salesentry.SalesEntries", {"customer": "is invoiced"}, ACCOUNTS),
    Parties("cashflow.Receivables", {"account": "owes it"}, ACCOUNTS),
    Parties("purchaseentry.PurchaseEntries", {"supplier": "sent it"}, ACCOUNTS),
)
