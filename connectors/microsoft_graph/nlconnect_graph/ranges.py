"""Tables and ranges of workbooks as entities: read whole in one call, and turned into rows here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import msgspec

from nlconnect.connector import FieldSpec, Query, ReadPlan, Record, Request, Scope
from nlconnect.errors import QueryError, ServerError
from nlconnect.model.catalogue import FieldType
from nlconnect_graph.paths import SCOPE_PARTS, Values, address, chosen, filled
from nlconnect_graph.workbooks import Cell, rows_of

ROWS = "files.WorkbookRows"
RANGE = "workbookRange"
"""How the catalogue calls what is read as a range, of which a customer's own tables are a kind."""
NEEDED = "$select=values,numberFormat"
JSON: Mapping[str, str] = {"Accept": "application/json"}
_encoder = msgspec.json.Encoder(decimal_format="number")


def range_plan(query: Query[Record], *, base_url: str, scope: Scope, person: bool) -> ReadPlan:
    """All of a table or range. Raises QueryError for what Excel is not asked."""
    entity = query.entity
    if query.conditions or query.ordering or query.words is not None or query.expanded:
        raise QueryError(
            "a table of a workbook is read whole: it takes no condition, order, search or expand",
            entity=entity.name,
            hint="Read it and look in Python, or write it to a database with --to.",
        )
    values = Values(query.parameters, scope)
    path = chosen(entity.paths, values, entity=entity, person=person)
    fields = tuple(
        spec for spec in entity.fields if query.selected is None or spec.is_key or spec.name in query.selected
    )
    own = {name: value for name, value in query.parameters.items() if name in SCOPE_PARTS}
    return ReadPlan(
        request=Request("GET", f"{address(base_url, filled(path, values))}?{NEEDED}", JSON),
        entity=entity,
        scope=scope.within(**{name: str(value) for name, value in own.items()}),
        fields=fields,
        route=path,
        page_size=None,
        notes=("a table is one call, however many rows it has",),
        shaped=partial(_page if entity.qualified_name == ROWS else _own_page, fields),
    )


def column_type(cells: Iterable[Cell]) -> FieldType:
    """What all filled cells of a column are; text where they differ, and where nothing is filled."""
    kinds = {type(cell) for cell in cells if cell is not None}
    return COLUMN_TYPES.get(kinds.pop(), "string") if len(kinds) == 1 else "string"


COLUMN_TYPES: Mapping[type, FieldType] = {bool: "bool", Decimal: "decimal", date: "date"}
"""Excel: a moment knows no zone, so that it comes as text."""


def _page(fields: Sequence[FieldSpec], content: bytes) -> bytes:
    wanted = {spec.wire for spec in fields}
    rows = ({"index": place, "cells": row} for place, row in enumerate(_rows(content)))
    return _encoder.encode({"value": [{name: row[name] for name in row if name in wanted} for row in rows]})


def _own_page(fields: Sequence[FieldSpec], content: bytes) -> bytes:
    types = {spec.wire: spec.type for spec in fields}
    rows = [
        {name: _text(cell) if types[name] == "string" else cell for name, cell in row.items() if name in types}
        for row in _rows(content)
    ]
    return _encoder.encode({"value": rows})


def _rows(content: bytes) -> list[Mapping[str, Cell]]:
    try:
        return rows_of(content)
    except ServerError as error:
        raise ValueError(error.message) from None


def _text(cell: Cell) -> str | None:
    """A cell as people would type it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell.isoformat() if isinstance(cell, date | datetime) else cell
