"""What an agent may ask by and write: a question or a change that is answered at all tells of every field it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nlconnect.client import Connection
from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.engine.fresh import with_passwords
from nlconnect.errors import PolicyRefused, QueryError
from nlconnect.model.change import Change, Ref
from nlconnect.model.query import Query, fields_of
from nlconnect.model.record import Record
from nlconnect.policy import Clearance
from nlconnect.policy.dutch_rules import OLD_VAT_NUMBER, holds_bsn

DEEPEST = 20
"""Levels of objects within objects in what is written; no vendor has half as many."""


def refuse_probing(query: Query[Record], connection: Connection) -> None:
    """Raises PolicyRefused for a condition on what the purpose sees masked: by enough of them its value is found."""
    refuse_unseen(
        connection, query.entity, (spec for condition in query.conditions for spec in fields_of(condition)), "ask by"
    )


def refuse_unseen_change(change: Change, connection: Connection) -> None:
    """Before anything is looked up: raises PolicyRefused for a write that the purpose may not make, whatever it holds.

    Of what it may not see it may write nothing either: that a value is there already would be told. What an upsert
    matches by is among its values, or is passed over.
    """
    connection._writing().enforce(change)
    _, made = with_passwords(change)  # nobody sees those, and the purpose has to name them: see `engine.fresh`
    told = [name for name in change.values if name in change.entity.by_name and name not in made]
    seen = connection._session.clearance(change.entity, connection._asker)
    named = [spec for name in told if not _is_plain(spec := change.entity.by_name[name], change.values[name], seen)]
    refuse_unseen(connection, change.entity, named, "write")
    for inside, values in _inside(change.entity, change.values, depth=0):
        refuse_unseen(connection, inside, (inside.by_name[name] for name in values if name in inside.by_name), "write")
    for target, reference in _references(change.entity, change.values, depth=0):
        if target is None:
            raise QueryError("it is not known where this reference leads", hint="Give the key of the record.")
        refuse_unseen(connection, target, (target.field(name) for name in reference.by), "look up by")


def _is_plain(spec: FieldSpec, value: object, clearance: Clearance | None) -> bool:
    """A VAT number in which no citizen service number can stand is one that the purpose sees, whatever it masks."""
    is_masked_by_value = clearance is not None and clearance.ruling(spec).rule == OLD_VAT_NUMBER
    return is_masked_by_value and isinstance(value, str) and not holds_bsn(value)


def refuse_unseen(connection: Connection, entity: EntitySpec, fields: Iterable[FieldSpec], what: str) -> None:
    """Raises PolicyRefused for fields that the purpose does not see as they are."""
    clearance = connection._session.clearance(entity, connection._asker)
    if clearance is None:
        return
    hidden = [spec.name for spec in dict.fromkeys(fields) if clearance.ruling(spec).treatment != "show"]
    if hidden:
        raise PolicyRefused(
            f"this purpose may not see {', '.join(hidden)}, so an agent may not {what} it (rule: agents do not probe)",
            entity=entity.name,
            hint="Leave it out, or ask a person to do this.",
        )


def refuse_deep(values: object, *, depth: int = 0) -> None:
    """Raises QueryError for objects within objects without end."""
    if depth > DEEPEST:
        raise QueryError(f"values are nested more than {DEEPEST} deep")
    inside = values.values() if isinstance(values, Mapping) else values if isinstance(values, list) else ()
    for value in inside:
        refuse_deep(value, depth=depth + 1)


def _inside(
    entity: EntitySpec, values: Mapping[str, object], *, depth: int
) -> Iterator[tuple[EntitySpec, Mapping[str, object]]]:
    """Lines and objects of a record that are records of another entity."""
    for name, value in values.items():
        target = entity.target_of(name) if name in entity.by_name else None
        for row in value if isinstance(value, list | tuple) else [value]:
            if target is not None and isinstance(row, Mapping) and depth < DEEPEST:
                yield target, row
                yield from _inside(target, row, depth=depth + 1)


def _references(
    entity: EntitySpec, values: Mapping[str, object], *, depth: int
) -> Iterator[tuple[EntitySpec | None, Ref]]:
    for name, value in values.items():
        known = name in entity.by_name
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, Ref):
                yield one.entity or (entity.target_of(name) if known else None), one
            elif isinstance(one, Mapping) and depth < DEEPEST:
                target = entity.target_of(name) if known else None
                yield from _references(target or entity, one, depth=depth + 1)
