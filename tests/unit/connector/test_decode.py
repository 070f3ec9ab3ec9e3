"""Page bytes in, records out: one answer whichever way a row takes, and nothing a vendor may send is a crash."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlconnect.connector import Decoder, Nested
from nlconnect.errors import ServerError
from nlconnect.model.scope import Scope
from tests.unit.invented import LINES, ORDERS, WIRE, Order, OrderKind, OrderLine, OrderStatus, plain_fields

SCOPE = Scope(division=5)
GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
META = {"__metadata": {"uri": "https://x", "type": "Order"}}
FIELDS = tuple(spec for spec in plain_fields())
FULL: dict[str, Any] = {
    "ID": GUID,
    "CustomerName": "Jansen",
    "Notes": None,
    "Code": "    25",
    "Number": 7,
    "Version": 2**40,
    "Amount": 12.5,
    "Weight": 0.1,
    "IsPaid": True,
    "DueDate": "2026-11-23",
    "Created": "2026-11-23T10:00:00+00:00",
    "Photo": "AAEC",
    "Status": 20,
    "Kind": "S",
}


def decoder(*names: str, expanded: bool = False) -> Decoder[Any]:
    fields = plain_fields(*names)
    nested = [Nested("order_lines", Decoder(LINES, OrderLine, LINES.values, WIRE))] if expanded else []
    return Decoder(ORDERS, Order, fields, WIRE, nested=nested)


def written(value: Any) -> bytes:
    """JSON with decimals as plain numbers."""
    if isinstance(value, bytes):
        return value
    numbers: dict[str, str] = {}

    def number(decimal: Decimal) -> str:
        numbers[f"<{len(numbers)}>"] = str(decimal)
        return f"<{len(numbers) - 1}>"

    text = json.dumps(value, default=number)
    for mark, digits in numbers.items():
        text = text.replace(f'"{mark}"', digits)
    return text.encode()


def read(using: Decoder[Any], *rows: Any, **more: Any) -> list[Any]:
    return using.records(using.decode(written({"d": {"results": list(rows), **more}})), scope=SCOPE)


def one(value: Any, name: str) -> Any:
    """What becomes of one value in that field."""
    using = decoder("id", name)
    (record,) = read(using, {"ID": GUID, ORDERS.by_name[name].wire: value})
    return getattr(record, name)


def test_a_row_becomes_a_record_of_the_right_types() -> None:
    using = decoder()
    (record,) = read(using, {**META, **FULL})
    assert record.model_dump() == {
        "id": GUID,
        "customer_name": "Jansen",
        "notes": None,
        "code": "25",
        "number": 7,
        "version": 2**40,
        "amount": Decimal("12.5"),
        "weight": 0.1,
        "is_paid": True,
        "due_date": date(2026, 11, 23),
        "created": datetime(2026, 11, 23, 10, tzinfo=UTC),
        "photo": b"\0\1\2",
        "status": OrderStatus["open"],
        "kind": OrderKind["sale"],
    }
    assert record.scope == SCOPE
    assert using.drifted == 0


def test_a_later_page_that_drifts_is_read_row_by_row_again() -> None:
    using = decoder("id", "number")
    usual, odd = {"ID": GUID, "Number": 7}, {"ID": GUID, "Number": "seven"}
    assert [record.number for record in read(using, usual)] == [7]
    assert [record.number for record in read(using, usual, usual)] == [7, 7]
    assert using.drifted == 0
    assert [record.number for record in read(using, usual, odd, usual)] == [7, "seven", 7]
    assert using.drifted == 1
    new = {**usual, "New": 1}
    assert [record.model_extra for record in read(using, new, usual)] == [{"New": 1}, None]
    assert [record.number for record in read(using, usual, usual)] == [7, 7]


SHAPES = [
    lambda rows: {"d": {"results": rows}},
    lambda rows: {"d": {"results": rows, "__next": "https://next", "__count": "5"}},
    lambda rows: {"d": {"__count": 5, "results": rows}},
    lambda rows: {"d": rows},
    lambda rows: {"odata": "x", "d": {"results": rows, "extra": {}}},
]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_shape_of_a_page_gives_its_rows(shape: Any, count: int) -> None:
    using = decoder("id", "number")
    rows = using.decode(written(shape([{"ID": GUID, "Number": n} for n in range(count)])))
    assert [record.number for record in using.records(rows, scope=SCOPE)] == list(range(count))
    assert using.drifted == 0


def test_link_and_total_are_read_from_a_page() -> None:
    using = decoder("id")
    rows = using.decode(b'{"d":{"results":[],"__count":"12","__next":"https://next?a=\\u00e9"}}')
    assert (rows.next, rows.total) == ("https://next?a=é", 12)
    rows = using.decode(b'{"d":[]}')
    assert (rows.next, rows.total) == (None, None)


@pytest.mark.parametrize(
    "payload",
    [
        {"d": {"ID": GUID, "Number": 7}},
        {"d": {"results": [{"ID": GUID, "Number": 7}]}},
        {"d": [{"ID": GUID, "Number": 7}]},
    ],
)
def test_a_key_look_up_may_come_in_every_shape(payload: Any) -> None:
    using = decoder("id", "number")
    (record,) = using.records(using.decode(written(payload), single=True), scope=SCOPE)
    assert record.number == 7


def test_a_list_of_one_may_come_as_a_bare_object() -> None:
    using = decoder("id", "number")
    (record,) = using.records(using.decode(written({"d": {"ID": GUID, "Number": 7}})), scope=SCOPE)
    assert record.number == 7


@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<html></html>",
        b"{",
        b'{"d":',
        b'{"d":{"results":[{"ID":"a"}',
        b'{"d":{"results":[{"ID":"a",}]}}',
        b"null",
        b"5",
        b"[]",
        b"{}",
        b'{"d":null}',
        b'{"d":5}',
        b'{"d":{"results":5}}',
        b'{"d":{"results":{"a":1}}}',
        b'{"d":{"results":[],"__count":"x"}}',
        b'{"d":{"results":[],"__next":5}}',
        b'{"error":{"code":""}}',
        b'{"d":{"results":[{"ID":NaN}]}}',
        b"\xff\xfe",
        b'{"d":{"results":[{"ID":"a"}]}} trailing',
        b"[" * 100_000,
    ],
)
def test_what_is_no_page_is_a_value_error_that_repeats_nothing(content: bytes, single: bool) -> None:
    using = decoder("id", "number")
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the engine says where
        using.decode(content, single=single)
    assert type(caught.value) is ValueError


@pytest.mark.parametrize(
    "row", [b"5", b"null", b'"x"', b"[]", b'{"ID":"\xff"}', b'{"ID":' + b"[" * 100_000 + b"]" * 100_000 + b"}"]
)
@pytest.mark.parametrize("shape", [b'{"d":{"results":[%s]}}', b'{"d":[%s]}'])
def test_a_row_that_is_none_is_a_failure_of_the_server(row: bytes, shape: bytes) -> None:
    using = decoder("id", "number")
    with pytest.raises((ServerError, ValueError)) as caught:
        using.records(using.decode(shape % row), scope=SCOPE)
    assert type(caught.value) in (ServerError, ValueError)


def test_a_thousand_rows_stay_on_the_fast_path() -> None:
    using = decoder()
    records = read(using, *({**META, **FULL, "Number": n} for n in range(1000)))
    assert [record.number for record in records] == list(range(1000))
    assert using.drifted == 0


def test_an_unknown_field_is_kept_and_soon_expected(caplog: pytest.LogCaptureFixture) -> None:
    using = decoder("id", "number")
    rows = [{"ID": GUID, "Number": n, "New": {"deep": [n]}, "Newer": None} for n in range(50)]
    with caplog.at_level(logging.DEBUG):
        first, second = read(using, *rows), read(using, *rows)
    for records in (first, second):
        assert [r.model_extra for r in records] == [{"New": {"deep": [n]}, "Newer": None} for n in range(50)]
        assert [r.model_dump()["number"] for r in records] == list(range(50))
    assert using.drifted == 1


def test_unknown_fields_may_differ_from_row_to_row() -> None:
    using = decoder("id", "number")
    rows = [{"ID": GUID, "Number": 0}, {"ID": GUID, "Number": 1, "A": 1}, {"ID": GUID, "Number": 2, "B": 2}]
    for _ in range(2):
        records = read(using, *rows, *reversed(rows))
        extras = [record.model_extra or {} for record in records]
        assert extras == [{}, {"A": 1}, {"B": 2}, {"B": 2}, {"A": 1}, {}]
    assert using.drifted <= 2


def test_an_unknown_field_may_have_any_name() -> None:
    names = ["id", "number", "unknown_0", "metadata_0", "class", "__init__", "", "a b", "_scope", "model_extra", "é"]
    using = decoder("id", "number")
    for _ in range(2):
        (record,) = read(using, {"ID": GUID, "Number": 7, **dict.fromkeys(names, 1)})
        assert record.model_extra == dict.fromkeys(names, 1)
        assert (record.id, record.number) == (GUID, 7)


def test_a_deferred_collection_is_kept_beside() -> None:
    deferred = {"__deferred": {"uri": "https://x"}}
    (record,) = read(decoder("id"), {**META, "ID": GUID, "OrderLines": deferred})
    assert record.model_extra == {"OrderLines": deferred}
    assert not hasattr(record, "order_lines")


def test_a_collection_that_was_asked_for_and_not_sent_along_is_left_to_be_fetched() -> None:
    using = decoder("id", expanded=True)
    (record,) = read(using, {**META, "ID": GUID, "OrderLines": {"__deferred": {"uri": "https://x"}}})
    assert [(end[0].id, end[1], end[2]) for end in using.open_ends] == [(record.id, "order_lines", "https://x")]


def test_a_selected_field_that_does_not_come_counts_as_empty(caplog: pytest.LogCaptureFixture) -> None:
    using = decoder("id", "number", "due_date", "status", "code", "photo")
    with caplog.at_level(logging.WARNING):
        records = read(using, *({"ID": GUID, "Number": n} for n in range(50)))
    assert [record.number for record in records] == list(range(50))
    assert records[9].due_date is records[9].status is records[9].code is records[9].photo is None
    assert using.drifted == 1
    assert "due_date" in caplog.text


def test_nothing_may_stand_everywhere() -> None:
    using = decoder()
    (record,) = read(using, {**dict.fromkeys(FULL, None), **META})
    assert set(record.model_dump().values()) == {None}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("number", "7", 7),
        ("number", 7.0, 7),
        ("number", True, 1),
        ("number", 1.5, Decimal("1.5")),
        ("number", "x", "x"),
        ("number", "", ""),
        ("number", 2**70, 2**70),
        ("number", {"a": 1}, {"a": 1}),
        ("version", "387", 387),
        ("version", 387, 387),
        ("version", str(2**63), 2**63),
        ("amount", "12.50", Decimal("12.50")),
        ("amount", 12, Decimal(12)),
        ("amount", "x", "x"),
        ("amount", True, True),
        ("weight", "1.5", 1.5),
        ("weight", 1, 1.0),
        ("is_paid", 1, True),
        ("is_paid", 0, False),
        ("is_paid", "true", True),
        ("is_paid", "False", False),
        ("is_paid", 2, 2),
        ("customer_name", 5, "5"),
        ("customer_name", Decimal("1.50"), "1.50"),
        ("customer_name", True, "true"),
        ("customer_name", "null", "null"),
        ("customer_name", "", ""),
        ("customer_name", "\0😀é", "\0😀é"),
        ("notes", {"a": [1]}, '{"a": [1]}'),
        ("code", "      ", ""),
        ("code", 25, "25"),
        ("id", 5, "5"),
        ("due_date", "x", "x"),
        ("due_date", "", ""),
        ("due_date", 5, "5"),
        ("created", [1], "[1]"),
        ("photo", "AAEC", b"\0\1\2"),
        ("photo", "", b""),
        ("photo", "no base64!", "no base64!"),
        ("photo", "AAE", "AAE"),
        ("photo", 5, "5"),
        ("status", 20, OrderStatus["open"]),
        ("status", "20", OrderStatus["open"]),
        ("status", 99, 99),
        ("status", 1.5, Decimal("1.5")),
        ("status", [20], "[20]"),
        ("kind", "S", OrderKind["sale"]),
        ("kind", "X", "X"),
        ("kind", "", ""),
        ("kind", 5, "5"),
    ],
)
def test_an_odd_value_is_read_or_kept_as_it_came(name: str, value: Any, expected: Any) -> None:
    found = one(value, name)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "digits", ["123456789012345.67", "0.1", "1e2", "1.5E-7", "-0.00", "0.1234567890123456789", "9" * 40]
)
@pytest.mark.parametrize("drift", ["", ', "New": 1'])
def test_amounts_keep_all_their_digits(digits: str, drift: str) -> None:
    using = decoder("id", "amount")
    content = f'{{"d":{{"results":[{{"ID":"a","Amount":{digits}{drift}}}]}}}}'.encode()
    (record,) = using.records(using.decode(content), scope=SCOPE)
    assert isinstance(record.amount, Decimal)
    assert record.amount.as_tuple() == Decimal(digits).as_tuple()


def test_one_odd_row_does_not_disturb_the_others() -> None:
    using = decoder("id", "number", "customer_name")
    rows: list[dict[str, Any]] = [{"ID": GUID, "Number": n, "CustomerName": "x"} for n in range(20)]
    rows[7] = {"ID": GUID, "Number": "7", "CustomerName": 12, "New": 1}
    rows[9] = {"ID": GUID, "Number": 9}
    records = read(using, *rows)
    assert [record.number for record in records] == list(range(20))
    assert records[7].customer_name == "12"
    assert records[9].customer_name is None
    assert [bool(record.model_extra) for record in records] == [n == 7 for n in range(20)]


def lines(count: int, link: str | None = None, **more: Any) -> dict[str, Any]:
    rows = [{**META, "ID": str(n), "Order": GUID, "Amount": n, "OrderedAt": "2026-01-01", **more} for n in range(count)]
    return {"results": rows} | ({"__next": link} if link else {})


@pytest.mark.parametrize("drift", [{}, {"New": 1}])
def test_an_expanded_collection_becomes_records_of_its_own(drift: dict[str, Any]) -> None:
    using = decoder("id", expanded=True)
    records = read(
        using, {**META, "ID": GUID, "OrderLines": lines(2), **drift}, {"ID": "b", "OrderLines": lines(0), **drift}
    )
    assert [type(line) for line in records[0].order_lines] == [OrderLine, OrderLine]
    assert [line.amount for line in records[0].order_lines] == [0, 1]
    assert records[0].order_lines[0].ordered_at == datetime.fromisoformat("2026-01-01")
    assert records[0].order_lines[0].scope == SCOPE
    assert records[1].order_lines == []


def test_an_unknown_field_of_a_line_is_kept_on_the_line() -> None:
    using = decoder("id", expanded=True)
    for _ in range(2):
        (record,) = read(using, {"ID": GUID, "OrderLines": lines(3, Colour="red")})
        assert [line.model_extra for line in record.order_lines] == [{"Colour": "red"}] * 3
    assert using.drifted == 0
    assert using.nested[0].decoder.drifted == 1


@pytest.mark.parametrize("drift", [{}, {"New": 1}])
def test_the_open_end_of_a_collection_is_told(drift: dict[str, Any]) -> None:
    using = decoder("id", expanded=True)
    records = read(
        using,
        {"ID": "a", "OrderLines": lines(1), **drift},
        {"ID": "b", "OrderLines": lines(2, "https://more"), **drift},
    )
    assert [(end[0].id, end[1], end[2]) for end in using.open_ends] == [("b", "order_lines", "https://more")]
    assert using.open_ends[0][0] is records[1]


@pytest.mark.parametrize("found", [None, [], {"results": None}, lines(0), lines(0)["results"]])
def test_an_empty_collection_may_come_in_every_shape(found: Any) -> None:
    (record,) = read(decoder("id", expanded=True), {"ID": GUID, "OrderLines": found})
    assert record.order_lines == []


@pytest.mark.parametrize("found", [5, "x", {"results": 5}, {"results": [5]}, [None], True])
def test_an_odd_collection_is_no_crash(found: Any) -> None:
    using = decoder("id", expanded=True)
    with pytest.raises(ServerError):
        read(using, {"ID": GUID, "OrderLines": found})


def test_conversions_are_given_for_rows_that_skip_the_record() -> None:
    using = decoder("code", "due_date", "status")
    (row,) = using.parse(using.decode(written({"d": [{"Code": " 25", "DueDate": "2026-11-23", "Status": 20}]})))
    converted = {name: convert(getattr(row, name)) for name, convert in using.conversions}
    assert converted == {"code": "25", "due_date": date(2026, 11, 23)}


SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "ID": st.uuids().map(str),
    "CustomerName": st.text(),
    "Notes": st.text(),
    "Code": st.text("abc12 "),
    "Number": st.integers(-(2**31), 2**31 - 1),
    "Version": st.integers(-(2**63), 2**63 - 1),
    "Amount": st.decimals(-(10**12), 10**12, places=4),
    "Weight": st.floats(allow_nan=False, allow_infinity=False),
    "IsPaid": st.booleans(),
    "DueDate": st.dates().map(str),
    "Created": st.datetimes(timezones=st.just(UTC)).map(str),
    "Photo": st.binary().map(lambda data: base64.b64encode(data).decode()),
    "Status": st.sampled_from([10, 20, 99]),
    "Kind": st.sampled_from(["S", "R", "Z"]),
}
ROWS = st.lists(st.fixed_dictionaries({wire: st.none() | values for wire, values in SCALARS.items()}), max_size=6)


@settings(deadline=None)
@given(ROWS, st.sampled_from(SHAPES), st.booleans())
def test_both_paths_give_the_same_records(rows: list[dict[str, Any]], shape: Any, mark: bool) -> None:
    fast, tolerant = decoder(*_NAMES), decoder(*_NAMES)
    plain = fast.records(fast.decode(written(shape([META | row for row in rows] if mark else rows))), scope=SCOPE)
    page = fast.decode(written(shape([META | row for row in rows] if mark else rows)))
    assert page.parsed  # the page after one that was as expected is parsed in one go
    assert fast.records(page, scope=SCOPE) == plain
    drifting = [{**row, f"New{n}": n} for n, row in enumerate(rows)]
    drifted = tolerant.records(tolerant.decode(written(shape(drifting))), scope=SCOPE)
    assert fast.drifted == 0
    assert tolerant.drifted == len(rows)
    assert [record.model_dump() for record in plain] == [
        record.model_dump(exclude=set(record.model_extra or ())) for record in drifted
    ]
    for one, other in zip(plain, drifted, strict=True):
        assert [type(value) for value in one.__dict__.values()] == [type(value) for value in other.__dict__.values()]


_NAMES = tuple(spec.name for spec in ORDERS.values if spec.wire in SCALARS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from([*FULL, "Extra", "__metadata"]), JSON), max_size=4))
def test_no_value_anywhere_is_a_crash(rows: list[dict[str, Any]]) -> None:
    using = decoder(*_NAMES)
    records = read(using, *rows)
    assert len(records) == len(rows)
    for record, row in zip(records, rows, strict=True):
        repr(record)
        extra = (record.model_extra or {}).get("Extra")
        assert json.loads(written(extra)) == row.get("Extra")


@pytest.mark.parametrize("text", ["1e999999999", "-1e999999999"])
def test_a_number_that_would_fill_the_memory_is_not_written_out(text: str) -> None:
    assert not isinstance(one(Decimal(text), "number"), int)


@pytest.mark.parametrize("total", ["1e999999999", "[1]", "{}", "null", "true"])
def test_an_odd_total_is_no_total(total: str) -> None:
    page = f'{{"d":{{"results":[],"__next":null,"__count":{total},"x":[[]]}}}}'.encode()
    assert decoder("id").decode(page).total in (None, 1)


def test_what_nobody_asked_for_is_passed_over_where_the_vendor_knows_no_selection() -> None:
    using = Decoder(ORDERS, Order, plain_fields("number", "amount"), WIRE, partial=True)
    (plain,) = read(using, FULL)
    (drifting,) = read(using, {**FULL, "Number": "no number", "Amount": 12.5, "New": 1})
    assert (plain.number, plain.amount, plain.model_extra) == (7, Decimal("12.5"), None)
    assert (drifting.number, drifting.amount, drifting.model_extra) == ("no number", Decimal("12.5"), None)
    assert not hasattr(plain, "customer_name")
    assert read(using, {"Number": 8})[0].amount is None


def test_a_page_that_is_no_json_is_mended_where_the_vendor_is_known_for_it() -> None:
    broken = b'{"d":{"results":[{"Number":7,"Amount":-.5}]}}'
    with pytest.raises(ValueError, match="no JSON"):
        decoder("number", "amount").decode(broken)
    wire = replace(WIRE, mend=lambda content: content.replace(b":-.", b":-0."))
    using = Decoder(ORDERS, Order, plain_fields("number", "amount"), wire)
    (record,) = using.records(using.decode(broken), scope=SCOPE)
    assert record.amount == Decimal("-0.5")
