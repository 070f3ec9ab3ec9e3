"""An entity in the few words that a model needs."""

from __future__ import annotations

from nlconnect.agents.answers import DescribeAnswer
from nlconnect.agents.visible import may_be_seen
from nlconnect.asking.description import facts_of
from nlconnect.connector import Connector, EntitySpec, FieldSpec

MOST_FIELDS = 120


def described(system: Connector, entity: EntitySpec) -> DescribeAnswer:
    """Fields with type and meaning. What may not be seen is named, so that nobody guesses it."""
    facts = facts_of(system, entity)
    seen = [spec for spec in entity.fields if may_be_seen(spec) and spec.is_value and not spec.obsolete]
    hidden = [spec.name for spec in entity.fields if spec.is_value and not may_be_seen(spec)]
    notes = [*_texts(facts["demands"]), *_texts(facts["notes"])]
    if len(seen) > MOST_FIELDS:
        notes.append(f"{len(seen) - MOST_FIELDS} fields more; find names them by words")
    return DescribeAnswer(
        entity=entity.qualified_name,
        title=entity.title_nl,
        key=[entity.by_wire[wire].name for wire in entity.key if wire in entity.by_wire],
        operations=_texts(facts["operations"]),
        parameters=_texts(facts["parameters"]),
        notes=notes,
        fields=[_told(spec) for spec in seen[:MOST_FIELDS]],
        hidden=hidden,
    )


def _told(spec: FieldSpec) -> str:
    remarks = [spec.kind]
    if spec.enum is not None:
        remarks.append("one of " + ", ".join(spec.enum.values))
    if spec.label_nl:
        remarks.append(spec.label_nl)
    return f"{spec.name}: {'; '.join(remarks)}"


def _texts(found: object) -> list[str]:
    return [str(part) for part in found] if isinstance(found, list) else []
