"""Graph's limits: resource units of the directory, calls and places of a mailbox, and one quota over all on request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate

from nlconnect.mock.messages import Asked
from nlconnect.mock.quota import Counter, Quota, Window
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.refusals import FAMILIES, Refused

REAL_QUOTA = Quota(Window(130_000, 10), None)
"""Graph: 130,000 requests in 10 seconds for each app."""
MAILBOX = Window(10_000, 600)
PLACES = 4
"""Graph: so many requests of one app may be under way in one mailbox."""
AUDIT = Window(5, 10)
FILES = Window(1_250, 60)
"""SharePoint: resource units in a minute, for a tenant with at most a thousand licences."""
NOTES = Window(120, 60)
"""OneNote: calls in a minute for each user; its 429 does not say how long to wait."""
UNITS = ((50, 3_500), (500, 5_000), (None, 8_000))
"""Resource units in 10 seconds by the number of users of a tenant."""
_COSTS: Mapping[str, int] = {
    "directory.Applications": 2,
    "directory.Users": 2,
    "directory.GroupMembers": 3,
    "directory.Memberships": 2,
    "directory.LicenseDetails": 2,
    "directory.SubscribedSkus": 3,
    "directory.PermissionGrants": 2,
}


@dataclass
class Limits:
    """What one app has used up."""

    quota: str
    users: int
    calls: Counter | None = None
    units: Counter | None = None
    mailbox: Counter | None = None
    audit: Counter | None = None
    files: Counter | None = None
    notes: Counter | None = None
    _places: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chosen = Quota.parse(self.quota, real=REAL_QUOTA)
        self.calls = Counter(chosen.short) if chosen.short else None
        if self.quota == "real":
            budget = next(units for most, units in UNITS if most is None or self.users < most)
            self.units = Counter(Window(budget, 10))
            self.mailbox = Counter(MAILBOX)
            self.audit = Counter(AUDIT)
            self.files = Counter(FILES)
            self.notes = Counter(NOTES)

    def admit(self, app: str, now: float) -> None:
        """Count one request. Raises Refused."""
        if self.calls is None:
            return
        if not self.calls.left(app, now):
            raise too_many("directory", self.calls.window.ends(now) - now)
        self.calls.spend(app, now)

    def spend(self, target: Target, asked: Asked, app: str, mailbox: str | None, now: float) -> Mapping[str, str]:
        """Count what one question costs; gives headers that tell. Raises Refused."""
        entity = target.entity
        if self.audit is not None and entity.module == "audit":
            if not self.audit.left(app, now):
                raise too_many("directory", self.audit.window.ends(now) - now)
            self.audit.spend(app, now)
        if self.mailbox is not None and mailbox is not None:
            if not self.mailbox.left(mailbox, now):
                raise too_many(entity.module, self.mailbox.window.ends(now) - now)
            self.mailbox.spend(mailbox, now)
        if self.notes is not None and entity.module == "onenote":
            user = target.parents.get("user", "")
            if not self.notes.left(user, now):
                raise Refused(429, "20166", "The application has issued too many requests on behalf of a user.")
            self.notes.spend(user, now)
        if self.files is not None and entity.module in ("files", "sites"):
            return self._spend_files(target, asked, app, now)
        if self.units is None or entity.module != "directory":
            return {}
        cost = cost_of(target, asked)
        for _ in range(cost):
            self.units.spend(app, now)
        used = self.units.used(app, now) / self.units.window.calls
        if used > 1:
            scope = {
                "x-ms-throttle-scope": f"Tenant_Application/ReadWrite/{app}/tenant",
                "x-ms-throttle-information": "ResourceUnitLimitExceeded",
            }
            raise too_many("directory", self.units.window.ends(now) - now, scope)
        headers = {"x-ms-resource-unit": str(cost)}
        return headers | ({"x-ms-throttle-limit-percentage": f"{used:.2f}"} if used > 0.8 else {})

    def _spend_files(self, target: Target, asked: Asked, app: str, now: float) -> Mapping[str, str]:
        """SharePoint: from eight tenths of the minute's budget on, the headers tell what is left."""
        assert self.files is not None
        for _ in range(file_cost_of(target, asked)):
            self.files.spend(app, now)
        window, used = self.files.window, self.files.used(app, now)
        reset = str(max(1, -int(-(window.ends(now) - now) // 1)))
        told = {
            "ratelimit-limit": str(window.calls),
            "ratelimit-remaining": str(max(0, window.calls - used)),
            "ratelimit-reset": reset,
        }
        if used > window.calls:
            raise Refused(429, "activityLimitReached", "Too many requests.", {**told, "retry-after": reset})
        return told if used > 0.8 * window.calls else {}

    def enter(self, mailbox: str, now: float, seconds: float) -> None:
        """Take one of a mailbox's four places for some seconds. Raises Refused where all are taken."""
        taken = [end for end in self._places.get(mailbox, ()) if end > now]
        if len(taken) >= PLACES:
            self._places[mailbox] = taken
            raise over_concurrency(min(taken) - now)
        self._places[mailbox] = [*taken, now + seconds]


def cost_of(target: Target, asked: Asked) -> int:
    """Graph: a selection costs one less, an expansion one more, small pages one less, and never below one."""
    options = {name.lower() for name in asked.parameters}
    cost = _COSTS.get(target.entity.qualified_name, 1)
    top = asked.parameters.get("$top", "")
    cost += ("$expand" in options) - ("$select" in options) - (top.isdigit() and int(top) < 20)
    return max(1, cost)


def file_cost_of(target: Target, asked: Asked) -> int:
    """SharePoint: 1 for one item, a download or a delta with a token, 2 for a list, 5 for permissions."""
    if "Permissions" in target.entity.name or "permissions" in asked.parameters.get("$expand", ""):
        return 5
    if target.route.kind == "delta":
        return 1 if "token" in asked.parameters else 2
    return 2 if target.route.kind == "list" else 1


def too_many(module: str, seconds: float, headers: Mapping[str, str] | None = None) -> Refused:
    """Graph: a 429 names whole seconds to wait."""
    code = {"outlook": "ApplicationThrottled", "files": "activityLimitReached"}.get(
        FAMILIES.get(module, ""), "TooManyRequests"
    )
    wait = {"retry-after": str(max(1, -int(-seconds // 1)))}
    return Refused(429, code, "Too many requests.", {**wait, **(headers or {})})


def over_concurrency(seconds: float) -> Refused:
    wait = {"retry-after": str(max(1, -int(-seconds // 1)))}
    return Refused(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", wait)


def http_date(now: float) -> str:
    return formatdate(now, usegmt=True)
