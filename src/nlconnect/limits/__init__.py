"""How many calls a system still allows, and when to try again: pure values and functions."""

from __future__ import annotations

from nlconnect.limits.allowance import ErrorAllowance
from nlconnect.limits.budget import Budget, BudgetStatus, Reservation, WindowStatus
from nlconnect.limits.observation import Observation, Seen, observation_of
from nlconnect.limits.retry import Failure, Operation, Retry, RetryRules, failure_of, next_try
from nlconnect.limits.spec import ErrorSpec, HeaderNames, LimitSpec, WindowSpec

__all__ = [
    "Budget",
    "BudgetStatus",
    "ErrorAllowance",
    "ErrorSpec",
    "Failure",
    "HeaderNames",
    "LimitSpec",
    "Observation",
    "Operation",
    "Reservation",
    "Retry",
    "RetryRules",
    "Seen",
    "WindowSpec",
    "WindowStatus",
    "failure_of",
    "next_try",
    "observation_of",
]
