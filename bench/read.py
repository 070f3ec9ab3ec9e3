"""What reading costs against the usual floor, side by side in one run: `python -m bench.read`.

The floor is httpx fetching the same pages and pydantic validating them into models with the same Python types: GUIDs as
text, exact decimals, aware moments. Ours reads through `connect`, with everything on: sign-in, budget, audit, tags.
Both run in turns in one process; what counts is the ratio of their CPU time.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx
from bench import canned
from bench.canned import SOURCES, Source
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, create_model

from nlconnect import Query, connect, connect_async
from nlconnect.config import Config, Login, Profile, Secret, Settings
from nlconnect.connector import FieldSpec, collection_of
from nlconnect.engine.signing import SignIn
from nlconnect.model.scope import Scope
from nlconnect.outlets import open_outlet
from nlconnect_afas.dates import moment as afas_moment
from nlconnect_exact.dates import day as exact_day
from nlconnect_exact.dates import moment as exact_moment

Found = dict[str, object]

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 11
PACKAGES = {"exact": "nlconnect_exact", "afas": "nlconnect_afas", "graph": "nlconnect_graph"}
REDIRECT = "https://bench.example.test/callback"


@contextmanager
def server(source: str = "accounts", *, pages: int, rows: int, latency_ms: float = 0.0) -> Iterator[str]:
    """The canned server in a process of its own; gives its host."""
    command = [sys.executable, canned.__file__, "--source", source, "--pages", str(pages), "--rows", str(rows)]
    with subprocess.Popen(
        [*command, "--latency-ms", str(latency_ms)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def floor_model(source: Source) -> TypeAdapter[Any]:
    """What a careful user would write by hand for these fields."""
    row = _model(source, "FloorRow", source.fields())
    if source.system == "exact":

        class Results(BaseModel):
            results: list[row]  # type: ignore[valid-type]  # made just above
            next: str | None = Field(default=None, alias="__next")

        class Envelope(BaseModel):
            d: Results

        return TypeAdapter(Envelope)

    rows = "value" if source.system == "graph" else "rows"
    parts: Any = {
        "results": (list[row], Field(alias=rows)),  # type: ignore[valid-type]  # made just above
        "next": (str | None, Field(default=None, alias="@odata.nextLink")),
    }
    return TypeAdapter(create_model("Page", **parts))


def _model(source: Source, name: str, fields: Sequence[FieldSpec]) -> type[BaseModel]:
    columns: Any = {spec.name: (_type(source, spec) | None, Field(default=None, alias=spec.wire)) for spec in fields}
    made: type[BaseModel] = create_model(name, __config__=ConfigDict(frozen=True), **columns)
    return made


def _type(source: Source, spec: FieldSpec) -> Any:
    types: dict[str, Any] = {
        "string": str,
        "guid": str,
        "int": int,
        "int64": int,
        "decimal": Decimal,
        "float": float,
        "bool": bool,
        **DATES[source.system],
    }
    kind = types[spec.type] if spec.of is None else _model(source, spec.of, canned.parts_of(source, spec.of))
    listed: Any = list
    return listed[kind] if spec.many else kind


DATES: dict[str, dict[str, Any]] = {
    "exact": {
        "datetime": Annotated[datetime, BeforeValidator(exact_moment)],
        "date": Annotated[date, BeforeValidator(exact_day)],
    },
    "afas": {"datetime": Annotated[datetime, BeforeValidator(afas_moment)], "date": date},
    "graph": {"datetime": datetime, "date": date},
}
"""What pydantic reads by itself is left to it."""


def read_floor(host: str, source: Source, adapter: TypeAdapter[Any]) -> int:
    """Read all pages as the floor does."""
    count = skipped = 0
    start = f"http://{host}{source.path}"
    link: str | None = f"{start}?$skiptoken=0000000"
    if source.system == "afas":
        link = f"{start}?skip=0&take={source.rows}"
    with httpx.Client(headers={"Authorization": "Bearer none", "Accept": "application/json"}) as client:
        while link:
            answer = client.get(link)
            answer.raise_for_status()
            page = adapter.validate_json(answer.content)
            page = page.d if source.system == "exact" else page
            for _ in page.results:
                count += 1
            link = page.next
            if source.system == "afas" and page.results:
                skipped += len(page.results)
                link = f"{start}?skip={skipped}&take={source.rows}"
    return count


class Ours:
    """A signed-in connection to the canned server, state and audit on disk in a folder of its own."""

    def __init__(self, host: str, folder: Path, source: Source) -> None:
        self.query = selection(source)
        self.folder = folder
        base_url = f"http://{host}"
        extra: dict[str, str | Secret] = {"tenant": "bench.example.test"} if source.system == "graph" else {}
        if source.system == "afas":
            extra = {"environment": "12345", "token": Secret("0" * 64)}
        login = Login(
            name="bench",
            system=source.system,
            base_url=base_url,
            login_url=base_url,
            client_id="bench" if source.system != "afas" else None,
            client_secret=Secret("none") if source.system != "afas" else None,
            redirect_uri=REDIRECT if source.system == "exact" else None,
            extra=extra,
        )
        scope = Scope(division=1) if source.system == "exact" else Scope()
        if source.entity.qualified_name == "mail.Messages":
            scope = Scope(mailbox="a")
        self.profile = Profile(name="bench", login=login, scope=scope)
        self.config = Config(path=None, settings=Settings(state=f"sqlite:///{folder}/state.db"))
        if source.system != "afas":
            sign_in(self)

    def read(self) -> int:
        """Typed records."""
        count = 0
        with connect(self.profile, config=self.config) as system:
            for _ in system.read(self.query):
                count += 1
        return count

    async def read_async(self) -> int:
        """Typed records, on the other face."""
        count = 0
        async with connect_async(self.profile, config=self.config) as system:
            async for _ in system.read(self.query):
                count += 1
        return count

    def write(self, suffix: str) -> int:
        """Rows straight to a file."""
        with connect(self.profile, config=self.config, outlet="file") as system:
            batches = system.batches(self.query)
            outlet = open_outlet(self.folder / f"rows.{suffix}", batches.columns)
            for batch in batches:
                outlet.write(batch)
            outlet.close()
            return batches.records


def sign_in(ours: Ours) -> None:
    """The canned server gives everybody a token."""
    with SignIn(ours.profile.login, config=ours.config) as desk:
        invitation = desk.begin()
        if invitation.address is None:
            desk.finish()
            return
        state = parse_qs(urlsplit(str(invitation.address)).query)["state"][0]
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


def selection(source: Source) -> Query[Any]:
    """The same fields that the server sends, whatever their tags: the bench must not win by masking."""
    collection = collection_of(PACKAGES[source.system], source.entity)
    if source.system == "afas":
        return collection.all()
    return collection.select(*(spec.name for spec in source.fields()))


def cost(name: str, pages: int, rows: int, folder: Path, *, must: float = 0.75, files: bool = False) -> Iterator[Found]:
    """CPU of typed records and files against the floor."""
    source = SOURCES[name]
    adapter = floor_model(source)
    with server(name, pages=pages, rows=rows) as host:
        ours = Ours(host, folder, source)
        jobs: list[tuple[str, Callable[[], int], float]] = [("typed records", ours.read, must)]
        if files:
            jobs += [
                ("straight to JSONL", lambda: ours.write("jsonl"), 0.6),
                ("straight to Parquet", lambda: ours.write("parquet"), 0.75),
            ]
        total = pages * rows
        for what, job, wanted in jobs:
            assert job() == read_floor(host, source, adapter) == total
            theirs, mine, share = ratio(lambda: read_floor(host, source, adapter), job)
            yield {
                "what": f"CPU, {what}, {name}, {rows}-row pages",
                "floor_us": round(theirs / total * 1e6, 1),
                "ours_us": round(mine / total * 1e6, 1),
                "figure": round(share, 3),
                "must": wanted,
            }


def latency(pages: int, rows: int, folder: Path, *, must: float) -> Iterator[Found]:
    """Wall time of both faces against calls x latency."""
    with server(pages=pages, rows=rows, latency_ms=20) as host:
        ours = Ours(host, folder, SOURCES["accounts"])
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
            yield {
                "what": f"wall at 20 ms latency, {rows}-row pages, {face}",
                "figure": round(statistics.median(times) / (pages * 0.020), 3),
                "must": must,
            }


def memory(name: str, pages: int, many: int, folder: Path) -> Iterator[Found]:
    """Peak resident memory of a process that reads so many full pages, against one that reads few."""
    source = SOURCES[name]
    few, most = (_peak(name, count, folder) for count in (pages, many))
    yield {
        "what": f"peak memory, {name}, {most:.0f} MB at {many * source.rows:,} rows over {few:.0f} MB at "
        f"{pages * source.rows:,}",
        "figure": round(most / few, 3),
        "must": 1.1,
    }


def _peak(name: str, pages: int, folder: Path) -> float:
    """In MB."""
    with server(name, pages=pages, rows=SOURCES[name].rows) as host:
        command = [sys.executable, "-m", "bench.read", "--memory-child", name, host, str(folder)]
        run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        return float(run.stdout)


def memory_child(name: str, host: str, folder: str) -> None:
    """Read everything and print the peak, of this program alone: `ru_maxrss` would remember the one that started it."""
    ours = Ours(host, Path(folder), SOURCES[name])
    ours.read()
    status = Path("/proc/self/status").read_text("ascii")
    print(int(status.partition("VmHWM:")[2].split()[0]) / 1024)


def parts(*, quick: bool) -> dict[str, Sequence[Callable[[Path], Iterator[Found]]]]:
    """What can be measured, by name."""
    return {
        "cpu": (
            lambda place: cost("accounts", 16, 1000, place, files=True),
            lambda place: cost("accounts", 120, 60, place, must=1.0),
            lambda place: cost("illness", 5, 3749, place, files=True),
            lambda place: cost("users", 20, 999, place, files=True),
            lambda place: cost("messages", 16, 1000, place, files=True),
        ),
        "latency": (
            lambda place: latency(20, 1000, place, must=1.6),
            lambda place: latency(50, 60, place, must=1.25),
        ),
        "memory": (
            lambda place: memory("accounts", 10, 100 if quick else 1000, place),
            lambda place: memory("illness", 3, 27, place),
            lambda place: memory("users", 10, 100, place),
            lambda place: memory("messages", 10, 100, place),
        ),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="some of cpu, latency, memory; all when left out")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--quick", action="store_true", help="100,000 rows for the memory instead of a million")
    parser.add_argument("--memory-child", nargs=3, metavar=("SOURCE", "HOST", "FOLDER"))
    given = parser.parse_args()
    if given.memory_child:
        memory_child(*given.memory_child)
        return 0
    results: list[Found] = []
    known = parts(quick=given.quick)
    with tempfile.TemporaryDirectory() as name:
        for number, part in enumerate(part for chosen in given.parts or known for part in known[chosen]):
            place = Path(name, str(number))
            place.mkdir()
            for result in part(place):
                results.append(result)
                print(told(result), flush=True)
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def told(result: Found) -> str:
    """One figure for people."""
    verdict = "ok" if float(str(result["figure"])) <= float(str(result["must"])) else "MISSED"
    costs = f"  {result['ours_us']} of {result['floor_us']} us a row" if "ours_us" in result else ""
    return f"{verdict:6} {result['figure']:<6} must be at most {result['must']:<5} {result['what']}{costs}"


if __name__ == "__main__":
    sys.exit(main())
