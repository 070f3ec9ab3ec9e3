"""Writing: plan, look, apply once, and look for it where the answer was lost."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from nlconnect.connector import Decoder, EntitySpec, ReadPlan, Record, Request, Response, Scope, collection_of
from nlconnect.connector.check import drafted
from nlconnect.connector.files import held_in, piece_of
from nlconnect.connector.watching import Watching
from nlconnect.connector.writer import Draft, Writer
from nlconnect.engine.allowance import Allowance, Taking
from nlconnect.engine.clearing import clear_of, covered, verdict_on
from nlconnect.engine.concerned import concerned
from nlconnect.engine.consent import lasting, refuse_unapproved
from nlconnect.engine.enclosing import NotWhole, body_of, not_whole, request_of, sent_in_pieces, shipment_of, with_marks
from nlconnect.engine.exchange import Errand, Tally
from nlconnect.engine.fresh import judged, unseen, with_passwords
from nlconnect.engine.intent import Ledger
from nlconnect.engine.looking import Looking
from nlconnect.engine.matching import Decision, Matching
from nlconnect.engine.preflight import recipients, told
from nlconnect.engine.read import decoder_for
from nlconnect.engine.reconciling import Search
from nlconnect.engine.references import Resolved, refers
from nlconnect.engine.sight import Seen, key_part
from nlconnect.engine.spending import spending, taking_of
from nlconnect.engine.staleness import refuse_stale
from nlconnect.engine.vault import Vault
from nlconnect.engine.watching import Watch
from nlconnect.engine.worth import told_worth, worth_of
from nlconnect.engine.writing_values import (
    changed_parts,
    differences,
    digest_of,
    json_of,
    same,
)
from nlconnect.errors import (
    ApiError,
    AuthError,
    ConnectFailed,
    NlconnectError,
    NotFound,
    PolicyRefused,
    QueryError,
    RateLimited,
    ServerError,
    masked,
)
from nlconnect.model.change import LINKS, Change, Ref, Upsert
from nlconnect.model.outcome import Difference, Done, Outcome, Plan, Rejected, Ruling, Unknown
from nlconnect.policy import Action, Verdict
from nlconnect.policy.recipients import stranger

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker, Session

CHANGING = LINKS | {"update"}
"""What is not sent at all where nothing would change."""
LIFETIME = 3600.0
"""Seconds that a plan holds."""
SETTLING = 120.0
"""Seconds that a lost write may still turn up in: before that, not being there proves nothing."""
NOTHING_DONE = (ConnectFailed, RateLimited, AuthError, PolicyRefused)
"""Failures after which the vendor has certainly not begun: it was not reached, or refused at its door, or at ours."""


class Entry(Protocol):
    """Makes an audit entry."""

    def __call__(self, operation: str, *, target: str, verdict: Verdict, tally: Tally) -> dict[str, object]: ...


class Writing:
    """Writes in one scope, on somebody's behalf."""

    def __init__(self, session: Session, writer: Writer, *, scope: Scope, asker: Asker, entry: Entry) -> None:
        self.session = session
        self._exchange = session.exchange
        self._connector = session.connector
        self._port = session.exchange.port
        self.writer = writer
        self.scope = scope
        self.asker = asker
        self._entry = entry
        self.ledger = Ledger(session.exchange.store)
        self._watching = writer if isinstance(writer, Watching) else None
        self._seeing = replace(asker, unseen=False)
        self._decoders: dict[str, Decoder[Record]] = {}
        self._vault = Vault(session.exchange, self._seeing)
        self._looking = Looking(session, writer, scope=scope, asker=asker)

    async def plan(self, change: Change) -> Plan:
        """Check it, resolve its references, look at what stands there, and say what would be sent. Writes nothing.

        Raises QueryError for what could not be sent, before anything is asked; ApiError where looking fails.
        """
        bounds = self.bounds(Tally())
        if bounds is not None:
            await bounds.take(Taking(calls=1))
        plan, verdict = await self.made(change, self._looking)
        await self._port.run(lambda: self.ledger.keep(plan))
        await self._note("plan", plan, verdict, outcome=verdict.answer)
        return plan

    async def made(self, change: Change, looking: Looking, *, plan_id: str | None = None) -> tuple[Plan, Verdict]:
        """A plan that is not kept yet, and the verdict on it. See `plan`."""
        if self._connector.catalogue.entity(change.entity.qualified_name).path != change.entity.path:
            raise QueryError(f"{change.entity.name} is not an entity of {self._connector.title}")
        change, fresh = with_passwords(await with_marks(await self._vault.checked(change), self._port.run))
        decision = Decision(change)
        if isinstance(change, Upsert):
            decision = await Matching(self.session, self.writer, looking, self.scope, self._seeing).decided(change)
        change, warnings = decision.change, [*decision.warnings]
        entity = change.entity
        labels: dict[str, Resolved] = {}
        change = await self.session.references.keyed(change, looking, scope=self.scope)
        draft = _recognisable(drafted(change, self.writer))
        early, plain = None, draft
        if draft.verb not in LINKS:
            plain = self._without_references(draft)
            early = self.writer.write_request(plain, base_url=self._exchange.base_url, scope=self.scope)
        left_out = len(draft.values) - len(plain.values) + len(draft.structures) - len(plain.structures)
        if early is None or draft.lines or left_out:
            early, draft = None, await self._resolved(draft, labels)
        warnings += draft.warnings
        before, etag = await looking.before(draft, warnings, labels) if draft.key is not None else (None, None)
        draft = _changing(draft, before)
        if etag is not None:
            draft = replace(draft, etag=etag)
        looked_at = self._port.clock.now()
        found = await self.session.preflight.findings(draft, looking.read, scope=self.scope, now=looked_at)
        warnings += told(found)
        request = early if draft.key is None else None
        if request is None:
            request = self.writer.write_request(draft, base_url=self._exchange.base_url, scope=self.scope)
        diff = unseen(differences(draft, before, labels), fresh)
        stood = None if before is None else digest_of({part.name: part.before for part in diff})
        if draft.verb == "call":
            looked = await looking.acting(draft, diff, warnings)
            diff, stood = looked.diff, looked.before
        is_shown = draft.verb == "call" and stood is not None
        natural, twins = ({}, ()) if is_shown else await looking.natural(draft, warnings)
        if draft.verb in CHANGING and not diff:
            warnings.append("nothing would change, so nothing will be sent")
        whom = recipients(found)
        now, verdict = self._port.clock.now(), self._verdict(entity, draft.verb, diff, whom, fresh)
        clearance = self.session.clearance(entity, self._seeing)
        plan = Plan(
            id=plan_id or secrets.token_hex(8),
            system=self._connector.name,
            place=self._exchange.place,
            entity=entity.qualified_name,
            scope=self.scope,
            verb=draft.verb,  # type: ignore[arg-type]  # an upsert was decided
            key=None if draft.key is None else tuple(key_part(part) for part in draft.key),
            method=request.method,
            url=request.url,
            headers=dict(request.headers),
            body=None if request.content is None else request.content.decode(),
            diff=diff if clearance is None else covered(diff, clearance),
            warnings=tuple(warnings),
            ruling=Ruling(verdict.answer, verdict.rule, *verdict.told()),
            made_at=now,
            expires_at=now + LIFETIME,
            before=stood,
            natural=natural,
            twins=twins,
            parameters={name: json_of(value) for name, value in draft.parameters.items()},
            files=tuple(held.file for held in held_in(draft)),
            piece=piece_of(self.writer, draft),
            origin=decision.origin,
            identity=decision.identity,
            parts=decision.parts,
            ways=decision.ways,
            recipients=whom,
            worth=told_worth(worth_of(draft)),
            fresh=fresh,
        )
        bounds = self.bounds(Tally())
        short = await bounds.short(taking_of(plan)) if bounds is not None else None
        warned = (*plan.warnings, short) if short else plan.warnings
        return replace(plan, warnings=warned, expires_at=plan.expires_at + lasting(plan, self.asker)).sealed(), verdict

    def bounds(self, tally: Tally) -> Allowance | None:
        """What purpose and agent may still take; None where nothing does. The calls of the tally are bounded by it."""
        return Allowance.of(self._exchange, self.asker, tally, operation="write")

    async def planned(self, plan_id: str) -> Plan:
        """A plan that was made before, also by another process. Raises QueryError where it is not kept any more."""
        plan = await self._port.run(lambda: self.ledger.plan(plan_id))
        if plan is None:
            raise QueryError("there is no such plan", hint="It was carried out, or never made with this state store.")
        return plan

    async def apply(self, plan: Plan) -> Outcome:
        """Carry it out, once. Raises QueryError for a stale or altered plan and PolicyRefused for a refused one.

        ConnectFailed, RateLimited and AuthError mean that nothing was sent: the plan may be applied again.
        """
        settled = await self.settled(plan)
        if settled is not None:
            return settled
        verdict = await self._allowed(plan)
        if self.changes_nothing(plan):
            await self._port.run(lambda: self.ledger.learn((plan, plan.key)))
            return Done(plan, plan.key)
        lock = self.ledger.lock(plan)
        if not await self._port.run(lock.try_acquire):
            return Unknown(plan, "somebody else is carrying it out")
        try:
            settled = await self.settled(plan)
            if settled is not None:
                return settled
            await refuse_stale(plan, self._entity(plan), self._looking, self._exchange)
            if plan.piece is not None:  # a killed process may have left its claim: see _goes_on
                await self._port.run(lambda: self.ledger.release(plan, now=self._port.clock.now()))
            return await self.carried_out(plan, verdict)
        finally:
            await self._port.run(lock.release)

    async def reconcile(self, plan: Plan) -> Outcome:
        """Look whether a write whose answer was lost has happened. Sends no write.

        Not being there proves nothing at first: the outcome stays Unknown for two minutes from the first look, then
        it is a Rejected that may be applied again. Raises QueryError for a plan that was never sent.
        """
        settled = await self.settled(plan, waiting=False)
        if settled is not None:
            return settled
        intent = await self._port.run(lambda: self.ledger.intent(plan))
        if intent is None or intent.state == "free":
            raise QueryError("nothing was sent for this plan", entity=plan.entity, hint="Apply it.")
        lock = self.ledger.lock(plan)
        if not await self._port.run(lock.try_acquire):
            return Unknown(plan, "it is being carried out right now")
        try:
            again = await self._port.run(lambda: self.ledger.intent(plan))
            if again is None or (again.state, again.guard) != (intent.state, intent.guard):
                return await self.begun_elsewhere(plan)  # by one who holds another lock than this
            outcome = await self.looked_for(plan)
        finally:
            await self._port.run(lock.release)
        verdict = self._verdict(self._entity(plan), plan.verb, plan.diff)
        await self._note("reconcile", plan, verdict, outcome=type(outcome).__name__)
        return outcome

    async def checked(self, plan: Plan, looking: Looking) -> Verdict:
        """That a plan made before may be carried out now. Raises QueryError and PolicyRefused as `apply` does."""
        self._refuse_altered(plan)
        verdict = await self._allowed(plan)
        await refuse_stale(plan, self._entity(plan), looking, self._exchange)
        return verdict

    async def _allowed(self, plan: Plan) -> Verdict:
        await self._refuse_unfit(plan)
        verdict = self._verdict(self._entity(plan), plan.verb, plan.diff, plan.recipients, plan.fresh)
        verdict.enforce(self.action(plan))
        store, now = self._exchange.store, self._port.clock.now()
        await self._port.run(lambda: refuse_unapproved(plan, self.asker, store, now=now))
        return verdict

    def enforce(self, one: Change | Plan) -> None:
        """Raises PolicyRefused for what may not be written whatever it is; what a change holds is judged later."""
        entity = self._entity(one) if isinstance(one, Plan) else one.entity
        verbs = ("create", "update") if one.verb == "upsert" else (one.verb,)
        verdicts = [(self._action(entity, verb), self._verdict(entity, verb, None)) for verb in verbs]
        if all(verdict.answer != "allow" for _, verdict in verdicts):
            action, verdict = verdicts[0]
            verdict.enforce(action)

    def refuse_unplanned(self, change: Change) -> None:
        """Raises PolicyRefused for an agent that would write without a plan that somebody saw."""
        action = self._action(change.entity, change.verb)
        past = self.asker.gate.past_a_plan(action)
        if past is not None:
            past.enforce(action)

    def action(self, plan: Plan) -> Action:
        """What the policy is asked about it."""
        return self._action(self._entity(plan), plan.verb)

    def changes_nothing(self, plan: Plan) -> bool:
        """Whether all stands there already: then nothing is sent."""
        return plan.verb in CHANGING and not plan.diff

    async def begun_elsewhere(self, plan: Plan) -> Outcome:
        """What became of a plan that could not be claimed."""
        return await self.settled(plan) or Unknown(plan, "somebody else has begun on it meanwhile")

    def settling(self, plans: Sequence[Plan]) -> float | None:
        """Seconds until the last of these that were looked for in vain can no longer turn up; None for none."""
        intents = self.ledger.intents([plan.id for plan in plans]).values()
        missed = [intent.missed_at for intent in intents if intent.missed_at is not None]
        return max(0.0, max(missed) + SETTLING - self._port.clock.now()) if missed else None

    def entry_of(
        self, plan: Plan, verdict: Verdict, *, tally: Tally, outcome: str, planned: bool = False
    ) -> dict[str, object]:
        """An audit entry about carrying it out, or about planning that."""
        operation = f"plan {plan.verb}" if planned else plan.verb
        entry = self._entry(operation, target=plan.entity, verdict=verdict, tally=tally)
        return {**entry, **concerned(plan, self._entity(plan)), "outcome": outcome}

    async def _resolved(self, draft: Draft, labels: dict[str, Resolved]) -> Draft:
        return await self.session.references.resolve(draft, self._looking, scope=self.scope, labels=labels)

    def _without_references(self, draft: Draft) -> Draft:
        """So that what the vendor cannot do is refused before references are looked up."""
        plain = {spec: value for spec, value in draft.values.items() if not isinstance(value, Ref)}
        whole = {spec: parts for spec, parts in draft.structures.items() if not refers(parts)}
        return replace(draft, values=plain, lines={}, structures=whole)

    async def carried_out(self, plan: Plan, verdict: Verdict, *, guard: str = "", again: bool = False) -> Outcome:
        """Store the intent, send, and store what came of it. A process that dies meanwhile leaves the intent.

        The caller holds the lock of the plan, or the one that `guard` names.
        """
        filled = await self._vault.filled(plan)
        request = request_of(plan, await self._port.run(lambda: body_of(filled)))
        tally, now = Tally(), self._port.clock.now()
        async with spending(self.bounds(tally), taking_of(plan)) as spent:
            if not await self._port.run(lambda: self.ledger.claim([plan], now=now, guard=guard, again=again)):
                spent.nothing()
                return await self.begun_elsewhere(plan)
            try:
                await self._note(plan.verb, plan, verdict, tally=tally, outcome="begun")
            except NlconnectError:  # without an entry nothing is done
                spent.nothing()
                await self._port.run(lambda: self.ledger.release(plan, now=now))
                raise
            ending = "unknown"
            try:
                outcome = await self._sent(plan, tally, request)
                ending = type(outcome).__name__
                if isinstance(outcome, Rejected):
                    spent.nothing()
                return outcome
            except NlconnectError as failure:
                ending = type(failure).__name__
                if isinstance(failure, NOTHING_DONE):
                    spent.nothing()
                raise
            finally:
                await self._note(plan.verb, plan, verdict, tally=tally, outcome=ending)

    async def _sent(self, plan: Plan, tally: Tally, request: Request) -> Outcome:
        entity = self._entity(plan)
        errand = Errand("write", plan.scope, entity.path, entity, tally)
        outcome: Outcome
        try:
            response = await (
                self._exchange.call(request, errand) if plan.piece is None else self._shipped(plan, errand)
            )
        except NOTHING_DONE:
            await self._port.run(lambda: self.ledger.release(plan, now=self._port.clock.now()))
            raise
        except NotWhole as cut:
            outcome = Rejected(plan, cut.failure, repeatable=True)
        except NlconnectError as failure:
            outcome = await self.failed(plan, failure)
        else:
            outcome = await self.ended(plan, response)
        await self._port.run(lambda: self.ledger.end([outcome], now=self._port.clock.now()))
        return outcome

    async def _shipped(self, plan: Plan, errand: Errand) -> Response:
        return await sent_in_pieces(shipment_of(plan, self._exchange, errand))

    async def _goes_on(self, plan: Plan) -> bool:
        """Whether pieces of a file were sent and not the last one: nothing is there yet, and it may be gone on with."""
        if plan.piece is None:
            return False
        entity = self._entity(plan)
        return await shipment_of(plan, self._exchange, Errand("write", plan.scope, entity.path, entity)).is_begun()

    async def failed(self, plan: Plan, failure: NlconnectError) -> Outcome:
        """What a failure proves: that it did not happen, or nothing."""
        if not isinstance(failure, ApiError):
            return Unknown(plan, failure.message)
        is_certain = self.writer.certainly_refused(failure)
        if isinstance(failure, ServerError) and is_certain and (failure.status or 0) >= 500:  # busy, and it says so
            return Rejected(plan, failure, repeatable=True)
        if isinstance(failure, ServerError) or not is_certain:
            return Unknown(plan, f"the vendor answered with a failure ({failure.message})")
        return await Search(self._looking, self._entity(plan)).so_already(plan) or Rejected(plan, failure)

    async def ended(self, plan: Plan, response: Response) -> Outcome:
        """What a good answer says; work that goes on after it is followed to its end."""
        watch = self._watch(plan)
        return (await watch.begun(response) if watch is not None else None) or self.done(plan, response)

    def _watch(self, plan: Plan) -> Watch | None:
        return Watch(self._exchange, self._watching, plan) if self._watching is not None else None

    def done(self, plan: Plan, response: Response) -> Done:
        """What a good answer says."""
        if plan.key is not None:
            return Done(plan, plan.key)
        entity = self._entity(plan)
        written = self.writer.read_written(response, entity)
        record = self._decoded(entity, response) if written.whole else None
        clearance = self.session.clearance(entity, self._seeing) if record is not None else None
        if clearance is not None and record is not None:
            record = clear_of(clearance).over(record)
        return Done(plan, written.key, record)

    def _decoded(self, entity: EntitySpec, response: Response) -> Record | None:
        """The record that came back; None where it cannot be read, which changes nothing about the write."""
        decoder = self._decoders.get(entity.qualified_name)
        if decoder is None:
            kind = collection_of(self._connector.package, entity).all().record
            nowhere = Request("GET", "")
            plan = ReadPlan(nowhere, entity, self.scope, entity.values, "written", 1, single=True, partial=True)
            decoder = self._decoders[entity.qualified_name] = decoder_for(plan, kind, self._exchange)
        try:
            found = decoder.records(decoder.decode(response.content, single=True), scope=self.scope)
        except ValueError:
            return None
        return found[0] if found else None

    async def looked_for(self, plan: Plan) -> Outcome:
        """There, not there, or unclear, while the caller holds the lock. See `reconcile`."""
        if await self._goes_on(plan):
            await self._port.run(lambda: self.ledger.release(plan, now=self._port.clock.now()))
            return Rejected(plan, not_whole(plan), repeatable=True)
        watch = self._watch(plan)
        watched = await watch.again() if watch is not None else None
        found = watched or await Search(self._looking, self._entity(plan)).found(plan)
        if isinstance(found, Unknown):
            return found
        if found is not None:
            await self._port.run(lambda: self.ledger.end([found], now=self._port.clock.now()))
            return found
        now = self._port.clock.now()
        since = await self._port.run(lambda: self.ledger.missed(plan, now=now))
        left = since + SETTLING - now
        if left > 0:
            return Unknown(plan, f"nothing of it is there, and it may still come: look again in {left:.0f} seconds")
        await self._port.run(lambda: self.ledger.release(plan, now=now))
        gone = NotFound("it did not happen: nothing of it is there", connector=plan.system, entity=plan.entity)
        return Rejected(plan, gone, repeatable=True)

    async def settled(self, plan: Plan, *, waiting: bool = True) -> Outcome | None:
        """What became of it already; Unknown for one under way where `waiting` asks for that."""
        self._refuse_altered(plan)
        intent = await self._port.run(lambda: self.ledger.intent(plan))
        if intent is None:
            return None
        outcome = intent.outcome(plan)
        if outcome is None and intent.state == "sent" and waiting and not await self._goes_on(plan):
            return Unknown(plan, "it was sent before, and what became of it is not known")
        return outcome

    def _refuse_altered(self, plan: Plan) -> None:
        if plan.fingerprint() != plan.digest:
            raise QueryError("the plan was altered after it was made", entity=plan.entity, hint="Plan it again.")
        if plan.place != self._exchange.place or plan.scope != self.scope:
            raise QueryError(
                "the plan was made for another place than this connection",
                entity=plan.entity,
                scope=str(self.scope),
                hint=f"It was made for {masked(str(plan.scope))}. Apply it on a connection there.",
            )

    async def _refuse_unfit(self, plan: Plan) -> None:
        kept = await self._port.run(lambda: self.ledger.plan(plan.id))
        if kept is None or kept.digest != plan.digest:
            raise QueryError("this plan is not one that was made here", entity=plan.entity, hint="Plan it again.")
        if self._port.clock.now() >= plan.expires_at:
            raise QueryError("the plan has expired", entity=plan.entity, hint="Plan it again.")

    def _entity(self, plan: Plan) -> EntitySpec:
        return self._connector.catalogue.entity(plan.entity)

    def _action(self, entity: EntitySpec, verb: str) -> Action:
        place, asker = self.scope, self.asker
        name, target = self._connector.name, entity.qualified_name
        return Action(
            "write",
            name,
            target,
            str(place),
            asker.purpose,
            verb=verb,
            outlet=asker.outlet,
            place=place,
            agent=asker.agent,
        )

    def _verdict(
        self,
        entity: EntitySpec,
        verb: str,
        diff: Iterable[Difference] | None,
        whom: Sequence[str] = (),
        fresh: Sequence[str] = (),
    ) -> Verdict:
        """`whom` it is sent to; who serves an agent checks that, as it knows of which document the parties count."""
        asker = self.asker
        verdict = asker.gate.judge(self._action(entity, verb), writable=asker.writable)
        if verdict.answer == "allow" and not asker.agent:
            verdict = stranger(asker.gate.policy, asker.purpose, whom) or verdict
        clearance = self.session.clearance(entity, self._seeing)
        if clearance is None or diff is None:
            return verdict
        return verdict_on(judged(diff, fresh, clearance), clearance, verdict, verb=verb, now=self._port.clock.now())

    async def _note(
        self, operation: str, plan: Plan, verdict: Verdict, *, outcome: str, tally: Tally | None = None
    ) -> None:
        named = f"{operation} {plan.verb}" if operation in ("plan", "reconcile") else operation
        entry = self._entry(named, target=plan.entity, verdict=verdict, tally=tally or Tally())
        await self.session.note({**entry, **concerned(plan, self._entity(plan)), "outcome": outcome})


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
