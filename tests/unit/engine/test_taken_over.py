"""One who looks for a lost write does not undo what another has begun meanwhile."""

from __future__ import annotations

from nlconnect.engine.intent import Ledger
from nlconnect.errors import ApiError
from nlconnect.model.change import Create
from nlconnect.model.outcome import Rejected, Unknown
from nlconnect.model.ports import Lock
from nlconnect.state import MemoryStore
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts


def test_a_write_that_another_begins_while_it_is_looked_for_is_left_alone(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect(allow_writes=[Accounts])
    plan = exact.plan(Create(Accounts, code="1", name="Voorbeeld"))
    store, now = mock_exact.store, mock_exact.clock.now()
    ledger = Ledger(store)
    ledger.claim([plan], now=now, guard="write:many:first")

    class Overtaken:
        """Between the look at the intent and the lock the first gives up, and another one claims it."""

        def __init__(self, inner: Lock) -> None:
            self._inner = inner

        def try_acquire(self) -> bool:
            ledger.end([Rejected(plan, ApiError("busy"), repeatable=True)], now=now)
            assert ledger.claim([plan], now=now, guard="write:many:second") == {plan.id}
            return self._inner.try_acquire()

        def release(self) -> None:
            self._inner.release()

    class Overtaking(MemoryStore):
        def lock(self, name: str) -> Lock:
            inner = super().lock(name)
            return Overtaken(inner) if name == "write:many:first" else inner

    overtaking = Overtaking(clock=mock_exact.clock)
    overtaking.__dict__.update({**store.__dict__, "lock": overtaking.lock})
    exact._session.exchange.store = overtaking
    exact._writing().ledger._store = overtaking
    calls = mock_exact.calls.total
    outcome = exact.reconcile(plan)
    assert isinstance(outcome, Unknown)
    intent = ledger.intent(plan)
    assert intent is not None
    assert (intent.state, intent.guard, intent.missed_at) == ("sent", "write:many:second", None)
    assert mock_exact.calls.total == calls
