"""Each way into Microsoft 365, from the settings to an answer, against the mock; and each refusal in words."""

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
from nlconnect.engine.opening import Opening, app_of, site_of
from nlconnect.errors import AuthError, ConfigError, LoginRequired
from nlconnect.model.wire import Request
from nlconnect.testing.signed_in import SignedInMock
from nlconnect.transport.blocking import run_blocking
from nlconnect_graph import GRAPH
from nlconnect_graph.directory import Users
from nlconnect_graph.sign_in import explain

APP = ("tenant", "client_id", "client_secret")


@pytest.fixture
def mock() -> SignedInMock:
    return SignedInMock("graph")


@pytest.fixture
def opened(mock: SignedInMock) -> Callable[..., tuple[Connection, Keeper]]:
    """A connection and its keeper with only those keys of what the mock tells."""

    def give(*keys: str, **other: str) -> tuple[Connection, Keeper]:
        known = {key: str(value) for key, value in mock.credentials.items()}
        texts = {key: known[key] for key in ("base_url", "login_url", *keys)} | other
        login = login_of({"system": "graph", **texts}, name="kantoor")
        opening = Opening(
            Profile(name="p", login=login), config=mock.opening().config, store=mock.store, auditor=mock.audit
        )
        session, keeper = opening.signed(mock.port())
        return Connection(session, scope=opening.scope, asker=opening.asker), keeper

    return give


Opened = Callable[..., tuple[Connection, Keeper]]


def read(connection: Connection) -> int:
    return len(list(connection.read(Users.select("id"))))


def paths(mock: SignedInMock) -> list[tuple[bool, int]]:
    """Of each call whether it asked for a token, and its status."""
    return [(call.path.endswith("/token"), call.status) for call in mock.calls]


def test_an_app_gets_a_token_by_its_secret(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened(*APP)
    run_blocking(keeper.finish_login())
    assert read(connection) > 0
    assert run_blocking(keeper.status()).grant is GrantKind.CLIENT_CREDENTIALS


def test_an_app_gets_a_token_by_its_certificate(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened("tenant", "client_id", "certificate")
    run_blocking(keeper.finish_login())
    assert read(connection) > 0


def test_a_person_comes_back_to_this_machine_at_any_port(opened: Opened, mock: SignedInMock) -> None:
    connection, keeper = opened("tenant", client_id=str(mock.credentials["public_client_id"]))
    invitation = run_blocking(keeper.begin_login(redirect_uri="http://localhost:53411"))
    page = run_blocking(mock.port().send(Request("GET", str(invitation.address))))
    run_blocking(keeper.finish_login(page.headers["location"]))
    assert read(connection) > 0
    status = run_blocking(keeper.status())
    assert status.refresh_dies_at is not None
    mock.clock.advance(30 * 86_400)
    assert read(connection) > 0


def test_a_code_is_typed_on_another_device(opened: Opened, mock: Any) -> None:
    mock.service.signin.interactive = True
    connection, keeper = opened("tenant", client_id=str(mock.credentials["public_client_id"]), grant="device_code")
    invitation = run_blocking(keeper.begin_login())
    assert invitation.code is not None
    polls = 0

    def approve_after_three(call: object) -> None:
        nonlocal polls
        polls += 1
        if polls == 3:
            mock.service.accounts.approve(invitation.code, by=mock.service.state.enterprise.user(1))

    mock.watch(approve_after_three)
    run_blocking(keeper.finish_login())
    assert polls >= 4
    assert read(connection) > 0


def test_a_wrong_secret_is_told_with_its_place(opened: Opened) -> None:
    _, keeper = opened("tenant", "client_id", client_secret="hush-hush")
    with pytest.raises(AuthError, match="client secret is wrong") as caught:
        run_blocking(keeper.finish_login())
    assert "[logins.kantoor]" in str(caught.value.hint)
    assert "hush" not in f"{caught.value}{caught.value!r}"


def test_a_token_that_is_refused_is_replaced_once(opened: Opened, mock: SignedInMock) -> None:
    connection, _ = opened(*APP)
    read(connection)
    mock.clock.advance(60)
    mock.calls.clear()
    mock.fail_next(401)
    read(connection)
    assert paths(mock)[:3] == [(False, 401), (True, 200), (False, 200)]


@pytest.mark.parametrize(
    ("site", "api", "login"),
    [
        (None, "https://graph.microsoft.com", "https://login.microsoftonline.com/acme.example"),
        ("us", "https://graph.microsoft.us", "https://login.microsoftonline.us/acme.example"),
        ("us-dod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us/acme.example"),
        (
            "china",
            "https://microsoftgraph.chinacloudapi.cn",
            "https://login.partner.microsoftonline.cn/acme.example",
        ),
    ],
)
def test_each_national_cloud_has_its_own_addresses_and_scope(site: str | None, api: str, login: str) -> None:
    settings = {"system": "graph", "tenant": "acme.example", "client_id": "c", "client_secret": "env:S"}
    named = login_of({**settings, "site": site} if site else settings, name="kantoor")
    place = site_of(GRAPH, named)
    assert place.base_url.startswith(api)
    assert place.login_url == login
    assert app_of(GRAPH, named, place).scopes == (f"{api}/.default",)


def test_a_mock_or_gateway_gets_the_scope_of_the_cloud_it_stands_for() -> None:
    settings = {
        "base_url": "http://127.0.0.1:1/v1.0",
        "login_url": "http://127.0.0.1:1/{tenant}",
        "tenant": "t.example",
    }
    named = login_of({"system": "graph", "site": "us", "client_id": "c", "client_secret": "s", **settings}, name="k")
    app = app_of(GRAPH, named, site_of(GRAPH, named))
    assert app.scopes == ("https://graph.microsoft.us/.default",)
    assert app.url == "http://127.0.0.1:1/t.example"


def test_scopes_of_the_settings_are_asked_for_in_full() -> None:
    settings = {"system": "graph", "tenant": "t.example", "client_id": "c", "scopes": "Mail.Read https://x.example/Y"}
    named = login_of(settings, name="kantoor")
    app = app_of(GRAPH, named, site_of(GRAPH, named))
    assert app.scopes == ("https://graph.microsoft.com/Mail.Read", "https://x.example/Y", "offline_access")


@pytest.mark.parametrize(
    "tenant", ["", "evil.example/", "a/../b", "acme@evil.example", "..", "a..b", "acme?x", "acme#", "acme example", "é"]
)
def test_what_is_no_tenant_never_becomes_part_of_an_address(tenant: str) -> None:
    with pytest.raises(ConfigError, match="tenant"):
        site_of(GRAPH, Login(name="kantoor", system="graph", extra={"tenant": tenant}))


@pytest.mark.parametrize("tenant", ["common", "Organizations", "consumers"])
def test_an_app_by_itself_needs_a_tenant_of_its_own(tenant: str) -> None:
    settings = {"system": "graph", "tenant": tenant, "client_id": "c"}
    person = login_of(settings, name="kantoor")
    assert app_of(GRAPH, person, site_of(GRAPH, person)).url.endswith(tenant)
    alone = login_of({**settings, "client_secret": "env:S"}, name="kantoor")
    with pytest.raises(ConfigError, match="is for people"):
        app_of(GRAPH, alone, site_of(GRAPH, alone))


def test_a_login_without_tenant_is_told_what_to_add() -> None:
    with pytest.raises(ConfigError, match="has no tenant"):
        site_of(GRAPH, Login(name="kantoor", system="graph"))


def told(code: int, error: str = "invalid_grant", *, status: int = 400, **more: object) -> Response:
    body = {"error": error, "error_description": f"AADSTS{code}: Jansen\r\nTrace ID: x", "error_codes": [code], **more}
    return Response(status, {}, json.dumps(body).encode(), "https://login.example", 0.0, 0.0)


TABLE: dict[RefusalKind, tuple[int, ...]] = {
    RefusalKind.OVER: (
        16000, 50020, 50034, 50055, 50126, 50057, 50058, 50076, 50079, 50173, 700082, 70008, 70043, 65001, 65004,
    ),
    RefusalKind.INVALID: (
        50001, 500011, 50011, 50012, 50053, 53003, 54005, 9002313, 70011, 28002, 700016, 700027, 700024, 7000215,
        7000222, 7000218, 90002,
    ),
    RefusalKind.TRANSIENT: (90033, 50033, 50196, 90055),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "code"), [(kind, code) for kind, codes in TABLE.items() for code in codes])
def test_each_code_of_the_table_has_words_and_a_remedy(kind: RefusalKind, code: int) -> None:
    refusal = explain(told(code))
    assert refusal is not None
    assert refusal.kind is kind
    assert refusal == explain(told(code, error_codes=[]))
    assert refusal == explain(told(code, error_description=""))
    if kind is not RefusalKind.TRANSIENT:
        assert refusal.said
    if kind is RefusalKind.INVALID:
        assert refusal.hint
    assert "Jansen" not in f"{refusal}"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (told(1, "interaction_required"), RefusalKind.OVER),
        (told(1, "invalid_grant"), RefusalKind.OVER),
        (told(1, "invalid_grant", suberror="consent_required"), RefusalKind.OVER),
        (told(1, "invalid_client", status=401), RefusalKind.INVALID),
        (told(1, "invalid_scope"), RefusalKind.INVALID),
        (told(1, "temporarily_unavailable"), RefusalKind.TRANSIENT),
        (told(7000215, "invalid_client", status=503), RefusalKind.TRANSIENT),
        (told(1, "", status=429), RefusalKind.RATE_LIMITED),
        (told(1, "authorization_pending"), None),
        (told(1, "something_new"), None),
        (Response(400, {}, b"<html>", "", 0.0, 0.0), None),
        (Response(400, {}, b"[" * 100_000, "", 0.0, 0.0), None),
        (Response(200, {}, b'{"error": "invalid_grant"}', "", 0.0, 0.0), None),
        (told(1, error_codes=["7000215", None, {}]), RefusalKind.OVER),
    ],
)
def test_without_a_known_code_the_word_decides(answer: Response, kind: RefusalKind | None) -> None:
    refusal = explain(answer)
    assert (refusal.kind if refusal else None) is kind


def demand(claims: object) -> Response:
    encoded = base64.b64encode(json.dumps(claims).encode()).decode()
    header = f'Bearer realm="", error="insufficient_claims", claims="{encoded}"'
    return Response(401, {"www-authenticate": header}, b"", GRAPH.sites["global"].base_url, 0.0, 0.0)


def test_a_demand_for_more_is_met_and_a_person_asked_where_it_cannot_be(opened: Opened, mock: Any) -> None:
    connection, keeper = opened("tenant", client_id=str(mock.credentials["public_client_id"]))
    invitation = run_blocking(keeper.begin_login())
    page = run_blocking(mock.port().send(Request("GET", str(invitation.address))))
    run_blocking(keeper.finish_login(page.headers["location"]))
    given = run_blocking(keeper.access())
    run_blocking(keeper.refused(given, demand({"access_token": {"nbf": {"essential": True, "value": "1"}}})))
    assert run_blocking(keeper.access()).token != given.token
    mock.service.accounts.refuses_claims = True
    given = run_blocking(keeper.access())
    with pytest.raises(LoginRequired, match="second factor"):
        run_blocking(keeper.refused(given, demand({"access_token": {"nbf": {"essential": True, "value": "2"}}})))
    mock.clock.advance(90_000)
    with pytest.raises(LoginRequired, match="nlconnect login kantoor"):
        read(connection)


def test_a_challenge_in_the_middle_of_a_read_costs_one_token_and_one_more_call(opened: Opened, mock: Any) -> None:
    connection, _ = opened(*APP)
    read(connection)
    mock.calls.clear()
    mock.service.state.switches.challenge = True
    assert read(connection) > 0
    assert paths(mock)[:3] == [(False, 401), (True, 200), (False, 200)]


@pytest.mark.parametrize("grant", ["client_credentials", "authorization_code"])
def test_a_mock_can_be_signed_in_to_in_each_way(grant: str) -> None:
    mock = SignedInMock("graph", grant=grant)
    with mock.connect() as connection:
        assert read(connection) > 0
