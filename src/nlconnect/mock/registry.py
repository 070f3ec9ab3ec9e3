"""The systems that can be mocked, found by the entry point group `nlconnect.mocks`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points
from typing import cast

from nlconnect.errors import ConfigError
from nlconnect.mock.system import Service, System
from nlconnect.model.catalogue import nearest

GROUP = "nlconnect.mocks"


@cache
def mocks() -> dict[str, System[Service]]:
    """Every installed mock system by name."""
    return {point.name: cast("System[Service]", point.load()) for point in sorted(entry_points(group=GROUP))}


def mock_named(name: str) -> System[Service]:
    """The mock system of that name. Raises ConfigError with the nearest names."""
    known = mocks()
    if name not in known:
        raise ConfigError(f"there is no mock of {name!r}", hint=nearest(name, known, what="mocks"))
    return known[name]
