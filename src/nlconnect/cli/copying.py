"""Carrying out a sync: from the changes of a system to the rows of a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum

from pydantic import BaseModel
from typer import Exit

from nlconnect.asking.question import Question
from nlconnect.cli.delivery import Asked, asking
from nlconnect.cli.delivery import Manner as ReadManner
from nlconnect.cli.kept_copies import KeptCopy, Place, books_column, keep_to_terms
from nlconnect.cli.outcome import INTERRUPTED, say
from nlconnect.cli.progress import lowest
from nlconnect.client import SAME_EVERYWHERE, Batches, Connection
from nlconnect.config import Secret
from nlconnect.connector import FieldSpec, Query, Record
from nlconnect.connector.deltas import Tracking
from nlconnect.engine.sync import LONGEST_NAME, fits
from nlconnect.engine.table import default_fields, scope_column
from nlconnect.errors import NlconnectError, PartialFailure, QueryError
from nlconnect.model.catalogue import snake
from nlconnect.model.sync import SyncBatch, SyncCursor
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.copies import CopyPlan, copy_url, open_copy, shown, table_name
from nlconnect.transport.clock import SystemClock


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Where the copy stands, whose it is, and what is said meanwhile."""

    to: str
    consumer: str | None = None
    table: str | None = None
    full: bool = False
    quiet: bool = False
    purpose: str | None = None
    outlet_name: str | None = None


@dataclass(slots=True)
class Count:
    """What was done so far."""

    taken: int = 0
    dropped: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Keeping:
    """A copy about to be brought up to date, in every company that was asked for."""

    asked: Asked
    manner: Manner
    query: Query[Record]
    tracking: Tracking
    target: str
    table: str
    count: Count
    kept: list[KeptCopy] = field(default_factory=list)

    def everywhere(self) -> list[NlconnectError]:
        """One company after the other; one that fails does not stop the others."""
        failures: list[NlconnectError] = []
        with self.asked.progress as progress:
            for connection in self.asked.places.connections:
                try:
                    for _ in self._in(connection):
                        progress.update(rows=self.count.taken, calls=self.count.calls)
                except SAME_EVERYWHERE:
                    raise
                except NlconnectError as failure:
                    failure.scope = failure.scope or str(connection.scope)
                    failures.append(failure)
            progress.update(rows=self.count.taken, calls=self.count.calls)
        return failures

    def _in(self, connection: Connection) -> Iterator[None]:
        """Take batches over: first the copy with its cursor, in one transaction, then our own note of it."""
        plan = self._plan(connection)
        connection.sync(self.query, consumer=self._consumer)  # refuses what cannot be asked, before a table is made
        with closing(open_copy(self.target, plan)) as copy:
            cursor = self._cursor(copy.kept(), connection)
            changes = connection.sync(self.query, consumer=self._consumer, full=cursor is None, cursor=cursor)
            before = self.count.calls
            for batch in changes:
                if batch.reset is not None:
                    say(f"{connection.scope}: {batch.reset}; everything is taken again")
                keys = [key if isinstance(key, tuple) else (key,) for key in batch.deleted]
                place, rows = batch.cursor.dump(), _rows(batch, plan)
                moment = datetime.fromtimestamp(SystemClock().now(), UTC).replace(microsecond=0)
                passes = {"begins": batch.begins, "completes": batch.completes}
                gone = copy.take(rows, keys, cursor=place, **passes, read_at=moment)
                self.count.dropped += gone
                self.count.taken += len(batch.records)
                self.count.calls = before + changes.calls
                yield
            self.count.calls = before + changes.calls
            self.kept.append(self._known(plan, connection))

    def _known(self, plan: CopyPlan, connection: Connection) -> KeptCopy:
        """What is remembered of it, so that its term is kept to even when nobody syncs any more."""
        entity, scope = self.query.entity, str(connection.scope)
        place = Place(self.asked.system.name, entity.qualified_name, scope, self.asked.purpose)
        return KeptCopy(self.manner.to, plan, place, books_column(entity, plan))

    def _cursor(self, kept: str | None, connection: Connection) -> SyncCursor | None:
        """Where to go on; None where everything is to be taken, as after another selection."""
        cursor = SyncCursor.load(kept) if kept is not None and not self.manner.full else None
        return cursor if cursor is not None and fits(cursor, self.query, connection.scope) else None

    @property
    def _consumer(self) -> str:
        return (self.manner.consumer or f"{shown(self.target)} {self.table}")[:LONGEST_NAME]

    def _plan(self, connection: Connection) -> CopyPlan:
        """What a row belongs to comes first, then the fields. Other records asked for are another copy."""
        entity = self.query.entity
        place = {part: connection.scope[part] for part in self.tracking.places if part in connection.scope}
        fields = [entity.field(name) for name in self.query.selected or ()]
        columns = [scope_column(self.asked.system, part) for part in place]
        columns += [_column(spec) for spec in fields if spec.name not in place]
        own = [entity.by_wire[wire].name for wire in self.tracking.key]
        key = (*place, *(name for name in own if name not in place))
        records = replace(self.query, selected=None).fingerprint()
        about = (entity.qualified_name, str(connection.scope), self.manner.consumer, records)
        name = f"{self.table} {hashlib.sha256(repr(about).encode()).hexdigest()[:32]}"
        return CopyPlan(self.table, tuple(columns), key, place, name)


def keep(question: Question, manner: Manner) -> None:
    """Bring the copy of each company up to date, then say what changed."""
    target = copy_url(Secret(manner.to).reveal().get_secret_value())
    read = ReadManner(copies=True, quiet=manner.quiet, purpose=manner.purpose, outlet_name=manner.outlet_name)
    with asking(question, read) as asked:
        tracking = _tracking(asked)
        query, table = _visible(asked, tracking)
        name = table_name(manner.table or snake(query.entity.name).rstrip("_"))
        keeping = Keeping(asked, manner, query, tracking, target, name, Count())
        try:
            failures = keeping.everywhere()
        except KeyboardInterrupt:
            say("nlconnect: interrupted; what was taken over stays, and the next run goes on there")
            raise Exit(INTERRUPTED) from None
        _summary(keeping, table)
    keep_to_terms(keeping.kept)
    _raise_partial(failures, len(asked.places.connections))


def _column(spec: FieldSpec) -> Column:
    """What has a shape of its own is one cell."""
    return Column(spec.name, "collection" if spec.many else spec.type, spec.label_nl, spec.tag)


def _rows(batch: SyncBatch[Record], plan: CopyPlan) -> Batch:
    rows = [
        tuple(
            plan.place[column.name] if column.name in plan.place else _cell(getattr(record, column.name))
            for column in plan.columns
        )
        for record in batch.records
    ]
    return Batch.of(plan.columns, rows)


def _cell(value: object) -> object:
    """A named value is kept as its code, and a value with a shape of its own as what JSON has for it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, list | tuple):
        return [_cell(one) for one in value]
    return value


def _tracking(asked: Asked) -> Tracking:
    deltas = asked.system.deltas
    if deltas is None:
        raise QueryError(
            f"{asked.system.title} does not tell what changed",
            entity=asked.query.entity.name,
            hint="Read it whole: nlconnect read PROFILE ENTITY --to FILE",
        )
    return deltas.tracking(asked.query.entity)


def _visible(asked: Asked, tracking: Tracking) -> tuple[Query[Record], Batches]:
    """The fields that come along and may be seen, with the key; and the table that tells which are masked."""
    query, entity = asked.query, asked.query.entity
    if query.selected is not None:
        wanted = [entity.field(name) for name in query.selected]
    else:
        wanted = [spec for spec in default_fields(entity) if spec.name not in tracking.missing]
    key = [entity.by_wire[wire] for wire in tracking.key]
    table = asked.places.origin.batches(replace(query, selected=tuple(spec.name for spec in wanted), expanded=()))
    hidden = table.hidden
    masked = [spec.name for spec in asked.places.origin.batches(replace(query, selected=_names(key))).hidden]
    if masked and not table.by_policy:
        raise QueryError(
            f"{', '.join(masked)} tells rows apart and is masked, so no copy can be kept",
            entity=entity.name,
            hint="In Python you can: connection.sync(...). Or have the tag of that field reviewed.",
        )
    shown_fields = dict.fromkeys(spec.name for spec in (*key, *wanted) if spec not in hidden)
    return replace(query, selected=tuple(shown_fields)), table


def _names(fields: Sequence[FieldSpec]) -> tuple[str, ...]:
    return tuple(spec.name for spec in fields)


def _summary(keeping: Keeping, table: Batches) -> None:
    asked, count = keeping.asked, keeping.count
    place = f"{keeping.table} in {shown(keeping.target)}"
    say(f"{place}: {_many(count.taken, 'row')} taken over, {count.dropped:,} dropped")
    if table.hidden:
        say(table.masked)
    if not keeping.tracking.deletions and not keeping.manner.full:
        say(f"{asked.system.title} does not tell what was deleted here: now and then use --full, which finds out")
    asked.progress.summary(lowest([one.budget() for one in asked.places.connections]))


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _raise_partial(failures: Sequence[NlconnectError], total: int) -> None:
    if not failures:
        return
    if total == 1:
        raise failures[0]
    error = PartialFailure(f"{len(failures)} of {total} could not be brought up to date, the others are")
    error.failures = tuple(failures)
    raise error
