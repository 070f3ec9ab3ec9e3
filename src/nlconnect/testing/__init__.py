"""Tests without a network or a sandbox: the pytest plugin's fixtures, and the suite that every connector must pass."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.testing.signed_in import SignedInMock

__all__ = ["SignedInMock"]


def __getattr__(name: str) -> object:
    if name == "SignedInMock":
        return importlib.import_module("nlconnect.testing.signed_in").SignedInMock
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
