"""Every oddity of the rate headers, and what the budget makes of it."""

from __future__ import annotations

import pytest

from nlconnect.limits import Budget, HeaderNames, LimitSpec, Observation, Seen, WindowSpec, observation_of

MINUTE = HeaderNames("x-ratelimit-minutely-limit", "x-ratelimit-minutely-remaining", "x-ratelimit-minutely-reset")
DAY = HeaderNames("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
SPEC = LimitSpec((WindowSpec("minute", 60, 60, headers=MINUTE), WindowSpec("day", 5000, 86400, headers=DAY)))

DATE = "Fri, 12 May 2023 08:18:25 GMT"
SERVER_NOW = 1683879505.0
MINUTE_END = 1683879540.0
DAY_END = 1683936000.0
MINUTE_GROUP = {MINUTE.limit: "60", MINUTE.remaining: "58", MINUTE.reset: "1683879540000"}
DAY_GROUP = {DAY.limit: "5000", DAY.remaining: "4766", DAY.reset: "1683936000000"}


def learnt(status: int, headers: dict[str, str], *, at: float = SERVER_NOW) -> Budget:
    budget, ticket = Budget.fresh(SPEC).reserve(at)
    seen = observation_of(status, headers, spec=SPEC)
    return budget.observe(seen, sent_at=at, received_at=at + 0.1, reservation=ticket)


@pytest.mark.parametrize(
    ("headers", "windows"),
    [
        ({}, {}),
        (MINUTE_GROUP, {"minute": Seen(60, 58, MINUTE_END)}),
        (DAY_GROUP, {"day": Seen(5000, 4766, DAY_END)}),
        (MINUTE_GROUP | DAY_GROUP, {"minute": Seen(60, 58, MINUTE_END), "day": Seen(5000, 4766, DAY_END)}),
        ({MINUTE.reset: "1683879540"}, {"minute": Seen(None, None, MINUTE_END)}),
        ({MINUTE.reset: "1683879540123"}, {"minute": Seen(None, None, 1683879540.123)}),
        ({DAY.limit: "5000", DAY.remaining: "0"}, {"day": Seen(5000, 0, None)}),
        ({MINUTE.remaining: "-1"}, {"minute": Seen(None, 0, None)}),
        ({MINUTE.remaining: "", MINUTE.limit: "many"}, {}),
        ({MINUTE.limit: "60", MINUTE.reset: "0"}, {"minute": Seen(60, None, None)}),
        ({MINUTE.limit: "nan", MINUTE.reset: "inf"}, {}),
    ],
)
def test_headers_are_read_and_what_is_missing_stays_unknown(headers: dict[str, str], windows: dict[str, Seen]) -> None:
    assert dict(observation_of(200, headers, spec=SPEC).windows) == windows


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "Fri, 12 May 2023 08:18:55 GMT", "date": DATE}, 30.0),
        ({"retry-after": "Fri, 12 May 2023 08:18:55 GMT"}, None),
        ({"retry-after": "soon", "date": "yesterday"}, None),
    ],
)
def test_retry_after_is_read_in_both_forms(headers: dict[str, str], seconds: float | None) -> None:
    assert observation_of(429, headers, spec=SPEC).retry_after == seconds


def test_the_six_headers_of_a_real_answer_set_both_windows() -> None:
    status = learnt(200, {"date": DATE} | MINUTE_GROUP | DAY_GROUP).status(SERVER_NOW + 1)
    assert [(window.name, window.limit, window.remaining) for window in status.windows] == [
        ("minute", 60, 58),
        ("day", 5000, 4766),
    ]
    assert status.windows[0].resets_at == pytest.approx(MINUTE_END, abs=1)
    assert status.windows[1].resets_at == pytest.approx(DAY_END, abs=1)
    assert status.wait == 0


def test_a_missing_group_is_unknown_and_not_empty() -> None:
    budget = learnt(200, {"date": DATE} | MINUTE_GROUP)
    assert budget.status(SERVER_NOW + 1).windows[1].remaining == 4999
    assert budget.reserve(SERVER_NOW + 1)[1].granted


def test_a_429_with_the_minute_group_waits_for_the_minute_by_the_servers_clock() -> None:
    our_clock = SERVER_NOW + 245
    refused = {"date": DATE, MINUTE.limit: "60", MINUTE.remaining: "0", MINUTE.reset: "1683879540000"}
    _, answer = learnt(429, refused, at=our_clock).reserve(our_clock + 0.1)
    assert not answer.granted
    assert answer.wait == pytest.approx(MINUTE_END - SERVER_NOW, abs=1.5)
    assert not answer.exhausted


def test_a_429_whose_reset_is_nonsense_waits_a_minute_at_most() -> None:
    refused = {"date": DATE, MINUTE.limit: "60", MINUTE.remaining: "0", MINUTE.reset: "1683999999000"}
    _, answer = learnt(429, refused).reserve(SERVER_NOW + 0.1)
    assert 60 <= answer.wait <= 66.5


def test_a_429_whose_reset_has_passed_waits_a_little() -> None:
    refused = {"date": DATE, MINUTE.limit: "60", MINUTE.remaining: "0", MINUTE.reset: "1683879480000"}
    _, answer = learnt(429, refused).reserve(SERVER_NOW + 0.1)
    assert 0.2 <= answer.wait <= 0.5


def test_a_429_with_the_day_group_exhausts_the_budget_and_says_until_when() -> None:
    refused = {"date": DATE, DAY.limit: "5000", DAY.remaining: "0", DAY.reset: "1683936000000"}
    _, answer = learnt(429, refused).reserve(SERVER_NOW + 0.1)
    assert answer.exhausted
    assert answer.window == "day"
    error = answer.error(connector="exact", scope="division 123")
    assert error.resets_at == pytest.approx(DAY_END, abs=2)
    assert "16 hours" in str(error)


def test_a_429_without_headers_backs_off_a_minute_and_then_doubles() -> None:
    now, waits = SERVER_NOW, []
    budget = Budget.fresh(SPEC)
    for _ in range(3):
        budget, ticket = budget.reserve(now)
        assert ticket.granted
        budget = budget.observe(Observation(refused=True), sent_at=now, received_at=now, reservation=ticket)
        budget, answer = budget.reserve(now)
        waits.append(answer.wait)
        now += answer.wait
    assert waits == [60, 120, 240]
    budget, ticket = budget.reserve(now)
    budget = budget.observe(Observation(), sent_at=now, received_at=now, reservation=ticket)
    assert budget.refusals == 0


def test_answers_that_were_in_flight_when_the_scope_was_shut_do_not_double_the_wait() -> None:
    budget = Budget.fresh(SPEC)
    for _ in range(3):
        budget, _ = budget.reserve(SERVER_NOW)
    for late in (0.1, 0.2, 0.3):
        budget = budget.observe(Observation(refused=True), sent_at=SERVER_NOW, received_at=SERVER_NOW + late)
    assert budget.shut_until == SERVER_NOW + 60.1


def test_retry_after_is_respected_without_rate_headers() -> None:
    _, answer = learnt(429, {"date": DATE, "retry-after": "7"}).reserve(SERVER_NOW + 0.1)
    assert answer.wait == pytest.approx(7.25)
    assert answer.window is None


def test_the_wire_may_allow_more_or_fewer_calls_than_the_spec() -> None:
    more = learnt(200, {"date": DATE} | MINUTE_GROUP | {MINUTE.limit: "300", MINUTE.remaining: "299"})
    assert more.status(SERVER_NOW).windows[0].remaining == 299
    fewer = learnt(200, {"date": DATE} | MINUTE_GROUP | {MINUTE.limit: "2", MINUTE.remaining: "1"})
    assert fewer.status(SERVER_NOW).windows[0].remaining == 1
