"""What whoever approves a plan is told of text of others: it stands among the plan's warnings, under its digest."""

from __future__ import annotations

from collections.abc import Sequence

from nlconnect.agents.labels import Label
from nlconnect.agents.shelf import Kept
from nlconnect.policy.unattended import AFTER_TEXT, WITH_TEXT

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
