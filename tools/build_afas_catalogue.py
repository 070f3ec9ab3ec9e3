"""Build the AFAS Profit catalogue from the facts about its connectors.

    python tools/build_afas_catalogue.py afas-connectors.json gdpr-tags.json [--check]

The facts are not part of this repository. What the builder writes is committed and never edited by hand; corrections
go into `overlay/*.toml`. Names once given (`catalogue/names.json`) are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from afas_functions import FUNCTIONS
from catalogue_json import index_of, layout, write_or_check
from naming import class_name, member_names
from readings import read_over
from tagging import Tag, Tagger

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "connectors" / "afas_profit" / "nlconnect_afas"

AREAS = {
    "Organisaties en personen": "relations",
    "Medewerker en contract": "employees",
    "Werkgever": "employer",
    "Verlof en Ziekte": "leave",
    "Loonadministratie": "payroll",
    "Werving en selectie": "recruitment",
    "Mutaties": "ledger",
    "Financiële Inrichting": "ledger_setup",
    "Budgetten en activa": "budgets",
    "Verkoop en Orders": "sales",
    "Inkoop": "purchase",
    "Artikelen": "items",
    "Magazijn": "warehouse",
    "Projecten en nacalculatie": "projects",
    "Bouw": "construction",
    "Flex": "flex",
    "Cursusmanagement": "courses",
    "Dossiers en bijlagen en workflows": "dossiers",
    "Inrichting": "setup",
    "Overige": "other",
    "partner (Tools4ever HelloID)": "helloid",
}
"""The vendor's sections and our names for them. An object that stands in several is named after the first of them."""

PLACED = {"Profit_Debtor": "ledger"}
"""Connectors that the vendor files far from their twins. AFAS: debtors under Flex, creditors under entries."""

VIEW_TYPES = {"string": "string", "integer": "int", "number": "decimal", "boolean": "bool", None: "string"}

TYPES = {
    "string": "string",
    "memo": "string",
    "phone": "string",
    "email": "string",
    "uri": "string",
    "file": "binary",
    "uuid": "guid",
    "boolean": "bool",
    "integer": "int",
    "duration_min": "int",
    "decimal": "decimal",
    "float": "decimal",
    "date": "date",
    "datetime": "datetime",
}
"""AFAS: money and quantities are decimals, and the few floats are quantities, too."""

FORMATS = {"memo": "memo", "phone": "phone", "email": "email", "uri": "uri", "file": "file", "duration_min": "minutes"}
"""What the vendor says of a value beyond its type."""

LISTED_AS = {
    "AfasPerson": "KnPerson",
    "HrAbsenceID": "HrAbsence",
    "HrAbsenceInSite": "HrAbsence",
    "HrIllnessGUID": "HrIllness",
    "HrIllnessInSite": "HrIllness",
    "KnBasicAddressPad": "KnBasicAddressAdr",
}
"""Objects that the tag table names under that of a twin. Only the fields that it lists count as read."""

DELETIONS: Mapping[str, tuple[str, list[str]]] = {
    "FiEntries": (
        "/connectors/FiEntries/FiEntryPar/@UnId,@JoCo/{UnId},{JoCo}/FiEntries/@EnNo/{EnNo}",
        ["UnId", "JoCo", "EnNo"],
    )
}
"""Addresses of deletions that the vendor describes otherwise than its reference does (fact sheet section 5.4)."""

SHAPES = {"bare (no results wrapper)": "bare", "list under results": "list"}

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Shape:
    """An object inside a document, as it stands at one or several places; `uses` are paths from the connector."""

    wire: str
    facts: Facts
    uses: tuple[str, ...]
    required: frozenset[str]
    objects: Mapping[str, str]
    """The shapes of the objects inside it, by their identity."""


def build(facts: Facts, tagger: Tagger, pinned: Mapping[str, Facts]) -> dict[str, str]:
    """The catalogue as file names and texts. Pure: the same input gives the same bytes."""
    views: Facts = facts["get_connectors"]
    updates = {name: completed(name, facts["update_connectors"]) for name in facts["update_connectors"]}
    shapes = shapes_of(updates)
    names = type_names(
        shapes, pinned=pinned, taken=frozenset(name for known in (*views, *updates) for name in (known, f"{known}Row"))
    )
    enums = enumerations(updates, shapes, names)
    writer = Writer(tagger, shapes, names, enums)
    dutch = translations(updates.values())
    modules: dict[str, dict[str, Any]] = {}
    for name in sorted(views):
        modules.setdefault(home(name, views[name], pinned), {})[name] = view(name, views[name], tagger, dutch)
    for name in sorted(updates):
        modules.setdefault(home(name, updates[name], pinned), {})[name] = writer.update(name, updates[name])
    modules.update({module: dict(functions) for module, functions in FUNCTIONS.items()})
    files = {
        f"{module}.json": layout({"module": module, "entities": content}) for module, content in sorted(modules.items())
    }
    files["types.json"] = layout(writer.types())
    files["index.json"] = layout(index_of(modules))
    files["names.json"] = layout(pins(modules, shapes, names))
    return files


def home(name: str, fact: Facts, pinned: Mapping[str, Facts]) -> str:
    """The module of a connector; one that was given a module stays there."""
    known = pinned.get(f"/connectors/{name}")
    return str(known["module"]) if known else PLACED.get(name) or AREAS[fact["section"]]


def completed(name: str, updates: Facts) -> Facts:
    """A connector with an element of its own; AFAS: KnEmployeeGUID is KnEmployee, addressed by a GUID throughout."""
    fact: Facts = updates[name]
    if "element" in fact:
        return fact
    return {**fact, "element": {**updates[fact["element_as"]]["element"], "by_guid": True}}


def objects_of(element: Facts) -> Mapping[str, Facts]:
    return dict(element.get("objects") or {})


def places(updates: Mapping[str, Facts]) -> Iterator[tuple[str, str, Facts]]:
    """Each object inside a document: path from the connector, name, facts. Inner ones come first."""

    def inside(path: str, element: Facts) -> Iterator[tuple[str, str, Facts]]:
        for wire, inner in objects_of(element).items():
            yield from inside(f"{path}/{wire}", inner)
            yield (f"{path}/{wire}", wire, inner)

    for name in sorted(updates):
        yield from inside(name, updates[name]["element"])


def identity(wire: str, fact: Facts) -> str:
    """The same for objects that hold the same fields and objects; labels and what is required may differ."""
    fields = {name: [given.get(key) for key in "tlvh"] for name, given in fact["fields"].items()}
    inner = {name: [within.get("multi"), identity(name, within)] for name, within in objects_of(fact).items()}
    return hashlib.sha256(json.dumps([wire, fields, inner], sort_keys=True).encode()).hexdigest()


def shapes_of(updates: Mapping[str, Facts]) -> dict[str, Shape]:
    """Every distinct object by its identity."""
    found: dict[str, list[tuple[str, str, Facts]]] = {}
    for path, wire, fact in places(updates):
        found.setdefault(identity(wire, fact), []).append((path, wire, fact))
    return {key: merged(uses) for key, uses in found.items()}


def merged(uses: Sequence[tuple[str, str, Facts]]) -> Shape:
    """One object out of its uses: labels from the first that has them, required where every use says so."""
    _, wire, first = uses[0]
    fields = {}
    for name, given in first["fields"].items():
        others = [fact["fields"][name] for _, _, fact in uses]
        labels = {key: next((other[key] for other in others if key in other), None) for key in "dn"}
        fields[name] = {**given, **{key: label for key, label in labels.items() if label}}
    required = frozenset(
        name for name in fields if all(fact["fields"][name].get("r") for _, _, fact in uses) and "r" in fields[name]
    )
    return Shape(
        wire=wire,
        facts={**first, "fields": fields},
        uses=tuple(sorted(path for path, _, _ in uses)),
        required=required,
        objects={name: identity(name, within) for name, within in objects_of(first).items()},
    )


def type_names(shapes: Mapping[str, Shape], *, pinned: Mapping[str, Facts], taken: frozenset[str]) -> dict[str, str]:
    """The name of each object's type: its own, with the connector or the object around it where that is taken."""
    names: dict[str, str] = {}
    given = set(taken)
    for key, shape in shapes.items():
        known = next((pinned[path]["type"] for path in shape.uses if path in pinned), None)
        if known is not None and known not in given:
            names[key] = known
            given.add(known)
    for key in sorted(shapes.keys() - names.keys(), key=lambda key: preference(shapes[key])):
        name = next(candidate for candidate in candidates(shapes[key]) if candidate not in given)
        names[key] = name
        given.add(name)
    return names


def preference(shape: Shape) -> tuple[object, ...]:
    """Who gets the plain name: the richest of those in the most uses, KnEmployee's before a day contract's."""
    return (-len(shape.uses), -len(shape.facts["fields"]), shape.uses)


def candidates(shape: Shape) -> Iterator[str]:
    yield shape.wire
    path = shape.uses[0].split("/")
    yield path[0] + shape.wire
    yield path[-2] + shape.wire
    yield "".join(path)


@dataclass(frozen=True)
class Enumerations:
    """The named codes of all fields: class by name, and the name for each set of codes of a wire name."""

    values: Mapping[str, Mapping[str, str]]
    names: Mapping[tuple[str, str], str]

    def name_of(self, wire: str, given: Facts) -> str | None:
        return self.names.get((wire, codes_key(given)))


def codes_key(given: Facts) -> str:
    return json.dumps(given.get("v"), sort_keys=True, ensure_ascii=False)


def has_names(given: Facts) -> bool:
    """Whether the codes of a field have meanings. AFAS: `{n: 210}` says that 210 codes were left out."""
    codes = given.get("v")
    return isinstance(codes, Mapping) and not isinstance(codes.get("n"), int)


def enumerations(updates: Mapping[str, Facts], shapes: Mapping[str, Shape], names: Mapping[str, str]) -> Enumerations:
    """A wire name's codes get the wire name; where it has several sets, all but the most used get the owner's, too."""
    owners = [(name, updates[name]["element"]) for name in sorted(updates)]
    owners += [(names[key], shape.facts) for key, shape in sorted(shapes.items(), key=lambda item: names[item[0]])]
    found: dict[str, dict[str, list[str]]] = {}
    for owner, element in owners:
        for wire, given in element["fields"].items():
            if has_names(given):
                found.setdefault(wire, {}).setdefault(codes_key(given), []).append(owner)
    values: dict[str, Mapping[str, str]] = {}
    chosen: dict[tuple[str, str], str] = {}
    taken = {name for known in updates for name in (known, f"{known}Row")} | set(names.values())
    for wire in sorted(found):
        for codes in sorted(found[wire], key=lambda codes: (-len(found[wire][codes]), found[wire][codes])):
            plain = class_name(wire)
            owner = found[wire][codes][0]
            name = next(name for name in (plain, f"{plain}Code", f"{owner}{plain}") if name not in taken)
            taken.add(name)
            chosen[wire, codes] = name
            values[name] = member_names(json.loads(codes))
    return Enumerations(values, chosen)


def labels_of(given: Facts) -> dict[str, str]:
    """The vendor's labels. AFAS: a Dutch one is only said where it differs, and then the other is English."""
    english, dutch = given.get("d", ""), given.get("n", "")
    labels = {"label": english if dutch else "", "label_nl": dutch or english}
    return {name: label for name, label in labels.items() if label}


def translations(updates: Iterable[Facts]) -> dict[str, str]:
    """Dutch for English labels, where the vendor nearly always pairs the two; `Number` is a quantity and a code."""
    pairs: dict[str, Counter[str]] = {}

    def gather(element: Facts) -> None:
        for given in element["fields"].values():
            if given.get("d") and given.get("n"):
                pairs.setdefault(given["d"], Counter())[given["n"]] += 1
        for inner in objects_of(element).values():
            gather(inner)

    for fact in updates:
        gather(fact["element"])
    return {
        english: label
        for english, dutch in pairs.items()
        for label, count in dutch.items()
        if count >= 0.8 * dutch.total()
    }


def view(name: str, fact: Facts, tagger: Tagger, dutch: Mapping[str, str]) -> dict[str, Any]:
    """A get connector. AFAS: rows come in no stable order unless one is asked for (fact sheet 3.1)."""
    labelled = {wire: dutch.get(given.get("d", "")) for wire, given in fact["fields"].items()}
    doubled = {label for label, count in Counter(labelled.values()).items() if count > 1}
    fields = {}
    for wire, given in fact["fields"].items():
        guessed = "h" in given or given.get("t") is None
        label_nl = labelled[wire] if labelled[wire] not in doubled else None
        content = {
            "type": "datetime" if "h" in given else VIEW_TYPES[given.get("t")],
            "inferred": guessed,
            "field_id": given.get("fieldId"),
            "label": given.get("d"),
            "label_nl": label_nl,
            "tag": tag_of(tagger, wire, entity=f"{name} {fact['label']}", labels=(labelled[wire], given.get("d"))),
        }
        fields[wire] = {key: value for key, value in content.items() if value}
    return {
        "record": f"{name}Row",
        "wire": name,
        "service": fact["section"],
        "path": f"/connectors/{name}",
        "key": [],
        "kind": "view",
        "methods": ["GET"],
        "label": fact["label"],
        "demands": ["order"],
        "fields": fields,
    }


def tag_of(
    tagger: Tagger, wire: str, *, entity: str, labels: Iterable[str | None], listed_as: str | None = None
) -> Tag | None:
    return tagger.tag(wire, entity=entity, listed_as=listed_as, labels=[label for label in labels if label])


@dataclass(frozen=True)
class Writer:
    """Writes update connectors and the types of the objects in them."""

    tagger: Tagger
    shapes: Mapping[str, Shape]
    names: Mapping[str, str]
    enums: Enumerations

    def update(self, name: str, fact: Facts) -> dict[str, Any]:
        """An update connector: an entity that is written as one nested document."""
        element: Facts = fact["element"]
        required = frozenset(wire for wire, given in element["fields"].items() if given.get("r"))
        fields = self.fields(element, owner=fact["root"], about=fact["label"], required=required)
        if element.get("by_guid"):
            fields = {**guid_field(), **fields}
        content = {
            "record": f"{name}Row",
            "wire": name,
            "service": fact["section"],
            "path": f"/connectors/{name}",
            "key": key_of(fact),
            "kind": "update",
            "methods": fact["methods"],
            "label_nl": fact["label"],
            "document": document(name, fact),
            "fields": fields,
        }
        return {key: value for key, value in content.items() if value or key in ("key", "fields")}

    def types(self) -> dict[str, Any]:
        """What `types.json` says: the objects by the name of their type, and the enumerations."""
        keys = sorted(self.shapes, key=lambda key: self.names[key])
        return {
            "types": {self.names[key]: self.type(key) for key in keys},
            "enums": {name: {"name": name, "values": values} for name, values in sorted(self.enums.values.items())},
        }

    def type(self, key: str) -> dict[str, Any]:
        shape = self.shapes[key]
        fields = self.fields(shape.facts, owner=shape.wire, about="", required=shape.required)
        if shape.wire.startswith("Afas") and any(path.startswith("KnEmployee/") for path in shape.uses):
            fields = {**guid_field(), **fields}
        return {"name": self.names[key], "wire": shape.wire, "fields": fields}

    def fields(self, element: Facts, *, owner: str, about: str, required: frozenset[str]) -> dict[str, Any]:
        """The values of an element, and after them the objects in it."""
        fields = {
            wire: self.field(wire, given, owner=owner, about=about, required=wire in required)
            for wire, given in element["fields"].items()
        }
        for wire, inner in objects_of(element).items():
            if wire in fields:
                raise SystemExit(f"{owner} has a field and an object {wire}")
            many = {"many": True} if inner.get("multi") else {}
            name = self.names[identity(wire, inner)]
            fields[wire] = {"type": "object", "of": name, **many, "tag": ["none", 0, "reviewed"]}
        return fields

    def field(self, wire: str, given: Facts, *, owner: str, about: str, required: bool) -> dict[str, Any]:
        codes = given.get("v")
        labels = labels_of(given)
        listed = LISTED_AS.get(owner, owner)
        known = owner not in LISTED_AS or wire in self.tagger.explicit_fields(listed)
        content = {
            "type": TYPES[given["t"]],
            "format": FORMATS.get(given["t"]),
            "length": given.get("l"),
            "required": required,
            "enum": self.enums.name_of(wire, given),
            "codes": codes if isinstance(codes, list) else None,
            "codes_left_out": codes["n"] if isinstance(codes, Mapping) and isinstance(codes.get("n"), int) else None,
            **labels,
            "tag": tag_of(
                self.tagger,
                wire,
                entity=f"{owner} {about}",
                listed_as=listed if known else None,
                labels=(labels.get("label_nl"), labels.get("label")),
            ),
        }
        return {key: value for key, value in content.items() if value}


def guid_field() -> dict[str, Any]:
    """AFAS: KnEmployeeGUID addresses each line of an employee by its GUID; KnEmployee takes none (fact sheet 5.6)."""
    facts = {"type": "guid", "inferred": True, "only_in": ["KnEmployeeGUID"], "tag": ["user.unique_id", 1, "reviewed"]}
    return {"GUID": facts}


def key_of(fact: Facts) -> list[str]:
    """What addresses a record: what a PUT wants, else what stands on the element, else what a deletion names."""
    if "PUT" not in fact["methods"] and "DELETE" not in fact["methods"]:
        return []
    element: Facts = fact["element"]
    wanted = fact.get("put_diff", {}).get(fact["root"], {}).get("required")
    required = [wire for wire, given in element["fields"].items() if given.get("r")]
    by_put_alone = required if fact.get("element_is") == "PUT" else None
    found = wanted or element.get("at_keys") or fact.get("delete_keys") or by_put_alone or []
    if element.get("by_guid"):
        found = ["GUID"]
    order = list(element["fields"])
    return sorted(found, key=lambda wire: order.index(wire) if wire in order else -1)


def document(name: str, fact: Facts) -> dict[str, Any]:
    """The envelope; what it says is read by `nlconnect.model.document`."""
    required, attributes = {}, {}
    for path, wire, element in [*places({name: fact}), (name, fact["root"], fact["element"])]:
        here = [field for field, given in element["fields"].items() if given.get("r")]
        if here:
            required[path.replace(name, fact["root"], 1)] = here
        if element.get("at_keys"):
            attributes[wire] = element["at_keys"]
    if fact["element"].get("by_guid"):
        attributes = {"*": ["GUID"]}
    delete_path, delete_key = DELETIONS.get(name, (fact.get("delete_path"), fact.get("delete_keys")))
    for_insert = "POST" in fact["methods"]
    on_update = {path: diff["required"] for path, diff in fact.get("put_diff", {}).items()}
    content = {
        "root": fact["root"],
        "attributes": dict(sorted(attributes.items())),
        "required": dict(sorted(required.items())) if for_insert else {},
        "required_on_update": dict(sorted((on_update if for_insert else required).items())),
        "delete_path": delete_path,
        "delete_key": delete_key,
        "sub_routes": fact.get("subobject_posts"),
        "answers": fact.get("response_keys"),
        "answer_shape": SHAPES[fact["response_shape"]] if "response_shape" in fact else None,
        "derived": bool(fact.get("derived")),
    }
    return {key: value for key, value in content.items() if value}


def pins(
    modules: Mapping[str, Mapping[str, Facts]], shapes: Mapping[str, Shape], names: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """What `names.json` keeps: entities by their address, types by each place where their object stands."""
    entities = {
        fact["path"]: {"module": module, "collection": collection, "record": fact["record"]}
        for module, content in modules.items()
        for collection, fact in content.items()
        if fact["kind"] != "function"
    }
    types = {path: {"type": names[key]} for key, shape in shapes.items() for path in shape.uses}
    return dict(sorted({**entities, **types}.items()))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("facts", type=Path, help="afas-connectors.json")
    arguments.add_argument("tags", type=Path, help="gdpr-tags.json")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file would change")
    options = arguments.parse_args()
    pinned = PACKAGE / "catalogue" / "names.json"
    built = build(
        json.loads(options.facts.read_text("utf-8")),
        Tagger(json.loads(options.tags.read_text("utf-8")), system="afas"),
        json.loads(pinned.read_text("utf-8")) if pinned.is_file() else {},
    )
    built = read_over(built, PACKAGE, system="afas")
    files = {PACKAGE / "catalogue" / name: text for name, text in built.items()}
    return write_or_check(files, check=options.check)


if __name__ == "__main__":
    sys.exit(main())
