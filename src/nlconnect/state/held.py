"""What is in a store, counted and never shown, and what takes it out again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from nlconnect.model.ports import Store


@dataclass(frozen=True, slots=True)
class Held:
    """All documents of one kind. Moments are seconds since 1970; `bytes` is their size as it is kept."""

    kind: str
    count: int
    bytes: int
    sealed: int
    oldest: float
    newest: float
    first_over: float | None
    """When the first of them is gone of itself; None where none ever is."""
    last_over: float | None


class KeptStore(Store, Protocol):
    """A store that can also tell what it holds, and be emptied."""

    def held(self) -> list[Held]:
        """What there is of each kind, but for what is over: no name, and no value."""
        ...

    def purge(self) -> int:
        """Remove what is over; how many."""
        ...

    def due(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """How many `clear` would remove."""
        ...

    def clear(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """Remove what was last written until `before`, but for the keys that are spared; how many."""
        ...

    def compact(self) -> bool:
        """Leave no byte of what was removed. False where that has to wait for another process."""
        ...


def chosen(written: Iterable[tuple[str, float]], *, before: float, spare: Collection[str]) -> list[str]:
    """The keys to remove of those that are there, with the moment they were last written."""
    return [key for key, at in written if at <= before and key not in spare]
