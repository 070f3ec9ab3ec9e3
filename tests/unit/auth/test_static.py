"""Tokens that nobody renews: the one of the settings, and the one a mailed code gives (AFAS)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, GrantKind, Keeper, keeper_of
from nlconnect.errors import AuthError, ConfigError, LoginRequired, ServerError
from nlconnect.model.ports import Store
from nlconnect.model.wire import Response
from nlconnect_afas.sign_in import AUTH

URL = "https://12345.rest.afas.online/ProfitRestServices"
DATA = "0A1B" * 16
XML = f"<token><version>1</version><data>{DATA}</data></token>"
HEADER = f"AfasToken {base64.b64encode(XML.encode()).decode()}"


@pytest.fixture
def afas() -> App:
    return App(login="kantoor", spec=AUTH, url=URL, grant=GrantKind.STATIC, token=lambda: SecretStr(XML))


@pytest.fixture
def mailed(afas: App) -> App:
    keys = {"api_key": lambda: SecretStr("key-hush"), "api_token": lambda: SecretStr("environment-hush")}
    return replace(afas, grant=GrantKind.ONE_TIME_CODE, token=None, keys=keys, user="jan@example.com")


@pytest.fixture
def keep(mailed: App, port: Any, store: Store, server: Any) -> Keeper:
    return keeper_of(mailed, port=port, store=store, send=server.send)


def refusal() -> Response:
    return Response(401, {}, b"", URL, 0.0, 0.0)


@pytest.mark.parametrize("told", [XML, DATA, base64.b64encode(XML.encode()).decode(), f" {XML}\r\n"])
async def test_a_token_is_written_as_the_header_wants_it(
    afas: App, port: Any, store: Store, server: Any, told: str
) -> None:
    keeper = keeper_of(replace(afas, token=lambda: SecretStr(told)), port=port, store=store, send=server.send)
    assert (await keeper.begin_login()).wants == "nothing"
    await keeper.finish_login()
    assert (await keeper.access()).header == HEADER
    assert (await keeper.status()).problem is None
    assert server.requests == []
    assert list(store.keys("token")) == [], "what stands in the settings is not kept twice"


async def test_what_the_server_said_of_a_token_is_remembered_for_that_token_only(
    afas: App, port: Any, store: Store, server: Any, clock: Any
) -> None:
    def again(app: App = afas) -> Keeper:
        return keeper_of(app, port=port, store=store, send=server.send)

    assert not (await again().status()).tried
    with pytest.raises(AuthError):
        await again().refused(await again().access(), refusal())
    assert (await again().status()).refused_at == clock.now()
    other = replace(afas, token=lambda: SecretStr(XML.replace("A", "C")))
    assert not (await again(other).status()).tried
    keeper = again()
    await keeper.accepted(await keeper.access())
    status = await again().status()
    assert (status.tried, status.refused_at) == (True, None)


async def test_what_is_no_token_is_told_without_showing_it(afas: App, port: Any, store: Store, server: Any) -> None:
    keeper = keeper_of(replace(afas, token=lambda: SecretStr("hush-hush")), port=port, store=store, send=server.send)
    with pytest.raises(ConfigError, match="no token") as caught:
        await keeper.access()
    assert "hush" not in f"{caught.value} {caught.value!r}"
    assert "no token" in str((await keeper.status()).problem)


async def test_a_refused_token_asks_for_another_one(afas: App, port: Any, store: Store, server: Any) -> None:
    keeper = keeper_of(afas, port=port, store=store, send=server.send)
    with pytest.raises(AuthError, match="refused the token of kantoor") as caught:
        await keeper.refused(await keeper.access(), refusal())
    assert "administrator" in str(caught.value.hint)
    assert DATA not in str(caught.value)


async def test_a_mailed_code_gives_a_token_that_is_kept(
    keep: Keeper, mailed: App, port: Any, store: Store, server: Any, clock: Any
) -> None:
    with pytest.raises(LoginRequired):
        await keep.access()
    server.answers = [server.raw(200, b""), server.answer(200, token=f"{XML}\r\n")]
    assert (await keep.begin_login()).wants == "code"
    await keep.finish_login(" 123456\n")
    assert (await keep.access()).header == HEADER
    asked, traded = (json.loads(request.content) for request in server.requests)
    assert [request.url.removeprefix(URL) for request in server.requests] == ["/OtpRequest", "/OtpValidation"]
    assert asked == {"apiKey": "key-hush", "apiToken": "environment-hush", "userId": "jan@example.com"}
    assert traded == {**asked, "otp": "123456"}
    clock.time += 400 * 86_400
    later = keeper_of(mailed, port=port, store=store, send=server.send)
    assert (await later.access()).header == HEADER
    assert (await later.status()).signed_in_at == clock.now() - 400 * 86_400


@pytest.mark.parametrize("content", [b"", b"{}", b'{"token": 3}', b'{"token": "hush"}', b"<html>"])
async def test_a_code_that_gives_no_token_is_told_and_nothing_is_kept(
    keep: Keeper, server: Any, store: Store, content: bytes
) -> None:
    server.answers = [server.raw(200, content)]
    with pytest.raises(AuthError, match="refused to give the token"):
        await keep.finish_login("123456")
    assert list(store.keys("token")) == []


async def test_a_refused_request_for_a_code_names_the_keys(keep: Keeper, server: Any) -> None:
    server.answers = [server.raw(401, b'{"externalMessage": "key-hush"}'), server.raw(503, b"")]
    with pytest.raises(AuthError, match="refused to give a code") as caught:
        await keep.begin_login()
    assert "api_key" in str(caught.value.hint)
    assert "hush" not in str(caught.value)
    with pytest.raises(ServerError):
        await keep.begin_login()


async def test_no_code_is_no_request(keep: Keeper, server: Any) -> None:
    with pytest.raises(AuthError, match="no code"):
        await keep.finish_login("  ")
    assert server.requests == []


async def test_a_refused_traded_token_asks_for_a_new_sign_in(keep: Keeper, server: Any) -> None:
    server.answers = [server.answer(200, token=XML)]
    await keep.finish_login("123456")
    with pytest.raises(LoginRequired, match="nlconnect login kantoor"):
        await keep.refused(await keep.access(), refusal())


async def test_no_request_or_app_shows_a_secret(keep: Keeper, mailed: App, server: Any) -> None:
    server.answers = [server.raw(200, b""), server.answer(200, token=XML)]
    await keep.begin_login()
    await keep.finish_login("123456")
    shown = f"{mailed!r} {keep!r} {await keep.access()!r} {server.requests!r} {await keep.status()!r}"
    assert not [secret for secret in ("hush", DATA, HEADER) if secret in shown]
