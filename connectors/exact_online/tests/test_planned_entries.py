"""Entries that are planned at a mocked Exact: what the rules look up, refuse and warn of on the way."""

from __future__ import annotations

from typing import Any

import pytest

from nlconnect import Call, Create, Rejected
from nlconnect.client import Connection
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.financial import GLAccounts
from nlconnect_exact.generaljournalentry import GeneralJournalEntries
from nlconnect_exact.purchaseentry import PurchaseEntries
from nlconnect_exact.salesentry import SalesEntries
from nlconnect_exact.salesinvoice import PrintedSalesInvoices

CANARY = "Jansen-Özdemir"


def line(amount: object = 100, **values: object) -> dict[str, object]:
    return {"amount_fc": amount, **values}


def sale(*lines: dict[str, object], **values: object) -> Change:
    return Create(SalesEntries, **{"journal": "70", "sales_entry_lines": lines, **values})


def purchase(*lines: dict[str, object], **values: object) -> Change:
    return Create(PurchaseEntries, **{"journal": "60", "purchase_entry_lines": lines, **values})


def memorial(*lines: dict[str, object]) -> Change:
    return Create(GeneralJournalEntries, journal_code="90", general_journal_entry_lines=list(lines))


WRITABLE = (SalesEntries, PurchaseEntries, GeneralJournalEntries, PrintedSalesInvoices)


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=WRITABLE)


def known(exact: Connection) -> tuple[str, str, str]:
    """A customer, a supplier and a ledger account of the company."""
    customer = next(exact.read(Accounts.where(Accounts.is_sales == True).select("id").limit(1)))  # noqa: E712  # a condition
    supplier = next(exact.read(Accounts.where(Accounts.is_supplier == True).select("id").limit(1)))  # noqa: E712  # a condition
    ledger = next(exact.read(GLAccounts.select("id").limit(1)))
    return str(customer.id), str(supplier.id), str(ledger.id)


def test_a_sound_entry_is_planned_with_six_look_ups_and_written(mock_exact: SignedInMock, exact: Connection) -> None:
    customer, _, ledger = known(exact)
    mock_exact.calls.clear()
    more = {"customer": customer, "entry_date": "2026-03-02", "currency": "EUR", "your_ref": "2026-118"}
    plan = exact.plan(sale(line(100, gl_account=ledger, vat_code="VH"), **more))
    (warning,) = plan.warnings
    assert warning == (
        "sales_entry_lines[0].amount_fc is taken as excluding VAT, as its VAT code says (rule: VAT code). "
        "See that the amount was meant that way."
    )
    asked = [call.path.rpartition("/")[2] for call in mock_exact.calls if call.method == "GET"]
    assert sorted(asked) == ["Accounts", "Currencies", "FinancialPeriods", "Journals", "SalesEntries", "VATCodes"]
    exact.apply(plan).unwrap()


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_sent(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    customer, supplier, ledger = known(exact)
    wrong = {"customer": supplier, "journal": "60", "entry_date": "2050-01-01", "currency": "XAU"}
    change = sale(line(100, gl_account=ledger, vat_code="IH"), **wrong)
    with pytest.raises(QueryError) as caught:
        exact.plan(change)
    rules = ["financial period", "journal", "VAT code", "currency", "account"]
    assert [part.rpartition("(rule: ")[2].rstrip(")") for part in caught.value.message.split("; ")] == rules
    assert caught.value.hint is not None
    assert len(caught.value.hint.splitlines()) == len(rules)
    for value in (customer, supplier, "IH", "XAU", "2050"):
        assert value not in str(caught.value)
    assert mock_exact.calls.count("POST") == 0


def test_a_duplicate_invoice_is_refused_after_the_first_one(mock_exact: SignedInMock, exact: Connection) -> None:
    _, supplier, ledger = known(exact)
    change = purchase(line(100, gl_account=ledger, vat_code="IH"), supplier=supplier, your_ref="F-2026-7")
    mock_exact.calls.clear()
    exact.apply(exact.plan(change)).unwrap()
    assert mock_exact.calls.count(path="VATCodes") == 1  # for two rules
    with pytest.raises(QueryError, match="in the books already"):
        exact.plan(change)
    other = purchase(line(50, gl_account=ledger, vat_code="IH"), supplier=supplier, your_ref="F-2026-7")
    assert any("is this one a duplicate?" in warning for warning in exact.plan(other).warnings)


def test_a_run_of_entries_asks_how_the_company_is_set_up_once(mock_exact: SignedInMock, exact: Connection) -> None:
    customer, _, ledger = known(exact)
    mock_exact.calls.clear()
    for amount in range(1, 6):
        more = {"customer": customer, "entry_date": "2026-03-02", "currency": "EUR"}
        exact.plan(sale(line(amount, gl_account=ledger, vat_code="VH"), **more))
    names = ("Journals", "VATCodes", "FinancialPeriods", "Currencies", "Accounts")
    assert [mock_exact.calls.count(path=name) for name in names] == [1, 1, 1, 1, 5]


def test_a_journal_that_was_made_after_a_refusal_is_known_at_once(mock_exact: SignedInMock, exact: Connection) -> None:
    customer, _, ledger = known(exact)
    change = sale(line(1, gl_account=ledger), customer=customer, journal="71")
    with pytest.raises(QueryError, match="no journal of this company"):
        exact.plan(change)
    mock_exact.add("financial.Journals", code="71", description="Webshop", type=20)
    assert exact.plan(change).verb == "create"


def test_an_unbalanced_memorial_is_refused(exact: Connection) -> None:
    _, _, ledger = known(exact)
    lines = [line(100, gl_account=ledger), line(-100, gl_account=ledger)]
    assert exact.plan(memorial(*lines)).verb == "create"
    with pytest.raises(QueryError, match="debit and credit differ"):
        exact.plan(memorial(lines[0]))


def test_a_blocked_account_is_refused(mock_exact: SignedInMock, exact: Connection) -> None:
    _, _, ledger = known(exact)
    key = mock_exact.add("crm.Accounts", code="77001", name=CANARY, is_sales=True, blocked=True)["ID"]
    with pytest.raises(QueryError, match="customer is blocked") as caught:
        exact.plan(sale(line(1, gl_account=ledger), customer=key))
    assert CANARY not in str(caught.value)


def test_amounts_including_vat_are_told_as_such(mock_exact: SignedInMock, exact: Connection) -> None:
    customer, _, ledger = known(exact)
    mock_exact.add("vat.VATCodes", code="VI", description="incl", type="I", vat_transaction_type="S", percentage="0.21")
    plan = exact.plan(sale(line(121, gl_account=ledger, vat_code="VI"), customer=customer))
    assert any("including VAT" in warning for warning in plan.warnings)


def test_what_the_plan_of_a_printed_invoice_says_of_its_recipient_is_masked(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    invoice = mock_exact.add("salesinvoice.SalesInvoices", journal="70", invoice_to_name=CANARY)["InvoiceID"]
    plan = exact.plan(Call(PrintedSalesInvoices, invoice_id=invoice, send_email_to_customer=True))
    assert any("sends it to J•••, by e-mail" in warning for warning in plan.warnings)
    assert CANARY not in plan.text(lambda tag: True)


@pytest.mark.parametrize("how", ["hidden", "refused"])
def test_rules_that_cannot_be_checked_warn_and_do_not_stand_in_the_way(
    mock_exact: SignedInMock, exact: Connection, how: str
) -> None:
    customer, _, ledger = known(exact)
    names = {"financial.Journals", "financial.FinancialPeriods", "vat.VATCodes"}
    service: Any = mock_exact.service
    if how == "hidden":
        service.state.hidden |= names
    else:
        service.state.withheld |= {"Financial generalledgers", "Financial accounting"}
    change = sale(line(100, gl_account=ledger, vat_code="VH"), customer=customer, entry_date="2026-03-02")
    plan = exact.plan(change)
    checks = [warning for warning in plan.warnings if "not checked" in warning]
    assert len(checks) == 3


def test_exact_has_the_last_word(mock_exact: SignedInMock, exact: Connection) -> None:
    """What happens between plan and apply is for Exact to judge."""
    customer, _, ledger = known(exact)
    plan = exact.plan(sale(line(100, gl_account=ledger), customer=customer))
    mock_exact.fail_next(400, method="POST")
    assert isinstance(exact.apply(plan), Rejected)
