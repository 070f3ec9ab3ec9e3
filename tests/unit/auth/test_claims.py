"""A demand for more than a token shows (continuous access evaluation): read in every spelling, and merged."""

from __future__ import annotations

import base64
import json

import pytest

from nlconnect.auth.claims import challenge_in, merged
from nlconnect.model.wire import Response

DEMAND = {"access_token": {"nbf": {"essential": True, "value": "1604106651"}}}
OWN = '{"access_token":{"xms_cc":{"values":["cp1"]}}}'


def refusal(header: str) -> Response:
    return Response(401, {"www-authenticate": header}, b"", "https://graph.example/v1.0/me", 0.0, 0.0)


def encoded(demand: object = DEMAND) -> str:
    return base64.b64encode(json.dumps(demand).encode()).decode()


ODD = {"access_token": {"acrs": {"essential": True, "value": "c1>?>?"}}}


@pytest.mark.parametrize(
    "header",
    [
        f'Bearer realm="", authorization_uri="https://a.example/b", error="insufficient_claims", claims="{encoded()}"',
        f'Bearer claims="{encoded()}", error="insufficient_claims"',
        f'Bearer realm="", error=insufficient_claims, claims={encoded().rstrip("=")}',
        f'Negotiate, Bearer realm="x", Bearer error="insufficient_claims", claims="{encoded().rstrip("=")}"',
        f'BEARER ERROR="insufficient_claims", Claims = "{encoded()}"',
    ],
)
def test_a_demand_is_read_in_every_spelling(header: str) -> None:
    demand = challenge_in(refusal(header))
    assert demand is not None
    assert json.loads(demand) == DEMAND


def test_both_alphabets_of_base64_are_read() -> None:
    plain = base64.b64encode(json.dumps(ODD).encode()).decode()
    for text in (plain, plain.replace("+", "-").replace("/", "_"), plain.rstrip("=")):
        demand = challenge_in(refusal(f'Bearer error="insufficient_claims", claims="{text}"'))
        assert json.loads(demand or "null") == ODD


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        'Bearer error="invalid_token"',
        f'Bearer error="invalid_token", claims="{encoded()}"',
        'Bearer error="insufficient_claims"',
        'Bearer error="insufficient_claims", claims=""',
        'Bearer error="insufficient_claims", claims="%%%"',
        f'Bearer error="insufficient_claims", claims="{encoded([1])}"',
        f'Bearer error="insufficient_claims", claims="{"A" * 20_000}"',
        f'Bearer error="insufficient_claims", claims="{base64.b64encode(b"[" * 9000).decode()}"',
    ],
)
def test_what_is_no_demand_is_none(header: str) -> None:
    assert challenge_in(refusal(header)) is None


def test_a_demand_keeps_what_we_can_do() -> None:
    assert json.loads(merged(json.dumps(DEMAND), OWN)) == {
        "access_token": {"nbf": {"essential": True, "value": "1604106651"}, "xms_cc": {"values": ["cp1"]}}
    }
    assert json.loads(merged('{"access_token": null, "id_token": {}}', OWN)) == {"access_token": None, "id_token": {}}
