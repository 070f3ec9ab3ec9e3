"""A process that dies at any step of a run of many writes: the run is started again, nothing is doubled or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from bench import killed

from nlconnect import Create, Update
from nlconnect.client import Connection
from nlconnect.model.change import Change
from nlconnect.model.collection import Collection
from nlconnect.testing import SignedInMock
from nlconnect_afas.relations import KnOrganisation, Profit_OrgPer
from nlconnect_exact.crm import Accounts
from nlconnect_graph.contacts import Contacts

KEY = "00000000-0000-0000-0000-000000000042"
MOST_STEPS = 400


class Died(BaseException):
    """The process is gone; what it would have done from here on does not happen."""


class Life:
    """Counts what a process does to the world outside, and ends it before or after one of these steps."""

    def __init__(self, steps: int, *, after: bool) -> None:
        self.left = steps
        self.after = after
        self.is_over = False

    def step(self, *, done: bool) -> None:
        if self.is_over:
            raise Died
        if not done:
            self.left -= 1
        if self.left < 0 and self.after == done:
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
            self._life.step(done=False)
            done = work(*given, **named)
            self._life.step(done=True)
            return done

        return counted


def mortal(mock: SignedInMock, life: Life, entity: Collection[Any]) -> Connection:
    """A connection of a process that lives for so many steps."""
    store = mock.store
    mock.store = MortalStore(store, life)  # type: ignore[assignment]  # as good as one
    connection = mock.connect(allow_writes=[entity])
    mock.store = store
    port = connection._session.exchange.port
    send = port.send

    async def counted(request: Any) -> Any:
        life.step(done=False)
        answer = await send(request)
        life.step(done=True)
        return answer

    port.send = counted  # type: ignore[method-assign]
    return connection


def graph_run(mock: SignedInMock) -> list[Change]:
    key = str(mock.add("contacts.Contacts", given_name="N0", surname="Old")["id"])
    people = [
        Create(Contacts, given_name=f"N{n}", email_addresses=[{"address": f"n{n}@acme.test", "name": ""}])
        for n in range(1, 24)
    ]
    return [*people[:12], Update(Contacts, key, surname="New"), *people[12:]]


def exact_run(mock: SignedInMock) -> list[Change]:
    mock.add("crm.Accounts", id=KEY, code="1000", name="N0", city="Utrecht")
    return [
        Create(Accounts, code="2001", name="N1"),
        Update(Accounts, KEY, city="Gouda"),
        Create(Accounts, code="2002", name="N2"),
    ]


def afas_run(mock: SignedInMock) -> list[Change]:
    mock.clear("relations.Profit_OrgPer")
    return [
        Create(KnOrganisation, match_oga="always_insert", nm=f"N{number}", cc_nr=f"1234500{number}")
        for number in range(3)
    ]


RUNS: dict[str, tuple[Any, Callable[[SignedInMock], list[Change]], str]] = {
    "graph": (Contacts, graph_run, "given_name"),
    "exact": (Accounts, exact_run, "name"),
    "afas": (KnOrganisation, afas_run, "name"),
}


def names_in(mock: SignedInMock, system: str) -> Counter[str]:
    shown = Profit_OrgPer if system == "afas" else RUNS[system][0]
    rows = mock.connect().read(shown.select(RUNS[system][2]))
    return Counter(
        name for row in rows if (name := getattr(row, RUNS[system][2])) and name[0] == "N" and name[1:].isdigit()
    )


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("system", list(RUNS))
def test_a_run_may_die_at_any_step_and_is_gone_on_with(system: str, *, after: bool) -> None:
    entity, changes_of, _ = RUNS[system]
    for steps in range(MOST_STEPS):
        mock = SignedInMock(system)
        changes = changes_of(mock)
        standing = names_in(mock, system)
        mock.calls.clear()
        life = Life(steps, after=after)
        dying = mortal(mock, life, entity)
        try:
            list(dying.apply_many(changes, run="december"))
        except Died:
            died = True
        else:
            died = False
        mock.advance(1)
        gone_on = list(mock.connect(allow_writes=[entity]).apply_many(changes, run="december"))
        assert [line.state for line in gone_on] == ["done"] * len(changes), {line.reason for line in gone_on}
        new = names_in(mock, system) - standing
        assert set(new.values()) == {1}, f"after {steps} steps"
        assert len(new) == sum(isinstance(change, Create) for change in changes)
        mock.close()
        if not died:
            assert steps > 12, "hardly anything was counted"
            break
    else:
        raise AssertionError("it goes on for ever")


@pytest.mark.slow
@pytest.mark.parametrize("system", list(RUNS))
def test_processes_killed_in_the_middle_of_a_run_double_and_miss_nothing(system: str) -> None:
    figures = killed.measure(system, count=20, points=3, seed=3, in_batches=True)
    assert figures.points >= 3
    assert (figures.doubles, figures.missing, figures.astray) == (0, 0, 0)
