"""Words to search for, in the two ways Graph takes them."""

from __future__ import annotations

import re

from nlconnect.connector import EntitySpec
from nlconnect.errors import QueryError

_CLAUSE = re.compile(r"(\w+):(.+)", re.DOTALL)


def search_text(words: str, entity: EntitySpec) -> str:
    """The value of `$search`, always in double quotes.

    Mail and people: KQL as the person wrote it. The directory: one field and a word, `display_name:an`; a bare word is
    looked for in every field that can be searched, from its beginning.
    """
    if not entity.advanced_query:
        return _quoted(words)
    searchable = [spec for spec in entity.fields if spec.search]
    clause = _CLAUSE.fullmatch(words)
    named = (entity.by_name.get(clause[1]) or entity.by_wire.get(clause[1])) if clause else None
    if clause is None or named is None:
        return " OR ".join(_quoted(f"{spec.wire}:{words}") for spec in searchable)
    if named not in searchable:
        raise QueryError(
            f"Microsoft cannot search in {named.name}",
            entity=entity.name,
            hint=f"It can in {', '.join(spec.name for spec in searchable)}.",
        )
    return _quoted(f"{named.wire}:{clause[2].strip()}")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
