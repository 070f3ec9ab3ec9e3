"""Records as a table, on their way to a file or a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.model.catalogue import Enumeration, FieldType
from nlconnect.model.privacy import Personal, TagStatus

NOT_PERSONAL = Personal(None, 0, TagStatus.REVIEWED)


class Masked:
    """The value of every cell of a masked column; there is one, MASKED."""

    def __repr__(self) -> str:
        return "MASKED"


MASKED = Masked()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its Python name, its type, its Dutch header, and the tag that decides who may see it."""

    name: str
    type: FieldType
    label_nl: str | None = None
    tag: Personal = NOT_PERSONAL
    enum: Enumeration | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows. A row has an attribute for each column that is not among the constants.

    Rows are msgspec Structs, their fields in the order of the columns. `constants` are columns with one value for
    all rows: a scope, or MASKED.
    """

    columns: Sequence[Column]
    rows: Sequence[object]
    constants: Mapping[str, object] = field(default_factory=dict)
