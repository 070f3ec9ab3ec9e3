"""Graph's moments: ISO 8601 with up to seven digits of a second, in UTC or with an offset."""

from __future__ import annotations

from datetime import UTC, date, datetime


def moment(text: str) -> datetime:
    """An aware moment in UTC. Digits beyond a microsecond are cut off; without a zone it counts as UTC."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is UTC:  # as Graph writes it nearly always
        return found
    return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)


def day(text: str) -> date:
    """A calendar date; the time of day of a moment at midnight is dropped."""
    return date.fromisoformat(text[:10])
