"""The three companies as one tenant: its people, its identifiers, and what every service needs to know of them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from nlconnect.mock.dataset.books import COMPANIES, Books, Company
from nlconnect.mock.dataset.calendar import FIRST_DAY
from nlconnect.mock.dataset.identity import Guids, mix, seed_of, slug
from nlconnect.mock.dataset.parties import Address, Person
from nlconnect.mock.dataset.staff import DEPARTMENTS, JOBS

DUTCH = ZoneInfo("Europe/Amsterdam")
DOMAIN = "voorbeeldgroep.test"
FIRST_DOMAIN = "voorbeeldgroep.onmicrosoft.test"
SHAREPOINT = "voorbeeldgroep.sharepoint.test"
TENANT = "5f0a2c9e-7b1d-4e36-9a58-c3d1e0b24f67"
NAME = "Voorbeeld Groep"
FOUNDED = datetime(2019, 3, 4, 8, 30, tzinfo=UTC)


def at_work(day: date, number: int) -> datetime:
    """Some moment of a Dutch working day, in UTC."""
    local = datetime.combine(day, time(), DUTCH) + timedelta(seconds=28_800 + mix(number, day.toordinal()) % 32_400)
    return local.astimezone(UTC)


@dataclass(frozen=True)
class Colleague:
    """A user of the tenant: an employee of one of the companies, or in a large tenant one of its flex workers."""

    enterprise: Enterprise
    number: int
    company: Company
    place: int
    seed: int

    @cached_property
    def id(self) -> str:
        return self.enterprise.guids("user")[self.number]

    @cached_property
    def person(self) -> Person:
        if self.number >= self.enterprise.staff_count:
            return Person(self.seed)
        return self.enterprise.books[COMPANIES.index(self.company)].employee(self.place).person

    @property
    def is_staff(self) -> bool:
        return self.number < self.enterprise.staff_count

    @cached_property
    def display_name(self) -> str:
        """Directories spell some names otherwise than the books do."""
        person = self.person
        if self.number % 9 == 4:
            return f"{person.surname[0].upper()}{person.surname[1:]}, {person.first_name}"
        return person.full_name

    @cached_property
    def nickname(self) -> str:
        name = f"{slug(self.person.first_name)}.{slug(self.person.surname).replace('-', '')}"
        return name if self.number < 1 else f"{name}{self.number}" if not self.is_staff else self._unlike_others(name)

    def _unlike_others(self, name: str) -> str:
        same = (self.enterprise.user(number).person.full_name for number in range(self.number))
        return f"{name}{self.number}" if self.person.full_name in same else name

    @property
    def principal_name(self) -> str:
        return f"{self.nickname}@{DOMAIN}"

    @property
    def mail(self) -> str | None:
        """Not every account has a mailbox."""
        return None if self.number % 13 == 12 else self.principal_name

    @property
    def address(self) -> Address:
        return Address(self.seed)

    @property
    def job(self) -> str:
        return JOBS[self.place % len(JOBS)] if self.is_staff else "Flexmedewerker"

    @property
    def department(self) -> str:
        return DEPARTMENTS[self.place % len(DEPARTMENTS)][1]

    @property
    def manager(self) -> int | None:
        """Everybody reports to the director of the company, those to the first one; flex workers to some employee."""
        if not self.is_staff:
            return self.number % self.enterprise.staff_count
        first = self.enterprise.firsts[COMPANIES.index(self.company)]
        if self.number != first:
            return first
        return 0 if self.number else None

    @property
    def created(self) -> datetime:
        return FOUNDED + timedelta(days=self.number % 2_000, minutes=self.number % 480)

    @property
    def has_left(self) -> bool:
        return self.is_staff and self.place % 7 == 6


class OutlookIds:
    """Identifiers of one kind of items in one mailbox: long, opaque, case-sensitive, and computed both ways."""

    def __init__(self, *key: object, prefix: str = "AAMkAG") -> None:
        self._guids = Guids(*key)
        self._head = seed_of("mailbox", *key).to_bytes(8, "big") * 2
        self._prefix = prefix

    def __getitem__(self, number: int) -> str:
        text = base64.urlsafe_b64encode(self._head + UUID(self._guids[number]).bytes + b"\0\0").decode()
        return f"{self._prefix}{text}"

    def number(self, identifier: object) -> int | None:
        """The row number behind an identifier; None for one of another kind."""
        text = str(identifier)
        if not text.startswith(self._prefix):
            return None
        try:
            raw = base64.urlsafe_b64decode(text[len(self._prefix) :])
        except (binascii.Error, ValueError):
            return None
        if len(raw) != 34 or raw[:16] != self._head:
            return None
        return self._guids.number(UUID(bytes=raw[16:32]))


class Enterprise:
    """One tenant with its people and companies, at one size."""

    def __init__(self, *, seed: int, records: int | None) -> None:
        self.seed = seed
        self.records = records
        self.books: Sequence[Books] = [Books(company, seed=seed, records=records) for company in COMPANIES]
        self.firsts = [sum(company.employees for company in COMPANIES[:n]) for n in range(len(COMPANIES))]
        self.staff_count = sum(company.employees for company in COMPANIES)
        self.user_count = max(self.staff_count, records or 0)
        self._guids: dict[str, Guids] = {}
        self.user = lru_cache(maxsize=8_192)(self._user)

    def guids(self, kind: str) -> Guids:
        if kind not in self._guids:
            self._guids[kind] = Guids(self.seed, "graph", kind)
        return self._guids[kind]

    def _user(self, number: int) -> Colleague:
        place = next((n for n in reversed(range(len(COMPANIES))) if self.firsts[n] <= number), 0)
        company = COMPANIES[place if number < self.staff_count else number % len(COMPANIES)]
        within = number - self.firsts[place] if number < self.staff_count else number
        return Colleague(self, number, company, within, mix(seed_of(self.seed, "colleague"), number))

    @property
    def staff(self) -> Iterable[Colleague]:
        return (self.user(number) for number in range(self.staff_count))

    def user_number(self, name: str) -> int | None:
        """The number of a user by object id or user principal name; None for nobody of this tenant."""
        number = self.guids("user").number(name)
        if number is not None:
            return number if number < self.user_count else None
        lowered = name.lower()
        if lowered in self._staff_by_name:
            return self._staff_by_name[lowered]
        digits = "".join(char for char in lowered.partition("@")[0] if char.isdigit())
        number = int(digits) if digits else self.user_count
        if number < self.user_count and self.user(number).principal_name == lowered:
            return number
        return None

    @cached_property
    def _staff_by_name(self) -> dict[str, int]:
        return {user.principal_name.lower(): user.number for user in self.staff}

    def book_of(self, user: Colleague) -> Books:
        return self.books[COMPANIES.index(user.company)]

    def day(self, number: int) -> date:
        return FIRST_DAY + timedelta(days=number)


def owner_of(enterprise: Enterprise, place: object) -> Colleague:
    """The user whose mailbox it is, by id."""
    return enterprise.user(enterprise.user_number(str(place)) or 0)


def email(name: str, address: str | None) -> dict[str, object]:
    return {"name": name, "address": address}


def recipient(name: str, address: str | None) -> dict[str, object]:
    return {"emailAddress": email(name, address)}


def identity(user: Colleague) -> dict[str, object]:
    """Who did it, as files, planner and OneNote tell."""
    return {"user": {"id": user.id, "displayName": user.display_name}}


def post_address(address: Address) -> dict[str, object]:
    return {
        "street": address.line,
        "city": address.city,
        "state": None,
        "countryOrRegion": "Nederland",
        "postalCode": address.postcode,
    }
