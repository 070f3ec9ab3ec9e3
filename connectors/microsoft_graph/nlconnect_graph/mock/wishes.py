"""What a `Prefer` header asks of Outlook: another time zone, plain text, smaller pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from html import unescape
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nlconnect_graph.mock.refusals import Refused

WINDOWS_ZONES: Mapping[str, str] = {
    "UTC": "UTC",
    "W. Europe Standard Time": "Europe/Amsterdam",
    "Romance Standard Time": "Europe/Brussels",
    "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London",
    "Eastern Standard Time": "America/New_York",
    "Pacific Standard Time": "America/Los_Angeles",
}
_FOLLOWED = ("idtype", "outlook.timezone", "outlook.body-content-type", "odata.maxpagesize", "return")
_WISH = re.compile(r'\s*(?P<name>[\w.-]+)\s*(?:=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^,;]*)))?\s*(?:[,;]|$)')
_TAG = re.compile(r"<[^>]+>")


def wishes(prefer: str) -> Mapping[str, str]:
    """The wishes by name, in lower case."""
    found = {}
    for wish in _WISH.finditer(prefer):
        value = wish["quoted"] if wish["quoted"] is not None else (wish["plain"] or "").strip()
        found[wish["name"].lower()] = value
    return found


def followed(prefer: str) -> str:
    """`Preference-Applied`: the wishes that were followed."""
    parts = []
    for name, value in wishes(prefer).items():
        if name in _FOLLOWED:
            shown = "IdType" if name == "idtype" else name
            parts.append(f'{shown}="{value}"' if name != "odata.maxpagesize" else f"{shown}={value}")
    return ", ".join(parts)


def page_wish(prefer: str) -> int | None:
    value = wishes(prefer).get("odata.maxpagesize", "")
    return int(value) if value.isdigit() and int(value) else None


def zone_wish(prefer: str) -> tuple[str, tzinfo] | None:
    """The zone's name as it was asked for, and the zone. Raises Refused on an unknown one."""
    name = wishes(prefer).get("outlook.timezone")
    if not name:
        return None
    try:
        return name, ZoneInfo(WINDOWS_ZONES.get(name, name))
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused(
            400,
            "TimeZoneNotSupportedException",
            f"A valid TimeZone value must be specified. The following TimeZone value is not supported: {name}.",
        ) from None


def granted(row: dict[str, object], prefer: str) -> dict[str, object]:
    """One row of Outlook as the caller would like to have it."""
    zone = zone_wish(prefer)
    if zone is not None:
        for name in ("start", "end"):
            if isinstance(value := row.get(name), Mapping) and value.get("timeZone") == "UTC":
                row[name] = _moved(value, *zone)
    if wishes(prefer).get("outlook.body-content-type", "").lower() == "text":
        for name in ("body", "uniqueBody"):
            if isinstance(value := row.get(name), Mapping) and value.get("contentType") == "html":
                text = unescape(_TAG.sub("", str(value.get("content", ""))))
                row[name] = {"contentType": "text", "content": text}
    return row


def _moved(value: Mapping[str, object], name: str, zone: tzinfo) -> Mapping[str, object]:
    moment = datetime.fromisoformat(str(value["dateTime"])[:26]).replace(tzinfo=UTC).astimezone(zone)
    return {"dateTime": moment.strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": name}
