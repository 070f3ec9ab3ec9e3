"""How Microsoft Graph is spoken to: queries become the fewest calls the API allows, answers become rows or errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from nlconnect.connector import (
    EntitySpec,
    FieldSpec,
    Key,
    NestedPlan,
    Query,
    ReadPlan,
    Record,
    Request,
    Response,
    Scope,
    WireFormat,
    odata,
)
from nlconnect.errors import NlconnectError, QueryError, ServerError
from nlconnect.model.catalogue import PathSpec
from nlconnect.model.query import Comparison
from nlconnect.model.values import Value
from nlconnect_graph.answers import error_of, request_id_of
from nlconnect_graph.dates import day, moment
from nlconnect_graph.options import EVENTUALLY, Asked, asked, columns_of, conditions_text, filtered, selection
from nlconnect_graph.paths import SCOPE_PARTS, VERSION, Values, address, chosen, filled, fitting, item_way, placeholders
from nlconnect_graph.ranges import RANGE, range_plan
from nlconnect_graph.searching import search_text

HEADERS: Mapping[str, str] = {"Accept": "application/json"}
LONGEST_URL = 8000
"""Characters after percent-encoding; a guess, as Microsoft documents no limit."""
OUTLOOK = ("mail", "calendar", "contacts")
IMMUTABLE = 'IdType="ImmutableId"'
"""Ids of messages and events then survive a move to another folder."""
IN_UTC = 'outlook.timezone="UTC"'
ANY_COLUMN = "HonorNonIndexedQueriesWarningMayFailRandomly"
_NEXT = re.compile(rb'"@odata\.nextLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*[,}]')
_EDGE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class GraphDialect:
    """OData 4 as Graph speaks it. `person` says that somebody signed in, so that there is a `/me`."""

    person: bool = True
    wire: WireFormat = WireFormat(
        rows=(("value",),),
        next=("@odata.nextLink",),
        total=("@odata.count",),
        one=(),
        day=day,
        moment=moment,
        omits_empty=True,
        metadata=("@odata.etag", "@odata.context", "@odata.id", "@odata.editLink"),
        etag=("@odata.etag", "eTag"),
    )

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """Choose the path and print the query."""
        entity = query.entity
        _require_get(entity)
        if entity.wire == RANGE:
            return range_plan(query, base_url=base_url, scope=scope, person=self.person)
        if entity.kind == "single":
            return self._only(query, base_url=base_url, scope=scope)
        key = _sole_key(query)
        if key is not None:
            return self._one(query, key, base_url=base_url, scope=scope)
        values = Values(query.parameters, scope)
        path = fitting(entity.paths, values, entity=entity, person=self.person)
        if path is None and fitting(_without_id(entity), values, entity=entity, person=self.person) is not None:
            return self._only(query, base_url=base_url, scope=scope)
        path = path or chosen(entity.paths, values, entity=entity, person=self.person)
        found = asked(query)
        found.options |= parameters_text(query)
        where = address(base_url, filled(path, values))
        return _plan(query, scope, where, found, route=path)

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        """One record by its id; `scope` may name parents, too."""
        _require_get(entity, item=True)
        given = {name: scope[name] for name in placeholders(entity) if name in scope and name not in SCOPE_PARTS}
        values = Values(given, Scope(**{name: scope[name] for name in SCOPE_PARTS if name in scope}))
        path, filling = item_way(entity, key, values, person=self.person)
        options = selection(fields, entity)
        wished = {**options, **columns_of(fields, entity)}
        request = _get(address(base_url, filled(path, filling)), wished, entity, _headers(entity, path))
        return ReadPlan(
            request=request,
            entity=entity,
            scope=values.scope,
            fields=fields,
            route="key",
            page_size=1,
            single=True,
            partial=not options,
        )

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request | None:
        """`/$count` in the directory, which answers plain text; else the total of a page of one, where there is one."""
        entity = query.entity
        _require_get(entity)
        if "count" not in entity.supports:
            return None
        values = Values(query.parameters, scope)
        path = chosen(entity.paths, values, entity=entity, person=self.person)
        where = address(base_url, filled(path, values))
        conditions = filtered(Query(entity, query.record, query.conditions), [])
        options = {"$filter": conditions_text(conditions)} if conditions else {}
        if query.words is not None:
            options["$search"] = search_text(query.words, entity)
        if entity.advanced_query:
            return _get(f"{where}/$count", options, entity, {**EVENTUALLY, "Accept": "text/plain"})
        options |= {"$count": "true", "$top": "1", "$select": entity.key[0], **parameters_text(query)}
        return _get(where, options, entity, _headers(entity, path))

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        """The next link unchanged, with the headers of the first request: a link does not carry them."""
        parts = urlsplit(link)
        if not unquote(parts.path).lower().startswith(f"{_root(plan.request.url)}{VERSION}/"):
            raise ServerError(
                "the next page leads to another API, which is refused", entity=plan.entity.name, scope=str(plan.scope)
            )
        return Request("GET", link, plan.request.headers)

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        """The directory expands 20 rows and gives no link to the rest: what may be cut off is read by itself."""
        rows = getattr(parent, nested.name)
        if nested.page_size is None or len(rows) < nested.page_size:
            return None
        target = parent.entity.by_name[nested.name].target or nested.entity.path
        *_, owner = [part[1:-1] for part in target.split("/") if part.startswith("{")]
        key = getattr(parent, parent.entity.by_wire[parent.entity.key[0]].name)
        query = Query(nested.entity, Record, parameters={owner: key}).select(*(spec.name for spec in nested.fields))
        return self.list_request(query, base_url=base_url, scope=parent.scope)

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        """The link stands before the rows or behind them, so that it is looked for at both ends.

        Text that people wrote may look like a link: what is found is only trusted where it is the same as in the page.
        """
        content = response.content
        for edge in (content[:_EDGE_BYTES].partition(b'"value"')[0], content[-_EDGE_BYTES:].rpartition(b"]")[2]):
            found = _NEXT.search(edge)
            if found is not None:
                link = json.loads(found[1])
                return link if isinstance(link, str) and link.isascii() else None
        return None

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        """Graph always says it with a link."""
        return None

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        """See `nlconnect_graph.answers`."""
        return error_of(response, method=method, entity=entity)

    def request_id_of(self, response: Response) -> str | None:
        """What Microsoft's support asks for."""
        return request_id_of(response)

    def _only(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """What there is one of: my own settings, a photo, the site of a group."""
        entity = query.entity
        if query.conditions or query.ordering or query.words is not None:
            raise QueryError(
                "there is one record, which takes no condition, order or search",
                entity=entity.name,
                hint="Read it and look in Python.",
            )
        values = Values(query.parameters, scope)
        path = chosen(_without_id(entity), values, entity=entity, person=self.person)
        return self._single(query, path, values, base_url=base_url, scope=scope)

    def _one(self, query: Query[Record], key: Value, *, base_url: str, scope: Scope) -> ReadPlan:
        """A condition on the key alone is a look-up; few resources can filter on their key."""
        path, filling = item_way(query.entity, key, Values(query.parameters, scope), person=self.person)
        return self._single(query, path, filling, base_url=base_url, scope=scope)

    def _single(self, query: Query[Record], path: str, values: Values, *, base_url: str, scope: Scope) -> ReadPlan:
        found = asked(Query(query.entity, query.record, selected=query.selected, expanded=query.expanded))
        options = {name: text for name, text in found.options.items() if name in ("$select", "$expand")}
        found.options, found.page_size = options, 1
        return _plan(query, scope, address(base_url, filled(path, values)), found, route=path, single=True)


def _plan(
    query: Query[Record], scope: Scope, where: str, found: Asked, *, route: str, single: bool = False
) -> ReadPlan:
    entity = query.entity
    headers = {**_headers(entity, route, columns="fields/" in found.options.get("$filter", "")), **found.headers}
    own = {name: value for name, value in query.parameters.items() if name in SCOPE_PARTS}
    return ReadPlan(
        request=_get(where, found.options, entity, headers),
        entity=entity,
        scope=scope.within(**{name: str(value) for name, value in own.items()}),
        fields=found.fields,
        route=route,
        page_size=found.page_size,
        nested=found.nested,
        notes=tuple(found.notes),
        single=single,
        partial=found.partial,
    )


def _headers(entity: EntitySpec, path: str, *, columns: bool = False) -> dict[str, str]:
    """Preferences stand in one header, with commas between them."""
    prefer = preferences(entity, path)
    if columns:
        prefer.append(ANY_COLUMN)
    return {**HEADERS, "Prefer": ", ".join(prefer)} if prefer else dict(HEADERS)


def preferences(entity: EntitySpec, path: str) -> list[str]:
    """What a read of this path prefers: ids that last, and moments in UTC."""
    prefer = []
    if entity.module in OUTLOOK and path.startswith(("/users/", "/me/", "/groups/")):
        prefer.append(IMMUTABLE)
        if entity.module != "contacts":
            prefer.append(IN_UTC)
    return prefer


def parameters_text(query: Query[Record]) -> dict[str, str]:
    """What stands in the query string without a dollar sign, such as the two ends of a calendar view."""
    entity = query.entity
    plain = [wire for wire in entity.parameters if wire not in placeholders(entity)]
    absent = [wire for wire in plain if wire not in query.parameters and wire not in entity.optional_parameters]
    if absent:
        named = ", ".join(odata.parameter(entity, wire).name for wire in absent)
        raise QueryError(
            f"{named} must be given",
            entity=entity.name,
            hint=f"Add .of({', '.join(f'{n}=...' for n in named.split(', '))}).",
        )
    return {wire: _plain_value(query.parameters[wire]) for wire in plain if wire in query.parameters}


def _plain_value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return odata.VERSION_4.moment(value) if isinstance(value, datetime) else str(value)


def _sole_key(query: Query[Record]) -> Value | None:
    """The key, where that is all that is asked for and the resource cannot be filtered on it."""
    entity = query.entity
    if len(query.conditions) != 1 or query.ordering or query.words is not None or entity.advanced_query:
        return None
    (condition,) = query.conditions
    if not isinstance(condition, Comparison) or condition.comparator != "eq" or not condition.field.is_key:
        return None
    return condition.value if any("id" in path.needs for path in entity.item_paths) else None


def _without_id(entity: EntitySpec) -> list[PathSpec]:
    return [path for path in entity.item_paths if "id" not in path.needs and path.path != "/me"]


def _require_get(entity: EntitySpec, *, item: bool = False) -> None:
    methods = entity.item_methods if item and entity.item_methods else entity.methods
    if "GET" not in methods:
        raise QueryError(
            f"{entity.name} cannot be read: Microsoft offers {', '.join(sorted(entity.methods))} only",
            entity=entity.name,
            hint="It is an action, not a list.",
        )


def _get(where: str, options: dict[str, str], entity: EntitySpec, headers: Mapping[str, str]) -> Request:
    url = f"{where}?{odata.query_string(options)}" if options else where
    if len(url) > LONGEST_URL:
        raise QueryError(
            f"the address would be {len(url)} characters long and {LONGEST_URL} is what arrives safely",
            entity=entity.name,
            hint="Select fewer fields, or split a long list of values over several reads.",
        )
    return Request("GET", url, headers)


def _root(url: str) -> str:
    """What stands before the version in the path of an address: nothing, but for a proxy."""
    return unquote(urlsplit(url).path).lower().partition(f"{VERSION}/")[0]
