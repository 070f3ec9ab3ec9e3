"""Reading, printing, checking and evaluating OData 2 expressions."""

from __future__ import annotations

import contextlib
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.mock.odata import (
    Call,
    Compare,
    Expression,
    Literal,
    Logic,
    Not,
    ODataError,
    Property,
    equalities_of,
    parse,
    parse_literal,
    parse_literals,
    print_expression,
    print_literal,
    properties_of,
)
from nlconnect.mock.predicates import check, predicate
from nlconnect.mock.tables import PlainRow

wall = datetime.fromisoformat
GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["'", "''", "%27", "&", "a&b='c'", "é€"]
)
literals = st.one_of(
    texts.map(lambda value: Literal(value, "Edm.String")),
    st.uuids().map(lambda value: Literal(str(value), "Edm.Guid")),
    st.booleans().map(lambda value: Literal(value, "Edm.Boolean")),
    st.just(Literal(None, "Edm.Null")),
    st.integers(-(2**31), 2**31 - 1).map(lambda value: Literal(value, "Edm.Int32")),
    st.integers(-(2**63), 2**63 - 1).map(lambda value: Literal(value, "Edm.Int64")),
    st.decimals(-(10**9), 10**9, places=2).map(lambda value: Literal(value, "Edm.Double")),
    st.datetimes(wall("1900-01-01"), wall("2100-01-01")).map(lambda value: Literal(value, "Edm.DateTime")),
)
names = st.sampled_from(["ID", "AmountDC", "Lines/Item", "FreeTextField_01", "orderby", "nothing", "eq1"]).map(Property)
calls = st.one_of(
    st.builds(lambda x: Call("trim", (x,)), names),
    st.builds(lambda x: Call("tolower", (Call("trim", (x,)),)), names),
    st.builds(lambda x, y: Call("substringof", (x, y)), literals, names),
    st.builds(lambda x, y: Call("startswith", (x, y)), names, literals),
    st.builds(lambda x, y: Call("endswith", (x, y)), names, literals),
)
comparisons = st.builds(
    Compare, st.sampled_from(["eq", "ne", "gt", "ge", "lt", "le"]), names | calls | literals, names | literals | calls
)
expressions: st.SearchStrategy[Expression] = st.recursive(
    comparisons | calls,
    lambda inner: st.one_of(
        st.builds(Logic, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(Not, inner),
        st.builds(Compare, st.sampled_from(["eq", "ne"]), inner, inner),
    ),
    max_leaves=8,
)


@given(expressions)
def test_what_is_printed_reads_as_the_same(expression: Expression) -> None:
    assert parse(print_expression(expression)) == expression


@given(st.lists(literals, min_size=1, max_size=3).map(tuple))
def test_keys_of_several_parts_read_back(parts: tuple[Literal, ...]) -> None:
    assert parse_literals(",".join(map(print_literal, parts))) == parts


@given(literals, literals)
def test_a_printed_value_is_found_by_its_own_filter(value: Literal, other: Literal) -> None:
    row = PlainRow(F=value.value, G=other.value)
    text = print_expression(Compare("eq", Property("F"), value))
    assert predicate(parse(text))(row)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("'it''s'", "it's", "Edm.String"),
        (f"guid'{GUID.upper()}'", GUID, "Edm.Guid"),
        ("datetime'2017-05-31T00:00:00'", wall("2017-05-31"), "Edm.DateTime"),
        ("datetime'2017-05-31'", wall("2017-05-31"), "Edm.DateTime"),
        ("5", 5, "Edm.Int32"),
        ("5L", 5, "Edm.Int64"),
        ("-10.5", Decimal("-10.5"), "Edm.Double"),
        ("10.5M", Decimal("10.5"), "Edm.Decimal"),
        ("1e3", Decimal(1000), "Edm.Double"),
        ("true", True, "Edm.Boolean"),
        ("null", None, "Edm.Null"),
        ("''", "", "Edm.String"),
    ],
)
def test_literals_of_every_kind(text: str, value: object, kind: str) -> None:
    assert parse_literal(text) == Literal(value, kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Code eq",
        "eq 1",
        "(Code eq 1",
        "Code eq 1)",
        "Code eq 'open",
        "Code = 1",
        "guid'12' eq ID",
        "nosuch(Code)",
        "trim(Code, Name)",
        "trim()",
        "Code eq 1 Name",
        "datetime'yesterday' eq Created",
        "datetime'2017-05-31T00:00:00Z' eq Created",
        "Code and",
        "5abc eq 1",
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ODataError):
        parse(text)


def test_and_binds_tighter_than_or() -> None:
    a, b, c = (Compare("eq", Property(name), Literal(1, "Edm.Int32")) for name in "abc")
    assert parse("a eq 1 or b eq 1 and c eq 1") == Logic("or", a, Logic("and", b, c))
    assert parse("(a eq 1 or b eq 1) and c eq 1") == Logic("and", Logic("or", a, b), c)
    assert print_expression(Logic("and", Logic("or", a, b), c)) == "(a eq 1 or b eq 1) and c eq 1"


ROW = PlainRow(
    Name="De Boer B.V.",
    Code=f"{25:>18}",
    Amount=Decimal("121.00"),
    Created=wall("2026-07-01T12:00:00"),
    Blocked=False,
    Id=GUID,
    Stamp=5,
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Name eq 'De Boer B.V.'", True),
        ("Name ne null", True),
        ("Missing eq null", True),
        ("Missing gt 1", False),
        ("not (Missing gt 1)", True),
        ("trim(Code) eq '25'", True),
        ("Code eq '25'", False),
        ("substringof('Boer', Name)", True),
        ("substringof('Boer', Missing)", False),
        ("startswith(tolower(Name), 'de ')", True),
        ("endswith(Name, 'N.V.')", False),
        ("Amount ge 121 and Amount lt 121.01", True),
        ("Created gt datetime'2026-07-01' and year(Created) eq 2026", True),
        (f"Id eq guid'{GUID.upper()}'", True),
        ("Blocked eq false", True),
        ("Stamp gt 4L and Stamp lt 6", True),
        ("length(trim(Code)) eq 2", True),
        ("indexof(Name, 'Boer') eq 3 or substring(Name, 0, 2) eq 'xx'", True),
        ("concat(trim(Code), '!') eq '25!' and toupper(Name) eq 'DE BOER B.V.'", True),
        ("replace(Name, 'Boer', 'Vries') eq 'De Vries B.V.'", True),
        ("not Blocked", True),
    ],
)
def test_expressions_hold_or_do_not(text: str, holds: bool) -> None:
    assert predicate(parse(text))(ROW) is holds


TYPES = {"Code": "Edm.String", "Amount": "Edm.Double", "Stamp": "Edm.Int64", "ID": "Edm.Guid", "Blocked": "Edm.Boolean"}


@pytest.mark.parametrize(
    "text", ["Amount gt 5", "Stamp gt 5", "Stamp gt 5L", "Code ne null", "trim(Code) eq 'x'", "Blocked"]
)
def test_types_that_go_together(text: str) -> None:
    assert check(parse(text), lambda property_: TYPES[property_.path]) == "Edm.Boolean"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Code eq 25",
            "Operator 'eq' incompatible with operand types 'System.String' and 'System.Int32' at position 5.",
        ),
        (
            f"Code eq guid'{GUID}'",
            "Operator 'eq' incompatible with operand types 'System.String' and 'System.Guid' at position 5.",
        ),
        (
            "Amount gt '5'",
            "Operator 'gt' incompatible with operand types 'System.Double' and 'System.String' at position 7.",
        ),
    ],
)
def test_types_that_do_not_go_together_are_told_as_the_server_does(text: str, message: str) -> None:
    with pytest.raises(ODataError) as told:
        check(parse(text), lambda property_: TYPES[property_.path])
    assert str(told.value) == message


def test_what_an_index_may_answer_is_only_what_must_hold() -> None:
    assert equalities_of(parse(f"ID eq guid'{GUID}' and Code eq 'x'")) == {"ID": GUID, "Code": "x"}
    assert equalities_of(parse("ID eq null or Code eq 'x'")) == {}
    assert equalities_of(parse("not (Code eq 'x')")) == {}
    assert properties_of(parse("trim(Code) eq 'x' and (Amount gt 1 or not Blocked)")) == {"Code", "Amount", "Blocked"}


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = None
    with contextlib.suppress(ODataError):
        found = parse(text)
    assert found is None or parse(print_expression(found)) == found
