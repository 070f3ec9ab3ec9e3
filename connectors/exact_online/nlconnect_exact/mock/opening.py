"""Opening a mock Exact Online: catalogue, data and state put together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property

from nlconnect.errors import ConfigError
from nlconnect.mock.dataset.books import COMPANIES, FEWEST, Books
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Listed, Source
from nlconnect.mock.world import World
from nlconnect.model.catalogue import Catalogue, EntitySpec
from nlconnect_exact.mock.resources import Resources
from nlconnect_exact.mock.rows import ROWS
from nlconnect_exact.mock.rows.office import Office
from nlconnect_exact.mock.rows.setup import users
from nlconnect_exact.mock.service import ExactService
from nlconnect_exact.mock.state import State

PACKAGE = "nlconnect_exact"


class ExactMock:
    """The value the entry point names. The catalogue is read once and shared by every mock that is opened."""

    name = "exact"
    title = "Exact Online"

    @cached_property
    def resources(self) -> Resources:
        return Resources(Catalogue(PACKAGE), package=PACKAGE)

    def open(self, setting: Setting, *, now: float, base_url: str) -> ExactService:
        """A fresh world. Raises ConfigError on a number of records that is too small to hang together."""
        if setting.records is not None and setting.records < FEWEST:
            raise ConfigError(f"the data needs at least {FEWEST} records to hang together")
        sources = Sources(setting, base_url)
        resources = self.resources
        world = World(sources=sources, order=resources.position)
        return ExactService(State(setting, resources, world, sources.users, base_url), now=now)


class Sources:
    """The unchanged rows of every entity, by company."""

    def __init__(self, setting: Setting, base_url: str) -> None:
        self._seed = setting.seed
        self._seeded = setting.seeded
        self.users = Guids(setting.seed, "user")
        self._offices = {
            company.code: Office(
                Books(company, seed=setting.seed, records=setting.records), users=self.users, base_url=base_url
            )
            for company in COMPANIES
        }

    def __call__(self, scope: Hashable, entity: EntitySpec) -> Source | None:
        """None where the data set has no rows of that entity."""
        if entity.qualified_name in ("system.Users", "users.Users"):
            rows = users(self._seed, guids=self.users, divisions=[company.code for company in COMPANIES])
            return Listed(rows)
        office = self._offices.get(scope) if isinstance(scope, int) else None
        make = ROWS.get(entity.qualified_name)
        if office is None or make is None or not self._seeded:
            return None
        padded = {spec.wire: _padding(spec.padded) for spec in entity.fields if spec.padded}
        source = make(office)
        return source.adapted(padded) if padded else source


def _padding(width: int) -> Callable[[object], object]:
    """Exact: account codes are right-aligned, with blanks before them."""
    return lambda value: value.rjust(width) if isinstance(value, str) else value
