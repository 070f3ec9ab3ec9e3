"""Which notices were taken before, over all processes that share a state store."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from nlconnect.model.ports import Clock, Store

KIND = "notice"
OLDEST_SECONDS = 7 * 86_400.0
"""An older notice is refused. Exact tries for 34 hours, Graph for 4; how long AFAS does is not known."""
REMEMBERED_SECONDS = OLDEST_SECONDS + 86_400.0
"""A day longer, so that no difference between clocks or zones opens a gap."""
BUSY_SECONDS = 60.0
"""So long a notice may be in the hands of somebody who then fell silent."""

Claim = Literal["new", "busy", "done"]


@dataclass(frozen=True, slots=True)
class Seen:
    """The notices of one system at one receiver. The store holds checksums of what came, and when."""

    system: str
    store: Store
    clock: Clock

    def claim(self, id_: str) -> Claim:
        """Take a notice to handle it: one caller gets `new`, the others `busy` until it is done or given back."""
        now = self.clock.now()

        def change(old: bytes | None) -> tuple[bytes | None, Claim]:
            known = json.loads(old) if old else None
            if known is None or (not known["done"] and known["at"] + BUSY_SECONDS <= now):
                return _document(now, done=False), "new"
            return old, "done" if known["done"] else "busy"

        return self.store.update(KIND, self._key(id_), change)

    def settle(self, id_: str) -> None:
        """It was handled."""
        now = self.clock.now()
        self.store.put(KIND, self._key(id_), _document(now, done=True), expires_at=now + REMEMBERED_SECONDS)

    def release(self, id_: str) -> None:
        """It was not handled: the next delivery is as good as the first."""
        self.store.delete(KIND, self._key(id_))

    def _key(self, id_: str) -> str:
        return hashlib.sha256(json.dumps([self.system, id_]).encode()).hexdigest()


def _document(at: float, *, done: bool) -> bytes:
    return json.dumps({"at": at, "done": done}).encode()
