"""Ways out that lead on: to another system, an agent, telemetry, and the page of whoever approves."""

from __future__ import annotations

import asyncio
import contextlib
import io
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache, partial
from pathlib import Path
from unittest.mock import patch

import httpx
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from nlconnect.agents import Toolbox
from nlconnect.agents.shelf import Shelf
from nlconnect.approvals import Book
from nlconnect.audit import AuditLog
from nlconnect.cli.concerning import Wish, tell, tell_erasure
from nlconnect.cli.policy import Language, explain
from nlconnect.cli.trail import show
from nlconnect.client import Connection
from nlconnect.config import Config, Settings
from nlconnect.connector import EntitySpec, collection_of, connector
from nlconnect.engine.clearing import covered
from nlconnect.engine.intent import Ledger
from nlconnect.errors import NlconnectError, PolicyRefused
from nlconnect.mock.messages import Answer, Asked, Errand
from nlconnect.model.change import Create
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.policy.vault import TOKEN
from nlconnect.privacy.overview import tag_summary
from nlconnect.state import MemoryStore
from nlconnect.telemetry import Watch
from nlconnect.testing.signed_in import SignedInMock
from nlconnect.web.app import Desk, page_of
from nlconnect.web.door import Door
from tests.canary.outlets import NEWEST, POLICY, PURPOSE, Probe, all_of, asked_in_address, reports, under_the_purpose
from tests.canary.vendor import spelt

AGENT = "helper"
A_QUESTION = 60
"""Fields that an agent asks for in one go."""
A_TEXT, OVERLAP = 1_500, 100
"""Characters of a text that is written elsewhere: as many as fit into an address, in which it is looked for first."""
TARGETS = {"exact": ("graph", "contacts.Contacts", "display_name"), "graph": ("exact", "crm.Accounts", "name")}
TARGETS["afas"] = TARGETS["graph"]
"""Where a record is copied to: another system, and a text of it."""


class Recipient(SignedInMock):
    """Another system that is connected, and all that was sent to it."""

    def __init__(self, name: str, store: MemoryStore) -> None:
        """With the same state as all that is connected."""
        self.sent: list[str] = []
        super().__init__(name)
        self.store = store
        self.policy = POLICY
        self._sign_in()

    def _work(self, asked: Asked, struck: tuple[object, ...]) -> Answer | Errand:
        if self.service.area(asked) == "api":
            self.sent.append(f"{asked.method} {asked.url} {dict(asked.headers)} {asked.content.decode()}")
        return super()._work(asked, struck)  # type: ignore[arg-type]  # faults are passed on as they are


def copied(probe: Probe) -> str:
    """What arrives at another system where everything that a purpose gets is copied to it, as one text."""
    system, name, field = TARGETS[probe.mock.name]
    entity = connector(system).catalogue.entity(name)
    target = Recipient(system, probe.mock.store)
    try:
        connection = target.connect(allow_writes=[name], purpose=PURPOSE)
        for record in under_the_purpose(probe):
            text = f"{vars(record)} {record.model_extra}"
            for first in range(0, len(text), A_TEXT - OVERLAP):
                part = text[first : first + A_TEXT]
                _written(connection, entity, field, part)
                _written(connection, entity, field, TOKEN.sub("", part))
    finally:
        target.close()
    return "\n".join(target.sent)


def _written(connection: Connection, entity: EntitySpec, field: str, text: str) -> None:
    """Refused where there are tokens in it of a vault that nobody may open there."""
    change = Create(collection_of(connection._session.connector.package, entity), **{field: text})
    with contextlib.suppress(PolicyRefused):
        connection.apply(connection.plan(change))


def told_to_agents(probe: Probe, *, purpose: str | None = None) -> str:
    """What an agent is told: rows by field, one record, totals, refusals, and what may be asked."""
    told: list[str] = []
    with _toolbox(probe, purpose) as toolbox:
        for asked in _questions(probe):
            try:
                told.append(str(toolbox.call(*asked)))
            except NlconnectError as refused:
                told += all_of(refused)
        desk = toolbox._desk
        told += [kept.content.decode() for kept in Shelf(desk.store, agent=desk.maker, clock=desk.clock).all()]
    return "\n".join(told)


def _questions(probe: Probe) -> Iterator[tuple[str, dict[str, object]]]:
    about: dict[str, object] = {"profile": AGENT, "entity": probe.entity.qualified_name}
    read: dict[str, object] = {**about, "of": dict(probe.query.parameters)}
    names = [spec.name for spec in probe.asked]
    yield "describe", about
    yield "read", read
    yield "count", read
    yield "get", {**read, "key": "1"}
    yield "file", {"do": "list", "ask": read}
    yield "file", {"do": "read", "ask": {**read, "key": "1"}}
    yield "file", {"do": "make", "kind": "table", "title": "Overzicht", "ask": read}
    for first in range(0, len(names), A_QUESTION):
        yield "read", {**read, "select": names[first : first + A_QUESTION]}


@contextlib.contextmanager
def _toolbox(probe: Probe, purpose: str | None) -> Iterator[Toolbox]:
    """Of an agent that nobody set a bound: the budgets of agents are tried elsewhere."""
    policy = POLICY if purpose is not None else None
    settings = Settings(policy=policy)
    with Toolbox(
        agent=AGENT,
        purpose=purpose,
        config=Config(path=None, settings=settings, profiles={AGENT: probe.mock.profile}),
        store=MemoryStore(clock=probe.mock.clock),
        clock=probe.mock.clock,
        open_connection=partial(_opened, probe, policy),
    ) as toolbox:
        yield toolbox


def _opened(probe: Probe, policy: Path | None, profile: object, **options: object) -> Connection:
    probe.mock.policy = policy
    try:
        return probe.mock.connect(**options)  # type: ignore[arg-type]  # as the toolbox gives them
    finally:
        probe.mock.policy = None


def searched(probe: Probe) -> str | None:
    """What is told to whoever looks for a person, and their records in a file; None where nobody can be found."""
    name, to = probe.entity.qualified_name, probe.folder / "person.json"
    to.unlink(missing_ok=True)
    profile = probe.mock.profile
    wish, config = (
        Wish((profile.name,), "Kwartel", (name,), everywhere=True),
        Config(path=None, profiles={profile.name: profile}),
    )
    with ExitStack() as stack:
        out = stack.enter_context(_heard())
        stack.enter_context(patch("nlconnect.cli.concerning.read_config", lambda: config))
        stack.enter_context(patch("nlconnect.cli.concerning.open_log", lambda: _log(probe)))
        stack.enter_context(patch("nlconnect.cli.concerning.connect", partial(_in_own_use, probe)))
        try:
            tell(wish, audit_only=False, to=to, as_json=True)
        except NlconnectError:
            return None
        for mode, as_json in (("page", False), ("page", True), ("refusal", False)):
            probe.mock.mode = mode
            probe.mock.forget_refusals()
            try:
                tell(wish, audit_only=False, to=None, as_json=as_json)
                tell_erasure(wish, as_json=as_json)
            except NlconnectError as error:
                out.writelines(all_of(error))
        probe.mock.mode = "page"
        probe.mock.forget_refusals()
    if '"records": []' in to.read_text("utf-8"):
        return None
    return f"{out.getvalue()} {to.read_text('utf-8')}"


def _in_own_use(probe: Probe, profile: str, *, outlet: str, **_: object) -> Connection:
    return probe.connection(outlet)


def watched(probe: Probe) -> str:
    """Spans and metrics of a read, a refusal and a free request."""
    spans, reader, tracers = InMemorySpanExporter(), InMemoryMetricReader(), TracerProvider()
    tracers.add_span_processor(SimpleSpanProcessor(spans))
    watch = partial(Watch, tracers=tracers, meters=MeterProvider([reader]))
    with patch("nlconnect.telemetry.Watch", watch), probe.mock.watched():
        with contextlib.suppress(NlconnectError):
            list(probe.connection().read(probe.query))
        probe.read_on()
        probe.refused()
        asked_in_address(probe)
    found = reader.get_metrics_data()
    told = [span.to_json() for span in spans.get_finished_spans()]
    return "\n".join([*told, found.to_json() if found is not None else ""])


def shown_to_approvers(probe: Probe) -> str:
    """The page of a plan that an agent made, of a record in which everything stood: before it, all that may be seen."""
    connection = probe.connection("agent", purpose=PURPOSE)
    clearance = connection._session.clearance(probe.entity, connection._asker)
    diff = [Difference(mark.spec.name, spelt(mark), None, mark.spec.tag, label=spelt(mark)) for mark in probe.marks]
    now = probe.mock.clock.now()
    plan = Plan(
        id="1f2e3d4c5b6a7988",
        system=probe.mock.name,
        place="here",
        entity=probe.entity.qualified_name,
        scope=probe.mock.profile.scope,
        verb="update",
        key=("1",),
        method="PUT",
        url="https://x.test/a",
        headers={},
        body="{}",
        diff=covered(diff, clearance) if clearance is not None else tuple(diff),
        warnings=(),
        ruling=Ruling("allow", f"purposes.{PURPOSE}", "contract"),
        made_at=now,
        expires_at=now + 3600,
    ).sealed()
    store = MemoryStore(clock=probe.mock.clock)
    Ledger(store).keep(plan)
    Book(store).ask(plan, profile=AGENT, agent=AGENT, purpose=PURPOSE, now=now)
    return "\n".join([asyncio.run(_page(store, probe, plan.id)), repr(plan), str(plan)])


async def _page(store: MemoryStore, probe: Probe, plan_id: str) -> str:
    newest = deque(probe.mock.log.read(), maxlen=NEWEST)
    desk = Desk(store, probe.mock.clock, probe.folder, Door("right"), "nl", lambda: newest)
    transport = httpx.ASGITransport(page_of(desk))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8766") as client:
        await client.get("/", params={"key": "right"})
        pages = [(await client.get(address)).text for address in ("/", f"/plan/{plan_id}", "/audit")]
    return "\n".join(pages)


def looked_on(probe: Probe) -> str:
    """What people look at who ask what was done, and what may be: reports, `audit show`, `policy explain`, tags."""
    with _heard() as out, patch("nlconnect.cli.trail.open_log", lambda: _log(probe)):
        for as_json in (False, True):
            show(limit=50, as_json=as_json)
            name = probe.entity.qualified_name
            explain(PURPOSE, probe.mock.name, name, policy=POLICY, lang=Language.NL, as_json=as_json)
    return f"{reports(probe)} {out.getvalue()} {_counted(probe.mock.name)}"


@cache
def _counted(system: str) -> str:
    return str(tag_summary(connector(system).catalogue))


@contextlib.contextmanager
def _heard() -> Iterator[io.StringIO]:
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        yield out


@contextlib.contextmanager
def _log(probe: Probe) -> Iterator[AuditLog]:
    yield probe.mock.log
