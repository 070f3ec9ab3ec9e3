"""What a query becomes in Graph's query options, and what Graph cannot be asked (fact sheet sections 3 and 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nlconnect.connector import EntitySpec, FieldSpec, NestedPlan, Query, Record, odata
from nlconnect.errors import QueryError
from nlconnect.model.query import AllOf, Condition
from nlconnect_graph.conditions import advanced_because, arranged, require_filterable, respelled
from nlconnect_graph.searching import search_text

STORE_EXTERNAL = frozenset(
    "aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools "
    "skills".split()
)
"""Fields of a user that are kept elsewhere: asked for in a list, they give a 501."""
SIGN_IN_PAGE = 500
EXPANDED_PAGE = 100
EXPANDED_MEMBERS = 20
"""Rows of the directory that come along in an expand, and there is no link to the rest."""
ONLY_NEWEST_FIRST = {
    "teams.ChatMessages": ("createdDateTime", "lastModifiedDateTime"),
    "teams.Chats": ("lastMessagePreview", "createdDateTime"),
}
EVENTUALLY = {"ConsistencyLevel": "eventual"}


@dataclass(slots=True)
class Asked:
    """The options and headers of a read, in the order in which they were found to be needed."""

    options: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    fields: tuple[FieldSpec, ...] = ()
    nested: tuple[NestedPlan, ...] = ()
    page_size: int | None = None
    partial: bool = False
    notes: list[str] = field(default_factory=list)


def asked(query: Query[Record]) -> Asked:
    """All options of a list. Raises QueryError for what Graph cannot do, with what it can."""
    entity, found = query.entity, Asked()
    found.nested, whole = _expanded(query)
    found.fields = tuple(dict.fromkeys((*_selected(query), *whole)))
    found.options |= selection(found.fields, entity)
    found.partial = not found.options
    if found.partial:
        found.notes.append("these fields cannot be selected: every field crosses the wire, and the rest is dropped")
    if found.nested or whole:
        found.options["$expand"] = _expand_text(found.nested, whole, entity)
    conditions = _filter(query, found)
    _search(query, found)
    _order(query, found)
    reason = advanced_because(query, conditions)
    if reason is not None:
        _advance(found, entity, reason, searches=query.words is not None)
    _page(query, found)
    return found


def conditions_text(conditions: Sequence[Condition]) -> str:
    return odata.filter_text(AllOf(tuple(conditions)), odata.VERSION_4)


def selection(fields: Sequence[FieldSpec], entity: EntitySpec) -> dict[str, str]:
    """`$select`; nothing where the resource has none, or where only one of several types of records has a field.

    Graph: such fields come by themselves, and cannot be named. In lists of directory objects they have to be named.
    """
    derived = any(spec.on for spec in fields if spec.is_value) and not entity.advanced_query
    if derived or "select" not in entity.supports:
        return {}
    return {"$select": _named(fields)}


def _named(fields: Sequence[FieldSpec]) -> str:
    return ",".join(spec.wire for spec in fields if spec.is_value)


def filtered(query: Query[Record], notes: list[str]) -> tuple[Condition, ...]:
    """The conditions as Graph can be asked them. Raises QueryError."""
    entity = query.entity
    if "filter" in entity.demands and not query.conditions:
        raise QueryError(
            "Microsoft lists nothing here without a condition", entity=entity.name, hint=" ".join(entity.notes) or None
        )
    for condition in query.conditions:
        require_filterable(condition, entity)
    conditions = tuple(respelled(condition, entity, notes) for condition in query.conditions)
    return arranged(conditions, query.ordering, entity, notes)


def _filter(query: Query[Record], found: Asked) -> tuple[Condition, ...]:
    conditions = filtered(query, found.notes)
    if conditions:
        found.options["$filter"] = conditions_text(conditions)
    return conditions


def _search(query: Query[Record], found: Asked) -> None:
    if query.words is None:
        return
    if not query.entity.advanced_query and (query.conditions or query.ordering):
        raise QueryError(
            "Microsoft cannot search and filter or sort at once",
            entity=query.entity.name,
            hint="Say it in the words: `from:an subject:offerte received>=2026-11-01`.",
        )
    found.options["$search"] = search_text(query.words, query.entity)
    if query.entity.module == "mail":
        found.notes.append("a search gives 1,000 messages at most, the last sent first")


def _order(query: Query[Record], found: Asked) -> None:
    if not query.ordering:
        return
    entity = query.entity
    sortable = [spec for spec in entity.fields if spec.orderby]
    if "orderby" not in entity.supports and not sortable:
        raise QueryError("Microsoft cannot sort these", entity=entity.name, hint="Sort them in Python.")
    newest = ONLY_NEWEST_FIRST.get(entity.qualified_name, ())
    for order in query.ordering:
        spec = order.field
        if sortable and spec not in sortable:
            can = ", ".join(other.name for other in sortable)
            raise QueryError(f"Microsoft cannot sort by {spec.name}", entity=entity.name, hint=f"It can by {can}.")
        if newest and (spec.wire not in newest or not order.descending):
            can = ", ".join(f"-{entity.by_wire[wire].name}" for wire in newest if wire in entity.by_wire)
            raise QueryError(
                "Microsoft sorts these the newest first only", entity=entity.name, hint=f"Sort by {can}, or in Python."
            )
    found.options["$orderby"] = odata.order_text(query.ordering)


def _advance(found: Asked, entity: EntitySpec, reason: str, *, searches: bool) -> None:
    """Graph: an advanced query needs the header and $count; for $search the header alone is enough."""
    if "$expand" in found.options:
        raise QueryError(
            f"Microsoft cannot expand and {reason} at once",
            entity=entity.name,
            hint="Leave the expand out, and read the other collection by itself.",
        )
    found.headers.update(EVENTUALLY)
    if not searches or "$filter" in found.options or "$orderby" in found.options:
        found.options["$count"] = "true"
    found.notes.append(f"ConsistencyLevel eventual, to {reason}: what changed a minute ago may not show yet")


def _page(query: Query[Record], found: Asked) -> None:
    entity = query.entity
    if "top" not in entity.supports:
        return
    size = entity.page_size
    asked_for = {spec.wire for spec in found.fields}
    if entity.wire == "users" and (
        "signInActivity" in asked_for or "signInActivity" in found.options.get("$filter", "")
    ):
        size = SIGN_IN_PAGE
    if size is not None and entity.advanced_query and "$expand" in found.options:
        size = min(size, EXPANDED_PAGE)
    found.page_size = size
    top = min(size, query.maximum) if size and query.maximum else size or query.maximum
    if top is not None and (size is not None or top <= EXPANDED_PAGE):
        found.options["$top"] = str(top)


def _selected(query: Query[Record]) -> tuple[FieldSpec, ...]:
    entity = query.entity
    if query.selected is None:
        return tuple(spec for spec in entity.defaults if not is_columns(entity, spec))
    wanted = [entity.field(name) for name in query.selected if "." not in name]
    wanted = [spec for spec in wanted if not is_columns(entity, spec)]
    outside = [spec.name for spec in wanted if not spec.is_value and spec.name not in query.expanded]
    outside += [
        head for name in query.selected if "." in name and (head := name.partition(".")[0]) not in query.expanded
    ]
    if outside:
        raise QueryError(
            f"{outside[0]} lives on another resource", entity=entity.name, hint=f"Add .expand({outside[0]!r})."
        )
    external = [spec.name for spec in wanted if spec.wire in STORE_EXTERNAL] if entity.wire == "users" else []
    if external:
        raise QueryError(
            f"Microsoft gives {', '.join(external)} for one user at a time only",
            entity=entity.name,
            hint="Fetch each user by key: .get(), or .get_many() for many.",
        )
    keys = [entity.by_wire[wire] for wire in entity.key if wire in entity.by_wire]
    return tuple(dict.fromkeys([*keys, *(spec for spec in wanted if spec.is_value)]))


def is_columns(entity: EntitySpec, spec: FieldSpec) -> bool:
    """Graph: the columns of a list stand in `fields`, which is expanded."""
    return entity.wire == "listItems" and spec.wire == "fields"


def _expanded(query: Query[Record]) -> tuple[tuple[NestedPlan, ...], tuple[FieldSpec, ...]]:
    """Collections that have an entity of their own; and what comes as plain JSON, such as one manager."""
    entity = query.entity
    names = list(query.expanded)
    wanted = entity.by_name if query.selected is None else query.selected
    names += [s.name for s in entity.fields if is_columns(entity, s) and s.name in wanted and s.name not in names]
    if names and "expand" not in entity.supports:
        raise QueryError("Microsoft cannot expand anything here", entity=entity.name, hint="Read it by itself.")
    if len(names) > 1:
        raise QueryError(
            "Microsoft expands one thing at a time", entity=entity.name, hint=f"Expand {names[0]}, and read the others."
        )
    nested, whole = [], []
    for name in names:
        spec, target = entity.by_name[name], entity.target_of(name)
        if spec.type != "collection" or target is None:
            whole.append(spec)
            continue
        picked = [entry.partition(".")[2] for entry in query.selected or () if entry.startswith(f"{name}.")]
        fields = tuple(dict.fromkeys([*(target.by_wire[key] for key in target.key), *map(target.field, picked)]))
        limit = EXPANDED_MEMBERS if entity.advanced_query else None
        nested.append(NestedPlan(name, spec.wire, target, fields if picked else target.defaults, None, limit))
    return tuple(nested), tuple(whole)


def _expand_text(nested: Sequence[NestedPlan], whole: Sequence[FieldSpec], entity: EntitySpec) -> str:
    parts = [f"{plan.wire}($select={_named(plan.fields)})" for plan in nested]
    return ",".join((*parts, *(_whole_text(spec, entity) for spec in whole)))


def columns_of(fields: Sequence[FieldSpec], entity: EntitySpec) -> dict[str, str]:
    """What fetches the columns of one item along, where a customer's own schema knows them."""
    columns = [spec for spec in fields if is_columns(entity, spec) and spec.is_value]
    return {"$expand": _whole_text(columns[0], entity)} if columns else {}


def _whole_text(spec: FieldSpec, entity: EntitySpec) -> str:
    """Columns that a customer's own schema knows are named, which leaves out those that SharePoint hides."""
    if spec.of is None or entity.catalogue is None:
        return spec.wire
    return f"{spec.wire}($select={','.join(part.wire for part in entity.catalogue.types[spec.of].fields)})"
