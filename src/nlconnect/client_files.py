"""What both faces do to send a file: a verb of `Connection` and `AsyncConnection` beside those of reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from nlconnect.model.collection import Collection, query_of
from nlconnect.model.query import Query
from nlconnect.model.record import Record

if TYPE_CHECKING:
    from nlconnect.connector import Key
    from nlconnect.engine.session import Asker, Session
    from nlconnect.model.file import ConflictRule
    from nlconnect.model.scope import Scope

R = TypeVar("R", bound=Record)


class _Sending:
    """Where files go, and on whose behalf."""

    _session: Session
    _asker: Asker
    scope: Scope


class Uploads(_Sending):
    """Send files."""

    def upload(
        self,
        source: Collection[R] | Query[R],
        key: Key | None = None,
        *,
        file: str | Path,
        conflict: ConflictRule = "fail",
    ) -> R:
        """Send a file from disk to `DriveItems.of(path="Klanten/offerte.pdf")`; a key names one that it replaces.

        Large files go in pieces, and on from where a broken connection cut them off. Raises PolicyRefused where
        `allow_writes` does not name the entity, Conflict where there is a file and `conflict` is "fail", and
        OutcomeUnknown where the very last answer was lost and it is not certain that the file is there.
        """
        from nlconnect.transport.blocking import run_blocking

        work = self._session.upload(
            query_of(source), key, file=Path(file), conflict=conflict, scope=self.scope, asker=self._asker
        )
        return run_blocking(work)


class AsyncUploads(_Sending):
    """Send files, for asyncio."""

    async def upload(
        self,
        source: Collection[R] | Query[R],
        key: Key | None = None,
        *,
        file: str | Path,
        conflict: ConflictRule = "fail",
    ) -> R:
        """See `Connection.upload`."""
        return await self._session.upload(
            query_of(source), key, file=Path(file), conflict=conflict, scope=self.scope, asker=self._asker
        )
