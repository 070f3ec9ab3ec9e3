"""What AFAS tells of an environment: its metainfo, which holds only what this app connector may use (section 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from nlconnect.connector import Request, Response
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.model.catalogue import EntitySpec, FieldSpec, FieldType, TypeSpec, snake
from nlconnect.model.document import DocumentSpec
from nlconnect.model.privacy import Personal, TagStatus

HEADERS = {"Accept": "application/json", "Accept-Language": "nl-nl"}
"""In Dutch, since the labels become headers for Dutch people."""
VIEWS, DOCUMENTS = "views", "documents"
"""The modules for connectors that no catalogue knows."""
LISTED = {"getConnectors": "get", "updateConnectors": "update"}
TYPES: Mapping[str, FieldType] = {
    "string": "string",
    "int": "int",
    "decimal": "decimal",
    "date": "date",
    "boolean": "bool",
    "blob": "string",
}
"""AFAS: a blob is a memo or a file, which the metainfo does not tell apart."""
NOT_PERSONAL = Personal(None, 0, TagStatus.REVIEWED)

_MOMENT = re.compile(r"gewijzigd|aangemaakt|ingevoerd|mutatie|tijd|moment|modified|created|changed|time", re.IGNORECASE)
_CHANGED = re.compile(r"gewijzigd|wijzigingsdatum|mutatiedatum|modified|date ?of ?change", re.IGNORECASE)
_UNIQUE = (
    re.compile(r"guid$", re.IGNORECASE),
    re.compile(r"^(medewerker|nummer|code|id|volgnummer|dossieritem)$", re.IGNORECASE),
    re.compile(r"(id|nr|nummer|number|code)$", re.IGNORECASE),
)
_NUMBER = re.compile(r"nummer|code|id|dossieritem", re.IGNORECASE)
_PLURALS = ("s", "en")

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AfasSchema:
    """One call for the list, and one for each connector."""

    def requests(self, question: SchemaQuestion) -> tuple[Request, ...]:
        """The list of all that this app connector may use."""
        return (Request("GET", f"{_start(question)}/metainfo", HEADERS),)

    def read(self, request: Request, response: Response, question: SchemaQuestion) -> SchemaAnswer:
        """The list, or one connector."""
        told = json.loads(response.content)
        if not isinstance(told, dict):
            raise ValueError("the metainfo is no object")
        kind, name = _asked(request.url, question)
        known = {spec.wire.lower(): spec for spec in question.catalogue.entities() if spec.kind == _KINDS.get(kind)}
        if kind == "get":
            return _view(name, told, known.get(name.lower()))
        if kind == "update":
            return _document(name, told, known.get(name.lower()))
        return _listed(told, question)


_KINDS = {"get": "view", "update": "update"}


def _start(question: SchemaQuestion) -> str:
    return question.base_url.rstrip("/")


def _asked(url: str, question: SchemaQuestion) -> tuple[str, str]:
    """Which kind of connector and which one an address asks about; both empty for the list."""
    inside = urlsplit(url).path.removeprefix(urlsplit(_start(question)).path)
    kind, _, name = inside.removeprefix("/metainfo").strip("/").partition("/")
    return kind, unquote(name)


def _listed(told: Told, question: SchemaQuestion) -> SchemaAnswer:
    further: list[Request] = []
    offered: set[tuple[str, str]] = set()
    for word, kind in LISTED.items():
        for entry in told.get(word) or ():
            name = str(entry["id"])
            offered.add((_KINDS[kind], name.lower()))
            if question.wants(name, *_qualified(name, kind, question)):
                further.append(Request("GET", f"{_start(question)}/metainfo/{kind}/{quote(name, safe='')}", HEADERS))
    missing = tuple(
        spec.qualified_name
        for spec in question.catalogue.entities()
        if spec.kind in _KINDS.values()
        and (spec.kind, spec.wire.lower()) not in offered
        and question.wants(spec.wire, spec.qualified_name)
    )
    return SchemaAnswer(further=tuple(further), missing=missing)


def _qualified(name: str, kind: str, question: SchemaQuestion) -> Iterator[str]:
    module = VIEWS if kind == "get" else DOCUMENTS
    yield f"{module}.{name}"
    for home in question.catalogue.names.get(name, ()):
        yield f"{home}.{name}"


def _view(name: str, told: Told, known: EntitySpec | None) -> SchemaAnswer:
    """A get connector. A column that is known keeps its type and what people said of it."""
    by_wire = known.by_wire if known is not None else {}
    fields = tuple(_column(entry, by_wire.get(str(entry["id"]))) for entry in told["fields"])
    if known is not None:
        return SchemaAnswer((replace(known, fields=fields),))
    order, key = proposed_order(fields), proposed_key(name, fields)
    spec = EntitySpec(
        module=VIEWS,
        name=name,
        record=f"{name}Row",
        wire=name,
        path=f"/connectors/{name}",
        key=key,
        kind="view",
        methods=frozenset({"GET"}),
        fields=fields,
        order=order,
        demands=frozenset({"order"}),
        title_nl=_text(told.get("description")),
        watermark=next((one.wire for one in fields if one.type == "datetime" and _CHANGED.search(_words(one))), None),
    )
    said = f"is read in the order of {', '.join(order)}, which is a guess" if order else "has no column to order it by"
    said += f", as is that {', '.join(key)} tells its rows apart" if key else ", and has no key that is known"
    return SchemaAnswer((spec,), notes=(f"{name} {said}: say what is unique in its overlay (order and key = [...])",))


def proposed_order(fields: Sequence[FieldSpec]) -> tuple[str, ...]:
    """Columns that probably tell rows apart: a GUID alone, else what is called a number or a code, three at most."""
    plain = [one for one in fields if one.type in ("string", "int", "guid")]
    for pattern in _UNIQUE[:2]:
        found = [one.wire for one in plain if pattern.search(one.wire)]
        if found:
            return tuple(found[:1])
    return tuple(one.wire for one in plain if _UNIQUE[2].search(one.wire))[:3]


def proposed_key(view: str, fields: Sequence[FieldSpec]) -> tuple[str, ...]:
    """The column that probably tells rows apart: a GUID, or the only number; a wrong one would lose rows of a copy.

    `Medewerker` is such a number in a view of Medewerkers, and not in one of their hours.
    """
    plain = [one.wire for one in fields if one.type in ("string", "int", "guid")]
    guids = [wire for wire in plain if wire.lower() == "guid"]
    if guids:
        return tuple(guids[:1])
    found = [wire for wire in plain if _UNIQUE[1].search(wire)]
    if len(found) != 1:
        return ()
    words = re.split(r"[\W_]+", view.lower())
    is_number = _NUMBER.fullmatch(found[0]) is not None
    return tuple(found) if is_number or any(found[0].lower() + end in words for end in _PLURALS) else ()


def _column(entry: Told, known: FieldSpec | None) -> FieldSpec:
    """AFAS: `date` is a day as well as a moment; the name has to tell, and an overlay may say otherwise."""
    wire, label = str(entry["id"]), _text(entry.get("label"))
    kind = TYPES.get(str(entry.get("dataType")), "string")
    if known is not None:
        return known if _may_be(known.type, kind) else replace(known, type=kind, enum=None)
    if kind == "date" and _MOMENT.search(f"{wire} {label or ''}"):
        kind = "datetime"
    return FieldSpec(snake(wire), wire, kind, label_nl=label, length=_length(entry))


def _document(name: str, told: Told, known: EntitySpec | None) -> SchemaAnswer:
    """An update connector: values first, then the objects inside it, each with a type of its own."""
    root = str(told.get("name") or name)
    types: list[TypeSpec] = []
    required: dict[str, tuple[str, ...]] = {}
    attributes: dict[str, tuple[str, ...]] = {}
    known_types = known.catalogue.types if known is not None and known.catalogue is not None else {}

    def fields_of(element: Told, path: tuple[str, ...], before: Mapping[str, FieldSpec]) -> tuple[FieldSpec, ...]:
        place = "/".join((root, *path[1:]))
        entries: list[Told] = list(element.get("fields") or ())
        required[place] = tuple(str(entry["fieldId"]) for entry in entries if entry.get("mandatory"))
        attributes[path[-1] if path[1:] else root] = tuple(str(e["fieldId"]) for e in entries if e.get("primaryKey"))
        found = [_field(entry, before.get(str(entry["fieldId"])), is_key=not path[1:]) for entry in entries]
        for inner in element.get("objects") or ():
            wire = str(inner["name"])
            inside, there = (*path, wire), before.get(wire)
            parts = known_types[there.of].fields if there is not None and there.of is not None else ()
            within = fields_of(inner, inside, {one.wire: one for one in parts})
            kind = TypeSpec("".join(inside), "/".join(inside), within)
            types.append(kind)
            many = there is not None and there.many
            found.append(FieldSpec(snake(wire), wire, "object", NOT_PERSONAL, many=many, of=kind.wire))
        return tuple(found)

    fields = fields_of(told, (name,), known.by_wire if known is not None else {})
    if known is not None:
        return SchemaAnswer((replace(known, fields=fields),), tuple(types))
    spec = EntitySpec(
        module=DOCUMENTS,
        name=name,
        record=f"{name}Row",
        wire=name,
        path=f"/connectors/{name}",
        key=tuple(one.wire for one in fields if one.is_key),
        kind="update",
        methods=frozenset({"POST", "PUT"}),
        fields=fields,
        title_nl=_text(told.get("description")),
        document=DocumentSpec(root=root, attributes=_filled(attributes), required=_filled(required)),
    )
    return SchemaAnswer((spec,), tuple(types))


def _field(entry: Told, known: FieldSpec | None, *, is_key: bool) -> FieldSpec:
    wire, label = str(entry["fieldId"]), _text(entry.get("label"))
    kind = TYPES.get(str(entry.get("dataType")), "string")
    if known is not None:
        return known if _may_be(known.type, kind) else replace(known, type=kind, enum=None)
    required = bool(entry.get("mandatory"))
    key = is_key and bool(entry.get("primaryKey"))
    # AFAS: a field of the customer's own is a U with 32 digits; people know it by its label.
    own = re.fullmatch(r"U[0-9A-F]{32}", wire) is not None and label is not None
    name = snake(label) if own and label is not None else snake(wire)
    return FieldSpec(name, wire, kind, is_key=key, required=required, label_nl=label, length=_length(entry))


def _may_be(known: FieldType, told: FieldType) -> bool:
    """Whether what is known of a type agrees with the few that the metainfo tells apart."""
    return known == told or (known, told) in {
        ("datetime", "date"),
        ("guid", "string"),
        ("binary", "string"),
        ("float", "decimal"),
        ("int64", "int"),
    }


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _length(entry: Told) -> int | None:
    length = entry.get("length")
    return length if isinstance(length, int) and length > 0 else None


def _words(field: FieldSpec) -> str:
    return f"{field.wire} {field.label_nl or ''}"


def _filled(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in table.items() if values}
