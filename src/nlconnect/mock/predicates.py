"""OData expressions at work: their types checked as a server does, and turned into a test on a row."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias, cast

from nlconnect.mock.odata import (
    FUNCTIONS,
    Call,
    Compare,
    Expression,
    Literal,
    Logic,
    Not,
    ODataError,
    Property,
)

Cell: TypeAlias = object
"""What a row holds in one field."""
Lookup: TypeAlias = Mapping[str, Cell]
"""A row, by wire name."""

_COMPARISONS: Final[dict[str, Callable[[Cell, Cell], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": cast("Callable[[Cell, Cell], bool]", operator.gt),
    "ge": cast("Callable[[Cell, Cell], bool]", operator.ge),
    "lt": cast("Callable[[Cell, Cell], bool]", operator.lt),
    "le": cast("Callable[[Cell, Cell], bool]", operator.le),
}
_NUMERIC: Final = frozenset({"Edm.Byte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.Double", "Edm.Decimal"})


def check(expression: Expression, type_of: Callable[[Property], str]) -> str:
    """The Edm type of the expression. Raises ODataError where operands do not go together, as a server would."""
    match expression:
        case Literal():
            return expression.type
        case Property():
            return type_of(expression)
        case Call():
            for argument in expression.arguments:
                check(argument, type_of)
            return FUNCTIONS[expression.name]
        case Not():
            check(expression.operand, type_of)
            return "Edm.Boolean"
        case Logic():
            for side in (expression.left, expression.right):
                if check(side, type_of) not in ("Edm.Boolean", "Edm.Null"):
                    raise ODataError(f"Operator '{expression.operator}' incompatible with operand types.")
            return "Edm.Boolean"
        case Compare():
            left, right = check(expression.left, type_of), check(expression.right, type_of)
            if not _comparable(left, right):
                raise ODataError(
                    f"Operator '{expression.operator}' incompatible with operand types "
                    f"'{_system(left)}' and '{_system(right)}' at position {expression.position}."
                )
            return "Edm.Boolean"


def _comparable(left: str, right: str) -> bool:
    return left == right or "Edm.Null" in (left, right) or (left in _NUMERIC and right in _NUMERIC)


def _system(edm: str) -> str:
    return edm.replace("Edm.", "System.")


def predicate(expression: Expression) -> Callable[[Lookup], bool]:
    """A test on a row. A comparison of order with null is false."""
    evaluate = _evaluator(expression)
    return lambda row: bool(evaluate(row))


def _evaluator(expression: Expression) -> Callable[[Lookup], Cell]:
    match expression:
        case Literal(value=value):
            return lambda row: value
        case Property(path=path):
            return lambda row: row[path]
        case Not():
            inner = _evaluator(expression.operand)
            return lambda row: not inner(row)
        case Logic():
            left, right = _evaluator(expression.left), _evaluator(expression.right)
            if expression.operator == "and":
                return lambda row: left(row) and right(row)
            return lambda row: left(row) or right(row)
        case Compare():
            return _comparer(expression)
        case Call():
            return _caller(expression)


def _comparer(expression: Compare) -> Callable[[Lookup], Cell]:
    compare = _COMPARISONS[expression.operator]
    left, right = _evaluator(expression.left), _evaluator(expression.right)
    if expression.operator in ("eq", "ne"):
        return lambda row: compare(left(row), right(row))

    def ordered(row: Lookup) -> bool:
        a, b = left(row), right(row)
        return a is not None and b is not None and compare(a, b)

    return ordered


def _caller(expression: Call) -> Callable[[Lookup], Cell]:
    arguments = [_evaluator(argument) for argument in expression.arguments]
    function = _FUNCTIONS[expression.name]

    def call(row: Lookup) -> Cell:
        values = [argument(row) for argument in arguments]
        return None if None in values else function(*values)

    return call


def _part(name: str) -> Callable[..., Cell]:
    def read(moment: date) -> int:
        return int(getattr(moment, name, 0))

    return read


def _substring(text: str, start: int, length: int | None = None) -> str:
    return text[start:] if length is None else text[start : start + length]


_FUNCTIONS: Final[dict[str, Callable[..., Cell]]] = {
    "substringof": lambda part, text: part in text,
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
    "indexof": lambda text, part: text.find(part),
    "length": len,
    "replace": lambda text, old, new: text.replace(old, new),
    "substring": _substring,
    "tolower": lambda text: text.lower(),
    "toupper": lambda text: text.upper(),
    "trim": lambda text: text.strip(),
    "concat": lambda left, right: left + right,
    **{part: _part(part) for part in ("year", "month", "day", "hour", "minute", "second")},
}
