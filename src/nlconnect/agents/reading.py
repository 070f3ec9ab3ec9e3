"""The verbs that read: records, one record, how many there are, and totals."""

from __future__ import annotations

from collections.abc import Sequence

from nlconnect.agents import questions
from nlconnect.agents.answers import Cell, CountAnswer, RowsAnswer, TotalAnswer
from nlconnect.agents.cells import Cells
from nlconnect.agents.desk import Desk, Labelled, texts
from nlconnect.agents.labels import Label, is_customers_own
from nlconnect.agents.probing import refuse_unseen
from nlconnect.agents.totals import MOST_RECORDS, Totals
from nlconnect.agents.under_way import RowsUnderWay, Waiting
from nlconnect.agents.visible import refuse_hidden
from nlconnect.asking.question import Question, key_of, places_of
from nlconnect.client import Batches
from nlconnect.connector import Connector, EntitySpec, collection_of
from nlconnect.errors import QueryError

NAMES = "its own column names"


class Reading:
    """Reads for one agent."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting = Waiting()

    def close(self) -> None:
        """Let go of what waits to be gone on with."""
        self._waiting.close()

    def read(self, asked: questions.Read) -> Labelled:
        batches, entity, system = self.batches(asked)
        label = names_of(asked.profile, system, entity)
        return self._rows(RowsUnderWay(batches, entity, profile=asked.profile, names=label, limit=asked.limit))

    def batches(self, asked: questions.Read) -> tuple[Batches, EntitySpec, Connector]:
        """The rows of a read, not fetched yet."""
        question = question_of(asked)
        query, connection, system = self._desk.asked(question)
        return places_of(question, connection, system).batches(query), query.entity, system

    def more(self, asked: questions.More) -> Labelled:
        read = self._waiting.take(asked.cursor)
        if read is None:
            raise QueryError(
                "nothing is kept under this cursor", hint="A cursor works once, and not for long. Read again."
            )
        return self._rows(read)

    def get(self, asked: questions.Get) -> Labelled:
        question = question_of(asked)
        query, connection, system = self._desk.asked(question)
        places = places_of(question, connection, system)
        if places.are_many:
            raise QueryError("a record is in one place", hint="Name it in scope.")
        if "@" in asked.key:  # what tells a person is found where it is guessed
            raise QueryError("an agent asks by the id of a record, not by an address", entity=query.entity.name)
        record = places.origin.get(query, key_of(asked.key, query.entity))
        # Under a policy the engine itself narrows what was not selected: the record has what may be seen.
        names = [name for name in query.selected or record.__dict__ if name in query.entity.by_name]
        self._desk.taken.records += 1
        cells = Cells(query.entity, names)
        values = [getattr(record, name) for name in names]
        label = names_of(asked.profile, system, query.entity)
        written = cells.written_in(values)
        return rows_answer(names, [cells(values)], query.entity, written=written, profile=asked.profile, label=label)

    def count(self, asked: questions.Count) -> Labelled:
        question = question_of(asked)
        query, connection, system = self._desk.asked(question)
        places = places_of(question, connection, system)
        return Labelled(CountAnswer(count=sum(place.count(query) for place in places.connections)))

    def total(self, asked: questions.Total) -> Labelled:
        totals, entity, label = self.totals(asked)
        cells = Cells(entity, totals.columns)
        found = totals.rows()
        written = frozenset[str]().union(*map(cells.written_in, found))
        untrusted = [name for name in totals.columns if name in written]
        answer = TotalAnswer(
            records=totals.records, columns=totals.columns, rows=[cells(row) for row in found], untrusted=untrusted
        )
        return Labelled(answer, label | Label.of(asked.profile, entity.qualified_name, untrusted))

    def totals(self, asked: questions.Total) -> tuple[Totals, EntitySpec, Label]:
        """Added up over all records; the label is that of the names in it."""
        desk, question = self._desk, question_of(asked)
        system = desk.system(asked.profile)
        entity = system.catalogue.entity(asked.entity)
        totals = Totals(entity, sums=asked.sum, groups=asked.group_by)
        decides = desk.permission.decides(desk.profile(asked.profile))
        if not decides:
            refuse_hidden(entity, totals.fields)
        query, connection, system = desk.asked(question)
        if decides:  # masked numbers would add up to another number; groups are told as a read tells them
            refuse_unseen(connection, entity, totals.sums, "add up")
        keys = [entity.by_wire[wire].name for wire in entity.key if wire in entity.by_wire]
        wanted = [spec.name for spec in totals.fields] or keys[:1]
        chosen = collection_of(system.package, entity).where(*query.conditions).of(**query.parameters)
        chosen = (chosen.select(*wanted) if wanted else query).limit(MOST_RECORDS + 1)
        batches = places_of(question, connection, system).batches(chosen)
        columns = [column.name for column in batches.columns]
        for batch in batches:
            totals.add(columns, batch.rows)
        desk.taken.records += totals.records
        return totals, entity, names_of(asked.profile, system, entity)

    def _rows(self, read: RowsUnderWay) -> Labelled:
        rows, written, more = read.take()
        self._desk.taken.records += len(rows)
        cursor = self._waiting.keep(read) if more else None
        return rows_answer(
            read.columns,
            rows,
            read.entity,
            written=written,
            profile=read.profile,
            label=read.names,
            cursor=cursor,
            hidden=read.hidden,
        )


def rows_answer(
    columns: Sequence[str],
    rows: list[list[Cell]],
    entity: EntitySpec,
    *,
    written: frozenset[str],
    profile: str,
    label: Label,
    cursor: str | None = None,
    hidden: Sequence[str] = (),
) -> Labelled:
    """Without columns in which no row has a value; `written` are those with text that others may have written."""
    kept = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    names = [columns[place] for place in kept]
    free = [name for name in names if name in written]
    answer = RowsAnswer(
        columns=names,
        rows=[[row[place] for place in kept] for row in rows],
        cursor=cursor,
        hidden=list(hidden),
        empty=[name for name in columns if name not in names and name not in hidden] if rows else [],
        untrusted=free,
    )
    return Labelled(answer, label | Label.of(profile, entity.qualified_name, free))


def names_of(profile: str, system: Connector, entity: EntitySpec) -> Label:
    """That of the names of columns: the customer's own were made by somebody there."""
    return Label.of(profile, entity.qualified_name, [NAMES] if is_customers_own(system, entity) else [])


def question_of(asked: questions.Read | questions.Get | questions.Count | questions.Total) -> Question:
    """What a verb was asked, as the command line asks it; not every verb takes every part."""
    return Question(
        profile=asked.profile,
        entity=asked.entity,
        within=texts(asked.scope),
        select=tuple(getattr(asked, "select", ())),
        where=tuple(getattr(asked, "where", ())),
        order_by=tuple(getattr(asked, "order_by", ())),
        parameters=texts(asked.of),
    )
