"""AFAS filters: fifteen operator codes, as three parallel lists or as JSON, turned into a test on a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, TypeAlias, cast

from nlconnect.mock.tables import Row

Test: TypeAlias = Callable[[Row], bool]
Judge: TypeAlias = Callable[[object], bool]


class Wrong(Exception):
    """The question cannot be answered; `key` names the refusal, `field` what it is about."""

    def __init__(self, key: str, field: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.field = field


@dataclass(frozen=True, slots=True)
class Condition:
    """One field tested with one operator code."""

    field: str
    operator: int
    text: str


@dataclass(frozen=True, slots=True)
class Filter:
    """Groups of conditions: all of a group, any of the groups."""

    groups: tuple[tuple[Condition, ...], ...]

    @property
    def conditions(self) -> Sequence[Condition]:
        return [condition for group in self.groups for condition in group]


def read_filter(parameters: Mapping[str, str]) -> Filter | None:
    """The filter of a query string; JSON goes before the lists. Raises Wrong."""
    if parameters.get("filterjson"):
        return _from_json(parameters["filterjson"])
    if "filterfieldids" in parameters:
        lists = [parameters.get(name, "") for name in ("filterfieldids", "filtervalues", "operatortypes")]
        return _from_lists(*lists)
    return None


def _from_lists(fields: str, values: str, operators: str) -> Filter | None:
    """AFAS: a comma is AND, a semicolon OR, in the same pattern in all three lists; nothing can be escaped."""
    if not fields:
        return None
    groups = []
    split = [[group.split(",") for group in text.split(";")] for text in (fields, values, operators)]
    if len({tuple(map(len, groups)) for groups in split}) != 1:
        raise Wrong("unexpected")
    for names, texts, codes in zip(*split, strict=True):
        parts = zip(names, texts, codes, strict=True)
        groups.append(tuple(Condition(name, _code(code), _unquoted(text)) for name, text, code in parts))
    return Filter(tuple(groups))


def _from_json(text: str) -> Filter:
    try:
        found = json.loads(text)["Filters"]["Filter"]
        groups = [
            tuple(
                Condition(field["@FieldId"], _code(field["@OperatorType"]), str(field.get("#text") or ""))
                for field in _several(group["Field"])
            )
            for group in _several(found)
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Wrong("unexpected") from None
    return Filter(tuple(groups))


def _several(value: object) -> list[dict[str, str]]:
    """A list, or the one thing that stands in its place."""
    return cast("list[dict[str, str]]", value if isinstance(value, list) else [value])


def _unquoted(text: str) -> str:
    """AFAS: an empty slot may be written as two quotes."""
    return "" if text == '""' else text


def _code(text: object) -> int:
    code = int(text) if isinstance(text, str | int) and str(text).strip().isdigit() else 0
    if code not in OPERATORS:
        raise Wrong("unexpected")
    return code


def tester(filter_: Filter, types: Mapping[str, str]) -> Test:
    """A test on a row. Raises Wrong on an unknown field, or a value that does not fit its field."""
    groups = []
    for group in filter_.groups:
        judges = []
        for condition in group:
            if condition.field not in types:
                raise Wrong("unknown_field", condition.field)
            judges.append((condition.field, judge(condition, types[condition.field])))
        groups.append(judges)
    if len(groups) == 1:
        (only,) = groups
        return lambda row: all(judges(row[field]) for field, judges in only)
    return lambda row: any(all(judges(row[field]) for field, judges in group) for group in groups)


def judge(condition: Condition, kind: str) -> Judge:
    """The test of one condition on a value. An empty value passes only `empty`, as in SQL (a guess)."""
    if condition.operator == EMPTY:
        return _is_empty
    if condition.operator == NOT_EMPTY:
        return lambda value: not _is_empty(value)
    build = OPERATORS[condition.operator]
    if build is None:
        return _worded(condition)
    if condition.operator == NOT_EQUAL and _has_wildcards(condition.text):
        return _worded(Condition(condition.field, 11, condition.text))
    if kind == "string" and not condition.text:
        return _beside_nothing(condition.operator)
    wanted = comparable(parsed(condition, kind))
    return lambda value: not _is_empty(value) and build(comparable(value), wanted)


def parsed(condition: Condition, kind: str) -> object:
    """The value of a condition as rows hold it. Raises Wrong."""
    text = condition.text
    try:
        match kind:
            case "int" | "int64":
                return int(text)
            case "decimal" | "float":
                return Decimal(text)
            case "bool":
                return _TRUTH[text.lower()]
            case "date" | "datetime":
                return moment(text)
    except (ValueError, KeyError, InvalidOperation):
        raise Wrong("wrong_filter", condition.field) from None
    return text


def moment(text: str) -> datetime:
    """AFAS: a moment in a filter has no Z and no offset, though every moment in an answer ends in one."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is not None:
        raise ValueError
    return found


def comparable(value: object) -> object:
    """What values are compared and sorted by: texts without case, days as midnights, GUIDs without braces."""
    if isinstance(value, str):
        return value.casefold().strip("{}")
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def sort_value(value: object) -> tuple[int, object]:
    """A key to sort by; what is empty comes first."""
    return (0, 0) if _is_empty(value) else (1, comparable(value))


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def _beside_nothing(operator: int) -> Judge:
    """A comparison with an empty text."""
    return _is_empty if operator in (1, 3) else lambda value: not _is_empty(value)


def _has_wildcards(text: str) -> bool:
    return len(text) > 2 and text.startswith("%") and text.endswith("%")


def _worded(condition: Condition) -> Judge:
    """AFAS: signs for any text at the ends may be written or left out."""
    part = comparable(condition.text.strip("%"))
    wanted = str(part)
    positive, test = _WORDED[condition.operator]
    return lambda value: not _is_empty(value) and test(str(comparable(value)), wanted) is positive


def _starts(text: str, part: str) -> bool:
    return text.startswith(part)


def _ends(text: str, part: str) -> bool:
    return text.endswith(part)


def _holds(text: str, part: str) -> bool:
    return part in text


_TRUTH: Final = {"true": True, "false": False, "1": True, "0": False}
_Compare: TypeAlias = Callable[[object, object], bool]
NOT_EQUAL, EMPTY, NOT_EMPTY = 7, 8, 9
_WORDED: Final[Mapping[int, tuple[Literal[True, False], Callable[[str, str], bool]]]] = {
    6: (True, _holds),
    10: (True, _starts),
    11: (False, _holds),
    12: (False, _starts),
    13: (True, _ends),
    14: (False, _ends),
    15: (True, _holds),
}


def _at_least(value: object, wanted: object) -> bool:
    return bool(value >= wanted)  # type: ignore[operator]  # one field holds one type


def _at_most(value: object, wanted: object) -> bool:
    return bool(value <= wanted)  # type: ignore[operator]  # one field holds one type


def _above(value: object, wanted: object) -> bool:
    return bool(value > wanted)  # type: ignore[operator]  # one field holds one type


def _below(value: object, wanted: object) -> bool:
    return bool(value < wanted)  # type: ignore[operator]  # one field holds one type


OPERATORS: Final[Mapping[int, _Compare | None]] = {
    1: lambda value, wanted: value == wanted,
    2: _at_least,
    3: _at_most,
    4: _above,
    5: _below,
    7: lambda value, wanted: value != wanted,
    8: None,
    9: None,
    **dict.fromkeys(_WORDED),
}
"""AFAS: 1 equal, 2 at least, 3 at most, 4 above, 5 below, 6 contains, 7 not equal, 8 empty, 9 not empty, 10 starts
with, 11 does not contain, 12 does not start with, 13 ends with, 14 does not end with, 15 quick filter."""
