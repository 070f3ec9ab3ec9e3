"""Reading into a table: rows go to an outlet without becoming records, and what may not be seen is not fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

import msgspec

from nlconnect.connector import Connector, EntitySpec, FieldSpec, Record, Scope
from nlconnect.engine.session import Asker, Operation, Session
from nlconnect.errors import QueryError
from nlconnect.model.page import Cursor
from nlconnect.model.query import Query
from nlconnect.model.table import MASKED, Batch, Column
from nlconnect.policy import hidden_fields

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class TablePlan(Generic[R]):
    """Which columns a table gets, which of them are masked, and the query that fetches the rest."""

    query: Query[R]
    columns: tuple[Column, ...]
    hidden: tuple[FieldSpec, ...]
    shown: tuple[str, ...]
    scope_parts: tuple[str, ...]


def table_plan(query: Query[R], *, scope_columns: Sequence[Column] = ()) -> TablePlan[R]:
    """Leave out what `own-use` masks at an outlet. `scope_columns` stand in front."""
    entity = query.entity
    if query.expanded:
        raise QueryError(
            "a table has no room for expanded collections",
            entity=entity.name,
            hint="Read the lines from their own resource.",
        )
    wanted = [entity.field(name) for name in query.selected] if query.selected else default_fields(entity)
    hidden = hidden_fields(wanted)
    shown = tuple(spec.name for spec in wanted if spec not in hidden)
    fetched = shown or tuple(entity.by_wire[wire].name for wire in entity.key)
    fields = (Column(spec.name, spec.type, spec.label_nl, spec.tag, spec.enum) for spec in wanted)
    # An entity may carry its division itself; the scope's own column then would stand twice.
    places = [column for column in scope_columns if column.name not in {spec.name for spec in wanted}]
    columns = (*places, *fields)
    narrowed = Query(
        entity, query.record, query.conditions, fetched, query.ordering, (), query.maximum, query.parameters
    )
    return TablePlan(narrowed, columns, hidden, shown, tuple(column.name for column in places))


def scope_column(connector: Connector, part: str) -> Column:
    """The column that says which scope a row came from."""
    known = connector.scope_parts.get(part)
    return Column(
        part,
        "int" if known is not None and known.kind is int else "string",
        known.title_nl if known is not None else None,
    )


def default_fields(entity: EntitySpec) -> list[FieldSpec]:
    """Every plain field that is not obsolete."""
    return [spec for spec in entity.values if not spec.obsolete or spec.is_key]


class TableReading(Generic[R]):
    """The rows of one scope, batch by batch."""

    def __init__(
        self, session: Session, plan: TablePlan[R], *, scope: Scope, asker: Asker, cursor: Cursor | None
    ) -> None:
        self.operation: Operation[R] = session.reading(plan.query, scope=scope, asker=asker, cursor=cursor)
        self._plan = plan
        self._constants: dict[str, object] = {spec.name: MASKED for spec in plan.hidden}
        self._constants.update({part: scope[part] for part in plan.scope_parts if part in scope})
        by_name = plan.query.entity.by_name
        self._row_type = msgspec.defstruct(
            "TableRow", [(name, Any) for name in plan.shown if name in by_name], gc=False
        )
        self._values = _getter(plan.shown)

    async def batch(self) -> Batch | None:
        """The next rows, None at the end."""
        rows = await self.operation.rows()
        if rows is None:
            return None
        make, values = self._row_type, self._values
        converted = self.operation.reading.decoder.convert(rows)
        return Batch(self._plan.columns, [make(*values(row)) for row in converted], self._constants)


def _getter(names: tuple[str, ...]) -> Any:  # a C-level getter of one or many attributes
    if len(names) > 1:
        return attrgetter(*names)
    if names:
        one = attrgetter(names[0])
        return lambda row: (one(row),)
    return lambda row: ()
