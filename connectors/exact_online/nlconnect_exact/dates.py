"""Exact's moments: Dutch wall-clock time that claims to be UTC."""

from __future__ import annotations

import logging
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  # wall-clock time, the zone is attached afterwards
_EPOCH_THERE = _EPOCH.replace(tzinfo=AMSTERDAM)
_TICKS = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
_MILLISECOND = timedelta(milliseconds=1)

log = logging.getLogger("nlconnect_exact.dates")


def wall_clock(text: str) -> datetime:
    """The naive Dutch time behind `/Date(ms)/`; negative values and a zone suffix occur, ISO text is accepted.

    Exact: the milliseconds count as if Dutch time were UTC (fact sheet section 4), so the zone suffix says nothing.
    """
    if text.startswith("/Date(") and text.endswith(")/"):
        try:
            return _EPOCH + int(text[6:-2]) * _MILLISECOND
        except ValueError:
            pass
    match = _TICKS.fullmatch(text)
    if match:
        return _EPOCH + int(match.group(1)) * _MILLISECOND
    return datetime.fromisoformat(text).replace(tzinfo=None)


def moment(text: str) -> datetime:
    """An aware moment in Europe/Amsterdam; in the hour that comes twice, the first."""
    if text[:6] == "/Date(" and text[-2:] == ")/":  # a tenth faster than asking the text how it begins and ends
        try:
            # Adding to an aware moment keeps the wall clock, which is what is meant here.
            return _EPOCH_THERE + int(text[6:-2]) * _MILLISECOND
        except ValueError:
            pass
    return wall_clock(text).replace(tzinfo=AMSTERDAM)


def day(text: str) -> date:
    """A calendar date. Exact sends midnight; another time of day is logged, and dropped."""
    found = wall_clock(text)
    if found.hour or found.minute or found.second:
        log.warning("a calendar date came with a time of day, which was dropped")
    return found.date()
