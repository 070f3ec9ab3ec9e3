"""Opening a mock Graph: catalogue, data and state put together."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from nlconnect.errors import ConfigError
from nlconnect.mock.dataset.books import FEWEST
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Source
from nlconnect.mock.world import World
from nlconnect.model.catalogue import Catalogue, EntitySpec
from nlconnect_graph.mock.addresses import Addresses
from nlconnect_graph.mock.rows.enterprise import Enterprise
from nlconnect_graph.mock.rows.places import ROWS, STRUCTURE
from nlconnect_graph.mock.service import GraphService
from nlconnect_graph.mock.state import State

PACKAGE = "nlconnect_graph"


class GraphMock:
    """The value the entry point names. The catalogue is read once and shared by every mock that is opened."""

    name = "graph"
    title = "Microsoft Graph"

    @cached_property
    def catalogue(self) -> Catalogue:
        return Catalogue(PACKAGE)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.catalogue)

    def open(self, setting: Setting, *, now: float, base_url: str) -> GraphService:
        """A fresh world. Raises ConfigError on a number of records that is too small to hang together."""
        if setting.records is not None and setting.records < FEWEST:
            raise ConfigError(f"the data needs at least {FEWEST} records to hang together")
        enterprise = Enterprise(seed=setting.seed, records=setting.records)
        order = {entity.qualified_name: place for place, entity in enumerate(self.catalogue.entities())}
        world = World(
            sources=Sources(enterprise, seeded=setting.seeded), order=lambda entity: order[entity.qualified_name]
        )
        state = State(setting, self.catalogue, enterprise, world, base_url)
        return GraphService(state, self.addresses)


class Sources:
    """The unchanged rows of every entity, by the place they live in."""

    def __init__(self, enterprise: Enterprise, *, seeded: bool) -> None:
        self._enterprise = enterprise
        self._seeded = seeded

    def __call__(self, scope: Hashable, entity: EntitySpec) -> Source | None:
        """None where the data set has no rows of that entity."""
        name = entity.qualified_name
        make = ROWS.get(name)
        if make is None or (not self._seeded and name not in STRUCTURE):
            return None
        return make(self._enterprise, scope)
