"""One refresh, whoever asks: tasks that are cancelled, threads, processes, and processes that are killed."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, SignIn, TokenKeeper
from nlconnect.model.ports import Store
from nlconnect.model.wire import Request, Response
from nlconnect.state import Key, open_store
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions
from nlconnect_exact.sign_in import AUTH

SignedIn = Callable[..., SignIn]


async def test_tasks_that_ask_at_once_share_one_refresh(
    app: App, store: Store, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600)
    port = AsyncPort(HttpOptions(), clock=clock)

    async def send(request: Request) -> Response:
        await asyncio.sleep(0.02)
        response: Response = await server.send(request)
        return response

    keeper = TokenKeeper(app, port=port, store=store, send=send)
    tokens = await asyncio.gather(*(keeper.access() for _ in range(20)))
    assert {given.token.get_secret_value() for given in tokens} == {"access-1"}
    assert len(server.requests) == 1
    await port.close()


async def test_a_cancelled_task_does_not_lose_the_token_it_asked_for(
    app: App, store: Store, signed_in: SignedIn, stored: Callable[[], SignIn], server: Any, clock: Any
) -> None:
    signed_in(age=600)
    port = AsyncPort(HttpOptions(), clock=clock)
    sent, answered = asyncio.Event(), asyncio.Event()

    async def send(request: Request) -> Response:
        sent.set()
        await answered.wait()
        response: Response = await server.send(request)
        return response

    keeper = TokenKeeper(app, port=port, store=store, send=send)
    task = asyncio.create_task(keeper.access())
    await asyncio.wait_for(sent.wait(), 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    answered.set()
    await port.close()
    assert stored().token.access == SecretStr("access-1")
    assert stored().mark is None


async def test_a_failure_that_no_task_waits_for_disturbs_nobody(
    app: App, store: Store, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600)
    port = AsyncPort(HttpOptions(), clock=clock)
    sent, answered = asyncio.Event(), asyncio.Event()

    async def send(request: Request) -> Response:
        sent.set()
        await answered.wait()
        spent: Response = server.spent()
        return spent

    keeper = TokenKeeper(app, port=port, store=store, send=send)
    task = asyncio.create_task(keeper.access())
    await asyncio.wait_for(sent.wait(), 10)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    answered.set()
    await port.close()


def test_threads_that_ask_at_once_share_one_refresh(
    app: App, store: Store, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600)
    port = BlockingPort(HttpOptions(), clock=clock)
    keeper = TokenKeeper(app, port=port, store=store, send=server.send)
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: run_blocking(keeper.access()).token.get_secret_value(), range(40)))
    assert set(tokens) == {"access-1"}
    assert len(server.requests) == 1


class Exact(ThreadingHTTPServer):
    """Single-use refresh tokens. The first answer can be held back, after the work was done or before."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.good = "refresh-0"
        self.refreshes = 0
        self.requests = 0
        self.refused = 0
        self.hold_seconds = 0.0
        self.hold_before_work = False
        self.mutex = threading.Lock()
        self.asked = threading.Event()
        self.let_go = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def refresh(self, token: str) -> tuple[int, dict[str, str]]:
        with self.mutex:
            if token != self.good:
                self.refused += 1
                return 401, {"error": "unauthorized_client", "error_description": "Old refresh token used."}
            self.refreshes += 1
            self.good = f"refresh-{self.refreshes}"
            pair = {"access_token": f"access-{self.refreshes}", "refresh_token": self.good}
            return 200, {**pair, "token_type": "bearer", "expires_in": "600"}


class Handler(BaseHTTPRequestHandler):
    server: Exact

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        with self.server.mutex:
            self.server.requests += 1
            first = self.server.requests == 1
        self.server.asked.set()
        held = first and self.server.hold_seconds
        if held and self.server.hold_before_work:
            self.server.let_go.wait(self.server.hold_seconds)
            return  # the work was never done
        status, body = self.server.refresh(form["refresh_token"][0])
        if held:
            self.server.let_go.wait(self.server.hold_seconds)
        content = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            return  # who asked was killed

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the library's name
        return


PROGRAM = """
import sys
from pydantic import SecretStr
from nlconnect.auth import App, TokenKeeper
from nlconnect.errors import AuthError
from nlconnect.state import Key, open_store
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions
from nlconnect_exact.sign_in import AUTH
url, state = sys.argv[1:]
port = BlockingPort(HttpOptions())
store = open_store(state, key=Key(bytes(32)), clock=port.clock)
app = App(login="kantoor", spec=AUTH, url=url, client_id="c", client_secret=lambda: SecretStr("s"))
keeper = TokenKeeper(app, port=port, store=store, send=port.send)
print("ready", flush=True)
sys.stdin.readline()
try:
    print(run_blocking(keeper.access()).token.get_secret_value(), flush=True)
except AuthError as error:
    print(type(error).__name__, flush=True)
"""


class Clock:
    def now(self) -> float:
        return 1_000_000_000.0


@pytest.fixture
def exact() -> Iterator[Exact]:
    server = Exact()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.let_go.set()
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def state(tmp_path: Path, exact: Exact) -> str:
    """A store with a token that expired long ago."""
    from nlconnect.auth import Token

    url = f"sqlite:///{tmp_path / 'state.db'}"
    store = open_store(url, key=Key(bytes(32)), clock=Clock())
    token = Token(SecretStr("access-0"), SecretStr("refresh-0"), 1_000_000_000.0, 600)
    app = App(login="kantoor", spec=AUTH, url=exact.url, client_id="c", client_secret=lambda: SecretStr("s"))
    store.put("token", app.key, SignIn(token, token.received_at).dump())
    store.close()
    return url


@pytest.fixture
def started(exact: Exact, state: str) -> Iterator[Callable[[int], list[subprocess.Popen[str]]]]:
    """Processes that are ready to ask for a token as soon as they get a line."""
    processes: list[subprocess.Popen[str]] = []

    def start(count: int) -> list[subprocess.Popen[str]]:
        command = [sys.executable, "-c", PROGRAM, exact.url, state]
        new = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)
        ]
        processes.extend(new)
        for process in new:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        return new

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def ask(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def answers(processes: list[subprocess.Popen[str]]) -> list[str]:
    return [process.communicate(timeout=30)[0].strip() for process in processes]


def test_six_processes_with_one_expired_token_make_one_refresh_and_all_succeed(
    exact: Exact, started: Callable[[int], list[subprocess.Popen[str]]]
) -> None:
    exact.hold_seconds = 0.3
    processes = started(6)
    for process in processes:
        ask(process)
    assert answers(processes) == ["access-1"] * 6
    assert (exact.refreshes, exact.refused, exact.requests) == (1, 0, 1)


def test_when_the_refresher_is_killed_before_the_server_did_it_the_others_go_on(
    exact: Exact, started: Callable[[int], list[subprocess.Popen[str]]]
) -> None:
    exact.hold_seconds, exact.hold_before_work = 30, True
    refresher, *others = started(4)
    ask(refresher)
    assert exact.asked.wait(30)
    for process in others:
        ask(process)
    refresher.send_signal(signal.SIGKILL)
    assert answers(others) == ["access-1"] * 3
    assert exact.refreshes == 1


def test_when_the_refresher_is_killed_after_the_server_did_it_the_others_say_so_after_one_try(
    exact: Exact, started: Callable[[int], list[subprocess.Popen[str]]]
) -> None:
    exact.hold_seconds = 30
    refresher, *others = started(4)
    ask(refresher)
    assert exact.asked.wait(30)
    for process in others:
        ask(process)
    refresher.send_signal(signal.SIGKILL)
    assert answers(others) == ["RefreshLost"] * 3
    assert exact.refused == 1
