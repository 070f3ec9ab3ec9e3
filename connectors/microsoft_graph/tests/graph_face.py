"""Plans made and carried out on the mock of Microsoft 365, by either face."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlconnect import Plan, Unknown
from nlconnect.client import Connection
from nlconnect.model.change import Change
from nlconnect.model.outcome import Outcome
from nlconnect.testing.signed_in import SignedInMock


@dataclass
class Face:
    """One of the two, with the same verbs."""

    mock: SignedInMock
    name: str
    writable: Sequence[Any]

    def reader(self, **scope: str) -> Connection:
        connection = self.mock.connect(allow_writes=self.writable)
        return connection.within(**scope) if scope else connection

    def plan(self, change: Change, **scope: str) -> Plan:
        planned: Plan = self._do("plan", change, scope)
        return planned

    def apply(self, plan: Plan, **scope: str) -> Any:
        return self._do("apply", plan, scope)

    def reconcile(self, plan: Plan, **scope: str) -> Any:
        return self._do("reconcile", plan, scope)

    def made(self, change: Change, **scope: str) -> str:
        done = self.apply(self.plan(change, **scope), **scope).unwrap()
        return str(done.key[0])

    def settled(self, plan: Plan) -> Outcome:
        """Look, wait until nothing can come any more, and look again."""
        first: Outcome = self.reconcile(plan)
        if isinstance(first, Unknown):
            self.mock.advance(200)
            second: Outcome = self.reconcile(plan)
            return second
        return first

    def _do(self, verb: str, what: object, scope: dict[str, str]) -> Any:
        if self.name == "blocking":
            return getattr(self.reader(**scope), verb)(what)

        async def done() -> Any:
            async with self.mock.connect_async(allow_writes=self.writable) as graph:
                return await getattr(graph.within(**scope) if scope else graph, verb)(what)

        return asyncio.run(done())


def diff(plan: Plan) -> list[tuple[str, object, object]]:
    """Field, before and after."""
    return [(part.name, part.before, part.after) for part in plan.diff]
