"""What whoever approves a plan is told of text of others: it stands among the plan's warnings, under its digest."""

from __future__ import annotations

from collections.abc import Sequence

from nlconnect.agents.labels import Label
from nlconnect.agents.shelf import Kept
from nlconnect.model.outcome import Plan

AFTER_TEXT = "untrusted text"
WITH_TEXT = "untrusted file"
"""Rules, named at the end of a warning."""
SHOWN = {
    "en": "before this plan the agent was shown text that others wrote: {label}. Whatever that asked for may be in it "
    "(rule: {rule})",
    "nl": "vóór dit plan kreeg de agent tekst te zien die anderen schreven: {label}. Wat daarin gevraagd werd, kan "
    "erin zitten (rule: {rule})",
}
INSIDE = {
    "en": "{name} has text in it that others wrote: {label} (rule: {rule})",
    "nl": "in {name} staat tekst die anderen schreven: {label} (rule: {rule})",
}
MADE = {"en": "{name} was made of {told}", "nl": "{name} is gemaakt van {told}"}


def warnings_of(shown: Label, files: Sequence[Kept], *, language: str) -> list[str]:
    """Of a plan made after this was shown, with these files in it."""
    found = [] if shown.is_trusted else [SHOWN[language].format(label=shown, rule=AFTER_TEXT)]
    for file in files:
        found.append(MADE[language].format(name=file.name, told=file.told))
        if not file.label.is_trusted:
            found.append(INSIDE[language].format(name=file.name, label=file.label, rule=WITH_TEXT))
    return found


def is_after_text(plan: Plan) -> bool:
    """Whether the agent had been shown text of others when it made this plan."""
    return _has(plan, AFTER_TEXT)


def has_text(plan: Plan) -> bool:
    """Whether a file in it has text of others."""
    return _has(plan, WITH_TEXT)


def _has(plan: Plan, rule: str) -> bool:
    return any(f"(rule: {rule})" in warning for warning in plan.warnings)
