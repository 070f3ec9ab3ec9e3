"""Writing: plan, look, apply once, and look for it where the answer was lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from nlconnect.connector import EntitySpec, FieldSpec, ReadPlan, Record, Request, Response, Scope, collection_of
from nlconnect.connector.check import drafted
from nlconnect.connector.writer import Draft, Writer
from nlconnect.engine.exchange import Errand, Tally
from nlconnect.engine.intent import Ledger
from nlconnect.engine.matching import Matching
from nlconnect.engine.read import decoder_for
from nlconnect.engine.references import Resolved
from nlconnect.engine.sight import CLOSED, Seen, Sight, closed_view, key_part, keys_of, paths_of, tells
from nlconnect.engine.writing_values import (
    changed_parts,
    differences,
    digest_of,
    is_as_before,
    json_of,
    natural_of,
    record_matches,
    same,
    told_of,
)
from nlconnect.errors import (
    ApiError,
    AuthError,
    ConnectFailed,
    NlconnectError,
    NotFound,
    QueryError,
    RateLimited,
    ServerError,
    masked,
)
from nlconnect.model.change import Change, Ref, Upsert
from nlconnect.model.outcome import Done, Json, Outcome, Plan, Rejected, Ruling, Unknown, WrittenKey
from nlconnect.model.query import Comparison, Query
from nlconnect.model.values import Value, coerce
from nlconnect.policy import Action, Verdict, judge

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker, Session

LIFETIME = 3600.0
"""Seconds that a plan holds."""
SETTLING = 120.0
"""Seconds that a lost write may still turn up in: before that, not being there proves nothing."""
MOST_TWINS = 25
"""More records with the same natural key tell nothing apart."""
NOTHING_DONE = (ConnectFailed, RateLimited, AuthError)
"""Failures after which the vendor has certainly not begun: it was not reached, or refused at its door."""


class Entry(Protocol):
    """Makes an audit entry."""

    def __call__(self, operation: str, *, target: str, verdict: Verdict, tally: Tally) -> dict[str, object]: ...


class Writing:
    """Writes in one scope, on somebody's behalf."""

    def __init__(self, session: Session, writer: Writer, *, scope: Scope, asker: Asker, entry: Entry) -> None:
        self._session = session
        self._exchange = session.exchange
        self._connector = session.connector
        self._port = session.exchange.port
        self._writer = writer
        self._scope = scope
        self._asker = asker
        self._entry = entry
        self._ledger = Ledger(session.exchange.store)

    async def plan(self, change: Change) -> Plan:
        """Check it, resolve its references, look at what stands there, and say what would be sent. Writes nothing.

        Raises QueryError for what could not be sent, before anything is asked; ApiError where looking fails.
        """
        if self._connector.catalogue.entity(change.entity.qualified_name).path != change.entity.path:
            raise QueryError(f"{change.entity.name} is not an entity of {self._connector.title}")
        warnings: list[str] = []
        if isinstance(change, Upsert):
            decision = await Matching(self._session, self._writer, self._scope, self._read).decided(change)
            change, warnings = decision.change, [*decision.warnings]
        entity = change.entity
        labels: dict[str, Resolved] = {}
        draft = _recognisable(drafted(change, self._writer))
        self._writer.write_request(self._without_references(draft), base_url=self._exchange.base_url, scope=self._scope)
        draft = await self._resolved(draft, labels)
        warnings += draft.warnings
        before, etag = await self._before(draft, warnings) if draft.key is not None else (None, None)
        draft = replace(_changing(draft, before), etag=etag)
        looked_at = self._port.clock.now()
        warnings += await self._session.preflight.warnings(draft, self._read, scope=self._scope, now=looked_at)
        request = self._writer.write_request(draft, base_url=self._exchange.base_url, scope=self._scope)
        natural, twins = await self._natural(draft, warnings)
        diff = differences(draft, before, labels)
        if draft.verb == "update" and not diff:
            warnings.append("nothing would change, so nothing will be sent")
        now, verdict = self._port.clock.now(), self._verdict(entity)
        plan = Plan(
            id=secrets.token_hex(8),
            system=self._connector.name,
            place=self._exchange.place,
            entity=entity.qualified_name,
            scope=self._scope,
            verb=draft.verb,  # type: ignore[arg-type]  # an upsert was decided
            key=None if draft.key is None else tuple(key_part(part) for part in draft.key),
            method=request.method,
            url=request.url,
            headers=dict(request.headers),
            body=None if request.content is None else request.content.decode(),
            diff=diff,
            warnings=tuple(warnings),
            ruling=Ruling(verdict.answer, verdict.rule, verdict.reason, verdict.remedy),
            made_at=now,
            expires_at=now + LIFETIME,
            before=None if before is None else digest_of({part.name: part.before for part in diff}),
            natural=natural,
            twins=twins,
            parameters={name: json_of(value) for name, value in draft.parameters.items()},
        ).sealed()
        await self._port.run(lambda: self._ledger.keep(plan))
        await self._note("plan", plan, verdict, outcome=verdict.answer)
        return plan

    async def planned(self, plan_id: str) -> Plan:
        """A plan that was made before, also by another process. Raises QueryError where it is not kept any more."""
        plan = await self._port.run(lambda: self._ledger.plan(plan_id))
        if plan is None:
            raise QueryError("there is no such plan", hint="It was carried out, or never made with this state store.")
        return plan

    async def apply(self, plan: Plan) -> Outcome:
        """Carry it out, once. Raises QueryError for a stale or altered plan and PolicyRefused for a refused one.

        ConnectFailed, RateLimited and AuthError mean that nothing was sent: the plan may be applied again.
        """
        settled = await self._settled(plan)
        if settled is not None:
            return settled
        await self._refuse_unfit(plan)
        verdict = self._verdict(self._entity(plan))
        verdict.enforce(self._action(self._entity(plan)))
        if plan.verb == "update" and not plan.diff:
            return Done(plan, plan.key)
        lock = self._ledger.lock(plan)
        if not await self._port.run(lock.try_acquire):
            return Unknown(plan, "somebody else is carrying it out")
        try:
            settled = await self._settled(plan)
            if settled is not None:
                return settled
            await self._refuse_stale(plan)
            return await self._carried_out(plan, verdict)
        finally:
            await self._port.run(lock.release)

    async def reconcile(self, plan: Plan) -> Outcome:
        """Look whether a write whose answer was lost has happened. Sends no write.

        Not being there proves nothing at first: the outcome stays Unknown for two minutes from the first look, then
        it is a Rejected that may be applied again. Raises QueryError for a plan that was never sent.
        """
        settled = await self._settled(plan, waiting=False)
        if settled is not None:
            return settled
        intent = await self._port.run(lambda: self._ledger.intent(plan))
        if intent is None or intent.state == "free":
            raise QueryError("nothing was sent for this plan", entity=plan.entity, hint="Apply it.")
        lock = self._ledger.lock(plan)
        if not await self._port.run(lock.try_acquire):
            return Unknown(plan, "it is being carried out right now")
        try:
            outcome = await self._looked_for(plan)
        finally:
            await self._port.run(lock.release)
        await self._note("reconcile", plan, self._verdict(self._entity(plan)), outcome=type(outcome).__name__)
        return outcome

    async def _resolved(self, draft: Draft, labels: dict[str, Resolved]) -> Draft:
        return await self._session.references.resolve(draft, self._read, scope=self._scope, labels=labels)

    def _without_references(self, draft: Draft) -> Draft:
        """So that what the vendor cannot do is refused before references are looked up."""
        plain = {spec: value for spec, value in draft.values.items() if not isinstance(value, Ref)}
        return replace(draft, values=plain, lines={})

    async def _before(self, draft: Draft, warnings: list[str]) -> tuple[Seen | None, str | None]:
        """What stands there, and the vendor's mark of that version."""
        assert draft.key is not None
        sight = self._sight(draft.entity, draft.parameters)
        if sight is None or sight.places(draft.key, draft.verb) is None:
            warnings.append("the vendor does not show this record, so nobody knows what stands there now")
            return None, None
        paths = paths_of(draft) if draft.verb == "update" else sight.all_paths()
        try:
            record, etag = await self._one(sight, draft.key, draft.verb, paths)
        except CLOSED as closed:
            warnings.append(f"{closed_view(sight, closed)}, so nobody knows what stands there now")
            return None, None
        seen = sight.seen(record, paths)
        if hidden := [path for path in paths if path not in seen]:
            warnings.append(f"what stands there now is not shown of {', '.join(hidden)}")
        return seen, etag

    async def _natural(self, draft: Draft, warnings: list[str]) -> tuple[dict[str, Json], tuple[WrittenKey, ...]]:
        """By what a new record will be found again, and who has that already."""
        if draft.verb not in ("create", "call"):
            return {}, ()
        sight = self._sight(draft.entity, draft.parameters)
        natural = natural_of(draft, self._writer) if sight is not None else {}
        if sight is None or not natural or None in map(sight.column, natural):
            warnings.append("nothing tells this record from others: should the answer be lost, it cannot be looked for")
            return {}, ()
        try:
            alike = await self._alike(sight, natural)
        except CLOSED as closed:
            warnings.append(f"{closed_view(sight, closed)}: should the answer be lost, it cannot be looked for")
            return {}, ()
        twins = keys_of(alike, sight)
        if len(alike) >= MOST_TWINS:
            warnings.append(f"too many records have this {', '.join(natural)} to find a new one among them")
            return {}, ()
        if twins:
            many = "record has" if len(twins) == 1 else "records have"
            warnings.append(f"{len(twins)} {many} this {', '.join(natural)} already; is this one a duplicate?")
        return natural, twins

    async def _alike(
        self, sight: Sight, natural: Mapping[str, Json], columns: Sequence[FieldSpec] = ()
    ) -> Sequence[Record]:
        """Records with these values; where the vendor cannot filter, all are read to find them."""
        asked = sight.columns(natural)
        chosen = [*sight.key_names, *(spec.name for spec in (*asked.values(), *columns))]
        query = _showing(self._look(sight), chosen)
        if sight.entity.supports and "filter" not in sight.entity.supports:
            wanted = [(spec, natural[path]) for path, spec in asked.items()]
            rows = await self._read(query)
            return [row for row in rows if all(same(spec, getattr(row, spec.name), one) for spec, one in wanted)]
        conditions = [Comparison(spec, "eq", coerce(spec, natural[path])) for path, spec in asked.items()]
        return await self._read(query.where(*conditions).limit(MOST_TWINS))

    async def _carried_out(self, plan: Plan, verdict: Verdict) -> Outcome:
        """Store the intent, send, and store what came of it. A process that dies meanwhile leaves the intent."""
        tally = Tally()
        if not await self._port.run(lambda: self._ledger.claim(plan, now=self._port.clock.now())):
            return await self._settled(plan) or Unknown(plan, "somebody else has begun on it meanwhile")
        try:
            await self._note(plan.verb, plan, verdict, tally=tally, outcome="begun")
        except NlconnectError:  # without an entry nothing is done
            await self._port.run(lambda: self._ledger.release(plan))
            raise
        ending = "unknown"
        try:
            outcome = await self._sent(plan, tally)
            ending = type(outcome).__name__
            return outcome
        except NlconnectError as failure:
            ending = type(failure).__name__
            raise
        finally:
            await self._note(plan.verb, plan, verdict, tally=tally, outcome=ending)

    async def _sent(self, plan: Plan, tally: Tally) -> Outcome:
        entity = self._entity(plan)
        content = None if plan.body is None else plan.body.encode()
        request = Request(plan.method, plan.url, dict(plan.headers), content)
        try:
            response = await self._exchange.call(request, Errand("write", plan.scope, entity.path, entity, tally))
        except NOTHING_DONE:
            await self._port.run(lambda: self._ledger.release(plan))
            raise
        except ServerError as failure:
            if (failure.status or 0) >= 500 and self._writer.certainly_refused(failure):  # busy, and it says so
                await self._port.run(lambda: self._ledger.release(plan))
                return Rejected(plan, failure, repeatable=True)
            return Unknown(plan, f"the vendor answered with a failure ({failure.message})")
        except ApiError as refusal:
            if not self._writer.certainly_refused(refusal):
                return Unknown(plan, f"the vendor answered with a failure ({refusal.message})")
            error = refusal
            await self._port.run(lambda: self._ledger.settle(plan, Rejected(plan, error)))
            return Rejected(plan, refusal)
        except NlconnectError as failure:
            return Unknown(plan, failure.message)
        done = self._done(plan, response)
        await self._port.run(lambda: self._ledger.settle(plan, done))
        return done

    def _done(self, plan: Plan, response: Response) -> Done:
        if plan.key is not None:
            return Done(plan, plan.key)
        entity = self._entity(plan)
        written = self._writer.read_written(response, entity)
        record = self._decoded(entity, response) if written.whole else None
        return Done(plan, written.key, record)

    def _decoded(self, entity: EntitySpec, response: Response) -> Record | None:
        """The record that came back; None where it cannot be read, which changes nothing about the write."""
        kind = collection_of(self._connector.package, entity).all().record
        plan = ReadPlan(Request("GET", ""), entity, self._scope, entity.values, "written", 1, single=True, partial=True)
        decoder = decoder_for(plan, kind, self._exchange)
        try:
            found = decoder.records(decoder.decode(response.content, single=True), scope=self._scope)
        except ValueError:
            return None
        return found[0] if found else None

    async def _looked_for(self, plan: Plan) -> Outcome:
        """There, not there, or unclear."""
        found = await self._search(plan)
        if isinstance(found, Unknown):
            return found
        if isinstance(found, Done):
            await self._port.run(lambda: self._ledger.settle(plan, found))
            return found
        now = self._port.clock.now()
        since = await self._port.run(lambda: self._ledger.missed(plan, now=now))
        left = since + SETTLING - now
        if left > 0:
            return Unknown(plan, f"nothing of it is there, and it may still come: look again in {left:.0f} seconds")
        await self._port.run(lambda: self._ledger.release(plan))
        gone = NotFound("it did not happen: nothing of it is there", connector=plan.system, entity=plan.entity)
        return Rejected(plan, gone, repeatable=True)

    async def _search(self, plan: Plan) -> Done | Unknown | None:
        """None where it has not happened, as far as can be seen now."""
        sight = self._sight(self._entity(plan), plan.parameters)
        if plan.verb in ("update", "delete"):
            return await self._changed(plan, sight)
        if sight is None or not plan.natural:
            return Unknown(plan, "nothing tells this record from others; look for it in the system itself")
        columns = sight.columns(part.name for part in plan.diff).values()
        records = await self._alike(sight, plan.natural, tuple(columns))
        new = [record for record in records if sight.key_of(record) not in plan.twins]
        if not new:
            if records or await self._shows_anything(sight):
                return None
            return Unknown(
                plan, f"{sight.entity.name} shows this login nothing at all; look for it in the system itself"
            )
        matching = keys_of((record for record in new if record_matches(sight, record, plan.diff)), sight)
        found = keys_of(new, sight)
        if len(matching) == 1 == len(found):
            return Done(plan, matching[0])
        return Unknown(plan, f"{len(found)} new records look like it, and none is it for certain")

    async def _shows_anything(self, sight: Sight) -> bool:
        """False for a view without one row: the login may lack the right to see them. AFAS does not say so."""
        if sight.view is None:
            return True
        return bool(await self._read(self._look(sight).select(*sight.key_names).limit(1)))

    async def _changed(self, plan: Plan, sight: Sight | None) -> Done | Unknown | None:
        if sight is None or sight.places(plan.key or (), plan.verb) is None:
            return Unknown(plan, "the vendor does not show this record; look for it in the system itself")
        telling = [part for part in plan.diff if part.before != part.after and tells(sight.column(part.name))]
        if plan.verb == "update" and not telling:
            return Unknown(plan, "the vendor does not show what changes; look for it in the system itself")
        try:
            record, _ = await self._one(sight, plan.key or (), plan.verb, [part.name for part in telling])
        except NotFound:
            return Done(plan, plan.key) if plan.verb == "delete" else Unknown(plan, "the record is gone")
        if is_as_before(sight, record, telling):
            return None
        if plan.verb == "delete":  # Outlook: what is deleted lies among the deleted items, under the same id
            return Unknown(plan, "the record is there and not as before: in a bin, or changed by somebody else")
        if record_matches(sight, record, telling):
            return Done(plan, plan.key)
        return Unknown(plan, "the record is neither as before nor as planned: somebody else changed it")

    async def _settled(self, plan: Plan, *, waiting: bool = True) -> Outcome | None:
        """What became of it already; Unknown for one under way where `waiting` asks for that."""
        self._refuse_altered(plan)
        intent = await self._port.run(lambda: self._ledger.intent(plan))
        if intent is None:
            return None
        outcome = intent.outcome(plan)
        if outcome is None and intent.state == "sent" and waiting:
            return Unknown(plan, "it was sent before, and what became of it is not known")
        return outcome

    def _refuse_altered(self, plan: Plan) -> None:
        if plan.fingerprint() != plan.digest:
            raise QueryError("the plan was altered after it was made", entity=plan.entity, hint="Plan it again.")
        if plan.place != self._exchange.place or plan.scope != self._scope:
            raise QueryError(
                "the plan was made for another place than this connection",
                entity=plan.entity,
                scope=str(self._scope),
                hint=f"It was made for {masked(str(plan.scope))}. Apply it on a connection there.",
            )

    async def _refuse_unfit(self, plan: Plan) -> None:
        kept = await self._port.run(lambda: self._ledger.plan(plan.id))
        if kept is None or kept.digest != plan.digest:
            raise QueryError("this plan is not one that was made here", entity=plan.entity, hint="Plan it again.")
        if self._port.clock.now() >= plan.expires_at:
            raise QueryError("the plan has expired", entity=plan.entity, hint="Plan it again.")

    async def _refuse_stale(self, plan: Plan) -> None:
        """What stood there when it was planned must still stand there."""
        sight = self._sight(self._entity(plan), plan.parameters)
        if sight is None:
            return
        if plan.before is not None and plan.key is not None:
            names = [part.name for part in plan.diff]
            record, _ = await self._one(sight, plan.key, plan.verb, names)
            seen = sight.seen(record, names)
            columns = sight.columns(names)
            stands = {
                part.name: told_of(columns[part.name], seen[part.name], part.after)
                if part.name in seen
                else part.before
                for part in plan.diff
            }
            if digest_of(stands) != plan.before:
                raise _stale(plan, "the record was changed")
        elif plan.natural and keys_of(await self._alike(sight, plan.natural), sight) != tuple(plan.twins):
            raise _stale(plan, "another record like it was made or deleted")

    async def _one(
        self, sight: Sight, key: Sequence[Value], verb: str, paths: Iterable[str]
    ) -> tuple[Record, str | None]:
        """The record with that key, and the vendor's mark of its version. Raises NotFound."""
        shown = [spec.name for spec in sight.columns(paths).values()]
        query = _showing(self._look(sight), [*sight.key_names, *shown])
        if sight.view is None:
            part = tuple(key) if len(key) > 1 else key[0]
            return await self._session.looked_at(query, part, scope=self._scope, asker=self._asker)
        places = sight.places(key, verb) or ()
        found = await self._read(
            query.where(*(Comparison(spec, "eq", coerce(spec, part)) for spec, part in places)).limit(1)
        )
        if not found:
            raise NotFound(
                f"{sight.entity.name} shows no record with this key",
                connector=self._connector.name,
                entity=sight.written.name,
                scope=str(self._scope),
            )
        return found[0], None

    def _sight(self, entity: EntitySpec, parameters: Mapping[str, object]) -> Sight | None:
        return Sight.of(entity, self._connector, parameters)

    def _look(self, sight: Sight) -> Query[Record]:
        """Below the parents that were named."""
        return collection_of(self._connector.package, sight.entity).of(**sight.parameters)  # type: ignore[arg-type]  # values, or their JSON

    async def _read(self, query: Query[Record]) -> Sequence[Record]:
        return await self._session.reading(query, scope=self._scope, asker=self._asker).all()

    def _entity(self, plan: Plan) -> EntitySpec:
        return self._connector.catalogue.entity(plan.entity)

    def _action(self, entity: EntitySpec) -> Action:
        return Action("write", self._connector.name, entity.qualified_name, str(self._scope), self._asker.purpose)

    def _verdict(self, entity: EntitySpec) -> Verdict:
        return judge(self._action(entity), writable=self._asker.writable)

    async def _note(
        self, operation: str, plan: Plan, verdict: Verdict, *, outcome: str, tally: Tally | None = None
    ) -> None:
        named = f"{operation} {plan.verb}" if operation in ("plan", "reconcile") else operation
        entry = self._entry(named, target=plan.entity, verdict=verdict, tally=tally or Tally())
        await self._session.note({**entry, "outcome": outcome})


def _changing(draft: Draft, before: Seen | None) -> Draft:
    """Without what stands there already: the vendor may refuse a unique value that is the record's own."""
    if before is None or draft.verb != "update":
        return draft
    values: dict[Any, Any] = {
        spec: value
        for spec, value in draft.values.items()
        if spec.name not in before or not same(spec, before[spec.name], value)
    }
    structures: dict[Any, Any] = {}
    for spec, whole in draft.structures.items():
        left = whole
        if spec.name in before:
            left = changed_parts(spec, before[spec.name], whole, draft.entity.catalogue)  # type: ignore[assignment]  # None is left out
        if left is not None:
            structures[spec] = left
    return replace(draft, values=values, structures=structures)


def _recognisable(draft: Draft) -> Draft:
    """A new record gets a random value where the vendor knows it again by that, should it be sent twice."""
    key = draft.entity.repeat_key
    if draft.verb != "create" or key is None or draft.entity.by_wire[key] in draft.values:
        return draft
    return replace(draft, values={**draft.values, draft.entity.by_wire[key]: str(uuid4())})


def _showing(query: Query[Record], names: Sequence[str]) -> Query[Record]:
    """With these fields, parts as a whole; what does not come by itself is expanded."""
    heads = list(dict.fromkeys(name.partition(".")[0] for name in names))
    beside = [name for name in heads if not query.entity.field(name).is_value]
    return query.select(*heads).expand(*beside) if beside else query.select(*heads)


def _stale(plan: Plan, what: str) -> QueryError:
    return QueryError(f"the plan is stale: {what} since it was made", entity=plan.entity, hint="Plan it again.")
