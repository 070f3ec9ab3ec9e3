"""Queries as values: what can be asked, what is refused with a suggestion, and what a fingerprint tells apart."""

from __future__ import annotations

import copy
import dataclasses
from decimal import Decimal
from functools import reduce
from operator import and_, eq, gt, or_
from typing import Any

import pytest

from nlconnect.connector import odata
from nlconnect.errors import QueryError
from nlconnect.model.collection import Collection
from nlconnect.model.query import AllOf, AnyOf, Comparison, Negation, Order, Query
from nlconnect.model.record import Record
from tests.unit.invented import FUNCTION, ORDERS, OrderLines, Orders, StockAt

SECRET = "Jansen-1234"


def field(name: str, of: Collection[Record] = Orders) -> Any:  # typed by stubs where there are some
    return getattr(of, name)


def compared(name: str, comparator: str, value: object) -> Comparison:
    return Comparison(ORDERS.by_name[name], comparator, value)  # type: ignore[arg-type]


def test_every_verb_gives_a_new_query_and_leaves_the_old_one() -> None:
    query = Orders.all()
    for changed in (
        query.where(field("number") == 1),
        query.select("number"),
        query.order_by("number"),
        query.limit(5),
        query.expand("order_lines"),
    ):
        assert changed != query
    assert query == Orders.all()
    with pytest.raises(dataclasses.FrozenInstanceError):
        query.maximum = 5  # type: ignore[misc]


def test_comparisons_take_the_operators_of_python() -> None:
    number = field("number")
    assert (number == 1) == compared("number", "eq", 1)
    assert (number != 1) == compared("number", "ne", 1)
    assert (number < 1) == compared("number", "lt", 1)
    assert (number <= 1) == compared("number", "le", 1)
    assert (number > 1) == compared("number", "gt", 1)
    assert (number >= 1) == compared("number", "ge", 1)
    assert number.is_empty() == compared("number", "eq", None)
    assert (field("amount") >= "12.50") == compared("amount", "ge", Decimal("12.50"))


def test_conditions_combine() -> None:
    one, two = field("number") == 1, field("number") == 2
    assert (one & two) == AllOf((one, two))
    assert (one | two) == AnyOf((one, two))
    assert ~one == Negation(one)
    assert field("number").is_in([1, 2]) == AnyOf((one, two))
    assert field("number").is_in(iter([1])) == one


@pytest.mark.parametrize("combine", [and_, or_])
def test_a_thousand_conditions_in_a_row_stay_flat(combine: Any) -> None:
    parts = [field("number") == n for n in range(1500)]
    condition = reduce(combine, parts)
    assert odata.filter_text(condition, odata.VERSION_4).count("Number eq ") == 1500
    assert Orders.where(condition).fingerprint()


def test_conditions_with_and_or_not_are_refused_with_the_right_signs() -> None:
    condition: Any = field("number") == 1
    for use in (
        lambda: condition and condition,
        lambda: condition or condition,
        lambda: not condition,
        lambda: 1 <= field("number") < 5,
        lambda: bool(condition),
    ):
        with pytest.raises(QueryError, match="truth value") as caught:
            use()
        assert "&" in (caught.value.hint or "")


@pytest.mark.parametrize("other", [True, "number == 1", None, 5])
def test_a_condition_combines_with_conditions_only(other: Any) -> None:
    condition = field("number") == 1
    for combine in (and_, or_):
        with pytest.raises(QueryError, match="a condition is wanted"):
            combine(condition, other)


def test_a_forgotten_comparison_is_refused() -> None:
    with pytest.raises(QueryError, match="a condition is wanted, not Field"):
        Orders.where(field("is_paid"))
    with pytest.raises(QueryError, match="a condition is wanted, not bool"):
        Orders.where(True)  # type: ignore[arg-type]
    with pytest.raises(QueryError, match="a condition is wanted, not Field"):
        (field("number") == 1) & field("is_paid")


@pytest.mark.parametrize("comparator", ["contains", "startswith", "endswith"])
@pytest.mark.parametrize("name", ["number", "amount", "due_date", "id", "is_paid"])
def test_text_is_searched_in_text_only(comparator: str, name: str) -> None:
    with pytest.raises(QueryError, match=f"{name} is no text"):
        getattr(field(name), comparator)("1")


@pytest.mark.parametrize("name", ["is_paid", "photo"])
def test_what_has_no_order_is_not_ordered(name: str) -> None:
    with pytest.raises(QueryError, match="cannot be ordered"):
        gt(field(name), True if name == "is_paid" else b"x")


def test_nothing_cannot_be_ordered() -> None:
    with pytest.raises(QueryError, match="cannot be ordered") as caught:
        gt(field("number"), None)  # type: ignore[arg-type]
    assert "== None" in (caught.value.hint or "")


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(QueryError, match="empty list"):
        field("number").is_in([])


def test_a_text_is_no_list_of_values() -> None:
    with pytest.raises(QueryError, match="list of values"):
        field("customer_name").is_in(SECRET)


def test_a_collection_cannot_be_filtered_on() -> None:
    with pytest.raises(QueryError, match="order_lines is a collection"):
        eq(field("order_lines"), 5)


def test_a_condition_on_another_entity_is_refused() -> None:
    foreign = field("ordered_at", OrderLines) == "2026-11-23"
    with pytest.raises(QueryError, match="ordered_at") as caught:
        Orders.where(foreign)
    assert "Orders" in str(caught.value)
    with pytest.raises(QueryError, match="ordered_at"):
        Orders.where((field("number") == 1) & ~foreign)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("number",), ("number",)),
        (("Number", "number"), ("number",)),
        (("DueDate", "amount"), ("due_date", "amount")),
        (("order_lines.amount",), ("order_lines.amount",)),
        (("OrderLines.Amount",), ("order_lines.Amount",)),
    ],
)
def test_fields_are_selected_by_python_or_wire_name(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert Orders.select(*names).selected == expected


def test_fields_are_selected_by_field_and_add_up() -> None:
    query = Orders.select(field("number")).select("amount", "number")
    assert query.selected == ("number", "amount")


@pytest.mark.parametrize(
    ("ask", "suggestion"),
    [
        (lambda: Orders.select("nummber"), "number"),
        (lambda: Orders.select("due_dat"), "due_date"),
        (lambda: Orders.order_by("-amont"), "amount"),
        (lambda: Orders.expand("order_line"), "order_lines"),
        (lambda: StockAt.of(item="x"), "item_id"),
        (lambda: Orders.of(item_id="x"), "takes none"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(ask: Any, suggestion: str) -> None:
    with pytest.raises(QueryError) as caught:
        ask()
    assert suggestion in (caught.value.hint or "")


@pytest.mark.parametrize("name", ["number.amount", "customer_name.x"])
def test_a_plain_field_has_no_fields_inside(name: str) -> None:
    with pytest.raises(QueryError, match="plain value"):
        Orders.select(name)


def test_a_field_of_another_entity_is_not_selected_ordered_or_expanded() -> None:
    foreign = field("ordered_at", OrderLines)
    for ask in (Orders.select, Orders.order_by, Orders.expand):
        with pytest.raises(QueryError, match="ordered_at"):
            ask(foreign)
    with pytest.raises(QueryError, match="ordered_at"):
        Orders.order_by(-foreign)


def test_order_is_ascending_unless_it_is_negated() -> None:
    number, amount = ORDERS.by_name["number"], ORDERS.by_name["amount"]
    wanted = (Order(number), Order(amount, descending=True))
    assert Orders.order_by("number", "-amount").ordering == wanted
    assert Orders.order_by(field("number"), -field("amount")).ordering == wanted
    assert Orders.order_by("Number").order_by("-Amount").ordering == wanted


def test_a_collection_is_no_order() -> None:
    with pytest.raises(QueryError, match="order_lines"):
        Orders.order_by("order_lines")


def test_a_plain_value_needs_no_expand() -> None:
    with pytest.raises(QueryError, match="needs no expand"):
        Orders.expand("amount")


@pytest.mark.parametrize("maximum", [0, -1, 1.5, "5", True, None])
def test_a_limit_is_a_whole_number_of_at_least_one(maximum: Any) -> None:
    with pytest.raises(QueryError, match="limit"):
        Orders.limit(maximum)


def test_parameters_go_by_python_or_wire_name_and_take_their_type() -> None:
    guid = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
    query = StockAt.of(item_id=guid.upper(), onDate="2026-11-23T10:00:00")
    assert list(query.parameters) == ["itemId", "onDate"]
    assert query.parameters["itemId"] == guid
    with pytest.raises(QueryError, match="itemId"):
        StockAt.of(item_id=SECRET)
    with pytest.raises(QueryError, match="cannot be empty"):
        StockAt.of(item_id=None)  # type: ignore[arg-type]


def test_a_fingerprint_tells_queries_apart_and_is_the_same_in_every_process() -> None:
    number = field("number")
    queries = [
        Orders.all(),
        Orders.where(number == 1),
        Orders.where(number == 2),
        Orders.where(number != 1),
        Orders.where(number == None),  # noqa: E711
        Orders.where(field("customer_name") == "1"),
        Orders.where(field("customer_name") == "None"),
        Orders.where(field("customer_name") == None),  # noqa: E711
        Orders.where((number == 1) & (number == 2)),
        Orders.where((number == 1) | (number == 2)),
        Orders.where(~(number == 1)),
        Orders.select("number"),
        Orders.select("amount"),
        Orders.order_by("number"),
        Orders.order_by("-number"),
        Orders.expand("order_lines"),
        OrderLines.all(),
        StockAt.of(item_id="71b961de-b9f3-49fe-883d-0f46c7e0e89b"),
        StockAt.of(item_id="71b961de-b9f3-49fe-883d-0f46c7e0e89c"),
    ]
    prints = [query.fingerprint() for query in queries]
    assert len(set(prints)) == len(prints)
    assert prints == [copy.copy(query).fingerprint() for query in queries]
    assert Orders.where(number == 1).fingerprint() == "0700deac2ddd5617761bed953c1ef68f"


def test_the_order_of_parameters_does_not_change_a_fingerprint() -> None:
    guid, moment = "71b961de-b9f3-49fe-883d-0f46c7e0e89b", "2026-11-23"
    one, two = StockAt.of(item_id=guid, on_date=moment), StockAt.of(on_date=moment, item_id=guid)
    assert one.fingerprint() == two.fingerprint()


def test_no_value_shows_in_a_query_or_its_fingerprint() -> None:
    query = Orders.where((field("customer_name") == SECRET) | ~field("notes").contains(SECRET))
    function = Query(FUNCTION, StockAt.all().record, parameters={"itemId": SECRET})
    for shown in (query, function, *query.conditions):
        assert SECRET not in repr(shown)
        assert SECRET not in str(shown)
    assert SECRET not in query.fingerprint()


def test_two_fields_are_not_compared_with_each_other() -> None:
    with pytest.raises(QueryError, match="with a field"):
        gt(field("amount"), field("number"))
