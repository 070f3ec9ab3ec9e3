"""The verb `file`: files made of answers at our side, and the text of files that others made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from nlconnect.agents import questions
from nlconnect.agents.answers import Cell, FileAnswer, RowsAnswer
from nlconnect.agents.cells import Cells
from nlconnect.agents.desk import Desk, Labelled
from nlconnect.agents.labels import TRUSTED, Label
from nlconnect.agents.questions import misunderstood
from nlconnect.agents.reading import Reading, names_of, question_of
from nlconnect.agents.shelf import HANDLE, PUT_IN, Kept, Shelf
from nlconnect.agents.totals import Totals
from nlconnect.asking.enclosures import enclosed, parts_of
from nlconnect.asking.file_text import file_text
from nlconnect.asking.question import key_of, places_of
from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.file import File
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.table import Column

Asked = TypeVar("Asked", bound=questions.Asked)

MOST_CHARACTERS = 6_000
"""Of the text of a file in one answer."""
CONTENT = FieldSpec("text", "text", "string", Personal("user.content", 4, TagStatus.REVIEWED))
PLACES = "user.location"
_ODD = re.compile(r"[^\w -]+")


@dataclass(frozen=True, slots=True)
class _Table:
    """What a file is made of."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    entity: EntitySpec


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Values with files in them, those files, and the values that had handles, as the agent gave them."""

    values: dict[str, object]
    files: Sequence[Kept]
    given: Mapping[str, object]


class Papers:
    """Files for one agent."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        self._desk = desk
        self._reading = reading
        self._shelf = Shelf(desk.store, agent=desk.maker, clock=desk.clock)

    def file(self, asked: questions.File) -> Labelled:
        """List, read or make."""
        if asked.do == "make":
            return self._made(asked)
        if asked.do == "read":
            return self._read(asked)
        return self._listed(asked) if asked.ask else self._own()

    def _own(self) -> Labelled:
        """Those made here. A name that was given after text of others was shown is such a text."""
        files = self._shelf.all()
        rows: list[list[Cell]] = [[kept.handle, kept.name, len(kept.content), kept.told] for kept in files]
        label = TRUSTED
        for kept in files:
            label |= kept.named
        untrusted = [] if label.is_trusted else ["name"]
        return Labelled(FileAnswer(columns=["file", "name", "bytes", "of"], rows=rows, untrusted=untrusted), label)

    def _listed(self, asked: questions.File) -> Labelled:
        """Which files there are, as a read without their content."""
        question = _as(questions.Read, asked.ask)
        if not question.select:
            entity = self._desk.system(question.profile).catalogue.entity(question.entity)
            names = [spec.name for spec in entity.defaults if spec.is_value and spec.type != "binary"]
            question = question.model_copy(update={"select": self._seen(question.profile, entity, names)})
        found = self._reading.read(question)
        rows = found.answer
        assert isinstance(rows, RowsAnswer)
        answer = FileAnswer(columns=rows.columns, rows=rows.rows, cursor=rows.cursor, untrusted=rows.untrusted)
        return Labelled(answer, found.label)

    def _seen(self, profile: str, entity: EntitySpec, names: Sequence[str]) -> list[str]:
        connection = self._desk.connection(profile)
        clearance = connection._session.clearance(entity, connection._asker)
        if clearance is None:
            return list(names)
        return [name for name in names if clearance.ruling(entity.field(name)).treatment != "drop"]

    def _made(self, asked: questions.File) -> Labelled:
        """The answer goes into the file, and not to the agent: what others wrote in it gives nobody orders."""
        if not asked.title:
            raise QueryError("a file has a title")
        is_total = "sum" in asked.ask or "group_by" in asked.ask
        if is_total:
            total = _as(questions.Total, asked.ask)
            totals, entity, label = self._reading.totals(total)
            table = _Table(_columns(totals), totals.rows(), entity)
            profile = total.profile
        else:
            read = _as(questions.MadeOf, asked.ask)
            profile = read.profile
            table, label = self._rows(read)
        names, entity = [column.name for column in table.columns], table.entity
        told = names if label.is_trusted else []  # a customer's own names stay in the file, too
        written = frozenset[str]().union(*map(Cells(entity, names).written_in, table.rows))
        label |= Label.of(profile, entity.qualified_name, written)
        content = self._content(asked, table, profile)
        kept = self._shelf.keep(
            Kept(
                name=f"{_ODD.sub(' ', asked.title).strip() or 'report'}.{'xlsx' if asked.kind == 'xlsx' else 'html'}",
                agent=self._desk.maker,
                purpose=self._desk.permission.purpose_of(self._desk.profile(profile)),
                told=f"{len(table.rows)} rows of {entity.qualified_name}{': ' if told else ''}{', '.join(told)}",
                label=label,
                named=self._desk.sitting.label(),
                is_markup=asked.kind != "xlsx",
                content=content,
            )
        )
        return Labelled(FileAnswer(file=kept.handle, columns=told, records=len(table.rows), bytes=len(content)))

    def _rows(self, read: questions.MadeOf) -> tuple[_Table, Label]:
        batches, entity, system = self._reading.batches(read)
        rows: list[tuple[object, ...]] = []
        for batch in batches:
            rows += batch.rows
            if len(rows) >= read.limit:
                break
        self._desk.taken.records += len(rows)
        return _Table(batches.columns, rows[: read.limit], entity), names_of(read.profile, system, entity)

    def _content(self, asked: questions.File, table: _Table, profile: str) -> bytes:
        from nlconnect.reports import Chart, bars_of, table_of, workbook_of

        ruling = self._desk.permission.ruling(self._desk.profile(profile))
        language = ruling[0].language if ruling is not None else "en"
        columns, rows = table.columns, table.rows
        named = asked.chart or ({"by": columns[0].name, "of": columns[-1].name} if asked.kind == "bars" else {})
        if named and set(named) != {"by", "of"}:
            raise QueryError("a chart takes by and of, which are columns")
        chart = Chart(by=named["by"], of=named["of"]) if named else None
        if asked.kind == "xlsx":
            return workbook_of(asked.title, columns, rows, chart=chart, language=language)
        if asked.kind == "bars" and chart is not None:
            return bars_of(asked.title, columns, rows, chart=chart, language=language).encode()
        return table_of(asked.title, columns, rows, language=language).encode()

    def _read(self, asked: questions.File) -> Labelled:
        """The text of a file, which anybody may have written."""
        get = _as(questions.Get, {"key": "", **asked.ask})
        desk = self._desk
        if not desk.permission.decides(desk.profile(get.profile)):
            raise PolicyRefused(
                "an agent reads files for a purpose only (rule: agents see no personal data)",
                entity=get.entity,
                hint="The policy's purpose has to name the entity, and `download` among its operations.",
            )
        question = question_of(get)
        query, connection, system = desk.asked(question)
        self._refuse_closed(get.profile, query.entity)
        place = places_of(question, connection, system).origin
        found = file_text(place, query, key_of(get.key, query.entity) if get.key else None, name=asked.name)
        text = found.text
        part = text[asked.offset : asked.offset + MOST_CHARACTERS]
        desk.taken.records += 1
        follows = asked.offset + len(part)
        answer = FileAnswer(
            text=part, bytes=found.size, next=follows if follows < len(text) else None, untrusted=["text"]
        )
        return Labelled(answer, Label.of(get.profile, query.entity.qualified_name, ["text of a file"]))

    def _refuse_closed(self, profile: str, entity: EntitySpec) -> None:
        """Raises PolicyRefused where the purpose may not see all of these records as it is.

        A file may hold the whole record, such as a letter with its people. Places are never written in one.
        """
        connection = self._desk.connection(profile)
        clearance = connection._session.clearance(entity, connection._asker)
        if clearance is None:
            raise PolicyRefused("no policy says what of a file may be seen (rule: agents see no personal data)")
        closed = [
            spec.name
            for spec in (*entity.values, CONTENT)
            if clearance.ruling(spec).treatment != "show" and not (spec.tag.category or "").startswith(PLACES)
        ]
        if closed:
            raise PolicyRefused(
                f"this purpose may not see {', '.join(closed[:5])}, so an agent may not read the file "
                "(rule: agents do not probe)",
                entity=entity.name,
            )

    def put_in(self, entity: EntitySpec, values: Mapping[str, object], *, purpose: str) -> Enclosed:
        """The values with files where their handles stand. Raises QueryError, also for bytes that nobody could see."""
        used: list[Kept] = []

        def found(handle: str) -> Kept:
            kept = self._shelf.find(handle, purpose=purpose)
            if kept not in used:
                used.append(kept)
            return kept

        filled = {name: _with_files(entity, name, value, found) for name, value in values.items()}
        _refuse_bytes(entity, filled)
        return Enclosed(filled, used, {name: value for name, value in values.items() if filled[name] != value})


def _refuse_bytes(entity: EntitySpec, values: Mapping[str, object]) -> None:
    """Whoever approves sees how many bytes there are, and not which: an agent's come from a file that was made here."""
    for name, value in values.items():
        spec = entity.by_name.get(name) or entity.by_wire.get(name)
        if spec is None:
            continue
        names = {part for one in parts_of(entity, spec) if one.type == "binary" for part in (one.name, one.wire)}
        rows = value if isinstance(value, list) else [value]
        given = [row[part] for row in rows if isinstance(row, Mapping) for part in names & set(row)]
        given += rows if spec.type == "binary" else []
        if any(not isinstance(one, File) for one in given):
            raise QueryError(
                f"{name} takes a file that was made here",
                entity=entity.name,
                hint='Make one with the verb file, and give its handle: "file:...".',
            )


def _with_files(entity: EntitySpec, name: str, value: object, found: Callable[[str], Kept]) -> object:
    """The value of a field: a handle becomes what that field has for a file."""
    spec = entity.by_name.get(name)
    handles = value if isinstance(value, list) else [value]
    if spec is None or not any(isinstance(one, str) and HANDLE.fullmatch(one) for one in handles):
        return _inside(value, found)
    parts: list[object] = []
    for one in handles:
        if not isinstance(one, str) or not HANDLE.fullmatch(one):
            parts.append(_inside(one, found))
            continue
        made = enclosed(entity, spec, [found(one).file()])
        if made is None:
            raise QueryError(f"{name} takes no file", entity=entity.name)
        parts += made if isinstance(made, list) else [made]
    return parts if isinstance(value, list) or spec.many else parts[0]


def _inside(value: object, found: Callable[[str], Kept]) -> object:
    if isinstance(value, Mapping):
        return {name: _inside(part, found) for name, part in value.items()}
    if isinstance(value, list):
        return [_inside(part, found) for part in value]
    if not isinstance(value, str):
        return value
    if HANDLE.fullmatch(value):
        return found(value).file()
    return PUT_IN.sub(lambda match: _markup(found(f"file:{match[1]}")), value)


def _markup(kept: Kept) -> str:
    if not kept.is_markup:
        raise QueryError(
            "a workbook is attached, and not put into a text", hint='Make it with "kind": "table" or "bars".'
        )
    return kept.content.decode()


def _columns(totals: Totals) -> list[Column]:
    found = []
    for name, (spec, period) in zip(totals.names, totals.groups, strict=True):
        found.append(Column(name, "string") if period else Column(name, spec.type, spec.label_nl, spec.tag, spec.enum))
    counted = Column("records", "int", "Aantal")
    return [*found, counted, *(Column(f"sum_{spec.name}", "decimal", spec.label_nl) for spec in totals.sums)]


def _as(kind: type[Asked], ask: Mapping[str, object]) -> Asked:
    try:
        return kind.model_validate(dict(ask))
    except ValidationError as error:
        raise misunderstood("file", error) from None
