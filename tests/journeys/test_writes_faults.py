"""Every fault on the way of a write, for each verb in each system: carried out once, or honestly unknown."""

from __future__ import annotations

import pytest
from bench import faults

from nlconnect.engine.intent import Ledger

BLIND = {("exact", "call"), ("afas", "call"), ("graph", "call")}
"""What leaves nothing to look for."""
HARMLESS = {faults.TWICE, faults.WORKERS}
"""Where the answer is not lost."""


@pytest.mark.parametrize(
    ("system", "verb"), [(system, verb) for system, verbs in faults.CASES.items() for verb in verbs]
)
def test_whatever_happens_on_the_way_nothing_is_written_twice(system: str, verb: str) -> None:
    rows = list(faults.measure(system, verb))
    assert [row for row in rows if row.doubles or row.missing] == []
    open_ = {row.fault for row in rows if row.unknown}
    assert open_ == ({*faults.FAULTS, faults.WORKERS} - HARMLESS if (system, verb) in BLIND else set())


def test_the_table_would_tell_of_a_writer_that_keeps_no_intents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "claim", lambda self, plans, **_: {plan.id for plan in plans})
    monkeypatch.setattr(Ledger, "intent", lambda self, plan: None)
    monkeypatch.setattr(Ledger, "end", lambda self, outcomes, *, now: None)
    assert faults.shared("exact", "call").doubles
