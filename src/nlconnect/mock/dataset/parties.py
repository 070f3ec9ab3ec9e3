"""Customers, suppliers and prospects, each computed from its number."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from nlconnect.mock.dataset import words
from nlconnect.mock.dataset.calendar import FIRST_DAY
from nlconnect.mock.dataset.identity import (
    BANKS,
    citizen_number,
    iban,
    mix,
    phone_number,
    slug,
    trade_register_number,
    vat_number,
)
from nlconnect.mock.dataset.repeating import Repeating

KINDS = "CCCSCCCZCCSCCZCSPCZS"
"""The kinds of twenty parties in a row: Company that buys, sole trader (Z, zzp) that buys, Supplier, Prospect."""
_BUYS = Repeating([kind in "CZ" for kind in KINDS])
_SELLS = Repeating([kind == "S" for kind in KINDS])


class Person:
    """Somebody who does not exist."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.gender = "V" if mix(seed, 1) % 2 else "M"
        first_names = words.FIRST_NAMES_F if self.gender == "V" else words.FIRST_NAMES_M
        self.first_name = first_names[mix(seed, 2) % len(first_names)]
        choice = mix(seed, 3) % (len(words.LAST_NAMES) + len(words.PREFIXED_NAMES))
        if choice < len(words.LAST_NAMES):
            self.prefix, self.last_name = "", words.LAST_NAMES[choice]
        else:
            self.prefix, self.last_name = words.PREFIXED_NAMES[choice - len(words.LAST_NAMES)]

    @property
    def initials(self) -> str:
        return f"{self.first_name[0]}.{'ABCDEFGHJKLMNPRSTVW'[mix(self.seed, 4) % 19]}."

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)

    @property
    def surname(self) -> str:
        """The last name with what stands before it."""
        return f"{self.prefix} {self.last_name}".strip()

    @property
    def birth_date(self) -> date:
        return date(1959, 1, 1) + timedelta(mix(self.seed, 5) % 16_000)

    @property
    def citizen_number(self) -> str:
        return citizen_number(self.seed)

    @property
    def phone(self) -> str:
        return phone_number(self.seed)

    def mail(self, domain: str) -> str:
        return f"{slug(self.first_name)}.{slug(self.surname)}@{domain}"


class Address:
    """An address whose postcode nobody can have."""

    def __init__(self, seed: int) -> None:
        self.street = words.STREETS[mix(seed, 11) % len(words.STREETS)]
        self.number = str(1 + mix(seed, 12) % 240)
        self.city, low, high = words.CITIES[mix(seed, 13) % len(words.CITIES)]
        letters = words.NO_POSTCODE[mix(seed, 14) % len(words.NO_POSTCODE)]
        self.postcode = f"{low + mix(seed, 15) % (high - low + 1)} {letters}"

    @property
    def line(self) -> str:
        return f"{self.street} {self.number}"


class Party:
    """One customer, supplier or prospect."""

    def __init__(self, seed: int, number: int) -> None:
        self.number = number
        self.seed = mix(seed, number)
        self.kind = KINDS[number % len(KINDS)]

    @property
    def is_customer(self) -> bool:
        return self.kind in "CZ"

    @property
    def is_supplier(self) -> bool:
        return self.kind == "S"

    @property
    def is_sole_trader(self) -> bool:
        return self.kind == "Z"

    @property
    def code(self) -> int:
        return self.number + 1

    @cached_property
    def name(self) -> str:
        if self.is_sole_trader:
            trade = words.TRADES[mix(self.seed, 21) % len(words.TRADES)]
            return f"{self.contact.surname[0].upper()}{self.contact.surname[1:]} {trade}"
        branches = words.SUPPLIER_BRANCHES if self.is_supplier else words.BRANCHES
        first = words.COMPANY_WORDS[mix(self.seed, 22) % len(words.COMPANY_WORDS)]
        branch = branches[mix(self.seed, 23) % len(branches)]
        return f"{first} {branch} {'B.V.' if mix(self.seed, 24) % 4 else 'V.O.F.'}"

    @cached_property
    def contact(self) -> Person:
        return Person(mix(self.seed, 25))

    @cached_property
    def address(self) -> Address:
        return Address(self.seed)

    @cached_property
    def domain(self) -> str:
        return f"{slug(self.name)}-{self.code}.test"

    @property
    def mail(self) -> str:
        return f"administratie@{self.domain}"

    @property
    def phone(self) -> str:
        return phone_number(self.seed)

    @property
    def vat_number(self) -> str:
        return vat_number(self.seed)

    @property
    def trade_register_number(self) -> str:
        return trade_register_number(self.seed)

    @property
    def citizen_number(self) -> str | None:
        return citizen_number(self.seed) if self.is_sole_trader else None

    @property
    def bank(self) -> tuple[str, str]:
        return BANKS[self.seed % len(BANKS)]

    @cached_property
    def iban(self) -> str:
        return iban(self.bank[0], mix(self.seed, 26) % 10_000_000_000)

    @property
    def since(self) -> date:
        return FIRST_DAY - timedelta(30 + mix(self.seed, 27) % 2_000)

    @property
    def payment_condition(self) -> int:
        """Place in the list of payment conditions; most have 14 or 30 days."""
        return (1, 2, 2, 1, 0, 3, 2)[self.seed % 7]


class Ranks:
    """The customers, or the suppliers, among the parties: their count, and their numbers both ways."""

    def __init__(self, running: Repeating, parties: int) -> None:
        self._running = running
        self.count = running.upto(parties)

    def party(self, rank: int) -> int:
        """The number of the party that is customer (supplier) number `rank`."""
        return self._running.locate(rank)[0]

    def rank(self, party: int) -> int:
        return self._running.upto(party)


def customers(parties: int) -> Ranks:
    return Ranks(_BUYS, parties)


def suppliers(parties: int) -> Ranks:
    return Ranks(_SELLS, parties)
