"""Files among the values of a write: `@factuur.pdf` where a field takes bytes, or has a part that does."""

from __future__ import annotations

from pathlib import Path

from nlconnect.asking.enclosures import enclosed, parts_of
from nlconnect.connector import EntitySpec, FieldSpec
from nlconnect.connector.files import FileKeeping
from nlconnect.connector.nested import object_inside
from nlconnect.errors import ConfigError, QueryError
from nlconnect.model.file import OCTETS, PlannedFile, attach


def files_of(entity: EntitySpec, spec: FieldSpec, text: str) -> object | None:
    """The value for `@file`, or for `@one,@two` where there can be several; None for a field that takes no file."""
    several = spec.many or spec.type == "collection"
    paths = text.split(",@") if several else [text]
    if spec.type != "binary" and not parts_of(entity, spec):
        return None
    return enclosed(entity, spec, [attach(_path(path, spec)) for path in paths])


def _path(text: str, spec: FieldSpec) -> str:
    path = text.removeprefix("@").strip()
    if not path:
        raise ConfigError(f"{spec.name} wants the name of a file after the @")
    return str(Path(path).expanduser())


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
    return spec.many and any(_is_file(inside, part, writer) for part in parts_of(entity, spec))


def _is_file(entity: EntitySpec | None, spec: FieldSpec, writer: FileKeeping) -> bool:
    """Whether it is a file with a name, and not other bytes."""
    is_bytes = spec.type == "binary" and not spec.read_only
    return is_bytes and bool(writer.beside_file(entity, spec.wire, _ANY))


_ANY = PlannedFile("", "file", OCTETS, 0, "")
