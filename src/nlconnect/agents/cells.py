"""Values as a model reads them: codes by their names, and texts of a bearable length."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from math import isfinite

from nlconnect.agents.answers import Cell
from nlconnect.agents.labels import holds_text
from nlconnect.connector import EntitySpec

LONGEST = 300
"""Characters: one long remark must not fill an answer."""


class Cells:
    """Turns rows of some columns of an entity into JSON."""

    def __init__(self, entity: EntitySpec, columns: Sequence[str]) -> None:
        self._ways = [self._way(entity, name) for name in columns]
        # Of a month the field in front of the colon; what is only counted has no field.
        self._columns = [(name, entity.by_name.get(name.partition(":")[0])) for name in columns]

    def __call__(self, row: Sequence[object]) -> list[Cell]:
        return [way(value) for way, value in zip(self._ways, row, strict=True)]

    def written_in(self, row: Sequence[object]) -> frozenset[str]:
        """The columns in which this row has text that others may have written."""
        return frozenset(
            name for (name, spec), value in zip(self._columns, row, strict=True) if holds_text(value, spec)
        )

    def _way(self, entity: EntitySpec, name: str) -> Callable[[object], Cell]:
        spec = entity.by_name.get(name)
        if spec is None or spec.enum is None:
            return cell
        names: Mapping[object, str] = {code: member for member, code in spec.enum.values.items()}

        def named(value: object) -> Cell:
            if isinstance(value, list | tuple):
                return ", ".join(str(named(one)) for one in value)
            code = value.value if isinstance(value, Enum) else value
            return names.get(code) or cell(code)

        return named


def cell(value: object) -> Cell:
    """A value in JSON. Numbers that no float can hold, bytes and things with a shape of their own are text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal):
        exact = value.is_finite() and Decimal(repr(float(value))) == value
        return float(value) if exact else str(value)
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"{text[:LONGEST]}... ({len(text)} characters)" if len(text) > LONGEST else text
