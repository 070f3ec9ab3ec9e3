"""The receiver as a server sees it: what it takes, what it refuses, and what it says, which is next to nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nlconnect.config import Login, Profile
from nlconnect.connector.notices import Delivery, Notice, is_same
from nlconnect.errors import ConfigError
from nlconnect.model.ports import Store
from nlconnect.state import MemoryStore, open_store
from nlconnect.transport.clock import FrozenClock
from nlconnect.webhooks import Receiver, receiver
from nlconnect.webhooks.receiving import MOST_BYTES
from nlconnect.webhooks.seen import BUSY_SECONDS, KIND, OLDEST_SECONDS, REMEMBERED_SECONDS
from nlconnect_exact.dates import AMSTERDAM
from nlconnect_exact.notices import hash_code

SECRET = "geheim"
PROFILE = Profile(name="acme-exact", login=Login(name="acme", system="exact"))


def body(clock: FrozenClock, key: str = "k-1", *, age: float = 0, secret: str = SECRET) -> bytes:
    at = datetime.fromtimestamp(clock.now() - age, UTC).astimezone(AMSTERDAM).replace(tzinfo=None)
    content = {"Topic": "Accounts", "Division": 1, "Action": "Update", "Key": key, "EventCreatedOn": at.isoformat()}
    raw = json.dumps(content).encode()
    return b'{"Content":' + raw + b',"HashCode":"' + hash_code(raw, secret=secret).encode() + b'"}'


@dataclass
class Server:
    """Calls an application as an ASGI server does."""

    app: Receiver

    def call(self, *messages: Mapping[str, Any], kind: str = "http", **scope: Any) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        waiting: Iterator[Mapping[str, Any]] = iter(messages)

        async def receive() -> Mapping[str, Any]:
            return next(waiting)

        async def send(message: Any) -> None:
            sent.append(dict(message))

        whole = {"type": kind, "method": "POST", "headers": [], "query_string": b"", **scope}
        try:
            asyncio.run(self.app(whole, receive, send))
        except ZeroDivisionError:
            sent.append({"type": "raised"})
        return sent

    def post(self, content: bytes, **scope: Any) -> int:
        status: int = self.call({"type": "http.request", "body": content}, **scope)[0]["status"]
        return status


@dataclass
class Bench:
    """A receiver with all that it is made of."""

    clock: FrozenClock
    store: Store
    came: list[Notice] = field(default_factory=list)
    fails: bool = False

    def take(self, notice: Notice) -> None:
        if self.fails:
            raise ZeroDivisionError
        self.came.append(notice)

    @property
    def server(self) -> Server:
        return Server(receiver(PROFILE, secret=SECRET, on_notice=self.take, store=self.store, clock=self.clock))

    def post(self, content: bytes, **scope: Any) -> int:
        return self.server.post(content, **scope)


@pytest.fixture(params=["memory", "sqlite"])
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    clock = FrozenClock()
    url = "memory" if request.param == "memory" else f"sqlite:///{tmp_path / 'state.db'}"
    store = open_store(url, key=None, clock=clock)
    yield Bench(clock, store)
    store.close()


def test_a_proven_notice_is_handed_over_once_and_taken_again_without_complaint(bench: Bench) -> None:
    content = body(bench.clock)
    assert [bench.post(content), bench.post(content)] == [200, 200]
    assert [notice.key for notice in bench.came] == ["k-1"]
    assert bench.post(body(bench.clock, "k-2")) == 200
    assert [notice.key for notice in bench.came] == ["k-1", "k-2"]


def test_a_replay_is_known_for_as_long_as_it_would_be_believed(bench: Bench) -> None:
    content = body(bench.clock)
    bench.post(content)
    bench.clock.advance(OLDEST_SECONDS - 60)
    assert bench.post(content) == 200
    bench.clock.advance(120)
    assert bench.post(content) == 400
    bench.clock.advance(REMEMBERED_SECONDS)
    assert bench.post(content) == 400
    assert len(bench.came) == 1


def test_a_notice_that_could_not_be_handled_comes_again(bench: Bench) -> None:
    bench.fails = True
    sent = bench.server.call({"type": "http.request", "body": body(bench.clock)})
    assert (sent[0]["status"], sent[-1]["type"]) == (500, "raised")
    bench.fails = False
    assert bench.post(body(bench.clock)) == 200
    assert len(bench.came) == 1


def test_while_another_has_it_in_hand_the_system_is_asked_to_come_again(bench: Bench) -> None:
    content = body(bench.clock)
    told = bench.server.app.notices.read(Delivery(content), secret=SECRET)
    assert isinstance(told, tuple)
    assert told[0].id is not None
    assert bench.server.app.seen.claim(told[0].id) == "new"
    assert bench.post(content) == 503
    bench.clock.advance(BUSY_SECONDS)
    assert bench.post(content) == 200
    assert len(bench.came) == 1


@pytest.mark.parametrize("content", [b"x", b"{}", b"[" * 100_000])
def test_what_is_no_notification_is_refused(bench: Bench, content: bytes) -> None:
    assert bench.post(content) == 400
    assert bench.came == []


def test_what_somebody_else_signed_is_refused_and_leaves_no_trace(bench: Bench) -> None:
    assert bench.post(body(bench.clock, secret="another")) == 401
    assert bench.post(body(bench.clock).replace(b"k-1", b"k-2")) == 401
    assert bench.came == []
    assert list(bench.store.keys(KIND)) == []


def test_the_store_holds_a_checksum_and_no_value(bench: Bench) -> None:
    bench.post(body(bench.clock, "een-sleutel"))
    (key,) = bench.store.keys(KIND)
    assert len(key) == hashlib.sha256().digest_size * 2
    assert b"een-sleutel" not in (bench.store.get(KIND, key) or b"")


def test_a_body_that_is_too_large_is_not_read_to_its_end() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    part = {"type": "http.request", "body": b"x" * (MOST_BYTES // 2), "more_body": True}
    assert bench.server.call(part, part, part)[0]["status"] == 413  # a fourth part would be an error here


@pytest.mark.parametrize("length", [str(MOST_BYTES + 1), "-1", "a", "9" * 5_000])
def test_a_body_that_says_it_is_too_large_is_not_read_at_all(length: str) -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    assert bench.server.call(headers=[(b"content-length", length.encode())])[0]["status"] == 413


def test_a_body_in_parts_is_put_together() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    content = body(bench.clock)
    first = {"type": "http.request", "body": content[:9], "more_body": True}
    assert bench.server.call(first, {"type": "http.request", "body": content[9:]})[0]["status"] == 200


def test_whoever_goes_away_halfway_is_not_believed() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    half = {"type": "http.request", "body": b"", "more_body": True}
    assert bench.server.call(half, {"type": "http.disconnect"})[0]["status"] == 413


def test_only_a_post_is_listened_to() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    assert bench.post(b"", method="GET") == 405


def test_no_answer_holds_anything_of_what_was_sent(bench: Bench) -> None:
    for content in (body(bench.clock, "een-sleutel"), body(bench.clock, "een-sleutel", secret="x"), b"een-sleutel"):
        assert [message.get("body") for message in bench.server.call({"type": "http.request", "body": content})] == [
            None,
            b"",
        ]


def test_refusals_are_logged_without_values(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.post(body(bench.clock, "een-sleutel", secret="another"))
    assert caplog.messages == ["refused a call from outside: forged"]


def test_a_coroutine_may_take_the_notices() -> None:
    came: list[Notice] = []

    async def take(notice: Notice) -> None:
        await asyncio.to_thread(came.append, notice)

    clock = FrozenClock()
    app = receiver(PROFILE, secret=SECRET, on_notice=take, store=MemoryStore(clock=clock), clock=clock)
    assert Server(app).post(body(clock)) == 200
    assert len(came) == 1


def test_it_starts_and_stops_with_its_server() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    sent = bench.server.call({"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}, kind="lifespan")
    assert [message["type"] for message in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_it_shows_no_secret() -> None:
    bench = Bench(FrozenClock(), MemoryStore(clock=FrozenClock()))
    assert SECRET not in repr(bench.server.app)


def test_the_secret_may_stand_in_the_environment_and_may_not_be_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FrozenClock()
    store = MemoryStore(clock=clock)
    monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
    app = receiver(PROFILE, secret="env:WEBHOOK_SECRET", on_notice=print, store=store, clock=clock)
    assert app.secret.get_secret_value() == SECRET
    for secret in ("", "env:NOT_SET"):
        with pytest.raises(ConfigError):
            receiver(PROFILE, secret=secret, on_notice=print, store=store, clock=clock)


@pytest.mark.parametrize(
    ("given", "wanted", "same"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("", "a", False),
        ("é", "é", True),
        ("é", "e", False),
        ("\ud800", "a", False),
    ],
)
def test_proofs_are_compared_whatever_their_letters(given: str, wanted: str, same: bool) -> None:
    assert is_same(given, wanted) is same


def test_two_processes_take_a_notice_once(tmp_path: Path) -> None:
    clock = FrozenClock()
    stores = [open_store(f"sqlite:///{tmp_path / 'state.db'}", key=None, clock=clock) for _ in range(2)]
    benches = [Bench(clock, store) for store in stores]
    assert [bench.post(body(clock)) for bench in benches] == [200, 200]
    assert [len(bench.came) for bench in benches] == [1, 0]
    for store in stores:
        store.close()
