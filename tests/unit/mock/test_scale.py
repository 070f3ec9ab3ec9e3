"""A million rows cost no more than ten, because none is held."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest

from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.dataset.repeating import Repeating, Switching, between
from nlconnect_exact.mock.rows import ROWS
from nlconnect_exact.mock.rows.office import Office
from tests.unit.mock.caller import DIVISION, Opened, d

MILLION = 1_000_000


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of five: the machine may be busy."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.fixture(scope="module")
def office() -> Office:
    return Office(Books(COMPANIES[0], seed=1, records=MILLION), users=Guids(1, "user"))


@pytest.mark.parametrize(
    "entity",
    ["crm.Accounts", "salesinvoice.SalesInvoices", "financialtransaction.TransactionLines", "cashflow.Receivables"],
)
def test_the_last_row_of_a_million_takes_milliseconds(office: Office, entity: str) -> None:
    source = ROWS[entity](office)
    assert len(source) >= 900_000
    assert fastest(lambda: dict(source.row(len(source) - 1).whole())) < 0.02  # type: ignore[attr-defined]


def test_a_row_is_found_by_key_without_a_walk(office: Office) -> None:
    source = ROWS["salesinvoice.SalesInvoices"](office)
    key = source.row(999_999)["InvoiceID"]
    assert list(source.find("InvoiceID", key) or ()) == [999_999]
    assert fastest(lambda: list(source.find("InvoiceID", key) or ())) < 0.01


def test_balances_over_a_million_invoices_take_a_moment(office: Office) -> None:
    assert fastest(lambda: list(office.books.balances())) < 1
    assert sum(debit - credit for _, _, debit, credit, _ in office.books.balances()) == 0


def test_records_give_exactly_so_many_accounts_and_invoices(opened: Opened) -> None:
    exact = opened(records=123_456)
    for path in ("crm/Accounts/$count", "salesinvoice/SalesInvoices/$count"):
        assert exact.get(f"{path}", accept=None).status == 400
    assert exact.get("crm/Contacts/$count", accept=None).content == b"123456"


def test_a_page_deep_in_a_million_rows_holds_only_itself(opened: Opened) -> None:
    exact = opened(records=MILLION)
    office = Office(Books(COMPANIES[0], seed=1, records=MILLION), users=Guids(1, "user"))
    key = ROWS["salesinvoice.SalesInvoices"](office).row(900_000)["InvoiceID"]
    path = (
        f"bulk/SalesInvoice/SalesInvoices?$select=InvoiceID,AmountDC&$filter=InvoiceID ne null&$skiptoken=guid'{key}'"
    )
    exact.get(path)
    tracemalloc.start()
    body = d(exact.get(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(body["results"]) == 1_000
    assert peak < 20_000_000
    assert office.division == DIVISION


def test_sums_over_repeating_rows_equal_a_plain_sum() -> None:
    block = [3, 0, 5, 1]
    running = Repeating(block)
    plain = [block[n % 4] for n in range(50)]
    assert [running.upto(n) for n in range(50)] == [sum(plain[:n]) for n in range(50)]
    assert between(running, 7, 31) == sum(plain[7:31])
    units = [(row, place) for row, size in enumerate(plain) for place in range(size)]
    assert [running.locate(unit) for unit in range(len(units))] == units


def test_sums_that_switch_equal_a_plain_sum() -> None:
    old, new = [3, 0, 5, 1], [0, 2, 2, 0]
    running = Switching(Repeating(old), Repeating(new), 10)
    plain = [(old if n < 10 else new)[n % 4] for n in range(50)]
    assert [running.upto(n) for n in range(50)] == [sum(plain[:n]) for n in range(50)]
    units = [(row, place) for row, size in enumerate(plain) for place in range(size)]
    assert [running.locate(unit) for unit in range(len(units))] == units


def test_identifiers_lead_back_to_their_row_and_to_no_other_kind() -> None:
    guids, others = Guids(1, "a"), Guids(1, "b")
    for number in (0, 1, 999_999, 2**40):
        assert guids.number(guids[number]) == number
        assert guids.number(guids[number].upper()) == number
        assert others.number(guids[number]) is None
    for wrong in ("", "nonsense", None, 5, "00000000-0000-0000-0000-000000000000"):
        assert guids.number(wrong) is None
