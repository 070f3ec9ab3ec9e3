"""Files to a mock Graph: whole, in ranges without a token, into folders, and copied."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

STEP = 327_680
CONTENT = bytes(range(256)) * 3_000


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


@pytest.fixture
def drive(graph: GraphCaller) -> str:
    identifier: str = graph.rows(f"{graph.mailbox}/drives")[0]["id"]
    return identifier


def session(graph: GraphCaller, drive: str, name: str = "groot.bin", **item: Any) -> str:
    body = {"item": {"@microsoft.graph.conflictBehavior": "replace", **item}}
    answer = graph.ask("POST", f"/drives/{drive}/root:/Beleid/{name}:/createUploadSession", body=body)
    assert answer.status_code == 200, answer.text
    address: str = answer.json()["uploadUrl"]
    assert "/v1.0/" not in address
    return address


def put(graph: GraphCaller, address: str, first: int, last: int, total: int, **headers: str) -> httpx.Response:
    range_ = {"content-range": f"bytes {first}-{last}/{total}", "authorization": "", **headers}
    return graph.http.put(address, content=CONTENT[first : last + 1], headers=range_)


def downloaded(graph: GraphCaller, drive: str, path: str) -> bytes:
    where = graph.get(f"/drives/{drive}/root:/{path}:/content").headers["location"]
    return graph.http.get(where, headers={"authorization": ""}).content


def test_a_small_file_goes_up_whole(graph: GraphCaller, drive: str) -> None:
    path = f"/drives/{drive}/root:/Beleid/kort.txt:/content"
    first = graph.ask("PUT", path, body=b"een")
    assert (first.status_code, first.json()["name"]) == (201, "kort.txt")
    again = graph.ask("PUT", path, body=b"twee")
    assert again.status_code == 200
    assert again.json()["id"] == first.json()["id"]
    assert downloaded(graph, drive, "Beleid/kort.txt") == b"twee"
    clash = graph.ask("PUT", f"{path}?@microsoft.graph.conflictBehavior=fail", body=b"drie")
    assert (clash.status_code, clash.json()["error"]["code"]) == (409, "nameAlreadyExists")
    other = graph.ask("PUT", f"{path}?@microsoft.graph.conflictBehavior=rename", body=b"drie")
    assert other.json()["name"] == "kort 1.txt"


def test_a_stale_tag_guards_a_file(graph: GraphCaller, drive: str) -> None:
    path = f"/drives/{drive}/root:/Beleid/kort.txt:/content"
    tag = graph.ask("PUT", path, body=b"een").json()["eTag"]
    assert graph.ask("PUT", path, body=b"twee", if_match=tag).status_code == 200
    assert graph.ask("PUT", path, body=b"drie", if_match=tag).status_code == 412


def test_a_large_file_goes_up_in_ranges(graph: GraphCaller, drive: str) -> None:
    address, total = session(graph, drive), len(CONTENT)
    first = put(graph, address, 0, STEP - 1, total)
    assert (first.status_code, first.json()["nextExpectedRanges"]) == (202, [f"{STEP}-"])
    assert graph.http.get(address, headers={"authorization": ""}).json()["nextExpectedRanges"] == [f"{STEP}-"]
    second = put(graph, address, STEP, 2 * STEP - 1, total)
    assert second.status_code == 202
    last = put(graph, address, 2 * STEP, total - 1, total)
    assert (last.status_code, last.json()["size"]) == (201, total)
    assert downloaded(graph, drive, "Beleid/groot.bin") == CONTENT
    assert put(graph, address, 0, STEP - 1, total).status_code == 404


def test_wrong_ranges_are_refused(graph: GraphCaller, drive: str) -> None:
    address, total = session(graph, drive), len(CONTENT)
    assert put(graph, address, 0, 99, total).status_code == 400
    assert put(graph, address, 0, STEP - 1, total).status_code == 202
    assert put(graph, address, 0, STEP - 1, total).status_code == 416
    assert put(graph, address, STEP, 2 * STEP - 1, total + 1).status_code == 400
    no_range = graph.http.put(address, content=b"x", headers={"authorization": ""})
    assert no_range.status_code == 400


def test_a_token_does_not_belong_to_an_upload(graph: GraphCaller, drive: str) -> None:
    address = session(graph, drive)
    token = graph.http.headers["authorization"]
    assert put(graph, address, 0, STEP - 1, len(CONTENT), authorization=token).status_code == 401


def test_an_upload_can_be_given_up(graph: GraphCaller, drive: str) -> None:
    address = session(graph, drive)
    assert graph.http.delete(address, headers={"authorization": ""}).status_code == 204
    assert graph.http.get(address, headers={"authorization": ""}).status_code == 404


def test_a_name_that_is_taken_is_told_at_the_last_range(graph: GraphCaller, drive: str) -> None:
    graph.ask("PUT", f"/drives/{drive}/root:/Beleid/groot.bin:/content", body=b"al")
    address = session(graph, drive, **{"@microsoft.graph.conflictBehavior": "fail"})
    total = STEP
    assert put(graph, address, 0, STEP - 1, total).status_code == 409


def test_folders_are_made_and_items_move_and_are_copied(graph: GraphCaller, drive: str) -> None:
    children = f"/drives/{drive}/root/children"
    made = graph.ask("POST", children, body={"name": "Archief", "folder": {}})
    assert made.status_code == 201, made.text
    assert graph.ask("POST", children, body={"name": "archief", "folder": {}}).status_code == 409
    file = graph.ask("PUT", f"/drives/{drive}/root:/Beleid/kort.txt:/content", body=b"een").json()
    item = f"/drives/{drive}/items/{file['id']}"
    moved = graph.ask("PATCH", item, body={"name": "lang.txt", "parentReference": {"id": made.json()["id"]}})
    assert moved.json()["name"] == "lang.txt"
    assert downloaded(graph, drive, "Archief/lang.txt") == b"een"
    copy = graph.ask("POST", f"{item}/copy", body={"name": "kopie.txt"})
    assert copy.status_code == 202
    states = [graph.http.get(copy.headers["location"], headers={"authorization": ""}).json() for _ in range(3)]
    assert [state["status"] for state in states] == ["notStarted", "inProgress", "completed"]
    assert downloaded(graph, drive, "Archief/kopie.txt") == b"een"
    assert graph.ask("DELETE", item).status_code == 204
    assert graph.error(item) == (404, "itemNotFound")


def test_a_large_attachment_goes_up_in_another_style(graph: GraphCaller) -> None:
    letter = graph.rows(f"{graph.mailbox}/messages?$filter=hasAttachments eq false&$top=100")[0]["id"]
    path = f"{graph.mailbox}/messages/{letter}/attachments"
    item = {"attachmentType": "file", "name": "groot.bin", "size": 1_000}
    made = graph.ask("POST", f"{path}/createUploadSession", body={"AttachmentItem": item})
    assert made.status_code == 201
    address = made.json()["uploadUrl"]
    first = put(graph, address, 0, 599, 1_000)
    assert (first.status_code, first.json()["NextExpectedRanges"]) == (200, ["600"])
    last = put(graph, address, 600, 999, 1_000)
    assert last.status_code == 201
    assert last.headers["location"].partition("/attachments/")[2]
    assert [row["size"] for row in graph.rows(f"{path}?$select=size")] == [1_000]


def test_a_file_that_waits_is_kept_only_when_it_is_said(graph: GraphCaller, drive: str) -> None:
    body = {"item": {}, "deferCommit": True}
    made = graph.ask("POST", f"/drives/{drive}/root:/Beleid/later.bin:/createUploadSession", body=body)
    address = made.json()["uploadUrl"]
    assert put(graph, address, 0, STEP - 1, STEP).status_code == 202
    assert graph.error(f"/drives/{drive}/root:/Beleid/later.bin") == (404, "itemNotFound")
    assert graph.http.post(address, headers={"authorization": ""}).status_code == 201
    assert downloaded(graph, drive, "Beleid/later.bin") == CONTENT[:STEP]


def test_files_of_sites_and_groups_go_up_by_their_own_ways(graph: GraphCaller) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Administratie'")[0]["id"]
    for way in ("/sites/root/drive", f"/groups/{group}/drive", f"{graph.mailbox}/drive"):
        made = graph.ask("PUT", f"{way}/root:/Beleid/kort.txt:/content", body=b"een")
        assert made.status_code == 201, made.text
        again = graph.ask("PUT", f"{way}/items/{made.json()['id']}/content", body=b"twee")
        assert (again.status_code, again.json()["size"]) == (200, 4)
    assert graph.ask("PUT", "/sites/root/drive/root:/nergens/kort.txt:/content", body=b"een").status_code == 404
