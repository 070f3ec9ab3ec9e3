"""Where the sign-in of one login is kept, and who may change it: one over threads, tasks and processes."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from nlconnect.auth import refusals
from nlconnect.auth.spec import App
from nlconnect.auth.token import SignIn
from nlconnect.model.ports import Lock, Port, Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server said last of a login's credentials, and when; `token` is a digest of the one it judged."""

    at: float
    good: bool
    token: str = field(default="", repr=False)


PATIENCE_SECONDS = 60.0
MOST_PAUSES = 30_000
"""A bound for when the port's clock stands still; at the port's pause of some milliseconds it is minutes."""


class Safe:
    """The sealed documents of one login: its sign-in, and a sign-in that is under way."""

    def __init__(self, app: App, *, port: Port, store: Store) -> None:
        self._app = app
        self._port = port
        self._store = store

    async def load(self) -> SignIn | None:
        """The sign-in as it stands."""
        document = await self._port.run(lambda: self._store.get("token", self._app.key))
        return SignIn.load(document) if document is not None else None

    async def save(self, sign_in: SignIn) -> None:
        """Replace the sign-in."""
        document = sign_in.dump()
        await self._port.run(lambda: self._store.put("token", self._app.key, document))

    async def pending(self) -> dict[str, str | None] | None:
        """What was put away when a sign-in began."""
        document = await self._port.run(lambda: self._store.get("sign-in", self._app.key))
        if document is None:
            return None
        facts: dict[str, str | None] = json.loads(document)
        return facts

    async def put_pending(self, facts: Mapping[str, str | None], *, expires_at: float) -> None:
        """Put away what the end of a sign-in needs of its beginning."""
        document = json.dumps(facts).encode()
        await self._port.run(lambda: self._store.put("sign-in", self._app.key, document, expires_at=expires_at))

    async def forget_pending(self) -> None:
        """The sign-in is done."""
        await self._port.run(lambda: self._store.delete("sign-in", self._app.key))

    async def standing(self) -> Standing | None:
        """What the server said last, None where it was never asked or found nothing wrong."""
        document = await self._port.run(lambda: self._store.get("standing", self._app.key))
        return Standing(**json.loads(document)) if document is not None else None

    async def stand(self, *, good: bool, token: str = "") -> None:
        """Note what the server said."""
        document = json.dumps({"at": self._port.clock.now(), "good": good, "token": token}).encode()
        await self._port.run(lambda: self._store.put("standing", self._app.key, document))

    async def clear(self) -> None:
        """Forget a refusal: the server takes it again."""
        if await self.standing() is not None:
            await self._port.run(lambda: self._store.delete("standing", self._app.key))

    async def refused_at(self) -> float | None:
        """Since when the server refuses this login."""
        standing = await self.standing()
        return standing.at if standing is not None and not standing.good else None

    async def alone(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do it as the only one, to its end. Raises AuthError after a minute's wait."""
        return await self._port.finish(lambda: self._locked(work))

    async def _locked(self, work: Callable[[], Awaitable[T]]) -> T:
        lock = self._store.lock(f"token:{self._app.key}")
        await self._acquire(lock)
        try:
            return await work()
        finally:
            lock.release()

    async def _acquire(self, lock: Lock) -> None:
        started = self._port.clock.now()
        for _ in range(MOST_PAUSES):
            if await self._port.run(lock.try_acquire):
                return
            if self._port.clock.now() - started > PATIENCE_SECONDS:
                break
            await self._port.pause()
        sign_in = await self.load()
        raise refusals.waited_too_long(self._app, sign_in.mark if sign_in else None, PATIENCE_SECONDS)
