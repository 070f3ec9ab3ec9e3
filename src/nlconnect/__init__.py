"""One typed interface over Exact Online, AFAS Profit and Microsoft Graph. Names load when they are asked for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect import errors
    from nlconnect.client import AsyncConnection, Connection, connect, connect_async
    from nlconnect.model.change import CLEAR, Call, Create, Delete, Link, Ref, Unlink, Update, Upsert, ref
    from nlconnect.model.file import File, attach
    from nlconnect.model.match import Origin, alike
    from nlconnect.model.outcome import Done, Plan, Rejected, Unknown
    from nlconnect.model.page import Cursor, Page
    from nlconnect.model.query import Query
    from nlconnect.model.record import Record
    from nlconnect.model.run import Line, Run, RunProgress
    from nlconnect.model.scope import Scope
    from nlconnect.model.sync import SyncBatch, SyncCursor

__all__ = [
    "CLEAR",
    "AsyncConnection",
    "Call",
    "Connection",
    "Create",
    "Cursor",
    "Delete",
    "Done",
    "File",
    "Line",
    "Link",
    "Origin",
    "Page",
    "Plan",
    "Query",
    "Record",
    "Ref",
    "Rejected",
    "Run",
    "RunProgress",
    "Scope",
    "SyncBatch",
    "SyncCursor",
    "Unknown",
    "Unlink",
    "Update",
    "Upsert",
    "alike",
    "attach",
    "connect",
    "connect_async",
    "errors",
    "ref",
]

_HOMES = {
    "AsyncConnection": "nlconnect.client",
    "CLEAR": "nlconnect.model.change",
    "Call": "nlconnect.model.change",
    "Connection": "nlconnect.client",
    "Create": "nlconnect.model.change",
    "Cursor": "nlconnect.model.page",
    "Delete": "nlconnect.model.change",
    "Done": "nlconnect.model.outcome",
    "File": "nlconnect.model.file",
    "Line": "nlconnect.model.run",
    "Link": "nlconnect.model.change",
    "Origin": "nlconnect.model.match",
    "Page": "nlconnect.model.page",
    "Plan": "nlconnect.model.outcome",
    "Query": "nlconnect.model.query",
    "Record": "nlconnect.model.record",
    "Ref": "nlconnect.model.change",
    "Rejected": "nlconnect.model.outcome",
    "Run": "nlconnect.model.run",
    "RunProgress": "nlconnect.model.run",
    "Scope": "nlconnect.model.scope",
    "SyncBatch": "nlconnect.model.sync",
    "SyncCursor": "nlconnect.model.sync",
    "Unknown": "nlconnect.model.outcome",
    "Unlink": "nlconnect.model.change",
    "Update": "nlconnect.model.change",
    "Upsert": "nlconnect.model.change",
    "attach": "nlconnect.model.file",
    "alike": "nlconnect.model.match",
    "connect": "nlconnect.client",
    "connect_async": "nlconnect.client",
    "ref": "nlconnect.model.change",
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
