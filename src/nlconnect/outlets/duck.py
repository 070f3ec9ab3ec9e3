"""A copy in DuckDB, fed with Arrow: a thousand rows in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import FieldType
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.arrow import DIGITS, ArrowRows
from nlconnect.outlets.copies import CURSORS, PASS, READ_AT, CopyPlan, Expired, Term, made_private, other_key

_TYPES: Mapping[FieldType, str] = {
    "string": "VARCHAR",
    "guid": "VARCHAR",
    "int": "BIGINT",
    "int64": "BIGINT",
    "decimal": f"DECIMAL(38, {DIGITS})",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP WITH TIME ZONE",
    "binary": "BLOB",
    "object": "VARCHAR",
    "collection": "VARCHAR",
}


class DuckCopy:
    """One table, one cursor, one transaction for each batch. DuckDB lets one process write at a time."""

    def __init__(self, path: str, plan: CopyPlan) -> None:
        self._plan = plan
        self._path = Path(path).expanduser()
        existed = self._path.exists()
        with self._explained(quoting=True):
            self._connection: Any = duckdb.connect(str(self._path))
            self._prepare()
        made_private(self._path, existed=existed)

    def kept(self) -> str | None:
        """The cursor in the table of cursors."""
        found = self._mark()
        return found[0] if found is not None else None

    def take(
        self,
        rows: Batch,
        deleted: Sequence[tuple[object, ...]],
        *,
        cursor: str,
        begins: bool,
        completes: bool,
        read_at: datetime,
    ) -> int:
        """See `Copy.take`."""
        with self._explained(), self._transaction() as run:
            found = self._mark()
            number = (found[1] if found is not None else 0) + int(begins)
            if rows.count:
                self._upsert(run, ArrowRows(rows.columns).of(rows), number, read_at)
            gone = self._delete(run, deleted) if deleted else 0
            if completes:
                ours = [self._plan.marks, self._plan.mark(number)]
                gone += _changed(run.execute(f"DELETE FROM {self._table} WHERE {PASS} LIKE ? AND {PASS} <> ?", ours))
            mark = [self._plan.name, cursor, number]
            run.execute(f"INSERT OR REPLACE INTO {CURSORS} VALUES (?, ?, ?)", mark)
        return gone

    def expire(self, term: Term) -> Expired:
        """See `Copy.expire`."""
        over, given = f"{PASS} LIKE ? AND {READ_AT} < ?", [self._plan.marks, term.before]
        with self._explained(), self._transaction() as run:
            undated = f"UPDATE {self._table} SET {READ_AT} = ? WHERE {PASS} LIKE ? AND {READ_AT} IS NULL"
            _changed(run.execute(undated, [term.now, self._plan.marks]))
            if term.books is None:
                return Expired(_changed(run.execute(f"DELETE FROM {self._table} WHERE {over}", given)), 0)
            gone = 0
            if term.books:
                old = f"DELETE FROM {self._table} WHERE {over} AND {_quoted(term.books)} < ?"
                gone = _changed(run.execute(old, [*given, term.booked_before]))
            held_back = _changed(run.execute(f"SELECT count(*) FROM {self._table} WHERE {over}", given))
        return Expired(gone, held_back)

    def close(self) -> None:
        self._connection.close()

    @property
    def _table(self) -> str:
        return _quoted(self._plan.table)

    def _mark(self) -> tuple[str, int] | None:
        query = f'SELECT position, "pass" FROM {CURSORS} WHERE name = ?'
        found = self._connection.execute(query, [self._plan.name]).fetchall()
        return (str(found[0][0]), int(found[0][1])) if found else None

    def _upsert(self, run: Any, incoming: pa.RecordBatch, number: int, read_at: datetime) -> None:
        names = [*incoming.schema.names, PASS, READ_AT]
        listed = ", ".join(map(_quoted, names))
        read = ", ".join(map(_quoted, incoming.schema.names))
        key = ", ".join(map(_quoted, self._plan.key))
        updated = ", ".join(f"{_quoted(n)} = excluded.{_quoted(n)}" for n in names if n not in self._plan.key)
        run.register("incoming", pa.Table.from_batches([incoming]))
        try:
            run.execute(
                f"INSERT INTO {self._table} ({listed}) SELECT {read}, ?, ? FROM incoming "
                f"ON CONFLICT ({key}) DO UPDATE SET {updated}",
                [self._plan.mark(number), read_at],
            )
        finally:
            run.unregister("incoming")

    def _delete(self, run: Any, keys: Sequence[tuple[object, ...]]) -> int:
        columns = [column for column in self._plan.key_columns if column.name not in self._plan.place]
        run.register("gone", pa.Table.from_batches([ArrowRows(columns).of(Batch.of(columns, list(keys)))]))
        try:
            names = ", ".join(_quoted(column.name) for column in columns)
            here = [f"{_quoted(name)} = ?" for name in self._plan.place]
            where = " AND ".join([*here, f"({names}) IN (SELECT {names} FROM gone)"])
            return _changed(run.execute(f"DELETE FROM {self._table} WHERE {where}", [*self._plan.place.values()]))
        finally:
            run.unregister("gone")

    def _prepare(self) -> None:
        """Make what is missing: tables, and columns that the entity got since."""
        run = self._connection
        run.execute(f'CREATE TABLE IF NOT EXISTS {CURSORS} (name VARCHAR PRIMARY KEY, position VARCHAR, "pass" BIGINT)')
        kinds = [f"{_quoted(column.name)} {_TYPES[column.type]}" for column in self._plan.columns]
        key = ", ".join(map(_quoted, self._plan.key))
        run.execute(
            f"CREATE TABLE IF NOT EXISTS {self._table} ({', '.join(kinds)}, {PASS} VARCHAR, "
            f"{READ_AT} TIMESTAMP WITH TIME ZONE, PRIMARY KEY ({key}))"
        )
        found = run.execute(
            "SELECT constraint_column_names FROM duckdb_constraints() "
            "WHERE table_name = ? AND constraint_type = 'PRIMARY KEY'",
            [self._plan.table],
        ).fetchall()
        key_there = found[0][0] if found else ()
        if set(key_there) != set(self._plan.key):
            raise other_key(self._plan, key_there)
        for column in (*self._plan.columns, Column(PASS, "string"), Column(READ_AT, "datetime")):
            run.execute(
                f"ALTER TABLE {self._table} ADD COLUMN IF NOT EXISTS {_quoted(column.name)} {_TYPES[column.type]}"
            )

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        self._connection.begin()
        try:
            yield self._connection
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()

    @contextmanager
    def _explained(self, *, quoting: bool = False) -> Iterator[None]:
        """DuckDB's own words may repeat values of rows, so they are told only where none were sent."""
        try:
            yield
        except duckdb.Error as error:
            said = f": {' '.join(str(error).split())}" if quoting else f" ({type(error).__name__})"
            raise ConfigError(
                f"the database {self._path} refused{said}",
                hint="What was taken over before stays, and the next run goes on there.",
            ) from None


def _quoted(name: str) -> str:
    """Names come from the catalogue and from `table_name`; a quote in one would still be none of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _changed(answer: Any) -> int:
    (found,) = answer.fetchall()  # DuckDB refuses further work while an answer is not read to its end
    return int(found[0])
