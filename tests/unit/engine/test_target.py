"""Requests of the caller's own making: gate, wire and audit have to mean the same place."""

from __future__ import annotations

from typing import Any

import pytest

from nlconnect.connector import Scope, connector
from nlconnect.engine.target import Target, checked_headers, method_of, target_of
from nlconnect.errors import ConfigError, PolicyRefused, QueryError
from nlconnect.testing.signed_in import SignedInMock

BASE = "https://start.exactonline.nl"
ACCOUNTS = "/api/v1/{division}/crm/Accounts"
KEY = "(guid'00000000-0000-4000-8000-000000000000')"
MARK = "Zoutelande"


def target(path: str, **params: str) -> Target:
    return target_of(path, params=params, base_url=BASE, connector=connector("exact"), scope=Scope(division=5))


@pytest.mark.parametrize(
    "path",
    [
        ACCOUNTS,
        ACCOUNTS.lstrip("/"),
        f"{ACCOUNTS}/",
        f"{ACCOUNTS}{KEY}",
        f"{ACCOUNTS}?$select=Name",
        "/api/v1/{division}/CRM/accounts",
        "/api/v1/{division}/%63rm/Accounts",
        "/api/v1/5/crm/Accounts",
        "/api/v1/{division}/bulk/CRM/Accounts",
        f"{BASE}/api/v1/5/crm/Accounts",
        f"{BASE.upper()}/api/v1/5/crm/Accounts(Name='a%2Fb')",
    ],
)
def test_every_spelling_of_an_entity_is_that_entity(path: str) -> None:
    found = target(path)
    assert found.named == found.shown == "crm.Accounts"
    assert found.url.lower().startswith(f"{BASE}/api/v1/5/")


@pytest.mark.parametrize(
    "path",
    [
        f"{ACCOUNTS}{KEY}/Contacts",
        f"{ACCOUNTS}{KEY}(1)",
        f"{ACCOUNTS}(x)/Contacts(y)",
        f"{ACCOUNTS}('a/b')",
        f"{ACCOUNTS}/$links/Contacts",
        f"{ACCOUNTS};x=1",
        "/api/v1/{division}/$batch",
    ],
)
def test_what_goes_on_behind_an_entity_is_not_that_entity(path: str) -> None:
    assert target(path).entity is None


@pytest.mark.parametrize(
    "path",
    [
        f"{ACCOUNTS}/../Contacts",
        f"{ACCOUNTS}{KEY}/../../salesinvoice/SalesInvoices",
        f"{ACCOUNTS}(x'/../../salesinvoice/SalesInvoices')",
        f"{ACCOUNTS}/%2e%2e/Contacts",
        f"{ACCOUNTS}/%252e%252e/Contacts",
        f"{ACCOUNTS}/.%2E/Contacts",
        f"{ACCOUNTS}%2f..%2fContacts",
        f"{ACCOUNTS}%2fx",
        f"{ACCOUNTS}\\..\\Contacts",
        f"{ACCOUNTS}%5c..%5cContacts",
        f"{ACCOUNTS}#/Contacts",
        f"{ACCOUNTS}\nx",
        f"{ACCOUNTS}?a=b\r\nHost: evil.example",
        "/api/v1/{division}//crm/Accounts",
        "/api/v1/{division}/./crm/Accounts",
        "https://[evil/x",
    ],
)
def test_a_path_that_can_be_read_in_two_ways_is_refused(path: str) -> None:
    with pytest.raises(QueryError, match=r"two ways|cannot be read"):
        target(path)


@pytest.mark.parametrize(
    "path", ["/api/v1/6/crm/Accounts", f"/api/v1/6/crm/Accounts{KEY}", f"{BASE}/api/v1/6/crm/accounts"]
)
def test_a_path_cannot_name_another_company_than_the_scope(path: str) -> None:
    with pytest.raises(QueryError, match="another division"):
        target(path)


def test_what_is_shown_of_a_path_holds_no_value() -> None:
    found = target(f"/api/v1/{{division}}/x/Nothing(Name='{MARK}')?$filter=Name eq '{MARK}'", q=MARK)
    assert MARK not in found.shown + found.endpoint
    assert MARK in found.url


@pytest.mark.parametrize("method", ["OPTIONS", "GET /x", "TRACE", "CONNECT", "POST\r\nX: y", ""])
def test_a_method_that_the_gate_does_not_know_is_refused(method: str) -> None:
    with pytest.raises(QueryError, match="method"):
        method_of(method)


@pytest.mark.parametrize(
    "header",
    ["authorization", "Authorization", "HOST", "Cookie", "X-HTTP-Method", "x-http-method-override", "Content-Length"],
)
def test_headers_that_decide_where_or_what_are_not_the_callers(header: str) -> None:
    with pytest.raises(QueryError, match="not yours"):
        checked_headers({header: "x"})


@pytest.mark.parametrize("headers", [{"X": f"{MARK}\r\nHost: y"}, {"X\r\nHost": MARK}, {"": MARK}, {"A b": MARK}])
def test_a_header_cannot_smuggle_another(headers: dict[str, str]) -> None:
    with pytest.raises(QueryError) as caught:
        checked_headers(headers)
    assert MARK not in str(caught.value)


def test_a_refused_write_is_told_without_the_key(mock_exact: SignedInMock) -> None:
    exact: Any = mock_exact.connect()
    with pytest.raises(PolicyRefused) as caught:
        exact.request("PUT", f"/api/v1/{{division}}/x/Nothing('{MARK}')?q={MARK}", body={})
    assert MARK not in f"{caught.value} {caught.value.entity}"
    assert len(mock_exact.calls) == 0


def test_a_write_that_was_allowed_for_one_record_is_not_for_another(mock_exact: SignedInMock) -> None:
    exact: Any = mock_exact.connect(allow_writes=["/api/v1/{division}/x/Nothing('1')"])
    with pytest.raises(PolicyRefused):
        exact.request("PUT", "/api/v1/{division}/x/Nothing('2')", body={})


def test_a_write_is_written_down_before_it_is_sent(mock_exact: SignedInMock) -> None:
    exact: Any = mock_exact.connect(allow_writes=["crm.Accounts"])
    exact.request("POST", ACCOUNTS, body={"Name": MARK})
    assert [entry["outcome"] for entry in mock_exact.audit][-2:] == ["begun", "done"]


def test_what_a_raw_request_gave_does_not_show_itself(mock_exact: SignedInMock) -> None:
    mock_exact.add("crm.Accounts", name=MARK)
    exact: Any = mock_exact.connect()
    answer = exact.request("GET", ACCOUNTS, params={"$filter": f"Name eq '{MARK}'"})
    assert MARK in answer.content.decode()
    assert MARK not in repr(answer)


def test_one_name_for_a_list_of_names_is_refused(mock_exact: SignedInMock) -> None:
    with pytest.raises(ConfigError, match="allow_writes is a list"):
        mock_exact.connect(allow_writes="crm.Accounts")
