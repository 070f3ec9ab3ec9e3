"""Trouble on request, from Python and from a line of text."""

from __future__ import annotations

import httpx
import pytest

from nlconnect.errors import ConfigError, QueryError
from nlconnect.mock import Fault
from nlconnect.mock.calls import Call
from tests.unit.mock.caller import DIVISION, Caller, d

JOURNALS = "financial/Journals?$select=Code"


@pytest.fixture
def client(exact: Caller) -> httpx.Client:
    headers = {"authorization": f"Bearer {exact.token}", "accept": "application/json"}
    return httpx.Client(
        transport=exact.mock.transport(), base_url=f"{exact.mock.base_url}/api/v1/{DIVISION}/", headers=headers
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("429:every=20", Fault(kind="status", status=429, every=20)),
        ("503-after:method=post", Fault(kind="status", status=503, after_work=True, method="POST")),
        ("cut-after:nth=3,at=100", Fault(kind="cut-after", nth=3, at=100)),
        ("hold:token:2s", Fault(kind="hold", target="token", seconds=2)),
        ("slow:200ms", Fault(kind="slow", seconds=0.2)),
        ("late:SalesEntries:1.5s:times=1", Fault(kind="late", target="SalesEntries", seconds=1.5, times=1)),
        ("429:minutely_reset=2", Fault(kind="status", status=429, details={"minutely_reset": "2"})),
        ("html", Fault(kind="html")),
    ],
)
def test_a_fault_is_written_in_one_line(text: str, fault: Fault) -> None:
    assert Fault.parse(text) == fault


@pytest.mark.parametrize("text", ["", "nonsense", "42", "429:every=x"])
def test_an_unclear_fault_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        Fault.parse(text)


def test_a_429_has_the_header_group_that_was_asked_for(exact: Caller) -> None:
    exact.mock.fail_next(429, minutely_reset=2)
    answer = exact.get(JOURNALS)
    assert (answer.status, answer.content) == (429, b"")
    reset = (exact.mock.clock.now() + 2) * 1000
    assert answer.headers["X-RateLimit-Minutely-Reset"] == str(round(reset))
    assert "X-RateLimit-Reset" not in answer.headers
    exact.mock.fail_next(429, daily_reset=60)
    assert "X-RateLimit-Minutely-Reset" not in exact.get(JOURNALS).headers
    assert exact.get(JOURNALS).status == 200


def test_a_refusal_before_the_work_changes_nothing(exact: Caller) -> None:
    exact.mock.fail_next(503, method="POST")
    assert exact.post("crm/Accounts", {"Name": "Spook"}).status == 503
    assert exact.rows("crm/Accounts?$filter=Name eq 'Spook'&$select=ID") == []


def test_a_refusal_after_the_work_leaves_the_row(exact: Caller) -> None:
    exact.mock.fail_next("503-after", method="POST")
    assert exact.post("crm/Accounts", {"Name": "Spook"}).status == 503
    assert len(exact.rows("crm/Accounts?$filter=Name eq 'Spook'&$select=ID")) == 1


def test_a_cut_before_the_work_is_the_librarys_own_exception(exact: Caller, client: httpx.Client) -> None:
    exact.mock.fail_next("cut-before")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        client.post("crm/Accounts", json={"Name": "Spook"})
    assert exact.rows("crm/Accounts?$filter=Name eq 'Spook'&$select=ID") == []


def test_a_cut_after_the_work_loses_the_answer_only(exact: Caller, client: httpx.Client) -> None:
    exact.mock.fail_next("cut-after", at=10)
    with pytest.raises(httpx.RemoteProtocolError, match="received 10 bytes"):
        client.post("crm/Accounts", json={"Name": "Spook"})
    assert len(exact.rows("crm/Accounts?$filter=Name eq 'Spook'&$select=ID")) == 1


def test_an_answer_held_back_moves_the_frozen_clock(exact: Caller, client: httpx.Client) -> None:
    before = exact.mock.clock.now()
    exact.mock.fail_next("hold", seconds=2)
    assert client.get(JOURNALS).status_code == 200
    assert exact.mock.clock.now() == before + 2


def test_an_answer_held_longer_than_the_client_waits_is_a_timeout_after_the_work(
    exact: Caller, client: httpx.Client
) -> None:
    exact.mock.fail_next("hold", seconds=30)
    with pytest.raises(httpx.ReadTimeout):
        client.post("crm/Accounts", json={"Name": "Spook"})
    assert len(exact.rows("crm/Accounts?$filter=Name eq 'Spook'&$select=ID")) == 1


def test_late_work_is_done_after_the_client_has_gone(exact: Caller, client: httpx.Client) -> None:
    exact.mock.fail_next("late", seconds=8)
    with pytest.raises(httpx.ReadTimeout):
        client.post("crm/Accounts", json={"Name": "Spook"})
    path = "crm/Accounts?$filter=Name eq 'Spook'&$select=ID"
    assert exact.rows(path) == []
    exact.mock.advance(3)
    assert len(exact.rows(path)) == 1


def test_every_twentieth_call_fails(exact: Caller) -> None:
    exact.mock.fault("503:every=20")
    statuses = [exact.get(JOURNALS).status for _ in range(60)]
    assert [number for number, status in enumerate(statuses, 1) if status == 503] == [20, 40, 60]


def test_the_third_call_to_a_path_fails_once(exact: Caller) -> None:
    exact.mock.fault("500:Journals:nth=3")
    assert [exact.get("financial/GLAccounts").status for _ in range(5)] == [200] * 5
    assert [exact.get(JOURNALS).status for _ in range(5)] == [200, 200, 500, 200, 200]


def test_rows_change_while_they_are_read(exact: Caller) -> None:
    exact.mock.fault("mutate:Accounts")
    before = {row["ID"] for row in exact.rows("sync/CRM/Accounts?$select=ID&$filter=Timestamp gt 1")}
    exact.rows("crm/Accounts?$select=ID&$filter=ID ne null")
    exact.mock.faults.clear()
    after = {row["ID"] for row in exact.rows("sync/CRM/Accounts?$select=ID&$filter=Timestamp gt 1")}
    assert len(before - after) == len(after - before) > 0


def test_a_watcher_may_change_rows_between_two_pages(exact: Caller) -> None:
    seen: list[Call] = []

    def watcher(call: Call) -> None:
        seen.append(call)
        if "Accounts" in call.path and len(seen) == 1:
            exact.mock.add("crm.Accounts", name="Onderweg")

    exact.mock.watch(watcher)
    names = [row["Name"] for row in exact.rows("crm/Accounts?$select=Name&$filter=ID ne null")]
    assert "Onderweg" in names
    assert len(seen) == 3


def test_an_expired_access_token_is_told_in_the_header(exact: Caller) -> None:
    exact.mock.fail_next("token-expired")
    assert "access%20token%20expired" in exact.get(JOURNALS).headers["www-authenticate"]
    assert exact.get(JOURNALS).status == 200
    exact.mock.service.signin.expire_access()
    assert exact.get(JOURNALS).status == 401


def test_calls_are_noted_with_company_and_status(exact: Caller) -> None:
    exact.mock.fail_next(429, minutely_reset=2)
    exact.get(JOURNALS)
    exact.get(JOURNALS)
    exact.post("crm/Accounts", {"Name": "x"})
    calls = exact.mock.calls
    assert [(call.method, call.status, call.division) for call in calls] == [
        ("GET", 429, DIVISION),
        ("GET", 200, DIVISION),
        ("POST", 201, DIVISION),
    ]
    assert (calls.count("GET"), calls.count("GET", status=200), calls.count(path="accounts")) == (2, 1, 1)
    assert calls[0].path == f"/api/v1/{DIVISION}/financial/Journals"
    assert calls[0].query == "$select=Code"


def test_a_fake_cannot_lie_about_its_fields(empty: Caller) -> None:
    empty.mock.add("Receivables", amount_dc="121.00", is_fully_paid=False, due_date="2026-11-01", status="open")
    row = d(empty.get("cashflow/Receivables?$select=AmountDC,IsFullyPaid,DueDate,Status,AccountName"))["results"][0]
    assert (row["AmountDC"], row["IsFullyPaid"], row["DueDate"]) == (121, False, "/Date(1793491200000)/")
    assert (row["Status"], row["AccountName"]) == (20, None)
    for wrong in ({"amount": 1}, {"amount_dc": "much"}, {"is_fully_paid": "maybe"}, {"status": "nonsense"}):
        with pytest.raises(QueryError):
            empty.mock.add("Receivables", **wrong)


def test_an_unknown_entity_is_refused_with_a_suggestion(empty: Caller) -> None:
    with pytest.raises(QueryError, match="Receivables"):
        empty.mock.add("Recievables")


def test_without_seeded_data_only_companies_and_users_are_left(empty: Caller) -> None:
    assert empty.rows("crm/Accounts?$select=ID&$filter=ID ne null") == []
    assert empty.rows("financial/GLAccounts?$select=ID") == []
    assert len(empty.rows("system/Divisions?$select=Code")) == 3


def test_rows_go_to_the_company_that_is_named(empty: Caller) -> None:
    from nlconnect.model.scope import Scope

    empty.mock.add("Receivables", scope=Scope(division=1234002), amount_dc=1)
    assert empty.rows("cashflow/Receivables?$select=ID") == []
    assert len(empty.rows("/api/v1/1234002/cashflow/Receivables?$select=ID")) == 1


def test_a_row_that_is_not_there_cannot_be_changed(empty: Caller) -> None:
    with pytest.raises(KeyError):
        empty.mock.change("crm.Accounts", "00000000-0000-0000-0000-000000000000", name="x")
    with pytest.raises(KeyError):
        empty.mock.remove("crm.Accounts", "00000000-0000-0000-0000-000000000000")


@pytest.mark.parametrize(("target", "statuses"), [("api", [400, 503]), ("token", [503, 200]), ("", [503, 503])])
def test_api_and_token_name_one_kind_of_request_each(exact: Caller, target: str, statuses: list[int]) -> None:
    exact.mock.fault(f"503:{target}" if target else "503")
    client = httpx.Client(transport=exact.mock.transport(), base_url=exact.mock.base_url)
    headers = {"authorization": f"Bearer {exact.token}", "accept": "application/json"}
    token = client.post("/api/oauth2/token", data={}).status_code
    assert [token, client.get(f"/api/v1/{DIVISION}/{JOURNALS}", headers=headers).status_code] == statuses
