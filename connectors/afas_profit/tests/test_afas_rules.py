"""What is looked at before a document goes to AFAS, each rule with what passes and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pytest

from nlconnect import Create, Delete, Update
from nlconnect.connector import Record
from nlconnect.connector.check import drafted
from nlconnect.connector.rules import Finding, Rule
from nlconnect.errors import AuthError, QueryError
from nlconnect.mock import Setting
from nlconnect.model.change import Change
from nlconnect.testing import SignedInMock
from nlconnect_afas.connector import AFAS
from nlconnect_afas.employees import (
    KnEmployee,
    Profit_EmployersRow,
    Profit_FunctionsRow,
    Profit_OrganizationChartRow,
)
from nlconnect_afas.ledger import (
    FiEntries,
    Profit_AccountsRow,
    Profit_Allocation_AssigmentsRow,
    Profit_Creditor_InvoicesRow,
    Profit_CreditorRow,
    Profit_JournalsRow,
    Profit_periods_per_administrationRow,
    Profit_VAT_codeRow,
)
from nlconnect_afas.relations import KnPerson
from nlconnect_afas.rules import RULES, accounts, duplicate, entries, staff
from nlconnect_afas.rules.looking import MOST
from nlconnect_afas.sales import FbSales
from nlconnect_afas.writing import AfasWriter

DAY = {"en_da": "2026-11-20", "bp_da": "2026-11-20"}
DEBIT = {"va_as": "1", "ac_nr": "4000", "am_de": "100.10", **DAY}
CREDIT = {"va_as": "1", "ac_nr": "1000", "am_cr": "100.10", **DAY}
BSN = "123456782"
"""Passes the test of eleven, and is given to nobody."""


def entry(*lines: object, **values: object) -> Change:
    head = {"year": 2026, "peri": 11, "jo_co": "90"}
    return Create(FiEntries, **{**head, "fi_entries": list(lines or (DEBIT, CREDIT)), **values})


def invoice(number: str = "F-1", amount: str = "100.10") -> Change:
    owed = {"va_as": "3", "ac_nr": "20001", "in_id": number, "am_cr": amount, **DAY}
    return entry({**DEBIT, "am_de": amount}, owed)


def hired(**values: Any) -> Change:
    contract = {"da_be": "2026-12-01", "cm_id": "1", **values.pop("contract", {})}
    return Create(KnEmployee, afas_contract=contract, **values)


def working(**values: object) -> dict[str, object]:
    return {"afas_orgunit_function": {"da_be": "2026-12-01", **values}}


def made(kind: Any, **values: object) -> Record:
    return kind.model_validate(values)  # type: ignore[no-any-return]  # a record class


def found(rule: Rule, change: Change, records: Iterable[Record] = ()) -> list[Finding]:
    """What a rule says where every question is answered with those of these records that it asked for."""
    draft, known = drafted(change, AfasWriter()), list(records)
    answers = {
        name: [row for row in known if row.entity == query.entity] for name, query in rule.questions(draft).items()
    }
    return list(rule.findings(draft, answers))


def said(rule: Rule, change: Change, records: Iterable[Record] = ()) -> list[str]:
    """The same in short."""
    return [f"{finding.severity}: {finding.text}" for finding in found(rule, change, records)]


JOURNALS = [
    made(Profit_JournalsRow, unit_id=1, journal_id="90", blocked=False),
    made(Profit_JournalsRow, unit_id=1, journal_id="91", blocked=True),
    made(Profit_JournalsRow, unit_id=2, journal_id="92", blocked=False),
]
PERIODS = [
    made(
        Profit_periods_per_administrationRow,
        unit=1,
        year=2026,
        period=number,
        date_from=f"2026-{number}-01",
        date_to=f"2026-{number}-30",
        blocked=number == 10,
    )
    for number in (10, 11)
]
CHART = [
    made(Profit_AccountsRow, account="4000", blocked=False, collect_account=False, dim_ax1="KPL"),
    made(Profit_AccountsRow, account="1000", blocked=False, collect_account=False, dim_ax1=None),
    made(Profit_AccountsRow, account="1300", blocked=False, collect_account=True, dim_ax1=None),
    made(Profit_AccountsRow, account="4999", blocked=True, collect_account=False, dim_ax1=None),
    made(Profit_Allocation_AssigmentsRow, unit=1, account="4000", dim_code="1ALG"),
]
FUNCTIONS = [
    made(Profit_FunctionsRow, employer="1", function_id="ADM", blocked=False),
    made(Profit_FunctionsRow, employer="1", function_id="OUD", blocked=True),
    made(Profit_FunctionsRow, employer="2", function_id="INK", blocked=False),
]
UNITS = [
    made(Profit_OrganizationChartRow, unitd="1ALG", start_date="2020-01-01", end_date=None),
    made(Profit_OrganizationChartRow, unitd="1OUD", start_date="2020-01-01", end_date="2025-01-01"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
@pytest.mark.parametrize(
    "change", [Create(FbSales, db_id="1"), Delete(FiEntries, (1, "90", 70001)), Update(FbSales, "1", rf_cs="x")]
)
def test_no_rule_says_or_asks_anything_of_what_it_is_not_about(rule: Rule, change: Change) -> None:
    draft = drafted(change, AfasWriter())
    assert rule.questions(draft) == {}
    assert list(rule.findings(draft, {})) == []


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert AFAS.rules == RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_where_nothing_is_shown_nothing_is_refused(rule: Rule) -> None:
    for change in (invoice(), hired(**working(dp_id="1ALG", fu_id="ADM"))):
        assert [finding for finding in found(rule, change) if finding.severity == "refuse"] == []


def test_debit_equals_credit() -> None:
    assert said(entries.DebitAndCredit(), entry()) == []
    assert said(entries.DebitAndCredit(), entry(DEBIT, {**CREDIT, "am_cr": "100.11"})) == [
        "refuse: debit and credit of this entry differ"
    ]
    assert said(entries.DebitAndCredit(), entry({**DEBIT, "am_cr": "100.10"})) == [
        "mind: fi_entries[0].am_de and am_cr are both given"
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"jo_co": "90"}, []),
        ({"jo_co": "91"}, ["refuse: jo_co is blocked"]),
        ({"jo_co": "92"}, []),
        ({"jo_co": "92", "un_id": 1}, ["refuse: jo_co is no journal of this administration"]),
        ({"jo_co": "99"}, ["refuse: jo_co is no journal of this administration"]),
    ],
)
def test_the_journal_is_one_of_the_administration(values: dict[str, object], expected: list[str]) -> None:
    assert said(entries.Journal(), entry(**values), JOURNALS) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"peri": 10}, ["refuse: peri is blocked"]),
        ({"peri": 13}, ["refuse: peri is no period of that year in this administration"]),
        ({"year": 2019}, ["refuse: peri is no period of that year in this administration"]),
    ],
)
def test_the_period_is_one_of_the_administration_and_open(values: dict[str, object], expected: list[str]) -> None:
    assert said(entries.Period(), entry(**values), PERIODS) == expected


def test_a_day_outside_the_period_is_told() -> None:
    assert said(entries.Period(), entry({**DEBIT, "en_da": "2026-10-02"}, CREDIT), PERIODS) == [
        "mind: fi_entries[0].en_da lies outside the period"
    ]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("4000", []),
        ("4321", ["refuse: fi_entries[0].ac_nr is no ledger account"]),
        ("4999", ["refuse: fi_entries[0].ac_nr is blocked"]),
        (
            "1300",
            ["mind: fi_entries[0].ac_nr is a collective account, on which AFAS books what debtors and creditors owe"],
        ),
    ],
)
def test_the_ledger_account_is_there_and_open(number: str, expected: list[str]) -> None:
    assert said(accounts.Account(), entry({**DEBIT, "ac_nr": number}, CREDIT), CHART) == expected


def test_a_blocked_creditor_is_refused_and_an_unseen_one_told() -> None:
    blocked = made(Profit_CreditorRow, creditor_id="20001", blocked=True)
    assert said(accounts.Relation(), invoice(), [blocked]) == ["refuse: fi_entries[1].ac_nr is blocked"]
    assert said(accounts.Relation(), invoice()) == ["mind: fi_entries[1].ac_nr is no creditor that this login can see"]


def test_of_very_many_debtors_it_is_told_that_not_all_were_checked() -> None:
    lines = [{"va_as": "2", "ac_nr": str(10_000 + number), "am_de": "1", **DAY} for number in range(MOST + 1)]
    assert f"mind: only {MOST} of the debtors were checked" in said(accounts.Relation(), entry(*lines))


def test_the_vat_code_is_there_and_not_blocked() -> None:
    codes = [made(Profit_VAT_codeRow, vat_code=code, blocked=code == "9") for code in ("1", "9")]
    rule = accounts.VatCode()
    assert said(rule, entry({**DEBIT, "va_id": "1"}, CREDIT), codes) == []
    assert said(rule, entry({**DEBIT, "va_id": "9"}, CREDIT), codes) == ["refuse: fi_entries[0].va_id is blocked"]
    assert said(rule, entry({**DEBIT, "va_id": "8"}, CREDIT), codes) == ["refuse: fi_entries[0].va_id is no VAT code"]


def allocated(*parts: object) -> Change:
    return entry({**DEBIT, "fi_dim_entries": list(parts)}, CREDIT)


def test_costs_are_allocated_to_codes_of_their_account_and_as_a_whole() -> None:
    rule, part = accounts.CostCentre(), {"di_c1": "1ALG", "am_de": "100.10"}
    assert said(rule, allocated(part), CHART) == []
    assert said(rule, allocated({"di_c1": "1ALG"}), CHART) == []
    assert said(rule, entry(), CHART) == [
        "mind: fi_entries[0].fi_dim_entries is not given, and this account is allocated to cost centres"
    ]
    assert said(rule, allocated({**part, "di_c1": "1ZZZ"}), CHART) == [
        "mind: fi_entries[0].fi_dim_entries[0].di_c1 does not go with this account"
    ]
    halves = {**part, "am_de": "50.00"}
    assert said(rule, allocated(halves, halves), CHART) == [
        "refuse: fi_entries[0].fi_dim_entries does not come to the amount of its line"
    ]


def test_an_open_item_with_the_same_number_and_amount_is_refused() -> None:
    item = made(
        Profit_Creditor_InvoicesRow, unit_id=1, creditor_id="20001", invoice_nr="F-1", amt_invoice=Decimal("-100.10")
    )
    rule = duplicate.DuplicateInvoice()
    assert [text.partition(":")[0] for text in said(rule, invoice(), [item])] == ["refuse"]
    assert [text.partition(":")[0] for text in said(rule, invoice(amount="99.00"), [item])] == ["mind"]
    assert said(rule, invoice("F-2"), [item]) == []
    assert said(rule, entry(), [item]) == []


def test_the_employer_is_there() -> None:
    known = [made(Profit_EmployersRow, employer_id="1")]
    assert said(staff.Employer(), hired(), known) == []
    assert said(staff.Employer(), hired(contract={"cm_id": "7"}), known) == [
        "refuse: afas_contract[0].cm_id is no employer here"
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ADM", []),
        ("OUD", ["refuse: afas_orgunit_function[0].fu_id is blocked"]),
        ("INK", ["refuse: afas_orgunit_function[0].fu_id is no function of this employer"]),
    ],
)
def test_the_function_is_one_of_the_employer(code: str, expected: list[str]) -> None:
    assert said(staff.Function(), hired(**working(fu_id=code)), FUNCTIONS) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1ALG", []),
        ("1OUD", ["refuse: afas_orgunit_function[0].dp_id is not there on the day the function begins"]),
        ("1XXX", ["refuse: afas_orgunit_function[0].dp_id is no unit of the organisation"]),
    ],
)
def test_the_unit_is_there_on_the_day_the_work_begins(code: str, expected: list[str]) -> None:
    assert said(staff.OrganisationalUnit(), hired(**working(dp_id=code)), UNITS) == expected


@pytest.mark.parametrize(
    ("contract", "values", "expected"),
    [
        ({}, {}, []),
        ({"da_en": "2026-11-30"}, {}, ["refuse: afas_contract[0].da_en lies before da_be"]),
        (
            {},
            {"afas_salary": {"da_be": "2026-11-01"}, "afas_time_table": {"da_bg": "2026-12-01"}},
            ["refuse: afas_salary[0].da_be lies before the contract begins"],
        ),
        ({"da_et": "2027-01-31"}, {}, []),
        ({"da_et": "2027-01-01", "da_en": "2027-11-30"}, {}, []),
    ],
)
def test_the_days_of_a_contract_fit(
    contract: dict[str, object], values: dict[str, object], expected: list[str]
) -> None:
    assert said(staff.ContractDates(), hired(contract=contract, **values)) == expected


@pytest.mark.parametrize(
    "contract",
    [
        {"da_et": "2026-12-31", "da_en": "2027-05-31"},
        {"da_et": "2027-01-31", "da_en": "2027-11-30"},
        {"da_et": "2027-03-01"},
    ],
)
def test_a_probation_that_the_law_does_not_allow_is_told(contract: dict[str, object]) -> None:
    (text,) = said(staff.ContractDates(), hired(contract=contract))
    assert text.startswith("mind: afas_contract[0].da_et: probation is longer")


def test_a_bsn_is_one_and_only_of_those_whose_wages_are_paid() -> None:
    rule = staff.CitizenNumber()
    assert said(rule, hired(kn_person={"so_se": BSN})) == []
    (wrong,) = found(rule, hired(kn_person={"so_se": "123456789"}))
    assert (wrong.severity, wrong.text) == ("refuse", "kn_person[0].so_se is no BSN")
    for change in (Create(KnPerson, la_nm="Jansen", so_se=BSN), Create(KnEmployee, kn_person={"so_se": BSN})):
        (told,) = found(rule, change)
        assert told.severity == "mind"
        assert "nothing here shows that the law asks for it" in told.text
        assert BSN not in f"{wrong} {told}"
    assert said(rule, Create(KnPerson, la_nm="Peeters", so_se="85073003328", co_lw="BE")) == []


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting()


def refused(mock: SignedInMock, change: Change) -> Sequence[str]:
    with pytest.raises(QueryError) as failure:
        mock.connect(allow_writes=[FiEntries, KnEmployee]).within(administration=1).plan(change)
    return str(failure.value).splitlines()


def test_a_plan_names_every_rule_that_refuses_and_what_mends_it(mock_afas: SignedInMock) -> None:
    lines = refused(mock_afas, entry({**DEBIT, "ac_nr": "9"}, {**CREDIT, "am_cr": "1"}, jo_co="99", peri=14))
    assert [rule for rule in RULES if f"(rule: {rule.name})" in lines[0]] == list(RULES[:4])
    assert len(lines) == 5


def test_a_balanced_entry_on_known_accounts_passes(mock_afas: SignedInMock) -> None:
    afas = mock_afas.connect(allow_writes=[FiEntries]).within(administration=1)
    part = {"di_c1": "1ALG", "am_de": "100.10"}
    plan = afas.plan(entry({**DEBIT, "bp_nr": "M-1", "fi_dim_entries": [part]}, {**CREDIT, "bp_nr": "M-1"}))
    assert plan.warnings == ()
    afas.apply(plan).unwrap()


def test_a_view_that_the_app_connector_lacks_leaves_a_rule_unchecked(
    mock_afas: SignedInMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    afas = mock_afas.connect(allow_writes=[FiEntries]).within(administration=1)
    session = afas._session
    reading = session.reading

    def refusing(query: Any, **words: Any) -> Any:
        if query.entity.name == "Profit_Journals":
            raise AuthError("AFAS does not accept the token")
        return reading(query, **words)

    monkeypatch.setattr(session, "reading", refusing)
    plan = afas.plan(entry())
    assert any("not checked: this login may not read ledger.Profit_Journals" in text for text in plan.warnings)
