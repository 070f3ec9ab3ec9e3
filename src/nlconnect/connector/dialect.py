"""What a system must be able to say, as pure functions: questions become requests, answers rows or an error."""

from __future__ import annotations

from typing import Protocol

from nlconnect.connector.wire_format import WireFormat
from nlconnect.errors import NlconnectError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.plan import NestedPlan, ReadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
from nlconnect.model.values import Value
from nlconnect.model.wire import Request, Response

Key = Value | tuple[Value, ...]


class Dialect(Protocol):
    """Six questions about one system. Every method is pure: no I/O, no clock, no state."""

    @property
    def wire(self) -> WireFormat:
        """How a page is written."""
        ...

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """How to read this query in the fewest calls. Raises QueryError for what the vendor cannot do."""
        ...

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        """How to fetch one record by its key."""
        ...

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request | None:
        """How to count the records of this query in one call; None where the vendor tells no total."""
        ...

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        """The request for the next page, with the headers that the first one had."""
        ...

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        """How to read a whole expanded collection of one record; None where the answer held all of it."""
        ...

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        """The next page's address, found without parsing all of this one; None where there is none or it is unclear."""
        ...

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        """The next page's address where no link stands in the page: from a header, or from how many rows came."""
        ...

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        """The error this answer stands for, by what the caller can do next; None for a good answer."""
        ...

    def request_id_of(self, response: Response) -> str | None:
        """What the vendor's support asks for."""
        ...
