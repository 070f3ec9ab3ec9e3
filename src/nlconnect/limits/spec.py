"""What a system says about its limits: declared by a connector, corrected by what the wire tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """The lower-case response headers of one window; a system may send any subset.

    `reset` is a moment, or the seconds until it where `counts_down`.
    """

    limit: str
    remaining: str
    reset: str
    counts_down: bool = False


@dataclass(frozen=True, slots=True)
class WindowSpec:
    """At most `limit` calls in each window of `seconds`; a call may cost more than one.

    `clock_aligned` windows begin at multiples of their length on the server's clock; others with the first call.
    """

    name: str
    limit: int
    seconds: float
    clock_aligned: bool = True
    headers: HeaderNames | None = None


@dataclass(frozen=True, slots=True)
class ErrorSpec:
    """The vendor blocks an endpoint after `limit` errors; we stop at `stop_at`, so that a person can still look."""

    limit: int = 10
    stop_at: int = 8
    seconds: float = 3600.0
    statuses: frozenset[int] = frozenset({400, 401, 403, 404})


@dataclass(frozen=True, slots=True)
class LimitSpec:
    """All limits of one kind of scope. Times are seconds.

    `concurrency` calls may be under way at a time, None for any number; locks of the engine keep it, not the budget.
    `refusal_wait` is how long a 429 that says nothing else shuts the scope, doubling while it is repeated.
    """

    windows: tuple[WindowSpec, ...] = ()
    concurrency: int | None = 1
    errors: ErrorSpec | None = None
    guard: float = 0.15
    longest_wait: float = 120.0
    refusal_wait: float = 60.0
