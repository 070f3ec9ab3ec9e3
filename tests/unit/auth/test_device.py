"""A code that is typed on another device: what is shown, and the rhythm of asking (RFC 8628)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from nlconnect.auth import App, GrantKind, Keeper, keeper_of
from nlconnect.errors import AuthError, ConnectFailed, Interrupted, NlconnectError, ServerError
from nlconnect.model.ports import Store
from nlconnect.model.wire import Response
from nlconnect_graph.sign_in import AUTH

LOGIN = "https://login.microsoftonline.com/acme.example"
PAGE = "https://microsoft.com/devicelogin"


@pytest.fixture
def device(app: App) -> App:
    return replace(
        app,
        spec=AUTH,
        url=LOGIN,
        grant=GrantKind.DEVICE_CODE,
        client_secret=None,
        redirect_uri=None,
        resource="https://graph.microsoft.com",
        wanted_scopes=("Mail.Read", "User.Read"),
    )


@pytest.fixture
def keep(device: App, port: Any, store: Store, server: Any) -> Keeper:
    return keeper_of(device, port=port, store=store, send=server.send)


def handed_out(server: Any, **other: object) -> Response:
    body = {
        "device_code": "device-hush",
        "user_code": "ABCD-EFGH",
        "verification_uri": PAGE,
        "expires_in": 900,
        "interval": 5,
        "message": "Jansen",
        **other,
    }
    answer: Response = server.raw(200, json.dumps(body).encode(), {"content-type": "application/json"})
    return answer


def told(server: Any, error: str) -> Response:
    answer: Response = server.answer(400, error=error, error_description="AADSTS70016: Jansen")
    return answer


async def test_a_person_is_shown_the_page_and_the_code(keep: Keeper, server: Any, clock: Any) -> None:
    server.answers = [handed_out(server)]
    invitation = await keep.begin_login()
    assert (invitation.wants, invitation.address, invitation.code) == ("approval", PAGE, "ABCD-EFGH")
    assert invitation.expires_at == clock.now() + 900
    assert server.requests[0].url == f"{LOGIN}/oauth2/v2.0/devicecode"
    assert server.forms[0] == {
        "client_id": "client-1",
        "scope": "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/User.Read offline_access",
        "claims": AUTH.claims,
    }


async def test_it_is_asked_in_the_servers_rhythm_until_the_person_is_done(
    keep: Keeper, server: Any, clock: Any
) -> None:
    moments: list[float] = []
    start = clock.now()

    def note(answer: Response) -> Any:
        def give(request: object) -> Response:
            moments.append(clock.now() - start)
            return answer

        return give

    answers = [
        told(server, "authorization_pending"),
        told(server, "slow_down"),
        told(server, "authorization_pending"),
        server.raw(502, b"<html>"),
        server.pair(),
    ]
    server.answers = [handed_out(server), *(note(answer) for answer in answers)]
    await keep.begin_login()
    await keep.finish_login()
    assert moments == [5, 10, 20, 30, 40]
    assert (await keep.access()).token.get_secret_value() == "access-1"
    assert server.forms[1] == {
        "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
        "client_id": "client-1",
        "device_code": "device-hush",
        "claims": AUTH.claims,
    }


async def test_a_broken_connection_is_a_question_without_an_answer(keep: Keeper, server: Any, clock: Any) -> None:
    start = clock.now()
    server.answers = [handed_out(server), Interrupted("cut"), ConnectFailed("no route"), server.pair()]
    await keep.begin_login()
    await keep.finish_login()
    assert clock.now() - start == 5 + 10 + 20


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("authorization_declined", "consent was refused"),
        ("access_denied", "consent was refused"),
        ("expired_token", "not used in time"),
        ("bad_verification_code", "no longer knows"),
    ],
)
async def test_each_end_is_told_and_nothing_is_asked_after_it(
    keep: Keeper, server: Any, store: Store, error: str, said: str
) -> None:
    server.answers = [handed_out(server), told(server, error)]
    await keep.begin_login()
    with pytest.raises(AuthError, match=said) as caught:
        await keep.finish_login()
    assert "nlconnect login kantoor" in str(caught.value.hint)
    assert "Jansen" not in str(caught.value)
    assert len(server.requests) == 2
    with pytest.raises(AuthError, match="no sign-in of kantoor is under way"):
        await keep.finish_login()
    assert len(server.requests) == 2
    assert list(store.keys("token")) == []


async def test_a_person_who_never_comes_is_waited_for_as_long_as_the_code_lives(
    keep: Keeper, server: Any, clock: Any
) -> None:
    start = clock.now()
    server.answers = [handed_out(server, expires_in=60), *[told(server, "authorization_pending")] * 100]
    await keep.begin_login()
    with pytest.raises(AuthError, match="not used in time"):
        await keep.finish_login()
    assert clock.now() - start <= 60
    assert len(server.requests) == 1 + 11


async def test_a_refusal_of_the_app_is_told_with_its_remedy(keep: Keeper, server: Any) -> None:
    body = {"error": "invalid_client", "error_codes": [7000218], "error_description": "AADSTS7000218: ..."}
    server.answers = [handed_out(server), server.raw(401, json.dumps(body).encode())]
    await keep.begin_login()
    with pytest.raises(AuthError, match="may not be used as a public one") as caught:
        await keep.finish_login()
    assert "public client flows" in str(caught.value.hint)


@pytest.mark.parametrize(
    "other",
    [
        {"verification_uri": "http://microsoft.com/devicelogin"},
        {"verification_uri": "javascript:alert(1)"},
        {"verification_uri": "https://user@evil.example/"},
        {"verification_uri": "https://microsoft.com/\x1b[2J"},
        {"verification_uri": None},
        {"user_code": "\x1b[2J"},
        {"user_code": "A" * 100},
        {"device_code": ""},
        {"device_code": None},
    ],
)
async def test_what_should_not_be_shown_to_a_person_is_no_invitation(
    keep: Keeper, server: Any, other: dict[str, object]
) -> None:
    server.answers = [handed_out(server, **other)]
    with pytest.raises(ServerError):
        await keep.begin_login()


@pytest.mark.parametrize(("interval", "seconds"), [(None, 5), ("2", 2), (0, 5), (-1, 5), (9999, 60), ("soon", 5)])
async def test_an_odd_interval_does_no_harm(
    keep: Keeper, server: Any, clock: Any, interval: object, seconds: float
) -> None:
    start = clock.now()
    server.answers = [handed_out(server, interval=interval), server.pair()]
    await keep.begin_login()
    await keep.finish_login()
    assert clock.now() - start == seconds


async def test_the_refresh_token_is_used_and_replaced(keep: Keeper, server: Any, clock: Any) -> None:
    server.answers = [handed_out(server)]
    await keep.begin_login()
    await keep.finish_login()
    for _ in range(2):
        clock.time += 600
        await keep.access()
    assert [form.get("refresh_token") for form in server.forms[2:]] == ["refresh-1", "refresh-2"]
    assert server.forms[2]["scope"].endswith("offline_access")
    assert "client_secret" not in server.forms[2]


async def test_nothing_that_is_told_holds_a_secret(keep: Keeper, server: Any) -> None:
    server.answers = [handed_out(server), server.raw(418, b"device-hush")]
    shown = [repr(await keep.begin_login())]
    with pytest.raises(NlconnectError) as caught:
        await keep.finish_login()
    shown += [str(caught.value), repr(caught.value), repr(keep), repr(server.requests)]
    assert not [text for text in shown if "device-hush" in text or "ABCD" in text]
