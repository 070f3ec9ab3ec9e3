"""Jobs over several systems: many changes with a line for people about each."""

from __future__ import annotations

from nlconnect.flow.sifting import Criterion, Score, criteria_of, reference_of, score
from nlconnect.flow.steps import carry_out, given
from nlconnect.model.change import NEW_PASSWORD

__all__ = [
    "NEW_PASSWORD",
    "Criterion",
    "Score",
    "carry_out",
    "criteria_of",
    "given",
    "reference_of",
    "score",
]
