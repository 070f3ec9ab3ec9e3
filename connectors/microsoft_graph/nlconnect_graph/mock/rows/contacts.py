"""Address books: the contacts of customers as somebody in the office keeps them, and whom one writes with most."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party
from nlconnect.mock.tables import Column, Generated, Listed, Source
from nlconnect_graph.mock.rows.enterprise import (
    FOUNDED,
    Colleague,
    Enterprise,
    OutlookIds,
    email,
    owner_of,
    post_address,
)
from nlconnect_graph.mock.rows.mail import by_ids

FOLDERS = ("Contactpersonen", "Leveranciers")
PEOPLE = 25


class AddressBook:
    """The contacts of one user: the customers of the company, one for one."""

    def __init__(self, enterprise: Enterprise, owner: Colleague) -> None:
        self.enterprise = enterprise
        self.owner = owner
        self.books = enterprise.book_of(owner)
        self.ranks = self.books.sales.ranks
        self.ids = OutlookIds(enterprise.seed, owner.number, "contact")
        self.lasting_ids = OutlookIds(enterprise.seed, owner.number, "contact", prefix="AAkALg")
        self.folder_ids = OutlookIds(enterprise.seed, owner.number, "contact folder")

    def contact(self, number: int) -> Contact:
        return Contact(self, number)


@dataclass(frozen=True)
class Contact:
    """One entry: the contact of customer `number`, spelt as people do."""

    book: AddressBook
    number: int

    @cached_property
    def party(self) -> Party:
        return self.book.books.party(self.book.ranks.party(self.number))

    @property
    def name(self) -> str:
        person = self.party.contact
        return f"{person.initials} {person.surname}" if self.number % 8 == 5 else person.full_name

    @property
    def company(self) -> str:
        return self.party.name.removesuffix(" B.V.") if self.number % 3 == 0 else self.party.name

    @property
    def addresses(self) -> list[dict[str, object]]:
        """Now and then another address than the books have, or none."""
        if self.number % 11 == 10:
            return []
        own = self.party.contact.mail(self.party.domain)
        return [email(self.name, f"info@{self.party.domain}" if self.number % 7 == 3 else own)]

    @property
    def changed(self) -> datetime:
        return FOUNDED + timedelta(hours=self.number)


_COLUMNS: Mapping[str, Column[Contact]] = {
    "#type": lambda c: "contact",
    "#immutable": lambda c: c.book.lasting_ids[c.number],
    "id": lambda c: c.book.ids[c.number],
    "createdDateTime": lambda c: c.changed,
    "lastModifiedDateTime": lambda c: c.changed,
    "changeKey": lambda c: base64.b64encode(b"EQAAAB" + mix(c.number, 5).to_bytes(8, "big")).decode(),
    "categories": lambda c: [],
    "parentFolderId": lambda c: c.book.folder_ids[0],
    "birthday": lambda c: None,
    "fileAs": lambda c: f"{c.party.contact.surname}, {c.party.contact.first_name}",
    "displayName": lambda c: c.name,
    "givenName": lambda c: c.party.contact.first_name,
    "initials": lambda c: c.party.contact.initials,
    "surname": lambda c: c.party.contact.surname,
    "jobTitle": lambda c: ("Eigenaar", "Inkoper", None)[c.number % 3],
    "companyName": lambda c: c.company,
    "department": lambda c: None,
    "businessPhones": lambda c: [c.party.phone] if c.number % 4 else [],
    "homePhones": lambda c: [],
    "mobilePhone": lambda c: c.party.contact.phone if c.number % 5 == 0 else None,
    "imAddresses": lambda c: [],
    "children": lambda c: [],
    "personalNotes": lambda c: f"Klant {c.party.code}" if c.number % 6 == 0 else "",
    "emailAddresses": lambda c: c.addresses,
    "primaryEmailAddress": lambda c: next(iter(c.addresses), None),
    "businessAddress": lambda c: post_address(c.party.address) if c.number % 2 else {},
    "homeAddress": lambda c: {},
    "otherAddress": lambda c: {},
}


def contacts(enterprise: Enterprise, place: object) -> Source:
    book = AddressBook(enterprise, owner_of(enterprise, place))
    count = book.ranks.count
    indexes = {"id": by_ids(book.ids, count), "#immutable": by_ids(book.lasting_ids, count)}
    return Generated(count, book.contact, _COLUMNS, indexes)


def contact_folders(enterprise: Enterprise, place: object) -> Source:
    book = AddressBook(enterprise, owner_of(enterprise, place))
    return Listed(
        [
            {"id": book.folder_ids[number], "displayName": name, "parentFolderId": book.folder_ids[99]}
            for number, name in enumerate(FOLDERS)
        ]
    )


def people(enterprise: Enterprise, place: object) -> Source:
    """Whom one has most to do with: a few colleagues and customers, the nearest first."""
    book = AddressBook(enterprise, owner_of(enterprise, place))
    rows: list[dict[str, object]] = []
    for number in range(PEOPLE):
        colleague = enterprise.user((book.owner.number + 1 + number) % enterprise.staff_count)
        inside = number % 2 == 0
        contact = book.contact(number % book.ranks.count)
        name = colleague.display_name if inside else contact.name
        address = colleague.principal_name if inside else next((str(a["address"]) for a in contact.addresses), None)
        rows.append(
            {
                "id": colleague.id if inside else book.ids[1_000_000 + number],
                "displayName": name,
                "givenName": colleague.person.first_name if inside else contact.party.contact.first_name,
                "surname": colleague.person.surname if inside else contact.party.contact.surname,
                "birthday": "",
                "personNotes": "",
                "isFavorite": False,
                "jobTitle": colleague.job if inside else None,
                "companyName": colleague.company.name if inside else contact.company,
                "department": colleague.department if inside else None,
                "officeLocation": colleague.company.city if inside else None,
                "userPrincipalName": address if inside else None,
                "imAddress": f"sip:{address}" if inside else None,
                "scoredEmailAddresses": [{"address": address, "relevanceScore": float(40 - number)}] if address else [],
                "phones": [{"type": "business", "number": contact.party.phone}],
                "postalAddresses": [],
                "websites": [],
                "personType": {
                    "class": "Person",
                    "subclass": "OrganizationUser" if inside else "ImplicitContact",
                },
            }
        )
    return Listed(rows)
