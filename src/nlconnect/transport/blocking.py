"""The blocking port: every await finishes at once, so a coroutine runs to its end in one step."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from nlconnect.model.ports import Clock, Pending
from nlconnect.model.wire import Request, Response
from nlconnect.transport.clock import SystemClock
from nlconnect.transport.http import SENT, Body, failures, library_request, response_of
from nlconnect.transport.options import HttpOptions
from nlconnect.transport.routes import Routes

T = TypeVar("T")

PAUSE_SECONDS = 0.004
_NAP_SECONDS = 0.5
_BUSY_SECONDS = 0.1


def run_blocking(work: Coroutine[Any, Any, T]) -> T:
    """Step a coroutine that awaits only a blocking port. Raises RuntimeError if it really suspends."""
    try:
        work.send(None)
    except StopIteration as finished:
        result: T = finished.value
        return result
    work.close()
    raise RuntimeError("a coroutine of the blocking port suspended")


class _Moments(threading.local):
    """What the fetch in this thread has to tell its starter, and to hear from it."""

    departed: threading.Event | None = None
    wanted: threading.Event | None = None

    def tell_departed(self) -> None:
        if self.departed is not None:
            self.departed.set()


class _Fetch(Pending[T]):
    """Work in the fetch thread.

    Two threads that compute at once only hinder each other, so the starter waits until the request has left, and
    the fetch reads a body only when the starter wants it, or seems to be busy with something else than computing.
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]], pool: ThreadPoolExecutor, moments: _Moments) -> None:
        self._departed = threading.Event()
        self._wanted = threading.Event()
        self._moments = moments
        self._future: Future[T] = pool.submit(self._run, work)

    async def departed(self) -> None:
        self._departed.wait()

    async def result(self) -> T:
        self._wanted.set()
        return self._future.result()

    def cancel(self) -> None:
        self._wanted.set()
        self._future.cancel()

    def _run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        self._moments.departed, self._moments.wanted = self._departed, self._wanted
        try:
            return run_blocking(work())
        finally:
            self._departed.set()


class BlockingPort:
    """Sends with the library's blocking transport. Safe to share between threads."""

    def __init__(self, options: HttpOptions, *, clock: Clock | None = None, transport: object | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._options = options
        self._transport: Any = transport
        self._routes: Routes[Any] = Routes(options, kind="HTTPTransport")
        self._moments = _Moments()
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    async def send(self, request: Request) -> Response:
        """Send once. Raises ConnectFailed or Interrupted."""
        library = self._options.library()
        moments = self._moments

        def trace(event: str, info: object) -> None:
            if event.endswith(SENT):
                moments.tell_departed()

        sent_at = self.clock.now()
        with failures(library, request):
            transport = self._transport or self._routes.transport(request.url)
            answer = transport.handle_request(library_request(library, request, self._options, trace=trace))
            moments.tell_departed()  # a transport in process traces nothing
            try:
                if moments.wanted is not None:
                    moments.wanted.wait(_BUSY_SECONDS)
                body = Body(answer, request, most_bytes=self._options.most_bytes)
                for chunk in answer.iter_bytes():
                    body.add(chunk)
            finally:
                answer.close()
        return response_of(answer, body.whole(), request, sent_at=sent_at, received_at=self.clock.now())

    async def sleep(self, seconds: float) -> None:
        """Wait in short naps, so that Ctrl-C is heard at once."""
        self._moments.tell_departed()
        advance = getattr(self.clock, "advance", None)
        if advance is not None:
            advance(seconds)
            return
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP_SECONDS))  # noqa: ASYNC251  # this port blocks by design

    async def pause(self) -> None:
        """Give way to other threads and processes for a few milliseconds."""
        self._moments.tell_departed()
        time.sleep(PAUSE_SECONDS)  # noqa: ASYNC251  # this port blocks by design

    async def run(self, work: Callable[[], T]) -> T:
        """Do it here and now."""
        return work()

    async def finish(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do it here and now; nothing cancels a blocking caller."""
        return await work()

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Pending[T]:
        """Begin in the fetch thread."""
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="nlconnect-fetch")
            return _Fetch(work, self._pool, self._moments)

    async def close(self) -> None:
        """Close connections; a fetch under way is waited for."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        for transport in self._routes.take_all():
            transport.close()
