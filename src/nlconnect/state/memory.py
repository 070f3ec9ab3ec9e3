"""A store that lives as long as its process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from nlconnect.model.ports import Clock, Kept, Lock, Place

T = TypeVar("T")


class MemoryStore:
    """The Store protocol over a dict, for tests and for `connect(store="memory")`. Nothing is sealed."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._documents: dict[tuple[str, str], tuple[bytes, float | None]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._mutex = threading.RLock()

    def get(self, kind: str, key: str) -> bytes | None:
        with self._mutex:
            value, expires_at = self._documents.get((kind, key), (None, None))
            return None if expires_at is not None and expires_at <= self._clock.now() else value

    def put(self, kind: str, key: str, value: bytes, *, expires_at: float | None = None) -> None:
        with self._mutex:
            self._documents[kind, key] = (value, expires_at)

    def delete(self, kind: str, key: str) -> None:
        with self._mutex:
            self._documents.pop((kind, key), None)

    def keys(self, kind: str) -> Iterable[str]:
        with self._mutex:
            return sorted(key for of, key in self._documents if of == kind and self.get(kind, key) is not None)

    def update(self, kind: str, key: str, change: Callable[[bytes | None], tuple[bytes | None, T]]) -> T:
        with self._mutex:
            old = self.get(kind, key)
            new, result = change(old)
            if new is None:
                self.delete(kind, key)
            else:
                self.put(kind, key, new, expires_at=self._documents[kind, key][1] if old is not None else None)
            return result

    def update_all(
        self,
        places: Sequence[Place],
        change: Callable[[Mapping[Place, bytes | None]], tuple[Mapping[Place, Kept | None], T]],
    ) -> T:
        with self._mutex:
            written, result = change({place: self.get(*place) for place in places})
            for place, kept in written.items():
                if kept is None:
                    self.delete(*place)
                else:
                    self.put(*place, kept[0], expires_at=kept[1])
            return result

    def lock(self, name: str) -> Lock:
        with self._mutex:
            return _MemoryLock(self._locks.setdefault(name, threading.Lock()))

    def close(self) -> None:
        return None


class _MemoryLock:
    def __init__(self, inner: threading.Lock) -> None:
        self._inner = inner
        self._held = False

    def try_acquire(self) -> bool:
        if self._held or not self._inner.acquire(blocking=False):
            return False
        self._held = True
        return True

    def release(self) -> None:
        if self._held:
            self._held = False
            self._inner.release()

    def __del__(self) -> None:
        self.release()
