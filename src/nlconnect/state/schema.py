"""The tables of the state store, and how an older store becomes the present one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from nlconnect.errors import ConfigError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

Step = Callable[["Connection"], None]


def documents() -> Table:
    from sqlalchemy import Column, Double, Integer, LargeBinary, MetaData, String, Table

    return Table(
        "documents",
        MetaData(),
        Column("kind", String, primary_key=True),
        Column("key", String, primary_key=True),
        Column("value", LargeBinary, nullable=False),
        Column("sealed", Integer, nullable=False),
        Column("updated_at", Double, nullable=False),
        Column("expires_at", Double),
    )


def leases() -> Table:
    from sqlalchemy import Column, Double, MetaData, String, Table

    return Table(
        "leases",
        MetaData(),
        Column("name", String, primary_key=True),
        Column("owner", String, nullable=False),
        Column("expires_at", Double, nullable=False),
    )


def schema_version() -> Table:
    from sqlalchemy import Column, Integer, MetaData, Table

    return Table("schema_version", MetaData(), Column("version", Integer, primary_key=True, autoincrement=False))


def _create_documents(connection: Connection) -> None:
    documents().create(connection)


def _create_leases(connection: Connection) -> None:
    leases().create(connection)


def _end_what_had_no_end(connection: Connection) -> None:
    """Earlier versions kept these without a term; and what is over is found without looking at every document."""
    from sqlalchemy import text

    days = {"budget": 40, "crosswalk": 2562, "errors": 40, "intent": 732, "notice": 30, "plan": 732, "standing": 400}
    ended = text("UPDATE documents SET expires_at = updated_at + :seconds WHERE kind = :kind AND expires_at IS NULL")
    for kind, number in days.items():
        connection.execute(ended, {"kind": kind, "seconds": number * 86_400.0})
    connection.exec_driver_sql("CREATE INDEX documents_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL")


STEPS: Sequence[Step] = (_create_documents, _create_leases, _end_what_had_no_end)
"""Step n brings a store from version n-1 to n. Append only. A step that changes a table spells out the SQL of its
own day, and the step that creates that table then spells out the earlier shape."""


def version_of(connection: Connection) -> int:
    """0 for a store without tables."""
    from sqlalchemy import func, inspect, select

    versions = schema_version()
    if not inspect(connection).has_table(versions.name):
        return 0
    return connection.execute(select(func.max(versions.c.version))).scalar() or 0


def migrate(connection: Connection, *, upto: int = len(STEPS)) -> None:
    """Run the missing steps inside the caller's transaction. A store of a later nlconnect raises ConfigError."""
    version = version_of(connection)
    if version > len(STEPS):
        raise ConfigError(
            f"the state store was written by a newer nlconnect (schema {version}, this one knows {len(STEPS)})",
            hint="Upgrade nlconnect, or name another state URL in [settings].",
        )
    versions = schema_version()
    if version == 0:
        versions.create(connection, checkfirst=True)
    for number in range(version + 1, upto + 1):
        STEPS[number - 1](connection)
        connection.execute(versions.insert().values(version=number))
