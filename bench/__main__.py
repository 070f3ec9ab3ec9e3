"""Measure every promised figure, each beside its aim: `python -m bench [--quick] [--write]`, or one part of it by name.

Exits with 1 where a figure is missed. `python -m bench soak` makes the long runs instead.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "performance.md"
BEGIN = "<!-- figures: written by `python -m bench --write` -->"
END = "<!-- end of the figures -->"


def read(*, quick: bool, parts: Sequence[str] = ("cpu", "latency")) -> Iterator[Figure]:
    """CPU and latency of reading."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "read.json")
        command = [sys.executable, "-m", "bench.read", *parts, "--json", str(file), *(["--quick"] if quick else [])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        for row in json.loads(file.read_text("utf-8")):
            detail = f"{row['ours_us']} of {row['floor_us']} microseconds a row" if "ours_us" in row else ""
            yield Figure(row["what"], row["figure"], row["must"], detail=detail)


def memory(*, quick: bool) -> Iterator[Figure]:
    """Memory of reading; of a million accounts, or of 100,000 with `--quick`."""
    yield from read(quick=quick, parts=("memory",))


def startup(*, quick: bool) -> Iterator[Figure]:
    """CPU of starting."""
    from bench.startup import ROUNDS, figures

    yield from figures(rounds=5 if quick else ROUNDS)


def calls(*, quick: bool) -> Iterator[Figure]:
    """Calls of a whole read."""
    from bench.calls import ROWS, SOURCES, measure

    measured = [measure(source, rows=rows) for source in SOURCES for rows in ROWS]
    for entity in dict.fromkeys(figures.entity for figures in measured):
        of = [figures for figures in measured if figures.entity == entity]
        told = ", ".join(f"{figures.rows:,} rows {figures.calls}" for figures in of)
        extra = sum(max(0, figures.calls - figures.most) + abs(figures.read - figures.rows) for figures in of)
        yield Figure(
            f"calls: more than ceil(N / 1000) for all {entity}, one more after a full page", extra, 0, detail=told
        )


def quota(*, quick: bool) -> Iterator[Figure]:
    """One company's quota, shared."""
    from bench.quota import AIM, measure

    windows = 2 if quick else 5
    figures = measure(processes=4, calls=60, seconds=3.0, windows=windows, latency_ms=5.0, skew=-17.3)
    told = f"{figures.full_windows} windows of 60 calls per 3 s at 5 ms, least {figures.least_used:.0%}"
    yield Figure("quota: share used by 4 processes together", figures.used, AIM, at_least=True, detail=told)
    yield Figure("quota: refusals for the rate", figures.refused, 0)
    yield Figure("quota: calls of one company at the same time", figures.at_once, 0)


def refresh(*, quick: bool) -> Iterator[Figure]:
    """One expired single-use token."""
    from bench.refresh import measure

    figures = measure(processes=6, hold_seconds=2.0, kill=None)
    yield Figure("sign-in: refreshes when 6 processes start with one expired token", figures.refreshes, 1)
    yield Figure("sign-in: of these 6, processes that succeed", figures.outcomes.get("done", 0), 6, at_least=True)
    for kill, wanted, case in (
        ("late", "done", "before the server did it: others that go on"),
        ("hold", "RefreshLost", "with the only answer: others that say RefreshLost"),
    ):
        figures = measure(processes=6, hold_seconds=2.0, kill=kill)
        told = f"nothing hung, {figures.seconds:.0f} s" if "hanging" not in figures.outcomes else "some hung"
        what = f"sign-in: the refresher of 6 killed {case}"
        yield Figure(what, figures.outcomes.get(wanted, 0), 5, at_least=True, detail=told)


def writes(*, quick: bool) -> Iterator[Figure]:
    """Writes over faults, killed writers, and plans beside what happened; prints the table of faults first."""
    from bench import faults, killed, sweep
    from bench.runs import SYSTEMS

    rows = [row for system, verbs in faults.CASES.items() for verb in verbs for row in faults.measure(system, verb)]
    print(faults.HEAD, *rows, sep="\n", flush=True)
    told = f"{len(rows)} cases: fault x system x verb, {sum(row.unknown for row in rows)} left unknown"
    yield Figure("writes: carried out twice, over all faults", sum(row.doubles for row in rows), 0, detail=told)
    yield Figure("writes: missing, over all faults", sum(row.missing for row in rows), 0)
    for system, together in [(system, together) for system in SYSTEMS for together in (False, True)]:
        points, count = (4, 20) if quick else (12, 60)
        seen = killed.measure(system, points=points, seed=1, count=count, in_batches=together)
        how = "one run of apply_many" if together else "one by one"
        told = f"{count} writes killed at {seen.points} points, {len(seen.unknown)} left unknown"
        wrong = seen.doubles + seen.missing + seen.astray
        yield Figure(f"writes: doubled, missing or told wrongly, {system}, {how}", wrong, 0, detail=told)
    for system in SYSTEMS:
        every = list(sweep.operations(system))
        found = [sweep.swept(system, name, verb) for name, verb in (every[::8] if quick else every)]
        differing = sum(one.ending == "differs" for one in found)
        same = [one for one in found if one.ending == "same"]
        told = f"{len(same)} operations, {sum(one.fields for one in same):,} fields shown"
        yield Figure(f"writes: changes other than their plan showed, {system}", differing, 0, detail=told)


def contacts(*, quick: bool) -> Iterator[Figure]:
    """A thousand contacts to Microsoft 365."""
    from bench.contacts import CONTACTS, ROUNDS, measure

    yield from measure(count=100 if quick else CONTACTS, rounds=1 if quick else ROUNDS)


def policy(*, quick: bool) -> Iterator[Figure]:
    """Verdicts and masks."""
    from bench.policy import measure

    yield from measure(quick=quick)


def audit(*, quick: bool) -> Iterator[Figure]:
    """Entries of the audit log, and what is found of changes to it."""
    from bench.audit import ROUNDS, measure

    yield from measure(rounds=3 if quick else ROUNDS)


def tags(*, quick: bool) -> Iterator[Figure]:
    """Privacy tags against samples labelled by reading."""
    from bench import tags

    yield from tags.tags(quick=quick)


def race(*, quick: bool) -> Iterator[Figure]:
    """Workers that race for a budget of a purpose."""
    from bench.race import figures

    yield from figures(quick=quick)


def canary(*, quick: bool) -> Iterator[Figure]:
    """Canaries of every personal field at every way out; with `--quick` of one entity in eight."""
    from bench.canary import measure

    yield from measure(every=8 if quick else 1)


PARTS: dict[str, Callable[..., Iterator[Figure]]] = {
    "startup": startup,
    "calls": calls,
    "quota": quota,
    "refresh": refresh,
    "read": read,
    "memory": memory,
    "writes": writes,
    "contacts": contacts,
    "policy": policy,
    "audit": audit,
    "tags": tags,
    "race": race,
    "canary": canary,
}

LONG = frozenset({"writes", "policy", "race", "canary"})
"""What takes more than a minute is made by its name, and with the long runs."""


def table(figures: Iterable[Figure]) -> str:
    """The figures for the documentation."""
    now = datetime.now(UTC).date().isoformat()
    cores = os.cpu_count()
    lines = [
        f"Measured on {now} with Python {platform.python_version()} on {cores} shared cores.",
        "",
        "| what | aim | measured | |",
        "|---|---|---|---|",
        *(f"| {f.what} | {f.wanted} | {f.value:.3g}{'' if f.ok else ' (missed)'} | {f.detail} |" for f in figures),
    ]
    return "\n".join(lines)


def write(figures: Iterable[Figure]) -> None:
    """Put the table between its marks."""
    page = PAGE.read_text("utf-8")
    marks = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if not marks.search(page):
        raise SystemExit(f"{PAGE} has no marks for the figures")
    text = f"{BEGIN}\n\n{table(figures)}\n\n{END}"
    PAGE.write_text(marks.sub(lambda _: text, page), "utf-8")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["soak"]:
        from bench import soak

        return soak.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"some of {', '.join(PARTS)}; the short ones when left out"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and no million rows")
    parser.add_argument("--write", action="store_true", help="write all figures into docs/explanation/performance.md")
    given = parser.parse_args(arguments)
    if unknown := [part for part in given.parts if part not in PARTS]:
        parser.error(f"no part {', '.join(unknown)}")
    figures = []
    for name in given.parts or [name for name in PARTS if name not in LONG]:
        for figure in PARTS[name](quick=given.quick):
            print(figure, flush=True)
            figures.append(figure)
    if given.write:
        write(figures)
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
