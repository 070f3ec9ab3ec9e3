"""JSON, one row a line or all rows in an array. Amounts keep their digits, dates are ISO 8601, masked cells null."""

from __future__ import annotations

from collections import Counter
from typing import BinaryIO

import msgspec

from nlconnect.model.table import MASKED, Batch


def _unknown(value: object) -> object:
    if value is MASKED:
        return None
    raise TypeError(f"a cell of type {type(value).__name__} cannot be written as JSON")


_ENCODER = msgspec.json.Encoder(decimal_format="number", enc_hook=_unknown)


def json_lines(batch: Batch) -> bytes:
    """The rows, each ended by a newline. Constants are spliced into the finished lines.

    A raw newline stands only between rows, since JSON escapes those inside a text: that makes splicing safe.
    """
    names = [column.name for column in batch.columns]
    at_front = next((place for place, name in enumerate(names) if name not in batch.constants), len(names))
    front, back = (_members(batch, names[:at_front]), _members(batch, names[at_front:]))
    if at_front == len(names):
        return (b"{%b}\n" % front) * len(batch.rows)
    lines = _ENCODER.encode_lines(batch.rows)
    if not lines or not (front or back):
        return lines
    front, back = (front and front + b","), (back and b"," + back)
    between = b"%b}\n{%b" % (back, front)
    return b"{%b%b%b}\n" % (front, between.join(lines[1:-2].split(b"}\n{")), back)


def _members(batch: Batch, names: list[str]) -> bytes:
    constants = {name: batch.constants[name] for name in names if name in batch.constants}
    return _ENCODER.encode(constants)[1:-1]


class LinesFormat:
    """JSON lines."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.remarks: Counter[str] = Counter()

    def write(self, batch: Batch) -> None:
        self._file.write(json_lines(batch))

    def finish(self) -> None:
        return None

    def drop(self) -> None:
        return None


class ArrayFormat:
    """One JSON array, still written row by row."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._before = b"[\n"
        self.remarks: Counter[str] = Counter()

    def write(self, batch: Batch) -> None:
        rows = json_lines(batch)[:-1].replace(b"\n", b",\n")
        if rows:
            self._file.write(self._before + rows)
            self._before = b",\n"

    def finish(self) -> None:
        self._file.write(b"\n]\n" if self._before == b",\n" else b"[]\n")

    def drop(self) -> None:
        return None
