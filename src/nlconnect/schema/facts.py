"""An entity back as what JSON and TOML say of it: the opposite of `nlconnect.model.overlay`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from nlconnect.model.catalogue import EntitySpec, FieldSpec, PathSpec, RouteSpec, TypeSpec, snake
from nlconnect.model.document import DocumentSpec
from nlconnect.model.privacy import Personal, TagStatus

Fact = dict[str, object]
Tag = Callable[[FieldSpec], Personal | None]
"""What is known or proposed of a field that nobody judged."""

FLAGS = ("read_only", "create_only", "update_only", "required", "obsolete", "inferred", "many", "orderby", "search")
BY_PARTS = Personal(None, 0, TagStatus.REVIEWED)
ALWAYS = ("key", "fields", "page_size")


def entity_fact(spec: EntitySpec, *, name: str, record: str, tag: Tag) -> Fact:
    """What the catalogue says of an entity. Ways to other entities are left out: they stand in another package."""
    known = {field.wire for field in spec.fields}
    content: Fact = {
        "record": record,
        "wire": spec.wire,
        "path": spec.path,
        "paths": [_path(path) for path in spec.paths],
        "item_paths": [_path(path) for path in spec.item_paths],
        "key": list(spec.key),
        "kind": spec.kind,
        "methods": sorted(spec.methods),
        "collection_methods": sorted(spec.collection_methods),
        "item_methods": sorted(spec.item_methods),
        "permission": spec.permission,
        "permissions": _permissions(spec),
        "page_size": spec.page_size,
        "label": spec.title,
        "label_nl": spec.title_nl,
        "parameters": dict(spec.parameters),
        "optional_parameters": sorted(spec.optional_parameters),
        "supports": sorted(spec.supports),
        "advanced_query": spec.advanced_query,
        "delta": _path(spec.delta) if spec.delta is not None else None,
        "demands": sorted(spec.demands),
        "obsolete": spec.obsolete,
        "notes": list(spec.notes),
        "document": _document(spec.document) if spec.document is not None else None,
        "routes": {route.name: _route(route, known) for route in spec.routes.values() if route.name == "bulk"},
        "fields": {field.wire: field_fact(field, tag=tag) for field in spec.fields},
    }
    return {key: value for key, value in content.items() if value or key in ALWAYS}


def type_fact(spec: TypeSpec, *, tag: Tag) -> Fact:
    """What the catalogue says of a complex type."""
    return {"name": spec.name, "wire": spec.wire, "fields": {one.wire: field_fact(one, tag=tag) for one in spec.fields}}


def field_fact(field: FieldSpec, *, tag: Tag) -> Fact:
    """What the catalogue says of a field."""
    found = _tag_of(field, tag)
    content: Fact = {
        "type": field.type,
        **{flag: True for flag in FLAGS if getattr(field, flag)},
        "filter": field.satisfies_filter,
        "of": field.of,
        "on": field.on,
        "length": field.length,
        "label": field.label,
        "label_nl": field.label_nl,
        "filter_ops": sorted(field.filter_ops) if field.filter_ops is not None else None,
        "permissions": list(field.permissions),
        "enum": field.enum.name if field.enum is not None and field.enum.shared else None,
    }
    fact = {key: value for key, value in content.items() if value}
    if field.is_open:
        fact["open"] = True
    if not field.default_selected:
        fact["default_selected"] = False
    if found.status is not TagStatus.UNREVIEWED:
        fact["tag"] = [found.category or "none", found.level, str(found.status)]
    return fact


def overlay_of(spec: EntitySpec, *, names: Mapping[str, str], types: Mapping[str, TypeSpec]) -> Fact:
    """What the overlay says of an entity; `names` are the Python names of its fields by wire name."""
    content: Fact = {
        "order": list(spec.order),
        "watermark": spec.watermark,
        "deletions": spec.deletions,
        "repeat_key": spec.repeat_key,
        "natural": [list(paths) for paths in spec.natural],
        "guarded": spec.guarded,
        "rename": renamed(names),
        "padded": {field.wire: field.padded for field in spec.fields if field.padded},
        "enums": {
            field.wire: {"name": field.enum.name, "values": dict(field.enum.values)}
            for field in spec.fields
            if field.enum is not None and not field.enum.shared
        },
        "tags": judged_as_a_whole(spec.fields, types=types),
    }
    return {key: value for key, value in content.items() if value}


def _tag_of(field: FieldSpec, tag: Tag) -> Personal:
    """What is known stays. Of a complex field that is only proposed the parts decide, which have tags of their own."""
    if field.of is not None:
        return BY_PARTS if field.tag.status is TagStatus.PROPOSED else field.tag
    return field.tag if field.tag.status is not TagStatus.UNREVIEWED else tag(field) or field.tag


def judged_as_a_whole(fields: Iterable[FieldSpec], *, types: Mapping[str, TypeSpec]) -> Fact:
    """Overlay tags of complex fields that a person judged milder than their parts.

    A part that nobody judged is news to that person, so then the strictest part counts again.
    """
    found: Fact = {}
    for field in fields:
        parts = types[field.of].fields if field.of is not None and field.of in types else ()
        tags = [part.tag for part in parts if part.is_value]
        if field.tag.status is not TagStatus.REVIEWED or any(tag.status is not TagStatus.REVIEWED for tag in tags):
            continue
        own = (field.tag.effective_level, field.tag.is_personal)
        if any((tag.effective_level, tag.is_personal) > own for tag in tags):
            found[field.wire] = {"category": field.tag.category or "none", "level": field.tag.level, "whole": True}
    return found


def field_names(fields: Iterable[FieldSpec]) -> dict[str, str]:
    """Python names by wire name; where two would be the same, the later gets a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for field in fields:
        name, number = field.name, 1
        while name in taken:
            number += 1
            name = f"{field.name.rstrip('_')}_{number}"
        taken.add(name)
        names[field.wire] = name
    return names


def renamed(names: Mapping[str, str]) -> dict[str, str]:
    """The names that do not follow from the wire name."""
    return {wire: name for wire, name in names.items() if name != snake(wire)}


def _path(path: PathSpec) -> Fact:
    return {"path": path.path, **({"signed_in": True} if path.signed_in else {})}


def _permissions(spec: EntitySpec) -> Fact:
    held = spec.permissions
    content: Fact = {
        "read_least": {who: list(names) for who, names in held.read_least.items()},
        "write_least": {who: list(names) for who, names in held.write_least.items()},
        "read": list(held.read),
        "write": list(held.write),
    }
    return {key: value for key, value in content.items() if value}


def _document(document: DocumentSpec) -> Fact:
    content = {key: _plain(value) for key, value in asdict(document).items()}
    return {key: value for key, value in content.items() if value}


def _plain(value: object) -> object:
    match value:
        case dict():
            return {key: _plain(entry) for key, entry in value.items()}
        case tuple() | list():
            return [_plain(entry) for entry in value]
        case _:
            return value


def _route(route: RouteSpec, known: set[str]) -> Fact:
    return {
        "path": route.path,
        "page_size": route.page_size,
        "demands": sorted(route.demands),
        "missing": sorted(route.missing & known),
        **({"filterable": sorted(route.filterable & known)} if route.filterable else {}),
    }
