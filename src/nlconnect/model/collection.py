"""Collections: the plural names users import, from which queries start, and the record classes behind them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Generic, Never, TypeVar

from pydantic import Field as PydanticField
from pydantic import create_model

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import Catalogue, EntitySpec, Enumeration, nearest
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

    def order_by(self, *fields: str | Field[Never] | Order) -> Query[R_co]:
        """See `Query.order_by`."""
        return self.all().order_by(*fields)

    def limit(self, maximum: int) -> Query[R_co]:
        """See `Query.limit`."""
        return self.all().limit(maximum)

    def expand(self, *names: str | Field[Never]) -> Query[R_co]:
        """See `Query.expand`."""
        return self.all().expand(*names)

    def of(self, **parameters: Value) -> Query[R_co]:
        """See `Query.of`."""
        return self.all().of(**parameters)

    if not TYPE_CHECKING:  # the stubs list the fields; a wrong name is found by the checker

        def __getattr__(self, name: str) -> Field[object]:
            if name.startswith("_"):  # no field does, and a copy asks before it has an entity
                raise AttributeError(name)
            spec = self._entity.by_name.get(name)
            if spec is not None:
                return Field(spec)
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
    fields: dict[str, object] = {}
    for spec in entity.fields:
        kind = PYTHON_TYPES[spec.type]
        if spec.enum is not None:
            known = enums[spec.enum.name] if enums else enum_class(spec.enum, module=module)
            kind = known | kind  # type: ignore[operator]
        annotation = kind | None  # type: ignore[operator]
        fields[spec.name] = (annotation, PydanticField(default=None, alias=spec.wire))
    built: type[Record] = create_model(  # type: ignore[call-overload]
        entity.record, __base__=Record, __module__=module, __doc__=_describe(entity), **fields
    )
    built.entity = entity
    return built


def enum_class(enumeration: Enumeration, *, module: str) -> type[IntEnum | StrEnum]:
    """An IntEnum or StrEnum of the named values."""
    values: Sequence[tuple[str, int | str]] = list(enumeration.values.items())
    if all(isinstance(value, int) for _, value in values):
        return IntEnum(enumeration.name, values, module=module)  # type: ignore[return-value]
    if all(isinstance(value, str) for _, value in values):
        return StrEnum(enumeration.name, values, module=module)  # type: ignore[return-value]
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
        enums = {spec.enum.name for entity in entities.values() for spec in entity.fields if spec.enum}
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
        for entity in self._catalogue.module(self._service).values():
            enums = {spec.enum.name: spec.enum for spec in entity.fields if spec.enum}
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


def _describe(entity: EntitySpec) -> str:
    title = f" ({entity.title_nl})" if entity.title_nl else ""
    return f"A record of {entity.name}{title}, read from {entity.path}."
