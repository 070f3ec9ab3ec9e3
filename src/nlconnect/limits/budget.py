"""Calls left in each window of one scope, shared by every process through one small document.

All tickets of a window are free from its start. The server's own count wins where it is lower than ours, since other
processes and other tools spend from the same budget.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nlconnect.errors import BudgetExhausted
from nlconnect.limits.observation import Observation, Seen
from nlconnect.limits.server_clock import UNKNOWN_CLOCK, ServerClock
from nlconnect.limits.spec import LimitSpec, WindowSpec

FORMAT = 1
SAME_END = 0.01
A_LITTLE = 0.25
"""Added to the wait after a refusal, in seconds; doubled while refusals go on, for then the clocks differ by more."""
PAST_LENGTH = 5.0
"""A window's end lies at most its length and this many seconds ahead. Exact: clocks have been seen minutes apart."""
ANSWER_SOON = 0.1
"""How soon to look again when a call in flight will tell where its window ends."""
LOST_AFTER = 120.0
"""A ticket of which nothing was heard for so many seconds is taken as that of a killed process."""
LONGEST_SHUT = 3600.0


@dataclass(frozen=True, slots=True)
class Window:
    """One window as far as we know it. `end` is by the server's clock; `told` says that the server named it."""

    limit: int
    end: float | None = None
    told: bool = False
    given: int = 0
    foreign: int = 0

    @property
    def free(self) -> int:
        return max(0, self.limit - self.given - self.foreign)

    def counted(self, seen: Seen) -> Window:
        """Calls that the server counted and we did not give belong to somebody else."""
        limit = self.limit if seen.limit is None else seen.limit
        foreign = self.foreign if seen.remaining is None else max(self.foreign, limit - seen.remaining - self.given)
        if (limit, foreign) == (self.limit, self.foreign):
            return self
        return replace(self, limit=limit, foreign=foreign)


@dataclass(frozen=True, slots=True)
class Reservation:
    """A ticket of `cost` calls, or how long to wait for it. `taken_at` names the ticket to `observe` and `release`.

    `resets_at` is in seconds since 1970 by our clock; `window` is None where a bare refusal shut the scope.
    """

    granted: bool
    taken_at: float
    wait: float = 0.0
    window: str | None = None
    resets_at: float | None = None
    exhausted: bool = False
    cost: int = 1

    def error(self, *, connector: str | None = None, scope: str | None = None) -> BudgetExhausted:
        """What to raise instead of waiting."""
        minutes = math.ceil(self.wait / 60)
        spent = f"the calls of this {self.window} are spent" if self.window else "the vendor refuses further calls"
        error = BudgetExhausted(
            f"{spent}; the next one is free in {minutes} minutes"
            if minutes < 120
            else f"{spent}; the next one is free in {minutes / 60:.0f} hours",
            connector=connector,
            scope=scope,
            hint="What was read so far is kept; run the same command again after that.",
        )
        error.resets_at = self.resets_at
        return error


@dataclass(frozen=True, slots=True)
class WindowStatus:
    """`resets_at` is by our clock, None while the server has not named it."""

    name: str
    limit: int
    remaining: int
    resets_at: float | None


@dataclass(frozen=True, slots=True)
class BudgetStatus:
    """For people: what is left. `wait` is 0 when a call may go now."""

    windows: tuple[WindowStatus, ...]
    in_flight: int
    wait: float


@dataclass(frozen=True, slots=True)
class Budget:
    """What is known of one scope's windows. `pending` holds the tickets of which no answer was seen yet.

    A ticket in `pending` is counted in the present window, also when it was taken in the one before: nobody knows yet
    which of them the server will count it in.
    """

    spec: LimitSpec
    windows: tuple[Window, ...]
    clock: ServerClock = UNKNOWN_CLOCK
    pending: tuple[float, ...] = ()
    shut_until: float = 0.0
    refusals: int = 0

    @classmethod
    def fresh(cls, spec: LimitSpec) -> Budget:
        """Nothing spent, nothing known."""
        return cls(spec, tuple(Window(window.limit) for window in spec.windows))

    @classmethod
    def load(cls, document: bytes | None, *, spec: LimitSpec) -> Budget:
        """The stored budget; a fresh one where there is none, or one of another format or spec."""
        if document is None:
            return cls.fresh(spec)
        try:
            facts = json.loads(document)
            names = [window.name for window in spec.windows]
            if facts["v"] != FORMAT or facts["names"] != names:
                return cls.fresh(spec)
            return cls(
                spec,
                tuple(
                    Window(limit, end, bool(told), given, foreign) for limit, end, told, given, foreign in facts["w"]
                ),
                ServerClock(*facts["clock"]),
                tuple(facts["pending"]),
                facts["shut"],
                facts["refusals"],
            )
        except (ValueError, KeyError, TypeError):
            return cls.fresh(spec)

    def dump(self) -> bytes:
        """The document for the store, some 150 bytes of JSON."""
        facts: Mapping[str, Any] = {
            "v": FORMAT,
            "names": [window.name for window in self.spec.windows],
            "w": [[w.limit, w.end, int(w.told), w.given, w.foreign] for w in self.windows],
            "clock": [self.clock.low, self.clock.high, self.clock.at],
            "pending": self.pending,
            "shut": self.shut_until,
            "refusals": self.refusals,
        }
        return json.dumps(facts, separators=(",", ":")).encode()

    def reserve(self, now: float, *, cost: int = 1) -> tuple[Budget, Reservation]:
        """Take a ticket from every window, or say how long to wait; a wait is to be followed by another `reserve`."""
        current = self._at(now)
        wait, window = current._wait(now, cost)
        if wait > 0:
            exhausted = wait > self.spec.longest_wait
            return current, Reservation(
                granted=False, taken_at=now, wait=wait, window=window, resets_at=now + wait, exhausted=exhausted
            )
        windows = tuple(replace(window, given=window.given + cost) for window in current.windows)
        return replace(current, windows=windows, pending=(*current.pending, now)), Reservation(
            granted=True, taken_at=now, cost=cost
        )

    def release(self, reservation: Reservation) -> Budget:
        """Give back the ticket of a request that never left."""
        if reservation.taken_at not in self.pending:
            return self
        given = reservation.cost
        windows = tuple(replace(window, given=max(0, window.given - given)) for window in self.windows)
        return replace(self, windows=windows, pending=_without(self.pending, reservation.taken_at))

    def observe(
        self, observation: Observation, *, sent_at: float, received_at: float, reservation: Reservation | None = None
    ) -> Budget:
        """Learn from an answer. A request whose answer was lost is settled with an empty `Observation()`.

        Without `reservation` the oldest open ticket is taken as the one that was answered.
        """
        taken_at = reservation.taken_at if reservation else (self.pending[0] if self.pending else sent_at)
        answered = taken_at in self.pending
        budget = replace(self, pending=_without(self.pending, taken_at))
        budget = budget._learn_clock(observation, sent_at=sent_at, received_at=received_at)
        for index, spec in enumerate(self.spec.windows):
            seen = observation.windows.get(spec.name)
            if seen is not None:
                budget = budget._told(index, seen, observation, received_at=received_at, answered=answered)
        if observation.refused:
            return budget._refused(observation, sent_at=sent_at, received_at=received_at)
        return replace(budget, refusals=0) if budget.refusals and sent_at >= self.shut_until else budget

    def status(self, now: float) -> BudgetStatus:
        """What is left at this moment."""
        current = self._at(now)
        windows = tuple(
            WindowStatus(
                spec.name,
                window.limit,
                window.free,
                now + window.end - current.clock.earliest(now) if window.told and window.end is not None else None,
            )
            for spec, window in zip(self.spec.windows, current.windows, strict=True)
        )
        return BudgetStatus(windows, len(current.pending), current._wait(now)[0])

    def _at(self, now: float) -> Budget:
        """Windows whose end has passed make way for a successor, whose end only the next answer tells."""
        pending = tuple(taken_at for taken_at in self.pending if abs(now - taken_at) < LOST_AFTER)
        server_now = self.clock.earliest(now)
        windows = tuple(
            window if _is_current(window, spec, server_now) else _successor(window, spec, server_now, len(pending))
            for spec, window in zip(self.spec.windows, self.windows, strict=True)
        )
        if (windows, pending) == (self.windows, self.pending):
            return self
        return replace(self, windows=windows, pending=pending)

    def _wait(self, now: float, cost: int = 1) -> tuple[float, str | None]:
        longest, name = 0.0, None
        for spec, window in zip(self.spec.windows, self.windows, strict=True):
            wait = self._wait_for(window, now, cost)
            if wait >= longest and wait > 0:
                longest, name = wait, spec.name
        shut = max(0.0, self.shut_until - now)
        # A refusal that named its window shuts until shortly after that window's end.
        return max(longest, shut), name if longest + PAST_LENGTH > shut else None

    def _wait_for(self, window: Window, now: float, cost: int) -> float:
        assert window.end is not None
        left = window.end - self.clock.earliest(now) + 0.001
        if window.free < min(cost, window.limit):
            return left if window.told or not self.pending else min(left, ANSWER_SOON)
        ends_soon = window.told and window.end - self.clock.likely(now) < self.spec.guard
        return left if ends_soon and not self.clock.is_well_known(now) else 0.0

    def _learn_clock(self, observation: Observation, *, sent_at: float, received_at: float) -> Budget:
        clock = self.clock
        if observation.date is not None:
            clock = clock.dated(observation.date, sent_at=sent_at, received_at=received_at)
        else:
            for spec in self.spec.windows:
                seen = observation.windows.get(spec.name)
                if seen is not None and seen.reset is not None:
                    clock = clock.within_window(
                        seen.reset, seconds=spec.seconds, sent_at=sent_at, received_at=received_at
                    )
                    break
        if self.clock.is_known or not clock.is_known:
            return self if clock == self.clock else replace(self, clock=clock)
        server_now = clock.earliest(received_at)
        windows = tuple(
            window if window.told else replace(window, end=_assumed_end(spec, server_now))
            for spec, window in zip(self.spec.windows, self.windows, strict=True)
        )
        return replace(self, clock=clock, windows=windows)

    def _told(self, index: int, seen: Seen, observation: Observation, *, received_at: float, answered: bool) -> Budget:
        spec, window, clock = self.spec.windows[index], self.windows[index], self.clock
        server_now = clock.earliest(received_at)
        if seen.reset is not None:
            base = observation.date if observation.date is not None else server_now
            end = base + min(max(seen.reset - base, 0.0), spec.seconds + PAST_LENGTH)
            if window.end is None or not window.told or abs(end - window.end) <= SAME_END:
                window = window if window.told and window.end == end else replace(window, end=end, told=True)
            elif end > window.end:
                clock = clock.reached(window.end, received_at=received_at)
                window = Window(window.limit, end, told=True, given=len(self.pending) + int(answered))
            elif end <= server_now:
                # The answer of a call that the window before this one has paid for.
                window = replace(window, given=max(0, window.given - int(answered)))
                return self._with(index, window)
            else:
                window = replace(window, end=end)
        told = self._with(index, window.counted(seen))
        return told if clock is told.clock else replace(told, clock=clock)

    def _refused(self, observation: Observation, *, sent_at: float, received_at: float) -> Budget:
        """Exact: the one header group that a 429 carries belongs to the limit that was hit."""
        hit = _hit(self.spec, observation)
        if hit is None:
            if sent_at < self.shut_until:
                return self
            doubled = self.spec.refusal_wait * 2.0 ** min(self.refusals, 10)
            wait = observation.retry_after
            wait = min(doubled, LONGEST_SHUT) if wait is None else wait + A_LITTLE
            return replace(self, shut_until=received_at + wait, refusals=self.refusals + 1)
        window = self.windows[hit]
        assert window.end is not None
        base = observation.date if observation.date is not None else self.clock.earliest(received_at)
        wait = max(window.end - base, observation.retry_after or 0.0, 0.0) + A_LITTLE * 2.0 ** min(self.refusals, 4)
        budget = self._with(hit, replace(window, foreign=max(window.foreign, window.limit - window.given)))
        return replace(budget, shut_until=max(self.shut_until, received_at + wait), refusals=self.refusals + 1)

    def _with(self, index: int, window: Window) -> Budget:
        if window is self.windows[index]:
            return self
        return replace(self, windows=(*self.windows[:index], window, *self.windows[index + 1 :]))


def _is_current(window: Window, spec: WindowSpec, server_now: float) -> bool:
    """An end that lies further ahead than any window is long was believed under another clock."""
    return window.end is not None and 0 < window.end - server_now <= spec.seconds + 2 * PAST_LENGTH


def _successor(window: Window, spec: WindowSpec, server_now: float, pending: int) -> Window:
    return Window(window.limit, _assumed_end(spec, server_now), given=pending)


def _assumed_end(spec: WindowSpec, server_now: float) -> float:
    if not spec.clock_aligned:
        return server_now + spec.seconds
    return (math.floor(server_now / spec.seconds) + 1) * spec.seconds


def _hit(spec: LimitSpec, observation: Observation) -> int | None:
    """The window that a 429 is about: the one without calls left, else the only or shortest one that was named."""
    named = {
        index: seen
        for index, window in enumerate(spec.windows)
        if (seen := observation.windows.get(window.name)) is not None and seen.reset is not None
    }
    if not named:
        return None
    empty = [index for index, seen in named.items() if seen.remaining == 0]
    if empty:
        return max(empty, key=lambda index: spec.windows[index].seconds)
    return min(named, key=lambda index: spec.windows[index].seconds)


def _without(pending: tuple[float, ...], taken_at: float) -> tuple[float, ...]:
    if taken_at not in pending:
        return pending
    index = pending.index(taken_at)
    return pending[:index] + pending[index + 1 :]
