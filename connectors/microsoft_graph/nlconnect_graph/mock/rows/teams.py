"""Teams: one for each group but the first and the last, with channels, chats, meetings, presence and shifts."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from nlconnect.mock.dataset.calendar import WORKING_DAYS
from nlconnect.mock.dataset.identity import mix
from nlconnect.mock.tables import Listed, Source
from nlconnect_graph.mock.rows.enterprise import DUTCH, FOUNDED, TENANT, Colleague, Enterprise, identity
from nlconnect_graph.mock.rows.people import GROUPS, TEAMS, members_of

CHANNELS = ("Algemeen", "Facturen")
CHATS = 6
TALK = (
    "Wie pakt factuur {number} op?",
    "Klant {party} belt over {number}.",
    "Factuur {number} is betaald.",
    "Ik stuur {party} een herinnering.",
)
MOST_LINES = 20_000
"""More than a channel or a chat ever needs here; these rows are held."""


def team_id(enterprise: Enterprise, number: int) -> str:
    return enterprise.guids("group")[number]


def channel_id(enterprise: Enterprise, team: int, channel: int) -> str:
    return f"19:{enterprise.guids('channel')[team * 10 + channel].replace('-', '')}@thread.tacv2"


def chat_id(enterprise: Enterprise, number: int) -> str:
    if number % 2 == 0:
        first, second = _of_chat(enterprise, number)[:2]
        return f"19:{first.id}_{second.id}@unq.gbl.spaces"
    return f"19:{enterprise.guids('chat')[number].replace('-', '')}@thread.v2"


def teams(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "team",
                "#user": frozenset(user.id for user in members_of(enterprise, number)),
                "id": team_id(enterprise, number),
                "displayName": GROUPS[number][0],
                "description": GROUPS[number][1],
                "createdDateTime": FOUNDED + timedelta(days=number),
                "internalId": channel_id(enterprise, number, 0),
                "tenantId": TENANT,
                "isArchived": False,
                "visibility": ("private", "public")[number % 2],
                "webUrl": f"https://teams.mock.test/l/team/{number}",
                "specialization": "none",
                "memberSettings": {"allowCreateUpdateChannels": True, "allowDeleteChannels": False},
                "guestSettings": {"allowCreateUpdateChannels": False, "allowDeleteChannels": False},
                "messagingSettings": {"allowUserEditMessages": True, "allowUserDeleteMessages": True},
                "funSettings": {"allowGiphy": True, "giphyContentRating": "moderate"},
            }
            for number in TEAMS
        ]
    )


def channels(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "channel",
                "#team": team_id(enterprise, team),
                "id": channel_id(enterprise, team, number),
                "displayName": name,
                "description": None if number else GROUPS[team][1],
                "createdDateTime": FOUNDED + timedelta(days=team),
                "email": "",
                "tenantId": TENANT,
                "membershipType": "standard",
                "isArchived": False,
                "isFavoriteByDefault": None,
                "webUrl": f"https://teams.mock.test/l/channel/{team}/{number}",
            }
            for team in TEAMS
            for number, name in enumerate(CHANNELS)
        ]
    )


def _member(enterprise: Enterprise, user: Colleague, place: str, *, owner: bool) -> dict[str, object]:
    key = f"{TENANT}##{place}##{user.id}"
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": base64.b64encode(key.encode()).decode(),
        "roles": ["owner"] if owner else [],
        "displayName": user.display_name,
        "userId": user.id,
        "email": user.mail,
        "tenantId": TENANT,
        "visibleHistoryStartDateTime": "0001-01-01T00:00:00Z",
    }


def team_members(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {"#team": team_id(enterprise, team), **_member(enterprise, user, team_id(enterprise, team), owner=n == 0)}
            for team in TEAMS
            for n, user in enumerate(members_of(enterprise, team))
        ]
    )


def channel_members(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#team": team_id(enterprise, team),
                "#channel": channel_id(enterprise, team, number),
                **_member(enterprise, user, channel_id(enterprise, team, number), owner=n == 0),
            }
            for team in TEAMS
            for number in range(len(CHANNELS))
            for n, user in enumerate(members_of(enterprise, team))
        ]
    )


def _said(enterprise: Enterprise, number: int, speaker: Colleague, moment: datetime) -> dict[str, object]:
    invoice = enterprise.book_of(speaker).sales.invoice(number % enterprise.book_of(speaker).sales.count)
    text = TALK[number % len(TALK)].format(number=invoice.invoice_number, party=invoice.party.name)
    return {
        "#type": "chatMessage",
        "id": str(int(moment.timestamp() * 1_000)),
        "etag": str(int(moment.timestamp() * 1_000)),
        "messageType": "message",
        "createdDateTime": moment,
        "lastModifiedDateTime": moment,
        "subject": None,
        "summary": None,
        "importance": "normal",
        "locale": "nl-nl",
        "from": {
            "application": None,
            "device": None,
            "user": {"id": speaker.id, "displayName": speaker.display_name},
        },
        "body": {"contentType": "text" if number % 3 else "html", "content": text if number % 3 else f"<p>{text}</p>"},
        "attachments": [],
        "mentions": [],
        "reactions": [],
        "replyToId": None,
    }


def _moments(amount: int, seed: int) -> Iterator[datetime]:
    """Rising moments with milliseconds, which also are the ids."""
    for number in range(amount):
        day = WORKING_DAYS[number * len(WORKING_DAYS) // amount]
        start = datetime.combine(day, time(9), DUTCH).astimezone(UTC)
        yield start + timedelta(seconds=number % 1_000 * 20, milliseconds=mix(seed, number) % 1_000)


def channel_messages(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    amount = min(enterprise.records or 24, MOST_LINES)
    for team in TEAMS:
        people = members_of(enterprise, team)
        for channel in range(len(CHANNELS)):
            place = {"#team": team_id(enterprise, team), "#channel": channel_id(enterprise, team, channel)}
            own = {"channelIdentity": {"teamId": place["#team"], "channelId": place["#channel"]}}
            for number, moment in enumerate(_moments(amount, team * 10 + channel)):
                said = _said(enterprise, number + team, people[number % len(people)], moment)
                rows.append({**said, **place, **own, "#message": None})
                if number % 5 == 0:
                    reply = _said(enterprise, number + 1, people[(number + 1) % len(people)], moment + timedelta(0, 90))
                    rows.append({**reply, **place, **own, "#message": said["id"], "replyToId": said["id"]})
    return Listed(rows)


def _of_chat(enterprise: Enterprise, number: int) -> list[Colleague]:
    """Two people, or four; the one whose mailbox the mock names is in the first ones."""
    first = 1 if number < 3 else number
    return [enterprise.user((first + n * (number + 1)) % enterprise.staff_count) for n in range(2 + number % 2 * 2)]


def chats(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "chat",
                "#user": frozenset(user.id for user in _of_chat(enterprise, number)),
                "id": chat_id(enterprise, number),
                "topic": None if number % 2 == 0 else f"Debiteuren {number}",
                "chatType": "oneOnOne" if number % 2 == 0 else "group",
                "createdDateTime": FOUNDED + timedelta(days=number),
                "lastUpdatedDateTime": FOUNDED + timedelta(days=number),
                "tenantId": TENANT,
                "webUrl": f"https://teams.mock.test/l/chat/{number}",
                "isHiddenForAllMembers": False,
                "viewpoint": None,
            }
            for number in range(CHATS)
        ]
    )


def chat_members(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {"#chat": chat_id(enterprise, chat), **_member(enterprise, user, chat_id(enterprise, chat), owner=True)}
            for chat in range(CHATS)
            for user in _of_chat(enterprise, chat)
        ]
    )


def chat_messages(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for chat in range(CHATS):
        people = _of_chat(enterprise, chat)
        members = frozenset(user.id for user in people)
        for number, moment in enumerate(_moments(min(enterprise.records or 30, MOST_LINES), chat)):
            said = _said(enterprise, number + chat, people[number % len(people)], moment)
            rows.append({**said, "#user": members, "chatId": chat_id(enterprise, chat)})
    return Listed(rows)


def online_meetings(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for user in list(enterprise.staff)[:5]:
        for number in range(2):
            start = datetime(2026, 11, 24 + number, 9, tzinfo=UTC)
            rows.append(
                {
                    "#user": user.id,
                    "id": base64.b64encode(f"meeting {user.number} {number}".encode()).decode(),
                    "creationDateTime": start - timedelta(days=3),
                    "startDateTime": start,
                    "endDateTime": start + timedelta(hours=1),
                    "joinWebUrl": f"https://teams.mock.test/l/meetup-join/{user.number}-{number}",
                    "subject": "Debiteurenoverleg",
                    "isBroadcast": False,
                    "allowedPresenters": "everyone",
                    "joinMeetingIdSettings": {
                        "isPasscodeRequired": False,
                        "joinMeetingId": f"{mix(user.number, number) % 10**12:012d}",
                        "passcode": None,
                    },
                    "participants": {
                        "organizer": {"upn": user.principal_name, "role": "presenter", "identity": identity(user)},
                        "attendees": [],
                    },
                }
            )
    return Listed(rows)


def presences(enterprise: Enterprise, _: object) -> Source:
    states = (("Available", "Available"), ("Busy", "InAMeeting"), ("Away", "Away"), ("Offline", "Offline"))
    return Listed(
        [
            {
                "#user": user.id,
                "id": user.id,
                "availability": states[user.number % 4][0],
                "activity": states[user.number % 4][1],
                "statusMessage": None,
                "sequenceNumber": f"A{user.number:04d}",
            }
            for user in enterprise.staff
        ]
    )


def shifts(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for team in TEAMS:
        for number, user in enumerate(members_of(enterprise, team)[:6]):
            start = datetime(2026, 11, 23, 7, tzinfo=UTC) + timedelta(days=number % 5)
            rows.append(
                {
                    "#team": team_id(enterprise, team),
                    "id": f"SHFT_{enterprise.guids('shift')[team * 100 + number]}",
                    "createdDateTime": FOUNDED,
                    "lastModifiedDateTime": FOUNDED,
                    "userId": user.id,
                    "schedulingGroupId": f"TAG_{enterprise.guids('shift group')[team]}",
                    "sharedShift": {
                        "displayName": "Dagdienst",
                        "notes": None,
                        "startDateTime": start,
                        "endDateTime": start + timedelta(hours=8, minutes=30),
                        "theme": "blue",
                        "activities": [],
                    },
                    "draftShift": None,
                    "isStagedForDeletion": False,
                    "lastModifiedBy": identity(enterprise.user(0)),
                }
            )
    return Listed(rows)
