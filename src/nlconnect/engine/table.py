"""Reading into a table: rows go to an outlet without becoming records, and what may not be seen is not fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Generic, TypeVar

from nlconnect.connector import Connector, EntitySpec, FieldSpec, Record, Row, Scope
from nlconnect.connector.conversion import one_value_kind
from nlconnect.engine.operation import Operation
from nlconnect.engine.session import Asker, Session
from nlconnect.errors import QueryError
from nlconnect.model.page import Cursor
from nlconnect.model.query import Query
from nlconnect.model.table import Batch, Column, Lazily
from nlconnect.policy import Clearance, hidden_fields

R = TypeVar("R", bound=Record)

ROWS_A_BATCH = 64


@dataclass(frozen=True, slots=True)
class TablePlan(Generic[R]):
    """Which columns a table gets, which of them are masked, and the query that fetches the rest."""

    query: Query[R]
    columns: tuple[Column, ...]
    hidden: tuple[FieldSpec, ...]
    shown: tuple[str, ...]
    scope_parts: tuple[str, ...]
    blank: tuple[str, ...] = ()
    """Columns that the purpose leaves empty."""


def table_plan(
    query: Query[R], *, scope_columns: Sequence[Column] = (), clearance: Clearance | None = None
) -> TablePlan[R]:
    """Leave out what the purpose may not see: without a clearance what `own-use` masks. `scope_columns` come first."""
    entity = query.entity
    if query.expanded:
        raise QueryError(
            "a table has no room for expanded collections",
            entity=entity.name,
            hint="Read the lines from their own resource.",
        )
    wanted = [entity.field(name) for name in query.selected] if query.selected else default_fields(entity)
    hidden = hidden_fields(wanted) if clearance is None else clearance.hidden(wanted)
    blank = () if clearance is None else clearance.blank(wanted)
    shown = tuple(spec.name for spec in wanted if spec not in hidden and spec not in blank)
    fetched = shown or tuple(entity.by_wire[wire].name for wire in entity.key)
    fields = (_column(spec, entity) for spec in wanted)
    # An entity may carry its division itself; the scope's own column then would stand twice.
    places = [column for column in scope_columns if column.name not in {spec.name for spec in wanted}]
    columns = (*places, *fields)
    narrowed = replace(query, selected=fetched, expanded=())
    empty = tuple(spec.name for spec in blank)
    return TablePlan(narrowed, columns, hidden, shown, tuple(column.name for column in places), empty)


def _column(spec: FieldSpec, entity: EntitySpec) -> Column:
    """A list of plain values is one cell, like any other thing with a shape of its own."""
    kind = one_value_kind(spec, entity)
    held = "collection" if spec.many else spec.type if kind is None else kind.cell_type
    return Column(spec.name, held, spec.label_nl, spec.tag, None if spec.many else spec.enum)


def scope_column(connector: Connector, part: str) -> Column:
    """The column that says which scope a row came from."""
    known = connector.scope_parts.get(part)
    return Column(
        part,
        "int" if known is not None and known.kind is int else "string",
        known.title_nl if known is not None else None,
    )


def default_fields(entity: EntitySpec) -> list[FieldSpec]:
    """What a read without a selection fetches."""
    return list(entity.defaults)


class TableReading(Generic[R]):
    """The rows of one scope, batch by batch."""

    def __init__(
        self, session: Session, plan: TablePlan[R], *, scope: Scope, asker: Asker, cursor: Cursor | None
    ) -> None:
        self.operation: Operation[R] = session.reading(plan.query, scope=scope, asker=asker, cursor=cursor)
        self._plan = plan
        self._masked = frozenset(spec.name for spec in plan.hidden)
        fixed: dict[str, object] = dict.fromkeys((*self._masked, *plan.blank))
        fixed.update({part: scope[part] for part in plan.scope_parts if part in scope})
        self._decoder = self.operation.reading.decoder
        self._decoder.tabulate([column.name for column in plan.columns], fixed)
        self._rows: Iterator[Row] = iter(())

    async def batch(self) -> Batch | None:
        """The next rows, None at the end.

        A batch stays in the processor's cache from parsing to writing: 250 wide rows cost a fifth more than 64.
        """
        while True:
            rows = list(islice(self._rows, ROWS_A_BATCH))
            if rows:
                cells = Lazily(partial(self._decoder.cells, rows))
                structs = Lazily(partial(self._decoder.finish, rows))
                return Batch(self._plan.columns, cells, len(rows), self._masked, structs)
            page = await self.operation.rows()
            if page is None:
                return None
            self._rows = self._decoder.parse(page)
