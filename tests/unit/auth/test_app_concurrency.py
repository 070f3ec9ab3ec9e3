"""One request for an app's token, whoever asks: tasks, threads and processes at once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, GrantKind, keeper_of
from nlconnect.model.ports import Store
from nlconnect.model.wire import Request, Response
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions
from nlconnect_graph.sign_in import AUTH


@pytest.fixture
def app(app: App) -> App:
    return replace(app, spec=AUTH, grant=GrantKind.CLIENT_CREDENTIALS, client_secret=lambda: SecretStr("s"))


async def test_tasks_that_ask_at_once_share_one_request(app: App, store: Store, server: Any, clock: Any) -> None:
    port = AsyncPort(HttpOptions(), clock=clock)

    async def send(request: Request) -> Response:
        await asyncio.sleep(0.02)
        response: Response = await server.send(request)
        return response

    keeper = keeper_of(app, port=port, store=store, send=send)
    given = await asyncio.gather(*(keeper.access() for _ in range(20)))
    assert {access.token.get_secret_value() for access in given} == {"access-1"}
    assert len(server.requests) == 1
    await port.close()


def test_threads_that_ask_at_once_share_one_request(app: App, store: Store, server: Any, clock: Any) -> None:
    port = BlockingPort(HttpOptions(), clock=clock)
    keeper = keeper_of(app, port=port, store=store, send=server.send)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: run_blocking(keeper.access()).token.get_secret_value(), range(40)))
    assert set(given) == {"access-1"}
    assert len(server.requests) == 1


class Entra(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.issued = 0
        self.mutex = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Entra

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        with self.server.mutex:
            self.server.issued += 1
            number = self.server.issued
        content = json.dumps({"access_token": f"access-{number}", "expires_in": 3599}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the library's name
        return


PROGRAM = """
import sys
from pydantic import SecretStr
from nlconnect.auth import App, GrantKind, keeper_of
from nlconnect.state import Key, open_store
from nlconnect.transport.blocking import BlockingPort, run_blocking
from nlconnect.transport.options import HttpOptions
from nlconnect_graph.sign_in import AUTH
url, state = sys.argv[1:]
port = BlockingPort(HttpOptions())
store = open_store(state, key=Key(bytes(32)), clock=port.clock)
app = App(login="kantoor", spec=AUTH, url=url, client_id="c", grant=GrantKind.CLIENT_CREDENTIALS,
          client_secret=lambda: SecretStr("s"))
keeper = keeper_of(app, port=port, store=store, send=port.send)
print("ready", flush=True)
sys.stdin.readline()
print(run_blocking(keeper.access()).token.get_secret_value(), flush=True)
"""


@pytest.fixture
def entra() -> Iterator[Entra]:
    server = Entra()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(10)


def test_processes_that_ask_at_once_share_one_request(tmp_path: Path, entra: Entra) -> None:
    command = [sys.executable, "-c", PROGRAM, entra.url, f"sqlite:///{tmp_path / 'state.db'}"]
    processes = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60)[0].strip() for process in processes]
    finally:
        for process in processes:
            process.kill()
    assert said == ["access-1"] * 3
    assert entra.issued == 1
