"""Each way into AFAS, from the settings to a page of rows, against the mock; and each refusal in words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from nlconnect.auth import GrantKind, Keeper
from nlconnect.client import Connection
from nlconnect.config import Login, Profile, login_of
from nlconnect.connector import RefusalKind, Response
from nlconnect.engine.opening import Opening, site_of
from nlconnect.errors import AuthError, ConfigError, LoginRequired
from nlconnect.model.wire import Request
from nlconnect.testing.signed_in import SignedInMock
from nlconnect.transport.blocking import run_blocking
from nlconnect_afas import AFAS
from nlconnect_afas.employees import Profit_Employees
from nlconnect_afas.sign_in import classic_token, explain, token_in

DATA = "0123456789abcdef0123456789ABCDEF" * 2
XML = f"<token><version>1</version><data>{DATA}</data></token>"
SECRETS = ("client_secret", "token", "api_key", "api_token")


@pytest.fixture
def mock() -> SignedInMock:
    return SignedInMock("afas")


@pytest.fixture
def opened(mock: SignedInMock) -> Callable[..., tuple[Connection, Keeper]]:
    """A connection and its keeper with only those keys of what the mock tells."""

    def give(*keys: str, **other: str) -> tuple[Connection, Keeper]:
        known = {key: str(value) for key, value in mock.credentials.items()}
        texts = {key: known[key] for key in ("base_url", "login_url", *keys)} | other
        login = login_of({"system": "afas", **texts}, name="kantoor")
        base = mock.opening()
        opening = Opening(Profile(name="p", login=login), config=base.config, store=mock.store, auditor=mock.audit)
        session, keeper = opening.signed(mock.port())
        return Connection(session, scope=opening.scope, asker=opening.asker), keeper

    return give


Opened = Callable[..., tuple[Connection, Keeper]]


def read(connection: Connection) -> int:
    return len(list(connection.read(Profit_Employees)))


@pytest.mark.parametrize(
    "told",
    [
        XML,
        f"{XML}\r\n",
        f"<token>\n  <version>1</version>\n  <data>{DATA}</data>\n</token>",
        DATA,
        f"  {DATA}\n",
        base64.b64encode(XML.encode()).decode(),
        base64.b64encode(f"{XML}\r\n".encode()).decode(),
    ],
)
def test_a_classic_token_is_taken_in_every_shape_it_is_handed_out_in(told: str) -> None:
    assert classic_token(told) == base64.b64encode(XML.encode()).decode()


@pytest.mark.parametrize(
    "told",
    [
        "",
        DATA[:-1],
        f"{DATA}00",
        f"{XML}<x/>",
        XML.replace("1</v", "2</v"),
        base64.b64encode(b"<token>").decode(),
        base64.b64encode(b"\xff\xfe").decode(),
        "AfasToken abc",
        f"<!DOCTYPE x [<!ENTITY a 'b'>]>{XML}",
    ],
)
def test_what_is_no_classic_token_is_none(told: str) -> None:
    assert classic_token(told) is None


def test_a_classic_token_of_the_settings_reads(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened("token")
    run_blocking(keeper.finish_login())
    read(connection)
    assert mock.calls[-1].status == 200
    assert run_blocking(keeper.status()).grant is GrantKind.STATIC


def test_a_classic_token_that_was_withdrawn_is_told_once_and_clearly(opened: Opened, mock: Any) -> None:
    connection, _ = opened("token")
    mock.service.signin.revoke(str(mock.credentials["token"]))
    with pytest.raises(AuthError, match="refused the token of kantoor"):
        read(connection)
    assert len(mock.calls) == 1


def test_a_mailed_code_gives_a_classic_token(opened: Opened, mock: Any) -> None:
    connection, keeper = opened("api_key", "api_token", "user")
    with pytest.raises(LoginRequired, match="nlconnect login kantoor"):
        read(connection)
    assert run_blocking(keeper.begin_login()).wants == "code"
    with pytest.raises(AuthError, match="refused to give the token"):
        run_blocking(keeper.finish_login("000000"))
    run_blocking(keeper.finish_login(mock.service.signin.mailed[-1][1]))
    read(connection)
    connection, _ = opened("api_key", "api_token", "user")
    read(connection)


def test_an_app_gets_a_token_of_its_own_and_the_next_one_when_it_ends(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened("client_id", "client_secret")
    run_blocking(keeper.finish_login())
    read(connection)
    asked = len(mock.calls)
    mock.clock.advance(4000)
    read(connection)
    assert "token" in mock.calls[asked].path


def test_a_person_signs_in_with_a_redirect_and_stays_signed_in(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened("client_id", "client_secret", "redirect_uri")
    invitation = run_blocking(keeper.begin_login())
    page = run_blocking(mock.port().send(Request("GET", str(invitation.address))))
    run_blocking(keeper.finish_login(page.headers["location"]))
    read(connection)
    mock.clock.advance(4000)
    read(connection)
    assert run_blocking(keeper.status()).grant is GrantKind.AUTHORIZATION_CODE


def test_a_token_that_is_refused_is_replaced_once(opened: Opened, mock: SignedInMock) -> None:
    connection, _ = opened("client_id", "client_secret")
    read(connection)
    mock.clock.advance(60)
    mock.calls.clear()
    mock.fail_next(401)
    read(connection)
    assert [("token" in call.path, call.status) for call in mock.calls] == [(False, 401), (True, 200), (False, 200)]


def test_a_wrong_secret_is_told_with_its_place(opened: Opened) -> None:
    connection, keeper = opened("client_id", client_secret="hush-hush")
    with pytest.raises(AuthError, match="its secret is wrong") as caught:
        run_blocking(keeper.finish_login())
    assert "[logins.kantoor]" in str(caught.value.hint)
    assert "hush" not in f"{caught.value}{caught.value!r}{connection!r}"


@pytest.mark.parametrize(
    ("environment", "site", "host"),
    [
        ("12345", None, "12345.rest.afas.online"),
        ("12345", "test", "12345.resttest.afas.online"),
        ("99999", "accept", "99999.restaccept.afas.online"),
    ],
)
def test_the_participant_number_is_part_of_the_host(environment: str, site: str | None, host: str) -> None:
    login = Login(name="kantoor", system="afas", site=site, extra={"environment": environment})
    assert site_of(AFAS, login).base_url == f"https://{host}/ProfitRestServices"


@pytest.mark.parametrize(
    "environment",
    ["evil.example/", "1234", "123456", "12345@evil.example", "O12345AA", "12345#", "1\uff12345", ".....", ""],
)
def test_what_is_no_participant_number_never_becomes_a_host(environment: str) -> None:
    login = Login(name="kantoor", system="afas", extra={"environment": environment})
    with pytest.raises(ConfigError, match="participant number"):
        site_of(AFAS, login)


def answer(status: int, body: object) -> Response:
    return Response(status, {}, json.dumps(body).encode(), "https://afas.example", 0.0, 0.0)


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (401, "invalid_client", RefusalKind.INVALID),
        (400, "invalid_grant", RefusalKind.OVER),
        (400, "unauthorized_client", RefusalKind.INVALID),
        (400, "unsupported_grant_type", RefusalKind.INVALID),
        (400, "invalid_request", None),
        (503, "", RefusalKind.TRANSIENT),
        (429, "", RefusalKind.RATE_LIMITED),
    ],
)
def test_each_refusal_of_the_token_endpoint_is_told_apart(status: int, error: str, kind: RefusalKind | None) -> None:
    refusal = explain(answer(status, {"error": error}))
    assert (refusal.kind if refusal else None) is kind
    assert explain(answer(status, [error])) == explain(answer(status, {}))


def test_the_line_end_behind_a_token_is_left_out() -> None:
    assert token_in(answer(200, {"token": f"{XML}\r\n"})) == XML
    assert token_in(answer(401, {"token": XML})) is None
