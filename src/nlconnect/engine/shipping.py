"""Sending planned changes together: in one call where the system takes that, else some beside one another."""

from __future__ import annotations

from collections.abc import Awaitable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from nlconnect.connector import Request, Response
from nlconnect.connector.batch import BatchSpec
from nlconnect.engine.allowance import Allowance, Receipt
from nlconnect.engine.exchange import Errand, Exchange, Tally
from nlconnect.engine.spending import taking_of
from nlconnect.engine.vault import holds_token
from nlconnect.errors import (
    AuthError,
    ConfigError,
    ConnectFailed,
    NlconnectError,
    PolicyRefused,
    RateLimited,
    ServerError,
)
from nlconnect.limits import observation_of
from nlconnect.model.change import Change
from nlconnect.model.outcome import Outcome, Plan, Rejected, Unknown
from nlconnect.model.ports import Pending
from nlconnect.policy import Verdict

if TYPE_CHECKING:
    from nlconnect.engine.write import Writing

NOTHING_DONE = (ConnectFailed, RateLimited, AuthError)
MOST_TRIES = 5
"""Times that a part of a batch is sent which the vendor refused for the rate of calls."""


@dataclass(slots=True)
class Item:
    """One of many changes, and how far it is."""

    index: int
    given: Change | Plan
    plan_id: str | None
    plan: Plan | None = None
    verdict: Verdict | None = None
    outcome: Unknown | None = None
    tries: int = 0
    losses: int = 0
    earlier: bool = False
    foreign: bool = False
    """Somebody else sent it, under a lock of their own."""
    receipt: Receipt | None = None
    """What was taken of the budgets for it."""

    @property
    def sure_plan(self) -> Plan:
        assert self.plan is not None
        return self.plan

    @property
    def sure_verdict(self) -> Verdict:
        assert self.verdict is not None
        return self.verdict

    @property
    def request(self) -> Request:
        plan = self.sure_plan
        content = None if plan.body is None else plan.body.encode()
        return Request(plan.method, plan.url, dict(plan.headers), content)


@dataclass(slots=True)
class Group:
    """Changes that go together."""

    items: list[Item] = field(default_factory=list)
    identities: frozenset[Hashable] = frozenset()
    in_order: bool = False
    workload: str = ""
    cost: int = 0
    """Calls, as the vendor counts them: no more than it takes in its shortest time."""
    size: int = 0
    """Bytes."""
    whole: Request | None = None
    """All of them in one request, made while others are under way."""
    documents: Mapping[str, bytes] = field(default_factory=dict)
    """The plans as the ledger keeps them."""


@dataclass(slots=True)
class Landed:
    """What came of a group: outcomes, those to be sent again and after how many seconds, what ends all of it."""

    outcomes: list[tuple[Item, Outcome]] = field(default_factory=list)
    again: Group = field(default_factory=Group)
    wait: float = 0.0
    failure: NlconnectError | None = None


@dataclass(slots=True)
class _Flight:
    """A group under way: one by one with an outcome or work for each, or in one batch."""

    group: Group
    singles: list[tuple[Item, Pending[Outcome]]] = field(default_factory=list)
    landed: Landed = field(default_factory=Landed)
    batch: Pending[Response] | None = None
    parts: Sequence[Response | None] = ()
    failure: NlconnectError | None = None
    tally: Tally = field(default_factory=Tally)


class Shipping:
    """Sends groups, one at a time: a mailbox works on the parts of one batch four at a time already."""

    def __init__(self, writing: Writing, *, at_once: int) -> None:
        self.guard = ""
        self.again = False
        self._writing = writing
        self._exchange = writing.session.exchange
        self._port = self._exchange.port
        spec = self._exchange.connector.batch
        self._spec: BatchSpec | None = spec if spec is not None and spec.takes_changes else None
        limit = self._exchange.connector.limits.concurrency
        self._at_once = at_once if limit is None else min(limit, at_once)
        self._flight: _Flight | None = None
        self._arrived: _Flight | None = None
        self.calls = 0
        """Of writes, a batch as one."""

    @property
    def size(self) -> int:
        """The most that go together."""
        return self._spec.size if self._spec is not None else self._at_once

    @property
    def is_under_way(self) -> bool:
        return self._flight is not None

    @property
    def has_arrived(self) -> bool:
        """Whether there are answers that nobody looked at yet."""
        return self._arrived is not None

    @property
    def groups(self) -> list[Group]:
        """What is not known the end of."""
        return [flight.group for flight in (self._flight, self._arrived) if flight is not None]

    @property
    def identities(self) -> frozenset[Hashable]:
        """Of the records that are being written."""
        return self._flight.group.identities if self._flight is not None else frozenset()

    def add(self, item: Item, group: Group, identity: frozenset[Hashable]) -> bool:
        """Put it into the group; False where it has to go later, since the group is of another kind."""
        plan = item.sure_plan
        is_other = bool(group.items) and _kind(item) != _kind(group.items[0])
        work = self._exchange.connector.workload_of(item.request, plan.scope)
        if self._spec is None:
            if is_other:
                return False
        elif group.items:
            if work.key != group.workload or _is_too_much(item, group, self._spec):
                return False
            if any(group.cost + work.cost > window.limit for window in work.limits.windows):
                return False
            group.in_order = group.in_order or is_other
        group.items.append(item)
        group.identities |= identity
        group.workload = work.key
        group.cost += work.cost
        group.size += _size(plan)
        return True

    async def start(self, group: Group) -> None:
        """Begin to send. Every intent is stored before anything leaves."""
        if self._spec is not None and len(group.items) > 1:
            await self._start_batch(self._spec, group)
            return
        flight = _Flight(group)
        self._flight = flight
        for item in group.items:
            if len(group.items) == 1:
                await self._take(item, flight.landed, self._single(item))
            else:
                pending = self._port.start(partial(self._single, item))
                flight.singles.append((item, pending))
                await pending.departed()

    async def arrive(self) -> bool:
        """Wait for the answer to what is under way; True where every part of it went well, or there is none."""
        flight, self._flight = self._flight, None
        if flight is None:
            return True
        if flight.batch is not None:
            assert self._spec is not None
            try:
                answer = await flight.batch.result()
                flight.parts = self._spec.read(answer, [item.request for item in flight.group.items])
            except ValueError:
                flight.failure = ServerError("the answer to a batch cannot be read")
            except NlconnectError as whole:
                flight.failure = whole
        self._arrived = flight  # of what was interrupted here, the intents stay
        return bool(flight.parts) and all(part is not None and part.is_success for part in flight.parts)

    async def landed(self) -> Landed:
        """Store what came of the group that has arrived."""
        flight, self._arrived = self._arrived, None
        assert flight is not None
        if flight.batch is not None:
            assert self._spec is not None
            return await self._batch_landed(self._spec, flight)
        for item, pending in flight.singles:
            await self._take(item, flight.landed, pending.result())
        return flight.landed

    async def _single(self, item: Item) -> Outcome:
        return await self._writing.carried_out(item.sure_plan, item.sure_verdict, guard=self.guard, again=self.again)

    async def _take(self, item: Item, landed: Landed, work: Awaitable[Outcome]) -> None:
        self.calls += 1
        try:
            landed.outcomes.append((item, await work))
        except NOTHING_DONE as failure:
            landed.failure = failure
        except ConfigError as failure:
            landed.failure = failure
        except NlconnectError as refusal:  # of this one, before it was sent: a file that was changed
            landed.outcomes.append((item, Rejected(item.sure_plan, refusal)))

    async def prepare(self, group: Group) -> None:
        """What can be done before anything else has ended: put it together, and note that it may happen."""
        if self._spec is None or len(group.items) < 2:
            return
        group.documents = {item.sure_plan.id: item.sure_plan.dump().encode() for item in group.items}
        group.whole = self._bundled(self._spec, group)
        await self._note(group.items, Tally(), ["begun"] * len(group.items))

    async def drop(self, group: Group) -> None:
        """It will not be sent."""
        if group.whole is not None:
            await self._note(group.items, Tally(), ["not sent"] * len(group.items))

    def _bundled(self, spec: BatchSpec, group: Group) -> Request | None:
        return spec.write([item.request for item in group.items], self._exchange.base_url, in_order=group.in_order)

    async def _start_batch(self, spec: BatchSpec, group: Group) -> None:
        if group.whole is None:
            await self.prepare(group)
        now = self._port.clock.now()
        ledger, flight = self._writing.ledger, _Flight(group)
        if (bounds := self._writing.bounds(flight.tally)) is not None and await self._over(bounds, flight):
            group.whole = self._bundled(spec, group) if group.items else None
        plans = [item.sure_plan for item in group.items]
        claimed = await self._port.run(
            lambda: ledger.claim(plans, now=now, guard=self.guard, again=self.again, documents=group.documents)
        )
        if len(claimed) < len(plans):
            await self._leave_out([item for item in group.items if item.sure_plan.id not in claimed], flight)
            group.whole = self._bundled(spec, group) if group.items else None
        self._flight = flight
        whole = group.whole
        if whole is None or not plans:
            return
        entity = self._exchange.connector.catalogue.entity(plans[0].entity)
        errand = Errand("write", plans[0].scope, "batch", entity, flight.tally)
        flight.batch = self._port.start(lambda: self._exchange.call(whole, errand))
        self.calls += 1
        await flight.batch.departed()

    async def _over(self, bounds: Allowance, flight: _Flight) -> bool:
        """Take of the budgets for each; what is too much is left out. True where something was."""
        left_out = []
        for item in flight.group.items:
            try:
                item.receipt = await bounds.take(taking_of(item.sure_plan))
            except PolicyRefused as refusal:
                left_out.append(item)
                flight.landed.outcomes.append((item, Rejected(item.sure_plan, refusal, repeatable=True)))
        await self._note(left_out, Tally(), [PolicyRefused.__name__] * len(left_out))
        flight.group.items = [item for item in flight.group.items if item not in left_out]
        return bool(left_out)

    async def _give_back(self, flight: _Flight, items: Sequence[Item]) -> None:
        """What was taken for these, of which nothing came."""
        bounds = self._writing.bounds(flight.tally)
        for item in items:
            receipt, item.receipt = item.receipt, None
            if bounds is not None and receipt is not None:
                await bounds.give_back(receipt)

    async def _leave_out(self, items: Sequence[Item], flight: _Flight) -> None:
        """What somebody else has begun meanwhile."""
        outcomes = [await self._writing.begun_elsewhere(item.sure_plan) for item in items]
        await self._note(items, Tally(), [type(outcome).__name__ for outcome in outcomes])
        await self._give_back(flight, items)
        for item, outcome in zip(items, outcomes, strict=True):
            item.foreign = True
            flight.landed.outcomes.append((item, outcome))
        flight.group.items = [item for item in flight.group.items if item not in items]

    async def _batch_landed(self, spec: BatchSpec, flight: _Flight) -> Landed:
        items, landed, failure = flight.group.items, flight.landed, flight.failure
        parts = flight.parts if failure is None else [None] * len(items)
        if isinstance(failure, NOTHING_DONE):
            landed.failure = failure
        outcomes: list[Outcome] = []
        for item, part in zip(items, parts, strict=True):
            if isinstance(failure, NOTHING_DONE):
                outcome: Outcome = _free(item)
            elif isinstance(failure, PolicyRefused):
                outcome = Rejected(item.sure_plan, failure, repeatable=True)
            elif failure is not None:
                outcome = await self._writing.failed(item.sure_plan, failure)
            else:
                outcome = await self._judged(spec, item, part, landed)
            outcomes.append(outcome)
        left = {id(item) for item in landed.again.items}
        landed.again.in_order = flight.group.in_order
        landed.again.identities = flight.group.identities
        await self._port.run(lambda: self._writing.ledger.end(outcomes, now=self._port.clock.now()))
        await self._note(items, flight.tally, [type(outcome).__name__ for outcome in outcomes])
        pairs = zip(items, outcomes, strict=True)
        await self._give_back(flight, [item for item, outcome in pairs if isinstance(outcome, Rejected)])
        for item, outcome in zip(items, outcomes, strict=True):
            if id(item) not in left and landed.failure is None:
                landed.outcomes.append((item, outcome))
        return landed

    async def _judged(self, spec: BatchSpec, item: Item, part: Response | None, landed: Landed) -> Outcome:
        """What one answer says. Only what was certainly not begun is sent again."""
        plan = item.sure_plan
        if part is None:
            return Unknown(plan, "the answer to a batch lacks this part")
        entity = self._exchange.connector.catalogue.entity(plan.entity)
        error = self._exchange.connector.dialect.error_of(part, method=plan.method, entity=entity)
        if error is None:
            return await self._writing.ended(plan, part)
        error.connector, error.scope = plan.system, plan.scope.told(plan.url)
        error.entity, error.operation = entity.name, "write"
        if part.status == spec.waited_in_vain:
            landed.again.items.append(item)
        elif isinstance(error, RateLimited):
            told = observation_of(part.status, part.headers, spec=self._exchange.connector.limits).retry_after
            error.retry_after = error.retry_after if told is None else told
            item.tries += 1
            if item.tries < MOST_TRIES and (error.retry_after or 0.0) <= self._exchange.connector.limits.longest_wait:
                landed.again.items.append(item)
                landed.wait = max(landed.wait, error.retry_after or 0.0)
        elif not isinstance(error, NOTHING_DONE):
            return await self._writing.failed(plan, error)
        return Rejected(plan, error, repeatable=True)

    async def _note(self, items: Sequence[Item], tally: Tally, outcomes: Sequence[str]) -> None:
        """An entry for each; the call of the batch is counted with the first."""
        entries = []
        for item, outcome in zip(items, outcomes, strict=True):
            counted = tally if item is items[0] else Tally(request_ids=tally.request_ids)
            entries.append(self._writing.entry_of(item.sure_plan, item.sure_verdict, tally=counted, outcome=outcome))
        await self._writing.session.note_all(entries)


async def again_after(landed: Landed, exchange: Exchange) -> None:
    """Wait as long as the vendor asked for."""
    if landed.wait:
        await exchange.wait(landed.wait, reason=f"sending {len(landed.again.items)} changes again")


def _free(item: Item) -> Rejected:
    return Rejected(item.sure_plan, ConnectFailed("nothing was sent"), repeatable=True)


def _kind(item: Item) -> tuple[str, str]:
    plan = item.sure_plan
    return plan.verb, plan.entity


def _size(plan: Plan) -> int:
    return len(plan.body or "") * 2


def _is_too_much(item: Item, group: Group, spec: BatchSpec) -> bool:
    too_large = spec.largest is not None and group.size + _size(item.sure_plan) > spec.largest
    return too_large or _is_alone(item, spec) or _is_alone(group.items[0], spec)


def _is_alone(item: Item, spec: BatchSpec) -> bool:
    """What holds files or tokens is put together when it is sent, and may be large."""
    plan = item.sure_plan
    is_whole = not plan.files and plan.piece is None and not holds_token(plan)
    return not is_whole or (spec.largest is not None and _size(plan) > spec.largest)
