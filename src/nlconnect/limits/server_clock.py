"""What we know of the server's clock, as an interval of its lead over ours."""

from __future__ import annotations

from dataclasses import dataclass

DRIFT = 1e-4
"""Seconds per second that two clocks may part; what was learnt is forgotten at this pace."""

WELL_KNOWN = 0.05
"""An interval narrower than this many seconds is as good as knowing."""


@dataclass(frozen=True, slots=True)
class ServerClock:
    """Server time minus our time lies between `low` and `high`, as learnt at `at`; `at` 0 means nothing is known."""

    low: float = 0.0
    high: float = 0.0
    at: float = 0.0

    @property
    def is_known(self) -> bool:
        return self.at > 0

    def is_well_known(self, now: float) -> bool:
        spread = DRIFT * abs(now - self.at)
        return self.is_known and self.high - self.low + 2 * spread < WELL_KNOWN

    def earliest(self, now: float) -> float:
        """The server's time is at least this. Our own time while nothing is known."""
        return now + self.low - (DRIFT * abs(now - self.at) if self.is_known else 0.0)

    def likely(self, now: float) -> float:
        """The middle of what the server's time can be."""
        return now + (self.low + self.high) / 2

    def dated(self, date: float, *, sent_at: float, received_at: float) -> ServerClock:
        """Learn from a Date header, which is the server's time cut to a whole second while it answered.

        Samples are intersected; one that contradicts the others means that a clock was set, and stands alone.
        """
        low, high = date - received_at, date + 1 - sent_at
        if not self.is_known:
            return ServerClock(low, high, received_at)
        spread = DRIFT * abs(received_at - self.at)
        both_low, both_high = max(low, self.low - spread), min(high, self.high + spread)
        if both_low > both_high:
            return ServerClock(low, high, received_at)
        return ServerClock(both_low, both_high, received_at)

    def within_window(self, end: float, *, seconds: float, sent_at: float, received_at: float) -> ServerClock:
        """Where no Date was sent: the nearest belief under which the answer fell inside the window that it named."""
        lead = min(max(self.low, end - seconds - received_at), end - sent_at)
        return ServerClock(lead, lead, received_at)

    def reached(self, moment: float, *, received_at: float) -> ServerClock:
        """The server's clock had passed `moment` when it answered."""
        low = max(self.low, moment - received_at)
        return ServerClock(low, max(low, self.high), received_at)


UNKNOWN_CLOCK = ServerClock()
"""Nothing learnt yet: the server is taken to tell our time."""
