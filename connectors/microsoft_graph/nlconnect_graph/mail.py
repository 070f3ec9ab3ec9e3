"""The service `mail`: 19 entities, built on first use."""

from __future__ import annotations

from nlconnect.connector import entities_of
from nlconnect_graph import CATALOGUE

__getattr__, __dir__ = entities_of(__name__, CATALOGUE, "mail")
