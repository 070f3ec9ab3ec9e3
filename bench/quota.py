"""How much of one company's quota several processes use together, and how often they are refused.

`python -m bench.quota` runs four processes for five full windows of 60 calls per 3 s against a loopback server whose
clock is off; `--minutes 10` makes a soak of it. Exits with 1 below 95 % or with any refusal.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import math
import multiprocessing
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from email.utils import formatdate
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from nlconnect.limits import (
    Budget,
    HeaderNames,
    LimitSpec,
    Observation,
    Reservation,
    WindowSpec,
    observation_of,
)
from nlconnect.state import open_store

MINUTE = HeaderNames("x-ratelimit-minutely-limit", "x-ratelimit-minutely-remaining", "x-ratelimit-minutely-reset")
DAY = HeaderNames("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
SPEC = LimitSpec((WindowSpec("minute", 60, 60, headers=MINUTE), WindowSpec("day", 5000, 86400, headers=DAY)))
"""What a connector declares; the server's windows are another length, which has to be learnt."""

COMPANY = "exact:division=1"
AIM = 0.95
DAY_CALLS = 1_000_000
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


@dataclass
class QuotaServer:
    """An ASGI application that counts calls in fixed windows of its own clock and answers as Exact does."""

    calls: int
    seconds: float
    service_ms: float
    skew: float
    served: Counter[int] = field(default_factory=Counter)
    refused: int = 0
    most_at_once: int = 0
    at_once: int = 0

    def now(self) -> float:
        return time.time() + self.skew

    async def __call__(self, scope: MutableMapping[str, Any], receive: object, send: Send) -> None:
        assert scope["type"] == "http"
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        status, headers = self.count()
        await asyncio.sleep(self.service_ms / 1000)
        self.at_once -= 1
        wire = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": wire})
        await send({"type": "http.response.body", "body": b'{"d":[]}' if status == 200 else b""})

    def count(self) -> tuple[int, dict[str, str]]:
        """A 429 carries only the group of the limit that was hit."""
        now = self.now()
        window = math.floor(now / self.seconds)
        headers = {
            "date": formatdate(math.floor(now), usegmt=True),
            MINUTE.limit: str(self.calls),
            MINUTE.reset: str(round((window + 1) * self.seconds * 1000)),
        }
        if self.served[window] >= self.calls:
            self.refused += 1
            return 429, {**headers, MINUTE.remaining: "0", "content-length": "0"}
        self.served[window] += 1
        return 200, {
            **headers,
            MINUTE.remaining: str(self.calls - self.served[window]),
            DAY.limit: str(DAY_CALLS),
            DAY.remaining: str(DAY_CALLS - self.served.total()),
            DAY.reset: str((math.floor(now / 86400) + 1) * 86_400_000),
            "content-type": "application/json",
            "content-length": "8",
        }


@contextmanager
def served(server: QuotaServer) -> Iterator[int]:
    """Serve on a free loopback port, which is given."""
    import uvicorn

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            server, log_level="error", date_header=False, server_header=False, lifespan="off", timeout_keep_alive=600
        )
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        running.should_exit = True
        thread.join(10)


class SystemClock:
    def now(self) -> float:
        return time.time()


def spend(port: int, state: str, ready: Barrier, end: Synchronized[float]) -> None:
    """One process: takes the company's slot, a ticket, calls, and tells the budget what the answer said."""
    store = open_store(state, key=None, clock=SystemClock())
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    ready.wait()
    ready.wait()
    until = end.value
    while time.time() < until:
        slot = store.lock(COMPANY)
        if not slot.try_acquire():
            time.sleep(0.001 + 0.003 * random.random())
            continue
        try:
            ticket = store.update("budget", COMPANY, reserve)
            if ticket.granted:
                sent_at = time.time()
                connection.request("GET", "/api/v1/1/crm/Accounts")
                response = connection.getresponse()
                response.read()
                headers = {name.lower(): value for name, value in response.getheaders()}
                seen = observation_of(response.status, headers, spec=SPEC)
                store.update("budget", COMPANY, observing(seen, sent_at, ticket))
        finally:
            slot.release()
        if not ticket.granted:
            time.sleep(min(ticket.wait, max(0.0, until - time.time())))
    connection.close()
    store.close()


def reserve(document: bytes | None) -> tuple[bytes, Reservation]:
    budget, ticket = Budget.load(document, spec=SPEC).reserve(time.time())
    return budget.dump(), ticket


def observing(
    seen: Observation, sent_at: float, ticket: Reservation
) -> Callable[[bytes | None], tuple[bytes | None, None]]:
    received_at = time.time()

    def change(document: bytes | None) -> tuple[bytes | None, None]:
        budget = Budget.load(document, spec=SPEC)
        return budget.observe(seen, sent_at=sent_at, received_at=received_at, reservation=ticket).dump(), None

    return change


@dataclass(frozen=True)
class Figures:
    processes: int
    calls: int
    seconds: float
    full_windows: int
    used: float
    least_used: float
    refused: int
    most_at_once: int

    @property
    def reaches_the_aim(self) -> bool:
        return self.refused == 0 and self.used >= AIM

    def __str__(self) -> str:
        return (
            f"quota: {self.processes} processes, {self.calls} calls per {self.seconds:g} s, "
            f"{self.full_windows} full windows: {self.used:.1%} used (least {self.least_used:.1%}; aim {AIM:.0%}), "
            f"{self.refused} refused (aim 0), {self.most_at_once} at once"
        )


def measure(*, processes: int, calls: int, seconds: float, windows: int, service_ms: float, skew: float) -> Figures:
    """Run the processes for `windows` full windows and look at what the server counted in these."""
    server = QuotaServer(calls, seconds, service_ms, skew)
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder, served(server) as port:
        state = f"sqlite:///{Path(folder, 'state.sqlite')}"
        open_store(state, key=None, clock=SystemClock()).close()
        ready, end = spawn.Barrier(processes + 1), spawn.Value("d", 0.0)
        workers = [spawn.Process(target=spend, args=(port, state, ready, end)) for _ in range(processes)]
        for worker in workers:
            worker.start()
        ready.wait(60)
        first = math.floor(server.now() / seconds) + 1
        end.value = (first + windows) * seconds - skew + 0.1
        ready.wait(60)
        for worker in workers:
            worker.join()
    shares = [server.served[window] / calls for window in range(first, first + windows)]
    return Figures(
        processes, calls, seconds, windows, sum(shares) / windows, min(shares), server.refused, server.most_at_once
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.quota", description=__doc__)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--calls", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--windows", type=int, default=5)
    parser.add_argument("--minutes", type=float, help="a soak of so many minutes instead of --windows")
    parser.add_argument("--service-ms", type=float, default=5.0)
    parser.add_argument("--skew", type=float, default=-17.3, help="how far the server's clock leads ours, in seconds")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    figures = measure(
        processes=given.processes,
        calls=given.calls,
        seconds=given.seconds,
        windows=math.ceil(given.minutes * 60 / given.seconds) if given.minutes else given.windows,
        service_ms=given.service_ms,
        skew=given.skew,
    )
    print(json.dumps(asdict(figures)) if given.json else figures)
    return 0 if figures.reaches_the_aim else 1


if __name__ == "__main__":
    sys.exit(main())
