"""What writing 1,000 contacts to Microsoft 365 takes: `python -m bench.contacts`.

The floor is httpx posting the same fifty batches, one after the other as a mailbox takes them, to the same mock of
Graph in a process of its own, 20 ms away. Ours writes through `apply_many` as a named run with everything on: plans,
a look for contacts that are there already, intents and plans sealed in a store on disk, and the audit log.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
from bench.figure import Figure

from nlconnect import Create, connect
from nlconnect.client import Connection
from nlconnect.config import Config, Profile, Settings
from nlconnect.engine.opening import login_of_mock
from nlconnect.mock import Servers, serve
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request
from nlconnect_graph.contacts import Contacts
from nlconnect_graph.directory import Users

CONTACTS = 1000
LATENCY_MS = 20.0
ROUNDS = 5
MOST = 1.3
"""Times the bare batches."""


@dataclass(frozen=True)
class Round:
    """One turn of each; seconds."""

    ours: float
    bare: float
    batches: int
    looks: int


def contacts(count: int) -> list[Create]:
    """Invented people."""
    return [
        Create(
            Contacts,
            given_name=f"Voornaam{number}",
            surname=f"Achternaam{number}",
            company_name="Voorbeeld BV",
            job_title="Inkoper",
            email_addresses=[{"address": f"contact{number}@voorbeeld.test", "name": f"Contact {number}"}],
        )
        for number in range(count)
    ]


def measure(*, count: int = CONTACTS, latency_ms: float = LATENCY_MS, rounds: int = ROUNDS) -> list[Figure]:
    """The figures beside their aims; of each side the best of several rounds, since others use the machine, too."""
    found = turns(count=count, latency_ms=latency_ms, rounds=rounds)
    ours, bare = min(one.ours for one in found), min(one.bare for one in found)
    calls = max(one.batches for one in found)
    looks = max(one.looks for one in found)
    what = f"{count:,} contacts to Graph at {latency_ms:g} ms"
    return [
        Figure(f"calls that write {what}", calls, -(-count // 20), detail=f"and {looks} to see who is there already"),
        Figure(f"times the same batches sent bare, {what}", ours / bare, MOST, detail=f"{ours:.2f} s and {bare:.2f} s"),
    ]


def turns(*, count: int, latency_ms: float, rounds: int) -> list[Round]:
    """Ours and the bare ones in turns, each into a mailbox of its own, with the few contacts of the mock."""
    with (
        serve("graph", process=True, latency_ms=latency_ms, quota="off") as live,
        tempfile.TemporaryDirectory() as name,
    ):
        info = live.info["graph"]
        with _opened(info, Path(name)) as graph:
            people = [str(user.id) for user in graph.read(Users.select("id").limit(2 * rounds + 1))]
            token = _token(info)
            warm, *others = people
            _ours(graph, live, warm, 40)
            found = []
            for number in range(rounds):
                seconds, sent, looks = _ours(graph, live, others[2 * number], count)
                mailbox = others[2 * number + 1]
                bodies = [body.replace(others[2 * number].encode(), mailbox.encode()) for body in sent]
                before = _held(graph.within(mailbox=mailbox))
                bare = _bare(str(info["base_url"]), token, bodies)
                assert _held(graph.within(mailbox=mailbox)) == before + count, "the bare batches made others"
                found.append(Round(seconds, bare, len(sent), looks))
            return found


def _ours(graph: Connection, live: Servers, mailbox: str, count: int) -> tuple[float, list[bytes], int]:
    """Seconds, the bodies of the batches, and how many calls looked."""
    writing = graph.within(mailbox=mailbox)
    sent: list[bytes] = []
    port = graph._session.exchange.port
    send = port.send

    async def noted(request: Request) -> object:
        if request.url.endswith("/$batch"):
            sent.append(request.content or b"")
        return await send(request)

    changes = contacts(count)
    before = _held(writing)
    calls = len(live.calls("graph"))
    port.send = noted  # type: ignore[method-assign,assignment]  # for this turn
    try:
        began = time.perf_counter()
        lines = list(writing.apply_many(changes, run=f"contacts of {mailbox}"))
        seconds = time.perf_counter() - began
    finally:
        port.send = send  # type: ignore[method-assign]  # as it was
    assert [line.state for line in lines] == ["done"] * count, "not all of it was written"
    looks = len(live.calls("graph")) - calls - len(sent)
    assert len({line.key for line in lines}) == count
    assert _held(writing) == before + count, "doubled or missing"
    return seconds, sent, looks


def _held(mailbox: Connection) -> int:
    return sum(1 for _ in mailbox.read(Contacts.select("id")))


def _bare(base_url: str, token: str, bodies: Sequence[bytes]) -> float:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with httpx.Client(headers=headers) as client:
        client.get(f"{base_url}/users?$top=1&$select=id").raise_for_status()  # connected, as ours is
        began = time.perf_counter()
        for body in bodies:
            answer = client.post(f"{base_url}/$batch", content=body)
            assert all(part["status"] == 201 for part in answer.raise_for_status().json()["responses"])
        return time.perf_counter() - began


def _token(info: Mapping[str, object]) -> str:
    wanted = {
        "grant_type": "client_credentials",
        "client_id": str(info["client_id"]),
        "client_secret": str(info["client_secret"]),
        "scope": f"{str(info['base_url']).removesuffix('/v1.0')}/.default",
    }
    answer = httpx.post(f"{info['login_url']}/oauth2/v2.0/token", data=wanted).raise_for_status()
    return str(answer.json()["access_token"])


@contextmanager
def _opened(info: Mapping[str, object], folder: Path) -> Iterator[Connection]:
    profile = Profile(
        name="bench", login=login_of_mock("bench", "graph", info, grant="client_credentials"), scope=Scope()
    )
    config = Config(path=None, settings=Settings(state=f"sqlite:///{folder}/state.db"))
    with connect(profile, allow_writes=[Contacts], config=config) as graph:
        yield graph


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench.contacts", description=__doc__)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    parser.add_argument("--latency-ms", type=float, default=LATENCY_MS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    found = measure(count=given.contacts, latency_ms=given.latency_ms, rounds=given.rounds)
    if given.json:
        print(json.dumps([asdict(figure) | {"ok": figure.ok} for figure in found]))
    else:
        print(*found, sep="\n")
    return 0 if all(figure.ok for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
