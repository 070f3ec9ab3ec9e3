"""The long runs: many processes, refreshers and writers killed, a million rows on bad days. `python -m bench soak`."""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator

from bench import killed, pull, quota, refresh
from bench.runs import SYSTEMS


def runs(*, rounds: int, minutes: float, rows: int, writes: int) -> Iterator[tuple[bool, str]]:
    """Whether each run reached its aim, and what it saw."""
    from bench.__main__ import writes as over_faults

    source = random.Random(rounds)
    for figure in over_faults(quick=False):
        yield figure.ok, f"{figure.what}: {figure.value:g} ({figure.detail})"
    for _ in range(rounds):
        kill = source.choice([None, "hold", "late"])
        processes, hold = source.randint(3, 8), source.choice([0.3, 2.0, 4.0])
        if kill:
            hold = max(hold, 2.0)  # time to kill somebody in
        refreshed = refresh.measure(processes=processes, hold_seconds=hold, kill=kill)
        yield refreshed.reaches_the_aim, str(refreshed)
    for system in SYSTEMS:
        for together in (False, True):
            seen = killed.measure(system, points=writes // 5, seed=rounds, count=writes, in_batches=together)
            how = "one run of apply_many" if together else "one by one"
            open_ = f"; unknown: {', '.join(seen.unknown)}" if seen.unknown else ""
            yield seen.reaches_the_aim, f"{how}: {seen}{open_}"
    spent = quota.measure(
        processes=4,
        calls=60,
        seconds=3.0,
        windows=math.ceil(minutes * 20),
        latency_ms=5.0,
        skew=source.uniform(-25, 60),  # further back, and the first refresh would come too early
    )
    yield spent.reaches_the_aim, str(spent)
    for face in ("blocking", "asyncio"):
        pulled = pull.measure(rows=rows, page=1000, face=face)
        yield pulled.reaches_the_aim, f"{face}: {pulled}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of processes that share an expired token")
    parser.add_argument("--minutes", type=float, default=10.0, help="of processes that share a quota")
    parser.add_argument("--rows", type=int, default=1_000_000, help="read over failures, on each face")
    parser.add_argument(
        "--writes", type=int, default=1_000, help="in each run that is killed at a fifth as many points"
    )
    given = parser.parse_args(arguments)
    missed = 0
    for ok, told in runs(rounds=given.rounds, minutes=given.minutes, rows=given.rows, writes=given.writes):
        missed += not ok
        print(f"{time.strftime('%H:%M:%S')}  {'ok' if ok else 'MISSED':6} {told}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
