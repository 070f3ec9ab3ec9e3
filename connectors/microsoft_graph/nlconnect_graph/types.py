"""What fields of several entities are made of: 264 complex types and 113 enumerations, built on first use."""

from __future__ import annotations

from nlconnect.connector import types_of
from nlconnect_graph import CATALOGUE

__getattr__, __dir__ = types_of(CATALOGUE)
