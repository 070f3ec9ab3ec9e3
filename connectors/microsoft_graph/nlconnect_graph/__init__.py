"""Microsoft Graph for nlconnect: the connector value, and every entity by name."""

from __future__ import annotations

from nlconnect.connector import Catalogue, Connector, bare_names

CATALOGUE = Catalogue(__name__)

GRAPH: Connector
"""Made when it is first asked for: a program that names entities needs no more than the catalogue."""

__getattr__, __dir__ = bare_names(__name__, CATALOGUE, value="GRAPH")
