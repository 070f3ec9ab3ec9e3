"""What starting costs, as ratios of CPU (user and system) between fresh processes that run in turns.

The first typed entity is measured inside its process: the CPU of importing it and naming one of its fields, once
`nlconnect` with pydantic is there; and, in another process, the CPU of importing pydantic and defining one model.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figure import Figure

ROUNDS = 15
MODEL = "from pydantic import BaseModel\nclass Model(BaseModel):\n    amount: int\n"
CONNECT = "from nlconnect import connect, Record\n"
ENTITY = "from nlconnect_exact.cashflow import Receivables\nReceivables.amount_dc\n"
TIMED = "import time\nbefore = time.process_time()\n{}print((time.process_time() - before) * 1000)"
HEAVY = frozenset({"httpx", "sqlalchemy", "cryptography"})


def process_cpu(*command: str) -> float:
    """Milliseconds of CPU of a process from beginning to end."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise RuntimeError(f"{command} failed")
    return (usage.ru_utime + usage.ru_stime) * 1000


def inner_cpu(setup: str, timed: str) -> float:
    """Milliseconds of CPU that a fresh process says a part of it took."""
    program = setup + TIMED.format(timed)
    return float(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)


def figures(*, rounds: int = ROUNDS) -> list[Figure]:
    """The three ratios, and the libraries that must not be there."""
    python = sys.executable
    command_line = str(Path(python).with_name("nlconnect"))
    pairs: Sequence[tuple[str, Callable[[], float], Callable[[], float], float]] = (
        (
            "start-up: `from nlconnect import connect, Record` against a process with one pydantic model",
            lambda: process_cpu(python, "-c", CONNECT),
            lambda: process_cpu(python, "-c", MODEL),
            1.3,
        ),
        (
            "start-up: `nlconnect --help` against a process with `import typer`",
            lambda: process_cpu(command_line, "--help"),
            lambda: process_cpu(python, "-c", "import typer"),
            2.5,
        ),
        (
            "start-up: the first typed entity against importing pydantic with one model",
            lambda: inner_cpu(CONNECT, ENTITY),
            lambda: inner_cpu("", MODEL),
            0.6,
        ),
    )
    found = []
    for what, ours, theirs, aim in pairs:
        ours(), theirs()  # byte code and the disk's cache
        times = [(ours(), theirs()) for _ in range(rounds)]
        mine, floor = (statistics.median(time[side] for time in times) for side in (0, 1))
        share = statistics.median(own / other for own, other in times)
        found.append(Figure(what, share, aim, detail=f"{mine:.0f} of {floor:.0f} ms"))
    check = f"{CONNECT}import sys\nprint(*sys.modules)"
    loaded = subprocess.run([python, "-c", check], check=True, capture_output=True, text=True).stdout.split()
    heavy = sorted(HEAVY & set(loaded))
    names = "start-up: heavy libraries loaded by `from nlconnect import connect, Record`"
    return [*found, Figure(names, len(heavy), 0, detail=", ".join(heavy))]


if __name__ == "__main__":
    print(*figures(), sep="\n")
