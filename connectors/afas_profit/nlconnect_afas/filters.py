"""AFAS filters: any condition as alternatives of tests, written as JSON or, shorter, as three lists (section 3.3)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from math import prod
from urllib.parse import quote

from nlconnect.connector import FieldSpec
from nlconnect.errors import QueryError
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Negation
from nlconnect.model.values import Value
from nlconnect_afas import dates

EMPTY, NOT_EMPTY = 8, 9
CODES: Mapping[str, int] = {
    "eq": 1,
    "ge": 2,
    "le": 3,
    "gt": 4,
    "lt": 5,
    "contains": 6,
    "ne": 7,
    "startswith": 10,
    "endswith": 13,
    "matches": 15,
}
OPPOSITES: Mapping[int, int] = {1: 7, 2: 5, 3: 4, 6: 11, 8: 9, 10: 12, 13: 14}
"""What says no where the other says yes. AFAS has no NOT; a quick filter (15) has no opposite."""
_OPPOSITE = {**OPPOSITES, **{no: yes for yes, no in OPPOSITES.items()}}
_WILD = {6: "%{}%", 11: "%{}%", 10: "{}%", 12: "{}%", 13: "%{}", 14: "%{}"}
"""AFAS's help writes the sign for any text with operator 6, another client with 10 to 14, too. Written out it does no
harm where AFAS adds it by itself (a guess: its sources disagree)."""
MOST_ALTERNATIVES = 5_000
SLOW_CODES = frozenset(_WILD) | {15}
_SAFE = ",:@/"
_SEPARATORS = frozenset(",;")


@dataclass(frozen=True, slots=True)
class Test:
    """One column, one operator code, one value as AFAS writes it. The value stays out of the repr."""

    __test__ = False

    wire: str
    code: int
    text: str

    def __repr__(self) -> str:
        return f"<test {self.wire} {self.code}>"


Alternative = tuple[Test, ...]
"""Tests of which all must hold."""


def alternatives_of(conditions: Sequence[Condition]) -> tuple[Alternative, ...]:
    """Alternatives of which one must hold; empty where nothing is asked. Raises QueryError for too many of them."""
    if not conditions:
        return ()
    found = _either(AllOf(tuple(conditions)), negated=False)
    return tuple(dict.fromkeys(tuple(dict.fromkeys(tests)) for tests in found))


def _either(condition: Condition, *, negated: bool) -> list[Alternative]:
    match condition:
        case Comparison():
            return [(_test(condition, negated=negated),)]
        case Negation(inner):
            return _either(inner, negated=not negated)
        case AllOf(parts) | AnyOf(parts):
            each = [_either(part, negated=negated) for part in parts]
            if isinstance(condition, AnyOf) is not negated:
                found = [tests for part in each for tests in part]
            else:
                _refuse_too_many(prod(len(part) for part in each))
                found = [tuple(test for tests in chosen for test in tests) for chosen in product(*each)]
            _refuse_too_many(len(found))
            return found
    raise QueryError(f"{type(condition).__name__} is no condition AFAS can be asked for")


def _refuse_too_many(number: int) -> None:
    if number > MOST_ALTERNATIVES:
        raise QueryError(
            f"the conditions come to {number:,} alternatives for AFAS, which knows only OR of ANDs",
            hint=f"Keep it under {MOST_ALTERNATIVES:,}: ask for less at once, or filter in Python.",
        )


def _test(condition: Comparison, *, negated: bool) -> Test:
    spec, value = condition.field, condition.value
    code = CODES[condition.comparator]
    if value is None or value == "":
        code = {1: EMPTY, 7: NOT_EMPTY}.get(code, code)
    if negated:
        if code not in _OPPOSITE:
            raise QueryError(f"a quick filter on {spec.name} cannot be negated", hint="Use contains.")
        code = _OPPOSITE[code]
    if code in (EMPTY, NOT_EMPTY):
        return Test(spec.wire, code, "")
    if value is None or value == "":
        raise QueryError(f"{spec.name} is searched for nothing", hint="Use == None or != None for what is empty.")
    return Test(spec.wire, code, _written(spec, code, value))


def _written(spec: FieldSpec, code: int, value: Value) -> str:
    if isinstance(value, datetime):
        return _moment(spec, code, value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        raise QueryError(f"{spec.name} holds bytes and cannot be compared", hint="Read it and compare in Python.")
    if isinstance(value, Decimal):
        return format(value, "f")
    return _text(spec, code, str(value))


def _moment(spec: FieldSpec, code: int, value: datetime) -> str:
    match code:
        case 2:
            return dates.at_least(spec, value)
        case 3:
            return dates.at_most(spec, value)
        case 4:
            return dates.above(spec, value)
        case 5:
            return dates.below(spec, value)
    raise QueryError(
        f"{spec.name} cannot be compared for equality: AFAS shows whole seconds and compares hidden fractions",
        hint=f"Ask for a span: {spec.name} >= one moment and {spec.name} < the next.",
    )


def _text(spec: FieldSpec, code: int, text: str) -> str:
    """AFAS reads a percent sign at either end as any text, and knows no escape for it."""
    wild = _WILD.get(code)
    if "%" in text if wild else code in (1, 7) and (text.startswith("%") or text.endswith("%")):
        raise QueryError(
            f"{spec.name} is compared with a text with %, which AFAS takes for any text",
            hint="Leave the % out, and filter what comes in Python.",
        )
    return wild.format(text) if wild else text


def written(alternatives: Sequence[Alternative]) -> dict[str, str]:
    """The filter's part of a query string, percent-encoded: JSON, or three lists where those are shorter and can be.

    AFAS: in the lists a comma is AND and a semicolon OR, and neither can be escaped inside a value.
    """
    if not alternatives:
        return {}
    return {"filterjson": quote(_json(alternatives), safe=_SAFE)}


def written_short(alternatives: Sequence[Alternative]) -> dict[str, str] | None:
    """The same as three parallel lists; None where a value holds what separates them."""
    tests = [test for tests in alternatives for test in tests]
    if any(_SEPARATORS & {*test.wire, *test.text} or test.text.startswith('"') for test in tests):
        return None
    columns = {
        "filterfieldids": lambda test: quote(test.wire, safe=""),
        "filtervalues": lambda test: quote(test.text, safe=":@/"),
        "operatortypes": lambda test: str(test.code),
    }
    return {name: ";".join(",".join(map(of, tests)) for tests in alternatives) for name, of in columns.items()}


def _json(alternatives: Sequence[Alternative]) -> str:
    filters = [
        {
            "@FilterId": f"Filter {number}",
            "Field": [{"@FieldId": test.wire, "@OperatorType": str(test.code), "#text": test.text} for test in tests],
        }
        for number, tests in enumerate(alternatives, start=1)
    ]
    return json.dumps({"Filters": {"Filter": filters}}, ensure_ascii=False, separators=(",", ":"))


def disjoint_groups(alternatives: Sequence[Alternative]) -> list[list[Alternative]] | None:
    """The alternatives by the value that one column has to have; None where no column tells them apart.

    A row can be in one group only, so groups may be read one after the other. What AFAS may take for the same text
    (capitals, accents, blanks at the end) stays together.
    """
    for wire in dict.fromkeys(test.wire for test in alternatives[0] if test.code == 1):
        groups: dict[str, list[Alternative]] = {}
        for tests in alternatives:
            wanted = {folded(test.text) for test in tests if test.wire == wire and test.code == 1}
            if len(wanted) != 1:
                break
            groups.setdefault(wanted.pop(), []).append(tests)
        else:
            if len(groups) > 1:
                return list(groups.values())
    return None


def folded(text: str) -> str:
    """Texts that AFAS may take for the same come out alike: capitals, accents, blanks at the ends."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).strip()


def slow_columns(alternatives: Sequence[Alternative]) -> Iterator[str]:
    """Columns that are searched rather than compared, for which AFAS uses no index."""
    return iter(dict.fromkeys(test.wire for tests in alternatives for test in tests if test.code in SLOW_CODES))
