"""Reads that an agent may go on with: the rest waits here, so that no address of a next page passes through a model."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict, deque
from collections.abc import Iterator

from nlconnect.agents.answers import Cell
from nlconnect.agents.cells import Cells
from nlconnect.agents.labels import TRUSTED, Label
from nlconnect.client import Batches
from nlconnect.connector import EntitySpec
from nlconnect.model.table import Batch

MOST_WAITING = 8
"""Reads that wait to be gone on with; the one that waited longest makes room."""
MOST_CHARACTERS = 6_000
"""Of the rows of one answer and the names of their columns: some 1,700 tokens."""


class RowsUnderWay:
    """The rows of one read, in answers of a size that a model can take."""

    def __init__(
        self, batches: Batches, entity: EntitySpec, *, profile: str, limit: int, names: Label = TRUSTED
    ) -> None:
        self.entity = entity
        self.profile = profile
        self.names = names
        self.hidden = [spec.name for spec in batches.hidden]
        self.columns = [column.name for column in batches.columns]
        self._cells = Cells(entity, self.columns)
        self._batches: Iterator[Batch] = iter(batches)
        self._waiting: deque[tuple[list[Cell], frozenset[str]]] = deque()
        self._names = sum(len(name) + 3 for name in (*self.columns, *self.hidden))
        self._limit = limit
        self._lock = threading.Lock()

    def take(self) -> tuple[list[list[Cell]], frozenset[str], bool]:
        """The next rows, the columns of them with text that others may have written, and whether there are more."""
        with self._lock:
            taken: list[list[Cell]] = []
            written: frozenset[str] = frozenset()
            room = MOST_CHARACTERS - self._names
            while len(taken) < self._limit and (self._waiting or self._fetch()):
                size = sum(len(str(value)) + 3 for value in self._waiting[0][0] if value is not None)
                if taken and size > room:
                    break
                room -= size
                row, texts = self._waiting.popleft()
                taken.append(row)
                written |= texts
            return taken, written, bool(self._waiting) or self._fetch()

    def close(self) -> None:
        """Let go of what was fetched ahead."""
        with self._lock:
            self._waiting.clear()
            close = getattr(self._batches, "close", None)
            if close is not None:
                close()

    def _fetch(self) -> bool:
        """One batch more, if there is one."""
        while not self._waiting:
            batch = next(self._batches, None)
            if batch is None:
                return False
            self._waiting.extend((self._cells(row), self._cells.written_in(row)) for row in batch.rows)
        return True


class Waiting:
    """Reads under way by cursor. Safe between threads."""

    def __init__(self) -> None:
        self._reads: OrderedDict[str, RowsUnderWay] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, read: RowsUnderWay) -> str:
        """A cursor for it, which works once."""
        cursor = secrets.token_urlsafe(9)
        dropped = []
        with self._lock:
            self._reads[cursor] = read
            while len(self._reads) > MOST_WAITING:
                dropped.append(self._reads.popitem(last=False)[1])
        for old in dropped:
            old.close()
        return cursor

    def take(self, cursor: str) -> RowsUnderWay | None:
        """The read behind a cursor, None where it is not kept any more."""
        with self._lock:
            return self._reads.pop(cursor, None)

    def close(self) -> None:
        """Let go of all."""
        with self._lock:
            reads, self._reads = list(self._reads.values()), OrderedDict()
        for read in reads:
            read.close()
