"""What Graph's services take: each has limits of its own, and the first one reached wins (fact sheet section 7).

Retry-After is law wherever it comes; what stands here keeps us from being refused at all. Microsoft changes these
numbers without notice. Where a service publishes several, the smallest tenant's is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qs, unquote, urlsplit

from nlconnect.connector import HeaderNames, LimitSpec, Request, Scope, WindowSpec, Workload
from nlconnect_graph.paths import VERSION

FIRST_REFUSAL = 5.0
"""Seconds to wait after a refusal without Retry-After; twice as long each time."""
LONGEST_REFUSAL = 180.0


def _limits(*windows: WindowSpec, concurrency: int | None = None) -> LimitSpec:
    return LimitSpec(windows=windows, concurrency=concurrency, refusal_wait=FIRST_REFUSAL, longest_wait=LONGEST_REFUSAL)


def _window(name: str, limit: int, seconds: float, headers: HeaderNames | None = None) -> WindowSpec:
    return WindowSpec(name, limit=limit, seconds=seconds, clock_aligned=False, headers=headers)


DIRECTORY = _limits(_window("10 seconds", 3500, 10))
"""Resource units of an app in a tenant with fewer than 50 users; larger tenants get more."""
SIGN_IN_ACTIVITY = _limits(_window("minute", 10, 60))
AUDIT = _limits(_window("10 seconds", 5, 10))
MAILBOX = _limits(_window("10 minutes", 10_000, 600), concurrency=4)
"""Of an app in one mailbox."""
BOOKINGS = _limits(concurrency=4)
FILES = _limits(
    _window(
        "minute",
        1250,
        60,
        HeaderNames("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", counts_down=True),
    ),
    _window("day", 1_200_000, 86_400),
)
"""Resource units of an app in a tenant with up to 1,000 licences. The headers come once most is spent."""
WORKBOOK = _limits(_window("10 seconds", 1500, 10))
TEAMS = _limits(_window("second", 20, 1))
CONVERSATION = _limits(_window("second", 1, 1))
"""Of one chat or channel."""
PRESENCE = _limits(_window("30 seconds", 10_000, 30))
ONENOTE = _limits(_window("minute", 120, 60), _window("hour", 400, 3600), concurrency=5)
SERVICE_NEWS = _limits(_window("minute", 240, 60), _window("hour", 800, 3600))
UNPUBLISHED = _limits()

COSTS = {"applications": 2, "users": 2, "subscribedskus": 3, "oauth2permissiongrants": 2}
"""Resource units of a read in the directory, by where its path begins; all else costs one."""
COSTS_BELOW = {
    "members": 3,
    "transitivemembers": 5,
    "memberof": 2,
    "transitivememberof": 2,
    "ownedobjects": 2,
    "licensedetails": 2,
}
"""The same by where it ends."""
IN_A_MAILBOX = frozenset(
    "messages mailfolders events calendar calendars calendargroups calendarview contacts contactfolders people outlook "
    "todo mailboxsettings photo photos sendmail".split()
)
_CONVERSATION = re.compile(r"(?:chats/[^/]+|teams/[^/]+/channels/[^/]+)/messages(?:/|$)")


def workload(request: Request, scope: Scope) -> Workload:
    """The service that does the work, by the path; a batch costs what its parts do together."""
    parts = urlsplit(request.url)
    if parts.path.endswith("/$batch"):
        inside = _inside(request)
        works = [workload(part, scope) for part in inside]
        first = works[0] if works else Workload(DIRECTORY, "directory")
        return Workload(first.limits, first.name, first.scope, sum(work.cost for work in works) or 1)
    path = unquote(parts.path).partition(f"{VERSION}/")[2].lower()
    return _at(path, parts.query)


def _inside(request: Request) -> list[Request]:
    """The parts of a batch; none where somebody wrote it in another way."""
    try:
        parts = json.loads(request.content or b"{}")["requests"]
        return [Request(str(part["method"]), f"https://batch{VERSION}{part['url']}") for part in parts]
    except (ValueError, KeyError, TypeError):
        return []


def _at(path: str, query: str) -> Workload:
    steps = path.split("/")
    match steps:
        case [("users" | "me" | "groups"), *rest] if (found := _personal(steps, rest)) is not None:
            return found
        case ["solutions", "bookingbusinesses", business, *_]:
            return Workload(BOOKINGS, "bookings", Scope(business=business))
        case [("sites" | "drives" | "shares"), *_]:
            return Workload(WORKBOOK, "workbook") if "workbook" in steps else _files(steps)
        case [("teams" | "chats"), *_]:
            return _teams(path)
        case ["auditlogs", *_]:
            return Workload(AUDIT, "audit")
        case ["admin", *_]:
            return Workload(SERVICE_NEWS, "service news")
        case ["communications", *_]:
            return Workload(PRESENCE, "presence")
        case ["planner", *_]:
            return Workload(UNPUBLISHED, "planner")
    return _directory(steps, query)


def _personal(steps: Sequence[str], rest: Sequence[str]) -> Workload | None:
    """What lives with one person or group: a mailbox, a drive, notes; None for the directory's own."""
    owner, below = ("me", rest) if steps[0] == "me" else (rest[0] if rest else "", rest[1:])
    first = below[0] if below else ""
    if first in IN_A_MAILBOX:
        return Workload(MAILBOX, "mailbox", Scope(mailbox=owner))
    if first in ("drive", "drives"):
        return Workload(WORKBOOK, "workbook") if "workbook" in below else _files(steps)
    if first == "onenote":
        return Workload(ONENOTE, "onenote", Scope(mailbox=owner))
    if first in ("chats", "joinedteams", "onlinemeetings"):
        return Workload(TEAMS, "teams")
    if first == "presence":
        return Workload(PRESENCE, "presence")
    return Workload(UNPUBLISHED, "planner") if first == "planner" else None


def _files(steps: Sequence[str]) -> Workload:
    """SharePoint counts two units for a list, one for an item or bytes, five where rights are concerned."""
    if "permissions" in steps:
        return Workload(FILES, "files", cost=5)
    lists = steps[-1] in ("children", "items", "lists", "drives", "columns", "contenttypes", "pages", "sites", "delta")
    return Workload(FILES, "files", cost=2 if lists else 1)


def _teams(path: str) -> Workload:
    if _CONVERSATION.match(path):
        return Workload(CONVERSATION, "conversation", Scope(conversation=path.partition("/messages")[0]))
    return Workload(TEAMS, "teams")


def _directory(steps: Sequence[str], query: str) -> Workload:
    options = parse_qs(query)
    selected = options.get("$select", [""])[0]
    if "signInActivity" in selected:
        return Workload(SIGN_IN_ACTIVITY, "sign-in activity")
    cost = COSTS_BELOW.get(steps[-1], COSTS.get(steps[0], 1))
    few = options.get("$top", ["100"])[0] in map(str, range(20))
    cost += ("$expand" in options) - bool(selected) - few
    return Workload(DIRECTORY, "directory", cost=max(1, cost))
