"""Opening a mock Exact Online: catalogue, data and state put together."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property

from nlconnect.mock.system import Service, Setting
from nlconnect.mock.tables import Generated, Listed, Source
from nlconnect.mock.world import World
from nlconnect.model.catalogue import Catalogue, EntitySpec

from nlconnect_exact.mock.resources import Resources
from nlconnect_exact.mock.service import ExactService

PACKAGE = "nlconnect_exact"


class ExactMock:
    """The value the entry point names. The catalogue is read once and shared by every mock that is opened."""

    name = "exact"
    title = "Exact Online"

    @cached_property
    def resources(self) -> Resources:
        return Resources(Catalogue(PACKAGE), package=PACKAGE)

    def open(self, setting: Setting, *, now: float) -> Service:
        resources = self.resources
        divisions = (1234001, 1234002, 1234003)

        def source(scope: Hashable, entity: EntitySpec) -> Source | None:
            return _first_rows(setting, scope, entity, divisions)

        world = World(sources=source, order=lambda entity: resources.positions[entity.module])
        return ExactService(setting, now=now, resources=resources, world=world, divisions=divisions)


def _first_rows(setting: Setting, scope: Hashable, entity: EntitySpec, divisions: tuple[int, ...]) -> Source | None:
    count = setting.records or 150
    match entity.qualified_name:
        case "system.Divisions":
            return Listed([{"Code": code, "Description": f"Bedrijf {code}"} for code in divisions])
        case "system.Me":
            return Listed([{"UserID": "00000000-0000-4000-8000-000000000001", "CurrentDivision": divisions[0]}])
        case "crm.Accounts":
            def number_of(value: object) -> range:
                n = int(str(value)[-12:], 16)
                return range(n, n + 1) if n < count else range(0)
            return Generated(
                count,
                lambda n: n,
                {
                    "ID": lambda n: f"{n:08x}-0000-4000-8000-{n:012x}",
                    "Code": lambda n: f"{n + 1:>18}",
                    "Name": lambda n: f"Relatie {n + 1}",
                    "Division": lambda n: scope,
                    "Status": lambda n: "C",
                    "Blocked": lambda n: False,
                },
                {"ID": number_of},
            )
    return None
