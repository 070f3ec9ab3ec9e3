"""What the rules look up: one record each, in the scope of the change."""

from __future__ import annotations

from nlconnect.connector import Query, Record, collection_of
from nlconnect.connector.writer import Draft
from nlconnect.model.query import Comparison
from nlconnect.model.structures import Structure
from nlconnect.model.values import Value
from nlconnect_graph import CATALOGUE


def one(draft: Draft, name: str, key: Value, *fields: str) -> Query[Record]:
    """One record by its key, in the catalogue that the draft is of."""
    entity = (draft.entity.catalogue or CATALOGUE).entity(name)
    # The directory filters on what it is asked by: somebody's sign-in name is not their id, though it stands for it.
    by = "userPrincipalName" if name == "directory.Users" and "@" in str(key) else entity.key[0]
    condition = Comparison(entity.by_wire[by], "eq", key)
    return collection_of(CATALOGUE.package, entity).where(condition).select(*fields)


def group(draft: Draft, key: Value) -> Query[Record]:
    """What the rules want to know of a group: the same question of each, so that it is asked once."""
    return one(draft, "directory.Groups", key, "group_types", "mail_enabled", "on_premises_sync_enabled")


def all_of(draft: Draft, name: str, *fields: str) -> Query[Record]:
    """Every record of a short list."""
    entity = (draft.entity.catalogue or CATALOGUE).entity(name)
    return collection_of(CATALOGUE.package, entity).select(*fields)


def key_of(draft: Draft) -> Value | None:
    """The record that is changed."""
    return draft.key[0] if draft.key else None


def whole(draft: Draft, name: str) -> Structure | None:
    """A value of several parts that the change gives."""
    return next((parts for spec, parts in draft.structures.items() if spec.name == name), None)


def plain(draft: Draft, name: str) -> object:
    """A plain value that the change gives."""
    return next((value for spec, value in draft.values.items() if spec.name == name), None)


def names_of(draft: Draft) -> list[str]:
    """Every field that the change gives."""
    return [spec.name for spec in (*draft.values, *draft.structures)]
