"""64 workers against one budget: `python -m bench.race` prints how far it was exceeded in each unit; the aim is 0.

Each takes what it can get until it is refused. They share a SQLite file, as threads with a store of their own each,
and as processes: of some it says afterwards that nothing came of it, and gives that back. Then 64 connections read,
send and write in mocked systems. What was used is added up by the workers or seen by the mock, not asked of the
account. Exits with 1 where a budget was exceeded, much of it lay idle, or not everybody was refused in the end.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from bench.figure import Figure

from nlconnect.client import Connection
from nlconnect.engine.allowance import MARK_BYTES, Account, Over, Taking, most_of, told
from nlconnect.errors import PolicyRefused
from nlconnect.mock.system import Setting
from nlconnect.model.change import Call, Change, Create
from nlconnect.model.outcome import Done
from nlconnect.policy import UNITS, Budget, Unit
from nlconnect.state import find_key, open_store
from nlconnect.testing import SignedInMock
from nlconnect.transport.clock import SystemClock

WORKERS = 64
HOWS = ("threads", "processes", "connections")
MOST = {"calls": 200, "records": 8_000, "subjects": 1_500, "recipients": 400, "euros": 30_000, "bytes": 5_000_000}
LARGEST = {"calls": 1, "records": 100, "subjects": 20, "recipients": 5, "euros": 400, "bytes": 60_000}
"""The most that is taken in one go."""
IDLE = 0.05
"""The part of a budget that may be left when everybody was refused: less than a bite or two."""
UNUSED = 0.2
"""How often nothing comes of what was taken."""
NOON = 1_800_000_000.0
"""A moment on one day, so that no budget begins anew while they run."""


@dataclass(frozen=True)
class Race:
    """One unit, and how the workers ran."""

    unit: Unit
    how: str
    workers: int
    most: int
    used: int
    refused: int

    @property
    def exceeded(self) -> int:
        return max(0, self.used - self.most)

    @property
    def ok(self) -> bool:
        return self.exceeded == 0 and self.used >= self.most * (1 - IDLE) and self.refused == self.workers

    def __str__(self) -> str:
        return (
            f"{'ok' if self.ok else 'MISSED':6} exceeded={self.exceeded} (aim 0)  {self.unit:10} {self.how:22} "
            f"{self.workers} workers used {told(self.unit, self.used)} of {told(self.unit, self.most)}, "
            f"{self.refused} refused at the end"
        )


@dataclass(frozen=True)
class Lane:
    """What a worker has to know."""

    url: str
    unit: Unit
    most: int
    largest: int
    seed: int

    @property
    def budget(self) -> Budget:
        return Budget.model_validate({self.unit: self.most})


def run(lane: Lane) -> tuple[list[str], int, int]:
    """Take until refused. Whom it met in hexadecimal, what it used, and how often it was refused."""
    store = open_store(lane.url, key=find_key(lane.url), clock=SystemClock())
    account = Account(store, {("purpose", "race"): lane.budget, ("agent", "racer"): lane.budget})
    chance, used, met = random.Random(lane.seed), 0, set[str]()
    try:
        while True:
            bite = chance.randint(1, lane.largest)
            taking = _taking(lane.unit, bite, chance)
            found = account.take(taking, now=NOON)
            if isinstance(found, Over):
                if bite == 1 or found.left == 0:
                    return sorted(met), used, 1
                lane = Lane(lane.url, lane.unit, lane.most, min(lane.largest, max(1, found.left)), lane.seed)
            elif lane.unit == "subjects":
                met |= {mark.hex() for mark in taking.subjects}
            elif chance.random() < UNUSED:
                account.give_back(found, now=NOON)
            else:
                used += taking.counts()[lane.unit]
    finally:
        store.close()


def _taking(unit: Unit, bite: int, chance: random.Random) -> Taking:
    if unit == "subjects":
        some = (chance.randrange(10**5) for _ in range(bite))
        return Taking(subjects=frozenset(one.to_bytes(MARK_BYTES, "big") for one in some))
    if unit == "euros":
        return Taking(euros=Decimal(bite) - Decimal("0.75"))
    counts = {"size" if unit == "bytes" else unit: bite}
    return Taking(**counts)  # type: ignore[arg-type]  # whole numbers all


def raced(unit: Unit, *, how: str, workers: int = WORKERS, share: float = 1.0) -> Race:
    """Threads or processes against a `share` of the usual budget."""
    most, largest = max(workers, int(MOST[unit] * share)), LARGEST[unit]
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/state.db"
        open_store(url, key=find_key(url), clock=SystemClock()).close()
        lanes = [Lane(url, unit, most, largest, seed) for seed in range(workers)]
        with _executor(how, workers) as pool:
            found = list(pool.map(run, lanes))
    met = {mark for marks, _, _ in found for mark in marks}
    used = len(met) if unit == "subjects" else sum(used for _, used, _ in found)
    counted = most_of(Budget.model_validate({unit: most}), unit)
    assert counted is not None
    return Race(unit, how, workers, counted, used, sum(refused for _, _, refused in found))


def _executor(how: str, workers: int) -> Executor:
    if how == "threads":
        return ThreadPoolExecutor(workers)
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork"))


POLICY = """
controller = "Bench"
[purposes.race]
title = "Racing"
legal_basis = "none of it is about anybody"
systems = ["exact", "graph"]
entities = ["crm.Accounts", "crm.Opportunities", "mail.SendMail"]
categories = ["user", "unreviewed"]
operations = ["read", "create", "call"]
outlets = ["return"]
[purposes.race.budget]
"""
WRITTEN: dict[Unit, str] = {"recipients": "mail.SendMail", "bytes": "mail.SendMail", "euros": "crm.Opportunities"}
BUDGETS: dict[Unit, int] = {
    "calls": 150,
    "records": 700,
    "subjects": 90,
    "recipients": 150,
    "euros": 20_000,
    "bytes": 30_000,
}
ACCOUNTS = 120
MOST_ROUNDS = 60


class Runner:
    """One of the connections, and what it got."""

    def __init__(self, connection: Connection, unit: Unit, seed: int) -> None:
        self._connection = connection
        self._unit = unit
        self._chance = random.Random(seed)
        self.met: set[str] = set()
        self.used = 0
        self.was_refused = False

    def run(self) -> Runner:
        """Until it is refused."""
        step = self._write if self._unit in WRITTEN else self._read
        for _ in range(MOST_ROUNDS):
            try:
                step()
            except PolicyRefused as refused:
                if refused.rule != "budget":
                    raise
                self.was_refused = True
                break
        return self

    def _read(self) -> None:
        from nlconnect_exact.crm import Accounts

        code = f"{self._chance.randrange(ACCOUNTS):03}"
        asked = Accounts.select("id", "code").where(Accounts.code >= code).limit(self._chance.randint(1, 20))
        for page in self._connection.pages(asked):
            self.used += len(page.records) if self._unit == "records" else 0
            self.met |= {str(record.id) for record in page.records}

    def _write(self) -> None:
        plan = self._connection.plan(self._change())
        if isinstance(self._connection.apply(plan), Done):
            self.used += {
                "recipients": len(plan.recipients),
                "bytes": len((plan.body or "").encode()),
                "euros": int(Decimal(plan.worth or 0) * 100),
            }[self._unit]

    def _change(self) -> Change:
        if self._unit == "euros":
            from nlconnect_exact.crm import Opportunities

            cents = self._chance.randrange(100, 60_000)
            return Create(Opportunities, name="Voorbeeld", amount_dc=Decimal(cents) / 100)
        from nlconnect_graph.mail import SendMail

        addresses = [f"n{self._chance.randrange(100)}@voorbeeld.test" for _ in range(self._chance.randint(1, 4))]
        values = {
            "subject": "Voorbeeld",
            "body": {"content_type": "text", "content": "x" * self._chance.randrange(1, 400)},
            "to_recipients": [{"email_address": {"address": address}} for address in addresses],
        }
        return Call(SendMail, **values)


def over_a_system(unit: Unit, *, workers: int = WORKERS) -> Race:
    """Connections of one user, a thread each, against the budget of their purpose."""
    written = WRITTEN.get(unit)
    with tempfile.TemporaryDirectory() as folder:
        mock = SignedInMock("graph" if written == "mail.SendMail" else "exact", setting=Setting(seeded=False))
        url, kept = f"sqlite:///{folder}/state.db", mock.store
        store = open_store(url, key=find_key(url), clock=mock.clock)
        for kind in ("token", "budget"):
            for key in kept.keys(kind):
                store.put(kind, key, kept.get(kind, key) or b"")
        mock.store = store  # type: ignore[assignment]  # a store like the other
        mock.policy = Path(folder) / "policy.toml"
        mock.policy.write_text(f"{POLICY}{unit} = {BUDGETS[unit]}\n", "utf-8")
        for number in range(ACCOUNTS if written is None else 0):
            mock.add("crm.Accounts", code=f"{number:03}", name="Voorbeeld")
        mock.calls.clear()
        allowed = [written] if written is not None else []
        runners = [Runner(mock.connect(purpose="race", allow_writes=allowed), unit, seed) for seed in range(workers)]
        with ThreadPoolExecutor(workers) as pool:
            ended = list(pool.map(Runner.run, runners))
        seen = mock.calls.count(path="/crm/") if unit == "calls" else 0
        mock.close()
    met = set().union(*(runner.met for runner in ended))
    used = {"calls": seen, "subjects": len(met)}.get(unit, sum(runner.used for runner in ended))
    most = most_of(Budget.model_validate({unit: BUDGETS[unit]}), unit)
    assert most is not None
    return Race(unit, "connections", workers, most, used, sum(runner.was_refused for runner in ended))


def races(units: Sequence[Unit], hows: Sequence[str], *, workers: int) -> Iterator[Race]:
    """Every unit, one way after another."""
    for how in hows:
        for unit in units:
            yield (
                over_a_system(unit, workers=workers) if how == "connections" else raced(unit, how=how, workers=workers)
            )


def figures(*, quick: bool) -> Iterator[Figure]:
    """For `python -m bench`."""
    for race in races(UNITS, HOWS[:1] if quick else HOWS, workers=WORKERS):
        detail = f"used {told(race.unit, race.used)} of {told(race.unit, race.most)}"
        what = f"budgets: {race.unit} beyond a budget that {race.workers} {race.how} race for"
        yield Figure(what, race.exceeded, 0, detail=detail)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.race", description=__doc__)
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--unit", choices=UNITS, action="append")
    parser.add_argument("--how", choices=HOWS, action="append")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    ok = True
    for race in races(given.unit or UNITS, given.how or HOWS, workers=given.workers):
        print(json.dumps(asdict(race) | {"exceeded": race.exceeded}) if given.json else race, flush=True)
        ok &= race.ok
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
