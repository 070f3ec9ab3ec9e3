"""Times with a zone beside them are moments, for programs and in tables."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_graph.calendar import Events
from nlconnect_graph.types import DateTimeTimeZone

NINE = "2026-07-01T09:00:00.0000000"


@pytest.mark.parametrize(
    ("zone", "name"),
    [("UTC", "UTC"), ("W. Europe Standard Time", "Europe/Amsterdam"), ("Europe/Brussels", "Europe/Brussels")],
)
def test_windows_and_the_world_name_zones_in_their_own_ways(zone: str, name: str) -> None:
    made = DateTimeTimeZone(date_time=NINE, time_zone=zone)
    assert made.moment == datetime.fromisoformat("2026-07-01T09:00").replace(tzinfo=ZoneInfo(name))


@pytest.mark.parametrize("value", [{}, {"date_time": NINE}, {"date_time": NINE, "time_zone": "Tlön"}])
def test_a_time_that_nobody_can_place_is_no_moment(value: dict[str, str]) -> None:
    assert DateTimeTimeZone(**value).moment is None


def test_a_meeting_begins_at_a_moment_in_a_record_and_in_a_table() -> None:
    mock = SignedInMock("graph", setting=Setting())
    graph = mock.connect()
    query = Events.select("start").limit(3)
    moments = [event.start.moment for event in graph.read(query) if event.start is not None]
    batches = graph.batches(query)
    (batch,) = batches
    place = [column.name for column in batches.columns].index("start")
    assert batches.columns[place].type == "datetime"
    assert [row[place] for row in batch.rows] == moments
    assert all(isinstance(moment, datetime) and moment.utcoffset() == UTC.utcoffset(None) for moment in moments)
    mock.close()
