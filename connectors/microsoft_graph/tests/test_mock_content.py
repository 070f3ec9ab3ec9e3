"""Bytes and wishes: downloads, pictures, letters as MIME, and what `Prefer` changes."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller()


@pytest.fixture(scope="module")
def file(graph: GraphCaller) -> dict[str, str]:
    drive = graph.rows(f"{graph.mailbox}/drives")[0]["id"]
    row = next(row for row in graph.rows(f"/drives/{drive}/root:/Facturen:/children") if "file" in row)
    return {"drive": drive, **row}


def test_a_file_is_read_from_an_address_that_needs_no_token(graph: GraphCaller, file: dict[str, str]) -> None:
    answer = graph.get(f"/drives/{file['drive']}/items/{file['id']}/content")
    assert answer.status_code == 302
    where = answer.headers["location"]
    assert "/v1.0/" not in where
    whole = graph.http.get(where, headers={"authorization": ""})
    assert whole.status_code == 200
    assert len(whole.content) == file["size"]
    assert whole.content.startswith(b"%PDF")
    refused = graph.http.get(where)
    assert refused.status_code == 401


def test_a_part_of_a_file_is_read_by_range(graph: GraphCaller, file: dict[str, str]) -> None:
    where = file["@microsoft.graph.downloadUrl"]
    part = graph.http.get(where, headers={"authorization": "", "range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert part.headers["content-range"] == f"bytes 0-3/{file['size']}"
    beyond = graph.http.get(where, headers={"authorization": "", "range": "bytes=999999-"})
    assert beyond.status_code == 416


def test_an_address_of_a_file_is_good_for_an_hour(file: dict[str, str]) -> None:
    graph = GraphCaller()
    where = graph.get(f"/drives/{file['drive']}/items/{file['id']}/content").headers["location"]
    graph.mock.advance(3_700)
    assert graph.http.get(where, headers={"authorization": ""}).status_code == 401


def test_a_file_is_found_by_its_path_in_any_case(graph: GraphCaller, file: dict[str, str]) -> None:
    name = file["name"].upper().replace(" ", "%20")
    assert graph.body(f"/drives/{file['drive']}/root:/facturen/{name}")["id"] == file["id"]
    assert graph.get(f"/drives/{file['drive']}/root:/facturen/{name}:/content").status_code == 302
    assert graph.body(f"{graph.mailbox}/drive/root:/facturen/{name}")["id"] == file["id"]
    folder = graph.body(f"{graph.mailbox}/drive/root:/Facturen")["id"]
    assert graph.body(f"/drives/{file['drive']}/items/{folder}:/{name}")["id"] == file["id"]
    assert graph.error(f"/drives/{file['drive']}/root:/nergens/iets.pdf") == (404, "itemNotFound")


def test_a_folder_has_no_content(graph: GraphCaller, file: dict[str, str]) -> None:
    assert graph.get(f"/drives/{file['drive']}/root/content").status_code == 400


def test_pictures_attachments_and_letters_come_as_bytes(graph: GraphCaller) -> None:
    assert graph.get(f"{graph.mailbox}/photo/$value").content.startswith(b"\x89PNG")
    letter = graph.rows(f"{graph.mailbox}/messages?$filter=hasAttachments eq true")[0]
    text = graph.get(f"{graph.mailbox}/messages/{letter['id']}/$value").text
    assert f"Subject: {letter['subject']}" in text
    attachment = graph.rows(f"{graph.mailbox}/messages/{letter['id']}/attachments")[0]
    raw = graph.get(f"{graph.mailbox}/messages/{letter['id']}/attachments/{attachment['id']}/$value")
    assert raw.content.startswith(b"%PDF")


def test_somebody_without_a_picture_has_none(graph: GraphCaller) -> None:
    assert graph.get("/users/lotte.prins@voorbeeldgroep.test/photo").status_code == 404


def test_times_come_in_the_zone_that_was_asked_for(graph: GraphCaller) -> None:
    event = graph.rows(f"{graph.mailbox}/events?$top=48")[1]
    assert event["start"]["timeZone"] == "UTC"
    for zone in ("W. Europe Standard Time", "Europe/Amsterdam"):
        answer = graph.get(f"{graph.mailbox}/events/{event['id']}", prefer=f'outlook.timezone="{zone}"')
        start = answer.json()["start"]
        assert start["timeZone"] == zone
        assert start["dateTime"][11:13] != event["start"]["dateTime"][11:13]
        assert answer.headers["preference-applied"] == f'outlook.timezone="{zone}"'
    assert graph.get(f"{graph.mailbox}/events", prefer='outlook.timezone="Mars"').status_code == 400


def test_bodies_come_as_text_on_request(graph: GraphCaller) -> None:
    wishes = 'outlook.body-content-type="text", IdType="ImmutableId"'
    answer = graph.get(f"{graph.mailbox}/messages?$top=1", prefer=wishes)
    body = answer.json()["value"][0]["body"]
    assert body["contentType"] == "text"
    assert "<" not in body["content"]
    assert "IdType" in answer.headers["preference-applied"]


def test_lasting_ids_are_others_and_find_the_same_letter(graph: GraphCaller) -> None:
    usual = graph.body(f"{graph.mailbox}/messages?$top=1")["value"][0]
    lasting = graph.body(f"{graph.mailbox}/messages?$top=1", prefer='IdType="ImmutableId"')["value"][0]
    assert usual["id"] != lasting["id"]
    again = graph.body(f"{graph.mailbox}/messages/{lasting['id']}", prefer='IdType="ImmutableId"')
    assert (again["id"], again["subject"]) == (lasting["id"], usual["subject"])


def test_what_nobody_asked_for_is_not_said_to_be_applied(graph: GraphCaller) -> None:
    assert "preference-applied" not in graph.get("/users?$top=1", prefer="colour=red").headers
