"""A read under way: its pages, and what the audit log is told of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from nlconnect.connector import Record, Rows
from nlconnect.engine.allowance import Allowance
from nlconnect.engine.clearing import Veil
from nlconnect.engine.read import Reading
from nlconnect.model.page import Page
from nlconnect.model.subjects import UNDER_WAY

R = TypeVar("R", bound=Record)

FEW_SUBJECTS = 1_000
"""Marks of a read for which no policy asks: marking every row of a large one costs a quarter of reading it."""
MANY_SUBJECTS = 10_000
"""Keys and identifiers that a read keeps in memory at most before it notes them, beyond those of a page."""


class Note(Protocol):
    """Writes to the audit log."""

    def __call__(self, entry: Mapping[str, object]) -> Awaitable[None]: ...


class Operation(Generic[R]):
    """A read that was allowed: pages until None, an audit entry when it begins and when it ends."""

    def __init__(
        self,
        reading: Reading[R],
        *,
        entry: Callable[[], Mapping[str, object]],
        note: Note,
        veil: Veil | None = None,
        allowance: Allowance | None = None,
        is_brief: bool = False,
    ) -> None:
        """`is_brief` where no policy asks whose data it was: of a large read not every record is marked then."""
        self.reading = reading
        self._allowance = allowance
        if is_brief:
            reading.tally.subjects.most = FEW_SUBJECTS
        self._veil = veil
        self._entry = entry
        self._note = note
        self._state = "planned"

    async def page(self) -> Page[R] | None:
        """The next page of records, None at the end."""
        page: Page[R] | None = await self._next(self.reading.page)
        if page is not None and self._veil is not None:
            await self._veil.hand_out(page.records)
        return page

    async def stream(self) -> Iterable[R] | None:
        """The next records, made while the caller asks for them; None at the end."""
        records: Iterable[R] | None = await self._next(self.reading.stream)
        return records if records is None or self._veil is None else await self._veil.hand_out(list(records))

    async def rows(self) -> Rows | None:
        """The next page as rows."""
        rows: Rows | None = await self._next(self.reading.rows)
        return rows

    async def all(self) -> Sequence[R]:
        """Every record, in memory."""
        records: list[R] = []
        while (page := await self.page()) is not None:
            records += page.records
        return records

    async def end(self, outcome: str) -> None:
        """Stop here. Harmless when it has ended already."""
        if self._state == "ended":
            return
        began = self._state == "begun"
        self._state = "ended"
        self.reading.stop()
        if began:
            await self._note({**self._entry(), "outcome": outcome})

    async def _next(self, fetch: Callable[[], Any]) -> Any:
        if self._state == "ended":
            return None
        if self._state == "planned":
            self._state = "begun"
            await self._note({**self._entry(), "outcome": "begun"})
        try:
            if self.reading.tally.subjects.is_partial:
                self.reading.mark_no_more()
            if len(self.reading.tally.subjects) >= MANY_SUBJECTS:
                await self._note({**self._entry(), **UNDER_WAY})
            found = await fetch()
            if found is not None and self._allowance is not None:
                found = await self._handed_out(found, self._allowance)
        except BaseException as failure:
            await self.end(type(failure).__name__)
            raise
        if found is None:
            await self.end("done")
        return found

    async def _handed_out(self, found: Any, allowance: Allowance) -> Any:
        """The same, taken from the budget. Whom it is about has to be known by then, so rows are looked at now."""
        if allowance.counts_subjects:
            if isinstance(found, Rows):
                for _ in self.reading.decoder.parse(found):
                    pass
            elif not isinstance(found, Page):
                found = list(found)
        await allowance.hand_out()
        return found
