"""What a system with files says about fetching one: a pure function, as in a dialect."""

from __future__ import annotations

from typing import Protocol

from nlconnect.connector.dialect import Key
from nlconnect.model.plan import FilePlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope


class FileSource(Protocol):
    """One question about one system. Pure."""

    def file_request(self, query: Query[Record], key: Key | None, *, base_url: str, scope: Scope) -> FilePlan:
        """How to fetch the file behind a record. Raises QueryError where there is none."""
        ...
