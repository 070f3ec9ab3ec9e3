"""A person's consent at Entra: public apps, refresh tokens that are replaced, demands for more, and what ends it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, SignIn, Token, TokenKeeper
from nlconnect.errors import AuthError, Interrupted, LoginRequired, ServerError
from nlconnect.model.ports import Store
from nlconnect.model.wire import Response
from nlconnect_graph.sign_in import AUTH

LOGIN = "https://login.microsoftonline.us/acme.example"
API = "https://graph.microsoft.us"
DEMAND = {"access_token": {"acrs": {"essential": True, "value": "c1"}}}
BOTH = {"access_token": {**DEMAND["access_token"], "xms_cc": {"values": ["cp1"]}}}


def challenge(demand: object = DEMAND) -> Response:
    encoded = base64.urlsafe_b64encode(json.dumps(demand).encode()).decode().rstrip("=")
    header = f'Bearer realm="", error="insufficient_claims", claims="{encoded}"'
    return Response(401, {"www-authenticate": header}, b"", API, 0.0, 0.0)


@pytest.fixture
def app(app: App) -> App:
    return replace(app, spec=AUTH, url=LOGIN, api_url=API, resource=API, client_secret=None, redirect_uri=None)


def refused(server: Any, code: int, error: str = "invalid_grant", **more: object) -> Response:
    body = {"error": error, "error_codes": [code], "error_description": f"AADSTS{code}: Jansen refresh-0", **more}
    answer: Response = server.raw(400, json.dumps(body).encode(), {"content-type": "application/json"})
    return answer


def put(app: App, store: Store, clock: Any, *, age: float = 0.0, **more: Any) -> None:
    token = Token(SecretStr("access-0"), SecretStr("refresh-0"), clock.now() - age, 3599)
    store.put("token", app.key, SignIn(token, token.received_at, **more).dump())


async def address(keeper: TokenKeeper, **more: Any) -> dict[str, str]:
    url = str((await keeper.begin_login(**more)).address)
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


async def test_a_public_app_comes_back_to_this_machine_with_proof_of_possession(
    keeper: TokenKeeper, server: Any
) -> None:
    asked = await address(keeper, redirect_uri="http://localhost:53411")
    assert asked["redirect_uri"] == "http://localhost:53411"
    assert asked["scope"] == f"{API}/.default offline_access"
    assert asked["code_challenge_method"] == "S256"
    assert asked["claims"] == AUTH.claims
    await keeper.finish_login(f"http://localhost:53411/?code=c1&state={asked['state']}")
    form = server.forms[0]
    assert form["redirect_uri"] == "http://localhost:53411"
    assert len(form["code_verifier"]) >= 43
    assert "client_secret" not in form
    assert server.requests[0].url == f"{LOGIN}/oauth2/v2.0/token"


async def test_without_a_listener_the_registered_loopback_address_is_pasted(keeper: TokenKeeper, server: Any) -> None:
    asked = await address(keeper)
    assert asked["redirect_uri"] == "http://localhost"
    await keeper.finish_login(f"http://localhost/?code=c1&state={asked['state']}")
    assert server.forms[0]["redirect_uri"] == "http://localhost"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        ("access_denied", 65004, "consent was refused"),
        ("consent_required", 65001, "nobody has consented"),
        ("interaction_required", 50079, "set up first"),
        ("access_denied", 0, "consent was refused in the browser"),
        ("server_error", 0, "answered server_error"),
    ],
)
async def test_an_error_in_the_redirect_is_told_in_the_same_words(
    keeper: TokenKeeper, server: Any, error: str, code: int, said: str
) -> None:
    state = (await address(keeper))["state"]
    described = f"error={error}&error_description=AADSTS{code}%3a+Jansen&state={state}"
    with pytest.raises(AuthError, match=said) as caught:
        await keeper.finish_login(f"http://localhost/?{described}")
    assert "Jansen" not in str(caught.value)
    assert server.requests == []


async def test_a_token_without_a_refresh_token_is_used_to_its_end(
    keeper: TokenKeeper, app: App, store: Store, clock: Any
) -> None:
    token = Token(SecretStr("access-0"), None, clock.now() - 3500, 3599)
    store.put("token", app.key, SignIn(token, token.received_at).dump())
    assert (await keeper.access()).token.get_secret_value() == "access-0"
    clock.time += 100
    with pytest.raises(LoginRequired, match="without a refresh token"):
        await keeper.access()


async def test_a_refresh_token_is_used_again_where_the_answer_never_came(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock, age=3700)
    server.answers = [Interrupted("cut")] * 3
    for _ in range(3):
        with pytest.raises(Interrupted):
            await keeper.access()
    assert (await keeper.access()).token.get_secret_value() == "access-1"
    assert [form["refresh_token"] for form in server.forms] == ["refresh-0"] * 4


async def test_a_token_that_still_works_is_used_while_its_early_renewal_fails(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock, age=3400)
    server.answers = [server.raw(503, b"")]
    assert (await keeper.access()).token.get_secret_value() == "access-0"
    assert (await keeper.access()).token.get_secret_value() == "access-0"
    assert len(server.requests) == 1


async def test_a_demand_is_met_by_a_refresh_that_repeats_it(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock)
    await keeper.refused(await keeper.access(), challenge())
    assert (await keeper.access()).token.get_secret_value() == "access-1"
    assert json.loads(server.forms[0]["claims"]) == BOTH
    clock.time += 600
    await keeper.access()
    assert server.forms[1]["claims"] == AUTH.claims, "a demand is for one token"


async def test_a_demand_that_only_a_person_can_meet_is_part_of_the_next_sign_in(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock)
    server.answers = [refused(server, 50076, "interaction_required", suberror="basic_action")]
    with pytest.raises(LoginRequired, match="second factor") as caught:
        await keeper.refused(await keeper.access(), challenge())
    assert "nlconnect login kantoor" in str(caught.value)
    with pytest.raises(LoginRequired):
        await keeper.refused((await keeper.access()), challenge())
    assert len(server.requests) == 1
    asked = await address(keeper)
    assert json.loads(asked["claims"]) == BOTH
    await keeper.finish_login(f"http://localhost/?code=c1&state={asked['state']}")
    assert json.loads(server.forms[1]["claims"]) == BOTH
    assert (await keeper.status()).problem is None


async def test_a_demand_that_a_new_token_did_not_meet_asks_for_a_person(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock)
    await keeper.refused(await keeper.access(), challenge())
    with pytest.raises(LoginRequired, match="demands more"):
        await keeper.refused(await keeper.access(), challenge())
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (50173, "withdrawn"),
        (700082, "not used for too long"),
        (70008, "too old"),
        (70043, "too old"),
        (65001, "consented"),
        (50057, "disabled"),
        (50079, "set up first"),
        (16000, "not in this tenant"),
        (50020, "another organisation"),
        (999, "no longer accepts"),
    ],
)
async def test_what_ends_a_consent_is_told_and_not_asked_again(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any, code: int, said: str
) -> None:
    put(app, store, clock, age=4000)
    server.answers = [refused(server, code)]
    for _ in range(2):
        with pytest.raises(LoginRequired, match=said) as caught:
            await keeper.access()
        assert "nlconnect login kantoor" in str(caught.value)
        assert "Jansen" not in str(caught.value)
        assert "{login}" not in str(caught.value)
    assert len(server.requests) == 1
    assert said in str((await keeper.status()).problem)


@pytest.mark.parametrize(("code", "error"), [(53003, "interaction_required"), (7000218, "invalid_client")])
async def test_what_an_administrator_mends_keeps_the_consent(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any, code: int, error: str
) -> None:
    put(app, store, clock, age=4000)
    server.answers = [refused(server, code, error)]
    with pytest.raises(AuthError) as caught:
        await keeper.access()
    assert not isinstance(caught.value, LoginRequired)
    assert (await keeper.access()).token.get_secret_value() == "access-1"


async def test_a_passing_failure_keeps_the_consent(
    keeper: TokenKeeper, app: App, store: Store, clock: Any, server: Any
) -> None:
    put(app, store, clock, age=4000)
    server.answers = [refused(server, 90033, "temporarily_unavailable")]
    with pytest.raises(ServerError):
        await keeper.access()
    assert (await keeper.access()).token.get_secret_value() == "access-1"


async def test_status_warns_before_ninety_idle_days(keeper: TokenKeeper, app: App, store: Store, clock: Any) -> None:
    put(app, store, clock, age=81 * 86_400)
    assert "in 9 days" in str((await keeper.status()).warning)


async def test_a_document_of_an_earlier_version_is_read(
    keeper: TokenKeeper, app: App, store: Store, clock: Any
) -> None:
    put(app, store, clock)
    document = json.loads(store.get("token", app.key) or b"")
    del document["claims"], document["over_hint"]
    store.put("token", app.key, json.dumps(document).encode())
    assert (await keeper.access()).token.get_secret_value() == "access-0"
