"""One signed-in system: what both faces do with it, written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from nlconnect.connector import Connector, EntitySpec, FieldSpec, Key, Record, Request, Response, Scope, collection_of
from nlconnect.engine.allowance import Allowance
from nlconnect.engine.answer import Answer, total_in
from nlconnect.engine.clearing import Clearing, clear_of, found_by, pseudonym_key, refuse_sight
from nlconnect.engine.entries import entry_of, read_entry
from nlconnect.engine.exchange import Errand, Exchange, Tally
from nlconnect.engine.operation import Operation
from nlconnect.engine.read import Reading, by_key, reading_of
from nlconnect.engine.schema import Counting, Schema, read_schema
from nlconnect.engine.target import READING, checked_headers, method_of, target_of
from nlconnect.engine.vault import Vault
from nlconnect.errors import NlconnectError, NotFound, PolicyRefused, QueryError
from nlconnect.limits import BudgetStatus
from nlconnect.model.file import ConflictRule, Download
from nlconnect.model.found import Found
from nlconnect.model.page import Cursor
from nlconnect.model.plan import Explanation, ReadPlan
from nlconnect.model.query import Query
from nlconnect.policy import Action, Clearance, Gate, Verdict

if TYPE_CHECKING:
    from nlconnect.engine.preflight import Preflight
    from nlconnect.engine.references import References
    from nlconnect.engine.sync import SyncRun
    from nlconnect.engine.write import Writing
    from nlconnect.model.sync import SyncCursor

R = TypeVar("R", bound=Record)


class Auditor(Protocol):
    """Where every operation is written down: that it may happen, and how it ended."""

    def record(self, entry: Mapping[str, object], *, now: float) -> None: ...

    def append(self, entries: Iterable[Mapping[str, object]], *, now: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Asker:
    """On whose behalf and for what: profile name, purpose, where the data goes, and what may be written."""

    profile: str
    purpose: str
    outlet: str = "return"
    writable: frozenset[str] = frozenset()
    gate: Gate = field(default_factory=Gate, repr=False)
    agent: str = ""
    """Who acts on that behalf, where it is not a person."""
    user: str = ""
    """Who asked that agent, where that is somebody else than the user of this machine."""
    unseen: bool = False
    """True for looks of the engine's own: nothing of them is handed out, so they are neither cut nor masked."""


class Session:
    """A connector with one login. Shared by every connection that `within` and `across` derive from it."""

    def __init__(self, connector: Connector, exchange: Exchange, auditor: Auditor) -> None:
        self.connector = connector
        self.exchange = exchange
        self._auditor = auditor

    @property
    def main_part(self) -> str:
        """See `Connector.main_part`."""
        return self.connector.main_part

    @cached_property
    def references(self) -> References:
        """What references were found to stand for."""
        from nlconnect.engine.references import References

        return References(self.connector.package)

    @cached_property
    def preflight(self) -> Preflight:
        """The rules that a change has to pass, and which of them cannot be checked."""
        from nlconnect.engine.preflight import Preflight

        return Preflight(self.connector.rules)

    def writing(self, *, scope: Scope, asker: Asker) -> Writing:
        """Plans and writes in a scope. Raises QueryError where nlconnect can only read the system."""
        from nlconnect.engine.write import Writing

        writer = self.connector.writer
        if writer is None:
            raise QueryError(f"{self.connector.title} can only be read so far")
        entry = partial(entry_of, system=self.connector.name, scope=scope, asker=asker)
        return Writing(self, writer, scope=scope, asker=replace(asker, unseen=True), entry=entry)

    def reading(self, query: Query[R], *, scope: Scope, asker: Asker, cursor: Cursor | None = None) -> Operation[R]:
        """Decide and plan a read. Raises PolicyRefused or QueryError; sends nothing."""
        verdict = self._judge("read", query.entity.qualified_name, scope, asker)
        query, clearing = self._cleared(query, scope, asker)
        reading = reading_of(self.exchange, query, scope=scope, cursor=cursor)
        return self._operation(reading, asker, verdict, clearing)

    def sync(
        self, query: Query[R], *, scope: Scope, asker: Asker, request: tuple[str, SyncCursor | None, bool]
    ) -> SyncRun[R]:
        """Decide and plan a sync for a consumer, from a cursor, or in full. Raises PolicyRefused or QueryError."""
        from nlconnect.engine.sync import SyncRequest, SyncRun

        target = query.entity.qualified_name
        verdict = self._judge("read", target, scope, asker)
        query, clearing = self._cleared(query, scope, asker)
        system = self.connector.name
        entry = partial(entry_of, "sync", system=system, target=target, scope=scope, asker=asker, verdict=verdict)
        run = SyncRun(self, query, scope=scope, request=SyncRequest(*request), entry=entry)
        if clearing is not None:
            run.veil, run.found = clearing.over_copy(), partial(found_by, clearing.screen)
        run.allowance = self._allowance(asker, run.tally)
        return run

    async def get(self, query: Query[R], key: Key, *, scope: Scope, asker: Asker) -> R:
        """One record by its key. Raises NotFound, or QueryError for what a key look-up cannot do."""
        return (await self.looked_at(query, key, scope=scope, asker=asker))[0]

    async def looked_at(self, query: Query[R], key: Key, *, scope: Scope, asker: Asker) -> tuple[R, str | None]:
        """The same with the vendor's mark of this version, where it sends one."""
        if query.conditions or query.ordering:
            raise QueryError(
                "a look-up by key takes a selection of fields and expand, no condition or order",
                entity=query.entity.name,
                hint="Read with a condition on the key instead.",
            )
        verdict = self._judge("read", query.entity.qualified_name, scope, asker)
        query, clearing = self._cleared(query, scope, asker)
        if query.expanded:
            # A list of one: every system that expands at all does so there, and lines beyond a page are fetched, too.
            reading = reading_of(self.exchange, by_key(query, key), scope=scope)
        else:
            reading = Reading(self.exchange, self._key_plan(query, key, scope), query.record)
        operation = self._operation(reading, asker, verdict, clearing)
        page = await operation.page()
        await operation.end("done" if page is not None and page.records else NotFound.__name__)
        if page is None or not page.records:
            raise NotFound(
                "there is no such record",
                entity=query.entity.name,
                scope=scope.told(operation.reading.plan.request.url),
            )
        return page.records[0], operation.reading.etag

    async def get_many(self, query: Query[R], keys: Iterable[Key], *, scope: Scope, asker: Asker) -> Found[R]:
        """Many records by their keys, in as few calls as the system takes. Raises what concerns all of them."""
        if query.conditions or query.ordering or query.expanded:
            raise QueryError(
                "a look-up by keys takes a selection of fields, no expand, condition or order", entity=query.entity.name
            )
        verdict = self._judge("read", query.entity.qualified_name, scope, asker)
        query, clearing = self._cleared(query, scope, asker)
        plans = {key: self._key_plan(query, key, scope) for key in dict.fromkeys(keys)}
        if not plans:
            return Found(())
        from nlconnect.engine.batch import Lookup

        tally, plan = Tally(), next(iter(plans.values()))
        outcome = "failed"
        await self.note({**read_entry(self, plan, tally, asker, verdict), "outcome": "begun"})
        try:
            allowance = self._allowance(asker, tally)
            found = await Lookup(self.exchange, plans, query.record, tally=tally).found()
            if allowance is not None:
                allowance.meet(found.records, query.entity)
                await allowance.hand_out()
            if clearing is not None:
                await clearing.over(plan).hand_out(found.records)
            outcome = "done"
            return found
        except NlconnectError as failure:
            outcome = type(failure).__name__
            raise
        finally:
            found_by = clearing.told(plan) if clearing is not None else {}
            await self.note({**read_entry(self, plan, tally, asker, verdict), **found_by, "outcome": outcome})

    async def download(self, query: Query[R], key: Key | None, *, to: Path, scope: Scope, asker: Asker) -> Download:
        """The file behind a record, to disk. Raises QueryError where there is none, NotFound, ConfigError."""
        from nlconnect.engine.files import Fetch

        target = query.entity.qualified_name
        verdict = self._judge("read", target, scope, asker, verb="download")
        if self.connector.files is None:
            raise QueryError(f"{self.connector.title} has no files to fetch", entity=query.entity.name)
        plan = self.connector.files.file_request(query, key, base_url=self.exchange.base_url, scope=scope)
        tally, outcome = Tally(), "failed"
        self._allowance(asker, tally)
        fetch = Fetch(self.exchange, plan, to=to, tally=tally)
        system = self.connector.name
        entry = partial(entry_of, "download", system=system, target=target, scope=scope, asker=asker, verdict=verdict)
        await self.note({**entry(tally=tally), "outcome": "begun"})
        try:
            found = await fetch.done()
            outcome = "done"
            return found
        except NlconnectError as failure:
            outcome = type(failure).__name__
            raise
        finally:
            await self.note({**entry(tally=tally), "outcome": outcome})

    async def upload(
        self, query: Query[R], key: Key | None, *, file: Path, conflict: ConflictRule, scope: Scope, asker: Asker
    ) -> R:
        """A file from disk to the vendor, and its record. Raises QueryError where none can be put."""
        from nlconnect.connector.files import FileTarget
        from nlconnect.engine.uploads import Shipment, record_of, size_of_file

        verdict = self._judge("write", query.entity.qualified_name, scope, asker, verb="create")
        takes, files = self.exchange, self.connector.files
        if not isinstance(files, FileTarget):
            raise QueryError(f"{self.connector.title} takes no files", entity=query.entity.name)
        size = await takes.port.run(lambda: size_of_file(file))
        plan = files.upload_request(query, key, size=size, conflict=conflict, base_url=takes.base_url, scope=scope)
        errand = Errand("write", scope, plan.entity.path, plan.entity)
        shipment = Shipment(takes, plan, files, file=file, size=size, tally=errand.tally)
        target = plan.entity.qualified_name
        response = await self._noted("upload", shipment.done, errand, target=target, asker=asker, verdict=verdict)
        record, found = record_of(response, plan, query, takes), self.clearance(query.entity, asker)
        return record if found is None else (await clear_of(found, self._vault(found, asker)).hand_out([record]))[0]

    def _key_plan(self, query: Query[R], key: Key, scope: Scope) -> ReadPlan:
        entity, selected = query.entity, query.selected
        chosen = (spec for spec in entity.values if selected is not None and (spec.is_key or spec.name in selected))
        fields = entity.defaults if selected is None else tuple(chosen)
        parents = {name: value for name, value in query.parameters.items() if isinstance(value, int | str)}
        return self.connector.dialect.key_request(
            entity, key, fields, base_url=self.exchange.base_url, scope=scope.within(**parents)
        )

    async def count(self, query: Query[R], *, scope: Scope, asker: Asker) -> int:
        """How many records the query has: one call, or a whole read of the keys where the vendor tells no total."""
        verdict = self._judge("read", query.entity.qualified_name, scope, asker)
        self._cleared(query, scope, asker)
        request = self.connector.dialect.count_request(query, base_url=self.exchange.base_url, scope=scope)
        if request is None:
            return await self._counted_off(query, scope=scope, asker=asker)
        tally = Tally()
        errand = Errand("read", scope, query.entity.path, query.entity, tally)
        response = await self._noted(
            "count",
            partial(self.exchange.call, request, errand),
            errand,
            target=query.entity.qualified_name,
            asker=asker,
            verdict=verdict,
        )
        total = total_in(response.content, self.connector.dialect.wire.total)
        if total is None:
            raise QueryError("the vendor did not answer with a count", entity=query.entity.name)
        return total

    async def _counted_off(self, query: Query[R], *, scope: Scope, asker: Asker) -> int:
        keys = [query.entity.by_wire[wire].name for wire in query.entity.key]
        unseen = replace(asker, unseen=True)  # nothing but their number is handed out
        operation = self.reading(query.select(*keys) if keys else query, scope=scope, asker=unseen)
        self._allowance(asker, operation.reading.tally)
        total = 0
        while (rows := await operation.rows()) is not None:
            total += len(rows.rows)
        return total

    async def explain(self, query: Query[R], *, scope: Scope, asker: Asker, count: bool) -> Explanation:
        """How the query would be read. Sends nothing unless the records are to be counted."""
        query = self._cleared(query, scope, asker)[0]
        plan = self.connector.dialect.list_request(query, base_url=self.exchange.base_url, scope=scope)
        records = calls = None
        if count:
            records = await self.count(query, scope=scope, asker=asker)
            records = min(records, query.maximum) if query.maximum is not None else records
            calls = max(1, -(-records // plan.page_size)) if plan.page_size else 1
        budget = await self.exchange.budget(scope, request=plan.request)
        status = budget.status(self.exchange.port.clock.now())
        return Explanation(
            entity=query.entity.qualified_name,
            scope=str(scope),
            route=plan.route,
            url=plan.request.url,
            page_size=plan.page_size,
            notes=tuple(plan.notes),
            records=records,
            calls=calls,
            budget={window.name: window.remaining for window in status.windows},
            in_vain=len(plan.entity.fields) - len(plan.fields) if plan.partial else 0,
            unheeded=plan.unheeded,
        )

    async def request(
        self,
        method: str,
        path: str,
        *,
        scope: Scope,
        asker: Asker,
        params: Mapping[str, str] | None = None,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send what the catalogue lacks, through the same gate. `{division}` and the like come from the scope."""
        method = method_of(method)
        target = target_of(path, params=params, base_url=self.exchange.base_url, connector=self.connector, scope=scope)
        kind: Literal["read", "write"] = "read" if method in READING else "write"
        verdict = self._judge(kind, target.named, scope, asker, shown=target.shown, verb="raw")
        content = None if body is None else json.dumps(body, default=str).encode()
        sent = {"Accept": "application/json", **({"Content-Type": "application/json"} if content else {})}
        request = Request(method, target.url, {**sent, **checked_headers(headers or {})}, content)
        errand = Errand(kind, scope, target.endpoint, target.entity)
        send = partial(self.exchange.call, request, errand)
        response = await self._noted(
            f"request {method}", send, errand, target=target.shown, asker=asker, verdict=verdict
        )
        return Answer(response.status, response.headers, response.content)

    async def scopes(self, part: str, *, scope: Scope, asker: Asker) -> list[Scope]:
        """Every value of a scope part that this login may see, such as all divisions."""
        known = self.connector.scope_parts.get(part)
        if known is None or known.listed_by is None:
            raise QueryError(f"{self.connector.title} cannot list every {part}")
        self._judge("read", known.listed_by, scope, asker, verb="places")
        if part not in scope and known.anchor is not None:
            scope = scope.within(**{part: await self._anchor(known.anchor, scope, asker)})
        entity = self.connector.catalogue.entity(known.listed_by)
        key = entity.by_wire[known.value or entity.key[0]].name
        query = collection_of(self.connector.package, entity).select(key)
        return [scope.within(**{part: getattr(record, key)}) for record in await self._listed(query, scope, asker)]

    async def _listed(self, query: Query[R], scope: Scope, asker: Asker) -> Sequence[R]:
        """For ourselves, whatever the asker may see; the calls are calls like any others."""
        operation = self.reading(query, scope=scope, asker=replace(asker, unseen=True))
        self._allowance(asker, operation.reading.tally)
        return await operation.all()

    async def schema(
        self, *, scope: Scope, asker: Asker, names: Sequence[str] = (), progress: Counting | None = None
    ) -> Schema:
        """What the system says that it holds: entities and fields, no records."""
        verdict = self._judge("read", "schema", scope, asker, verb="schema")
        errand = Errand("read", scope, "schema")
        outcome = "failed"
        try:
            found = await read_schema(self.exchange, errand, names=names, progress=progress)
            outcome = "done"
            return found
        except NlconnectError as failure:
            outcome = type(failure).__name__
            raise
        finally:
            entry = entry_of(
                "schema",
                system=self.connector.name,
                target="schema",
                scope=scope,
                asker=asker,
                verdict=verdict,
                tally=errand.tally,
            )
            await self.note({**entry, "outcome": outcome})

    async def budget(self, scope: Scope) -> BudgetStatus:
        """Calls left in each window, as far as the vendor told."""
        budget = await self.exchange.budget(scope)
        return budget.status(self.exchange.port.clock.now())

    async def close(self) -> None:
        """Close connections and the store."""
        await self.exchange.port.close()
        self.exchange.store.close()

    async def note(self, entry: Mapping[str, object]) -> None:
        """Write to the audit log."""
        now = self.exchange.port.clock.now()
        await self.exchange.port.run(lambda: self._auditor.record(entry, now=now))

    async def note_all(self, entries: Sequence[Mapping[str, object]]) -> None:
        """Write several entries in one go."""
        now = self.exchange.port.clock.now()
        await self.exchange.port.run(lambda: self._auditor.append(entries, now=now))

    async def _anchor(self, anchor: tuple[str, str], scope: Scope, asker: Asker) -> int | str:
        name, wire = anchor
        entity = self.connector.catalogue.entity(name)
        field = entity.by_wire[wire].name
        query = collection_of(self.connector.package, entity).select(field).limit(1)
        records = await self._listed(query, scope, asker)
        value = getattr(records[0], field) if records else None
        if value is None:
            raise QueryError(f"{self.connector.title} did not say where this user works")
        return int(value) if isinstance(value, int) else str(value)

    async def _noted(
        self,
        operation: str,
        send: Callable[[], Coroutine[Any, Any, Response]],
        errand: Errand,
        *,
        target: str,
        asker: Asker,
        verdict: Verdict,
    ) -> Response:
        entry = partial(
            entry_of,
            operation,
            system=self.connector.name,
            target=target,
            scope=errand.scope,
            asker=asker,
            verdict=verdict,
            tally=errand.tally,
        )
        outcome = "failed"
        if errand.operation == "write":  # a process that dies meanwhile leaves at least this
            await self.note({**entry(), "outcome": "begun"})
        self._allowance(asker, errand.tally, operation=errand.operation)
        try:
            response = await send()
            outcome = "done"
            return response
        except NlconnectError as failure:
            outcome = type(failure).__name__
            raise
        finally:
            await self.note({**entry(), "outcome": outcome})

    def _operation(
        self, reading: Reading[R], asker: Asker, verdict: Verdict, clearing: Clearing[R] | None
    ) -> Operation[R]:
        entry = partial(read_entry, self, reading.plan, reading.tally, asker, verdict)
        allowance = self._allowance(asker, reading.tally)
        if allowance is not None:
            names = [spec.name for spec in reading.plan.fields]
            reading.decoder.watch = allowance.watch(reading.decoder.watch, reading.plan.entity, names)
        if clearing is None:
            is_brief = allowance is None
            return Operation(reading, entry=entry, note=self.note, allowance=allowance, is_brief=is_brief)
        veil = clearing.begin(reading)
        told = lambda: {**entry(), **clearing.told(reading.plan)}  # noqa: E731  # the entry as it is then
        return Operation(reading, entry=told, note=self.note, veil=veil, allowance=allowance)

    def _allowance(
        self, asker: Asker, tally: Tally, *, operation: Literal["read", "write", "token"] = "read"
    ) -> Allowance | None:
        """What bounds an operation from now on; None where nothing does."""
        return Allowance.of(self.exchange, asker, tally, operation="write" if operation == "write" else "read")

    def clearance(self, entity: EntitySpec, asker: Asker) -> Clearance | None:
        """What may be seen of an entity; None where no policy speaks, and `own-use` decides at the outlets."""
        if asker.unseen or asker.gate.policy is None:
            return None
        key = partial(pseudonym_key, self.exchange.store, asker.purpose)
        return asker.gate.clearance(
            asker.purpose, system=self.connector.name, entity=entity, outlet=asker.outlet, key=key
        )

    def may_ask(self, entity: EntitySpec, fields: Iterable[FieldSpec], *, scope: Scope, asker: Asker) -> None:
        """Whether records may be looked for by these fields, and the key of one be told. Raises PolicyRefused."""
        if asker.gate.policy is None:
            return
        self._judge("read", entity.qualified_name, scope, asker)
        clearance = self.clearance(entity, asker)
        if clearance is None:
            return
        try:
            for spec in fields:
                refuse_sight(spec, clearance, by_equality=True)
        except PolicyRefused as refused:
            self._note_refusal("read", target=entity.qualified_name, scope=scope, asker=asker, rule=refused.rule)
            raise

    def _vault(self, clearance: Clearance, asker: Asker) -> Vault | None:
        return Vault(self.exchange, asker) if clearance.uses_vault else None

    def _cleared(self, query: Query[R], scope: Scope, asker: Asker) -> tuple[Query[R], Clearing[R] | None]:
        """The query without what may not be seen, and what goes over the records. Raises PolicyRefused."""
        found = self.clearance(query.entity, asker)
        if found is None:
            return query, None

        def other(entity: EntitySpec) -> Clearance:
            self._judge("read", entity.qualified_name, scope, asker)
            return self.clearance(entity, asker) or found

        clearing = Clearing(found, other, query, found.screen(), self._vault(found, asker))
        try:
            return clearing.narrowed(), clearing
        except PolicyRefused as refused:
            target = query.entity.qualified_name
            self._note_refusal("read", target=target, scope=scope, asker=asker, rule=refused.rule)
            raise

    def _judge(
        self,
        kind: Literal["read", "write"],
        target: str,
        scope: Scope,
        asker: Asker,
        *,
        shown: str = "",
        verb: str = "",
    ) -> Verdict:
        action = Action(
            kind, self.connector.name, target, str(scope), asker.purpose, shown, verb, asker.outlet, scope, asker.agent
        )
        stranger = asker.gate.stranger(action)
        if asker.unseen and kind == "read" and asker.gate.policy is not None and stranger is None:
            return Verdict("allow", "unseen", "nothing of it is handed out")
        verdict = asker.gate.past_a_plan(action) or asker.gate.judge(action, writable=asker.writable)
        if verdict.answer != "allow" and asker.gate.policy is not None:
            self._note_refusal(action.verb or kind, target=action.name, scope=scope, asker=asker, rule=verdict.rule)
        verdict.enforce(action)
        return verdict

    def _note_refusal(self, operation: str, *, target: str, scope: Scope, asker: Asker, rule: str) -> None:
        """What a policy refused is written down, too; at once, since those who ask for a plan do not wait."""
        verdict, system = Verdict("deny", rule, ""), self.connector.name
        entry = entry_of(
            operation, system=system, target=target, scope=scope, asker=asker, verdict=verdict, tally=Tally()
        )
        self._auditor.record({**entry, "outcome": PolicyRefused.__name__}, now=self.exchange.port.clock.now())
