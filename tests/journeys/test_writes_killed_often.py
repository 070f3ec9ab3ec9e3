"""Processes that write and are killed with SIGKILL, one after another, until the run has come to its end."""

from __future__ import annotations

import pytest
from bench import killed
from bench.killed import measure
from bench.runs import SYSTEMS


@pytest.mark.parametrize("in_batches", [False, True], ids=["one by one", "in batches"])
@pytest.mark.parametrize("system", SYSTEMS)
def test_writers_that_are_killed_double_nothing_and_lose_nothing(system: str, *, in_batches: bool) -> None:
    figures = measure(system, points=5, seed=2, count=15, in_batches=in_batches)
    assert (figures.doubles, figures.missing, figures.astray) == (0, 0, 0), str(figures)
    assert figures.points >= 2
    assert len(figures.unknown) <= figures.points


def test_without_the_two_minutes_that_a_lost_write_may_take_there_would_be_doubles(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(killed, "LATE_SECONDS", (60.0, 90.0))  # after the first look, however slow the machine is
    assert measure("graph", points=12, seed=3, count=15, settling=0.0).doubles
