"""Mock servers: a system's catalogue, seeded data and its vendor's oddities, in process or behind a real socket.

>>> from nlconnect.mock import Mock, mocks
>>> exact = Mock(mocks()["exact"])           # in process, with a clock that stands still
>>> client = httpx.Client(transport=exact.transport())

>>> with serve("exact", quota="60/3", fault=["429:every=20"]) as servers:
...     servers.info["exact"]["base_url"]    # a real server on loopback
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.mock.calls import Call, Calls
    from nlconnect.mock.clock import MockClock
    from nlconnect.mock.faults import Fault
    from nlconnect.mock.mock import Mock
    from nlconnect.mock.registry import mocks
    from nlconnect.mock.serving import Servers, serve
    from nlconnect.mock.system import Service, Setting, System

__all__ = ["Call", "Calls", "Fault", "Mock", "MockClock", "Servers", "Service", "Setting", "System", "mocks", "serve"]

_HOMES = {
    "Call": "calls",
    "Calls": "calls",
    "Fault": "faults",
    "Mock": "mock",
    "MockClock": "clock",
    "Servers": "serving",
    "Service": "system",
    "Setting": "system",
    "System": "system",
    "mocks": "registry",
    "serve": "serving",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
