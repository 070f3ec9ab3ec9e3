"""Mock Exact Online at work: who may ask, what the address names, and the headers every answer carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from typing import Literal
from urllib.parse import unquote

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand
from nlconnect.mock.odata import ODataError, parse_literals
from nlconnect.mock.quota import Counter, Quota, Window
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Table
from nlconnect.mock.world import World
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope

from nlconnect_exact.mock import refusals, signin
from nlconnect_exact.mock.reading import Reader
from nlconnect_exact.mock.resources import Resource, Resources
from nlconnect_exact.mock.signin import SignIn

REAL_QUOTA = Quota(Window(60, 60), Window(5_000, 86_400))
LONGEST_URL = 6_000
ERRORS_AN_HOUR = 10
HOUR = 3_600

_ADDRESS = re.compile(r"/api/v1/(?P<beta>beta/)?(?:(?P<division>\d+)/)?(?P<rest>.+)", re.IGNORECASE)
_SEGMENT = re.compile(r"(?P<name>[^(/]+)(?:\((?P<key>.*)\))?")


@dataclass(frozen=True, slots=True)
class Target:
    """What an address names: a resource, perhaps one row of it, perhaps a part of that."""

    resource: Resource
    division: int | None
    key: Mapping[str, object] | None
    part: str


class ExactService:
    """One mock Exact Online."""

    def __init__(self, setting: Setting, *, now: float, resources: Resources, world: World, divisions: tuple[int, ...]) -> None:
        self.setting = setting
        self.resources = resources
        self.world = world
        self.divisions = divisions
        self.signin = SignIn(setting.seed, now)
        quota = Quota.parse(setting.quota, real=REAL_QUOTA)
        self.minute = Counter(quota.short) if quota.short else None
        self.day = Counter(quota.long) if quota.long else None
        self.errors = Counter(Window(ERRORS_AN_HOUR, HOUR))
        self.denied: set[str] = set()

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        if asked.path.startswith("/api/oauth2/"):
            return self._sign_in(asked, now)
        if len(asked.url) > LONGEST_URL:
            return refusals.error(asked, 400, "The request URL is too long.")
        answer = self._checked(asked, now)
        if isinstance(answer, Errand):
            return answer
        return answer.with_headers({"date": formatdate(now, usegmt=True), "cache-control": "private"})

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        match fault.kind:
            case "html":
                return refusals.maintenance()
            case "token-expired":
                return refusals.token_expired()
            case "refresh-used":
                return signin.used()
            case "refresh-expired":
                return signin.too_old(now - 86_400, now)
            case "refresh-early":
                return signin.too_early()
        return self._status(asked, fault, now)

    def area(self, asked: Asked) -> Literal["token", "api"]:
        return "token" if asked.path.startswith("/api/oauth2/") else "api"

    def scope(self, asked: Asked) -> Scope:
        found = _ADDRESS.fullmatch(asked.path)
        return Scope(division=int(found["division"])) if found is not None and found["division"] else Scope()

    def add(self, entity: str, scope: Scope, values: Mapping[str, object]) -> Mapping[str, object]:
        raise NotImplementedError

    def mutate(self, asked: Asked, now: float) -> None:
        raise NotImplementedError

    def info(self, base_url: str) -> Mapping[str, object]:
        return {
            "base_url": base_url,
            "login_url": base_url,
            "client_id": signin.CLIENT_ID,
            "client_secret": signin.CLIENT_SECRET,
            "redirect_uri": signin.REDIRECT_URI,
            "refresh_token": self.signin.first_refresh,
            "division": self.divisions[0],
            "divisions": list(self.divisions),
        }

    def errands(self, now: float) -> Iterator[Errand]:
        return iter(())

    def table(self, division: int | None, entity: EntitySpec) -> Table:
        return self.world.table(division, entity)

    def _sign_in(self, asked: Asked, now: float) -> Answer:
        if asked.path == "/api/oauth2/auth":
            return self.signin.consent(asked, now=now, interactive=self.setting.interactive)
        if asked.path == "/api/oauth2/token":
            return self.signin.token(asked, now=now)
        return Answer(404)

    def _checked(self, asked: Asked, now: float) -> Answer | Errand:
        scheme, _, token = asked.header("authorization").partition(" ")
        holder = self.signin.holder(token.strip(), now=now, host=asked.origin.rpartition("/")[2])
        endpoint = (self.scope(asked), asked.path.partition("(")[0].lower())
        if self.errors.left(endpoint, now) == 0:
            return Answer(429)  # a guess: how an endpoint blocked for its errors answers is not on record
        if scheme.lower() != "bearer" or holder is None:
            return self._counted(endpoint, refusals.no_token(asked), now)
        if holder is False:
            return self._counted(endpoint, refusals.token_expired(), now)
        target = self._target(asked)
        division = self.scope(asked).get("division")
        if division is not None:
            limited = self._limited(int(division), now)
            if limited is not None:
                return limited
        answer = self._routed(asked, target, now)
        if isinstance(answer, Answer):
            answer = self._counted(endpoint, answer, now)
            if division is not None:
                answer = answer.with_headers(self._rate_headers(int(division), now))
        return answer

    def _routed(self, asked: Asked, target: Target | Answer, now: float) -> Answer | Errand:
        if isinstance(target, Answer):
            return target
        if target.division is not None and target.division not in self.divisions:
            return refusals.forbidden(asked, refusals.OUTSIDE_SCOPE, reason="NoDivisionAccess")
        if asked.method != "GET":
            return refusals.error(asked, 405, "Method Not Allowed")
        return self._read(asked, target)

    def _read(self, asked: Asked, target: Target) -> Answer:
        reader = Reader(
            asked=asked,
            division=target.division,
            table=lambda entity: self.table(target.division, entity),
            resource_at=self.resources.at,
            page_size=self._page_size,
        )
        if target.part == "$count":
            return reader.count(target.resource)
        if target.part and target.key is not None:
            return reader.members(target.resource, target.key, target.part)
        if target.key is not None:
            return reader.one(target.resource, target.key)
        return reader.list(target.resource)

    def _page_size(self, resource: Resource) -> int | None:
        size = resource.page_size
        return None if size is None else self.setting.page_sizes.get(size, size)

    def _target(self, asked: Asked) -> Target | Answer:
        found = _ADDRESS.fullmatch(unquote(asked.path))
        if found is None:
            return refusals.not_found(asked)
        service, segments = _split(found["rest"])
        named = _SEGMENT.fullmatch(segments[0])
        if named is None:
            return refusals.not_found(asked)
        prefix = "".join(part for part in (found["beta"], "{division}/" if found["division"] else "", service) if part)
        resource = self.resources.at(f"/api/v1/{prefix}{named['name']}")
        if resource is None:
            return refusals.not_found(asked)
        try:
            key = None if named["key"] is None else _key(resource, named["key"])
        except ODataError as wrong:
            return refusals.error(asked, 400, str(wrong))
        division = int(found["division"]) if found["division"] else None
        return Target(resource, division, key, "/".join(segments[1:]))

    def _limited(self, division: int, now: float) -> Answer | None:
        """Exact: a refusal for the rate carries the headers of the window that was hit, and no body."""
        if self.minute is not None and self.minute.left(division, now) == 0:
            return Answer(429, b"", _group("X-RateLimit-Minutely-", self.minute, division, now))
        if self.day is not None and self.day.left(division, now) == 0:
            return Answer(429, b"", _group("X-RateLimit-", self.day, division, now))
        for counter in (self.minute, self.day):
            if counter is not None:
                counter.spend(division, now)
        return None

    def _rate_headers(self, division: int, now: float) -> Mapping[str, str]:
        headers: dict[str, str] = {}
        if self.minute is not None:
            headers |= _group("X-RateLimit-Minutely-", self.minute, division, now)
        if self.day is not None:
            headers |= _group("X-RateLimit-", self.day, division, now)
        return headers

    def _counted(self, endpoint: object, answer: Answer, now: float) -> Answer:
        if answer.status in (400, 401, 403, 404):
            self.errors.spend(endpoint, now)  # type: ignore[arg-type]
        return answer

    def _status(self, asked: Asked, fault: Fault, now: float) -> Answer:
        status = fault.status or 500
        if status == 429:
            return _too_many(fault, now)
        if status == 503:
            return refusals.unavailable()
        if status == 401:
            return refusals.no_token(asked)
        text = fault.details.get("message") or refusals.message("failed", language=self.setting.language)
        if status == 403:
            return refusals.forbidden(asked, refusals.SCOPE_VIOLATED, reason=fault.details.get("reason", "NoDivisionAccess"))
        return refusals.error(asked, status, text)


def _too_many(fault: Fault, now: float) -> Answer:
    """One group of headers, by the detail that was given: `minutely_reset` or `daily_reset`, in seconds from now."""
    daily = fault.details.get("daily_reset")
    seconds = float(daily if daily is not None else fault.details.get("minutely_reset", 60 - now % 60))
    prefix, limit = ("X-RateLimit-", "5000") if daily is not None else ("X-RateLimit-Minutely-", "60")
    reset = str(round((now + seconds) * 1000))
    return Answer(429, b"", {f"{prefix}Limit": limit, f"{prefix}Remaining": "0", f"{prefix}Reset": reset, "date": formatdate(now, usegmt=True)})


def _group(prefix: str, counter: Counter, division: int, now: float) -> dict[str, str]:
    return {
        f"{prefix}Limit": str(counter.window.calls),
        f"{prefix}Remaining": str(counter.left(division, now)),
        f"{prefix}Reset": str(round(counter.window.ends(now) * 1000)),
    }


def _split(rest: str) -> tuple[str, list[str]]:
    """The service with its slash, and the resource with what follows; slashes inside a key do not count."""
    depth, parts, current, quoted = 0, list[str](), "", False
    for char in rest:
        quoted ^= char == "'"
        depth += (not quoted) * ((char == "(") - (char == ")"))
        if char == "/" and not depth and not quoted:
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    at = next((n for n, part in enumerate(parts) if "(" in part), len(parts) - 1)
    if parts[at] == "$count" and at:
        at -= 1
    return "".join(f"{part}/" for part in parts[:at]), parts[at:]


def _key(resource: Resource, text: str) -> Mapping[str, object]:
    """The values between the parentheses. Raises ODataError."""
    parts = text.split(",") if len(resource.key) > 1 else [text]
    names, literals = [], []
    for wire, part in zip(resource.key, parts, strict=False):
        name, equals, value = part.partition("=")
        names.append(name.strip() if equals else wire)
        literals.append(parse_literals(value if equals else part)[0])
    return {name: literal.value for name, literal in zip(names, literals, strict=True)}
