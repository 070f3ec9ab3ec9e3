"""May this happen, and what may be seen: verdicts and masks. Pure."""

from __future__ import annotations

from nlconnect.policy.own_use import OWN_USE, hidden_fields, why_hidden
from nlconnect.policy.verdict import Action, Answer, Verdict, judge

__all__ = ["OWN_USE", "Action", "Answer", "Verdict", "hidden_fields", "judge", "why_hidden"]
