"""Mock Microsoft Graph with its Entra ID: what is odd about them, over the generic mock and the seeded Dutch data."""

from __future__ import annotations

from nlconnect_graph.mock.opening import GraphMock

MOCK = GraphMock()
