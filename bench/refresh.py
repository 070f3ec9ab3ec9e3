"""Six processes start with one expired single-use token while the server holds the token answer.

`python -m bench.refresh` wants one refresh and six that succeed. `--kill hold` kills the refresher while its answer is
held back: the token is spent and its successor is gone, so the others say RefreshLost. `--kill late` kills it before
the server has done the work: the others go on.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bench.scene import PROFILE, Scene, scene

from nlconnect import connect
from nlconnect.auth.token import SignIn
from nlconnect.errors import NlconnectError
from nlconnect_exact.crm import Accounts

PATIENCE_SECONDS = 45.0
"""Longer than this is hanging."""


@dataclass(frozen=True)
class Figures:
    processes: int
    killed: str | None
    refreshes: int
    outcomes: Mapping[str, int]
    seconds: float

    @property
    def reaches_the_aim(self) -> bool:
        """One refresh for all. With the refresher killed: everybody else ends, in success or in RefreshLost."""
        if self.killed is None:
            return self.refreshes == 1 and self.outcomes == {"done": self.processes}
        rest = self.processes - 1
        wanted = "RefreshLost" if self.killed == "hold" else "done"
        return self.outcomes == {"killed": 1, wanted: rest} and self.refreshes <= 2

    def __str__(self) -> str:
        told = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items())
        case = f"the refresher killed in flight ({self.killed})" if self.killed else "one expired token"
        return f"{self.processes} processes, {case}: {self.refreshes} token requests, {told}, {self.seconds:.1f} s"


def measure(*, processes: int, hold_seconds: float, kill: str | None) -> Figures:
    """Start them all at once and wait for the last."""
    fault = f"late:token:{hold_seconds}s:nth=1" if kill == "late" else f"hold:token:{hold_seconds}s"
    with scene(fault=[fault]) as made:
        started = time.monotonic()
        children = [made.start("bench.refresh", "--child") for _ in range(processes)]
        if kill:
            _kill_the_refresher(made, spent=kill == "hold")
        outcomes = Counter(_outcome(child, started) for child in children)
        seconds = time.monotonic() - started
        return Figures(processes, kill, made.refreshes, dict(outcomes), seconds)


def _outcome(child: subprocess.Popen[str], started: float) -> str:
    left = PATIENCE_SECONDS - (time.monotonic() - started)
    try:
        said, wrong = child.communicate(timeout=max(0.1, left))
    except subprocess.TimeoutExpired:
        return "hanging"
    if child.returncode == -signal.SIGKILL:
        return "killed"
    return said.strip() or wrong.strip().rpartition("\n")[2]


def _kill_the_refresher(made: Scene, *, spent: bool) -> None:
    """The one whose mark stands beside the token; where `spent`, only once the server has done its work."""
    own = {child.pid for child in made.children}
    key = made.token_key
    with made.store() as store:
        for _ in range(2_000):
            document = store.get("token", key)
            mark = SignIn.load(document).mark if document else None
            found = re.search(r"process (\d+)", mark.owner) if mark is not None else None
            if found and int(found[1]) in own and (made.refreshes or not spent):
                time.sleep(0.05)
                os.kill(int(found[1]), signal.SIGKILL)
                return
            time.sleep(0.005)
    raise RuntimeError("nobody refreshed")


def child() -> None:
    """One user's process: sign in with what the store has, and read."""
    try:
        with connect(PROFILE) as exact:
            records = sum(1 for _ in exact.read(Accounts.limit(5)))
    except NlconnectError as failure:
        print(type(failure).__name__)
    else:
        print("done" if records == 5 else f"{records} records")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.refresh", description=__doc__)
    parser.add_argument("--processes", type=int, default=6)
    parser.add_argument("--hold-seconds", type=float, default=2.0)
    parser.add_argument("--kill", choices=["hold", "late"])
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.child:
        child()
        return 0
    figures = measure(processes=given.processes, hold_seconds=given.hold_seconds, kill=given.kill)
    print(json.dumps(asdict(figures) | {"ok": figures.reaches_the_aim}) if given.json else figures)
    return 0 if figures.reaches_the_aim else 1


if __name__ == "__main__":
    sys.exit(main())
