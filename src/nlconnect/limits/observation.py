"""What one response said about the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType

from nlconnect.limits.spec import HeaderNames, LimitSpec

TOO_MANY_REQUESTS = 429
MILLISECONDS_FROM = 1e11
"""A reset above this is in milliseconds: as seconds it would lie in the year 5138."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The headers of one window. None is unknown, never 0. `reset` is in seconds since 1970 by the server's clock."""

    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """`windows` lacks the windows that the response did not speak of; `date` is the server's clock in whole seconds."""

    windows: Mapping[str, Seen] = field(default_factory=lambda: MappingProxyType({}))
    date: float | None = None
    refused: bool = False
    retry_after: float | None = None


def observation_of(status: int, headers: Mapping[str, str], *, spec: LimitSpec) -> Observation:
    """Read the headers that the spec names; what is absent or unreadable stays unknown.

    Exact: a 429 carries only the group of the limit that was hit; resets are epoch milliseconds, though seconds
    have been seen.
    """
    windows = {}
    date = _http_date(headers.get("date"))
    for window in spec.windows:
        seen = _seen(headers, window.headers, date) if window.headers else None
        if seen is not None:
            windows[window.name] = seen
    return Observation(
        windows=windows,
        date=date,
        refused=status == TOO_MANY_REQUESTS,
        retry_after=_retry_after(headers.get("retry-after"), date),
    )


def _seen(headers: Mapping[str, str], names: HeaderNames, date: float | None) -> Seen | None:
    limit, remaining, reset = (_number(headers.get(name)) for name in (names.limit, names.remaining, names.reset))
    if limit is None and remaining is None and reset is None:
        return None
    return Seen(
        limit=int(limit) if limit else None,
        remaining=None if remaining is None else max(0, int(remaining)),
        reset=_in(reset, date) if names.counts_down else _epoch(reset),
    )


def _in(seconds: float | None, date: float | None) -> float | None:
    """So many seconds after the server's own time; unknown where it did not tell that."""
    return None if seconds is None or date is None else date + max(0.0, seconds)


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text is not None else None
    except ValueError:
        return None
    return number if number is not None and abs(number) < float("inf") else None


def _epoch(value: float | None) -> float | None:
    if value is None or value <= 0:
        return None
    return value / 1000 if value > MILLISECONDS_FROM else value


def _http_date(text: str | None) -> float | None:
    if not text:
        return None
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None


def _retry_after(text: str | None, date: float | None) -> float | None:
    seconds = _number(text)
    if seconds is not None:
        return max(0.0, seconds)
    moment = _http_date(text)
    return max(0.0, moment - date) if moment is not None and date is not None else None
