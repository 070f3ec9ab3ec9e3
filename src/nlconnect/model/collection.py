"""Collections: the plural names users import, from which queries start, and the record classes behind them."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Generic, Never, TypeVar
from weakref import WeakKeyDictionary, proxy

from pydantic import Field as PydanticField
from pydantic import create_model

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import Catalogue, EntitySpec, Enumeration, FieldSpec, TypeSpec, nearest
from nlconnect.model.complex import Complex
from nlconnect.model.query import Condition, Field, Order, Query
from nlconnect.model.record import Record
from nlconnect.model.values import Value

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

PYTHON_TYPES: Mapping[str, object] = {
    "string": str,
    "guid": str,
    "int": int,
    "int64": int,
    "decimal": Decimal,
    "float": float,
    "bool": bool,
    "date": date,
    "datetime": datetime,
    "binary": bytes,
    "object": Mapping[str, object],
    "collection": list[object],
}


class Collection(Generic[R_co]):
    """All records of one entity: query verbs, and a Field for each field. Its facts come from `entity_of`."""

    __slots__ = ("_entity", "_record")

    def __init__(self, entity: EntitySpec, record: type[R_co]) -> None:
        self._entity = entity
        self._record = record

    def all(self) -> Query[R_co]:
        """A query for every record."""
        return Query(self._entity, self._record)

    def where(self, *conditions: Condition) -> Query[R_co]:
        """See `Query.where`."""
        return self.all().where(*conditions)

    def select(self, *names: str | Field[Never]) -> Query[R_co]:
        """See `Query.select`."""
        return self.all().select(*names)

    def search(self, words: str) -> Query[R_co]:
        """See `Query.search`."""
        return self.all().search(words)

    def order_by(self, *fields: str | Field[Never] | Order) -> Query[R_co]:
        """See `Query.order_by`."""
        return self.all().order_by(*fields)

    def limit(self, maximum: int) -> Query[R_co]:
        """See `Query.limit`."""
        return self.all().limit(maximum)

    def expand(self, *names: str | Field[Never]) -> Query[R_co]:
        """See `Query.expand`."""
        return self.all().expand(*names)

    def of(self, /, **parameters: Value) -> Query[R_co]:
        """See `Query.of`."""
        return self.all().of(**parameters)

    if not TYPE_CHECKING:  # the stubs list the fields; a wrong name is found by the checker

        def __getattr__(self, name: str) -> Field[object]:
            if name.startswith("_"):  # no field does, and a copy asks before it has an entity
                raise AttributeError(name)
            spec = self._entity.by_name.get(name)
            if spec is not None:
                catalogue = self._entity.catalogue
                return Field(spec, catalogue.types if spec.of is not None and catalogue is not None else {})
            raise AttributeError(
                f"{self._entity.name} has no field {name!r}. {nearest(name, self._entity.by_name, what='fields')}"
            )

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._entity.by_name]

    def __repr__(self) -> str:
        return f"<{self._entity.qualified_name}: {len(self._entity.fields)} fields>"


def entity_of(source: Collection[R] | Query[R] | type[R]) -> EntitySpec:
    """The facts of an entity: path, key, methods, demands, routes, fields with their tags."""
    if isinstance(source, Collection):
        return source._entity
    return source.entity


def query_of(source: Collection[R] | Query[R]) -> Query[R]:
    """A query for what the caller named: a collection stands for all of it."""
    return source.all() if isinstance(source, Collection) else source


def record_class(entity: EntitySpec, *, module: str, enums: Mapping[str, object] | None = None) -> type[Record]:
    """Build the record class of an entity; about a millisecond for 60 fields. `enums` holds classes by name."""
    types = type_classes(entity.catalogue) if entity.catalogue is not None else None

    def enum_named(enumeration: Enumeration) -> object:
        if enumeration.shared and types is not None:
            return types.enum(enumeration)
        return enums[enumeration.name] if enums else enum_class(enumeration, module=module)

    fields = {spec.name: _annotated(spec, types, enum_named) for spec in entity.fields}
    built: type[Record] = create_model(  # type: ignore[call-overload]  # fields are made at run time
        entity.record, __base__=Record, __module__=module, __doc__=_describe(entity), **fields
    )
    built.entity = entity
    return built


def _annotated(
    spec: FieldSpec, types: TypeClasses | None, enum_named: Callable[[Enumeration], object]
) -> tuple[object, object]:
    """What pydantic is told of a field: its Python type and its wire name."""
    kind = PYTHON_TYPES[spec.type]
    if spec.of is not None and types is not None:
        kind = types.complex(spec.of)
    if spec.enum is not None:
        kind = enum_named(spec.enum) | kind  # type: ignore[operator]  # a type made at run time
    if spec.many:
        kind = list[kind]  # type: ignore[valid-type]  # a type made at run time
    if not spec.is_key:  # a record without a key cannot be asked for again: only that is never empty
        kind = kind | None  # type: ignore[operator]  # a type made at run time
    return (kind, PydanticField(default=None, alias=spec.wire))


class TypeClasses:
    """The classes of a system's complex types and shared enumerations, built when first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        # Its types are read when one is needed: a record without any never waits for them. It is not kept alive here.
        self._catalogue: Catalogue = proxy(catalogue)
        self._module = f"{catalogue.package}.types"
        self._built: dict[str, type] = {}
        self._lock = threading.RLock()

    def names(self) -> list[str]:
        """Complex types and enumerations by Python name."""
        types = [spec.name for spec in self._catalogue.types.values()]
        return sorted([*types, *(enumeration.name for enumeration in self._catalogue.enums.values())])

    def get(self, name: str) -> object:
        """The class of that Python name. Raises AttributeError with suggestions."""
        for wire, spec in self._catalogue.types.items():
            if spec.name == name:
                return self.complex(wire)
        for enumeration in self._catalogue.enums.values():
            if enumeration.name == name:
                return self.enum(enumeration)
        raise AttributeError(f"{self._module} has no {name!r}. {nearest(name, self.names(), what='names')}")

    def complex(self, wire: str) -> type[Complex]:
        """The class of a complex type, with those of all it is made of."""
        with self._lock:
            if wire not in self._built:
                self._built[wire] = self._complex_class(self._catalogue.types[wire])
            built: type[Complex] = self._built[wire]
            return built

    def enum(self, enumeration: Enumeration) -> type[IntEnum | StrEnum]:
        """The class of a shared enumeration; there is one, so that its members are the same everywhere."""
        with self._lock:
            if enumeration.name not in self._built:
                self._built[enumeration.name] = enum_class(enumeration, module=self._module)
            built: type[IntEnum | StrEnum] = self._built[enumeration.name]
            return built

    def _complex_class(self, spec: TypeSpec) -> type[Complex]:
        fields = {part.name: _annotated(part, self, self.enum) for part in spec.fields}
        built: type[Complex] = create_model(  # type: ignore[call-overload]  # fields are made at run time
            spec.name,
            __base__=_kind(spec),
            __module__=self._module,
            __doc__=f"The complex type {spec.wire}.",
            **fields,
        )
        built.entity = spec
        return built


_TYPES_OF: WeakKeyDictionary[Catalogue, TypeClasses] = WeakKeyDictionary()
_TYPES_LOCK = threading.Lock()


def _kind(spec: TypeSpec) -> type[Complex]:
    """What a complex type is built on."""
    module, _, name = (spec.kind or "").partition(":")
    kind: type[Complex] = getattr(importlib.import_module(module), name) if module else Complex
    return kind


def type_classes(catalogue: Catalogue) -> TypeClasses:
    """The type classes of a catalogue: one set for all that ask, so a value is an instance of what is imported."""
    with _TYPES_LOCK:
        if catalogue not in _TYPES_OF:
            _TYPES_OF[catalogue] = TypeClasses(catalogue)
        return _TYPES_OF[catalogue]


def enum_class(enumeration: Enumeration, *, module: str) -> type[IntEnum | StrEnum]:
    """An IntEnum or StrEnum of the named values."""
    values: Sequence[tuple[str, int | str]] = list(enumeration.values.items())
    if all(isinstance(value, int) for _, value in values):
        return IntEnum(enumeration.name, values, module=module)  # type: ignore[return-value]  # the functional form gives a class
    if all(isinstance(value, str) for _, value in values):
        return StrEnum(enumeration.name, values, module=module)  # type: ignore[return-value]  # the functional form gives a class
    raise CatalogueError(f"the enumeration {enumeration.name} mixes numbers and text")


class LazyEntities:
    """The names of one service module, built when first asked for. Safe between threads."""

    def __init__(self, catalogue: Catalogue, service: str, *, module: str) -> None:
        self._catalogue = catalogue
        self._service = service
        self._module = module
        self._built: dict[str, object] = {}
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        """Collections, records and enumerations of this service."""
        entities = self._catalogue.module(self._service)
        enums = {name for entity in entities.values() for name in _own_enums(entity)}
        return sorted({*entities, *(entity.record for entity in entities.values()), *enums})

    def get(self, name: str) -> object:
        """The collection, record class or enumeration of that name. Raises AttributeError with suggestions."""
        if name not in self._built:
            with self._lock:
                self._build(name)
        return self._built[name]

    def _build(self, name: str) -> None:
        if name in self._built:
            return
        entities = self._catalogue.module(self._service)
        for entity in (entities[name],) if name in entities else entities.values():
            enums = _own_enums(entity)
            if name in enums:
                self._built[name] = enum_class(enums[name], module=self._module)
                return
            if name in (entity.name, entity.record):
                for missing in enums.keys() - self._built.keys():
                    self._built[missing] = enum_class(enums[missing], module=self._module)
                record = record_class(entity, module=self._module, enums=self._built)
                self._built[entity.record] = record
                # A class of its own, as in the stub, so that stubtest can hold the two together.
                shape = type(f"_{entity.name}", (Collection,), {"__slots__": (), "__module__": self._module})
                self._built[entity.name] = shape(entity, record)
                return
        raise AttributeError(f"{self._module} has no {name!r}. {nearest(name, self.names(), what='names')}")


def lazy_names(entities: LazyEntities) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The module-level `__getattr__` and `__dir__` of a service module."""

    def getter(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return entities.get(name)

    return getter, entities.names


def _own_enums(entity: EntitySpec) -> dict[str, Enumeration]:
    """The enumerations that live in the entity's own module."""
    return {spec.enum.name: spec.enum for spec in entity.fields if spec.enum and not spec.enum.shared}


def _describe(entity: EntitySpec) -> str:
    title = f" ({entity.title_nl})" if entity.title_nl else ""
    return f"A record of {entity.name}{title}, read from {entity.path}."
