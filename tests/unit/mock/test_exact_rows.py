"""The data set speaks the catalogue's language: known fields, values of their type, dates without a time of day."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest

from nlconnect.mock.dataset.books import COMPANIES, Books
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.tables import Generated, Row
from nlconnect.model.catalogue import FieldSpec
from nlconnect_exact.mock import MOCK
from nlconnect_exact.mock.rows import ROWS
from nlconnect_exact.mock.rows.office import Office
from tests.unit.mock.caller import Opened

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "guid": (str,),
    "int": (int,),
    "int64": (int,),
    "decimal": (Decimal, int),
    "float": (Decimal, int, float),
    "bool": (bool,),
    "date": (datetime,),
    "datetime": (datetime,),
    "binary": (bytes,),
}


def rows_of(entity: str) -> list[Row]:
    office = Office(Books(COMPANIES[0], seed=1, records=50), users=Guids(1, "user"))
    source = ROWS[entity](office)
    rows = [source.row(number) for number in range(len(source))]
    if isinstance(source, Generated):
        for row in rows:
            row.whole()  # type: ignore[attr-defined]
    return rows


def fits(spec: FieldSpec, value: object) -> bool:
    if isinstance(value, bool):
        return spec.type == "bool"
    if isinstance(value, datetime) and spec.type == "date":
        return value.time() == time()
    return isinstance(value, KINDS[spec.type])


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_values_are_of_the_type_of_their_field(entity: str) -> None:
    spec = MOCK.resources.entity(entity)
    wrong = {
        (wire, type(value).__name__, known.type)
        for row in rows_of(entity)
        for wire, value in row.items()
        if (known := spec.by_wire.get(wire)) is not None and value is not None and not fits(known, value)
    }
    assert wrong == set()


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_named_values_are_among_the_names_of_the_overlay(entity: str) -> None:
    spec = MOCK.resources.entity(entity)
    unknown = {
        (wire, value)
        for row in rows_of(entity)
        for wire, value in row.items()
        if (known := spec.by_wire.get(wire)) is not None
        and known.enum is not None
        and value is not None
        and value not in known.enum.values.values()
    }
    assert unknown == set()


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_columns_are_fields_of_the_catalogue(entity: str) -> None:
    """Columns shared by twins may name a field that one of them lacks; a misspelt one would stand alone."""
    every = {wire for name in ROWS for wire in MOCK.resources.entity(name).by_wire}
    assert {wire for row in rows_of(entity) for wire in row} <= every


def test_every_resource_of_the_catalogue_answers(opened: Opened) -> None:
    exact = opened(quota="off")
    asked = 0
    for resource in MOCK.resources.all():
        if "GET" not in resource.methods or resource.is_function:
            continue
        path = resource.path.replace("{division}", "1234001")
        field = next(iter(sorted(resource.filterable & {"ID", "InvoiceID", "OrderID"})), resource.key[0])
        kind = resource.fields[field].type
        literal = "guid'00000000-0000-0000-0000-000000000000'" if kind == "guid" else "null"
        answer = exact.get(f"{path}?$select={resource.key[0]}&$filter={field} ne {literal}&$top=3")
        assert answer.status == 200, (path, answer.content)
        asked += 1
    assert asked > 300
