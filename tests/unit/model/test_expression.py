"""Conditions as text: what they say, where they are wrong, and that nothing else gets through."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import EntitySpec, Enumeration, FieldSpec
from nlconnect.model.expression import parse_condition
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Field, Negation

STATUS = Enumeration("Status", {"draft": 10, "open": 20})
FIELDS = (
    FieldSpec("amount_dc", "AmountDC", "decimal"),
    FieldSpec("number", "Number", "int"),
    FieldSpec("due_date", "DueDate", "date"),
    FieldSpec("account_name", "AccountName", "string"),
    FieldSpec("is_paid", "IsPaid", "bool"),
    FieldSpec("status", "Status", "int", enum=STATUS),
    FieldSpec("lines", "Lines", "collection"),
)
INVOICES = EntitySpec("sales", "Invoices", "Invoice", "Invoices", "/x", ("Number",), "standard", frozenset(), FIELDS)


def field(name: str) -> Field[object]:
    return Field(INVOICES.by_name[name])


def compare(name: str, comparator: str, value: object) -> Comparison:
    return Comparison(INVOICES.by_name[name], comparator, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount_dc >= 100", compare("amount_dc", "ge", Decimal(100))),
        ("amount_dc >= 100.10", compare("amount_dc", "ge", Decimal("100.10"))),
        ("amount_dc == 0.1234567890123456789", compare("amount_dc", "eq", Decimal("0.1234567890123456789"))),
        ("amount_dc < -1_000.5", compare("amount_dc", "lt", Decimal("-1000.5"))),
        ("AmountDC == 1", compare("amount_dc", "eq", Decimal(1))),
        ("100 < amount_dc", compare("amount_dc", "gt", Decimal(100))),
        ("due_date < '2026-11-01'", compare("due_date", "lt", date(2026, 11, 1))),
        ("status == 'open'", compare("status", "eq", 20)),
        ("status != 20", compare("status", "ne", 20)),
        ("account_name is None", compare("account_name", "eq", None)),
        ("account_name is not None", compare("account_name", "ne", None)),
        ("is_paid", compare("is_paid", "eq", True)),
        ("is_paid is False", compare("is_paid", "eq", False)),
        ("not is_paid", Negation(compare("is_paid", "eq", True))),
        ("'bv' in account_name", compare("account_name", "contains", "bv")),
        ("account_name.startswith('B')", compare("account_name", "startswith", "B")),
        ("account_name.matches('B')", compare("account_name", "matches", "B")),
        ('account_name.endswith("é")', compare("account_name", "endswith", "é")),
        ("number in [1]", compare("number", "eq", 1)),
        ("number in (1, 2)", AnyOf((compare("number", "eq", 1), compare("number", "eq", 2)))),
        ("number not in [1]", Negation(compare("number", "eq", 1))),
        ("1 <= number < 5", AllOf((compare("number", "ge", 1), compare("number", "lt", 5)))),
        ("number > 1\nand is_paid", AllOf((compare("number", "gt", 1), compare("is_paid", "eq", True)))),
        (
            "number == 1 or number == 2 and is_paid",
            AnyOf(
                (compare("number", "eq", 1), AllOf((compare("number", "eq", 2), compare("is_paid", "eq", True)))),
            ),
        ),
    ],
)
def test_text_says_what_python_would_say(text: str, expected: Condition) -> None:
    assert parse_condition(text, INVOICES) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "empty", "Example: amount_dc >= 100 and due_date < '2026-11-01' and status in ['draft', 'open']"),
        ("account_name == 1", "is text, and is compared with a number, at character 17", "account_name == '...'"),
        ("account_name in ['x', 0123456]", "cannot be read", ""),
        ("account_name in ['x', 1042]", "is text", "in quotes, also where it is digits"),
        ("1.5 < account_name", "is text", "in quotes"),
        ("amount >= 1", "no field 'amount', at character 1", "amount_dc"),
        ("account_name == 'é' and amont_dc > 1", "at character 25", "amount_dc"),
        ("amount_dc = 1", "cannot be read", "Write =="),
        ("amount_dc eq 1", "cannot be read", "Write =="),
        ("amount_dc <> 1", "cannot be read", "Write !="),
        ("number == 1 && is_paid", "cannot be read", "Write and"),
        ("status == open", "quotes, at character 11", "'open'"),
        ("status == 'paid'", "no such name", "draft, open"),
        ("is_paid == true", "true is unknown", "Write True"),
        ("amount_dc > number", "two fields", "Python"),
        ("1 < 2", "needs a field", ""),
        ("number in []", "empty list", ""),
        ("number in 5", "needs a list", "[1, 2]"),
        ("number", "no yes or no", "Compare it"),
        ("5 in account_name", "a text in quotes", ""),
        ("'5' in number", "no text but int", ""),
        ("number == 'x'", "no int", "whole number"),
        ("number == 1.5", "no int", "whole number"),
        ("due_date > 'tomorrow'", "no date", "2026-11-23"),
        ("amount_dc is 5", "`is` goes with None", "=="),
        ("lines == 1", "a collection of another resource", ""),
        ("lines.amount_dc > 1", "inside another resource", "by itself"),
        ("amount_dc > 1 if is_paid else 2", "a comparison is wanted", ""),
        ("account_name == f'{number}'", "a plain value", ""),
        ("account_name == 'a' 'b' + 'c'", "a plain value", ""),
        ("__import__('os').system('true')", "cannot be called", ""),
        ("account_name.__class__ == 1", "inside another resource", ""),
        ("account_name.startswith(number)", "cannot be called", ""),
        ("(lambda: 1)()", "cannot be called", ""),
        ("(x := 1)", "a comparison is wanted", ""),
        ("amount_dc > None", "cannot be ordered", ""),
        ("not " * 400 + "is_paid", "too deep", ""),
        ("(" * 4000 + "is_paid" + ")" * 4000, "cannot be read", ""),
        ("is_paid or " * 2000 + "is_paid", "longer than", ""),
        ("account_name == '\0'", "cannot be read", ""),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_place(text: str, message: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_condition(text, INVOICES)
    assert message in caught.value.message
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["number == 'secret-1234'", "account_name == 'secret-1234' + 1", "'secret-1234' < 2"])
def test_an_error_repeats_no_value(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_condition(text, INVOICES)
    assert "secret-1234" not in str(caught.value)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"))
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def of_type(name: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[str, Condition]]:
    """Pairs of a text and the condition it should stand for."""
    build = {
        "==": lambda f, v: f == v,
        "!=": lambda f, v: f != v,
        "<": lambda f, v: f < v,
        "<=": lambda f, v: f <= v,
        ">": lambda f, v: f > v,
        ">=": lambda f, v: f >= v,
    }

    def written(value: object) -> str:
        return (
            repr(value)
            if isinstance(value, str | int)
            else repr(str(value))
            if isinstance(value, date)
            else f"{value:f}"
        )

    return st.tuples(SIGNS, values).map(
        lambda pair: (f"{name} {pair[0]} {written(pair[1])}", build[pair[0]](field(name), pair[1]))
    )


LEAVES = st.one_of(
    of_type("amount_dc", AMOUNTS),
    of_type("number", st.integers(-(2**31), 2**31)),
    of_type("account_name", TEXTS),
    of_type("due_date", st.dates()),
    TEXTS.map(lambda text: (f"{text!r} in account_name", field("account_name").contains(text))),
    TEXTS.map(lambda text: (f"account_name.startswith({text!r})", field("account_name").startswith(text))),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} and {two[1][0]})", AllOf((two[0][1], two[1][1])))),
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]} or {two[1][0]})", AnyOf((two[0][1], two[1][1])))),
        inner.map(lambda one: (f"(not ({one[0]}))", Negation(one[1]))),
    ),
    max_leaves=12,
)


@given(TREES)
def test_what_is_written_is_what_is_asked(pair: tuple[str, Condition]) -> None:
    text, condition = pair
    assert parse_condition(text, INVOICES) == condition


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            "amount_dc number is_paid 'x' 1 . , ( ) [ ] and or not in is None == < - lambda : if else *".split()
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_gives_a_condition_or_a_query_error(text: str) -> None:
    try:
        assert isinstance(parse_condition(text, INVOICES), Condition)
    except QueryError as error:
        assert error.entity == "Invoices"  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("amount_dc > 100,50", "with a point"),
        ("due_date < 2026-11-01", "date in quotes"),
        ("due_date < 2026-11-12", "dates in quotes"),
        ("due_date < 01-11-2026", "date in quotes"),
        ("account_name like 'A%'", "startswith"),
        ("amount_dc > 1 en amount_dc < 5", "Write and."),
    ],
)
def test_what_people_write_by_habit_is_answered_with_how_it_is_written(text: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_condition(text, INVOICES)
    assert hint in (caught.value.hint or "")


def test_the_example_is_made_of_fields_that_can_be_asked_about() -> None:
    fields = (
        FieldSpec("photo", "photo", "binary"),
        FieldSpec("display_name", "displayName", "string", filter_ops=frozenset({"eq"})),
        FieldSpec("size", "size", "int", filter_ops=frozenset({"eq"})),
        FieldSpec("enabled", "enabled", "bool"),
    )
    users = EntitySpec("directory", "Users", "User", "users", "/users", ("id",), "standard", frozenset(), fields)
    with pytest.raises(QueryError) as refused:
        parse_condition("size", users)
    assert refused.value.hint == "Compare it: size == ..., or is not None."
    with pytest.raises(QueryError) as refused:
        parse_condition("", users)
    assert refused.value.hint == "Example: display_name == '...' and enabled"


def test_the_example_can_be_read() -> None:
    with pytest.raises(QueryError) as refused:
        parse_condition("", INVOICES)
    assert isinstance(parse_condition(str(refused.value.hint).removeprefix("Example: "), INVOICES), AllOf)
