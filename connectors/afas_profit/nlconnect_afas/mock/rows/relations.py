"""Organisations, persons, contacts, debtors and creditors, with their addresses and bank accounts."""

from __future__ import annotations

from collections.abc import Mapping

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party, Ranks
from nlconnect.mock.dataset.staff import Employee
from nlconnect.mock.tables import Column, Index, Source
from nlconnect_afas.mock.rows.environment import (
    Environment,
    Joined,
    Office,
    condition_of,
    generated,
    mail_of,
    numbered,
    phone_of,
    spelled,
)

ORGANISATION, PERSON = "2", "1"
"""The kinds of a basic contact."""


def debtors(environment: Environment) -> Source:
    return environment.joined(_debtors)


def _debtors(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "DebtorId": lambda p: office.party_code(p.number),
        "DebtorName": spelled,
        "AdressLine1": lambda p: p.address.line,
        "AdressLine3": _city_line,
        "AdressLine4": lambda _: "NEDERLAND",
        "VatNr": lambda p: p.vat_number,
        "CollectAccount": lambda _: "1300",
        "CurrencyId": lambda _: "EUR",
        **_trading(office, "PayCon"),
    }
    return _of_ranks(office, office.books.sales.ranks, columns, keys=("DebtorId", "BcCo"))


def creditors(environment: Environment) -> Source:
    return environment.joined(_creditors)


def _creditors(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "CreditorId": lambda p: office.party_code(p.number),
        "CreditorName": spelled,
        "Adressline1": lambda p: p.address.line,
        "Adressline3": _city_line,
        "Adressline4": lambda _: "NEDERLAND",
        "Btw-nummer": lambda p: p.vat_number,
        "TempBlocked": lambda _: False,
        **_trading(office, "PaymentCondition"),
    }
    return _of_ranks(office, office.books.purchases.ranks, columns, keys=("CreditorId", "BcCo"))


def _trading(office: Office, condition: str) -> Mapping[str, Column[Party]]:
    return {
        "BcCo": lambda p: office.party_code(p.number),
        "SearchName": _search_name,
        "TelNr": phone_of,
        "Email": mail_of,
        "IBAN": lambda p: p.iban,
        "ChOfCommNr": _trade_register,
        condition: condition_of,
        "VatDuty": lambda _: "1",
        "Blocked": lambda p: p.seed % 29 == 0,
        "CreditLimit": lambda p: 1_000 * (p.seed % 26),
        "AutoPayment": lambda p: p.seed % 3 == 0,
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }


def _search_name(party: Party) -> str:
    return party.name.split()[0].upper()[:10]


def _city_line(party: Party) -> str:
    """Postcode and place as AFAS prints them, with two blanks between."""
    return f"{party.address.postcode}  {party.address.city.upper()}"


def _trade_register(party: Party) -> str | None:
    """For some it was never filled in."""
    return party.trade_register_number if mix(party.seed, 0xAB) % 7 else None


def _of_ranks(office: Office, ranks: Ranks, columns: Mapping[str, Column[Party]], *, keys: tuple[str, ...]) -> Source:
    """Parties of one kind, in the order of their numbers."""
    books = office.books
    by_code = office.party_index(books.parties)

    def by_rank(value: object) -> list[int]:
        found = [(ranks.rank(number), number) for number in by_code(value)]
        return [rank for rank, number in found if rank < ranks.count and ranks.party(rank) == number]

    indexes: dict[str, Index] = dict.fromkeys(keys, by_rank)
    return generated(ranks.count, lambda rank: books.party(ranks.party(rank)), columns, indexes)


def organisations_and_persons(environment: Environment) -> Source:
    """Parties, their contact persons, and employees: their numbers rise in that order."""
    makers = (_organisations, _contact_persons, _workers)
    return Joined([make(office) for make in makers for office in environment.offices])


def _organisations(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "BcCo": lambda p: office.party_code(p.number),
        "Type": lambda _: ORGANISATION,
        "SearchName": _search_name,
        "Name": spelled,
        "AdressLine1": lambda p: p.address.line,
        "AdressLine3": _city_line,
        "AdressLine4": lambda _: "NEDERLAND",
        "TelWork": phone_of,
        "MailWork": mail_of,
        "Homepage": lambda p: f"www.{p.domain}",
        "ChOfCommNr": _trade_register,
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"BcCo": office.party_index(count)})


def _contact_persons(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "BcCo": lambda p: office.contact_code(p.number),
        "Type": lambda _: PERSON,
        "SearchName": lambda p: p.contact.last_name.upper()[:10],
        "Name": lambda p: p.contact.full_name,
        "AdressLine1": lambda p: p.address.line if p.is_sole_trader else None,
        "AdressLine3": lambda p: _city_line(p) if p.is_sole_trader else None,
        "AdressLine4": lambda p: "NEDERLAND" if p.is_sole_trader else None,
        "TelWork": lambda p: p.contact.phone,
        "MailWork": lambda p: p.contact.mail(p.domain),
        "DateBirth": lambda p: p.contact.birth_date if p.is_sole_trader else None,
        "BSN": lambda p: p.citizen_number,
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"BcCo": office.contact_index(count)})


def _workers(office: Office) -> Source:
    columns: dict[str, Column[Employee]] = {
        "BcCo": office.person_code,
        "Type": lambda _: PERSON,
        "SearchName": lambda e: e.person.last_name.upper()[:10],
        "Name": lambda e: e.person.full_name,
        "AdressLine1": lambda e: e.address.line,
        "AdressLine3": lambda e: f"{e.address.postcode}  {e.address.city.upper()}",
        "AdressLine4": lambda _: "NEDERLAND",
        "TelWork": lambda e: e.person.phone,
        "MailWork": office.mail_of,
        "DateBirth": lambda e: e.person.birth_date,
        "BSN": lambda e: e.person.citizen_number,
    }
    first = int(office.person_code(office.staff[0]))
    return generated(len(office.staff), office.books.employee, columns, {"BcCo": numbered(first, len(office.staff))})


def contacts(environment: Environment) -> Source:
    """One person for each party."""
    return environment.joined(_contacts)


def _contacts(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "Type": lambda _: "PRS",
        "ContactId": lambda p: int(office.party_code(p.number)),
        "Name": lambda p: p.contact.full_name,
        "OrgNumber": lambda p: office.party_code(p.number),
        "PerNumber": lambda p: office.contact_code(p.number),
        "Department": lambda p: None if p.is_sole_trader else "Administratie",
        "Blocked": lambda _: False,
        "AddressLine1": lambda p: p.address.line,
        "AddressLine3": _city_line,
        "AddressLine4": lambda _: "NEDERLAND",
        "TelWork": phone_of,
        "MobWork": lambda p: p.contact.phone if p.seed % 2 else None,
        "MailWork": lambda p: p.contact.mail(p.domain),
        "Function": lambda p: "EIG" if p.is_sole_trader else "ADM",
        "FunctionCard": lambda p: "Eigenaar" if p.is_sole_trader else "Administratie",
        "FullName": lambda p: f"{p.contact.last_name}, {p.contact.initials} {p.contact.prefix}".strip(),
        "Gender": lambda p: p.contact.gender,
        **office.stamps(lambda p: p.since, lambda p: p.number + 1),
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"ContactId": office.party_index(count)})


def profile_contacts(environment: Environment) -> Source:
    return environment.joined(_profile_contacts)


def _profile_contacts(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "Naam": spelled,
        "BcCd": lambda p: office.party_code(p.number),
        "CtCd": lambda p: office.contact_code(p.number),
        "Soort_contact": lambda _: "Persoon bij organisatie",
        "Adres": lambda p: p.address.line,
        "Geblokkeerd": lambda _: False,
        "FuDs": lambda p: "Eigenaar" if p.is_sole_trader else "Administratie",
        "Nm": lambda p: f"{p.contact.last_name}, {p.contact.initials} {p.contact.prefix}".strip(),
        "FiNm": lambda p: p.contact.first_name,
        "In": lambda p: p.contact.initials,
        "Is": lambda p: p.contact.prefix,
        "LaNm": lambda p: p.contact.last_name,
        "ViCt": lambda p: p.contact.gender,
        "EmWo": lambda p: p.contact.mail(p.domain),
        "BcId": lambda p: int(office.party_code(p.number)),
        "CtId": lambda p: int(office.party_code(p.number)),
        "ViFu": lambda p: "EIG" if p.is_sole_trader else "ADM",
        "TeWo": phone_of,
        "TtId": lambda p: "DHR" if p.contact.gender == "M" else "MEVR",
        "IEmp": lambda _: False,
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"CtId": office.party_index(count)})


def addresses(environment: Environment) -> Source:
    return environment.joined(_addresses)


def _addresses(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "AddressId": lambda p: int(office.party_code(p.number)),
        "AddressLine": lambda p: f"{p.address.line}, {p.address.postcode} {p.address.city}",
        "PoBox": lambda _: False,
        "Address": lambda p: p.address.street,
        "Number": lambda p: int(p.address.number),
        "ZipCode": lambda p: p.address.postcode,
        "Recidence": lambda p: p.address.city,
        "Country": lambda _: "NL",
        **office.stamps(lambda p: p.since, lambda p: p.number + 2),
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"AddressId": office.party_index(count)})


def delivery_addresses(environment: Environment) -> Source:
    return environment.joined(_delivery_addresses)


def _delivery_addresses(office: Office) -> Source:
    stamps: Mapping[str, Column[Party]] = office.stamps(lambda p: p.since, lambda p: p.number + 2)
    columns: dict[str, Column[Party]] = {
        "OrgId": lambda p: office.party_code(p.number),
        "Bedrijf": spelled,
        "Tel": phone_of,
        "Mail": mail_of,
        "Gewijzigd_op": stamps["ModifiedDate"],
        "Gewijzigd_op_2": stamps["ModifiedDate"],
        "Is_debiteur": lambda _: True,
        "Adres_ID": lambda p: int(office.party_code(p.number)),
        "Adrestype_code": lambda _: "B",
        "Adrestype_code_2": lambda _: "B",
        "A_Straat": lambda p: p.address.street,
        "A_Huisnummer": lambda p: int(p.address.number),
        "A_Postcode": lambda p: p.address.postcode,
        "A_Woonplaats": lambda p: p.address.city,
        "A_Land": lambda _: "NL",
        "DebiteurID": lambda p: office.party_code(p.number),
    }
    return _of_ranks(office, office.books.sales.ranks, columns, keys=("OrgId", "DebiteurID"))


def bank_accounts(environment: Environment) -> Source:
    """Of parties and employees."""
    makers = (_party_accounts, _worker_accounts)
    return Joined([make(office) for make in makers for office in environment.offices])


def _party_accounts(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "BcCo": lambda p: office.party_code(p.number),
        "Name": spelled,
        "Country": lambda _: "NL",
        "BIC": lambda p: f"{p.bank[0]}NL2A",
        "IBAN": lambda p: p.iban,
        "Grek": lambda _: False,
        "Creditor": lambda p: office.party_code(p.number) if p.is_supplier else None,
        "Verkooprelatie": lambda p: office.party_code(p.number) if p.is_customer else None,
    }
    count = office.books.parties
    return generated(count, office.books.party, columns, {"BcCo": office.party_index(count)})


def _worker_accounts(office: Office) -> Source:
    columns: dict[str, Column[Employee]] = {
        "BcCo": office.person_code,
        "Name": lambda e: e.person.full_name,
        "Country": lambda _: "NL",
        "BIC": lambda _: "NEPBNL2A",
        "IBAN": office.iban_of,
        "Grek": lambda _: False,
        "Employee": office.employee_code,
    }
    first = int(office.person_code(office.staff[0]))
    return generated(len(office.staff), office.books.employee, columns, {"BcCo": numbered(first, len(office.staff))})


def own_relations(environment: Environment) -> Source:
    """The view that this customer made of its debtors."""
    return environment.joined(_own_relations)


def _own_relations(office: Office) -> Source:
    stamps: Mapping[str, Column[Party]] = office.stamps(lambda p: p.since, lambda p: p.number)
    columns: dict[str, Column[Party]] = {
        "Nummer": lambda p: office.party_code(p.number),
        "Naam": spelled,
        "Plaats": lambda p: p.address.city,
        "Classificatie": lambda p: "ABC"[p.seed % 3],
        "Klant_sinds": lambda p: p.since,
        "Nieuwsbrief": lambda p: p.seed % 2 == 0,
        "Gewijzigd_op": stamps["ModifiedDate"],
    }
    return _of_ranks(office, office.books.sales.ranks, columns, keys=("Nummer",))
