"""The error allowance stops before the vendor does."""

from __future__ import annotations

import pytest

from nlconnect.errors import BudgetExhausted
from nlconnect.limits import ErrorAllowance, ErrorSpec

SPEC = ErrorSpec()


def after(statuses: list[int], *, start: float = 1000.0) -> ErrorAllowance:
    allowance = ErrorAllowance(SPEC)
    for index, status in enumerate(statuses):
        allowance = allowance.record(status, now=start + index)
    return allowance


def test_seven_errors_are_allowed_and_the_eighth_stops_the_endpoint() -> None:
    after([400, 401, 403, 404, 400, 400, 404]).check(1010)
    with pytest.raises(BudgetExhausted) as stop:
        after([400] * 8).check(1010, scope="division 123")
    assert stop.value.resets_at == 4600
    assert "60 minutes" in str(stop.value)
    assert "8 errors" in str(stop.value)


def test_the_endpoint_is_free_again_when_the_oldest_error_is_an_hour_old() -> None:
    allowance = after([404] * 8)
    assert allowance.frees_at(4599) == 4600
    assert allowance.frees_at(4600) is None


@pytest.mark.parametrize("status", [200, 204, 405, 429, 500, 503])
def test_other_answers_cost_nothing(status: int) -> None:
    assert after([status] * 20).frees_at(1020) is None


def test_an_allowance_survives_the_store_and_an_unused_one_leaves_nothing_there() -> None:
    allowance = after([400] * 12)
    assert ErrorAllowance.load(allowance.dump(), spec=SPEC) == allowance
    assert len(allowance.moments) == SPEC.limit
    assert after([]).dump() is None
    assert ErrorAllowance.load(b"nonsense", spec=SPEC) == ErrorAllowance(SPEC)
