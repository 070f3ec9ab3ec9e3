"""How Graph is followed: by delta links, which hold the question and the place reached (fact sheet section 5)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from nlconnect.connector import EntitySpec, FieldSpec, Query, ReadPlan, Record, Request, odata
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking
from nlconnect.errors import ApiError, NlconnectError, QueryError, ServerError
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition
from nlconnect.model.sync import Key, Position
from nlconnect_graph.answers import STALE
from nlconnect_graph.dialect import HEADERS, OUTLOOK, parameters_text, preferences
from nlconnect_graph.options import is_columns, selection
from nlconnect_graph.paths import SCOPE_PARTS, Values, address, chosen, filled

REMOVED = "@removed"
OUTLOOK_PAGE = "odata.maxpagesize=500"
"""Graph: without a wish, pages of a mailbox's delta are small. The number is a guess at what is taken."""
MOST_IDS = 50
WEEK = "Microsoft forgets a delta link of the directory after seven days: run it at least weekly"
_LINK = re.compile(rb'"@odata\.deltaLink"\s*:\s*("(?:[^"\\]|\\.)*")\s*[,}]')
_EDGE_BYTES = 16_384


class GraphDeltas:
    """Everything that has a `/delta`."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        """Raises QueryError for what has no delta, such as planner tasks."""
        if entity.delta is None:
            raise QueryError(
                "Microsoft does not tell what changed here",
                entity=entity.name,
                hint="Read it whole, as often as you need it.",
            )
        notes = ["delta links, in which the selection is fixed; what was deleted or left the scope is told"]
        if entity.module == "directory":
            notes.append(WEEK)
        places = tuple(need for need in entity.delta.needs if need in SCOPE_PARTS)
        return Tracking("link", entity.key, deletions=True, notes=tuple(notes), places=places)

    def begin(self, asking: Asking, position: Position | None) -> Start:
        """The first call, or the link that was kept. Raises QueryError for what a delta cannot be asked."""
        plan = _plan(asking)
        leg = Leg("delta", asking, plan, position or {})
        if not position:
            return Start(leg)
        link = str(position["link"])
        return Start(leg.at(link, {"link": link, "resumed": "open" in position}))

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        """Graph: one record may come more than once, in any order; what comes last counts."""
        changed: dict[str, Record] = {}
        deleted: dict[str, Key] = {}
        for record in page.records:
            key = str(getattr(record, _key(record.entity).name))
            here, there = (deleted, changed) if _is_gone(record) else (changed, deleted)
            there.pop(key, None)
            here.pop(key, None)
            here[key] = key if here is deleted else record  # type: ignore[assignment]  # each its own kind
        found = Found({}, list(changed.values()), list(deleted.values()))
        resumed = leg.position.get("resumed", False)
        if page.following is not None:
            position = {"link": page.following, "open": True}
            return replace(found, position=position, leg=leg.at(page.following, {**position, "resumed": resumed}))
        link = _delta_link(page.content, leg)
        # A round that was begun in an earlier run may end without what changed since: one more brings it.
        again = leg.at(link, {"link": link}) if resumed else None
        return replace(found, position={"link": link}, leg=again)

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        """Graph: 410 for a link that is too old; drives and mailboxes say it with a code, too."""
        if not leg.position or not isinstance(failure, ApiError):
            return None
        said = failure.message.lower()
        if failure.status == 410 or any(code in said for code in STALE):
            return "Microsoft no longer knows the delta link of the last run"
        return None


def _is_gone(record: Record) -> bool:
    """Graph: `@removed`, also for what can be restored or left the scope; files have a facet `deleted`."""
    if REMOVED in (record.model_extra or {}):
        return True
    return "deleted" in record.entity.by_wire and getattr(record, "deleted", None) is not None


def _plan(asking: Asking) -> ReadPlan:
    query, entity = asking.query, asking.query.entity
    assert entity.delta is not None
    if entity.qualified_name == "calendar.Events":
        raise QueryError(
            "Microsoft tells changes of a calendar within two dates only",
            entity=entity.name,
            hint="Sync CalendarView.of(start_date_time=..., end_date_time=...).",
        )
    values = Values(query.parameters, asking.scope)
    person = bool(getattr(asking.dialect, "person", True))  # a dialect may be wrapped in another
    path = chosen([entity.delta], values, entity=entity, person=person)
    fields = _selected(query)
    options = selection([spec for spec in fields if not is_columns(entity, spec)], entity)
    if any(spec.wire == "fields" for spec in fields) and entity.wire == "listItems":
        options["$expand"] = "fields"
    conditions = _conditions(query)
    if conditions:
        whole = conditions[0] if len(conditions) == 1 else AllOf(conditions)  # without brackets around all of it
        options["$filter"] = odata.filter_text(whole, odata.VERSION_4)
    options |= parameters_text(query)
    where = address(asking.base_url, filled(path, values))
    url = f"{where}?{odata.query_string(options)}" if options else where
    return ReadPlan(
        request=Request("GET", url, _headers(entity, path)),
        entity=entity,
        scope=asking.scope,
        fields=fields,
        route="delta",
        page_size=None,
    )


def _headers(entity: EntitySpec, path: str) -> Mapping[str, str]:
    prefer = preferences(entity, path)
    if entity.module in OUTLOOK:
        prefer = [*prefer, OUTLOOK_PAGE]
    return {**HEADERS, "Prefer": ", ".join(prefer)} if prefer else dict(HEADERS)


def _selected(query: Query[Record]) -> tuple[FieldSpec, ...]:
    """What was asked for, the key, and the mark of a file that went."""
    entity = query.entity
    wanted = entity.defaults if query.selected is None else tuple(map(entity.field, query.selected))
    strangers = [spec.name for spec in wanted if not spec.is_value and spec.wire != "fields"]
    if strangers:
        raise QueryError(f"{strangers[0]} lives on another resource", entity=entity.name, hint="Read it by itself.")
    marks = [entity.by_wire[wire] for wire in ("deleted",) if wire in entity.by_wire and entity.by_wire[wire].is_value]
    columns = [spec for spec in entity.fields if spec.wire == "fields" and query.selected is None]
    return tuple(dict.fromkeys([_key(entity), *wanted, *marks, *columns]))


def _key(entity: EntitySpec) -> FieldSpec:
    return entity.by_wire[entity.key[0]]


def _conditions(query: Query[Record]) -> tuple[Condition, ...]:
    """Graph: the directory filters by up to 50 ids, mail by when it came in; nothing else can be asked."""
    entity = query.entity
    if query.ordering or query.maximum is not None or query.expanded or query.words is not None:
        raise QueryError(
            "a delta takes a selection, no order, limit, expand or search",
            entity=entity.name,
            hint="Leave them out: every change is wanted, and its order is Microsoft's.",
        )
    tests = [test for condition in query.conditions for test in _tests(condition)]
    ids = [test for test in tests if test is not None and test.field.is_key and test.comparator == "eq"]
    mail = [
        test
        for test in tests
        if test is not None and test.field.wire == "receivedDateTime" and test.comparator in ("ge", "gt")
    ]
    directory = entity.module == "directory" and len(ids) == len(tests) <= MOST_IDS
    if tests and not directory and not (entity.name == "Messages" and len(mail) == len(tests)):
        raise QueryError(
            "Microsoft filters changes by 50 ids in the directory, by the moment of arrival in a mail folder, "
            "and not at all elsewhere",
            entity=entity.name,
            hint="Leave the condition out, and filter what you hold.",
        )
    return query.conditions


def _tests(condition: Condition) -> list[Comparison | None]:
    """The comparisons; None for anything else."""
    match condition:
        case Comparison():
            return [condition]
        case AllOf(conditions) | AnyOf(conditions):
            return [test for part in conditions for test in _tests(part)]
    return [None]


def _delta_link(content: bytes, leg: Leg) -> str:
    """The link for next time, which stands before the rows or behind them. Raises ServerError where there is none."""
    for edge in (content[:_EDGE_BYTES].partition(b'"value"')[0], content[-_EDGE_BYTES:].rpartition(b"]")[2]):
        found = _LINK.search(edge)
        if found is not None:
            return str(json.loads(found[1]))
    page = json.loads(content)
    link = page.get("@odata.deltaLink") if isinstance(page, dict) else None
    if not isinstance(link, str):
        raise ServerError("the last page of the changes names no link to go on with", entity=leg.plan.entity.name)
    return link
