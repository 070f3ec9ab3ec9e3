"""What the policy lets an agent do: which purpose it works for, and what that purpose may write."""

from __future__ import annotations

from dataclasses import dataclass

from nlconnect.config import Config, Profile, policy_file
from nlconnect.connector import Connector
from nlconnect.errors import PolicyRefused
from nlconnect.policy import OWN_USE, Policy, Purpose, Verdict, read_policy, wording
from nlconnect.policy.purposes import matches

WRITING = frozenset({"create", "update", "delete", "call"})


@dataclass(frozen=True, slots=True)
class Permission:
    """The policy of the settings, read once. Without one an agent reads what is not personal, and writes nothing."""

    policy: Policy | None
    purpose: str | None = None

    @classmethod
    def of(cls, config: Config, purpose: str | None) -> Permission:
        """Raises ConfigError for a policy that cannot be read."""
        path = policy_file(config)
        return cls(None if path is None else read_policy(path), purpose)

    def refuse_unlisted(self, agent: str) -> None:
        """Raises PolicyRefused for an agent that a policy with agents does not list."""
        policy = self.policy
        if policy is not None and policy.agents and agent not in policy.agents:
            verdict = Verdict.denied("agents", wording.unknown_agent(agent), policy.language)
            raise PolicyRefused(f"{verdict.reason} (rule: {verdict.rule})", hint=verdict.remedy)

    def purpose_of(self, profile: Profile) -> str:
        """What an agent's questions to this profile are for."""
        return self.purpose or profile.purpose or OWN_USE

    def decides(self, profile: Profile) -> bool:
        """Whether the policy says, field by field, what may be seen; else nothing personal is."""
        return self._named(profile) is not None

    def writable(self, profile: Profile, system: Connector) -> list[str]:
        """The entities that the purpose may write."""
        purpose = self._named(profile)
        if purpose is None or not WRITING & set(purpose.operations):
            return []
        names = [entity.qualified_name for entity in system.catalogue.entities()]
        return [name for name in names if any(matches(pattern, name) for pattern in purpose.entities)]

    def ruling(self, profile: Profile) -> tuple[Policy, Purpose] | None:
        """The policy and the purpose in it that this agent works for."""
        purpose = self._named(profile)
        return None if self.policy is None or purpose is None else (self.policy, purpose)

    def _named(self, profile: Profile) -> Purpose | None:
        return None if self.policy is None else self.policy.purposes.get(self.purpose_of(profile))
