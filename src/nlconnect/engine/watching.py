"""Following work that goes on after the answer, to its end: elsewhere without a token, and not for ever."""

from __future__ import annotations

import json
from dataclasses import dataclass

from nlconnect.connector import Request
from nlconnect.connector.watching import Progress, Watching
from nlconnect.engine.exchange import Errand, Exchange, safe_origin
from nlconnect.errors import ApiError, ConfigError, NlconnectError
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, Unknown
from nlconnect.model.wire import Response

KIND = "watched"
LONGEST = 600.0
"""Seconds that it is followed."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
MOST_FAILURES = 5
"""Times in a row that nothing can be learnt before it is left as it is."""
KEPT = 86_400.0
"""Seconds that it is remembered where to look, for `reconcile`."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One plan whose work goes on at the vendor."""

    exchange: Exchange
    writer: Watching
    plan: Plan

    async def begun(self, response: Response) -> Outcome | None:
        """Follow it to its end; None where nothing goes on after this answer."""
        try:
            request = self.writer.watch_request(response)
            if request is None:
                return None
            safe_origin(request.url, name="address to look at")
        except (ValueError, ConfigError):
            return Unknown(self.plan, "it was accepted, and the vendor does not say where to see how it ends")
        until = self.exchange.port.clock.now() + KEPT
        document = json.dumps([request.method, request.url, dict(request.headers)]).encode()
        store = self.exchange.store
        await self.exchange.port.run(lambda: store.put(KIND, self.plan.id, document, expires_at=until))
        return await self._followed(request)

    async def again(self) -> Outcome | None:
        """Look again where a process left off; None where nothing is known to go on."""
        store = self.exchange.store
        document = await self.exchange.port.run(lambda: store.get(KIND, self.plan.id))
        return None if document is None else await self._followed(Request(*json.loads(document)))

    async def _followed(self, request: Request) -> Outcome:
        port = self.exchange.port
        end, wait, failures = port.clock.now() + LONGEST, FIRST_WAIT, 0
        while True:
            try:
                progress = self.writer.progress(await self._answer(request))
                failures = 0
            except (ValueError, NlconnectError):
                progress, failures = Progress("running"), failures + 1
            if progress.state != "running":
                await port.run(lambda: self.exchange.store.delete(KIND, self.plan.id))
                return self._outcome(progress)
            if failures >= MOST_FAILURES or port.clock.now() + wait > end:
                return Unknown(self.plan, "it was accepted, and is still under way as far as can be seen")
            await port.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _answer(self, request: Request) -> Response:
        if not request.url.startswith(f"{self.exchange.base_url.rstrip('/')}/"):
            return await self.exchange.send(request)
        entity = self.exchange.connector.catalogue.entity(self.plan.entity)
        return await self.exchange.call(request, Errand("read", self.plan.scope, entity.path, entity))

    def _outcome(self, progress: Progress) -> Outcome:
        if progress.state == "done":
            return Done(self.plan, progress.key)
        error = ApiError(
            f"the vendor took it up and then failed: {progress.reason or 'it does not say why'}",
            connector=self.plan.system,
            entity=self.plan.entity,
        )
        return Rejected(self.plan, error)
