"""A process that dies at any step of a write: whoever goes on finds out what became of it, and nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nlconnect import Create, Delete, Done, Plan, Rejected, Update
from nlconnect.client import Connection
from nlconnect.errors import QueryError
from nlconnect.model.change import Change
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts

KEY = "00000000-0000-0000-0000-000000000042"
CHANGES: dict[str, Change] = {
    "create": Create(Accounts, code="2001", name="Acme", city="Gouda"),
    "update": Update(Accounts, KEY, city="Gouda"),
    "delete": Delete(Accounts, KEY),
}
METHODS = {"create": "POST", "update": "PUT", "delete": "DELETE"}
MOST_STEPS = 200


class Died(BaseException):
    """The process is gone; what it would have done from here on does not happen."""


class Life:
    """Counts what a process does to the world outside, and ends it before or after one of these steps."""

    def __init__(self, steps: float, *, after: bool) -> None:
        self.left = steps
        self.after = after
        self.is_over = False

    def begin(self) -> None:
        if self.is_over:
            raise Died
        self.left -= 1
        if self.left < 0 and not self.after:
            self._end()

    def finish(self) -> None:
        if self.left < 0 and self.after:
            self._end()

    def _end(self) -> None:
        self.is_over = True
        raise Died


class MortalStore:
    """A state store that ends with its process. Locks are given back, as the kernel does."""

    def __init__(self, store: Any, life: Life) -> None:
        self._store = store
        self._life = life

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        return self._counted(found) if name in ("put", "delete", "update", "update_all") else found

    def _counted(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            self._life.begin()
            done = work(*given, **named)
            self._life.finish()
            return done

        return counted


def mortal(mock: SignedInMock, life: Life) -> Connection:
    """A connection of a process that lives for so many steps."""
    store = mock.store
    mock.store = MortalStore(store, life)  # type: ignore[assignment]  # as good as one
    exact = mock.connect(allow_writes=[Accounts])
    mock.store = store
    port = exact._session.exchange.port
    send = port.send

    async def counted(request: Any) -> Any:
        life.begin()
        answer = await send(request)
        life.finish()
        return answer

    port.send = counted  # type: ignore[method-assign]
    return exact


def gone_on(mock: SignedInMock, plan: Plan) -> Done:
    """What a later process makes of it."""
    exact = mock.connect(allow_writes=[Accounts])
    outcome: Any = exact.apply(plan)
    for _ in range(6):
        if isinstance(outcome, Done):
            return outcome
        if isinstance(outcome, Rejected):
            assert outcome.repeatable
            outcome = exact.apply(plan)
        else:
            outcome = exact.reconcile(plan)
            mock.advance(130)
    raise AssertionError(f"it never came to an end: {outcome}")


def has_happened(mock: SignedInMock, verb: str) -> bool:
    codes = [row.code for row in mock.connect().read(Accounts.where(Accounts.name == "Acme").select("code"))]
    if verb == "create":
        return codes.count("2001") == 1
    if verb == "delete":
        return "1042" not in codes
    return mock.connect().get(Accounts.select("city"), KEY).city == "Gouda"


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("verb", list(CHANGES))
def test_a_process_may_die_at_any_step_of_a_write(verb: str, *, after: bool) -> None:
    for steps in range(MOST_STEPS):
        mock = SignedInMock("exact")
        mock.add("crm.Accounts", id=KEY, code="1042", name="Acme", city="Utrecht")
        life = Life(float("inf"), after=after)
        exact = mortal(mock, life)
        plan = exact.plan(CHANGES[verb])
        life.left = steps
        try:
            exact.apply(plan)
        except Died:
            assert gone_on(mock, plan).plan == plan
        else:
            assert steps > 6, "hardly anything was counted"
            break
        assert has_happened(mock, verb)
        assert mock.calls.count(METHODS[verb], path="Accounts", status=201 if verb == "create" else 204) == 1
        mock.close()
    else:
        raise AssertionError("it goes on for ever")


def test_a_plan_whose_making_was_cut_off_was_never_sent(mock_exact: SignedInMock) -> None:
    life = Life(float("inf"), after=False)
    exact = mortal(mock_exact, life)
    life.left = 0
    with pytest.raises(Died):
        exact.plan(CHANGES["create"])
    assert mock_exact.calls.count("POST") == 0
    with pytest.raises(QueryError, match="no such plan"):
        mock_exact.connect().planned("0" * 16)
