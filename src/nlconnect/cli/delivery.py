"""Carrying out a read: to a grid on the terminal, to JSON lines in a pipe, or to a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from nlconnect.asking.question import Places, Question, places_of, visible
from nlconnect.cli import provenance
from nlconnect.cli.companies import NameBeside, names_of_companies
from nlconnect.cli.grid import ROWS, Grid, columns_for_people, shown_value
from nlconnect.cli.listing import on_terminal, show_facts, show_json, show_rows
from nlconnect.cli.outcome import say
from nlconnect.cli.progress import Progress, lowest
from nlconnect.client import Batches, connect
from nlconnect.config import Config, policy_file, read_config
from nlconnect.connector import Connector, EntitySpec, Key, Query, Record, connector_of
from nlconnect.errors import AuthError, ConfigError, PartialFailure, QueryError
from nlconnect.model.table import Batch
from nlconnect.outlets import open_outlet
from nlconnect.policy import OWN_USE, read_policy

_SELECTION = re.compile(r"(\$select=)([^&\s]+)")
LONGEST_SELECTION = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Where the records go, and what is said meanwhile."""

    to: str | None = None
    excel: Literal["nl"] | None = None
    as_json: bool = False
    quiet: bool = False
    purpose: str | None = None
    copies: bool = False
    """True where a copy in a database is kept."""
    outlet_name: str | None = None
    """An outlet of the policy."""

    @property
    def is_grid(self) -> bool:
        """A person looks at it."""
        return self.to is None and not self.as_json and on_terminal()

    @property
    def kind(self) -> str:
        """Which kind of place it goes to."""
        if self.copies:
            return "database"
        return "terminal" if self.is_grid else "stdout" if self.to in (None, "-") else "file"

    @property
    def outlet(self) -> str:
        """Where it goes, for the policy and the audit trail."""
        return self.outlet_name or self.kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on an open connection."""

    query: Query[Record]
    system: Connector
    places: Places
    progress: Progress
    purpose: str


@contextmanager
def asking(question: Question, manner: Manner) -> Iterator[Asked]:
    """Check the question before anything is sent, then connect."""
    config = read_config()
    if manner.outlet_name is not None:
        _refuse_other_kind(manner.outlet_name, manner.kind, config)
    profile = config.profile(question.profile)
    system = connector_of(profile)
    query = question.query(system)
    progress = Progress(f"{system.title} {query.entity.name}", quiet=manner.quiet)
    connected = connect(profile, config=config, purpose=manner.purpose, outlet=manner.outlet, notify=progress.wait)
    with connected as connection:
        purpose = manner.purpose or profile.purpose or OWN_USE
        yield Asked(query, system, places_of(question, connection, system), progress, purpose)


def _refuse_other_kind(name: str, kind: str, config: Config) -> None:
    """A named outlet is a place of one kind. Raises ConfigError for another one, or none."""
    path = policy_file(config)
    known = read_policy(path).outlets if path is not None else {}
    if name not in known:
        raise ConfigError(
            f"the policy describes no outlet {name!r}", hint=f"There is: {', '.join(known) or 'none yet'}."
        )
    if known[name].kind != kind:
        raise ConfigError(f"the outlet {name!r} is a {known[name].kind}, and this goes to a {kind}")


def deliver(question: Question, manner: Manner) -> None:
    """Read all of it to where it should go, then say what was masked and what it cost."""
    with asking(question, manner) as asked:
        masked = asked.places.origin.batches(asked.query)
        narrowed = visible(asked.query, hidden=masked.hidden)
        if manner.is_grid:
            failure = _to_grid(asked, narrowed, manner, question)
        else:
            failure = _to_outlet(asked, narrowed, manner, question)
        if masked.hidden:
            say(masked.masked)
        _tell_wider(asked, _without(narrowed, masked) if masked.by_policy else narrowed)
        asked.progress.summary(lowest([one.budget() for one in asked.places.connections]))
    if failure is not None:
        raise failure


def explain(question: Question, manner: Manner, *, count: bool) -> None:
    """How it would be read. Sends nothing unless it is to count or to list all companies."""
    with asking(question, manner) as asked:
        query = visible(asked.query, hidden=asked.places.origin.batches(asked.query).hidden)
        for place in asked.places.connections if count else asked.places.connections[:1]:
            explanation = place.explain(query, count=count)
            if manner.as_json:
                show_json({**_public(explanation)})
            else:
                print(_SELECTION.sub(_shortened, str(explanation)))
        if asked.places.are_many and not count:
            say(f"The same for each of {len(asked.places.connections)} companies.")


def count(question: Question, manner: Manner) -> None:
    """How many there are, of each company."""
    with asking(question, manner) as asked:
        query = asked.query
        if not asked.places.are_many:
            found = asked.places.origin.count(query)
            show_json({"count": found}) if manner.as_json else print(found)
            return
        rows = [{**dict(place.scope), "count": place.count(query)} for place in asked.places.connections]
        show_rows(rows, as_json=manner.as_json)


def fetch(question: Question, key: str, manner: Manner) -> None:
    """One record by its key; what the purpose may not see is not fetched."""
    with asking(question, manner) as asked:
        if asked.places.are_many:
            raise QueryError("one record is fetched from one company", hint="Name it, such as --division 123456.")
        origin = asked.places.origin
        masked = origin.batches(asked.query)
        narrowed = visible(asked.query, hidden=masked.hidden)
        table = origin.batches(narrowed)
        hidden = {spec.name for spec in table.hidden}
        fetched = replace(narrowed, selected=tuple(c.name for c in table.columns if c.name not in hidden))
        record = origin.get(fetched, _key(key, asked.query.entity))
        values = {c.name: None if c.name in hidden else getattr(record, c.name) for c in table.columns}
        if manner.is_grid:
            show_facts({c.label_nl or c.name: shown_value(c, values[c.name]) for c in table.columns})
        else:
            show_json(values)
        if masked.hidden:
            say(masked.masked)


def dutch(excel: str | None) -> Literal["nl"] | None:
    """What `--excel` takes. Raises ConfigError."""
    if excel is None:
        return None
    if excel.lower() != "nl":
        raise ConfigError("--excel knows `nl` only")
    return "nl"


def _to_grid(asked: Asked, query: Query[Record], manner: Manner, question: Question) -> PartialFailure | None:
    if not question.select and query.selected is not None:
        query = replace(query, selected=columns_for_people(query.entity, query.selected))
    batches = asked.places.batches(query if question.limit is not None else query.limit(ROWS))
    grid = Grid(batches.columns, dutch=manner.excel == "nl", chosen=bool(question.select))
    failure = _drain(batches, grid.add, asked)
    grid.show()
    if question.limit is None and len(grid.cells) >= ROWS:
        say(f"At most {ROWS} rows of each company are shown; --limit N changes that, --to FILE takes all.")
    if not question.select:
        hidden = asked.places.origin.batches(asked.query).hidden
        others = len(visible(asked.query, hidden=hidden).selected or ()) - grid.shown
        if others > 0:
            say(
                f"{others} more fields: choose with --select A,B, see `nlconnect describe`, or take all with --to FILE."
            )
    return failure


def _to_outlet(asked: Asked, query: Query[Record], manner: Manner, question: Question) -> PartialFailure | None:
    batches = asked.places.batches(query)
    beside = _names_beside(asked, batches, manner)
    notes = _notes(asked, question, manner, beside)
    columns = batches.columns if beside is None else beside.columns(batches.columns)
    with open_outlet(manner.to or "-", columns, excel=manner.excel, notes=notes) as outlet:
        sink = outlet.write if beside is None else lambda batch: outlet.write(beside.batch(batch))
        failure = _drain(batches, sink, asked)
        notes.update(
            provenance.ending(rows=outlet.rows, failure=failure, part=_part_in_dutch(asked), dutch=manner.excel == "nl")
        )
    for remark, cells in outlet.remarks.items():
        say(f"{remark}: {cells} cells")
    if manner.to not in (None, "-"):
        say(f"{manner.to} written")
    return failure


def _without(query: Query[Record], table: Batches) -> Query[Record]:
    """What the purpose may see of it; a table shows the rest as masked, and nobody may ask for it elsewhere."""
    hidden = {spec.name for spec in table.hidden}
    left = tuple(name for name in query.selected or () if name not in hidden)
    return replace(query, selected=left) if left else query


def _tell_wider(asked: Asked, query: Query[Record]) -> None:
    """Where more was read than was asked for: rows of other places, or columns, for want of a selection."""
    explained = asked.places.connections[0].explain(query)
    for remark in explained.unheeded:
        say(f"Attention: {remark}.")
    in_vain = explained.in_vain
    if in_vain:
        say(
            f"{asked.system.title} knows no selection: {in_vain} of {len(query.entity.fields)} columns crossed the "
            "wire in vain. A view without them is faster and shows less."
        )


def _names_beside(asked: Asked, batches: Batches, manner: Manner) -> NameBeside | None:
    """Dutch Excel is for people: there a company has its name, too, at the cost of listing the companies once."""
    names = [column.name for column in batches.columns]
    part = asked.places.part
    if manner.excel is None or not asked.places.are_many or part not in names or f"{part}_name" in names:
        return None
    known = names_of_companies(asked.places.connections[0], asked.system, part)
    return NameBeside(known, names.index(part)) if known else None


def _notes(asked: Asked, question: Question, manner: Manner, beside: NameBeside | None) -> dict[str, str]:
    table = asked.places.origin.batches(asked.query)
    places = asked.places.connections if asked.places.are_many else (asked.places.origin,)
    part = asked.places.part or asked.system.main_part
    purpose = asked.purpose if table.by_policy else None
    values = [place.scope[part] for place in places if part in place.scope]
    return provenance.notes(
        question,
        system=asked.system.title,
        entity=asked.query.entity,
        places=provenance.places_line(values, beside.names if beside is not None else {}),
        part=_part_in_dutch(asked),
        masked=provenance.masked_in_dutch(table.hidden, purpose=purpose) if manner.excel == "nl" else table.masked,
        dutch=manner.excel == "nl",
    )


def _part_in_dutch(asked: Asked) -> str:
    return asked.system.scope_parts[asked.places.part or asked.system.main_part].title_nl


def _drain(batches: Batches, sink: Callable[[Batch], None], asked: Asked) -> PartialFailure | None:
    """Give every batch to the sink. A failure of some companies comes back, one of all of them is raised."""
    with asked.progress as progress:
        try:
            seen = 0
            for batch in batches:
                sink(batch)
                progress.update(rows=batches.records, calls=batches.calls)
                if progress.is_live and batches.calls != seen:
                    seen = batches.calls
                    _tell_place(batch, asked)
        except PartialFailure as failure:
            if len(failure.failures) < len(asked.places.connections):
                return failure
            raise _common(failure) from None
        finally:
            progress.update(rows=batches.records, calls=batches.calls)
    return None


def _tell_place(batch: Batch, asked: Asked) -> None:
    """Which company it is at, and what is left there."""
    names = [column.name for column in batch.columns]
    if not asked.places.are_many:
        asked.progress.at("", asked.places.origin.budget())
    elif asked.places.part in names and batch.count:
        here = batch.cells[names.index(asked.places.part)][-1]
        numbers = [place.scope.get(asked.places.part) for place in asked.places.connections]
        if here in numbers:
            number = numbers.index(here)
            place = asked.places.connections[number]
            asked.progress.at(f"company {number + 1} of {len(numbers)}", place.budget())


def _common(failure: PartialFailure) -> Exception:
    """Where every company failed for want of a sign-in, that is all there is to say."""
    first = failure.failures[0]
    return first if all(isinstance(one, AuthError) for one in failure.failures) else failure


def _key(text: str, entity: EntitySpec) -> Key:
    if len(entity.key) <= 1:
        return text
    parts = tuple(part.strip() for part in text.split(","))
    if len(parts) != len(entity.key):
        names = ", ".join(entity.by_wire[wire].name for wire in entity.key)
        raise QueryError("the key has several parts", entity=entity.name, hint=f"Give them as {names}.")
    return parts


def _shortened(match: re.Match[str]) -> str:
    """Few people read the names of a hundred fields; JSON has them all."""
    names = match[2].split(",")
    if len(names) <= LONGEST_SELECTION:
        return match[0]
    return f"{match[1]}{','.join(names[:3])},...({len(names)} fields)"


def _public(explanation: object) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(explanation)  # type: ignore[call-overload,no-any-return]  # an Explanation
