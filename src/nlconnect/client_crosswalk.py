"""What both faces do with the crosswalk: which record here is which record of another system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlconnect.model.collection import query_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nlconnect.engine.crosswalk import Known
    from nlconnect.engine.session import Asker, Session
    from nlconnect.model.change import Key, Target
    from nlconnect.model.match import Origin
    from nlconnect.model.scope import Scope


class _Walking:
    """Whose crosswalk it is, and on whose behalf it is read."""

    _session: Session
    _asker: Asker
    scope: Scope

    async def _known_as(self, origin: Origin) -> Sequence[Known]:
        from nlconnect.engine.crosswalk import Crosswalk

        exchange = self._session.exchange
        return await exchange.port.run(lambda: Crosswalk(exchange.store).known_as(origin))

    async def _key_of(self, source: Target, origin: Origin) -> Key | None:
        from nlconnect.engine.crosswalk import known_in

        query = query_of(source)
        spot = known_in(self._session, origin, query.entity, self.scope, query.parameters).spot
        found = next((one.key for one in await self._known_as(origin) if one.spot == spot), None)
        return found[0] if found is not None and len(found) == 1 else found

    async def _forget(self, origin: Origin) -> int:
        from nlconnect.engine.crosswalk import Crosswalk

        exchange, asker = self._session.exchange, self._asker
        gone = await exchange.port.run(lambda: Crosswalk(exchange.store).forget(origin))
        told = {"operation": "forget", "system": self._session.connector.name, "entity": "crosswalk"}
        said = {"profile": asker.profile, "purpose": asker.purpose, "outlet": asker.outlet}
        await self._session.note({**told, **said, "scope": str(self.scope), "records": gone, "outcome": "done"})
        return gone


class Crosswalks(_Walking):
    """What is known of records of other systems."""

    def known_as(self, origin: Origin) -> Sequence[Known]:
        """As what a record of another system is known, in every system and company: `entity`, `scope` and `key`.

        It is learned when an `Upsert` that names the origin was done. Nothing is asked of the vendor.
        """
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._known_as(origin))

    def key_of(self, source: Target, origin: Origin) -> Key | None:
        """The key of the record that it is known as here, for `get`, `Update` or references; None if unknown."""
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._key_of(source, origin))

    def forget(self, origin: Origin) -> int:
        """Erase what is known of it, everywhere; how many records it was known as. The records stay as they are."""
        from nlconnect.transport.blocking import run_blocking

        return run_blocking(self._forget(origin))


class AsyncCrosswalks(_Walking):
    """What is known of records of other systems, for asyncio."""

    async def known_as(self, origin: Origin) -> Sequence[Known]:
        """See `Connection.known_as`."""
        return await self._known_as(origin)

    async def key_of(self, source: Target, origin: Origin) -> Key | None:
        """See `Connection.key_of`."""
        return await self._key_of(source, origin)

    async def forget(self, origin: Origin) -> int:
        """See `Connection.forget`."""
        return await self._forget(origin)
