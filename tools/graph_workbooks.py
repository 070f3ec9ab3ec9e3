"""Workbooks of Excel in a drive: no reference lists them, so these entities follow Microsoft's pages about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

FILES = ("/drives/{drive}/items/{item}", "/drives/{drive}/root:/{workbook}:")
"""A workbook by the id of its file, or by its path in the drive."""
_NOTHING = ["none", 0, "reviewed"]
_NAME = ["user.content.private.attachment", 3, "reviewed"]
"""What somebody calls a sheet or a column: as personal as the name of a file."""
_ANYTHING = ["user.content.free_text", 4, "reviewed"]
_RIGHTS = {"read_least": {"delegated": ["Files.Read"]}}
_UNTRIED = "After Microsoft's pages, untried against a tenant; they name no permission for an app by itself."


CELLS: Mapping[str, Mapping[str, Any]] = {"workbookCells": {"name": "WorkbookCells", "open": True, "fields": {}}}
"""The cells of a row by their headers, which only the workbook knows."""


def _plain(kind: str, label: str, *, tag: Sequence[Any] = _NOTHING) -> dict[str, Any]:
    return {"type": kind, "read_only": True, "label_nl": label, "tag": tag}


def _entity(
    record: str, wire: str, endings: Sequence[str], fields: Mapping[str, Any], *, of: Mapping[str, str], **more: Any
) -> dict[str, Any]:
    paths = [f"{file}/workbook/{ending}" for ending in endings for file in FILES]
    return {
        "record": record,
        "wire": wire,
        "service": "files",
        "path": paths[0],
        "paths": [{"path": path} for path in paths],
        "methods": ["GET"],
        "collection_methods": ["GET"],
        "permission": "Files.Read",
        "page_size": None,
        "parameters": {"drive": "string", "item": "string", "workbook": "string", **of},
        "optional_parameters": ["drive", "item", "workbook", *(name for name in of if len(endings) > 1)],
        "permissions": _RIGHTS,
        "notes": [_UNTRIED],
        "fields": dict(fields),
        **more,
    }


def _items(ending: str) -> dict[str, Any]:
    return {
        "item_paths": [{"path": f"{file}/workbook/{ending}/{{id}}"} for file in FILES],
        "item_methods": ["GET"],
        "key": ["id"],
        "kind": "standard",
        "supports": ["select"],
    }


WORKBOOKS: Mapping[str, Mapping[str, Any]] = {
    "WorkbookTables": _entity(
        "WorkbookTable",
        "workbookTables",
        ["tables"],
        {
            "id": _plain("string", "Id"),
            "name": _plain("string", "Naam", tag=_NAME),
            "showHeaders": _plain("bool", "Heeft kopregel"),
            "showTotals": _plain("bool", "Heeft totaalregel"),
            "style": _plain("string", "Stijl"),
        },
        of={},
        type="workbookTable",
        **_items("tables"),
    ),
    "WorkbookSheets": _entity(
        "WorkbookSheet",
        "workbookWorksheets",
        ["worksheets"],
        {
            "id": _plain("string", "Id"),
            "name": _plain("string", "Naam", tag=_NAME),
            "position": _plain("int", "Plaats"),
            "visibility": _plain("string", "Zichtbaarheid"),
        },
        of={},
        type="workbookWorksheet",
        **_items("worksheets"),
    ),
    "WorkbookColumns": _entity(
        "WorkbookColumn",
        "workbookTableColumns",
        ["tables/{table}/columns"],
        {
            "id": _plain("string", "Id"),
            "name": _plain("string", "Naam", tag=_NAME),
            "index": _plain("int", "Plaats"),
        },
        of={"table": "string"},
        type="workbookTableColumn",
        **_items("tables/{table}/columns"),
    ),
    "WorkbookRows": _entity(
        "WorkbookRow",
        "workbookRange",
        [
            "tables/{table}/range",
            "worksheets/{sheet}/usedRange(valuesOnly=true)",
            "worksheets/{sheet}/range(address='{address}')",
        ],
        {
            "index": _plain("int", "Regel"),
            "cells": {**_plain("object", "Cellen", tag=_ANYTHING), "of": "workbookCells"},
        },
        of={"table": "string", "sheet": "string", "address": "string"},
        type="workbookRange",
        key=[],
        kind="function",
    ),
}
