"""Many keys in few calls, each with an end of its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nlconnect.connector import Request, Response, Scope
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_afas import AFAS, CATALOGUE
from nlconnect_afas.ledger import Profit_Debtor, Profit_Journals
from nlconnect_afas.lookups import apart, together

BASE = "https://12345.rest.afas.online/ProfitRestServices"


@pytest.fixture
def afas() -> SignedInMock:
    return SignedInMock("afas", setting=Setting(seeded=False))


def request_for(name: str, *key: Any) -> Request:
    spec = CATALOGUE.entity(name)
    return AFAS.dialect.key_request(spec, key, spec.values, base_url=BASE, scope=Scope()).request


def answer(content: bytes) -> Response:
    return Response(200, {}, content, "https://x", 0.0, 0.0)


def test_a_thousand_debtors_are_looked_up_in_few_calls(afas: SignedInMock) -> None:
    for number in range(0, 1000, 2):
        afas.add("Profit_Debtor", debtor_id=f"{number:05}", debtor_name=f"Klant {number}")
    connection = afas.connect()
    afas.calls.clear()
    found = connection.get_many(Profit_Debtor.select("debtor_name"), [f"{number:05}" for number in range(1000)])
    assert [record.debtor_name for record in found.records] == [f"Klant {number}" for number in range(0, 1000, 2)]
    assert list(found.missing) == [f"{number:05}" for number in range(1, 1000, 2)]
    assert not found.failures
    assert len(afas.calls) <= 25


def test_keys_of_several_parts_and_odd_ones_find_their_own_row(afas: SignedInMock) -> None:
    for unit in (1, 2):
        for journal in ("a", "b;c", "d,e", "É"):
            afas.add("Profit_Journals", unit_id=unit, journal_id=journal, description=f"{unit}{journal}")
    keys = [(2, "a"), (1, "b;c"), (1, "d,e"), (2, "É"), (3, "a")]
    found = afas.connect().get_many(Profit_Journals, keys)
    assert [record.description for record in found.records] == ["2a", "1b;c", "1d,e", "2É"]
    assert list(found.missing) == [(3, "a")]


def test_keys_that_are_too_long_together_are_asked_for_apart(afas: SignedInMock) -> None:
    keys = [f"{number:0100}" for number in range(40)]
    for key in keys:
        afas.add("Profit_Debtor", debtor_id=key)
    afas.calls.clear()
    assert len(afas.connect().get_many(Profit_Debtor, keys).records) == 40
    assert len(afas.calls) < 10


def test_an_answer_is_taken_apart_with_all_its_digits() -> None:
    requests = [request_for("Profit_Debtor", "1"), request_for("Profit_Debtor", "2"), request_for("Profit_Debtor", "3")]
    whole = together(requests, BASE)
    assert whole is not None
    rows = b'"rows": [ {"DebtorId": "2", "CreditLimit": -.10} ,{"DebtorId":"1"}]'
    content = b'{"skip": 0, "x": {"rows": [1]}, "take": 9, ' + rows + b"}"
    parts = apart(answer(content), requests)
    assert b'"CreditLimit": -0.10' in parts[1].content
    assert [len(json.loads(part.content)["rows"]) for part in parts] == [1, 1, 0]


def test_days_guids_and_numbers_are_found_as_afas_writes_them() -> None:
    request = request_for("Profit_Currency", *_key("Profit_Currency", "EUR", "2026-01-01"))
    row = {"CurrencyId": "eur", "StartDate": "2026-01-01T00:00:00Z"}
    row |= {wire: "EUR" for wire in CATALOGUE.entity("Profit_Currency").key if wire not in row}
    (part,) = apart(answer(json.dumps({"rows": [row]}).encode()), [request])
    assert json.loads(part.content)["rows"] == [row]


def _key(name: str, text: str, day: str) -> list[str]:
    spec = CATALOGUE.entity(name)
    return [day if spec.by_wire[wire].type == "date" else text for wire in spec.key]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"rows": 5}', b'{"rows": [1]}', b'{"rows": [{', b"<html>", b"\xff"])
def test_what_is_no_page_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no rows"):
        apart(answer(content), [request_for("Profit_Debtor", "1")])
