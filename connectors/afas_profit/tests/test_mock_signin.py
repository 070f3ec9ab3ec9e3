from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from connectors.afas_profit.tests.afas_caller import BASE, Afas, header_of, text_of

VERIFIER = "een-geheim-van-drieenveertig-tekens-of-nog-meer"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")


@pytest.fixture
def afas() -> Afas:
    return Afas(seeded=False)


def known(afas: Afas, *names: str) -> dict[str, str]:
    return {name: str(afas.mock.credentials[name]) for name in names}


def status(afas: Afas, authorization: str) -> httpx.Response:
    return afas.get("/profitversion", headers={"authorization": authorization})


def token(afas: Afas, *, headers: Any = None, **form: str) -> httpx.Response:
    return afas.client.post(f"{BASE}/oauth/token", data=form, headers={"authorization": "", **(headers or {})})


def authorize(afas: Afas, **other: str | None) -> httpx.Response:
    wishes: dict[str, str | None] = {
        "response_type": "code",
        **known(afas, "client_id", "redirect_uri"),
        "state": "s1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **other,
    }
    return afas.client.get(f"{BASE}/oauth/authorize", params={k: v for k, v in wishes.items() if v is not None})


def redirected(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 302
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def exchange(afas: Afas, code: str, **other: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", **known(afas, "client_id", "client_secret", "redirect_uri")}
    return token(afas, **(form | {"code": code, "code_verifier": VERIFIER} | other))


def test_the_classic_token_is_taken_in_base64_only(afas: Afas) -> None:
    text = known(afas, "token")["token"]
    assert status(afas, header_of(text)).status_code == 200
    assert status(afas, header_of(text).replace("AfasToken", "afastoken")).status_code == 200
    raw = status(afas, f"AfasToken {text}")
    assert raw.status_code == 500
    assert text_of(raw)
    data = text.removeprefix("<token><version>1</version><data>").removesuffix("</data></token>")
    assert len(data) == 64
    for wrong in (data, base64.b64encode(data.encode()).decode(), "x", ""):
        assert status(afas, f"AfasToken {wrong}").status_code == 401


def test_an_unknown_token_and_none_at_all_are_told_apart_from_nothing(afas: Afas) -> None:
    other = "<token><version>1</version><data>" + "0" * 64 + "</data></token>"
    for authorization in ("", header_of(other), "Basic eDp5"):
        answer = status(afas, authorization)
        assert answer.status_code == 401
        assert text_of(answer) == "Het token is ongeldig."


def test_a_token_that_was_deleted_is_refused(afas: Afas) -> None:
    text = afas.service.signin.issue_token()
    assert status(afas, header_of(text)).status_code == 200
    afas.service.signin.revoke(text)
    assert status(afas, header_of(text)).status_code == 401


def test_a_program_gets_an_hour_and_nothing_to_refresh(afas: Afas) -> None:
    answer = token(afas, grant_type="client_credentials", **known(afas, "client_id", "client_secret"))
    body = answer.json()
    assert set(body) == {"access_token", "token_type", "expires_in"}
    assert (body["token_type"], body["expires_in"]) == ("Bearer", 3600)
    assert status(afas, f"Bearer {body['access_token']}").status_code == 200
    afas.mock.advance(3601)
    expired = status(afas, f"Bearer {body['access_token']}")
    assert expired.status_code == 401
    assert expired.headers["www-authenticate"] == 'Bearer error="invalid_token"'


def test_the_client_may_be_told_in_the_header_instead(afas: Afas) -> None:
    pair = known(afas, "client_id", "client_secret")
    basic = base64.b64encode(f"{pair['client_id']}:{pair['client_secret']}".encode()).decode()
    headers = {"authorization": f"Basic {basic}"}
    assert token(afas, headers=headers, grant_type="client_credentials").status_code == 200
    twice = token(afas, headers=headers, grant_type="client_credentials", **pair)
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")


def test_a_wrong_client_is_a_401_only_where_it_came_in_the_header(afas: Afas) -> None:
    wrong = token(afas, grant_type="client_credentials", client_id="x", client_secret="y")
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_client")
    basic = {"authorization": f"Basic {base64.b64encode(b'x:y').decode()}"}
    in_header = token(afas, headers=basic, grant_type="client_credentials")
    assert (in_header.status_code, in_header.json()["error"]) == (401, "invalid_client")
    assert in_header.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize("way", ["GET", "JSON", "twice"])
def test_a_token_is_asked_for_in_a_form_only(afas: Afas, way: str) -> None:
    form = {"grant_type": "client_credentials", **known(afas, "client_id", "client_secret")}
    address = f"{BASE}/oauth/token"
    if way == "GET":
        answer = afas.client.get(address, params=form)
    elif way == "JSON":
        answer = afas.client.post(address, json=form)
    else:
        kind = {"content-type": "application/x-www-form-urlencoded"}
        answer = afas.client.post(address, content="grant_type=a&grant_type=b", headers=kind)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert way == "twice" or answer.json()["error_description"] == "Invalid HTTP request for token endpoint"


def test_a_grant_nobody_knows_is_unsupported(afas: Afas) -> None:
    answer = token(afas, grant_type="password", **known(afas, "client_id", "client_secret"))
    assert (answer.status_code, answer.json()) == (400, {"error": "unsupported_grant_type"})


def test_a_grant_that_the_app_connector_does_not_allow_is_told_apart(afas: Afas) -> None:
    afas.service.signin.oauth.grants.remove("client_credentials")
    answer = token(afas, grant_type="client_credentials", **known(afas, "client_id", "client_secret"))
    assert (answer.status_code, answer.json()) == (400, {"error": "unauthorized_client"})


def test_an_older_version_says_that_there_is_nothing_to_refresh(afas: Afas) -> None:
    afas.service.signin.oauth.tells_null = True
    body = token(afas, grant_type="client_credentials", **known(afas, "client_id", "client_secret")).json()
    assert body["refresh_token"] is None


def test_a_refresh_token_works_once_unless_the_mock_is_told_otherwise(afas: Afas) -> None:
    form = {"grant_type": "refresh_token", **known(afas, "client_id", "client_secret")}
    for rotating, second in ((True, 400), (False, 200)):
        afas.service.signin.oauth.rotating = rotating
        pair = exchange(afas, redirected(authorize(afas))["code"]).json()
        assert token(afas, **form, refresh_token=pair["refresh_token"]).status_code == 200
        assert token(afas, **form, refresh_token=pair["refresh_token"]).status_code == second


def test_a_code_with_its_proof_gives_a_pair_once(afas: Afas) -> None:
    sent_back = redirected(authorize(afas))
    assert sent_back["state"] == "s1"
    body = exchange(afas, sent_back["code"]).json()
    assert {"access_token", "refresh_token"} < set(body)
    again = exchange(afas, sent_back["code"])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize(
    "other", [{"code_verifier": "x" * 43}, {"redirect_uri": "https://app.example.test/afas/callback"}]
)
def test_a_wrong_proof_or_address_burns_the_code(afas: Afas, other: dict[str, str]) -> None:
    code = redirected(authorize(afas))["code"]
    assert exchange(afas, code, **other).json()["error"] == "invalid_grant"
    assert exchange(afas, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("left_out", ["code_verifier", "redirect_uri"])
def test_leaving_one_out_does_not_burn_the_code(afas: Afas, left_out: str) -> None:
    code = redirected(authorize(afas))["code"]
    assert exchange(afas, code, **{left_out: ""}).json()["error"] == "invalid_request"
    assert exchange(afas, code).status_code == 200


def test_a_sign_in_takes_no_longer_than_ten_minutes(afas: Afas) -> None:
    code = redirected(authorize(afas))["code"]
    afas.mock.advance(601)
    assert exchange(afas, code).json()["error"] == "invalid_grant"


def test_a_refresh_token_is_traded_for_a_new_pair(afas: Afas) -> None:
    pair = exchange(afas, redirected(authorize(afas))["code"]).json()
    form = {"grant_type": "refresh_token", **known(afas, "client_id", "client_secret")}
    new = token(afas, **form, refresh_token=pair["refresh_token"]).json()
    assert status(afas, f"Bearer {new['access_token']}").status_code == 200
    assert token(afas, **form, refresh_token="x").json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "other",
    [
        {"client_id": "x"},
        {"redirect_uri": "https://elsewhere.example.test/"},
        {"redirect_uri": "https://app.example.test/afas/callback#x"},
        {"redirect_uri": "https://app.example.test/afas/Callback"},
    ],
)
def test_an_unknown_app_or_address_gets_a_page_and_no_redirect(afas: Afas, other: dict[str, str]) -> None:
    answer = authorize(afas, **other)
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_only_scheme_and_host_of_an_address_may_be_in_other_case(afas: Afas) -> None:
    assert authorize(afas, redirect_uri="HTTPS://App.Example.Test/afas/callback").status_code == 302


@pytest.mark.parametrize(
    "other",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"code_challenge": None},
        {"response_type": "token"},
    ],
)
def test_what_else_is_wrong_with_a_wish_is_told_to_the_app(afas: Afas, other: dict[str, Any]) -> None:
    sent_back = redirected(authorize(afas, **other))
    assert (sent_back["error"], sent_back["state"]) == ("invalid_request", "s1")
    assert "code" not in sent_back


def test_a_person_may_say_no() -> None:
    afas = Afas(seeded=False, interactive=True)
    page = authorize(afas)
    assert page.status_code == 200
    wishes = {"response_type": "code", **known(afas, "client_id", "redirect_uri"), "state": "s1"}
    proof = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    for allow, name in (("0", "error"), ("1", "code")):
        answer = afas.client.post(f"{BASE}/oauth/authorize", data={**wishes, **proof, "allow": allow})
        assert name in redirected(answer)


@pytest.mark.parametrize("user_key", ["userId", "userid"])
@pytest.mark.parametrize("user", ["12345.koppeling", "beheer@voorbeeld.test"])
def test_a_mailed_code_gives_a_classic_token_with_a_line_end_behind_it(afas: Afas, user_key: str, user: str) -> None:
    info = known(afas, "api_key", "api_token")
    body = {"apiKey": info["api_key"], "apiToken": info["api_token"], user_key: user}
    asked = afas.send("POST", "/OtpRequest", body, authorization="")
    assert (asked.status_code, asked.content) == (200, b"")
    ((mailed_to, code),) = afas.service.signin.mailed
    assert mailed_to == "12345.koppeling"
    answer = afas.send("POST", "/OtpValidation", {**body, "otp": code}, authorization="")
    text = answer.json()["token"]
    assert text.endswith("</token>\r\n")
    assert status(afas, header_of(text.strip())).status_code == 200
    assert afas.send("POST", "/OtpValidation", {**body, "otp": code}).status_code == 401


def test_wrong_keys_get_no_code(afas: Afas) -> None:
    body = {"apiKey": "x", "apiToken": "y", "userId": "12345.koppeling"}
    assert afas.send("POST", "/OtpRequest", body).status_code == 401
    assert afas.service.signin.mailed == []


def test_a_user_without_data_rights_sees_no_rows_and_no_error() -> None:
    afas = Afas()
    text = afas.service.signin.issue_token(sees_rows=False)
    answer = afas.get("/connectors/Profit_Debtor", headers={"authorization": header_of(text)})
    assert answer.json() == {"skip": 0, "take": 100, "rows": []}
    afas.service.state.hidden.add("Profit_Debtor")
    assert afas.view("Profit_Debtor") == []
    assert afas.view("Profit_Creditor")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("12345.rest.afas.online", 200),
        ("54321.rest.afas.online", 401),
        ("12345.resttest.afas.online", 401),
    ],
)
def test_a_token_is_of_one_environment(afas: Afas, host: str, status: int) -> None:
    assert afas.client.get(f"https://{host}{BASE}/profitversion").status_code == status
