"""JSON, one row a line or all rows in an array. Amounts keep their digits, dates are ISO 8601, masked cells null."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

import msgspec

from nlconnect.model.table import Batch, Column

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class _Lines:
    """Rows as JSON, each ended by a newline; a raw newline stands only between rows, since JSON escapes others."""

    def __init__(self) -> None:
        self._columns: Sequence[Column] = ()
        self._row: Callable[..., Any] = dict

    def encoded(self, batch: Batch) -> bytes:
        if batch.structs is not None:
            return _ENCODER.encode_lines(batch.structs)
        if batch.columns is not self._columns:
            self._columns = batch.columns
            self._row = msgspec.defstruct("Line", [(column.name, Any) for column in batch.columns], gc=False)
        return _ENCODER.encode_lines(map(self._row, *batch.cells))


class LinesFormat:
    """JSON lines."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines = _Lines()
        self.remarks: Counter[str] = Counter()

    def write(self, batch: Batch) -> None:
        self._file.write(self._lines.encoded(batch))

    def finish(self) -> None:
        return None

    def drop(self) -> None:
        return None


class ArrayFormat:
    """One JSON array, still written row by row."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lines = _Lines()
        self._before = b"[\n"
        self.remarks: Counter[str] = Counter()

    def write(self, batch: Batch) -> None:
        rows = self._lines.encoded(batch)[:-1].replace(b"\n", b",\n")
        if rows:
            self._file.write(self._before + rows)
            self._before = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._before == b",\n" else b"[]\n")

    def drop(self) -> None:
        return None
