"""Schemas without what no model needs: a tool's text is paid for on every turn."""

from __future__ import annotations

from collections.abc import Mapping

Json = dict[str, object]

EVERY_PLAIN_TYPE = 5
"""Text, whole numbers, numbers, truth values and null: any value of a cell, which needs no schema."""

CHECKED = ("maxLength", "additionalProperties")
"""What is refused with a clear word where somebody does otherwise, and need not be told beforehand."""


def compact(schema: Mapping[str, object], *, worded: bool = True) -> Json:
    """The same JSON Schema without titles, and with what is used once put where it is used.

    Without `worded` there are no descriptions either: what several verbs answer is told at one of them.
    """
    parts = schema.get("$defs")
    shared = dict(parts) if isinstance(parts, Mapping) else {}
    found = _plain({name: value for name, value in schema.items() if name != "$defs"}, shared)
    assert isinstance(found, dict)
    return found if worded else _wordless(found)


def _plain(value: object, shared: Mapping[str, object]) -> object:
    if isinstance(value, Mapping):
        reference = value.get("$ref")
        if isinstance(reference, str):
            return _plain(shared[reference.rpartition("/")[2]], shared)
        kept = {name: part for name, part in value.items() if not (name == "title" and isinstance(part, str))}
        for name in CHECKED:
            kept.pop(name, None)
        kept.pop("default", None) if not kept.get("default") else None
        if isinstance(kept.get("anyOf"), list):
            kept = _one_of_types({**kept, "anyOf": _plain(kept["anyOf"], shared)})
        return {name: _plain(part, shared) for name, part in kept.items()}
    if isinstance(value, list):
        return [_plain(part, shared) for part in value]
    return value


def _one_of_types(schema: dict[str, object]) -> dict[str, object]:
    """`anyOf` of plain types as a list of types, which says the same in a third of the words."""
    choices = schema["anyOf"]
    assert isinstance(choices, list)
    if not all(isinstance(choice, Mapping) and set(choice) == {"type"} for choice in choices):
        return schema
    rest = {name: part for name, part in schema.items() if name != "anyOf"}
    if len(choices) >= EVERY_PLAIN_TYPE:
        return rest
    return {"type": [choice["type"] for choice in choices], **rest}


def _wordless(schema: Json) -> Json:
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return schema
    plain = {name: {key: part for key, part in one.items() if key != "description"} for name, one in properties.items()}
    return {**schema, "properties": plain}
