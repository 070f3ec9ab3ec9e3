"""Records on a screen: what fits, what is readable, and what stays hidden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from nlconnect.cli.grid import Grid, columns_for_people, shown_value
from nlconnect.connector import connector
from nlconnect.model.catalogue import Enumeration, FieldType
from nlconnect.model.table import MASKED, Batch, Column

STATUS = Enumeration("Status", {"open": 20})


def column(name: str, kind: FieldType = "string", **more: object) -> Column:
    return Column(name, kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "value", "shown"),
    [
        (column("x"), None, ""),
        (column("x"), MASKED, "•••"),
        (column("x"), "two  words\n\x1b[2J", "two words [2J"),
        (column("is_paid", "bool"), True, "yes"),
        (column("amount_dc", "decimal"), Decimal("1234.5"), "1,234.50"),
        (column("amount_dc", "decimal"), Decimal(-5), "-5.00"),
        (column("amount_dc", "decimal"), Decimal("0.125"), "0.125"),
        (column("quantity", "decimal"), Decimal("2.5"), "2.5"),
        (column("number", "int"), 20000001, "20000001"),
        (column("status", "int", enum=STATUS), 20, "open"),
        (column("status", "int", enum=STATUS), 99, "99"),
        (column("due", "date"), date(2026, 11, 1), "2026-11-01"),
        (column("at", "datetime"), datetime(2026, 11, 1, 9, 30, tzinfo=UTC), "2026-11-01 10:30"),
        (column("logo", "binary"), b"12345", "5 bytes"),
    ],
)
def test_a_value_reads_as_people_write_it(of: Column, value: object, shown: str) -> None:
    assert shown_value(of, value) == shown


@pytest.mark.parametrize(
    ("of", "value", "shown"),
    [
        (column("is_paid", "bool"), True, "ja"),
        (column("amount_dc", "decimal"), Decimal("1234.5"), "1.234,50"),
        (column("rate_fc", "decimal"), Decimal("1.25"), "1,25"),
        (column("amount_dc", "decimal"), Decimal("NaN"), "NaN"),
        (column("due", "date"), date(2026, 11, 1), "01-11-2026"),
        (column("at", "datetime"), datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "01-07-2026 11:30"),
        (column("at", "datetime"), datetime(9999, 12, 31, 23, 30, tzinfo=UTC), "31-12-9999 23:30"),
    ],
)
def test_in_dutch_a_value_reads_as_dutch_people_write_it(of: Column, value: object, shown: str) -> None:
    assert shown_value(of, value, dutch=True) == shown


def batch(columns: Sequence[Column], rows: Sequence[tuple[object, ...]], *, masked: Sequence[str] = ()) -> Batch:
    return Batch.of(columns, rows, frozenset(masked))


def printed(grid: Grid, width: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    grid.show(width=width)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_columns_that_do_not_fit_make_way_where_nobody_chose_them(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [column("code"), column("empty"), column("name"), column("description")]
    grid = Grid(columns, dutch=False, chosen=False)
    grid.add(batch(columns, [("1", None, "A company", "x" * 30)]))
    assert printed(grid, 24, capsys)[0].split() == ["code", "name"]
    assert grid.shown == 2


def test_columns_that_were_chosen_are_all_shown(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [column("code"), column("empty"), column("name")]
    grid = Grid(columns, dutch=False, chosen=True)
    grid.add(batch(columns, [("1", None, "x" * 60)]))
    lines = printed(grid, 40, capsys)
    assert lines[0].split() == ["code", "empty", "name"]
    assert all(len(line) <= 40 for line in lines)


def test_a_narrow_screen_cuts_names_and_never_numbers_or_dates(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [column("account_name"), column("due_date", "date"), column("amount_dc", "decimal")]
    grid = Grid(columns, dutch=False, chosen=True)
    grid.add(batch(columns, [("A company with a long name", date(2026, 11, 1), Decimal("1234567.89"))]))
    assert printed(grid, 36, capsys)[-1].split()[-2:] == ["2026-11-01", "1,234,567.89"]


def test_dutch_headers_and_masked_columns(capsys: pytest.CaptureFixture[str]) -> None:
    columns = [column("division", "int"), column("name", label_nl="Naam"), column("bsn")]
    grid = Grid(columns, dutch=True, chosen=True)
    grid.add(batch(columns, [(12, "A company", None)], masked=["bsn"]))
    lines = printed(grid, 80, capsys)
    assert lines[0].split() == ["division", "Naam", "bsn"]
    assert lines[-1].split("  ")[-2:] == ["A company", "•••"]


def test_no_rows_are_only_headers(capsys: pytest.CaptureFixture[str]) -> None:
    grid = Grid([column("code")], dutch=False, chosen=True)
    assert printed(grid, 80, capsys)[0] == "code"


@pytest.mark.parametrize(
    ("entity", "first"),
    [
        ("crm.Accounts", ("code", "name")),
        ("cashflow.Receivables", ("description", "account_code", "account_name", "amount_dc", "due_date")),
        ("salesinvoice.SalesInvoices", ("description", "invoice_number")),
    ],
)
def test_what_people_look_for_comes_first(entity: str, first: tuple[str, ...]) -> None:
    spec = connector("exact").catalogue.entity(entity)
    found = columns_for_people(spec, [field.name for field in spec.values])
    assert found[: len(first)] == first
    assert not any(spec.by_name[name].type == "guid" for name in found)


def test_the_key_a_customer_knows_comes_first() -> None:
    spec = connector("afas").catalogue.entity("Profit_Debtor_Invoices")
    found = columns_for_people(spec, [field.name for field in spec.values])
    assert found[:3] == ("unit_id", "debtor_id", "invoice_nr")


def test_a_letter_shows_from_whom_and_when() -> None:
    spec = connector("graph").catalogue.entity("Messages")
    found = columns_for_people(spec, [field.name for field in spec.values])
    assert set(found[:4]) >= {"subject", "from_", "received_date_time"}


def test_what_has_a_shape_reads_without_the_names_of_its_parts() -> None:
    sender = {"emailAddress": {"name": "An Smit", "address": "an@voorbeeld.test"}}
    assert shown_value(column("from_", "object"), sender) == "An Smit, an@voorbeeld.test"
    assert shown_value(column("categories", "collection"), []) == ""
