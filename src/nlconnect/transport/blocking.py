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
from nlconnect.transport.http import failures, response_of
from nlconnect.transport.options import USER_AGENT, HttpOptions

T = TypeVar("T")

PAUSE_SECONDS = 0.004
_NAP_SECONDS = 0.5


def run_blocking(work: Coroutine[Any, Any, T]) -> T:
    """Step a coroutine that awaits only a blocking port. Raises RuntimeError if it really suspends."""
    try:
        work.send(None)
    except StopIteration as finished:
        result: T = finished.value
        return result
    work.close()
    raise RuntimeError("a coroutine of the blocking port suspended")


class _Fetch(Pending[T]):
    def __init__(self, future: Future[T]) -> None:
        self._future = future

    async def result(self) -> T:
        return self._future.result()

    def cancel(self) -> None:
        self._future.cancel()


class BlockingPort:
    """Sends with the library's blocking client. Safe to share between threads."""

    def __init__(self, options: HttpOptions, *, clock: Clock | None = None, transport: object | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._options = options
        self._transport = transport
        self._lock = threading.Lock()
        self._client: Any = None
        self._pool: ThreadPoolExecutor | None = None

    async def send(self, request: Request) -> Response:
        """Send once. Raises ConnectFailed or Interrupted."""
        client = self._client or self._open()
        sent_at = self.clock.now()
        with failures(self._options.library(), request):
            answer = client.request(request.method, request.url, headers=dict(request.headers), content=request.content)
        return response_of(answer, request, sent_at=sent_at, received_at=self.clock.now())

    async def sleep(self, seconds: float) -> None:
        """Wait in short naps, so that Ctrl-C is heard at once."""
        advance = getattr(self.clock, "advance", None)
        if advance is not None:
            advance(seconds)
            return
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP_SECONDS))  # noqa: ASYNC251  # this port blocks by design

    async def pause(self) -> None:
        """Give way to other threads and processes for a few milliseconds."""
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
        return _Fetch(self._pool.submit(lambda: run_blocking(work())))

    async def close(self) -> None:
        """Close connections; a fetch under way is waited for."""
        with self._lock:
            pool, self._pool = self._pool, None
            client, self._client = self._client, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        if client is not None:
            client.close()

    def _open(self) -> Any:  # the client's class depends on the chosen library
        with self._lock:
            if self._client is None:
                library = self._options.library()
                self._client = library.Client(
                    transport=self._transport,
                    verify=self._options.trust() if self._transport is None else True,
                    proxy=self._options.proxy,
                    timeout=library.Timeout(
                        self._options.timeout_seconds, connect=self._options.connect_timeout_seconds
                    ),
                    limits=library.Limits(max_keepalive_connections=self._options.keep_alive_connections),
                    headers={"User-Agent": USER_AGENT},
                    follow_redirects=False,
                )
            return self._client
