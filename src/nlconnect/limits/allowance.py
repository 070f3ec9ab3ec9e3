"""How many errors an endpoint may still give before the vendor blocks it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace

from nlconnect.errors import BudgetExhausted
from nlconnect.limits.spec import ErrorSpec


@dataclass(frozen=True, slots=True)
class ErrorAllowance:
    """The errors of one (scope, endpoint), by the moment they came; one document in the store for each.

    Counted over any hour, which holds whether the vendor's hours are clock hours or not. Exact: more than ten of 400,
    401, 403 and 404 an hour block the endpoint for an hour, longer on repetition.
    """

    spec: ErrorSpec
    moments: tuple[float, ...] = ()

    @classmethod
    def load(cls, document: bytes | None, *, spec: ErrorSpec) -> ErrorAllowance:
        """The stored allowance, or a full one."""
        try:
            return cls(spec, tuple(float(moment) for moment in json.loads(document or b"[]")))
        except (ValueError, TypeError):
            return cls(spec)

    def dump(self) -> bytes | None:
        """The document for the store; None where there is nothing to keep."""
        return json.dumps(self.moments, separators=(",", ":")).encode() if self.moments else None

    def record(self, status: int, *, now: float) -> ErrorAllowance:
        """Count an answer, if its status is one that the vendor counts."""
        recent = self._recent(now)
        if status in self.spec.statuses:
            recent = (*recent, now)[-self.spec.limit :]
        return replace(self, moments=recent)

    def frees_at(self, now: float) -> float | None:
        """When calls may go again; None when they may go now."""
        recent = self._recent(now)
        if len(recent) < self.spec.stop_at:
            return None
        return recent[-self.spec.stop_at] + self.spec.seconds

    def check(
        self, now: float, *, connector: str | None = None, entity: str | None = None, scope: str | None = None
    ) -> None:
        """Raises BudgetExhausted, whose `resets_at` says when this endpoint may be called again."""
        frees_at = self.frees_at(now)
        if frees_at is None:
            return
        error = BudgetExhausted(
            f"this endpoint gave {len(self._recent(now))} errors within the hour and the vendor blocks it after "
            f"{self.spec.limit}; calls to it stop for {math.ceil((frees_at - now) / 60)} minutes",
            connector=connector,
            entity=entity,
            scope=scope,
            hint="Mend what the errors were about first; other endpoints are not affected.",
        )
        error.resets_at = frees_at
        raise error

    def _recent(self, now: float) -> tuple[float, ...]:
        return tuple(moment for moment in self.moments if 0 <= now - moment < self.spec.seconds)
