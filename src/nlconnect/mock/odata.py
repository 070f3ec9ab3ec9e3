"""OData 2 expressions: parse `$filter` and print it again.

Operators eq, ne, gt, ge, lt, le, and, or, not; functions substringof, startswith, endswith, indexof, length, replace,
substring, tolower, toupper, trim, concat, year, month, day, hour, minute, second. Navigation paths parse, for a
server to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeAlias, cast

Scalar: TypeAlias = str | int | Decimal | bool | datetime | None


class ODataError(ValueError):
    """The expression cannot be read, or compares what cannot be compared."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with its Edm type; `Edm.Null` for null."""

    value: Scalar
    type: str


@dataclass(frozen=True, slots=True)
class Property:
    """A field, or a path through navigation properties."""

    path: str
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function of OData 2 with its arguments."""

    name: str
    arguments: tuple[Expression, ...]
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`; the position counts characters from 0, as servers report it."""

    operator: str
    left: Expression
    right: Expression
    position: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """`left and right`, `left or right`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


Expression: TypeAlias = Literal | Property | Call | Compare | Logic | Not

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<typed>guid|datetime|datetimeoffset|time|binary|X)'(?P<body>(?:[^']|'')*)'
  | '(?P<string>(?:[^']|'')*)'
  | (?P<number>-?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?)(?P<suffix>[LlMmDdFf])?(?![\w.])
  | (?P<name>[A-Za-z_]\w*(?:/[A-Za-z_]\w*)*)
  | (?P<mark>[(),])
    )""",
    re.VERBOSE,
)
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z")
_COMPARISONS: Final = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})
FUNCTIONS: Final = {
    "substringof": "Edm.Boolean",
    "startswith": "Edm.Boolean",
    "endswith": "Edm.Boolean",
    "indexof": "Edm.Int32",
    "length": "Edm.Int32",
    "replace": "Edm.String",
    "substring": "Edm.String",
    "tolower": "Edm.String",
    "toupper": "Edm.String",
    "trim": "Edm.String",
    "concat": "Edm.String",
    "year": "Edm.Int32",
    "month": "Edm.Int32",
    "day": "Edm.Int32",
    "hour": "Edm.Int32",
    "minute": "Edm.Int32",
    "second": "Edm.Int32",
}
"""The functions of OData 2, with the type of what they give."""
_ARITY: Final = {"replace": (3, 3), "substring": (2, 3)} | dict.fromkeys(
    ("substringof", "startswith", "endswith", "indexof", "concat"), (2, 2)
)


@dataclass(slots=True)
class _Token:
    kind: str
    text: str
    position: int
    literal: Literal | None = None


class _Reader:
    """The tokens of one expression, and a cursor on them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.index = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.index] if self.index < len(self.tokens) else None

    def word(self) -> str:
        """The keyword or mark under the cursor, empty at the end or on a literal."""
        token = self.peek()
        return token.text if token is not None and token.literal is None else ""

    def take(self) -> _Token:
        token = self.peek()
        if token is None:
            raise ODataError(f"Expression expected at position {len(self.text)}.")
        self.index += 1
        return token

    def expect(self, mark: str) -> None:
        token = self.peek()
        if token is None or token.literal is not None or token.text != mark:
            where = token.position if token is not None else len(self.text)
            raise ODataError(f"'{mark}' expected at position {where}.")
        self.index += 1


def parse(text: str) -> Expression:
    """The expression of a `$filter`, already percent-decoded. Raises ODataError."""
    reader = _Reader(text)
    if not reader.tokens:
        raise ODataError("Expression expected at position 0.")
    found = _either(reader)
    left_over = reader.peek()
    if left_over is not None:
        raise ODataError(f"Syntax error at position {left_over.position}.")
    return found


def parse_literal(text: str) -> Literal:
    """One literal, as in a key, a function parameter or a skip token. Raises ODataError."""
    tokens = list(_tokens(text))
    if len(tokens) != 1:
        raise ODataError("Bad Request - Error in query syntax.")
    token = tokens[0]
    literal = token.literal or _word(token)
    if not isinstance(literal, Literal):
        raise ODataError("Bad Request - Error in query syntax.")
    return literal


def parse_literals(text: str) -> tuple[Literal, ...]:
    """Literals with commas between them, as in `'10',6,2014`. Raises ODataError."""
    tokens = list(_tokens(text))
    literals, marks = tokens[::2], tokens[1::2]
    if len(tokens) % 2 == 0 or any(mark.text != "," for mark in marks):
        raise ODataError("Bad Request - Error in query syntax.")
    found = tuple(token.literal or _word(token) for token in literals)
    if not all(isinstance(literal, Literal) for literal in found):
        raise ODataError("Bad Request - Error in query syntax.")
    return cast("tuple[Literal, ...]", found)


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    end = len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise ODataError(f"Syntax error at position {position}.")
        kind = cast("str", match.lastgroup if match.lastgroup not in ("body", "suffix") else "")
        start = match.start() + len(match.group(0)) - len(match.group(0).lstrip())
        if match["typed"] is not None:
            yield _Token("literal", match.group(0), start, _typed(match["typed"], match["body"], text))
        elif match["string"] is not None:
            value = match["string"].replace("''", "'")
            yield _Token("literal", match.group(0), start, Literal(value, "Edm.String"))
        elif match["number"] is not None:
            yield _Token("literal", match.group(0), start, _number(match["number"], match["suffix"] or ""))
        else:
            yield _Token(kind, match.group(0).strip(), start)
        position = match.end()


def _typed(kind: str, body: str, text: str) -> Literal:
    if kind == "guid":
        if not _GUID.match(body):
            raise ODataError(f"Unrecognized 'Edm.Guid' literal 'guid'{body}'' in '{text}'.")
        return Literal(body.lower(), "Edm.Guid")
    if kind == "datetime":
        try:
            moment = datetime.fromisoformat(body)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is not None:
            raise ODataError(f"Unrecognized 'Edm.DateTime' literal 'datetime'{body}'' in '{text}'.")
        return Literal(moment, "Edm.DateTime")
    raise ODataError(f"Unrecognized literal '{kind}'{body}'' in '{text}'.")


def _number(digits: str, suffix: str) -> Literal:
    if suffix in ("L", "l"):
        return Literal(int(digits), "Edm.Int64")
    if suffix in ("M", "m"):
        return Literal(Decimal(digits), "Edm.Decimal")
    if suffix or not digits.lstrip("-").isdigit():
        return Literal(Decimal(digits), "Edm.Double")
    value = int(digits)
    return Literal(value, "Edm.Int32" if -(2**31) <= value < 2**31 else "Edm.Int64")


def _word(token: _Token) -> Expression:
    match token.text:
        case "null":
            return Literal(None, "Edm.Null")
        case "true" | "false":
            return Literal(token.text == "true", "Edm.Boolean")
    return Property(token.text, token.position)


def _either(reader: _Reader) -> Expression:
    left = _both(reader)
    while reader.word() == "or":
        reader.take()
        left = Logic("or", left, _both(reader))
    return left


def _both(reader: _Reader) -> Expression:
    left = _comparison(reader)
    while reader.word() == "and":
        reader.take()
        left = Logic("and", left, _comparison(reader))
    return left


def _comparison(reader: _Reader) -> Expression:
    left = _operand(reader)
    while reader.word() in _COMPARISONS:
        token = reader.take()
        left = Compare(token.text, left, _operand(reader), token.position)
    return left


def _operand(reader: _Reader) -> Expression:
    token = reader.take()
    if token.literal is not None:
        return token.literal
    if token.text == "(":
        inner = _either(reader)
        reader.expect(")")
        return inner
    if token.text == "not":
        return Not(_operand(reader))
    if token.kind != "name" or token.text in _COMPARISONS or token.text in ("and", "or"):
        raise ODataError(f"Syntax error at position {token.position}.")
    if reader.word() == "(":
        return _call(token, reader)
    return _word(token)


def _call(token: _Token, reader: _Reader) -> Expression:
    if token.text not in FUNCTIONS:
        raise ODataError(f"Unknown function '{token.text}' at position {token.position}.")
    reader.expect("(")
    arguments = [_either(reader)]
    while reader.word() == ",":
        reader.take()
        arguments.append(_either(reader))
    reader.expect(")")
    fewest, most = _ARITY.get(token.text, (1, 1))
    if not fewest <= len(arguments) <= most:
        raise ODataError(f"No applicable function found for '{token.text}' at position {token.position}.")
    return Call(token.text, tuple(arguments), token.position)


def print_literal(literal: Literal) -> str:
    """The literal as OData 2 writes it."""
    value = literal.value
    match literal.type:
        case "Edm.Null":
            return "null"
        case "Edm.Boolean":
            return "true" if value else "false"
        case "Edm.String":
            return "'" + str(value).replace("'", "''") + "'"
        case "Edm.Guid":
            return f"guid'{value}'"
        case "Edm.DateTime":
            return f"datetime'{cast('datetime', value).isoformat()}'"
        case "Edm.Int64":
            return f"{value}L"
        case "Edm.Decimal":
            return f"{value}M"
        case "Edm.Double":
            text = str(value)
            return text if not text.lstrip("-").isdigit() else f"{text}.0"
    return str(value)


def print_expression(expression: Expression) -> str:
    """The expression as text, with the fewest parentheses that keep its shape."""
    match expression:
        case Literal():
            return print_literal(expression)
        case Property():
            return expression.path
        case Call():
            return f"{expression.name}({','.join(map(print_expression, expression.arguments))})"
        case Not():
            inner = print_expression(expression.operand)
            return f"not ({inner})" if isinstance(expression.operand, Logic | Compare) else f"not {inner}"
        case Compare():
            left = _inside(expression.left, wrapped=isinstance(expression.left, Logic | Compare))
            right = _inside(expression.right, wrapped=isinstance(expression.right, Logic | Compare))
            return f"{left} {expression.operator} {right}"
        case Logic():
            left_wrapped = expression.operator == "and" and _is_or(expression.left)
            right_wrapped = isinstance(expression.right, Logic) and (
                expression.operator == "and" or expression.right.operator == "or"
            )
            left = _inside(expression.left, wrapped=left_wrapped)
            return f"{left} {expression.operator} {_inside(expression.right, wrapped=right_wrapped)}"


def _inside(expression: Expression, *, wrapped: bool) -> str:
    text = print_expression(expression)
    return f"({text})" if wrapped else text


def _is_or(expression: Expression) -> bool:
    return isinstance(expression, Logic) and expression.operator == "or"


def properties_of(expression: Expression) -> frozenset[str]:
    """Every field the expression looks at."""
    match expression:
        case Property():
            return frozenset({expression.path})
        case Literal():
            return frozenset()
        case Not():
            return properties_of(expression.operand)
        case Call():
            return frozenset[str]().union(*map(properties_of, expression.arguments))
        case Compare() | Logic():
            return properties_of(expression.left) | properties_of(expression.right)


def equalities_of(expression: Expression) -> dict[str, Scalar]:
    """Fields that must equal one value for the expression to hold: what an index can answer."""
    match expression:
        case Logic(operator="and"):
            return equalities_of(expression.left) | equalities_of(expression.right)
        case Compare(operator="eq", left=Property() as property_, right=Literal() as literal):
            return {property_.path: literal.value}
        case Compare(operator="eq", left=Literal() as literal, right=Property() as property_):
            return {property_.path: literal.value}
    return {}
