"""May this happen, and what may be seen: verdicts and masks. Pure."""

from __future__ import annotations

from nlconnect.policy.clearance import Clearance, Ruling
from nlconnect.policy.dutch_rules import days_kept, fiscal_rule, purpose_rule
from nlconnect.policy.gate import Gate
from nlconnect.policy.masks import Masker
from nlconnect.policy.own_use import OWN_USE, hidden_fields, why_hidden
from nlconnect.policy.purposes import UNITS, Agent, Budget, Holder, Policy, Purpose, Unit, matches
from nlconnect.policy.reading import policy_of, read_policy
from nlconnect.policy.starting import AIMS, Aim, Wanted, first_policy, house_rules
from nlconnect.policy.verdict import Action, Answer, Language, Verdict, judge
from nlconnect.policy.wording import Said, filter_on, key_is_hidden, nothing_left, over_budget

__all__ = [
    "AIMS",
    "OWN_USE",
    "UNITS",
    "Action",
    "Agent",
    "Aim",
    "Answer",
    "Budget",
    "Clearance",
    "Gate",
    "Holder",
    "Language",
    "Masker",
    "Policy",
    "Purpose",
    "Ruling",
    "Said",
    "Unit",
    "Verdict",
    "Wanted",
    "days_kept",
    "filter_on",
    "first_policy",
    "fiscal_rule",
    "hidden_fields",
    "house_rules",
    "judge",
    "key_is_hidden",
    "matches",
    "nothing_left",
    "over_budget",
    "policy_of",
    "purpose_rule",
    "read_policy",
    "why_hidden",
]
