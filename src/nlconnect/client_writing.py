"""What both faces do with writes: the verbs of `Connection` and `AsyncConnection` beside those of reading."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlconnect.engine.many import Many, Order
    from nlconnect.engine.planning import Planning
    from nlconnect.engine.runs import Runs
    from nlconnect.engine.session import Asker, Session
    from nlconnect.engine.write import Writing
    from nlconnect.model.change import Change
    from nlconnect.model.outcome import Outcome, Plan
    from nlconnect.model.run import Line, Run, RunProgress
    from nlconnect.model.scope import Scope


class _Writing:
    """Where writes take place, and on whose behalf."""

    _session: Session
    _asker: Asker
    scope: Scope

    def _writing(self) -> Writing:
        return self._session.writing(scope=self.scope, asker=self._asker)

    def _many(self, changes: Iterable[Change | Plan], order: Order) -> Many:
        from nlconnect.engine.many import Many

        return Many(self._writing(), changes, order)

    def _planning(self, changes: Iterable[Change]) -> Planning:
        from nlconnect.engine.planning import Planning

        return Planning(self._writing(), changes)

    def _runs(self) -> Runs:
        from nlconnect.engine.runs import Runs

        return Runs(self._session.exchange.store, self._session.exchange.place, self.scope)


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

    def plan_many(self, changes: Iterable[Change]) -> Generator[Line, None, None]:
        """A plan of each, or why there is none. Writes nothing, and looks in as few calls as it can."""
        return _plans(self._planning(changes))

    def apply_many(
        self,
        changes: Iterable[Change | Plan],
        *,
        run: str | None = None,
        at_once: int = 4,
        keep_going: bool = True,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> Generator[Line, None, None]:
        """Plan and carry out each of them, in as few calls as the system takes; a line for each as it ends.

        One that fails stops the others only without `keep_going`. With a name for the `run`, the same list started
        again goes on where it was, also in another process: what was done is not sent again, and what was lost is
        looked for first. At the end up to two minutes are waited for what was lost. `at_once` bounds the calls beside
        one another where there is no batch. PolicyRefused comes at once; ConnectFailed, RateLimited and AuthError end
        all of it, and a named run can then be started again.
        """
        from nlconnect.engine.many import Order

        return _lines(self._many(changes, Order(run, at_once, keep_going, progress)))

    def runs(self) -> list[Run]:
        """The named runs in this scope, the newest first."""
        return self._runs().listed()

    def lost_in(self, run: str) -> list[Plan]:
        """The plans of a run whose answers were lost, to be reconciled. Raises QueryError for a run nobody began."""
        return self._runs().lost(run)

    def forget_run(self, name: str, *, even_unknown: bool = False) -> None:
        """Free the name of a run. Raises QueryError for one with lost answers, unless that is asked for."""
        self._runs().forget(name, even_unknown=even_unknown)


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

    def plan_many(self, changes: Iterable[Change]) -> AsyncGenerator[Line, None]:
        """See `Connection.plan_many`."""
        return _plans_async(self._planning(changes))

    def apply_many(
        self,
        changes: Iterable[Change | Plan],
        *,
        run: str | None = None,
        at_once: int = 4,
        keep_going: bool = True,
        progress: Callable[[RunProgress], None] | None = None,
    ) -> AsyncGenerator[Line, None]:
        """See `Connection.apply_many`."""
        from nlconnect.engine.many import Order

        return _lines_async(self._many(changes, Order(run, at_once, keep_going, progress)))

    async def runs(self) -> list[Run]:
        """See `Connection.runs`."""
        return await self._session.exchange.port.run(self._runs().listed)

    async def lost_in(self, run: str) -> list[Plan]:
        """See `Connection.lost_in`."""
        runs = self._runs()
        return await self._session.exchange.port.run(lambda: runs.lost(run))

    async def forget_run(self, name: str, *, even_unknown: bool = False) -> None:
        """See `Connection.forget_run`."""
        runs = self._runs()
        await self._session.exchange.port.run(lambda: runs.forget(name, even_unknown=even_unknown))


def _lines(many: Many) -> Generator[Line, None, None]:
    from nlconnect.transport.blocking import run_blocking

    try:
        while (lines := run_blocking(many.lines())) is not None:
            yield from lines
    finally:
        run_blocking(many.close())


async def _lines_async(many: Many) -> AsyncGenerator[Line, None]:
    try:
        while (lines := await many.lines()) is not None:
            for line in lines:
                yield line
    finally:
        await many.close()


def _plans(planning: Planning) -> Generator[Line, None, None]:
    from nlconnect.transport.blocking import run_blocking

    while (lines := run_blocking(planning.lines())) is not None:
        yield from lines


async def _plans_async(planning: Planning) -> AsyncGenerator[Line, None]:
    while (lines := await planning.lines()) is not None:
        for line in lines:
            yield line
