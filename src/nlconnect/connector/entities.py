"""The service modules of a connector package: names that are built when they are first asked for."""

from __future__ import annotations

import importlib
import sys
import threading
from collections.abc import Callable

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import Catalogue, EntitySpec, nearest
from nlconnect.model.collection import Collection, LazyEntities, lazy_names, type_classes
from nlconnect.model.record import Record


def entities_of(
    module: str, catalogue: Catalogue, service: str
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a service module."""
    return lazy_names(LazyEntities(catalogue, service, module=module))


def types_of(catalogue: Catalogue) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of the module `types`: complex types, and enumerations that entities share."""

    def getter(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type_classes(catalogue).get(name)

    def names() -> list[str]:
        return type_classes(catalogue).names()

    return getter, names


def bare_names(
    package: str, catalogue: Catalogue, *, value: str | None = None
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a connector package: names that stand in one service only.

    An ambiguous name is an ImportError-to-be that lists the choices. `value` is the name of the connector, which then
    stands in the module `connector` of the package.
    """

    def getter(name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == value:
            return getattr(importlib.import_module(f"{package}.connector"), name)
        homes = catalogue.homes(name)
        if len(homes) == 1:
            return getattr(importlib.import_module(f"{package}.{homes[0]}"), name)
        if homes:
            choices = ", ".join(f"{package}.{home}.{name}" for home in homes)
            raise AttributeError(f"{name!r} stands in several services; import one of {choices}")
        known = catalogue.names
        raise AttributeError(f"{package} has no {name!r}. {nearest(name, known, what='names')}")

    def names() -> list[str]:
        return sorted(name for name in catalogue.names if len(catalogue.homes(name)) == 1)

    return getter, names


_BUILDING = threading.Lock()


def collection_of(package: str, entity: EntitySpec) -> Collection[Record]:
    """The collection of an entity, as the package's own module holds it.

    An entity of a customer's own catalogue has no module of that package: its classes are built from the catalogue,
    unless the customer's program imported its own package.
    """
    catalogue = entity.catalogue
    found: object
    if catalogue is None or catalogue.package == package:
        found = getattr(importlib.import_module(f"{package}.{entity.module}"), entity.name)
    else:
        found = _own_entity(catalogue, entity)
    if not isinstance(found, Collection):
        raise QueryError(f"{entity.qualified_name} is no collection")
    return found


def _own_entity(catalogue: Catalogue, entity: EntitySpec) -> object:
    imported = sys.modules.get(catalogue.package)
    if imported is not None and getattr(imported, "CATALOGUE", None) is catalogue:
        return getattr(importlib.import_module(f"{catalogue.package}.{entity.module}"), entity.name)
    with _BUILDING:
        module = f"{catalogue.package}.{entity.module}"
        built = catalogue.built.setdefault(entity.module, LazyEntities(catalogue, entity.module, module=module))
    assert isinstance(built, LazyEntities)
    return built.get(entity.name)
