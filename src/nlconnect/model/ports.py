"""What the engine needs from the outside world, as protocols that others implement."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from nlconnect.model.wire import Request, Response

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Place = tuple[str, str]
"""Kind and key of a document."""
Kept = tuple[bytes, float | None]
"""A document, and when it expires; None for never."""


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        ...


class Pending(Protocol[T_co]):
    """Work that was started and is not awaited yet."""

    async def departed(self) -> None:
        """Return once its request has left, or it ended, or it has to wait for a budget or a lock first."""
        ...

    async def result(self) -> T_co:
        """The outcome; raises what the work raised."""
        ...

    def cancel(self) -> None:
        """Drop the work. A request that has left may still reach the server."""
        ...


class Port(Protocol):
    """All the engine awaits. A blocking port never suspends, so its coroutines finish in one step."""

    @property
    def clock(self) -> Clock: ...

    async def send(self, request: Request) -> Response:
        """Send once, without retry or redirect. Raises ConnectFailed or Interrupted."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait by the port's clock; a frozen clock jumps ahead instead."""
        ...

    async def pause(self) -> None:
        """Give way to another thread, task or process for some milliseconds of real time."""
        ...

    async def run(self, work: Callable[[], T]) -> T:
        """Do a short piece of blocking work, such as a transaction in the state store.

        Work that was begun is done when this returns or raises, also where the caller was cancelled meanwhile.
        """
        ...

    async def finish(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do work that must not stop halfway: it runs to its end even when the caller is cancelled meanwhile."""
        ...

    def start(self, work: Callable[[], Coroutine[Any, Any, T]]) -> Pending[T]:
        """Begin work that runs beside the caller: a thread of the blocking port, or a task."""
        ...

    async def close(self) -> None: ...


class Lock(Protocol):
    """One holder at a time over threads, tasks and processes; a killed holder gives it back."""

    def try_acquire(self) -> bool:
        """Take it now or answer False; never waits."""
        ...

    def release(self) -> None: ...


class Store(Protocol):
    """What outlives a process: small documents by kind and key. Safe to share between threads and processes."""

    def get(self, kind: str, key: str) -> bytes | None: ...

    def put(self, kind: str, key: str, value: bytes, *, expires_at: float | None = None) -> None: ...

    def delete(self, kind: str, key: str) -> None: ...

    def keys(self, kind: str) -> Iterable[str]: ...

    def update(self, kind: str, key: str, change: Callable[[bytes | None], tuple[bytes | None, T]]) -> T:
        """Replace one document in one exclusive transaction; `change` gets the old and gives (new, result).

        `change` may run again, so it must have no side effects; a new value of None deletes the document.
        """
        ...

    def update_all(
        self,
        places: Sequence[Place],
        change: Callable[[Mapping[Place, bytes | None]], tuple[Mapping[Place, Kept | None], T]],
    ) -> T:
        """Look at several documents and write several in one exclusive transaction: all of it happens, or nothing.

        `change` gives what to write (None deletes) and the result; see `update`. It has those that are named to itself.
        """
        ...

    def lock(self, name: str) -> Lock:
        """A lock of that name, not yet taken."""
        ...

    def close(self) -> None: ...
