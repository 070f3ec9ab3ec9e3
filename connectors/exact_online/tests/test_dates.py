"""Exact's moments: Dutch wall-clock time that claims to be UTC (fact sheet section 4)."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect_exact.dates import AMSTERDAM, day, moment, wall_clock

EPOCH = datetime.fromisoformat("1970-01-01")


def ticks(naive: datetime) -> str:
    return f"/Date({(naive - EPOCH) // timedelta(milliseconds=1)})/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/Date(1351209600000)/", "2012-10-26T00:00:00"),
        ("/Date(0)/", "1970-01-01T00:00:00"),
        ("/Date(-1)/", "1969-12-31T23:59:59.999000"),
        ("/Date(-631152000000)/", "1950-01-01T00:00:00"),
        ("/Date(1351209600000+0100)/", "2012-10-26T00:00:00"),
        ("/Date(1351209600000-0500)/", "2012-10-26T00:00:00"),
        ("/Date(-631152000000+0100)/", "1950-01-01T00:00:00"),
        ("2012-10-26", "2012-10-26T00:00:00"),
        ("2012-10-26T13:45:00", "2012-10-26T13:45:00"),
        ("2012-10-26T13:45:00.123", "2012-10-26T13:45:00.123000"),
    ],
)
def test_the_milliseconds_count_dutch_time(text: str, expected: str) -> None:
    assert wall_clock(text) == datetime.fromisoformat(expected)
    assert moment(text) == datetime.fromisoformat(expected).replace(tzinfo=AMSTERDAM)
    assert day(text) == datetime.fromisoformat(expected).date()


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("/Date(1784635200000)/", "2026-07-21T10:00:00+00:00"),  # noon in summer is ten o'clock UTC
        ("/Date(1768996800000)/", "2026-01-21T11:00:00+00:00"),  # noon in winter is eleven
    ],
)
def test_a_moment_knows_summer_from_winter(text: str, utc: str) -> None:
    assert moment(text).hour == 12
    assert moment(text).astimezone(UTC) == datetime.fromisoformat(utc)


def test_the_hour_that_comes_twice_is_taken_as_the_first() -> None:
    found = moment(ticks(datetime.fromisoformat("2026-10-25T02:30:00")))
    assert found.astimezone(UTC) == datetime.fromisoformat("2026-10-25T00:30:00+00:00")


def test_an_hour_that_never_was_keeps_its_wall_clock() -> None:
    found = moment(ticks(datetime.fromisoformat("2026-03-29T02:30:00")))
    assert found.replace(tzinfo=None) == datetime.fromisoformat("2026-03-29T02:30:00")
    assert found.astimezone(UTC) == datetime.fromisoformat("2026-03-29T01:30:00+00:00")


def test_the_first_moments_of_1970_are_no_exception() -> None:
    assert moment("/Date(3600000)/") == datetime(1970, 1, 1, 1, tzinfo=AMSTERDAM)


@given(st.datetimes(datetime.fromisoformat("0100-01-01"), datetime.fromisoformat("9990-01-01")))
def test_every_wall_clock_comes_back(naive: datetime) -> None:
    naive = naive.replace(microsecond=naive.microsecond // 1000 * 1000)
    assert moment(ticks(naive)).replace(tzinfo=None) == naive
    assert moment(ticks(naive)).tzinfo is AMSTERDAM
    assert wall_clock(naive.isoformat()) == naive


def test_a_time_in_a_date_is_dropped_and_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert day("/Date(1351256400000)/") == date(2012, 10, 26)
    assert "time of day" in caplog.text
    assert "1351256400000" not in caplog.text


def test_midnight_is_dropped_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    day("/Date(1351209600000)/")
    assert not caplog.records


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/Date()/",
        "/Date(x)/",
        "/Date(1.5)/",
        "Date(5)",
        "morgen",
        "/Date(5)",
        "26-10-2012",
        "0000-00-00",
        "1351209600000",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    for read in (wall_clock, moment, day):
        with pytest.raises(ValueError):  # noqa: PT011  # whatever the standard library says
            read(text)


@pytest.mark.parametrize("text", ["/Date(99999999999999999)/", "/Date(-99999999999999999)/", f"/Date({'9' * 400})/"])
def test_a_date_beyond_the_calendar_is_refused(text: str) -> None:
    for read in (wall_clock, moment, day):
        with pytest.raises((ValueError, OverflowError)):
            read(text)
