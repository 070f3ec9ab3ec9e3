"""Parquet: row groups of Arrow's batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from nlconnect.model.table import Batch, Column
from nlconnect.outlets.arrow import ArrowRows, Pieces

ROWS_A_GROUP = 10_000
"""Rows that wait in memory: larger groups compress better, smaller ones stay flatter."""

ROWS_A_PIECE = 128
"""Rows that become Arrow's in one go: each go has a price, and values that wait for it leave the processor's cache."""


class ParquetFormat:
    """Row groups of 10,000 rows; memory does not grow with the number of rows. Masked cells are null."""

    def __init__(self, file: BinaryIO, columns: Sequence[Column]) -> None:
        self._arrow = ArrowRows(columns)
        sorted_by_size = [field.name for field in self._arrow.schema if not pa.types.is_string(field.type)]
        # Smallest and largest of a text help no reader, and finding them costs as much as writing the column.
        self._writer = pq.ParquetWriter(file, self._arrow.schema, write_statistics=sorted_by_size)
        self._batches: list[Batch] = []
        self._waiting: list[Pieces] = []
        self._rows = 0

    @property
    def remarks(self) -> Counter[str]:
        """What had to be rounded, and how often."""
        return self._arrow.remarks

    def write(self, batch: Batch) -> None:
        self._batches.append(batch)
        self._rows += batch.count
        if sum(one.count for one in self._batches) >= ROWS_A_PIECE:
            self._make_piece()
        if self._rows >= ROWS_A_GROUP:
            self._write_group()

    def finish(self) -> None:
        self._write_group()
        self._writer.close()

    def drop(self) -> None:
        self._batches.clear()
        self._waiting.clear()
        # Closing would write the footer to a file that may refuse it; the file goes away, so nothing has to be closed.
        self._writer.is_open = False

    def _make_piece(self) -> None:
        batches, self._batches = self._batches, []
        if batches:
            self._waiting.append(self._arrow.pieces(batches))

    def _write_group(self) -> None:
        self._make_piece()
        waiting, self._waiting, self._rows = self._waiting, [], 0
        if waiting:
            self._writer.write_table(self._arrow.table(waiting))
