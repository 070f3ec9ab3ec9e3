"""What both faces do with writes: the verbs of `Connection` and `AsyncConnection` beside those of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker, Session
    from nlconnect.engine.write import Writing
    from nlconnect.model.change import Change
    from nlconnect.model.outcome import Outcome, Plan
    from nlconnect.model.scope import Scope


class _Writing:
    """Where writes take place, and on whose behalf."""

    _session: Session
    _asker: Asker
    scope: Scope

    def _writing(self) -> Writing:
        return self._session.writing(scope=self.scope, asker=self._asker)


class Writes(_Writing):
    """Plan, look, apply."""

    def plan(self, change: Change) -> Plan:
        """What a change would send and alter. Checks it, resolves references and looks at the record; writes nothing.

        Raises QueryError for what cannot be written, by field and rule; a plan holds for an hour.
        """
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._writing().plan(change))

    def planned(self, plan_id: str) -> Plan:
        """A plan that was made before, also by another process. Raises QueryError where it is not kept any more."""
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._writing().planned(plan_id))

    def apply(self, plan: Plan) -> Outcome:
        """Carry a plan out, once: Done, Rejected by the vendor, or Unknown where the answer was lost.

        Raises QueryError for a stale or altered plan, PolicyRefused where `allow_writes` does not name the entity.
        After ConnectFailed, RateLimited and AuthError nothing was sent, and it may be applied again.
        """
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._writing().apply(plan))

    def reconcile(self, plan: Plan) -> Outcome:
        """Look whether a write whose answer was lost has happened; never sends it again.

        What is not there stays Unknown for two minutes from the first look, since it may still come; then it is a
        Rejected with `repeatable`.
        """
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._writing().reconcile(plan))


class AsyncWrites(_Writing):
    """Plan, look, apply, for asyncio."""

    async def plan(self, change: Change) -> Plan:
        """See `Connection.plan`."""
        return await self._writing().plan(change)

    async def planned(self, plan_id: str) -> Plan:
        """See `Connection.planned`."""
        return await self._writing().planned(plan_id)

    async def apply(self, plan: Plan) -> Outcome:
        """See `Connection.apply`."""
        return await self._writing().apply(plan)

    async def reconcile(self, plan: Plan) -> Outcome:
        """See `Connection.reconcile`."""
        return await self._writing().reconcile(plan)
