"""What the contract is tried on: a mocked system with rows of one entity, and a caller on either face."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

import pytest

from nlconnect.client import AsyncConnection, Connection, Places
from nlconnect.connector import Connector, EntitySpec, FieldSpec, Key, collection_of, connector
from nlconnect.errors import PartialFailure, QueryError
from nlconnect.mock.system import Setting
from nlconnect.model.collection import Collection
from nlconnect.model.page import Cursor, Page
from nlconnect.model.ports import Port
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
from nlconnect.model.sync import SyncBatch, SyncCursor
from nlconnect.model.wire import Request, Response
from nlconnect.testing.signed_in import Backend, SignedInMock

T = TypeVar("T")
PAGE = 3
"""Rows a page of the mock holds here, so that a dozen rows are several pages."""
SECRET = "Zelden-Gezien"
"""Stands in every text of a row; where it turns up, something leaks."""

Alter = Callable[[Response], Response]
Source = Collection[Record] | Query[Record]


@dataclass(eq=False)
class Caller:
    """One face with one HTTP library. Every method reads to the end and closes its connection."""

    mock: SignedInMock
    face: str
    backend: Backend
    alter: Alter = lambda response: response
    sent: list[Request] = field(default_factory=list)

    def read(self, source: Source) -> list[Record]:
        async def records(exact: AsyncConnection) -> list[Record]:
            return [record async for record in exact.read(source)]

        return self._do(lambda exact: list(exact.read(source)), records)

    def pages(self, source: Source, *, cursor: Cursor | None = None) -> list[Page[Record]]:
        async def pages(exact: AsyncConnection) -> list[Page[Record]]:
            return [page async for page in exact.pages(source, cursor=cursor)]

        return self._do(lambda exact: list(exact.pages(source, cursor=cursor)), pages)

    def sync(
        self,
        source: Source,
        *,
        consumer: str = "contract",
        full: bool = False,
        cursor: SyncCursor | None = None,
        stop_after: int | None = None,
        meanwhile: Callable[[], Iterable[object]] | None = None,
    ) -> list[SyncBatch[Record]]:
        """The batches of one run, or so many and then a `break`; `meanwhile` is tried behind the first."""
        found: list[SyncBatch[Record]] = []

        def goes_on(batch: SyncBatch[Record]) -> bool:
            found.append(batch)
            if meanwhile is not None:
                list(meanwhile())
            return len(found) != stop_after

        def plain(exact: Connection) -> None:
            for batch in exact.sync(source, consumer=consumer, full=full, cursor=cursor):
                if not goes_on(batch):
                    break

        async def late(exact: AsyncConnection) -> None:
            changes = exact.sync(source, consumer=consumer, full=full, cursor=cursor)
            async with aclosing(aiter(changes)) as batches:
                async for batch in batches:
                    if not goes_on(batch):
                        break

        self._do(plain, late)
        return found

    def across(
        self, source: Source, scopes: Sequence[Scope] | None = None
    ) -> tuple[list[Record], PartialFailure | None]:
        """What every scope gave, or each of these, and what the others said."""
        found: list[Record] = []
        part = next(iter(connector(self.mock.name).scope_parts))
        places: Places = "all" if scopes is None else [str(scope[part]) for scope in scopes]

        def plain(exact: Connection) -> None:
            found.extend(exact.across(places).read(source))

        async def late(exact: AsyncConnection) -> None:
            async for record in exact.across(places).read(source):
                found.append(record)  # noqa: PERF401  # what came before a failure counts

        try:
            self._do(plain, late)
        except PartialFailure as failure:
            return found, failure
        return found, None

    def get(self, source: Source, key: Key) -> Record:
        return self._do(lambda exact: exact.get(source, key), lambda exact: exact.get(source, key))

    def count(self, source: Source) -> int:
        return self._do(lambda exact: exact.count(source), lambda exact: exact.count(source))

    def _do(self, plain: Callable[[Connection], T], late: Callable[[AsyncConnection], Coroutine[Any, Any, T]]) -> T:
        opened = self.mock.opening(backend=self.backend)
        if self.face == "blocking":
            session = opened.session(self._altering(self.mock.port(self.backend)))
            with Connection(session, scope=opened.scope, asker=opened.asker) as blocking:
                return plain(blocking)

        async def work() -> T:
            session = opened.session(self._altering(self.mock.async_port(self.backend)))
            async with AsyncConnection(session, scope=opened.scope, asker=opened.asker) as asynchronous:
                return await late(asynchronous)

        return asyncio.run(work())

    def _altering(self, port: Port) -> Port:
        """The port, noting what is sent and changing what comes back."""
        send = port.send

        async def noted(request: Request) -> Response:
            self.sent.append(request)
            return self.alter(await send(request))

        port.send = noted  # type: ignore[method-assign]  # of this one port
        return port


class Subject:
    """What a test of the contract has at hand."""

    system: ClassVar[str]
    entity: ClassVar[str]

    @property
    def connector(self) -> Connector:
        return connector(self.system)

    @property
    def spec(self) -> EntitySpec:
        return self.connector.catalogue.entity(self.entity)

    @property
    def collection(self) -> Collection[Record]:
        return collection_of(self.connector.package, self.spec)

    @pytest.fixture
    def mock(self) -> SignedInMock:
        return self.opened()

    def opened(self) -> SignedInMock:
        """A mock without rows, whose pages are small; 0 stands for the size that a caller chooses."""
        sizes = {self.spec.page_size or 0, *(route.page_size or 0 for route in self.spec.routes.values())}
        return SignedInMock(self.system, setting=Setting(seeded=False, page_sizes=dict.fromkeys(sizes, PAGE)))

    @pytest.fixture(
        params=[("blocking", "httpx"), ("asyncio", "httpx"), ("blocking", "httpx2"), ("asyncio", "httpx2")],
        ids="-".join,
    )
    def caller(self, request: pytest.FixtureRequest, mock: SignedInMock) -> Caller:
        face, backend = request.param
        return Caller(mock, face, backend)

    def fields(self, *types: str) -> list[FieldSpec]:
        """The fields of the entity that a row of the contract fills, of these types or of all."""
        return [
            spec
            for spec in self.spec.defaults
            if spec.is_plain and not spec.is_key and (not types or spec.type in types) and spec.type in _VALUES
        ]

    def places(self, mock: SignedInMock) -> list[Scope]:
        """The scopes that can hold rows of the entity: not every person has a mailbox."""
        probe = self.opened()

        def has_room(scope: Scope) -> bool:
            try:
                probe.add(self.entity, scope=scope)
            except QueryError:
                return False
            return True

        return [scope for scope in mock.connect().scopes() if has_room(scope)]

    def fill(self, mock: SignedInMock, rows: int) -> list[Mapping[str, object]]:
        """Add so many rows, with a value in every field that can have one; gives their values by Python names."""
        made: list[Mapping[str, object]] = [
            {spec.name: _value(spec, number) for spec in self.fields()} for number in range(rows)
        ]
        for values in made:
            mock.add(self.entity, scope=None, **values)
        mock.calls.clear()
        return made

    def or_refused(self, mock: SignedInMock, ask: Callable[[], T]) -> T | None:
        """What was asked for; None of a vendor that cannot do it: said before sending, and with what to do instead."""
        mock.calls.clear()
        try:
            return ask()
        except QueryError as refusal:
            if mock.calls or not refusal.hint:
                raise AssertionError("the refusal came after a call, or without a hint") from refusal
            return None

    def numbers(self, records: Sequence[Record]) -> list[object]:
        """By what rows are told apart: the first text."""
        name = self.fields("string")[0].name
        return sorted((getattr(record, name) for record in records), key=str)


def altered(response: Response, *, replace_text: Mapping[str, str]) -> Response:
    """The answer with other text in it."""
    content = response.content
    for old, new in replace_text.items():
        content = content.replace(old.encode(), new.encode())
    return replace(response, content=content)


_NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
"""Noon in Dutch summer time; rows are 60 days apart, so some are in winter time."""

_VALUES: Mapping[str, Callable[[int], object]] = {
    "string": lambda number: f"{SECRET} {number:04}",
    "guid": lambda number: str(uuid.UUID(int=number + 1)),
    "int": lambda number: number,
    "int64": lambda number: 2**40 + number,
    "decimal": lambda number: Decimal("0.10") + number,
    "float": lambda number: number + 0.25,
    "bool": lambda number: number % 2 == 0,
    "date": lambda number: date(2026, 1, 31) + timedelta(days=29 * number),
    "datetime": lambda number: _NOON + timedelta(days=60 * number),
}


def _value(spec: FieldSpec, number: int) -> object:
    if spec.enum is not None:
        codes = list(spec.enum.values.values())
        return codes[number % len(codes)]
    return _VALUES[spec.type](number)
