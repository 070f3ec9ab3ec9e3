"""What people compare a field with, turned into the field's own type or refused without being repeated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import Enumeration, FieldSpec, FieldType
from nlconnect.model.values import coerce
from tests.unit.invented import OrderKind, OrderStatus

GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
TYPES: tuple[FieldType, ...] = (
    "string",
    "guid",
    "int",
    "int64",
    "decimal",
    "float",
    "bool",
    "date",
    "datetime",
    "binary",
    "object",
    "collection",
)


def of(kind: FieldType, enum: Enumeration | None = None) -> FieldSpec:
    return FieldSpec("thing", "Thing", kind, enum=enum)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("string", "x", "x"),
        ("string", "", ""),
        ("string", 25, "25"),
        ("string", Decimal("1.50"), "1.50"),
        ("guid", GUID, GUID),
        ("guid", GUID.upper(), GUID),
        ("guid", f"{{{GUID}}}", GUID),
        ("guid", UUID(GUID), GUID),
        ("int", 5, 5),
        ("int", "-5", -5),
        ("int", Decimal(5), 5),
        ("int", 5.0, 5),
        ("int", True, 1),
        ("int64", 2**62, 2**62),
        ("int64", str(2**63), 2**63),
        ("decimal", "1234.56", Decimal("1234.56")),
        ("decimal", 0.1, Decimal("0.1")),
        ("decimal", 7, Decimal(7)),
        ("decimal", Decimal("1.10"), Decimal("1.10")),
        ("float", "1.5", 1.5),
        ("float", 2, 2.0),
        ("bool", True, True),
        ("bool", 0, False),
        ("bool", "TRUE", True),
        ("date", "2026-11-23", date(2026, 11, 23)),
        ("date", date(2026, 11, 23), date(2026, 11, 23)),
        ("date", datetime.fromisoformat("2026-11-23T23:59"), date(2026, 11, 23)),
        ("datetime", "2026-11-23T14:30:00", datetime.fromisoformat("2026-11-23T14:30")),
        ("datetime", "2026-11-23", datetime.fromisoformat("2026-11-23")),
        ("datetime", "2026-11-23T14:30:00+01:00", datetime(2026, 11, 23, 13, 30, tzinfo=UTC)),
        ("datetime", date(2026, 11, 23), datetime.fromisoformat("2026-11-23")),
        ("binary", b"\0", b"\0"),
    ],
)
def test_a_value_takes_the_type_of_its_field(kind: FieldType, given: object, expected: object) -> None:
    found = coerce(of(kind), given)
    assert found == expected
    assert type(found) is type(expected)


def test_an_aware_moment_keeps_its_moment() -> None:
    moment = datetime(2026, 11, 23, 14, 30, tzinfo=timezone(timedelta(hours=1)))
    assert coerce(of("datetime"), moment) == moment


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_is_nothing_for_every_type(kind: FieldType) -> None:
    assert coerce(of(kind), None) is None


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("string", 1.5),
        ("string", True),
        ("string", b"secret"),
        ("string", date(2026, 1, 1)),
        ("string", "lone surrogate \ud800"),
        ("guid", "secret"),
        ("guid", 5),
        ("guid", ""),
        ("int", "secret"),
        ("int", "1.0"),
        ("int", 1.5),
        ("int", Decimal("1.5")),
        ("int", float("inf")),
        ("int", float("nan")),
        ("int", Decimal("NaN")),
        ("int", "9" * 5000),
        ("int", [1]),
        ("int", b"5"),
        ("decimal", "secret"),
        ("decimal", "1.234,56"),
        ("decimal", float("nan")),
        ("decimal", "Infinity"),
        ("decimal", "sNaN"),
        ("decimal", "1e999999"),
        ("decimal", True),
        ("decimal", (0, (1, 2), 0)),
        ("decimal", object()),
        ("float", float("nan")),
        ("float", "inf"),
        ("float", "secret"),
        ("float", True),
        ("bool", 2),
        ("bool", "yes"),
        ("bool", 1.0),
        ("date", "23-11-2026"),
        ("date", "2026-02-30"),
        ("date", 1.5),
        ("date", 20261123),
        ("datetime", "secret"),
        ("datetime", 1_700_000_000),
        ("datetime", "9999-12-31T23:59:59-14:00"),
        ("binary", "c2VjcmV0"),
        ("object", "secret"),
        ("collection", ["secret"]),
    ],
)
def test_what_does_not_fit_is_refused_and_not_repeated(kind: FieldType, given: object) -> None:
    with pytest.raises(QueryError) as caught:
        coerce(of(kind), given)
    assert "thing" in caught.value.message
    assert str(given) not in str(caught.value) or not given
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


NUMBERED = of("int", Enumeration("S", {"open": 20, "draft": 10}))
LETTERED = of("string", Enumeration("K", {"sale": "S"}))


@pytest.mark.parametrize(
    ("spec", "given", "expected"),
    [
        (NUMBERED, "open", 20),
        (NUMBERED, 20, 20),
        (NUMBERED, "20", 20),
        (NUMBERED, 99, 99),
        (NUMBERED, OrderStatus["open"], 20),
        (LETTERED, "sale", "S"),
        (LETTERED, "S", "S"),
        (LETTERED, "unknown code", "unknown code"),
        (LETTERED, OrderKind["sale"], "S"),
    ],
)
def test_a_named_value_may_be_given_by_name_member_or_code(spec: FieldSpec, given: object, expected: object) -> None:
    assert coerce(spec, given) == expected


def test_a_wrong_name_is_answered_with_the_known_names_and_not_repeated() -> None:
    with pytest.raises(QueryError) as caught:
        coerce(NUMBERED, "secret")
    assert "open, draft" in (caught.value.hint or "")
    assert "secret" not in str(caught.value)


ANYTHING = st.one_of(
    st.none(),
    st.text(st.characters()),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.booleans(),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.dates(),
    st.uuids(),
    st.binary(),
    st.lists(st.integers()),
)


@given(st.sampled_from(TYPES), ANYTHING)
def test_any_value_is_taken_or_refused_with_a_query_error(kind: FieldType, value: object) -> None:
    try:
        coerce(of(kind), value)
    except QueryError as error:
        assert "thing" in error.message  # noqa: PT017
