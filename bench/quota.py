"""How much of one company's quota several processes use together, and how often they are refused.

`python -m bench.quota` lets four processes read through `connect` for five full windows of 60 calls per 3 s, against
the mock server with a latency of 5 ms and a clock that is off; `--minutes 10` makes a soak of it. Exits with 1 below
95 %, with any refusal, or where two calls of the company were under way at once.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from bench.scene import PROFILE, scene

from nlconnect import connect
from nlconnect.mock.calls import Call
from nlconnect_exact.crm import Accounts

AIM = 0.95


@dataclass(frozen=True)
class Shifted:
    """The machine's clock, so many seconds ahead."""

    seconds: float

    def now(self) -> float:
        return time.time() + self.seconds


@dataclass(frozen=True)
class Figures:
    processes: int
    calls: int
    seconds: float
    full_windows: int
    used: float
    least_used: float
    refused: int
    at_once: int

    @property
    def reaches_the_aim(self) -> bool:
        return self.refused == 0 and self.used >= AIM and self.at_once == 0

    def __str__(self) -> str:
        return (
            f"{self.processes} processes, {self.calls} calls per {self.seconds:g} s, {self.full_windows} full windows: "
            f"{self.used:.1%} used (least {self.least_used:.1%}), {self.refused} refused, {self.at_once} at once"
        )


def measure(*, processes: int, calls: int, seconds: float, windows: int, latency_ms: float, skew: float) -> Figures:
    """Run the processes for `windows` full windows and look at what the server counted in these."""
    with scene(quota=f"{calls}/{seconds:g}", latency_ms=latency_ms) as made:
        made.mock.clock = clock = Shifted(skew)
        stop = made.folder / "stop"
        children = [made.start("bench.quota", "--child", str(stop)) for _ in range(processes)]
        for child in children:
            assert child.stdout is not None
            if child.stdout.readline() != "ready\n":
                raise RuntimeError(child.communicate()[1])
        first = math.floor(clock.now() / seconds) + 1
        time.sleep((first + windows) * seconds - clock.now() + 0.05)
        stop.touch()
        for child in children:
            child.wait(30)
        asked = [call for call in made.mock.calls if call.division is not None]
    served = Counter(math.floor(call.at / seconds) for call in asked if call.status == 200)
    shares = [served[window] / calls for window in range(first, first + windows)]
    refused = sum(call.status == 429 for call in asked)
    return Figures(
        processes, calls, seconds, windows, sum(shares) / windows, min(shares), refused, _at_once(asked, latency_ms)
    )


def _at_once(asked: list[Call], latency_ms: float) -> int:
    """Calls that came before the answer to the one before could have left."""
    return sum(after.at - before.at < latency_ms / 1000 * 0.9 for before, after in pairwise(asked))


def child(stop: Path) -> None:
    """One user's process: reads one row at a time, as often as it may, until the file appears."""
    with connect(PROFILE) as exact:
        one = Accounts.select("code").limit(1)
        list(exact.read(one))
        print("ready", flush=True)
        while not stop.exists():
            list(exact.read(one))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.quota", description=__doc__)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--windows", type=int, default=5)
    parser.add_argument("--minutes", type=float, help="a soak of so many minutes instead of --windows")
    parser.add_argument("--latency-ms", type=float, default=5.0)
    parser.add_argument("--skew", type=float, default=-17.3, help="how far the server's clock leads ours, in seconds")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        child(given.child)
        return 0
    figures = measure(
        processes=given.processes,
        calls=given.calls,
        seconds=given.seconds,
        windows=math.ceil(given.minutes * 60 / given.seconds) if given.minutes else given.windows,
        latency_ms=given.latency_ms,
        skew=given.skew,
    )
    print(json.dumps(asdict(figures) | {"ok": figures.reaches_the_aim}) if given.json else figures)
    return 0 if figures.reaches_the_aim else 1


if __name__ == "__main__":
    sys.exit(main())
