"""What the state store keeps of writes: plans until they are carried out, and what was begun and came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from nlconnect import errors
from nlconnect.engine.crosswalk import Crosswalk, Known
from nlconnect.errors import ApiError
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, Unknown, WrittenKey, key_of
from nlconnect.model.ports import Kept, Lock, Place, Store

PLANS, INTENTS = "plan", "intent"
KEPT = 30 * 86_400.0
"""Seconds that a plan which was not sent is kept beyond its expiry."""
SETTLED_KEPT = 35 * 86_400.0
"""Seconds that it is remembered what came of a write. One whose answer was lost is kept until it was reconciled."""

State = Literal["sent", "done", "rejected", "free"]


@dataclass(frozen=True, slots=True)
class Intent:
    """That a write was sent, or is about to be, and what came of it. It holds keys, and no other value."""

    state: State
    at: float
    key: WrittenKey | None = None
    error: str = ""
    reason: str = ""
    missed_at: float | None = None
    """When it was first looked for in vain."""
    guard: str = ""
    """The lock that its sender holds meanwhile; empty for one of its own."""

    def outcome(self, plan: Plan) -> Outcome | None:
        """What it came to; None while that is open."""
        if self.state == "done":
            return Done(plan, self.key)
        if self.state == "rejected":
            kind = getattr(errors, self.error, ApiError)
            error: errors.NlconnectError = kind(self.reason, connector=plan.system, entity=plan.entity)
            return Rejected(plan, error)
        return None

    def dump(self) -> bytes:
        key = None if self.key is None else list(self.key)
        return json.dumps([self.state, self.at, key, self.error, self.reason, self.missed_at, self.guard]).encode()

    @classmethod
    def load(cls, document: bytes) -> Intent:
        state, at, key, error, reason, missed_at, *guard = json.loads(document)
        return cls(state, at, key_of(key), error, reason, missed_at, *guard)


class Ledger:
    """Plans and intents of every process that shares the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, *plans: Plan) -> None:
        """Keep plans, also for another process."""
        documents: dict[Place, Kept | None] = {
            (PLANS, plan.id): (plan.dump().encode(), plan.expires_at + KEPT) for plan in plans
        }
        self._store.update_all(list(documents), lambda old: (documents, None))

    def plan(self, plan_id: str) -> Plan | None:
        document = self._store.get(PLANS, plan_id)
        return Plan.load(document.decode()) if document is not None else None

    def intent(self, plan: Plan) -> Intent | None:
        return self.intents([plan.id]).get(plan.id)

    def intents(self, plan_ids: Sequence[str]) -> Mapping[str, Intent]:
        """Those of these plans that were begun."""
        found = ((plan_id, self._store.get(INTENTS, plan_id)) for plan_id in plan_ids)
        return {plan_id: Intent.load(document) for plan_id, document in found if document is not None}

    def unresolved(self) -> set[str]:
        """The ids of all plans that were sent without an answer, whoever sent them."""
        found = self.intents(list(self._store.keys(INTENTS)))
        return {plan_id for plan_id, intent in found.items() if intent.state == "sent"}

    def lock(self, plan: Plan) -> Lock:
        """Held while it is carried out or looked for; a killed process gives it back."""
        intent = self.intent(plan)
        guard = intent.guard if intent is not None and intent.state == "sent" else ""
        return self._store.lock(guard or f"write:{plan.id}")

    def claim(
        self,
        plans: Sequence[Plan],
        *,
        now: float,
        guard: str = "",
        again: bool = False,
        documents: Mapping[str, bytes] = MappingProxyType({}),
    ) -> set[str]:
        """Say that these are about to be sent, all at once; the ids of those that nobody said so of before.

        `again` claims those that were rejected, too. The plans are kept from now on until it is known what came of
        them; `documents` has their texts by id, where those are there already.
        """
        by_place = {(INTENTS, plan.id): plan for plan in plans}
        begun = Intent("sent", now, guard=guard).dump()

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], set[str]]:
            written: dict[Place, Kept | None] = {}
            claimed = set()
            for place, plan in by_place.items():
                document = old[place]
                if document is None or Intent.load(document).state in (("free", "rejected") if again else ("free",)):
                    claimed.add(plan.id)
                    written[place] = (begun, None)
                    written[PLANS, plan.id] = (documents.get(plan.id) or plan.dump().encode(), None)
            return written, claimed

        return self._store.update_all(list(by_place), change)

    def release(self, plan: Plan, *, now: float) -> None:
        """Nothing was sent, or nothing came of it: it may be carried out again."""
        self.end([Rejected(plan, ApiError("free"), repeatable=True)], now=now)

    def missed(self, plan: Plan, *, now: float) -> float:
        """It was looked for in vain; when that was first so. Nobody can have sent it later: the lock was free."""

        def change(document: bytes | None) -> tuple[bytes | None, float]:
            intent = Intent.load(document) if document is not None else Intent("sent", now)
            first = now if intent.missed_at is None else intent.missed_at
            return replace(intent, state="sent", missed_at=first).dump(), first

        return self._store.update(INTENTS, plan.id, change)

    def end(self, outcomes: Sequence[Outcome], *, now: float) -> None:
        """What came of these, in one go. An Unknown stays as it is; what may be repeated is free again.

        The values of a plan that came to an end are not kept any longer.
        """
        by_place = {(INTENTS, outcome.plan.id): outcome for outcome in outcomes if not isinstance(outcome, Unknown)}
        self.learn(*((outcome.plan, outcome.key) for outcome in outcomes if isinstance(outcome, Done)))
        expires_at = now + SETTLED_KEPT

        def change(old: Mapping[Place, bytes | None]) -> tuple[Mapping[Place, Kept | None], None]:
            written: dict[Place, Kept | None] = {}
            for place, outcome in by_place.items():
                document = old[place]
                at = Intent.load(document).at if document is not None else 0.0
                written[place] = (_ended(outcome, at).dump(), expires_at)
                kept = outcome.plan if isinstance(outcome, Rejected) and outcome.repeatable else None
                written[PLANS, outcome.plan.id] = (kept.dump().encode(), kept.expires_at + KEPT) if kept else None
            return written, None

        if by_place:
            self._store.update_all(list(by_place), change)

    def learn(self, *done: tuple[Plan, WrittenKey | None]) -> None:
        """Keep in the crosswalk as what the origins of plans are known, where they named one and the key is known."""
        facts = [Known.of(plan, key) for plan, key in done if key is not None]
        Crosswalk(self._store).learn(*(known for known in facts if known is not None))


def _ended(outcome: Done | Rejected, at: float) -> Intent:
    if isinstance(outcome, Done):
        return Intent("done", at, outcome.key)
    if outcome.repeatable:
        return Intent("free", at)
    return Intent("rejected", at, None, type(outcome.error).__name__, outcome.error.message)
