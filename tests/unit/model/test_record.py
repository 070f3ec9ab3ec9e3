"""Records: absent is not empty, personal values stay silent, and a copy is as good as the original."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from nlconnect.connector import Decoder, Rows
from nlconnect.errors import NotSelected
from nlconnect.model.page import Page
from nlconnect.model.record import MASK, Record, wire_values
from nlconnect.model.scope import Scope
from tests.unit.invented import ORDERS, WIRE, Order, OrderKind, OrderStatus, plain_fields

GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
SECRET = "Jansen-Özdemir"


def read(*names: str, scope: Scope | None = None, **values: object) -> Any:
    """A record as a page gives it, of these fields."""
    decoder = Decoder(ORDERS, Order, plain_fields(*names), WIRE)
    row = {ORDERS.by_name[name].wire: values.pop(name, None) for name in names} | values
    rows = decoder.decode(json.dumps({"d": {"results": [row]}}).encode())
    return decoder.records(rows, scope=scope or Scope(division=5))[0]


def test_a_field_that_was_not_selected_is_not_empty() -> None:
    record = read("id", "number", id=GUID, number=None)
    assert record.number is None
    with pytest.raises(NotSelected, match="amount was not selected") as caught:
        _ = record.amount
    assert ".select(..., 'amount')" in (caught.value.hint or "")
    assert isinstance(caught.value, AttributeError)


def test_a_collection_that_was_not_expanded_says_how_to_get_it() -> None:
    with pytest.raises(NotSelected) as caught:
        _ = read("id").order_lines
    assert "expand('order_lines')" in (caught.value.hint or "")


def test_hasattr_and_getattr_tell_what_was_selected() -> None:
    record = read("id", "number")
    assert hasattr(record, "number")
    assert not hasattr(record, "amount")
    assert getattr(record, "amount", "absent") == "absent"


def test_a_name_nobody_knows_is_an_attribute_error_and_not_a_field_to_select() -> None:
    with pytest.raises(AttributeError, match="no field 'nmber'") as caught:
        _ = read("id").nmber
    assert not isinstance(caught.value, NotSelected)


def test_personal_and_unreviewed_values_are_masked_and_the_rest_is_shown() -> None:
    record = read("customer_name", "notes", "number", customer_name=SECRET, notes=SECRET, number=7, Extra=SECRET)
    for shown in (repr(record), str(record), f"{record}", repr([record]), repr(Page([record], None))):
        assert SECRET not in shown
        assert f"customer_name={MASK}" in shown
        assert f"notes={MASK}" in shown
        assert "number=7" in shown


def test_an_empty_personal_field_shows_that_it_is_empty() -> None:
    assert "customer_name=None" in repr(read("customer_name"))


def test_an_error_of_validation_repeats_no_value() -> None:
    makers: list[Any] = [
        lambda: Order(Number=SECRET),
        lambda: Order(IsPaid=SECRET, DueDate=SECRET, Photo=3),
        lambda: Order.model_validate({"Amount": SECRET}),
        lambda: Order.model_validate_json(json.dumps({"Amount": SECRET})),
        lambda: Order.model_validate(SECRET),
    ]
    for make in makers:
        with pytest.raises(ValidationError) as caught:
            make()
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize("name", ["customer_name", "number", "nonsense", "model_extra"])
def test_a_record_cannot_be_changed_and_the_refusal_repeats_no_value(name: str) -> None:
    record = read("customer_name", "number", customer_name=SECRET)
    with pytest.raises((ValidationError, AttributeError, TypeError)) as caught:
        setattr(record, name, SECRET)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    with pytest.raises((ValidationError, AttributeError, TypeError)):
        delattr(record, name)


def test_rows_on_their_way_show_no_value(caplog: pytest.LogCaptureFixture) -> None:
    decoder = Decoder(ORDERS, Order, plain_fields("customer_name", "due_date"), WIRE)
    with caplog.at_level(logging.DEBUG):
        body = {"d": {"results": [{"CustomerName": SECRET, "DueDate": SECRET, "New": SECRET}]}}
        rows = decoder.decode(json.dumps(body).encode())
        decoder.records(rows, scope=Scope())
        parsed = list(decoder.parse(rows))
    assert SECRET not in repr(rows)
    assert SECRET not in repr(parsed)
    assert SECRET not in repr(Rows([], f"https://x?{SECRET}", None))
    assert SECRET not in caplog.text


VALUES = st.fixed_dictionaries(
    {
        "customer_name": st.text(min_size=4, alphabet=st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF)),
        "notes": st.text(min_size=4, alphabet=st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF)),
    },
    optional={
        "number": st.integers(0, 9),
        "amount": st.decimals(0, 9, places=2),
        "Unknown": st.text(min_size=4, alphabet=st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF)),
    },
)


@given(VALUES)
def test_no_personal_value_ever_shows(values: dict[str, Any]) -> None:
    made = Order(**values)
    for record in (made, copy.copy(made), pickle.loads(pickle.dumps(made)), made.model_copy()):
        shown = "".join((repr(record), str(record), f"{record!r:>10}", "".join(map(repr, record.__rich_repr__()))))
        for name in ("customer_name", "notes", "Unknown"):
            assert name not in values or values[name] not in shown
    with pytest.raises(ValidationError) as caught:
        Order(**{**values, "due_date": values["notes"], "status": values["notes"]})
    assert values["notes"] not in str(caught.value)


COPIES: list[Any] = [
    copy.copy,
    copy.deepcopy,
    lambda record: record.model_copy(),
    lambda record: record.model_copy(deep=True),
    lambda record: pickle.loads(pickle.dumps(record)),
]


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_keeps_scope_fields_absence_and_extras(copied: Any) -> None:
    record = read("id", "status", "due_date", id=GUID, status=20, due_date="2026-11-23", New=1)
    again = copied(record)
    assert again == record
    assert again.scope == Scope(division=5)
    assert again.status is OrderStatus["open"]
    assert again.due_date == date(2026, 11, 23)
    assert again.model_extra == {"New": 1}
    assert again.model_fields_set == record.model_fields_set
    assert not hasattr(again, "amount")


@pytest.mark.parametrize("copied", COPIES)
def test_a_copy_of_a_record_made_by_hand_has_no_scope(copied: Any) -> None:
    assert copied(Order(Number=1)).scope == Scope()


def test_a_changed_copy_leaves_the_original() -> None:
    record, other = read("id", "number", number=1), read("id", "number", number=1)
    changed = record.model_copy(update={"number": 2, "amount": Decimal(3)})
    assert (changed.number, changed.amount, changed.scope) == (2, Decimal(3), Scope(division=5))
    assert (record.number, hasattr(record, "amount")) == (1, False)
    assert other.model_fields_set == {"id", "number"}


def test_what_was_read_equals_what_is_made_of_the_same_values() -> None:
    made = Order(ID=GUID, Number=1, Status=20)
    assert read("id", "number", "status", id=GUID, number=1, status=20) == made
    assert read("id", "number", "status", id=GUID, number=2, status=20) != made
    assert len({made, read("id", "number", "status", id=GUID, number=1, status=20)}) == 1


def test_an_unknown_field_is_kept_beside_the_known_ones() -> None:
    record = read("id", id=GUID, New="x")
    assert record.model_extra == {"New": "x"}
    assert record.model_dump() == {"id": GUID, "New": "x"}


def test_a_record_made_by_hand_keeps_absent_fields_absent() -> None:
    for record in (
        Order(Number=1),
        Order(number=1),
        Order.model_construct(number=1),
        Order.model_validate({"Number": 1}),
    ):
        assert record.model_dump() == {"number": 1}
        assert not hasattr(record, "amount")


def test_a_record_made_by_hand_may_hold_nothing_and_something_unknown() -> None:
    assert Order().model_dump() == {}
    assert Order(Number=None).model_dump() == {"number": None}
    assert Order(Foo=1).model_extra == {"Foo": 1}


@pytest.mark.parametrize("options", [{}, {"exclude_unset": True}, {"exclude_none": False}])
def test_a_partial_record_is_dumped_as_it_is(options: dict[str, Any]) -> None:
    record = read("id", "amount", "status", id=GUID, amount=1.5, status=99)
    assert record.model_dump(**options) == {"id": GUID, "amount": Decimal("1.5"), "status": 99}
    assert json.loads(record.model_dump_json(**options)) == {"id": GUID, "amount": "1.5", "status": 99}
    assert record.model_dump(by_alias=True, **options) == {"ID": GUID, "Amount": Decimal("1.5"), "Status": 99}


def test_a_dump_makes_the_record_again() -> None:
    record = read("id", "kind", "due_date", id=GUID, kind="S", due_date="2026-11-23")
    assert Order.model_validate(record.model_dump()) == record
    assert Order.model_validate_json(record.model_dump_json(by_alias=True)) == record
    assert record.kind is OrderKind["sale"]


def test_values_are_given_by_wire_name_for_writing() -> None:
    assert wire_values(Order(number=1, due_date=date(2026, 1, 2))) == {"Number": 1, "DueDate": date(2026, 1, 2)}


def test_the_enumeration_of_a_field_is_found_on_its_record() -> None:
    assert Order.enum_of("status") is OrderStatus


def test_a_record_without_an_entity_still_masks() -> None:
    class Loose(Record, frozen=True):
        name: str

    assert SECRET not in repr(Loose(name=SECRET))
    with pytest.raises(AttributeError):
        _ = Loose(name=SECRET).nothing  # type: ignore[attr-defined]
