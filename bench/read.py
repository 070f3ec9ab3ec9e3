"""What reading costs against the usual floor, side by side in one run: `python -m bench.read`.

The floor is httpx fetching the same pages and pydantic validating them into models with the same Python types: GUIDs as
text, exact decimals, aware moments in Dutch time. Ours reads through `connect`, with everything on: sign-in, budget,
audit, tags. Both run in turns in one process; what counts is the ratio of their CPU time.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx
from bench import canned
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, create_model

from nlconnect import Query, connect, connect_async
from nlconnect.engine.signing import SignIn
from nlconnect.config import Config, Login, Profile, Secret, Settings
from nlconnect.model.scope import Scope
from nlconnect.outlets import open_outlet
from nlconnect_exact.crm import Account, Accounts
from nlconnect_exact.dates import day, moment

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
REDIRECT = "https://bench.example.test/callback"


@contextmanager
def server(*, pages: int, rows: int, latency_ms: float = 0.0) -> Iterator[str]:
    """The canned server in a process of its own; gives its host."""
    command = [sys.executable, canned.__file__, "--pages", str(pages), "--rows", str(rows)]
    with subprocess.Popen(
        [*command, "--latency-ms", str(latency_ms)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def floor_model() -> TypeAdapter[Any]:
    """What a careful user would write by hand for these fields."""
    types: dict[str, Any] = {
        "string": str,
        "guid": str,
        "int": int,
        "int64": int,
        "decimal": Decimal,
        "bool": bool,
        "datetime": Annotated[datetime, BeforeValidator(moment)],
        "date": Annotated[date, BeforeValidator(day)],
    }
    columns: Any = {spec.name: (types[spec.type] | None, Field(alias=spec.wire)) for spec in canned.fields()}
    row = create_model("FloorAccount", __config__=ConfigDict(frozen=True), **columns)

    class Results(BaseModel):
        results: list[row]  # type: ignore[valid-type]  # made just above
        next: str | None = Field(default=None, alias="__next")

    class Envelope(BaseModel):
        d: Results

    return TypeAdapter(Envelope)


def read_floor(host: str, adapter: TypeAdapter[Any]) -> int:
    """Read all pages as the floor does."""
    count = 0
    link: str | None = f"http://{host}/api/v1/1/bulk/CRM/Accounts?$skiptoken=0000000"
    with httpx.Client(headers={"Authorization": "Bearer none", "Accept": "application/json"}) as client:
        while link:
            answer = client.get(link)
            answer.raise_for_status()
            page = adapter.validate_json(answer.content).d
            for _ in page.results:
                count += 1
            link = page.next
    return count


class Ours:
    """A signed-in connection to the canned server, state and audit on disk in a folder of its own."""

    def __init__(self, host: str, folder: Path, query: Query[Account]) -> None:
        self.query = query
        self.folder = folder
        login = Login(
            name="bench",
            system="exact",
            base_url=f"http://{host}",
            client_id="bench",
            client_secret=Secret("none"),
            redirect_uri=REDIRECT,
        )
        self.profile = Profile(name="bench", login=login, scope=Scope(division=1))
        self.config = Config(path=None, settings=Settings(state=f"sqlite:///{folder}/state.db"))
        sign_in(self)

    def read(self) -> int:
        """Typed records."""
        count = 0
        with connect(self.profile, config=self.config) as exact:
            for _ in exact.read(self.query):
                count += 1
        return count

    async def read_async(self) -> int:
        """Typed records, on the other face."""
        count = 0
        async with connect_async(self.profile, config=self.config) as exact:
            async for _ in exact.read(self.query):
                count += 1
        return count

    def write(self, suffix: str) -> int:
        """Rows straight to a file."""
        with connect(self.profile, config=self.config, outlet="file") as exact:
            batches = exact.batches(self.query)
            outlet = open_outlet(self.folder / f"rows.{suffix}", batches.columns)
            for batch in batches:
                outlet.write(batch)
            outlet.close()
            return batches.records


def sign_in(ours: Ours) -> None:
    """The canned server gives everybody a token."""
    with SignIn(ours.profile.login, config=ours.config) as desk:
        state = parse_qs(urlsplit(str(desk.begin().address)).query)["state"][0]
        desk.finish(f"{REDIRECT}?code=bench&state={state}")


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU of this process, all threads."""
    gc.collect()
    before = time.process_time()
    work()
    return time.process_time() - before


def ratio(floor: Callable[[], object], ours: Callable[[], object]) -> tuple[float, float, float]:
    """Median CPU of both in turns, and the median of the ratios of neighbours."""
    floor(), ours()  # first use: imports, compiled decoders
    pairs = [(cpu(floor), cpu(ours)) for _ in range(ROUNDS)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
        statistics.median(mine / theirs for theirs, mine in pairs),
    )


def selection() -> Query[Account]:
    """The same fields that the server sends, whatever their tags: the bench must not win by masking."""
    return Accounts.select(*(spec.name for spec in canned.fields()))


def cost(pages: int, rows: int, folder: Path) -> list[dict[str, object]]:
    """CPU of typed records and files against the floor."""
    adapter = floor_model()
    found: list[dict[str, object]] = []
    with server(pages=pages, rows=rows) as host:
        ours = Ours(host, folder, selection())
        jobs: list[tuple[str, Callable[[], int], float]] = [
            (f"typed records, {rows}-row pages", ours.read, 0.75 if rows == 1000 else 1.0)
        ]
        if rows == 1000:
            jobs += [
                ("straight to JSONL", lambda: ours.write("jsonl"), 0.6),
                ("straight to Parquet", lambda: ours.write("parquet"), 0.75),
            ]
        total = pages * rows
        for name, job, wanted in jobs:
            assert job() == read_floor(host, adapter) == total
            theirs, mine, share = ratio(lambda: read_floor(host, adapter), job)
            found.append(
                {
                    "what": f"CPU, {name}",
                    "floor_us": round(theirs / total * 1e6, 1),
                    "ours_us": round(mine / total * 1e6, 1),
                    "figure": round(share, 3),
                    "must": wanted,
                }
            )
    return found


def latency(pages: int, rows: int, folder: Path, *, must: float) -> list[dict[str, object]]:
    """Wall time of both faces against calls x latency."""
    found: list[dict[str, object]] = []
    with server(pages=pages, rows=rows, latency_ms=20) as host:
        ours = Ours(host, folder, selection())
        faces: dict[str, Callable[[], int]] = {
            "blocking": ours.read,
            "asyncio": lambda: asyncio.run(ours.read_async()),
        }
        for face, job in faces.items():
            job()
            times = []
            for _ in range(ROUNDS):
                before = time.perf_counter()
                assert job() == pages * rows
                times.append(time.perf_counter() - before)
            found.append(
                {
                    "what": f"wall at 20 ms latency, {rows}-row pages, {face}",
                    "figure": round(statistics.median(times) / (pages * 0.020), 3),
                    "must": must,
                }
            )
    return found


def memory(pages: int, folder: Path) -> float:
    """Peak resident memory, in MB, of a process that reads so many pages of 1,000."""
    with server(pages=pages, rows=1000) as host:
        command = [sys.executable, "-m", "bench.read", "--memory-child", host, str(folder)]
        run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return float(run.stdout)


def memory_child(host: str, folder: str) -> None:
    """Read everything and print the peak, of this program alone: `ru_maxrss` would remember the one that started it."""
    ours = Ours(host, Path(folder), selection())
    ours.read()
    status = Path("/proc/self/status").read_text("ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true", help="leave out the million rows")
    parser.add_argument("--memory-child", nargs=2, metavar=("HOST", "FOLDER"))
    given = parser.parse_args()
    if given.memory_child:
        memory_child(*given.memory_child)
        return 0
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts: tuple[Callable[[Path], list[dict[str, object]]], ...] = (
            lambda place: cost(16, 1000, place),
            lambda place: cost(120, 60, place),
            lambda place: latency(20, 1000, place, must=1.6),
            lambda place: latency(50, 60, place, must=1.25),
        )
        for number, part in enumerate(parts):
            place = folder / str(number)
            place.mkdir()
            results += part(place)
        small, large = (memory(pages, folder) for pages in (10, 100 if given.quick else 1000))
        results.append(
            {
                "what": f"peak memory, {large:.0f} MB at {'100,000' if given.quick else '1,000,000'} rows over "
                f"{small:.0f} MB at 10,000",
                "figure": round(large / small, 3),
                "must": 1.1,
            }
        )
    for result in results:
        verdict = "ok" if float(str(result["figure"])) <= float(str(result["must"])) else "MISSED"
        costs = f"  {result['ours_us']} of {result['floor_us']} us a row" if "ours_us" in result else ""
        print(f"{verdict:6} {result['figure']:<6} must be at most {result['must']:<5} {result['what']}{costs}")
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
