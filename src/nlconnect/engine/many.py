"""Many changes in one go: planned while others are under way, sent in batches, a line for each, and taken up again."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nlconnect.engine.foresight import Foresight, identity_of
from nlconnect.engine.intent import Intent
from nlconnect.engine.runs import Runs
from nlconnect.engine.shipping import Group, Item, Shipping, again_after
from nlconnect.errors import (
    ApiError,
    AuthError,
    ConfigError,
    ConnectFailed,
    Interrupted,
    NlconnectError,
    PolicyRefused,
    QueryError,
    RateLimited,
)
from nlconnect.model.change import Change
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, Unknown
from nlconnect.model.ports import Lock
from nlconnect.model.run import Line, LineState, RunProgress

if TYPE_CHECKING:
    from nlconnect.engine.write import Writing

ENDS_ALL = (ConnectFailed, Interrupted, RateLimited, AuthError, ConfigError)
"""While planning: what the next change would meet, too."""
MOST_LOSSES = 3
"""Times that one change is sent again after it was seen that it had not happened."""


@dataclass(frozen=True, slots=True)
class Order:
    """How many changes are to be carried out."""

    run: str | None = None
    at_once: int = 4
    keep_going: bool = True
    progress: Callable[[RunProgress], None] | None = None


class Many:
    """Changes under way. Ask for lines until there are none, and close it in any case; not to be shared."""

    def __init__(self, writing: Writing, changes: Iterable[Change | Plan], order: Order) -> None:
        self._writing = writing
        self._port = writing.session.exchange.port
        self._given = list(changes)
        self._order = order
        self._ahead = Foresight(writing.session, writing.writer, scope=writing.scope, asker=writing.asker)
        self._runs = Runs(writing.session.exchange.store, writing.session.exchange.place, writing.scope)
        self._shipping = Shipping(writing, at_once=max(1, order.at_once))
        self._lock: Lock | None = None
        self._begun = self._stopped = False
        self._queue: deque[Item] = deque()
        self._planned: Group | None = None
        self._again: Group | None = None
        self._lost: list[Item] = []
        self._held: list[Item] = []
        self._ready: list[Line] = []
        self._failure: NlconnectError | None = None
        self._told = RunProgress(len(self._given))
        for one in {_kind(one): one for one in self._given}.values():
            writing.enforce(one)
            if isinstance(one, Change):
                writing.refuse_unplanned(one)

    async def lines(self) -> Sequence[Line] | None:
        """The next lines, None at the end. Raises what ends all of it, once every line that is known was given.

        QueryError for a run that is another, closed, or under way elsewhere; ConnectFailed, RateLimited and AuthError
        where nothing can be sent for now.
        """
        if not self._begun:
            self._begun = True
            await self._begin()
        while not (lines := self._in_order()):
            if self._failure is not None:
                raise self._failure
            try:
                if not await self._go_on():
                    return None
            except NlconnectError as failure:
                await self._give_up(failure)
        return lines

    def _in_order(self) -> Sequence[Line]:
        """What has ended and stands before everything that is under way."""
        groups = [self._planned, self._again, *self._shipping.groups]
        first = min((item.index for group in groups if group is not None for item in group.items), default=None)
        lines = sorted(self._ready, key=lambda line: line.index)
        if first is not None and self._failure is None:
            lines = [line for line in lines if line.index < first]
        given = {line.index for line in lines}
        self._ready = [line for line in self._ready if line.index not in given]
        return lines

    async def close(self) -> None:
        """Take in what is under way, and let others go on."""
        try:
            await self._take_in()
        finally:
            lock, self._lock = self._lock, None
            if lock is not None:
                await self._port.run(lock.release)

    async def _begin(self) -> None:
        """Who else is at it, what was done before, and what of it was lost."""
        name = self._order.run
        self._shipping.guard = self._runs.guard(name) if name is not None else f"write:many:{secrets.token_hex(8)}"
        self._shipping.again = name is not None
        lock = self._writing.session.exchange.store.lock(self._shipping.guard)
        if not await self._port.run(lock.try_acquire):
            raise QueryError("this run goes on elsewhere", hint="Wait until that has ended; nothing was sent twice.")
        self._lock = lock
        now = self._port.clock.now()
        ids: Sequence[str | None] = [one.id if isinstance(one, Plan) else None for one in self._given]
        if name is not None:
            ids = await self._port.run(lambda: self._runs.opened(name, self._given, now=now))
        known = [plan_id for plan_id in ids if plan_id is not None]
        intents = await self._port.run(lambda: self._writing.ledger.intents(known))
        for index, (given, plan_id) in enumerate(zip(self._given, ids, strict=True)):
            item = Item(index, given, plan_id)
            intent = intents.get(plan_id) if plan_id is not None else None
            if intent is not None and intent.state == "done":
                self._end(item, "done", key=intent.key, earlier=True)
            elif intent is not None and intent.state == "sent":
                await self._take_up(item, intent)
            elif intent is not None and intent.state == "rejected" and name is None:
                self._end(item, "rejected", reason=intent.reason, earlier=True)
            else:
                self._queue.append(item)
        self._ahead.expect(item.given for item in self._queue)
        await self._look_for_lost()

    async def _take_up(self, item: Item, intent: Intent) -> None:
        """What was sent before, and nobody knows what came of it."""
        plan_id = item.plan_id or ""
        item.plan = await self._port.run(lambda: self._writing.ledger.plan(plan_id))
        item.earlier = True
        item.foreign = intent.guard != self._shipping.guard
        if item.plan is None:
            self._end(item, "unknown", reason="its plan is not kept any more; look for it in the system itself")
        else:
            self._lost.append(item)

    async def _go_on(self) -> bool:
        """One step; False at the end."""
        if self._planned is None and self._queue and not self._stopped:
            self._planned = await self._plan_group()
        went_well = await self._shipping.arrive()
        if not went_well:  # nothing more leaves before it is known what ends all of it, and what is sent again
            await self._land()
        group = self._next_group()
        if group is not None:
            await self._shipping.start(group)
            for item in group.items:
                if item.plan is not None:
                    self._ahead.made(item.plan)
        await self._land()
        if self._ready or self._shipping.is_under_way or (self._queue and not self._stopped):
            return True
        return await self._settle_lost()

    def _next_group(self) -> Group | None:
        """What is sent again comes first."""
        group, self._again = self._again, None
        if group is None and self._planned is not None:
            group, self._planned = self._planned, None
        return group if group is not None and group.items and not self._stopped else None

    async def _plan_group(self) -> Group:
        """The next changes that may go together. One that another under way could alter waits for that."""
        group = Group()
        size = self._shipping.size
        ahead = [item.given for item, _ in zip(self._queue, range(size), strict=False) if item.plan is None]
        await self._ahead.ahead([one for one in ahead if isinstance(one, Change)])
        lost = frozenset[Hashable]().union(*(identity_of(item.plan) for item in self._lost if item.plan is not None))
        while self._queue and len(group.items) < size:
            item = self._queue[0]
            if item.plan is None and not await self._plan(item):
                self._queue.popleft()
                continue
            assert item.plan is not None
            identity = identity_of(item.plan)
            if identity & lost:
                self._held.append(self._unplanned(self._queue.popleft()))
            elif identity & (group.identities | self._shipping.identities):
                self._unplanned(item)
                break
            elif not self._shipping.add(item, group, identity):
                break
            else:
                self._queue.popleft()
        await self._shipping.prepare(group)
        return group

    def _unplanned(self, item: Item) -> Item:
        """To be planned again, when what is under way has ended; a plan that was given stays as it is."""
        item.plan = None
        return item

    async def _plan(self, item: Item) -> bool:
        """False where it needs no sending: it was refused, or nothing would change."""
        try:
            if isinstance(item.given, Plan):
                item.plan = item.given
                if (settled := await self._writing.settled(item.given)) is not None:
                    item.foreign = True
                    self._finish(item, settled)
                    return False
                item.verdict = await self._writing.checked(item.given, self._ahead)
            else:
                item.plan, item.verdict = await self._writing.made(item.given, self._ahead, plan_id=item.plan_id)
                if self._ahead.may_miss(item.plan):
                    item.plan, item.verdict = await self._writing.made(item.given, self._ahead, plan_id=item.plan_id)
                item.verdict.enforce(self._writing.action(item.plan))
        except ENDS_ALL:
            item.plan = None
            raise
        except (QueryError, PolicyRefused, ApiError) as refusal:
            plan, item.plan = item.plan, None
            self._end(item, "refused", plan=plan, error=refusal, reason=refusal.message)
            return False
        if self._writing.changes_nothing(item.plan):
            plan = item.plan
            await self._port.run(lambda: self._writing.ledger.learn((plan, plan.key)))
            self._finish(item, Done(item.plan, item.plan.key))
            return False
        return True

    async def _land(self, *, waiting: bool = True) -> None:
        """What came of those that are under way."""
        if not self._shipping.has_arrived:
            return
        landed = await self._shipping.landed()
        self._told = replace(self._told, calls=self._shipping.calls)
        for item, outcome in landed.outcomes:
            self._finish(item, outcome)
        if landed.again.items:
            self._again = landed.again
            if waiting:
                await again_after(landed, self._writing.session.exchange)
        if landed.failure is not None:
            raise landed.failure

    def _finish(self, item: Item, outcome: Outcome) -> None:
        match outcome:
            case Done(plan, key):
                self._end(item, "done", plan=plan, outcome=outcome, key=key)
            case Rejected(plan, error):
                self._end(item, "rejected", plan=plan, outcome=outcome, error=error, reason=error.message)
            case Unknown():
                item.outcome = outcome
                self._lost.append(item)

    def _end(
        self,
        item: Item,
        state: LineState,
        *,
        plan: Plan | None = None,
        outcome: Outcome | None = None,
        key: tuple[int | str, ...] | None = None,
        error: NlconnectError | None = None,
        reason: str = "",
        earlier: bool = False,
    ) -> None:
        line = Line(item.index, state, item.given, plan, outcome, key, error, reason, earlier or item.earlier)
        self._ready.append(line)
        self._told = replace(self._told, **{state: getattr(self._told, state) + 1})
        if not self._order.keep_going and state != "done":
            self._stopped = True
        if self._order.progress is not None:
            self._order.progress(self._told)

    async def _give_up(self, failure: NlconnectError) -> None:
        """Nothing more is begun. What is under way is taken in, and of what is lost is said that it is."""
        self._failure = failure
        await self._take_in()
        self._lose_all()

    async def _take_in(self) -> None:
        """What is under way or planned and will not be gone on with."""
        try:
            await self._land(waiting=False)
            await self._shipping.arrive()
            await self._land(waiting=False)
            planned, self._planned = self._planned, None
            if planned is not None:
                await self._shipping.drop(planned)
        except NlconnectError:
            pass  # its intents stay, and tell

    def _lose_all(self) -> None:
        lost, self._lost = self._lost, []
        for item in lost:
            outcome = item.outcome or Unknown(item.plan, "it was sent before") if item.plan is not None else None
            self._end(item, "unknown", plan=item.plan, outcome=outcome, reason=outcome.reason if outcome else "")

    async def _look_for_lost(self) -> None:
        """Whether it happened, as far as can be seen now. What certainly did not is done again."""
        lost, self._lost = self._lost, []
        for item in lost:
            assert item.plan is not None
            try:
                look = self._writing.reconcile if item.foreign else self._writing.looked_for
                outcome = await look(item.plan)
            except NlconnectError as failure:
                outcome = Unknown(item.plan, f"it was lost, and could not be looked for: {failure.message}")
            if isinstance(outcome, Unknown):
                item.outcome = outcome
                self._lost.append(item)
            elif isinstance(outcome, Rejected) and outcome.repeatable and item.losses < MOST_LOSSES:
                item.losses += 1
                self._queue.appendleft(self._unplanned(item))
            else:
                self._finish(item, outcome)
        self._queue = deque(sorted(self._queue, key=lambda item: item.index))

    async def _settle_lost(self) -> bool:
        """At the end: look again for what was lost, as soon as it can no longer turn up. False where all is done."""
        if not self._lost:
            return False
        await self._look_for_lost()
        wait = await self._port.run(lambda: self._writing.settling([item.plan for item in self._lost if item.plan]))
        if self._lost and wait is not None and not self._stopped:
            await self._writing.session.exchange.wait(wait, reason="a lost write may still turn up")
            await self._look_for_lost()
        lost = [identity_of(item.plan) for item in self._lost if item.plan is not None]
        self._lose_all()
        held, self._held = self._held, []
        for item in held:
            if lost:
                why = "an earlier change of the same record may or may not have happened"
                self._end(item, "refused", reason=why)
            else:
                self._queue.append(item)
        return True


def _kind(one: Change | Plan) -> tuple[str, str]:
    return one.verb, one.entity if isinstance(one, Plan) else one.entity.qualified_name
