"""Whether a failed operation may be tried again, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from nlconnect.errors import BudgetExhausted, ConnectFailed, Interrupted, RateLimited, ServerError

Operation = Literal["read", "write", "token"]

UNAVAILABLE = frozenset({502, 503, 504})


class Failure(StrEnum):
    """What went wrong, as far as repeating cares."""

    CONNECT_FAILED = "connect_failed"
    INTERRUPTED = "interrupted"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    NOT_JSON = "not_json"
    SERVER_ERROR = "server_error"
    EXPIRED_TOKEN = "expired_token"


REPEATABLE: dict[Operation, frozenset[Failure]] = {
    "read": frozenset(Failure),
    # Only where the server cannot have begun on the change.
    "write": frozenset({Failure.CONNECT_FAILED, Failure.RATE_LIMITED, Failure.EXPIRED_TOKEN}),
    # A refresh token is single use, and a refusal may have spent it.
    "token": frozenset({Failure.CONNECT_FAILED}),
}


@dataclass(frozen=True, slots=True)
class RetryRules:
    """Exponential waits in seconds: `first`, twice that, ... up to `longest`; `attempts` counts the first try too."""

    attempts: int = 5
    first: float = 0.5
    longest: float = 30.0


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again after `wait` seconds."""

    wait: float


RULES = RetryRules()


def next_try(
    operation: Operation,
    failure: Failure,
    *,
    attempt: int,
    jitter: float,
    retry_after: float | None = None,
    rules: RetryRules = RULES,
) -> Retry | None:
    """None means: give up. `attempt` is 1 after the first try; `jitter` in 0..1 takes up to half off the wait.

    An expired token is tried once more at once, after a refresh; a refusal for the rate waits for the budget, so its
    own wait is only what the server asked for. `retry_after` is never undercut.
    """
    if failure not in REPEATABLE[operation] or attempt >= rules.attempts:
        return None
    asked = retry_after or 0.0
    if failure is Failure.EXPIRED_TOKEN:
        return Retry(asked) if attempt == 1 else None
    if failure is Failure.RATE_LIMITED:
        return Retry(asked)
    wait = min(rules.longest, rules.first * 2.0 ** (attempt - 1))
    return Retry(max(asked, wait * (1 - jitter / 2)))


def failure_of(error: BaseException) -> Failure | None:
    """The failure class of an error; None for what repeating cannot mend, such as a business refusal.

    A dialect turns a 500 that carries a business message into Invalid, so a ServerError with 500 is a true failure; one
    with a status below 400 is a page (HTML) where JSON was due. An expired token is the engine's to recognise.
    """
    if isinstance(error, ConnectFailed):
        return Failure.CONNECT_FAILED
    if isinstance(error, Interrupted):
        return Failure.INTERRUPTED
    if isinstance(error, RateLimited):
        return None if isinstance(error, BudgetExhausted) else Failure.RATE_LIMITED
    if isinstance(error, ServerError):
        if error.status in UNAVAILABLE:
            return Failure.UNAVAILABLE
        return Failure.NOT_JSON if error.status is not None and error.status < 400 else Failure.SERVER_ERROR
    return None
