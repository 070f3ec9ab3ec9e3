"""The administration and the employer of a scope: a view is narrowed to them where it has their column."""

from __future__ import annotations

from collections.abc import Iterator

from nlconnect.connector import EntitySpec, FieldSpec, Scope
from nlconnect.model.query import Comparison
from nlconnect.model.values import coerce

COLUMNS = {
    "administration": frozenset({"UnitId", "Unit", "UnitIdFin"}),
    "employer": frozenset({"EmployerId", "Employer"}),
}
"""What the columns are called in AFAS's own views. A unit of measure is called the same, and is text."""
LABELS = {"administration": ("administratie", "administration"), "employer": ("werkgever", "employer")}
TYPES = {"administration": ("int", "int64"), "employer": ("string", "int", "int64")}
TITLES = {"administration": "administration", "employer": "employer"}


def narrowed(entity: EntitySpec, scope: Scope, notes: list[str], unheeded: list[str]) -> Iterator[Comparison]:
    """The conditions that a scope adds, saying in `notes` what it does and in `unheeded` what it cannot do."""
    for part, value in scope.items():
        column = column_of(entity, part)
        if column is None:
            unheeded.append(f"this view tells no {part}, so it is not narrowed to {part} {value}")
        else:
            notes.append(f"narrowed to {part} {value} by the column {column.wire}")
            yield Comparison(column, "eq", coerce(column, value))


def column_of(entity: EntitySpec, part: str) -> FieldSpec | None:
    """The column that tells a row's administration or employer; None in the list of these themselves."""
    fitting = [spec for spec in entity.fields if spec.type in TYPES.get(part, ()) and (spec.wire,) != entity.key]
    named = [spec for spec in fitting if spec.wire in COLUMNS[part]]
    labelled = [spec for spec in fitting if (spec.label_nl or spec.label or "").lower() in LABELS[part]]
    return next(iter((*named, *labelled)), None)
