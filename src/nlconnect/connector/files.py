"""What a system with files says about fetching and sending one: pure functions, as in a dialect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable

from nlconnect.connector.dialect import Key
from nlconnect.connector.writer import Draft
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.file import ConflictRule, Held, PlannedFile
from nlconnect.model.plan import FilePlan, UploadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
from nlconnect.model.structures import is_structured
from nlconnect.model.wire import Response


class FileSource(Protocol):
    """One question about one system. Pure."""

    def file_request(self, query: Query[Record], key: Key | None, *, base_url: str, scope: Scope) -> FilePlan:
        """How to fetch the file behind a record. Raises QueryError where there is none."""
        ...


@runtime_checkable
class FileTarget(FileSource, Protocol):
    """A system that also takes files. Pure."""

    def upload_request(
        self, query: Query[Record], key: Key | None, *, size: int, conflict: ConflictRule, base_url: str, scope: Scope
    ) -> UploadPlan:
        """How to send a file of `size` bytes. Raises QueryError for a place that cannot hold one."""
        ...

    def upload_address(self, response: Response) -> str:
        """Where the pieces go, which opens the upload to whoever knows it. Raises ValueError."""
        ...

    def next_byte(self, response: Response) -> int | None:
        """The first byte that is not there yet, None where none is missing. Raises ValueError."""
        ...

    def size_of(self, response: Response) -> int | None:
        """How many bytes the record says that its file has."""
        ...


@runtime_checkable
class FileKeeping(Protocol):
    """A writer of records that hold a file, with its name in a field beside it. Pure."""

    def beside_file(self, entity: EntitySpec | None, name: str, file: PlannedFile) -> Mapping[str, str]:
        """What the record says of the file, by Python name, where the change does not say it itself.

        The name is that of the field for the file, as the vendor has it; of a part of a value of several parts, for
        which there is no entity, it is as it was given.
        """
        ...


@runtime_checkable
class PieceWriting(Protocol):
    """A writer that sends a large file in pieces, to an address that its request asks for. Pure."""

    def piece_of(self, draft: Draft) -> int | None:
        """Bytes to a piece; None where the file goes in the request itself."""
        ...


def piece_of(writer: object, draft: Draft) -> int | None:
    """Bytes to a piece of the file that a change sends by itself; None where its request holds everything."""
    return writer.piece_of(draft) if isinstance(writer, PieceWriting) else None


def held_in(draft: Draft) -> list[Held]:
    """The files of a change, of which marks stand in the draft."""
    return list(_held((draft.values, draft.structures, draft.lines)))


def beside_files(entity: EntitySpec, given: Mapping[str, object], writer: object) -> Mapping[str, object]:
    """What was given, with names of files where they belong."""
    if not isinstance(writer, FileKeeping):
        return given
    found: dict[str, object] = {}
    for name, value in given.items():
        spec = entity.by_name.get(name) or entity.by_wire.get(name)
        if isinstance(value, Held) and spec is not None:
            found = {**writer.beside_file(entity, spec.wire, value.file), **found}
        found[name] = _beside_parts(value, writer) if spec is not None and is_structured(spec) else value
    return found


def _beside_parts(value: object, writer: FileKeeping) -> object:
    """The same for the parts of a value, such as the files that go along with a mail."""
    if isinstance(value, Mapping):
        more = [
            writer.beside_file(None, str(name), part.file) for name, part in value.items() if isinstance(part, Held)
        ]
        return {**(more[0] if more else {}), **value}
    if isinstance(value, list | tuple):
        return [_beside_parts(part, writer) for part in value]
    return value


def _held(value: object) -> Iterator[Held]:
    if isinstance(value, Held):
        yield value
    elif isinstance(value, Draft):
        yield from held_in(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _held(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _held(part)
