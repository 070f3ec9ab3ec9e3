"""Client credentials: no person and no refresh token, one request for all who need a token, renewed before it ends."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from nlconnect.auth import Access, App, GrantKind, SignIn, Token, keeper_of
from nlconnect.auth.app_keeper import AppKeeper
from nlconnect.errors import AuthError, ConfigError, ConnectFailed, Interrupted, ServerError
from nlconnect.model.ports import Store
from nlconnect.model.wire import Response
from nlconnect_graph.sign_in import AUTH

RESOURCE = "https://graph.microsoft.com"
DEMAND = {"access_token": {"nbf": {"essential": True, "value": "1604106651"}}}
OWN = {"xms_cc": {"values": ["cp1"]}}
CHALLENGE = f'Bearer error="insufficient_claims", claims="{base64.b64encode(json.dumps(DEMAND).encode()).decode()}"'


def refusal(header: str = "Bearer") -> Response:
    return Response(401, {"www-authenticate": header}, b"", RESOURCE, 0.0, 0.0)


@pytest.fixture
def graph() -> App:
    return App(
        login="kantoor",
        spec=AUTH,
        url="https://login.microsoftonline.com/acme.example",
        client_id="client-1",
        grant=GrantKind.CLIENT_CREDENTIALS,
        client_secret=lambda: SecretStr("hush-hush"),
        api_url=RESOURCE,
        resource=RESOURCE,
    )


@pytest.fixture
def keep(graph: App, port: Any, store: Store, server: Any) -> AppKeeper:
    return made(graph, port, store, server)


def made(app: App, port: Any, store: Store, server: Any) -> AppKeeper:
    keeper = keeper_of(app, port=port, store=store, send=server.send)
    assert isinstance(keeper, AppKeeper)
    return keeper


def token(server: Any, *, lifetime: int = 3599) -> Response:
    server.issued += 1
    given: Response = server.answer(200, access_token=f"access-{server.issued}", token_type="Bearer")
    return replace(given, content=given.content[:-1] + b', "expires_in": %d}' % lifetime)


async def access(keeper: AppKeeper) -> str:
    return (await keeper.access()).token.get_secret_value()


async def test_a_token_is_asked_for_with_the_scope_of_the_site_and_what_we_can_do(keep: AppKeeper, server: Any) -> None:
    server.answers = [token(server)]
    assert (await keep.access()).header == "Bearer access-1"
    assert server.requests[0].url == "https://login.microsoftonline.com/acme.example/oauth2/v2.0/token"
    assert server.forms == [
        {
            "grant_type": "client_credentials",
            "client_id": "client-1",
            "client_secret": "hush-hush",
            "scope": "https://graph.microsoft.com/.default",
            "claims": '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
        }
    ]


async def test_another_process_uses_the_same_token(
    keep: AppKeeper, graph: App, port: Any, store: Store, server: Any
) -> None:
    server.answers = [token(server)]
    assert await access(keep) == "access-1"
    assert await access(made(graph, port, store, server)) == "access-1"
    assert len(server.requests) == 1


async def test_many_tasks_ask_once(graph: App, store: Store, server: Any, clock: Any, port: Any) -> None:
    keeper = made(graph, port, store, server)
    server.answers = [token(server)]
    assert set(await asyncio.gather(*(access(keeper) for _ in range(20)))) == {"access-1"}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("lifetime", "age", "requests"), [(3599, 3298, 1), (3599, 3299, 2), (400, 199, 1), (400, 200, 2), (7, 4.9, 1)]
)
async def test_a_token_is_renewed_five_minutes_early_and_of_a_short_one_half_is_used(
    keep: AppKeeper, server: Any, clock: Any, lifetime: int, age: float, requests: int
) -> None:
    server.answers = [token(server, lifetime=lifetime), token(server)]
    await keep.access()
    clock.time += age
    await keep.access()
    assert len(server.requests) == requests


async def test_the_old_token_is_used_while_renewing_fails_on_the_way_and_then_no_longer(
    keep: AppKeeper, server: Any, clock: Any
) -> None:
    server.answers = [token(server)] + [server.raw(503, b"")] * 3
    await keep.access()
    clock.time += 3400
    assert await access(keep) == "access-1"
    assert await access(keep) == "access-1"
    assert len(server.requests) == 2, "it is not asked again at once"
    clock.time += 61
    server.answers = [Interrupted("cut")]
    assert await access(keep) == "access-1"
    clock.time += 200
    server.answers = [ConnectFailed("no route")]
    with pytest.raises(ConnectFailed):
        await keep.access()


async def test_a_refused_token_is_replaced_once_for_all_who_had_it(
    keep: AppKeeper, graph: App, port: Any, store: Store, server: Any, clock: Any
) -> None:
    server.answers = [token(server), token(server)]
    another = made(graph, port, store, server)
    mine, theirs = await keep.access(), await another.access()
    clock.time += 60
    await keep.refused(mine, refusal())
    await another.refused(theirs, refusal())
    assert await access(keep) == await access(another) == "access-2"
    assert len(server.requests) == 2


async def test_a_token_that_is_refused_at_once_is_not_replaced(keep: AppKeeper, server: Any) -> None:
    server.answers = [token(server)]
    given = await keep.access()
    with pytest.raises(AuthError, match="given 0 s before"):
        await keep.refused(given, refusal())
    assert len(server.requests) == 1


async def test_a_demand_is_answered_by_a_token_that_was_asked_for_with_it(keep: AppKeeper, server: Any) -> None:
    server.answers = [token(server), token(server)]
    await keep.refused(await keep.access(), refusal(CHALLENGE))
    assert await access(keep) == "access-2"
    assert json.loads(server.forms[1]["claims"]) == {"access_token": {**DEMAND["access_token"], **OWN}}


async def test_a_demand_that_is_made_again_is_no_reason_to_ask_again(keep: AppKeeper, server: Any) -> None:
    server.answers = [token(server), token(server)]
    await keep.refused(await keep.access(), refusal(CHALLENGE))
    with pytest.raises(AuthError, match="nobody can be asked"):
        await keep.refused(await keep.access(), refusal(CHALLENGE))
    assert len(server.requests) == 2


async def test_logging_in_asks_for_a_token_now(keep: AppKeeper, server: Any, clock: Any) -> None:
    server.answers = [token(server), token(server)]
    assert (await keep.begin_login()).wants == "nothing"
    await keep.finish_login()
    await keep.finish_login()
    assert await access(keep) == "access-2"
    status = await keep.status()
    assert (status.problem, status.grant) == (None, GrantKind.CLIENT_CREDENTIALS)
    assert status.refresh_dies_at is None


async def test_without_a_token_yet_nothing_is_wrong(keep: AppKeeper, server: Any) -> None:
    assert (await keep.status()).problem is None
    assert server.requests == []


async def test_a_refused_secret_is_remembered_until_it_is_taken(keep: AppKeeper, server: Any, clock: Any) -> None:
    assert not (await keep.status()).tried
    server.answers = [server.raw(401, b'{"error": "invalid_client", "error_codes": [7000215]}')]
    with pytest.raises(AuthError):
        await keep.access()
    assert (await keep.status()).refused_at == clock.now()
    server.answers = [token(server)]
    await keep.access()
    status = await keep.status()
    assert (status.tried, status.refused_at) == (True, None)


async def test_a_refresh_token_that_is_null_or_there_is_of_no_use(
    keep: AppKeeper, server: Any, store: Store, graph: App
) -> None:
    server.answers = [server.answer(200, access_token="a", refresh_token="r")]
    await keep.access()
    document = store.get("token", graph.key)
    assert document is not None
    assert SignIn.load(document).token.refresh is None


@pytest.mark.parametrize(
    ("code", "error", "said", "hint"),
    [
        (7000215, "invalid_client", "client secret is wrong", "[logins.kantoor]"),
        (7000222, "invalid_client", "secret has expired", "app registration"),
        (700016, "unauthorized_client", "not known in this tenant", "client_id"),
        (90002, "invalid_request", "tenant is not known", "[logins.kantoor]"),
        (700027, "invalid_client", "certificate", "certificate"),
        (700024, "invalid_client", "outside its time", "clock"),
        (999_999, "invalid_client", "does not accept the app", "client_id"),
    ],
)
async def test_each_refusal_of_the_app_is_told_in_words_that_help(
    keep: AppKeeper, server: Any, code: int, error: str, said: str, hint: str
) -> None:
    body = {"error": error, "error_codes": [code], "error_description": f"AADSTS{code}: hush-hush Jansen"}
    server.answers = [server.raw(401, json.dumps(body).encode())]
    with pytest.raises(AuthError) as caught:
        await keep.access()
    assert said in str(caught.value)
    assert hint in str(caught.value.hint)
    assert "Jansen" not in str(caught.value)


@pytest.mark.parametrize(("status", "code"), [(400, 90033), (400, 50196), (503, 0), (504, 90055)])
async def test_what_passes_is_a_failure_of_the_server(keep: AppKeeper, server: Any, status: int, code: int) -> None:
    body = {"error": "temporarily_unavailable" if status > 400 else "invalid_grant", "error_codes": [code]}
    server.answers = [server.raw(status, json.dumps(body).encode())]
    with pytest.raises(ServerError):
        await keep.access()


async def test_tokens_of_another_tenant_cloud_app_or_grant_are_not_used(
    keep: AppKeeper, graph: App, port: Any, store: Store, server: Any
) -> None:
    server.answers = [token(server)]
    await keep.access()
    others = [
        replace(graph, url="https://login.microsoftonline.com/other.example"),
        replace(graph, api_url="https://graph.microsoft.us"),
        replace(graph, client_id="client-2"),
        replace(graph, url="https://evil.example/acme.example"),
        replace(graph, grant=GrantKind.DEVICE_CODE),
    ]
    assert len({graph.key, *(other.key for other in others)}) == 6
    server.answers = [ConfigError("asked")]
    with pytest.raises(ConfigError, match="asked"):
        await made(others[0], port, store, server).access()


async def test_nothing_that_is_told_holds_a_secret(keep: AppKeeper, server: Any, graph: App, store: Store) -> None:
    told = [
        repr(keep),
        repr(graph),
        repr(Access(SecretStr("access-1"))),
        repr(Token(SecretStr("access-1"), None, 0, 1)),
    ]
    for content in (b"hush-hush", b'{"error": "hush-hush"}', b'{"error_description": "hush-hush"}'):
        server.answers = [server.raw(401, content)]
        with pytest.raises(AuthError) as caught:
            await keep.access()
        told.append(f"{caught.value} {caught.value!r}")
    assert not [text for text in told if "hush" in text or "access-1" in text]
