"""A pull through `connect` from a server that has bad days: every row once, none lost, none doubled.

`python -m bench.pull --rows 20000` reads accounts while every 20th call is refused for the rate, others are cut off at
some byte, answered with a web page, refused as overloaded or slow.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.scene import PROFILE, scene

from nlconnect import connect, connect_async
from nlconnect.config import read_file
from nlconnect_exact.crm import Accounts

FAULTS = (
    "429:api:every=20,minutely_reset=1",
    "cut-after:api:every=9,at=700",
    "cut-before:api:every=31",
    "html:api:every=25",
    "503:api:every=16",
    "slow:api:2ms",
)


@dataclass(frozen=True)
class Figures:
    rows: int
    read: int
    different: int
    calls: int
    failed_calls: int
    seconds: float

    @property
    def reaches_the_aim(self) -> bool:
        return self.rows == self.read == self.different and self.failed_calls > 0

    def __str__(self) -> str:
        return (
            f"{self.rows:,} rows over {self.failed_calls} failures in {self.calls} calls: {self.read:,} read, "
            f"{self.different:,} different, {self.seconds:.1f} s"
        )


def measure(*, rows: int, page: int, face: str) -> Figures:
    """Read all accounts of one company."""
    with scene(records=rows, page_sizes={1000: page}, fault=FAULTS) as made:
        made.mock.faults.clear()
        config = read_file(made.settings)
        with connect(PROFILE, config=config) as exact:
            total = exact.count(Accounts)
        for fault in FAULTS:
            made.mock.fault(fault)
        made.mock.calls.clear()
        started = time.monotonic()
        found = asyncio.run(_read_async(made.settings)) if face == "asyncio" else _read(made.settings)
        seconds = time.monotonic() - started
        calls = made.mock.calls
        failed = sum(call.status != 200 for call in calls)
        return Figures(total, len(found), len(set(found)), len(calls), failed, seconds)


def _read(settings: Path) -> list[str | None]:
    with connect(PROFILE, config=read_file(settings)) as exact:
        return [account.id for account in exact.read(Accounts.select("code"))]


async def _read_async(settings: Path) -> list[str | None]:
    async with connect_async(PROFILE, config=read_file(settings)) as exact:
        return [account.id async for account in exact.read(Accounts.select("code"))]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.pull", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--page", type=int, default=200, help="rows a call")
    parser.add_argument("--face", choices=["blocking", "asyncio"], default="blocking")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    figures = measure(rows=given.rows, page=given.page, face=given.face)
    print(json.dumps(asdict(figures) | {"ok": figures.reaches_the_aim}) if given.json else figures)
    return 0 if figures.reaches_the_aim else 1


if __name__ == "__main__":
    sys.exit(main())
