"""That people agreed to what an agent planned, asked again when it is carried out, whoever does that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlconnect.errors import ApprovalRequired
from nlconnect.model.outcome import Plan
from nlconnect.model.ports import Store
from nlconnect.policy.approving import demands_on
from nlconnect.policy.unattended import is_unattended

if TYPE_CHECKING:
    from nlconnect.engine.session import Asker

REQUESTS = "approval"
"""How the state store files what agents asked people for."""
PATIENCE = 86_400.0
"""Seconds beyond its waiting time that a plan holds which waits: people have to say yes, too."""


def lasting(plan: Plan, asker: Asker) -> float:
    """Seconds that an agent's plan holds longer than others, since it has to wait."""
    if not asker.agent:
        return 0.0
    wait = demands_on(plan, asker.gate.policy).wait
    return wait + PATIENCE if wait else 0.0


def refuse_unapproved(plan: Plan, asker: Asker, store: Store, *, now: float) -> None:
    """Raises ApprovalRequired for what an agent planned and people have not agreed to, or that has to wait.

    A plan that no agent had a hand in needs nobody else's yes.
    """
    is_asked = store.get(REQUESTS, plan.id) is not None
    if not asker.agent and not is_asked:
        return
    policy = asker.gate.policy
    purpose = policy.purposes.get(asker.purpose) if policy is not None else None
    state, how = "waiting", "waits for a person to approve it"
    if is_asked:
        from nlconnect.approvals import Book

        standing = Book(store, policy=policy).standing(plan, now=now)
        state, how = standing.state, str(standing)
    if state == "granted":
        return
    if state == "waiting" and policy is not None and purpose is not None and is_unattended(plan, policy, purpose):
        return
    raise ApprovalRequired(
        f"the plan {plan.id} {how} (rule: a person approves)",
        connector=plan.system,
        entity=plan.entity,
        hint="People decide with `nlconnect approvals`, out of the agent's reach.",
    )
