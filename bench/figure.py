"""One measured figure beside its aim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` has to be at most `aim`, or at least where `at_least` says so."""

    what: str
    value: float
    aim: float
    at_least: bool = False
    detail: str = ""

    @property
    def ok(self) -> bool:
        return self.value >= self.aim if self.at_least else self.value <= self.aim

    @property
    def wanted(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.aim:g}"

    def __str__(self) -> str:
        detail = f"  ({self.detail})" if self.detail else ""
        return f"{'ok' if self.ok else 'MISSED':6} {self.value:<7.4g} {self.wanted:13} {self.what}{detail}"
