from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas

from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect_afas.mock import MOCK
from nlconnect_afas.mock.filters import sort_value
from nlconnect_afas.mock.rows import ROWS
from nlconnect_afas.mock.rows.environment import Environment, stamped

VIEWS = list(MOCK.connectors.views.values())
KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "guid": str,
    "int": int,
    "int64": int,
    "decimal": (int, Decimal),
    "bool": bool,
    "date": date,
    "datetime": datetime,
}


@pytest.fixture(scope="module")
def environment() -> Environment:
    return Environment(seed=1, records=None)


@pytest.fixture(scope="module")
def afas() -> Afas:
    return Afas()


def everything(afas: Afas, view: str) -> list[dict[str, Any]]:
    return afas.view(view, skip=-1, orderbyfieldids=MOCK.connectors.views[view.lower()].order[0])


def test_every_view_has_rows() -> None:
    assert len(VIEWS) == 92 + 2
    assert {view.id for view in VIEWS} == set(ROWS)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_values_fit_their_columns(view: Any, environment: Environment) -> None:
    source = ROWS[view.id].make(environment)
    assert len(source)
    for number in range(0, len(source), max(1, len(source) // 40)):
        row = source.row(number)
        known = getattr(row, "columns", row)
        assert set(known) - set(stamped(0)) - {"DateCreated"} <= set(view.columns)
        for name in view.columns:
            value = row[name]
            assert value is None or isinstance(value, KINDS[view.types[name]]), name
            assert view.types[name] != "date" or not isinstance(value, datetime), name
            assert view.types[name] != "int" or not isinstance(value, bool), name


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_what_orders_a_view_tells_its_rows_apart(view: Any, environment: Environment) -> None:
    source = ROWS[view.id].make(environment)
    keys = [tuple(source.row(number)[name] for name in view.order) for number in range(len(source))]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", [name for name, rows in ROWS.items() if rows.rising])
def test_rows_that_are_said_to_rise_do(name: str, environment: Environment) -> None:
    source, rising = ROWS[name].make(environment), ROWS[name].rising
    keys = [tuple(sort_value(source.row(number)[field]) for field in rising) for number in range(len(source))]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.id)
def test_an_index_finds_what_a_walk_finds(view: Any, environment: Environment) -> None:
    source = ROWS[view.id].make(environment)
    places = range(0, len(source), max(1, len(source) // 3))
    for name in view.columns:
        for value in {source.row(place)[name] for place in places} - {None}:
            found = source.find(name, value)
            if found is None:
                break
            assert list(found) == [n for n in range(len(source)) if source.row(n)[name] == value], name


def test_entries_are_balanced_and_agree_with_the_balances(afas: Afas) -> None:
    entries: defaultdict[tuple[int, int], int] = defaultdict(int)
    accounts: defaultdict[tuple[int, str], int] = defaultdict(int)
    for row in everything(afas, "Profit_Transactions"):
        cents = round(100 * (row["AmtDebit"] - row["AmtCredit"]))
        entries[row["UnitId"], row["EntryNo"]] += cents
        accounts[row["UnitId"], row["AccountNo"]] += cents
    assert set(entries.values()) == {0}
    balances: defaultdict[tuple[int, str], int] = defaultdict(int)
    for row in everything(afas, "Profit_Period_balance"):
        balances[row["UnitId"], row["AccountNr"]] += round(100 * row["Balance"])
    assert balances == accounts


@pytest.mark.parametrize(("view", "account", "sign"), [("Debtor", "1300", 1), ("Creditor", "1600", 1)])
def test_open_items_add_up_to_the_control_account(afas: Afas, view: str, account: str, sign: int) -> None:
    items: defaultdict[int, int] = defaultdict(int)
    for row in everything(afas, f"Profit_{view}_Invoices"):
        items[row["UnitId"]] += round(100 * row["AmtInvoice"])
    booked: defaultdict[int, int] = defaultdict(int)
    for row in afas.view(
        "Profit_Period_balance", skip=-1, filterfieldids="AccountNr", filtervalues=account, operatortypes=1
    ):
        booked[row["UnitId"]] += sign * round(100 * row["Balance"])
    assert items == booked


def test_the_world_is_the_one_of_the_other_systems_with_small_differences(afas: Afas) -> None:
    debtors = everything(afas, "Profit_Debtor")
    companies = [Books(company, seed=1, records=None) for company in COMPANIES]
    ibans = {books.party(n).iban: books.party(n) for books in companies for n in range(books.parties)}
    assert len(debtors) == sum(books.sales.ranks.count for books in companies)
    same = [row["DebtorName"] == ibans[row["IBAN"]].name for row in debtors]
    assert 0.3 < sum(same) / len(same) < 0.8
    assert all(row["DebtorName"].lower()[:7] == ibans[row["IBAN"]].name.lower()[:7] for row in debtors)
    mails = [row["Email"] == ibans[row["IBAN"]].mail for row in debtors]
    assert 0 < sum(mails) < len(mails) / 2
    assert any(row["Email"] is None for row in debtors)


def test_open_invoices_have_the_numbers_of_the_shared_world(afas: Afas) -> None:
    rows = everything(afas, "Profit_Debtor_Invoices")
    for place, company in enumerate(COMPANIES):
        sales = Books(company, seed=1, records=None).sales
        known = {str(sales.open_invoice(n).invoice_number) for n in range(sales.open_count)}
        assert {row["InvoiceNr"] for row in rows if row["UnitId"] == place + 1} == known


def test_references_lead_to_rows(afas: Afas) -> None:
    debtors = {row["DebtorId"] for row in everything(afas, "Profit_Debtor")}
    creditors = {row["CreditorId"] for row in everything(afas, "Profit_Creditor")}
    people = {row["BcCo"] for row in everything(afas, "Profit_OrgPer")}
    employees = {row["EmployeeId"] for row in everything(afas, "Profit_Employees")}
    assert {row["DebtorId"] for row in everything(afas, "Profit_Debtor_Invoices")} <= debtors <= people
    assert {row["CreditorId"] for row in everything(afas, "Profit_Creditor_Invoices")} <= creditors <= people
    assert {row["DebtorId"] for row in everything(afas, "Profit_Salesorders")} <= debtors
    assert {row["PersonId"] for row in everything(afas, "Profit_Employees")} <= people
    assert {row["EmployeeId"] for row in everything(afas, "Profit_Realization")} <= employees
    assert {row["EmployeeId"] for row in everything(afas, "Profit_Leaves")} == employees


def test_the_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    first, again, other = (everything(Afas(seed=seed), "Profit_Debtor") for seed in (1, 1, 2))
    assert first == again != other


def test_a_mock_without_rows_keeps_companies_and_users() -> None:
    empty = Afas(seeded=False)
    assert len(everything(empty, "Profit_Administrations")) == 3
    assert everything(empty, "Profit_Users")
    assert everything(empty, "Profit_Debtor") == everything(empty, "Profit_Transactions") == []


def test_a_million_rows_can_be_asked_for_anywhere() -> None:
    afas = Afas(records=1_000_000)
    order = {"orderbyfieldids": "UnitId,EntryNo,SeqNo"}
    (row,) = afas.view("Profit_Transactions", skip=9_000_000, take=1, **order)
    wanted = {
        "filterfieldids": "UnitId,EntryNo",
        "filtervalues": f"{row['UnitId']},{row['EntryNo']}",
        "operatortypes": "1,1",
    }
    assert row in afas.view("Profit_Transactions", **wanted, **order)
    assert afas.view("Profit_SalesorderLines", skip=1_000_000, take=1, orderbyfieldids="LineGuid")
