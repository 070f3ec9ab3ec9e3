"""How many calls a system still allows, and when to try again: pure values and functions."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_HOMES = {
    "Budget": "budget",
    "BudgetStatus": "budget",
    "ErrorAllowance": "allowance",
    "ErrorSpec": "spec",
    "Failure": "retry",
    "HeaderNames": "spec",
    "LimitSpec": "spec",
    "Observation": "observation",
    "Operation": "retry",
    "Reservation": "budget",
    "Retry": "retry",
    "RetryRules": "retry",
    "Seen": "observation",
    "WindowSpec": "spec",
    "WindowStatus": "budget",
    "failure_of": "retry",
    "next_try": "retry",
    "observation_of": "observation",
}


def __getattr__(name: str) -> object:
    """Load a name with its module when it is asked for: a connector's facts need only few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value
