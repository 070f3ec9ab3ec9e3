"""Signing in to a mock Entra ID: an app by itself, by secret."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


def test_an_app_gets_a_token_with_its_secret_and_no_refresh_token(graph: GraphCaller) -> None:
    body = graph.token().json()
    assert body["token_type"] == "Bearer"
    assert body["expires_in"] == 3599
    assert "refresh_token" not in body
    graph.http.headers["authorization"] = f"Bearer {body['access_token']}"
    assert graph.get("/users?$top=1").status_code == 200


@pytest.mark.parametrize(
    ("form", "status", "error", "code"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client", 7000215),
        ({"client_secret": ""}, 401, "invalid_client", 7000218),
        ({"client_id": "nobody"}, 400, "unauthorized_client", 700016),
        ({"scope": "Mail.Read"}, 400, "invalid_scope", 1002012),
        ({"scope": "https://other.test/.default"}, 400, "invalid_resource", 500011),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
    ],
)
def test_what_is_wrong_is_told_with_a_number(
    graph: GraphCaller, form: dict[str, str], status: int, error: str, code: int
) -> None:
    answer = graph.token(**form)
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [code])
    assert body["error_description"].startswith(f"AADSTS{code}: ")
    assert body["trace_id"] in body["error_description"]
    assert body["timestamp"].endswith("Z")


def test_another_tenant_is_not_found(graph: GraphCaller) -> None:
    base = str(graph.info["login_url"]).rpartition("/")[0]
    answer = graph.http.post(f"{base}/elders.test/oauth2/v2.0/token", data={"grant_type": "client_credentials"})
    assert answer.json()["error_codes"] == [90002]


@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic eDp5"])
def test_without_a_token_of_this_tenant_nothing_is_answered(graph: GraphCaller, header: str) -> None:
    answer = graph.get("/users", authorization=header)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "InvalidAuthenticationToken"
    assert answer.headers["www-authenticate"].startswith('Bearer realm=""')


def test_a_token_runs_out(graph: GraphCaller) -> None:
    graph.mock.advance(3_600)
    assert graph.get("/users").status_code == 401
    graph.sign_in()
    assert graph.get("/users").status_code == 200
    graph.service.accounts.expire_access()
    assert graph.get("/users").status_code == 401


def test_pages_around_signing_in_are_there(graph: GraphCaller) -> None:
    login = str(graph.info["login_url"])
    root = login.rpartition("/")[0]
    consent = graph.http.get(f"{login}/adminconsent?redirect_uri=http://localhost&state=s")
    assert "admin_consent=True" in consent.headers["location"]
    assert graph.http.get(f"{login}/oauth2/v2.0/logout").status_code == 200
    assert "user_code" in graph.http.get(f"{root}/common/oauth2/v2.0/deviceauth").text
    assert graph.http.post(f"{root}/common/oauth2/v2.0/deviceauth", data={"user_code": "x"}).status_code == 400
    found = graph.http.get(f"{root}/common/discovery/instance?authorization_endpoint={login}/oauth2/v2.0/authorize")
    assert found.json()["tenant_discovery_endpoint"] == f"{login}/v2.0/.well-known/openid-configuration"
    assert graph.http.get(f"{login}/oauth2/v2.0/nothing").status_code == 404


def test_a_secret_may_stand_in_the_header(graph: GraphCaller) -> None:
    form = {"grant_type": "client_credentials", "scope": f"{graph.info['base_url']}".replace("/v1.0", "/.default")}
    pair = (str(graph.info["client_id"]), str(graph.info["client_secret"]))
    assert graph.http.post(f"{graph.info['login_url']}/oauth2/v2.0/token", data=form, auth=pair).status_code == 200
    wrong = (pair[0], "wrong")
    assert graph.http.post(f"{graph.info['login_url']}/oauth2/v2.0/token", data=form, auth=wrong).status_code == 401


def test_an_app_by_itself_needs_a_tenant(graph: GraphCaller) -> None:
    root = str(graph.info["login_url"]).rpartition("/")[0]
    form = {"grant_type": "client_credentials", "client_id": str(graph.info["client_id"])}
    assert graph.http.post(f"{root}/common/oauth2/v2.0/token", data=form).status_code == 400
    assert graph.http.post(f"{root}/common/oauth2/v2.0/token", content=b"").json()["error_codes"] == [900144]
