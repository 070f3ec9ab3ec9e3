"""How Exact Online is spoken to: queries become the fewest calls the API allows, answers become rows or errors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from nlconnect.connector import (
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
from nlconnect.model.catalogue import EntitySpec, FieldSpec, RouteSpec
from nlconnect.model.query import AllOf, Comparison, Condition, fields_of
from nlconnect.model.values import Value, coerce
from nlconnect_exact.answers import error_of
from nlconnect_exact.dates import AMSTERDAM, day, moment

PLAIN_PAGE = 60
LONGEST_URL = 6000
"""Characters after percent-encoding (fact sheet section 1)."""
ROW_VERSION = "Timestamp"
NO_GUID = "00000000-0000-0000-0000-000000000000"
NOTATION = odata.version_2(AMSTERDAM)
"""Moments are written as Dutch wall-clock time."""
HEADERS = {"Accept": "application/json"}
"""Without it Exact answers in Atom XML."""
_NEXT = re.compile(rb'"__next"\s*:\s*"([^"\\]*)"\s*\}\s*\}\s*\Z')
"""A link with escapes is left to the parser."""
_TAIL_BYTES = 8192
_LINES = re.compile(r"\([^/()]*\)/\w+")

VERIFIED_COMPARATORS = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})


@dataclass(frozen=True, slots=True)
class ExactDialect:
    """OData 2 as Exact speaks it."""

    wire: WireFormat = WireFormat(
        rows=(("d", "results"), ("d",)),
        next=("d", "__next"),
        total=("d", "__count"),
        one=("d",),
        day=day,
        moment=moment,
        metadata=("__metadata",),
        nested_rows=("results",),
        nested_next=("__next",),
        nested_elsewhere=("__deferred", "uri"),
    )

    def list_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
        """Choose the route and print the query."""
        entity = query.entity
        _require_get(entity)
        if entity.kind == "function":
            return _function_plan(query, base_url=base_url, scope=scope)
        if query.parameters:
            raise QueryError("only function resources take parameters", entity=entity.name)
        fields = _selected(query)
        nested = _nested(query)
        route, notes = _route(query, fields)
        conditions = _conditions(query, route, notes)
        options = {"$select": ",".join(_select_list(fields, nested))}
        if nested:
            options["$expand"] = ",".join(plan.wire for plan in nested)
        if conditions:
            options["$filter"] = odata.filter_text(AllOf(conditions), NOTATION, comparer=_compared)
        if query.ordering:
            options["$orderby"] = odata.order_text(query.ordering)
            notes.append("Exact calls $orderby slow and may withdraw it")
        page_size = route.page_size if route else (entity.page_size or PLAIN_PAGE)
        if query.maximum is not None and query.maximum <= (page_size or PLAIN_PAGE):
            options["$top"] = str(query.maximum)
        return ReadPlan(
            request=_get(address(route.path if route else entity.path, base_url, scope, entity), options, entity),
            entity=entity,
            scope=scope,
            fields=fields,
            route=route.name if route else "plain",
            page_size=page_size,
            nested=nested,
            notes=tuple(notes),
        )

    def key_request(
        self, entity: EntitySpec, key: Key, fields: tuple[FieldSpec, ...], *, base_url: str, scope: Scope
    ) -> ReadPlan:
        """`Resource(guid'...')`, or `Resource(Name=literal,...)` where the key has several parts."""
        _require_get(entity)
        if entity.kind == "function":
            raise QueryError("a function takes parameters, no key", entity=entity.name, hint=_of(entity))
        place = record_address(entity, key, base_url=base_url, scope=scope)
        options = {"$select": ",".join(spec.wire for spec in fields)}
        return ReadPlan(
            request=_get(place, options, entity),
            entity=entity,
            scope=scope,
            fields=fields,
            route="key",
            page_size=1,
            single=True,
        )

    def count_request(self, query: Query[Record], *, base_url: str, scope: Scope) -> Request:
        """`/$count`, which answers plain text and refuses an Accept header for JSON."""
        entity = query.entity
        _require_get(entity)
        if entity.kind == "function":
            raise QueryError("Exact cannot count a function resource", entity=entity.name)
        conditions = _conditions(query, None, [])
        options = {"$filter": odata.filter_text(AllOf(conditions), NOTATION, comparer=_compared)} if conditions else {}
        place = f"{address(entity.path, base_url, scope, entity)}/$count"
        return _get(place, options, entity, headers={"Accept": "*/*"})

    def next_request(self, link: str, plan: ReadPlan) -> Request:
        """The next link verbatim: it carries select, filter and skiptoken. Raises ServerError for a wrong one."""
        _refuse_elsewhere(link, plan)
        return Request("GET", link, plan.request.headers)

    def rest_of(self, nested: NestedPlan, parent: Record, *, base_url: str) -> ReadPlan | None:
        """Rows inside an expand may stop at a page: a full page is read again from the resource of the lines."""
        rows = getattr(parent, nested.name)
        if nested.by is None or len(rows) < (nested.page_size or PLAIN_PAGE):
            return None
        back = nested.entity.by_wire[nested.by]
        key = getattr(parent, parent.entity.by_wire[parent.entity.key[0]].name)
        query = Query(nested.entity, Record, (Comparison(back, "eq", key),)).select(*(f.name for f in nested.fields))
        return self.list_request(query, base_url=base_url, scope=parent.scope)

    def peek_next(self, response: Response, *, plan: ReadPlan) -> str | None:
        """`__next` is the last a page says, and only there it is taken: expanded rows have links of their own."""
        content = response.content
        found = _NEXT.search(content, max(0, len(content) - _TAIL_BYTES))
        return found[1].decode() if found is not None and found[1].isascii() else None

    def following(self, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        """Exact: a page without a link is the last one."""
        return None

    def error_of(self, response: Response, *, method: str, entity: EntitySpec | None) -> NlconnectError | None:
        """See `nlconnect_exact.answers`."""
        return error_of(response, method=method, entity=entity)

    def request_id_of(self, response: Response) -> str | None:
        """Exact documents no request id; a gateway may send one (a guess)."""
        return response.headers.get("request-id") or response.headers.get("x-request-id")


def _refuse_elsewhere(link: str, plan: ReadPlan) -> None:
    """A page goes on in its own resource and company, or in the lines of one of its records.

    A link from a broken server, or a cursor that somebody made up, could lead to another company's rows, which would
    then be filed, counted and written down under this one.
    """
    here, there = (unquote(urlsplit(url).path).lower() for url in (plan.request.url, link))
    if there != here and not (there.startswith(f"{here}(") and _LINES.fullmatch(there[len(here) :])):
        raise ServerError(
            "the next page leads to another resource or company, which is refused",
            entity=plan.entity.name,
            scope=str(plan.scope),
        )


def _require_get(entity: EntitySpec) -> None:
    if "GET" not in entity.methods:
        raise QueryError(
            f"{entity.name} cannot be read: Exact offers {', '.join(sorted(entity.methods))} only",
            entity=entity.name,
            hint="It is an action. Read the resource it acts on.",
        )


def address(path: str, base_url: str, scope: Scope, entity: EntitySpec) -> str:
    """Where a resource stands. Raises QueryError without a division, which is never guessed."""
    if "{division}" in path:
        if "division" not in scope:
            raise QueryError(
                "no division is named",
                entity=entity.name,
                hint="Name one in the profile, with .within(division=...), or read .across('all'). "
                "The current division is never used: it follows what a person has open in the browser.",
            )
        path = path.replace("{division}", str(int(scope["division"])))
    return base_url.rstrip("/") + path


def record_address(entity: EntitySpec, key: Key, *, base_url: str, scope: Scope) -> str:
    """Where one record stands. Raises QueryError for a key that does not fit."""
    values = key if isinstance(key, tuple) else (key,)
    if not entity.key:
        raise QueryError("this resource has no key", entity=entity.name, hint="Read it with a condition.")
    if len(values) != len(entity.key):
        raise QueryError(f"the key has {len(entity.key)} parts: {', '.join(entity.key)}", entity=entity.name)
    written = [_key_literal(entity.by_wire[wire], value) for wire, value in zip(entity.key, values, strict=True)]
    inside = (
        written[0]
        if len(written) == 1
        else ",".join(f"{wire}={text}" for wire, text in zip(entity.key, written, strict=True))
    )
    return f"{address(entity.path, base_url, scope, entity)}({odata.quoted(inside)})"


def _get(place: str, options: dict[str, str], entity: EntitySpec, *, headers: Mapping[str, str] = HEADERS) -> Request:
    url = f"{place}?{odata.query_string(options)}" if options else place
    if len(url) > LONGEST_URL:
        raise QueryError(
            f"the address would be {len(url)} characters long and Exact takes {LONGEST_URL}",
            entity=entity.name,
            hint="Select fewer fields, or split a long list of values over several reads.",
        )
    return Request("GET", url, headers)


def _selected(query: Query[Record]) -> tuple[FieldSpec, ...]:
    """The plain fields to ask for: always named, since some resources refuse a read without. Keys come along."""
    entity = query.entity
    if query.selected is None:
        return tuple(spec for spec in entity.values if not spec.obsolete or spec.is_key)
    wanted = [entity.field(name) for name in query.selected if "." not in name]
    inside = [name.partition(".")[0] for name in query.selected if "." in name]
    for name in (*(spec.name for spec in wanted if not spec.is_value), *inside):
        if name not in query.expanded:
            raise QueryError(f"{name} is a collection of its own", entity=entity.name, hint=f"Add .expand({name!r}).")
    keys = [entity.by_wire[wire] for wire in entity.key if wire in entity.by_wire]
    return tuple(dict.fromkeys([*keys, *(spec for spec in wanted if spec.is_value)]))


def _nested(query: Query[Record]) -> tuple[NestedPlan, ...]:
    entity = query.entity
    plans = []
    for name in query.expanded:
        target = entity.target_of(name)
        if target is None:
            raise QueryError(f"it is not known what {name} holds, so it cannot be expanded", entity=entity.name)
        link = entity.by_name[name].link
        picked = [entry.partition(".")[2] for entry in query.selected or () if entry.startswith(f"{name}.")]
        if picked:
            fields = tuple(dict.fromkeys([*(target.by_wire[key] for key in target.key), *map(target.field, picked)]))
        else:
            fields = tuple(spec for spec in target.values if not spec.obsolete)
        plans.append(
            NestedPlan(name, entity.by_name[name].wire, target, fields, link.by if link else None, target.page_size)
        )
    return tuple(plans)


def _select_list(fields: Sequence[FieldSpec], nested: Sequence[NestedPlan]) -> list[str]:
    """Nested fields are written `Lines/Field`."""
    names = [spec.wire for spec in fields]
    for plan in nested:
        names += [f"{plan.wire}/{spec.wire}" for spec in plan.fields]
    return names


def _route(query: Query[Record], fields: Sequence[FieldSpec]) -> tuple[RouteSpec | None, list[str]]:
    """The bulk twin where it provably answers the same question with fewer calls; else the plain resource, and why."""
    entity = query.entity
    bulk = entity.routes.get("bulk")
    if bulk is None:
        size = entity.page_size or PLAIN_PAGE
        return None, [f"{entity.name} has no bulk twin: {size} rows a call"]
    if query.expanded:
        return None, ["the bulk twin cannot expand collections"]
    if query.maximum is not None and query.maximum <= PLAIN_PAGE:
        return None, [f"{query.maximum} records fit in one call of the plain resource"]
    asked = [*fields, *(order.field for order in query.ordering)]
    lacking = sorted({spec.name for spec in asked if spec.wire in bulk.missing})
    if lacking:
        return None, [
            f"the bulk twin does not have {', '.join(lacking)}; leave them out to get {bulk.page_size} rows a call"
        ]
    filtered = [spec for condition in query.conditions for spec in fields_of(condition)]
    unfilterable = sorted(
        {
            spec.name
            for spec in filtered
            if spec.wire in bulk.missing or (bulk.filterable and spec.wire not in bulk.filterable)
        }
    )
    if unfilterable:
        return None, [f"the bulk twin cannot filter on {', '.join(unfilterable)}"]
    return bulk, [f"every field means the same on the bulk twin, which gives {bulk.page_size} rows a call"]


def _conditions(query: Query[Record], route: RouteSpec | None, notes: list[str]) -> tuple[Condition, ...]:
    """The query's conditions, with one that is always true where Exact refuses a read without a filter."""
    conditions = query.conditions
    demands = route.demands if route else query.entity.demands
    if any(isinstance(part, Comparison) and part.comparator not in VERIFIED_COMPARATORS for part in _parts(conditions)):
        notes.append("text search inside a filter is not documented by Exact (a guess from OData 2)")
    if query.entity.kind == "sync":
        _require_row_version(query)
    if "filter" not in demands or any(_satisfies(condition) for condition in conditions):
        return conditions
    key = query.entity.by_wire[query.entity.key[0]]
    notes.append(f"Exact demands a filter here: {key.wire} ne (an empty GUID) is added, which is always true")
    return (Comparison(key, "ne", NO_GUID), *conditions)


def _require_row_version(query: Query[Record]) -> None:
    """Exact: a sync feed is filtered on its row version, and on nothing else (fact sheet section 9)."""
    others = {spec.name for condition in query.conditions for spec in fields_of(condition) if spec.wire != ROW_VERSION}
    if others:
        raise QueryError(
            f"a sync feed cannot be filtered on {', '.join(sorted(others))}",
            entity=query.entity.name,
            hint="Filter on timestamp only, and on the rest in Python.",
        )


def _parts(conditions: Sequence[Condition]) -> list[Condition]:
    parts: list[Condition] = []
    for condition in conditions:
        inner = getattr(condition, "conditions", None) or [
            part for part in [getattr(condition, "condition", None)] if part is not None
        ]
        parts += _parts(inner) if inner else [condition]
    return parts


def _satisfies(condition: Condition) -> bool:
    """True for a condition that Exact takes as the mandatory filter."""
    if isinstance(condition, AllOf):
        return any(_satisfies(part) for part in condition.conditions)
    return isinstance(condition, Comparison) and condition.field.satisfies_filter


def _compared(condition: Comparison) -> str | None:
    """Exact: codes are right-aligned in 18 characters, so a person's `25` is padded; a search trims the code."""
    spec, value = condition.field, condition.value
    if not spec.padded or not isinstance(value, str):
        return None
    if condition.comparator in VERIFIED_COMPARATORS:
        return f"{spec.wire} {condition.comparator} {odata.text_literal(value.strip().rjust(spec.padded))}"
    written = odata.text_literal(value)
    if condition.comparator == "contains":
        return f"substringof({written},{spec.wire})"
    return f"{condition.comparator}(trim({spec.wire}),{written})"


def _key_literal(spec: FieldSpec, value: Value) -> str:
    coerced = coerce(spec, value)
    if coerced is None:
        raise QueryError(f"the key {spec.name} cannot be empty")
    if spec.padded and isinstance(coerced, str):
        coerced = coerced.strip().rjust(spec.padded)
    return odata.literal(spec, coerced, NOTATION)


def _of(entity: EntitySpec) -> str:
    return f"Use .of({', '.join(f'{name}=...' for name in odata.parameter_names(entity))})."


def _function_plan(query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
    """A function takes plain parameters, all of them, and no `$filter`."""
    entity = query.entity
    if query.conditions or query.ordering or query.expanded:
        raise QueryError(
            "a function resource takes parameters, no conditions, ordering or expand",
            entity=entity.name,
            hint=_of(entity),
        )
    absent = [wire for wire in entity.parameters if wire not in query.parameters]
    if absent:
        raise QueryError(
            f"the parameters {', '.join(absent)} are missing",
            entity=entity.name,
            hint=_of(entity),
        )
    notes = ["a function: its parameters are all mandatory"]
    if entity.parameters_unknown:
        notes.append("its parameters are not known to us; they are sent as you give them")
    options = {
        wire: odata.literal(odata.parameter(entity, wire), value, NOTATION) for wire, value in query.parameters.items()
    }
    fields = _selected(query)
    if query.selected is not None:
        options["$select"] = ",".join(spec.wire for spec in fields)
    return ReadPlan(
        request=_get(address(entity.path, base_url, scope, entity), options, entity),
        entity=entity,
        scope=scope,
        fields=fields,
        route="function",
        page_size=None,
        notes=tuple(notes),
    )
