"""Copies: tables in a database that are kept like the source, row by row, with the cursor in the same transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.opening import FORMATS, SAME

PASS = "_nlconnect_pass"
"""A column of ours: which copy wrote a row last and in which full pass, so that what does not come any more can go."""
READ_AT = "_nlconnect_read_at"
"""A column of ours: when a row was last read, so that what is past its term can go."""
CURSORS = "nlconnect_cursors"
"""A table of ours: up to where each copy has everything."""
DUCKDB = "duckdb:///"
SUFFIXES = {".duckdb": DUCKDB, ".db": "sqlite:///", ".sqlite": "sqlite:///", ".sqlite3": "sqlite:///"}
PRIVATE = 0o600

_NAME = re.compile(r"[A-Za-z_]\w{0,62}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """One entity in one scope. Rows of other scopes may stand in the same table; they are left alone."""

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell one row from another, those of the scope first."""
    place: Mapping[str, int | str]
    """The values of the scope's columns."""
    name: str
    """What the cursor is filed under, and whose rows a full pass may drop: others may write to the same table."""

    def mark(self, number: int) -> str:
        """What rows of a full pass are marked with."""
        return f"{self._owner}{number}"

    @property
    def marks(self) -> str:
        """What `LIKE` finds all marks of this copy by."""
        return f"{self._owner}%"

    @property
    def _owner(self) -> str:
        return f"{hashlib.sha256(self.name.encode()).hexdigest()[:12]}-"

    @property
    def key_columns(self) -> tuple[Column, ...]:
        known = {column.name: column for column in self.columns}
        return tuple(known[name] for name in self.key)


@dataclass(frozen=True, slots=True)
class Term:
    """Which rows are over: those that were read before, but for what the law wants kept."""

    before: datetime
    now: datetime
    """Rows of an earlier version do not say when they were read: their term begins now."""
    books: str | None = None
    """The column with the day or year of booking; empty where the rows are of the books and none says. None: not."""
    booked_before: date | datetime | int | None = None
    """Only what was booked before that may go."""


@dataclass(frozen=True, slots=True)
class Expired:
    """What went because it was over, and what stayed because the books need it."""

    gone: int
    held_back: int


class Copy(Protocol):
    """An open copy. Every `take` is one transaction: after a crash the data and the cursor fit together."""

    def kept(self) -> str | None:
        """The cursor that is kept with the data; None where there is no copy yet."""
        ...

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
        """Upsert rows, then drop keys; how many were dropped.

        `begins` starts a full pass; `completes` ends it, and drops what did not come since.
        """
        ...

    def expire(self, term: Term) -> Expired:
        """Drop this copy's rows that are over."""
        ...

    def close(self) -> None: ...


def open_copy(target: str, plan: CopyPlan) -> Copy:
    """Open a copy at a database URL, making what is missing. Raises ConfigError, naming no password."""
    url = copy_url(target)
    if url.startswith(DUCKDB):
        from nlconnect.outlets.duck import DuckCopy

        return DuckCopy(url.removeprefix(DUCKDB), plan)
    from nlconnect.outlets.database import DatabaseCopy

    return DatabaseCopy(url, plan)


def copy_url(target: str) -> str:
    """A target as a database URL; `x.duckdb` and `x.db` are short for one. Raises ConfigError where rows cannot go."""
    suffix = Path(target).suffix.lower()
    if "://" not in target:
        kind = suffix.lstrip(".")
        if SAME.get(kind, kind) in FORMATS or target == "-":
            raise ConfigError(
                f"{target if target != '-' else 'a stream'} cannot be kept up to date: rows that go cannot be deleted",
                hint="Sync to a database, such as --to duckdb:///copy.duckdb; "
                "or write the whole file again with: nlconnect read PROFILE ENTITY --to FILE",
            )
        if suffix not in SUFFIXES:
            raise ConfigError(
                "--to takes the URL of a database",
                hint="Such as duckdb:///copy.duckdb, sqlite:///copy.db or postgresql://user@host/database.",
            )
        target = f"{SUFFIXES[suffix]}{target}"
    if target.startswith(DUCKDB):
        for library in ("duckdb", "pyarrow"):
            if find_spec(library) is None:
                raise ConfigError(
                    f"a copy in DuckDB needs {library}", hint='Install it with: pip install "nlconnect[duckdb]"'
                )
        if target == DUCKDB:
            raise ConfigError("the URL names no file", hint="Write duckdb:///copy.duckdb")
    return target


def shown(target: str) -> str:
    """A target without its password, for people and for names."""
    scheme, separator, rest = target.partition("://")
    if not separator or "@" not in rest:
        return target
    user, _, host = rest.rpartition("@")
    return f"{scheme}://{user.partition(':')[0]}@{host}"


def table_name(text: str) -> str:
    """A name that needs no quotes anywhere. Raises ConfigError."""
    if not _NAME.fullmatch(text):
        raise ConfigError("a table has a name of letters, digits and underscores", hint="Such as --table accounts")
    return text


def made_private(file: Path, *, existed: bool) -> None:
    """A database that was just made is its owner's alone, as every file we make."""
    if not existed and file.exists():
        file.chmod(PRIVATE)


def other_key(plan: CopyPlan, found: Sequence[str]) -> ConfigError:
    """The table is somebody else's, or was made for another scope."""
    return ConfigError(
        f"the table {plan.table} has another key ({', '.join(found) or 'none'}) than this copy ({', '.join(plan.key)})",
        hint="Name another with --table, or drop it: the next run then makes it anew.",
    )
