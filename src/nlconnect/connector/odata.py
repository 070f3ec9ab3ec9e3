"""OData in print: literals, filters and orderings that a dialect puts into a query string."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from urllib.parse import quote

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, snake
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Negation, Order
from nlconnect.model.values import Value

_UNRESERVED = "'()*,:;/!@"
_UNRESERVED_IN_KEY = "'()*,:;!@="
_VARIABLES = "xyzuvw"

Comparer = Callable[[Comparison], str | None]
"""A vendor's own way to print a comparison; None leaves it to the general rule."""


@dataclass(frozen=True, slots=True)
class Notation:
    """How a version of OData writes what versions and vendors write differently.

    `contains` gets a path and a literal. `moment` may raise OverflowError for one beyond the calendar.
    """

    moment: Callable[[datetime], str]
    day: Callable[[date], str]
    guid: Callable[[str], str]
    int64: Callable[[int], str]
    contains: Callable[[str, str], str]


def version_2(zone: tzinfo) -> Notation:
    """OData 2. It knows no time zones: an aware moment is written as the wall clock of `zone`."""

    def moment(value: datetime) -> str:
        local = value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value
        return f"datetime'{local.isoformat(timespec='milliseconds' if local.microsecond else 'seconds')}'"

    return Notation(
        moment=moment,
        day=lambda value: f"datetime'{value.isoformat()}T00:00:00'",
        guid=lambda value: f"guid'{value}'",
        int64=lambda value: f"{value}L",
        contains=lambda path, written: f"substringof({written},{path})",
    )


def _utc(value: datetime) -> str:
    """A moment without a zone is taken as UTC."""
    local = (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None)
    return f"{local.isoformat(timespec='milliseconds' if local.microsecond else 'seconds')}Z"


VERSION_4 = Notation(
    moment=_utc,
    day=date.isoformat,
    guid=str,
    int64=str,
    contains=lambda path, written: f"contains({path},{written})",
)
"""Bare literals, and moments in UTC."""


def literal(spec: FieldSpec, value: Value | None, notation: Notation) -> str:
    """A value as the notation writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        raise QueryError(f"{spec.name} holds bytes and cannot be compared")
    if spec.type == "guid":
        return notation.guid(str(value))
    if spec.type == "int64" and isinstance(value, int):
        return notation.int64(value)
    if isinstance(value, datetime):
        try:
            return notation.moment(value)
        except OverflowError:
            raise QueryError(f"{spec.name} is compared with a moment beyond the calendar") from None
    if isinstance(value, date):
        return notation.day(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return repr(value)
    return text_literal(str(value))


def text_literal(text: str) -> str:
    """Text in quotes; a quote inside is doubled."""
    return "'" + text.replace("'", "''") + "'"


def filter_text(condition: Condition, notation: Notation, *, comparer: Comparer | None = None) -> str:
    """A condition as a `$filter`, not yet percent-encoded."""
    match condition:
        case Comparison(spec, "matches"):
            raise QueryError(f"there is no quick search in {spec.name}", hint="Use a condition such as 'x' in name.")
        case Comparison():
            return (comparer(condition) if comparer else None) or _comparison(condition, notation)
        case AllOf(conditions):
            return " and ".join(_grouped(part, notation, comparer) for part in conditions)
        case AnyOf(conditions):
            found = _membership(conditions, notation)
            return found or " or ".join(_grouped(part, notation, comparer) for part in conditions)
        case Negation(inner):
            return f"not ({filter_text(inner, notation, comparer=comparer)})"
    raise QueryError(f"{type(condition).__name__} is no condition this system can be asked for")


def _grouped(condition: Condition, notation: Notation, comparer: Comparer | None) -> str:
    text = filter_text(condition, notation, comparer=comparer)
    return f"({text})" if isinstance(condition, AllOf | AnyOf) else text


def _comparison(condition: Comparison, notation: Notation) -> str:
    written = literal(condition.field, condition.value, notation)

    def tested(path: str) -> str:
        match condition.comparator:
            case "contains":
                return notation.contains(path, written)
            case "startswith" | "endswith":
                return f"{condition.comparator}({path},{written})"
            case sign:
                return f"{path} {sign} {written}"

    steps = [condition.field]
    while steps[0].within is not None:
        steps.insert(0, steps[0].within)
    return _along(steps, "", tested)


def _along(steps: Sequence[FieldSpec], before: str, tested: Callable[[str], str]) -> str:
    """The test at the end of a path; a list on the way is asked whether any of its values passes."""
    path = before
    for place, step in enumerate(steps):
        name = step.wire.rpartition("/")[2] if step.within is not None else step.wire
        path = f"{path}/{name}" if path else name
        if step.many:
            variable = _VARIABLES[0 if not before else _VARIABLES.index(before) + 1]
            return f"{path}/any({variable}:{_along(steps[place + 1 :], variable, tested)})"
    return tested(path)


def _membership(conditions: Sequence[Condition], notation: Notation) -> str | None:
    """`Field in (a,b)`, where the vendor says of the field that it can be asked so."""
    equals = [part for part in conditions if isinstance(part, Comparison) and part.comparator == "eq"]
    if len(equals) < len(conditions) or any(part.value is None for part in equals):
        return None
    spec = equals[0].field
    if any(part.field != spec for part in equals) or spec.many or spec.within or "in" not in (spec.filter_ops or ()):
        return None
    return f"{spec.wire} in ({','.join(literal(spec, part.value, notation) for part in equals)})"


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
