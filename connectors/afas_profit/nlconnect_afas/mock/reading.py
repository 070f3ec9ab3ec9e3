"""Answers of GetConnectors: a page of rows, with no total and no next link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect_afas.mock.filters import Condition, Filter, Wrong, parsed, read_filter, tester
from nlconnect_afas.mock.rendering import render
from nlconnect_afas.mock.sequence import Sorting
from nlconnect_afas.mock.state import State
from nlconnect_afas.mock.views import View

TAKE = 100
ANY_TAKE = 0
"""The page size that stands for whatever a caller takes: a setting for it caps pages, and the answer says so."""
LONGEST_QUERY = 2_049
_BRACKETED = re.compile(r"\['(.+)'\]")


@dataclass(frozen=True, slots=True)
class Question:
    """What a query string asks; `take` None means everything."""

    skip: int
    take: int | None
    order: tuple[Sorting, ...]
    filter: Filter | None
    echoed: tuple[int, int]


class BadNumber(Exception):
    """`skip` or `take` is no number."""


def read_question(parameters: Mapping[str, str], view: View, *, default: int = TAKE) -> Question:
    """Names of parameters are in small letters; others are ignored. Raises Wrong and BadNumber."""
    try:
        skip, take = int(parameters.get("skip", 0)), int(parameters.get("take", default))
    except ValueError:
        raise BadNumber from None
    # AFAS: a skip of -1 means everything, whatever `take` says; a take of -1 without it is an error.
    if skip < -1 or (skip >= 0 and take < 0):
        raise Wrong("unexpected")
    order = read_order(parameters.get("orderbyfieldids", ""), view)
    wanted = None if skip == -1 else max(1, take)  # a take of nought gave one row
    return Question(max(0, skip), wanted, order, read_filter(parameters), (skip, take))


def capped(question: Question, most: int | None) -> Question:
    """The question as a server with small pages takes it. AFAS names no maximum; an echo would tell it (a guess)."""
    if most is None or question.take is None or question.take <= most:
        return question
    return replace(question, take=most, echoed=(question.echoed[0], most))


def read_order(text: str, view: View) -> tuple[Sorting, ...]:
    """AFAS: a minus for descending; a name with a dot is written as `['Name.x']`. Raises Wrong."""
    found = []
    for part in filter(None, text.split(",")):
        name, descending = (part[1:], True) if part.startswith("-") else (part, False)
        bracketed = _BRACKETED.fullmatch(name)
        if bracketed is None and "." in name:
            raise Wrong("invalid_index", name)
        name = bracketed[1] if bracketed is not None else name
        if name not in view.types:
            raise Wrong("unknown_field", name)
        found.append(Sorting(name, descending))
    return tuple(found)


def page(asked: Asked, view: View, state: State, *, sees_rows: bool, path_filter: Filter | None = None) -> Answer:
    """The rows that were asked for. Raises Wrong and BadNumber."""
    default = state.setting.page_sizes.get(TAKE, TAKE)
    question = capped(read_question(asked.parameters, view, default=default), state.setting.page_sizes.get(ANY_TAKE))
    filter_ = path_filter or question.filter
    test = tester(filter_, view.types) if filter_ is not None else None
    shelf = state.shelf(view)
    stop = None if question.take is None else question.skip + question.take
    if not sees_rows or view.id in state.hidden:
        return _answer(question, [])
    names = {sorting.field for sorting in question.order}
    numbers = state.sequences.numbers(
        shelf,
        name=(view.id, filter_),
        test=test,
        equal=_equal(filter_, view),
        order=question.order,
        unique=names.issuperset(view.order),
        part=slice(question.skip, stop),
    )
    if len(numbers) * len(view.columns) > state.most_cells:
        raise Wrong("memory")
    replaced = state.replaced.get(view.id, ())
    rows = []
    for number in numbers:
        row = shelf.table.row(number)
        if row is not None:
            rows.append(render(row, view.columns, replaced=replaced))
    return _answer(question, rows)


def _answer(question: Question, rows: list[dict[str, object]]) -> Answer:
    """AFAS: skip and take are told back, and nothing else."""
    skip, take = question.echoed
    body = {"skip": skip, "take": take, "rows": rows}
    return json_answer(200, body, content_type="application/json; charset=utf-8")


def _equal(filter_: Filter | None, view: View) -> list[tuple[str, object]]:
    """The equalities that an index may answer: those that every row has to meet."""
    if filter_ is None or len(filter_.groups) != 1:
        return []
    (group,) = filter_.groups
    return [(c.field, _indexable(c, view)) for c in group if _has_one_spelling(c, view)]


def _has_one_spelling(condition: Condition, view: View) -> bool:
    """An index knows texts as they are written; what may be written in small or in capital letters has to be walked."""
    text, kind = condition.text, view.types.get(condition.field)
    if condition.operator != 1 or not text or kind is None or kind == "guid":
        return False
    return kind != "string" or text.lower() == text.upper()


def _indexable(condition: Condition, view: View) -> object:
    kind = view.types[condition.field]
    value = parsed(condition, kind)
    return value.date() if kind == "date" and hasattr(value, "date") else value


def filter_of_path(field: str, value: str) -> Filter:
    """The filter of an old address, `/connectors/{id}/{field}/{value}`."""
    pairs = zip(field.split(","), value.split(","), strict=False)
    return Filter((tuple(Condition(name, 1, text) for name, text in pairs),))
