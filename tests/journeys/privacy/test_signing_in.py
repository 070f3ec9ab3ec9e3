"""Sign-ins and refreshes that succeed and fail in every way, and what of it is written down anywhere."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest

from nlconnect.errors import AuthError, NlconnectError, RateLimited, RefreshLost, ServerError, TransportError
from nlconnect.transport.blocking import run_blocking
from nlconnect_exact.crm import Accounts
from tests.journeys.privacy.conftest import BACK, Scene
from tests.journeys.privacy.marks import SECRETS, TEXT
from tests.journeys.privacy.vendor import MARKED_HEADERS, answer, tokens, web_page

ECHO = f"Refused: {SECRETS['refresh token']} {SECRETS['code']} {SECRETS['client secret']} of {TEXT}"
SECOND = SECRETS["second refresh token"]


def refusal(status: int, error: str, description: str = ECHO, **headers: str) -> bytes:
    return answer(status, {"error": error, "error_description": description}, **headers)


def half(content: bytes) -> bytes:
    return content[: len(content) - 30]


BAD_DAYS: list[tuple[str, bytes | None]] = [
    ("invalid request", refusal(400, "invalid_request")),
    ("invalid grant", refusal(400, SECRETS["code"])),
    ("an app that is refused", refusal(401, "unauthorized_client")),
    ("a token that was spent", refusal(401, "unauthorized_client", f"Old refresh token used. {ECHO}")),
    (
        "a token that expired",
        refusal(401, "unauthorized_client", f"Refresh token expired at 3/14/2021 9:26:53 AM {ECHO[:90]}"),
    ),
    ("too early", refusal(400, "access_denied", f"access_token not expired {ECHO}")),
    ("too early by a header", answer(400, b"", Reason=f"TooEarlyToRefreshTokens: {quote(TEXT)}")),
    ("too often", refusal(429, "slow_down")),
    ("plain text", answer(400, ECHO.encode(), kind="text/plain")),
    ("forbidden", answer(403, {"access": SECRETS["access token"]})),
    ("a page", web_page(200)),
    ("a failure", web_page(500)),
    ("maintenance", refusal(503, "unavailable")),
    ("a redirect", answer(302, Location=f"https://evil.example/{MARKED_HEADERS['X-Relation']}?{SECRETS['code']}")),
    ("no token", answer(200, {"token": SECRETS["access token"]})),
    ("half a token", answer(200, {"refresh_token": SECOND})),
    ("a token that cannot be sent", answer(200, {"access_token": f"{SECRETS['access token']}\r\nX: y"})),
    ("a token with letters", answer(200, {"access_token": f"{TEXT}é", "refresh_token": SECOND})),
    ("no JSON", answer(200, f'{{"access_token": "{SECRETS["access token"]}", '.encode())),
    ("nesting without end", answer(200, b"[" * 100_000)),
    ("no answer", None),
    ("half an answer", half(tokens("second "))),
    ("no status", f"{SECRETS['access token']}\r\n\r\n".encode()),
]


@pytest.mark.parametrize("content", [pytest.param(content, id=day) for day, content in BAD_DAYS])
def test_a_sign_in_or_a_refresh_that_fails_tells_no_secret(scene: Scene, content: bytes | None) -> None:
    scene.vendor.token = lambda method, target: content
    session, keeper = scene.opened()
    with pytest.raises(NlconnectError) as caught:
        run_blocking(keeper.finish_login(scene.redirect(keeper)))
    scene.watch.failure(caught.value)
    told = run_blocking(keeper.status())
    run_blocking(session.close())
    assert any(quote(SECRETS["code"], safe="") in text for text in scene.vendor.heard)
    scene.clock.advance(700)
    with scene.connect() as connection:
        for _ in range(2):
            with pytest.raises((AuthError, ServerError, RateLimited, TransportError)) as failed:
                list(connection.read(Accounts.select("name")))
            scene.watch.failure(failed.value)
        scene.assert_silent(told, keeper, session, connection, scene.config, scene.profile, scene.opening())


CODE = quote(SECRETS["code"], safe="")
PASTES: list[tuple[str, Callable[[str], str]]] = [
    ("only the code", lambda state: SECRETS["code"]),
    ("no state", lambda state: f"{BACK}?code={CODE}"),
    ("another state", lambda state: f"{BACK}?code={CODE}&state=x{state}"),
    ("an error", lambda state: f"{BACK}?error={CODE}&state={state}"),
    ("a described error", lambda state: f"{BACK}?error=server_error&error_description={CODE}&state={state}"),
    ("a refusal", lambda state: f"{BACK}?error=access_denied&code={CODE}&state={state}"),
    ("no code", lambda state: f"{BACK}?codes={CODE}&state={state}"),
    ("a broken address", lambda state: f"https://[{CODE}?code={CODE}&state={state}"),
]


@pytest.mark.parametrize("paste", [pytest.param(paste, id=name) for name, paste in PASTES])
def test_a_wrong_paste_tells_no_secret(scene: Scene, paste: Callable[[str], str]) -> None:
    session, keeper = scene.opened()
    scene.redirect(keeper)
    scene.vendor.heard.clear()
    with pytest.raises(AuthError) as caught:
        run_blocking(keeper.finish_login(paste(scene.state)))
    scene.watch.failure(caught.value)
    run_blocking(session.close())
    assert scene.vendor.heard == []
    scene.assert_silent()


def test_a_lost_refresh_tells_no_secret(scene: Scene) -> None:
    scene.vendor.token = lambda method, target: None
    scene.clock.advance(700)
    with scene.connect() as connection:
        for _ in range(2):
            with pytest.raises(RefreshLost) as caught:
                list(connection.read(Accounts.select("name")))
            scene.watch.failure(caught.value)
    scene.assert_silent()


def test_another_key_opens_nothing_and_tells_nothing(scene: Scene) -> None:
    key = scene.folder / "state.key"
    first = key.read_text("ascii").strip()
    key.unlink()
    with scene.connect() as connection, pytest.raises(NlconnectError) as caught:
        list(connection.read(Accounts.select("name")))
    scene.watch.failure(caught.value)
    scene.watch.more.append("")
    assert first not in scene.watch.text
    scene.assert_silent()


def test_tokens_on_disk_are_sealed_and_still_work(scene: Scene) -> None:
    scene.assert_silent()
    with scene.connect() as connection:
        assert list(connection.read(Accounts.select("name"))) == []
    assert any(SECRETS["access token"] in text for text in scene.vendor.heard)
    for path in scene.folder.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path.name
