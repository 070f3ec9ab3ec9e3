"""A store that lives as long as its process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from nlconnect.model.ports import Clock, Kept, Lock, Place
from nlconnect.state.held import Held, chosen
from nlconnect.state.keeping import keeping_of

T = TypeVar("T")


class MemoryStore:
    """The Store protocol over a dict, for tests and for `connect(store="memory")`. Nothing is sealed."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._documents: dict[tuple[str, str], tuple[bytes, float | None]] = {}
        self._written: dict[tuple[str, str], float] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._mutex = threading.RLock()

    def get(self, kind: str, key: str) -> bytes | None:
        with self._mutex:
            value, expires_at = self._documents.get((kind, key), (None, None))
            return None if expires_at is not None and expires_at <= self._clock.now() else value

    def put(self, kind: str, key: str, value: bytes, *, expires_at: float | None = None) -> None:
        with self._mutex:
            now = self._clock.now()
            self._documents[kind, key] = (value, keeping_of(kind).expiry(expires_at, now=now))
            self._written[kind, key] = now

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
                stays = old is not None and not keeping_of(kind).rolls
                self.put(kind, key, new, expires_at=self._documents[kind, key][1] if stays else None)
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

    def purge(self) -> int:
        """Remove what has expired; how many."""
        now = self._clock.now()
        with self._mutex:
            over = [place for place, (_, until) in self._documents.items() if until is not None and until <= now]
            for place in over:
                del self._documents[place]
            return len(over)

    def held(self) -> list[Held]:
        """What there is of each kind; nothing is sealed in memory."""
        with self._mutex:
            kinds = sorted({kind for kind, _ in self._documents})
            return [found for kind in kinds if (found := self._held(kind)) is not None]

    def _held(self, kind: str) -> Held | None:
        keys = list(self.keys(kind))
        if not keys:
            return None
        times = [self._written[kind, key] for key in keys]
        ends = [until for key in keys if (until := self._documents[kind, key][1]) is not None]
        size = sum(len(self._documents[kind, key][0]) for key in keys)
        return Held(kind, len(keys), size, 0, min(times), max(times), min(ends, default=None), max(ends, default=None))

    def due(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """How many `clear` would remove."""
        return len(self._chosen(kind, before, spare))

    def clear(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """Remove what was last written until `before`, but for the keys that are spared; how many."""
        with self._mutex:
            gone = self._chosen(kind, before, spare)
            for key in gone:
                self.delete(kind, key)
            return len(gone)

    def _chosen(self, kind: str, before: float, spare: Collection[str]) -> list[str]:
        with self._mutex:
            written = [
                (key, at) for (of, key), at in self._written.items() if of == kind and (of, key) in self._documents
            ]
            return chosen(written, before=before, spare=spare)

    def compact(self) -> bool:
        """Nothing of what was removed is left."""
        return True

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
