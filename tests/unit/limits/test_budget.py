"""One budget, step by step."""

from __future__ import annotations

import pytest

from nlconnect.limits import Budget, LimitSpec, Observation, Seen, WindowSpec

SPEC = LimitSpec((WindowSpec("minute", 5, 60), WindowSpec("day", 100, 86400)))
MINUTE_START = 1_795_000_020.0
"""A full minute on every clock."""


def told(remaining: int, end: float, *, limit: int = 5, date: float | None = None) -> Observation:
    return Observation({"minute": Seen(limit, remaining, end)}, date=date)


def spend(budget: Budget, now: float, observation: Observation, *, took: float = 0.01) -> Budget:
    budget, ticket = budget.reserve(now)
    assert ticket.granted
    return budget.observe(observation, sent_at=now, received_at=now + took, reservation=ticket)


def test_every_ticket_is_free_at_the_start_and_none_after_the_last() -> None:
    budget = Budget.fresh(SPEC)
    for _ in range(5):
        budget, ticket = budget.reserve(MINUTE_START + 10)
        assert ticket.granted
    budget = budget.observe(
        told(0, MINUTE_START + 60, date=MINUTE_START + 10), sent_at=MINUTE_START + 10, received_at=MINUTE_START + 10
    )
    _, ticket = budget.reserve(MINUTE_START + 10.5)
    assert not ticket.granted
    assert ticket.window == "minute"
    assert ticket.wait == pytest.approx(49.5, abs=1.1)


def test_the_last_moment_of_a_window_is_left_alone_while_the_clock_is_not_well_known() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 10, told(4, MINUTE_START + 60, date=MINUTE_START + 10))
    assert budget.reserve(MINUTE_START + 59)[1].granted
    assert not budget.reserve(MINUTE_START + 59.95)[1].granted


def test_a_well_known_clock_needs_no_guard() -> None:
    budget = Budget.fresh(SPEC)
    budget = spend(budget, MINUTE_START + 9.98, told(4, MINUTE_START + 60, date=MINUTE_START + 9))
    budget = spend(budget, MINUTE_START + 10, told(3, MINUTE_START + 60, date=MINUTE_START + 10))
    assert budget.clock.is_well_known(MINUTE_START + 11)
    assert budget.reserve(MINUTE_START + 59.95)[1].granted


def test_a_returned_ticket_is_free_again() -> None:
    budget = Budget.fresh(SPEC)
    taken = []
    for _ in range(5):
        budget, ticket = budget.reserve(MINUTE_START + 1)
        taken.append(ticket)
    assert not budget.reserve(MINUTE_START + 1)[1].granted
    budget = budget.release(taken[0])
    assert budget.reserve(MINUTE_START + 1)[1].granted
    assert budget.release(taken[0]).release(taken[0]).status(MINUTE_START + 1).windows[0].remaining <= 5


def test_the_server_is_believed_where_it_counts_more_calls_than_we_made() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 1, told(1, MINUTE_START + 60, date=MINUTE_START + 1))
    assert budget.status(MINUTE_START + 2).windows[0].remaining == 1
    late = told(4, MINUTE_START + 60, date=MINUTE_START + 1)
    budget = budget.observe(late, sent_at=MINUTE_START + 1, received_at=MINUTE_START + 3)
    assert budget.status(MINUTE_START + 4).windows[0].remaining == 1


def test_a_window_that_is_shorter_than_the_spec_says_is_learnt_from_its_reset() -> None:
    start = MINUTE_START + 1.5
    budget = spend(Budget.fresh(SPEC), start, told(0, MINUTE_START + 3, date=MINUTE_START + 1))
    wait = budget.reserve(start + 0.1)[1].wait
    assert wait <= 2.5
    budget, ticket = budget.reserve(start + 0.1 + wait)
    assert ticket.granted
    assert budget.status(start + 0.1 + wait).windows[0].resets_at is None


def test_a_successor_of_unknown_end_hands_out_its_tickets_and_then_waits_for_an_answer_only() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 1, told(0, MINUTE_START + 3, date=MINUTE_START + 1))
    now = MINUTE_START + 5
    for _ in range(5):
        budget, ticket = budget.reserve(now)
        assert ticket.granted
    _, ticket = budget.reserve(now)
    assert 0 < ticket.wait <= 0.1


def test_a_call_that_crossed_the_end_of_its_window_is_counted_in_the_next() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 50, told(4, MINUTE_START + 60, date=MINUTE_START + 50))
    budget, crossing = budget.reserve(MINUTE_START + 59)
    budget, _ = budget.reserve(MINUTE_START + 62)
    assert budget.status(MINUTE_START + 62).windows[0].remaining == 3
    answer = told(3, MINUTE_START + 120, date=MINUTE_START + 62)
    budget = budget.observe(answer, sent_at=MINUTE_START + 59, received_at=MINUTE_START + 63, reservation=crossing)
    assert budget.status(MINUTE_START + 63).windows[0].remaining == 3


def test_a_late_answer_of_the_window_before_gives_its_ticket_back() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 50, told(4, MINUTE_START + 60, date=MINUTE_START + 50))
    budget, late = budget.reserve(MINUTE_START + 59)
    budget = spend(budget, MINUTE_START + 62, told(4, MINUTE_START + 120, date=MINUTE_START + 62))
    assert budget.status(MINUTE_START + 63).windows[0].remaining == 3
    answer = told(3, MINUTE_START + 60, date=MINUTE_START + 59)
    budget = budget.observe(answer, sent_at=MINUTE_START + 59, received_at=MINUTE_START + 63, reservation=late)
    assert budget.status(MINUTE_START + 63).windows[0].remaining == 4


def test_the_ticket_of_a_killed_process_is_forgotten() -> None:
    budget, _ = Budget.fresh(SPEC).reserve(MINUTE_START + 1)
    assert budget.status(MINUTE_START + 61).in_flight == 1
    assert budget.status(MINUTE_START + 181).in_flight == 0
    assert budget.status(MINUTE_START + 181).windows[0].remaining == 5


def test_a_clock_that_was_set_back_does_not_hold_calls_for_longer_than_a_window() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 1, told(0, MINUTE_START + 60, date=MINUTE_START + 1))
    assert budget.reserve(MINUTE_START - 3600)[1].granted


def test_spent_day_is_exhausted_and_its_error_names_the_moment_of_reset() -> None:
    seen = Observation({"day": Seen(100, 0, MINUTE_START + 7200)}, date=MINUTE_START)
    _, ticket = spend(Budget.fresh(SPEC), MINUTE_START, seen).reserve(MINUTE_START + 1)
    assert (ticket.granted, ticket.exhausted, ticket.window) == (False, True, "day")
    assert ticket.resets_at == pytest.approx(MINUTE_START + 7200, abs=2)


def test_a_budget_survives_the_store() -> None:
    budget = spend(Budget.fresh(SPEC), MINUTE_START + 1, told(3, MINUTE_START + 60, date=MINUTE_START + 1))
    budget, _ = budget.reserve(MINUTE_START + 2)
    assert Budget.load(budget.dump(), spec=SPEC) == budget
    assert len(budget.dump()) < 300


@pytest.mark.parametrize("document", [None, b"", b"{}", b"[1]", b'{"v":9}', b"\xff", b'{"v":1,"names":["hour"]}'])
def test_an_unreadable_document_is_a_fresh_budget(document: bytes | None) -> None:
    assert Budget.load(document, spec=SPEC) == Budget.fresh(SPEC)
