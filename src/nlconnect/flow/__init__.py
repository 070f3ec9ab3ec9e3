"""Jobs over several systems: many changes with a line for people about each."""

from __future__ import annotations

from nlconnect.flow.steps import carry_out, given
from nlconnect.model.change import NEW_PASSWORD

__all__ = [
    "NEW_PASSWORD",
    "carry_out",
    "given",
]
