"""Totals over records, so that no model has to add up ten thousand rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.errors import QueryError

MOST_RECORDS = 200_000
MOST_GROUPS = 200
NUMBERS = ("int", "int64", "decimal", "float")
_PERIODS: dict[str, Callable[[date], str]] = {
    "year": lambda day: f"{day:%Y}",
    "week": lambda day: f"{day:%G-W%V}",
    "month": lambda day: f"{day:%Y-%m}",
    "day": lambda day: f"{day:%Y-%m-%d}",
}


class Totals:
    """Adds up rows by group. Raises QueryError for what cannot be added or grouped."""

    def __init__(self, entity: EntitySpec, *, sums: Sequence[str], groups: Sequence[str]) -> None:
        self.sums = [entity.field(name) for name in sums]
        self.groups = [_group(entity, name) for name in groups]
        self.names = list(groups)
        wrong = [spec.name for spec in self.sums if spec.type not in NUMBERS]
        if wrong:
            raise QueryError(f"{', '.join(wrong)} cannot be added up", entity=entity.name)
        self.records = 0
        self._found: dict[tuple[object, ...], list[Decimal]] = {}

    @property
    def fields(self) -> list[FieldSpec]:
        """What has to be read."""
        return list(dict.fromkeys([*(spec for spec, _ in self.groups), *self.sums]))

    def add(self, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Some rows more."""
        places = {name: place for place, name in enumerate(columns)}
        grouped = [(places[spec.name], period) for spec, period in self.groups]
        summed = [places[spec.name] for spec in self.sums]
        for row in rows:
            key = tuple(_of(row[place], period) for place, period in grouped)
            found = self._found.setdefault(key, [Decimal(0)] * (len(summed) + 1))
            found[0] += 1
            for number, place in enumerate(summed, start=1):
                found[number] += _number(row[place])
            self.records += 1
        if self.records > MOST_RECORDS:
            raise QueryError(
                f"more than {MOST_RECORDS:,} records are too many to add up for one question",
                hint="Narrow it with a condition, such as a period.",
            )
        if len(self._found) > MOST_GROUPS:
            raise QueryError(
                f"there are more than {MOST_GROUPS} groups",
                hint="Group by what has fewer values, such as a month, or narrow it with a condition.",
            )

    @property
    def columns(self) -> list[str]:
        """Of the answer."""
        return [*self.names, "records", *(f"sum_{spec.name}" for spec in self.sums)]

    def rows(self) -> list[list[object]]:
        """A row for each group, in the order of their values, so that the same question gets the same answer."""
        ordered = sorted(self._found.items(), key=lambda entry: [(value is None, str(value)) for value in entry[0]])
        return [[*key, int(found[0]), *found[1:]] for key, found in ordered]


def _group(entity: EntitySpec, name: str) -> tuple[FieldSpec, Callable[[date], str] | None]:
    field, colon, period = name.partition(":")
    spec = entity.field(field)
    if spec.type in ("object", "collection"):
        raise QueryError(f"{field} is made of several fields and cannot be grouped by", entity=entity.name)
    if not colon:
        return spec, None
    if spec.type not in ("date", "datetime") or period not in _PERIODS:
        raise QueryError(
            f"{field} cannot be grouped so", entity=entity.name, hint=f"A date takes :{', :'.join(_PERIODS)}."
        )
    return spec, _PERIODS[period]


def _of(value: object, period: Callable[[date], str] | None) -> object:
    if period is None or not isinstance(value, date):
        return value if not isinstance(value, list) else ", ".join(map(str, value))
    return period(value)


def _number(value: object) -> Decimal:
    if value is None:
        return Decimal(0)
    if isinstance(value, float):
        return Decimal(repr(value))
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
