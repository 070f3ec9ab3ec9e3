"""`$metadata`: what Graph says of itself, made from the catalogue's own facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import quoteattr

NAMESPACE = "microsoft.graph"
_EDM: Mapping[str, str] = {
    "string": "Edm.String",
    "guid": "Edm.Guid",
    "int": "Edm.Int32",
    "int64": "Edm.Int64",
    "decimal": "Edm.Decimal",
    "float": "Edm.Double",
    "bool": "Edm.Boolean",
    "date": "Edm.Date",
    "datetime": "Edm.DateTimeOffset",
    "binary": "Edm.Binary",
    "object": "Edm.Stream",
}


@dataclass
class _Kind:
    """One type on its way to XML: properties and ways to others, as XML by name."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    ways: dict[str, tuple[str, bool]] = field(default_factory=dict)
    base: str = ""


@dataclass
class _Description:
    """All types by name, and where the paths begin."""

    kinds: dict[str, _Kind] = field(default_factory=dict)
    sets: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def kind(self, name: str) -> _Kind:
        return self.kinds.setdefault(name, _Kind(name))


@cache
def csdl() -> bytes:
    """The description; it is the same for every tenant."""
    described = _Description()
    entities = [fact for fact in _entities() if fact["kind"] != "function" and "type" in fact]
    for fact in entities:
        _describe(described, fact)
    for path, name, many in sorted(_paths(entities), key=lambda entry: entry[0].count("/")):
        _lead(described, path, name, many=many)
    return _xml(described).encode()


def _entities() -> Iterator[Mapping[str, Any]]:
    for entry in sorted(files("nlconnect_graph").joinpath("catalogue").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json"):
            yield from json.loads(entry.read_text("utf-8")).get("entities", {}).values()


@cache
def _types() -> Mapping[str, Any]:
    found = files("nlconnect_graph").joinpath("catalogue", "types.json").read_text("utf-8")
    types: Mapping[str, Any] = json.loads(found)
    return types


def _describe(described: _Description, fact: Mapping[str, Any]) -> None:
    own = described.kind(str(fact.get("type") or fact["wire"]))
    for wire, spec in fact["fields"].items():
        kind = own
        if spec.get("on"):
            kind = described.kind(str(spec["on"]))
            kind.base = kind.base or (own.name if own.name != kind.name else "")
        target = spec.get("target_type")
        if target:
            kind.ways[wire] = (str(target), spec["type"] == "collection")
            described.kind(str(target))
        else:
            kind.properties[wire] = _typed(spec)


def _typed(spec: Mapping[str, Any]) -> str:
    if "of" in spec:
        name = f"graph.{spec['of']}"
    elif "enum" in spec:
        name = f"graph.{spec['enum']}"
    else:
        name = _EDM.get(str(spec["type"]), "Edm.String")
    return f"Collection({name})" if spec.get("many") else name


def _paths(entities: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    """Every path with the type at its end, and whether it is a list."""
    for fact in entities:
        kind = str(fact.get("type") or fact["wire"])
        for entry in fact.get("paths", ()):
            yield entry["path"], kind, True
        if fact["kind"] == "single":
            for entry in fact.get("item_paths", ()):
                yield entry["path"], kind, False


def _lead(described: _Description, path: str, name: str, *, many: bool) -> None:
    """Ways from type to type along a path; a step whose type nobody names gets one of its own."""
    steps = _BY_PATH.sub("root", path).strip("/").split("/")
    plain = [place for place, step in enumerate(steps) if "{" not in step and step != "inbox"]
    current: str | None = None
    for place in plain:
        step, is_last = steps[place].partition("(")[0].partition(":")[0], place == plain[-1]
        if step.startswith(f"{NAMESPACE}."):
            cast = described.kind(step.rpartition(".")[2])
            cast.base = name if is_last and cast.name != name else cast.base or current or ""
            current = cast.name
            continue
        follows = place + 1 < len(steps) and steps[place + 1].startswith(("{", "inbox", f"{NAMESPACE}.{{"))
        wanted = _REACHED.get(step, "") if not is_last or step in _REACHED else name
        current = _step(described, current, step, wanted, many=many or follows if is_last else follows)


_BY_PATH = re.compile(r"root:/\{(?:path|workbook)\}:?")
_REACHED = {"me": "user", "deletedItems": "directoryObject", "places": "place"}
"""What stands at steps that no entity's own path ends with."""


def _step(described: _Description, current: str | None, step: str, name: str, *, many: bool) -> str:
    ways = described.sets if current is None else described.kind(current).ways
    known = ways.get(step)
    if known is None or (name and known[0] != name):
        ways[step] = (name or f"{step}Root", many)
        described.kind(ways[step][0])
    return ways[step][0]


def _xml(described: _Description) -> str:
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
        f'<Schema Namespace="{NAMESPACE}" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    ]
    for enum, fact in _types()["enums"].items():
        members = "".join(f"<Member Name={quoteattr(str(value))}/>" for value in fact["values"].values())
        parts.append(f"<EnumType Name={quoteattr(enum)}>{members}</EnumType>")
    for name, fact in _types()["types"].items():
        inner = "".join(_property(wire, _typed(spec)) for wire, spec in fact["fields"].items())
        parts.append(f"<ComplexType Name={quoteattr(name)}>{inner}</ComplexType>")
    complex_types = set(_types()["types"])
    parts += [_entity(kind) for kind in described.kinds.values() if kind.name not in complex_types]
    parts.append('<EntityContainer Name="GraphService">')
    for name, (kind, many) in described.sets.items():
        word, about = ("EntitySet", "EntityType") if many else ("Singleton", "Type")
        parts.append(f'<{word} Name={quoteattr(name)} {about}="{NAMESPACE}.{kind}"/>')
    parts.append("</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>")
    return "".join(parts)


def _entity(kind: _Kind) -> str:
    inner = "".join(_property(wire, typed) for wire, typed in kind.properties.items())
    for wire, (target, many) in kind.ways.items():
        reached = f"Collection(graph.{target})" if many else f"graph.{target}"
        inner += f'<NavigationProperty Name={quoteattr(wire)} Type="{reached}"/>'
    base = f' BaseType="graph.{kind.base}"' if kind.base and kind.base != kind.name else ""
    key = '<Key><PropertyRef Name="id"/></Key>' if "id" in kind.properties and not base else ""
    return f"<EntityType Name={quoteattr(kind.name)}{base}>{key}{inner}</EntityType>"


def _property(wire: str, typed: str) -> str:
    return f'<Property Name={quoteattr(wire)} Type="{typed}"/>'
