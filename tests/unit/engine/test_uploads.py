"""Files to a vendor: on where bytes are missing, never a token to a strange host, and honest about the end."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import pytest

from nlconnect.connector import Request, Response
from nlconnect.connector.files import FileTarget
from nlconnect.engine.exchange import Tally
from nlconnect.engine.uploads import Shipment, size_of_file
from nlconnect.errors import ConfigError, Interrupted, NotFound, OutcomeUnknown, ServerError
from nlconnect.model.plan import UploadPlan
from nlconnect.transport.blocking import run_blocking
from tests.unit.engine.scripted import BASE, SCOPE, Answer, Bench, answer, bench, headers_of
from tests.unit.invented import ORDERS

ELSEWHERE = "https://files.elsewhere.example/opened-by/secret-address?sig=abc"
CONTENT = bytes(range(256)) * 10
PLAN = UploadPlan(Request("POST", f"{BASE}/files/opened"), ORDERS, SCOPE, piece=1000)
PROVEN = replace(PLAN, proof=Request("GET", f"{BASE}/files(1)"))


class Target:
    """Reads answers of an invented host."""

    def upload_address(self, response: Response) -> str:
        return str(json.loads(response.content)["to"])

    def next_byte(self, response: Response) -> int | None:
        body = json.loads(response.content)
        if "lacks" not in body:
            raise ValueError
        return body["lacks"] if body["lacks"] is None else int(body["lacks"])

    def size_of(self, response: Response) -> int | None:
        return cast("int | None", json.loads(response.content).get("size"))


@dataclass
class Host:
    """Takes the pieces of one file, and does something else when its script says so."""

    size: int = len(CONTENT)
    held: bytearray = field(default_factory=bytearray)
    troubles: dict[int, Callable[[Request], Answer]] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Any:
        if request.url.startswith(BASE):
            if request.method == "POST":
                return answer(200, {"to": ELSEWHERE})
            return answer(200, {"size": self.size}) if len(self.held) == self.size else answer(404)
        self.asked.append(request)
        trouble = self.troubles.get(len(self.asked))
        return trouble(request) if trouble is not None else self.taken(request)

    def taken(self, request: Request) -> Answer:
        if request.method != "PUT":
            return answer(200, {"lacks": len(self.held)})
        place = int(headers_of(request)["content-range"].removeprefix("bytes ").partition("-")[0])
        if place != len(self.held):
            return answer(416)
        self.held += request.content or b""
        if len(self.held) == self.size:
            return answer(201, {"ID": "1", "size": self.size})
        return answer(202, {"lacks": len(self.held)})

    @property
    def ranges(self) -> Sequence[str]:
        return [headers_of(request).get("content-range", request.method) for request in self.asked]


def broken(request: Request) -> Answer:
    return Interrupted("the connection broke")


def ship(file: Path, host: Host, plan: UploadPlan = PLAN) -> tuple[Bench, Response]:
    desk = bench(host)
    shipment = Shipment(
        desk.exchange, plan, cast("FileTarget", Target()), file=file, size=size_of_file(file), tally=Tally()
    )
    return desk, run_blocking(shipment.done())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.bin"
    made.write_bytes(CONTENT)
    return made


def test_pieces_go_in_order_and_the_last_is_what_is_left(file: Path) -> None:
    host = Host()
    ship(file, host)
    assert bytes(host.held) == CONTENT
    assert host.ranges == ["bytes 0-999/2560", "bytes 1000-1999/2560", "bytes 2000-2559/2560"]


def test_the_host_of_the_pieces_gets_no_token(file: Path) -> None:
    host = Host(troubles={2: broken})
    desk, _ = ship(file, host)
    assert "authorization" in headers_of(desk.port.sent[0])
    assert not [request for request in host.asked if "authorization" in headers_of(request)]


@pytest.mark.parametrize("trouble", [broken, lambda _: answer(503), lambda _: answer(429, retry_after="2")])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_after_a_failure_it_asks_what_the_host_lacks(file: Path, trouble: Callable[[Request], Answer], at: int) -> None:
    host = Host(troubles={at: trouble})
    desk, _ = ship(file, host)
    assert bytes(host.held) == CONTENT
    assert host.ranges[at] == "GET"
    assert len(desk.port.slept) == 1


def test_part_of_a_piece_that_arrived_is_not_sent_again(file: Path) -> None:
    host = Host()

    def half(request: Request) -> Answer:
        host.held += (request.content or b"")[:300]
        return Interrupted("the connection broke")

    host.troubles[2] = half
    ship(file, host)
    assert bytes(host.held) == CONTENT
    assert host.ranges[2:4] == ["GET", "bytes 1300-2299/2560"]


def test_bytes_that_are_there_already_make_it_ask_without_a_wait(file: Path) -> None:
    host = Host(troubles={2: lambda _: answer(416)})
    desk, _ = ship(file, host)
    assert bytes(host.held) == CONTENT
    assert desk.port.slept == []


def test_a_host_that_takes_nothing_is_given_up(file: Path) -> None:
    host = Host()
    host.troubles = dict.fromkeys(range(1, 30), lambda _: answer(202, {"lacks": 0}))
    with pytest.raises(ServerError, match="which bytes"):
        ship(file, host)
    assert host.ranges[-1] == "DELETE"
    assert len(host.asked) < 10


@pytest.mark.parametrize("lacks", [-1, 9999, None])
def test_a_host_that_lacks_bytes_that_the_file_does_not_have_is_given_up(file: Path, lacks: int | None) -> None:
    host = Host(troubles=dict.fromkeys(range(1, 30), lambda _: answer(202, {"lacks": lacks})))
    with pytest.raises(ServerError, match="which bytes"):
        ship(file, host)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 302])
def test_an_upload_that_is_gone_halfway_is_said_to_be_gone(file: Path, status: int) -> None:
    host = Host(troubles={2: lambda _: answer(status)})
    with pytest.raises(NotFound, match="dropped the upload") as caught:
        ship(file, host, PROVEN)
    assert "begin again" in str(caught.value)


def lost_end(host: Host) -> None:
    def gone(request: Request) -> Answer:
        host.taken(request)
        return Interrupted("the connection broke")

    host.troubles = {3: gone, 4: lambda _: answer(404)}


def test_a_lost_end_is_proven_by_the_record(file: Path) -> None:
    host = Host()
    lost_end(host)
    _, response = ship(file, host, PROVEN)
    assert json.loads(response.content) == {"size": len(CONTENT)}


def test_a_lost_end_without_a_proof_is_not_known(file: Path) -> None:
    host = Host()
    lost_end(host)
    with pytest.raises(OutcomeUnknown, match="may be there whole"):
        ship(file, host)


def test_an_end_that_never_came_is_said_to_be_gone(file: Path) -> None:
    host = Host(troubles={3: broken, 4: lambda _: answer(404)})
    with pytest.raises(NotFound, match="dropped the upload"):
        ship(file, host, PROVEN)


def test_a_file_that_changes_meanwhile_is_not_sent_on(file: Path) -> None:
    def grown(request: Request) -> Answer:
        file.write_bytes(CONTENT[:1500])
        return host.taken(request)

    host = Host(troubles={1: grown})
    with pytest.raises(ConfigError, match="changes while"):
        ship(file, host)
    assert host.ranges[-1] == "DELETE"


@pytest.mark.parametrize("address", ["http://files.elsewhere.example/x", "ftp://x", "https://user@x", ""])
def test_an_address_that_is_not_encrypted_is_refused(file: Path, address: str) -> None:
    desk = bench(answer(200, {"to": address}))
    shipment = Shipment(desk.exchange, PLAN, cast("FileTarget", Target()), file=file, size=2560, tally=Tally())
    with pytest.raises(ServerError, match="not encrypted") as caught:
        run_blocking(shipment.done())
    assert "elsewhere" not in str(caught.value)


def test_no_error_repeats_the_address(file: Path) -> None:
    host = Host(troubles=dict.fromkeys(range(1, 30), lambda _: answer(500)))
    with pytest.raises(ServerError) as caught:
        ship(file, host)
    assert "secret-address" not in f"{caught.value}{caught.value!r}"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder"):
        size_of_file(tmp_path)
    with pytest.raises(ConfigError, match="cannot be read"):
        size_of_file(tmp_path / "missing")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    file, size, piece = tmp_path / "large", 64_000_000, 1_000_000
    with file.open("wb") as opened:
        opened.truncate(size)
    taken = 0

    def host(request: Request) -> Any:
        nonlocal taken
        if request.method == "POST":
            return answer(200, {"to": ELSEWHERE})
        taken += len(request.content or b"")
        desk.port.sent.clear()
        return answer(202, {"lacks": taken}) if taken < size else answer(201, {"ID": "1"})

    desk = bench(host)
    plan = replace(PLAN, piece=piece)
    shipment = Shipment(desk.exchange, plan, cast("FileTarget", Target()), file=file, size=size, tally=Tally())
    tracemalloc.start()
    run_blocking(shipment.done())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken == size
    assert peak < 5 * piece
