"""Clients that share a budget use the quota up and are never refused, whatever the clocks say."""

from __future__ import annotations

import heapq
import itertools
import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate

from hypothesis import given, settings
from hypothesis import strategies as st

from nlconnect.limits import Budget, HeaderNames, LimitSpec, WindowSpec, observation_of

MINUTE = HeaderNames("x-ratelimit-minutely-limit", "x-ratelimit-minutely-remaining", "x-ratelimit-minutely-reset")
DAY = HeaderNames("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
EXACT = LimitSpec((WindowSpec("minute", 60, 60, headers=MINUTE), WindowSpec("day", 5000, 86400, headers=DAY)))


@dataclass
class QuotaServer:
    """Counts calls in windows of its own clock, which leads ours by `skew` seconds."""

    limit: int
    seconds: float
    skew: float
    day_limit: int = 1_000_000
    counts: Counter[int] = field(default_factory=Counter)
    refused: int = 0
    days: Counter[int] = field(default_factory=Counter)

    def answer(self, now: float, *, dated: bool = True) -> tuple[int, dict[str, str]]:
        server_now = now + self.skew
        window = math.floor(server_now / self.seconds)
        day = math.floor(server_now / 86400)
        headers = {"date": formatdate(math.floor(server_now), usegmt=True)} if dated else {}
        minutely = {MINUTE.limit: str(self.limit), MINUTE.reset: str(round((window + 1) * self.seconds * 1000))}
        if self.counts[window] >= self.limit:
            self.refused += 1
            return 429, headers | minutely | {MINUTE.remaining: "0"}
        self.counts[window] += 1
        self.days[day] += 1
        daily = {DAY.limit: str(self.day_limit), DAY.reset: str((day + 1) * 86_400_000)}
        minutely[MINUTE.remaining] = str(self.limit - self.counts[window])
        daily[DAY.remaining] = str(self.day_limit - self.days[day])
        return 200, headers | minutely | daily


@dataclass
class Run:
    """Clients that share one budget document, each a loop of reserve, send, observe; at most `slots` at a time."""

    server: QuotaServer
    spec: LimitSpec
    rng: random.Random
    clients: int
    slots: int
    latency: float
    foreign_every: float | None = None
    dated: bool = True
    document: bytes | None = None
    refused_to_us: int = 0
    foreign: Counter[int] = field(default_factory=Counter)

    def play(self, start: float, duration: float) -> None:
        self.order = itertools.count()
        self.events: list[tuple[float, int, Callable[[float], None]]] = []
        self.busy = 0
        self.until = start + duration
        for _ in range(self.clients):
            self._at(start + self.rng.random() * 0.01, self._try)
        if self.foreign_every is not None:
            self._at(start + self.rng.random() * self.foreign_every, self._spend_beside_us)
        while self.events:
            now, _, event = heapq.heappop(self.events)
            if now < self.until:
                event(now)

    def _at(self, moment: float, event: Callable[[float], None]) -> None:
        heapq.heappush(self.events, (moment, next(self.order), event))

    def _try(self, now: float) -> None:
        if self.busy >= self.slots:
            self._at(now + self.rng.random() * 0.01, self._try)
            return
        budget, ticket = Budget.load(self.document, spec=self.spec).reserve(now)
        self.document = budget.dump()
        if not ticket.granted:
            self._at(now + ticket.wait + self.rng.random() * 0.01, self._try)
            return
        self.busy += 1
        there, back = (self.latency * (0.2 + self.rng.random()) / 2 for _ in range(2))

        def processed(moment: float) -> None:
            status, headers = self.server.answer(moment, dated=self.dated)
            self.refused_to_us += status == 429

            def received(moment: float) -> None:
                seen = observation_of(status, headers, spec=self.spec)
                budget = Budget.load(self.document, spec=self.spec)
                self.document = budget.observe(seen, sent_at=now, received_at=moment, reservation=ticket).dump()
                self.busy -= 1
                self._try(moment)

            self._at(moment + back, received)

        self._at(now + there, processed)

    def _spend_beside_us(self, now: float) -> None:
        assert self.foreign_every is not None
        before = self.server.refused
        self.server.answer(now)
        self.server.refused = before
        self.foreign[math.floor((now + self.server.skew) / self.server.seconds)] += 1
        self._at(now + self.foreign_every * (0.5 + self.rng.random()), self._spend_beside_us)


START = 1_795_000_000.0
QUOTAS = st.sampled_from([(60, 3.0), (60, 60.0), (20, 1.0), (5, 2.0)])


def run(
    quota: tuple[int, float],
    *,
    skew: float,
    clients: int,
    slots: int,
    seed: int,
    phase: float = 0.3,
    foreign_every: float | None = None,
    dated: bool = True,
) -> Run:
    limit, seconds = quota
    latency = min(0.04, 0.5 * seconds * slots / limit)
    server = QuotaServer(limit, seconds, skew)
    played = Run(server, EXACT, random.Random(seed), clients, slots, latency, foreign_every, dated)
    played.play(START + phase * seconds, seconds * 5)
    return played


def share_used(played: Run) -> float:
    """Of the windows that lay wholly inside the run."""
    server = played.server
    first, last = min(server.counts) + 1, math.floor((played.until + server.skew) / server.seconds)
    whole = range(first, last)
    return sum(server.counts[window] for window in whole) / (server.limit * len(whole))


@settings(max_examples=25, deadline=None)
@given(
    quota=QUOTAS,
    skew=st.floats(-300, 300),
    clients=st.integers(1, 6),
    seed=st.integers(0, 10**6),
    phase=st.floats(0, 0.999),
)
def test_clients_that_take_turns_use_the_whole_quota_and_are_never_refused(
    quota: tuple[int, float], skew: float, clients: int, seed: int, phase: float
) -> None:
    played = run(quota, skew=skew, clients=clients, slots=1, seed=seed, phase=phase)
    assert played.refused_to_us == 0
    assert share_used(played) >= 0.95


@settings(max_examples=25, deadline=None)
@given(
    quota=QUOTAS,
    skew=st.floats(-300, 300),
    slots=st.integers(2, 4),
    seed=st.integers(0, 10**6),
    phase=st.floats(0, 0.999),
)
def test_calls_in_flight_at_the_same_time_are_never_refused_either(
    quota: tuple[int, float], skew: float, slots: int, seed: int, phase: float
) -> None:
    played = run(quota, skew=skew, clients=6, slots=slots, seed=seed, phase=phase)
    assert played.refused_to_us == 0
    assert share_used(played) >= 0.95


@settings(max_examples=20, deadline=None)
@given(
    skew=st.floats(-300, 300),
    clients=st.integers(1, 4),
    seed=st.integers(0, 10**6),
    every=st.floats(0.1, 0.5),
)
def test_a_tool_that_spends_beside_us_is_counted(skew: float, clients: int, seed: int, every: float) -> None:
    played = run((60, 3.0), skew=skew, clients=clients, slots=1, seed=seed, foreign_every=every)
    assert share_used(played) >= 0.95
    # Only a call that the other tool makes between our last look and our call can refuse us.
    assert played.refused_to_us <= len(played.server.counts)


@settings(max_examples=15, deadline=None)
@given(skew=st.floats(-1, 1), seed=st.integers(0, 10**6), phase=st.floats(0, 0.999))
def test_a_server_that_sends_no_date_costs_few_refusals(skew: float, seed: int, phase: float) -> None:
    played = run((60, 60.0), skew=skew, clients=3, slots=1, seed=seed, phase=phase, dated=False)
    assert played.refused_to_us <= 2 * len(played.server.counts)
    assert share_used(played) >= 0.95


def test_slow_calls_lose_no_more_than_the_guard_at_the_end_of_a_window() -> None:
    played = Run(QuotaServer(60, 60.0, 17.3), EXACT, random.Random(1), 1, 1, 1.5)
    played.play(START + 11, 600)
    calls_that_fit = 60 / (1.5 * 0.7)
    assert played.refused_to_us == 0
    assert share_used(played) * 60 >= 0.95 * calls_that_fit


def test_a_spec_without_windows_grants_everything() -> None:
    played = Run(QuotaServer(10**6, 60.0, 0), LimitSpec(), random.Random(1), 2, 1, 0.01)
    played.play(START, 5)
    assert sum(played.server.counts.values()) > 500
