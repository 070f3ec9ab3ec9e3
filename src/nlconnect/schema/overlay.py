"""Overlays that people may have edited: sections are added, lines about what is gone are taken out, the rest stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

INTRODUCTION = """\
# Yours to change: `nlconnect schema pull` proposes a section once and never writes over it. Tags are proposed in the
# catalogue; judge them here: `reviewed = true` under an entity, and a line under [Entity.tags] for each personal field.
"""

GUESS = "a guess by its name: what tells rows apart"
_OF_FIELDS = ("dates", "types", "rename", "padded", "enums", "links", "tags", "labels_nl", "order", "key")


def with_sections(text: str, sections: Mapping[str, Mapping[str, object]]) -> str:
    """The text with a section for each entity that has none yet; empty where there is nothing to say."""
    import tomlkit

    document = tomlkit.parse(text or INTRODUCTION)
    for name, section in sections.items():
        if name not in document and section:
            document[name] = _table(section)
    written = tomlkit.dumps(document)
    return written if document else ""


def pruned(text: str, entities: Mapping[str, Mapping[str, object]]) -> tuple[str, list[str]]:
    """The text without entities and fields that are gone, and a line for each that was taken out."""
    import tomlkit

    document = tomlkit.parse(text)
    said: list[str] = []
    for name in list(document):
        if name not in entities:
            del document[name]
            said.append(f"{name} is gone")
            continue
        fields: Any = entities[name]["fields"]
        section: Any = document[name]
        for word in _OF_FIELDS:
            said += [f"{name}.{wire} is gone from {word}" for wire in _drop(section, word, fields)]
        if "watermark" in section and section["watermark"] not in fields:
            said.append(f"{name}.{section['watermark']} is gone from watermark")
            del section["watermark"]
    return tomlkit.dumps(document), said


def _drop(section: Any, word: str, fields: Mapping[str, object]) -> list[str]:
    """Take strangers out of one word of a section."""
    if word not in section:
        return []
    strangers = [str(wire) for wire in section[word] if wire not in fields]
    for wire in strangers:
        section[word].remove(wire)
    return strangers


def _table(section: Mapping[str, object]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for key, value in sorted(section.items(), key=lambda item: isinstance(item[1], Mapping)):
        if key in ("rename", "padded") and isinstance(value, Mapping):
            inline = tomlkit.inline_table()
            inline.update(value)
            table.add(key, inline)
        else:
            table.add(key, _table(value) if isinstance(value, Mapping) else value)
        if key == "key":
            table[key].comment(GUESS)
    return table
