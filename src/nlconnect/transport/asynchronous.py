"""The asynchronous port, on asyncio."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from importlib.util import find_spec
from typing import Any, TypeVar

from nlconnect.model.ports import Clock, Pending
from nlconnect.model.wire import Request, Response
from nlconnect.transport.blocking import PAUSE_SECONDS
from nlconnect.transport.clock import SystemClock
from nlconnect.transport.http import SENT, Body, failures, library_request, response_of
from nlconnect.transport.options import HttpOptions
from nlconnect.transport.routes import Routes

T = TypeVar("T")


_departure: ContextVar[asyncio.Event | None] = ContextVar("departure", default=None)
"""Set once the request of this task has left, or cannot leave yet."""


class _Task(Pending[T]):
    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        self._departed = asyncio.Event()
        self.task = asyncio.get_running_loop().create_task(self._run(work))
        # A fetch nobody awaits any more must not be reported as a forgotten failure.
        self.task.add_done_callback(lambda done: done.cancelled() or done.exception())
        # One that is cancelled before its first step never gets as far as saying so itself.
        self.task.add_done_callback(lambda done: self._departed.set())

    async def departed(self) -> None:
        await self._departed.wait()

    async def result(self) -> T:
        return await self.task

    def cancel(self) -> None:
        self.task.cancel()

    async def _run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        _departure.set(self._departed)
        try:
            return await work()
        finally:
            self._departed.set()


def _note_absence(module: str) -> None:
    """The HTTP library looks for it several times a request, and where it is missing each look costs 0.06 ms."""
    if module not in sys.modules and find_spec(module) is None:
        sys.modules[module] = None  # type: ignore[assignment]  # which is how Python writes down an absence


async def _ended(future: asyncio.Future[Any]) -> None:
    """Wait for work that a thread will do in any case, so that whoever began it can undo it. It is short."""
    while not future.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([future])
    future.cancelled() or future.exception()


def _tell_departed() -> None:
    departed = _departure.get()
    if departed is not None:
        departed.set()


async def _trace(event: str, info: object) -> None:
    if event.endswith(SENT):
        _tell_departed()


class AsyncPort:
    """Sends with the library's asyncio transport; blocking pieces of work run in two threads of its own."""

    def __init__(self, options: HttpOptions, *, clock: Clock | None = None, transport: object | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._options = options
        self._transport: Any = transport
        self._routes: Routes[Any] = Routes(options, kind="AsyncHTTPTransport")
        _note_absence("sniffio")
        self._workers: ThreadPoolExecutor | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._unbroken: set[asyncio.Task[Any]] = set()

    async def send(self, request: Request) -> Response:
        """Send once. Raises ConnectFailed or Interrupted."""
        library = self._options.library()
        sent_at = self.clock.now()
        with failures(library, request):
            transport = self._transport or self._routes.transport(request.url)
            answer = await transport.handle_async_request(
                library_request(library, request, self._options, trace=_trace, is_async=True)
            )
            _tell_departed()  # a transport in process traces nothing
            try:
                body = Body(answer, request, most_bytes=self._options.most_bytes)
                async for chunk in answer.aiter_bytes():
                    body.add(chunk)
            finally:
                await answer.aclose()
        return response_of(answer, body.whole(), request, sent_at=sent_at, received_at=self.clock.now())

    async def sleep(self, seconds: float) -> None:
        """Wait by the port's clock."""
        _tell_departed()
        advance = getattr(self.clock, "advance", None)
        if advance is not None:
            advance(seconds)
            await asyncio.sleep(0)
            return
        await asyncio.sleep(seconds)

    async def pause(self) -> None:
        """Give way to other tasks and processes for a few milliseconds."""
        _tell_departed()
        await asyncio.sleep(PAUSE_SECONDS)

    async def run(self, work: Callable[[], T]) -> T:
        """Do it in a thread of the port, so that the loop goes on."""
        if self._workers is None:
            self._workers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="nlconnect-state")
        future = asyncio.get_running_loop().run_in_executor(self._workers, work)
        try:
            return await asyncio.shield(future)
        except asyncio.CancelledError:
            await _ended(future)
            raise

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
        pending = _Task(work)
        self._tasks.add(pending.task)
        pending.task.add_done_callback(self._tasks.discard)
        return pending

    async def close(self) -> None:
        """Wait for what must finish, cancel what was started, close connections."""
        await asyncio.gather(*self._unbroken, return_exceptions=True)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for transport in self._routes.take_all():
            await transport.aclose()
        workers, self._workers = self._workers, None
        if workers is not None:
            workers.shutdown(wait=True)
