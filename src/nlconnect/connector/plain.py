"""What most REST systems have in common, so that a dialect only says what is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode

from nlconnect.connector.dialect import Key
from nlconnect.connector.links import next_link
from nlconnect.connector.statuses import error_by_status
from nlconnect.connector.wire_format import WireFormat
from nlconnect.errors import NlconnectError, QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.plan import NestedPlan, ReadPlan
from nlconnect.model.query import Query
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
from nlconnect.model.wire import Request, Response

HEADERS = {"Accept": "application/json"}
LOCALLY = "Read without it, and do it in Python."
BARE_LISTS = WireFormat(
    rows=((),), next=("next",), total=("total",), one=(), day=date.fromisoformat, moment=datetime.fromisoformat
)
"""A page is a list of records and nothing else; days and moments are written as ISO 8601 says."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class PlainDialect:
    """Whole records in lists that cannot be sorted or filtered, by key at an address of their own.

    The next page's address stands in the header `Link`, and statuses mean what HTTP means by them. What a system does
    otherwise is a method to replace; `options` is the first.
    """

    title: str
    wire: WireFormat = BARE_LISTS

    def options(self, query: Query[Record]) -> Mapping[str, str]:
        """The query string of a list. Raises QueryError for what the system cannot do."""
        if query.conditions:
            raise QueryError(f"{self.title} cannot filter", entity=query.entity.name, hint=LOCALLY)
        return {}

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """The first page."""
        entity = query.entity
        if query.ordering or query.expanded:
            raise QueryError(f"{self.title} cannot sort or expand", entity=entity.name, hint=LOCALLY)
        if "GET" not in entity.methods:
            raise QueryError(f"{self.title} does not let it be read", entity=entity.name, hint="It is an action.")
        options = self.options(query)
        fields = tuple(
            spec for spec in entity.values if query.selected is None or spec.is_key or spec.name in query.selected
        )
        address = self.address(entity.path, entity=entity, base_url=base_url, scope=scope)
        return ReadPlan(
            request=Request("GET", f"{address}?{urlencode(options)}" if options else address, HEADERS),
            entity=entity,
            scope=scope,
            fields=fields,
            route="list",
            page_size=entity.page_size,
            partial=query.selected is not None,
        )

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        """One record at its own address."""
        if not entity.item_paths or isinstance(key, tuple):
            raise QueryError("it has no look-up by this key", entity=entity.name, hint="Read the list.")
        path = entity.item_paths[0].path.replace("{id}", quote(str(key), safe=""))
        request = Request("GET", self.address(path, entity=entity, base_url=base_url, scope=scope), HEADERS)
        partial = len(fields) < len(entity.values)
        return ReadPlan(request, entity, scope, fields, "key", 1, single=True, partial=partial)

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request | None:
        """No total is told."""
        return None

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        """The next link as it came."""
        return Request("GET", link, plan.request.headers)

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        """Nothing is expanded."""
        return None

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        """The header is there before the page is parsed."""
        return next_link(response.headers)

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        """The same after it."""
        return next_link(response.headers)

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        """By status."""
        return error_by_status(response, title=self.title, entity=entity)

    def request_id_of(self, response: Response) -> str | None:
        """As most servers send it."""
        return response.headers.get("x-request-id")

    def address(self, path: str, *, entity: EntitySpec, base_url: str, scope: Scope) -> str:
        """A path with the parts of the scope in it. Raises QueryError for one that the scope lacks."""

        def part(match: re.Match[str]) -> str:
            if match[1] not in scope:
                hint = f"Name it in the profile, or with .within({match[1]}=...)."
                raise QueryError(f"no {match[1]} is named", entity=entity.name, hint=hint)
            return quote(str(scope[match[1]]), safe="")

        return base_url.rstrip("/") + _PLACEHOLDER.sub(part, path)
