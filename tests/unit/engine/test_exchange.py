"""The gate every request passes: what is repeated and how often, what is waited for, and what is given back."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress
from typing import Any

import pytest

from nlconnect.connector import LimitSpec, Request, Scope
from nlconnect.errors import (
    ApiError,
    AuthError,
    BudgetExhausted,
    ConnectFailed,
    Interrupted,
    Invalid,
    LoginRequired,
    NotFound,
    RateLimited,
    ServerError,
)
from nlconnect.transport.asynchronous import AsyncPort
from nlconnect.transport.blocking import run_blocking
from nlconnect.transport.options import HttpOptions
from tests.unit.engine.scripted import BASE, LIMITS, SCOPE, answer, bench, errand_for, headers_of

GOOD = answer(200, {"d": []})
HTML = answer(200, b"<html>", content_type="text/html")
POST = Request("POST", f"{BASE}/orders", {}, b"{}")


def test_a_request_leaves_with_a_token_and_is_counted() -> None:
    desk = bench(answer(200, {"d": 1}, request_id="r-1", m_limit="60", m_remaining="41"))
    errand = errand_for()
    response = desk.call(errand=errand)
    assert response.content == b'{"d": 1}'
    assert headers_of(desk.port.sent[0])["authorization"] == "Bearer token-0"
    assert (errand.tally.calls, errand.tally.retries, errand.tally.request_ids) == (1, 0, ["r-1"])
    assert desk.slot_is_free
    assert (desk.in_flight, desk.remaining()) == (0, 41)


FAILURES: list[Any] = [ConnectFailed("x"), Interrupted("x"), answer(503), answer(500), answer(502), HTML]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_read_is_repeated_until_it_succeeds(failure: Any) -> None:
    desk = bench(failure, failure, GOOD)
    errand = errand_for()
    assert desk.call(errand=errand).status == 200
    assert len(desk.port.sent) == 3
    assert errand.tally.retries == 2
    assert len(desk.port.slept) == 2
    assert 0.25 <= desk.port.slept[0] <= 0.5
    assert 0.5 <= desk.port.slept[1] <= 1.0
    assert desk.slot_is_free
    assert desk.in_flight == 0


@pytest.mark.parametrize("failure", FAILURES)
def test_a_read_gives_up_after_five_tries_and_says_what_failed(failure: Any) -> None:
    desk = bench(failure)
    with pytest.raises((ConnectFailed, Interrupted, ServerError)):
        desk.call()
    assert len(desk.port.sent) == 5
    assert desk.slot_is_free
    assert desk.in_flight == 0


def test_a_server_that_names_its_own_wait_is_not_asked_sooner() -> None:
    desk = bench(answer(503, retry_after="7"), GOOD)
    assert desk.call().status == 200
    assert desk.port.slept == [7.0]


def test_a_server_that_is_away_for_hours_is_an_error_that_says_how_long() -> None:
    desk = bench(answer(503, retry_after="7200"), GOOD)
    with pytest.raises(ServerError) as caught:
        desk.call()
    assert caught.value.retry_after == 7200
    assert desk.port.slept == []


@pytest.mark.parametrize("failure", [Interrupted("x"), answer(503), answer(500), HTML])
def test_a_write_that_may_have_been_done_is_never_repeated(failure: Any) -> None:
    desk = bench(failure, GOOD)
    with pytest.raises((Interrupted, ServerError)):
        desk.call(POST, errand_for("write"))
    assert len(desk.port.sent) == 1
    assert desk.slot_is_free


@pytest.mark.parametrize("failure", [ConnectFailed("x"), answer(429, b"", m_remaining="0"), answer(401)])
def test_a_write_that_cannot_have_begun_is_repeated(failure: Any) -> None:
    desk = bench(failure, GOOD)
    assert desk.call(POST, errand_for("write")).status == 200
    assert len(desk.port.sent) == 2


@pytest.mark.parametrize(("status", "kind"), [(400, Invalid), (404, NotFound)])
def test_a_refusal_is_not_repeated(status: int, kind: type[ApiError]) -> None:
    desk = bench(answer(status, b"", request_id="r-9"))
    with pytest.raises(kind) as caught:
        desk.call()
    assert len(desk.port.sent) == 1
    error = caught.value
    assert (error.connector, error.scope, error.operation, error.request_id) == ("shop", "division 5", "read", "r-9")


def test_a_refused_token_is_refreshed_and_the_request_repeated_once() -> None:
    desk = bench(answer(401), GOOD)
    assert desk.call().status == 200
    assert [headers_of(sent)["authorization"] for sent in desk.port.sent] == ["Bearer token-0", "Bearer token-1"]
    assert desk.tokens.refusals == ["token-0"]


def test_a_token_is_sent_with_the_scheme_of_its_system() -> None:
    desk = bench(GOOD)
    desk.tokens.scheme = "AfasToken"
    desk.call()
    assert headers_of(desk.port.sent[0])["authorization"] == "AfasToken token-0"


def test_whoever_keeps_tokens_hears_what_the_refusal_demands() -> None:
    desk = bench(answer(401, **{"www-authenticate": 'Bearer error="insufficient_claims"'}), GOOD)
    desk.call()
    assert desk.tokens.told == ['Bearer error="insufficient_claims"']


def test_where_no_token_helps_the_error_says_where_that_was() -> None:
    desk = bench(answer(401, **{"x-request-id": "r-7"}))
    desk.tokens.refusal = AuthError("ask the administrator")
    with pytest.raises(AuthError, match="ask the administrator") as caught:
        desk.call()
    assert len(desk.port.sent) == 1
    assert (caught.value.connector, caught.value.scope) == ("shop", "division 5")


def test_a_token_that_lacks_claims_may_be_refused_with_403_too() -> None:
    desk = bench(answer(403, **{"www-authenticate": 'Bearer error="insufficient_claims"'}), GOOD)
    assert desk.call().status == 200
    assert desk.tokens.refusals == ["token-0"]


def test_a_second_refused_token_is_an_error_of_signing_in() -> None:
    desk = bench(answer(401))
    with pytest.raises(AuthError, match="not accepted") as caught:
        desk.call()
    assert len(desk.port.sent) == 2
    assert type(caught.value) is AuthError
    assert (caught.value.connector, caught.value.scope) == ("shop", "division 5")
    assert desk.slot_is_free


def test_a_token_that_expires_while_a_failure_is_waited_out_is_refreshed_too() -> None:
    desk = bench(answer(503), answer(503), answer(401), GOOD)
    assert desk.call().status == 200
    assert desk.tokens.refusals == ["token-0"]


def test_failures_between_do_not_buy_a_third_token() -> None:
    desk = bench(answer(401), answer(503), answer(401), GOOD)
    with pytest.raises(AuthError):
        desk.call()
    assert len(desk.port.sent) == 3


def test_without_a_sign_in_nothing_is_sent() -> None:
    desk = bench(GOOD)
    desk.tokens.failure = LoginRequired("sign in")
    with pytest.raises(LoginRequired):
        desk.call()
    assert desk.port.sent == []
    assert desk.slot_is_free


def test_a_refusal_for_the_rate_waits_for_the_reset_in_the_header() -> None:
    now = 1_790_000_010.0
    reset = str(round((now + 30) * 1000))
    desk = bench(answer(429, b"", m_limit="60", m_remaining="0", m_reset=reset), GOOD)
    assert desk.call().status == 200
    assert 30 <= sum(desk.port.slept) <= 32
    assert desk.waits[0].until == pytest.approx(now + 30, abs=2)
    assert "division 5" in desk.waits[0].reason
    assert desk.slot_is_free


def test_a_bare_refusal_for_the_rate_waits_a_minute() -> None:
    desk = bench(answer(429), GOOD)
    assert desk.call().status == 200
    assert sum(desk.port.slept) == pytest.approx(60, abs=5)


def test_refusals_for_the_rate_without_end_are_an_error() -> None:
    desk = bench(answer(429, b"", m_remaining="0", m_reset="1790000041000"))
    with pytest.raises(RateLimited):
        desk.call()
    assert len(desk.port.sent) <= 5
    assert desk.slot_is_free


def test_a_budget_that_resets_in_hours_raises_and_sends_nothing() -> None:
    reset = "1790040000000"
    desk = bench(answer(200, b"{}", d_limit="5000", d_remaining="0", d_reset=reset), GOOD)
    desk.call()
    with pytest.raises(BudgetExhausted, match="day") as caught:
        desk.call()
    assert len(desk.port.sent) == 1
    assert caught.value.resets_at == pytest.approx(1_790_040_000, abs=10)
    assert desk.slot_is_free
    assert desk.port.slept == []


def test_sixty_calls_a_minute_are_sent_and_the_next_waits_for_the_minute() -> None:
    desk = bench(GOOD)
    for _ in range(61):
        desk.call()
    assert len(desk.port.sent) == 61
    assert sum(desk.port.slept) == pytest.approx(1_790_000_040 - 1_790_000_010, abs=2)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/orders",
        "https://shop.example.evil/orders",
        "https://shop.example:8443/orders",
        "https://shop.example@evil.example/orders",
        "https://user@shop.example/orders",
        "http://shop.example/orders",
        "ftp://shop.example/orders",
        "//shop.example/orders",
        "/orders",
        "",
        "https://shop.example\\@evil.example/",
        "https://[/orders",
    ],
)
def test_a_token_never_goes_to_another_host_nor_in_the_clear(url: str) -> None:
    desk = bench(GOOD)
    with pytest.raises(ServerError, match="another"):
        desk.call(Request("GET", url))
    assert desk.port.sent == []


@pytest.mark.parametrize(
    "url", ["https://SHOP.example/orders", "https://shop.example:443/orders", "HTTPS://shop.example/o"]
)
def test_the_same_host_may_be_written_in_other_ways(url: str) -> None:
    desk = bench(GOOD)
    assert desk.call(Request("GET", url)).status == 200


@pytest.mark.parametrize("failure", [asyncio.CancelledError(), KeyboardInterrupt(), MemoryError(), ValueError("bug")])
def test_slot_and_ticket_are_settled_whatever_happens(failure: BaseException) -> None:
    desk = bench(failure, GOOD)
    with pytest.raises(type(failure)):
        desk.call()
    assert len(desk.port.sent) == 1
    assert desk.slot_is_free
    assert desk.in_flight == 0


@pytest.mark.parametrize("place", [1, 2, 3])
def test_what_was_taken_while_the_caller_was_cancelled_is_given_back(place: int) -> None:
    desk = bench(GOOD)
    done: list[int] = []
    run = desk.port.run

    async def interrupted(work: Any) -> Any:
        result = await run(work)  # a thread finishes what it began
        done.append(1)
        if len(done) == place:
            raise asyncio.CancelledError
        return result

    desk.port.run = interrupted  # type: ignore[method-assign]
    with suppress(asyncio.CancelledError):
        desk.call()
    desk.port.run = run  # type: ignore[method-assign]
    assert desk.slot_is_free
    assert desk.in_flight == 0
    assert desk.remaining() == 60 - len(desk.port.sent)


async def test_work_in_a_thread_is_done_before_a_cancelled_caller_goes_on() -> None:
    port = AsyncPort(HttpOptions())
    begun, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait(10)
        done.set()

    task = asyncio.get_running_loop().create_task(port.run(work))
    while not begun.is_set():  # noqa: ASYNC110  # set in a thread
        await asyncio.sleep(0)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
        assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert done.is_set()
    await port.close()


async def test_a_fetch_that_is_dropped_before_its_first_step_keeps_nobody_waiting() -> None:
    port = AsyncPort(HttpOptions())

    async def work() -> None:
        raise AssertionError

    pending = port.start(work)
    pending.cancel()
    await asyncio.wait_for(pending.departed(), 5)
    await port.close()


def test_a_request_that_never_left_costs_nothing() -> None:
    desk = bench(ConnectFailed("x"))
    with pytest.raises(ConnectFailed):
        desk.call()
    assert desk.remaining() == 60


def test_a_request_whose_answer_was_lost_is_paid_for() -> None:
    desk = bench(Interrupted("x"))
    with pytest.raises(Interrupted):
        desk.call(POST, errand_for("write"))
    assert desk.remaining() == 59


def test_a_request_waits_while_another_has_the_slot() -> None:
    desk = bench(GOOD)
    lock = desk.store.lock(f"slot:shop/shop.example/app/{SCOPE}")
    assert lock.try_acquire()
    pauses = []

    def after_three() -> None:
        pauses.append(len(desk.port.sent))
        if len(pauses) == 3:
            lock.release()

    desk.port.on_pause = after_three
    desk.call()
    assert pauses == [0, 0, 0]


def test_another_company_has_a_slot_and_a_budget_of_its_own() -> None:
    desk = bench(GOOD)
    lock = desk.store.lock(f"slot:shop/shop.example/app/{SCOPE}")
    assert lock.try_acquire()
    desk.call(errand=errand_for(scope=Scope(division=6)))
    assert desk.remaining() == 60
    lock.release()


def test_the_slot_is_free_while_a_call_waits_for_its_budget() -> None:
    desk = bench(answer(200, b"{}", m_remaining="0", m_reset="1790000041000"), GOOD)
    desk.call()
    free: list[bool] = []
    sleep = desk.port.sleep

    async def watched(seconds: float) -> None:
        free.append(desk.slot_is_free)
        await sleep(seconds)

    desk.port.sleep = watched  # type: ignore[method-assign]
    desk.call()
    assert free
    assert all(free)


def test_an_endpoint_is_left_alone_after_eight_errors() -> None:
    desk = bench(answer(404))
    for _ in range(8):
        with pytest.raises(NotFound):
            desk.call()
    with pytest.raises(BudgetExhausted, match="8 errors within the hour"):
        desk.call()
    assert len(desk.port.sent) == 8
    assert desk.slot_is_free


@pytest.mark.parametrize(
    "errand", [errand_for(endpoint="/lines"), errand_for(scope=Scope(division=6))], ids=["endpoint", "company"]
)
def test_other_endpoints_and_companies_go_on(errand: Any) -> None:
    desk = bench(*[answer(400)] * 8, GOOD)
    for _ in range(8):
        with pytest.raises(Invalid):
            desk.call()
    assert desk.call(errand=errand).status == 200


def test_an_endpoint_may_be_asked_again_after_an_hour() -> None:
    desk = bench(*[answer(404)] * 8, GOOD)
    for _ in range(8):
        with pytest.raises(NotFound):
            desk.call()
    desk.port.clock.advance(3601)
    assert desk.call().status == 200


@pytest.mark.parametrize("failure", [answer(500), answer(503), ConnectFailed("x")])
def test_what_the_vendor_does_not_count_does_not_stop_an_endpoint(failure: Any) -> None:
    desk = bench(*[failure] * 4, GOOD, *[failure] * 4, GOOD, *[failure] * 4, GOOD)
    for _ in range(3):
        assert desk.call().status == 200


def test_a_system_without_limits_sends_at_once() -> None:
    desk = bench(GOOD, limits=LimitSpec(windows=(), concurrency=None))
    for _ in range(100):
        desk.call()
    assert desk.port.slept == []


def test_a_token_request_has_its_own_budget_and_no_token() -> None:
    desk = bench(answer(400))
    response = run_blocking(desk.exchange.send_for_token(Request("POST", "https://login.example/token", {}, b"secret")))
    assert response.status == 400
    assert "authorization" not in headers_of(desk.port.sent[0])
    assert desk.remaining() == 60


def test_a_token_request_is_never_repeated() -> None:
    desk = bench(Interrupted("x"))
    with pytest.raises(Interrupted):
        run_blocking(desk.exchange.send_for_token(Request("POST", "https://login.example/token")))
    assert len(desk.port.sent) == 1


def test_no_log_holds_a_value_or_a_token(caplog: pytest.LogCaptureFixture) -> None:
    desk = bench(answer(503), ConnectFailed("Jansen"), answer(401), GOOD)
    with caplog.at_level(logging.DEBUG):
        desk.call(Request("GET", f"{BASE}/orders(guid'77')?$filter=Name%20eq%20'Jansen'"))
    assert "/orders" in caplog.text
    for secret in ("Jansen", "token-0", "token-1", "guid'77'"):
        assert secret not in caplog.text


def test_errors_and_budgets_are_kept_without_what_was_asked() -> None:
    desk = bench(answer(404))
    with pytest.raises(NotFound):
        desk.call()
    kept = [*desk.store.keys("budget"), *desk.store.keys("errors")]
    assert kept == [f"shop/shop.example/app/{SCOPE}", f"shop/shop.example/app/{SCOPE}//orders"]
    assert LIMITS.errors is not None


def test_a_system_that_takes_four_calls_at_a_time_is_given_four_and_no_fifth() -> None:
    desk = bench(GOOD, GOOD, limits=LimitSpec(windows=(), concurrency=4))
    name = f"slot:shop/shop.example/app/{SCOPE}"
    taken = [desk.store.lock(place) for place in (name, f"{name}:1", f"{name}:2", f"{name}:3")]
    assert all(lock.try_acquire() for lock in taken[:3])
    assert desk.call().status == 200
    assert taken[3].try_acquire()
    desk.port.on_pause = taken[1].release
    assert desk.call().status == 200
    assert taken[1].try_acquire()
