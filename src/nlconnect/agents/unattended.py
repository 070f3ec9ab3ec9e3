"""For programs that run at night: whether somebody has to say yes to what they want to send."""

from __future__ import annotations

from nlconnect.client import Connection
from nlconnect.model.outcome import Plan
from nlconnect.policy.unattended import is_unattended


def may_go_unattended(plan: Plan, connection: Connection) -> bool:
    """Whether the policy lets this plan go without a person's yes, by `unattended` and `recipients` of the purpose.

    False where there is no policy, or nothing in it about the purpose of this connection.
    """
    asker = connection._asker
    policy = asker.gate.policy
    purpose = None if policy is None else policy.purposes.get(asker.purpose)
    return policy is not None and purpose is not None and is_unattended(plan, policy, purpose)
