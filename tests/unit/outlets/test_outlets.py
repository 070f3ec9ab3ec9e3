"""What a file holds after rows were written to it, read back with another library."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nlconnect.errors import ConfigError
from nlconnect.model.catalogue import Enumeration
from nlconnect.model.table import Batch, Column
from nlconnect.outlets import Outlet, open_outlet

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
COLUMNS = (
    Column("division", "int", "Administratie"),
    Column("account_code", "string", "Relatiecode"),
    Column("account_name", "string", "Relatie"),
    Column("email", "string", "E-mail"),
    Column("due_date", "date", "Vervaldatum"),
    Column("modified", "datetime", "Gewijzigd"),
    Column("amount_dc", "decimal", "Bedrag"),
    Column("rate_fc", "decimal"),
    Column("is_paid", "bool"),
    Column("status", "int", "Status", enum=Enumeration("Status", {"open": 20, "payment_selected": 30})),
    Column("timestamp", "int64"),
    Column("note", "string"),
)
MASKED_COLUMNS = frozenset({"email"})


def Row(*cells: object) -> tuple[object, ...]:  # noqa: N802  # reads like the record it stands for
    """A row of one company whose e-mail address is masked."""
    return (123456, *cells[:2], None, *cells[2:])


NOON = datetime(2026, 7, 1, 12, 30, 15, tzinfo=AMSTERDAM)
MIDNIGHT = datetime.fromisoformat("2026-11-01")
FIRST = Row(
    "00042",
    'Bakkerij "De }\n{ Korst"',
    date(2026, 11, 1),
    NOON,
    Decimal("1234.50"),
    Decimal("1.23456"),
    True,
    20,
    7,
    None,
)
SECOND = Row("=1+2", "@jan", None, None, Decimal("-0.10"), None, False, 99, 2**60, "-5")


def write(
    target: str | Path | io.StringIO, rows: Sequence[tuple[object, ...]] = (FIRST, SECOND), **options: Any
) -> Outlet:
    outlet = open_outlet(target, COLUMNS, **options)
    outlet.write(Batch.of(COLUMNS, rows, MASKED_COLUMNS))
    outlet.close()
    return outlet


def read_csv(path: Path, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=delimiter))


def test_json_lines_keep_digits_and_null_what_is_masked(tmp_path: Path) -> None:
    target = tmp_path / "rows.jsonl"
    write(target)
    lines = target.read_text().splitlines()
    first, second = (json.loads(line, parse_float=Decimal) for line in lines)
    assert list(first)[:2] == ["division", "account_code"]
    assert first == {
        "division": 123456,
        "account_code": "00042",
        "account_name": 'Bakkerij "De }\n{ Korst"',
        "email": None,
        "due_date": "2026-11-01",
        "modified": "2026-07-01T12:30:15+02:00",
        "amount_dc": Decimal("1234.50"),
        "rate_fc": Decimal("1.23456"),
        "is_paid": True,
        "status": 20,
        "timestamp": 7,
        "note": None,
    }
    assert '"amount_dc":1234.50' in lines[0]
    assert second["account_code"] == "=1+2"


@pytest.mark.parametrize("batches", [0, 1, 3])
def test_json_is_one_array_of_any_number_of_batches(tmp_path: Path, batches: int) -> None:
    target = tmp_path / "rows.json"
    with open_outlet(target, COLUMNS) as outlet:
        for _ in range(batches):
            outlet.write(Batch.of(COLUMNS, [FIRST, SECOND], MASKED_COLUMNS))
            outlet.write(Batch.of(COLUMNS, [], MASKED_COLUMNS))
    assert len(json.loads(target.read_text())) == 2 * batches
    assert outlet.rows == 2 * batches


def test_columns_that_are_all_constant_still_give_a_row_each() -> None:
    columns = (Column("division", "int"), Column("email", "string"))
    for form, expected in [("jsonl", '{"division":1,"email":null}\n' * 2), ("csv", "division,email\n1,•••\n1,•••\n")]:
        stream = io.StringIO()
        with open_outlet(stream, columns, format=form) as outlet:
            outlet.write(Batch.of(columns, [(1, None), (1, None)], frozenset({"email"})))
        assert stream.getvalue() == expected


def test_csv_for_programs_is_plain(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    write(target)
    head, first, second = read_csv(target)
    assert head[:3] == ["division", "account_code", "account_name"]
    assert first[:5] == ["123456", "00042", 'Bakkerij "De }\n{ Korst"', "•••", "2026-11-01"]
    assert first[5:10] == ["2026-07-01T12:30:15+02:00", "1234.50", "1.23456", "true", "20"]
    assert second[1] == "=1+2"
    assert second[4] == ""


def test_csv_for_dutch_excel_has_commas_dutch_dates_and_no_formulas(tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    write(target, excel="nl")
    assert target.read_bytes().startswith(b"\xef\xbb\xbfAdministratie;Relatiecode;")
    _, first, second = read_csv(target, ";")
    assert first[4:10] == ["01-11-2026", "01-07-2026 12:30:15", "1234,50", "1,23456", "WAAR", "open"]
    assert second[1:3] == ["'=1+2", "'@jan"]
    assert second[6] == "-0,10"
    assert second[9] == "99"
    assert second[11] == "'-5"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("9425.9", "9425,90"), ("5", "5,00"), ("12.500", "12,50"), ("0.125", "0,125"), ("-3", "-3,00"), ("1E+30", None)],
)
def test_csv_for_dutch_excel_writes_money_with_cents(tmp_path: Path, value: str, shown: str | None) -> None:
    columns = (Column("amount_dc", "decimal"), Column("quantity", "decimal"))
    target = tmp_path / "rows.csv"
    with open_outlet(target, columns, excel="nl") as outlet:
        outlet.write(Batch.of(columns, [(Decimal(value), Decimal("2.5")), (None, None)]))
    _, cells, empty = read_csv(target, ";")
    assert cells == [shown or f"1{'0' * 30},00", "2,5"]
    assert empty == ["", ""]


def test_a_workbook_prints_well_and_tells_numbers_of_things_from_amounts(tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    columns = (Column("invoice_number", "int"), Column("payment_days", "int"), Column("amount_dc", "decimal"))
    with open_outlet(target, columns, excel="nl") as outlet:
        outlet.write(Batch.of(columns, [(20000001, 14, Decimal("12.5"))]))
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.print_title_rows == "$1:$1"
    assert [cell.alignment.horizontal for cell in sheet[1]] == [None, "right", "right"]
    assert [cell.alignment.horizontal for cell in sheet[2]] == ["left", "right", "right"]
    assert [cell.value for cell in sheet[2]] == [20000001, 14, 12.5]


def test_a_workbook_for_dutch_excel_has_dates_amounts_and_text_as_such(tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    write(target, excel="nl", notes={"Bron": "Exact Online", "Gemaskeerd": "email"})
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Gegevens", "Over dit bestand"]
    sheet = book["Gegevens"]
    assert [cell.value for cell in sheet[1]][:4] == ["Administratie", "Relatiecode", "Relatie", "E-mail"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L3"
    first, second = [list(row) for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in first][:5] == [
        123456,
        "00042",
        'Bakkerij "De }\n{ Korst"',
        "•••",
        MIDNIGHT,
    ]
    assert first[4].number_format == "dd-mm-yyyy"
    assert first[5].value == NOON.replace(tzinfo=None)
    assert first[6].value == 1234.5
    assert first[6].number_format == "#,##0.00"
    assert first[7].number_format == "General"
    assert first[9].value == "open"
    assert second[1].data_type == "s"
    assert second[1].value == "=1+2"
    assert second[9].value == 99
    assert second[10].value == str(2**60)
    assert sheet.column_dimensions["C"].width > 15
    assert [[cell.value for cell in row] for row in book["Over dit bestand"].iter_rows()] == [
        ["Bron", "Exact Online"],
        ["Gemaskeerd", "email"],
    ]


def test_a_workbook_says_what_it_could_not_hold(tmp_path: Path) -> None:
    target = tmp_path / "rows.xlsx"
    old = Row("1", "x" * 40_000, date(1899, 12, 31), None, Decimal("12345678901234567.89"), None, None, 20, 1, None)
    outlet = write(target, [old])
    assert outlet.remarks == {"account_name: cut to 32767 characters": 1}
    book = openpyxl.load_workbook(target)
    cells = [cell.value for cell in book["Data"][2]]
    assert len(cells[2]) == 32_767
    assert cells[4] == "1899-12-31"
    assert cells[6] == "12345678901234567.89"
    assert book["About"]["A1"].value == "account_name: cut to 32767 characters"


def test_a_sheet_that_is_full_continues_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlconnect.outlets.workbook.ROWS_A_SHEET", 4)
    target = tmp_path / "rows.xlsx"
    write(target, [FIRST] * 5)
    book = openpyxl.load_workbook(target)
    assert {sheet.title: sheet.max_row for sheet in book} == {"Data": 4, "Data 2": 3}


def test_parquet_keeps_types_also_of_columns_without_any_value(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    empty = Row("1", "x", None, None, None, None, None, None, None, None)
    write(target, [empty, empty])
    schema = pq.read_schema(target)
    assert schema.field("due_date").type == pa.date32()
    assert schema.field("modified").type == pa.timestamp("us", tz="Europe/Amsterdam")
    assert schema.field("amount_dc").type == pa.decimal128(38, 10)
    assert schema.field("email").type == pa.string()
    assert pq.read_table(target).column("email").null_count == 2


def test_parquet_gives_the_same_values_back(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    write(target)
    first, second = pq.read_table(target).to_pylist()
    assert first["division"] == 123456
    assert first["modified"] == NOON
    assert first["due_date"] == date(2026, 11, 1)
    assert first["amount_dc"] == Decimal("1234.50")
    assert second["timestamp"] == 2**60
    assert second["is_paid"] is False


def test_parquet_tells_the_two_runs_of_the_hour_apart_that_the_clock_runs_through_twice(tmp_path: Path) -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    rows = [Row("1", None, None, twice.replace(fold=fold), None, None, None, None, None, None) for fold in (0, 1, 0)]
    target = tmp_path / "rows.parquet"
    write(target, rows)
    first, second, third = (row["modified"].timestamp() for row in pq.read_table(target).to_pylist())
    assert second - first == 3600
    assert third == first


def test_parquet_mends_values_that_drifted_and_counts_what_it_rounds(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    drifted = Row("1", 5, "2026-11-01", None, "12.5", Decimal("0.123456789012"), "true", "20", 7, {"a": 1})
    outlet = write(target, [FIRST, drifted])
    assert outlet.remarks == {"rate_fc: rounded to 10 decimals": 1}
    row = pq.read_table(target).to_pylist()[1]
    assert (row["account_name"], row["due_date"], row["amount_dc"]) == ("5", date(2026, 11, 1), Decimal("12.5"))
    assert (row["rate_fc"], row["is_paid"], row["status"]) == (Decimal("0.1234567890"), True, 20)
    assert row["note"] == '{"a":1}'


def test_parquet_refuses_what_is_of_another_type_without_showing_it(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    wrong = Row("1", "x", None, None, "twaalf", None, None, None, None, None)
    with pytest.raises(ConfigError, match="amount_dc holds a str that is no decimal") as refusal:
        write(target, [wrong])
    assert "twaalf" not in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_parquet_leaves_a_moment_empty_whose_parts_make_none_and_says_so(tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    column = Column("ends", "datetime")
    with open_outlet(target, [column]) as outlet:
        odd = {"dateTime": "2026-11-01T12:00:00", "timeZone": "tzone://Microsoft/Custom"}
        outlet.write(Batch.of([column], [(odd,), (datetime(2026, 11, 1, 12, tzinfo=UTC),)]))
    assert outlet.remarks == {"ends: left empty, since what came is no datetime": 1}
    assert [found["ends"] is None for found in pq.read_table(target).to_pylist()] == [True, False]


def test_parquet_writes_row_groups_as_it_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlconnect.outlets.parquet.ROWS_A_GROUP", 4)
    target = tmp_path / "rows.parquet"
    with open_outlet(target, COLUMNS) as outlet:
        for _ in range(5):
            outlet.write(Batch.of(COLUMNS, [FIRST, SECOND], MASKED_COLUMNS))
    assert pq.ParquetFile(target).metadata.num_row_groups == 3
    assert pq.read_table(target).num_rows == 10


@pytest.mark.parametrize("suffix", ["jsonl", "json", "csv", "xlsx", "parquet"])
def test_a_file_without_rows_is_a_whole_file(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"rows.{suffix}"
    with open_outlet(target, COLUMNS, excel="nl" if suffix in {"csv", "xlsx"} else None):
        pass
    assert target.exists()
    if suffix == "xlsx":
        assert openpyxl.load_workbook(target)["Gegevens"].max_row == 1
    if suffix == "parquet":
        assert pq.read_table(target).num_rows == 0


def test_columns_with_the_same_label_are_told_apart(tmp_path: Path) -> None:
    columns = (Column("name", "string", "Naam"), Column("contact_name", "string", "Naam"), Column("city", "string"))
    target = tmp_path / "rows.csv"
    open_outlet(target, columns, excel="nl").close()
    assert read_csv(target, ";") == [["Naam (name)", "Naam (contact_name)", "city"]]


@pytest.mark.parametrize("excel", [None, "nl"])
def test_what_has_a_shape_of_its_own_is_json_in_one_cell(tmp_path: Path, excel: Any) -> None:
    columns = (Column("sender", "object"), Column("labels", "collection"))
    rows = [({"name": "Zoë", "size": Decimal("1.50")}, ["a", None])]
    for name in ("shapes.csv", "shapes.xlsx"):
        outlet = open_outlet(tmp_path / name, columns, excel=excel)
        outlet.write(Batch.of(columns, rows))
        outlet.close()
    sheet = openpyxl.load_workbook(tmp_path / "shapes.xlsx").worksheets[0]
    cells = [cell.value for cell in list(sheet.rows)[1]]
    assert cells == read_csv(tmp_path / "shapes.csv", ";" if excel else ",")[1]
    assert [json.loads(str(cell)) for cell in cells] == [{"name": "Zoë", "size": "1.50"}, ["a", None]]
