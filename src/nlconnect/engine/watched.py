"""A session whose operations are told to telemetry, too: made only where the settings switch it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nlconnect.connector import Connector, Scope
from nlconnect.engine.exchange import Exchange
from nlconnect.engine.session import Asker, Auditor, Session

if TYPE_CHECKING:
    from nlconnect.telemetry import Watch


class WatchedSession(Session):
    """What goes to the audit log begins and ends spans on its way; a span has names and counts of the entry alone."""

    def __init__(self, connector: Connector, exchange: Exchange, auditor: Auditor, watch: Watch) -> None:
        super().__init__(connector, exchange, auditor)
        self._watch = watch

    async def note(self, entry: Mapping[str, object]) -> None:
        self._watch.noted(entry)
        await super().note(entry)

    async def note_all(self, entries: Sequence[Mapping[str, object]]) -> None:
        for entry in entries:  # of those that begin together one call does it all
            self._watch.noted(entry, begins=False)
        await super().note_all(entries)

    async def close(self) -> None:
        self._watch.close()
        await super().close()

    def _note_refusal(self, operation: str, *, target: str, scope: Scope, asker: Asker, rule: str) -> None:
        self._watch.refused(operation, target)
        super()._note_refusal(operation, target=target, scope=scope, asker=asker, rule=rule)
