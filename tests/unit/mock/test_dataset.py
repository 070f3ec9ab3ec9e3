"""The seeded books hang together: entries balance, totals add up, references lead somewhere, and nobody is in them."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect.mock.dataset.calendar import TODAY
from nlconnect.mock.dataset.chart import LEDGER, VAT
from nlconnect.mock.dataset.identity import Guids, has_valid_iban_check, passes_eleven_test
from nlconnect.mock.tables import Row
from nlconnect_exact.mock import MOCK
from nlconnect_exact.mock.rows import ROWS
from nlconnect_exact.mock.rows.office import Office

CASES = [(COMPANIES[0], size) for size in (50, None, 1_000)] + [(company, None) for company in COMPANIES[1:]]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0].kind}-{case[1]}")
def books(request: pytest.FixtureRequest) -> Books:
    company, size = request.param
    return Books(company, seed=1, records=size)


@pytest.fixture(scope="module")
def office(books: Books) -> Office:
    return Office(books, users=Guids(1, "user"))


def every(office: Office, entity: str) -> list[Row]:
    source = ROWS[entity](office)
    return [source.row(number) for number in range(len(source))]


def number(row: Row, field: str) -> Decimal:
    return Decimal(str(row[field]))


def test_debit_equals_credit_in_every_entry(office: Office) -> None:
    totals: dict[object, Decimal] = defaultdict(Decimal)
    for row in every(office, "financialtransaction.TransactionLines"):
        totals[row["EntryID"]] += number(row, "AmountDC")
    assert set(totals.values()) == {Decimal(0)}


def test_open_receivables_equal_the_debtors_control_account(office: Office) -> None:
    open_items = sum(number(r, "AmountDC") for r in every(office, "cashflow.Receivables") if not r["IsFullyPaid"])
    ledger = sum(
        number(r, "AmountDC")
        for r in every(office, "financialtransaction.TransactionLines")
        if r["GLAccountCode"] == "1300"
    )
    balance = sum(
        number(r, "Amount") for r in every(office, "financial.ReportingBalance") if r["GLAccountCode"] == "1300"
    )
    listed = sum(number(r, "Amount") for r in every(office, "read_financial.ReceivablesList"))
    aged = sum(number(r, "TotalAmount") for r in every(office, "read_financial.AgingReceivablesList"))
    overview = number(
        every(office, "read_financial.OutstandingInvoicesOverview")[0], "OutstandingReceivableInvoiceAmount"
    )
    assert open_items == ledger == balance == listed == aged == overview


def test_open_payables_equal_the_creditors_control_account(office: Office) -> None:
    open_items = sum(number(r, "AmountDC") for r in every(office, "cashflow.Payments") if r["Status"] == 20)
    balance = sum(
        number(r, "Amount") for r in every(office, "financial.ReportingBalance") if r["GLAccountCode"] == "1600"
    )
    listed = sum(number(r, "Amount") for r in every(office, "read_financial.PayablesList"))
    assert open_items == -balance == listed


def test_balances_by_period_equal_the_ledger_lines(office: Office) -> None:
    walked: dict[object, Decimal] = defaultdict(Decimal)
    counted: dict[object, int] = defaultdict(int)
    for row in every(office, "financialtransaction.TransactionLines"):
        place = (row["GLAccountCode"], row["FinancialYear"], row["FinancialPeriod"])
        walked[place] += number(row, "AmountDC")
        counted[place] += 1
    told = every(office, "financial.ReportingBalance")
    assert {(r["GLAccountCode"], r["ReportingYear"], r["ReportingPeriod"]): number(r, "Amount") for r in told} == walked
    assert {(r["GLAccountCode"], r["ReportingYear"], r["ReportingPeriod"]): r["Count"] for r in told} == counted


def test_invoices_add_up_to_the_cent(office: Office) -> None:
    lines: dict[object, list[Row]] = defaultdict(list)
    for line in every(office, "salesinvoice.SalesInvoiceLines"):
        lines[line["InvoiceID"]].append(line)
    for invoice in every(office, "salesinvoice.SalesInvoices"):
        own = lines[invoice["InvoiceID"]]
        assert number(invoice, "AmountFCExclVat") == sum(number(line, "AmountFC") for line in own)
        assert number(invoice, "VATAmountFC") == sum(number(line, "VATAmountFC") for line in own)
        assert number(invoice, "AmountDC") == number(invoice, "AmountFCExclVat") + number(invoice, "VATAmountDC")
        for line in own:
            rate = number(line, "VATPercentage")
            assert rate == Decimal(VAT[str(line["VATCode"])].rate) / 100
            assert abs(number(line, "VATAmountFC") - number(line, "AmountFC") * rate) <= Decimal("0.005")
            assert abs(number(line, "AmountFC") - number(line, "Quantity") * number(line, "NetPrice")) <= Decimal(
                "0.005"
            )


def test_all_vat_rates_occur(office: Office) -> None:
    rates = {number(line, "VATPercentage") for line in every(office, "salesinvoice.SalesInvoiceLines")}
    assert rates == {Decimal("0.21"), Decimal("0.09"), Decimal(0)}


def test_entries_have_the_totals_of_their_invoices(office: Office) -> None:
    invoices = {
        row["InvoiceNumber"]: row for row in every(office, "salesinvoice.SalesInvoices") if row["InvoiceNumber"]
    }
    entries = every(office, "salesentry.SalesEntries")
    assert {row["InvoiceNumber"] for row in entries} == set(invoices)
    assert all(row["AmountDC"] == invoices[row["InvoiceNumber"]]["AmountDC"] for row in entries)


def test_drafts_are_in_no_ledger(office: Office) -> None:
    drafts = [row for row in every(office, "salesinvoice.SalesInvoices") if row["Status"] == 20]
    assert drafts
    assert all(row["InvoiceNumber"] is None for row in drafts)


REFERENCES = {
    "cashflow.Receivables": {
        "Account": "crm.Accounts",
        "EntryID": "salesentry.SalesEntries",
        "GLAccount": "financial.GLAccounts",
    },
    "cashflow.Payments": {"Account": "crm.Accounts", "EntryID": "purchaseentry.PurchaseEntries"},
    "crm.Accounts": {"MainContact": "crm.Contacts", "GLAR": "financial.GLAccounts"},
    "crm.BankAccounts": {"Account": "crm.Accounts", "Bank": "cashflow.Banks"},
    "documents.DocumentAttachments": {"Document": "documents.Documents"},
    "documents.Documents": {"Account": "crm.Accounts", "FinancialTransactionEntryID": "purchaseentry.PurchaseEntries"},
    "financialtransaction.BankEntryLines": {"EntryID": "financialtransaction.BankEntries", "Account": "crm.Accounts"},
    "financialtransaction.TransactionLines": {
        "EntryID": "financialtransaction.Transactions",
        "GLAccount": "financial.GLAccounts",
        "Account": "crm.Accounts",
        "Item": "logistics.Items",
        "Document": "documents.Documents",
    },
    "generaljournalentry.GeneralJournalEntryLines": {"EntryID": "generaljournalentry.GeneralJournalEntries"},
    "logistics.Items": {"ItemGroup": "logistics.ItemGroups", "GLRevenue": "financial.GLAccounts"},
    "logistics.SalesItemPrices": {"Item": "logistics.Items"},
    "project.Projects": {"Account": "crm.Accounts", "Manager": "payroll.Employees"},
    "project.TimeTransactions": {
        "Employee": "payroll.Employees",
        "Project": "project.Projects",
        "Item": "logistics.Items",
    },
    "purchase.PurchaseInvoiceLines": {"InvoiceID": "purchase.PurchaseInvoices"},
    "purchaseentry.PurchaseEntries": {"Supplier": "crm.Accounts", "Document": "documents.Documents"},
    "purchaseentry.PurchaseEntryLines": {
        "EntryID": "purchaseentry.PurchaseEntries",
        "GLAccount": "financial.GLAccounts",
    },
    "purchaseorder.PurchaseOrderLines": {"PurchaseOrderID": "purchaseorder.PurchaseOrders"},
    "purchaseorder.PurchaseOrders": {"Supplier": "crm.Accounts"},
    "salesentry.SalesEntries": {"Customer": "crm.Accounts"},
    "salesentry.SalesEntryLines": {"EntryID": "salesentry.SalesEntries"},
    "salesinvoice.SalesInvoiceLines": {"InvoiceID": "salesinvoice.SalesInvoices", "Item": "logistics.Items"},
    "salesinvoice.SalesInvoices": {"OrderedBy": "crm.Accounts", "OrderedByContactPerson": "crm.Contacts"},
    "salesorder.SalesOrderLines": {"OrderID": "salesorder.SalesOrders", "Item": "logistics.Items"},
    "vat.VatPercentages": {"VATCodeID": "vat.VATCodes"},
}
KEYS = {
    "financialtransaction.BankEntries": "EntryID",
    "financialtransaction.Transactions": "EntryID",
    "generaljournalentry.GeneralJournalEntries": "EntryID",
    "purchaseentry.PurchaseEntries": "EntryID",
    "salesentry.SalesEntries": "EntryID",
    "salesinvoice.SalesInvoices": "InvoiceID",
    "purchaseorder.PurchaseOrders": "PurchaseOrderID",
    "salesorder.SalesOrders": "OrderID",
}


@pytest.mark.parametrize("entity", REFERENCES)
def test_every_reference_leads_to_a_row(office: Office, entity: str) -> None:
    rows = every(office, entity)
    for field, target in REFERENCES[entity].items():
        known = {row[KEYS.get(target, "ID")] for row in every(office, target)}
        used = {row[field] for row in rows} - {None}
        assert used <= known, field
        assert used or not rows, field


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_an_index_finds_the_same_rows_as_a_walk(office: Office, entity: str) -> None:
    source = ROWS[entity](office)
    rows = [source.row(place) for place in range(len(source))]
    for field in ("ID", "EntryID", "InvoiceID", "OrderID", "Account", "AccountId", "OrderedBy", "Customer", "Document"):
        values = [row[field] for row in rows[:: max(1, len(rows) // 12)] if row[field] is not None]
        for value in values:
            found = source.find(field, value)
            if found is not None:
                assert list(found) == [place for place, row in enumerate(rows) if row[field] == value], (field, value)


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_keys_are_unique(office: Office, entity: str) -> None:
    key = MOCK.resources.entity(entity).key
    rows = every(office, entity)
    assert len({tuple(row[part] for part in key) for row in rows}) == len(rows)


def test_customers_buy_and_suppliers_sell(office: Office) -> None:
    accounts = {row["ID"]: row for row in every(office, "crm.Accounts")}
    assert all(accounts[row["OrderedBy"]]["IsSales"] for row in every(office, "salesinvoice.SalesInvoices"))
    assert all(accounts[row["Supplier"]]["IsSupplier"] for row in every(office, "purchaseentry.PurchaseEntries"))


def test_iban_check_digits_are_right_and_the_banks_do_not_exist(office: Office) -> None:
    ibans = [str(row["IBAN"]) for row in every(office, "crm.BankAccounts")]
    assert all(has_valid_iban_check(iban) for iban in ibans)
    assert {iban[4:8] for iban in ibans} <= {"MOCK", "NEPB", "ZZZB"}


def test_citizen_numbers_fail_the_eleven_test(office: Office) -> None:
    numbers = [str(row["BSN"]) for row in every(office, "crm.Accounts") if row["BSN"]]
    numbers += [str(row["SocialSecurityNumber"]) for row in every(office, "payroll.Employees")]
    numbers += [str(row["VATNumber"])[2:11] for row in every(office, "crm.Accounts")]
    assert all(re.fullmatch(r"\d{9}", number_) for number_ in numbers)
    assert not any(passes_eleven_test(number_) for number_ in numbers)


def test_the_eleven_test_knows_a_number_that_passes() -> None:
    assert passes_eleven_test("111222333")
    assert not passes_eleven_test("123456789")


def test_nobody_can_be_reached_at_an_address_in_the_data(office: Office) -> None:
    accounts, contacts = every(office, "crm.Accounts"), every(office, "crm.Contacts")
    for row in [*accounts, *contacts]:
        assert str(row["Email"]).endswith(".test")
        assert str(row["Phone"]).startswith("000-")
    assert {str(row["Postcode"])[-2:] for row in accounts} <= {"SA", "SD", "SS"}


def test_nothing_is_dated_after_the_end_of_the_books(office: Office) -> None:
    assert max(row["Date"] for row in every(office, "financialtransaction.TransactionLines")).date() <= TODAY  # type: ignore[attr-defined, type-var]


def test_the_same_seed_gives_the_same_rows() -> None:
    def first_rows(seed: int) -> list[Any]:
        office = Office(Books(COMPANIES[0], seed=seed, records=None), users=Guids(seed, "user"))
        return [dict(ROWS["salesinvoice.SalesInvoices"](office).row(n).whole()) for n in range(20)]  # type: ignore[attr-defined]

    assert first_rows(1) == first_rows(1)
    assert first_rows(1) != first_rows(2)


def test_companies_differ() -> None:
    names = [Books(company, seed=1, records=None).party(0).iban for company in COMPANIES]
    assert len(set(names)) == 3


def test_every_ledger_account_is_known_once() -> None:
    assert len({account.code for account in LEDGER}) == len(LEDGER)
