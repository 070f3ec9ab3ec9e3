"""Words to search for, in the two ways Graph takes them."""

from __future__ import annotations

import re

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.errors import QueryError

_CLAUSE = re.compile(r"(\w+):(.+)", re.DOTALL)
_QUOTED = r'"\w+:[^"\\]+"'
_WRITTEN = re.compile(rf"{_QUOTED}(?: (?:AND|OR) {_QUOTED})*")


def search_text(words: str, entity: EntitySpec) -> str:
    """The value of `$search`, always in double quotes.

    Mail and people: KQL as the person wrote it. The directory: one field and a word, `display_name:an`; a bare word is
    looked for in every field that can be searched, from its beginning; or clauses as Graph writes them,
    `"displayName:an" OR "displayName:jan"`.
    """
    if not entity.advanced_query:
        return _quoted(words)
    if '"' in words:
        return _as_written(words.strip(), entity)
    clause = _CLAUSE.fullmatch(words)
    if clause is None or _named(clause[1], entity) is None:
        return " OR ".join(_quoted(f"{spec.wire}:{words}") for spec in entity.fields if spec.search)
    return _clause(clause, entity)


def _as_written(words: str, entity: EntitySpec) -> str:
    if _WRITTEN.fullmatch(words) is None:
        raise QueryError(
            "the words of this search are quoted in a way Microsoft does not know",
            entity=entity.name,
            hint='Write a word, display_name:word, or clauses such as "displayName:an" OR "displayName:jan".',
        )
    return re.sub(r'"(\w+):([^"]+)"', lambda clause: _clause(clause, entity), words)


def _named(name: str, entity: EntitySpec) -> FieldSpec | None:
    return entity.by_name.get(name) or entity.by_wire.get(name)


def _clause(clause: re.Match[str], entity: EntitySpec) -> str:
    searchable = [spec for spec in entity.fields if spec.search]
    named = _named(clause[1], entity)
    if named is None or named not in searchable:
        raise QueryError(
            f"Microsoft cannot search in {clause[1] if named is None else named.name}",
            entity=entity.name,
            hint=f"It can in {', '.join(spec.name for spec in searchable)}.",
        )
    return _quoted(f"{named.wire}:{clause[2].strip()}")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
