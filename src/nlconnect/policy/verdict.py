"""The question asked before anything is sent: may this happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from nlconnect.errors import PolicyRefused
from nlconnect.model.scope import Scope
from nlconnect.policy.wording import Said

Answer = Literal["allow", "ask", "deny"]
Language = Literal["en", "nl"]


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody wants to do. `target` is a qualified entity, or a path for a raw request.

    A path may hold a value in a key: `shown` is what errors say instead. `verb` is what a policy file calls it, where
    that is more than reading or writing; `outlet` is where the records go, `place` the scope part by part.
    """

    kind: Literal["read", "write"]
    system: str
    target: str
    scope: str
    purpose: str
    shown: str = ""
    verb: str = ""
    outlet: str = "return"
    place: Scope = field(default_factory=Scope)
    agent: str = ""
    """Who asks, where it is not a person."""

    @property
    def name(self) -> str:
        """The target in words for people."""
        return self.shown or self.target


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, the rule it rests on, the reason, and the smallest change that would allow it; in Dutch, too."""

    answer: Answer
    rule: str
    reason: str
    remedy: str | None = None
    reason_nl: str = ""
    remedy_nl: str | None = None
    language: Language = "en"
    """In which of the two a refusal is told."""

    @classmethod
    def denied(cls, rule: str, said: Said, language: Language = "en") -> Verdict:
        """A refusal by that rule."""
        return cls("deny", rule, said.reason, said.remedy, said.reason_nl, said.remedy_nl, language)

    def told(self, language: Language | None = None) -> tuple[str, str | None]:
        """Reason and remedy in that language."""
        if (language or self.language) == "nl" and self.reason_nl:
            return self.reason_nl, self.remedy_nl
        return self.reason, self.remedy

    def enforce(self, action: Action) -> None:
        """Raise PolicyRefused unless the answer is allow."""
        if self.answer != "allow":
            reason, remedy = self.told()
            named = "regel" if reason == self.reason_nl else "rule"
            refused = PolicyRefused(
                f"{reason} ({named}: {self.rule})",
                connector=action.system,
                entity=action.name,
                scope=action.scope,
                operation=action.kind,
                hint=remedy,
            )
            refused.rule = self.rule
            raise refused


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
        reason_nl=f"schrijven naar {action.name} is op deze verbinding niet toegestaan",
        remedy_nl=f"Open de verbinding met connect(..., allow_writes=[...]) en noem {action.name}.",
    )
