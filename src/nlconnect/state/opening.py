"""From a state URL to a store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from nlconnect.errors import ConfigError
from nlconnect.model.ports import Clock, Lock
from nlconnect.state.held import KeptStore
from nlconnect.state.key import Key
from nlconnect.state.locks import KernelLock, LeaseLock, exclusive, lock_file
from nlconnect.state.memory import MemoryStore
from nlconnect.state.place import MEMORY, database_file, private_file, private_folder

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from nlconnect.state.database import DatabaseStore

LEASE_SECONDS = 30.0


def open_store(
    url: str,
    *,
    key: Key | None,
    clock: Clock,
    kernel_locks: bool = True,
    lease_seconds: float = LEASE_SECONDS,
) -> KeptStore:
    """Open `sqlite:///PATH`, `postgresql://...` or `memory`, bring its schema up to date, and remove what is over.

    Without a key nothing can be stored but counters and checksums. On SQLite a lock is a kernel file lock beside
    the database; `kernel_locks=False` makes it a lease, as on Postgres, which a killed holder keeps for at most
    `lease_seconds`. Raises ConfigError.
    """
    file = database_file(url)
    if url == MEMORY:
        return MemoryStore(clock=clock)
    from nlconnect.state.database import DatabaseStore
    from nlconnect.state.seal import Seal

    engine = _sqlite(file) if file else _postgres(url)
    _prepare(engine, file)
    lock: Callable[[DatabaseStore, str], Lock]
    if file and kernel_locks:
        folder = private_folder(file.with_suffix(".locks"))
        lock = lambda store, name: KernelLock(lock_file(folder, store.veiled(name)))  # noqa: E731
    else:
        lock = lambda store, name: LeaseLock(store, name, seconds=lease_seconds)  # noqa: E731
    store = DatabaseStore(engine, seal=Seal(key) if key else None, clock=clock, lock=lock)
    store.purge()
    return store


def _sqlite(file: Path) -> Engine:
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    from nlconnect.state.database import BUSY_SECONDS

    private_folder(file.parent)
    private_file(file)
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        poolclass=NullPool,
        paramstyle="named",
        # Transactions are begun by hand, as BEGIN IMMEDIATE; the store's mutex keeps the threads apart.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def calm(connection: object, record: object) -> None:
        connection.execute("PRAGMA synchronous=NORMAL")  # type: ignore[attr-defined]  # a sqlite3.Connection
        connection.execute("PRAGMA secure_delete=ON")  # type: ignore[attr-defined]  # as above; what goes becomes zeros

    return engine


def _postgres(url: str) -> Engine:
    from sqlalchemy import create_engine, make_url
    from sqlalchemy.pool import NullPool

    try:
        return create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ImportError as error:
        raise ConfigError(
            f"the state URL asks for Postgres, and its driver is missing ({error})",
            hint='Install it with: pip install "nlconnect[postgres]"',
        ) from error


def _prepare(engine: Engine, file: Path | None) -> None:
    """Write-ahead mode and schema. One process at a time, since SQLite does not wait while it changes its mode."""
    from sqlalchemy.exc import DBAPIError

    from nlconnect.state.database import trouble
    from nlconnect.state.schema import STEPS, migrate, version_of

    try:
        with engine.connect() as connection:
            if version_of(connection) == len(STEPS):
                return
        with exclusive(file.with_suffix(".setup")) if file else nullcontext(), engine.connect() as connection:
            if file:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('nlconnect schema'))")
            migrate(connection)
            connection.commit()
    except DBAPIError as error:
        raise trouble(error.orig or error, engine.url.render_as_string(hide_password=True)) from error
