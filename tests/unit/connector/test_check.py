"""Changes are checked before anything is sent: every fault at once, by field and rule, never by value."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, cast

import pytest

from nlconnect import CLEAR, Create, Delete, Record, Update, Upsert, ref
from nlconnect.connector import Request, Response, Scope
from nlconnect.connector.check import drafted
from nlconnect.connector.writer import Draft, SentVerb, Written
from nlconnect.errors import ApiError, QueryError
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec, Link
from nlconnect.model.change import Ref
from nlconnect.model.collection import Collection
from tests.unit.invented import LINES, ORDERS, Order

CANARY = "Jansen-Özdemir"
WRITABLE = frozenset({"GET", "POST", "PUT", "DELETE"})


class Shop:
    """A catalogue that knows one other entity."""

    types: ClassVar[dict[str, Any]] = {}

    def entity_at(self, path: str) -> EntitySpec:
        return BOOKED_LINES

    def module(self, name: str) -> dict[str, EntitySpec]:
        return {"OrderLines": BOOKED_LINES}


def altered(entity: EntitySpec, **more: dict[str, Any]) -> EntitySpec:
    fields = tuple(replace(spec, **more.get(spec.name, {})) for spec in entity.fields)
    return replace(entity, fields=fields, methods=WRITABLE, catalogue=cast("Catalogue", Shop()))


BOOKED_LINES = altered(LINES, order={"required": True}, amount={"required": True})
ENTITY = altered(
    ORDERS,
    id={"read_only": True},
    customer_name={"required": True, "length": 20},
    version={"read_only": True},
    created={"create_only": True},
    is_paid={"update_only": True},
    weight={"required": True},
    order_lines={"required": True, "link": Link("shop", "OrderLines", by="Order")},
)
Orders: Collection[Record] = Collection(ENTITY, Order)
KEY = "00000000-0000-0000-0000-000000000001"
GOOD: dict[str, object] = {"customer_name": CANARY, "weight": 1, "order_lines": [{"amount": "1.50"}]}


class Notes:
    """A writer that takes anything; a weight may be left out beside a number."""

    def methods(self, verb: SentVerb) -> tuple[str, ...]:
        return {"create": ("POST",), "update": ("PUT",), "delete": ("DELETE",), "call": ("POST",)}[verb]

    def may_lack(self, spec: FieldSpec, given: Container[str]) -> bool:
        return spec.wire == "Weight" and "Number" in given

    def write_request(self, draft: Draft, *, base_url: str, scope: Scope) -> Request:
        return Request("POST", base_url)

    def read_written(self, response: Response, entity: EntitySpec) -> Written:
        return Written(None)

    def certainly_refused(self, refusal: ApiError) -> bool:
        return True

    def natural_key(self, draft: Draft) -> tuple[FieldSpec, ...]:
        return ()

    def seen_through(self, entity: EntitySpec) -> None:
        return None


WRITER = Notes()


def faults(change: Any) -> str:
    with pytest.raises(QueryError) as caught:
        drafted(change, WRITER)
    assert CANARY not in str(caught.value)
    return str(caught.value)


def test_values_get_the_types_of_their_fields() -> None:
    draft = drafted(Create(Orders, **GOOD, Number="3", status="open", due_date="2026-11-23", amount=0.1), WRITER)
    found = {spec.name: value for spec, value in draft.values.items()}
    assert found["number"] == 3
    assert found["status"] == 20
    assert found["amount"] == Decimal("0.1")
    ((lines,),) = draft.lines.values()
    assert {spec.name: value for spec, value in lines.values.items()} == {"amount": Decimal("1.50")}
    assert CANARY not in repr(draft)


def test_every_fault_is_told_at_once() -> None:
    told = faults(Create(Orders, custmer_name=CANARY, amount=CANARY, version=1, is_paid=True, status=CANARY))
    for fault in (
        "custmer_name is no field of it",
        "amount is no decimal",
        "version is read-only",
        "is_paid cannot be given to a new record",
        "status has no such name",
        "customer_name is required",
        "weight is required",
        "order_lines is required",
        "Did you mean customer_name",
    ):
        assert fault in told


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (Create(Orders, **{**GOOD, "customer_name": CANARY * 2}), "longer than the 20 characters"),
        (Create(Orders, **{**GOOD, "code": "1234567"}), "longer than the 6 characters"),
        (Create(Orders, **{**GOOD, "customer_name": " "}), "is required and cannot be empty"),
        (Create(Orders, **{**GOOD, "number": None}), "None"),
        (Create(Orders, **{**GOOD, "notes": CLEAR}), "cannot be cleared in a new record"),
        (Create(Orders, **{**GOOD, "address": CANARY}), "lives on another resource"),
        (Create(Orders, **{**GOOD, "order_lines": []}), "at least one line"),
        (Create(Orders, **{**GOOD, "order_lines": {"amount": 1}}), "at least one line"),
        (Create(Orders, **{**GOOD, "order_lines": [1]}), r"order_lines[0] is no line"),
        (Create(Orders, **{**GOOD, "order_lines": [{"amount": CANARY}]}), "order_lines[0].amount is no decimal"),
        (Create(Orders, **{**GOOD, "order_lines": [{}]}), "order_lines[0].amount is required"),
        (Create(Orders, **{**GOOD, "due_date": datetime(2026, 11, 23, 23, 30, tzinfo=UTC)}), "due_date is a calendar"),
        (Update(Orders, KEY), "changes nothing"),
        (Update(Orders, KEY, created="2026-01-01"), "new record only"),
        (Update(Orders, KEY, customer_name=CLEAR), "is required and cannot be cleared"),
        (Update(Orders, KEY, order_lines=[{"amount": 1}]), "through shop.OrderLines"),
        (Update(Orders, CANARY, number=1), "id is no guid"),
        (Update(Orders, (KEY, KEY), number=1), "has 1 parts"),
        (Delete(Orders, ""), "id is no guid"),
    ],
)
def test_a_fault_is_told_by_field_and_rule(change: Any, fault: str) -> None:
    assert fault in faults(change)


def test_what_the_vendor_derives_may_be_left_out() -> None:
    drafted(Create(Orders, customer_name=CANARY, number=1, order_lines=[{"amount": 1}]), WRITER)


def test_a_reference_is_left_for_later() -> None:
    draft = drafted(Create(Orders, **{**GOOD, "customer_name": ref(code="1")}), WRITER)
    assert any(isinstance(value, Ref) for value in draft.values.values())


def test_a_code_that_the_catalogue_does_not_know_is_a_warning() -> None:
    assert drafted(Update(Orders, KEY, status=99), WRITER).warnings == (
        "status has a code that the catalogue does not know",
    )


@pytest.mark.parametrize("change", [Create, Upsert, Update, Delete])
def test_what_the_vendor_does_not_offer_is_refused(change: Any) -> None:
    readable: Collection[Record] = Collection(replace(ENTITY, methods=frozenset({"GET"})), Order)
    arguments: dict[Any, tuple[tuple[object, ...], dict[str, object]]] = {
        Create: ((), GOOD),
        Upsert: (("weight",), GOOD),
        Update: ((KEY,), {"number": 1}),
        Delete: ((KEY,), {}),
    }
    positional, values = arguments[change]
    assert "the vendor offers GET only" in faults(change(readable, *positional, **values))
