"""Files among the values of a write: `@factuur.pdf` where a field takes bytes, or has a part that does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.connector.files import FileKeeping
from nlconnect.connector.nested import ACTION, object_inside
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.file import OCTETS, PlannedFile, attach


def files_of(entity: EntitySpec, spec: FieldSpec, text: str) -> object | None:
    """The value for `@file`, or for `@one,@two` where there can be several; None for a field that takes no file."""
    if spec.type == "binary":
        return attach(_path(text, spec))
    own = [part for part in _parts(entity, spec) if part.type == "binary" and not part.read_only]
    if len(own) != 1:
        return None
    if not spec.many and spec.type != "collection":
        return {own[0].name: attach(_path(text, spec))}
    # A file more, also where what it is added to is there already.
    mark = {ACTION: "insert"} if object_inside(entity, spec) is not None else {}
    return [{**mark, own[0].name: attach(_path(path, spec))} for path in text.split(",@")]


def _path(text: str, spec: FieldSpec) -> str:
    path = text.removeprefix("@").strip()
    if not path:
        raise ConfigError(f"{spec.name} wants the name of a file after the @")
    return str(Path(path).expanduser())


def _parts(entity: EntitySpec, spec: FieldSpec) -> Sequence[FieldSpec]:
    """The fields of the lines or parts of a field."""
    inside = object_inside(entity, spec) or entity.target_of(spec.name)
    if inside is not None:
        return inside.fields
    known = entity.catalogue.types.get(spec.of) if spec.of is not None and entity.catalogue is not None else None
    return known.fields if known is not None else ()


def file_field(entity: EntitySpec, writer: object) -> FieldSpec | None:
    """The field that a file goes into: a list of attachments before a single file. Raises QueryError where it is not
    clear which; None for an entity without one.
    """
    if not isinstance(writer, FileKeeping):
        return None
    lists = [spec for spec in entity.fields if _holds_file(entity, spec, writer)]
    own = [spec for spec in entity.fields if _is_file(entity, spec, writer)]
    found = lists or own
    if len(found) > 1:
        names = ", ".join(spec.name for spec in found)
        raise QueryError(
            f"it is not clear which of {names} the file goes into",
            entity=entity.name,
            hint=f"Write it: nlconnect write ... --set {found[0].name}=@FILE",
        )
    return found[0] if found else None


def _holds_file(entity: EntitySpec, spec: FieldSpec, writer: FileKeeping) -> bool:
    inside = object_inside(entity, spec)
    return spec.many and any(_is_file(inside, part, writer) for part in _parts(entity, spec))


def _is_file(entity: EntitySpec | None, spec: FieldSpec, writer: FileKeeping) -> bool:
    """Whether it is a file with a name, and not other bytes."""
    is_bytes = spec.type == "binary" and not spec.read_only
    return is_bytes and bool(writer.beside_file(entity, spec.wire, _ANY))


_ANY = PlannedFile("", "file", OCTETS, 0, "")
