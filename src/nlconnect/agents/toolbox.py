"""The verbs as one object: for a server of the Model Context Protocol, and for any framework that calls functions."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ValidationError

from nlconnect.agents import questions
from nlconnect.agents.acting import Acting
from nlconnect.agents.answers import (
    ApplyAnswer,
    CountAnswer,
    DescribeAnswer,
    FileAnswer,
    FindAnswer,
    Hit,
    PlanAnswer,
    RowsAnswer,
    StatusAnswer,
    SystemRow,
    SystemsAnswer,
    TotalAnswer,
)
from nlconnect.agents.desk import OUTLET, Desk, Labelled, Opens, Who
from nlconnect.agents.labels import TRUSTED, Label, is_customers_own, label_of_refusal
from nlconnect.agents.papers import Papers
from nlconnect.agents.reading import Reading
from nlconnect.agents.schemas import compact
from nlconnect.agents.telling import described
from nlconnect.agents.trail import Trail
from nlconnect.asking.finding import foremost, search_all
from nlconnect.config import Config
from nlconnect.connector import connector_of
from nlconnect.errors import CatalogueError, NlconnectError, QueryError
from nlconnect.model.catalogue import nearest
from nlconnect.model.ports import Clock, Store

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["OUTLET", "Answer", "Json", "Opens", "Tool", "Toolbox"]

Json = dict[str, object]
TITLES = "titles of its own"

AS_READ = ("more", "get", "total")
"""Verbs whose answers are told at `read`."""


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
    label: Label = TRUSTED
    """Where text of others in it came from."""


class Toolbox:
    """Few verbs over the systems of some profiles, on behalf of one agent.

    Without a policy it reads what is not personal. A purpose of the policy shows what it names, and may let the agent
    plan writes; what is planned waits for a person's yes.

    `profiles` are those that the agent may use, all of the settings file without. `session` is the host's name for one
    conversation or job: text of others that was shown in it counts in all processes that give the same agent and
    session, and for a day. Without one it counts for all that this agent does. Safe between threads. Every call is in
    the audit log under the agent's name. `store`, `clock` and `open_connection` replace the real ones, for tests.
    Raises ConfigError where a profile is not there.
    """

    def __init__(
        self,
        profiles: Sequence[str] | None = None,
        *,
        agent: str = "agent",
        purpose: str | None = None,
        session: str = "",
        config: Config | None = None,
        store: Store | None = None,
        clock: Clock | None = None,
        open_connection: Opens | None = None,
    ) -> None:
        self.agent = agent
        self._serve(
            Desk(
                Who(agent, session, purpose),
                profiles,
                config=config,
                store=store,
                clock=clock,
                open_connection=open_connection,
            )
        )

    def within(self, session: str, *, user: str = "") -> Toolbox:
        """The same for another conversation or job of the host. Connections are shared: closing one closes both.

        `user` says who asks where that is not the user of this machine: in the audit trail, and files are their own.
        """
        other = copy.copy(self)
        other._serve(self._desk.within(session, user=user))
        return other

    def _serve(self, desk: Desk) -> None:
        self._desk = desk
        self._trail = Trail(desk)
        self._reading = reading = Reading(desk)
        papers = Papers(desk, reading)
        acting = Acting(desk, papers)
        self._verbs: dict[str, tuple[type[questions.Asked], Callable[..., Labelled], type[BaseModel], str]] = {
            "systems": (questions.Systems, self._systems, SystemsAnswer, "The profiles you may use. Begin here."),
            "find": (questions.Find, self._find, FindAnswer, "Find what can be read, by words of people."),
            "describe": (questions.Describe, self._describe, DescribeAnswer, "Fields and key of an entity."),
            "read": (questions.Read, reading.read, RowsAnswer, "Records that meet conditions. Ask for few fields."),
            "more": (questions.More, reading.more, RowsAnswer, "The next rows of a read."),
            "get": (questions.Get, reading.get, RowsAnswer, "One record by its key."),
            "count": (questions.Count, reading.count, CountAnswer, "How many records meet conditions."),
            "total": (questions.Total, reading.total, TotalAnswer, "Sums and counts by group, over all records."),
            "file": (questions.File, papers.file, FileAnswer, "Make a file of an answer to send; read files."),
            "plan": (questions.Plan, acting.plan, PlanAnswer, "Plan a write and ask people for it; writes nothing."),
            "apply": (questions.Apply, acting.apply, ApplyAnswer, "Carry out a plan that people approved, once."),
            "status": (questions.Status, acting.status, StatusAnswer, "What is left of the vendor's budget."),
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
        given = dict(arguments) if isinstance(arguments, Mapping) else {}
        try:
            self._desk.switch.refuse_stopped(self.agent)
            self._desk.permission.refuse_unlisted(self.agent)
            found = self._answered(name, arguments or {})
        except NlconnectError as error:
            self._desk.sitting.add(self._label_of(error, given.get("profile")))
            self._trail.refused(name if name in self._verbs else "of no such name", given, error)
            raise
        self._desk.sitting.add(found.label)
        self._desk.traces.note(found.answer, found.label)
        self._trail.looked(name, given)
        answer = found.answer
        untrusted = tuple(getattr(answer, "untrusted", ()))
        content = answer.model_dump(mode="json", exclude_defaults=True) | _required(answer)
        return Answer(content, untrusted, found.label)

    def _label_of(self, error: NlconnectError, named: object) -> Label:
        """That of a refusal: a hint may name what comes near, and the customer's own names were made by somebody."""
        name = named if isinstance(named, str) else ""
        profile = self._desk.profiles.get(name)
        is_own = (
            profile is not None and profile.catalogue is not None and isinstance(error, QueryError | CatalogueError)
        )
        return label_of_refusal(error, name) | Label.of(name, "", ["names of its own"] if is_own else [])

    def _answered(self, name: str, given: object) -> Labelled:
        if name not in self._verbs:
            raise QueryError(f"there is no tool {name!r}", hint=nearest(name, list(self._verbs), what="tools"))
        asked, verb, _, _ = self._verbs[name]
        try:
            question = asked.model_validate(given)
        except ValidationError as error:
            raise questions.misunderstood(name, error) from None
        return verb(question)

    def close(self) -> None:
        """Close every connection."""
        self._reading.close()
        self._desk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _systems(self, asked: questions.Systems) -> Labelled:
        rows = [
            SystemRow(
                profile=name,
                system=connector_of(profile).title,
                scope=dict(profile.scope),
                purpose=self._desk.permission.purpose_of(profile),
            )
            for name, profile in self._desk.profiles.items()
        ]
        return Labelled(SystemsAnswer(systems=rows))

    def _find(self, asked: questions.Find) -> Labelled:
        desk = self._desk
        names = [asked.profile] if asked.profile else list(desk.profiles)
        hits = search_all({name: desk.system(name) for name in names}, asked.words.split())
        best = foremost(hits, asked.limit)
        found = [
            Hit(
                profile=hit.system, entity=hit.entity.qualified_name, title=hit.entity.title_nl, fields=list(hit.fields)
            )
            for hit in best
        ]
        own = [hit for hit in best if is_customers_own(desk.system(hit.system), hit.entity)]
        label = TRUSTED
        for hit in own:
            label |= Label.of(hit.system, hit.entity.qualified_name, [TITLES])
        answer = FindAnswer(found=found, more=len(hits) - len(best), untrusted=["found"] if own else [])
        return Labelled(answer, label)

    def _describe(self, asked: questions.Describe) -> Labelled:
        system = self._desk.system(asked.profile)
        entity = system.catalogue.entity(asked.entity)
        answer = described(system, entity)
        if not is_customers_own(system, entity):
            return Labelled(answer)
        foreign = answer.model_copy(update={"untrusted": ["title", "fields"]})
        return Labelled(foreign, Label.of(asked.profile, entity.qualified_name, [TITLES]))


def _required(found: BaseModel) -> Json:
    """What the schema demands, also where it has the usual value."""
    fields = type(found).model_fields
    whole = found.model_dump(mode="json")
    return {name: whole[name] for name, field in fields.items() if field.is_required()}
