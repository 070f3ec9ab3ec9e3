"""What spans and metrics are called, and which texts may stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from nlconnect import errors
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.wire import Request

METHODS = frozenset(("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"))
OTHER_METHOD = "_OTHER"
SCHEMA = "https://opentelemetry.io/schemas/1.37.0"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)
"""Bounds of durations, as the conventions advise them."""
GOOD = frozenset(("done", "Done", "allow", "closed", "begun"))
UNDER_WAY = ("begun", "under way")
_WORDS = re.compile(r"[A-Za-z][A-Za-z_ ]{0,60}")

Told = str | int | float
"""A value of an attribute."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What may be told of one try on the wire; `hosts` are those of the login."""

    request: Request
    entity: EntitySpec | None
    hosts: frozenset[str]

    @property
    def method(self) -> str:
        """OData has methods of its own, of which the conventions want no more than that they are others."""
        return self.request.method if self.request.method in METHODS else OTHER_METHOD

    @property
    def name(self) -> str:
        """As the conventions name a request: its method, and the pattern of its path where that is known."""
        method = "HTTP" if self.method == OTHER_METHOD else self.method
        return f"{method} {self.template}" if self.template else method

    @property
    def template(self) -> str | None:
        """The pattern of the path, in which placeholders stand instead of companies, keys and names."""
        parts = urlsplit(self.request.url)
        if self.entity is None or parts.hostname not in self.hosts:
            return None
        routes = [route.path for route in self.entity.routes.values()]
        ways = [way.path for way in (*self.entity.paths, *self.entity.item_paths)]
        for pattern in dict.fromkeys((self.entity.path, *routes, *ways)):
            found = _matching(pattern).fullmatch(parts.path)
            if found is not None:
                return f"{pattern}{'({key})' if found['key'] else ''}{found['rest'] or ''}"
        return None

    @property
    def server(self) -> dict[str, Told]:
        """Where it went, if that is a host of the login; another was named by somebody else, and may hold anything."""
        parts = urlsplit(self.request.url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return {"server.address": host, "server.port": port} if host in self.hosts else {}


@cache
def _matching(pattern: str) -> re.Pattern[str]:
    parts = (r"[^/]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", pattern))
    return re.compile(rf".*{''.join(parts)}(?P<key>\(.*\))?(?P<rest>/\$[a-z]+)?/?")


def words(text: object) -> str:
    """The text where it is one of our own words; else nothing of it."""
    found = str(text).lstrip("_")
    return found if _WORDS.fullmatch(found) else "other"


def error_of(outcome: str) -> str | None:
    """The type of error that an outcome stands for, None for a good one."""
    if outcome in GOOD:
        return None
    is_ours = isinstance(getattr(errors, outcome, None), type) or outcome in ("Rejected", "Unknown", "failed")
    return outcome if is_ours else "_OTHER"
