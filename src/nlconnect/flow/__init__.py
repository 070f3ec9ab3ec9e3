"""Jobs over several systems: many changes with a line for people about each, and what one system calls another's."""

from __future__ import annotations

from nlconnect.flow.steps import carry_out, given, known_here

__all__ = ["carry_out", "given", "known_here"]
