"""One company's books as Exact sees them: its identifiers, its users, and what every row carries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar

from nlconnect.mock.dataset.books import Books
from nlconnect.mock.dataset.calendar import FIRST_DAY
from nlconnect.mock.dataset.chart import LEDGER, PAYMENT_CONDITIONS, VAT_CODES
from nlconnect.mock.dataset.identity import Guids, mix
from nlconnect.mock.dataset.parties import Person
from nlconnect.mock.tables import Column, Generated, Index, Listed, Source

S = TypeVar("S")

USERS = 3
"""Users of the licence: the first is the one who signs in, and sees all companies."""
NO_GUID = "00000000-0000-0000-0000-000000000000"
FOUNDED_ON = date(2019, 3, 4)
FOUNDED = datetime.combine(FOUNDED_ON, time(9, 30))


@lru_cache(maxsize=8_192)
def midnight(day: date) -> datetime:
    """A calendar date as Exact stores it."""
    return datetime.combine(day, time())


def at_work(day: date, number: int) -> datetime:
    """Some moment of a working day, Dutch wall clock."""
    return midnight(day) + timedelta(seconds=28_800 + mix(number, day.toordinal()) % 32_400)


class Office:
    """The identifiers and common columns of one company."""

    def __init__(self, books: Books, *, users: Guids, base_url: str = "https://exact.mock.test") -> None:
        self.books = books
        self.base_url = base_url
        self.division = books.company.code
        self.users = users
        self.ledger = {account.code: books.guids("ledger")[n] for n, account in enumerate(LEDGER)}
        self.conditions = {c.code: books.guids("condition")[n] for n, c in enumerate(PAYMENT_CONDITIONS)}
        self.vat_codes = {vat.code: books.guids("vat")[n] for n, vat in enumerate(VAT_CODES)}
        self.user = user_person(books.seed, 0)

    def stamps(self, day: Callable[[S], date], number: Callable[[S], int]) -> Mapping[str, Column[S]]:
        """Division, and who made the row when."""
        user, name, division = self.users[0], self.user.full_name, self.division

        def created(subject: S) -> datetime:
            return at_work(day(subject), number(subject))

        return {
            "Division": lambda _: division,
            "Created": created,
            "Creator": lambda _: user,
            "CreatorFullName": lambda _: name,
            "Modified": created,
            "Modifier": lambda _: user,
            "ModifierFullName": lambda _: name,
        }

    def constants(self, number: int = 0, *, day: date = FOUNDED_ON) -> dict[str, object]:
        """The same for a row that is listed."""
        moment = at_work(day, number)
        return {
            "Division": self.division,
            "Created": moment,
            "Creator": self.users[0],
            "CreatorFullName": self.user.full_name,
            "Modified": moment,
            "Modifier": self.users[0],
            "ModifierFullName": self.user.full_name,
        }


def user_person(seed: int, number: int) -> Person:
    return Person(mix(seed, 0x05E5, number))


def by_guid(guids: Guids, count: int, *, of: Callable[[int], range] | None = None) -> Index:
    """Rows by an identifier: the row itself, or the rows `of` says belong to that number."""

    def find(value: object) -> range:
        number = guids.number(value)
        if number is None or number >= count:
            return range(0)
        return range(number, number + 1) if of is None else of(number)

    return find


def by_number(first: int, count: int) -> Index:
    """Rows by a number that rises with them."""

    def find(value: object) -> range:
        number = int(value) - first if isinstance(value, int) else -1
        return range(number, number + 1) if 0 <= number < count else range(0)

    return find


def within(numbers: range, count: int) -> range:
    """The part of some row numbers that a table has."""
    return range(numbers.start, min(numbers.stop, count), numbers.step)


def listed(rows: list[dict[str, object]]) -> Source:
    return Listed(rows)


def generated(
    count: int, subject: Callable[[int], S], columns: Mapping[str, Column[S]], indexes: Mapping[str, Index]
) -> Source:
    return Generated(count, subject, columns, indexes)


FIRST = midnight(FIRST_DAY)
