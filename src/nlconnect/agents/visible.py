"""Which fields an agent may see. What it may not see it cannot ask by, either: an answer tells of its condition."""

from __future__ import annotations

from collections.abc import Iterable

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.engine.table import default_fields
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.query import Query, fields_of
from nlconnect.model.record import Record

HIDDEN_AT_LEVEL = 2
"""An answer leaves this machine for whoever runs the model: names, addresses and all above stay here.

Own use, a person at their own screen, shows more (to level 3).
"""


def may_be_seen(spec: FieldSpec) -> bool:
    """True for what says nothing about a person, and for identifiers of records."""
    return spec.tag.effective_level < HIDDEN_AT_LEVEL


def visible_fields(entity: EntitySpec) -> tuple[list[FieldSpec], list[FieldSpec]]:
    """Of those that a read without a selection brings: what may be seen, and what may not."""
    fields = [spec for spec in default_fields(entity) if spec.is_value]
    return [spec for spec in fields if may_be_seen(spec)], [spec for spec in fields if not may_be_seen(spec)]


def narrowed(query: Query[Record]) -> Query[Record]:
    """The query over what may be seen. Raises PolicyRefused for one that asks for, or by, what may not."""
    entity = query.entity
    asked = [spec for condition in query.conditions for spec in fields_of(condition)]
    asked += [order.field for order in query.ordering]
    asked += [entity.field(name) for name in query.selected or ()]
    refuse_hidden(entity, asked)
    if query.selected is not None:
        return query
    seen, _ = visible_fields(entity)
    if not seen:
        raise QueryError("no field of it may be shown to an agent", entity=entity.name)
    return query.select(*(spec.name for spec in seen))


def refuse_hidden(entity: EntitySpec, fields: Iterable[FieldSpec]) -> None:
    """Raises PolicyRefused that names what may not be used."""
    hidden = list(dict.fromkeys(spec.name for spec in fields if not may_be_seen(spec)))
    if hidden:
        raise PolicyRefused(
            f"an agent may not see or ask by {', '.join(hidden)} (rule: agents see no personal data)",
            entity=entity.name,
            hint="Leave them out. Whoever runs this can read them; a person's own screen is not an agent's.",
        )
