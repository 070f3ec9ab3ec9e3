"""What a purpose and an agent may take, reserved before it is used."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.engine.allowance import Account, Over, Receipt, Taking
from nlconnect.errors import PolicyRefused
from nlconnect.mock.clock import MockClock
from nlconnect.model.change import Call, Create
from nlconnect.model.outcome import Done, Plan
from nlconnect.policy import Budget
from nlconnect.state import MemoryStore
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts, Opportunities
from nlconnect_exact.salesentry import SalesEntries
from nlconnect_graph.mail import SendMail

NOON, DAY = 1_800_000_000.0, 86_400.0
POLICY = """
controller = "Voorbeeld Installatietechniek B.V."
language = "{language}"

[purposes.desk]
title = "Keeping customers up to date"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = ["exact", "graph"]
entities = ["crm.*", "salesentry.*", "mail.*"]
categories = ["user", "unreviewed"]
operations = ["read", "create", "call"]
outlets = ["return"]

[agents.reporter]
title = "Makes reports"
purposes = ["desk"]

[{holder}.budget]
{budget}
"""


def account(**budgets: Budget) -> Account:
    return Account(MemoryStore(clock=MockClock()), {("agent", name): budget for name, budget in budgets.items()})


def test_all_budgets_are_taken_from_or_none() -> None:
    both = account(a=Budget(calls=5), b=Budget(calls=2, records=10))
    assert isinstance(both.take(Taking(calls=2, records=3), now=NOON), Receipt)
    over = both.take(Taking(calls=1, records=1), now=NOON)
    assert over == Over("agent", "b", "calls", most=2, left=0)
    assert both.taken(now=NOON)["agent", "a"]["calls"] == 2
    assert both.take(Taking(records=8), now=NOON) == Over("agent", "b", "records", most=10, left=7)
    assert isinstance(both.take(Taking(calls=2), now=NOON + DAY), Receipt)


def test_the_same_people_are_met_once() -> None:
    some = account(a=Budget(subjects=3))
    one, two = frozenset({b"11111111", b"22222222"}), frozenset({b"22222222", b"33333333"})
    assert isinstance(some.take(Taking(subjects=one), now=NOON), Receipt)
    assert isinstance(some.take(Taking(subjects=two), now=NOON), Receipt)
    assert some.take(Taking(subjects=frozenset({b"44444444"})), now=NOON) == Over("agent", "a", "subjects", 3, 0)
    assert isinstance(some.take(Taking(subjects=one | two), now=NOON), Receipt)
    assert some.taken(now=NOON)["agent", "a"]["subjects"] == 3


def test_euros_are_rounded_up_to_cents() -> None:
    some = account(a=Budget(euros=Decimal("10.00")))
    assert isinstance(some.take(Taking(euros=Decimal("9.991")), now=NOON), Receipt)
    assert some.take(Taking(euros=Decimal("0.001")), now=NOON) == Over("agent", "a", "euros", 1_000, 0)


BITES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans()), max_size=40)


@given(bites=BITES, calls=st.integers(1, 40), size=st.integers(1, 40))
def test_what_is_used_is_never_more_than_the_budget(bites: list[tuple[int, int, bool]], calls: int, size: int) -> None:
    some = account(a=Budget(calls=calls, bytes=size), b=Budget(calls=30))
    used = Taking()
    for number, many, is_used in bites:
        found = some.take(Taking(calls=number, size=many), now=NOON)
        if isinstance(found, Over):
            continue
        if is_used:
            used = Taking(calls=used.calls + number, size=used.size + many)
        else:
            some.give_back(found, now=NOON)
    assert used.calls <= min(calls, 30)
    assert used.size <= size
    taken = some.taken(now=NOON)
    assert taken["agent", "a"]["calls"] == taken["agent", "b"]["calls"] == used.calls
    assert taken["agent", "a"]["bytes"] == used.size


Written = Callable[..., None]


@pytest.fixture
def written(mock_exact: SignedInMock, mock_graph: SignedInMock, tmp_path: Path) -> Written:
    def write(budget: str, *, holder: str = "purposes.desk", language: str = "en") -> None:
        path = tmp_path / "policy.toml"
        path.write_text(POLICY.format(budget=budget, holder=holder, language=language), "utf-8")
        mock_exact.policy = mock_graph.policy = path

    return write


def opportunity(amount: str) -> Create:
    return Create(Opportunities, name="Voorbeeld", amount_dc=Decimal(amount))


def test_a_plan_that_is_worth_too_much_is_warned_of_and_refused(mock_exact: SignedInMock, written: Written) -> None:
    written("euros = 1000")
    exact = mock_exact.connect(purpose="desk", allow_writes=[Opportunities])
    assert isinstance(exact.apply(exact.plan(opportunity("900.50"))), Done)
    plan = exact.plan(opportunity("99.51"))
    assert any("1,000 euros" in warning and "99.50 that are left" in warning for warning in plan.warnings)
    before = mock_exact.calls.count("POST", path="Opportunities")
    with pytest.raises(PolicyRefused, match="1,000 euros a day") as caught:
        exact.apply(plan)
    assert caught.value.rule == "budget"
    assert "[purposes.desk.budget]" in (caught.value.hint or "")
    assert mock_exact.calls.count("POST", path="Opportunities") == before
    assert isinstance(exact.apply(exact.plan(opportunity("99.50"))), Done)


def test_a_plan_that_was_refused_may_be_applied_on_another_day(mock_exact: SignedInMock, written: Written) -> None:
    written("records = 1")
    exact = mock_exact.connect(purpose="desk", allow_writes=[Opportunities])
    mock_exact.clock.advance(DAY - mock_exact.clock.now() % DAY - 60)
    assert isinstance(exact.apply(exact.plan(opportunity("1"))), Done)
    plan = exact.plan(opportunity("2"))
    with pytest.raises(PolicyRefused, match="1 records"):
        exact.apply(plan)
    mock_exact.clock.advance(120)
    assert isinstance(exact.apply(plan), Done)


def test_what_was_rejected_is_given_back(mock_exact: SignedInMock, written: Written) -> None:
    written("euros = 100")
    exact = mock_exact.connect(purpose="desk", allow_writes=[Opportunities])
    mock_exact.fault("400:times=1")
    exact.apply(exact.plan(opportunity("80")))
    assert isinstance(exact.apply(exact.plan(opportunity("90"))), Done)


def mail(*addresses: str) -> Call:
    return Call(
        SendMail,
        subject="Voorbeeld",
        body={"content_type": "text", "content": "Voorbeeld"},
        to_recipients=[{"email_address": {"address": address}} for address in addresses],
    )


def test_recipients_are_counted_where_something_is_sent(mock_graph: SignedInMock, written: Written) -> None:
    written("recipients = 3", language="nl")
    graph = mock_graph.connect(purpose="desk", allow_writes=[SendMail])
    assert isinstance(graph.apply(graph.plan(mail("a@voorbeeld.test", "b@voorbeeld.test"))), Done)
    with pytest.raises(PolicyRefused, match="mag 3 ontvangers per dag") as caught:
        graph.apply(graph.plan(mail("a@voorbeeld.test", "c@voorbeeld.test")))
    assert "verhoog recipients" in (caught.value.hint or "")
    assert isinstance(graph.apply(graph.plan(mail("a@voorbeeld.test"))), Done)


@pytest.mark.parametrize(
    ("budget", "said", "calls"),
    [("bytes = 40", "40 bytes", 2), ("bytes = 1", "1 bytes", 1), ("calls = 1", "1 calls", 1)],
)
def test_answers_and_calls_are_bounded_before_they_are_handed_out(
    mock_exact: SignedInMock, written: Written, budget: str, said: str, calls: int
) -> None:
    written(budget)
    for number in range(3):
        mock_exact.add("crm.Accounts", code=str(number), name="Voorbeeld")
    exact = mock_exact.connect(purpose="desk")
    mock_exact.calls.clear()

    def ask() -> None:
        exact.count(Accounts)
        list(exact.read(Accounts))

    with pytest.raises(PolicyRefused, match=said):
        ask()
    assert mock_exact.calls.count(path="/crm/") == calls


def test_many_changes_stop_at_the_budget_one_by_one_and_in_batches(
    mock_exact: SignedInMock, mock_graph: SignedInMock, written: Written
) -> None:
    written("records = 5\nrecipients = 5")
    exact = mock_exact.connect(purpose="desk", allow_writes=[Opportunities])
    states = [line.state for line in exact.apply_many([opportunity("1") for _ in range(8)])]
    assert (states.count("done"), states.count("rejected")) == (5, 3)
    graph = mock_graph.connect(purpose="desk", allow_writes=[SendMail])
    lines = list(graph.apply_many([mail(f"n{number}@voorbeeld.test") for number in range(8)]))
    states = [line.state for line in lines]
    assert (states.count("done"), states.count("rejected")) == (5, 3), lines
    assert mock_graph.calls.count("POST", path="$batch") == 1
    assert {type(line.error) for line in lines if line.state == "rejected"} == {PolicyRefused}


def test_a_batch_that_may_not_leave_is_not_lost(mock_graph: SignedInMock, written: Written) -> None:
    written("calls = 1")
    graph = mock_graph.connect(purpose="desk", allow_writes=[SendMail])
    list(graph.apply_many([mail("a@voorbeeld.test"), mail("b@voorbeeld.test")]))
    lines = list(graph.apply_many([mail("c@voorbeeld.test"), mail("d@voorbeeld.test")]))
    assert [line.state for line in lines] == ["rejected", "rejected"]
    assert mock_graph.calls.count("POST", path="$batch") == 1


@pytest.mark.parametrize(
    ("values", "worth"),
    [
        ({"name": "Voorbeeld", "amount_dc": Decimal("12.50")}, "12.50"),
        ({"name": "Voorbeeld", "amount_dc": Decimal(-7)}, "7"),
        ({"name": "Voorbeeld"}, ""),
    ],
)
def test_a_plan_says_what_it_is_worth(mock_exact: SignedInMock, values: dict[str, object], worth: str) -> None:
    exact = mock_exact.connect(allow_writes=[Opportunities])
    plan = exact.plan(Create(Opportunities, **values))
    assert plan.worth == worth
    assert Plan.load(plan.dump()).sealed() == plan
    assert plan.fingerprint() == plan.digest


def test_an_entry_is_worth_what_its_lines_come_to(mock_exact: SignedInMock) -> None:
    customer = mock_exact.add("crm.Accounts", code="1", name="Voorbeeld")
    account_of = mock_exact.add("financial.GLAccounts", code="8000", description="Omzet")
    exact = mock_exact.connect(allow_writes=[SalesEntries])
    lines = [{"amount_fc": Decimal(amount), "gl_account": str(account_of["ID"])} for amount in ("100", "-20.50")]
    plan = exact.plan(Create(SalesEntries, customer=str(customer["ID"]), journal="70", sales_entry_lines=lines))
    assert plan.worth == "120.50"


async def test_both_faces_take_from_the_same_budget(mock_exact: SignedInMock, written: Written) -> None:
    written("subjects = 4")
    for number in range(4):
        mock_exact.add("crm.Accounts", code=str(number), name="Voorbeeld")
    assert len(list(mock_exact.connect(purpose="desk").read(Accounts))) == 4
    async with mock_exact.connect_async(purpose="desk") as exact:
        assert len([account async for account in exact.read(Accounts)]) == 4, "nobody new"
        mock_exact.add("crm.Accounts", code="5", name="Voorbeeld")
        found = []
        with pytest.raises(PolicyRefused, match="4 subjects"):
            found += [account async for account in exact.read(Accounts)]
    assert found == []


def test_a_table_is_bounded_before_its_rows_are_handed_out(mock_exact: SignedInMock, written: Written) -> None:
    written("subjects = 2")
    for number in range(3):
        mock_exact.add("crm.Accounts", code=str(number), name="Voorbeeld")
    rows = []
    with pytest.raises(PolicyRefused, match="2 subjects"):
        rows += list(mock_exact.connect(purpose="desk").batches(Accounts.select("id", "code")))
    assert rows == []
    assert mock_exact.audit[-1]["records"] == 0, "nobody got these"
