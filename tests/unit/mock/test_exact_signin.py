"""Checklist point 1: hosts, codes, tokens that rotate, the 570 second rule, and the errors of the token table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from nlconnect.mock import Mock, Setting
from nlconnect.mock.messages import Answer
from nlconnect.model.wire import Request
from nlconnect_exact.mock import MOCK
from nlconnect_exact.mock.service import ExactService

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def mock() -> Mock[ExactService]:
    return Mock(MOCK)


def ask(mock: Mock[ExactService], method: str, url: str, **parts: Any) -> Answer:
    answer = mock.handle(Request(method, url if url.startswith("http") else mock.base_url + url, **parts))
    assert isinstance(answer, Answer)
    return answer


def token(mock: Mock[ExactService], host: str = "", **form: str) -> tuple[int, dict[str, Any], Mapping[str, str]]:
    facts = mock.credentials
    whole = {"client_id": str(facts["client_id"]), "client_secret": str(facts["client_secret"])} | form
    answer = ask(mock, "POST", f"{host}/api/oauth2/token", headers=FORM, content=urlencode(whole).encode())
    return answer.status, json.loads(answer.content or b"{}"), answer.headers


def refresh(mock: Mock[ExactService], refresh_token: str, **form: str) -> tuple[int, dict[str, Any], Mapping[str, str]]:
    return token(mock, grant_type="refresh_token", refresh_token=refresh_token, **form)


def code(mock: Mock[ExactService], **wishes: str) -> str:
    facts = mock.credentials
    asked = {"client_id": facts["client_id"], "redirect_uri": facts["redirect_uri"], "response_type": "code", **wishes}
    answer = ask(mock, "GET", f"/api/oauth2/auth?{urlencode(asked)}")
    assert answer.status == 302
    return parse_qs(urlsplit(answer.headers["location"]).query)["code"][0]


def exchange(mock: Mock[ExactService], given: str, **form: str) -> tuple[int, dict[str, Any], Mapping[str, str]]:
    uri = str(mock.credentials["redirect_uri"])
    return token(mock, **{"grant_type": "authorization_code", "code": given, "redirect_uri": uri, **form})


def test_consent_is_given_at_once_with_a_long_code_and_the_state(mock: Mock[ExactService]) -> None:
    facts = mock.credentials
    wishes = {
        "client_id": facts["client_id"],
        "redirect_uri": facts["redirect_uri"],
        "response_type": "code",
        "state": "a b&c",
    }
    answer = ask(mock, "GET", f"/api/oauth2/auth?{urlencode(wishes)}")
    location = urlsplit(answer.headers["location"])
    found = parse_qs(location.query)
    assert f"{location.scheme}://{location.netloc}{location.path}" == facts["redirect_uri"]
    assert found["state"] == ["a b&c"]
    assert len(found["code"][0]) > 900
    assert "%" in location.query


def test_interactive_sign_in_shows_a_page_and_redirects_after_its_button() -> None:
    mock = Mock(MOCK, setting=Setting(interactive=True))
    facts = mock.credentials
    wishes = {
        "client_id": str(facts["client_id"]),
        "redirect_uri": str(facts["redirect_uri"]),
        "response_type": "code",
        "state": "s",
    }
    page = ask(mock, "GET", f"/api/oauth2/auth?{urlencode(wishes)}")
    assert page.status == 200
    assert b"<form" in page.content
    for allow, part in (("1", "code"), ("0", "error")):
        content = urlencode(wishes | {"allow": allow}).encode()
        answer = ask(mock, "POST", "/api/oauth2/auth", headers=FORM, content=content)
        assert part in parse_qs(urlsplit(answer.headers["location"]).query)


def test_an_unregistered_redirect_address_is_refused(mock: Mock[ExactService]) -> None:
    wishes = {"client_id": mock.credentials["client_id"], "redirect_uri": "http://localhost/", "response_type": "code"}
    assert ask(mock, "GET", f"/api/oauth2/auth?{urlencode(wishes)}").status == 400


def test_expires_in_is_a_string(mock: Mock[ExactService]) -> None:
    status, answer, _ = exchange(mock, code(mock))
    assert status == 200
    assert answer["expires_in"] == "600"
    assert answer["token_type"] == "bearer"


def test_a_code_works_once(mock: Mock[ExactService]) -> None:
    given = code(mock)
    assert exchange(mock, given)[0] == 200
    assert exchange(mock, given)[:2] == (400, {"error": "invalid_request"})


def test_a_code_lives_three_minutes(mock: Mock[ExactService]) -> None:
    given = code(mock)
    mock.advance(181)
    assert exchange(mock, given)[:2] == (400, {"error": "invalid_request"})


def test_a_wrong_secret_is_an_invalid_request(mock: Mock[ExactService]) -> None:
    assert exchange(mock, code(mock), client_secret="wrong")[:2] == (400, {"error": "invalid_request"})


def test_credentials_count_in_the_body_only(mock: Mock[ExactService]) -> None:
    form = urlencode({"grant_type": "refresh_token", "refresh_token": mock.credentials["refresh_token"]}).encode()
    headers = FORM | {"authorization": "Basic eDp5"}
    assert ask(mock, "POST", "/api/oauth2/token", headers=headers, content=form).status == 400


def test_a_refresh_token_rotates_and_works_once(mock: Mock[ExactService]) -> None:
    first = str(mock.credentials["refresh_token"])
    status, answer, _ = refresh(mock, first)
    assert status == 200
    assert answer["refresh_token"] != first
    assert refresh(mock, first)[:2] == (
        401,
        {"error": "unauthorized_client", "error_description": "Old refresh token used."},
    )


def test_a_refresh_before_570_seconds_is_refused_and_does_not_spend_the_token(mock: Mock[ExactService]) -> None:
    _, pair, _ = refresh(mock, str(mock.credentials["refresh_token"]))
    mock.advance(569)
    status, answer, headers = refresh(mock, pair["refresh_token"])
    assert (status, answer["error"]) == (400, "access_denied")
    assert answer["error_description"] == "Rate limit exceeded: access_token not expired"
    assert headers["reason"].startswith("TooEarlyToRefreshTokens")
    mock.advance(1)
    assert refresh(mock, pair["refresh_token"])[0] == 200


def test_a_refresh_token_dies_after_thirty_idle_days(mock: Mock[ExactService]) -> None:
    _, pair, _ = refresh(mock, str(mock.credentials["refresh_token"]))
    mock.advance(30 * 86_400 + 1)
    status, answer, _ = refresh(mock, pair["refresh_token"])
    assert (status, answer["error"]) == (400, "invalid_request")
    assert answer["error_description"] == (
        "The refresh token expired at 12/23/2026 8:00:00 AM and it is now 12/23/2026 8:00:01 AM."
    )


def test_an_access_token_lives_ten_minutes(mock: Mock[ExactService]) -> None:
    _, pair, _ = refresh(mock, str(mock.credentials["refresh_token"]))
    headers = {"authorization": f"Bearer {pair['access_token']}", "accept": "application/json"}
    mock.advance(599)
    assert ask(mock, "GET", "/api/v1/current/Me", headers=headers).status == 200
    mock.advance(1)
    answer = ask(mock, "GET", "/api/v1/current/Me", headers=headers)
    assert answer.status == 401
    assert "access%20token%20expired" in answer.headers["www-authenticate"]


def test_the_token_endpoint_takes_200_calls_a_day(mock: Mock[ExactService]) -> None:
    statuses = {token(mock, grant_type="password")[0] for _ in range(200)}
    assert statuses == {400}
    assert token(mock, grant_type="password")[0] == 429
    mock.advance(86_400)
    assert token(mock, grant_type="password")[0] == 400


def test_a_token_of_one_country_means_nothing_in_another(mock: Mock[ExactService]) -> None:
    dutch, belgian = "https://start.exactonline.nl", "https://start.exactonline.be"
    form = {"grant_type": "refresh_token", "refresh_token": str(mock.credentials["refresh_token"])}
    _, pair, _ = token(mock, dutch, **form)
    headers = {"authorization": f"Bearer {pair['access_token']}", "accept": "application/json"}
    assert ask(mock, "GET", f"{dutch}/api/v1/current/Me", headers=headers).status == 200
    assert ask(mock, "GET", f"{belgian}/api/v1/current/Me", headers=headers).status == 401


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [("refresh-used", 401, "unauthorized_client"), ("refresh-expired", 400, "invalid_request")],
)
def test_token_errors_come_on_request(mock: Mock[ExactService], kind: str, status: int, error: str) -> None:
    mock.fail_next(kind)
    found = refresh(mock, str(mock.credentials["refresh_token"]))
    assert (found[0], found[1]["error"]) == (status, error)


def test_tokens_are_the_same_for_the_same_seed() -> None:
    assert Mock(MOCK).credentials == Mock(MOCK).credentials
    assert Mock(MOCK).credentials != Mock(MOCK, setting=Setting(seed=2)).credentials
