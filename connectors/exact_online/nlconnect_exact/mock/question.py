"""The query options of a GET, checked as Exact checks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.mock.odata import (
    Expression,
    Literal,
    ODataError,
    Property,
    equalities_of,
    parse,
    parse_literals,
    print_literal,
    properties_of,
)
from nlconnect.mock.predicates import check, predicate
from nlconnect.mock.selection import Selection, Sorting
from nlconnect.model.catalogue import FieldSpec
from nlconnect_exact.mock.refusals import MANDATORY_FILTER, SYNTAX, UNSUPPORTED_FILTER
from nlconnect_exact.mock.resources import Resource

EDM = {
    "string": "Edm.String",
    "guid": "Edm.Guid",
    "int": "Edm.Int32",
    "int64": "Edm.Int64",
    "decimal": "Edm.Double",
    "float": "Edm.Double",
    "bool": "Edm.Boolean",
    "date": "Edm.DateTime",
    "datetime": "Edm.DateTime",
    "binary": "Edm.Binary",
}
_KNOWN = frozenset(
    {"$select", "$filter", "$orderby", "$top", "$skip", "$skiptoken", "$expand", "$inlinecount", "$format"}
)


class Refused(Exception):
    """The question is answered with a 400 of this text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a list request asks for. `select` None means every field."""

    select: tuple[str, ...] | None
    nested: Mapping[str, tuple[str, ...]]
    filter: Expression | None
    order: tuple[Sorting, ...]
    expand: tuple[str, ...]
    top: int | None
    skip: int
    token: tuple[Literal, ...]
    inline_count: bool

    @property
    def selection(self) -> Selection:
        """The rows the question is about."""
        if self.filter is None:
            return Selection(order=self.order)
        return Selection(predicate(self.filter), equalities_of(self.filter), self.order)


def read_question(resource: Resource, parameters: Mapping[str, str]) -> Question:
    """The options of a list request. Raises Refused with Exact's text."""
    for name in parameters:
        if name.startswith("$") and name not in _KNOWN:
            raise Refused(
                f"The query parameter '{name}' begins with a system-reserved '$' character but is not recognized."
            )
    expand = _names(parameters.get("$expand", ""))
    select, nested = _select(parameters, expand)
    question = Question(
        select=select,
        nested=nested,
        filter=_filter(resource, parameters),
        order=_order(resource, parameters),
        expand=expand,
        top=_whole(parameters, "$top"),
        skip=_whole(parameters, "$skip") or 0,
        token=_token(parameters),
        inline_count=_inline_count(parameters),
    )
    _demands(resource, parameters, question)
    return question


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _select(
    parameters: Mapping[str, str], expand: tuple[str, ...]
) -> tuple[tuple[str, ...] | None, Mapping[str, tuple[str, ...]]]:
    names = _names(parameters.get("$select", ""))
    own, nested = [], dict[str, list[str]]()
    for name in names:
        collection, slash, field = name.partition("/")
        if slash:
            if collection not in expand:
                raise Refused(f"The property '{collection}' is selected from but not expanded.")
            nested.setdefault(collection, []).append(field)
        else:
            own.append(name)
    every = not names or "*" in own or (not own and bool(nested))
    return None if every else tuple(own), {name: tuple(fields) for name, fields in nested.items()}


def _filter(resource: Resource, parameters: Mapping[str, str]) -> Expression | None:
    text = parameters.get("$filter")
    if text is None:
        return None
    if resource.is_function:
        raise Refused(SYNTAX)
    try:
        expression = parse(text)
        check(expression, lambda property_: _edm(resource, property_))
    except ODataError as wrong:
        raise Refused(str(wrong)) from None
    return expression


def _edm(resource: Resource, property_: Property) -> str:
    if "/" in property_.path:
        raise ODataError(UNSUPPORTED_FILTER)
    spec = resource.fields.get(property_.path)
    if spec is None:
        raise ODataError(unknown_property(resource, property_.path, property_.position))
    if not spec.is_value:
        raise ODataError(UNSUPPORTED_FILTER)
    return EDM[spec.type]


def unknown_property(resource: Resource, name: str, position: int | None = None) -> str:
    """The text is WCF's; that Exact sends it unchanged is a guess."""
    where = f" at position {position}" if position is not None else ""
    return f"No property '{name}' exists in type '{resource.type_name}'{where}."


def _order(resource: Resource, parameters: Mapping[str, str]) -> tuple[Sorting, ...]:
    order = []
    for part in _names(parameters.get("$orderby", "")):
        name, _, direction = part.partition(" ")
        if name not in resource.fields or direction.strip() not in ("", "asc", "desc"):
            raise Refused(unknown_property(resource, name, 0))
        order.append(Sorting(name, descending=direction.strip() == "desc"))
    return tuple(order)


def _whole(parameters: Mapping[str, str], name: str) -> int | None:
    text = parameters.get(name)
    if text is None:
        return None
    if not text.isdigit():
        raise Refused(f"Incorrect format for {name} argument '{text}'.")
    return int(text)


def _token(parameters: Mapping[str, str]) -> tuple[Literal, ...]:
    text = parameters.get("$skiptoken")
    if text is None:
        return ()
    try:
        return parse_literals(text)
    except ODataError as wrong:
        raise Refused(str(wrong)) from None


def _inline_count(parameters: Mapping[str, str]) -> bool:
    wish = parameters.get("$inlinecount", "none")
    if wish not in ("allpages", "none"):
        raise Refused(SYNTAX)
    return wish == "allpages"


def _demands(resource: Resource, parameters: Mapping[str, str], question: Question) -> None:
    used = properties_of(question.filter) if question.filter is not None else frozenset[str]()
    if "filter" in resource.demands and not used & resource.filterable:
        allowed = ", ".join(sorted(resource.filterable))
        raise Refused(f"{MANDATORY_FILTER} Please use at least one of these properties in the $filter: {allowed}")
    if resource.is_sync and used - {"Timestamp"}:
        raise Refused(UNSUPPORTED_FILTER)
    if "select" in resource.demands and "$select" not in parameters:
        raise Refused("The $select query option is mandatory for this endpoint.")
    if "no_select_star" in resource.demands and parameters.get("$select", "*").strip() == "*":
        raise Refused("The $select=* query option is not allowed for this endpoint.")
    if question.skip and (resource.is_sync or resource.is_bulk):
        raise Refused("The query option '$skip' is not supported for this resource.")


def skip_token(literals: tuple[Literal, ...]) -> str:
    """The token as a next link carries it."""
    return ",".join(print_literal(literal) for literal in literals)


def literal_of(spec: FieldSpec | None, value: object) -> Literal:
    """A row's value as a literal of its field's type."""
    kind = EDM[spec.type] if spec is not None else "Edm.String"
    return Literal(value, kind) if value is not None else Literal(None, "Edm.Null")  # type: ignore[arg-type]
