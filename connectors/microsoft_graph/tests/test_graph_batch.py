"""Twenty requests in one: how they are put together and taken apart."""

from __future__ import annotations

import base64
import json

import pytest

from nlconnect.connector import Request, Response
from nlconnect_graph.batch import BATCH

ROOT = "https://graph.microsoft.com"
REQUESTS = [
    Request("GET", f"{ROOT}/v1.0/users/u1?$select=id", {"Accept": "application/json"}),
    Request("GET", f"{ROOT}/v1.0/users/u2/$count", {"ConsistencyLevel": "eventual"}),
    Request("GET", f"{ROOT}/v1.0/me/photo/$value"),
]


def answered(content: object) -> Response:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Response(200, {}, body, f"{ROOT}/v1.0/$batch", 1.0, 2.0)


def part(place: int, status: int, body: object = None, **headers: str) -> dict[str, object]:
    return {"id": str(place), "status": status, "headers": headers, **({"body": body} if body is not None else {})}


@pytest.mark.parametrize("base_url", [ROOT, f"{ROOT}/v1.0", f"{ROOT}/v1.0/"])
def test_addresses_are_relative_to_the_version_and_headers_go_with_each_part(base_url: str) -> None:
    request = BATCH.write(REQUESTS, base_url)
    assert (request.method, request.url) == ("POST", f"{ROOT}/v1.0/$batch")
    assert request.headers["Content-Type"] == "application/json"
    assert json.loads(request.content or b"") == {
        "requests": [
            {"id": "0", "method": "GET", "url": "/users/u1?$select=id", "headers": {"Accept": "application/json"}},
            {"id": "1", "method": "GET", "url": "/users/u2/$count", "headers": {"ConsistencyLevel": "eventual"}},
            {"id": "2", "method": "GET", "url": "/me/photo/$value", "headers": {}},
        ]
    }
    assert BATCH.size == 20


def test_answers_come_in_any_order_and_are_told_apart_by_their_ids() -> None:
    first, second, third = BATCH.read(
        answered({"responses": [part(1, 429, {"error": {}}, **{"Retry-After": "0.249"}), part(0, 200, {"id": "u1"})]}),
        REQUESTS,
    )
    assert first is not None
    assert (first.status, json.loads(first.content), first.url) == (200, {"id": "u1"}, REQUESTS[0].url)
    assert second is not None
    assert (second.status, second.headers["retry-after"]) == (429, "0.249")
    assert third is None


def test_digits_of_a_part_are_kept() -> None:
    body = b'{"responses":[{"id":"0","status":200,"body":{"quantity":0.10000000000000000001}}]}'
    (first,) = BATCH.read(answered(body), REQUESTS[:1])
    assert first is not None
    assert first.content == b'{"quantity":0.10000000000000000001}'


def test_bytes_come_in_base64() -> None:
    body = base64.b64encode(b"\x89PNG").decode()
    _, _, photo = BATCH.read(answered({"responses": [part(2, 200, body)]}), REQUESTS)
    assert photo is not None
    assert photo.content == b"\x89PNG"


def test_a_part_without_a_body_is_empty() -> None:
    (first,) = BATCH.read(answered({"responses": [{"id": "0", "status": 204}]}), REQUESTS[:1])
    assert first is not None
    assert first.content == b""


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b'{"responses": [{"id": "0"}]}'])
def test_what_is_no_batch_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no batch"):
        BATCH.read(answered(content), REQUESTS)


CHANGES = [
    Request("POST", f"{ROOT}/v1.0/users/u/contacts", {"Content-Type": "application/json"}, b'{"quantity":1.10}'),
    Request("PATCH", f"{ROOT}/v1.0/users/u/events/e", {"If-Match": 'W/"1"', "Content-Type": "application/json"}, b"{}"),
    Request("PUT", f"{ROOT}/v1.0/users/u/photo/$value", {"Content-Type": "image/jpeg"}, b"\xff\xd8"),
]


def test_changes_go_with_their_bodies_and_marks_of_versions() -> None:
    request = BATCH.write(CHANGES, ROOT)
    assert request is not None
    assert b'{"quantity":1.10}' in (request.content or b"")
    first, second, third = json.loads(request.content or b"")["requests"]
    assert (second["headers"]["If-Match"], second["body"], "dependsOn" in second) == ('W/"1"', {}, False)
    assert third["body"] == base64.b64encode(b"\xff\xd8").decode()
    assert "body" in first


def test_where_order_matters_each_part_waits_for_the_one_before() -> None:
    request = BATCH.write(CHANGES, ROOT, in_order=True)
    assert request is not None
    waits = [part.get("dependsOn") for part in json.loads(request.content or b"")["requests"]]
    assert waits == [None, ["0"], ["1"]]
