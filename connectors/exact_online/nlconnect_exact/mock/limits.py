"""Exact's limits: calls a minute and a day for each company, and the block for too many errors."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formatdate

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer
from nlconnect.mock.quota import Counter, Quota, Window

REAL_QUOTA = Quota(Window(60, 60), Window(5_000, 86_400))
"""Exact: 60 calls in a clock minute, 5,000 in a day of UTC, for each app and company."""
ERRORS_AN_HOUR = 10
HOUR = 3_600
COUNTED_ERRORS = frozenset({400, 401, 403, 404})

_MINUTELY, _DAILY = "X-RateLimit-Minutely-", "X-RateLimit-"


class Limits:
    """What one app has used up, by company and by endpoint."""

    def __init__(self, quota: str) -> None:
        chosen = Quota.parse(quota, real=REAL_QUOTA)
        self.minute = Counter(chosen.short) if chosen.short else None
        self.day = Counter(chosen.long) if chosen.long else None
        self.errors = Counter(Window(ERRORS_AN_HOUR, HOUR))
        self._blocked: dict[tuple[int | None, str], float] = {}
        self._counts_errors = quota != "off"

    def refused(self, division: int, now: float) -> Answer | None:
        """Exact: a 429 carries the headers of the window that was hit, not of the other one, and no body."""
        if self.minute is not None and self.minute.left(division, now) == 0:
            return Answer(429, b"", {**_group(_MINUTELY, self.minute, division, now), "date": http_date(now)})
        if self.day is not None and self.day.left(division, now) == 0:
            return Answer(429, b"", {**_group(_DAILY, self.day, division, now), "date": http_date(now)})
        for counter in (self.minute, self.day):
            if counter is not None:
                counter.spend(division, now)
        return None

    def headers(self, division: int, now: float) -> Mapping[str, str]:
        """Both groups, with resets in milliseconds since 1970."""
        headers: dict[str, str] = {}
        if self.minute is not None:
            headers |= _group(_MINUTELY, self.minute, division, now)
        if self.day is not None:
            headers |= _group(_DAILY, self.day, division, now)
        return headers

    def blocked(self, endpoint: tuple[int | None, str], now: float) -> Answer | None:
        """Exact: more than ten errors an hour block an endpoint for an hour.

        What the blocked answer looks like is not on record; a 429 without rate headers is a guess.
        """
        return Answer(429, b"", {"date": http_date(now)}) if self._blocked.get(endpoint, 0.0) > now else None

    def count_error(self, endpoint: tuple[int | None, str], status: int, now: float) -> None:
        """Note an error; the eleventh in an hour starts the block."""
        if status not in COUNTED_ERRORS or not self._counts_errors:
            return
        self.errors.spend(endpoint, now)
        if self.errors.used(endpoint, now) > ERRORS_AN_HOUR:
            self._blocked[endpoint] = now + HOUR


def too_many(fault: Fault, now: float) -> Answer:
    """A 429 on request, with the one group its details name: `minutely_reset` or `daily_reset`, seconds from now.

    With `headers=none` it carries no rate headers at all, as around 2018.
    """
    if fault.details.get("headers") == "none":
        return Answer(429, b"", {"date": http_date(now)})
    daily = fault.details.get("daily_reset")
    seconds = float(daily if daily is not None else fault.details.get("minutely_reset", 60 - now % 60))
    prefix, limit = (_DAILY, 5_000) if daily is not None else (_MINUTELY, 60)
    return Answer(429, b"", {**_headers(prefix, limit, 0, now + seconds), "date": http_date(now)})


def http_date(now: float) -> str:
    return formatdate(now, usegmt=True)


def _group(prefix: str, counter: Counter, division: int, now: float) -> dict[str, str]:
    return _headers(prefix, counter.window.calls, counter.left(division, now), counter.window.ends(now))


def _headers(prefix: str, limit: int, left: int, reset: float) -> dict[str, str]:
    return {f"{prefix}Limit": str(limit), f"{prefix}Remaining": str(left), f"{prefix}Reset": str(round(reset * 1000))}
