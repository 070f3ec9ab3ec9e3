"""An audit that lives as long as its process, for tests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from nlconnect.audit.entry import Cleaner

Entry = Mapping[str, object]


class MemoryAudit(Sequence[Entry]):
    """The entries in order, cleaned as those of the log on disk, and chained by nothing."""

    def __init__(self) -> None:
        self._cleaner = Cleaner(os.urandom(32))
        self._entries: list[Entry] = []

    def record(self, entry: Mapping[str, object], *, now: float) -> None:
        self.append([entry], now=now)

    def append(self, entries: Iterable[Mapping[str, object]], *, now: float) -> None:
        self._entries += [{**part, "at": now} for entry in entries for part in self._cleaner.entries(entry)]

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)
