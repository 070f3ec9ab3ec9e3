"""One typed interface over Exact Online, AFAS Profit and Microsoft Graph. Names load when they are asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect import errors
    from nlconnect.client import AsyncConnection, Connection, connect, connect_async
    from nlconnect.model.page import Cursor, Page
    from nlconnect.model.query import Query
    from nlconnect.model.record import Record
    from nlconnect.model.scope import Scope
    from nlconnect.model.sync import SyncBatch, SyncCursor

__all__ = [
    "AsyncConnection",
    "Connection",
    "Cursor",
    "Page",
    "Query",
    "Record",
    "Scope",
    "SyncBatch",
    "SyncCursor",
    "connect",
    "connect_async",
    "errors",
]

_HOMES = {
    "AsyncConnection": "nlconnect.client",
    "Connection": "nlconnect.client",
    "Cursor": "nlconnect.model.page",
    "Page": "nlconnect.model.page",
    "Query": "nlconnect.model.query",
    "Record": "nlconnect.model.record",
    "Scope": "nlconnect.model.scope",
    "SyncBatch": "nlconnect.model.sync",
    "SyncCursor": "nlconnect.model.sync",
    "connect": "nlconnect.client",
    "connect_async": "nlconnect.client",
}


def __getattr__(name: str) -> object:
    if name == "errors":
        return importlib.import_module("nlconnect.errors")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
