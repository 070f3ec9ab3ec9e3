"""The clock a mock goes by when it is not mounted as a server."""

from __future__ import annotations

from datetime import UTC, datetime

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Where a frozen clock starts: a Monday morning, 09:00 in the Netherlands."""


class MockClock:
    """Stands still until it is told to move."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start.timestamp()

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Let that many seconds pass at once."""
        if seconds < 0:
            raise ValueError("a clock does not run backwards")
        self._now += seconds

    def freeze(self, moment: datetime) -> None:
        """Put the clock at an aware moment, earlier or later."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._now = moment.timestamp()
