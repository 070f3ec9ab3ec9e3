"""The seeded books as rows of Exact: one function for each entity that has rows. All others answer with none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlconnect.mock.tables import Source
from nlconnect_exact.mock.rows import cashflow, ledger, orders, relations, setup, trade, work
from nlconnect_exact.mock.rows.office import Office

ROWS: Mapping[str, Callable[[Office], Source]] = {
    "cashflow.Banks": setup.banks,
    "cashflow.PaymentConditions": setup.payment_conditions,
    "cashflow.Payments": lambda o: cashflow.items(o, o.books.purchases),
    "cashflow.Receivables": lambda o: cashflow.items(o, o.books.sales),
    "crm.Accounts": relations.accounts,
    "crm.Addresses": relations.addresses,
    "crm.BankAccounts": relations.bank_accounts,
    "crm.Contacts": relations.contacts,
    "documents.DocumentAttachments": work.attachments,
    "documents.DocumentTypes": work.document_types,
    "documents.Documents": work.documents,
    "financial.FinancialPeriods": setup.periods,
    "financial.GLAccounts": setup.ledger_accounts,
    "financial.Journals": setup.journals,
    "financial.ReportingBalance": ledger.reporting_balance,
    "financialtransaction.BankEntries": ledger.bank_entries,
    "financialtransaction.BankEntryLines": ledger.bank_entry_lines,
    "financialtransaction.TransactionLines": ledger.transaction_lines,
    "financialtransaction.Transactions": ledger.transactions,
    "general.Currencies": setup.currencies,
    "generaljournalentry.GeneralJournalEntries": ledger.general_journal_entries,
    "generaljournalentry.GeneralJournalEntryLines": ledger.general_journal_entry_lines,
    "hrm.Costcenters": lambda o: work.coded(o, "costcenter"),
    "hrm.Costunits": lambda o: work.coded(o, "costunit"),
    "hrm.Departments": lambda o: work.coded(o, "department"),
    "logistics.ItemGroups": work.item_groups,
    "logistics.Items": work.items,
    "logistics.SalesItemPrices": work.sales_prices,
    "logistics.Units": work.units,
    "payroll.Employees": work.employees,
    "payroll.Employments": work.employments,
    "project.Projects": work.projects,
    "project.TimeTransactions": work.time_transactions,
    "purchase.PurchaseInvoiceLines": trade.purchase_invoice_lines,
    "purchase.PurchaseInvoices": trade.purchase_invoices,
    "purchaseentry.PurchaseEntries": lambda o: trade.entries(o, o.books.purchases),
    "purchaseentry.PurchaseEntryLines": lambda o: trade.entry_lines(o, o.books.purchases),
    "read_financial.AgingOverview": cashflow.aging_overview,
    "read_financial.AgingPayablesList": lambda o: cashflow.aging_list(o, o.books.purchases),
    "read_financial.AgingReceivablesList": lambda o: cashflow.aging_list(o, o.books.sales),
    "read_financial.OutstandingInvoicesOverview": cashflow.outstanding_overview,
    "read_financial.PayablesList": lambda o: cashflow.open_list(o, o.books.purchases),
    "read_financial.ReceivablesList": lambda o: cashflow.open_list(o, o.books.sales),
    "salesentry.SalesEntries": lambda o: trade.entries(o, o.books.sales),
    "salesentry.SalesEntryLines": lambda o: trade.entry_lines(o, o.books.sales),
    "salesinvoice.SalesInvoiceLines": trade.sales_invoice_lines,
    "salesinvoice.SalesInvoices": trade.sales_invoices,
    "salesorder.SalesOrderLines": orders.sales_order_lines,
    "salesorder.SalesOrders": orders.sales_orders,
    "vat.VATCodes": setup.vat_codes,
    "vat.VatPercentages": setup.vat_percentages,
}
