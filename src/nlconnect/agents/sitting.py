"""One sitting of an agent: everything that it was shown since it began, whichever processes served it."""

from __future__ import annotations

import json
import threading

from nlconnect.agents.labels import TRUSTED, Label, packed, unpacked
from nlconnect.model.ports import Clock, Place, Store

KIND = "agent-label"
KEPT = 86_400.0
"""Seconds that a sitting is remembered after the last text of others was shown in it."""
RENEWED = 600.0


class Sitting:
    """What others wrote and this agent was shown. It only grows, and outlives the process. Safe between threads.

    It belongs to the agent's name and the session that its host names; without a session to all that this name does.
    """

    def __init__(self, store: Store, *, agent: str, session: str, clock: Clock) -> None:
        self._store = store
        self._place: Place = (KIND, json.dumps([agent, session]))
        self._clock = clock
        self._known = TRUSTED
        self._written_at = float("-inf")
        self._lock = threading.Lock()

    def label(self) -> Label:
        """All that is in play by now, also by other processes."""
        found = unpacked(self._store.get(*self._place))
        with self._lock:
            self._known |= found
            return self._known

    def add(self, label: Label) -> None:
        """Remember it, before the agent is shown anything of it."""
        if label.is_trusted:
            return
        now = self._clock.now()
        with self._lock:
            if label <= self._known and now - self._written_at < RENEWED:
                return
            known = self._known | label

        def join(old: dict[Place, bytes | None]) -> tuple[dict[Place, tuple[bytes, float | None] | None], Label]:
            joined = unpacked(old[self._place]) | known
            return {self._place: (packed(joined), now + KEPT)}, joined

        joined = self._store.update_all([self._place], join)  # type: ignore[arg-type]  # it gives a dict
        with self._lock:
            self._known |= joined
            self._written_at = now
