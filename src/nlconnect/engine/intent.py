"""What the state store keeps of writes: plans until they are carried out, and what was begun and came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from nlconnect import errors
from nlconnect.engine.crosswalk import Crosswalk, Known
from nlconnect.errors import ApiError
from nlconnect.model.outcome import Done, Outcome, Plan, Rejected, WrittenKey, key_of
from nlconnect.model.ports import Lock, Store

PLANS, INTENTS = "plan", "intent"
KEPT = 30 * 86_400.0
"""Seconds that a plan is kept beyond its expiry, so that what was sent can still be looked for."""

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
        return json.dumps([self.state, self.at, key, self.error, self.reason, self.missed_at]).encode()

    @classmethod
    def load(cls, document: bytes) -> Intent:
        state, at, key, error, reason, missed_at = json.loads(document)
        return cls(state, at, key_of(key), error, reason, missed_at)


class Ledger:
    """Plans and intents of every process that shares the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, plan: Plan) -> None:
        """Keep a plan, also for another process."""
        self._store.put(PLANS, plan.id, plan.dump().encode(), expires_at=plan.expires_at + KEPT)

    def plan(self, plan_id: str) -> Plan | None:
        document = self._store.get(PLANS, plan_id)
        return Plan.load(document.decode()) if document is not None else None

    def intent(self, plan: Plan) -> Intent | None:
        document = self._store.get(INTENTS, plan.id)
        return Intent.load(document) if document is not None else None

    def lock(self, plan: Plan) -> Lock:
        """Held while it is carried out or looked for; a killed process gives it back."""
        return self._store.lock(f"write:{plan.id}")

    def claim(self, plan: Plan, *, now: float) -> bool:
        """Say that it is about to be sent. False where somebody said so before."""

        def change(document: bytes | None) -> tuple[bytes | None, bool]:
            if document is not None and Intent.load(document).state != "free":
                return document, False
            return Intent("sent", now).dump(), True

        return self._store.update(INTENTS, plan.id, change)

    def release(self, plan: Plan) -> None:
        """Nothing was sent, or nothing came of it: it may be carried out again."""
        intent = self.intent(plan)
        self._store.put(INTENTS, plan.id, Intent("free", intent.at if intent is not None else 0.0).dump())

    def missed(self, plan: Plan, *, now: float) -> float:
        """It was looked for in vain; when that was first so. Nobody can have sent it later: the lock was free."""

        def change(document: bytes | None) -> tuple[bytes | None, float]:
            intent = Intent.load(document) if document is not None else Intent("sent", now)
            first = now if intent.missed_at is None else intent.missed_at
            return Intent("sent", intent.at, missed_at=first).dump(), first

        return self._store.update(INTENTS, plan.id, change)

    def settle(self, plan: Plan, outcome: Done | Rejected) -> None:
        """What came of it, for good. The values of the plan are not kept any longer."""
        at = intent.at if (intent := self.intent(plan)) is not None else 0.0
        if isinstance(outcome, Done):
            self.learn(plan, outcome.key)
            settled = Intent("done", at, outcome.key)
        else:
            settled = Intent("rejected", at, None, type(outcome.error).__name__, outcome.error.message)
        self._store.put(INTENTS, plan.id, settled.dump())
        self._store.delete(PLANS, plan.id)

    def learn(self, plan: Plan, key: WrittenKey | None) -> None:
        """Keep in the crosswalk as what the origin of a plan is known, where it named one and the key is known."""
        known = Known.of(plan, key) if key is not None else None
        if known is not None:
            Crosswalk(self._store).learn(known)
