"""People who sign in to a mock Entra ID: by code, on another device, again by refresh token, and challenged."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
SCOPES = "openid offline_access User.Read Mail.Read"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
CP1 = '{"access_token":{"xms_cc":{"values":["cp1"]}}}'


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


def wishes(graph: GraphCaller, **more: str) -> dict[str, str]:
    return {
        "client_id": str(graph.info["public_client_id"]),
        "response_type": "code",
        "redirect_uri": "http://localhost:49152",
        "scope": SCOPES,
        "state": "s1",
        "nonce": "n1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **more,
    }


def redirected(graph: GraphCaller, **more: str) -> dict[str, str]:
    query = urlencode(wishes(graph, **more))
    answer = graph.http.get(f"{graph.info['login_url']}/oauth2/v2.0/authorize?{query}")
    assert answer.status_code == 302, answer.text
    found = urlsplit(answer.headers["location"])
    return {name: values[0] for name, values in parse_qs(found.query or found.fragment).items()} | {"to": found.path}


def redeemed(graph: GraphCaller, code: str, **more: str) -> httpx.Response:
    form = {
        "grant_type": "authorization_code",
        "client_id": str(graph.info["public_client_id"]),
        "client_secret": "",
        "scope": "",
        "code": code,
        "redirect_uri": "http://localhost:49152",
        "code_verifier": VERIFIER,
        **more,
    }
    return graph.token(**form)


def code_of(answer: httpx.Response) -> int:
    number: int = answer.json()["error_codes"][0]
    return number


def test_somebody_signs_in_by_code_and_is_told_who_they_are(graph: GraphCaller) -> None:
    back = redirected(graph)
    assert (back["state"], back["to"]) == ("s1", "/")
    tokens = redeemed(graph, back["code"]).json()
    assert tokens["scope"] == "Mail.Read User.Read"
    graph.http.headers["authorization"] = f"Bearer {tokens['access_token']}"
    me = graph.body("/me")
    assert me["userPrincipalName"] == graph.info["mailbox"]
    keys = KeySet.import_key_set(graph.http.get(f"{graph.info['login_url']}/discovery/v2.0/keys").json())
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["RS256"]).claims
    assert claims["preferred_username"] == graph.info["mailbox"]
    assert (claims["nonce"], claims["oid"], claims["tid"]) == ("n1", me["id"], graph.info["tenant"])
    discovery = graph.http.get(f"{graph.info['login_url']}/v2.0/.well-known/openid-configuration").json()
    assert discovery["issuer"] == claims["iss"]
    assert discovery["token_endpoint"].startswith(str(graph.info["login_url"]))


def test_a_code_works_once_for_whoever_knows_the_verifier(graph: GraphCaller) -> None:
    code = redirected(graph)["code"]
    assert code_of(redeemed(graph, code, code_verifier="other")) == 501481
    assert redeemed(graph, code).status_code == 200
    assert code_of(redeemed(graph, code)) == 54005
    assert code_of(redeemed(graph, "nonsense")) == 9002313
    late = redirected(graph)["code"]
    graph.mock.advance(601)
    assert code_of(redeemed(graph, late)) == 70008


def test_the_port_of_this_machine_does_not_count_and_other_addresses_are_refused(graph: GraphCaller) -> None:
    assert redirected(graph, redirect_uri="http://localhost:1234/callback")["to"] == "/callback"
    query = urlencode(wishes(graph, redirect_uri="https://elders.test/"))
    answer = graph.http.get(f"{graph.info['login_url']}/oauth2/v2.0/authorize?{query}")
    assert answer.status_code == 400
    assert "AADSTS50011" in answer.text


def test_a_public_app_must_not_prove_itself_and_a_confidential_one_must(graph: GraphCaller) -> None:
    code = redirected(graph)["code"]
    assert code_of(redeemed(graph, code, client_secret="x")) == 700025
    own = redirected(graph, client_id=str(graph.info["client_id"]))["code"]
    confidential = str(graph.info["client_id"])
    assert code_of(redeemed(graph, own, client_id=confidential)) == 7000218
    secret = str(graph.info["client_secret"])
    assert redeemed(graph, own, client_id=confidential, client_secret=secret).status_code == 200


def test_each_refresh_gives_another_token_and_the_old_one_stays_good(graph: GraphCaller) -> None:
    first = redeemed(graph, redirected(graph)["code"]).json()["refresh_token"]
    form = {
        "grant_type": "refresh_token",
        "client_id": str(graph.info["public_client_id"]),
        "client_secret": "",
        "scope": "",
        "refresh_token": first,
    }
    second = graph.token(**form).json()["refresh_token"]
    assert second != first
    assert graph.token(**form).status_code == 200
    assert graph.token(**(form | {"refresh_token": second})).status_code == 200
    graph.mock.advance(91 * 86_400)
    assert code_of(graph.token(**form)) == 700082
    graph.service.accounts.revoke_refresh()
    assert code_of(graph.token(**form)) == 50173


def test_without_offline_access_there_is_no_refresh_token(graph: GraphCaller) -> None:
    tokens = redeemed(graph, redirected(graph, scope="User.Read")["code"]).json()
    assert "refresh_token" not in tokens
    assert "id_token" not in tokens


def test_what_nobody_consented_to_is_told(graph: GraphCaller) -> None:
    graph.service.accounts.consented.discard("Mail.Read")
    assert redirected(graph)["error"] == "consent_required"


def test_somebody_may_decline_on_the_page() -> None:
    graph = GraphCaller(interactive=True)
    address = f"{graph.info['login_url']}/oauth2/v2.0/authorize"
    page = graph.http.get(f"{address}?{urlencode(wishes(graph))}")
    assert "Accepteren" in page.text
    no = graph.http.post(address, data={**wishes(graph), "allow": "0"})
    assert "error=access_denied" in no.headers["location"]
    yes = graph.http.post(address, data={**wishes(graph), "allow": "1"})
    assert "code=" in yes.headers["location"]


def test_the_answer_comes_in_the_mode_that_was_asked_for(graph: GraphCaller) -> None:
    assert redirected(graph, response_mode="fragment")["code"]
    query = urlencode(wishes(graph, response_mode="form_post"))
    page = graph.http.get(f"{graph.info['login_url']}/oauth2/v2.0/authorize?{query}")
    assert 'name="code"' in page.text


def device(graph: GraphCaller, **more: str) -> dict[str, Any]:
    form = {"client_id": str(graph.info["public_client_id"]), "scope": SCOPES, **more}
    body: dict[str, Any] = graph.http.post(f"{graph.info['login_url']}/oauth2/v2.0/devicecode", data=form).json()
    return body


def poll(graph: GraphCaller, code: str) -> httpx.Response:
    public = str(graph.info["public_client_id"])
    return graph.token(grant_type=DEVICE, client_id=public, client_secret="", scope="", device_code=code)


def test_another_device_consents_by_itself_unless_a_person_is_wanted(graph: GraphCaller) -> None:
    assert poll(graph, device(graph)["device_code"]).json()["refresh_token"]


def test_signing_in_on_another_device_is_waited_for(graph: GraphCaller) -> None:
    graph.service.signin.interactive = True
    offer = device(graph)
    assert (offer["interval"], offer["expires_in"]) == (5, 900)
    assert offer["user_code"] in offer["message"]
    assert poll(graph, offer["device_code"]).json()["error"] == "authorization_pending"
    assert poll(graph, offer["device_code"]).json()["error"] == "slow_down"
    page = graph.http.post(offer["verification_uri"], data={"user_code": offer["user_code"]})
    assert page.status_code == 200
    assert poll(graph, offer["device_code"]).json()["refresh_token"]
    assert poll(graph, offer["device_code"]).json()["error"] == "bad_verification_code"


def test_a_device_code_can_be_declined_and_runs_out(graph: GraphCaller) -> None:
    offer = device(graph)
    graph.service.accounts.approve(offer["user_code"], by="", declined=True)
    assert poll(graph, offer["device_code"]).json()["error"] == "authorization_declined"
    late = device(graph)
    graph.mock.advance(901)
    assert poll(graph, late["device_code"]).json()["error"] == "expired_token"


def test_the_message_comes_in_dutch_on_request(graph: GraphCaller) -> None:
    form = {"client_id": str(graph.info["public_client_id"]), "scope": SCOPES}
    body = graph.http.post(f"{graph.info['login_url']}/oauth2/v2.0/devicecode?mkt=nl-NL", data=form).json()
    assert body["message"].startswith("Open ")


def assertion(graph: GraphCaller, *, alg: str = "PS256", **more: Any) -> str:
    pem = str(graph.info["certificate"])
    key = RSAKey.import_key(pem.partition("-----BEGIN CERTIFICATE-----")[0])
    der = base64.b64decode("".join(pem.rpartition("-----BEGIN CERTIFICATE-----")[2].splitlines()[:-1]))
    print256 = base64.urlsafe_b64encode(hashlib.sha256(der).digest()).decode().rstrip("=")
    now = graph.mock.clock.now()
    claims = {
        "aud": f"{graph.info['login_url']}/oauth2/v2.0/token",
        "iss": graph.info["client_id"],
        "sub": graph.info["client_id"],
        "jti": "9d2d7c8e-0000-4000-8000-000000000000",
        "nbf": int(now),
        "iat": int(now),
        "exp": int(now) + 600,
        **more,
    }
    return jwt.encode({"alg": alg, "typ": "JWT", "x5t#S256": print256}, claims, key, algorithms=[alg])


def by_certificate(graph: GraphCaller, text: str) -> httpx.Response:
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    return graph.token(client_secret="", client_assertion_type=kind, client_assertion=text)


@pytest.mark.parametrize("alg", ["PS256", "RS256"])
def test_an_app_proves_itself_with_its_certificate(graph: GraphCaller, alg: str) -> None:
    assert by_certificate(graph, assertion(graph, alg=alg)).status_code == 200


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"aud": "https://elders.test/token"}, 700023),
        ({"iss": "nobody"}, 700021),
        ({"exp": 1}, 700024),
        ({"nbf": 4_000_000_000, "exp": 4_000_000_600}, 700024),
    ],
)
def test_a_wrong_assertion_is_told_by_its_number(graph: GraphCaller, claims: dict[str, Any], code: int) -> None:
    answer = by_certificate(graph, assertion(graph, **claims))
    assert (answer.status_code, answer.json()["error"], code_of(answer)) == (401, "invalid_client", code)


def test_a_broken_signature_is_refused(graph: GraphCaller) -> None:
    text = assertion(graph)
    assert code_of(by_certificate(graph, text[:-8] + "AAAAAAAA")) == 700027
    assert code_of(by_certificate(graph, "nonsense")) == 50027


def test_a_client_that_handles_claims_is_challenged_once(graph: GraphCaller) -> None:
    token = graph.token(claims=CP1).json()
    assert token["expires_in"] > 3_599
    graph.http.headers["authorization"] = f"Bearer {token['access_token']}"
    graph.service.state.switches.challenge = True
    answer = graph.get("/users")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "InvalidAuthenticationToken")
    challenge = answer.headers["www-authenticate"]
    assert 'error="insufficient_claims"' in challenge
    claims = json.loads(base64.b64decode(challenge.partition('claims="')[2].partition('"')[0]))
    assert "access_token" in claims
    assert graph.get("/users").status_code == 401
    again = graph.token(claims=CP1).json()
    graph.http.headers["authorization"] = f"Bearer {again['access_token']}"
    assert graph.get("/users").status_code == 200


def test_others_are_not_challenged(graph: GraphCaller) -> None:
    graph.service.state.switches.challenge = True
    assert graph.get("/users").status_code == 200


def test_me_is_for_people_only(graph: GraphCaller) -> None:
    assert graph.error("/me")[0] == 400
    graph.sign_in(user="lotte.prins@voorbeeldgroep.test")
    assert graph.body("/me")["displayName"] == "Lotte Prins"
    assert graph.rows("/me/messages?$top=5")
