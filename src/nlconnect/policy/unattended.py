"""What an agent may send without a person's yes."""

from __future__ import annotations

from nlconnect.model.outcome import Plan
from nlconnect.policy.approving import demands_on
from nlconnect.policy.purposes import Policy, Purpose, matches
from nlconnect.policy.recipients import PLAIN, is_named

UNCHECKED = "(rule: recipient)"
IN_ANOTHERS_NAME = frozenset({"from_", "sender", "reply_to"})
AFTER_TEXT = "untrusted text"
WITH_TEXT = "untrusted file"
"""Rules, named at the end of a warning of a plan."""


def is_unattended(plan: Plan, policy: Policy, purpose: Purpose) -> bool:
    """Whether the policy lets this go without a person's yes: to people whom it names, and in nobody else's name.

    Never what takes two people, or was planned after text of others was shown; with such text inside only to whom the
    policy lists in full.
    """
    return (
        plan.verb in ("create", "call")
        and bool(plan.recipients)
        and not {part.name for part in plan.diff} & IN_ANOTHERS_NAME
        and any(matches(pattern, plan.entity) for pattern in purpose.unattended)
        and demands_on(plan, policy).people == 1
        and not is_after_text(plan)
        and all((is_listed if has_text(plan) else is_named)(address, purpose) for address in plan.recipients)
    )


def is_listed(address: str, purpose: Purpose) -> bool:
    """Whether the address itself stands in the policy."""
    return PLAIN.fullmatch(address) is not None and address.lower() in {one.lower() for one in purpose.recipients}


def is_after_text(plan: Plan) -> bool:
    """Whether the agent had been shown text of others when it made this plan."""
    return _has(plan, AFTER_TEXT)


def has_text(plan: Plan) -> bool:
    """Whether a file in it has text of others."""
    return _has(plan, WITH_TEXT)


def _has(plan: Plan, rule: str) -> bool:
    return any(f"(rule: {rule})" in warning for warning in plan.warnings)
