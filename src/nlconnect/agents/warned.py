"""What whoever approves a plan is told of text of others: it stands among the plan's warnings, under its digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlconnect.agents.labels import Label
from nlconnect.agents.shelf import Kept
from nlconnect.model.outcome import Plan
from nlconnect.policy.unattended import AFTER_TEXT, WITH_TEXT

SHOWN = {
    "en": "before this plan the agent was shown text that others wrote: {label}. Whatever that asked for may be in it "
    "(rule: {rule})",
    "nl": "vóór dit plan kreeg de agent tekst te zien die anderen schreven: {label}. Wat daarin gevraagd werd, kan "
    "erin zitten (rule: {rule})",
}
COPIED = {
    "en": "what stands in {name} also stands in what others wrote: {label} (rule: {rule})",
    "nl": "wat in {name} staat, staat ook in wat anderen schreven: {label} (rule: {rule})",
}
INSIDE = {
    "en": "{name} has text in it that others wrote: {label} (rule: {rule})",
    "nl": "in {name} staat tekst die anderen schreven: {label} (rule: {rule})",
}
BEHIND = {
    "en": "{name} gets what stands behind tokens of the vault, which others may have written (rule: {rule})",
    "nl": "in {name} komt te staan wat achter tokens uit de kluis staat, en anderen kunnen dat geschreven hebben "
    "(rule: {rule})",
}
MADE = {"en": "{name} was made of {told}", "nl": "{name} is gemaakt van {told}"}


KNOWN = {
    "en": "from then on this record is known as {kind} {key} of {system}, and found by that",
    "nl": "daarna staat dit record bekend als {kind} {key} van {system}, en wordt het daaraan herkend",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What others may have put into a plan: what was shown before, which fields repeat it, files and tokens in it."""

    shown: Label
    copied: Mapping[str, Label] = field(default_factory=dict)
    files: Sequence[Kept] = ()
    tokens: Sequence[str] = ()
    """The fields that have tokens of the vault in them."""


def warnings_of(heard: Heard, *, language: str) -> list[str]:
    """For whoever approves."""
    found = [] if heard.shown.is_trusted else [SHOWN[language].format(label=heard.shown, rule=AFTER_TEXT)]
    for name, label in heard.copied.items():
        if not label.is_trusted:
            found.append(COPIED[language].format(name=name, label=label, rule=AFTER_TEXT))
    found += [BEHIND[language].format(name=name, rule=WITH_TEXT) for name in heard.tokens]
    for file in heard.files:
        found.append(MADE[language].format(name=file.name, told=file.told))
        if not file.label.is_trusted:
            found.append(INSIDE[language].format(name=file.name, label=file.label, rule=WITH_TEXT))
    return found


def remembered(plan: Plan, *, language: str) -> list[str]:
    """That the crosswalk will lead here: an agent that names the wrong record would lead all that follows astray."""
    if plan.origin is None:
        return []
    return [KNOWN[language].format(kind=plan.origin.kind, key=plan.origin.key, system=plan.origin.system)]
