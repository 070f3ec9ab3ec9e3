"""Lists of a mock Graph: pages and the links between them, fields, order, and what each service refuses."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller()


def test_a_list_comes_in_pages_until_no_link_is_left(graph: GraphCaller) -> None:
    pages = graph.pages("/users?$top=10")
    assert [len(page["value"]) for page in pages] == [10, 10, 8]
    ids = [row["id"] for page in pages for row in page["value"]]
    assert len(set(ids)) == 28
    assert pages[0]["@odata.context"].endswith("/v1.0/$metadata#users")


def test_a_next_link_holds_good_for_its_own_question_only(graph: GraphCaller) -> None:
    link = graph.body("/users?$top=10")["@odata.nextLink"]
    assert graph.error(link.replace("$top=10", "$top=5")) == (400, "Request_BadRequest")
    assert graph.error(link, consistencylevel="eventual") == (400, "Request_BadRequest")


def test_mail_comes_newest_first_in_pages_of_ten_whose_links_count_rows(graph: GraphCaller) -> None:
    page = graph.body(f"{graph.mailbox}/messages?$select=receivedDateTime")
    moments = [row["receivedDateTime"] for row in page["value"]]
    assert len(moments) == 10
    assert moments == sorted(moments, reverse=True)
    assert page["@odata.nextLink"].endswith("$skip=10")
    assert len(graph.rows(f"{graph.mailbox}/messages")) == 120


def test_page_sizes_of_a_setting_stand_in_for_the_vendors() -> None:
    small = GraphCaller(page_sizes={100: 3, 999: 4})
    assert len(small.body("/users")["value"]) == 3
    assert len(small.body("/users?$top=999")["value"]) == 4


def test_too_large_a_page_is_refused(graph: GraphCaller) -> None:
    assert graph.error("/users?$top=1000") == (400, "Request_UnsupportedQuery")
    assert graph.error("/users?$top=0") == (400, "Request_BadRequest")


def test_only_what_is_selected_comes_and_the_id(graph: GraphCaller) -> None:
    row = graph.body("/users?$top=1&$select=displayName,city")["value"][0]
    assert set(row) == {"id", "displayName", "city"}


def test_users_show_eleven_fields_unless_more_is_asked_for(graph: GraphCaller) -> None:
    row = graph.body("/users?$top=1")["value"][0]
    assert len(row) == 11
    assert "department" not in row


def test_an_unknown_field_is_refused(graph: GraphCaller) -> None:
    assert graph.error("/users?$select=colour") == (400, "Request_BadRequest")
    assert graph.error("/users?$filter=colour eq 'red'") == (400, "Request_BadRequest")


def test_the_directory_does_not_skip(graph: GraphCaller) -> None:
    assert graph.error("/users?$skip=5") == (400, "Request_BadRequest")


def test_a_user_is_found_by_id_and_by_principal_name(graph: GraphCaller) -> None:
    row = graph.body("/users?$top=1")["value"][0]
    for name in (row["id"], row["userPrincipalName"], row["userPrincipalName"].upper()):
        assert graph.body(f"/users/{name}")["id"] == row["id"]
    assert graph.body(f"/users('{row['userPrincipalName']}')")["id"] == row["id"]
    assert graph.error("/users/nobody@voorbeeldgroep.test") == (404, "Request_ResourceNotFound")


def test_everybody_but_one_has_a_manager(graph: GraphCaller) -> None:
    rows = graph.rows("/users?$select=id&$top=999")
    answers = [graph.get(f"/users/{row['id']}/manager") for row in rows]
    assert [answer.status_code for answer in answers].count(404) == 1
    first = next(answer for answer in answers if answer.status_code == 200).json()
    assert first["@odata.type"] == "#microsoft.graph.user"
    reports = graph.rows(f"/users/{first['id']}/directReports")
    assert reports
    assert {row["@odata.type"] for row in reports} == {"#microsoft.graph.user"}


def test_every_answer_carries_its_ids(graph: GraphCaller) -> None:
    answer = graph.get("/users?$top=1", client_request_id="7f0c2a1e-0000-4000-8000-000000000001")
    assert answer.headers["client-request-id"] == "7f0c2a1e-0000-4000-8000-000000000001"
    assert len(answer.headers["request-id"]) == 36
    refused = graph.get("/users/nobody", client_request_id="me").json()["error"]["innerError"]
    assert refused["client-request-id"] == "me"
