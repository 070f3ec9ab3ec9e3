"""What a person sees while a read takes its time: rows, rate, calls, the budget, and a countdown while it waits."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from nlconnect.cli.outcome import say

if TYPE_CHECKING:
    from rich.console import Group
    from rich.live import Live

    from nlconnect.engine.exchange import Waiting
    from nlconnect.limits import BudgetStatus, WindowStatus
    from nlconnect.model.ports import Clock

REFRESHES_A_SECOND = 5
WORTH_TELLING_SECONDS = 3.0
"""A shorter wait is no news in a log."""


class Progress:
    """A live line on standard error where that is a terminal; elsewhere a line for each long wait."""

    def __init__(self, subject: str, *, quiet: bool = False, unit: str = "row") -> None:
        from nlconnect.transport.clock import SystemClock

        self._subject = subject
        self._unit = unit
        self._whole: int | None = None
        self._quiet = quiet
        self._shows = sys.stderr.isatty() and not quiet
        self._clock: Clock = SystemClock()
        self._started = time.perf_counter()
        self._live: Live | None = None
        self._rows = self._calls = 0
        self._budget = self._place = ""
        self._waiting: Waiting | None = None

    @property
    def is_live(self) -> bool:
        """Whether anybody watches."""
        return self._shows

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._started

    def update(self, *, rows: int, calls: int, whole: int | None = None) -> None:
        """How far it is, and of how many where that is known."""
        self._rows, self._calls, self._whole = rows, calls, whole

    def at(self, place: str, budget: BudgetStatus) -> None:
        """Which of many places it is at, and what is left there."""
        self._place, self._budget = place, budget_line(budget)

    def wait(self, waiting: Waiting) -> None:
        """Why nothing happens, and until when: what `connect(notify=...)` wants."""
        self._waiting = waiting
        seconds = waiting.until - self._clock.now()
        if not self._shows and not self._quiet and seconds >= WORTH_TELLING_SECONDS:
            say(f"waiting {seconds:.0f} s: {waiting.reason}")

    def summary(self, budget: str = "") -> None:
        """One closing line: what was read, in how many calls, and what is left."""
        if self._quiet:
            return
        say(
            f"{_several(self._rows, self._unit)} in {_calls(self._calls)}, {self.seconds:.1f} s"
            + (f"; left: {budget}" if budget else "")
        )

    def __enter__(self) -> Self:
        if self._shows:
            from rich.console import Console
            from rich.live import Live

            console = Console(stderr=True)
            self._live = Live(
                get_renderable=self._picture,
                console=console,
                transient=True,
                refresh_per_second=REFRESHES_A_SECOND,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _picture(self) -> Group:
        from rich.console import Group
        from rich.text import Text

        seconds = self.seconds
        rate = f"{self._rows / seconds:,.0f}/s" if seconds > 0.5 and self._rows else ""
        parts = [
            self._subject,
            self._place,
            f"{self._rows:,} of {_several(self._whole, self._unit)}"
            if self._whole is not None
            else _several(self._rows, self._unit),
            rate,
            _calls(self._calls),
            self._budget,
            f"{seconds:.0f} s",
        ]
        lines = [Text("  ".join(part for part in parts if part), style="cyan", no_wrap=True, overflow="ellipsis")]
        waiting = self._waiting
        if waiting is not None and (left := waiting.until - self._clock.now()) > 0:
            lines.append(Text(f"waiting {_duration(left)}: {waiting.reason}", style="yellow", no_wrap=True))
        return Group(*lines)


def budget_line(status: BudgetStatus) -> str:
    """`57 of 60 this minute, 4,993 of 5,000 this day`."""
    return _left(status.windows)


def lowest(statuses: list[BudgetStatus]) -> str:
    """What is left, or what is left where it is least."""
    if not statuses:
        return ""
    if len(statuses) == 1:
        return budget_line(statuses[0])
    windows = zip(*(status.windows for status in statuses), strict=True)
    least = tuple(min(same, key=lambda window: window.remaining) for same in windows)
    return f"at least {_left(least)} in each of {len(statuses)}"


def _left(windows: Iterable[WindowStatus]) -> str:
    return ", ".join(f"{window.remaining:,} of {window.limit:,} this {window.name}" for window in windows)


def _calls(number: int) -> str:
    return _several(number, "call")


def _several(number: int, unit: str) -> str:
    return f"1 {unit}" if number == 1 else f"{number:,} {unit}s"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"
