"""Build the Microsoft Graph catalogue from the facts about the API.

    python tools/build_graph_catalogue.py microsoft-graph-catalog.json gdpr-tags.json [--check]

The facts are not part of this repository. What the builder writes is committed and never edited by hand; names and
paths come from `resources.toml`, corrections go into `overlay/*.toml`. Names once given (`catalogue/names.json`) are
kept.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from catalogue_json import index_of, layout, write_or_check
from graph_actions import ACTIONS, ATTACHED
from graph_workbooks import CELLS, WORKBOOKS
from naming import class_name, record_name
from readings import read_over
from tagging import Tagger

from nlconnect.model.catalogue import snake

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "connectors" / "microsoft_graph" / "nlconnect_graph"

TYPES = {
    "Edm.String": "string",
    "Edm.Guid": "guid",
    "Edm.Int16": "int",
    "Edm.Int32": "int",
    "Edm.Int64": "int64",
    "Edm.Double": "float",
    "Edm.Boolean": "bool",
    "Edm.DateTimeOffset": "datetime",
    "Edm.Date": "date",
    "Edm.TimeOfDay": "string",
    "Edm.Duration": "string",
    "Edm.Binary": "binary",
    "Edm.Stream": "object",
}
"""Graph: a stream never comes with a record, it has a path of its own; a time or a duration is text (`PT30M`)."""

FORMATS = {"Edm.TimeOfDay": "time", "Edm.Duration": "duration", "Edm.Stream": "stream"}

FLAGS = {"read_only": "read_only", "immutable": "create_only", "orderby": "orderby", "search": "search"}

WORDS = frozenset(
    """module collection record kind lists items others covers creates delta parameters optional demands also fields_of
    permission notes""".split()
)

SCOPE_PARTS = ("mailbox", "site", "list", "drive")
"""Placeholders that a scope can fill, so that no query has to."""

Facts = Mapping[str, Any]


class Reference:
    """The facts about the API, with what the parts say of one another."""

    def __init__(self, facts: Facts, table: Mapping[str, Facts]) -> None:
        self.resources: dict[str, Facts] = {fact["name"]: fact for fact in facts["resources"]}
        self.types: Mapping[str, Facts] = facts["complex_types"]
        self.enums: Mapping[str, Any] = facts["enums"]
        self.operations: Sequence[Facts] = facts["operations"]
        self.reports: Facts = facts["reports"]
        self.table = table
        lost = sorted(set(self.resources) ^ set(table))
        if lost:
            raise SystemExit(f"resources.toml and the reference do not agree on {', '.join(lost)}")
        for name, entry in table.items():
            check_entry(name, entry, self.resources[name])

    def fields_of_type(self, wire: str) -> Sequence[Facts]:
        """The fields of an entity type, as the first resource of that type lists them."""
        fields: Sequence[Facts] = next(
            fact["fields"] for fact in self.resources.values() if type_of(fact) == wire and "." not in fact["name"]
        )
        return fields

    def home_of(self, owner: str, nav: Facts) -> str | None:
        """The resource that a navigation property of a type leads to: its own, one of its name, or one of its type."""
        name, target = nav["name"], nav["nav"]
        for candidate in (f"{owner}.{name}", f"{owner}{name[:1].upper()}{name[1:]}"):
            if candidate in self.resources:
                return candidate
        same = [other for other, fact in self.resources.items() if type_of(fact) == target and "." not in other]
        return name if name in same else next(iter(same), None)


def type_of(fact: Facts) -> str:
    return str(fact["entity_type"]).removeprefix("microsoft.graph.")


def check_entry(name: str, entry: Facts, fact: Facts) -> None:
    """Refuse an entry that forgets a path of the reference, or that two readers would understand differently."""
    strange = sorted(set(entry) - WORDS)
    if strange:
        raise SystemExit(f"resources.toml: {name} has unknown words: {', '.join(strange)}")
    ours = [*entry.get("lists", ()), *entry.get("items", ()), *entry.get("others", ()), *entry.get("covers", ())]
    known = {shape_of(path) for path in (*ours, *item_paths(entry), entry.get("creates", ""))}
    forgotten = [path for path in fact["paths"] if shape_of(path) not in known]
    if forgotten:
        raise SystemExit(f"resources.toml: {name} says nothing about {', '.join(forgotten)}")
    needs = [frozenset(placeholders(path)) for path in entry.get("lists", ())]
    if len(set(needs)) < len(needs):
        raise SystemExit(f"resources.toml: two lists of {name} need the same, so neither can be chosen")


def shape_of(path: str) -> str:
    """A path without the names of its placeholders and without a query."""
    return re.sub(r"\{[^}]*\}", "{}", path.partition("?")[0])


def placeholders(path: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", path)


def item_paths(entry: Facts) -> list[str]:
    """The paths to one record: those the table names, else the first list with the key behind it."""
    if "items" in entry:
        return list(entry["items"])
    behind = [f"{path}/{{id}}" for path in entry["lists"]]
    return behind[:1] + [path for path in behind[1:] if path.startswith("/me")][:1]


def build(reference: Reference, tagger: Tagger, pinned: Mapping[str, Facts]) -> dict[str, str]:
    """The catalogue as file names and texts. Pure: the same input gives the same bytes."""
    names = name_all(reference, pinned)
    modules: dict[str, dict[str, Any]] = {}
    for name in sorted(reference.resources, key=lambda resource: names[resource]["collection"]):
        given = names[name]
        modules.setdefault(given["module"], {})[given["collection"]] = entity(name, given, reference, tagger)
    modules.setdefault("files", {}).update(sorted(WORKBOOKS.items()))
    for module, actions in sorted(ACTIONS.items()):
        modules.setdefault(module, {}).update(sorted(actions.items()))
    files = {
        f"{module}.json": layout({"module": module, "entities": content}) for module, content in sorted(modules.items())
    }
    files["types.json"] = layout(
        {
            "types": {wire: complex_type(wire, reference, tagger) for wire in sorted(reference.types)}
            | dict(CELLS)
            | dict(ATTACHED),
            "enums": {wire: enumeration(wire, reference.enums[wire]) for wire in sorted(reference.enums)},
        }
    )
    files["operations.json"] = layout(operations(reference, names))
    files["index.json"] = layout(index_of(modules))
    files["names.json"] = layout({name: names[name] for name in sorted(names)})
    return files


def name_all(reference: Reference, pinned: Mapping[str, Facts]) -> dict[str, dict[str, str]]:
    """Module, collection and record of each resource. A name that was given once cannot change."""
    names: dict[str, dict[str, str]] = {}
    for name, entry in reference.table.items():
        collection = entry.get("collection") or class_name(name)
        record = entry.get("record") or record_name(collection, taken=frozenset())
        names[name] = {"module": entry["module"], "collection": collection, "record": record}
    for name, given in pinned.items():
        if names.get(name) != given:
            raise SystemExit(f"{name} is pinned as {given['module']}.{given['collection']} ({given['record']})")
    return names


def entity(name: str, given: Facts, reference: Reference, tagger: Tagger) -> dict[str, Any]:
    """One entity of the catalogue."""
    fact, entry = reference.resources[name], reference.table[name]
    lists, items = entry.get("lists", []), item_paths(entry) if fact["methods"]["item"] else []
    parameters, optional = parameters_of(entry, lists or items, items)
    content: dict[str, Any] = {
        "record": given["record"],
        "wire": name,
        "type": type_of(fact),
        "service": fact["family"],
        "path": (lists or items)[0],
        "paths": [way(path) for path in lists],
        "item_paths": [way(path) for path in items],
        "other_paths": entry.get("others", []),
        "create_path": entry.get("creates"),
        "key": [fact["key"]] if fact.get("key") and "fields_of" not in entry else [],
        "kind": entry.get("kind", "standard"),
        "methods": sorted({*fact["methods"]["collection"], *fact["methods"]["item"]}),
        "collection_methods": fact["methods"]["collection"],
        "item_methods": fact["methods"]["item"],
        "permission": permission_of(fact["permissions"]),
        "page_size": fact.get("max_page_size") or fact.get("default_page_size"),
        "default_page_size": fact.get("default_page_size"),
        "page_size_confidence": fact.get("page_size_confidence"),
        "parameters": parameters,
        "optional_parameters": optional,
        "demands": entry.get("demands", []),
        "delta": delta_of(entry, fact),
        "supports": fact["supports"],
        "advanced_query": fact.get("advanced_query", False),
        "open": fact["open_type"],
        "etag": fact.get("etag"),
        "possible_types": fact.get("possible_types", entry.get("also")),
        "permissions": permissions_of(fact["permissions"]),
        "notes": [*([fact["note"]] if fact.get("note") else []), *entry.get("notes", [])],
        "fields": fields_of(name, reference, tagger),
    }
    always = ("key", "page_size", "fields")
    return {word: value for word, value in content.items() if value or word in always}


def way(path: str) -> dict[str, Any]:
    return {"path": path, "signed_in": True} if path.split("/")[1] == "me" else {"path": path}


def parameters_of(entry: Facts, paths: Sequence[str], items: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Every parameter with its type, and those that a query may leave out: parts of a scope, and other ways.

    One record may have ways of its own, such as another key.
    """
    everywhere = set.intersection(*(set(placeholders(path)) for path in paths))
    own = [part for path in (*paths, *items) for part in placeholders(path) if part != "id"]
    typed = dict.fromkeys(own, "string") | entry.get("parameters", {}) | entry.get("optional", {})
    must = {*(everywhere - set(SCOPE_PARTS)), *entry.get("parameters", {})}
    return typed, [part for part in typed if part not in must]


def delta_of(entry: Facts, fact: Facts) -> dict[str, Any] | None:
    path: str = entry.get("delta", fact.get("delta_path") or "")
    if not path:
        return None
    if shape_of(path) != shape_of(fact["delta_path"]) or (placeholders(path) and "delta" not in entry):
        raise SystemExit(f"resources.toml: the delta of {fact['name']} is {fact['delta_path']}")
    return way(path)


def permission_of(permissions: Facts) -> str | None:
    """The least that reading demands of an app, or of a person where no app may read."""
    least = permissions["read_least"]
    names = least.get("application") or least.get("delegated") or []
    return " or ".join(names) or None


def permissions_of(permissions: Facts) -> dict[str, Any]:
    """Least permissions by who asks; a caller that is not supported is left out."""
    content: dict[str, Any] = {}
    for word in ("read_least", "write_least"):
        content[word] = {who: names for who, names in permissions[word].items() if names}
    content.update({word: permissions[word] for word in ("read", "write", "rsc_read", "rsc_write")})
    return {word: value for word, value in content.items() if value}


def fields_of(name: str, reference: Reference, tagger: Tagger) -> dict[str, Any]:
    """The fields of a resource, those of its derived types, and those that come with a bare directory object."""
    fact, entry = reference.resources[name], reference.table[name]
    owner = entry.get("fields_of", type_of(fact))
    own = reference.types[owner]["fields"] if "fields_of" in entry else fact["fields"]
    rows = [(owner, given) for given in own]
    rows += [(kind, given) for kind, fields in fact.get("derived_types", {}).items() for given in fields]
    for kind in entry.get("also", ()):
        rows += [
            (kind, given)
            for given in reference.fields_of_type(kind)
            if not given["nav"] and given.get("default_selected") is not False
        ]
    said = entry.get("permission", {})
    fields: dict[str, Any] = {}
    for kind, given in rows:
        if given["name"] not in fields:
            facts = field(kind, given, reference, tagger)
            extra = {"on": kind} if kind != owner else {}
            fields[given["name"]] = with_tag_last({**facts, **extra, **field_permission(given["name"], said)})
    unknown = {*said.get("basic", ()), *said.get("fields", ())} - set(fields)
    if unknown:
        raise SystemExit(f"resources.toml: {name} has no {', '.join(sorted(unknown))}")
    return fields


def field_permission(wire: str, said: Facts) -> dict[str, Any]:
    if wire in said.get("fields", {}):
        return {"permissions": [said["fields"][wire]]}
    return {"permissions": [said["beyond"]]} if "beyond" in said and wire not in said["basic"] else {}


def with_tag_last(facts: Facts) -> dict[str, Any]:
    tag = {"tag": facts["tag"]} if "tag" in facts else {}
    return {**{word: value for word, value in facts.items() if word != "tag"}, **tag}


def field(owner: str, given: Facts, reference: Reference, tagger: Tagger) -> dict[str, Any]:
    """The facts of one field of an entity or complex type, with its tag where there is one."""
    facts: dict[str, Any] = kind_of(owner, given, reference)
    facts.update({ours: True for theirs, ours in FLAGS.items() if given.get(theirs)})
    if given.get("required_on_create_hint"):
        facts["required_hint"] = True
    for word in ("default_selected", "filter_ops"):
        if word in given:
            facts[word] = given[word]
    tag = tagger.tag(given["name"], entity=owner, listed_as=owner)
    undescribed = "target_type" in facts and "target" not in facts
    if tag is not None and not (undescribed and tag[2] == "proposed"):  # a name says little of whole records
        facts["tag"] = list(tag)
    return facts


def kind_of(owner: str, given: Facts, reference: Reference) -> dict[str, Any]:
    """The type of a field: simple, complex (`of`), named values (`enum`), or a way to other records (`target`)."""
    edm, many = given["edm_type"], bool(given.get("collection"))
    if given.get("nav"):
        home = reference.home_of(owner, given)
        leads = {"target": target_path(reference.table[home])} if home else {}
        return {"type": "collection" if many else "object", **leads, "target_type": given["nav"]}
    listed = {"many": True} if many else {}
    if edm in TYPES:
        return {"type": TYPES[edm], **({"format": FORMATS[edm]} if edm in FORMATS else {}), **listed}
    if edm in reference.types:
        return {"type": "object", "of": edm, **listed}
    if edm in reference.enums:
        return {"type": "string", "enum": edm, **listed}
    raise SystemExit(f"{owner}.{given['name']} has the unknown type {edm}")


def target_path(entry: Facts) -> str:
    return str((entry.get("lists") or entry["items"])[0])


def complex_type(wire: str, reference: Reference, tagger: Tagger) -> dict[str, Any]:
    fact = reference.types[wire]
    content = {
        "name": class_name(wire),
        "base": fact.get("base"),
        "open": fact.get("open", False),
        "fields": {given["name"]: field(wire, given, reference, tagger) for given in fact["fields"]},
    }
    return {word: value for word, value in content.items() if value or word == "fields"}


def enumeration(wire: str, fact: Any) -> dict[str, Any]:
    """Graph: a flag enumeration comes as comma-joined text, of which only a single flag has a name."""
    values = fact["values"] if isinstance(fact, Mapping) else fact
    members = {member_name(value): value for value in values}
    if len(members) < len(values):
        raise SystemExit(f"two values of {wire} have the same name")
    flags = {"flags": True} if isinstance(fact, Mapping) and fact["flags"] else {}
    return {"name": class_name(wire), **flags, "values": members}


def member_name(value: str) -> str:
    """A value as a member: with an underscore where text has a method of that name."""
    name = snake(value)
    return f"{name}_" if hasattr(str, name) else name


def operations(reference: Reference, names: Mapping[str, Facts]) -> dict[str, Any]:
    """What is neither reading nor writing a record: actions and functions by entity, calls on paths, usage reports."""
    bound: dict[str, Any] = {}
    for name, fact in reference.resources.items():
        said = {word: called(fact[word]) for word in ("actions", "functions") if fact[word]}
        if said:
            bound[f"{names[name]['module']}.{names[name]['collection']}"] = said
    return {
        "calls": {fact["name"]: without(fact, "name") for fact in reference.operations},
        "bound": dict(sorted(bound.items())),
        "reports": {**without(reference.reports, "functions"), "functions": called(reference.reports["functions"])},
    }


def called(facts: Iterable[Facts]) -> dict[str, list[dict[str, Any]]]:
    """By name: the same one may be called with other parameters, or on the collection and on one record."""
    found: dict[str, list[dict[str, Any]]] = {}
    for fact in facts:
        found.setdefault(fact["name"], []).append(without(fact, "name"))
    return found


def without(fact: Facts, *words: str) -> dict[str, Any]:
    return {word: value for word, value in fact.items() if word not in words}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("facts", type=Path, help="microsoft-graph-catalog.json")
    arguments.add_argument("tags", type=Path, help="gdpr-tags.json")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file would change")
    options = arguments.parse_args()
    pinned = PACKAGE / "catalogue" / "names.json"
    built = build(
        Reference(
            json.loads(options.facts.read_text("utf-8")),
            tomllib.loads((PACKAGE / "resources.toml").read_text("utf-8")),
        ),
        Tagger(json.loads(options.tags.read_text("utf-8")), system="graph"),
        json.loads(pinned.read_text("utf-8")) if pinned.is_file() else {},
    )
    built = read_over(built, PACKAGE, system="graph")
    files = {PACKAGE / "catalogue" / name: text for name, text in built.items()}
    return write_or_check(files, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
