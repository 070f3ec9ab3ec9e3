"""Objects inside a written document, as entities of their own: they are checked and written as lines are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.change import Verb

ACTION = "@action"
"""The mark on an object inside that says what becomes of it, in any case of letters."""
ACTIONS: Mapping[str, Verb] = {"insert": "create", "update": "update", "delete": "delete"}


def object_inside(entity: EntitySpec, spec: FieldSpec) -> EntitySpec | None:
    """What an entity that is written as a nested document holds in this field; None for a plain value."""
    document = entity.document
    if document is None or spec.of is None or entity.catalogue is None:
        return None
    inner = replace(
        document,
        root=spec.wire,
        required=dict(_below(document.required, spec.wire)),
        required_on_update=dict(_below(document.required_on_update, spec.wire)),
        delete_path=None,
        delete_key=(),
        sub_routes=(),
        answers={},
    )
    type_ = entity.catalogue.types[spec.of]
    return EntitySpec(
        module=entity.module,
        name=type_.name,
        record=type_.name,
        wire=spec.wire,
        path=entity.path,
        key=(),
        kind="object",
        methods=frozenset(),
        fields=type_.fields,
        document=inner,
        catalogue=entity.catalogue,
    )


def demanded(entity: EntitySpec) -> tuple[str, ...]:
    """The wire names that the vendor's reference wants of a new object; of a document's own level only."""
    required = entity.document.required if entity.document is not None else {}
    return next((names for path, names in required.items() if "/" not in path), ())


def key_fields(entity: EntitySpec, verb: str) -> tuple[FieldSpec, ...]:
    """What names one record. A document may be deleted by a field of an object inside: AFAS, a journal entry."""
    document = entity.document
    if verb == "delete" and document is not None and set(document.delete_key) - entity.by_wire.keys():
        found = tuple(field_inside(entity, wire) for wire in document.delete_key)
        return tuple(spec for spec in found if spec is not None)
    return tuple(entity.by_wire[wire] for wire in entity.key)


def field_inside(entity: EntitySpec, wire: str) -> FieldSpec | None:
    """The field of that wire name, of the document itself or of an object inside; its name then is a path."""
    if wire in entity.by_wire:
        return entity.by_wire[wire]
    for spec in entity.fields:
        inner = object_inside(entity, spec)
        if inner is not None and wire in inner.by_wire:
            return replace(inner.by_wire[wire], name=f"{spec.name}.{inner.by_wire[wire].name}")
    return None


def _below(required: Mapping[str, tuple[str, ...]], wire: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paths under one object, as they are counted from there."""
    for path, names in required.items():
        below = path.partition("/")[2]
        if below == wire or below.startswith(f"{wire}/"):
            yield below, names
