"""A private catalogue package: what a system holds beyond the shipped catalogue, written for editors and programs.

The catalogue (JSON) is written anew each time. The overlay (TOML) is proposed once for each entity and then belongs to
its reader; only lines about fields that are gone are taken out. Names once given are kept.
"""

from __future__ import annotations

import json
import keyword
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlconnect.errors import CatalogueError, ConfigError
from nlconnect.model.catalogue import EntitySpec, Enumeration, FieldSpec, TypeSpec
from nlconnect.model.privacy import Personal
from nlconnect.privacy.judging import Judge
from nlconnect.privacy.suggesting import Suggester
from nlconnect.schema.facts import (
    Fact,
    Tag,
    entity_fact,
    field_names,
    judged_as_a_whole,
    overlay_of,
    renamed,
    type_fact,
)
from nlconnect.schema.layout import index_of, layout, write_all
from nlconnect.schema.overlay import pruned, with_sections
from nlconnect.schema.stubs import is_ours, written

HEADER = "# Written by `nlconnect schema` from the catalogue and the overlay. Do not edit.\n"

INIT = '''"""{title}: the schema of {profile}."""

from __future__ import annotations

from nlconnect.connector import Catalogue, bare_names

CATALOGUE = Catalogue(__name__)
__getattr__, __dir__ = bare_names(__name__, CATALOGUE)
'''


@dataclass(frozen=True, slots=True)
class Pulled:
    """What was written: entities by qualified name with the number of their fields, and what was done to overlays."""

    folder: Path
    entities: Mapping[str, int]
    changed: Sequence[Path]
    notes: Sequence[str] = ()


@dataclass
class PrivatePackage:
    """A package under way: facts by module, types, and overlays."""

    folder: Path
    suggester: Suggester | Judge
    modules: dict[str, dict[str, Fact]] = field(default_factory=dict)
    types: dict[str, Fact] = field(default_factory=dict)
    enums: dict[str, Fact] = field(default_factory=dict)
    overlays: dict[str, dict[str, Fact]] = field(default_factory=dict)
    _added: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin with what stands there from an earlier pull."""
        place = self.folder / "catalogue"
        for path in sorted(place.glob("*.json")) if place.is_dir() else ():
            content: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if path.stem == "types":
                self.types, self.enums = content["types"], content["enums"]
            elif path.stem != "index":
                self.modules[path.stem] = content["entities"]

    def remove(self, path: str) -> None:
        """Take out the entity at a path of the vendor."""
        for module in list(self.modules):
            self.modules[module] = {name: fact for name, fact in self.modules[module].items() if fact["path"] != path}
            if not self.modules[module]:
                del self.modules[module]

    def add(self, spec: EntitySpec, *, types: Mapping[str, TypeSpec]) -> None:
        """Put an entity in, with the complex types and enumerations that its fields have."""
        known = {**(spec.catalogue.types if spec.catalogue is not None else {}), **types}
        name = self._name_of(spec)
        record = self._record_of(spec, name)
        tag = self._tags(f"{spec.wire} {spec.title_nl or spec.title or ''}")
        fact = entity_fact(spec, name=name, record=record, tag=tag)
        said = overlay_of(spec, names=field_names(spec.fields), types=known)
        if spec.kind == "view":
            # No system tells the key of a view: a new one is a guess, which belongs to the reader from then on.
            earlier = self.modules.get(spec.module, {}).get(name)
            is_new = earlier is None and spec.catalogue is None
            fact["key"] = [] if is_new else earlier["key"] if earlier is not None else list(spec.key)
            if is_new and spec.key:
                said = {"key": list(spec.key), **said}
        self.modules.setdefault(spec.module, {})[name] = fact
        self.overlays.setdefault(spec.module, {})[name] = said
        self._add_parts(spec.fields, types=known)

    def write(self, *, title: str, profile: str) -> Pulled:
        """Write all of it. Raises CatalogueError where an overlay does not fit what is there now."""
        place = self.folder / "catalogue"
        texts = {
            place / f"{module}.json": layout({"module": module, "entities": dict(sorted(entities.items()))})
            for module, entities in self.modules.items()
        }
        texts[place / "index.json"] = layout(index_of(self.modules))
        if self.types or self.enums:
            texts[place / "types.json"] = layout({"types": self.types, "enums": self.enums})
        notes: list[str] = []
        for module, facts in [*self.modules.items(), ("types", self.types)]:
            path = self.folder / "overlay" / f"{module}.toml"
            current = path.read_text("utf-8") if path.is_file() else ""
            kept, lines = pruned(current, facts)
            notes += [f"{path.relative_to(self.folder)}: {line}" for line in lines]
            texts[path] = with_sections(kept, self.overlays.get(module, {}))
        init = self.folder / "__init__.py"
        if not init.is_file():
            texts[init] = INIT.format(title=title, profile=profile)
        changed = write_all({path: text for path, text in texts.items() if text})
        for stale in [*place.glob("*.json"), *(self.folder / "overlay").glob("*.toml")]:
            if stale.stem not in (*self.modules, "index", "types"):
                stale.unlink()
        files = written(self.folder, header=HEADER, within=".")
        changed += write_all(files)
        for path in self.folder.glob("*.py*"):
            if path not in files and path != init and is_ours(path, header=HEADER):
                path.unlink()
        entities = {
            f"{module}.{name}": len(fact["fields"])  # type: ignore[arg-type]  # a mapping in every fact
            for module, found in sorted(self.modules.items())
            for name, fact in sorted(found.items())
        }
        return Pulled(self.folder, entities, changed, notes)

    def _name_of(self, spec: EntitySpec) -> str:
        """The name an earlier pull gave it, else the vendor's as an identifier."""
        entities = self.modules.get(spec.module, {})
        known = next((name for name, fact in entities.items() if fact["path"] == spec.path), None)
        if known is not None:
            return known
        taken = {*entities, *(str(fact["record"]) for fact in entities.values())}
        return _free(identifier(spec.name), taken)

    def _record_of(self, spec: EntitySpec, name: str) -> str:
        """Names of customers are never made singular; a record that ships keeps its name."""
        taken = {str(fact["record"]) for other, fact in self.modules.get(spec.module, {}).items() if other != name}
        ships = spec.catalogue is not None and spec.record not in ("", name)
        return _free(spec.record if ships else f"{name}Row", taken)

    def _tags(self, entity: str) -> Tag:
        def tag(one: FieldSpec) -> Personal | None:
            labels = [label for label in (one.label_nl, one.label) if label]
            return self.suggester.tag(one.wire, entity=entity, labels=labels)

        return tag

    def _add_parts(self, fields: Iterable[FieldSpec], *, types: Mapping[str, TypeSpec]) -> None:
        for one in fields:
            if one.enum is not None and one.enum.shared:
                self.enums[one.enum.name] = _enum_fact(one.enum)
            if one.of is None or one.of not in types or one.of in self._added:
                continue
            self._added.add(one.of)
            spec = types[one.of]
            self.types[one.of] = type_fact(spec, tag=self._tags(spec.wire))
            said = {
                "kind": spec.kind,
                "rename": renamed(field_names(spec.fields)),
                "tags": judged_as_a_whole(spec.fields, types=types),
            }
            self.overlays.setdefault("types", {})[one.of] = {key: value for key, value in said.items() if value}
            self._add_parts(spec.fields, types=types)


def refreshed(folder: Path) -> list[Path]:
    """Write index, modules and stubs of a package anew from its catalogue and overlay; answers what changed.

    For whoever writes a catalogue by hand, or edits an overlay. Raises CatalogueError where they contradict each other.
    """
    place = folder / "catalogue"
    modules: dict[str, dict[str, Fact]] = {}
    for path in sorted(place.glob("*.json")):
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if "entities" in content and content.get("module") == path.stem:
            modules[path.stem] = content["entities"]
    if not modules:
        raise CatalogueError(f"{place} holds no catalogue", hint="A catalogue is one JSON file for each module.")
    changed = write_all({place / "index.json": layout(index_of(modules))})
    changed += write_all(written(folder, header=HEADER, within="."))
    return changed


def identifier(wire: str) -> str:
    """A vendor's name as a Python name, as near to it as can be: `HR medewerkers-lijst` is HR_medewerkers_lijst."""
    name = re.sub(r"_+", "_", re.sub(r"\W+", "_", wire)).strip("_") or "Entity"
    if name[0].isdigit():
        name = f"N{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def require_place(folder: Path) -> None:
    """Raises ConfigError where a package must not be written: its modules would hide others, or mix with files."""
    place = folder.resolve()
    other = "Name a folder of its own, as in `--to acme_views`: Python code imports it by that name."
    if Path.cwd().is_relative_to(place):
        raise ConfigError("a package is not written into the working folder or one above it", hint=other)
    if (place / "catalogue" / "index.json").is_file():
        return
    name = place.name
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ConfigError(f"{name!r} is no name that Python can import", hint=other)
    if name in sys.stdlib_module_names or name.partition("_")[0] == "nlconnect":
        raise ConfigError(f"a package called {name} would hide the one that Python has by that name", hint=other)
    if place.is_file() or (place.is_dir() and any(place.iterdir())):
        raise ConfigError(f"{folder} holds something else than a pulled package, and was left alone", hint=other)


def package_name(profile: str) -> str:
    """The name of a package for a profile: `acme-afas` becomes acme_afas."""
    return identifier(profile).lower()


def _free(name: str, taken: Iterable[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _enum_fact(enumeration: Enumeration) -> Fact:
    return {"name": enumeration.name, "values": dict(enumeration.values)}
