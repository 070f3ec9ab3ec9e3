"""Files among the values of a write: where a field takes bytes, or has a part that does."""

from __future__ import annotations

from collections.abc import Sequence

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.connector.nested import ACTION, object_inside
from nlconnect.model.file import File


def enclosed(entity: EntitySpec, spec: FieldSpec, files: Sequence[File]) -> object | None:
    """The value of a field that has these files, or the first where there is room for one; None where it takes none."""
    if spec.type == "binary":
        return files[0]
    own = [part for part in parts_of(entity, spec) if part.type == "binary" and not part.read_only]
    if len(own) != 1:
        return None
    if not spec.many and spec.type != "collection":
        return {own[0].name: files[0]}
    # A file more, also where what it is added to is there already.
    mark = {ACTION: "insert"} if object_inside(entity, spec) is not None else {}
    return [{**mark, own[0].name: file} for file in files]


def parts_of(entity: EntitySpec, spec: FieldSpec) -> Sequence[FieldSpec]:
    """The fields of the lines or parts of a field."""
    inside = object_inside(entity, spec) or entity.target_of(spec.name)
    if inside is not None:
        return inside.fields
    known = entity.catalogue.types.get(spec.of) if spec.of is not None and entity.catalogue is not None else None
    return known.fields if known is not None else ()
