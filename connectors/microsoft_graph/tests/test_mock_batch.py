"""Batches to a mock Graph: twenty parts, each with a status of its own."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


def parts(graph: GraphCaller, *requests: dict[str, Any]) -> dict[str, dict[str, Any]]:
    answer = graph.ask("POST", "/$batch", body={"requests": list(requests)})
    assert answer.status_code == 200, answer.text
    return {part["id"]: part for part in answer.json()["responses"]}


def get(name: str, url: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "method": "GET", "url": url, **more}


def test_parts_are_answered_in_another_order(graph: GraphCaller) -> None:
    requests = [get(str(number), f"/users?$top={number + 1}") for number in range(4)]
    answer = graph.ask("POST", "/$batch", body={"requests": requests}).json()["responses"]
    assert [part["id"] for part in answer] != ["0", "1", "2", "3"]
    assert {part["id"]: len(part["body"]["value"]) for part in answer} == {"0": 1, "1": 2, "2": 3, "3": 4}


def test_each_part_has_its_own_status_and_headers(graph: GraphCaller) -> None:
    found = parts(
        graph,
        get("a", "/users/$count", headers={"ConsistencyLevel": "eventual"}),
        get("b", "/users/$count"),
        get("c", "/users/nobody"),
    )
    assert {name: part["status"] for name, part in found.items()} == {"a": 200, "b": 400, "c": 404}
    assert base64.b64decode(found["a"]["body"]) == b"28"
    assert found["c"]["body"]["error"]["code"] == "Request_ResourceNotFound"


def test_what_depends_on_a_failure_fails(graph: GraphCaller) -> None:
    found = parts(
        graph, get("1", "/users/nobody"), get("2", "/users", dependsOn=["1"]), get("3", "/users", dependsOn=["2"])
    )
    assert [found[name]["status"] for name in "123"] == [404, 424, 424]


@pytest.mark.parametrize(
    "requests",
    [
        [],
        [get(str(number), "/users") for number in range(21)],
        [get("a", "/users"), get("A", "/users")],
        [{"id": "1", "url": "/users"}],
        [get("1", "/users", dependsOn=["2"]), get("2", "/users")],
        [{"id": "1", "method": "POST", "url": "/users", "body": {}}],
    ],
)
def test_a_wrong_envelope_is_refused_as_a_whole(graph: GraphCaller, requests: list[dict[str, Any]]) -> None:
    assert graph.ask("POST", "/$batch", body={"requests": requests}).status_code == 400


def test_single_parts_can_be_throttled(graph: GraphCaller) -> None:
    graph.service.state.switches.throttled_parts = 2
    found = parts(graph, *(get(str(number), "/users?$top=1") for number in range(4)))
    assert [found[str(number)]["status"] for number in range(4)] == [200, 429, 200, 429]
    assert found["1"]["headers"]["Retry-After"] == "1.249"


def test_a_file_in_a_batch_is_where_its_address_says(graph: GraphCaller) -> None:
    drive = graph.rows(f"{graph.mailbox}/drives")[0]["id"]
    file = next(row for row in graph.rows(f"/drives/{drive}/root/children") if "file" in row)
    part = parts(graph, get("1", f"/drives/{drive}/items/{file['id']}/content"))["1"]
    assert part["status"] == 302
    assert "tempauth" in part["headers"]["Location"]
