"""Which way of signing in the keys of a login mean, and what is said where they mean none or several."""

from __future__ import annotations

import pytest

from nlconnect.auth import AuthSpec, GrantKind, chosen_grant
from nlconnect.errors import ConfigError
from nlconnect_afas.sign_in import AUTH as AFAS
from nlconnect_exact.sign_in import AUTH as EXACT
from nlconnect_graph.sign_in import AUTH as GRAPH

APP = {"client_id", "client_secret"}


@pytest.mark.parametrize(
    ("spec", "given", "named", "grant"),
    [
        (EXACT, APP | {"redirect_uri"}, None, GrantKind.AUTHORIZATION_CODE),
        (EXACT, APP, None, GrantKind.AUTHORIZATION_CODE),
        (AFAS, {"token", "environment"}, None, GrantKind.STATIC),
        (AFAS, {"api_key", "api_token", "user"}, None, GrantKind.ONE_TIME_CODE),
        (AFAS, APP, None, GrantKind.CLIENT_CREDENTIALS),
        (AFAS, APP | {"redirect_uri"}, None, GrantKind.AUTHORIZATION_CODE),
        (AFAS, APP | {"redirect_uri"}, "client_credentials", GrantKind.CLIENT_CREDENTIALS),
        (AFAS, APP | {"token"}, "static", GrantKind.STATIC),
        (GRAPH, {"client_id", "tenant"}, None, GrantKind.AUTHORIZATION_CODE),
        (GRAPH, {"client_id", "tenant"}, "device_code", GrantKind.DEVICE_CODE),
        (GRAPH, APP, None, GrantKind.CLIENT_CREDENTIALS),
        (GRAPH, {"client_id", "certificate"}, None, GrantKind.CLIENT_CREDENTIALS),
        (GRAPH, {"client_id", "certificate", "redirect_uri"}, None, GrantKind.AUTHORIZATION_CODE),
    ],
)
def test_the_keys_tell_the_grant(spec: AuthSpec, given: set[str], named: str | None, grant: GrantKind) -> None:
    assert chosen_grant(spec, given, login="kantoor", named=named) is grant


@pytest.mark.parametrize(
    ("spec", "given", "named", "said"),
    [
        (EXACT, {"client_id"}, None, "client_id, client_secret and redirect_uri"),
        (AFAS, {"environment"}, None, "or token; or api_key, api_token and user"),
        (AFAS, {"client_id"}, None, "client_secret"),
        (AFAS, {"api_key"}, None, "api_token"),
        (AFAS, APP | {"token"}, None, 'grant = "client_credentials"'),
        (AFAS, {"client_id", "certificate"}, "client_credentials", "client_secret"),
        (AFAS, APP, "device_code", "static"),
        (GRAPH, {"tenant"}, None, 'grant = "device_code"'),
        (GRAPH, {"token"}, "static", "client_credentials"),
        (GRAPH, APP, "password", "device_code"),
    ],
)
def test_what_is_lacking_or_unclear_is_named(spec: AuthSpec, given: set[str], named: str | None, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        chosen_grant(spec, given, login="kantoor", named=named)
    assert said in str(caught.value)
    assert "kantoor" in str(caught.value)
