"""Opening a mock AFAS environment: catalogue, data and state put together."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from nlconnect.errors import ConfigError
from nlconnect.mock.dataset.books import FEWEST
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Source
from nlconnect.mock.world import World
from nlconnect.model.catalogue import Catalogue, EntitySpec
from nlconnect_afas.mock.rows import ALWAYS, ROWS
from nlconnect_afas.mock.rows.environment import Environment
from nlconnect_afas.mock.service import AfasService
from nlconnect_afas.mock.state import State
from nlconnect_afas.mock.views import Connectors

PACKAGE = "nlconnect_afas"


class AfasMock:
    """The value the entry point names. The catalogue is read once and shared by every mock that is opened."""

    name = "afas"
    title = "AFAS Profit"

    @cached_property
    def connectors(self) -> Connectors:
        return Connectors(Catalogue(PACKAGE))

    def open(self, setting: Setting, *, now: float, base_url: str) -> AfasService:
        """A fresh world. Raises ConfigError on a number of records that is too small to hang together."""
        if setting.records is not None and setting.records < FEWEST:
            raise ConfigError(f"the data needs at least {FEWEST} records to hang together")
        connectors = self.connectors
        world = World(sources=Sources(setting), order=connectors.position)
        rising = {name: rows.rising for name, rows in ROWS.items()}
        return AfasService(State(setting, connectors, world, rising, base_url), now=now)


class Sources:
    """The unchanged rows of every view."""

    def __init__(self, setting: Setting) -> None:
        self._environment = Environment(seed=setting.seed, records=setting.records)
        self._seeded = setting.seeded

    def __call__(self, scope: Hashable, entity: EntitySpec) -> Source | None:  # one world
        """None where the data set has no rows of that view."""
        rows = ROWS.get(entity.wire)
        if rows is None or not (self._seeded or entity.wire in ALWAYS):
            return None
        return rows.make(self._environment)
