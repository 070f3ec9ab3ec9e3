"""What a plan of an agent asks of people: how many have to say yes, and how long it waits after that."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nlconnect.model.outcome import Plan
from nlconnect.policy.purposes import Approving, Policy

BANK_ACCOUNT = "user.financial.bank_account"
"""Whoever changes where money goes needs two people and time: changed account numbers are the usual payment fraud."""
TWO = 2
Why = Literal["account", "euros", "recipients"]


@dataclass(frozen=True, slots=True)
class Demands:
    """`people` have to say yes, and from the last of them on it waits for `wait` seconds."""

    people: int = 1
    wait: float = 0.0
    why: tuple[Why, ...] = ()


def demands_on(plan: Plan, policy: Policy | None) -> Demands:
    """Two people and time for account numbers; two people for what the policy calls much, or many."""
    rules = policy.approvals if policy is not None else Approving()
    why: list[Why] = ["account"] if changes_account(plan) else []
    if rules.four_eyes_euros is not None and Decimal(plan.worth or 0) >= rules.four_eyes_euros:
        why.append("euros")
    if rules.four_eyes_recipients is not None and len(plan.recipients) >= rules.four_eyes_recipients:
        why.append("recipients")
    return Demands(TWO if why else 1, rules.cooling_seconds if "account" in why else 0.0, tuple(why))


def changes_account(plan: Plan) -> bool:
    """Whether an account number changes, or whose it is."""
    categories = [part.tag.category or "" for part in plan.diff]
    changes_number = any(name == BANK_ACCOUNT or name.startswith(f"{BANK_ACCOUNT}.") for name in categories)
    return changes_number or "bankaccount" in plan.entity.replace("_", "").lower()
