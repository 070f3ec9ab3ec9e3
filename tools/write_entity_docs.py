"""Write the reference pages of a connector's entities from its catalogue and overlay: a page a service, and an index.

python tools/write_entity_docs.py connectors/exact_online/nlconnect_exact [--check]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from catalogue_json import write_or_check

from nlconnect.connector import connector, connector_names
from nlconnect.connector.spec import Connector
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, RouteSpec
from nlconnect.model.privacy import Personal, TagStatus

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MARK = "<!-- Written by tools/write_entity_docs.py from the catalogue and the overlay. Do not edit. -->"
INTRODUCTION = """\
{count} entities with {fields:,} fields, by the service that {title} files them under; another path to the same records
is a route of its entity. Those in **bold** were read through by a person: dates, named values, links, and a privacy tag
for every field. In the others tags go by names: read with all places where a name stands, or proposed."""
DEMANDS = {
    "filter": "a filter is mandatory",
    "select": "a selection is mandatory",
    "no_select_star": "a selection by name is mandatory",
    "order": "an order is mandatory, and always sent",
}


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("package", type=Path, help="folder of the connector package")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 where a page would change")
    options = arguments.parse_args()
    files = written(options.package)
    (folder,) = {path.parent for path in files if path.parent != REFERENCE}
    orphans = [path for path in sorted(folder.glob("*.md")) if path not in files]
    return write_or_check(files, check=options.check, orphans=orphans)


def written(package: Path) -> dict[Path, str]:
    """Every page with its text."""
    system = connector_of(package.name)
    folder = package.resolve().parent.name
    catalogue = Catalogue(package.name, root=package)
    pages = {REFERENCE / f"{folder.replace('_', '-')}.md": index_page(system, catalogue, folder)}
    for service in catalogue.modules:
        text = service_page(package.name, service, catalogue.module(service), catalogue)
        pages[REFERENCE / folder / f"{service}.md"] = text
    if catalogue.types:
        pages[REFERENCE / folder / "types.md"] = types_page(package.name, catalogue)
    return pages


def connector_of(package: str) -> Connector:
    """The connector whose package this is."""
    return next(found for found in map(connector, connector_names()) if found.package == package)


def index_page(system: Connector, catalogue: Catalogue, folder: str) -> str:
    """Every service with its entities."""
    entities = catalogue.entities()
    fields = sum(len(entity.fields) for entity in entities)
    lines = [
        f"# {system.title}: all entities",
        "",
        MARK,
        "",
        INTRODUCTION.format(count=len(entities), fields=fields, title=system.title),
        "",
        "`nlconnect find WORDS` looks for an entity or a field, `nlconnect describe` shows one on your terminal.",
        "",
        "| service | entities |",
        "|---|---|",
    ]
    for service in catalogue.modules:
        links = (_index_link(entity, folder) for entity in catalogue.module(service).values())
        lines.append(f"| [`{service}`]({folder}/{service}.md) | {', '.join(links)} |")
    return "\n".join(lines) + "\n"


def _index_link(entity: EntitySpec, folder: str) -> str:
    link = f"[{entity.name}]({folder}/{entity.module}.md#{_anchor(entity.name)})"
    return f"**{link}**" if entity.reviewed else link


def service_page(package: str, service: str, entities: Mapping[str, EntitySpec], catalogue: Catalogue) -> str:
    """One service: what holds for each entity, and its fields."""
    lines = ["---", "search:", "  boost: 0.5", "---", f"# `{package}.{service}`", "", MARK, ""]
    for entity in entities.values():
        lines += [f"## {entity.name}", "", *_facts(package, entity), "", *_fields(entity, catalogue), ""]
    return "\n".join(lines)


def types_page(package: str, catalogue: Catalogue) -> str:
    """The complex types: what comes as one value, and the fields inside it."""
    lines = ["---", "search:", "  boost: 0.3", "---", f"# `{package}.types`", "", MARK, ""]
    for spec in sorted(catalogue.types.values(), key=lambda spec: spec.name):
        lines += [f"## {spec.name}", "", "| field | on the wire | type | privacy |", "|---|---|---|---|"]
        for part in spec.fields:
            cells = (f"`{part.name}`", f"`{part.wire}`", _value_type(part, catalogue, page=""), privacy(part.tag))
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    lines += ["## Enumerations", ""]
    for enum in sorted(catalogue.enums.values(), key=lambda enum: enum.name):
        lines += [f"`{enum.name}`: {', '.join(f'`{name}` {value}' for name, value in enum.values.items())}", ""]
    return "\n".join(lines)


def _facts(package: str, entity: EntitySpec) -> Iterator[str]:
    title = f"*{entity.title_nl}*. " if entity.title_nl else ""
    yield f"{title}`from {package}.{entity.module} import {entity.name}`; each record is a `{entity.record}`."
    yield ""
    for path in [known.path for known in entity.paths] or [entity.path]:
        yield f"- `{path}`: {', '.join(sorted(entity.methods))}{_page_size(entity)}{_demands(entity.demands)}"
    for route in entity.routes.values():
        yield _route(route, entity)
    if entity.parameters:
        given = ", ".join(f"`{name}` ({kind})" for name, kind in entity.parameters.items())
        yield f"- a function of {given}"
    key = ", ".join(f"`{entity.by_wire[wire].name}`" for wire in entity.key)
    yield f"- key: {key or 'none'}"
    least = entity.permissions.read_least
    if least:
        who = (f"{' or '.join(names)} ({kind.replace('_', ' ')})" for kind, names in sorted(least.items()))
        yield f"- least permission to read: {', '.join(who)}"
    elif entity.permission:
        yield f"- permission: {entity.permission}"
    if entity.kind == "beta":
        yield "- beta: it may change without notice"
    if entity.obsolete:
        yield "- obsolete"
    yield from (f"- {note}" for note in entity.notes)


def _page_size(entity: EntitySpec) -> str:
    if "GET" not in entity.methods or entity.document is not None:
        return ""
    return f"; {entity.page_size:,} rows a page" if entity.page_size else "; page size unknown"


def _route(route: RouteSpec, entity: EntitySpec) -> str:
    missing = sorted(entity.by_wire[wire].name for wire in route.missing if wire in entity.by_wire)
    lacks = f"; without {', '.join(f'`{name}`' for name in missing)}" if missing else ""
    rows = f"{route.page_size:,} rows a page" if route.page_size else "page size unknown"
    return f"- route `{route.name}`, `{route.path}`: {rows}{_demands(route.demands)}{lacks}"


def _demands(demands: frozenset[str]) -> str:
    return "".join(f"; {DEMANDS.get(demand, demand)}" for demand in sorted(demands))


def _fields(entity: EntitySpec, catalogue: Catalogue) -> Iterator[str]:
    yield "| field | on the wire | type | in Dutch, or as the vendor calls it | privacy | |"
    yield "|---|---|---|---|---|---|"
    for spec in entity.fields:
        cells = (
            f"`{spec.name}`",
            f"`{spec.wire}`",
            _type(entity, spec, catalogue),
            spec.label_nl or spec.label or "",
            privacy(spec.tag),
            ", ".join(_notes(spec)),
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    enums = {spec.enum.name: spec.enum for spec in entity.fields if spec.enum and not spec.enum.shared}
    for enum in enums.values():
        named = ", ".join(f"`{name}` {value}" for name, value in enum.values.items())
        yield ""
        yield f"`{enum.name}`: {named}"


def _type(entity: EntitySpec, spec: FieldSpec, catalogue: Catalogue) -> str:
    target = entity.target_of(spec.name)
    if target is None:
        return _value_type(spec, catalogue, page="types.md")
    page = "" if target.module == entity.module else f"{target.module}.md"
    return f"{spec.kind} [{target.name}]({page}#{_anchor(target.name)})"


def _value_type(spec: FieldSpec, catalogue: Catalogue, *, page: str) -> str:
    many = "list of " if spec.many else ""
    if spec.enum is not None:
        return f"{many}`{spec.enum.name}`"
    if spec.of is not None and spec.of in catalogue.types:
        name = catalogue.types[spec.of].name
        return f"{many}[{name}]({page}#{_anchor(name)})"
    return spec.kind


def privacy(tag: Personal) -> str:
    """Category and level; what nobody read through says so."""
    if tag.status is TagStatus.UNREVIEWED:
        return f"unreviewed, counts as {tag.effective_level}"
    text = "–" if tag.category is None else f"{tag.category.removeprefix('user.')} {tag.level}"
    return text if tag.status is TagStatus.REVIEWED else f"{text} (proposed)"


def _notes(spec: FieldSpec) -> Iterator[str]:
    facts = (
        (spec.is_key, "key"),
        (spec.required, "required to create"),
        (spec.related is not None, "linked with `Link`"),
        (spec.read_only, "read only"),
        (spec.create_only, "only when creating"),
        (spec.update_only, "only when updating"),
        (spec.satisfies_filter, "satisfies the mandatory filter"),
        (spec.padded is not None, f"{spec.padded} wide on the wire"),
        (spec.inferred, "type inferred"),
        (not spec.default_selected, "only where it is asked for"),
        (bool(spec.permissions), f"needs {', '.join(spec.permissions)}"),
        (spec.obsolete, "obsolete"),
    )
    return (note for holds, note in facts if holds)


def _anchor(name: str) -> str:
    return name.lower()


if __name__ == "__main__":
    sys.exit(main())
