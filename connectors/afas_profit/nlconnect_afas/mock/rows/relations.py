"""Organisations, persons, contacts, debtors and creditors, with their addresses and bank accounts."""

from __future__ import annotations

from collections.abc import Mapping

from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.dataset.parties import Party, Ranks
from nlconnect.mock.tables import Column, Index, Source
from nlconnect_afas.mock.rows.environment import (
    Environment,
    Office,
    condition_of,
    generated,
    mail_of,
    phone_of,
    spelled,
)

ORGANISATION, PERSON = "Organisatie", "Persoon"


def debtors(environment: Environment) -> Source:
    return environment.joined(_debtors)


def _debtors(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "DebtorId": lambda p: office.party_code(p.number),
        "DebtorName": spelled,
        "BcCo": lambda p: office.party_code(p.number),
        "SearchName": lambda p: p.name.split()[0].upper()[:10],
        "AdressLine1": lambda p: p.address.line,
        "AdressLine3": lambda p: f"{p.address.postcode}  {p.address.city.upper()}",
        "AdressLine4": lambda _: "NEDERLAND",
        "VatNr": lambda p: p.vat_number,
        "CollectAccount": lambda _: "1300",
        "CurrencyId": lambda _: "EUR",
        **_trading(office, "PayCon"),
    }
    return _of_ranks(office, office.books.sales.ranks, columns, key="DebtorId")


def creditors(environment: Environment) -> Source:
    return environment.joined(_creditors)


def _creditors(office: Office) -> Source:
    columns: dict[str, Column[Party]] = {
        "CreditorId": lambda p: office.party_code(p.number),
        "CreditorName": spelled,
        "BcCo": lambda p: office.party_code(p.number),
        "SearchName": lambda p: p.name.split()[0].upper()[:10],
        "Adressline1": lambda p: p.address.line,
        "Adressline3": lambda p: f"{p.address.postcode}  {p.address.city.upper()}",
        "Adressline4": lambda _: "NEDERLAND",
        "Btw-nummer": lambda p: p.vat_number,
        "TempBlocked": lambda _: False,
        **_trading(office, "PaymentCondition"),
    }
    return _of_ranks(office, office.books.purchases.ranks, columns, key="CreditorId")


def _trading(office: Office, condition: str) -> Mapping[str, Column[Party]]:
    return {
        "TelNr": phone_of,
        "Email": mail_of,
        "IBAN": lambda p: p.iban,
        "ChOfCommNr": lambda p: p.trade_register_number if mix(p.seed, 0xAB) % 7 else None,
        condition: condition_of,
        "VatDuty": lambda _: "1",
        "Blocked": lambda p: p.seed % 29 == 0,
        "CreditLimit": lambda p: 1_000 * (p.seed % 26),
        "AutoPayment": lambda p: p.seed % 3 == 0,
        **office.stamps(lambda p: p.since, lambda p: p.number),
    }


def _of_ranks(office: Office, ranks: Ranks, columns: Mapping[str, Column[Party]], *, key: str) -> Source:
    """Parties of one kind, in the order of their numbers."""
    books = office.books
    by_code = office.party_index(books.parties)

    def by_rank(value: object) -> list[int]:
        found = [(ranks.rank(number), number) for number in by_code(value)]
        return [rank for rank, number in found if rank < ranks.count and ranks.party(rank) == number]

    indexes: dict[str, Index] = {key: by_rank, "BcCo": by_rank}
    return generated(ranks.count, lambda rank: books.party(ranks.party(rank)), columns, indexes)
