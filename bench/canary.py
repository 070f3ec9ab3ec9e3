"""The canary matrix over every entity, and its control run, in some minutes: `python -m bench.canary [--every N]`."""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from bench.figure import Figure

from tests.canary.hook import unredacted
from tests.canary.matrix import Matrix, run

CELLS, CONTROL = 10_000, 0.99


def measure(*, every: int = 1) -> Iterator[Figure]:
    """Leaks, cells, and what the control run sees."""
    strict = _run(every=every, control=False)
    yield Figure("canary: hits that the policy does not allow", len(strict.leaks), 0, detail=_told(strict))
    yield Figure("canary: cells", strict.total, CELLS, at_least=True, detail=f"{len(strict.cells)} ways out")
    for leak in strict.leaks[:20]:
        print(f"       {leak}")
    control = _run(every=every, control=True)
    detail = f"{control.found.total()} of {control.total} cells"
    yield Figure("canary: share that appears without redactors", control.share, CONTROL, at_least=True, detail=detail)


def _run(*, every: int, control: bool) -> Matrix:
    with tempfile.TemporaryDirectory() as name, unredacted() if control else nullcontext():
        return run(Path(name), every=every)


def _told(matrix: Matrix) -> str:
    read = ", ".join(f"{count} of {system}" for system, count in matrix.entities.items())
    return f"entities read: {read}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.canary", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one entity in N")
    logging.getLogger("nlconnect").addHandler(logging.NullHandler())
    good = True
    for figure in measure(every=parser.parse_args().every):
        print(figure, flush=True)
        good = good and figure.ok
    sys.exit(0 if good else 1)
