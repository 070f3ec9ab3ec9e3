"""Delta queries of a mock Graph: rounds, removals, tokens that grow old, and what may be asked."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

from nlconnect.model.scope import Scope


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


def test_the_first_round_gives_everything_and_the_next_ones_what_changed(graph: GraphCaller) -> None:
    pages = graph.pages("/users/delta?$select=displayName,jobTitle")
    assert sum(len(page["value"]) for page in pages) == 28
    link = pages[-1]["@odata.deltaLink"]
    assert graph.body(link)["value"] == []
    first, second = (row["id"] for row in pages[0]["value"][:2])
    graph.mock.change("Users", first, job_title="Chef")
    graph.mock.remove("Users", second)
    graph.mock.add("Users", display_name="Nieuw", user_principal_name="nieuw@voorbeeldgroep.test")
    changed = graph.body(link)
    by_id = {row["id"]: row for row in changed["value"]}
    assert len(by_id) == 3
    assert by_id[first] == {"id": first, "displayName": by_id[first]["displayName"], "jobTitle": "Chef"}
    assert by_id[second] == {"id": second, "@removed": {"reason": "changed"}}
    assert graph.body(changed["@odata.deltaLink"])["value"] == []


def test_a_change_while_the_first_round_goes_on_comes_again() -> None:
    graph = GraphCaller(page_sizes={100: 10})
    page = graph.body("/users/delta")
    first = page["value"][0]["id"]
    graph.mock.change("Users", first, job_title="Chef")
    while "@odata.nextLink" in page:
        page = graph.body(page["@odata.nextLink"])
    assert [row["id"] for row in graph.body(page["@odata.deltaLink"])["value"]] == [first]


def test_changes_come_in_pages_too() -> None:
    graph = GraphCaller(page_sizes={100: 10})
    pages = graph.pages("/users/delta")
    ids = [row["id"] for page in pages for row in page["value"]]
    for identifier in ids[:25]:
        graph.mock.change("Users", identifier, job_title="Chef")
    again = graph.pages(pages[-1]["@odata.deltaLink"])
    assert [len(page["value"]) for page in again] == [10, 10, 5]
    assert {row["id"] for page in again for row in page["value"]} == set(ids[:25])


def test_one_may_begin_from_now(graph: GraphCaller) -> None:
    page = graph.body("/users/delta?$deltatoken=latest")
    assert page["value"] == []
    graph.mock.add("Users", display_name="Nieuw", user_principal_name="nieuw@voorbeeldgroep.test")
    assert [row["displayName"] for row in graph.body(page["@odata.deltaLink"])["value"]] == ["Nieuw"]


def test_a_token_of_the_directory_is_too_old_after_a_week(graph: GraphCaller) -> None:
    link = graph.pages("/users/delta?$select=displayName")[-1]["@odata.deltaLink"]
    graph.mock.advance(8 * 86_400)
    graph.sign_in()
    answer = graph.get(link)
    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "resyncRequired")
    start = answer.headers["location"]
    assert start.endswith("/users/delta?$select=displayName")
    assert len(graph.rows(start)) == 28


def test_mail_is_followed_by_folder(graph: GraphCaller) -> None:
    start = f"{graph.mailbox}/mailFolders/inbox/messages/delta?$select=subject"
    pages = graph.pages(start, prefer="odata.maxpagesize=20")
    assert {len(page["value"]) for page in pages[:-1]} == {20}
    inbox = graph.body(f"{graph.mailbox}/mailFolders/inbox")
    assert sum(len(page["value"]) for page in pages) == inbox["totalItemCount"]
    mine = Scope(mailbox=str(graph.info["mailbox"]))
    moved, gone = (row["id"] for row in pages[0]["value"][:2])
    archive = graph.body(f"{graph.mailbox}/mailFolders/archive")["id"]
    graph.mock.change("Messages", moved, scope=mine, parent_folder_id=archive)
    graph.mock.remove("Messages", gone, scope=mine)
    rows = {row["id"]: row for row in graph.body(pages[-1]["@odata.deltaLink"])["value"]}
    assert rows[moved]["@removed"] == {"reason": "changed"}
    assert rows[gone]["@removed"] == {"reason": "deleted"}


def test_what_went_from_a_drive_is_an_item_with_a_mark(graph: GraphCaller) -> None:
    drive = graph.rows(f"{graph.mailbox}/drives")[0]["id"]
    pages = graph.pages(f"/drives/{drive}/root/delta")
    file = next(row for row in pages[0]["value"] if "file" in row)
    graph.mock.remove("DriveItems", file["id"], scope=Scope(drive=drive))
    link = pages[-1]["@odata.deltaLink"]
    assert "token=" in link
    assert graph.body(link)["value"] == [
        {"id": file["id"], "name": file["name"], "deleted": {"state": "deleted"}},
    ]


def test_events_are_followed_in_a_window(graph: GraphCaller) -> None:
    assert graph.error(f"{graph.mailbox}/calendarView/delta") == (400, "ErrorInvalidParameter")
    window = "startDateTime=2026-01-01T00:00:00Z&endDateTime=2026-07-01T00:00:00Z"
    pages = graph.pages(f"{graph.mailbox}/calendarView/delta?{window}")
    rows = [row for page in pages for row in page["value"]]
    assert 5 < len(rows) < 48
    mine = Scope(mailbox=str(graph.info["mailbox"]))
    graph.mock.change("Events", rows[-1]["id"], scope=mine, subject="Anders")
    assert [r["subject"] for r in graph.body(pages[-1]["@odata.deltaLink"])["value"]] == ["Anders"]


def test_who_comes_and_goes_in_a_group_is_told(graph: GraphCaller) -> None:
    pages = graph.pages("/groups/delta?$select=displayName,members")
    rows = [row for page in pages for row in page["value"]]
    directors = next(row for row in rows if row["displayName"] == "Directie")
    assert len(directors["members@delta"]) == 3
    users = [row["id"] for row in graph.rows("/users?$top=3")]
    graph.service.changes.join(directors["id"], users[1], now=graph.mock.clock.now())
    graph.service.changes.leave(directors["id"], users[0], now=graph.mock.clock.now())
    row = graph.body(pages[-1]["@odata.deltaLink"])["value"][0]
    assert row["members@delta"] == [
        {"@odata.type": "#microsoft.graph.user", "id": users[1]},
        {"@odata.type": "#microsoft.graph.user", "id": users[0], "@removed": {"reason": "deleted"}},
    ]


def test_only_what_changed_comes_on_request(graph: GraphCaller) -> None:
    pages = graph.pages("/users/delta")
    first = pages[0]["value"][0]["id"]
    graph.mock.change("Users", first, job_title="Chef")
    rows = graph.body(pages[-1]["@odata.deltaLink"], prefer="return=minimal")["value"]
    assert rows == [{"id": first, "jobTitle": "Chef"}]


@pytest.mark.parametrize("options", ["$top=5", "$orderby=displayName", '$search="a"', "$filter=displayName eq 'Anna'"])
def test_a_delta_of_the_directory_takes_fields_and_ids_only(graph: GraphCaller, options: str) -> None:
    assert graph.error(f"/users/delta?{options}") == (400, "Request_UnsupportedQuery")


def test_a_delta_repeats_a_row_when_it_is_told_to(graph: GraphCaller) -> None:
    graph.service.state.switches.repeat_delta = True
    ids = [row["id"] for row in graph.body("/groups/delta")["value"]]
    assert len(ids) == len(set(ids)) + 1
