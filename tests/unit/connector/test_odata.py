"""OData 2 in print: what is asked is what a server reads, whatever people filter on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.connector import odata
from nlconnect.errors import QueryError
from nlconnect.mock.odata import Call, Compare, Expression, Literal, Logic, Not, Property, parse, print_expression
from nlconnect.model.query import AllOf, AnyOf, Comparison, Condition, Negation, Order
from tests.unit.invented import ORDERS, Orders

GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
V2 = odata.version_2(ZoneInfo("Europe/Amsterdam"))
ODD = "O'Brien & Zn. 100% + #1 /?=;\"\\ é 😀 ''"


def field(name: str) -> Any:
    return getattr(Orders, name)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (lambda: field("customer_name") == "x", "CustomerName eq 'x'"),
        (lambda: field("customer_name") == "O'Brien", "CustomerName eq 'O''Brien'"),
        (lambda: field("customer_name") == "", "CustomerName eq ''"),
        (lambda: field("customer_name") == None, "CustomerName eq null"),  # noqa: E711
        (lambda: field("customer_name") != None, "CustomerName ne null"),  # noqa: E711
        (lambda: field("id") == GUID.upper(), f"ID eq guid'{GUID}'"),
        (lambda: field("number") >= -5, "Number ge -5"),
        (lambda: field("number") == True, "Number eq 1"),  # noqa: E712
        (lambda: field("version") > 5, "Version gt 5L"),
        (lambda: field("amount") < "10.50", "Amount lt 10.50"),
        (lambda: field("amount") < "1e3", "Amount lt 1000"),
        (lambda: field("amount") == 1e-7, "Amount eq 0.0000001"),
        (lambda: field("weight") <= 0.5, "Weight le 0.5"),
        (lambda: field("is_paid") == True, "IsPaid eq true"),  # noqa: E712
        (lambda: field("is_paid") == 0, "IsPaid eq false"),
        (lambda: field("due_date") == "2026-11-23", "DueDate eq datetime'2026-11-23T00:00:00'"),
        (lambda: field("due_date") == date(26, 1, 2), "DueDate eq datetime'0026-01-02T00:00:00'"),
        (lambda: field("created") > "2026-07-01T12:00:00", "Created gt datetime'2026-07-01T12:00:00'"),
        (lambda: field("created") > "2026-07-01T12:00:00Z", "Created gt datetime'2026-07-01T14:00:00'"),
        (lambda: field("created") > "2026-01-01T12:00:00Z", "Created gt datetime'2026-01-01T13:00:00'"),
        (lambda: field("created") > "2026-01-01T12:00:00.5", "Created gt datetime'2026-01-01T12:00:00.500'"),
        (lambda: field("created") > date(2026, 1, 1), "Created gt datetime'2026-01-01T00:00:00'"),
        (lambda: field("status") == "open", "Status eq 20"),
        (lambda: field("status") == 99, "Status eq 99"),
        (lambda: field("kind") == "sale", "Kind eq 'S'"),
        (lambda: field("photo") == None, "Photo eq null"),  # noqa: E711
        (lambda: field("customer_name").contains("x'"), "substringof('x''',CustomerName)"),
        (lambda: field("customer_name").startswith("x"), "startswith(CustomerName,'x')"),
        (lambda: field("customer_name").endswith("x"), "endswith(CustomerName,'x')"),
        (lambda: field("number").is_in([1, 2]), "Number eq 1 or Number eq 2"),
        (lambda: ~(field("number") == 1), "not (Number eq 1)"),
        (lambda: ~~(field("number") == 1), "not (not (Number eq 1))"),
        (
            lambda: (field("number") == 1) & ((field("number") == 2) | (field("number") == 3)),
            "Number eq 1 and (Number eq 2 or Number eq 3)",
        ),
        (
            lambda: ((field("number") == 1) & (field("number") == 2)) | (field("number") == 3),
            "(Number eq 1 and Number eq 2) or Number eq 3",
        ),
        (lambda: ~((field("number") == 1) | (field("number") == 2)), "not (Number eq 1 or Number eq 2)"),
    ],
)
def test_a_condition_is_printed_like_this(condition: Callable[[], Condition], text: str) -> None:
    assert odata.filter_text(condition(), V2) == text


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (lambda: field("id") == GUID.upper(), f"ID eq {GUID}"),
        (lambda: field("version") > 5, "Version gt 5"),
        (lambda: field("due_date") == "2026-11-23", "DueDate eq 2026-11-23"),
        (lambda: field("created") > "2026-07-01T12:00:00", "Created gt 2026-07-01T12:00:00Z"),
        (lambda: field("created") > "2026-07-01T12:00:00.5+02:00", "Created gt 2026-07-01T10:00:00.500Z"),
        (lambda: field("customer_name").contains("x'"), "contains(CustomerName,'x''')"),
        (lambda: field("amount") < "10.50", "Amount lt 10.50"),
    ],
)
def test_version_4_writes_it_like_this(condition: Callable[[], Condition], text: str) -> None:
    assert odata.filter_text(condition(), odata.VERSION_4) == text


def test_bytes_cannot_be_compared() -> None:
    with pytest.raises(QueryError, match="photo holds bytes"):
        odata.filter_text(field("photo") == b"x", V2)


def test_a_moment_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(QueryError, match="created"):
        odata.filter_text(field("created") < datetime.max.replace(tzinfo=UTC), V2)


@pytest.mark.parametrize("condition", [Condition(), 5, None, "x"])
def test_what_is_no_condition_is_refused(condition: Any) -> None:
    with pytest.raises(QueryError, match="is no condition"):
        odata.filter_text(condition, V2)


def test_an_order_is_printed() -> None:
    number, amount = ORDERS.by_name["number"], ORDERS.by_name["amount"]
    assert odata.order_text((Order(number), Order(amount, descending=True))) == "Number,Amount desc"


def test_options_are_percent_encoded_once() -> None:
    text = odata.query_string({"$filter": f"Name eq '{ODD}'", "$top": "5", "x": "50%25"})
    assert text.count("&") == 2
    for char in ' %#"\\?=+éa😀':
        assert char not in text.partition("$filter=")[2].partition("&")[0].replace("%", "") or char in "%a"
    assert dict(parse_qsl(text, strict_parsing=True)) == {"$filter": f"Name eq '{ODD}'", "$top": "5", "x": "50%25"}


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_comes_through_a_query_string(text: str) -> None:
    written = odata.query_string({"$filter": text, "$select": "ID"})
    assert written.isascii()
    assert dict(parse_qsl(urlsplit(f"https://host/?{written}").query, keep_blank_values=True)) == {
        "$filter": text,
        "$select": "ID",
    }


@given(st.text(st.characters(codec="utf-8")))
def test_every_text_comes_through_a_path(text: str) -> None:
    written = odata.quoted(odata.text_literal(text))
    parts = urlsplit(f"https://host/Orders({written})/Lines")
    assert parts.path.count("/") == 2
    assert not parts.query
    assert unquote(parts.path) == f"/Orders({odata.text_literal(text)})/Lines"


# What a server reads must be what was asked: the mock's own parser is the judge.

TEXTS = st.text(st.characters(codec="utf-8")) | st.just(ODD)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "customer_name": TEXTS,
    "id": st.uuids(),
    "number": st.integers(-(2**31), 2**31 - 1),
    "version": st.integers(-(2**63), 2**63 - 1),
    "amount": st.decimals(-(10**12), 10**12, places=4),
    "is_paid": st.booleans(),
    "due_date": st.dates(),
    "created": st.datetimes().map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)),
}
ORDERED = ["eq", "ne", "gt", "ge", "lt", "le"]
LEAVES = st.one_of(
    *(
        st.builds(
            lambda name, comparator, value: field(name)._compare(comparator, value),
            st.just(name),
            st.sampled_from(["eq", "ne"] if name == "is_paid" else ORDERED),
            values,
        )
        for name, values in VALUES.items()
    ),
    st.builds(lambda name: field(name).is_empty(), st.sampled_from(list(VALUES))),
    st.builds(
        lambda verb, text: getattr(field("customer_name"), verb)(text),
        st.sampled_from(["contains", "startswith", "endswith"]),
        TEXTS,
    ),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a: ~a, inner),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: AnyOf(tuple(parts))),
    ),
    max_leaves=8,
)


def meant(condition: Condition) -> Expression:
    """The expression a server should find in the text."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            word = "and" if isinstance(condition, AllOf) else "or"
            first, *rest = map(meant, conditions)
            for part in rest:
                first = Logic(word, first, part)
            return first
        case Negation(inner):
            return Not(meant(inner))
        case Comparison(spec, comparator, value):
            literal = literal_of(spec.type, value)
            if comparator == "contains":
                return Call("substringof", (literal, Property(spec.wire)))
            if comparator in ("startswith", "endswith"):
                return Call(comparator, (Property(spec.wire), literal))
            return Compare(comparator, Property(spec.wire), literal)
    raise AssertionError(condition)


def literal_of(kind: str, value: Any) -> Literal:
    if value is None:
        return Literal(None, "Edm.Null")
    match kind:
        case "string":
            return Literal(value, "Edm.String")
        case "guid":
            return Literal(value, "Edm.Guid")
        case "int":
            return Literal(value, "Edm.Int32")
        case "int64":
            return Literal(value, "Edm.Int64")
        case "bool":
            return Literal(value, "Edm.Boolean")
        case "date":
            return Literal(datetime(value.year, value.month, value.day), "Edm.DateTime")  # noqa: DTZ001
        case "datetime":
            return Literal(value, "Edm.DateTime")
    whole = value == value.to_integral_value() and "." not in format(value, "f")
    if not whole:
        return Literal(value, "Edm.Double")
    return Literal(int(value), "Edm.Int32" if -(2**31) <= value < 2**31 else "Edm.Int64")


@given(CONDITIONS)
def test_a_server_reads_what_was_asked(condition: Condition) -> None:
    assert parse(odata.filter_text(condition, V2)) == meant(condition)


@given(CONDITIONS)
def test_a_server_reads_it_from_the_address_too(condition: Condition) -> None:
    text = odata.filter_text(condition, V2)
    url = f"https://host/x?{odata.query_string({'$filter': text})}"
    assert dict(parse_qsl(urlsplit(url).query))["$filter"] == text


@given(CONDITIONS)
def test_printing_and_reading_go_round(condition: Condition) -> None:
    once = parse(odata.filter_text(condition, V2))
    assert parse(print_expression(once)) == once


@given(st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2090-01-01"), timezones=st.just(UTC)))
def test_an_aware_moment_is_written_on_the_dutch_clock(moment: datetime) -> None:
    text = odata.literal(ORDERS.by_name["created"], moment, V2)
    written = datetime.fromisoformat(text.removeprefix("datetime'").removesuffix("'"))
    shift = written - moment.replace(tzinfo=None, microsecond=moment.microsecond // 1000 * 1000)
    assert shift in (timedelta(hours=1), timedelta(hours=2))


def test_amounts_are_written_without_exponents() -> None:
    assert odata.literal(ORDERS.by_name["amount"], Decimal("1E+5"), V2) == "100000"
    assert odata.literal(ORDERS.by_name["amount"], Decimal("-0.00"), V2) == "-0.00"


def test_a_quick_search_is_refused_where_the_notation_has_none() -> None:
    with pytest.raises(QueryError, match="no quick search") as caught:
        odata.filter_text(field("code").matches("x"), V2, comparer=lambda _: "padded")
    assert caught.value.hint
