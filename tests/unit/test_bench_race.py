"""A small race for each unit; `python -m bench.race` runs the whole one."""

from __future__ import annotations

import pytest
from bench.race import Race, over_a_system, raced

from nlconnect.policy import UNITS, Unit


@pytest.mark.parametrize("unit", UNITS)
def test_threads_never_take_more_than_a_budget_together(unit: Unit) -> None:
    race = raced(unit, how="threads", workers=12, share=0.1)
    assert race.ok, str(race)


def test_processes_never_take_more_than_a_budget_together() -> None:
    race = raced("records", how="processes", workers=8, share=0.1)
    assert race.ok, str(race)


@pytest.mark.parametrize("unit", ["calls", "subjects", "recipients", "euros"])
def test_connections_never_use_more_than_a_budget_together(unit: Unit) -> None:
    race = over_a_system(unit, workers=12)
    assert race.ok, str(race)


def test_a_budget_that_was_exceeded_or_lay_idle_misses_the_aim() -> None:
    assert Race("calls", "threads", 4, 10, 10, 4).ok
    assert not Race("calls", "threads", 4, 10, 11, 4).ok
    assert not Race("calls", "threads", 4, 10, 5, 4).ok
    assert not Race("calls", "threads", 4, 10, 10, 3).ok
    assert "exceeded=1 (aim 0)" in str(Race("calls", "threads", 4, 10, 11, 4))
