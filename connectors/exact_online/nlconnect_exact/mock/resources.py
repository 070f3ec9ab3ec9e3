"""Which resource an address of Exact names: the catalogue's paths, looked up in any case."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any, cast

from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, FieldType, snake

OLD_SERVICES = frozenset(
    "crm cashflow documents financial financialtransaction general generaljournalentry hrm logistics mailbox "
    "project purchaseentry purchaseorder salesentry salesinvoice salesorder vat webhooks".split()
)
"""A guess at which services name their types without an area (`Exact.Web.Api.Models.Account`)."""


@dataclass(frozen=True)
class Resource:
    """One path of Exact: a plain entity, or its twin under `bulk/` or `sync/`."""

    entity: EntitySpec
    route: str
    path: str
    page_size: int | None
    demands: frozenset[str]
    filterable: frozenset[str]
    fields: Mapping[str, FieldSpec]
    key: tuple[str, ...]
    topic: str = ""
    watched: frozenset[str] = frozenset()

    @cached_property
    def type_name(self) -> str:
        """Exact: `Models.{Singular}` in older services, `Models.{Area}.{Singular}` in newer ones."""
        if self.path == "/api/v1/current/Me":
            return "Exact.Web.Api.System.Me"
        area = "" if self.entity.module in OLD_SERVICES else "".join(w.title() for w in self.entity.module.split("_"))
        record = self.entity.record.removesuffix("Row")
        return ".".join(part for part in ("Exact.Web.Api.Models", area, record) if part)

    @property
    def is_sync(self) -> bool:
        return self.is_feed or "Timestamp" in self.key

    @property
    def is_feed(self) -> bool:
        """A twin under `sync/`, whose rows come by row version."""
        return self.route in ("sync", "sync_lines")

    @property
    def methods(self) -> frozenset[str]:
        """Twins under `bulk/` and `sync/` are for reading only."""
        return self.entity.methods if self.route == "plain" else frozenset({"GET"})

    @property
    def is_function(self) -> bool:
        return self.entity.kind == "function"

    @property
    def is_bulk(self) -> bool:
        return self.route == "bulk" or self.entity.kind == "bulk"


class Resources:
    """All resources, read one service at a time when an address first needs it."""

    def __init__(self, catalogue: Catalogue, *, package: str) -> None:
        self._catalogue = catalogue
        self._package = package
        self._by_path: dict[str, Resource] = {}
        self._by_entity: dict[str, Resource] = {}
        self._read: set[str] = set()

    def position(self, entity: EntitySpec) -> int:
        """A stable number for each entity, for what must not depend on the order of access."""
        module = self._catalogue.modules.index(entity.module)
        return module * 256 + list(self._catalogue.module(entity.module)).index(entity.name)

    def at(self, path: str) -> Resource | None:
        """The resource of a path template; services match in any case, the resource only in its own."""
        name = _lookup_name(path)
        if name not in self._by_path:
            for module in self._candidates(path):
                self._read_module(module)
                if name in self._by_path:
                    break
        return self._by_path.get(name)

    def plain(self, entity: EntitySpec) -> Resource:
        """The resource under the entity's own path."""
        self._read_module(entity.module)
        return self._by_entity[entity.qualified_name]

    def entity(self, name: str) -> EntitySpec:
        """The entity of a bare or qualified name. Raises QueryError with the nearest names."""
        return self._catalogue.entity(name)

    def all(self) -> Iterator[Resource]:
        for module in self._catalogue.modules:
            self._read_module(module)
        return iter(self._by_path.values())

    def _candidates(self, path: str) -> Iterator[str]:
        modules = self._catalogue.modules
        segments = path.removeprefix("/api/v1/").split("/")[:-1]
        beta = bool(segments) and segments[0] == "beta"
        service = "_".join(snake(part) for part in segments if part not in ("beta", "{division}")).lower()
        tail = service.rpartition("_")[2]
        likely = [f"beta_{service}"] if beta else [service, tail, "sync", "system"]
        yield from (module for module in likely if module in modules)
        yield from (module for module in modules if module not in likely)

    def _read_module(self, module: str) -> None:
        if module in self._read:
            return
        self._read.add(module)
        facts = self._facts(module)
        for entity in self._catalogue.module(module).values():
            for resource in _resources(entity, facts[entity.name]):
                self._by_path.setdefault(_lookup_name(resource.path), resource)
                if resource.route == "plain":
                    self._by_entity[entity.qualified_name] = resource

    def _facts(self, module: str) -> Mapping[str, Any]:
        document = json.loads(files(self._package).joinpath("catalogue", f"{module}.json").read_text("utf-8"))
        return cast("Mapping[str, Any]", document["entities"])


def _lookup_name(path: str) -> str:
    service, _, resource = path.rpartition("/")
    return f"{service.lower()}/{resource}"


def _resources(entity: EntitySpec, facts: Mapping[str, Any]) -> Iterator[Resource]:
    yield Resource(
        entity=entity,
        route="plain",
        path=entity.path,
        page_size=entity.page_size,
        demands=entity.demands,
        filterable=frozenset(facts.get("filterable", ())) | {f.wire for f in entity.fields if f.satisfies_filter},
        fields=entity.by_wire,
        key=entity.key,
        topic=_topic(entity, facts),
        watched=frozenset(wire for wire, fact in facts["fields"].items() if fact.get("webhook")),
    )
    for name, route in entity.routes.items():
        facts_of_route = facts["routes"][name]
        extra = facts_of_route.get("extra", {})
        fields = {wire: spec for wire, spec in entity.by_wire.items() if wire not in route.missing}
        yield Resource(
            entity=entity,
            route=name,
            path=route.path,
            page_size=route.page_size,
            demands=route.demands,
            filterable=route.filterable,
            fields=fields | {wire: _extra(wire, fact) for wire, fact in extra.items()},
            key=tuple(facts_of_route["key"]),
        )


def _topic(entity: EntitySpec, facts: Mapping[str, Any]) -> str:
    """Exact: one topic covers header and lines. The ledger names several topics, and fires none."""
    topic = str(facts.get("webhook_topic", ""))
    if "," in topic or not facts.get("webhook"):
        return ""
    return topic or entity.wire


def _extra(wire: str, fact: Mapping[str, Any]) -> FieldSpec:
    return FieldSpec(name=snake(wire), wire=wire, type=cast("FieldType", fact["type"]), is_key=fact.get("key", False))
