"""A copy in any database that SQLAlchemy speaks to."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    and_,
    create_engine,
    delete,
    func,
    insert,
    inspect,
    make_url,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateColumn
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import FieldType
from nlconnect.model.table import Batch
from nlconnect.outlets.copies import (
    CURSORS,
    PASS,
    READ_AT,
    CopyPlan,
    Expired,
    Term,
    made_private,
    other_key,
    shown,
)

DRIVERS = {"MySQLdb": "mysqlclient"}
"""What installs a driver that is imported by another name."""

BUSY_SECONDS = 20.0
LONGEST_KEY = 255
"""Characters: some databases index no text without a length."""
LONGEST_MARK = 40
DELETED_AT_ONCE = 200


class _Affine(UserDefinedType[str]):
    """What SQLite has no type for and yet a name: an amount keeps its digits, a moment its zone."""

    cache_ok = True

    def __init__(self, name: str) -> None:
        self.name = name

    def get_col_spec(self, **_: object) -> str:
        return self.name


class _Amount(TypeDecorator[Any]):
    """An exact number; SQLAlchemy would hand it to SQLite as a float."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_Affine("NUMERIC"))
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Numeric(38, 10))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None or dialect.name != "sqlite":
            return value
        return format(value, "f") if isinstance(value, Decimal) else str(value)


class _Moment(TypeDecorator[Any]):
    """A moment with its zone where the database has one; in UTC, without, where it has none."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_Affine("TIMESTAMP"))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if not isinstance(value, datetime):
            return value
        if dialect.name == "sqlite":
            return value.isoformat(sep=" ")
        return value if dialect.name == "postgresql" else value.astimezone(UTC).replace(tzinfo=None)


_TYPES: Mapping[FieldType, Callable[[], TypeEngine[Any]]] = {
    "string": Text,
    "guid": lambda: String(36),
    "int": BigInteger,
    "int64": BigInteger,
    "decimal": _Amount,
    "float": lambda: Float(53),
    "bool": Boolean,
    "date": Date,
    "datetime": _Moment,
    "binary": LargeBinary,
    "object": Text,
    "collection": Text,
}


class DatabaseCopy:
    """One table, one cursor, one transaction for each batch."""

    def __init__(self, url: str, plan: CopyPlan) -> None:
        self._plan = plan
        self._shown = shown(url)
        self._engine = _engine(url)
        words: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
        self._upserts = words.get(self._engine.dialect.name)
        metadata = MetaData()
        self._table = Table(plan.table, metadata, *_columns(plan))
        self._cursors = Table(
            CURSORS,
            metadata,
            Column("name", String(LONGEST_KEY), primary_key=True),
            Column("position", Text, nullable=False),
            Column("pass", Integer, nullable=False),
        )
        file = self._engine.url.database if self._engine.dialect.name == "sqlite" else None
        existed = file is None or Path(file).exists()
        with self._explained(quoting=True):
            self._prepare(metadata)
        if file is not None:
            made_private(Path(file), existed=existed)

    def kept(self) -> str | None:
        """The cursor in the table of cursors."""
        with self._explained(), self._engine.connect() as connection:
            found = self._mark(connection)
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
        with self._explained(), self._engine.begin() as connection:
            found = self._mark(connection)
            number = (found[1] if found is not None else 0) + int(begins)
            if rows.count:
                own = {PASS: self._plan.mark(number), READ_AT: read_at}
                self._upsert(connection, [{**row, **own} for row in _mappings(rows)])
            gone = self._delete(connection, deleted) if deleted else 0
            if completes:
                written = self._table.c[PASS]
                ours = (written.like(self._plan.marks), written != self._plan.mark(number))
                gone += connection.execute(delete(self._table).where(*ours)).rowcount
            connection.execute(delete(self._cursors).where(self._cursors.c.name == self._plan.name))
            mark = {"name": self._plan.name, "position": cursor, "pass": number}
            connection.execute(insert(self._cursors).values(**mark))
        return gone

    def expire(self, term: Term) -> Expired:
        """See `Copy.expire`."""
        columns = self._table.c
        ours = columns[PASS].like(self._plan.marks)
        over = and_(ours, columns[READ_AT] < term.before)
        with self._explained(), self._engine.begin() as connection:
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is over leaves no byte in the file
            undated = update(self._table).where(ours, columns[READ_AT].is_(None))
            connection.execute(undated.values({READ_AT: term.now}))
            if term.books is None:
                return Expired(connection.execute(delete(self._table).where(over)).rowcount, 0)
            gone = 0
            if term.books:
                old = columns[term.books] < term.booked_before
                gone = connection.execute(delete(self._table).where(over, old)).rowcount
            held_back = connection.execute(select(func.count()).select_from(self._table).where(over)).scalar_one()
        return Expired(gone, held_back)

    def close(self) -> None:
        self._engine.dispose()

    def _mark(self, connection: Connection) -> tuple[str, int] | None:
        cursors = self._cursors.c
        query = select(cursors.position, cursors["pass"]).where(cursors.name == self._plan.name)
        found = connection.execute(query).first()
        return (str(found[0]), int(found[1])) if found is not None else None

    def _upsert(self, connection: Connection, rows: list[dict[str, object]]) -> None:
        if self._upserts is None:  # without a word for it: the old row goes, the new one comes
            self._delete(connection, [tuple(row[name] for name in self._own_key) for row in rows])
            connection.execute(insert(self._table), rows)
            return
        statement = self._upserts(self._table)
        written = [name for name in rows[0] if name not in self._plan.key]
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(self._plan.key), set_={name: statement.excluded[name] for name in written}
            ),
            rows,
        )

    def _delete(self, connection: Connection, keys: Sequence[tuple[object, ...]]) -> int:
        here = [self._table.c[name] == value for name, value in self._plan.place.items()]
        columns = [self._table.c[name] for name in self._own_key]
        gone = 0
        for start in range(0, len(keys), DELETED_AT_ONCE):
            some = keys[start : start + DELETED_AT_ONCE]
            if len(columns) == 1:
                those = columns[0].in_([key[0] for key in some])
            else:
                those = tuple_(*columns).in_([tuple(key) for key in some])
            gone += connection.execute(delete(self._table).where(and_(*here, those))).rowcount
        return gone

    @property
    def _own_key(self) -> tuple[str, ...]:
        return tuple(name for name in self._plan.key if name not in self._plan.place)

    def _prepare(self, metadata: MetaData) -> None:
        """Make what is missing: tables, and columns that the entity got since."""
        found = inspect(self._engine)
        if found.has_table(self._plan.table):
            key = found.get_pk_constraint(self._plan.table)["constrained_columns"]
            if set(key) != set(self._plan.key):
                raise other_key(self._plan, key)
            known = {column["name"] for column in found.get_columns(self._plan.table)}
            self._add([column for column in self._table.columns if column.name not in known])
        metadata.create_all(self._engine)

    def _add(self, columns: list[Column[Any]]) -> None:
        quote = self._engine.dialect.identifier_preparer.quote
        with self._engine.begin() as connection:
            for column in columns:
                definition = CreateColumn(column).compile(dialect=self._engine.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {quote(self._plan.table)} ADD COLUMN {definition}")

    @contextmanager
    def _explained(self, *, quoting: bool = False) -> Iterator[None]:
        """A database's own words may repeat values of rows, so they are told only where none were sent."""
        try:
            yield
        except SQLAlchemyError as error:
            cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
            said = f": {' '.join(str(cause).split())}" if quoting else f" ({type(cause).__name__})"
            raise ConfigError(
                f"the database {self._shown} refused{said}",
                hint="What was taken over before stays, and the next run goes on there.",
            ) from None


def _columns(plan: CopyPlan) -> list[Column[Any]]:
    made = []
    for column in plan.columns:
        is_key = column.name in plan.key
        kind = String(LONGEST_KEY) if is_key and column.type == "string" else _TYPES[column.type]()
        made.append(Column(column.name, kind, primary_key=is_key, nullable=not is_key, autoincrement=False))
    return [*made, Column(PASS, String(LONGEST_MARK)), Column(READ_AT, _Moment())]


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        busy = {"timeout": BUSY_SECONDS} if parsed.get_backend_name() == "sqlite" else {}
        return create_engine(parsed, poolclass=NullPool, connect_args=busy)
    except (ArgumentError, NoSuchModuleError):
        raise ConfigError(
            f"the target {shown(url)} is of no known kind",
            hint="Such as duckdb:///copy.duckdb, sqlite:///copy.db or postgresql://user@host/database.",
        ) from None
    except ImportError as error:
        raise ConfigError(
            f"a copy there needs {error.name}",
            hint=f"Install the database's driver: pip install {DRIVERS.get(error.name or '', error.name)}",
        ) from None


def _mappings(rows: Batch) -> Iterator[dict[str, object]]:
    names = [column.name for column in rows.columns]
    texts = {place for place, column in enumerate(rows.columns) if column.type in ("string", "object", "collection")}
    for row in rows.rows:
        yield {
            name: _text(value) if place in texts else value
            for place, (name, value) in enumerate(zip(names, row, strict=True))
        }


def _text(value: object) -> object:
    """What has a shape of its own is written as JSON."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return json.dumps(value, default=str, ensure_ascii=False) if isinstance(value, list | dict) else value
