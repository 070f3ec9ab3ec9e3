"""Whose data a write is about, and of which kinds, for the audit log."""

from __future__ import annotations

from nlconnect.connector import EntitySpec
from nlconnect.model.outcome import Plan
from nlconnect.model.subjects import Subjects


def concerned(plan: Plan, entity: EntitySpec) -> dict[str, object]:
    """Categories of what changes, or of the whole record where it goes; its subjects: key, identifiers, recipients."""
    tags = [part.tag for part in plan.diff] or [spec.tag for spec in entity.values]
    categories = {tag.category or "unreviewed" for tag in tags if not tag.may_be_shown}
    if not categories:
        return {}
    subjects = Subjects()
    key = plan.key if plan.key is None or len(plan.key) != 1 else plan.key[0]
    subjects.add(key=key)
    subjects.mention(plan.recipients)
    for part in plan.diff:
        spec = entity.by_name.get(part.name)
        for value in (part.before, part.after):
            if spec is not None and value is not None:
                subjects.add(others={spec: value})
    return {"categories": sorted(categories), "subjects": subjects}
