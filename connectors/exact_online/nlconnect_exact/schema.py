"""What Exact tells of itself: the `$metadata` of each service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from nlconnect.connector import Request, Response
from nlconnect.connector.csdl import Property, ServiceModel, service_model
from nlconnect.connector.schema import SchemaAnswer, SchemaQuestion
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, FieldType, snake

METADATA = "$metadata"
ACCEPT = {"Accept": "application/xml"}
TYPES: Mapping[str, FieldType] = {
    "Edm.String": "string",
    "Edm.Guid": "guid",
    "Edm.Byte": "int",
    "Edm.Int16": "int",
    "Edm.Int32": "int",
    "Edm.Int64": "int64",
    "Edm.Decimal": "decimal",
    "Edm.Double": "decimal",
    "Edm.Boolean": "bool",
    "Edm.DateTime": "datetime",
    "Edm.Binary": "binary",
}
"""Exact: amounts are Edm.Double on the wire and exact decimals here."""


@dataclass(frozen=True, slots=True)
class ExactSchema:
    """One description for each service, so one call for each that is asked for."""

    def requests(self, question: SchemaQuestion) -> tuple[Request, ...]:
        """The services that the catalogue knows; Exact lists them nowhere."""
        if "division" not in question.scope:
            raise QueryError("no division is named", hint="Name one in the profile: the description is of a company.")
        services = {_service(spec.path): None for spec in _described(question)}
        return tuple(Request("GET", _address(service, question), ACCEPT) for service in services)

    def read(self, request: Request, response: Response, question: SchemaQuestion) -> SchemaAnswer:
        """Every resource of the service: what is known of it, with the fields it has now."""
        model = service_model(response.content)
        service = next(
            one for one in {_service(s.path) for s in _described(question)} if _address(one, question) == request.url
        )
        known = {spec.wire: spec for spec in _described(question) if _service(spec.path) == service}
        found = tuple(
            _entity(name, kind, model, service=service, known=known.get(name))
            for name, kind in model.sets.items()
            if question.wants(name, known[name].qualified_name if name in known else name)
        )
        missing = tuple(spec.qualified_name for wire, spec in known.items() if wire not in model.sets)
        return SchemaAnswer(found, missing=missing)


def _described(question: SchemaQuestion) -> Iterator[EntitySpec]:
    """The resources that stand in a service of one company. Exact: functions are not in its description."""
    for spec in question.catalogue.entities():
        plain = "{division}/" in spec.path and spec.kind not in ("function", "sync", "bulk")
        if plain and question.wants(spec.wire, spec.qualified_name):
            yield spec


def _service(path: str) -> str:
    """The path of the service in which a resource stands."""
    return path.rpartition("/")[0]


def _address(service: str, question: SchemaQuestion) -> str:
    path = service.replace("{division}", str(question.scope["division"]))
    return f"{question.base_url.rstrip('/')}{path}/{METADATA}"


def _entity(name: str, kind: str, model: ServiceModel, *, service: str, known: EntitySpec | None) -> EntitySpec:
    properties = model.properties_of(kind)
    key = model.key_of(kind)
    by_wire = known.by_wire if known is not None else {}
    fields = tuple(_field(one, key=key, known=by_wire.get(one.name)) for one in properties.values())
    if known is not None:
        # Whether a twin has what is new was compared by nobody.
        new = frozenset(properties) - by_wire.keys()
        routes = {route.name: replace(route, missing=route.missing | new) for route in known.routes.values()}
        return replace(known, fields=fields, routes=routes)
    module = snake(service.partition("{division}/")[2].replace("/", "_"))
    return EntitySpec(
        module=f"beta_{module}" if "/beta/" in service else module,
        name=name,
        record=f"{name}Row",
        wire=name,
        path=f"{service}/{name}",
        key=key,
        kind="standard",
        methods=frozenset({"GET"}),
        fields=fields,
    )


def _field(one: Property, *, key: tuple[str, ...], known: FieldSpec | None) -> FieldSpec:
    """What is known stays, but for a type that changed; a day is a moment to Exact."""
    kind: FieldType = "collection" if one.leads_away else TYPES.get(one.type, "object")
    if known is not None:
        same = known.type == kind or (known.type, kind) == ("date", "datetime") or not known.is_value
        return known if same else replace(known, type=kind, enum=None)
    return FieldSpec(snake(one.name), one.name, kind, is_key=one.name in key, length=one.length)
