"""The question asked before anything is sent: may this happen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nlconnect.errors import PolicyRefused

Answer = Literal["allow", "ask", "deny"]


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody wants to do. `target` is a qualified entity, or a path for a raw request.

    A path may hold a value in a key: `shown` is what errors say instead.
    """

    kind: Literal["read", "write"]
    system: str
    target: str
    scope: str
    purpose: str
    shown: str = ""

    @property
    def name(self) -> str:
        """The target in words for people."""
        return self.shown or self.target


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the rule it rests on, the reason, and the smallest change that would allow it."""

    answer: Answer
    rule: str
    reason: str
    remedy: str | None = None

    def enforce(self, action: Action) -> None:
        """Raise PolicyRefused unless the answer is allow."""
        if self.answer != "allow":
            raise PolicyRefused(
                f"{self.reason} (rule: {self.rule})",
                connector=action.system,
                entity=action.name,
                scope=action.scope,
                operation=action.kind,
                hint=self.remedy,
            )


def judge(action: Action, *, writable: frozenset[str]) -> Verdict:
    """Without a policy file: reads are a person's own use, and writes happen only where the caller named them."""
    if action.kind == "read":
        return Verdict("allow", "own-use", "reading one's own company's data")
    if action.target in writable:
        return Verdict("allow", "allow_writes", "the caller named this target")
    return Verdict(
        "deny",
        "read-only by default",
        f"writing to {action.name} was not allowed on this connection",
        remedy=f"Open the connection with connect(..., allow_writes=[...]) and name {action.name}.",
    )
