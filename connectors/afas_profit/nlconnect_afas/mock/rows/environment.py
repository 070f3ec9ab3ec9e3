"""One AFAS environment over the three companies: each is an administration and an employer of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import TypeVar

from nlconnect.mock.dataset.books import COMPANIES, Books, Company
from nlconnect.mock.dataset.calendar import FIRST_DAY
from nlconnect.mock.dataset.chart import PAYMENT_CONDITIONS
from nlconnect.mock.dataset.identity import iban, mix
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.dataset.staff import Employee
from nlconnect.mock.tables import Column, Generated, Index, Listed, Source

S = TypeVar("S")

FOUNDED = datetime.combine(date(2019, 3, 4), time(9, 30, 12, 480_000))
PERSON, WORKER = 4, 7
"""First digits of the numbers of contact persons and of employees as persons; companies have 1 to 3."""


@lru_cache(maxsize=8_192)
def at_work(day: date, number: int) -> datetime:
    """Some moment of a working day, Dutch wall clock, finer than AFAS shows."""
    seconds = 28_800 + mix(number, day.toordinal()) % 32_400
    return datetime.combine(day, time()) + timedelta(seconds=seconds, milliseconds=mix(number, 5) % 1_000)


class Environment:
    """The three companies with the numbers that AFAS gives their people and customers."""

    def __init__(self, *, seed: int, records: int | None) -> None:
        self.seed = seed
        self.offices = tuple(
            Office(self, place, company, Books(company, seed=seed, records=records))
            for place, company in enumerate(COMPANIES)
        )
        self.width = max(4, len(str(self.offices[0].books.parties)))

    def joined(self, make: Callable[[Office], Source]) -> Source:
        """The rows of the companies, one after the other."""
        return Joined([make(office) for office in self.offices])

    def listed(self, make: Callable[[Office], Iterable[Mapping[str, object]]]) -> Source:
        """Rows that are few, of all companies."""
        return Listed(list(chain.from_iterable(make(office) for office in self.offices)))


@dataclass(frozen=True)
class Office:
    """One company: administration `unit` and an employer with the same number."""

    environment: Environment
    place: int
    company: Company
    books: Books

    @property
    def unit(self) -> int:
        return self.place + 1

    @property
    def employer(self) -> str:
        return str(self.unit)

    @cached_property
    def domain(self) -> str:
        """Where the company's own people have their mail; another address than other systems know."""
        return f"{self.company.kind}.voorbeeld.test"

    def party_code(self, number: int) -> str:
        """The number of a customer, a supplier or a prospect, as organisation, debtor and creditor alike."""
        return f"{self.unit}{number + 1:0{self.environment.width}d}"

    def contact_code(self, number: int) -> str:
        """The number of a party's contact person."""
        return f"{PERSON + self.place}{number + 1:0{self.environment.width}d}"

    def party_index(self, count: int) -> Index:
        """Rows of parties by their number."""
        return self._coded(str(self.unit), count)

    def contact_index(self, count: int) -> Index:
        return self._coded(str(PERSON + self.place), count)

    def _coded(self, first: str, count: int) -> Index:
        width = self.environment.width

        def find(value: object) -> range:
            text = str(value)
            right = len(text) == width + 1 and text.isdigit() and text.startswith(first)
            number = int(text[1:]) - 1 if right else -1
            return range(number, number + 1) if 0 <= number < count else range(0)

        return find

    def employee_code(self, employee: Employee) -> str:
        return f"{self.unit}{employee.number + 1:03d}"

    def person_code(self, employee: Employee) -> str:
        """An employee's number as a person."""
        return f"{WORKER + self.place}{employee.number + 1:0{self.environment.width}d}"

    @cached_property
    def staff(self) -> Sequence[Employee]:
        return [self.books.employee(number) for number in range(self.books.employees)]

    def mail_of(self, employee: Employee) -> str:
        """AFAS knows people by initial and surname, where other systems write the first name in full."""
        person = employee.person
        surname = person.surname.lower().replace(" ", "")
        return f"{person.first_name[0].lower()}.{surname}@{self.domain}"

    def iban_of(self, employee: Employee) -> str:
        """Where an employee is paid."""
        return iban("NEPB", mix(employee.seed, 26) % 10_000_000_000)

    def stamps(self, day: Callable[[S], date], number: Callable[[S], int]) -> Mapping[str, Column[S]]:
        """When a row was made and last changed, under the names that views use."""

        def made(subject: S) -> datetime:
            return at_work(day(subject), number(subject))

        names = ("CreateDate", "ModifiedDate", "Created", "Modified", "DateCreated", "DateModified")
        return dict.fromkeys(names, made)


def stamped(number: int, *, day: date = FIRST_DAY) -> dict[str, object]:
    """The same for a row that is listed."""
    names = ("CreateDate", "ModifiedDate", "DateModified", "Created", "Modified")
    return dict.fromkeys(names, at_work(day, number))


def spelled(party: Party) -> str:
    """A name as AFAS has it: somebody typed it again, so legal forms and spaces differ here and there."""
    match mix(party.seed, 0xAF) % 6:
        case 0:
            return party.name.replace("B.V.", "BV").replace("V.O.F.", "VOF")
        case 1:
            return party.name.replace(" B.V.", "").replace(" V.O.F.", " v.o.f.")
        case 2:
            return party.name.upper()
    return party.name


def mail_of(party: Party) -> str | None:
    """Another address than other systems know, and for some none."""
    match mix(party.seed, 0xAE) % 5:
        case 0:
            return None
        case 1:
            return party.mail
        case 2:
            return f"facturen@{party.domain}"
    return f"info@{party.domain}"


def phone_of(party: Party) -> str | None:
    """Written with blanks, and for some missing."""
    if mix(party.seed, 0xAD) % 4 == 0:
        return None
    return f"{party.phone[:7]} {party.phone[7:9]} {party.phone[9:]}"


def condition_of(party: Party) -> str:
    return PAYMENT_CONDITIONS[party.payment_condition].code


class Joined:
    """Several sources as one, each behind the other."""

    def __init__(self, parts: Sequence[Source]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(len(part) for part in parts)]

    def __len__(self) -> int:
        return self._starts[-1]

    def row(self, number: int) -> Mapping[str, object]:
        place = bisect_right(self._starts, number) - 1
        return self._parts[place].row(number - self._starts[place])

    def find(self, field: str, value: object) -> Iterable[int] | None:
        """None where one of the parts has to be walked."""
        found = [part.find(field, value) for part in self._parts]
        if any(numbers is None for numbers in found):
            return None
        return self._shifted(found)

    def adapted(self, fields: Mapping[str, Callable[[object], object]]) -> Joined:
        """The same rows with some values passed through a function."""
        return Joined([part.adapted(fields) for part in self._parts])

    def _shifted(self, found: Sequence[Iterable[int] | None]) -> Iterator[int]:
        for start, numbers in zip(self._starts, found, strict=False):
            yield from (start + number for number in numbers or ())


def generated(
    count: int,
    subject: Callable[[int], S],
    columns: Mapping[str, Column[S]],
    indexes: Mapping[str, Index] | None = None,
) -> Source:
    return Generated(count, subject, columns, indexes or {})


def numbered(first: int, count: int) -> Index:
    """Rows by a number that rises with them."""

    def find(value: object) -> range:
        text = str(value)
        number = int(text) - first if text.isdigit() else -1
        return range(number, number + 1) if 0 <= number < count else range(0)

    return find


def having(wanted: object, count: int) -> Index:
    """All rows or none, by a value that every row of a company shares."""
    return lambda value: range(count) if value == wanted else range(0)
