"""The companies that a login may see, with their names."""

from __future__ import annotations

from nlconnect.client import Connection
from nlconnect.connector import Connector, collection_of
from nlconnect.model.privacy import MASKED_AT_LEVEL

NAMES = ("description", "name", "title", "customer_name")


def listed_part(system: Connector) -> str | None:
    """The scope part whose values the system can list, such as the division."""
    return next((part for part, known in system.scope_parts.items() if known.listed_by is not None), None)


def companies_of(connection: Connection, system: Connector) -> list[dict[str, object]]:
    """One row for each value of the listed part, with what people call it."""
    part = listed_part(system)
    if part is None:
        return []
    scopes = connection.scopes(part)
    names = _names(connection.within(**dict(scopes[0])), system, part) if scopes else {}
    return [{part: scope[part], "name": names.get(scope[part])} for scope in scopes]


def _names(connection: Connection, system: Connector, part: str) -> dict[object, object]:
    listed_by = system.scope_parts[part].listed_by
    assert listed_by is not None
    entity = system.catalogue.entity(listed_by)
    key = entity.by_wire[entity.key[0]].name
    name = next((n for n in NAMES if n in entity.by_name and _is_visible(entity.by_name[n].tag.effective_level)), None)
    if name is None:
        return {}
    query = collection_of(system.package, entity).select(key, name)
    return {getattr(record, key): getattr(record, name) for record in connection.read(query)}


def _is_visible(level: int) -> bool:
    return level < MASKED_AT_LEVEL
