from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nlconnect.model.ports import Store
from nlconnect.state import Key, open_store


class Clock:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.time = 1_790_000_000.0

    def now(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def key() -> Key:
    return Key(bytes(range(32)))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'state' / 'state.db'}"


Opener = Callable[..., Store]


@pytest.fixture
def opened(url: str, key: Key, clock: Clock) -> Iterator[Opener]:
    """Open stores on the test's URL; all are closed at the end."""
    stores: list[Store] = []

    def opening(**changes: object) -> Store:
        store = open_store(**({"url": url, "key": key, "clock": clock} | changes))  # type: ignore[arg-type]
        stores.append(store)
        return store

    yield opening
    for store in stores:
        store.close()


@pytest.fixture(params=["sqlite", "sqlite with leases", "memory"])
def store(request: pytest.FixtureRequest, opened: Opener) -> Store:
    if request.param == "memory":
        return opened(url="memory")
    return opened(kernel_locks=request.param == "sqlite")
