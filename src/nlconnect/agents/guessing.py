"""How often an agent may be wrong about who gets something: by enough tries it would learn whose an address is."""

from __future__ import annotations

import json

from nlconnect.errors import PolicyRefused
from nlconnect.model.ports import Clock, Place, Store

KIND = "agent-guess"
MOST = 10
"""Recipients refused to one agent in an hour."""
HOUR = 3_600.0


class Guesses:
    """Counts refused recipients in the state store, so in all processes of this agent."""

    def __init__(self, store: Store, *, agent: str, clock: Clock) -> None:
        self._store = store
        self._place: Place = (KIND, agent)
        self._clock = clock

    def refuse_many(self) -> None:
        """Raises PolicyRefused after too many refusals, before anything is looked up."""
        if len(_recent(self._store.get(*self._place), self._clock.now())) >= MOST:
            raise PolicyRefused(
                f"{MOST} recipients were refused within an hour (rule: agents do not guess)",
                hint="Wait, and ask the person who asked you to whom it should go.",
            )

    def wrong(self, recipients: int) -> None:
        """So many were refused just now."""
        now = self._clock.now()

        def add(
            old: dict[Place, bytes | None],
        ) -> tuple[dict[Place, tuple[bytes, float | None] | None], None]:
            moments = [*_recent(old[self._place], now), *[now] * recipients][-MOST:]
            return {self._place: (json.dumps(moments).encode(), now + HOUR)}, None

        self._store.update_all([self._place], add)  # type: ignore[arg-type]  # it gives a dict


def _recent(document: bytes | None, now: float) -> list[float]:
    return [moment for moment in json.loads(document or b"[]") if moment > now - HOUR]
