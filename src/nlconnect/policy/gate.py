"""The one gate: every operation asks it first, and every field that leaves was compiled here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from nlconnect.model.catalogue import EntitySpec
from nlconnect.policy import dutch_rules, wording
from nlconnect.policy.clearance import TOP, Clearance, OwnUse
from nlconnect.policy.own_use import OWN_USE
from nlconnect.policy.purposes import Policy, Purpose, matches
from nlconnect.policy.verdict import Action, Verdict, judge
from nlconnect.policy.wording import Said

_REMEMBERED = 4096
NO_RECORDS = ("places", "schema")
"""Looks that hand out no record: the numbers of companies, the names of fields."""
_ALIASES = {"link": "update", "unlink": "update"}
"""Verbs of plans, as a policy file calls them."""


@dataclass(frozen=True)
class Gate:
    """Decides by a policy; without one, by `own-use`. Verdicts and clearances are kept, since they do not change."""

    policy: Policy | None = None
    _verdicts: dict[Action, Verdict] = field(default_factory=dict, repr=False, compare=False)
    _clearances: dict[tuple[str, str, str, str], Clearance] = field(default_factory=dict, repr=False, compare=False)

    def judge(self, action: Action, *, writable: frozenset[str] = frozenset()) -> Verdict:
        """May this happen. What a policy allows to be written has to be named by the connection, too."""
        if self.policy is None:
            return judge(action, writable=writable)
        stranger = self.stranger(action)
        if stranger is not None:
            return stranger
        if self.policy.own_use and action.purpose == OWN_USE:
            return _forbidden(self.policy.forbid, TOP, action, self.policy) or judge(action, writable=writable)
        found = self._verdicts.get(action)
        if found is None:
            if len(self._verdicts) >= _REMEMBERED:
                self._verdicts.clear()
            found = self._verdicts[action] = _judged(self.policy, action)
        if found.answer == "allow" and action.kind == "write" and action.target not in writable:
            return judge(action, writable=writable)
        return found

    def stranger(self, action: Action) -> Verdict | None:
        """The refusal of an agent that a policy with agents does not list, or not for this purpose."""
        policy = self.policy
        if policy is None or not policy.agents or not action.agent:
            return None
        agent = policy.agents.get(action.agent)
        if agent is None:
            return _denied("agents", wording.unknown_agent(action.agent), policy)
        if action.purpose not in agent.purposes:
            return _denied("agents", wording.not_its_purpose(action.purpose, action.agent), policy)
        return None

    def past_a_plan(self, action: Action) -> Verdict | None:
        """The refusal of an agent that would write what nobody looked at."""
        if not action.agent or action.kind != "write":
            return None
        language = self.policy.language if self.policy is not None else "en"
        return Verdict.denied("a person approves", wording.only_by_plan(action.agent), language)

    def clearance(
        self, purpose: str, *, system: str, entity: EntitySpec, outlet: str, key: Callable[[], bytes]
    ) -> Clearance | None:
        """What a purpose may see of an entity; None where no policy speaks, and `own-use` holds."""
        policy = self.policy
        own = policy is not None and purpose == OWN_USE and purpose not in policy.purposes
        if policy is None or (own and not policy.forbid) or (not own and purpose not in policy.purposes):
            return None
        asked = (purpose, system, entity.qualified_name, outlet)
        if asked not in self._clearances:
            kind = OwnUse if own else Clearance
            self._clearances[asked] = kind(policy, purpose, system, entity, outlet, key)
        return self._clearances[asked]


def _judged(policy: Policy, action: Action) -> Verdict:
    purpose = policy.purposes.get(action.purpose)
    if purpose is None and action.purpose == OWN_USE and action.verb in NO_RECORDS:
        return Verdict("allow", "no-records", "which companies and fields there are, and nothing of what is in them")
    if purpose is None:
        known = ", ".join(policy.purposes) or "none yet"
        if action.purpose == OWN_USE:
            return _denied("default-deny", wording.no_purpose(known), policy)
        near = get_close_matches(action.purpose, policy.purposes, n=3, cutoff=0.6)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There is: {known}."
        return _denied("default-deny", wording.unknown_purpose(action.purpose, hint), policy)
    found = _refused(policy, purpose, action)
    if found is not None:
        return found
    return Verdict("allow", f"purposes.{action.purpose}", purpose.legal_basis)


def _refused(policy: Policy, purpose: Purpose, action: Action) -> Verdict | None:
    name = action.purpose
    for where, patterns in ((TOP, policy.forbid), (f"of [purposes.{name}]", purpose.forbid)):
        closed_by = _forbidden(patterns, where, action, policy)
        if closed_by is not None:
            return closed_by
    closed = dutch_rules.purpose_rule(purpose, name)
    if closed is not None:
        return _denied(closed.name, closed.said, policy)
    if not any(matches(pattern, action.system) for pattern in purpose.systems):
        return _denied("default-deny", wording.other_system(action.system, name), policy)
    elsewhere = _elsewhere(purpose, action)
    if elsewhere is not None:
        return _denied("default-deny", elsewhere, policy)
    if action.verb in NO_RECORDS:
        return None
    far = policy.outlets.get(action.outlet)
    if action.kind == "read" and action.outlet not in purpose.outlets:
        return _denied("default-deny", wording.other_outlet(action.outlet, name), policy)
    if far is not None and far.is_far:
        return _denied("transfer-needs-a-ground", wording.far_outlet(action.outlet, far.region), policy)
    verb = _ALIASES.get(action.verb, action.verb) or ("read" if action.kind == "read" else "update")
    if verb not in purpose.operations and verb == "raw":
        return _denied("default-deny", wording.other_verb(verb, name), policy)
    if not any(matches(one, action.target) for one in purpose.entities):
        return _denied("default-deny", wording.other_entity(action.name, name), policy)
    if verb not in purpose.operations:
        return _denied("default-deny", wording.other_verb(verb, name), policy)
    return None


def _forbidden(patterns: Iterable[str], where: str, action: Action, policy: Policy) -> Verdict | None:
    pattern = next((one for one in patterns if matches(one, action.target)), None)
    return None if pattern is None else _denied("forbid", wording.forbidden(action.name, pattern, where), policy)


def _elsewhere(purpose: Purpose, action: Action) -> Said | None:
    if action.verb in NO_RECORDS:
        return None
    for part, values in purpose.scopes.items():
        here = action.place.get(part)
        if here is None:
            return wording.scope_not_named(part, action.purpose)
        if str(here) not in {str(value) for value in values}:
            return wording.other_scope(part, str(here) if isinstance(here, int) else "it", action.purpose)
    return None


def _denied(rule: str, said: Said, policy: Policy) -> Verdict:
    return Verdict.denied(rule, said, policy.language)
