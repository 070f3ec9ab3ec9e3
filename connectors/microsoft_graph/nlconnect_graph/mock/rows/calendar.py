"""Calendars: meetings with customers about their invoices, the weekly one in the office, and the rooms for them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from nlconnect.mock.dataset.books import COMPANIES
from nlconnect.mock.dataset.calendar import WORKING_DAYS
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Column, Generated, Listed, Row, Source
from nlconnect_graph.mock.rows.contacts import AddressBook, Contact
from nlconnect_graph.mock.rows.enterprise import (
    DOMAIN,
    DUTCH,
    Colleague,
    Enterprise,
    OutlookIds,
    email,
    owner_of,
    recipient,
)
from nlconnect_graph.mock.rows.mail import by_ids

DEMO_EVENTS = 48
WEEKLY = 0
"""The number of the one event that repeats: every Monday of the books' last year."""
FIRST_MONDAY = datetime(2026, 1, 5, 9, 30, tzinfo=DUTCH)
WEEKS = 52


class Diary:
    """The events of one user."""

    def __init__(self, enterprise: Enterprise, owner: Colleague) -> None:
        self.enterprise = enterprise
        self.owner = owner
        self.count = enterprise.records or DEMO_EVENTS
        self.book = AddressBook(enterprise, owner)
        self.ids = OutlookIds(enterprise.seed, owner.number, "event")
        self.lasting_ids = OutlookIds(enterprise.seed, owner.number, "event", prefix="AAkALg")
        self.calendar_ids = OutlookIds(enterprise.seed, owner.number, "calendar")

    def event(self, number: int) -> Event:
        return Event(self, number)


@dataclass(frozen=True)
class Event:
    """One event. Their numbers rise with their starts, but for the one that repeats."""

    diary: Diary
    number: int

    @property
    def repeats(self) -> bool:
        return self.number == WEEKLY

    @cached_property
    def contact(self) -> Contact:
        return self.diary.book.contact(mix(self.number, 23) % self.diary.book.ranks.count)

    @cached_property
    def start(self) -> datetime:
        if self.repeats:
            return FIRST_MONDAY.astimezone(UTC)
        day = WORKING_DAYS[self.number * len(WORKING_DAYS) // self.diary.count] + timedelta(14)
        hour = time(9 + self.number % 8, 30 * (self.number % 2))
        return datetime.combine(day, hour, DUTCH).astimezone(UTC)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=30 if self.repeats else 60)

    @property
    def is_all_day(self) -> bool:
        return False

    @property
    def invoice_number(self) -> int:
        trade = self.diary.book.books.sales
        return trade.invoice(next(iter(trade.of_party(self.contact.party.number)), 0)).invoice_number

    @property
    def subject(self) -> str:
        if self.repeats:
            return "Debiteurenoverleg"
        return f"Factuur {self.invoice_number} met {self.contact.company}"

    @property
    def attendees(self) -> list[dict[str, object]]:
        if self.repeats:
            others = [self.diary.enterprise.user(number) for number in (0, 2)]
            return [_attendee(user.display_name, user.principal_name, "none") for user in others]
        address = next((str(one["address"]) for one in self.contact.addresses), None)
        return [_attendee(self.contact.name, address, ("accepted", "none", "tentativelyAccepted")[self.number % 3])]

    @property
    def changed(self) -> datetime:
        return self.start - timedelta(days=10)


def _attendee(name: str, address: str | None, response: str) -> dict[str, object]:
    status = {"response": response, "time": "0001-01-01T00:00:00Z"}
    return {"type": "required", "status": status, "emailAddress": email(name, address)}


def wall(moment: datetime, zone: str = "UTC") -> dict[str, object]:
    """A moment as events have it: a clock without an offset, and the name of its zone."""
    return {"dateTime": moment.strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": zone}


_WEEKLY = {
    "pattern": {
        "type": "weekly",
        "interval": 1,
        "month": 0,
        "dayOfMonth": 0,
        "daysOfWeek": ["monday"],
        "firstDayOfWeek": "sunday",
        "index": "first",
    },
    "range": {
        "type": "endDate",
        "startDate": "2026-01-05",
        "endDate": "2026-12-28",
        "recurrenceTimeZone": "W. Europe Standard Time",
        "numberOfOccurrences": 0,
    },
}

_COLUMNS: Mapping[str, Column[Event]] = {
    "#type": lambda e: "event",
    "#immutable": lambda e: e.diary.lasting_ids[e.number],
    "#calendar": lambda e: e.diary.calendar_ids[0],
    "#start": lambda e: e.start,
    "#end": lambda e: e.end,
    "id": lambda e: e.diary.ids[e.number],
    "createdDateTime": lambda e: e.changed,
    "lastModifiedDateTime": lambda e: e.changed,
    "changeKey": lambda e: base64.b64encode(b"DwAAAB" + mix(e.number, 11).to_bytes(8, "big")).decode(),
    "categories": lambda e: [],
    "subject": lambda e: e.subject,
    "bodyPreview": lambda e: f"We bespreken {e.subject[0].lower()}{e.subject[1:]}.",
    "body": lambda e: {
        "contentType": "html",
        "content": f"<html><body><p>We bespreken {e.subject[0].lower()}{e.subject[1:]}.</p></body></html>",
    },
    "start": lambda e: wall(e.start),
    "end": lambda e: wall(e.end),
    "originalStartTimeZone": lambda e: "W. Europe Standard Time",
    "originalEndTimeZone": lambda e: "W. Europe Standard Time",
    "iCalUId": lambda e: f"040000008200E00074C5B7101A82E008{mix(e.number, 29):016X}",
    "reminderMinutesBeforeStart": lambda e: 15,
    "isReminderOn": lambda e: True,
    "hasAttachments": lambda e: False,
    "hideAttendees": lambda e: False,
    "importance": lambda e: "normal",
    "sensitivity": lambda e: "private" if e.number % 19 == 7 else "normal",
    "isAllDay": lambda e: e.is_all_day,
    "isCancelled": lambda e: e.number % 23 == 11,
    "isDraft": lambda e: False,
    "isOrganizer": lambda e: True,
    "isOnlineMeeting": lambda e: e.number % 2 == 1,
    "onlineMeetingProvider": lambda e: "teamsForBusiness" if e.number % 2 else "unknown",
    "onlineMeeting": lambda e: {"joinUrl": f"https://teams.mock.test/l/{e.number}"} if e.number % 2 else None,
    "allowNewTimeProposals": lambda e: True,
    "responseRequested": lambda e: True,
    "responseStatus": lambda e: {"response": "organizer", "time": "0001-01-01T00:00:00Z"},
    "seriesMasterId": lambda e: None,
    "showAs": lambda e: ("busy", "tentative", "oof")[e.number % 3],
    "type": lambda e: "seriesMaster" if e.repeats else "singleInstance",
    "recurrence": lambda e: _WEEKLY if e.repeats else None,
    "location": lambda e: {"displayName": "Vergaderzaal 1", "locationType": "conferenceRoom"},
    "locations": lambda e: [{"displayName": "Vergaderzaal 1", "locationType": "conferenceRoom"}],
    "attendees": lambda e: e.attendees,
    "organizer": lambda e: recipient(e.diary.owner.display_name, e.diary.owner.principal_name),
    "webLink": lambda e: f"https://outlook.mock.test/owa/?itemid={e.diary.ids[e.number]}",
    "transactionId": lambda e: None,
}


def events(enterprise: Enterprise, place: object) -> Source:
    diary = Diary(enterprise, owner_of(enterprise, place))
    indexes = {
        "id": by_ids(diary.ids, diary.count),
        "#immutable": by_ids(diary.lasting_ids, diary.count),
    }
    return Generated(diary.count, diary.event, _COLUMNS, indexes)


def occurrences(master: Row) -> list[dict[str, object]]:
    """What a weekly series comes to; instances have ids of their own."""
    whole = getattr(master, "whole", None)
    values = dict(whole() if whole is not None else master)
    start = values.get("#start")
    if not isinstance(start, datetime):
        return []
    local = start.astimezone(DUTCH)
    rows = []
    for week in range(WEEKS):
        begins = local.replace(tzinfo=None) + timedelta(weeks=week)
        moment = begins.replace(tzinfo=DUTCH).astimezone(UTC)
        rows.append(
            {
                **values,
                "id": f"{str(values['id']).rstrip('=')}F{week:03d}=",
                "#immutable": f"{str(values['#immutable']).rstrip('=')}F{week:03d}=",
                "#start": moment,
                "#end": moment + timedelta(minutes=30),
                "start": wall(moment),
                "end": wall(moment + timedelta(minutes=30)),
                "type": "occurrence",
                "recurrence": None,
                "seriesMasterId": values["id"],
                "occurrenceId": f"OID.{values['id']}.{begins:%Y-%m-%d}",
            }
        )
    return rows


def calendars(enterprise: Enterprise, place: object) -> Source:
    owner = owner_of(enterprise, place)
    diary = Diary(enterprise, owner)
    return Listed(
        [
            {
                "#well_known": "calendar" if number == 0 else None,
                "#calendar_group": diary.calendar_ids[100],
                "id": diary.calendar_ids[number],
                "name": name,
                "color": "auto",
                "hexColor": "",
                "isDefaultCalendar": number == 0,
                "changeKey": base64.b64encode(b"calendar" + bytes([number])).decode(),
                "canShare": True,
                "canViewPrivateItems": True,
                "canEdit": True,
                "allowedOnlineMeetingProviders": ["teamsForBusiness"],
                "defaultOnlineMeetingProvider": "teamsForBusiness",
                "isTallyingResponses": True,
                "isRemovable": number > 0,
                "owner": email(owner.display_name, owner.principal_name),
            }
            for number, name in enumerate(("Agenda", "Verjaardagen"))
        ]
    )


def calendar_groups(enterprise: Enterprise, place: object) -> Source:
    diary = Diary(enterprise, owner_of(enterprise, place))
    return Listed(
        [
            {
                "id": diary.calendar_ids[100],
                "name": "Mijn agenda's",
                "classId": "0006f0b7-0000-0000-c000-000000000046",
                "changeKey": "NreqLYgxdE2DpHBBId74XwAAAAAGZw==",
            }
        ]
    )


def calendar_permissions(enterprise: Enterprise, place: object) -> Source:
    roles = ["none", "freeBusyRead", "limitedRead", "read", "write"]
    other = enterprise.user(0)
    pairs = (("Mijn organisatie", None, "freeBusyRead"), (other.display_name, other.principal_name, "write"))
    return Listed(
        [
            {
                "id": base64.b64encode(f"permission {number}".encode()).decode(),
                "isRemovable": number > 0,
                "isInsideOrganization": True,
                "role": role,
                "allowedRoles": roles,
                "emailAddress": email(name, address),
            }
            for number, (name, address, role) in enumerate(pairs)
        ]
    )


def rooms(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#room_list": enterprise.guids("room list")[place],
                "id": enterprise.guids("room")[place * 2 + number],
                "displayName": f"Vergaderzaal {number + 1} {company.city}",
                "emailAddress": f"zaal{number + 1}.{company.city.lower()}@{DOMAIN}",
                "nickname": f"Zaal {number + 1}",
                "building": company.city,
                "floorNumber": number,
                "floorLabel": ("Begane grond", "Eerste")[number],
                "capacity": 6 + 4 * number,
                "bookingType": "standard",
                "isWheelChairAccessible": number == 0,
                "tags": ["beamer"] if number else [],
                "phone": "",
                "address": {"city": company.city, "countryOrRegion": "Nederland"},
            }
            for place, company in enumerate(COMPANIES)
            for number in range(2)
        ]
    )


def room_lists(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": enterprise.guids("room list")[place],
                "displayName": f"Zalen {company.city}",
                "emailAddress": f"zalen.{company.city.lower()}@{DOMAIN}",
                "address": {"city": company.city, "countryOrRegion": "Nederland"},
                "phone": "",
            }
            for place, company in enumerate(COMPANIES)
        ]
    )
