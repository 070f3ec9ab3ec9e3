"""Who was asked what, and what people decided. It lives in the state store; what counts are the signatures in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Literal

from nlconnect.approvals.decision import Decision
from nlconnect.approvals.keys import Vouched
from nlconnect.errors import ConfigError, PolicyRefused, QueryError
from nlconnect.model.outcome import Plan
from nlconnect.model.ports import Store
from nlconnect.policy import Policy
from nlconnect.policy.approving import demands_on

APPROVERS, REQUESTS = "approver", "approval"
KEPT = 30 * 86_400.0
"""Seconds that a request is remembered beyond its expiry."""

State = Literal["waiting", "cooling", "granted", "rejected", "expired", "settled"]


@dataclass(frozen=True, slots=True)
class Request:
    """An agent asks people for a plan. `needs` is how many of them have to say yes, and `why` it is more than one.

    `wait` is how many seconds it waits after the last yes.
    """

    plan: str
    digest: str
    profile: str
    agent: str
    purpose: str
    entity: str
    verb: str
    asked_at: float
    expires_at: float
    needs: int = 1
    wait: float = 0.0
    why: tuple[str, ...] = ()
    outcome: str = ""
    """What came of it, once it was carried out."""
    recipients: tuple[str, ...] = ()
    """Whom it sends something to, and why they may get it."""
    decisions: tuple[Decision, ...] = field(default=())

    def dump(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def load(cls, document: bytes) -> Request:
        found = json.loads(document)
        decisions = tuple(Decision(**decision) for decision in found.pop("decisions"))
        lists = {name: tuple(found.get(name, ())) for name in ("recipients", "why")}
        return cls(**{**found, **lists}, decisions=decisions)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a request stands: what it waits for, or who decided."""

    state: State
    granted_by: tuple[str, ...] = ()
    rejected_by: str = ""
    reason: str = ""
    lacking: int = 0
    until: float = 0.0
    """When what is approved may be carried out, seconds since 1970, UTC."""

    def __str__(self) -> str:
        if self.state == "rejected":
            return f"rejected by {self.rejected_by}: {self.reason or 'no reason given'}"
        if self.state == "granted":
            return f"approved by {' and '.join(self.granted_by)}"
        if self.state == "cooling":
            moment = datetime.fromtimestamp(self.until).astimezone()
            names = " and ".join(self.granted_by)
            return f"approved by {names}, and may be carried out from {moment:%Y-%m-%d %H:%M} on"
        if self.state == "settled":
            return f"carried out: {self.reason}"
        if self.state == "expired":
            return "expired before it was approved"
        many = "one person" if self.lacking == 1 else f"{self.lacking} people"
        return f"waits for {many} to approve it"


class Book:
    """Requests and approvers of every process that shares the store."""

    def __init__(self, store: Store, *, policy: Policy | None = None) -> None:
        """`policy` says what takes two people and time; without one account numbers do."""
        self._store = store
        self._policy = policy

    def approvers(self) -> dict[str, Vouched]:
        """Everybody whose yes counts: whom the policy names; where it names nobody, the first, and those that one of
        them vouched for.
        """
        named = self._policy.approvals.approvers if self._policy is not None else {}
        if named:
            return {name: Vouched(name, public) for name, public in named.items()}
        known = [Vouched(**json.loads(document)) for document in self._documents(APPROVERS)]
        first = [one for one in known if not one.by]
        trusted = {one.name: one for one in first[:1]} if len(first) == 1 else {}
        while found := [one for one in known if one.name not in trusted and _is_vouched(one, trusted)]:
            trusted |= {one.name: one for one in found}
        return trusted

    def enrol(self, approver: Vouched) -> None:
        """Let somebody's yes count. Raises PolicyRefused unless they are the first, or one of them vouched for it."""
        known = self.approvers()
        if approver.name in known:
            raise ConfigError(f"{approver.name} approves already")
        if (known or list(self._store.keys(APPROVERS))) and not _is_vouched(approver, known):
            raise PolicyRefused(
                "somebody who approves already has to vouch for a new approver (rule: a person approves)",
                hint=f"Give --vouched-by with one of: {', '.join(known) or 'nobody is left'}.",
            )
        self._store.put(APPROVERS, approver.name, json.dumps(asdict(approver)).encode())

    def ask(
        self, plan: Plan, *, profile: str, agent: str, purpose: str, now: float, recipients: Sequence[str] = ()
    ) -> Request:
        """Put a plan before people. Asking for the same plan again changes nothing."""
        demands = demands_on(plan, self._policy)
        request = Request(
            plan.id,
            plan.digest,
            profile,
            agent,
            purpose,
            plan.entity,
            plan.verb,
            asked_at=now,
            expires_at=plan.expires_at,
            needs=demands.people,
            wait=demands.wait,
            why=demands.why,
            recipients=tuple(recipients),
        )

        def put(document: bytes | None) -> tuple[bytes | None, Request]:
            if document is not None:
                return document, Request.load(document)
            return request.dump(), request

        found = self._store.update(REQUESTS, plan.id, put)
        self._store.put(REQUESTS, plan.id, found.dump(), expires_at=plan.expires_at + KEPT)
        return found

    def request(self, plan_id: str) -> Request:
        """Raises QueryError where nobody asked for that plan."""
        document = self._store.get(REQUESTS, plan_id)
        if document is None:
            raise QueryError("nobody asked for approval of this plan", hint="nlconnect approvals list")
        return Request.load(document)

    def requests(self) -> list[Request]:
        """All that are remembered, the newest last."""
        found = [Request.load(document) for document in self._documents(REQUESTS)]
        return sorted(found, key=lambda request: (request.asked_at, request.plan))

    def decide(self, decision: Decision, *, now: float) -> Standing:
        """Write a signed decision down. Raises PolicyRefused for one that does not count."""
        approver = self.approvers().get(decision.approver)
        request = self.request(decision.plan)
        if approver is None or not decision.is_by(approver):
            raise PolicyRefused("this decision is not signed by an approver (rule: a person approves)")
        if decision.digest != request.digest:
            raise PolicyRefused("this decision is about another plan (rule: a person approves)")
        if decision.approver == request.agent:
            raise PolicyRefused("who asks cannot approve (rule: a person approves)")
        if now >= request.expires_at:
            raise PolicyRefused("the plan has expired; the agent has to plan again")

        def add(document: bytes | None) -> tuple[bytes | None, Request]:
            known = Request.load(document) if document is not None else request
            others = tuple(one for one in known.decisions if one.approver != decision.approver)
            changed = replace(known, decisions=(*others, decision))
            return changed.dump(), changed

        found = self._store.update(REQUESTS, decision.plan, add)
        return self._standing(found, found.digest, now=now)

    def settle(self, plan_id: str, outcome: str) -> None:
        """Remember what came of a plan that was carried out."""

        def put(document: bytes | None) -> tuple[bytes | None, None]:
            return (None if document is None else replace(Request.load(document), outcome=outcome).dump()), None

        self._store.update(REQUESTS, plan_id, put)

    def standing(self, plan: Plan, *, now: float) -> Standing:
        """How this very plan stands: a yes to one that was altered since counts for nothing."""
        request, demands = self.request(plan.id), demands_on(plan, self._policy)
        needs, wait = max(request.needs, demands.people), max(request.wait, demands.wait)
        return self._standing(replace(request, needs=needs, wait=wait), plan.fingerprint(), now=now)

    def standing_of(self, request: Request, *, now: float) -> Standing:
        """How a request stands, for lists."""
        return self._standing(request, request.digest, now=now)

    def _standing(self, request: Request, digest: str, *, now: float) -> Standing:
        if request.outcome:
            return Standing("settled", reason=request.outcome)
        known = self.approvers()
        counting = [
            one
            for one in request.decisions
            if one.approver in known
            and one.is_by(known[one.approver])
            and one.digest == digest == request.digest
            and one.plan == request.plan
            and one.approver != request.agent
        ]
        no = next((one for one in counting if not one.granted), None)
        if no is not None:
            return Standing("rejected", rejected_by=no.approver, reason=no.reason)
        if now >= request.expires_at:
            return Standing("expired")
        given = sorted((one for one in counting if now < one.expires_at), key=lambda one: one.at)
        yes = tuple(sorted(one.approver for one in given))
        if len(yes) >= request.needs:
            until = given[request.needs - 1].at + request.wait if request.wait and request.needs else 0.0
            return Standing("cooling" if now < until else "granted", granted_by=yes, until=until)
        return Standing("waiting", granted_by=yes, lacking=request.needs - len(yes))

    def _documents(self, kind: str) -> Sequence[bytes]:
        found = (self._store.get(kind, key) for key in sorted(self._store.keys(kind)))
        return [document for document in found if document is not None]


def _is_vouched(approver: Vouched, known: dict[str, Vouched]) -> bool:
    by = known.get(approver.by)
    return by is not None and by.verifies(approver.message, approver.signature)
