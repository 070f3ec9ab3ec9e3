"""Calls that cost more than one, and windows whose end is told as seconds from now."""

from __future__ import annotations

from nlconnect.limits import Budget, HeaderNames, LimitSpec, WindowSpec, observation_of

NOW = 1_790_000_000.0
HEADERS = HeaderNames("limit", "remaining", "reset", counts_down=True)
SPEC = LimitSpec(
    windows=(WindowSpec("minute", limit=10, seconds=60, clock_aligned=False, headers=HEADERS),), concurrency=None
)


def test_a_ticket_may_cost_several_calls_and_waits_where_they_are_not_left() -> None:
    budget, ticket = Budget.fresh(SPEC).reserve(NOW, cost=6)
    assert ticket.granted
    assert budget.windows[0].free == 4
    again, refused = budget.reserve(NOW, cost=5)
    assert not refused.granted
    assert refused.wait > 0
    again, granted = again.reserve(NOW, cost=4)
    assert granted.granted
    assert again.windows[0].free == 0
    assert again.release(granted).windows[0].free == 4


def test_what_costs_more_than_a_whole_window_goes_when_all_of_it_is_free() -> None:
    budget, ticket = Budget.fresh(SPEC).reserve(NOW, cost=50)
    assert ticket.granted
    assert not budget.reserve(NOW, cost=1)[1].granted


def test_an_end_told_in_seconds_counts_from_the_servers_own_time() -> None:
    headers = {"limit": "10", "remaining": "3", "reset": "30", "date": "Mon, 23 Nov 2026 12:00:00 GMT"}
    seen = observation_of(200, headers, spec=SPEC)
    assert seen.date is not None
    assert seen.windows["minute"].reset == seen.date + 30
    del headers["date"]
    assert observation_of(200, headers, spec=SPEC).windows["minute"].reset is None
