"""When a token is refreshed, by whom, and what is told for every row of Exact's token table (fact sheet section 2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from nlconnect.auth import App, Mark, SignIn, TokenKeeper
from nlconnect.errors import (
    AuthError,
    BudgetExhausted,
    ConfigError,
    ConnectFailed,
    Interrupted,
    LoginRequired,
    RateLimited,
    RefreshLost,
    ServerError,
)
from nlconnect.model.ports import Store
from nlconnect.model.wire import Response

DAY = 86_400.0
SignedIn = Callable[..., SignIn]
Stored = Callable[[], SignIn]


async def access(keeper: TokenKeeper) -> str:
    return (await keeper.access()).token.get_secret_value()


async def address_of(keeper: TokenKeeper) -> str:
    return str((await keeper.begin_login()).address)


def refusal(**headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(401, named, b"", "https://start.exactonline.nl/api", 0.0, 0.0)


@pytest.mark.parametrize(
    ("age", "token", "refreshes"),
    [(0, "access-0", 0), (569.9, "access-0", 0), (570, "access-1", 1), (599, "access-1", 1), (9_999, "access-1", 1)],
)
async def test_a_token_is_used_to_its_570th_second_and_refreshed_from_there(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, age: float, token: str, refreshes: int
) -> None:
    signed_in(age=age)
    assert await access(keeper) == token
    assert len(server.requests) == refreshes


async def test_a_refreshed_token_is_stored_before_it_is_used(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, stored: Stored, server: Any
) -> None:
    signed_in(age=600)
    assert await access(keeper) == "access-1"
    assert stored().mark is None
    assert stored().token.refresh == SecretStr("refresh-1")
    assert await access(another) == "access-1"
    assert len(server.requests) == 1


async def test_each_refresh_uses_the_newest_refresh_token(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600)
    for _ in range(3):
        await keeper.access()
        clock.time += 600
    assert [form["refresh_token"] for form in server.forms] == ["refresh-0", "refresh-1", "refresh-2"]


async def test_the_day_of_sign_in_survives_refreshes(keeper: TokenKeeper, signed_in: SignedIn, stored: Stored) -> None:
    before = signed_in(age=600)
    await keeper.access()
    assert stored().signed_in_at == before.signed_in_at


async def test_without_a_sign_in_the_command_is_named(keeper: TokenKeeper) -> None:
    with pytest.raises(LoginRequired, match="nlconnect login kantoor"):
        await keeper.access()


async def test_settings_that_name_another_host_find_no_token_to_send(
    app: App, port: Any, store: Store, server: Any, signed_in: SignedIn
) -> None:
    signed_in(age=0)
    elsewhere = TokenKeeper(replace(app, url="https://evil.example"), port=port, store=store, send=server.send)
    with pytest.raises(LoginRequired):
        await elsewhere.access()
    assert server.requests == []


async def test_settings_that_sign_in_here_and_read_elsewhere_find_no_token_to_send(
    app: App, port: Any, store: Store, server: Any, signed_in: SignedIn
) -> None:
    signed_in(age=0)
    elsewhere = TokenKeeper(replace(app, api_url="https://evil.example"), port=port, store=store, send=server.send)
    with pytest.raises(LoginRequired):
        await elsewhere.access()
    same = TokenKeeper(replace(app, api_url=app.url), port=port, store=store, send=server.send)
    assert (await same.access()).token.get_secret_value() == "access-0"


@pytest.mark.parametrize("status", [400, 401])
async def test_too_early_with_a_token_that_still_works_uses_it_and_does_not_ask_again_at_once(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, stored: Stored, server: Any, status: int
) -> None:
    signed_in(age=575)
    server.answers = [server.too_early(status)]
    assert await access(keeper) == "access-0"
    assert await access(keeper) == "access-0"
    assert await access(another) == "access-0"
    assert len(server.requests) == 1
    assert stored().mark is None


async def test_too_early_with_an_expired_token_says_when_it_may(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=4000)
    server.answers = [server.too_early()]
    for _ in range(2):
        with pytest.raises(AuthError, match="clock of this machine") as caught:
            await keeper.access()
        assert "at the latest" in str(caught.value)
        assert not isinstance(caught.value, LoginRequired)
    assert len(server.requests) == 1
    clock.time += 61
    assert await access(keeper) == "access-1"


async def test_a_token_used_elsewhere_needs_a_new_sign_in_and_is_not_tried_again(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [server.spent()]
    for one in (keeper, another, keeper):
        with pytest.raises(LoginRequired, match="copy of the state") as caught:
            await one.access()
        assert "nlconnect login kantoor" in str(caught.value)
    assert len(server.requests) == 1


async def test_a_token_idle_for_30_days_needs_a_new_sign_in_and_names_the_date(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=40 * DAY)
    server.answers = [server.expired()]
    for _ in range(2):
        with pytest.raises(LoginRequired, match="2021-11-03 14:50 UTC") as caught:
            await keeper.access()
        assert "30 days" in str(caught.value)
        assert "nlconnect login kantoor" in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("content", [b'{"error": "invalid_request"}', b"", b"Bad Request"])
async def test_a_wrong_secret_names_the_setting_and_keeps_the_sign_in(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored, content: bytes
) -> None:
    signed_in(age=600)
    server.answers = [server.raw(400, content)]
    with pytest.raises(AuthError, match="client_secret") as caught:
        await keeper.access()
    assert not isinstance(caught.value, LoginRequired)
    assert "hush" not in str(caught.value)
    assert stored().mark is None
    assert await access(keeper) == "access-1"


async def test_a_rate_refusal_may_carry_a_refresh_token_which_is_kept(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored
) -> None:
    signed_in(age=600)
    server.answers = [server.answer(429, refresh_token="refresh-9")]
    with pytest.raises(RateLimited) as caught:
        await keeper.access()
    assert caught.value.status == 429
    assert stored().token.refresh == SecretStr("refresh-9")
    assert await access(keeper) == "access-1"
    assert server.forms[-1]["refresh_token"] == "refresh-9"


async def test_a_rate_refusal_with_a_whole_token_is_a_success(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [server.answer(429, access_token="access-9", refresh_token="refresh-9", expires_in="600")]
    assert await access(keeper) == "access-9"


async def test_a_rate_refusal_that_ate_the_token_is_told_as_a_lost_answer(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [server.raw(429, b""), server.spent()]
    with pytest.raises(RateLimited):
        await keeper.access()
    with pytest.raises(RefreshLost):
        await keeper.access()


@pytest.mark.parametrize(
    ("status", "content"), [(200, b"<html>"), (500, b""), (503, b"<html>"), (302, b""), (200, b"{}")]
)
async def test_a_server_in_trouble_may_be_asked_again_as_often_as_needed(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, status: int, content: bytes
) -> None:
    signed_in(age=600)
    server.answers = [server.raw(status, content, {"content-type": "text/html"})] * 5
    for _ in range(5):
        with pytest.raises(ServerError) as caught:
            await keeper.access()
        assert caught.value.status == status
    assert await access(keeper) == "access-1"


async def test_a_server_that_failed_after_it_had_done_it_is_told_as_a_lost_answer(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [server.raw(500, b""), server.spent()]
    with pytest.raises(ServerError):
        await keeper.access()
    with pytest.raises(RefreshLost, match="never reached this machine"):
        await keeper.access()


@pytest.mark.parametrize("failure", [ConnectFailed("no route"), BudgetExhausted("no call left")])
async def test_where_nothing_was_sent_trying_again_is_free(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored, failure: Exception
) -> None:
    before = signed_in(age=600)
    server.answers = [failure] * 5
    for _ in range(5):
        with pytest.raises(type(failure)):
            await keeper.access()
        assert stored() == before
    assert await access(keeper) == "access-1"


async def test_a_cut_connection_leaves_a_mark_and_one_more_try(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored
) -> None:
    signed_in(age=600)
    server.answers = [Interrupted("cut")]
    with pytest.raises(Interrupted):
        await keeper.access()
    mark = stored().mark
    assert mark is not None
    assert mark.unanswered == 1
    assert await access(another) == "access-1"
    assert stored().mark is None


async def test_a_second_cut_connection_loses_the_token_for_good(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [Interrupted("cut"), Interrupted("cut")]
    with pytest.raises(Interrupted):
        await keeper.access()
    for _ in range(2):
        with pytest.raises(RefreshLost, match="nlconnect login kantoor"):
            await keeper.access()
    assert len(server.requests) == 2


async def test_a_mark_of_a_dead_process_allows_exactly_one_try(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600, mark=Mark("process 77 on laptop", clock.now() - 5, unanswered=1))
    server.answers = [server.spent()]
    for _ in range(2):
        with pytest.raises(RefreshLost, match="process 77 on laptop") as caught:
            await keeper.access()
        assert "spent" in str(caught.value)
        assert "nlconnect login kantoor" in str(caught.value)
    assert len(server.requests) == 1


async def test_a_mark_whose_request_never_arrived_is_forgotten(
    keeper: TokenKeeper, signed_in: SignedIn, stored: Stored, clock: Any
) -> None:
    signed_in(age=600, mark=Mark("process 77 on laptop", clock.now() - 5, unanswered=1))
    assert await access(keeper) == "access-1"
    assert stored().mark is None


async def test_two_dead_processes_use_up_the_tries(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=600, mark=Mark("process 78 on laptop", clock.now() - 5, unanswered=2))
    with pytest.raises(RefreshLost):
        await keeper.access()
    assert server.requests == []


async def test_the_mark_is_in_the_store_while_the_request_runs(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored
) -> None:
    seen = []

    def answer(_: object) -> Any:
        seen.append(stored().mark)
        return server.pair()

    signed_in(age=600)
    server.answers = [answer]
    await keeper.access()
    assert seen[0] is not None
    assert seen[0].unanswered == 1
    assert "process" in seen[0].owner


async def test_who_waits_reads_the_token_of_who_was_first(
    keeper: TokenKeeper, app: App, signed_in: SignedIn, store: Store, server: Any, port: Any, clock: Any
) -> None:
    old = signed_in(age=600)
    first = store.lock(f"token:{app.key}")
    assert first.try_acquire()

    def done() -> None:
        token = replace(old.token, access=SecretStr("of the first"), received_at=clock.now())
        store.put("token", app.key, old.renewed(token).dump())
        first.release()

    port.on_pause = done
    assert await access(keeper) == "of the first"
    assert server.requests == []


async def test_who_waits_for_over_a_minute_is_told_who_hangs(
    keeper: TokenKeeper, app: App, signed_in: SignedIn, store: Store, port: Any, clock: Any
) -> None:
    signed_in(age=600, mark=Mark("process 77 on laptop", clock.now(), unanswered=1))
    holder = store.lock(f"token:{app.key}")
    assert holder.try_acquire()
    with pytest.raises(AuthError, match="process 77 on laptop has been refreshing"):
        await keeper.access()
    assert 6 <= port.pauses <= 8
    holder.release()


async def test_the_lock_is_given_back_after_a_failure(
    keeper: TokenKeeper, app: App, signed_in: SignedIn, store: Store, server: Any
) -> None:
    signed_in(age=600)
    server.answers = [Interrupted("cut"), ConnectFailed("no route")]
    for _ in range(2):
        with pytest.raises((Interrupted, ConnectFailed)):
            await keeper.access()
    lock = store.lock(f"token:{app.key}")
    assert lock.try_acquire()
    lock.release()


async def test_a_token_that_could_not_be_stored_is_stored_later(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, store: Any, server: Any, stored: Stored
) -> None:
    signed_in(age=600)
    put, full = store.put, [False, True]

    def put_or_fail(*arguments: Any, **more: Any) -> None:
        if full and full.pop(0):
            raise ConfigError("database or disk is full")
        put(*arguments, **more)

    store.put = put_or_fail
    with pytest.raises(ConfigError, match="full"):
        await keeper.access()
    assert await access(keeper) == "access-1"
    assert stored().token.access == SecretStr("access-1")
    assert await access(another) == "access-1"
    assert len(server.requests) == 1


async def test_a_refused_young_token_is_not_refreshed_and_the_clock_is_blamed(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=300)
    token = await keeper.access()
    with pytest.raises(AuthError, match="300 s old") as caught:
        await keeper.refused(token, refusal())
    assert "clock" in str(caught.value)
    assert server.requests == []


async def test_a_refused_old_token_is_refreshed(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=569)
    token = await keeper.access()
    clock.time += 2
    await keeper.refused(token, refusal())
    assert await access(keeper) == "access-1"
    assert len(server.requests) == 1


async def test_a_refused_token_that_somebody_renewed_meanwhile_is_just_read_again(
    keeper: TokenKeeper, another: TokenKeeper, signed_in: SignedIn, server: Any, clock: Any
) -> None:
    signed_in(age=560)
    token = await keeper.access()
    clock.time += 15
    await another.access()
    await keeper.refused(token, refusal())
    assert await access(keeper) == "access-1"
    assert len(server.requests) == 1


async def test_a_refused_token_from_the_future_is_refreshed_since_the_clock_was_set_back(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=-5000)
    token = await keeper.access()
    await keeper.refused(token, refusal())
    assert await access(keeper) == "access-1"


async def test_a_refused_token_that_may_not_be_refreshed_either_is_not_given_again(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any
) -> None:
    signed_in(age=-5000)
    token = await keeper.access()
    server.answers = [server.too_early()]
    with pytest.raises(AuthError, match="clock of this machine"):
        await keeper.refused(token, refusal())


def state_of(url: str) -> str:
    return url.partition("state=")[2].partition("&")[0]


async def test_signing_in_goes_from_address_to_token(
    keeper: TokenKeeper, another: TokenKeeper, server: Any, clock: Any, stored: Stored, store: Store
) -> None:
    url = await address_of(keeper)
    await another.finish_login(f"https://example.com/back?from=exact&code=c%2B1&state={state_of(url)}")
    assert server.forms[0]["grant_type"] == "authorization_code"
    assert server.forms[0]["code"] == "c+1"
    assert await access(keeper) == "access-1"
    assert stored().signed_in_at == clock.now()
    assert list(store.keys("sign-in")) == []


async def test_each_sign_in_has_a_state_of_its_own(keeper: TokenKeeper) -> None:
    first, second = await address_of(keeper), await address_of(keeper)
    assert state_of(first) != state_of(second)
    with pytest.raises(AuthError, match="another sign-in"):
        await keeper.finish_login(f"https://example.com/back?code=c&state={state_of(first)}")


async def test_a_wrong_paste_can_be_mended(keeper: TokenKeeper, server: Any) -> None:
    url = await address_of(keeper)
    with pytest.raises(AuthError, match="whole address"):
        await keeper.finish_login("c1")
    await keeper.finish_login(f"https://example.com/back?code=c1&state={state_of(url)}")
    assert await access(keeper) == "access-1"


async def test_a_sign_in_ends_after_half_an_hour(keeper: TokenKeeper, clock: Any) -> None:
    url = await address_of(keeper)
    clock.time += 1801
    with pytest.raises(AuthError, match="half an hour"):
        await keeper.finish_login(f"https://example.com/back?code=c1&state={state_of(url)}")


async def test_a_refused_code_names_secret_and_command(keeper: TokenKeeper, server: Any, store: Store) -> None:
    url = await address_of(keeper)
    server.answers = [server.invalid()]
    with pytest.raises(AuthError, match="client_secret") as caught:
        await keeper.finish_login(f"https://example.com/back?code=c1&state={state_of(url)}")
    assert "nlconnect login kantoor" in str(caught.value)
    assert "c1" not in str(caught.value)
    assert list(store.keys("token")) == []


async def test_signing_in_again_ends_every_trouble(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored
) -> None:
    signed_in(age=600, over="lost", over_at=1.0)
    url = await address_of(keeper)
    await keeper.finish_login(f"https://example.com/back?code=c1&state={state_of(url)}")
    assert stored().over is None
    assert await access(keeper) == "access-1"


async def test_proof_of_possession_is_sent_where_the_system_has_it(
    app: App, port: Any, store: Store, server: Any
) -> None:
    keeper = TokenKeeper(replace(app, spec=replace(app.spec, pkce=True)), port=port, store=store, send=server.send)
    url = await address_of(keeper)
    assert "code_challenge=" in url
    await keeper.finish_login(f"https://example.com/back?code=c1&state={state_of(url)}")
    assert len(server.forms[0]["code_verifier"]) >= 43


async def test_status_says_when_it_expires_and_dies(keeper: TokenKeeper, signed_in: SignedIn, clock: Any) -> None:
    signed_in(age=100)
    status = await keeper.status()
    assert status.signed_in_at == clock.now() - 100
    assert status.access_expires_at == clock.now() + 500
    assert status.refresh_dies_at == clock.now() - 100 + 30 * DAY
    assert status.problem is None
    assert status.warning is None


@pytest.mark.parametrize(("days", "said"), [(24.9, None), (25, "in 5 days"), (29.5, "in 0 days"), (31, "in 0 days")])
async def test_status_warns_from_25_idle_days(
    keeper: TokenKeeper, signed_in: SignedIn, days: float, said: str | None
) -> None:
    signed_in(age=days * DAY)
    warning = (await keeper.status()).warning
    assert warning is None if said is None else said in str(warning)


async def test_status_names_what_is_over(keeper: TokenKeeper, signed_in: SignedIn) -> None:
    assert "nlconnect login kantoor" in str((await keeper.status()).problem)
    signed_in(age=600, over="expired", over_at=None)
    assert "expired" in str((await keeper.status()).problem)


async def test_nothing_that_is_told_holds_a_secret(
    keeper: TokenKeeper, signed_in: SignedIn, server: Any, stored: Stored
) -> None:
    told = [repr(signed_in(age=600))]
    for answer in [
        server.spent(),
        server.expired(),
        server.invalid(),
        server.raw(500, b"refresh-0"),
        server.too_early(),
    ]:
        signed_in(age=4000)
        server.answers = [answer]
        with pytest.raises(Exception) as caught:  # noqa: PT011  # all of them
            await keeper.access()
        told.append(f"{caught.value} {caught.value!r} {stored()!r}")
    assert not [text for text in told if "access-0" in text or "refresh-0" in text or "hush" in text]
