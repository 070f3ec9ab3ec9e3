"""Writers killed with SIGKILL at many different points of one run of writes, while the system goes on without them.

`python -m bench.killed --system exact --count 1000 --points 200`: nothing may be doubled, nothing that can be looked
for may be missing, and what is Unknown must be what was cut off. Time stands with the run: the two minutes that
`reconcile` waits pass on a clock that worker and mock share, and the mock does what it put off when it falls due.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from bench.runs import SYSTEMS, mark, run_of
from bench.scene import ROOT
from bench.stage import Stage, stage
from bench.worker import ORDER, REPORT

from nlconnect.engine.write import SETTLING
from nlconnect.mock.messages import Answer, Cut
from nlconnect.mock.mock import Postponed
from nlconnect.model.wire import Request

Moment = Literal["before", "after", "lost", "answered", "late"]
MOMENTS: Mapping[Moment, str] = {
    "before": "before a request left or something was stored",
    "after": "after an answer came or something was stored",
    "lost": "after the request left, and it was never carried out",
    "answered": "after it was carried out, before the answer came",
    "late": "after the request left, and it was carried out later",
}
LATE_SECONDS = (0.5, 8.0)
STEPS_OF_A_WRITE = 22
WRITES_OF_A_BATCH = 20
MOST_LIVES = 5_000


@dataclass(frozen=True)
class Figures:
    """What a run came to. `unknown` are the writes that stayed open, each of which leaves nothing to look for."""

    system: str
    writes: int
    kills: Mapping[str, int]
    doubles: int
    missing: int
    unknown: tuple[str, ...]
    astray: int
    """Writes told to be done that are not there, and the like: the report is not the truth."""
    seconds: float

    @property
    def points(self) -> int:
        """At how many different points a writer was killed."""
        return sum(self.kills.values())

    @property
    def reaches_the_aim(self) -> bool:
        return not (self.doubles or self.missing or self.astray)

    def __str__(self) -> str:
        told = ", ".join(f"{count} {moment}" for moment, count in self.kills.items())
        return (
            f"{self.system}: {self.writes} writes, killed at {self.points} points ({told}): {self.doubles} doubles, "
            f"{self.missing} missing, {len(self.unknown)} unknown, {self.astray} told wrongly, {self.seconds:.0f} s"
        )


@dataclass
class Trap:
    """Stands before a mock, and kills the writer whose write has arrived."""

    handle: Callable[[Request], Any]
    stage: Stage
    pid: int = 0
    left: int = 0
    how: Moment = "lost"
    seconds: float = 0.0

    def arm(self, pid: int, *, write: int, how: Moment, seconds: float) -> None:
        """Kill it when its `write`th write from now on arrives."""
        self.left, self.how, self.seconds, self.pid = write, how, seconds, pid

    def disarm(self) -> None:
        self.pid = 0

    def __call__(self, request: Request) -> Any:
        """As the mock answers."""
        if not self.pid or request.method == "GET":
            return self.handle(request)
        if self.left:
            self.left -= 1
            return self.handle(request)
        pid, self.pid = self.pid, 0
        gone = Answer(0, cut=Cut())
        if self.how == "answered":
            self.handle(request)
        os.kill(pid, signal.SIGKILL)
        if self.how == "late":
            self.stage.mock.postpone(Postponed(self.seconds, lambda: self.handle(request)))
        return gone


@dataclass
class Lives:
    """Processes that follow each other."""

    child: subprocess.Popen[str]
    trap: Trap

    def begin(self, *, step: int | None, how: Moment, write: int, seconds: float) -> int:
        """Let one live to its end; its exit code, -9 for one that was killed."""
        self._say(json.dumps({"step": step, "after": how == "after"}))
        pid = int(self._hear())
        if step is None and how in ("lost", "answered", "late"):
            self.trap.arm(pid, write=write, how=how, seconds=seconds)
        self._say("go")
        code = int(self._hear())
        self.trap.disarm()
        return code

    def _say(self, line: str) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(f"{line}\n")
        self.child.stdin.flush()

    def _hear(self) -> str:
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError("the worker ended by itself")
        return line


def measure(
    system: str, *, points: int, seed: int, count: int = 1000, settling: float = SETTLING, in_batches: bool = False
) -> Figures:
    """Kill the writers of that many writes at that many points, let the last one end, and look what stands there.

    `in_batches` makes it one named run of `apply_many`, which each writer starts again.
    """
    began, source = time.monotonic(), random.Random(seed)
    run = run_of(system)
    with stage(system) as made, _lives(made, count, settling, in_batches=in_batches) as lives:
        run.prepare(made, count)
        made.witness.carried_out.clear()
        places: set[tuple[str, int, int]] = set()
        kills: Counter[str] = Counter()
        for _ in range(MOST_LIVES):
            mean = 0.7 * count / points / (WRITES_OF_A_BATCH if in_batches else 1)
            life = _life(source, mean=mean) if len(places) < points else UNTIL_THE_END
            made.sign_in()
            code = lives.begin(**life)
            if code == 0:
                break
            if code != -signal.SIGKILL:
                raise RuntimeError(f"the worker ended with {code}")
            place = (life["how"], sum(made.witness.carried_out.values()), life["step"] or life["write"])
            kills[life["how"]] += place not in places
            places.add(place)
        else:
            raise RuntimeError("the run never came to an end")
        made.clock.advance(LATE_SECONDS[1])
        made.mock.catch_up()
        told: list[str] = json.loads((made.folder / REPORT).read_text("utf-8"))
        return _figures(made, told, dict(sorted(kills.items())), seconds=time.monotonic() - began)


UNTIL_THE_END: Mapping[str, Any] = {"step": None, "how": "before", "write": 0, "seconds": 0.0}


def _life(source: random.Random, *, mean: float) -> Mapping[str, Any]:
    """Where the next one dies: about `mean` writes on."""
    how = source.choice(list(MOMENTS))
    by_step = how in ("before", "after")
    return {
        "how": how,
        "step": source.randrange(max(STEPS_OF_A_WRITE, round(2 * mean * STEPS_OF_A_WRITE))) if by_step else None,
        "write": 0 if by_step else source.randrange(max(1, round(2 * mean))),
        "seconds": source.uniform(*LATE_SECONDS),
    }


def _figures(made: Stage, told: list[str], kills: Mapping[str, int], *, seconds: float) -> Figures:
    run, connection = run_of(made.system), made.connect()
    standing = run.standing(connection)
    connection.close()
    numbers = range(len(told))
    there = {number: standing[mark(number)] for number in numbers}
    return Figures(
        made.system,
        len(told),
        kills,
        doubles=max(made.witness.doubles, sum(max(0, count - 1) for count in there.values())),
        missing=sum(not there[number] for number in numbers if run.tells(number)),
        unknown=tuple(mark(number) for number in numbers if told[number] != "done"),
        astray=sum(not there[number] if told[number] == "done" else run.tells(number) for number in numbers),
        seconds=seconds,
    )


@contextmanager
def _lives(made: Stage, count: int, settling: float, *, in_batches: bool) -> Iterator[Lives]:
    order = {"system": made.system, "info": dict(made.info), "count": count, "settling": settling}
    order["in_batches"] = in_batches
    (made.folder / ORDER).write_text(json.dumps(order), "utf-8")
    trap = Trap(made.mock.handle, made)
    made.mock.handle = trap  # type: ignore[method-assign]  # the same, watched
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    child = subprocess.Popen(
        [sys.executable, "-m", "bench.worker", str(made.folder)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Lives(child, trap)
    finally:
        child.kill()
        child.communicate()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.killed", description=__doc__)
    parser.add_argument("--system", choices=SYSTEMS, action="append")
    parser.add_argument("--count", type=int, default=1000, help="writes in the run")
    parser.add_argument("--points", type=int, default=200, help="at which a writer is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-batches", action="store_true", help="as one named run of `apply_many`")
    given = parser.parse_args(arguments)
    missed = 0
    for system in given.system or SYSTEMS:
        figures = measure(system, points=given.points, seed=given.seed, count=given.count, in_batches=given.in_batches)
        missed += not figures.reaches_the_aim
        print(f"{figures}\nunknown: {', '.join(figures.unknown) or 'none'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
