"""Copies in DuckDB keep the same promises as those in other databases."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.copies import Copy, open_copy
from tests.unit.outlets.copies import COLUMNS, plan, rows, take


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "copy.duckdb"


@pytest.fixture
def copy(file: Path) -> Iterator[Copy]:
    opened = open_copy(f"duckdb:///{file}", plan())
    yield opened
    opened.close()


def found(copy: Copy, query: str = "SELECT name FROM accounts ORDER BY division, name") -> list[Any]:
    answers: list[Any] = copy._connection.execute(query).fetchall()  # type: ignore[attr-defined]  # of a DuckCopy
    return [row[0] if len(row) == 1 else row for row in answers]


def test_rows_are_upserted_and_keys_dropped(copy: Copy) -> None:
    take(copy, rows("anna", "bert", "carla"), begins=True)
    assert take(copy, rows("boris", "dirk"), deleted="cz") == 1
    assert found(copy) == ["anna", "boris", "dirk"]


def test_a_full_pass_that_completes_drops_what_did_not_come(copy: Copy) -> None:
    take(copy, rows("anna", "bert"), begins=True, completes=True)
    take(copy, rows("anna"), begins=True)
    assert take(copy, rows("dirk"), completes=True) == 1
    assert found(copy) == ["anna", "dirk"]


def test_the_cursor_is_there_only_with_the_rows(copy: Copy) -> None:
    assert copy.kept() is None
    take(copy, rows("anna"), begins=True, cursor="one")
    with pytest.raises(ConfigError) as error:
        take(copy, Batch.of(COLUMNS, [(1, None, "Zwartvogel", None, None, None, None, None)]), cursor="two")
    assert "Zwartvogel" not in str(error.value)
    assert copy.kept() == "one"
    assert found(copy) == ["anna"]


def test_values_keep_their_types(copy: Copy) -> None:
    take(copy, rows("anna"), begins=True)
    (row,) = found(copy, "SELECT amount, due, is_paid, shape, epoch(modified) FROM accounts")
    assert row == (Decimal("1234567890.10"), date(2026, 12, 31), False, '{"a":[1]}', 1_795_437_000.0)


def test_companies_share_a_table_and_a_new_field_becomes_a_column(copy: Copy, file: Path) -> None:
    take(copy, rows("anna"), begins=True, completes=True)
    copy.close()
    more = (*COLUMNS, Column("city", "string"))
    there = open_copy(f"duckdb:///{file}", plan(division=2, columns=more))
    take(there, rows("anton", division=2, columns=more), begins=True, completes=True)
    take(there, rows(columns=more), deleted="a")
    assert found(there, "SELECT name, city FROM accounts") == [("anna", None)]
    there.close()
    open_copy(f"duckdb:///{file}", plan()).close()


def test_a_table_with_another_key_is_not_touched(file: Path) -> None:
    duckdb.connect(str(file)).execute("CREATE TABLE accounts (name VARCHAR PRIMARY KEY)").close()
    with pytest.raises(ConfigError, match=r"another key \(name\)"):
        open_copy(f"duckdb:///{file}", plan())


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copy.duckdb").write_bytes(b"no database, but as long as one would be" * 200)
    with pytest.raises(ConfigError, match="refused"):
        open_copy(f"duckdb:///{tmp_path / 'copy.duckdb'}", plan())


def test_a_database_that_was_made_is_its_owners_alone(copy: Copy, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
