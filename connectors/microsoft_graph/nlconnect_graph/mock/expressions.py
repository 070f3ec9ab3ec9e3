"""OData 4 expressions as Graph takes them in `$filter`: parsed, looked through, and turned into a test on a row."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, TypeAlias, cast

Scalar: TypeAlias = str | int | Decimal | bool | datetime | None


class FilterError(ValueError):
    """The expression cannot be read."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: Scalar


@dataclass(frozen=True, slots=True)
class Path:
    """A property, or a way through complex values: `from/emailAddress/address`, `assignedLicenses/$count`."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return "/".join(self.parts)


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Among:
    """`left in ('a','b')`."""

    left: Expression
    values: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Logic:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Not:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Some:
    """`path/any(x:...)` or `path/all(x:...)`; without an expression `any()` asks whether there is one at all."""

    kind: str
    path: Path
    variable: str
    inner: Expression | None


Expression: TypeAlias = Literal | Path | Call | Compare | Among | Logic | Not | Some

_TOKEN = re.compile(
    r"""\s*(?:
    (?:[A-Za-z_][\w.]*)?'(?P<string>(?:[^']|'')*)'
  | (?P<guid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})
  | (?P<moment>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?)
  | (?P<number>-?\d+(?:\.\d+)?)(?![\w.])
  | (?P<name>[$@A-Za-z_][\w.@$]*(?:/[$A-Za-z_][\w.$]*)*)
  | (?P<mark>[(),:])
    )""",
    re.VERBOSE,
)
_COMPARISONS: Final = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})
FUNCTIONS: Final = {"startswith": 2, "endswith": 2, "contains": 2, "tolower": 1, "toupper": 1, "length": 1}
"""Function names in lower case, with how many arguments each takes."""


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    literal: Literal | None = None
    is_name: bool = False


class _Reader:
    """The tokens of one expression, and a cursor on them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0

    def word(self) -> str:
        """The keyword or mark under the cursor; empty at the end or on a literal."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token.text if token is not None and token.literal is None else ""

    def take(self) -> _Token:
        if self.at == len(self.tokens):
            raise FilterError(f"Expression expected at position {len(self.text)} in '{self.text}'.")
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, mark: str) -> None:
        if self.word() != mark:
            raise FilterError(f"')' or operator expected in '{self.text}'.")
        self.at += 1


def parse(text: str) -> Expression:
    """The expression of a `$filter`, already percent-decoded. Raises FilterError."""
    reader = _Reader(text)
    found = _either(reader)
    if reader.at != len(reader.tokens):
        raise FilterError(f"Syntax error at position {len(text)} in '{text}'.")
    return found


def moment(text: str) -> datetime:
    """A moment as it stands in an address; what names no zone is UTC. Raises ValueError."""
    found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _tokens(text: str) -> Iterator[_Token]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise FilterError(f"Syntax error at position {position} in '{text}'.")
        position = match.end()
        if match["string"] is not None:
            yield _Token("", Literal(match["string"].replace("''", "'")))
        elif match["guid"] is not None:
            yield _Token("", Literal(match["guid"].lower()))
        elif match["moment"] is not None:
            yield _Token("", Literal(moment(match["moment"])))
        elif match["number"] is not None:
            digits = match["number"]
            yield _Token("", Literal(Decimal(digits) if "." in digits else int(digits)))
        else:
            yield _Token(match[0].strip(), is_name=match["name"] is not None)


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
    if reader.word() == "not":
        reader.take()
        return Not(_comparison(reader))
    left = _operand(reader)
    word = reader.word()
    if word in _COMPARISONS:
        reader.take()
        return Compare(word, left, _operand(reader))
    if word == "in":
        reader.take()
        reader.expect("(")
        return Among(left, tuple(_arguments(reader)))
    return left


def _operand(reader: _Reader) -> Expression:
    token = reader.take()
    if token.literal is not None:
        return token.literal
    if token.text == "(":
        inner = _either(reader)
        reader.expect(")")
        return inner
    if not token.is_name or token.text in _COMPARISONS or token.text in ("and", "or", "in"):
        raise FilterError(f"Syntax error near '{token.text}' in '{reader.text}'.")
    if reader.word() == "(":
        return _called(token.text, reader)
    if token.text in ("true", "false", "null"):
        return Literal({"true": True, "false": False, "null": None}[token.text])
    first, *rest = token.text.split("/")
    # A field of one of several types may stand behind a cast to that type.
    return Path(tuple(rest) if rest and first.lower().startswith("microsoft.graph.") else (first, *rest))


def _called(name: str, reader: _Reader) -> Expression:
    reader.expect("(")
    path, _, last = name.rpartition("/")
    if path and last.lower() in ("any", "all"):
        return _some(last.lower(), Path(tuple(path.split("/"))), reader)
    if name.lower() not in FUNCTIONS:
        raise FilterError(f"An unknown function with name '{name}' was found.")
    arguments = tuple(_arguments(reader))
    if len(arguments) != FUNCTIONS[name.lower()]:
        raise FilterError(f"No function signature for the function with name '{name}' matches the specified arguments.")
    return Call(name.lower(), arguments)


def _some(kind: str, path: Path, reader: _Reader) -> Some:
    if reader.word() == ")":
        reader.take()
        return Some(kind, path, "", None)
    variable = reader.take().text
    reader.expect(":")
    inner = _either(reader)
    reader.expect(")")
    return Some(kind, path, variable, inner)


def _arguments(reader: _Reader) -> Iterator[Expression]:
    """What stands between parentheses, the opening one already taken."""
    yield _either(reader)
    while reader.word() == ",":
        reader.take()
        yield _either(reader)
    reader.expect(")")


@dataclass(frozen=True, slots=True)
class Use:
    """One test that an expression makes of a property: the property's first name, and the vendor's name of the test."""

    path: str
    test: str


_TESTS: Final = {"startswith": "startsWith", "endswith": "endsWith", "contains": "contains"}


def uses_of(expression: Expression, variables: Mapping[str, str] | None = None) -> Iterator[Use]:
    """Every test on a property. A test below `any` counts for the collection it looks through."""
    known = variables or {}
    match expression:
        case Not():
            for use in uses_of(expression.operand, known):
                yield Use(use.path, "not")
                yield use
        case Logic():
            yield from uses_of(expression.left, known)
            yield from uses_of(expression.right, known)
        case Compare():
            for side in (expression.left, expression.right):
                yield from _used(side, expression.operator, known)
        case Among():
            yield from _used(expression.left, "in", known)
        case Call():
            yield from _used(expression.arguments[0], _TESTS.get(expression.name, expression.name), known)
        case Some():
            if expression.inner is None:
                yield Use(str(expression.path), "any")
            else:
                yield from uses_of(expression.inner, {**known, expression.variable: str(expression.path)})
        case Path():
            yield from _used(expression, "eq", known)


def _used(expression: Expression, test: str, variables: Mapping[str, str]) -> Iterator[Use]:
    match expression:
        case Path(parts=(first, *rest)):
            if first in variables:
                yield Use(variables[first], test)
            elif rest and rest[-1] == "$count":
                yield Use("/".join((first, *rest[:-1])), "/$count")
            else:
                yield Use("/".join((first, *rest)), test)
        case Call():
            yield from _used(expression.arguments[0], test, variables)
        case _:
            return


def equalities_of(expression: Expression) -> dict[str, Scalar]:
    """Fields that must equal one value for the expression to hold: what an index can answer."""
    match expression:
        case Logic(operator="and"):
            return equalities_of(expression.left) | equalities_of(expression.right)
        case Compare(operator="eq", left=Path(parts=(name,)), right=Literal(value=value)):
            return {name: value}
    return {}


Bound: TypeAlias = Mapping[str, object]
Evaluate: TypeAlias = Callable[[Bound, Bound], object]

_ORDER: Final[dict[str, Callable[[object, object], bool]]] = {
    "gt": cast("Callable[[object, object], bool]", operator.gt),
    "ge": cast("Callable[[object, object], bool]", operator.ge),
    "lt": cast("Callable[[object, object], bool]", operator.lt),
    "le": cast("Callable[[object, object], bool]", operator.le),
}


def predicate(expression: Expression) -> Callable[[Bound], bool]:
    """A test on a row. Text is compared in any case, as directory and Outlook do; ids too, which is a guess."""
    evaluate = _evaluator(expression)
    return lambda row: bool(evaluate(row, {}))


def value_at(row: Bound, parts: tuple[str, ...]) -> object:
    """What stands at the end of a way through complex values; nothing where one of them is missing."""
    value: object = row
    for part in parts:
        if part == "$count":
            return len(value) if isinstance(value, list) else 0
        if not isinstance(value, Mapping):
            return None
        value = value[part] if part in value or hasattr(value, "__missing__") else None
    return value


def _evaluator(expression: Expression) -> Evaluate:
    match expression:
        case Literal(value=value):
            return lambda row, names: value
        case Path(parts=parts):
            return lambda row, names: _found(row, names, parts)
        case Not():
            inner = _evaluator(expression.operand)
            return lambda row, names: not inner(row, names)
        case Logic():
            left, right = _evaluator(expression.left), _evaluator(expression.right)
            if expression.operator == "and":
                return lambda row, names: left(row, names) and right(row, names)
            return lambda row, names: left(row, names) or right(row, names)
        case Compare():
            return _comparer(expression)
        case Among():
            left = _evaluator(expression.left)
            values = [_evaluator(value) for value in expression.values]
            return lambda row, names: any(_same(left(row, names), value(row, names)) for value in values)
        case Call():
            return _caller(expression)
        case Some():
            return _quantifier(expression)


def _found(row: Bound, names: Bound, parts: tuple[str, ...]) -> object:
    if parts[0] in names:
        return value_at({parts[0]: names[parts[0]]}, parts)
    return value_at(row, parts)


def _comparer(expression: Compare) -> Evaluate:
    left, right = _evaluator(expression.left), _evaluator(expression.right)
    if expression.operator == "eq":
        return lambda row, names: _same(left(row, names), right(row, names))
    if expression.operator == "ne":
        return lambda row, names: not _same(left(row, names), right(row, names))
    compare = _ORDER[expression.operator]

    def ordered(row: Bound, names: Bound) -> bool:
        a, b = _folded(left(row, names)), _folded(right(row, names))
        if a is None or b is None:
            return False
        try:
            return compare(a, b)
        except TypeError:
            return compare(str(a), str(b))

    return ordered


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _same(left: object, right: object) -> bool:
    if isinstance(left, str) and isinstance(right, datetime):
        return left.startswith(right.isoformat()[:19])
    return _folded(left) == _folded(right)


def _caller(expression: Call) -> Evaluate:
    arguments = [_evaluator(argument) for argument in expression.arguments]
    function = _FUNCTIONS[expression.name]

    def call(row: Bound, names: Bound) -> object:
        values = [_folded(argument(row, names)) for argument in arguments]
        return function(*values) if all(isinstance(value, str) for value in values) else None

    return call


def _quantifier(expression: Some) -> Evaluate:
    inner = None if expression.inner is None else _evaluator(expression.inner)
    parts, variable = expression.path.parts, expression.variable

    def quantified(row: Bound, names: Bound) -> bool:
        members = _found(row, names, parts)
        if not isinstance(members, list):
            return expression.kind == "all"
        if inner is None:
            return bool(members)
        tests = (bool(inner(row, {**names, variable: member})) for member in members)
        return any(tests) if expression.kind == "any" else all(tests)

    return quantified


_FUNCTIONS: Final[dict[str, Callable[..., object]]] = {
    "startswith": lambda text, part: text.startswith(part),
    "endswith": lambda text, part: text.endswith(part),
    "contains": lambda text, part: part in text,
    "tolower": lambda text: text,
    "toupper": lambda text: text,
    "length": len,
}
