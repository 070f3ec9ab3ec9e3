"""Values that a vendor, or whoever writes into its fields, may send to do harm."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect.model.table import Batch, Column
from nlconnect.outlets import open_outlet
from nlconnect.outlets.cells import decimal_text

COLUMNS = (Column("name", "string"), Column("amount_dc", "decimal"))
FORMULAS = ("=1+1", "+1", "-1+cmd|x", "@SUM(A1)", "\t=1", "\r=1")


def content(path: Path, *rows: tuple[object, ...], excel: Any = "nl") -> str:
    with open_outlet(path, COLUMNS, excel=excel) as outlet:
        outlet.write(Batch.of(COLUMNS, list(rows)))
    if path.suffix == ".xlsx":
        import zipfile

        with zipfile.ZipFile(path) as book:
            return book.read("xl/worksheets/sheet1.xml").decode()
    return path.read_text("utf-8")


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    assert "<f>" not in content(tmp_path / "x.xlsx", (text, Decimal(1)))
    line = content(tmp_path / "x.csv", (text, Decimal(1))).splitlines()[1]
    assert line.lstrip(chr(34)).startswith(chr(39))


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("number", ["1e999999999", "-1e999999999", "1e-999999999"])
def test_a_number_of_endless_digits_is_written_short(tmp_path: Path, suffix: str, number: str) -> None:
    for excel in ("nl", None):
        assert len(content(tmp_path / f"x.{suffix}", ("x", Decimal(number)), excel=excel)) < 5000
    assert len(decimal_text(Decimal(number), is_money=True, thousands=",")) < 50


def test_a_batch_does_not_show_its_cells() -> None:
    batch = Batch.of(COLUMNS, [("Zwartvogel", Decimal(1))])
    assert "Zwartvogel" not in repr(batch)
