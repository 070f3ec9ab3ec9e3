"""Incremental reading: what changed since this consumer last asked, a page at a time, with a cursor behind each page.

Stopping halfway, by `break`, an exception or a killed process, loses nothing: the batch in hand was not saved and comes
again. So take batches over by key. One run at a time for one consumer; others go on beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from nlconnect.connector import Decoder, Query, Record, Scope, collection_of
from nlconnect.connector.deltas import Asking, DeltaPage, Deltas, Found, Leg, Tracking
from nlconnect.engine.allowance import Allowance
from nlconnect.engine.clearing import Veil
from nlconnect.engine.exchange import Errand, Tally
from nlconnect.engine.operation import MANY_SUBJECTS
from nlconnect.engine.read import decoder_for
from nlconnect.errors import ConfigError, NlconnectError, QueryError, ServerError
from nlconnect.model.ports import Lock
from nlconnect.model.subjects import UNDER_WAY
from nlconnect.model.sync import SyncBatch, SyncCursor

if TYPE_CHECKING:
    from nlconnect.engine.session import Session

R = TypeVar("R", bound=Record)
T = TypeVar("T")

KIND = "cursor"
"""How the state store files cursors; they are sealed there."""
KEPT = 400 * 86_400.0
"""Seconds after its last run that a consumer's cursor is forgotten; the next run is a full one."""
LONGEST_NAME = 200
NEW_FIELDS = "the fields of this entity are others than in the last run"


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """Who asks, and from where: its own cursor in the state store, a cursor given, or the beginning."""

    consumer: str
    cursor: SyncCursor | None = None
    full: bool = False

    def __post_init__(self) -> None:
        if not self.consumer.strip() or len(self.consumer) > LONGEST_NAME or not self.consumer.isprintable():
            raise QueryError(
                "a consumer has a name, which tells its cursor from those of others",
                hint='Such as consumer="warehouse".',
            )


class Entry(Protocol):
    """What the audit log is told of the run."""

    def __call__(self, *, tally: Tally) -> Mapping[str, object]: ...


class Stepper(Protocol):
    """Brings a coroutine of a blocking port to its end, which it reaches in one step."""

    def __call__(self, work: Coroutine[Any, Any, T]) -> T: ...


class SyncRun(Generic[R]):
    """One run for one consumer. Asking for the next batch saves the cursor of the one before."""

    def __init__(self, session: Session, query: Query[R], *, scope: Scope, request: SyncRequest, entry: Entry) -> None:
        self._session = session
        self._exchange = session.exchange
        self._query = query
        self._scope = scope
        self._request = request
        self._entry = entry
        self._deltas = _deltas_of(session, query)
        self.tracking: Tracking = self._deltas.tracking(query.entity)
        self.tally = Tally()
        self.deleted = 0
        self._fingerprint = _fingerprint(query)
        self._state = "planned"
        self._lock: Lock | None = None
        self._leg: Leg | None = None
        self._decoders: dict[str, Decoder[Record]] = {}
        self._links: set[int] = set()
        self._full = False
        self._begins = False
        self._reset: str | None = None
        self._was_lost = False
        self._cursor: SyncCursor | None = None
        self._unsaved: SyncCursor | None = None
        self.veil: Veil | None = None
        """Goes over what is handed out; the run itself needs the records as they are."""
        self.found: Callable[[], Mapping[str, object]] = dict
        """What stood in free text, for the audit log: names and numbers."""
        self.allowance: Allowance | None = None
        self._check()

    def blocking(self, step: Stepper) -> Sync[R]:
        """The run for plain code; `step` brings a coroutine to its end."""
        return Sync(self, step=step)

    def asynchronous(self) -> AsyncSync[R]:
        """The run for asyncio."""
        return AsyncSync(self)

    async def batch(self) -> SyncBatch[R] | None:
        """Save what was given last, then the next batch; None where this is up to date."""
        if self._state == "ended":
            return None
        try:
            if self._state == "planned":
                await self._begin()
            await self.commit()
            found = await self._advance()
        except BaseException as failure:
            await self.end(type(failure).__name__)
            raise
        if found is None:
            await self._save(self._cursor)
            await self.end("done")
        if found is None:
            return found
        if self.allowance is not None:
            self.allowance.meet(found.records, self._query.entity)
            try:
                await self.allowance.hand_out()
            except BaseException as failure:  # this batch comes again
                await self.end(type(failure).__name__)
                raise
        return found if self.veil is None else await self.veil.hand_out_batch(found)

    async def commit(self) -> None:
        """Save the cursor of the batch in hand. Raises QueryError where it was given up by stopping before."""
        if self._state == "ended" and self._unsaved is not None:
            raise QueryError("this run has ended, and its last batch will come again", hint="Commit inside the loop.")
        unsaved, self._unsaved = self._unsaved, None
        await self._save(unsaved)
        if len(self.tally.subjects) >= MANY_SUBJECTS:
            await self._session.note({**self._audited(), **UNDER_WAY})

    async def end(self, outcome: str) -> None:
        """Stop here and let the next run begin. Harmless when it has ended already."""
        began = self._state == "begun"
        self._state = "ended"
        lock, self._lock = self._lock, None
        try:
            if began:
                await self._session.note({**self._audited(), "outcome": outcome})
        finally:
            if lock is not None:
                lock.release()

    def _check(self) -> None:
        """Refuse what cannot be asked before anything is done."""
        self._deltas.begin(self._asking(0.0), None)
        given = self._request.cursor
        if given is not None and not fits(given, self._query, self._scope):
            raise QueryError("the cursor belongs to another query or scope", hint="Leave it out to start anew.")

    async def _begin(self) -> None:
        await self._take_turn()
        self._state = "begun"
        await self._session.note({**self._audited(), "outcome": "begun"})
        kept = self._request.cursor or await self._kept()
        if self._request.full:
            kept = None
        reset = None
        if kept is not None and kept.fingerprint != self._fingerprint:
            kept, reset = None, NEW_FIELDS
        self._full = kept is None or kept.full
        self._begins = kept is None
        self._start(kept, reset)

    def _start(self, kept: SyncCursor | None, reset: str | None) -> None:
        start = self._deltas.begin(
            self._asking(self._exchange.port.clock.now()), kept.position if kept is not None else None
        )
        self._leg = start.leg
        self._note_reset(reset or start.reset)

    def _note_reset(self, reason: str | None) -> None:
        if reason is not None:
            self._reset, self._full, self._begins = reason, True, True
            self._links.clear()

    async def _take_turn(self) -> None:
        lock = self._exchange.store.lock(f"sync:{self._place}")
        if not await self._exchange.port.run(lock.try_acquire):
            raise ConfigError(
                f"another run of the consumer {self._request.consumer!r} is under way",
                entity=self._query.entity.name,
                scope=str(self._scope),
                hint="Wait until it ends, or name another consumer (--consumer): each gets every change.",
            )
        self._lock = lock

    async def _advance(self) -> SyncBatch[R] | None:
        """Pages until one has something to say."""
        while self._leg is not None:
            leg = self._leg
            try:
                page = await self._page(leg)
            except NlconnectError as failure:
                reason = self._deltas.lost(failure, leg)
                if reason is None or self._was_lost:
                    raise
                self._was_lost = True
                self._start(None, reason)
                continue
            found = self._deltas.read(leg, page)
            self._note_reset(found.reset)
            self._leg = found.leg
            batch = self._told(found)
            if batch is not None:
                return batch
        return None

    def _told(self, found: Found) -> SyncBatch[R] | None:
        """A batch, where there is anything to tell."""
        ended = found.leg is None
        cursor = SyncCursor(found.position, self._fingerprint, self._scope, full=self._full and not ended)
        self._cursor = cursor
        completes = ended and self._full
        if not (found.changed or found.deleted or completes):
            return None
        reset, self._reset = self._reset, None
        begins, self._begins = self._begins, False
        self.tally.records += len(found.changed)
        self.deleted += len(found.deleted)
        self._unsaved = cursor
        return SyncBatch(
            records=cast("list[R]", list(found.changed)),
            deleted=list(found.deleted),
            cursor=cursor,
            reset=reset,
            is_full=self._full,
            begins=begins,
            completes=completes,
            deletions_known=self.tracking.deletions,
        )

    async def _page(self, leg: Leg) -> DeltaPage:
        """One answer. Raises ServerError for one that is no page, or leads back to where this run was."""
        request, plan = leg.plan.request, leg.plan
        if hash((leg.name, request.url)) in self._links:
            raise self._odd("the pages lead in a circle: the next one is one that came before, again")
        self._links.add(hash((leg.name, request.url)))
        errand = Errand("read", self._scope, plan.entity.path, plan.entity, self.tally)
        response = await self._exchange.page(request, errand)
        decoder = self._decoder(leg)
        try:
            rows = decoder.decode(response.content)
        except ValueError:
            raise self._odd("the answer was not of the shape this resource has") from None
        records = decoder.records(rows, scope=self._scope)
        following = rows.next or self._exchange.connector.dialect.following(response, rows=len(rows.rows), plan=plan)
        return DeltaPage(records, response.content, following)

    def _decoder(self, leg: Leg) -> Decoder[Record]:
        """One for each leg: it adapts to what comes."""
        if leg.name not in self._decoders:
            entity = leg.plan.entity
            ours = entity.qualified_name == self._query.entity.qualified_name
            record = self._query.record if ours else collection_of(self._package, entity).all().record
            self._decoders[leg.name] = decoder_for(leg.plan, record, self._exchange, subjects=self.tally.subjects)
        return self._decoders[leg.name]

    def _odd(self, message: str) -> ServerError:
        return ServerError(
            message,
            connector=self._exchange.connector.name,
            entity=self._query.entity.name,
            scope=str(self._scope),
        )

    def _asking(self, now: float) -> Asking:
        query = cast("Query[Record]", self._query)
        return Asking(query, self._exchange.connector.dialect, self._exchange.base_url, self._scope, now)

    @property
    def _package(self) -> str:
        return self._exchange.connector.package

    @property
    def _place(self) -> str:
        asked = self._fingerprint.partition("/")[0]
        entity = self._query.entity.qualified_name
        return f"{self._exchange.place}/{self._scope}/{entity}/{asked}/{self._request.consumer}"

    async def _kept(self) -> SyncCursor | None:
        document = await self._exchange.port.run(lambda: self._exchange.store.get(KIND, self._place))
        return SyncCursor.load(document.decode()) if document is not None else None

    async def _save(self, cursor: SyncCursor | None) -> None:
        if cursor is not None:
            document = cursor.dump().encode()
            until = self._exchange.port.clock.now() + KEPT
            put = self._exchange.store.put
            await self._exchange.port.run(lambda: put(KIND, self._place, document, expires_at=until))

    def _audited(self) -> dict[str, object]:
        fields = self._query.entity.values
        if self._query.selected is not None:
            fields = tuple(self._query.entity.field(name) for name in self._query.selected)
        categories = {spec.tag.category or "unreviewed" for spec in fields if not spec.tag.may_be_shown}
        return {
            **self._entry(tally=self.tally),
            **self.found(),
            "route": self.tracking.kind,
            "categories": sorted(categories),
            "records": self.tally.records,
            "deleted": self.deleted,
        }


class Sync(Generic[R]):
    """Batches of changes, one page each. Iterate once.

    Asking for the next batch saves the cursor of the one before; `commit()` saves it at once. After `break`, an
    exception or a killed process the batch in hand was not saved and comes again in the next run, so take it over by
    key. A second run of the same consumer meanwhile raises ConfigError; another consumer has a cursor of its own.
    """

    def __init__(self, run: SyncRun[R], *, step: Stepper) -> None:
        self._run = run
        self._step = step

    def __iter__(self) -> Generator[SyncBatch[R], None, None]:
        try:
            while (batch := self._step(self._run.batch())) is not None:
                yield batch
        finally:
            self._step(self._run.end("stopped"))

    def commit(self) -> None:
        """Save the cursor of the batch in hand now. Raises QueryError after the loop was left before its end."""
        self._step(self._run.commit())

    @property
    def tracking(self) -> Tracking:
        """How changes of this entity are followed, and whether deletions are known."""
        return self._run.tracking

    @property
    def calls(self) -> int:
        """Calls made so far."""
        return self._run.tally.calls


class AsyncSync(Generic[R]):
    """`Sync` for asyncio. Who leaves the loop early ends the run with `contextlib.aclosing(aiter(...))`, or later."""

    def __init__(self, run: SyncRun[R]) -> None:
        self._run = run

    async def __aiter__(self) -> AsyncGenerator[SyncBatch[R], None]:
        try:
            while (batch := await self._run.batch()) is not None:
                yield batch
        finally:
            await self._run.end("stopped")

    async def commit(self) -> None:
        """See `Sync.commit`."""
        await self._run.commit()

    @property
    def tracking(self) -> Tracking:
        """See `Sync.tracking`."""
        return self._run.tracking

    @property
    def calls(self) -> int:
        """See `Sync.calls`."""
        return self._run.tally.calls


def _deltas_of(session: Session, query: Query[R]) -> Deltas:
    deltas = session.connector.deltas
    if deltas is None:
        raise QueryError(
            f"{session.connector.title} does not tell what changed",
            entity=query.entity.name,
            hint="Read it whole, as often as you need it.",
        )
    return deltas


def fits(cursor: SyncCursor, query: Query[R], scope: Scope) -> bool:
    """Whether a cursor belongs to this question in this scope; one that does not would be refused."""
    asked = _fingerprint(query).partition("/")[0]
    return cursor.fingerprint.partition("/")[0] == asked and cursor.scope == scope


def _fingerprint(query: Query[R]) -> str:
    """The question, and behind a slash the fields it stands for today: another catalogue may know more."""
    asked = replace(query, maximum=None).fingerprint()
    wires = " ".join(spec.wire for spec in query.entity.values) if query.selected is None else ""
    return f"{asked}/{hashlib.sha256(wires.encode()).hexdigest()[:8]}"
