"""The store over SQLAlchemy: SQLite on one machine, Postgres where several share the work."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from nlconnect.errors import ConfigError
from nlconnect.model.ports import Clock, Kept, Lock, Place
from nlconnect.state import schema
from nlconnect.state.held import Held, chosen
from nlconnect.state.keeping import DURABLE_KINDS, OPEN_KINDS, keeping_of
from nlconnect.state.seal import Seal

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Engine
    from sqlalchemy.pool import PoolProxiedConnection

T = TypeVar("T")

BUSY_SECONDS = 20.0


class Statements:
    """SQL built by SQLAlchemy and rendered once for the dialect: the hot path then talks to the driver itself.

    Measured on SQLite: an update of four statements costs 27 microseconds this way, 290 through a Connection.
    """

    def __init__(self, engine: Engine) -> None:
        from sqlalchemy.exc import DBAPIError

        driver = engine.dialect.loaded_dbapi
        self.errors = (driver.Error, DBAPIError)  # the driver's own, and SQLAlchemy's while it connects
        self.our_fault = driver.ProgrammingError

        self.is_sqlite = engine.dialect.name == "sqlite"
        written_for = f"{engine.dialect.name}+{engine.dialect.driver}"
        if written_for not in _known:
            _known[written_for] = _rendered(engine.dialect)
        self._sql = _known[written_for]
        self.begin = "BEGIN IMMEDIATE" if self.is_sqlite else "SELECT pg_advisory_xact_lock(hashtext(%(place)s))"

    def __getitem__(self, name: str) -> str:
        return self._sql[name]


_known: dict[str, Mapping[str, str]] = {}
"""Statements by dialect and driver: rendering them takes half the time of opening a store."""


def _rendered(dialect: Dialect) -> Mapping[str, str]:
    from sqlalchemy import bindparam, delete, func, select
    from sqlalchemy.dialects import postgresql, sqlite

    insert = sqlite.insert if dialect.name == "sqlite" else postgresql.insert
    rows, leases = schema.documents(), schema.leases()
    here = (rows.c.kind == bindparam("kind"), rows.c.key == bindparam("key"))
    columns = ("kind", "key", "value", "sealed", "updated_at", "expires_at")
    new: dict[str, Any] = {name: bindparam(name) for name in columns}
    added = insert(rows).values(new)
    leased = insert(leases).values({name: bindparam(name) for name in ("name", "owner", "expires_at")})
    free = (leases.c.owner == leased.excluded.owner) | (leases.c.expires_at <= bindparam("now"))
    statements = {
        "select": select(rows.c.value, rows.c.sealed, rows.c.expires_at).where(*here),
        "keys": select(rows.c.key)
        .where(rows.c.kind == bindparam("kind"), (rows.c.expires_at.is_(None)) | (rows.c.expires_at > bindparam("now")))
        .order_by(rows.c.key),
        "upsert": added.on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={name: added.excluded[name] for name in ("value", "sealed", "updated_at", "expires_at")},
        ),
        "delete": delete(rows).where(*here),
        "first expiry": select(func.min(rows.c.expires_at)).where(rows.c.expires_at.is_not(None)),
        "purge": delete(rows).where(rows.c.expires_at <= bindparam("now")),
        "held": select(
            rows.c.kind,
            func.count(),
            func.sum(func.length(rows.c.value)),
            func.sum(rows.c.sealed),
            func.min(rows.c.updated_at),
            func.max(rows.c.updated_at),
            func.min(rows.c.expires_at),
            func.max(rows.c.expires_at),
        )
        .where((rows.c.expires_at.is_(None)) | (rows.c.expires_at > bindparam("now")))
        .group_by(rows.c.kind)
        .order_by(rows.c.kind),
        "written": select(rows.c.key, rows.c.updated_at).where(rows.c.kind == bindparam("kind")),
        "lease": leased.on_conflict_do_update(
            index_elements=["name"],
            set_={name: leased.excluded[name] for name in ("owner", "expires_at")},
            where=free,
        ).returning(leases.c.owner),
        "give": delete(leases).where(leases.c.name == bindparam("name"), leases.c.owner == bindparam("owner")),
    }
    return {name: str(statement.compile(dialect=dialect)) for name, statement in statements.items()}


class DatabaseStore:
    """The Store protocol over one connection a process, guarded by a mutex, and closed for the moment of a fork.

    One connection and not one a thread: SQLite lets one writer in at a time anyway, and a connection that is open
    during a fork would leave the child with file locks that exist in its memory only.
    """

    def __init__(
        self, engine: Engine, *, seal: Seal | None, clock: Clock, lock: Callable[[DatabaseStore, str], Lock]
    ) -> None:
        self._engine = engine
        self._sql = Statements(engine)
        self._seal = seal
        self._clock = clock
        self._lock = lock
        self._mutex = threading.RLock()
        self._open: PoolProxiedConnection | None = None
        self._busy = False
        _stores.add(self)

    def get(self, kind: str, key: str) -> bytes | None:
        with _Transaction(self) as cursor:
            return self._read(cursor, kind, key)[0]

    def put(self, kind: str, key: str, value: bytes, *, expires_at: float | None = None) -> None:
        with _Transaction(self, (kind, key)) as cursor:
            self._write(cursor, kind, key, value, expires_at)

    def delete(self, kind: str, key: str) -> None:
        with _Transaction(self, (kind, key)) as cursor:
            self._remove(cursor, kind, key)

    def keys(self, kind: str) -> Iterable[str]:
        with _Transaction(self) as cursor:
            cursor.execute(self._sql["keys"], {"kind": kind, "now": self._clock.now()})
            return [key for (key,) in cursor.fetchall()]

    def update(self, kind: str, key: str, change: Callable[[bytes | None], tuple[bytes | None, T]]) -> T:
        with _Transaction(self, (kind, key)) as cursor:
            old, expires_at = self._read(cursor, kind, key)
            new, result = change(old)
            if new is None:
                self._remove(cursor, kind, key)
            elif new != old:
                self._write(cursor, kind, key, new, None if keeping_of(kind).rolls else expires_at)
            return result

    def update_all(
        self,
        places: Sequence[Place],
        change: Callable[[Mapping[Place, bytes | None]], tuple[Mapping[Place, Kept | None], T]],
    ) -> T:
        with _Transaction(self, *sorted(places)) as cursor:  # in one order, so that no two wait for each other
            written, result = change({place: self._read(cursor, *place)[0] for place in places})
            for (kind, key), kept in written.items():
                if kept is None:
                    self._remove(cursor, kind, key)
                else:
                    self._write(cursor, kind, key, *kept)
            return result

    def lock(self, name: str) -> Lock:
        return self._lock(self, name)

    def take(self, name: str, owner: str, *, seconds: float) -> bool:
        now = self._clock.now()
        with _Transaction(self, ("lease", name)) as cursor:
            cursor.execute(
                self._sql["lease"],
                {"name": self.veiled(name), "owner": owner, "expires_at": now + seconds, "now": now},
            )
            return cursor.fetchone() is not None

    def give(self, name: str, owner: str) -> None:
        with _Transaction(self, ("lease", name)) as cursor:
            cursor.execute(self._sql["give"], {"name": self.veiled(name), "owner": owner})

    def purge(self) -> int:
        """Remove what has expired, if there is anything, and what is left of it in the file; how many."""
        now = self._clock.now()
        with _Transaction(self) as cursor:
            cursor.execute(self._sql["first expiry"])
            (first,) = cursor.fetchone()
        if first is None or first > now:
            return 0
        with _Transaction(self, ("", "")) as cursor:
            cursor.execute(self._sql["purge"], {"now": now})
            gone = int(cursor.rowcount)
        self._fold(wait=False)
        return gone

    def held(self) -> list[Held]:
        """What there is of each kind, by number, size and age: no name, and no value."""
        with _Transaction(self) as cursor:
            cursor.execute(self._sql["held"], {"now": self._clock.now()})
            return [
                Held(kind, int(count), int(size), int(sealed), *times) for kind, count, size, sealed, *times in cursor
            ]

    def due(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """How many `clear` would remove."""
        with _Transaction(self) as cursor:
            cursor.execute(self._sql["written"], {"kind": kind})
            return len(chosen(cursor.fetchall(), before=before, spare=spare))

    def clear(self, kind: str, *, before: float, spare: Collection[str] = ()) -> int:
        """Remove what was last written until `before`, but for the keys that are spared; how many."""
        with _Transaction(self, (kind, "")) as cursor:
            cursor.execute(self._sql["written"], {"kind": kind})
            gone = chosen(cursor.fetchall(), before=before, spare=spare)
            for key in gone:
                cursor.execute(self._sql["delete"], {"kind": kind, "key": key})
        return len(gone)

    def compact(self) -> bool:
        """Write the file anew, without a byte of what was removed. False where another process still reads the old."""
        with self._mutex:
            try:
                cursor = self._cursor()
                if self._sql.is_sqlite:
                    cursor.execute("PRAGMA temp_store=MEMORY")  # not into a file elsewhere
                    cursor.execute("VACUUM")
                else:
                    self._vacuum()
            except self._sql.errors as error:
                self._drop()
                raise trouble(error, self._engine.url.render_as_string(hide_password=True)) from error
            return self._fold(wait=True)

    def _vacuum(self) -> None:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {schema.documents().name}")

    def _fold(self, *, wait: bool) -> bool:
        """Empty the write-ahead log into the file: it would keep earlier pages until it is overwritten some day."""
        if not self._sql.is_sqlite:
            return True
        with self._mutex:
            try:
                cursor = self._cursor()
                cursor.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000) if wait else 0}")
                (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                cursor.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
            except self._sql.errors:
                self._drop()
                return False
            return not busy

    def close(self) -> None:
        with self._mutex:
            self.disconnect()

    def disconnect(self) -> None:
        """Close the connection; the next use opens another."""
        connection, self._open = self._open, None
        if connection is not None:
            connection.close()

    def _drop(self) -> None:
        """As disconnect, for a connection that broke and may refuse even that."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(*self._sql.errors):
                connection.invalidate()

    def _read(self, cursor: Any, kind: str, key: str) -> tuple[bytes | None, float | None]:
        place = self.veiled(key)
        cursor.execute(self._sql["select"], {"kind": kind, "key": place})
        row = cursor.fetchone()
        if row is None and place != key:  # kept by a version that did not veil names yet
            place = key
            cursor.execute(self._sql["select"], {"kind": kind, "key": place})
            row = cursor.fetchone()
        if row is None or (row[2] is not None and row[2] <= self._clock.now()):
            return None, None
        value = bytes(row[0])
        return (self._sealing(kind).open(kind, place, value) if row[1] else value), row[2]

    def _remove(self, cursor: Any, kind: str, key: str) -> None:
        for place in {self.veiled(key), key}:
            cursor.execute(self._sql["delete"], {"kind": kind, "key": place})

    def veiled(self, name: str) -> str:
        """What the table has for a name: it is not sealed, and may tell whose mailbox something is about."""
        return self._seal.veiled(name) if self._seal is not None and "@" in name else name

    def _write(self, cursor: Any, kind: str, key: str, value: bytes, expires_at: float | None) -> None:
        sealed, now = kind not in OPEN_KINDS, self._clock.now()
        expires_at = keeping_of(kind).expiry(expires_at, now=now)
        place = self.veiled(key)
        if place != key:
            cursor.execute(self._sql["delete"], {"kind": kind, "key": key})
        row = {
            "kind": kind,
            "key": place,
            "value": self._sealing(kind).close(kind, place, value) if sealed else value,
            "sealed": int(sealed),
            "updated_at": now,
            "expires_at": expires_at,
        }
        cursor.execute(self._sql["upsert"], row)

    def _sealing(self, kind: str) -> Seal:
        if self._seal is None:
            raise ConfigError(f"a {kind} is kept sealed, and this state store was opened without a key")
        return self._seal

    def _cursor(self) -> Any:  # each driver has a cursor class of its own
        if self._open is None:
            self._open = self._engine.raw_connection()
        return self._open.cursor()


class _Transaction:
    """One transaction on the store's connection: exclusive where it names places to write."""

    __slots__ = ("_cursor", "_durable", "_places", "_store")

    def __init__(self, store: DatabaseStore, *places: Place) -> None:
        self._store = store
        self._places = places
        self._durable = store._sql.is_sqlite and any(kind in DURABLE_KINDS for kind, _ in places)
        self._cursor: Any = None

    def __enter__(self) -> Any:
        store = self._store
        store._mutex.acquire()
        if store._busy:
            store._mutex.release()
            raise RuntimeError("the change of an update may not use the store")
        store._busy = True
        try:
            try:
                self._begin(store._cursor())
            except store._sql.errors:
                if store._sql.is_sqlite:
                    raise
                store._drop()  # the server may have closed an idle connection: nothing was done yet, so once more
                self._begin(store._cursor())
            return self._cursor
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise

    def _begin(self, cursor: Any) -> None:
        self._cursor = cursor
        sql, places = self._store._sql, self._places
        if not sql.is_sqlite:
            for place in places:
                cursor.execute(sql.begin, {"place": "\n".join(place)})
            if not places:
                cursor.execute("SELECT 1")
        elif places:
            if self._durable:
                cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute(sql.begin)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        store = self._store
        try:
            self._end(failed=error is not None)
        except store._sql.errors as failure:
            store._drop()
            error = error or failure
        finally:
            store._busy = False
            store._mutex.release()
        if isinstance(error, store._sql.errors) and not isinstance(error, store._sql.our_fault):
            raise trouble(error, store._engine.url.render_as_string(hide_password=True)) from error

    def _end(self, *, failed: bool) -> None:
        connection = self._store._open
        if connection is None:
            return
        if failed:
            connection.rollback()
        else:
            connection.commit()
        if self._durable:
            self._cursor.execute("PRAGMA synchronous=NORMAL")


def trouble(error: BaseException, place: str) -> ConfigError:
    """A database error as one that says what to do. The driver's text is kept: it names files, never values."""
    text = " ".join(str(error).split()) or type(error).__name__
    hints = {
        "full": "Make room on that disk; nothing that was stored before is lost.",
        "locked": "Another process holds the database. Look for one that hangs, then try again.",
        "readonly": "Give your user the right to write there, or name another state URL in [settings].",
        "not a database": "The file is something else or damaged. Move it away, then sign in again: `nlconnect login`.",
        "malformed": "The file is damaged. Move it away, then sign in again: `nlconnect login`.",
        "disk I/O": "Look at the disk: it may be full, removed or failing.",
    }
    hint = next((hint for word, hint in hints.items() if word in text), "Look at the state URL in [settings].")
    return ConfigError(f"the state store {place} failed: {text}", hint=hint)


_stores: weakref.WeakSet[DatabaseStore] = weakref.WeakSet()
_forking: list[DatabaseStore] = []


def _before_fork() -> None:
    for store in list(_stores):
        store._mutex.acquire()
        _forking.append(store)
        store.disconnect()


def _after_fork() -> None:
    while _forking:
        _forking.pop()._mutex.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)
