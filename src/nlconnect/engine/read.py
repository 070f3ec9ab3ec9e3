"""Reading: page after page to the end, the next one fetched while this one is parsed."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from nlconnect.connector import Decoder, Key, Nested, ReadPlan, Record, Request, Response, Rows, Scope
from nlconnect.connector.decode import Row
from nlconnect.engine.exchange import Errand, Exchange, Tally
from nlconnect.errors import QueryError, ServerError
from nlconnect.model.page import Cursor, Page
from nlconnect.model.ports import Pending
from nlconnect.model.query import Field, Query
from nlconnect.model.subjects import Subjects

R = TypeVar("R", bound=Record)

log = logging.getLogger("nlconnect.read")


class Reading(Generic[R]):
    """One read under way. Ask for the next page until there is none; not to be shared between threads.

    A page is fetched again by the same link when its answer was lost. Where links point behind a key (Exact, Graph),
    nothing is lost or doubled while rows change; where pages are counted off (AFAS), a row that is added or removed
    meanwhile moves those behind it.
    """

    def __init__(
        self,
        exchange: Exchange,
        plan: ReadPlan,
        record: type[R],
        *,
        maximum: int | None = None,
        fingerprint: str = "",
        link: str | None = None,
        tally: Tally | None = None,
    ) -> None:
        self.plan = plan
        self.tally = tally if tally is not None else Tally()
        self._exchange = exchange
        self._left = maximum
        self._fingerprint = fingerprint
        self._record = record
        self.decoder = decoder_for(plan, record, exchange, subjects=self.tally.subjects)
        self._errand = Errand("read", plan.scope, plan.entity.path, plan.entity, self.tally)
        self._next: Request | None = self._following(link) if link else plan.request
        self._pending: Pending[Response] | None = None
        self._links = {hash(self._next.url)}
        self._last_page: int | None = None
        self._single: Response | None = None
        self.meet: Callable[[Sequence[Row]], Awaitable[None]] | None = None
        """Is shown the rows of a page, as they were sent, before any is handed out; None where nobody asks."""

    @property
    def cursor(self) -> Cursor | None:
        """Where the next page begins, None at the end or before the first page."""
        if self._next is None or self._next is self.plan.request:
            return None
        return Cursor(self._next.url, self._fingerprint, self.plan.scope)

    @property
    def etag(self) -> str | None:
        """The vendor's mark of the version of the one record that was read, where it sends one."""
        if self._single is None:
            return None
        return etag_of(self._single, self._exchange.connector.dialect.wire.etag)

    async def page(self) -> Page[R] | None:
        """The next page of records, or None."""
        rows = await self.rows()
        if rows is None:
            return None
        records = self.decoder.records(rows, scope=self.plan.scope)
        await self._complete(records)
        return Page(records, self.cursor, rows.total)

    async def stream(self) -> Iterable[R] | None:
        """The next page as records that are made while the caller asks for them, or None."""
        if self.plan.nested:
            page = await self.page()
            return page.records if page is not None else None
        rows = await self.rows()
        return self.decoder.stream(rows, scope=self.plan.scope) if rows is not None else None

    async def rows(self) -> Rows | None:
        """The next page as rows, before records are made of them."""
        if self._next is None:
            return None
        response = await self._fetch()
        self._single = response if self.plan.single else None
        await self._look_ahead(response)
        try:
            shaped = self.plan.shaped
            content = response.content if shaped is None else shaped(response.content)
            rows = self._with_next(self.decoder.decode(content, single=self.plan.single), response)
        except ValueError:
            self.stop()
            raise ServerError(
                "the answer was not of the shape this resource has",
                connector=self._exchange.connector.name,
                entity=self.plan.entity.name,
                scope=self.plan.scope.told(self.plan.request.url),
            ) from None
        self._refuse_circle(rows.next)
        self._advance(rows)
        return self._cut(rows) if self.meet is None else await self._met(self._cut(rows), self.meet)

    async def _met(self, rows: Rows, meet: Callable[[Sequence[Row]], Awaitable[None]]) -> Rows:
        opened = self.decoder.opened(rows)
        await meet(opened.rows)
        return opened

    def mark_no_more(self) -> None:
        """From the next page on nobody is told whose data it is."""
        self.decoder.watch = None
        for inside in self.decoder.nested:
            inside.decoder.watch = None

    def stop(self) -> None:
        """Drop what was fetched ahead."""
        pending, self._pending, self._next = self._pending, None, None
        if pending is not None:
            pending.cancel()

    async def _fetch(self) -> Response:
        pending, self._pending = self._pending, None
        if pending is not None:
            return await pending.result()
        assert self._next is not None
        return await self._exchange.page(self._next, self._errand)

    async def _look_ahead(self, response: Response) -> None:
        """Send the next request before this page is parsed, unless the limit is reached with it."""
        if self.plan.single or (self._left is not None and self._left <= (self.plan.page_size or self._left)):
            return
        link = self._exchange.connector.dialect.peek_next(response, plan=self.plan)
        if link is None or link == response.url:
            return
        following = self._following(link)
        self._pending = self._exchange.port.start(lambda: self._exchange.page(following, self._errand))
        self._next = following
        await self._pending.departed()

    def _with_next(self, rows: Rows, response: Response) -> Rows:
        """Where the page itself tells no link, the dialect may know how to go on."""
        if rows.next is not None or self.plan.single:
            return rows
        dialect = self._exchange.connector.dialect
        following = dialect.following(response, rows=len(rows.rows), plan=self.plan)
        if following is None:
            return rows
        digest = hash(response.content)
        if rows.rows and digest == self._last_page:
            raise self._circle()
        self._last_page = digest
        return replace(rows, next=following)

    def _advance(self, rows: Rows) -> None:
        """Trust the link in the parsed page over the one that was glimpsed."""
        glimpsed = self._next if self._pending is not None else None
        if glimpsed is not None and rows.next == glimpsed.url:
            return
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
        self._next = self._following(rows.next) if rows.next else None

    def _refuse_circle(self, link: str | None) -> None:
        """A link that came before would give the same rows again, and never end."""
        if link is None:
            return
        if hash(link) in self._links:
            raise self._circle()
        self._links.add(hash(link))

    def _circle(self) -> ServerError:
        self.stop()
        return ServerError(
            "the pages lead in a circle: the next one is one that came before, again",
            connector=self._exchange.connector.name,
            entity=self.plan.entity.name,
            scope=self.plan.scope.told(self.plan.request.url),
        )

    def _cut(self, rows: Rows) -> Rows:
        if self._left is not None:
            if len(rows.rows) >= self._left:
                rows = replace(rows, rows=rows.rows[: self._left])
                self.stop()
            self._left -= len(rows.rows)
        self.tally.records += len(rows.rows)
        return rows

    def _following(self, link: str) -> Request:
        return self._exchange.connector.dialect.next_request(link, self.plan)

    async def _complete(self, records: Sequence[R]) -> None:
        """Expanded collections stop at a page: fetch what is missing."""
        dialect = self._exchange.connector.dialect
        links = {(id(record), name): link for record, name, link in self.decoder.open_ends}
        self.decoder.open_ends.clear()
        for nested in self.plan.nested:
            for record in records:
                plan = dialect.rest_of(nested, record, base_url=self._exchange.base_url)
                link = links.get((id(record), nested.name))
                if plan is not None:
                    record.__dict__[nested.name] = await self._all_of(plan, nested.name)
                elif link:
                    plan = replace(
                        self.plan, entity=nested.entity, fields=nested.fields, nested=(), page_size=nested.page_size
                    )
                    rest = await self._all_of(plan, nested.name, link=link)
                    record.__dict__[nested.name] = [*record.__dict__[nested.name], *rest]

    async def _all_of(self, plan: ReadPlan, name: str, *, link: str | None = None) -> list[Record]:
        record = next(nested.decoder.record for nested in self.decoder.nested if nested.name == name)
        tally = Tally(subjects=self.tally.subjects, run=self.tally.run, meter=self.tally.meter)
        reading = Reading(self._exchange, plan, record, link=link, tally=tally)
        records: list[Record] = []
        while (page := await reading.page()) is not None:
            records += page.records
        self.tally.calls += reading.tally.calls
        return records


def etag_of(answer: Response, names: Sequence[str]) -> str | None:
    """The vendor's mark of the version of one record, where it stands under one of these names."""
    if not names:
        return None
    try:
        found = json.loads(answer.content)
    except ValueError:
        return None
    marks = (found.get(name) for name in names) if isinstance(found, dict) else ()
    return next((mark for mark in marks if isinstance(mark, str)), None)


def reading_of(
    exchange: Exchange, query: Query[R], *, scope: Scope, cursor: Cursor | None = None, tally: Tally | None = None
) -> Reading[R]:
    """Begin a read, or go on behind a cursor. Raises QueryError for what cannot be asked, before sending."""
    plan = exchange.connector.dialect.list_request(query, base_url=exchange.base_url, scope=scope)
    fingerprint = query.fingerprint()
    if cursor is not None and (cursor.fingerprint != fingerprint or cursor.scope != plan.scope):
        raise QueryError("the cursor belongs to another query or scope", hint="Start from the beginning.")
    return Reading(
        exchange,
        plan,
        query.record,
        maximum=query.maximum,
        fingerprint=fingerprint,
        link=cursor.link if cursor else None,
        tally=tally,
    )


def by_key(query: Query[R], key: Key) -> Query[R]:
    """The same as a list of at most one record. Raises QueryError for a key that does not fit."""
    entity = query.entity
    values = key if isinstance(key, tuple) else (key,)
    if not entity.key or len(values) != len(entity.key):
        parts = f"has {len(entity.key)} parts: {', '.join(entity.key)}" if entity.key else "is not known"
        raise QueryError(f"the key of this resource {parts}", entity=entity.name)
    fields: list[Field[object]] = [Field(entity.by_wire[wire]) for wire in entity.key]
    return query.where(*(part == value for part, value in zip(fields, values, strict=True))).limit(1)


def decoder_for(plan: ReadPlan, record: type[R], exchange: Exchange, *, subjects: Subjects | None = None) -> Decoder[R]:
    """The decoder of a plan; those of expanded collections inside. Whose data it meets goes to `subjects`."""
    from nlconnect.connector import collection_of

    wire = exchange.connector.dialect.wire
    if plan.rows:
        wire = replace(wire, rows=(plan.rows,))
    nested = []
    for part in plan.nested:
        inner = collection_of(exchange.connector.package, part.entity).all().record
        nested.append(Nested(part.name, Decoder(part.entity, inner, part.fields, wire)))
    decoder = Decoder(plan.entity, record, plan.fields, wire, nested=nested, partial=plan.partial)
    if subjects is not None:
        decoder.watch = subjects.watch(plan.fields, key=plan.entity.key)
        for inside in nested:
            inside.decoder.watch = subjects.watch(inside.decoder.fields)
    return decoder
