"""Privacy tags of fields that no other table knows, by names that were read in all their places (`readings/*.toml`)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from catalogue_json import layout

from nlconnect.model.privacy import categories

FOLDER = Path(__file__).resolve().parent / "readings"


def read_over(files: Mapping[str, str], package: Path, *, system: str) -> dict[str, str]:
    """The files of a catalogue with tags added where a field has none, or one that only proposes it is not personal.

    Entities that an overlay calls reviewed were read field by field, and say themselves what is personal; but for other
    records that come with them and that no entity describes.
    """
    readings = Readings(tomllib.loads((FOLDER / f"{system}.toml").read_text("utf-8")))
    found = {}
    for name, text in files.items():
        content = json.loads(text)
        module = name.removesuffix(".json")
        things = content.get("types" if module == "types" else "entities")
        if not isinstance(things, dict):
            found[name] = text
            continue
        overlay_file = package / "overlay" / name.replace(".json", ".toml")
        overlay = tomllib.loads(overlay_file.read_text("utf-8")) if overlay_file.is_file() else {}
        for entity, fact in things.items():
            reviewed = _is_reviewed(overlay, entity)
            unread = {wire: spec for wire, spec in fact["fields"].items() if not reviewed or _leads_elsewhere(spec)}
            readings.tag(unread, entity=entity, qualified=f"{module}.{entity}")
        found[name] = layout(content)
    return found


class Readings:
    """What names say: a proposed category, or reviewed as not personal."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._fields: list[tuple[str, str]] = list(table["fields"].items())
        self._entities: list[tuple[str, str]] = list(table.get("entities", {}).items())
        self._not_personal = frozenset(table["not_personal"]["names"])

    def tag(self, fields: Mapping[str, dict[str, Any]], *, entity: str, qualified: str) -> None:
        """Add a tag to each field that has none and that was read."""
        for wire, fact in fields.items():
            known = fact.get("tag", ["none", 0, "proposed"])
            if known == ["none", 0, "proposed"] and (
                tag := self._tag_of(wire, fact.get("label", ""), entity, qualified)
            ):
                fact["tag"] = tag

    def _tag_of(self, wire: str, label: str, entity: str, qualified: str) -> list[Any] | None:
        said = next((said for pattern, said in self._fields if _names_field(pattern, wire, label, entity)), None)
        if said is None:
            said = next(
                (
                    said
                    for pattern, said in self._entities
                    if fnmatchcase(qualified if "." in pattern else entity, pattern)
                ),
                None,
            )
        if said is not None:
            category, _, level = said.partition(":")
            return [category, int(level) if level else categories()[category].level, "proposed"]
        named = f"{wire}|{label}" if label else wire
        return ["none", 0, "reviewed"] if named in self._not_personal else None


def _names_field(pattern: str, wire: str, label: str, entity: str) -> bool:
    """`Wire`, `Wire|Label` or `Entity.Wire`, each with `*` for anything."""
    owner, dot, name = pattern.rpartition(".")
    name, _, wanted = name.partition("|")
    return (not dot or fnmatchcase(entity, owner)) and fnmatchcase(wire, name) and wanted in ("", label)


def _leads_elsewhere(fact: Mapping[str, Any]) -> bool:
    return fact["type"] in ("collection", "object") and "of" not in fact and "target" not in fact


def _is_reviewed(overlay: Mapping[str, Any], entity: str) -> bool:
    said = overlay.get(entity, {})
    like = overlay.get(said.get("like", ""), {})
    return bool(said.get("reviewed", like.get("reviewed", False)))
