"""Real processes, a real state file and a real server: what one company's users do at the same time."""

from __future__ import annotations

import pytest
from bench import quota, refresh

pytestmark = pytest.mark.slow


def test_processes_that_share_a_company_use_its_quota_up_without_one_refusal() -> None:
    figures = quota.measure(processes=4, calls=20, seconds=1.0, windows=3, latency_ms=5.0, skew=-17.3)
    assert figures.refused == 0
    assert figures.at_once == 0
    assert figures.used >= quota.AIM


def test_six_processes_with_one_expired_token_refresh_it_once() -> None:
    figures = refresh.measure(processes=6, hold_seconds=2.0, kill=None)
    assert figures.refreshes == 1
    assert figures.outcomes == {"done": 6}


def test_a_refresher_killed_before_the_server_did_it_stops_nobody() -> None:
    figures = refresh.measure(processes=4, hold_seconds=2.0, kill="late")
    assert figures.outcomes == {"killed": 1, "done": 3}


def test_a_refresher_killed_with_the_only_answer_makes_the_others_say_so() -> None:
    figures = refresh.measure(processes=4, hold_seconds=2.0, kill="hold")
    assert figures.outcomes == {"killed": 1, "RefreshLost": 3}
    assert figures.refreshes == 2  # one try to find out, and not one for each process
