"""The measurement of many contacts, in small."""

from __future__ import annotations

from bench import contacts


def test_it_counts_the_batches_and_tells_what_they_take_beside_bare_ones() -> None:
    calls, ratio = contacts.measure(count=45, latency_ms=0.0, rounds=1)
    assert (calls.value, calls.aim) == (3, 3)
    assert ratio.aim == contacts.MOST
    assert ratio.value > 0
