"""AFAS's moments: Dutch wall-clock time that ends in a Z and is not UTC (fact sheet section 3.4)."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from nlconnect.errors import QueryError
from nlconnect.model.catalogue import FieldSpec

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_SECONDS = len("2026-11-23T14:30:00")

log = logging.getLogger("nlconnect_afas.dates")


def moment(text: str) -> datetime:
    """An aware moment in Europe/Amsterdam; in the hour that comes twice, the first. What a zone says is ignored."""
    return datetime.fromisoformat(text[:_SECONDS]).replace(tzinfo=AMSTERDAM)


def day(text: str) -> date:
    """A calendar date. AFAS writes it as midnight; another time of day is logged, and dropped."""
    found = datetime.fromisoformat(text[:_SECONDS])
    if found.hour or found.minute or found.second:
        log.warning("a calendar date came with a time of day, which was dropped")
    return found.date()


def wall_clock(spec: FieldSpec, value: datetime) -> datetime:
    """The moment as AFAS stores it, without a zone. Raises QueryError for one beyond the calendar."""
    try:
        return value.astimezone(AMSTERDAM).replace(tzinfo=None) if value.tzinfo else value
    except OverflowError:
        raise QueryError(f"{spec.name} is compared with a moment beyond the calendar") from None


def at_least(spec: FieldSpec, value: datetime) -> str:
    """The bound to send for "shown as this second or later".

    AFAS shows whole seconds and compares hidden fractions, so half the rows shown as :02 lie before :02.
    """
    return _written(spec, wall_clock(spec, value).replace(microsecond=0), -1)


def at_most(spec: FieldSpec, value: datetime) -> str:
    """The bound to send for "shown as this second or earlier"; see `at_least`."""
    return _written(spec, wall_clock(spec, value).replace(microsecond=0), 1)


def above(spec: FieldSpec, value: datetime) -> str:
    """The bound to send for "later than": a row shown later lies at least half a second later."""
    return _written(spec, wall_clock(spec, value).replace(microsecond=0), 0)


def below(spec: FieldSpec, value: datetime) -> str:
    """The bound to send for "earlier than": a part of a second is rounded up."""
    wall = wall_clock(spec, value)
    return _written(spec, wall.replace(microsecond=0), 1 if wall.microsecond else 0)


def _written(spec: FieldSpec, wall: datetime, seconds: int) -> str:
    """AFAS refuses a Z or an offset in a filter."""
    try:
        return (wall + timedelta(seconds=seconds)).isoformat(timespec="seconds")
    except OverflowError:
        raise QueryError(f"{spec.name} is compared with a moment beyond the calendar") from None
