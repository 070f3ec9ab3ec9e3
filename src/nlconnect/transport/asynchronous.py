"""The asynchronous port, on asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from nlconnect.model.ports import Clock, Pending
from nlconnect.model.wire import Request, Response
from nlconnect.transport.blocking import PAUSE_SECONDS
from nlconnect.transport.clock import SystemClock
from nlconnect.transport.http import failures, response_of
from nlconnect.transport.options import USER_AGENT, HttpOptions

T = TypeVar("T")


class _Task(Pending[T]):
    def __init__(self, task: asyncio.Task[T]) -> None:
        self._task = task
        # A fetch nobody awaits any more must not be reported as a forgotten failure.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def result(self) -> T:
        return await self._task

    def cancel(self) -> None:
        self._task.cancel()


class AsyncPort:
    """Sends with the library's asyncio client; blocking pieces of work run in two threads of its own."""

    def __init__(self, options: HttpOptions, *, clock: Clock | None = None, transport: object | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._options = options
        self._transport = transport
        self._client: Any = None
        self._workers: ThreadPoolExecutor | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._unbroken: set[asyncio.Task[Any]] = set()

    async def send(self, request: Request) -> Response:
        """Send once. Raises ConnectFailed or Interrupted."""
        client = self._client or self._open()
        sent_at = self.clock.now()
        with failures(self._options.library(), request):
            answer = await client.request(
                request.method, request.url, headers=dict(request.headers), content=request.content
            )
        return response_of(answer, request, sent_at=sent_at, received_at=self.clock.now())

    async def sleep(self, seconds: float) -> None:
        """Wait by the port's clock."""
        advance = getattr(self.clock, "advance", None)
        if advance is not None:
            advance(seconds)
            await asyncio.sleep(0)
            return
        await asyncio.sleep(seconds)

    async def pause(self) -> None:
        """Give way to other tasks and processes for a few milliseconds."""
        await asyncio.sleep(PAUSE_SECONDS)

    async def run(self, work: Callable[[], T]) -> T:
        """Do it in a thread of the port, so that the loop goes on."""
        if self._workers is None:
            self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="nlconnect-state")
        return await asyncio.get_running_loop().run_in_executor(self._workers, work)

    async def finish(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do it in a task of its own, which a cancelled caller leaves alone and `close` waits for."""
        task = asyncio.get_running_loop().create_task(work())
        self._unbroken.add(task)
        task.add_done_callback(self._unbroken.discard)
        # Where the caller was cancelled, nobody awaits the failure; it is no news to the loop either.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return await asyncio.shield(task)

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Pending[T]:
        """Begin as a task of the running loop."""
        task = asyncio.get_running_loop().create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return _Task(task)

    async def close(self) -> None:
        """Wait for what must finish, cancel what was started, close connections."""
        await asyncio.gather(*self._unbroken, return_exceptions=True)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.shutdown(wait=True)

    def _open(self) -> Any:  # the client's class depends on the chosen library
        library = self._options.library()
        self._client = library.AsyncClient(
            transport=self._transport,
            verify=self._options.trust() if self._transport is None else True,
            proxy=self._options.proxy,
            timeout=library.Timeout(self._options.timeout_seconds, connect=self._options.connect_timeout_seconds),
            limits=library.Limits(max_keepalive_connections=self._options.keep_alive_connections),
            headers={"User-Agent": USER_AGENT},
            follow_redirects=False,
        )
        return self._client
