"""The catalogue of a system: generated facts (JSON) with our hand-written overlay (TOML) laid over them."""

from __future__ import annotations

import json
import keyword
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from nlconnect.errors import QueryError
from nlconnect.model.document import DocumentSpec
from nlconnect.model.privacy import UNREVIEWED, Personal

FieldType = Literal[
    "string", "guid", "int", "int64", "decimal", "float", "bool", "date", "datetime", "binary", "object", "collection"
]

RESERVED = frozenset(
    "construct copy dict json schema validate scope fields where select search order_by limit expand of all entity "
    "model_config model_fields model_dump model_dump_json model_construct model_copy model_extra".split()
)
"""Names a record or a collection uses itself: a field of that name gets a trailing underscore."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(wire: str) -> str:
    """The Python name of a wire name: `GLAccountAR` becomes `gl_account_ar`."""
    name = re.sub(r"\W+", "_", _WORD_START.sub("_", wire)).lower()
    name = re.sub(r"_+", "_", name).strip("_") or "field"
    if name[:1].isdigit():
        name = f"n{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in RESERVED else name


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Named values of a field; a value that is not listed is kept as it came."""

    name: str
    values: Mapping[str, int | str]
    shared: bool = False
    """One of the system's own types, which live in the module `types` of its package."""

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
    label: str | None = None
    """What the vendor calls it in English."""
    label_nl: str | None = None
    length: int | None = None
    """The longest text it takes, in characters."""
    many: bool = False
    of: str | None = None
    """The complex type of an object that comes with the record itself, by wire name."""
    default_selected: bool = True
    """False for what the vendor sends only where it is asked for."""
    filter_ops: frozenset[str] | None = None
    """The vendor's names of the tests it can do on this field; None where it says nothing."""
    orderby: bool = False
    search: bool = False
    permissions: tuple[str, ...] = ()
    """What an app needs beyond the entity's own permission to be given this field."""
    on: str | None = None
    """The derived type that has it, where the records of one entity are of several types."""
    is_open: bool = False
    """An object of parts that the catalogue cannot know, such as the columns that people gave a list."""
    related: str | None = None
    """Leads to records that are linked one by one: the entity, by its qualified name, in which people look them up."""
    within: FieldSpec | None = None
    """The complex field that it is a part of; its names then are paths: `from_.email_address`, `from/emailAddress`."""

    def __repr__(self) -> str:
        return f"<field {self.name}: {self.kind}>"

    def __hash__(self) -> int:
        return hash((self.wire, self.type))

    @property
    def kind(self) -> str:
        """What it holds, for people: `string`, `emailAddress`, `list of recipient`."""
        return f"list of {self.of or self.type}" if self.many else self.of or self.type

    @property
    def is_value(self) -> bool:
        """False for what lives on another resource: a collection, or an object that is no complex type."""
        return self.of is not None or self.type not in ("collection", "object")

    @property
    def is_plain(self) -> bool:
        """True for one value of a simple type, which can be compared, ordered and put in a cell."""
        return self.is_value and self.of is None and not self.many

    def part(self, name: str, types: Mapping[str, TypeSpec]) -> FieldSpec:
        """A part of this complex field, by Python or wire name. Raises QueryError that suggests the nearest names."""
        if self.of is None:
            raise QueryError(f"{self.name} is {self.kind} and has no fields of its own")
        known = types[self.of].by_name
        part = known.get(name) or next((spec for spec in known.values() if spec.wire == name), None)
        if part is None:
            raise QueryError(f"{self.name} has no field {name!r}", hint=nearest(name, known, what="fields"))
        ops = self.filter_ops if part.filter_ops is None else part.filter_ops
        path, wire = f"{self.name}.{part.name}", f"{self.wire}/{part.wire}"
        return replace(part, name=path, wire=wire, filter_ops=ops, within=self)


@dataclass(frozen=True, repr=False)
class TypeSpec:
    """A complex type: fields that come together as one value, such as an e-mail address with its name."""

    name: str
    wire: str
    fields: tuple[FieldSpec, ...]
    kind: str | None = None
    """The hand-written class that it is built on, `module:Class`, where it can do more than hold its parts."""

    def __repr__(self) -> str:
        return f"<type {self.name}: {len(self.fields)} fields>"

    def __hash__(self) -> int:
        return hash(self.wire)

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """Fields by Python name."""
        return {spec.name: spec for spec in self.fields}


@dataclass(frozen=True, slots=True)
class RouteSpec:
    """Another path to the same records, with other page sizes and fewer fields."""

    name: str
    path: str
    page_size: int | None
    demands: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    filterable: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()
    """What the vendor calls the key on this path; in a feed that is the row version."""
    identity: tuple[str, ...] = ()
    """What tells one record from another on this path."""
    extra: tuple[FieldSpec, ...] = ()
    """Fields that only this path has."""


@dataclass(frozen=True, slots=True)
class PathSpec:
    """One of several ways to the same records: a path and the parameters that its placeholders need."""

    path: str
    signed_in: bool = False
    """True for a path that starts at the person who signed in, which no app by itself can take."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Parameters by the names that a scope or `.of(...)` gives them; `id` is the key of the record itself."""
        return tuple(re.findall(r"\{(\w+)\}", self.path))


@dataclass(frozen=True, slots=True)
class Permissions:
    """What an app has to be allowed: the least by who signs in (`delegated`, `application`), and what suffices, too."""

    read_least: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    write_least: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    write: tuple[str, ...] = ()


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
    order: tuple[str, ...] = ()
    """What gives pages a stable order where the vendor needs one and there is no key."""
    document: DocumentSpec | None = None
    """How it is written, where that is one nested document."""
    title: str | None = None
    title_nl: str | None = None
    reviewed: bool = False
    bare: bool = False
    obsolete: bool = False
    paths: tuple[PathSpec, ...] = ()
    """Every way to a list of records; empty where `path` is the only one."""
    item_paths: tuple[PathSpec, ...] = ()
    create_path: str | None = None
    """Where a new record is posted, where that is not where records are listed."""
    optional_parameters: frozenset[str] = frozenset()
    collection_methods: frozenset[str] = frozenset()
    item_methods: frozenset[str] = frozenset()
    supports: frozenset[str] = frozenset()
    """The query options that the vendor takes, where it says so: `filter`, `select`, `orderby`, `search` ..."""
    advanced_query: bool = False
    delta: PathSpec | None = None
    watermark: str | None = None
    """The field that says when a record was last changed, where changes are followed by that."""
    repeat_key: str | None = None
    """The field by which the vendor knows a new record that is sent again, and does not make it twice."""
    natural: tuple[tuple[str, ...], ...] = ()
    """By what a new record is found again, the surest first: fields that are looked for together, as paths."""
    guarded: bool = False
    """Written only to the version that was looked at."""
    parents_inside: Mapping[str, str] = field(default_factory=dict)
    """Fields of a new record that hold what `.of(...)` names, by the name that it has there."""
    fiscal: str | None = None
    """The field with the day or year from which the years count that the law wants the books kept; empty where it is
    of the books and no field says."""
    deletions: int | None = None
    """The vendor's number for this entity in its log of deletions."""
    permissions: Permissions = Permissions()
    notes: tuple[str, ...] = ()
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

    @cached_property
    def defaults(self) -> tuple[FieldSpec, ...]:
        """What a read without a selection fetches: the values that the vendor sends by itself, and the key.

        What only one of several types of records has comes along where one list is made to hold them all, or where
        there is one such type.
        """
        together = self.advanced_query or len({spec.on for spec in self.fields if spec.on}) == 1
        return tuple(
            spec
            for spec in self.values
            if spec.is_key or (not spec.obsolete and spec.default_selected and (spec.on is None or together))
        )

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

    def field_at(self, path: str) -> FieldSpec:
        """A field, or one inside a complex field: `from_.email_address.address`. Raises QueryError."""
        if (known := self._at_paths.get(path)) is not None:
            return known
        head, *parts = path.split(".")
        spec = self.field(head)
        for name in parts:
            spec = spec.part(name, self.catalogue.types if self.catalogue is not None else {})
        self._at_paths[path] = spec
        return spec

    @cached_property
    def _at_paths(self) -> dict[str, FieldSpec]:
        return {}


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
        self._modules: dict[str, Mapping[str, EntitySpec]] = {}
        self.built: dict[str, object] = {}
        """What others made of it, such as classes: kept here, it goes when the catalogue goes."""

    @cached_property
    def _index(self) -> Mapping[str, Any]:
        return dict(json.loads(self._root.joinpath("catalogue", "index.json").read_text("utf-8")))

    @cached_property
    def types(self) -> Mapping[str, TypeSpec]:
        """The complex types of the system by wire name; most systems have none."""
        from nlconnect.model.overlay import types_from

        return types_from(self._type_facts.get("types", {}), self._overlay("types"), enums=self.enums)

    @cached_property
    def enums(self) -> Mapping[str, Enumeration]:
        """The enumerations that several entities and complex types share, by wire name."""
        facts = self._type_facts.get("enums", {})
        return {wire: Enumeration(fact["name"], fact["values"], shared=True) for wire, fact in facts.items()}

    @cached_property
    def _type_facts(self) -> Mapping[str, Any]:
        facts = self._root.joinpath("catalogue", "types.json")
        return dict(json.loads(facts.read_text("utf-8"))) if facts.is_file() else {}

    def _overlay(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        overlay = self._root.joinpath("overlay", f"{name}.toml")
        return tomllib.loads(overlay.read_text("utf-8")) if overlay.is_file() else {}

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
            from nlconnect.model.overlay import entities_from

            self._modules[name] = entities_from(self, name, facts["entities"], self._overlay(name))
        return self._modules[name]

    def entity(self, name: str) -> EntitySpec:
        """The entity of a bare or qualified name, any case: `Receivables`, `cashflow.Receivables`, `read/crm/Notes`.

        Raises QueryError with the nearest names, or with the choices where a bare name is ambiguous.
        """
        service, _, bare = name.replace("/", ".").rpartition(".")
        if service:
            if service in self.modules and (known := self.module(service).get(bare)) is not None:
                return known
            module = self._module_named(service)
            elsewhere = self._elsewhere(bare)
            if module not in self.modules and elsewhere:
                raise QueryError(f"there is no service {service!r}", hint=elsewhere)
            entities = self.module(module)
            lowered = {key.lower(): spec for key, spec in entities.items()}
            if bare.lower() not in lowered:
                hint = elsewhere or nearest(bare, entities, what="entities")
                raise QueryError(f"there is no entity {name!r}", hint=hint)
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

    def _elsewhere(self, bare: str) -> str:
        """Where a collection of that name stands; empty where nowhere."""
        found = [
            f"{home}.{name}" for name, homes in self.names.items() if name.lower() == bare.lower() for home in homes
        ]
        return f"Did you mean {', '.join(found)}?" if found else ""

    def _spelling(self, name: str) -> str:
        names = self.names
        if name in names:
            return name
        lowered = {known.lower(): known for known in names}
        if name.lower() in lowered:
            return lowered[name.lower()]
        raise QueryError(f"there is no entity {name!r}", hint=nearest(name, names, what="entities"))
