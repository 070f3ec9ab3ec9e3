"""A fetch beside its starter: who does the rest of the work, and that nothing is left half done."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextvars import ContextVar

import httpx
import pytest

from nlconnect.model.wire import Request, Response
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions

WHERE = ContextVar("where", default="outside")


class Body(httpx.SyncByteStream):
    """Notes which thread reads it, and may break."""

    def __init__(self, *, breaks: bool = False) -> None:
        self.read_in: list[str] = []
        self.breaks = breaks
        self.closed = threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        self.read_in.append(threading.current_thread().name)
        if self.breaks:
            raise httpx.ReadError("gone")
        yield b"page"

    def close(self) -> None:
        self.closed.set()


class Fetching:
    """A port whose server answers at once."""

    def __init__(self, body: Body) -> None:
        self.port = BlockingPort(
            HttpOptions(), transport=httpx.MockTransport(lambda request: httpx.Response(200, stream=body))
        )
        self.after: list[str] = []

    async def work(self) -> Response:
        token = WHERE.set("inside")
        try:
            return await self.port.send(Request("GET", "https://x.example/", {}, None))
        finally:
            self.after.append(WHERE.get())
            WHERE.reset(token)


@pytest.fixture
def here() -> str:
    return threading.current_thread().name


def test_the_starter_that_waits_reads_the_body_itself(here: str) -> None:
    body = Body()
    fetching = Fetching(body)
    pending = fetching.port.start(fetching.work)
    run_blocking(pending.departed())
    assert run_blocking(pending.result()).content == b"page"
    assert body.read_in == [here]
    assert fetching.after == ["inside"]
    assert WHERE.get() == "outside"
    assert body.closed.is_set()


def test_a_starter_that_stays_away_keeps_nobody_waiting(here: str) -> None:
    body = Body()
    fetching = Fetching(body)
    pending = fetching.port.start(fetching.work)
    assert body.closed.wait(5)
    assert run_blocking(pending.result()).content == b"page"
    assert body.read_in != [here]


def test_a_fetch_that_is_dropped_ends_by_itself(here: str) -> None:
    body = Body()
    fetching = Fetching(body)
    pending = fetching.port.start(fetching.work)
    run_blocking(pending.departed())
    pending.cancel()
    assert body.closed.wait(5)
    run_blocking(fetching.port.close())
    assert fetching.after == ["inside"]
    assert here not in body.read_in


def test_what_breaks_in_the_body_reaches_the_starter() -> None:
    fetching = Fetching(Body(breaks=True))
    pending = fetching.port.start(fetching.work)
    with pytest.raises(Exception, match="broke"):
        run_blocking(pending.result())
    assert fetching.after == ["inside"]
