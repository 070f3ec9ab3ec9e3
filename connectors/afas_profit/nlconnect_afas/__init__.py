"""AFAS Profit for nlconnect: every view and update connector by name."""

from __future__ import annotations

from nlconnect.connector import Catalogue, bare_names

CATALOGUE = Catalogue(__name__)

__getattr__, __dir__ = bare_names(__name__, CATALOGUE)
