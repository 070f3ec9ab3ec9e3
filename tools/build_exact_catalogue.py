"""Build the Exact Online catalogue and the table of categories from the facts about the API.

    python tools/build_exact_catalogue.py exact-online-catalog.json gdpr-tags.json [--check]

The facts are not part of this repository. What the builder writes is committed and never edited by hand; corrections
go into `overlay/*.toml`. Names once given (`catalogue/names.json`) are kept.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue_json import index_of, layout, layout_rows, write_or_check
from naming import module_name, record_name
from readings import read_over
from tagging import Tagger, categories_of, patterns_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "connectors" / "exact_online" / "nlconnect_exact"
CATEGORIES = ROOT / "src" / "nlconnect" / "model" / "categories.json"
PATTERNS = ROOT / "src" / "nlconnect" / "privacy" / "patterns.json"

TYPES = {
    "Edm.String": "string",
    "Edm.Guid": "guid",
    "Edm.Byte": "int",
    "Edm.Int16": "int",
    "Edm.Int32": "int",
    "Edm.Int64": "int64",
    "Edm.Double": "decimal",
    "Edm.Boolean": "bool",
    "Edm.DateTime": "datetime",
    "Edm.Binary": "binary",
    "Collection": "collection",
    "Complex": "object",
}
"""Exact has no Edm.Decimal: money is a Double, read through the text of the number."""

FLAGS = {
    "key": "key",
    "read_only": "read_only",
    "create_only": "create_only",
    "update_only": "update_only",
    "required_on_post": "required",
    "mandatory_filter": "filter",
    "webhook": "webhook",
    "inferred": "inferred",
    "obsolete": "obsolete",
}

LISTED_AS = {
    "crm.Accounts": "Account",
    "crm.BankAccounts": "BankAccount",
    "crm.Contacts": "Contact",
    "hrm.AbsenceRegistrations": "AbsenceRegistration",
    "hrm.LeaveRegistrations": "LeaveRegistration",
    "payroll.EmploymentSalaries": "EmploymentSalary",
    "payroll.Employees": "Employee",
    "system.Users": "User",
    "users.Users": "User",
}
"""Entities of which the tag table names the fields one by one, and its name for them."""

SERVICES = {"current": "system", "read/sync/Sync": "read/sync"}
"""Services that do not get a module of their own name."""

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What an entity is called in Python."""

    module: str
    collection: str
    record: str

    @property
    def qualified(self) -> str:
        return f"{self.module}.{self.collection}"


@dataclass(frozen=True)
class Routes:
    """Our table of other paths to the records of a plain resource, by path behind the division."""

    bulk: Mapping[str, Facts] = field(default_factory=dict)
    sync: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Routes:
        return cls(**tomllib.loads(text))

    def of(self, path: str) -> tuple[str, str] | None:
        """The route name and the plain entity of a path, or None for an entity of its own."""
        if path in self.bulk:
            return ("bulk", self.bulk[path]["of"])
        if path in self.sync:
            return ("sync", self.sync[path])
        if path in self.lines:
            return ("sync_lines", self.lines[path])
        return None


def build(resources: Iterable[Facts], tagger: Tagger, routes: Routes, pinned: Mapping[str, Facts]) -> dict[str, str]:
    """The catalogue as file names and texts. Pure: the same input gives the same bytes."""
    resources = list(resources)
    own = [fact for fact in resources if routes.of(behind_division(fact["path"])) is None]
    twins = [fact for fact in resources if routes.of(behind_division(fact["path"])) is not None]
    names = name_all(own, routes, pinned)
    entities = {names[fact["path"]].qualified: entity(fact, names[fact["path"]], tagger) for fact in own}
    check_twins(own, twins, entities, routes)
    for fact in twins:
        name, home = routes.of(behind_division(fact["path"])) or ("", "")
        entities[home].setdefault("routes", {})[name] = route(fact, entities[home], home, tagger, routes)
    modules: dict[str, dict[str, Any]] = {}
    for qualified in sorted(entities):
        module, _, collection = qualified.partition(".")
        modules.setdefault(module, {})[collection] = in_order(entities[qualified])
    files = {
        f"{module}.json": layout({"module": module, "entities": content}) for module, content in sorted(modules.items())
    }
    files["index.json"] = layout(index_of(modules))
    files["names.json"] = layout({path: vars(names[path]) for path in sorted(names)})
    return files


def behind_division(path: str) -> str:
    return path.rpartition("{division}/")[2]


def name_all(own: Iterable[Facts], routes: Routes, pinned: Mapping[str, Facts]) -> dict[str, Names]:
    """Module, collection and record of each resource; a pinned path keeps what it was given."""
    names = {fact["path"]: Names(**pinned[fact["path"]]) for fact in own if fact["path"] in pinned}
    fresh = [fact for fact in own if fact["path"] not in pinned]
    taken: dict[str, set[str]] = {}
    for given in names.values():
        taken.setdefault(given.module, set()).update((given.collection, given.record))
    for fact in fresh:
        taken.setdefault(module_of(fact), set()).add(collection_of(fact, routes))
    for fact in fresh:
        module, collection = module_of(fact), collection_of(fact, routes)
        record = record_name(collection, taken=frozenset(taken[module]))
        taken[module].add(record)
        names[fact["path"]] = Names(module, collection, record)
    return names


def module_of(fact: Facts) -> str:
    if fact["kind"] in ("bulk", "sync"):
        return "sync"
    service = str(fact["service"])
    module = module_name(SERVICES.get(service, service))
    return f"beta_{module}" if fact["kind"] == "beta" else module


def collection_of(fact: Facts, routes: Routes) -> str:
    return routes.apart.get(behind_division(fact["path"]), fact["resource"])


def entity(fact: Facts, names: Names, tagger: Tagger) -> dict[str, Any]:
    """One entity of the catalogue, without its routes."""
    content: dict[str, Any] = {
        "record": names.record,
        "wire": fact["resource"],
        "service": fact["service"],
        "path": fact["path"],
        "key": keys_of(fact),
        "kind": fact["kind"],
        "methods": fact["methods"],
        "permission": fact.get("oauth_scope"),
        "page_size": page_size_of(fact),
        "parameters": {given["name"]: TYPES[given["edm_type"]] for given in fact.get("params", ())},
        "parameters_unknown": fact.get("params_unknown", False),
        "demands": demands_of(fact),
        "filterable": ["Timestamp"] if fact["kind"] == "sync" else [],
        "webhook": fact.get("webhook", False),
        "webhook_topic": fact.get("webhook_topic"),
        "obsolete": fact.get("obsolete", False),
        "methods_inferred": fact.get("methods_inferred", False),
        "sources": fact["src"],
        "fields": {given["name"]: described(given, names.record, names.qualified, tagger) for given in fact["fields"]},
    }
    always = ("key", "page_size", "fields")
    return {name: value for name, value in content.items() if value or name in always}


def described(given: Facts, record: str, qualified: str, tagger: Tagger) -> dict[str, Any]:
    """The facts of one field, with its tag where there is one."""
    facts: dict[str, Any] = {"type": TYPES[given["edm_type"]]}
    facts.update({ours: True for theirs, ours in FLAGS.items() if given.get(theirs)})
    if given.get("nav"):
        facts["target"] = given["nav"]
    tag = tagger.tag(given["name"], entity=record, listed_as=LISTED_AS.get(qualified))
    if tag is not None:
        facts["tag"] = list(tag)
    return facts


def route(fact: Facts, plain: Facts, home: str, tagger: Tagger, routes: Routes) -> dict[str, Any]:
    """Another path to the records of a plain entity, with what it lacks and what it has beside it."""
    listed = {given["name"]: given for given in fact["fields"]}
    missing = [wire for wire, facts in plain["fields"].items() if not same(listed.get(wire), facts)]
    extra = {
        wire: described(given, plain["record"], home, tagger)
        for wire, given in listed.items()
        if not same(given, plain["fields"].get(wire))
    }
    trust = routes.bulk.get(behind_division(fact["path"]))
    if trust is not None:
        unknown = set(trust.get("differs", ())) - set(plain["fields"])
        if unknown:
            raise SystemExit(f"routes.toml: {fact['path']} has no {', '.join(sorted(unknown))}")
        doubted = set(trust.get("differs", ())) if trust["trusted"] else set(plain["fields"])
        missing = [wire for wire in plain["fields"] if wire in doubted or wire in missing]
    content = {
        "path": fact["path"],
        "page_size": page_size_of(fact),
        "key": keys_of(fact),
        "identity": identity_of(fact, plain, listed, routes),
        "demands": demands_of(fact),
        "permission": fact.get("oauth_scope"),
        "missing": missing,
        "filterable": filterable_of(fact),
        "sources": fact["src"],
        "extra": extra,
    }
    return {name: value for name, value in content.items() if value}


def same(given: Facts | None, facts: Facts | None) -> bool:
    return given is not None and facts is not None and TYPES[given["edm_type"]] == facts["type"]


def identity_of(fact: Facts, plain: Facts, listed: Mapping[str, Facts], routes: Routes) -> list[str]:
    """The fields that name a row over time. Exact: `Timestamp` is the key of a feed, and changes with the row."""
    if behind_division(fact["path"]) in routes.lines:
        return ["ID"]
    return [wire for wire in plain["key"] if wire in listed]


def keys_of(fact: Facts) -> list[str]:
    key: str | list[str] = fact["key"]
    return [key] if isinstance(key, str) else list(key)


def page_size_of(fact: Facts) -> int | None:
    """Exact: 60 rows a page for standard resources, 1000 for bulk and sync; most `read` services do not page."""
    if fact.get("page_size"):
        return int(fact["page_size"])
    return None if fact["kind"] == "function" or fact["service"].startswith("read/") else 60


def demands_of(fact: Facts) -> list[str]:
    demands = {"filter": "mandatory_filter", "select": "select_required", "no_select_star": "select_star_forbidden"}
    return [ours for ours, theirs in demands.items() if fact.get(theirs)]


def filterable_of(fact: Facts) -> list[str]:
    """Exact: a feed filters on its Timestamp only; some bulk paths list the few fields they filter on."""
    if fact["kind"] == "sync":
        return ["Timestamp"]
    return [given["name"] for given in fact["fields"] if given.get("mandatory_filter")]


def in_order(content: Mapping[str, Any]) -> dict[str, Any]:
    """Routes before fields, and in a fixed order: the long part comes last."""
    head = {name: value for name, value in content.items() if name not in ("routes", "fields")}
    routes = content.get("routes", {})
    ordered = {"routes": {name: routes[name] for name in sorted(routes)}} if routes else {}
    return {**head, **ordered, "fields": content["fields"]}


def check_twins(own: Iterable[Facts], twins: Iterable[Facts], entities: Mapping[str, Facts], routes: Routes) -> None:
    """Refuse a table that leads nowhere, or that forgot a path with the name of a plain resource."""
    plain = {fact["resource"] for fact in own if fact["kind"] not in ("bulk", "sync")}
    forgotten = [
        fact["path"]
        for fact in own
        if fact["kind"] in ("bulk", "sync")
        and fact["resource"] in plain
        and behind_division(fact["path"]) not in routes.apart
    ]
    if forgotten:
        raise SystemExit(f"routes.toml says nothing about {', '.join(forgotten)}")
    known = {behind_division(fact["path"]) for fact in (*own, *twins)}
    lost = [path for path in (*routes.bulk, *routes.sync, *routes.lines, *routes.apart) if path not in known]
    homeless = [fact["path"] for fact in twins if (routes.of(behind_division(fact["path"])) or "")[1] not in entities]
    if lost or homeless:
        raise SystemExit(f"routes.toml names unknown paths or entities: {', '.join([*lost, *homeless])}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("facts", type=Path, help="exact-online-catalog.json")
    arguments.add_argument("tags", type=Path, help="gdpr-tags.json")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file would change")
    options = arguments.parse_args()
    table = json.loads(options.tags.read_text("utf-8"))
    pinned = PACKAGE / "catalogue" / "names.json"
    built = build(
        json.loads(options.facts.read_text("utf-8"))["resources"],
        Tagger(table, system="exact"),
        Routes.read((PACKAGE / "routes.toml").read_text("utf-8")),
        json.loads(pinned.read_text("utf-8")) if pinned.is_file() else {},
    )
    built = read_over(built, PACKAGE, system="exact")
    files = {PACKAGE / "catalogue" / name: text for name, text in built.items()}
    files[CATEGORIES] = layout_rows(categories_of(table))
    files[PATTERNS] = (
        "{\n"
        + ",\n".join(f'"{name}": {layout_rows(rows).rstrip()}' for name, rows in patterns_of(table).items())
        + "\n}\n"
    )
    return write_or_check(files, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
