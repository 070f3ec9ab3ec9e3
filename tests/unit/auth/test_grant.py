"""The requests of the authorization code grant, and what people paste."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from pydantic import SecretStr

from nlconnect.auth import App
from nlconnect.auth.grant import authorization_url, code_request, parse_redirect, read_token, refresh_request
from nlconnect.auth.proof import Proof, proof_of
from nlconnect.errors import AuthError, ConfigError

BACK = "https://example.com/back"


def proof(app: App) -> Proof:
    return proof_of(app, audience="https://example.com/token", now=0.0, nonce="n1")


def test_the_sign_in_address_names_app_redirect_and_state(app: App) -> None:
    url = authorization_url(app, state="s1")
    assert url.startswith("https://start.exactonline.nl/api/oauth2/auth?")
    assert parse_qs(urlsplit(url).query) == {
        "response_type": ["code"],
        "client_id": ["client-1"],
        "redirect_uri": ["https://example.com/back?from=exact"],
        "state": ["s1"],
    }


def test_slashes_of_the_redirect_address_are_not_encoded(app: App) -> None:
    url = authorization_url(app, state="s1")
    assert "redirect_uri=https%3A//example.com/back%3Ffrom%3Dexact" in url


def test_a_system_may_ask_for_scopes_and_proof_of_possession(app: App) -> None:
    app = replace(app, spec=replace(app.spec, scopes=("Mail.Read", "offline_access"), pkce=True))
    query = parse_qs(urlsplit(authorization_url(app, state="s1", verifier="v" * 43)).query)
    assert query["scope"] == ["Mail.Read offline_access"]
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43


def test_an_app_without_redirect_address_is_told_what_to_add(app: App) -> None:
    with pytest.raises(ConfigError, match="no redirect_uri"):
        authorization_url(replace(app, redirect_uri=None), state="s1")


def test_credentials_go_in_the_body(app: App) -> None:
    request = code_request(app, code="stampNL001.a/b+c=!", proof=proof(app))
    assert (request.method, request.url) == ("POST", "https://start.exactonline.nl/api/oauth2/token")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert "Authorization" not in request.headers
    assert dict(parse_qsl((request.content or b"").decode())) == {
        "grant_type": "authorization_code",
        "redirect_uri": "https://example.com/back?from=exact",
        "code": "stampNL001.a/b+c=!",
        "client_id": "client-1",
        "client_secret": "hush-hush",
    }


def test_a_refresh_sends_the_refresh_token_and_the_app(app: App) -> None:
    request = refresh_request(app, refresh=SecretStr("r&1"), proof=proof(app))
    assert dict(parse_qsl((request.content or b"").decode())) == {
        "grant_type": "refresh_token",
        "refresh_token": "r&1",
        "client_id": "client-1",
        "client_secret": "hush-hush",
    }


def test_no_request_or_app_shows_a_secret(app: App) -> None:
    code, refresh = (
        code_request(app, code="c", proof=proof(app)),
        refresh_request(app, refresh=SecretStr("r1"), proof=proof(app)),
    )
    assert "hush-hush" not in f"{app} {code} {refresh} {proof(app)}"
    assert "r1" not in repr(refresh)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [('"600"', 600.0), ("600", 600.0), ('"599.5"', 599.5), ("null", 601.0), ('"soon"', 601.0)]
    + [(odd, 601.0) for odd in ("1e999", "-5", '"nan"', '"inf"', "0", "true", "[600]")],
)
def test_expires_in_may_be_a_text(server: Any, told: str, seconds: float) -> None:
    response = server.raw(200, f'{{"access_token": "a", "refresh_token": "r", "expires_in": {told}}}'.encode())
    token = read_token(response, lifetime_seconds=601.0)
    assert token is not None
    assert token.expires_in == seconds
    assert token.received_at == response.received_at


def test_an_answer_without_a_refresh_token_keeps_the_old_one(server: Any) -> None:
    keep = SecretStr("old")
    token = read_token(server.answer(200, access_token="a"), lifetime_seconds=600, keep=keep)
    assert token is not None
    assert token.refresh == keep


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b'{"access_token": ""}',
        b'{"access_token": 3}',
        b"\xff",
        b"[" * 100_000,
        b'{"access_token": "a\\r\\nX: y"}',
        b'{"access_token": "a b"}',
        '{"access_token": "é"}'.encode(),
    ],
)
def test_an_answer_without_a_token_is_none(server: Any, content: bytes) -> None:
    assert read_token(server.raw(200, content), lifetime_seconds=600) is None


def test_a_token_never_shows_itself(server: Any) -> None:
    token = read_token(server.pair(), lifetime_seconds=600)
    assert "access-1" not in repr(token)
    assert "refresh-1" not in repr(token)


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        (f"{BACK}?code=abc&state=s1", "abc"),
        (f"  '{BACK}?state=s1&code=abc'\n", "abc"),
        (f"{BACK}?code=a%2Fb%2Bc%3D%21&state=s1", "a/b+c=!"),
        (f"{BACK}?code=a/b+c=!&state=s1", "a/b+c=!"),
        (f"{BACK}?code=a%252Fb&state=s1", "a%2Fb"),
        (f"{BACK}?code=ab\n  cd&state=s1", "abcd"),
        (f"{BACK}?code={'x' * 1000}&state=s1#_", "x" * 1000),
    ],
)
def test_the_whole_pasted_address_gives_the_code_decoded_once(pasted: str, code: str) -> None:
    assert parse_redirect(pasted, expected_state="s1") == code


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("stampNL001.abcdef", "not a whole address"),
        ("", "not a whole address"),
        ("?code=abc&state=s1", "not a whole address"),
        ("https://[abc?code=abc&state=s1", "not a whole address"),
        (f"{BACK}?code=abc", "has no state"),
        (f"{BACK}?code=abc&state=other", "another sign-in"),
        (f"{BACK}?error=access_denied&state=s1", "consent was refused"),
        (f"{BACK}?error=server_error&state=s1", "answered server_error"),
        (f"{BACK}?error=%3Cb%3E&state=s1", "answered with an error"),
        (f"{BACK}?state=s1", "no code yet"),
    ],
)
def test_a_wrong_paste_is_told_apart(pasted: str, said: str) -> None:
    with pytest.raises(AuthError, match=said) as caught:
        parse_redirect(pasted, expected_state="s1")
    assert caught.value.hint
    assert "abc" not in str(caught.value)
