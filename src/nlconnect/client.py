"""The two faces: `connect` for plain code, `connect_async` for asyncio. Both step the same coroutines.

A connection may be shared between threads or tasks; an iterator that it gives may not.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator, Mapping
from collections.abc import Collection as Several
from contextlib import aclosing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar

from nlconnect.client_crosswalk import AsyncCrosswalks, Crosswalks
from nlconnect.client_files import AsyncUploads, Uploads
from nlconnect.client_steps import pages_async, pages_of, records_async, records_of, run
from nlconnect.client_writing import AsyncWrites, Writes
from nlconnect.errors import (
    ConfigError,
    LoginRequired,
    NlconnectError,
    PartialFailure,
    PolicyRefused,
    QueryError,
    RefreshLost,
)
from nlconnect.model.collection import Collection, entity_of, query_of
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope

if TYPE_CHECKING:
    from nlconnect.config import Config, Profile
    from nlconnect.connector import FieldSpec, Key
    from nlconnect.engine.answer import Answer
    from nlconnect.engine.exchange import Tally, Waiting
    from nlconnect.engine.operation import Operation
    from nlconnect.engine.schema import Counting, Schema
    from nlconnect.engine.session import Asker, Session
    from nlconnect.engine.sync import AsyncSync, Sync
    from nlconnect.engine.table import TableReading
    from nlconnect.limits import BudgetStatus
    from nlconnect.model.file import Download
    from nlconnect.model.found import Found
    from nlconnect.model.page import Cursor, Page
    from nlconnect.model.plan import Explanation
    from nlconnect.model.ports import Clock, Store
    from nlconnect.model.sync import SyncCursor
    from nlconnect.model.table import Batch, Column

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound="_Face")
T = TypeVar("T")
Source = Collection[R] | Query[R]
Places = Literal["all"] | Several[int] | Several[str]
"""Which scopes to read across: all that the login may see, or these values."""
SAME_EVERYWHERE = (QueryError, ConfigError, PolicyRefused, LoginRequired, RefreshLost)
"""What no other scope of the same login can do better, so that asking on would be in vain."""


class _Face:
    """What both faces share: where they are, on whose behalf, and how they narrow."""

    def __init__(self, session: Session, *, scope: Scope, asker: Asker) -> None:
        self._session = session
        self._asker = asker
        self.scope = scope

    def within(self, /, **parts: int | str) -> Self:
        """The same login elsewhere: `exact.within(division=2)`. Raises ConfigError for a part the system lacks."""
        from nlconnect.engine.parts import require_parts

        scope = self.scope.within(**parts)
        require_parts(self._session.connector, scope)
        return type(self)(self._session, scope=scope, asker=self._asker)

    def _operation(self, source: Source[R], cursor: Cursor | None = None) -> Operation[R]:
        return self._session.reading(query_of(source), scope=self.scope, asker=self._asker, cursor=cursor)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} to {self._session.connector.title}, {self.scope}>"


class Connection(_Face, Crosswalks, Uploads, Writes):
    """A signed-in system in one scope. Use it as a context manager, so that connections are closed."""

    def read(self, source: Source[R]) -> Generator[R, None, None]:
        """Every record, page after page to the end.

        Refusals (PolicyRefused, QueryError) come at once, before anything is sent; ApiError, TransportError and
        BudgetExhausted while iterating. What was read before stays good. Who stops halfway may `close()` it.
        """
        return records_of(self._operation(source))

    def pages(self, source: Source[R], *, cursor: Cursor | None = None) -> Generator[Page[R], None, None]:
        """Page by page, each with the cursor of the next; a cursor of the same query goes on where it points."""
        return pages_of(self._operation(source, cursor))

    def batches(self, source: Source[R], *, cursor: Cursor | None = None) -> Batches:
        """The read as a table for an outlet, without making records; what `own-use` masks is not fetched."""
        return Batches([self], query_of(source), cursor=cursor)

    def sync(
        self, source: Source[R], *, consumer: str, full: bool = False, cursor: SyncCursor | None = None
    ) -> Sync[R]:
        """What changed and what was deleted since this consumer last asked; everything where it never did.

        `full` starts from the beginning, `cursor` from one that you kept yourself. Refusals come at once.
        """
        request = (consumer, cursor, full)
        syncing = self._session.sync(query_of(source), scope=self.scope, asker=self._asker, request=request)
        return syncing.blocking(run)

    def get(self, source: Source[R], key: Key) -> R:
        """One record by its key; a composite key as a tuple. Raises NotFound.

        `get(SalesInvoices.expand("sales_invoice_lines"), key)` brings all its lines along.
        """
        return run(self._session.get(query_of(source), key, scope=self.scope, asker=self._asker))

    def get_many(self, source: Source[R], keys: Iterable[Key]) -> Found[R]:
        """Many records by their keys, in as few calls as the system takes; keys that nobody has are in `missing`."""
        return run(self._session.get_many(query_of(source), keys, scope=self.scope, asker=self._asker))

    def download(self, source: Source[R], key: Key | None = None, *, to: str | Path) -> Download:
        """The file behind a record, to disk: in place only when whole, taken up again where it was cut off."""
        return run(self._session.download(query_of(source), key, to=Path(to), scope=self.scope, asker=self._asker))

    def count(self, source: Source[R]) -> int:
        """How many records there are; one call, no records."""
        return run(self._session.count(query_of(source), scope=self.scope, asker=self._asker))

    def explain(self, source: Source[R], *, count: bool = False) -> Explanation:
        """How it would be read: route, reasons, request, budget. Sends nothing, or one call when asked to count."""
        return run(self._session.explain(query_of(source), scope=self.scope, asker=self._asker, count=count))

    def across(self, places: Places, *, part: str | None = None) -> Across:
        """Many scopes with this login, one after the other: `across("all")`, or `across([1, 2])`.

        `part` says which part of the scope the values are of; without it the main one, such as the division.
        """
        return Across(self, places, part=part or self._session.main_part)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send what the catalogue lacks, through the same gate: `/api/v1/{division}/crm/Accounts`.

        Other methods than GET need `allow_writes` to name the entity, or the path as given here.
        """
        return run(
            self._session.request(
                method, path, scope=self.scope, asker=self._asker, params=params, body=body, headers=headers
            )
        )

    def schema(self, *names: str, progress: Counting | None = None) -> Schema:
        """What the system itself says that it holds, such as a customer's own views; some calls, no records.

        `names` are patterns of entities: `schema("Medewerkers*")`; all of them without. `progress` is told how many
        of how many questions were answered.
        """
        return run(self._session.schema(scope=self.scope, asker=self._asker, names=names, progress=progress))

    def budget(self) -> BudgetStatus:
        """Calls left in each window of this scope."""
        return run(self._session.budget(self.scope))

    def scopes(self, part: str | None = None) -> list[Scope]:
        """Every scope that this login may see."""
        part = part or self._session.main_part
        return run(self._session.scopes(part, scope=self.scope, asker=self._asker))

    def close(self) -> None:
        """Close connections; connections made with `within` are closed too."""
        run(self._session.close())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncConnection(_Face, AsyncCrosswalks, AsyncUploads, AsyncWrites):
    """A signed-in system in one scope, for asyncio. The same verbs as `Connection`."""

    def read(self, source: Source[R]) -> AsyncGenerator[R, None]:
        """See `Connection.read`."""
        return records_async(self._operation(source))

    def pages(self, source: Source[R], *, cursor: Cursor | None = None) -> AsyncGenerator[Page[R], None]:
        """See `Connection.pages`."""
        return pages_async(self._operation(source, cursor))

    def batches(self, source: Source[R], *, cursor: Cursor | None = None) -> AsyncBatches:
        """See `Connection.batches`."""
        return AsyncBatches([self], query_of(source), cursor=cursor)

    def sync(
        self, source: Source[R], *, consumer: str, full: bool = False, cursor: SyncCursor | None = None
    ) -> AsyncSync[R]:
        """See `Connection.sync`."""
        request = (consumer, cursor, full)
        run = self._session.sync(query_of(source), scope=self.scope, asker=self._asker, request=request)
        return run.asynchronous()

    async def get(self, source: Source[R], key: Key) -> R:
        """See `Connection.get`."""
        return await self._session.get(query_of(source), key, scope=self.scope, asker=self._asker)

    async def get_many(self, source: Source[R], keys: Iterable[Key]) -> Found[R]:
        """See `Connection.get_many`."""
        return await self._session.get_many(query_of(source), keys, scope=self.scope, asker=self._asker)

    async def download(self, source: Source[R], key: Key | None = None, *, to: str | Path) -> Download:
        """See `Connection.download`."""
        return await self._session.download(query_of(source), key, to=Path(to), scope=self.scope, asker=self._asker)

    async def count(self, source: Source[R]) -> int:
        """See `Connection.count`."""
        return await self._session.count(query_of(source), scope=self.scope, asker=self._asker)

    async def explain(self, source: Source[R], *, count: bool = False) -> Explanation:
        """See `Connection.explain`."""
        return await self._session.explain(query_of(source), scope=self.scope, asker=self._asker, count=count)

    def across(self, places: Places, *, part: str | None = None) -> AsyncAcross:
        """See `Connection.across`."""
        return AsyncAcross(self, places, part=part or self._session.main_part)

    async def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """See `Connection.request`."""
        return await self._session.request(
            method, path, scope=self.scope, asker=self._asker, params=params, body=body, headers=headers
        )

    async def schema(self, *names: str, progress: Counting | None = None) -> Schema:
        """See `Connection.schema`."""
        return await self._session.schema(scope=self.scope, asker=self._asker, names=names, progress=progress)

    async def budget(self) -> BudgetStatus:
        """See `Connection.budget`."""
        return await self._session.budget(self.scope)

    async def scopes(self, part: str | None = None) -> list[Scope]:
        """See `Connection.scopes`."""
        part = part or self._session.main_part
        return await self._session.scopes(part, scope=self.scope, asker=self._asker)

    async def close(self) -> None:
        """See `Connection.close`."""
        await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class Across:
    """Many scopes of one login. One that fails does not stop the others: PartialFailure comes at the very end."""

    def __init__(self, face: Connection, values: Places, *, part: str) -> None:
        self._face = face
        self._values = values
        self._part = part

    def connections(self) -> list[Connection]:
        """A connection for each scope."""
        if self._values == "all":
            return [self._face.within(**dict(scope)) for scope in self._face.scopes(self._part)]
        return [self._face.within(**{self._part: value}) for value in self._values]

    def read(self, source: Source[R]) -> Generator[R, None, None]:
        """Every record of every scope; each record knows its `.scope`. Raises PartialFailure after the last."""
        entity_of(source)
        return self._each(source, lambda connection: connection.read(source))

    def pages(self, source: Source[R]) -> Generator[Page[R], None, None]:
        """Every page of every scope. Raises PartialFailure after the last."""
        return self._each(source, lambda connection: connection.pages(source))

    def batches(self, source: Source[R]) -> Batches:
        """See `Connection.batches`; the scope becomes a column."""
        return Batches(_apart(self.connections(), source), query_of(source), part=self._part)

    def _each(self, source: Source[R], read: Callable[[Connection], Iterable[T]]) -> Generator[T, None, None]:
        failures: list[NlconnectError] = []
        connections = _apart(self.connections(), source)
        for connection in connections:
            try:
                yield from read(connection)
            except SAME_EVERYWHERE:
                raise
            except NlconnectError as failure:
                failures.append(_placed(failure, connection.scope))
        _raise_partial(failures, len(connections))


class AsyncAcross:
    """Many scopes of one login, for asyncio. See `Across`."""

    def __init__(self, face: AsyncConnection, values: Places, *, part: str) -> None:
        self._face = face
        self._values = values
        self._part = part

    async def connections(self) -> list[AsyncConnection]:
        """See `Across.connections`."""
        if self._values == "all":
            return [self._face.within(**dict(scope)) for scope in await self._face.scopes(self._part)]
        return [self._face.within(**{self._part: value}) for value in self._values]

    def read(self, source: Source[R]) -> AsyncGenerator[R, None]:
        """See `Across.read`."""
        return self._each(source, lambda connection: records_async(connection._operation(source)))

    def pages(self, source: Source[R]) -> AsyncGenerator[Page[R], None]:
        """See `Across.pages`."""
        return self._each(source, lambda connection: pages_async(connection._operation(source)))

    async def batches(self, source: Source[R]) -> AsyncBatches:
        """See `Across.batches`."""
        return AsyncBatches(_apart(await self.connections(), source), query_of(source), part=self._part)

    async def _each(
        self, source: Source[R], read: Callable[[AsyncConnection], AsyncGenerator[T, None]]
    ) -> AsyncGenerator[T, None]:
        failures: list[NlconnectError] = []
        connections = _apart(await self.connections(), source)
        for connection in connections:
            try:
                async with aclosing(read(connection)) as reading:
                    async for found in reading:
                        yield found
            except SAME_EVERYWHERE:
                raise
            except NlconnectError as failure:
                failures.append(_placed(failure, connection.scope))
        _raise_partial(failures, len(connections))


class _Table(Generic[R, F]):
    """Columns, masks and costs of a table, known before the first row."""

    def __init__(
        self, faces: list[F], query: Query[R], *, part: str | None = None, cursor: Cursor | None = None
    ) -> None:
        from nlconnect.engine.table import scope_column, table_plan

        self._faces = faces
        self._cursor = cursor
        columns = [scope_column(faces[0]._session.connector, part)] if part and faces else []
        self._clearance = faces[0]._session.clearance(query.entity, faces[0]._asker) if faces else None
        self._plan = table_plan(query, scope_columns=columns, clearance=self._clearance)
        self._tallies: list[Tally] = []

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in order; a scope first where many are read."""
        return self._plan.columns

    @property
    def hidden(self) -> tuple[FieldSpec, ...]:
        """The fields that are masked and were not fetched."""
        return self._plan.hidden

    @property
    def by_policy(self) -> bool:
        """True where a purpose of the policy file decides, and not `own-use`."""
        return self._clearance is not None

    @property
    def masked(self) -> str:
        """One line for people: what was masked, by which rule, and what would show it."""
        from nlconnect.policy import why_hidden

        hidden = self._plan.hidden
        return why_hidden(hidden) if self._clearance is None else self._clearance.why(hidden)

    @property
    def calls(self) -> int:
        """Calls made so far."""
        return sum(tally.calls for tally in self._tallies)

    @property
    def records(self) -> int:
        """Rows given so far."""
        return sum(tally.records for tally in self._tallies)

    def _reading(self, face: F) -> TableReading[R]:
        from nlconnect.engine.table import TableReading

        reading = TableReading(face._session, self._plan, scope=face.scope, asker=face._asker, cursor=self._cursor)
        self._tallies.append(reading.operation.reading.tally)
        return reading


class Batches(_Table[Any, Connection]):
    """Rows for an outlet. Iterate once; PartialFailure comes after the last batch."""

    def __iter__(self) -> Iterator[Batch]:
        failures: list[NlconnectError] = []
        for face in self._faces:
            reading = self._reading(face)
            try:
                while (batch := run(reading.batch())) is not None:
                    yield batch
            except NlconnectError as failure:
                if len(self._faces) == 1 or isinstance(failure, SAME_EVERYWHERE):
                    raise
                failures.append(_placed(failure, face.scope))
            finally:
                run(reading.operation.end("stopped"))
        _raise_partial(failures, len(self._faces))


class AsyncBatches(_Table[Any, AsyncConnection]):
    """Rows for an outlet, for asyncio."""

    async def __aiter__(self) -> AsyncGenerator[Batch, None]:
        failures: list[NlconnectError] = []
        for face in self._faces:
            reading = self._reading(face)
            try:
                while (batch := await reading.batch()) is not None:
                    yield batch
            except NlconnectError as failure:
                if len(self._faces) == 1 or isinstance(failure, SAME_EVERYWHERE):
                    raise
                failures.append(_placed(failure, face.scope))
            finally:
                await reading.operation.end("stopped")
        _raise_partial(failures, len(self._faces))


def connect(
    profile: str | Profile,
    *,
    allow_writes: Iterable[Collection[Record] | str] = (),
    purpose: str | None = None,
    outlet: str = "return",
    config: Config | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
    transport: object | None = None,
    notify: Callable[[Waiting], None] | None = None,
) -> Connection:
    """Sign in with a profile of the settings file, or with a Profile of your own. Sends nothing yet.

    `allow_writes` names the entities that may be written; without it the connection only reads. `notify` hears why
    and until when a call waits. `store`, `clock` and `transport` (of the HTTP library) replace the real ones, for
    tests. Raises ConfigError.
    """
    from nlconnect.engine.opening import Opening
    from nlconnect.transport.blocking import BlockingPort

    opened = Opening(profile, allow_writes, purpose, outlet, config, store, notify)
    port = BlockingPort(opened.http, clock=clock, transport=transport)
    return Connection(opened.session(port), scope=opened.scope, asker=opened.asker)


def connect_async(
    profile: str | Profile,
    *,
    allow_writes: Iterable[Collection[Record] | str] = (),
    purpose: str | None = None,
    outlet: str = "return",
    config: Config | None = None,
    store: Store | None = None,
    clock: Clock | None = None,
    transport: object | None = None,
    notify: Callable[[Waiting], None] | None = None,
) -> AsyncConnection:
    """`connect` for asyncio."""
    from nlconnect.engine.opening import Opening
    from nlconnect.transport.asynchronous import AsyncPort

    opened = Opening(profile, allow_writes, purpose, outlet, config, store, notify)
    port = AsyncPort(opened.http, clock=clock, transport=transport)
    return AsyncConnection(opened.session(port), scope=opened.scope, asker=opened.asker)


def _placed(failure: NlconnectError, scope: Scope) -> NlconnectError:
    failure.scope = failure.scope or str(scope)
    return failure


def _raise_partial(failures: list[NlconnectError], total: int) -> None:
    if failures:
        raise PartialFailure.of(failures, total=total)


def _apart(places: list[F], source: Source[R]) -> list[F]:
    from nlconnect.engine.apart import apart

    return apart(places, query_of(source), places[0]._session) if places else []
