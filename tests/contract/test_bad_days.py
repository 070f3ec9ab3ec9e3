"""Reading while everything goes wrong and rows change: what was there throughout comes once, nothing comes twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from nlconnect.mock import Call, Fault, Setting
from nlconnect.model.page import Cursor
from nlconnect.model.query import Query
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.financial import Journals

SETTING = Setting(seeded=False, quota="off", page_sizes={60: 3, 1000: 4})
ENTITIES = {"financial.Journals": Journals.select("code"), "crm.Accounts": Accounts.select("name")}
Way = Literal["records", "pages", "resumed", "asyncio", "batches"]


@dataclass(frozen=True)
class Change:
    """What happens to the rows once that many calls have been answered."""

    after: int
    kind: Literal["add", "change", "remove", "idle"]
    which: int


FAULTS = st.builds(
    lambda kind, nth, at: (kind, nth, at),
    st.sampled_from(
        [
            "cut-before",
            "cut-after",
            "500",
            "502",
            "503",
            "503-after",
            "html",
            "429",
            "slow:2s",
            "late:90s",
            "hold:90s",
        ]
    ),
    st.integers(1, 14),
    st.none() | st.integers(0, 40) | st.integers(0, 5000),
)
CHANGES = st.builds(
    Change, st.integers(0, 10), st.sampled_from(["add", "change", "remove", "idle"]), st.integers(0, 40)
)


@dataclass
class Rows:
    """The rows of one entity, changed behind the reader's back, with a book of who was there throughout."""

    mock: SignedInMock
    entity: str
    changes: list[Change]

    def __post_init__(self) -> None:
        self.alive: list[str] = []
        self.throughout: set[str] = set()
        self.ever: set[str] = set()
        self.answered = 0
        self.mock.watch(self.changed)

    def add(self) -> None:
        key = str(self.mock.add(self.entity, **self.text("x"))["ID"])
        self.alive.append(key)
        self.ever.add(key)

    def begin(self) -> None:
        self.throughout = set(self.alive)
        self.answered = 0

    def changed(self, call: Call) -> None:
        if "/api/oauth2/" in call.path:
            return
        self.answered += 1
        for change in self.changes:
            if change.after == self.answered:
                self.apply(change)

    def apply(self, change: Change) -> None:
        if change.kind == "add":
            self.add()
        elif change.kind == "idle":
            self.mock.advance(200)  # three of these, and the access token is too old
        elif self.alive:
            key = self.alive[change.which % len(self.alive)]
            if change.kind == "remove":
                self.mock.remove(self.entity, key)
                self.alive.remove(key)
                self.throughout.discard(key)
            else:
                self.mock.change(self.entity, key, **self.text("y"))

    def text(self, value: str) -> dict[str, Any]:
        """The one text field that is read, with this value."""
        return dict.fromkeys(ENTITIES[self.entity].selected or (), value)


def read(mock: SignedInMock, query: Query[Any], way: Way) -> list[str]:
    """The keys that a read gave, in order."""
    match way:
        case "records":
            return [record.id for record in mock.connect().read(query)]
        case "pages":
            return [record.id for page in mock.connect().pages(query) for record in page.records]
        case "batches":
            batches = mock.connect().batches(query.select("id"))
            place = [column.name for column in batches.columns].index("id")
            return [str(row[place]) for batch in batches for row in batch.rows]
        case "resumed":
            return list(resumed(mock, query))
        case "asyncio":
            return asyncio.run(read_async(mock, query))


def resumed(mock: SignedInMock, query: Query[Any]) -> Iterator[str]:
    """A new connection for every page, which knows nothing but the text of the cursor."""
    kept: str | None = None
    while True:
        pages = mock.connect().pages(query, cursor=Cursor.load(kept) if kept else None)
        with closing(pages):
            page = next(pages)
        yield from (record.id for record in page.records)
        if page.next is None:
            return
        kept = page.next.dump()


async def read_async(mock: SignedInMock, query: Query[Any]) -> list[str]:
    async with mock.connect_async() as exact:
        return [record.id async for record in exact.read(query)]


WAYS: list[Way] = ["records", "pages", "resumed", "asyncio", "batches"]


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(ENTITIES)),
    st.integers(0, 20),
    st.lists(FAULTS, max_size=4, unique_by=lambda fault: fault[1]),
    st.lists(CHANGES, max_size=8),
    st.sampled_from(WAYS),
)
def test_rows_that_were_there_throughout_come_exactly_once(
    entity: str, count: int, faults: list[tuple[str, int, int | None]], changes: list[Change], way: Way
) -> None:
    mock = SignedInMock("exact", setting=SETTING)
    try:
        rows = Rows(mock, entity, changes)
        for _ in range(count):
            rows.add()
        rows.begin()
        for kind, nth, at in faults:
            place = f",at={at}" if at is not None and kind == "cut-after" else ""
            mock.faults.add(Fault.parse(f"{kind}:api:nth={nth}{place}"))
        found = read(mock, ENTITIES[entity], way)
        note(f"{len(mock.calls)} calls: {[call.status for call in mock.calls]}")
        assert len(found) == len(set(found)), "a row came twice"
        assert rows.throughout <= set(found), "a row was lost"
        assert set(found) <= rows.ever, "a row came from nowhere"
    finally:
        mock.close()
