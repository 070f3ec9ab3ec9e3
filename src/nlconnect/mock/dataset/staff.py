"""The people who work in the companies, what they work on, and who may sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from nlconnect.mock.dataset.calendar import FIRST_DAY, spread
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Address, Person

COST_CENTRES = (
    ("ALG", "Algemeen"),
    ("INK", "Inkoop"),
    ("VRK", "Verkoop"),
    ("UIT", "Uitvoering"),
    ("ADM", "Administratie"),
)
COST_UNITS = (("NL", "Nederland"), ("EU", "Europese Unie"), ("WRL", "Wereld"))
DEPARTMENTS = (("DIR", "Directie"), ("OPS", "Operatie"), ("FIN", "Financiën"))
PROJECTS = 20
HOURS = 600
JOBS = ("Directeur", "Controller", "Administrateur", "Projectleider", "Monteur", "Adviseur", "Verkoper", "Planner")


@dataclass(frozen=True)
class Employee:
    """Somebody on the payroll."""

    number: int
    seed: int

    @cached_property
    def person(self) -> Person:
        return Person(self.seed)

    @cached_property
    def address(self) -> Address:
        return Address(self.seed)

    @property
    def job(self) -> str:
        return JOBS[self.number % len(JOBS)]

    @property
    def cost_centre(self) -> int:
        return self.number % len(COST_CENTRES)

    @property
    def started(self) -> date:
        return FIRST_DAY - timedelta(mix(self.seed, 31) % 3_000)

    @property
    def ended(self) -> date | None:
        """Every seventh has left."""
        return date(2026, 6, 30) if self.number % 7 == 6 else None


@dataclass(frozen=True)
class Project:
    """Work for one customer."""

    number: int
    customer_rank: int
    manager: int

    @property
    def code(self) -> str:
        return f"P{self.number + 1:04d}"

    @property
    def name(self) -> str:
        return f"{('Renovatie', 'Onderhoud', 'Nieuwbouw', 'Advies', 'Implementatie')[self.number % 5]} {self.code}"

    @property
    def started(self) -> date:
        return spread(self.number, PROJECTS)


@dataclass(frozen=True)
class Hours:
    """Time somebody wrote on a project; the quantity in hundredths of an hour."""

    number: int
    seed: int
    employees: int

    @property
    def day(self) -> date:
        return spread(self.number, HOURS)

    @property
    def employee(self) -> int:
        return self.number % self.employees

    @property
    def project(self) -> int:
        return mix(self.seed, self.number) % PROJECTS

    @property
    def quantity(self) -> int:
        return 25 * (2 + mix(self.seed, self.number, 2) % 31)
