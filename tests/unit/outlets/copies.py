"""What every kind of copy has to do, whatever database it is in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from nlconnect.model.table import Batch, Column
from nlconnect.outlets.copies import CopyPlan

if TYPE_CHECKING:
    from nlconnect.outlets.copies import Copy

NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
PLACE = Column("division", "int")
COLUMNS = (
    PLACE,
    Column("id", "guid"),
    Column("name", "string"),
    Column("amount", "decimal"),
    Column("due", "date"),
    Column("modified", "datetime"),
    Column("is_paid", "bool"),
    Column("shape", "object"),
)


def plan(*, division: int = 1, columns: tuple[Column, ...] = COLUMNS, table: str = "accounts") -> CopyPlan:
    return CopyPlan(table, columns, ("division", "id"), {"division": division}, f"accounts of {division}")


def rows(*names: str, division: int = 1, columns: tuple[Column, ...] = COLUMNS) -> Batch:
    """Rows whose key is the first letter of their name."""
    whole = {
        "division": division,
        "amount": Decimal("1234567890.10"),
        "due": date(2026, 12, 31),
        "modified": NOON,
        "is_paid": False,
        "shape": {"a": [1]},
    }
    values = [{**whole, "id": name[0], "name": name} for name in names]
    return Batch.of(columns, [tuple(value.get(column.name) for column in columns) for value in values])


def take(
    copy: Copy,
    batch: Batch,
    *,
    deleted: str = "",
    cursor: str = "c",
    begins: bool = False,
    completes: bool = False,
    read_at: datetime = NOON,
) -> int:
    keys = [(key,) for key in deleted]
    return copy.take(batch, keys, cursor=cursor, begins=begins, completes=completes, read_at=read_at)
