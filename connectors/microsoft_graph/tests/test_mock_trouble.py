"""Trouble from a mock Graph: permissions, limits, faults on request, and other odd things of a real service."""

from __future__ import annotations

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

from nlconnect.model.scope import Scope


@pytest.fixture
def graph() -> GraphCaller:
    return GraphCaller()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/users", "Authorization_RequestDenied"),
        ("{mailbox}/messages", "ErrorAccessDenied"),
        ("/sites", "accessDenied"),
        ("/teams", "Forbidden"),
    ],
)
def test_each_service_refuses_in_its_own_words(graph: GraphCaller, path: str, code: str) -> None:
    graph.sign_in(granted=[])
    assert graph.error(path.replace("{mailbox}", graph.mailbox)) == (403, code)


def test_one_of_several_permissions_will_do(graph: GraphCaller) -> None:
    graph.sign_in(granted=["Mail.ReadWrite"])
    assert graph.body(f"{graph.mailbox}/messages")["value"][0]["body"]
    assert graph.get("/users").status_code == 403


def test_basic_permissions_hide_what_is_in_the_letters(graph: GraphCaller) -> None:
    graph.sign_in(granted=["Mail.ReadBasic.All"])
    row = graph.body(f"{graph.mailbox}/messages")["value"][0]
    assert "subject" in row
    assert not {"body", "bodyPreview", "uniqueBody"} & set(row)


def test_basic_permissions_hide_most_of_a_user(graph: GraphCaller) -> None:
    graph.sign_in(granted=["User.ReadBasic.All"])
    row = graph.body("/users?$top=1")["value"][0]
    assert "displayName" in row
    assert "jobTitle" not in row


def test_what_an_administrator_withdraws_is_gone_from_the_next_token(graph: GraphCaller) -> None:
    graph.service.accounts.roles -= {role for role in graph.service.accounts.roles if role.startswith("Mail.")}
    token = graph.token().json()["access_token"]
    graph.http.headers["authorization"] = f"Bearer {token}"
    assert graph.get(f"{graph.mailbox}/messages").status_code == 403
    assert graph.get(f"{graph.mailbox}/events").status_code == 200


def test_somebody_without_a_mailbox_has_none(graph: GraphCaller) -> None:
    row = next(row for row in graph.rows("/users") if row["mail"] is None)
    assert graph.error(f"/users/{row['id']}/messages") == (404, "MailboxNotEnabledForRESTAPI")
    assert graph.error("/users/nobody@voorbeeldgroep.test/messages") == (404, "ErrorInvalidUser")


def test_the_directory_has_a_budget_of_resource_units() -> None:
    graph = GraphCaller(quota="real")
    answer = graph.get("/users?$top=5&$select=id")
    assert answer.headers["x-ms-resource-unit"] == "1"
    assert graph.get("/users").headers["x-ms-resource-unit"] == "2"
    units, now = graph.service.limits.units, graph.mock.clock.now()
    assert units is not None
    for _ in range(3_000):
        units.spend(graph.info["client_id"], now)
    assert graph.get("/users").headers["x-ms-throttle-limit-percentage"] == "0.86"
    units.exhaust(graph.info["client_id"], now)
    last = graph.get("/users")
    assert last.status_code == 429
    assert int(last.headers["retry-after"]) <= 10
    assert last.headers["x-ms-throttle-information"] == "ResourceUnitLimitExceeded"
    graph.mock.advance(10)
    assert graph.get("/users").status_code == 200


def test_a_quota_of_a_setting_counts_everything() -> None:
    graph = GraphCaller(quota="3/60")
    statuses = [graph.get("/users?$top=1").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_who_signed_in_may_be_asked_five_times_in_ten_seconds() -> None:
    graph = GraphCaller(quota="real")
    assert [graph.get("/auditLogs/signIns").status_code for _ in range(6)] == [200] * 5 + [429]


def test_four_calls_at_once_are_all_a_mailbox_takes(graph: GraphCaller) -> None:
    limits, now = graph.service.limits, graph.mock.clock.now()
    for _ in range(4):
        limits.enter("daan", now, 2.0)
    with pytest.raises(Exception, match="MailboxConcurrency"):
        limits.enter("daan", now, 2.0)
    limits.enter("lotte", now, 2.0)
    limits.enter("daan", now + 3, 2.0)


def test_a_call_keeps_its_place_in_the_mailbox_for_a_while(graph: GraphCaller) -> None:
    graph.service.state.switches.mailbox_seconds = 0.5
    before = graph.mock.clock.now()
    assert graph.get(f"{graph.mailbox}/messages").status_code == 200
    assert graph.mock.clock.now() == before + 0.5


def test_faults_come_in_the_words_of_the_service(graph: GraphCaller) -> None:
    graph.mock.fail_next(429, retry_after=7)
    answer = graph.get(f"{graph.mailbox}/messages")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert answer.json()["error"]["code"] == "ApplicationThrottled"
    graph.mock.fail_next(429, retry_after="none")
    assert "retry-after" not in graph.get("/users").headers
    graph.mock.fail_next(503)
    assert graph.error("/users") == (503, "serviceNotAvailable")
    graph.mock.fail_next(403)
    assert graph.error("/sites") == (403, "accessDenied")
    graph.mock.fail_next(500, code="")
    assert graph.error("/users") == (500, "")
    assert graph.get("/users").status_code == 200


def test_a_gateway_answers_in_html(graph: GraphCaller) -> None:
    graph.mock.fail_next(502)
    answer = graph.get("/users")
    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")
    graph.mock.fail_next("html")
    assert "<html>" in graph.get("/users").text


def test_the_token_endpoint_fails_on_request(graph: GraphCaller) -> None:
    graph.mock.fail_next(503, target="token")
    answer = graph.token()
    assert answer.json()["error_codes"] == [90033]
    assert graph.token().status_code == 200


def test_a_page_can_be_empty_and_yet_go_on(graph: GraphCaller) -> None:
    graph.service.state.switches.empty_pages = 2
    pages = graph.pages("/users?$top=10")
    assert [len(page["value"]) for page in pages] == [10, 0, 10, 8]
    mail = graph.pages(f"{graph.mailbox}/messages?$top=50")
    assert sum(len(page["value"]) for page in mail) == 120
    assert 0 in [len(page["value"]) for page in mail]


def test_a_member_nobody_knows_turns_up(graph: GraphCaller) -> None:
    graph.service.state.switches.unknown_member = True
    rows = graph.rows(f"{graph.mailbox}/messages?$select=importance&$top=1000")
    assert {row["importance"] for row in rows} == {"memberOfTomorrow"}


def test_rows_change_while_they_are_read(graph: GraphCaller) -> None:
    graph.mock.fault("mutate")
    ids = [row["id"] for row in graph.rows("/users?$top=5")]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 24


def test_a_test_adds_changes_and_removes_rows() -> None:
    graph = GraphCaller(seeded=False)
    assert len(graph.rows("/users")) == 28
    assert graph.rows(f"{graph.mailbox}/messages") == []
    sender = {"email_address": {"name": "Anna", "address": "anna@klant.test"}}
    row = graph.mock.add("Messages", subject="Hallo", from_=sender, received_date_time="2026-11-01T10:00:00Z")
    newer = graph.mock.add("Messages", subject="Nieuwer", received_date_time="2026-11-02T10:00:00Z")
    rows = graph.rows(f"{graph.mailbox}/mailFolders/inbox/messages")
    assert [row["subject"] for row in rows] == ["Nieuwer", "Hallo"]
    assert rows[1]["from"]["emailAddress"]["address"] == "anna@klant.test"
    mine = Scope(mailbox=str(graph.info["mailbox"]))
    graph.mock.change("Messages", row["id"], scope=mine, subject="Dag")
    graph.mock.remove("Messages", newer["id"], scope=mine)
    assert [row["subject"] for row in graph.rows(f"{graph.mailbox}/messages")] == ["Dag"]
    graph.mock.clear("Messages", scope=mine)
    assert graph.rows(f"{graph.mailbox}/messages") == []


def test_what_is_new_is_not_there_at_once(graph: GraphCaller) -> None:
    switches = graph.service.state.switches
    switches.new_row_seconds, switches.search_lag = 20.0, 60.0
    row = graph.mock.add("Users", display_name="Aukje", user_principal_name="aukje@voorbeeldgroep.test")
    search = "/users?$filter=startsWith(displayName,'Aukje')&$count=true"
    assert graph.error(f"/users/{row['id']}")[0] == 404
    assert graph.rows(search, consistencylevel="eventual") == []
    graph.mock.advance(30)
    assert graph.get(f"/users/{row['id']}").status_code == 200
    assert graph.rows(search, consistencylevel="eventual") == []
    graph.mock.advance(40)
    assert len(graph.rows(search, consistencylevel="eventual")) == 1


def test_sharepoint_tells_what_is_left_once_little_is() -> None:
    graph = GraphCaller(quota="real")
    files, now = graph.service.limits.files, graph.mock.clock.now()
    assert files is not None
    assert "ratelimit-remaining" not in graph.get("/sites").headers
    for _ in range(1_100):
        files.spend(graph.info["client_id"], now)
    headers = graph.get("/sites").headers
    assert (headers["ratelimit-limit"], headers["ratelimit-remaining"]) == ("1250", "146")
    files.exhaust(graph.info["client_id"], now)
    last = graph.get("/sites")
    assert last.status_code == 429
    assert last.headers["retry-after"] == last.headers["ratelimit-reset"]


def test_onenote_does_not_say_how_long_to_wait() -> None:
    graph = GraphCaller(quota="real")
    graph.sign_in(user="lotte.prins@voorbeeldgroep.test")
    answers = [graph.get("/me/onenote/sections") for _ in range(121)]
    assert answers[-1].status_code == 429
    assert "retry-after" not in answers[-1].headers


def test_a_million_users_and_letters_cost_no_more_than_ten() -> None:
    graph = GraphCaller(records=1_000_000)
    assert graph.get("/users/$count", consistencylevel="eventual").text == "1000000"
    page = graph.body("/users?$top=999&$select=id,userPrincipalName")
    last = graph.body(page["@odata.nextLink"])["value"][-1]
    assert graph.body(f"/users/{last['userPrincipalName']}")["id"] == last["id"]
    letters = graph.body(f"{graph.mailbox}/messages?$top=50&$skip=900000&$select=receivedDateTime")["value"]
    moments = [row["receivedDateTime"] for row in letters]
    assert moments == sorted(moments, reverse=True)
    assert graph.body(f"{graph.mailbox}/messages/{letters[-1]['id']}")["id"] == letters[-1]["id"]
    assert graph.body(f"{graph.mailbox}/mailFolders/inbox")["totalItemCount"] > 400_000


def test_odd_answers_come_by_the_text_of_a_fault(graph: GraphCaller) -> None:
    graph.mock.fault("odd:users:nth=2,what=empty-page")
    assert [len(page["value"]) for page in graph.pages("/users?$top=10")] == [10, 0, 10, 8]
    graph.mock.fault("odd:groups/delta:times=1,what=repeated-row")
    ids = [row["id"] for row in graph.body("/groups/delta")["value"]]
    assert len(ids) == len(set(ids)) + 1
    graph.mock.fault("odd:messages:times=1,what=unknown-member")
    page = f"{graph.mailbox}/messages?$select=importance"
    assert graph.body(page)["value"][0]["importance"] == "memberOfTomorrow"
    assert graph.body(page)["value"][0]["importance"] == "normal"
