"""Mock AFAS Profit: what is odd about it, over the generic mock and the seeded Dutch data."""

from __future__ import annotations

from nlconnect_afas.mock.opening import AfasMock

MOCK = AfasMock()
