"""What Microsoft tells of itself: its `$metadata`, the lists of a site and the tables of a workbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from nlconnect.connector import Request, Response
from nlconnect.connector.csdl import Property, ServiceModel, service_model
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.errors import ServerError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, FieldType, PathSpec, TypeSpec, snake
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect_graph.paths import VERSION, Values, address, filled
from nlconnect_graph.tables import is_about_tables, table_of, tables_of, tables_request

LISTS = "lists"
"""The module for the lists of a site, which no catalogue knows."""
ITEMS = "sites.ListItems"
LISTS_PATH = "/sites/{site}/lists"
OF_LISTS = "id,name,displayName,description,list,system"
XML, JSON = {"Accept": "application/xml"}, {"Accept": "application/json"}

TYPES: Mapping[str, FieldType] = {
    "Edm.String": "string",
    "Edm.Guid": "guid",
    "Edm.Byte": "int",
    "Edm.SByte": "int",
    "Edm.Int16": "int",
    "Edm.Int32": "int",
    "Edm.Int64": "int64",
    "Edm.Single": "float",
    "Edm.Double": "float",
    "Edm.Decimal": "decimal",
    "Edm.Boolean": "bool",
    "Edm.DateTimeOffset": "datetime",
    "Edm.Date": "date",
    "Edm.TimeOfDay": "string",
    "Edm.Duration": "string",
    "Edm.Binary": "binary",
    "Edm.Stream": "object",
}

COLUMN_TYPES: Mapping[str, FieldType] = {
    "text": "string",
    "number": "float",
    "currency": "decimal",
    "boolean": "bool",
    "dateTime": "datetime",
    "choice": "string",
    "hyperlinkOrPicture": "object",
    "geolocation": "object",
    "term": "object",
    "thumbnail": "object",
    "contentApprovalStatus": "string",
}
"""SharePoint: a column of days only comes as the moment at which that day begins at the site, so it stays a moment."""
CALCULATED: Mapping[str, FieldType] = {
    "boolean": "bool",
    "currency": "decimal",
    "dateTime": "datetime",
    "date": "datetime",
    "number": "float",
}
ELSEWHERE = ("lookup", "personOrGroup")
"""SharePoint: what stands on another list, or is a person, comes as its number, under a name with LookupId behind."""
BY_COLUMN = Personal(None, 0, TagStatus.REVIEWED)
"""The columns of a list are as personal as the strictest of them."""
_CODED = re.compile(r"_x([0-9a-fA-F]{4})_")


@dataclass(frozen=True, slots=True)
class GraphSchema:
    """One call for all that Microsoft defines; with a site in the scope one for its lists, and one for each list.

    The tables of a workbook are told of in the same way, where a drive and a workbook are in the scope.
    """

    def requests(self, question: SchemaQuestion) -> tuple[Request, ...]:
        """Microsoft's own description where something of it is wanted, and the lists of the site that is named."""
        found: list[Request] = []
        if any(question.wants(spec.qualified_name, spec.name) for spec in _described(question)):
            found.append(Request("GET", address(question.base_url, f"{VERSION}/$metadata"), XML))
        if "site" in question.scope:
            found.append(Request("GET", f"{_lists(question)}?$select={OF_LISTS}", JSON))
        return (*found, *tables_request(question))

    def read(self, request: Request, response: Response, question: SchemaQuestion) -> SchemaAnswer:
        """A description, a page of lists, or one list with its columns."""
        if request.url.endswith("/$metadata"):
            return _defined(service_model(response.content), question)
        if is_about_tables(request):
            return table_of(request, response, question) if "/range" in request.url else tables_of(response, question)
        told = json.loads(response.content)
        if urlsplit(request.url).path == urlsplit(_lists(question)).path:
            return _lists_of(told, question)
        return _list(told, question)


def _described(question: SchemaQuestion) -> Iterator[EntitySpec]:
    """What stands in Microsoft's own description: neither lists of a site nor actions."""
    return (spec for spec in question.catalogue.entities() if spec.kind in ("standard", "single") and not _is_own(spec))


def _is_own(spec: EntitySpec) -> bool:
    return spec.wire == "listItems" and "{list}" not in spec.path


def _lists(question: SchemaQuestion) -> str:
    return address(question.base_url, filled(LISTS_PATH, Values({}, question.scope)))


def _defined(model: ServiceModel, question: SchemaQuestion) -> SchemaAnswer:
    entities: list[EntitySpec] = []
    missing: list[str] = []
    for spec in _described(question):
        if not question.wants(spec.qualified_name, spec.name):
            continue
        kind = model.type_at(spec.path)
        if kind is None:
            missing.append(spec.qualified_name)
            continue
        entities.append(replace(spec, fields=_fields(spec.fields, kind, model, question)))
    known = question.catalogue.types
    types = [
        TypeSpec(spec.name, wire, _fields(spec.fields, wire, model, question))
        for wire, spec in known.items()
        if wire in model.types
    ]
    return SchemaAnswer(tuple(entities), tuple(types), missing=tuple(missing))


def _fields(
    before: Iterable[FieldSpec], kind: str, model: ServiceModel, question: SchemaQuestion
) -> tuple[FieldSpec, ...]:
    """What was known and is still there, in its order, and then what is new."""
    now = model.properties_of(kind)
    found: list[FieldSpec] = []
    for field in before:
        there = model.properties_of(field.on) if field.on and field.on in model.types else now
        if field.wire in there:
            found.append(_as_told(field, there[field.wire], question))
    known = {field.wire for field in before}
    found += [_new(one, model, question) for name, one in now.items() if name not in known]
    return tuple(found)


def _as_told(field: FieldSpec, one: Property, question: SchemaQuestion) -> FieldSpec:
    """A field that is known, unless its type is another now; of complex and named values only the kind counts."""
    told = TYPES.get(one.type)
    if one.leads_away or told is None or field.enum is not None or told == field.type:
        return field
    return replace(field, type=told, of=None)


def _new(one: Property, model: ServiceModel, question: SchemaQuestion) -> FieldSpec:
    name = snake(one.name)
    if one.leads_away:
        return FieldSpec(name, one.name, "collection" if one.many else "object")
    if one.type in model.enums:
        return FieldSpec(name, one.name, "string", many=one.many)
    of = one.type if one.type in question.catalogue.types else None
    return FieldSpec(name, one.name, TYPES.get(one.type, "object"), many=one.many, of=of)


def _lists_of(told: Mapping[str, Any], question: SchemaQuestion) -> SchemaAnswer:
    further: list[Request] = []
    for entry in told["value"]:
        title = str(entry.get("displayName") or entry["name"])
        is_hidden = "system" in entry or (entry.get("list") or {}).get("hidden")
        if not is_hidden and question.wants(title, f"{LISTS}.{title}", f"{LISTS}.{entry['name']}"):
            further.append(Request("GET", f"{_lists(question)}/{entry['id']}?$expand=columns", JSON))
    link = told.get("@odata.nextLink")
    if isinstance(link, str):
        if urlsplit(link)[:2] != urlsplit(question.base_url)[:2]:
            raise ServerError("the next page of lists lies on another host, which is refused")
        further.append(Request("GET", link, JSON))
    return SchemaAnswer(further=tuple(further))


def _list(told: Mapping[str, Any], question: SchemaQuestion) -> SchemaAnswer:
    """A list as an entity: its rows are list items whose `fields` are the columns of this list."""
    title = str(told.get("displayName") or told["name"])
    path = f"{LISTS_PATH}/{told['id']}/items"
    columns = tuple(dict.fromkeys(field for column in told.get("columns") or () for field in _column(column)))
    kind = TypeSpec(f"{_capital(title)}Fields", f"{title}Fields", columns)
    items = question.catalogue.entity(ITEMS)
    known = next((spec for spec in question.catalogue.entities() if spec.path == path), None)
    fields = tuple(
        FieldSpec("fields_", "fields", "object", BY_COLUMN, of=kind.wire, is_open=True)
        if field.wire == "fields"
        else field
        for field in items.fields
        if field.is_value or field.wire == "fields"
    )
    spec = replace(
        items,
        module=known.module if known is not None else LISTS,
        name=known.name if known is not None else title,
        record="",
        path=path,
        paths=(PathSpec(path),),
        item_paths=(PathSpec(f"{path}/{{id}}"),),
        delta=None,
        parameters={"site": "string"},
        optional_parameters=frozenset({"site"}),
        title_nl=title,
        fields=fields,
    )
    return SchemaAnswer((spec,), (kind,))


def _column(column: Mapping[str, Any]) -> Iterator[FieldSpec]:
    """A column as people see it; those that SharePoint hides are left out."""
    if column.get("hidden"):
        return
    wire = str(column["name"])
    name = snake(_CODED.sub(lambda match: chr(int(match[1], 16)), wire))
    label = str(column.get("displayName") or wire)
    kind = next((word for word in (*COLUMN_TYPES, *ELSEWHERE, "calculated") if word in column), "text")
    about: Mapping[str, Any] = column.get(kind) or {}
    read_only, required = bool(column.get("readOnly")), bool(column.get("required"))
    if kind in ELSEWHERE:
        many = bool(about.get("allowMultipleValues") or about.get("allowMultipleSelection"))
        told: FieldType = "object" if many else "string"
        wire, name = (wire, name) if many else (f"{wire}LookupId", f"{name}_lookup_id")
    elif kind == "calculated":
        told, many = CALCULATED.get(str(about.get("outputType")), "string"), False
    else:
        told, many = COLUMN_TYPES[kind], kind == "choice" and about.get("displayAs") == "checkBoxes"
    length = about.get("maxLength") if kind == "text" else None
    yield FieldSpec(
        name,
        wire,
        told,
        read_only=read_only,
        required=required,
        label_nl=label,
        many=many,
        length=length if isinstance(length, int) else None,
    )


def _capital(title: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"\W+", title) if part)
