"""A mock behind a real socket: what is cut is really cut, what is held is really held."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, MutableMapping
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from nlconnect.mock.messages import Answer, Errand
from nlconnect.mock.mock import Mock, Postponed
from nlconnect.mock.mounts.control import PREFIX, control
from nlconnect.mock.system import Service
from nlconnect.model.wire import Request

if TYPE_CHECKING:
    import uvicorn

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]


class RealClock:
    """The machine's clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()


class MockApp:
    """The ASGI face of one mock."""

    def __init__(self, mock: Mock[Service], connections: Connections) -> None:
        self._mock = mock
        self._connections = connections
        self.stopping = asyncio.Event()

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            return
        answer = await self._answer(await _request(scope, receive, self._mock.base_url))
        if answer.wait:
            await self._pause(answer.wait)
        if "date" not in answer.headers:
            answer = answer.with_headers({"date": formatdate(self._mock.clock.now(), usegmt=True)})
        if answer.cut is None:
            await _send_whole(answer, send)
        else:
            await self._send_part(answer, scope, send)

    async def _answer(self, request: Request) -> Answer:
        place = request.url.find(PREFIX)
        if place >= 0:
            return control(self._mock, request, name=request.url[place + len(PREFIX) :])
        result = self._mock.handle(request)
        if isinstance(result, Postponed):
            await self._pause(result.seconds)
            result = result.work()
        return result.then(await post(result)) if isinstance(result, Errand) else result

    async def _pause(self, seconds: float) -> None:
        """Hold the answer back, unless the server is stopping."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)

    async def _send_part(self, answer: Answer, scope: _Message, send: _Send) -> None:
        after = answer.cut.after if answer.cut is not None else None
        if after is not None:
            part = answer.content[: min(after, max(0, len(answer.content) - 1))]
            await send(_start(answer))
            await send({"type": "http.response.body", "body": part, "more_body": True})
        self._connections.cut(scope["client"], flush=after is not None)


class Connections:
    """The open sockets of one server by the caller's address, so that an answer can break one off."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def protocol(self) -> type[asyncio.Protocol]:
        """The protocol of uvicorn, which also tells us of its sockets."""
        from uvicorn.protocols.http.auto import AutoHTTPProtocol

        known = self._open

        class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
            def connection_made(self, transport: asyncio.Transport) -> None:
                super().connection_made(transport)
                if self.client is not None:
                    known[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                known.pop(self.client, None)
                super().connection_lost(exc)

        return Protocol

    def cut(self, client: tuple[str, int], *, flush: bool) -> None:
        """Break a connection off, with or without what was already written."""
        transport = self._open.get(tuple(client))  # type: ignore[arg-type]  # host and port
        if transport is not None:
            transport.close() if flush else transport.abort()


async def _request(scope: _Message, receive: _Receive, base_url: str) -> Request:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    content = b""
    if scope["method"] not in ("GET", "HEAD"):
        more = True
        while more:
            message = await receive()
            content += message.get("body", b"")
            more = message.get("more_body", False)
    host = headers.get("host")
    origin = f"{scope['scheme']}://{host}" if host else base_url
    query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
    return Request(scope["method"], f"{origin}{scope['raw_path'].decode('latin-1')}{query}", headers, content)


def _start(answer: Answer) -> _Message:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers.items()]
    if answer.status != 204:
        headers.append((b"content-length", str(len(answer.content)).encode()))
    return {"type": "http.response.start", "status": answer.status, "headers": headers}


async def _send_whole(answer: Answer, send: _Send) -> None:
    await send(_start(answer))
    await send({"type": "http.response.body", "body": answer.content})


async def post(errand: Errand) -> int:
    """Make a request that the system owes; 0 where nobody answered."""
    import httpx

    async with httpx.AsyncClient(timeout=errand.seconds, trust_env=False) as client:
        try:
            answer = await client.post(errand.url, content=errand.content, headers=dict(errand.headers))
        except httpx.HTTPError:
            return 0
        return answer.status_code


class LoopbackServer:
    """One mock on one port of 127.0.0.1; the socket is bound before anything runs."""

    def __init__(self, *, port: int = 0) -> None:
        self.socket = socket.create_server(("127.0.0.1", port), backlog=2048)
        # Accepted sockets inherit this; without it the body waits for the acknowledgement of the headers.
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.base_url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.mock: Mock[Service] | None = None
        self._server: uvicorn.Server | None = None
        self._app: MockApp | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def serve(self, mock: Mock[Service], *, ready: Callable[[], None]) -> None:
        """Answer until `stop`; calls `ready` once requests are accepted."""
        import uvicorn

        self.mock = mock
        self._loop = asyncio.get_running_loop()
        connections = Connections()
        self._app = MockApp(mock, connections)
        config = uvicorn.Config(
            self._app,
            http=connections.protocol(),
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,  # the mock's own clock says it
            ws="none",
            # Longer than any client keeps an idle connection, so that none is closed under its next request.
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
        )
        server = self._server = uvicorn.Server(config)
        serving = asyncio.ensure_future(server._serve([self.socket]))  # serve() would take the signals
        deliveries = asyncio.ensure_future(self._deliver(mock))
        try:
            while not server.started and not serving.done():  # noqa: ASYNC110  # uvicorn has no event for it
                await asyncio.sleep(0.002)
            ready()
            await serving
        finally:
            deliveries.cancel()

    def close(self) -> None:
        """Give the port back of a server that will not serve."""
        self.socket.close()

    def stop(self) -> None:
        """Let answers under way finish at once, and end. May be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if self._app is not None:
            self._app.stopping.set()
        if self._server is not None:
            self._server.should_exit = True

    async def _deliver(self, mock: Mock[Service]) -> None:
        """Send what the system owes, such as notifications, as it falls due."""
        while True:
            for errand in mock.service.errands(mock.clock.now()):
                errand.then(await post(errand))
            await asyncio.sleep(0.25)


def run_loop(work: Coroutine[Any, Any, None], *, on_signal: Callable[[], None] | None = None) -> None:
    """Run to the end on uvloop where it is installed; a signal to end calls `on_signal`."""
    try:
        uvloop = importlib.import_module("uvloop")
    except ImportError:
        uvloop = asyncio
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if on_signal is not None:
            # A platform without signal handlers in loops still ends by KeyboardInterrupt.
            with contextlib.suppress(NotImplementedError):
                for number in (signal.SIGINT, signal.SIGTERM):
                    runner.get_loop().add_signal_handler(number, on_signal)
        runner.run(work)


async def serve_all(pairs: Iterable[tuple[LoopbackServer, Mock[Service]]], *, ready: Callable[[], None]) -> None:
    """Serve several mocks in one loop; `ready` is called when all of them answer."""
    waiting = list(pairs)
    started = 0

    def one_ready() -> None:
        nonlocal started
        started += 1
        if started == len(waiting):
            ready()

    await asyncio.gather(*(server.serve(mock, ready=one_ready) for server, mock in waiting))
