"""What a workbook says of itself: where its rows came from, by which question, and what is not in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nlconnect.transport.clock import SystemClock

if TYPE_CHECKING:
    from nlconnect.asking.question import Question
    from nlconnect.connector import EntitySpec, FieldSpec
    from nlconnect.errors import PartialFailure

DUTCH = {
    "System": "Systeem",
    "Entity": "Gelezen uit",
    "Where": "Voorwaarde",
    "Order": "Volgorde",
    "At most": "Ten hoogste",
    "Read at": "Gelezen op",
    "Rows": "Aantal regels",
    "Masked": "Afgeschermd",
    "Incomplete": "Onvolledig",
}
NAMED_COMPANIES = 20
"""More are only counted: their names stand in the rows."""


def notes(
    question: Question, *, system: str, entity: EntitySpec, places: str, part: str, masked: str, dutch: bool
) -> dict[str, str]:
    """The lines of the sheet about the file that are known before the first row; `part` is the Dutch for a place."""
    limit = question.limit
    facts = {
        "System": system,
        "Entity": f"{entity.qualified_name} ({entity.title_nl})" if entity.title_nl else entity.qualified_name,
        part if dutch else "Scope": places,
        "Where": " and ".join(question.where),
        "Order": ", ".join(question.order_by),
        "At most": "" if limit is None else f"{limit} {f'per {part.lower()}' if dutch else 'rows of each company'}",
        "Read at": _now("%d-%m-%Y %H:%M" if dutch else "%Y-%m-%d %H:%M"),
        "Masked": masked,
    }
    return _in_language({name: value for name, value in facts.items() if value}, dutch=dutch)


def ending(*, rows: int, failure: PartialFailure | None, part: str, dutch: bool) -> dict[str, str]:
    """The lines that are known after the last row."""
    facts = {"Rows": str(rows)}
    if failure is not None:
        several = len(failure.failures)
        facts["Incomplete"] = f"{several} × {part.lower()} niet gelezen" if dutch else failure.message
    return _in_language(facts, dutch=dutch)


def places_line(values: Sequence[object], names: Mapping[object, object]) -> str:
    """Which companies: by number, and by name where it is known."""
    if len(values) > NAMED_COMPANIES:
        return str(len(values))
    return ", ".join(f"{value} {names[value]}" if names.get(value) else str(value) for value in values)


def masked_in_dutch(hidden: Sequence[FieldSpec], *, purpose: str | None = None) -> str:
    """Why columns are masked, for somebody who opens the file: by a purpose of the policy, or by `own-use`."""
    if not hidden:
        return "niets"
    labels = ", ".join(spec.label_nl or spec.name for spec in hidden)
    if purpose is not None:
        return f"{labels}. Het doel {purpose} van het beleid laat die niet zien."
    return (
        f"{labels}. Persoonsgegevens van niveau 4 of 5, of nog niet beoordeeld: het doel own-use toont die niet in "
        "een bestand."
    )


def _now(form: str) -> str:
    return datetime.fromtimestamp(SystemClock().now(), UTC).astimezone().strftime(form)


def _in_language(facts: Mapping[str, str], *, dutch: bool) -> dict[str, str]:
    return {DUTCH.get(name, name): value for name, value in facts.items()} if dutch else dict(facts)
