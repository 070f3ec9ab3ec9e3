"""What may be tried again, and when."""

from __future__ import annotations

import pytest

from nlconnect.errors import (
    BudgetExhausted,
    ConnectFailed,
    Interrupted,
    Invalid,
    NlconnectError,
    NotFound,
    RateLimited,
    ServerError,
)
from nlconnect.limits import Failure, Operation, Retry, RetryRules, failure_of, next_try


@pytest.mark.parametrize(
    ("operation", "repeatable"),
    [
        ("read", set(Failure)),
        ("write", {Failure.CONNECT_FAILED, Failure.RATE_LIMITED, Failure.EXPIRED_TOKEN}),
        ("token", {Failure.CONNECT_FAILED}),
    ],
)
def test_reads_may_be_repeated_writes_only_where_nothing_was_done(
    operation: Operation, repeatable: set[Failure]
) -> None:
    assert {failure for failure in Failure if next_try(operation, failure, attempt=1, jitter=0)} == repeatable


def test_waits_double_up_to_the_longest_and_end_with_the_attempts() -> None:
    rules = RetryRules(attempts=5, first=1, longest=3)
    waits = [next_try("read", Failure.UNAVAILABLE, attempt=n, jitter=0, rules=rules) for n in range(1, 6)]
    assert waits == [Retry(1), Retry(2), Retry(3), Retry(3), None]


def test_jitter_takes_at_most_half_off_the_wait() -> None:
    assert next_try("read", Failure.INTERRUPTED, attempt=1, jitter=1, rules=RetryRules(first=4)) == Retry(2)


def test_the_servers_own_wish_is_never_undercut() -> None:
    assert next_try("read", Failure.UNAVAILABLE, attempt=1, jitter=0.5, retry_after=9) == Retry(9)
    assert next_try("write", Failure.RATE_LIMITED, attempt=1, jitter=0.5, retry_after=9) == Retry(9)


def test_an_expired_token_is_tried_once_more_only() -> None:
    assert next_try("write", Failure.EXPIRED_TOKEN, attempt=1, jitter=0) == Retry(0)
    assert next_try("write", Failure.EXPIRED_TOKEN, attempt=2, jitter=0) is None


def server_error(status: int | None) -> ServerError:
    error = ServerError("failed")
    error.status = status
    return error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ConnectFailed("x"), Failure.CONNECT_FAILED),
        (Interrupted("x"), Failure.INTERRUPTED),
        (RateLimited("x"), Failure.RATE_LIMITED),
        (BudgetExhausted("x"), None),
        (server_error(503), Failure.UNAVAILABLE),
        (server_error(502), Failure.UNAVAILABLE),
        (server_error(504), Failure.UNAVAILABLE),
        (server_error(200), Failure.NOT_JSON),
        (server_error(500), Failure.SERVER_ERROR),
        (server_error(None), Failure.SERVER_ERROR),
        (Invalid("Gegeven bestaat reeds"), None),
        (NotFound("x"), None),
        (NlconnectError("x"), None),
        (ValueError("x"), None),
    ],
)
def test_errors_are_classed_by_what_repeating_could_mend(error: Exception, failure: Failure | None) -> None:
    assert failure_of(error) is failure
