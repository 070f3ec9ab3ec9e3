"""Windows of calls: fixed by the clock, counted per key, as a setting or as the vendor has it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from nlconnect.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Window:
    """So many calls in each stretch of so many seconds; stretches start at whole multiples since 1970."""

    calls: int
    seconds: float

    def ends(self, now: float) -> float:
        """When the stretch under way is over, in seconds since 1970."""
        return (now // self.seconds + 1) * self.seconds


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller may use: a short window, and a long one unless it is off."""

    short: Window | None
    long: Window | None

    @classmethod
    def parse(cls, text: str, *, real: Quota) -> Quota:
        """`real`, `off`, or calls per seconds such as `60/3`, which leaves the long window out."""
        if text == "real":
            return real
        if text == "off":
            return cls(None, None)
        calls, slash, seconds = text.partition("/")
        try:
            window = Window(int(calls), float(seconds))
        except ValueError:
            window = Window(0, 0)
        if not slash or window.calls < 1 or window.seconds <= 0:
            raise ConfigError(f"the quota {text!r} is unclear", hint="Write real, off, or calls/seconds such as 60/3.")
        return cls(window, None)


@dataclass(slots=True)
class Counter:
    """How much of one window each key has used."""

    window: Window
    _used: dict[Hashable, tuple[float, int]] = field(default_factory=dict)

    def used(self, key: Hashable, now: float) -> int:
        """Calls in the stretch under way."""
        ends, count = self._used.get(key, (0.0, 0))
        return count if ends == self.window.ends(now) else 0

    def left(self, key: Hashable, now: float) -> int:
        return max(0, self.window.calls - self.used(key, now))

    def spend(self, key: Hashable, now: float) -> None:
        self._used[key] = (self.window.ends(now), self.used(key, now) + 1)

    def exhaust(self, key: Hashable, now: float) -> None:
        """Use up what is left of the stretch under way."""
        self._used[key] = (self.window.ends(now), self.window.calls)
