"""Many writes in one go: a line for each, how far it is, and a run that can be taken up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nlconnect.errors import NlconnectError
from nlconnect.model.change import Change
from nlconnect.model.outcome import Outcome, Plan, WrittenKey

LineState = Literal["planned", "done", "rejected", "unknown", "refused"]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one of many changes: `refused` before anything was sent, `rejected` by the vendor, or `planned`.

    Its repr shows no value.
    """

    index: int
    """Its place in the list, from 0."""
    state: LineState
    change: Change | Plan
    plan: Plan | None = None
    outcome: Outcome | None = field(default=None, repr=False)
    """None for what was refused, and for what an earlier start of the run did."""
    key: WrittenKey | None = field(default=None, repr=False)
    error: NlconnectError | None = None
    reason: str = ""
    """Why it is not done."""
    earlier: bool = False
    """It was known before: an earlier start of the run, or another process, did it."""

    @property
    def is_done(self) -> bool:
        return self.state == "done"


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far many changes are. `calls` counts requests of writes, a batch as one."""

    total: int
    done: int = 0
    rejected: int = 0
    unknown: int = 0
    refused: int = 0
    calls: int = 0

    @property
    def ended(self) -> int:
        """How many have come to an end."""
        return self.done + self.rejected + self.unknown + self.refused


@dataclass(frozen=True, slots=True)
class Run:
    """A named run as the state store knows it. What nobody began yet is neither done, rejected nor unknown.

    Times are seconds since 1970, UTC.
    """

    name: str
    total: int
    done: int
    rejected: int
    unknown: int
    began_at: float
    last_at: float
    """When it was last started."""
    closes_at: float
    """Until when it can be started again."""

    @property
    def left(self) -> int:
        """How many were not begun, or may be begun again."""
        return self.total - self.done - self.rejected - self.unknown
