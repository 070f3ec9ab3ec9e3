"""What each answer of AFAS stands for: a row for every line of the fact sheet, and no value ever repeated."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from nlconnect.errors import (
    ApiError,
    AuthError,
    Conflict,
    Forbidden,
    Invalid,
    NlconnectError,
    NotFound,
    RateLimited,
    ScopeMissing,
    ServerError,
)
from nlconnect.limits import Failure, failure_of
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.wire import Response
from nlconnect_afas import AFAS, CATALOGUE, answers
from nlconnect_afas.answers import error_of
from nlconnect_afas.mock import refusals

DEBTORS = CATALOGUE.entity("Profit_Debtor")
REFERENCE = "0123456789ABCDEF0123456789ABCDEF"
PAGE = b"<html><head><title>404</title></head><body>File or directory not found.</body></html>"


def said(text: str, *, number: int = -2147180996) -> bytes:
    return json.dumps({"errorNumber": number, "externalMessage": text, "profitLogReference": REFERENCE}).encode()


def answer(status: int, content: bytes = b"", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, named, content, "https://host/ProfitRestServices/connectors/X", 0.0, 0.0)


def error(
    status: int, content: bytes = b"", *, method: str = "GET", entity: EntitySpec | None = DEBTORS, **headers: str
) -> Any:
    return error_of(answer(status, content, **headers), method=method, entity=entity)


UNSUPPORTED = "GetConnector not supported for this app or the user is not authorized"
UNSUPPORTED_NL = "GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd"
DURATION_NL = "De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken."
DURATION = "The maximum duration for performing the assignment has been exceeded."
TABLE: list[tuple[int, str, bytes, dict[str, str], type[NlconnectError], str, Failure | None]] = [
    # status, method, body, headers, class, words of the message, what repeating makes of it
    (400, "GET", b"", {}, Invalid, "status 400", None),
    (400, "POST", b'{"message": "Invalid json"}', {}, Invalid, "Invalid json", None),
    (401, "GET", said("GetConnector not supported for this app"), {}, ScopeMissing, "lacks the connector", None),
    (401, "GET", said("The token is not valid."), {}, AuthError, "does not accept the token", None),
    (401, "GET", b"", {"www_authenticate": 'Bearer error="invalid_token"'}, AuthError, "expired", None),
    (403, "GET", said("Dit IP-adres is niet toegestaan."), {}, Forbidden, "from here", None),
    (404, "GET", PAGE, {"content_type": "text/html"}, NotFound, "no such connector or file", None),
    (404, "GET", b"", {"content_type": "application/xml"}, NotFound, "no such connector or file", None),
    (413, "POST", b"", {}, Invalid, "75 MB", None),
    (429, "GET", b"", {}, RateLimited, "number of calls", Failure.RATE_LIMITED),
    (500, "GET", said(UNSUPPORTED), {}, ScopeMissing, "lacks the connector Profit_Debtor", None),
    (500, "GET", said(UNSUPPORTED_NL), {}, ScopeMissing, "lacks the connector Profit_Debtor", None),
    (500, "GET", said("This GetConnector (definition) is blocked"), {}, Forbidden, "for heavy use", None),
    (500, "GET", said("Deze GetConnector (definitie) is geblokkeerd"), {}, Forbidden, "for heavy use", None),
    (500, "GET", said("Connector field 'CreditLimit' not found"), {}, Invalid, "'CreditLimit' not found", None),
    (500, "GET", said("Connectorveld 'CreditLimit' niet gevonden"), {}, Invalid, "'CreditLimit' niet gevonden", None),
    (500, "GET", said("Invalid Index field"), {}, Invalid, "Invalid Index field", None),
    (500, "GET", said("Ongeldig indexveld"), {}, Invalid, "Ongeldig indexveld", None),
    (500, "GET", said("Out of memory"), {}, Invalid, "ran out of memory", None),
    (500, "GET", said("Out of String space"), {}, Invalid, "ran out of memory", None),
    (500, "GET", said(DURATION), {}, Invalid, "15 minutes", None),
    (500, "GET", said(DURATION_NL), {}, Invalid, "15 minutes", None),
    (500, "GET", said("An unexpected error has occurred."), {}, ServerError, "unexpected", Failure.SERVER_ERROR),
    (500, "GET", said("Er is een onverwachte fout opgetreden."), {}, ServerError, "onverwachte", Failure.SERVER_ERROR),
    (500, "GET", b"", {}, ServerError, "without saying why", Failure.SERVER_ERROR),
    (500, "GET", PAGE, {}, ServerError, "without saying why", Failure.SERVER_ERROR),
    (500, "PUT", said("The layout is in use by another user."), {}, ServerError, "other user", Failure.SERVER_ERROR),
    (500, "GET", said("In gebruik door een andere gebruiker."), {}, ServerError, "other user", Failure.SERVER_ERROR),
    (500, "POST", said("The entered value for 'CurrencyId' does not exist."), {}, Invalid, "'CurrencyId'", None),
    (500, "POST", said("De ingevoerde waarde bij 'CurrencyId' bestaat niet."), {}, Invalid, "'CurrencyId'", None),
    (500, "POST", said("De regel met 'DebtorId' bestaat al."), {}, Conflict, "'DebtorId' bestaat al", None),
    (500, "POST", said("The line with 'DebtorId' already exists."), {}, Conflict, "already exists", None),
    (500, "GET", said(PAGE.decode()), {}, NotFound, "no such connector or file", None),
    (502, "GET", PAGE, {}, ServerError, "not available", Failure.UNAVAILABLE),
    (503, "GET", b"", {}, ServerError, "not available", Failure.UNAVAILABLE),
    (503, "GET", b'{"retry_after": 7200}', {"retry_after": "7200"}, ServerError, "not available", Failure.UNAVAILABLE),
    (504, "GET", b"", {}, ServerError, "not available", Failure.UNAVAILABLE),
    (599, "GET", b"", {}, ServerError, "status 599", Failure.SERVER_ERROR),
    (200, "GET", PAGE, {"content_type": "text/html"}, ServerError, "web page", Failure.NOT_JSON),
    (200, "GET", b"\xef\xbb\xbf<!DOCTYPE html>", {}, ServerError, "web page", Failure.NOT_JSON),
]


@pytest.mark.parametrize(("status", "method", "body", "headers", "kind", "words", "repeated"), TABLE)
def test_an_answer_stands_for(
    status: int,
    method: str,
    body: bytes,
    headers: dict[str, str],
    kind: type[NlconnectError],
    words: str,
    repeated: Failure | None,
) -> None:
    found = error(status, body, method=method, **headers)
    assert type(found) is kind
    assert words in found.message
    assert found.entity == "Profit_Debtor"
    assert failure_of(found) is repeated
    if isinstance(found, ApiError):
        assert found.status == status


@pytest.mark.parametrize("status", [200, 201])
def test_a_good_answer_is_no_error(status: int) -> None:
    assert error(status, b'{"skip":0,"take":100,"rows":[]}', content_type="application/json") is None
    assert error(status, b"") is None


def test_the_entry_in_the_customers_log_is_always_told() -> None:
    for text in (UNSUPPORTED, "Out of memory", "An unexpected error has occurred.", "Onjuist"):
        assert REFERENCE in error(500, said(text)).hint


def test_the_request_id_is_the_trace_and_else_the_entry_in_the_log() -> None:
    ids = AFAS.dialect.request_id_of
    assert ids(answer(200, b"{}", x_trace_identifier="a1b2-c3")) == "a1b2-c3"
    assert ids(answer(500, said("x"))) == REFERENCE
    assert ids(answer(200, b"{}")) is None
    assert ids(answer(500, b'{"profitLogReference": "see https://evil.example"}')) is None


def test_maintenance_says_when_to_come_back_also_where_only_the_body_does() -> None:
    assert error(503, b'{"retry_after": 90}').retry_after == 90
    assert error(503, b'{"retry_after": "soon"}').retry_after is None


@pytest.mark.parametrize(
    "told", ["Connector field 'CreditLimit' not found", said("Connector field 'CreditLimit' not found").decode()]
)
def test_the_obsolete_header_is_read_where_the_body_says_nothing(told: str) -> None:
    found = error(500, b"", x_profit_error=base64.b64encode(told.encode()).decode())
    assert type(found) is Invalid
    assert found.fields == ("CreditLimit",)
    assert type(error(500, b"", x_profit_error="%%%")) is ServerError


def test_fields_are_named_only_where_the_entity_has_them() -> None:
    assert error(500, said("Connector field 'Jansen' not found")).fields == ()
    assert error(500, said("Connector field 'CreditLimit' not found"), entity=None).fields == ()


@pytest.mark.parametrize(
    "text",
    [
        "De ingevoerde waarde bij 'Jan Jansen' bestaat niet.",
        "The entered value for 'Jan Jansen' does not exist.",
        "Jansen: het bedrag klopt niet, 10 euro",
        "(AntaObject) The foreignkey does not exist ... FieldId=Btw-code Value=Jansen",
        "Filter on field 'DebtorName' is invalid: Jansen",
        "Bankrekening NL91ABNA0417164300 van Jansen bestaat niet",
        "Mail jan.jansen@example.nl is al in gebruik",
        "Er bestaat al een debiteur met nummer 100771",
    ],
)
def test_no_value_of_the_vendors_message_is_repeated(text: str) -> None:
    for method in ("GET", "POST"):
        found = error(500, said(text), method=method)
        shown = f"{found}{found!r}"
        for value in ("Jansen", "jansen", "NL91", "100771"):
            assert value not in shown


def test_useful_words_of_a_message_stay() -> None:
    shown = str(error(500, said("Bij het verplichte veld 'CurrencyId' is geen waarde ingevuld."), method="POST"))
    assert "Bij het verplichte veld 'CurrencyId' is geen waarde ingevuld" in shown


def test_the_messages_that_are_known_stay_readable() -> None:
    for _, dutch, english in refusals._TEXTS.values():
        for text in (dutch, english):
            told = text.format(field="DebtorId", kind="GetConnector", period=3)
            shown = answers._shown(told, DEBTORS)
            assert "•" not in shown.replace("'•••'", ""), told
