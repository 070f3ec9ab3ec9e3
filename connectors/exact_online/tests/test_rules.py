"""The rules of bookkeeping in Exact, each with what passes and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from nlconnect import Call, Create, Update
from nlconnect.connector import Record
from nlconnect.connector.check import drafted
from nlconnect.connector.rules import Finding, Rule
from nlconnect.errors import QueryError
from nlconnect.model.change import Change
from nlconnect_exact.connector import EXACT
from nlconnect_exact.crm import Account, Accounts, PrintQuotation
from nlconnect_exact.financial import FinancialPeriod, Journal
from nlconnect_exact.financialtransaction import BankEntries, CashEntries
from nlconnect_exact.general import Currency
from nlconnect_exact.generaljournalentry import GeneralJournalEntries
from nlconnect_exact.purchase import PurchaseInvoices
from nlconnect_exact.purchaseentry import PurchaseEntries, PurchaseEntry
from nlconnect_exact.rules import RULES, balance, currency, duplicate, journals, party, periods, sending, vat
from nlconnect_exact.rules.looking import LATEST
from nlconnect_exact.salesentry import SalesEntries, SalesEntryLines
from nlconnect_exact.salesinvoice import PrintedSalesInvoices, SalesInvoice, SalesInvoices
from nlconnect_exact.salesorder import PrintedSalesOrders
from nlconnect_exact.vat import VATCode
from nlconnect_exact.writing import ExactWriter

GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
OTHER = "71b961de-b9f3-49fe-883d-0f46c7e0e89c"
CANARY = "Jansen-Özdemir"


def line(amount: object = 100, **values: object) -> dict[str, object]:
    return {"gl_account": GUID, "amount_fc": amount, **values}


def sale(*lines: dict[str, object], **values: object) -> Change:
    return Create(SalesEntries, **{"customer": GUID, "journal": "70", "sales_entry_lines": lines or [line()], **values})


def purchase(*lines: dict[str, object], **values: object) -> Change:
    given = {"supplier": GUID, "journal": "60", "purchase_entry_lines": lines or [line()], **values}
    return Create(PurchaseEntries, **given)


def memorial(*lines: dict[str, object], **values: object) -> Change:
    return Create(GeneralJournalEntries, **{"journal_code": "90", "general_journal_entry_lines": list(lines), **values})


def bank(*lines: dict[str, object], **values: object) -> Change:
    return Create(BankEntries, **{"journal_code": "20", "bank_entry_lines": lines or [line()], **values})


def found(rule: Rule, change: Change, records: Iterable[Record] = ()) -> list[Finding]:
    """What a rule says where every question is answered with those of these records that it asked for."""
    draft, known = drafted(change, ExactWriter()), list(records)
    answers = {
        name: [row for row in known if row.entity == query.entity] for name, query in rule.questions(draft).items()
    }
    return list(rule.findings(draft, answers))


def said(rule: Rule, change: Change, records: Iterable[Record] = ()) -> list[str]:
    """The same in short: how severe, and the first words."""
    return [f"{finding.severity}: {finding.text}" for finding in found(rule, change, records)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_rule_says_or_asks_anything_of_what_is_no_entry(rule: Rule) -> None:
    draft = drafted(Create(Accounts, name="Acme"), ExactWriter())
    assert rule.questions(draft) == {}
    assert list(rule.findings(draft, {})) == []


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert EXACT.rules == RULES


def test_an_entry_has_lines() -> None:
    for lines in (list[object](), "none"):
        with pytest.raises(QueryError, match="general_journal_entry_lines is a list of at least one line"):
            drafted(Create(GeneralJournalEntries, journal_code="90", general_journal_entry_lines=lines), ExactWriter())
    with pytest.raises(QueryError, match="general_journal_entry_lines is required"):
        drafted(Create(GeneralJournalEntries, journal_code="90"), ExactWriter())


@pytest.mark.parametrize(
    ("lines", "severity"),
    [
        ([line("100.10"), line("-100.10")], None),
        ([line("0.1"), line("0.2"), line("-0.3")], None),
        ([line(100, amount_vatfc=21), line(-121)], None),
        ([line(100), line(-99)], "refuse"),
        ([line(100)], "refuse"),
        ([line(100, amount_vatfc=21), line(-120)], "refuse"),
        ([line(100, vat_code="IH"), line(-121)], "mind"),
    ],
)
def test_debit_equals_credit_in_a_general_journal_entry(lines: list[dict[str, object]], severity: str | None) -> None:
    severities = [finding.severity for finding in found(balance.DebitAndCredit(), memorial(*lines))]
    assert severities == ([severity] if severity else [])


def test_only_a_general_journal_entry_has_to_balance() -> None:
    assert found(balance.DebitAndCredit(), sale(line(100))) == []


@pytest.mark.parametrize(
    ("change", "is_refused"),
    [
        (sale(line(vat_amount_fc=21), line(vat_amount_fc="4.20"), vat_amount_fc="25.20"), False),
        (sale(line(vat_amount_fc=21), line(), vat_amount_fc="25.20"), False),
        (sale(line(vat_amount_fc=21)), False),
        (sale(line(vat_amount_fc=21), line(vat_amount_fc="4.20"), vat_amount_fc=25), True),
        (purchase(line(vat_amount_fc=21), vat_amount_fc=20), True),
        (bank(line(50), line(-20), opening_balance_fc=100, closing_balance_fc=130), False),
        (bank(line(-50), line(20), opening_balance_fc=100, closing_balance_fc=130), False),
        (bank(line(50), opening_balance_fc=100), False),
        (bank(line(50), opening_balance_fc=100, closing_balance_fc=151), True),
    ],
)
def test_lines_add_up_to_what_the_header_says(change: Change, is_refused: bool) -> None:
    assert [finding.severity for finding in found(balance.Totals(), change)] == ["refuse"] * is_refused


MONTHS = [
    FinancialPeriod(fin_year=2026, fin_period=month, start_date=date(2026, month, 1), end_date=date(2026, month, 28))
    for month in range(1, 13)
]
MANY = [
    FinancialPeriod(fin_year=2026 - n, fin_period=1, start_date=date(2026 - n, 1, 1), end_date=date(2026 - n, 12, 31))
    for n in range(LATEST)
]


@pytest.mark.parametrize(
    ("change", "known", "expected"),
    [
        (sale(entry_date="2026-11-23"), MONTHS, None),
        (sale(entry_date="2026-11-28", reporting_year=2026, reporting_period=11), MONTHS, None),
        (sale(), [], None),
        (sale(entry_date="2027-01-05"), MONTHS, "refuse: entry_date lies in no financial period"),
        (sale(entry_date="2025-12-31"), MONTHS, "refuse: entry_date lies in no financial period"),
        (sale(entry_date="1960-12-31"), MANY, "mind: entry_date lies before the 60 latest"),
        (sale(entry_date="2027-12-31"), MANY, "refuse: entry_date lies in no financial period"),
        (sale(entry_date="2026-11-23"), [], "mind: dates and periods were not checked"),
        (sale(reporting_year=2026, reporting_period=13), MONTHS, "refuse: reporting_period is no financial period"),
        (sale(reporting_year=1900, reporting_period=1), MANY, "mind: reporting_period is not among the 60 latest"),
        (
            sale(entry_date="2026-11-23", reporting_year=2026, reporting_period=10),
            MONTHS,
            "mind: entry_date lies outside the reporting_period",
        ),
        (bank(line(date="2027-01-01")), MONTHS, "refuse: bank_entry_lines[0].date lies in no financial period"),
        (Call(PrintedSalesInvoices, invoice_id=GUID, invoice_date="2026-11-27T23:30:00Z"), MONTHS, None),
        (
            Call(PrintedSalesInvoices, invoice_id=GUID, invoice_date="2027-11-30T12:00:00Z"),
            MONTHS,
            "refuse: invoice_date lies in no financial period",
        ),
    ],
)
def test_dates_lie_in_a_financial_period(change: Change, known: Sequence[Record], expected: str | None) -> None:
    heard = said(periods.FinancialPeriod(), change, known)
    assert [text[: len(expected)] for text in heard] == [expected] if expected else not heard


JOURNALS = [
    Journal(code=f"{number:>4}", type=type_, is_blocked=False, currency="EUR", allow_variable_currency=False)
    for number, type_ in ((10, 10), (20, 12), (60, 22), (70, 20), (90, 90))
]
INVOICE = {"ordered_by": GUID, "sales_invoice_lines": [{"item": GUID}]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (sale(), None),
        (sale(currency="EUR"), None),
        (purchase(), None),
        (bank(), None),
        (Create(SalesInvoices, journal="70", **INVOICE), None),
        (Create(CashEntries, journal_code="10", cash_entry_lines=[line()]), None),
        (memorial(line()), None),
        (sale(journal="60"), "refuse: journal is of a type that does not take a sales entry"),
        (purchase(journal="70"), "refuse: journal is of a type that does not take a purchase entry"),
        (bank(journal_code="10"), "refuse: journal_code is of a type that does not take a bank entry"),
        (memorial(line(), journal_code="70"), "refuse: journal_code is of a type"),
        (Create(CashEntries, journal_code="20", cash_entry_lines=[line()]), "refuse: journal_code is of a type"),
        (Create(SalesInvoices, journal="90", **INVOICE), "refuse: journal is of a type"),
        (sale(journal="71"), "refuse: journal is no journal of this company"),
        (sale(currency="USD"), "mind: currency is another than the journal's"),
        (Update(SalesEntries, GUID, your_ref="x"), None),
    ],
)
def test_the_journal_exists_and_takes_the_entry(change: Change, expected: str | None) -> None:
    heard = said(journals.Journal(), change, JOURNALS)
    assert [text[: len(expected)] for text in heard] == [expected] if expected else not heard


def test_a_blocked_journal_is_refused_and_one_without_a_type_is_left_to_exact() -> None:
    assert said(journals.Journal(), sale(), [Journal(code="70", type=20, is_blocked=True)]) == [
        "refuse: journal is blocked"
    ]
    assert said(journals.Journal(), sale(), [Journal(code="70", type=None, is_blocked=None)]) == []


CODES = [
    VATCode(code="VH ", type="E", is_blocked=False, vat_transaction_type="S", percentage=Decimal("0.21")),
    VATCode(code="VI", type="I", is_blocked=False, vat_transaction_type="S", percentage=Decimal("0.21")),
    VATCode(code="IH", type="E", is_blocked=False, vat_transaction_type="P", percentage=Decimal("0.21")),
    VATCode(code="BB", type="N", is_blocked=False, vat_transaction_type="B", percentage=Decimal(0)),
    VATCode(code="VX", type="N", is_blocked=True, vat_transaction_type="S", percentage=Decimal(0)),
]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (sale(), []),
        (sale(line(vat_code="BB")), []),
        (purchase(line(vat_code="BB")), []),
        (sale(line(vat_code="vh ")), ["mind: sales_entry_lines[0].amount_fc is taken as excluding VAT"]),
        (
            sale(line(vat_code="VH"), line(vat_code="VI")),
            [
                "mind: sales_entry_lines[1].amount_fc is taken as including VAT",
                "mind: sales_entry_lines[0].amount_fc is taken as excluding VAT",
            ],
        ),
        (sale(line(vat_code="QQ")), ["refuse: sales_entry_lines[0].vat_code is no VAT code"]),
        (sale(line(vat_code="VX")), ["refuse: sales_entry_lines[0].vat_code is blocked"]),
        (
            sale(line(vat_code="IH")),
            [
                "refuse: sales_entry_lines[0].vat_code is for purchases, and this is a sales entry",
                "mind: sales_entry_lines[0].amount_fc",
            ],
        ),
        (
            purchase(line(vat_code="VH")),
            [
                "refuse: purchase_entry_lines[0].vat_code is for sales, and this is a purchase entry",
                "mind: purchase_entry_lines[0].amount_fc",
            ],
        ),
        (memorial(line(vat_code="IH")), ["mind: general_journal_entry_lines[0].amount_fc"]),
        (Update(SalesEntryLines, GUID, vat_code="IH"), ["refuse: vat_code is for purchases", "mind: amount_fc"]),
        (
            sale(*[line(vat_code="QQ")] * 5),
            [
                (
                    "refuse: sales_entry_lines[0].vat_code, sales_entry_lines[1].vat_code, "
                    "sales_entry_lines[2].vat_code and 2 more is no VAT code"
                )
            ],
        ),
    ],
)
def test_the_vat_code_exists_is_in_use_and_fits(change: Change, expected: list[str]) -> None:
    heard = said(vat.VatCode(), change, CODES)
    assert [text[: len(start)] for text, start in zip(heard, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("change", "is_odd"),
    [
        (sale(line("100.10", vat_code="VH", vat_amount_fc="21.02")), False),
        (sale(line("100.10", vat_code="VH", vat_amount_fc="21.05")), False),
        (sale(line("121", vat_code="VI", vat_amount_fc="21")), False),
        (sale(line("100", vat_code="BB", vat_amount_fc="0")), False),
        (sale(line("100", vat_code="VH", vat_amount_fc="9")), True),
        (sale(line("100", vat_code="VI", vat_amount_fc="21")), True),
        (sale(line("100", vat_code="VH")), False),
    ],
)
def test_the_vat_of_a_line_is_what_its_rate_makes_of_it(change: Change, is_odd: bool) -> None:
    assert [finding.severity for finding in found(vat.VatAmount(), change, CODES)] == ["mind"] * is_odd


def test_the_currency_is_known() -> None:
    known = [Currency(code="EUR"), Currency(code="USD")]
    assert said(currency.Currency(), sale(currency="USD"), known) == []
    assert said(currency.Currency(), sale(), known) == []
    assert said(currency.Currency(), sale(currency="XAU"), known) == ["refuse: currency is not known in this company"]


def account(**values: Any) -> Account:
    return Account(**{"id": GUID, "blocked": False, "status": "A", "is_sales": False, "is_supplier": False, **values})


@pytest.mark.parametrize(
    ("change", "known", "expected"),
    [
        (sale(), account(is_sales=True), None),
        (sale(), account(status="C"), None),
        (purchase(), account(is_supplier=True), None),
        (sale(), account(is_sales=None), None),
        (sale(customer=GUID.upper()), account(is_sales=True), None),
        (memorial(line()), account(), None),
        (sale(), account(), "refuse: customer is an account that is no customer"),
        (sale(), account(status="P"), "refuse: customer is an account that is no customer"),
        (purchase(), account(status="C", is_sales=True), "refuse: supplier is an account that is no supplier"),
        (sale(), account(is_sales=True, blocked=True), "refuse: customer is blocked"),
        (sale(customer=OTHER), account(is_sales=True), "mind: customer was not checked"),
    ],
)
def test_the_account_is_not_blocked_and_has_the_role(change: Change, known: Record, expected: str | None) -> None:
    heard = said(party.Party(), change, [known])
    assert [text[: len(expected)] for text in heard] == [expected] if expected else not heard


def test_everybody_on_an_invoice_is_looked_at_in_one_question() -> None:
    change = Create(SalesInvoices, journal="70", **INVOICE, invoice_to=OTHER)
    known = [account(is_sales=True), account(id=OTHER, blocked=True)]
    assert len(party.Party().questions(drafted(change, ExactWriter()))) == 1
    assert said(party.Party(), change, known) == ["refuse: invoice_to is blocked"]


@pytest.mark.parametrize(
    ("change", "is_duplicate"),
    [
        (purchase(line(100, vat_code="IH"), your_ref="A1"), True),
        (purchase(line("60.50", vat_code="IH", vat_amount_fc="12.71"), line("47.79"), your_ref="A1"), True),
        (purchase(line(121), your_ref="A1"), True),
        (purchase(line(121)), False),
        (purchase(line(100), your_ref="A1"), False),
        (purchase(line(-121), your_ref="A1"), False),
        (purchase(line(121, vat_code="??"), your_ref="A1"), False),
        (sale(line(121), your_ref="A1"), False),
    ],
)
def test_an_invoice_of_a_supplier_with_the_same_reference_and_amount_is_a_duplicate(
    change: Change, is_duplicate: bool
) -> None:
    heard = found(duplicate.DuplicateInvoice(), change, [*CODES, PurchaseEntry(amount_fc=Decimal("121.00"))])
    assert [finding.severity for finding in heard] == ["refuse"] * is_duplicate


def test_purchase_invoices_are_compared_among_themselves() -> None:
    lines = [{"item": GUID, "amount": 100, "vat_amount": 21, "quantity": 1}]
    given = {"journal": "60", "supplier": GUID, "type": 8030, "your_ref": "A1", "purchase_invoice_lines": lines}
    draft = drafted(Create(PurchaseInvoices, **given), ExactWriter())
    (query,) = duplicate.DuplicateInvoice().questions(draft).values()
    assert (query.entity.qualified_name, query.selected) == ("purchase.PurchaseInvoices", ("amount",))


@pytest.mark.parametrize(
    ("values", "way"),
    [
        ({"send_email_to_customer": True}, "by e-mail"),
        ({"send_invoice_via_peppol": True}, "through Peppol"),
        ({"send_invoice_to_customer_postbox": True}, "to the postbox of the customer"),
        ({"send_output_based_on_account": True}, "in the way that is set for the account"),
        ({"send_email_to_customer": False}, None),
        ({}, None),
    ],
)
def test_an_action_that_sends_by_itself_names_its_recipient_masked(values: dict[str, object], way: str | None) -> None:
    change = Call(PrintedSalesInvoices, invoice_id=GUID, **values)
    heard = said(sending.Sending(), change, [SalesInvoice(invoice_to_name=CANARY)])
    assert heard == ([f"mind: applying this sends it to J•••, {way}"] if way else [])


@pytest.mark.parametrize(
    "change",
    [
        Call(PrintedSalesInvoices, invoice_id=GUID, send_email_to_customer=True),
        Call(PrintedSalesOrders, order_id=GUID, send_email_to_customer=True),
        Call(PrintQuotation, quotation_id=GUID, send_email_to_customer=True),
    ],
)
def test_a_recipient_that_is_not_shown_is_said_to_be_unknown(change: Change) -> None:
    (heard,) = said(sending.Sending(), change)
    assert heard.startswith("mind: applying this sends it to somebody who could not be looked up")


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        (journals.Journal(), sale()),
        (vat.VatCode(), sale(line(vat_code="VH"))),
        (periods.FinancialPeriod(), sale(entry_date="2026-11-23")),
        (currency.Currency(), sale(currency="EUR")),
        (party.Party(), sale()),
    ],
)
def test_a_list_that_exact_shows_empty_may_be_hidden_and_refuses_nothing(rule: Rule, change: Change) -> None:
    assert [finding.severity for finding in found(rule, change)] == ["mind"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_records_without_values_refuse_nothing_by_themselves(rule: Rule) -> None:
    coded = line(vat_code="VH", vat_amount_fc=21)
    changes = (
        sale(coded, entry_date="2026-11-23", currency="EUR"),
        purchase(coded, your_ref="A1"),
        Call(PrintedSalesInvoices, invoice_id=GUID, send_email_to_customer=True),
    )
    empty: list[Record] = [
        Journal(code="70"),
        Journal(code="60", type=None),
        VATCode(code="VH", type=None, percentage=None),
    ]
    empty += [FinancialPeriod(start_date=None, end_date=None), Currency(code="EUR"), Account(id=GUID)]
    empty += [PurchaseEntry(amount_fc=None), SalesInvoice(invoice_to_name=None)]
    for change in changes:
        assert [finding.text for finding in found(rule, change, empty) if finding.severity == "refuse"] == []
