"""Whether an organisation or a person in a document is one that AFAS knows: by the code the sender names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlconnect.mock.tables import Row
from nlconnect_afas.mock.documents import Element
from nlconnect_afas.mock.filters import Wrong, comparable
from nlconnect_afas.mock.state import State

CODES: Mapping[str, str] = {"KnPerson": "MatchPer", "KnOrganisation": "MatchOga"}
"""The field that says how an object is compared."""
BY_NUMBER = "0"
ALWAYS_NEW = {"KnPerson": "7", "KnOrganisation": "6"}
_ORGANISATION: Mapping[str, Mapping[str, str]] = {
    "1": {"ChOfCommNr": "CcNr"},
    "2": {"FiNr": "FiNr"},
    "3": {"Name": "Nm"},
    "4": {"AdressLine1": "address"},
    "5": {"AdressLine1": "address"},
}
"""Columns of the view of organisations, and what they are compared with, by code."""
_PERSON: Mapping[str, Mapping[str, str]] = {
    "1": {"BSN": "SoSe"},
    "2": {"Name": "name"},
    "3": {"Name": "name", "MailWork": "EmAd"},
    "4": {"Name": "name", "TelWork": "MbNr"},
    "5": {"Name": "name", "TelWork": "TeNr"},
    "6": {"Name": "name", "DateBirth": "DaBi"},
}
"""AFAS: 2 is by prefix, surname, initials and gender; this view knows whole names only."""


def known_number(state: State, element: Element) -> str | None:
    """The number of the one that is meant; None where it is to be made. Raises Wrong where several fit."""
    code = str(element.get(CODES[element.name]) or BY_NUMBER)
    if element.name not in ALWAYS_NEW or code == ALWAYS_NEW[element.name]:
        return None
    number = element.get("BcCo") or element.get("BcId")
    if code == BY_NUMBER:
        return _existing(state, None if number is None else str(number))
    columns = (_PERSON if element.name == "KnPerson" else _ORGANISATION).get(code, {})
    wanted = {column: _asked(element, source) for column, source in columns.items()}
    if not wanted or None in wanted.values():
        return None
    found = _matching(state, wanted, kind="1" if element.name == "KnPerson" else "2")
    if len(found) > 1:
        raise Wrong("several", element.name)
    return found[0] if found else None


def _existing(state: State, number: str | None) -> str | None:
    if number is None:
        return None
    return number if state.find(state.view("Profit_OrgPer"), {"BcCo": number}) is not None else None


def _asked(element: Element, source: str) -> object:
    if source == "address":
        address = next(iter(element.of("KnBasicAddressAdr")), None)
        return None if address is None else f"{address.get('Ad')} {address.get('HmNr')}"
    if source == "name":
        parts = (element.get("FiNm") or element.get("CaNm"), element.get("Is"), element.get("LaNm"))
        return " ".join(str(part) for part in parts if part) or None
    return element.get(source)


def _matching(state: State, wanted: Mapping[str, object], *, kind: str) -> list[str]:
    view = state.view("Profit_OrgPer")
    table = state.shelf(view).table
    test = _test({**wanted, "Type": kind})
    rows = (table.row(number) for number in table.numbers())
    return [str(row["BcCo"]) for row in rows if row is not None and test(row)]


def _test(wanted: Mapping[str, object]) -> Callable[[Row], bool]:
    compared = {column: comparable(value) for column, value in wanted.items()}
    return lambda row: all(comparable(row[column]) == value for column, value in compared.items())
