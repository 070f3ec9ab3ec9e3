"""What each answer of Exact stands for: a row for every line of the fact sheet's tables, and no value ever repeated."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

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
from nlconnect_exact import CATALOGUE
from nlconnect_exact.answers import error_of, message_of

INVOICES = CATALOGUE.entity("salesinvoice.SalesInvoices")
LOGIN_PAGE = (
    b'<html><head><title>Object moved</title></head><body><a href="/docs/Login.aspx?ReturnUrl=x">here</a></body>'
)
MAINTENANCE = b"<!DOCTYPE html>\r\n<html><body>Onderhoud</body></html>"


def said(text: str) -> bytes:
    return json.dumps({"error": {"code": "", "message": {"lang": "", "value": text}}}).encode()


def answer(status: int, content: bytes = b"", **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, named, content, "https://host/api", 0.0, 0.0)


def error(
    status: int, content: bytes = b"", *, method: str = "GET", entity: EntitySpec | None = INVOICES, **headers: str
) -> Any:
    return error_of(answer(status, content, **headers), method=method, entity=entity)


MANDATORY = "This endpoint has mandatory filtering applied. Please use one of InvoiceID, Created in the $filter"
TABLE: list[tuple[int, str, bytes, dict[str, Any], type[NlconnectError], str, Failure | None]] = [
    # status, method, body, headers, class, words of the message, what repeating makes of it
    (400, "GET", said("Bad Request - Error in query syntax."), {}, Invalid, "Error in query syntax", None),
    (400, "GET", said(MANDATORY), {}, Invalid, "mandatory filtering", None),
    (400, "GET", said("Unrecognized 'Edm.Guid' literal 'guid''' in '12'."), {}, Invalid, "'Edm.Guid'", None),
    (400, "GET", said("This $filter parameter is not supported for this resource"), {}, Invalid, "$filter", None),
    (400, "GET", b"", {}, Invalid, "does not understand", None),
    (400, "GET", b"Bad Request", {"content_type": "text/plain"}, Invalid, "does not understand", None),
    (400, "POST", said("Error processing request stream. The request should be"), {}, Invalid, "request stream", None),
    (400, "GET", b"", {"reason": "LicenseExpired: x"}, Forbidden, "licence has expired", None),
    (400, "GET", b"", {"reason": "DivisionBlocked"}, Forbidden, "company is blocked", None),
    (400, "POST", b"", {"reason": "TooEarlyToRefreshTokens: y"}, AuthError, "this early", None),
    (401, "GET", LOGIN_PAGE, {"content_type": "text/html"}, AuthError, "does not accept the access token", None),
    (401, "GET", b"", {"www_authenticate": quote("access token expired")}, AuthError, "has expired", None),
    (401, "GET", b"", {"www_authenticate": "message+expired"}, AuthError, "has expired", None),
    (401, "GET", b"", {}, AuthError, "does not accept", None),
    (
        403,
        "GET",
        said("Forbidden - Application Scope Violated. Cannot read"),
        {},
        ScopeMissing,
        str(INVOICES.permission),
        None,
    ),
    (403, "GET", said("Forbidden - User division is not within division scope"), {}, Forbidden, "did not grant", None),
    (403, "GET", b"", {"reason": "BlockedUser"}, Forbidden, "user is blocked", None),
    (403, "GET", b"", {"reason": "InactiveUser"}, Forbidden, "not active", None),
    (403, "GET", b"", {"reason": "BlockedCustomer"}, Forbidden, "blocked this customer", None),
    (403, "GET", b"", {"reason": "NoDivisionAccess: x"}, Forbidden, "no access to this company", None),
    (403, "GET", b"", {"reason": "WrongDivision"}, Forbidden, "another company", None),
    (403, "GET", b"", {}, Forbidden, "lacks the right", None),
    (403, "GET", LOGIN_PAGE, {"content_type": "text/html"}, Forbidden, "lacks the right", None),
    (404, "GET", said("Resource not found for the segment."), {}, NotFound, "no such record", None),
    (404, "GET", b"", {}, NotFound, "no such record", None),
    (405, "DELETE", b"", {}, Invalid, "DELETE is not offered", None),
    (408, "GET", b"", {}, ServerError, "too heavy", Failure.SERVER_ERROR),
    (409, "POST", b"", {}, Conflict, "changed meanwhile", None),
    (413, "POST", b"", {}, Invalid, "413", None),
    (415, "GET", said("Unsupported media type requested."), {}, Invalid, "media type", None),
    (429, "GET", b"", {}, RateLimited, "number of calls", Failure.RATE_LIMITED),
    (429, "POST", b"", {}, RateLimited, "number of calls", Failure.RATE_LIMITED),
    (500, "POST", said("Gegeven bestaat reeds"), {}, Conflict, "bestaat reeds", None),
    (500, "PUT", said("Data already exists"), {}, Conflict, "already exists", None),
    (500, "POST", said("Verplicht: Serie"), {}, Invalid, "Verplicht: Serie", None),
    (500, "POST", said("Ongeldig: Leverancier (Type)"), {}, Invalid, "Leverancier", None),
    (500, "DELETE", said("Kan niet verwijderen: Relatie - Gebruikt in: Documenten"), {}, Invalid, "Gebruikt in", None),
    (500, "POST", b"", {}, ServerError, "without saying why", Failure.SERVER_ERROR),
    (500, "GET", said("Er is een fout opgetreden"), {}, ServerError, "fout", Failure.SERVER_ERROR),
    (500, "GET", LOGIN_PAGE, {"content_type": "text/html"}, ServerError, "without saying", Failure.SERVER_ERROR),
    (502, "GET", b"<html>", {"content_type": "text/html"}, ServerError, "not available", Failure.UNAVAILABLE),
    (503, "GET", b"", {}, ServerError, "not available", Failure.UNAVAILABLE),
    (504, "POST", b"", {}, ServerError, "not available", Failure.UNAVAILABLE),
    (200, "GET", MAINTENANCE, {"content_type": "text/html; charset=utf-8"}, ServerError, "web page", Failure.NOT_JSON),
    (200, "GET", MAINTENANCE, {"content_type": "application/json"}, ServerError, "web page", Failure.NOT_JSON),
    (200, "GET", b"\r\n <HTML>", {}, ServerError, "web page", Failure.NOT_JSON),
    (200, "GET", b"\xef\xbb\xbf<!doctype html>", {}, ServerError, "web page", Failure.NOT_JSON),
    (201, "POST", MAINTENANCE, {"content_type": "text/html"}, ServerError, "web page", Failure.NOT_JSON),
    (302, "GET", b"", {"location": "/docs/Login.aspx"}, ServerError, "302", Failure.NOT_JSON),
]


@pytest.mark.parametrize(("status", "method", "content", "headers", "kind", "words", "failure"), TABLE)
def test_an_answer_is_classed_by_what_the_caller_can_do(
    status: int,
    method: str,
    content: bytes,
    headers: dict[str, Any],
    kind: type[NlconnectError],
    words: str,
    failure: Failure | None,
) -> None:
    found = error(status, content, method=method, **headers)
    assert type(found) is kind
    assert words in found.message
    assert found.entity == "SalesInvoices"
    assert failure_of(found) is failure
    if isinstance(found, ApiError):
        assert found.status == status


@pytest.mark.parametrize(
    ("status", "content", "headers"),
    [
        (200, b'{"d":{"results":[]}}', {"content_type": "application/json"}),
        (201, b'{"d":{}}', {}),
        (204, b"", {}),
        (200, b"42", {"content_type": "text/plain"}),
        (200, b'<?xml version="1.0"?><edmx:Edmx/>', {"content_type": "application/xml"}),
        (200, b"<eExact/>", {"content_type": "text/xml"}),
        (200, b"%PDF-1.7 <html>", {"content_type": "application/pdf"}),
    ],
)
def test_a_good_answer_is_no_error(status: int, content: bytes, headers: dict[str, Any]) -> None:
    assert error(status, content, **headers) is None


def test_the_blamed_fields_are_named_by_wire_name() -> None:
    found = error(500, said("Error in converting value for property 'InvoiceTo' to type 'Guid'"), method="POST")
    assert isinstance(found, Invalid)
    assert list(found.fields) == ["InvoiceTo"]
    assert "'InvoiceTo'" in found.message
    assert list(error(500, said("Mandatory: Journal"), method="POST").fields) == ["Journal"]


@pytest.mark.parametrize(
    "text",
    [
        "Ongeldig: Jansen (Relatie)",
        "Error in converting value for property 'Jansen' to type 'Guid'",
        "Verplicht: Jansen",
        "Relatie 'Jansen' bestaat reeds",
    ],
)
def test_what_is_no_field_is_not_named_as_one(text: str) -> None:
    found = error(500, said(text), method="POST")
    assert "Jansen" not in getattr(found, "fields", ())
    assert "Jansen" not in str(found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Relatie Jan Jansen B.V. bestaat reeds", "Relatie •••. bestaat reeds"),
        ("Bestaat reeds - Naam: Jansen & Zn. (klant)", "Bestaat reeds - Naam: •••. (klant)"),
        ("Ongeldig: omschrijving heeft griep en koorts", "Ongeldig: omschrijving heeft ••• en •••"),
        ("Kan niet verwijderen: Relatie O'Brien-de Vries", "Kan niet verwijderen: Relatie •••"),
        ("Verplicht: BTW-code, Journal", "Verplicht: BTW-code, Journal"),
        ("Waarde Jansen_2 is te lang", "Waarde ••• is te lang"),
        ("Please use at least one of these properties", "Please use at least one of these properties"),
    ],
)
def test_words_that_are_not_exacts_own_are_values(text: str, shown: str) -> None:
    assert message_of(answer(500, said(text)), INVOICES) == shown


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 500, 503])
def test_no_error_repeats_a_value_of_the_answer(status: int) -> None:
    text = "Relatie 'Jan Jansen', NL91 ABNA 0417 1643 00, jan@example.nl, BSN 123456782, 1.234,56 bestaat reeds"
    for method in ("GET", "POST"):
        shown = str(error(status, said(text), method=method))
        for part in ("Jansen", "ABNA", "example", "123456782", "1.234"):
            assert part not in shown


def test_a_mandatory_filter_gets_a_hint() -> None:
    assert "condition on one of the fields" in error(400, said(MANDATORY)).hint


def test_an_answer_without_an_entity_still_has_a_class() -> None:
    found = error(403, said("Forbidden - Application Scope Violated. Cannot read"), entity=None)
    assert isinstance(found, ScopeMissing)
    assert found.entity is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"5",
        b'{"error":null}',
        b'{"error":{"message":null}}',
        b'{"error":{"message":{"value":null}}}',
        b'{"error":{"message":["x"]}}',
        b"\xff\xfe\xfd",
        b"[" * 100_000,
    ],
)
def test_an_odd_body_holds_no_message(content: bytes) -> None:
    assert message_of(answer(500, content)) == ""
    assert isinstance(error(500, content), ServerError)


def test_a_message_may_stand_without_a_language() -> None:
    assert message_of(answer(500, b'{"error":{"message":"Gegeven bestaat reeds"}}')) == "Gegeven bestaat reeds"
