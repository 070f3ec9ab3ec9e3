"""Conditions as text: a small part of Python's expressions, read through `ast` and never evaluated."""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, FieldSpec, nearest
from nlconnect.model.query import AllOf, AnyOf, Condition, Field

Literal = str | int | float | Decimal | bool | date | datetime | None

LONGEST = 10_000
DEEPEST = 200
PLAIN_VALUES = "Numbers, True, False, None; texts and dates in quotes, as in '2026-11-01'."

_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Any, Any], Condition]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.eq,
    ast.IsNot: operator.ne,
}
_FLIPPED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
}
_TEXT_TESTS = ("startswith", "endswith", "contains", "matches")
_SPELLINGS = {
    "=": "Write == to compare.",
    "<>": "Write != for unequal.",
    "&&": "Write and.",
    "||": "Write or.",
    "!": "Write not.",
    " eq ": "Write == instead of eq.",
    " ne ": "Write != instead of ne.",
    " gt ": "Write > instead of gt.",
    " ge ": "Write >= instead of ge.",
    " lt ": "Write < instead of lt.",
    " le ": "Write <= instead of le.",
    " like ": "Write name.startswith('x'), name.endswith('x') or 'x' in name.",
    " LIKE ": "Write name.startswith('x'), name.endswith('x') or 'x' in name.",
    " en ": "Write and.",
    " of ": "Write or.",
    " AND ": "Write and, or, not in lower case.",
    " OR ": "Write and, or, not in lower case.",
}

_BARE_DATE = re.compile(r"(?<!['\"\d])\d{1,4}-\d{1,2}-\d{1,4}(?!['\"\d])")


def example_of(entity: EntitySpec) -> str:
    """A condition on fields that this entity has, a field of each kind at most."""
    parts: dict[str, str] = {}
    for spec in entity.defaults:
        kind, comparator, written = _shown(spec)
        if kind not in parts and (spec.filter_ops is None or comparator in spec.filter_ops):
            parts[kind] = written
    chosen = [parts[kind] for kind in ("number", "date", "choice", "text", "yes") if kind in parts][:3]
    return f"Example: {' and '.join(chosen)}" if chosen else PLAIN_VALUES


def _shown(spec: FieldSpec) -> tuple[str, str, str]:
    """What kind of field it is, and a comparison with it."""
    if spec.of is not None or spec.many or spec.obsolete:
        return "", "", ""
    if spec.enum is not None and spec.enum.values:
        return "choice", "eq", f"{spec.name} in {list(spec.enum.values)[:2]}"
    match spec.type:
        case "decimal" | "int" | "int64" | "float":
            return "number", "ge", f"{spec.name} >= 100"
        case "date" | "datetime":
            return "date", "lt", f"{spec.name} < '2026-11-01'"
        case "string":
            return "text", "eq", f"{spec.name} == '...'"
        case "bool":
            return "yes", "eq", spec.name
    return "", "", ""


def parse_condition(text: str, entity: EntitySpec) -> Condition:
    """The condition that the text says about records of this entity, by Python or wire names of its fields.

    Comparisons (chained, too), `in [...]`, `is None`, `and`, `or`, `not`, `"x" in name`, `name.startswith("x")`,
    `name.endswith("x")`; literals are numbers, True, False, None, and texts for all else. Raises QueryError that names
    the place in the text and never repeats a value from it.
    """
    return _Reader(text.replace("\n", " ").strip(), entity).condition()


class _Reader:
    def __init__(self, text: str, entity: EntitySpec) -> None:
        self._text = text
        self._entity = entity

    def condition(self) -> Condition:
        if not self._text:
            raise QueryError("the condition is empty", entity=self._entity.name, hint=example_of(self._entity))
        if len(self._text) > LONGEST:
            raise QueryError(f"the condition is longer than {LONGEST} characters", entity=self._entity.name)
        try:
            return self._test(self._tree(), depth=0)
        except RecursionError:
            raise QueryError("the condition is nested too deep", entity=self._entity.name) from None

    def _tree(self) -> ast.expr:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self._text, mode="eval").body
        except SyntaxError as error:
            place = f"character {error.offset}" if error.offset else "the end"
            raise QueryError(
                f"the condition cannot be read, at {place}", entity=self._entity.name, hint=self._spelling()
            ) from None
        except (ValueError, MemoryError):
            raise QueryError(
                "the condition cannot be read", entity=self._entity.name, hint=example_of(self._entity)
            ) from None

    def _spelling(self) -> str:
        """What somebody who writes another language probably meant."""
        bare = self._text
        for pair in ("==", "!=", ">=", "<="):
            bare = bare.replace(pair, "")
        if _BARE_DATE.search(bare):
            dates = (spec.name for spec in self._entity.values if spec.type in ("date", "datetime"))
            name = next(dates, "due_date")
            return f"Write a date in quotes, inside those of the condition: \"{name} < '2026-11-01'\"."
        return next((hint for sign, hint in _SPELLINGS.items() if sign in bare), None) or example_of(self._entity)

    def _test(self, node: ast.expr, *, depth: int) -> Condition:
        if depth > DEEPEST:
            raise RecursionError
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return AllOf(tuple(self._test(value, depth=depth + 1) for value in values))
            case ast.BoolOp(values=values):
                return AnyOf(tuple(self._test(value, depth=depth + 1) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return ~self._test(operand, depth=depth + 1)
            case ast.Compare():
                return self._comparison(node)
            case ast.Call():
                return self._text_test(node)
            case ast.Name() | ast.Attribute():
                return self._truth(node)
        if isinstance(node, ast.Tuple):
            hint = "Write a number with a point, as in 100.50; join comparisons with and."
            raise self._error(node, "there is a comma in it", hint=hint)
        raise self._error(node, "a comparison is wanted here")

    def _comparison(self, node: ast.Compare) -> Condition:
        sides = [node.left, *node.comparators]
        parts = [
            self._pair(left, sign, right) for left, sign, right in zip(sides[:-1], node.ops, sides[1:], strict=True)
        ]
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _pair(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> Condition:
        if isinstance(sign, ast.In | ast.NotIn):
            found = self._membership(left, right)
            return ~found if isinstance(sign, ast.NotIn) else found
        kind = type(sign)
        if _is_name(right) and not _is_name(left):
            left, right, kind = right, left, _FLIPPED.get(kind, kind)
        if not _is_name(left):
            raise self._error(left, "a comparison needs a field on one side")
        spec = self._field(left)
        if _is_name(right):
            raise self._name_error(right, spec)
        if kind in (ast.Is, ast.IsNot) and not (isinstance(right, ast.Constant) and right.value in (None, True, False)):
            raise self._error(right, "`is` goes with None, True and False only", hint="Write == to compare.")
        value = self._value(spec, right)
        return self._placed(right, lambda: _COMPARISONS[kind](Field(spec), value))

    def _membership(self, left: ast.expr, right: ast.expr) -> Condition:
        if _is_name(right):
            spec = self._text_field(right)
            value = self._literal(left)
            if not isinstance(value, str):
                raise self._error(left, f"what {spec.name} contains is a text in quotes")
            return Field(spec).contains(value)
        if not _is_name(left):
            raise self._error(left, "`in` needs a field on one side")
        if not isinstance(right, ast.List | ast.Tuple | ast.Set):
            raise self._error(right, "`in` needs a list", hint="Write it as [1, 2] or ['a', 'b'].")
        spec = self._field(left)
        if not right.elts:
            raise self._error(right, f"{spec.name} is compared with an empty list")
        tests = tuple(self._equals(spec, entry) for entry in right.elts)
        return tests[0] if len(tests) == 1 else AnyOf(tests)

    def _equals(self, spec: FieldSpec, node: ast.expr) -> Condition:
        value = self._value(spec, node)
        return self._placed(node, lambda: Field(spec) == value)

    def _value(self, spec: FieldSpec, node: ast.expr) -> Literal:
        """What a field is compared with. A bare number never equals a text, so vendors would find nothing."""
        value = self._literal(node)
        if spec.type == "string" and isinstance(value, int | Decimal):
            hint = f"Write it in quotes, also where it is digits: {spec.name} == '...'."
            raise self._error(node, f"{spec.name} is text, and is compared with a number", hint=hint)
        return value

    def _text_test(self, node: ast.Call) -> Condition:
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr=attr), args=[ast.Constant(value=str() as value)]) if (
                attr in _TEXT_TESTS and not node.keywords and _is_name(owner)
            ):
                field: Field[object] = Field(self._text_field(owner))
                test: Callable[[str], Condition] = getattr(field, attr)
                return self._placed(node, lambda: test(value))
        raise self._error(node, "this cannot be called", hint='Only field.startswith("x") and field.endswith("x") can.')

    def _truth(self, node: ast.expr) -> Condition:
        spec = self._field(node)
        if spec.type != "bool":
            raise self._error(
                node, f"{spec.name} is no yes or no", hint=f"Compare it: {spec.name} == ..., or is not None."
            )
        return Field(spec) == True  # noqa: E712  # builds a condition

    def _literal(self, node: ast.expr) -> Literal:
        match node:
            case ast.Constant(value=bool() | int() | str() | None as value):
                return value
            case ast.Constant(value=float()):
                # From the digits that were written: money does not pass through a float.
                return Decimal((ast.get_source_segment(self._text, node) or "").replace("_", ""))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=ast.Constant() as inner):
                number = self._literal(inner)
                if isinstance(number, int | Decimal) and not isinstance(number, bool):
                    return -number if isinstance(sign, ast.USub) else number
            case ast.Name() | ast.Attribute():
                raise self._name_error(node, None)
        raise self._error(node, "a plain value is wanted here", hint=PLAIN_VALUES)

    def _field(self, node: ast.expr) -> FieldSpec:
        name = _name_of(node)
        head, dot, _ = name.partition(".")
        whole = self._entity.by_name.get(head) or self._entity.by_wire.get(head)
        if dot and whole is not None and whole.of is not None:
            return self._inside(node, name)
        if dot:
            raise self._error(
                node,
                f"{name} is inside another resource and cannot be filtered on",
                hint="Read that resource by itself and filter there.",
            )
        found = self._entity.by_name.get(name) or self._entity.by_wire.get(name)
        if found is None:
            raise self._error(
                node, f"there is no field {name!r}", hint=nearest(name, self._entity.by_name, what="fields")
            )
        if not found.is_value:
            # The engine's own words for it.
            self._placed(node, lambda: Field(found) == 0)
        return found

    def _inside(self, node: ast.expr, name: str) -> FieldSpec:
        """A part of a complex field, which comes with the record and can be asked about."""
        try:
            found = self._entity.field_at(name)
        except QueryError as error:
            raise self._error(node, error.message, hint=error.hint) from None
        if found.of is not None:
            self._placed(node, lambda: Field(found) == 0)
        return found

    def _text_field(self, node: ast.expr) -> FieldSpec:
        spec = self._field(node)
        if spec.type != "string":
            raise self._error(node, f"{spec.name} is no text but {spec.type}", hint="Compare it with ==, < or >.")
        return spec

    def _name_error(self, node: ast.expr, spec: FieldSpec | None) -> QueryError:
        """A bare word where a value belongs: another field, or a text without its quotes."""
        name = _name_of(node)
        if name in self._entity.by_name or name in self._entity.by_wire:
            return self._error(
                node, f"two fields are compared ({name})", hint="Vendors cannot do that: filter in Python."
            )
        spoken = {"true": "True", "false": "False", "null": "None", "none": "None"}.get(name.lower())
        if spoken is not None:
            return self._error(node, f"{name} is unknown", hint=f"Write {spoken}.")
        named = ", ".join(repr(entry) for entry in spec.enum.values) if spec is not None and spec.enum else None
        return self._error(node, "a text stands in quotes", hint=f"Names: {named}." if named else "Write 'x' or \"x\".")

    def _placed(self, node: ast.expr, build: Callable[[], Condition]) -> Condition:
        try:
            return build()
        except QueryError as error:
            raise self._error(node, error.message, hint=error.hint) from None

    def _error(self, node: ast.expr, message: str, *, hint: str | None = None) -> QueryError:
        return QueryError(
            f"{message}, at character {self._position(node)} of the condition",
            entity=self._entity.name,
            hint=hint or example_of(self._entity),
        )

    def _position(self, node: ast.expr) -> int:
        """Counted from 1, in characters; `ast` counts bytes."""
        return len(self._text.encode()[: node.col_offset].decode(errors="replace")) + 1


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and _is_name(node.value))


def _name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_name_of(node.value)}.{node.attr}"
    assert isinstance(node, ast.Name)
    return node.id
