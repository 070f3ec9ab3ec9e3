"""What was asked of a mock and how it answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import overload

from nlconnect.model.scope import Scope

KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Call:
    """One request that reached the mock; status 0 means that the connection was cut."""

    method: str
    path: str
    query: str = field(repr=False)
    scope: Scope
    status: int
    at: float

    @property
    def division(self) -> int | str | None:
        """The company of the call, where the system has them."""
        return self.scope.get("division")


class Calls(Sequence[Call]):
    """The calls in order; a server that runs for long keeps the last 100,000 or more, and the count of all."""

    def __init__(self) -> None:
        self._kept: list[Call] = []
        self.total = 0

    def record(self, call: Call) -> None:
        self._kept.append(call)
        if len(self._kept) > 2 * KEPT:
            self._kept = self._kept[-KEPT:]
        self.total += 1

    def clear(self) -> None:
        self._kept.clear()
        self.total = 0

    def count(self, value: object = None, *, path: str = "", status: int | None = None) -> int:
        """How many calls have that method (or are equal to a Call), a path that contains `path`, and that status."""
        return sum(
            (value is None or value in (call.method, call))
            and path.lower() in call.path.lower()
            and (status is None or status == call.status)
            for call in self._kept[:]
        )

    @overload
    def __getitem__(self, index: int) -> Call: ...
    @overload
    def __getitem__(self, index: slice) -> list[Call]: ...
    def __getitem__(self, index: int | slice) -> Call | list[Call]:
        return self._kept[index]

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._kept[:])

    def __repr__(self) -> str:
        return f"Calls({self._kept!r})"
