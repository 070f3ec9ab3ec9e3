"""What a connector's `mock.py` gives: a system that can be opened, and then answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol, TypeVar

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand
from nlconnect.mock.tables import Row
from nlconnect.model.scope import Scope

NO_SIZES: Mapping[int, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a mock is set up.

    `seeded` False leaves the companies and users and takes every other row away, for tests that add their own;
    `records` is the number of rows of each big table in each company, None for the small demonstration set;
    `quota` is `real`, `off` (which also leaves a block for errors out) or calls/seconds such as `60/3`;
    `page_sizes` replaces the vendor's page sizes by others, so that tests can page over a handful of rows.
    """

    seed: int = 1
    seeded: bool = True
    records: int | None = None
    quota: str = "real"
    interactive: bool = False
    language: str = "nl"
    page_sizes: Mapping[int, int] = field(default_factory=lambda: NO_SIZES)


class Service(Protocol):
    """One mocked system at work: its state, and answers that depend on nothing but state, request and time."""

    def answer(self, asked: Asked, now: float) -> Answer | Errand: ...

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        """The vendor's way of saying no: a status fault, an HTML page, a token that is over."""
        ...

    def area(self, asked: Asked) -> str:
        """`token` for the sign-in, `api` for all else: what the target of a fault can name."""
        ...

    def scope(self, asked: Asked) -> Scope: ...

    def add(self, entity: str, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """A row more, given by Python names and checked against the catalogue. Raises QueryError."""
        ...

    def change(self, entity: str, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row. Raises QueryError, and KeyError where there is no such row."""
        ...

    def remove(self, entity: str, key: object, scope: Scope, now: float) -> None:
        """A row less. Raises KeyError where there is no such row."""
        ...

    def clear(self, entity: str, scope: Scope) -> None:
        """Take every row of an entity away: in that scope, or everywhere where the scope is empty."""
        ...

    def mutate(self, asked: Asked, now: float) -> None:
        """Change, add and delete a row of what the request reads."""
        ...

    def info(self) -> Mapping[str, object]:
        """What a client needs to be pointed here: addresses, credentials, companies."""
        ...

    def errands(self, now: float) -> Iterator[Errand]:
        """Requests the system has to make by itself by now, such as notifications."""
        ...


V_co = TypeVar("V_co", bound=Service, covariant=True)


class System(Protocol[V_co]):
    """A system that can be mocked; the entry point group `nlconnect.mocks` names one for each."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    def open(self, setting: Setting, *, now: float, base_url: str) -> V_co:
        """A fresh world by that setting."""
        ...
