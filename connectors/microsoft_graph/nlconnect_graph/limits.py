"""What Graph's services take, each with limits of its own (fact sheet section 7)."""

from __future__ import annotations

from nlconnect.connector import LimitSpec

FIRST_REFUSAL = 5.0
"""Seconds to wait after a refusal without Retry-After; twice as long each time."""

DIRECTORY = LimitSpec(windows=(), concurrency=None, refusal_wait=FIRST_REFUSAL)
