"""What a write leaves behind at every moment: the intent, the plan, the audit trail, and who may go on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlconnect import Create, Delete, Done, Rejected, Unknown, Update, Upsert
from nlconnect.client import Connection
from nlconnect.engine.intent import INTENTS, PLANS, Intent
from nlconnect.errors import ConfigError, NlconnectError, QueryError
from nlconnect.model.outcome import Plan
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts

NEW = Create(Accounts, code="2001", name="Acme", city="Gouda")
METHODS = {"create": "POST", "update": "PUT", "delete": "DELETE"}


class Died(BaseException):
    """The process ends here."""


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Connection:
    return mock_exact.connect(allow_writes=[Accounts])


def state_of(mock: SignedInMock, plan: Plan) -> str | None:
    document = mock.store.get(INTENTS, plan.id)
    return None if document is None else Intent.load(document).state


def count(exact: Connection) -> int:
    return len(list(exact.read(Accounts.where(Accounts.code == "2001").select("code"))))


def test_the_intent_is_stored_before_the_request_leaves_and_settled_afterwards(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    plan = exact.plan(NEW)
    assert state_of(mock_exact, plan) is None
    seen: list[str | None] = []
    mock_exact.watch(lambda call: seen.append(state_of(mock_exact, plan)) if call.method == "POST" else None)
    exact.apply(plan).unwrap()
    assert seen == ["sent"]
    assert state_of(mock_exact, plan) == "done"


def test_the_values_of_a_plan_go_when_it_was_carried_out_or_refused(
    mock_exact: SignedInMock, exact: Connection
) -> None:
    for fault in (None, 400):
        plan = exact.plan(Create(Accounts, code=f"30{fault}", name="Acme"))
        assert mock_exact.store.get(PLANS, plan.id) is not None
        if fault:
            mock_exact.fail_next(fault, method="POST")
        exact.apply(plan)
        assert mock_exact.store.get(PLANS, plan.id) is None


@pytest.mark.parametrize("is_sent", [True, False])
def test_a_process_that_dies_at_the_wire_leaves_an_unknown_that_another_one_clears_up(
    mock_exact: SignedInMock, exact: Connection, monkeypatch: pytest.MonkeyPatch, *, is_sent: bool
) -> None:
    plan = exact.plan(NEW)
    port = exact._session.exchange.port
    send = port.send

    async def dying(request: Any) -> Any:
        if request.method == "POST":
            if is_sent:
                await send(request)
            raise Died
        return await send(request)

    monkeypatch.setattr(port, "send", dying)
    with pytest.raises(Died):
        exact.apply(plan)
    other = mock_exact.connect(allow_writes=[Accounts])
    plan = other.planned(plan.id)
    assert isinstance(other.apply(plan), Unknown)
    outcome = other.reconcile(plan)
    if is_sent:
        assert isinstance(outcome, Done)
    else:
        assert isinstance(outcome, Unknown)
        mock_exact.advance(121)
        outcome = other.reconcile(plan)
        assert isinstance(outcome, Rejected)
        assert outcome.repeatable
        other.apply(plan).unwrap()
    assert count(other) == 1


def test_without_an_audit_entry_nothing_is_sent_and_the_plan_stays_good(
    mock_exact: SignedInMock, exact: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = exact.plan(NEW)
    record = mock_exact.audit.record

    def full(entry: Mapping[str, object], *, now: float) -> None:
        if entry["operation"] == "create":
            raise ConfigError("no room")
        record(entry, now=now)

    monkeypatch.setattr(mock_exact.audit, "record", full)
    with pytest.raises(ConfigError):
        exact.apply(plan)
    assert mock_exact.calls.count("POST") == 0
    monkeypatch.undo()
    exact.apply(plan).unwrap()


def test_where_only_the_last_entry_could_not_be_written_the_outcome_is_still_known(
    mock_exact: SignedInMock, exact: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = exact.plan(NEW)
    record = mock_exact.audit.record

    def full(entry: Mapping[str, object], *, now: float) -> None:
        if entry["operation"] == "create" and entry["outcome"] != "begun":
            raise ConfigError("no room")
        record(entry, now=now)

    monkeypatch.setattr(mock_exact.audit, "record", full)
    with pytest.raises(ConfigError):
        exact.apply(plan)
    assert isinstance(exact.apply(plan), Done)
    assert mock_exact.calls.count("POST") == 1


def test_while_a_worker_is_at_it_nobody_else_sends_or_concludes(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(NEW)
    lock = mock_exact.store.lock(f"write:{plan.id}")
    assert lock.try_acquire()
    assert isinstance(exact.apply(plan), Unknown)
    lock.release()
    mock_exact.fail_next("cut-before", method="POST")
    assert isinstance(exact.apply(plan), Unknown)
    assert lock.try_acquire()
    for _ in range(3):
        mock_exact.advance(200)
        assert isinstance(exact.reconcile(plan), Unknown)
    lock.release()


def test_a_write_whose_caller_was_cancelled_is_found(mock_exact: SignedInMock) -> None:
    async def cancelled() -> Plan:
        async with mock_exact.connect_async(allow_writes=[Accounts]) as exact:
            plan = await exact.plan(NEW)
            port = exact._session.exchange.port
            send, sent = port.send, asyncio.Event()

            async def held(request: Any) -> Any:
                answer = await send(request)
                if request.method == "POST":
                    sent.set()
                    await asyncio.Event().wait()
                return answer

            port.send = held  # type: ignore[method-assign]
            task = asyncio.ensure_future(exact.apply(plan))
            await sent.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return plan

    plan = asyncio.run(cancelled())
    exact = mock_exact.connect(allow_writes=[Accounts])
    assert isinstance(exact.apply(plan), Unknown)
    assert isinstance(exact.reconcile(plan), Done)
    assert count(exact) == 1


def stored(mock: SignedInMock) -> list[Any]:
    """The accounts as the mock has them."""
    service: Any = mock.service
    entity = service.state.resources.entity("crm.Accounts")
    table = service.state.table(service.state.divisions[0], entity, now=mock.clock.now())
    return [table.row(number) for number in table.numbers()]


def happenings(mock: SignedInMock) -> list[tuple[object, ...]]:
    """Changes with every write, also with one that writes what stood there."""
    return [(row["ID"], row["Modified"], row["Timestamp"], row["City"]) for row in stored(mock)]


FAULTS = st.sampled_from(
    "503 503-after 502 502-after 504-after 500 500-after 429 400 403 404 408 409 html cut-before cut-after "
    "token-expired".split()
)


@pytest.mark.parametrize("kind", ["create", "update", "delete", "upsert"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(FAULTS, max_size=3), steps=st.lists(st.sampled_from(["apply", "reconcile", "wait"]), max_size=8))
def test_whatever_fails_and_whoever_goes_on_a_change_happens_at_most_once(
    kind: str, faults: list[str], steps: list[str]
) -> None:
    mock = SignedInMock("exact")
    exact = mock.connect(allow_writes=[Accounts])
    key = str(mock.add("crm.Accounts", code="1042", name="Acme", city="Utrecht")["ID"])
    change = {
        "create": NEW,
        "upsert": Upsert(Accounts, "code", code="2001", name="Acme"),
        "update": Update(Accounts, key, city="Gouda"),
        "delete": Delete(Accounts, key),
    }[kind]
    plan = exact.plan(change)
    method = METHODS[plan.verb]
    versions: list[object] = []
    before = happenings(mock)

    def watched(call: object) -> None:
        nonlocal before
        if happenings(mock) != before:
            before = happenings(mock)
            versions.append(call)

    mock.watch(watched)

    def happened() -> bool:
        found = {row["Code"].strip(): row for row in stored(mock)}
        if plan.verb == "create":
            return "2001" in found
        return "1042" not in found if plan.verb == "delete" else found["1042"]["City"] == "Gouda"

    for fault in faults:
        mock.fail_next(fault, method=method)
    outcome: object = None
    for step in [*steps, "apply", "reconcile", "wait", "reconcile", "apply"]:
        try:
            if step == "wait":
                mock.advance(130)
            else:
                outcome = exact.apply(plan) if step == "apply" else exact.reconcile(plan)
        except NlconnectError:
            continue
        if isinstance(outcome, Done):
            assert happened()
        elif isinstance(outcome, Rejected):
            assert not happened()
    assert len(stored(mock)) <= 2
    assert len(versions) <= 1, "it was written twice"
    if isinstance(outcome, Done):
        assert happened()
    mock.close()


def test_a_plan_of_another_app_is_refused(mock_exact: SignedInMock, exact: Connection) -> None:
    plan = exact.plan(NEW)
    elsewhere = SignedInMock("exact")
    elsewhere.store.put(PLANS, plan.id, plan.dump().encode())
    other = elsewhere.connect(allow_writes=[Accounts])
    other._session.exchange._budget_prefix = "exact/elsewhere/app"
    with pytest.raises(QueryError, match="another place"):
        other.apply(plan)
    elsewhere.close()
