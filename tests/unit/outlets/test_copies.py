"""Copies in a database: what comes is upserted, what went is dropped, and the cursor stands beside it."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect.errors import ConfigError
from nlconnect.model.table import Batch, Column
from nlconnect.outlets.copies import CopyPlan, copy_url, open_copy, shown, table_name
from nlconnect.outlets.database import DatabaseCopy
from tests.unit.outlets.copies import COLUMNS, plan, rows, take

Opener = Callable[[CopyPlan], DatabaseCopy]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture(params=["a word for upserts", "none"])
def opened(file: Path, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open copies in one SQLite file, with its own upsert, or as a database that has none."""
    copies: list[DatabaseCopy] = []

    def opening(wanted: CopyPlan) -> DatabaseCopy:
        copy = open_copy(f"sqlite:///{file}", wanted)
        assert isinstance(copy, DatabaseCopy)
        if request.param == "none":
            copy._upserts = None
        copies.append(copy)
        return copy

    yield opening
    for copy in copies:
        copy.close()


def found(file: Path, query: str = "SELECT name FROM accounts ORDER BY division, name") -> list[Any]:
    with sqlite3.connect(file) as connection:
        answers = connection.execute(query).fetchall()
    connection.close()
    return [row[0] if len(row) == 1 else row for row in answers]


def test_rows_are_written_once_and_then_over(opened: Opener, file: Path) -> None:
    copy = opened(plan())
    take(copy, rows("anna", "bert"), begins=True)
    take(copy, rows("boris", "carla"))
    assert found(file) == ["anna", "boris", "carla"]


def test_keys_that_went_are_dropped_and_those_that_never_came_do_no_harm(opened: Opener, file: Path) -> None:
    copy = opened(plan())
    take(copy, rows("anna", "bert"), begins=True)
    assert take(copy, rows(), deleted="bz") == 1
    assert found(file) == ["anna"]


def test_a_full_pass_that_completes_drops_what_did_not_come(opened: Opener, file: Path) -> None:
    copy = opened(plan())
    take(copy, rows("anna", "bert"), begins=True, completes=True)
    take(copy, rows("carla"))
    take(copy, rows("anna"), begins=True)
    assert found(file) == ["anna", "bert", "carla"]
    assert take(copy, rows("dirk"), completes=True) == 2
    assert found(file) == ["anna", "dirk"]


def test_other_companies_in_the_same_table_are_left_alone(opened: Opener, file: Path) -> None:
    here, there = opened(plan()), opened(plan(division=2))
    take(here, rows("anna"), begins=True, completes=True)
    take(there, rows("anton", division=2), begins=True, completes=True, cursor="two")
    take(here, rows(), begins=True, completes=True)
    take(here, rows(), deleted="a")
    assert found(file) == ["anton"]
    assert (here.kept(), there.kept()) == ("c", "two")


def test_other_questions_in_the_same_table_are_left_alone(opened: Opener, file: Path) -> None:
    inbox, sent = opened(plan()), opened(replace(plan(), name="another folder"))
    take(inbox, rows("anna", "bert"), begins=True, completes=True)
    take(sent, rows("carla"), begins=True, completes=True)
    assert found(file) == ["anna", "bert", "carla"]
    assert take(inbox, rows("anna"), begins=True, completes=True) == 1
    assert found(file) == ["anna", "carla"]


def test_the_cursor_is_there_only_with_the_rows(opened: Opener, file: Path) -> None:
    copy = opened(plan())
    assert copy.kept() is None
    take(copy, rows("anna"), begins=True, cursor="one")
    broken = Batch.of(COLUMNS, [(1, "b", "bert", "no amount", None, None, None, None), (1, None, *[None] * 6)])
    with pytest.raises(ConfigError, match="refused"):
        take(copy, broken, cursor="two")
    assert copy.kept() == "one"
    assert found(file) == ["anna"]


def test_what_the_database_says_of_values_is_not_repeated(opened: Opener) -> None:
    copy = opened(plan())
    with pytest.raises(ConfigError) as error:
        take(copy, Batch.of(COLUMNS, [(1, None, "Zwartvogel", None, None, None, None, None)]))
    assert "Zwartvogel" not in str(error.value)


def test_values_keep_their_meaning(opened: Opener, file: Path) -> None:
    take(opened(plan()), rows("anna"), begins=True)
    (row,) = found(file, "SELECT amount, due, modified, is_paid, shape FROM accounts")
    assert (Decimal(str(row[0])), *row[1:4]) == (
        Decimal("1234567890.1"),
        "2026-12-31",
        "2026-11-23 12:30:00+00:00",
        0,
    )
    assert row[4] == '{"a": [1]}'
    assert found(file, "SELECT sum(amount) > 1234567890 FROM accounts") == [1]
    assert found(file, "SELECT datetime(modified) FROM accounts") == ["2026-11-23 12:30:00"]


def test_a_field_that_is_new_becomes_a_column(opened: Opener, file: Path) -> None:
    fewer = tuple(column for column in COLUMNS if column.name != "amount")
    take(opened(plan(columns=fewer)), rows("anna", "bert", columns=fewer), begins=True)
    more = (*COLUMNS, Column("city", "string"))
    take(opened(plan(columns=more)), rows("anna", columns=more))
    assert [row[0] for row in found(file, "SELECT name, amount, city FROM accounts WHERE amount IS NOT NULL")] == [
        "anna"
    ]
    assert found(file) == ["anna", "bert"]


def test_a_field_that_is_gone_keeps_its_column(opened: Opener, file: Path) -> None:
    take(opened(plan()), rows("anna"), begins=True)
    fewer = tuple(column for column in COLUMNS if column.name != "due")
    take(opened(plan(columns=fewer)), rows("bert", columns=fewer))
    assert found(file, "SELECT name, due FROM accounts") == [("anna", "2026-12-31"), ("bert", None)]


def test_a_table_with_another_key_is_not_touched(opened: Opener, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE accounts (name TEXT PRIMARY KEY)")
    connection.close()
    with pytest.raises(ConfigError, match=r"another key \(name\)"):
        opened(plan())


def test_a_database_that_was_made_is_its_owners_alone(opened: Opener, file: Path) -> None:
    opened(plan())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("rows.csv", "cannot be kept up to date"),
        ("rows.jsonl", "cannot be kept up to date"),
        ("rows.parquet", "cannot be kept up to date"),
        ("-", "cannot be kept up to date"),
        ("rows", "takes the URL of a database"),
    ],
)
def test_what_cannot_delete_is_refused(target: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        copy_url(target)


def test_a_file_name_is_short_for_a_url() -> None:
    assert copy_url("copy.db") == "sqlite:///copy.db"
    assert copy_url("postgresql://x@host/db") == "postgresql://x@host/db"


@pytest.mark.parametrize("target", ["nosuch://x", "postgresql+nosuch://anna:secret@host/db"])
def test_an_unknown_database_is_refused_without_its_password(target: str) -> None:
    with pytest.raises(ConfigError) as error:
        open_copy(target, plan())
    assert "secret" not in str(error.value)


def test_a_database_that_cannot_be_reached_says_so_without_its_password() -> None:
    with pytest.raises(ConfigError, match="refused") as error:
        open_copy("postgresql://anna:secret@127.0.0.1:1/db", plan())
    assert "secret" not in str(error.value)
    assert shown("postgresql://anna:secret@host/db") == "postgresql://anna@host/db"


@pytest.mark.parametrize("name", ["", "1a", "a b", 'a"; drop', "a" * 64])
def test_a_table_name_needs_no_quotes(name: str) -> None:
    with pytest.raises(ConfigError, match="table"):
        table_name(name)
    assert table_name("open_items") == "open_items"
