"""Batches as Arrow: a schema that comes from the columns, so that a column without any value keeps its type."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pyarrow as pa

from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import FieldType
from nlconnect.model.table import Batch, Column

DIGITS = 10
"""Decimals are stored with 38 digits, ten of them behind the point."""

_QUANTUM = Decimal(1).scaleb(-DIGITS)

_MOMENT = pa.timestamp("us", tz="Europe/Amsterdam")

_TYPES: Mapping[FieldType, Any] = {
    "string": pa.string(),
    "guid": pa.string(),
    "int": pa.int64(),
    "int64": pa.int64(),
    "decimal": pa.decimal128(38, DIGITS),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "datetime": _MOMENT,
    "binary": pa.binary(),
    "object": pa.string(),
    "collection": pa.string(),
}
_SHAPED: tuple[FieldType, ...] = ("object", "collection")
_UNFIT = (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, AttributeError, OverflowError)

Pieces = list[list[Any]]
"""Of each type the columns of some rows: in one array one behind the other, or in an array each."""


class ArrowRows:
    """Turns batches into Arrow's; masked cells are null. `remarks` counts what had to be rounded, or left empty."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = tuple(columns)
        self.schema = pa.schema([pa.field(column.name, _TYPES[column.type]) for column in columns])
        self._places: dict[tuple[Any, bool], list[int]] = {}
        """Of each type, which columns have it; lists and objects, which become text first, apart from what is text."""
        for place, (column, field) in enumerate(zip(columns, self.schema, strict=True)):
            self._places.setdefault((field.type, column.type in _SHAPED), []).append(place)
        self.remarks: Counter[str] = Counter()

    def of(self, batch: Batch) -> pa.RecordBatch:
        """The same rows. Raises ConfigError for a value that its column cannot hold."""
        return pa.RecordBatch.from_arrays(self._joined([self.pieces([batch])]), schema=self.schema)

    def pieces(self, batches: Sequence[Batch]) -> Pieces:
        """The same rows, on their way to `table`. Raises ConfigError for a value that its column cannot hold."""
        return [self._pieces(kind, places, batches, shaped=shaped) for (kind, shaped), places in self._places.items()]

    def table(self, pieces: Sequence[Pieces]) -> pa.Table:
        """The rows of many batches, each column in one piece."""
        return pa.Table.from_arrays(self._joined(pieces), schema=self.schema)

    def _pieces(self, kind: Any, places: Sequence[int], batches: Sequence[Batch], *, shaped: bool) -> list[Any]:
        """The columns of one type, made in one go: starting an array costs as much as some fifty of its cells."""
        cells: list[object] = []
        for place in places:
            for batch in batches:
                cells += map(_shape, batch.cells[place]) if shaped else batch.cells[place]
        try:
            return [_array_of(cells, kind)]
        except _UNFIT:
            whole = ([cell for batch in batches for cell in batch.cells[place]] for place in places)
            return [self._array(self._columns[place], column) for place, column in zip(places, whole, strict=True)]

    def _joined(self, pieces: Sequence[Pieces]) -> list[Any]:
        columns: list[Any] = [None] * len(self._columns)
        for number, places in enumerate(self._places.values()):
            arrays = [batch[number] for batch in pieces]
            for start, place in enumerate(places):
                columns[place] = pa.concat_arrays([_column(some, start, of=len(places)) for some in arrays])
        return columns

    def _array(self, column: Column, values: Sequence[object]) -> Any:
        try:
            return pa.array(values, _TYPES[column.type])
        except _UNFIT:
            return self._mended(column, values)

    def _mended(self, column: Column, values: Sequence[object]) -> Any:
        """Cell by cell, where the wire drifted from the catalogue's type or a number has too many digits."""
        mend = _MENDS.get(column.type, str)
        mended: list[object] = []
        for value in values:
            try:
                mended.append(None if value is None else mend(value))
            except (ValueError, TypeError, ArithmeticError):
                if isinstance(value, Mapping):  # parts that make no value, such as a time in a zone that nobody knows
                    mended.append(None)
                    self.remarks[f"{column.name}: left empty, since what came is no {column.type}"] += 1
                    continue
                raise ConfigError(
                    f"the column {column.name} holds a {type(value).__name__} that is no {column.type}",
                    hint="JSON lines take any value: give the file a name that ends in .jsonl",
                ) from None
            if column.type == "decimal" and mended[-1] is not None and mended[-1] != Decimal(str(value)):
                self.remarks[f"{column.name}: rounded to {DIGITS} decimals"] += 1
        return pa.array(mended, _TYPES[column.type])


def _array_of(cells: Sequence[object], kind: Any) -> Any:
    """Arrow turns moments of another zone than the array's one by one, which costs twice as much as the array."""
    if kind == _MOMENT:
        first = next((cell for cell in cells if cell is not None), None)
        if isinstance(first, datetime) and first.tzinfo is UTC:
            return pa.array(cells, pa.timestamp("us", tz="UTC")).cast(kind)
    return pa.array(cells, kind)


def _column(arrays: Sequence[Any], place: int, *, of: int) -> Any:
    if len(arrays) == of:
        return arrays[place]
    (whole,) = arrays
    rows = len(whole) // of
    return whole.slice(place * rows, rows)


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value)).quantize(_QUANTUM)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _truth(value: Any) -> bool:
    if value in (0, 1):
        return bool(value)
    return {"true": True, "false": False}[str(value).lower()]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _shape(value: Any) -> str | None:
    return None if value is None else _text(value)


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else base64.b64decode(value, validate=True)


_MENDS: Mapping[FieldType, Callable[[Any], object]] = {
    "string": _text,
    "guid": _text,
    "object": _text,
    "collection": _text,
    "int": int,
    "int64": int,
    "decimal": _decimal,
    "float": float,
    "bool": _truth,
    "date": _day,
    "datetime": _moment,
    "binary": _bytes,
}
