"""The blocking port: every await finishes at once, so a coroutine runs to its end in one step."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

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


class _Handover:
    """Awaited where the starter is to go on with the work, in its own thread."""

    def __await__(self) -> Generator[None, None, None]:
        yield


class _Wish:
    """What the starter of a fetch wants by now: `heard` once it wants anything, `takes_over` where it waits for it."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        self.takes_over = False


class _Moments(threading.local):
    """What the fetch in this thread has to tell its starter, and to hear from it."""

    departed: threading.Event | None = None
    wish: _Wish | None = None

    def tell_departed(self) -> None:
        if self.departed is not None:
            self.departed.set()


@dataclass(frozen=True, slots=True)
class _HandedOver(Generic[T]):
    """Work that stopped halfway in the fetch thread. Context variables are given back in the context they were set."""

    work: Coroutine[Any, Any, T]
    context: Context

    def finish(self) -> T:
        return self.context.run(run_blocking, self.work)


class _Fetch(Pending[T]):
    """Work in the fetch thread.

    Two threads that compute at once only hinder each other, so the starter waits until the request has left, and
    the fetch leaves the body to the starter, unless that seems to be busy with something else than computing. A body
    is also cheaper there: glibc gives the memory of other threads back after each page, which costs 650 page faults.
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, T]], pool: ThreadPoolExecutor, moments: _Moments) -> None:
        self._departed = threading.Event()
        self._wish = _Wish()
        self._moments = moments
        self._future: Future[T | _HandedOver[T]] = pool.submit(self._run, work)

    async def departed(self) -> None:
        self._departed.wait()

    async def result(self) -> T:
        self._wish.takes_over = True
        self._wish.heard.set()
        try:
            found = self._future.result()
        except KeyboardInterrupt:
            self._future.add_done_callback(_abandon)  # nobody goes on with it: have it give back what it holds
            raise
        return found.finish() if isinstance(found, _HandedOver) else found

    def cancel(self) -> None:
        self._wish.heard.set()
        self._future.cancel()

    def _run(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T | _HandedOver[T]:
        self._moments.departed, self._moments.wish = self._departed, self._wish
        context, begun = copy_context(), work()
        try:
            context.run(begun.send, None)
        except StopIteration as finished:
            result: T = finished.value
            return result
        finally:
            self._departed.set()
            self._moments.departed = self._moments.wish = None
        return _HandedOver(begun, context)


def _abandon(future: Future[Any]) -> None:
    if not future.cancelled() and future.exception() is None and isinstance(found := future.result(), _HandedOver):
        found.context.run(found.work.close)


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
                wish = moments.wish
                if wish is not None and wish.heard.wait(_BUSY_SECONDS) and wish.takes_over:
                    await _Handover()
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
