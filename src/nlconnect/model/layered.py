"""A customer's own catalogue laid over the one that ships with a connector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from nlconnect.model.catalogue import Catalogue, EntitySpec


class LayeredCatalogue(Catalogue):
    """Both as one: what the customer's own says comes first, down to a single entity of a service.

    Complex types belong to entities, and each entity keeps those of the catalogue that it came from.
    """

    def __init__(self, own: Catalogue, shipped: Catalogue) -> None:
        super().__init__(shipped.package)
        self.own = own
        self.shipped = shipped

    @cached_property
    def modules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.shipped.modules, *self.own.modules)))

    @cached_property
    def names(self) -> Mapping[str, Sequence[str]]:
        """Which modules hold each collection name; only the customer's own where it has the name."""
        return {**self.shipped.names, **self.own.names}

    @cached_property
    def records(self) -> Mapping[str, Sequence[str]]:
        """The same for records."""
        return {**self.shipped.records, **self.own.records}

    def module(self, name: str) -> Mapping[str, EntitySpec]:
        """The entities of one service by collection name, the customer's own before those that ship."""
        own = self.own.module(name) if name in self.own.modules else {}
        if own and name not in self.shipped.modules:
            return own
        shipped = self.shipped.module(name)
        if not own:
            return shipped
        return {collection: own.get(collection) or shipped[collection] for collection in {**shipped, **own}}

    def homes(self, name: str) -> tuple[str, ...]:
        """The modules that hold a bare name."""
        return self.own.homes(name) or self.shipped.homes(name)

    def entity_at(self, path: str) -> EntitySpec | None:
        """The entity at a path, the customer's own first."""
        return self.own.entity_at(path) or self.shipped.entity_at(path)
