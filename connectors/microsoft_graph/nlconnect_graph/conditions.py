"""Conditions as Graph can be asked them: what it knows of each field, and what makes a query an advanced one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from nlconnect.connector import EntitySpec, FieldSpec, Query, Record
from nlconnect.errors import QueryError
from nlconnect.model.query import AllOf, AnyOf, Comparator, Comparison, Condition, Negation, Order

VENDOR_WORDS = {"startswith": "startsWith", "endswith": "endsWith"}
SIGNS = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "ge": ">=",
    "lt": "<",
    "le": "<=",
    "in": "in",
    "not": "not",
    "startsWith": "startswith",
    "endsWith": "endswith",
    "contains": "contains",
}
ANYTHING = "yes"
"""What the documentation says where it only says that a field can be filtered on."""
STRICT: Mapping[Comparator, Comparator] = {"gt": "ge", "lt": "le"}
"""What is the same with `ne` beside it."""
SORTED_ANYWAY = {"users": ("displayName", "userPrincipalName"), "groups": ("displayName",)}
"""What the directory sorts by without being asked for an advanced query (fact sheet section 3.1)."""
MOST_NAMED = 20
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


def require_filterable(condition: Condition, entity: EntitySpec) -> None:
    """Raises QueryError for a test that Graph cannot do, with those it can."""
    if "filter" not in entity.supports:
        raise QueryError("Microsoft cannot filter these", entity=entity.name, hint="Filter them in Python.")
    if not any(spec.filter_ops for spec in entity.fields):
        return  # nothing is documented by field; the vendor will say
    for comparison, negated in _comparisons(condition):
        _require(comparison, negated=negated, entity=entity)


def _require(comparison: Comparison, *, negated: bool, entity: EntitySpec) -> None:
    spec, whole = comparison.field, _outermost(comparison.field)
    ops = spec.filter_ops
    if ops is None and (whole.is_key or whole.type == "bool"):
        return  # the documentation forgets some that work everywhere
    if ops is None:
        can = [other.name for other in entity.fields if other.filter_ops]
        more = " ..." if len(can) > MOST_NAMED else "."
        raise QueryError(
            f"Microsoft cannot filter on {spec.name}",
            entity=entity.name,
            hint=f"It can on {', '.join(can[:MOST_NAMED])}{more}",
        )
    if ANYTHING in ops:
        return
    sign = VENDOR_WORDS.get(comparison.comparator, comparison.comparator)
    if not (_can(sign, ops) and (not negated or "not" in ops)):
        able = ", ".join(SIGNS[op] for op in SIGNS if op in ops)
        raise QueryError(
            f"Microsoft cannot test {spec.name} with {SIGNS.get(sign, sign) if _can(sign, ops) is False else 'not'}",
            entity=entity.name,
            hint=f"It can with {able}; the rest in Python.",
        )


def _can(sign: str, ops: frozenset[str]) -> bool:
    loose = next((weak for strict, weak in STRICT.items() if strict == sign), None)
    return sign in ops or (loose is not None and {loose, "ne"} <= ops)


def respelled(condition: Condition, entity: EntitySpec, notes: list[str]) -> Condition:
    """Graph: the directory knows >= but not >, which is the same as >= and unequal.

    A field that one of several types of records has is cast to that type; in the directory it need not be.
    """
    match condition:
        case Comparison(spec) if spec.on and spec.within is None and not entity.advanced_query:
            return replace(condition, field=replace(spec, wire=f"microsoft.graph.{spec.on}/{spec.wire}"))
        case Comparison(spec, ("gt" | "lt") as sign, _) if spec.filter_ops and sign not in spec.filter_ops:
            if ANYTHING in spec.filter_ops:
                return condition
            notes.append(f"Microsoft knows no {SIGNS[sign]} for {spec.name}: {SIGNS[STRICT[sign]]} and != are asked")
            return AllOf((replace(condition, comparator=STRICT[sign]), replace(condition, comparator="ne")))
        case AllOf(conditions):
            return AllOf(tuple(respelled(part, entity, notes) for part in conditions))
        case AnyOf(conditions):
            return AnyOf(tuple(respelled(part, entity, notes) for part in conditions))
        case Negation(inner):
            return Negation(respelled(inner, entity, notes))
    return condition


def arranged(
    conditions: tuple[Condition, ...], ordering: Sequence[Order], entity: EntitySpec, notes: list[str]
) -> tuple[Condition, ...]:
    """Graph: what messages are sorted by has to stand first in the filter, in the same order; else a 400."""
    if entity.wire != "messages" or not conditions or not ordering:
        return conditions
    left = [part for condition in conditions for part in _flat(condition)]
    first: list[Condition] = []
    for order in ordering:
        own = [part for part in left if isinstance(part, Comparison) and part.field == order.field]
        if not own and order.field.type == "datetime":
            own = [Comparison(order.field, "ge", LONG_AGO)]
            notes.append(f"what is sorted by has to be filtered on: {order.field.wire} since 1900 is added")
        if not own:
            raise QueryError(
                f"Microsoft cannot filter on something else and sort by {order.field.name}",
                entity=entity.name,
                hint="Sort by received_date_time, or in Python.",
            )
        first += own
        left = [part for part in left if part not in own]
    return (*first, *left)


def advanced_because(query: Query[Record], conditions: Sequence[Condition]) -> str | None:
    """What needs an advanced query, None where nothing does or the resource has none (fact sheet section 3.1)."""
    entity = query.entity
    if not entity.advanced_query:
        return None
    if query.words is not None:
        return "search"
    for comparison, negated in (pair for condition in conditions for pair in _comparisons(condition)):
        if negated:
            return "ask for what is not so"
        if comparison.comparator in ("ne", "endswith"):
            return f"test with {SIGNS[VENDOR_WORDS.get(comparison.comparator, comparison.comparator)]}"
    if query.ordering and conditions:
        return "filter and sort"
    unsorted = [order.field for order in query.ordering if order.field.wire not in SORTED_ANYWAY.get(entity.wire, ())]
    return f"sort by {unsorted[0].name}" if unsorted else None


def _comparisons(condition: Condition, *, negated: bool = False) -> Iterator[tuple[Comparison, bool]]:
    match condition:
        case Comparison():
            yield condition, negated
        case AllOf(conditions) | AnyOf(conditions):
            for part in conditions:
                yield from _comparisons(part, negated=negated)
        case Negation(inner):
            yield from _comparisons(inner, negated=True)


def _flat(condition: Condition) -> list[Condition]:
    return (
        [part for inner in condition.conditions for part in _flat(inner)]
        if isinstance(condition, AllOf)
        else [condition]
    )


def _outermost(spec: FieldSpec) -> FieldSpec:
    while spec.within is not None:
        spec = spec.within
    return spec
