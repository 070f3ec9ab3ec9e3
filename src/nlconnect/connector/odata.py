"""OData version 2 in print: literals, filters and orderings that a dialect puts into a query string."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, snake
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Negation, Order
from nlconnect.model.values import Value

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_UNRESERVED = "'()*,:;/!@"
_UNRESERVED_IN_KEY = "'()*,:;!@="

Comparer = Callable[[Comparison], str | None]
"""A vendor's own way to print a comparison; None leaves it to the general rule."""


def literal(spec: FieldSpec, value: Value | None) -> str:
    """A value as version 2 writes it. An aware moment is written as Dutch wall-clock time, without a zone."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        raise QueryError(f"{spec.name} holds bytes and cannot be compared")
    if spec.type == "guid":
        return f"guid'{value}'"
    if spec.type == "int64":
        return f"{value}L"
    if isinstance(value, datetime):
        try:
            local = value.astimezone(AMSTERDAM).replace(tzinfo=None) if value.tzinfo else value
        except OverflowError:
            raise QueryError(f"{spec.name} is compared with a moment beyond the calendar") from None
        return f"datetime'{local.isoformat(timespec='milliseconds' if local.microsecond else 'seconds')}'"
    if isinstance(value, date):
        return f"datetime'{value.isoformat()}T00:00:00'"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return repr(value)
    return text_literal(str(value))


def text_literal(text: str) -> str:
    """Text in quotes; a quote inside is doubled."""
    return "'" + text.replace("'", "''") + "'"


def filter_text(condition: Condition, *, comparer: Comparer | None = None) -> str:
    """A condition as a `$filter`, not yet percent-encoded."""
    match condition:
        case Comparison():
            return (comparer(condition) if comparer else None) or _comparison(condition)
        case AllOf(conditions):
            return " and ".join(_grouped(part, comparer) for part in conditions)
        case AnyOf(conditions):
            return " or ".join(_grouped(part, comparer) for part in conditions)
        case Negation(inner):
            return f"not ({filter_text(inner, comparer=comparer)})"
    raise QueryError(f"{type(condition).__name__} is no condition this system can be asked for")


def _grouped(condition: Condition, comparer: Comparer | None) -> str:
    text = filter_text(condition, comparer=comparer)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _comparison(condition: Comparison) -> str:
    spec, value = condition.field, condition.value
    written = literal(spec, value)
    match condition.comparator:
        case "contains":
            return f"substringof({written},{spec.wire})"
        case "startswith" | "endswith":
            return f"{condition.comparator}({spec.wire},{written})"
        case _:
            return f"{spec.wire} {condition.comparator} {written}"


def order_text(ordering: tuple[Order, ...]) -> str:
    """An `$orderby`."""
    return ",".join(f"{order.field.wire} desc" if order.descending else order.field.wire for order in ordering)


def query_string(options: dict[str, str]) -> str:
    """Options percent-encoded once, in the order given."""
    return "&".join(f"{name}={quote(value, safe=_UNRESERVED)}" for name, value in options.items())


def quoted(text: str) -> str:
    """A key percent-encoded for a path."""
    return quote(text, safe=_UNRESERVED_IN_KEY)


def parameter(entity: EntitySpec, wire: str) -> FieldSpec:
    """A function's parameter as a field; text where its type is not known."""
    return FieldSpec(snake(wire), wire, entity.parameters.get(wire, "string"))


def parameter_names(entity: EntitySpec) -> list[str]:
    """The Python names of a function's parameters."""
    return [snake(wire) for wire in entity.parameters]
