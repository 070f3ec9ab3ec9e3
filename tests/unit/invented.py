"""An invented system with a field of every type, so that tests of the core name no vendor."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from nlconnect.connector import WireFormat
from nlconnect.model.catalogue import EntitySpec, Enumeration, FieldSpec, RouteSpec
from nlconnect.model.collection import Collection, enum_class, record_class
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.record import Record

PUBLIC = Personal(None, 0, TagStatus.REVIEWED)
NAMED = Personal("user.name", 3, TagStatus.REVIEWED)

STATUS = Enumeration("OrderStatus", {"draft": 10, "open": 20})
KIND = Enumeration("OrderKind", {"sale": "S", "return_": "R"})

LINES = EntitySpec(
    "shop",
    "OrderLines",
    "OrderLine",
    "OrderLines",
    "/api/{division}/shop/OrderLines",
    ("ID",),
    "standard",
    frozenset({"GET"}),
    (
        FieldSpec("id", "ID", "guid", PUBLIC, is_key=True),
        FieldSpec("order", "Order", "guid", PUBLIC),
        FieldSpec("amount", "Amount", "decimal", PUBLIC),
        FieldSpec("ordered_at", "OrderedAt", "datetime", PUBLIC),
    ),
    page_size=3,
)

FIELDS = (
    FieldSpec("id", "ID", "guid", PUBLIC, is_key=True),
    FieldSpec("customer_name", "CustomerName", "string", NAMED),
    FieldSpec("notes", "Notes", "string"),  # nobody reviewed it
    FieldSpec("code", "Code", "string", PUBLIC, padded=6),
    FieldSpec("number", "Number", "int", PUBLIC),
    FieldSpec("version", "Version", "int64", PUBLIC),
    FieldSpec("amount", "Amount", "decimal", PUBLIC),
    FieldSpec("weight", "Weight", "float", PUBLIC),
    FieldSpec("is_paid", "IsPaid", "bool", PUBLIC),
    FieldSpec("due_date", "DueDate", "date", PUBLIC),
    FieldSpec("created", "Created", "datetime", PUBLIC),
    FieldSpec("photo", "Photo", "binary", PUBLIC),
    FieldSpec("status", "Status", "int", PUBLIC, enum=STATUS),
    FieldSpec("kind", "Kind", "string", PUBLIC, enum=KIND),
    FieldSpec("address", "Address", "object", PUBLIC),
    FieldSpec("order_lines", "OrderLines", "collection", PUBLIC, target=LINES.path),
)

ORDERS = EntitySpec(
    "shop",
    "Orders",
    "Order",
    "Orders",
    "/api/{division}/shop/Orders",
    ("ID",),
    "standard",
    frozenset({"GET"}),
    FIELDS,
    page_size=60,
    routes={"bulk": RouteSpec("bulk", "/api/{division}/bulk/Orders", 1000)},
)

FUNCTION = EntitySpec(
    "shop",
    "StockAt",
    "StockAtRow",
    "StockAt",
    "/api/{division}/shop/StockAt",
    (),
    "function",
    frozenset({"GET"}),
    (FieldSpec("stock", "Stock", "decimal", PUBLIC),),
    parameters={"itemId": "guid", "onDate": "datetime"},
)

OrderStatus: Any = enum_class(STATUS, module=__name__)
OrderKind: Any = enum_class(KIND, module=__name__)
Order: Any = record_class(ORDERS, module=__name__, enums={"OrderStatus": OrderStatus, "OrderKind": OrderKind})
OrderLine: Any = record_class(LINES, module=__name__)
StockAtRow: Any = record_class(FUNCTION, module=__name__)
Orders: Collection[Record] = Collection(ORDERS, Order)
OrderLines: Collection[Record] = Collection(LINES, OrderLine)
StockAt: Collection[Record] = Collection(FUNCTION, StockAtRow)


def iso_day(text: str) -> date:
    return date.fromisoformat(text)


def iso_moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


WIRE = WireFormat(
    one=("d",),
    rows=(("d", "results"), ("d",)),
    next=("d", "__next"),
    total=("d", "__count"),
    day=iso_day,
    moment=iso_moment,
    metadata=("__metadata",),
    nested_rows=("results",),
    nested_next=("__next",),
    nested_elsewhere=("__deferred", "uri"),
)


def plain_fields(*names: str) -> tuple[FieldSpec, ...]:
    """The value fields of Orders, or those named."""
    return tuple(ORDERS.by_name[name] for name in names) if names else ORDERS.values
