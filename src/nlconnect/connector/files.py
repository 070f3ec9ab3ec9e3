"""What a system with files says about fetching and sending one: pure functions, as in a dialect."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from nlconnect.connector.dialect import Key
from nlconnect.model.file import ConflictRule
from nlconnect.model.plan import FilePlan, UploadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
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
