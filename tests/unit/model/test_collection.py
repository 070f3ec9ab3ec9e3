"""Collections: where queries start, and what an editor and a typo get to see."""

from __future__ import annotations

import copy
from enum import IntEnum, StrEnum

import pytest

from nlconnect.errors import CatalogueError
from nlconnect.model.catalogue import Enumeration
from nlconnect.model.collection import entity_of, enum_class, query_of
from nlconnect.model.query import Field
from tests.unit.invented import ORDERS, Order, Orders, OrderStatus


def test_every_field_is_an_attribute() -> None:
    assert {name for name in dir(Orders) if not name.startswith("_")} >= set(ORDERS.by_name)
    for name, spec in ORDERS.by_name.items():
        field = getattr(Orders, name)
        assert isinstance(field, Field)
        assert field.spec is spec


def test_a_wrong_field_is_answered_with_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"Orders has no field 'due_dat'\. Did you mean due_date"):
        _ = Orders.due_dat  # type: ignore[attr-defined]
    assert not hasattr(Orders, "__wrapped__")


def test_verbs_start_a_query_for_all() -> None:
    for query in (Orders.all(), Orders.where(), Orders.select(), Orders.order_by(), Orders.expand()):
        assert query.entity is ORDERS
        assert query.record is Order
    assert query_of(Orders) == Orders.all() == query_of(Orders.all())


def test_the_facts_of_an_entity_come_from_collection_query_and_record() -> None:
    assert entity_of(Orders) is entity_of(Orders.all()) is entity_of(Order) is ORDERS


def test_a_collection_tells_what_it_is() -> None:
    assert repr(Orders) == "<shop.Orders: 16 fields>"


def test_a_collection_can_be_copied() -> None:
    assert entity_of(copy.copy(Orders)) is ORDERS


def test_a_record_class_describes_its_entity() -> None:
    assert Order.__doc__ == "A record of Orders, read from /api/{division}/shop/Orders."
    assert Order.__name__ == "Order"


def test_named_values_become_an_enumeration_of_their_kind() -> None:
    assert issubclass(OrderStatus, IntEnum)
    letters = enum_class(Enumeration("Letter", {"a": "A"}), module=__name__)
    assert issubclass(letters, StrEnum)
    with pytest.raises(CatalogueError, match="Mixed mixes"):
        enum_class(Enumeration("Mixed", {"a": "A", "b": 1}), module=__name__)
