"""Mock Exact Online: what is odd about it, over the generic mock and the seeded Dutch data."""

from __future__ import annotations

from nlconnect_exact.mock.opening import ExactMock

MOCK = ExactMock()
