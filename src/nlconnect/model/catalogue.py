"""The catalogue of a system: generated facts (JSON) with our hand-written overlay (TOML) laid over them."""

from __future__ import annotations

import json
import keyword
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from nlconnect.errors import CatalogueError, QueryError
from nlconnect.model.privacy import UNREVIEWED, Personal, TagStatus, categories

FieldType = Literal[
    "string", "guid", "int", "int64", "decimal", "float", "bool", "date", "datetime", "binary", "object", "collection"
]

RESERVED = frozenset(
    "construct copy dict json schema validate scope fields where select order_by limit expand of all entity "
    "model_config model_fields model_dump model_dump_json model_construct model_copy model_extra".split()
)
"""Names a record or a collection uses itself: a field of that name gets a trailing underscore."""

_OVERLAY_OF_FIELDS = ("dates", "rename", "padded", "enums", "links", "tags", "labels_nl")
_OVERLAY_WORDS = frozenset({"title_nl", "bare", "reviewed", *_OVERLAY_OF_FIELDS})

UNREVIEWED_FACT = (UNREVIEWED.category, UNREVIEWED.level, UNREVIEWED.status)

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(wire: str) -> str:
    """The Python name of a wire name: `GLAccountAR` becomes `gl_account_ar`."""
    name = re.sub(r"\W+", "_", _WORD_START.sub("_", wire)).lower()
    name = re.sub(r"_+", "_", name)
    if name[:1].isdigit():
        name = f"n{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in RESERVED else name


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Named values of a field; a value that is not listed is kept as it came."""

    name: str
    values: Mapping[str, int | str]

    def code_of(self, value: int | str) -> int | str:
        """The wire value of a member name; a wire value is given back."""
        if isinstance(value, str) and value in self.values:
            return self.values[value]
        return value


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reference or a collection of a record leads: module and collection, and the field that points back."""

    module: str
    collection: str
    by: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class FieldSpec:
    """One field: its Python name, its wire name, and what may be done with it."""

    name: str
    wire: str
    type: FieldType
    tag: Personal = UNREVIEWED
    is_key: bool = False
    read_only: bool = False
    create_only: bool = False
    update_only: bool = False
    required: bool = False
    satisfies_filter: bool = False
    obsolete: bool = False
    inferred: bool = False
    target: str | None = None
    enum: Enumeration | None = None
    link: Link | None = None
    padded: int | None = None
    label_nl: str | None = None

    def __repr__(self) -> str:
        return f"<field {self.name}: {self.type}>"

    def __hash__(self) -> int:
        return hash((self.wire, self.type))

    @property
    def is_value(self) -> bool:
        """False for what lives on another resource: a collection or an object."""
        return self.type not in ("collection", "object")


@dataclass(frozen=True, slots=True)
class RouteSpec:
    """Another path to the same records, with other page sizes and fewer fields."""

    name: str
    path: str
    page_size: int | None
    demands: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    filterable: frozenset[str] = frozenset()


@dataclass(frozen=True, repr=False)
class EntitySpec:
    """What the catalogue knows of one entity. Names of fields are wire names unless said otherwise."""

    module: str
    name: str
    record: str
    wire: str
    path: str
    key: tuple[str, ...]
    kind: str
    methods: frozenset[str]
    fields: tuple[FieldSpec, ...]
    page_size: int | None = None
    permission: str | None = None
    parameters: Mapping[str, FieldType] = field(default_factory=dict)
    parameters_unknown: bool = False
    demands: frozenset[str] = frozenset()
    routes: Mapping[str, RouteSpec] = field(default_factory=dict)
    title_nl: str | None = None
    reviewed: bool = False
    bare: bool = False
    obsolete: bool = False
    catalogue: Catalogue | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"<entity {self.qualified_name}: {len(self.fields)} fields>"

    def __hash__(self) -> int:
        return hash((self.module, self.name))

    @property
    def qualified_name(self) -> str:
        return f"{self.module}.{self.name}"

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """Fields by Python name."""
        return {spec.name: spec for spec in self.fields}

    @cached_property
    def by_wire(self) -> Mapping[str, FieldSpec]:
        """Fields by wire name."""
        return {spec.wire: spec for spec in self.fields}

    @cached_property
    def values(self) -> tuple[FieldSpec, ...]:
        """The fields a plain read can fetch: no collections, no objects."""
        return tuple(spec for spec in self.fields if spec.is_value)

    def target_of(self, name: str) -> EntitySpec | None:
        """The entity that a collection or reference leads to, as far as the catalogue knows."""
        spec = self.field(name)
        if self.catalogue is None:
            return None
        if spec.link is not None:
            return self.catalogue.module(spec.link.module)[spec.link.collection]
        return self.catalogue.entity_at(spec.target) if spec.target else None

    def field(self, name: str) -> FieldSpec:
        """The field of that Python or wire name. Raises QueryError that suggests the nearest names."""
        found = self.by_name.get(name) or self.by_wire.get(name)
        if found is not None:
            return found
        raise QueryError(
            f"there is no field {name!r}", entity=self.name, hint=nearest(name, self.by_name, what="fields")
        )


def nearest(name: str, known: Mapping[str, object] | Sequence[str], *, what: str) -> str:
    """A hint that names the closest known names, or a few to start with."""
    lowered = {candidate.lower(): candidate for candidate in known}
    close = [lowered[match] for match in get_close_matches(name.lower(), lowered, n=4, cutoff=0.6)]
    parts = [c for low, c in lowered.items() if len(name) > 3 and name.lower() in low][:4]
    found = list(dict.fromkeys([*close, *parts]))
    if found:
        return f"Did you mean {', '.join(found)}?"
    return f"Known {what}: {', '.join(sorted(known)[:12])}{' ...' if len(known) > 12 else ''}"


class Catalogue:
    """All entities of one system, read from a package folder one service file at a time."""

    def __init__(self, package: str, *, root: Traversable | None = None) -> None:
        self.package = package
        self._root = root if root is not None else files(package)
        self._modules: dict[str, dict[str, EntitySpec]] = {}

    @cached_property
    def _index(self) -> Mapping[str, Any]:
        return dict(json.loads(self._root.joinpath("catalogue", "index.json").read_text("utf-8")))

    @property
    def modules(self) -> tuple[str, ...]:
        return tuple(self._index["modules"])

    @property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Which modules hold each collection name."""
        names: Mapping[str, Sequence[str]] = self._index["names"]
        return names

    @property
    def records(self) -> Mapping[str, Sequence[str]]:
        """Which modules hold each record name."""
        records: Mapping[str, Sequence[str]] = self._index["records"]
        return records

    def module(self, name: str) -> Mapping[str, EntitySpec]:
        """The entities of one service by collection name."""
        if name not in self._modules:
            if name not in self.modules:
                raise QueryError(f"there is no service {name!r}", hint=nearest(name, self.modules, what="services"))
            facts = json.loads(self._root.joinpath("catalogue", f"{name}.json").read_text("utf-8"))
            overlay = self._root.joinpath("overlay", f"{name}.toml")
            corrections = tomllib.loads(overlay.read_text("utf-8")) if overlay.is_file() else {}
            self._modules[name] = _entities(self, name, facts["entities"], corrections)
        return self._modules[name]

    def entity(self, name: str) -> EntitySpec:
        """The entity of a bare or qualified name, any case: `Receivables`, `cashflow.Receivables`, `read/crm/Notes`.

        Raises QueryError with the nearest names, or with the choices where a bare name is ambiguous.
        """
        service, _, bare = name.replace("/", ".").rpartition(".")
        if service:
            entities = self.module(self._module_named(service))
            lowered = {key.lower(): spec for key, spec in entities.items()}
            if bare.lower() not in lowered:
                raise QueryError(f"there is no entity {name!r}", hint=nearest(bare, entities, what="entities"))
            return lowered[bare.lower()]
        return self.module(self.home_of(bare))[self._spelling(bare)]

    def homes(self, name: str) -> tuple[str, ...]:
        """The modules that hold a bare collection, record or enumeration name; one where an overlay decides it."""
        found = self.names.get(name) or self.records.get(name) or ()
        if len(found) > 1:
            owners = [
                home
                for home in found
                if any(spec.bare and name in (spec.name, spec.record) for spec in self.module(home).values())
            ]
            return tuple(owners or found)
        return tuple(found)

    def home_of(self, name: str) -> str:
        """The module that owns a bare name."""
        name = self._spelling(name)
        homes = self.homes(name)
        if len(homes) == 1:
            return homes[0]
        choices = ", ".join(f"{home}.{name}" for home in homes)
        raise QueryError(f"{name!r} stands in several services", hint=f"Say which one: {choices}")

    def entities(self) -> tuple[EntitySpec, ...]:
        """Every entity, in the order of the services."""
        return tuple(spec for name in self.modules for spec in self.module(name).values())

    def entity_at(self, path: str) -> EntitySpec | None:
        """The entity whose own path this is, or that of a route, in any case; in the service that the path names."""
        lowered = path.lower()
        service = path.partition("{division}/")[2].rpartition("/")[0]
        module = snake(service).replace("/", "_")
        if "/beta/" in path:
            module = f"beta_{module}"
        candidates = [module] if module in self.modules else list(self.modules)
        for name in candidates:
            for spec in self.module(name).values():
                if lowered == spec.path.lower() or any(lowered == at.path.lower() for at in spec.routes.values()):
                    return spec
        return None

    def _module_named(self, service: str) -> str:
        bare = service.replace(".", "").replace("_", "").lower()
        return next((known for known in self.modules if known.replace("_", "") == bare), service)

    def _spelling(self, name: str) -> str:
        names = self.names
        if name in names:
            return name
        lowered = {known.lower(): known for known in names}
        if name.lower() in lowered:
            return lowered[name.lower()]
        raise QueryError(f"there is no entity {name!r}", hint=nearest(name, names, what="entities"))


def _entities(
    catalogue: Catalogue, module: str, facts: Mapping[str, Mapping[str, Any]], overlay: Mapping[str, Mapping[str, Any]]
) -> dict[str, EntitySpec]:
    unknown = set(overlay) - set(facts)
    if unknown:
        raise CatalogueError(f"the overlay of {module} names unknown entities: {', '.join(sorted(unknown))}")
    return {name: _entity(catalogue, module, name, fact, overlay.get(name, {})) for name, fact in facts.items()}


def _entity(
    catalogue: Catalogue | None, module: str, name: str, fact: Mapping[str, Any], overlay: Mapping[str, Any]
) -> EntitySpec:
    key = tuple(fact["key"])
    if overlay:
        _require_fit(f"{module}.{name}", fact["fields"], overlay)
    fields = tuple(_field(wire, spec, overlay, is_key=wire in key) for wire, spec in fact["fields"].items())
    if overlay and len({spec.name for spec in fields}) < len(fields):
        doubled = sorted(n for n, count in Counter(spec.name for spec in fields).items() if count > 1)
        raise CatalogueError(f"{module}.{name} has {', '.join(doubled)} twice: mend rename in its overlay")
    return EntitySpec(
        module=module,
        name=name,
        record=fact["record"],
        wire=fact["wire"],
        path=fact["path"],
        key=key,
        kind=fact["kind"],
        methods=frozenset(fact["methods"]),
        fields=fields,
        page_size=fact.get("page_size"),
        permission=fact.get("permission"),
        parameters=fact.get("parameters", {}),
        parameters_unknown=fact.get("parameters_unknown", False),
        demands=frozenset(fact.get("demands", ())),
        routes={route: _route(route, spec) for route, spec in fact.get("routes", {}).items()},
        title_nl=overlay.get("title_nl"),
        reviewed=overlay.get("reviewed", False),
        bare=overlay.get("bare", False),
        obsolete=fact.get("obsolete", False),
        catalogue=catalogue,
    )


def _require_fit(name: str, fields: Mapping[str, object], overlay: Mapping[str, Any]) -> None:
    unknown = set(overlay) - _OVERLAY_WORDS
    if unknown:
        raise CatalogueError(f"the overlay of {name} has unknown words: {', '.join(sorted(unknown))}")
    for word in _OVERLAY_OF_FIELDS:
        strangers = set(overlay.get(word, ())) - fields.keys()
        if strangers:
            raise CatalogueError(
                f"{word} in the overlay of {name} names unknown fields: {', '.join(sorted(strangers))}"
            )


def _route(name: str, fact: Mapping[str, Any]) -> RouteSpec:
    return RouteSpec(
        name=name,
        path=fact["path"],
        page_size=fact.get("page_size"),
        demands=frozenset(fact.get("demands", ())),
        missing=frozenset(fact.get("missing", ())),
        filterable=frozenset(fact.get("filterable", ())),
    )


def _field(wire: str, fact: Mapping[str, Any], overlay: Mapping[str, Any], *, is_key: bool) -> FieldSpec:
    enum = overlay.get("enums", {}).get(wire)
    return FieldSpec(
        name=overlay.get("rename", {}).get(wire) or snake(wire),
        wire=wire,
        type="date" if wire in overlay.get("dates", ()) else fact["type"],
        tag=_tag(wire, fact, overlay),
        is_key=is_key,
        read_only=fact.get("read_only", False),
        create_only=fact.get("create_only", False),
        update_only=fact.get("update_only", False),
        required=fact.get("required", False),
        satisfies_filter=fact.get("filter", False),
        obsolete=fact.get("obsolete", False),
        inferred=fact.get("inferred", False),
        target=fact.get("target"),
        enum=Enumeration(enum["name"], enum["values"]) if enum else None,
        link=_link(overlay.get("links", {}).get(wire)),
        padded=overlay.get("padded", {}).get(wire),
        label_nl=overlay.get("labels_nl", {}).get(wire),
    )


def _link(entry: str | Mapping[str, str] | None) -> Link | None:
    if entry is None:
        return None
    target, by = (entry, None) if isinstance(entry, str) else (entry["target"], entry["by"])
    module, _, collection = target.partition(".")
    return Link(module, collection, by)


def _tag(wire: str, fact: Mapping[str, Any], overlay: Mapping[str, Any]) -> Personal:
    """The overlay's word, which a person gave, before the builder's."""
    said = overlay.get("tags", {}).get(wire)
    if said is not None:
        category = said if isinstance(said, str) else said["category"]
        if category == "none":
            return Personal(None, 0, TagStatus.REVIEWED)
        known = categories().get(category)
        if known is None:
            raise CatalogueError(f"the tag of {wire} names an unknown category: {category}")
        level = known.level if isinstance(said, str) else said.get("level", known.level)
        return Personal(category, level, TagStatus.REVIEWED)
    category, level, status = fact.get("tag", UNREVIEWED_FACT)
    if overlay.get("reviewed") and status != TagStatus.REVIEWED:
        return Personal(None, 0, TagStatus.REVIEWED)
    return Personal(None if category == "none" else category, level, TagStatus(status))
