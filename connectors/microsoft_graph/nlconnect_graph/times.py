"""Times with the name of a zone beside them, as calendars have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nlconnect.model.catalogue import FieldType
from nlconnect.model.complex import OneValue

WINDOWS: Mapping[str, str] = {
    "W. Europe Standard Time": "Europe/Amsterdam",
    "Romance Standard Time": "Europe/Brussels",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "Eastern Standard Time": "America/New_York",
    "Pacific Standard Time": "America/Los_Angeles",
}
"""Windows' names of zones near the Netherlands, and of the two American coasts; reads ask for UTC anyway."""


class ZonedTime(OneValue, frozen=True):
    """A wall-clock time and the name of its zone, Windows' or the world's."""

    cell_type: ClassVar[FieldType] = "datetime"

    @property
    def moment(self) -> datetime | None:
        """The aware moment; None where a part is missing or nobody knows the zone."""
        try:
            return self.cell({"dateTime": self.__dict__["date_time"], "timeZone": self.__dict__["time_zone"]})
        except (ValueError, TypeError, KeyError):
            return None

    @classmethod
    def cell(cls, found: Mapping[str, object]) -> datetime:
        """Graph: seven digits of a second come without an offset, which the zone gives."""
        clock, name = str(found["dateTime"]), str(found["timeZone"])
        try:
            zone = UTC if name == "UTC" else ZoneInfo(WINDOWS.get(name, name))
        except ZoneInfoNotFoundError:
            raise ValueError("nobody knows this time zone") from None
        return datetime.fromisoformat(clock).replace(tzinfo=zone)

    @classmethod
    def parts(cls, value: object) -> Mapping[str, object]:
        """Of an aware moment or its text: the clock in its own zone where Windows has a name for that, else in UTC."""
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        if not isinstance(value, datetime) or value.tzinfo is None:
            raise TypeError
        named = {world: windows for windows, world in list(WINDOWS.items())[::-1]}.get(str(value.tzinfo))
        local = value if named is not None else value.astimezone(UTC)
        return {"dateTime": local.replace(tzinfo=None).isoformat(), "timeZone": named or "UTC"}
