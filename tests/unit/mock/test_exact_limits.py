"""Checklist point 6: six headers, fixed windows, one group on a 429, and the block for errors."""

from __future__ import annotations

from nlconnect.mock.messages import Answer
from tests.unit.mock.caller import Caller, Opened

JOURNALS = "financial/Journals?$select=Code"


def rates(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.startswith("X-RateLimit")}


def test_six_headers_in_milliseconds_come_with_every_company_answer(opened: Opened) -> None:
    assert rates(opened(quota="real").get(JOURNALS)) == {
        "X-RateLimit-Minutely-Limit": "60",
        "X-RateLimit-Minutely-Remaining": "59",
        "X-RateLimit-Minutely-Reset": "1795420860000",
        "X-RateLimit-Limit": "5000",
        "X-RateLimit-Remaining": "4999",
        "X-RateLimit-Reset": "1795478400000",
    }


def test_the_minute_runs_to_the_next_full_minute_of_the_clock(opened: Opened) -> None:
    exact = opened(quota="real")
    exact.mock.advance(40)
    statuses = [exact.get(JOURNALS).status for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    exact.mock.advance(19)
    assert exact.get(JOURNALS).status == 429
    exact.mock.advance(1)
    assert exact.get(JOURNALS).status == 200


def test_a_minute_refusal_has_no_day_headers_and_no_body(opened: Opened) -> None:
    exact = opened(quota="real")
    answer = [exact.get(JOURNALS) for _ in range(61)][-1]
    assert answer.status == 429
    assert answer.content == b""
    assert set(rates(answer)) == {
        "X-RateLimit-Minutely-Limit",
        "X-RateLimit-Minutely-Remaining",
        "X-RateLimit-Minutely-Reset",
    }
    assert "retry-after" not in answer.headers


def test_a_day_refusal_has_no_minute_headers_and_ends_at_midnight_utc(opened: Opened) -> None:
    exact = opened(quota="real")
    assert exact.mock.service.limits.day is not None
    exact.mock.service.limits.day.exhaust(1234001, exact.mock.clock.now())
    answer = exact.get(JOURNALS)
    assert (answer.status, set(rates(answer))) == (
        429,
        {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"},
    )
    exact.mock.advance(16 * 3_600 - 1)
    exact.token = exact.mock.service.signin.issue_access(now=exact.mock.clock.now())
    assert exact.get(JOURNALS).status == 429
    exact.mock.advance(1)
    assert exact.get(JOURNALS).status == 200


def test_companies_have_windows_of_their_own_and_addresses_without_one_do_not_count(opened: Opened) -> None:
    exact = opened(quota="60/3")
    for _ in range(100):
        assert exact.get("/api/v1/current/Me?$select=CurrentDivision").status == 200
    assert [exact.get(JOURNALS).status for _ in range(61)][-1] == 429
    assert exact.get("/api/v1/1234002/financial/Journals?$select=Code").status == 200


def test_an_odd_quota_leaves_the_day_out(opened: Opened) -> None:
    answer = opened(quota="60/3").get(JOURNALS)
    assert set(rates(answer)) == {
        "X-RateLimit-Minutely-Limit",
        "X-RateLimit-Minutely-Remaining",
        "X-RateLimit-Minutely-Reset",
    }
    assert rates(opened(quota="off").get(JOURNALS)) == {}


def test_more_than_ten_errors_an_hour_block_the_endpoint_for_an_hour(opened: Opened) -> None:
    exact = opened(quota="60/1")
    for number in range(11):
        exact.mock.advance(1)
        assert exact.get("financial/Journals?$select=Nope").status == 400, number
    blocked = exact.get(JOURNALS)
    assert (blocked.status, blocked.content, rates(blocked)) == (429, b"", {})
    assert exact.get("financial/GLAccounts?$select=Code").status == 200
    assert exact.get("/api/v1/1234002/financial/Journals?$select=Code").status == 200
    exact.mock.advance(3_600)
    exact.token = exact.mock.service.signin.issue_access(now=exact.mock.clock.now())
    assert exact.get(JOURNALS).status == 200


def test_ten_errors_do_not_block(opened: Opened) -> None:
    exact = opened(quota="real")
    for _ in range(10):
        exact.get("crm/Accounts(guid'00000000-0000-0000-0000-000000000000')")
    assert exact.get("crm/Accounts?$select=ID&$filter=ID ne null&$top=1").status == 200


def test_a_refused_call_does_not_use_up_the_window(exact: Caller, opened: Opened) -> None:
    limited = opened(quota="2/60")
    assert [limited.get(JOURNALS).status for _ in range(5)] == [200, 200, 429, 429, 429]
