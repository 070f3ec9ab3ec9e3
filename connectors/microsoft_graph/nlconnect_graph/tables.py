"""The tables of a workbook as entities of a customer's own: their columns by the headers, typed by what they hold."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from nlconnect.connector import Request, Response
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.errors import ServerError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, PathSpec, snake
from nlconnect.model.privacy import UNREVIEWED
from nlconnect_graph.paths import Values, address, filled
from nlconnect_graph.ranges import JSON, NEEDED, ROWS, column_type
from nlconnect_graph.workbooks import rows_of

MODULE = "workbooks"
"""The module for the tables of a workbook, which no catalogue knows."""
BOOK = "/drives/{drive}/root:/{workbook}:/workbook/tables"


def tables_request(question: SchemaQuestion) -> tuple[Request, ...]:
    """The list of tables, where a drive and a workbook in it are named."""
    if "drive" not in question.scope or "workbook" not in question.scope:
        return ()
    return (Request("GET", f"{_tables(question)}?$select=id,name,showHeaders", JSON),)


def is_about_tables(request: Request) -> bool:
    return "/workbook/tables" in request.url


def tables_of(response: Response, question: SchemaQuestion) -> SchemaAnswer:
    """A request for each table that is wanted; one without headers has no names for its columns."""
    further: list[Request] = []
    notes: list[str] = []
    for entry in json.loads(response.content)["value"]:
        name = str(entry["name"])
        if not question.wants(name, f"{MODULE}.{name}"):
            continue
        if entry.get("showHeaders") is False:
            notes.append(f"the table {name} has no headers, and was passed over")
            continue
        further.append(Request("GET", f"{_tables(question)}/{quote(name, safe='')}/range?{NEEDED}", JSON))
    return SchemaAnswer(further=tuple(further), notes=tuple(notes))


def table_of(request: Request, response: Response, question: SchemaQuestion) -> SchemaAnswer:
    """A table as an entity, whose fields are its columns."""
    name = unquote(urlsplit(request.url).path.split("/")[-2])
    try:
        rows, headers = rows_of(response.content), json.loads(response.content)["values"][0]
    except ServerError as error:
        raise ValueError(error.message) from None
    if not rows:
        return SchemaAnswer(notes=(f"the table {name} is empty, so that its {len(headers)} columns have no types",))
    fields = tuple(
        FieldSpec(snake(wire), wire, column_type(row[wire] for row in rows), UNREVIEWED, read_only=True, label_nl=wire)
        for wire in rows[0]
    )
    return SchemaAnswer((_entity(name, fields, question),))


def _entity(name: str, fields: tuple[FieldSpec, ...], question: SchemaQuestion) -> EntitySpec:
    # The workbook is part of the path: another one may have a table of that name.
    workbook = quote(str(question.scope["workbook"]).strip("/"), safe="/")
    path = f"{BOOK.replace('{workbook}', workbook)}/{quote(name, safe='')}/range"
    known = next((spec for spec in question.catalogue.entities() if spec.path == path), None)
    return replace(
        question.catalogue.entity(ROWS),
        module=known.module if known is not None else MODULE,
        name=known.name if known is not None else name,
        record="",
        path=path,
        paths=(PathSpec(path),),
        parameters={"drive": "string"},
        optional_parameters=frozenset({"drive"}),
        title_nl=name,
        fields=fields,
        reviewed=False,
    )


def _tables(question: SchemaQuestion) -> str:
    return address(question.base_url, filled(BOOK, Values({}, question.scope))).removesuffix("/")
