"""The query options of a GET, checked as each service of Graph checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlconnect.mock.messages import Asked
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect_graph.mock.expressions import (
    Expression,
    FilterError,
    Use,
    equalities_of,
    parse,
    uses_of,
)
from nlconnect_graph.mock.refusals import FAMILIES, Refused, refusal
from nlconnect_graph.mock.rendering import type_name
from nlconnect_graph.mock.rows.sites import INDEXED

KNOWN = frozenset(
    "$select $filter $orderby $top $skip $search $expand $count $skiptoken $deltatoken $format $levels".split()
)
NO_FILTER_NEEDED = frozenset({"id"})
KQL_FIELDS = frozenset({"body", "cc", "from", "participants", "subject", "to"})
"""What a letter can be searched by here; Exchange knows more."""
_CLAUSE = re.compile(r'"(?:(?P<field>\w+):)?(?P<words>(?:[^"\\]|\\.)+)"')
_CLAUSES = re.compile(r"X(?:\s+(?:AND|OR)\s+X)*".replace("X", r'"(?:[^"\\]|\\.)+"'))
_BEYOND = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b|[()*<>=]|\b[A-Za-z]+:")
"""Words of the search language that this mock does not speak: better refused than passed over."""


@dataclass(frozen=True, slots=True)
class Order:
    path: tuple[str, ...]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Expand:
    """One navigation property, and what of it."""

    name: str
    select: tuple[str, ...] = ()
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One clause of a `$search`; without a field it looks in the usual ones."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks for. `select` empty means the default fields; `search` is a list of all-or-any groups."""

    select: tuple[str, ...] = ()
    expand: tuple[Expand, ...] = ()
    filter: Expression | None = None
    order: tuple[Order, ...] = ()
    top: int | None = None
    skip: int = 0
    search: tuple[tuple[Term, ...], ...] = ()
    count: bool = False
    token: str = ""
    advanced: bool = False

    @property
    def equal(self) -> Mapping[str, object]:
        return {} if self.filter is None else equalities_of(self.filter)


def read_question(entity: EntitySpec, asked: Asked, *, is_item: bool = False) -> Question:
    """Raises Refused in the words of the service."""
    given = {name.lower() if name.startswith("$") else name: value for name, value in asked.parameters.items()}
    unknown = [name for name in given if name.startswith("$") and name not in KNOWN]
    if unknown:
        raise Refused(400, "BadRequest", f"The query parameter '{unknown[0]}' is not supported.")
    eventual = asked.header("consistencylevel").lower() == "eventual"
    asked_count = given.get("$count", "").lower() == "true"
    question = Question(
        select=tuple(_listed(given.get("$select", ""))),
        expand=tuple(_expanded(given.get("$expand", ""), entity)),
        filter=_filter(given.get("$filter"), entity),
        order=tuple(_ordered(given.get("$orderby", ""))),
        top=_number(given.get("$top"), "$top", entity, least=1),
        skip=_number(given.get("$skip"), "$skip", entity) or 0,
        search=_searched(given.get("$search"), entity),
        count=asked_count and (eventual or not entity.advanced_query),
        token=given.get("$skiptoken", ""),
        advanced=eventual and (asked_count or "$search" in given),
    )
    _check(question, entity, given, asked, eventual=eventual, is_item=is_item)
    return question


def _check(
    question: Question, entity: EntitySpec, given: Mapping[str, str], asked: Asked, *, eventual: bool, is_item: bool
) -> None:
    for option in ("filter", "search", "orderby", "skip", "expand"):
        if f"${option}" in given and option not in entity.supports and not (is_item and option == "expand"):
            if option == "skip" and FAMILIES.get(entity.module) == "outlook":
                continue  # their own next links count rows
            raise refusal(entity.module, "bad", f"'${option}' is not supported by the service.")
    for name in question.select:
        if _spec(entity, name) is None and "/" not in name:
            text = f"Could not find a property named '{name}' on type 'microsoft.graph.{type_name(entity)}'."
            raise refusal(entity.module, "bad", f"Parsing OData Select and Expand failed: {text}")
    if entity.advanced_query:
        _check_directory(question, entity, eventual=eventual)
    elif FAMILIES.get(entity.module) == "outlook":
        _check_outlook(question)
    _check_filter(question, entity)
    if entity.qualified_name == "sites.ListItems" and "honornonindexed" not in asked.header("prefer").lower():
        _check_indexed(question)
    if "filter" in entity.demands and question.filter is None and not is_item:
        raise refusal(entity.module, "bad", "Filter expression expected.")


def _check_directory(question: Question, entity: EntitySpec, *, eventual: bool) -> None:
    """Graph: advanced queries need `ConsistencyLevel: eventual` and `$count=true`; `$search` the header alone."""
    if question.search and not eventual:
        raise refusal(
            "directory",
            "unsupported",
            "Request with $search query parameter only works through "
            "MSGraph with a special request header: 'ConsistencyLevel: eventual'",
        )
    if question.advanced:
        if question.expand:
            raise refusal("directory", "unsupported", "$expand is not supported together with advanced queries.")
        return
    tests = list(uses_of(question.filter)) if question.filter is not None else []
    for use in tests:
        if use.test in ("ne", "not", "endsWith", "/$count") or use.path.endswith("/$count"):
            raise refusal("directory", "unsupported", f"Unsupported Query. '{use.test}' needs an advanced query.")
    if tests and question.order:
        raise refusal("directory", "unsupported", "Sorting not supported for current query.")
    for order in question.order:
        spec = _spec(entity, order.path[0])
        if spec is None or not spec.orderby:
            raise refusal("directory", "unsupported", f"Sorting by '{order.path[0]}' is not supported.")


def _check_outlook(question: Question) -> None:
    """Outlook: what is sorted by has to come first in the filter, in the same order. No search beside either."""
    if question.search and (question.filter is not None or question.order):
        raise Refused(
            400,
            "SearchWithFilter" if question.filter is not None else "SearchWithOrderBy",
            "The query parameter '$search' is not supported with '$filter' or '$orderby'.",
        )
    if question.filter is None or not question.order:
        return
    used = list(dict.fromkeys(use.path for use in uses_of(question.filter)))
    wanted = ["/".join(order.path) for order in question.order]
    if used[: len(wanted)] != wanted:
        raise Refused(400, "InefficientFilter", "The restriction or sort order is too complex for this operation.")


def _check_filter(question: Question, entity: EntitySpec) -> None:
    if question.filter is None:
        return
    knows = any(spec.filter_ops is not None for spec in entity.fields)
    for use in uses_of(question.filter):
        first = use.path.split("/")[0]
        spec = _spec(entity, first)
        if spec is None:
            raise refusal(
                entity.module,
                "bad",
                f"Could not find a property named '{first}' on type 'microsoft.graph.{type_name(entity)}'.",
            )
        if entity.advanced_query and knows and not _may_test(spec, use):
            raise refusal(
                entity.module,
                "unsupported",
                "Unsupported or invalid query filter clause specified for "
                f"property '{first}' of resource '{type_name(entity).capitalize()}'.",
            )
        if entity.advanced_query and use.test == "contains":
            raise refusal(entity.module, "unsupported", f"'contains' is not supported for property '{first}'.")


def _check_indexed(question: Question) -> None:
    """SharePoint: one may filter by indexed columns only, unless one says that it may fail."""
    for use in uses_of(question.filter) if question.filter is not None else ():
        first, _, column = use.path.partition("/")
        if first == "fields" and column not in INDEXED:
            raise refusal(
                "sites",
                "bad",
                f"Field '{column}' cannot be referenced in filter or orderby as it is not "
                "indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header.",
            )


def _may_test(spec: FieldSpec, use: Use) -> bool:
    if spec.is_key or spec.wire in NO_FILTER_NEEDED:
        return use.test in ("eq", "in", "ne", "not")
    allowed = spec.filter_ops or frozenset()
    return use.test in allowed or (use.test in ("any", "gt", "lt") and bool(allowed))


def _spec(entity: EntitySpec, wire: str) -> FieldSpec | None:
    return entity.by_wire.get(wire)


def _listed(text: str) -> Iterator[str]:
    return (part.strip() for part in text.split(",") if part.strip())


def _expanded(text: str, entity: EntitySpec) -> Iterator[Expand]:
    for part in _split(text):
        name, _, nested = part.strip().partition("(")
        options = dict(option.strip().partition("=")[::2] for option in re.split(r"[;](?![^(]*\))", nested.rstrip(")")))
        select = tuple(_listed(options.get("$select", "")))
        top = options.get("$top")
        plain = name.split("/")[-1]
        if plain and plain not in entity.by_wire and plain not in ("fields", "item"):
            raise refusal(
                entity.module,
                "bad",
                "Parsing OData Select and Expand failed: Could not find a property "
                f"named '{plain}' on type 'microsoft.graph.{type_name(entity)}'.",
            )
        if plain:
            yield Expand(plain, select, int(top) if top else None)


def _split(text: str) -> Iterator[str]:
    """Parts between commas that stand in no parentheses."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            yield text[start:at]
            start = at + 1
    if text[start:].strip():
        yield text[start:]


def _filter(text: str | None, entity: EntitySpec) -> Expression | None:
    if text is None:
        return None
    try:
        return parse(text)
    except (FilterError, ValueError) as wrong:
        raise refusal(entity.module, "bad", f"Invalid filter clause: {wrong}") from None


def _ordered(text: str) -> Iterator[Order]:
    for part in _listed(text):
        name, _, direction = part.partition(" ")
        yield Order(tuple(name.split("/")), descending=direction.strip().lower() == "desc")


def _number(text: str | None, option: str, entity: EntitySpec, *, least: int = 0) -> int | None:
    if text is None:
        return None
    if not text.isdigit() or int(text) < least:
        raise refusal(entity.module, "bad", f"Invalid value '{text}' for {option} query option found.")
    return int(text)


def _searched(text: str | None, entity: EntitySpec) -> tuple[tuple[Term, ...], ...]:
    """Groups that must all match, of clauses of which one must. Graph: search clauses stand in double quotes."""
    if text is None:
        return ()
    text = text.strip()
    if _CLAUSES.fullmatch(text) is None:
        raise _unreadable(text, 0, entity)
    groups: list[list[Term]] = [[]]
    end = 0
    for found in _CLAUSE.finditer(text):
        if "AND" in text[end : found.start()]:
            groups.append([])
        groups[-1].append(_term(found, text, entity))
        end = found.end()
    return tuple(tuple(group) for group in groups)


def _term(found: re.Match[str], text: str, entity: EntitySpec) -> Term:
    name, words = found["field"] or "", re.sub(r"\\(.)", r"\1", found["words"]).strip().strip('"')
    spec = _spec(entity, name) if name else None
    if entity.advanced_query:
        known = spec is not None and spec.search
    else:
        known = (not name or name.lower() in KQL_FIELDS or spec is not None) and not _BEYOND.search(words)
    if not words or not known:
        raise _unreadable(text, found.start(), entity)
    return Term(name, words)


def _unreadable(text: str, place: int, entity: EntitySpec) -> Refused:
    shown = text[place : place + 1]
    return refusal(
        entity.module, "bad", f"Syntax error: character '{shown}' is not valid at position {place} in '{text}'."
    )
