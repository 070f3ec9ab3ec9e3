"""Where records go: files and streams, written whole or not at all."""

from __future__ import annotations

from nlconnect.outlets.opening import FORMATS, open_outlet
from nlconnect.outlets.outlet import Outlet

__all__ = ["FORMATS", "Outlet", "open_outlet"]
