"""What fields of several entities are made of: 179 complex types and 399 enumerations, built on first use."""

from __future__ import annotations

from nlconnect.connector import types_of
from nlconnect_afas import CATALOGUE

__getattr__, __dir__ = types_of(CATALOGUE)
