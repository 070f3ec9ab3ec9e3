"""What a copy holds past its term goes, but for what the books need; in every kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from nlconnect.model.table import Batch, Column
from nlconnect.outlets.copies import Copy, CopyPlan, Expired, Term, open_copy
from tests.unit.outlets.copies import COLUMNS, NOON, plan, rows, take

MONTH = timedelta(days=31)
OVER = Term(NOON + timedelta(days=1), NOON + MONTH)


@pytest.fixture(params=["sqlite:///{}.db", "duckdb:///{}.duckdb"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(request.param).format(tmp_path / "copy")


@pytest.fixture
def copy(url: str) -> Iterator[Copy]:
    opened = open_copy(url, plan())
    yield opened
    opened.close()


def booked(*due: date | None) -> Batch:
    values = rows(*(f"{letter}nna" for letter in "abcdefg"[: len(due)])).rows
    place = [column.name for column in COLUMNS].index("due")
    return Batch.of(COLUMNS, [(*row[:place], day, *row[place + 1 :]) for row, day in zip(values, due, strict=True)])


def test_only_what_was_read_long_enough_ago_goes(copy: Copy) -> None:
    take(copy, rows("anna", "bert"), begins=True)
    take(copy, rows("boris", "carla"), read_at=NOON + MONTH)
    assert copy.expire(OVER) == Expired(1, 0)
    assert copy.expire(OVER) == Expired(0, 0)
    assert copy.expire(Term(NOON + 2 * MONTH, NOON + 2 * MONTH)) == Expired(2, 0)


def test_rows_of_another_copy_in_the_same_table_stay(copy: Copy, url: str) -> None:
    take(copy, rows("anna"), begins=True)
    copy.close()
    other = open_copy(url, replace(plan(), name="another folder"))
    take(other, rows("bert"), begins=True)
    assert other.expire(OVER) == Expired(1, 0)
    other.close()
    again = open_copy(url, plan())
    assert again.expire(OVER) == Expired(1, 0)
    again.close()


def test_what_the_books_need_stays_and_what_has_no_date_too(copy: Copy) -> None:
    take(copy, booked(date(2018, 12, 31), date(2019, 1, 1), date(2026, 6, 1), None), begins=True)
    term = replace(OVER, books="due", booked_before=date(2019, 1, 1))
    assert copy.expire(term) == Expired(1, 3)


def test_books_without_a_date_lose_nothing(copy: Copy) -> None:
    take(copy, rows("anna", "bert"), begins=True)
    assert copy.expire(replace(OVER, books="")) == Expired(0, 2)


@pytest.mark.parametrize(
    ("column", "value", "first"),
    [(Column("year", "int"), 2018, 2019), (Column("at", "datetime"), NOON.replace(year=2018), NOON.replace(year=2019))],
)
def test_a_year_or_a_moment_of_booking_is_as_good_as_a_day(
    url: str, column: Column, value: object, first: int | datetime
) -> None:
    columns = (Column("id", "string"), column)
    copy = open_copy(url, CopyPlan("entries", columns, ("id",), {}, "entries"))
    batch = Batch.of(columns, [("a", value), ("b", first)])
    take(copy, batch, begins=True)
    assert copy.expire(replace(OVER, books=column.name, booked_before=first)) == Expired(1, 1)
    copy.close()


def test_the_term_of_rows_of_an_earlier_version_begins_now(copy: Copy, url: str) -> None:
    take(copy, rows("anna"), begins=True)
    copy.close()
    connection = __import__("sqlite3" if url.startswith("sqlite") else "duckdb").connect(url.partition(":///")[2])
    connection.execute("UPDATE accounts SET _nlconnect_read_at = NULL")
    connection.commit()
    connection.close()
    again = open_copy(url, plan())
    assert again.expire(OVER) == Expired(0, 0)
    assert again.expire(replace(OVER, before=NOON + MONTH + timedelta(days=1))) == Expired(1, 0)
    again.close()


def test_of_what_is_over_no_byte_is_left_in_a_file_of_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    copy = open_copy(f"sqlite:///{file}", plan())
    take(copy, rows("anna Kwartel-Bexudomi", "bert"), begins=True)
    take(copy, rows("bert"), read_at=NOON + MONTH)
    assert b"Bexudomi" in file.read_bytes()
    assert copy.expire(OVER) == Expired(1, 0)
    copy.close()
    assert b"Bexudomi" not in file.read_bytes()
    assert b"bert" in file.read_bytes()
