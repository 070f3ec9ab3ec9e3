"""Spans and metrics for OpenTelemetry, of names and numbers alone. Loaded only where the settings switch it on."""

from __future__ import annotations

from nlconnect.telemetry.watch import Watch

__all__ = ["Watch"]
