"""The canary matrix over every entity, and its control run, in some minutes: `python -m bench.canary [--every N]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from time import monotonic

from bench.figure import Figure

from tests.canary.matrix import Matrix, run_beside

CELLS, CONTROL = 10_000, 0.99


def measure(*, every: int = 1) -> Iterator[Figure]:
    """Leaks, cells, and what the control run sees."""
    began = monotonic()
    strict = run_beside(every=every)
    passed = f"{strict.total:,} at {len(strict.cells)} ways out, {monotonic() - began:.0f} s"
    yield Figure("canary: hits that the policy does not allow", len(strict.leaks), 0, detail=_told(strict))
    yield Figure("canary: cells", strict.total, CELLS, at_least=True, detail=passed)
    for leak in strict.leaks[:20]:
        print(f"       {leak}")
    control = run_beside(every=every, control=True)
    detail = f"{control.found.total()} of {control.total} cells"
    yield Figure("canary: share that appears without redactors", control.share, CONTROL, at_least=True, detail=detail)


def _told(matrix: Matrix) -> str:
    read = ", ".join(f"{count} of {system}" for system, count in matrix.entities.items())
    return f"entities read: {read}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.canary", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one entity in N")
    good = True
    for figure in measure(every=parser.parse_args().every):
        print(figure, flush=True)
        good = good and figure.ok
    sys.exit(0 if good else 1)
