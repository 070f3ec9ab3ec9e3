"""The verbs as one object: for a server of the Model Context Protocol, and for any framework that calls functions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, Self

from pydantic import BaseModel, ValidationError

from nlconnect.agents import questions
from nlconnect.agents.answers import (
    ApplyAnswer,
    Cell,
    CountAnswer,
    DescribeAnswer,
    FindAnswer,
    Hit,
    PlanAnswer,
    RowsAnswer,
    StatusAnswer,
    SystemRow,
    SystemsAnswer,
    TotalAnswer,
)
from nlconnect.agents.cells import Cells
from nlconnect.agents.destinations import About, is_unattended, place_of, refuse_strangers
from nlconnect.agents.permission import Permission
from nlconnect.agents.probing import refuse_deep, refuse_probing, refuse_unseen_change
from nlconnect.agents.schemas import compact
from nlconnect.agents.switch import Switch, store_of
from nlconnect.agents.telling import described
from nlconnect.agents.totals import MOST_RECORDS, Totals
from nlconnect.agents.under_way import RowsUnderWay, Waiting
from nlconnect.agents.visible import holds_free_text, narrowed, refuse_hidden
from nlconnect.agents.writes import change_of, told_of
from nlconnect.approvals import Book, Standing
from nlconnect.asking.finding import foremost, search
from nlconnect.asking.question import Question, key_of, places_of
from nlconnect.client import Connection, connect
from nlconnect.config import Config, Profile, read_config
from nlconnect.connector import Connector, EntitySpec, Query, Record, collection_of, connector_of
from nlconnect.errors import ApprovalRequired, ConfigError, PolicyRefused, QueryError
from nlconnect.model.catalogue import nearest
from nlconnect.model.outcome import Done, Plan, Rejected, Unknown
from nlconnect.model.ports import Clock, Store
from nlconnect.transport.clock import SystemClock

if TYPE_CHECKING:
    from types import TracebackType

Json = dict[str, object]
OUTLET = "agent"
"""What policies and the audit call an agent: what it is told goes to whoever runs its model."""


AS_READ = ("more", "get", "total")
"""Verbs whose answers are told at `read`."""


class Opens(Protocol):
    """Makes a connection, as `nlconnect.connect` does."""

    def __call__(
        self, profile: Profile, /, *, purpose: str, outlet: str, allow_writes: Sequence[str]
    ) -> Connection: ...


@dataclass(frozen=True, slots=True)
class Tool:
    """One verb as a model is told of it: schemas are JSON Schema."""

    name: str
    title: str
    description: str
    input_schema: Json
    output_schema: Json
    reaches_out: bool = True
    """False where nothing is asked of a system."""
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb answered. `untrusted` names the columns whose text anybody may have written."""

    content: Json
    untrusted: tuple[str, ...] = ()


class Toolbox:
    """Few verbs over the systems of some profiles, on behalf of one agent.

    Without a policy it reads what is not personal. A purpose of the policy shows what it names, and may let the agent
    plan writes; what is planned waits for a person's yes.

    `profiles` are those that the agent may use, all of the settings file without. Safe between threads. Every call is
    in the audit log under the agent's name. `store`, `clock` and `open_connection` replace the real ones, for
    tests. Raises ConfigError where a profile is not there.
    """

    def __init__(
        self,
        profiles: Sequence[str] | None = None,
        *,
        agent: str = "agent",
        purpose: str | None = None,
        config: Config | None = None,
        store: Store | None = None,
        clock: Clock | None = None,
        open_connection: Opens | None = None,
    ) -> None:
        self._config = config or read_config()
        known = self._config.profiles
        self._profiles = {name: self._config.profile(name) for name in (known if profiles is None else profiles)}
        self.agent = agent
        self._permission = Permission.of(self._config, purpose)
        self._open: Opens = open_connection or partial(connect, config=self._config)
        self._store = store or store_of(self._config)
        self._switch = Switch(self._store)
        self._book = Book(self._store)
        self._clock = clock or SystemClock()
        self._connections: dict[str, Connection] = {}
        self._waiting = Waiting()
        self._lock = threading.Lock()
        self._records = 0
        self._tainted = False
        self._verbs: dict[str, tuple[type[questions.Asked], Callable[..., BaseModel], type[BaseModel], str]] = {
            "systems": (questions.Systems, self._systems, SystemsAnswer, "The profiles you may use. Begin here."),
            "find": (questions.Find, self._find, FindAnswer, "Find what can be read, by words of people."),
            "describe": (questions.Describe, self._describe, DescribeAnswer, "Fields and key of an entity."),
            "read": (questions.Read, self._read, RowsAnswer, "Records that meet conditions. Ask for few fields."),
            "more": (questions.More, self._more, RowsAnswer, "The next rows of a read."),
            "get": (questions.Get, self._get, RowsAnswer, "One record by its key."),
            "count": (questions.Count, self._count, CountAnswer, "How many records meet conditions."),
            "total": (questions.Total, self._total, TotalAnswer, "Sums and counts by group, over all records."),
            "plan": (questions.Plan, self._plan, PlanAnswer, "Plan a write and ask people for it; writes nothing."),
            "apply": (questions.Apply, self._apply, ApplyAnswer, "Carry out a plan that people approved, once."),
            "status": (questions.Status, self._status, StatusAnswer, "What is left of the vendor's budget."),
        }

    def tools(self) -> list[Tool]:
        """Every verb, always in the same order."""
        return [
            Tool(
                name,
                name.capitalize(),
                text,
                compact(asked.model_json_schema()),
                compact(answer.model_json_schema(mode="serialization"), worded=name not in AS_READ),
                reaches_out=name not in ("systems", "find", "describe"),
                writes=name == "apply",
            )
            for name, (asked, _, answer, text) in self._verbs.items()
        ]

    def call(self, name: str, arguments: Mapping[str, object] | None = None) -> Answer:
        """Do what a verb says. Raises QueryError for wrong arguments, PolicyRefused, and what reads raise."""
        if name not in self._verbs:
            raise QueryError(f"there is no tool {name!r}", hint=nearest(name, list(self._verbs), what="tools"))
        self._switch.refuse_stopped(self.agent)
        asked, verb, _, _ = self._verbs[name]
        try:
            question = asked.model_validate(dict(arguments or {}))
        except ValidationError as error:
            raise _misunderstood(name, error) from None
        try:
            found = verb(question)
        except (TypeError, RecursionError):
            raise QueryError(f"{name} cannot make anything of these arguments") from None
        untrusted = tuple(getattr(found, "untrusted", ()))
        if untrusted:
            self._tainted = True
        return Answer(found.model_dump(mode="json", exclude_defaults=True) | _required(found), untrusted)

    def close(self) -> None:
        """Close every connection."""
        self._waiting.close()
        with self._lock:
            opened, self._connections = list(self._connections.values()), {}
        for connection in opened:
            connection.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _systems(self, asked: questions.Systems) -> SystemsAnswer:
        rows = [
            SystemRow(
                profile=name,
                system=connector_of(profile).title,
                scope=dict(profile.scope),
                purpose=self._permission.purpose_of(profile),
            )
            for name, profile in self._profiles.items()
        ]
        return SystemsAnswer(systems=rows)

    def _find(self, asked: questions.Find) -> FindAnswer:
        names = [asked.profile] if asked.profile else list(self._profiles)
        hits = [hit for name in names for hit in search(self._system(name), asked.words.split(), named=name)]
        best = foremost(hits, asked.limit)
        found = [
            Hit(
                profile=hit.system, entity=hit.entity.qualified_name, title=hit.entity.title_nl, fields=list(hit.fields)
            )
            for hit in best
        ]
        return FindAnswer(found=found, more=len(hits) - len(best))

    def _describe(self, asked: questions.Describe) -> DescribeAnswer:
        return described(self._system(asked.profile), self._system(asked.profile).catalogue.entity(asked.entity))

    def _read(self, asked: questions.Read) -> RowsAnswer:
        question = _question(asked)
        query, connection, system = self._asked(question)
        batches = places_of(question, connection, system).batches(query)
        return self._rows(RowsUnderWay(batches, query.entity, limit=asked.limit))

    def _more(self, asked: questions.More) -> RowsAnswer:
        read = self._waiting.take(asked.cursor)
        if read is None:
            raise QueryError(
                "nothing is kept under this cursor", hint="A cursor works once, and not for long. Read again."
            )
        return self._rows(read)

    def _get(self, asked: questions.Get) -> RowsAnswer:
        question = _question(asked)
        query, connection, system = self._asked(question)
        places = places_of(question, connection, system)
        if places.are_many:
            raise QueryError("a record is in one place", hint="Name it in scope.")
        if "@" in asked.key:  # what tells a person is found where it is guessed
            raise QueryError("an agent asks by the id of a record, not by an address", entity=query.entity.name)
        record = places.origin.get(query, key_of(asked.key, query.entity))
        # Under a policy the engine itself narrows what was not selected: the record has what may be seen.
        names = [name for name in query.selected or record.__dict__ if name in query.entity.by_name]
        self._records += 1
        row = Cells(query.entity, names)([getattr(record, name) for name in names])
        return _answer(names, [row], query.entity, cursor=None)

    def _count(self, asked: questions.Count) -> CountAnswer:
        question = _question(asked)
        query, connection, system = self._asked(question)
        places = places_of(question, connection, system)
        return CountAnswer(count=sum(place.count(query) for place in places.connections))

    def _total(self, asked: questions.Total) -> TotalAnswer:
        question = _question(asked)
        entity = self._system(asked.profile).catalogue.entity(asked.entity)
        totals = Totals(entity, sums=asked.sum, groups=asked.group_by)
        if not self._permission.decides(self._profile(asked.profile)):
            refuse_hidden(entity, totals.fields)
        query, connection, system = self._asked(question)
        keys = [entity.by_wire[wire].name for wire in entity.key if wire in entity.by_wire]
        wanted = [spec.name for spec in totals.fields] or keys[:1]
        chosen = collection_of(system.package, entity).where(*query.conditions).of(**query.parameters)
        chosen = (chosen.select(*wanted) if wanted else query).limit(MOST_RECORDS + 1)
        batches = places_of(question, connection, system).batches(chosen)
        columns = [column.name for column in batches.columns]
        for batch in batches:
            totals.add(columns, batch.rows)
        self._records += totals.records
        cells = Cells(entity, totals.columns)
        return TotalAnswer(
            records=totals.records,
            columns=totals.columns,
            rows=[cells(row) for row in totals.rows()],
            untrusted=[spec.name for spec in totals.fields if holds_free_text(spec)],
        )

    def _plan(self, asked: questions.Plan) -> PlanAnswer:
        profile, system = self._profile(asked.profile), self._system(asked.profile)
        place = self._place(asked.profile, asked.scope)
        refuse_deep(asked.values)
        change = change_of(asked, system)
        refuse_unseen_change(change, place)
        plan = place.plan(change)
        if plan.ruling.answer == "deny":
            raise PolicyRefused(
                f"{plan.ruling.reason} (rule: {plan.ruling.rule})", entity=plan.entity, hint=plan.ruling.remedy
            )
        told = self._recipients(plan, profile, asked.about)
        purpose = self._permission.purpose_of(profile)
        now = self._clock.now()
        self._book.ask(plan, profile=asked.profile, agent=self.agent, purpose=purpose, now=now, recipients=told)
        standing = self._book.standing(plan, now=now)
        ready = "ready: the policy wants nobody asked" if self._is_unattended(plan, standing, profile=profile) else ""
        return told_of(plan, ready or str(standing), shown=self._permission.decides(profile))

    def _recipients(self, plan: Plan, profile: Profile, about: Mapping[str, str]) -> tuple[str, ...]:
        """Who gets what the plan sends, and why they may. Raises PolicyRefused."""
        ruling = self._permission.ruling(profile)
        if ruling is None:
            return ()
        if not about:
            return refuse_strangers(plan, *ruling, None)
        name, entity, key = place_of(about)
        system = self._system(name)
        found = About(self._connection(name), system, system.catalogue.entity(entity).qualified_name, key)
        told = refuse_strangers(plan, *ruling, found)
        return (*told, f"about {found.entity} {key}") if told else told

    def _apply(self, asked: questions.Apply) -> ApplyAnswer:
        request = self._book.request(asked.plan)
        if request.outcome:
            return ApplyAnswer(outcome=request.outcome, reason="it was carried out before")
        place = self._place(asked.profile, asked.scope)
        plan = place.planned(asked.plan)
        standing = self._book.standing(plan, now=self._clock.now())
        if standing.state != "granted" and not self._is_unattended(
            plan, standing, profile=self._profile(asked.profile)
        ):
            raise ApprovalRequired(
                f"the plan {plan.id} {standing} (rule: a person approves)",
                entity=plan.entity,
                hint="Tell the person who asked you. They decide with `nlconnect approvals`, out of your reach.",
            )
        outcome = place.apply(plan)
        if isinstance(outcome, Unknown):  # sent before, and the answer lost: it is looked for, never sent again
            outcome = place.reconcile(plan)
        if isinstance(outcome, Done):
            self._book.settle(plan.id, "done")
            return ApplyAnswer(outcome="done", key=list(outcome.key or ()))
        if isinstance(outcome, Rejected):
            if not outcome.repeatable:
                self._book.settle(plan.id, "rejected")
            return ApplyAnswer(outcome="rejected", reason=outcome.error.message)
        return ApplyAnswer(outcome="unknown", reason=outcome.reason)

    def _is_unattended(self, plan: Plan, standing: Standing, *, profile: Profile) -> bool:
        """Whether the policy wants nobody asked: for this plan as it stands, whatever the agent wrote down of it."""
        ruling = self._permission.ruling(profile)
        return ruling is not None and standing.state == "waiting" and is_unattended(plan, ruling[1])

    def _place(self, name: str, scope: Mapping[str, str | int]) -> Connection:
        """The one place that a write is for."""
        question = Question(profile=name, entity="", within=_texts(scope))
        places = places_of(question, self._connection(name), self._system(name))
        if places.are_many:
            raise QueryError("a write is for one place", hint="Name it in scope.")
        return places.origin

    def _status(self, asked: questions.Status) -> StatusAnswer:
        status = self._connection(asked.profile).budget()
        standing = ""
        if asked.plan is not None:
            request = self._book.request(asked.plan)
            standing = str(self._book.standing_of(request, now=self._clock.now()))
        return StatusAnswer(
            agent=self.agent,
            calls_left={window.name: window.remaining for window in status.windows},
            records_read=self._records,
            untrusted_text_seen=self._tainted,
            plan=standing,
        )

    def _asked(self, question: Question) -> tuple[Query[Record], Connection, Connector]:
        """The query over what may be seen, checked before anything is sent."""
        system = self._system(question.profile)
        query = question.query(system)
        connection = self._connection(question.profile)
        if self._permission.decides(self._profile(question.profile)):
            refuse_probing(query, connection)
        else:
            query = narrowed(query)
        return query, connection, system

    def _rows(self, read: RowsUnderWay) -> RowsAnswer:
        rows, more = read.take()
        self._records += len(rows)
        cursor = self._waiting.keep(read) if more else None
        return _answer(read.columns, rows, read.entity, cursor=cursor, hidden=read.hidden)

    def _system(self, name: str) -> Connector:
        return connector_of(self._profile(name))

    def _profile(self, name: str) -> Profile:
        if name not in self._profiles:
            raise ConfigError(
                f"there is no profile {name!r} for this agent",
                hint=nearest(name, list(self._profiles), what="profiles"),
            )
        return self._profiles[name]

    def _connection(self, name: str) -> Connection:
        profile = self._profile(name)
        with self._lock:
            if name not in self._connections:
                opened = self._open(
                    profile,
                    purpose=self._permission.purpose_of(profile),
                    outlet=OUTLET,
                    allow_writes=self._permission.writable(profile, connector_of(profile)),
                )
                opened._asker = replace(opened._asker, agent=self.agent)
                self._connections[name] = opened
            return self._connections[name]


def _answer(
    columns: Sequence[str],
    rows: list[list[Cell]],
    entity: EntitySpec,
    *,
    cursor: str | None,
    hidden: Sequence[str] = (),
) -> RowsAnswer:
    """Without columns in which no row has a value."""
    kept = [place for place in range(len(columns)) if any(row[place] is not None for row in rows)]
    names = [columns[place] for place in kept]
    free = [name for name in names if name in entity.by_name and holds_free_text(entity.by_name[name])]
    return RowsAnswer(
        columns=names,
        rows=[[row[place] for place in kept] for row in rows],
        cursor=cursor,
        hidden=list(hidden),
        empty=[name for name in columns if name not in names and name not in hidden] if rows else [],
        untrusted=free,
    )


def _required(found: BaseModel) -> Json:
    """What the schema demands, also where it has the usual value."""
    fields = type(found).model_fields
    whole = found.model_dump(mode="json")
    return {name: whole[name] for name, field in fields.items() if field.is_required()}


def _question(asked: questions.Read | questions.Get | questions.Count | questions.Total) -> Question:
    """What a verb was asked, as the command line asks it; not every verb takes every part."""
    return Question(
        profile=asked.profile,
        entity=asked.entity,
        within=_texts(asked.scope),
        select=tuple(getattr(asked, "select", ())),
        where=tuple(getattr(asked, "where", ())),
        order_by=tuple(getattr(asked, "order_by", ())),
        parameters=_texts(asked.of),
    )


def _texts(parts: Mapping[str, str | int]) -> dict[str, str]:
    return {name: str(value) for name, value in parts.items()}


def _misunderstood(name: str, error: ValidationError) -> QueryError:
    """Which argument is wrong and why, without its value."""
    faults = [f"{'.'.join(map(str, fault['loc'])) or 'arguments'}: {fault['msg'].lower()}" for fault in error.errors()]
    return QueryError(
        f"{name} was asked wrongly: {'; '.join(faults[:5])}", hint=f"The input schema of {name} says how."
    )
