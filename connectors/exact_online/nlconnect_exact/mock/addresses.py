"""What an address of Exact names: a company, a resource, perhaps one row of it, perhaps a part of that."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from nlconnect.mock.odata import ODataError, parse_literals
from nlconnect_exact.mock.resources import Resource, Resources

_ADDRESS = re.compile(r"/api/v1/(?P<beta>beta/)?(?:(?P<division>\d+)/)?(?P<rest>.+)", re.IGNORECASE)
_SEGMENT = re.compile(r"(?P<name>[^(/]+)(?:\((?P<key>.*)\))?")


class Unknown(Exception):
    """The address names nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """`key` None means the whole list; `part` is `$count`, a collection, or empty."""

    resource: Resource
    division: int | None
    key: Mapping[str, object] | None
    part: str


@dataclass(frozen=True, slots=True)
class MetadataTarget:
    """The description of one service, by the start of its resources' paths in lower case."""

    path: str


def division_of(path: str) -> int | None:
    found = _ADDRESS.fullmatch(path)
    return int(found["division"]) if found is not None and found["division"] else None


def endpoint_of(path: str) -> tuple[int | None, str]:
    """What errors are counted for: company and resource, without key and query."""
    return division_of(path), path.partition("(")[0].rstrip("/").lower()


def target_of(path: str, resources: Resources) -> Target | MetadataTarget:
    """Raises Unknown, and ODataError where the key cannot be read."""
    found = _ADDRESS.fullmatch(unquote(path))
    if found is None:
        raise Unknown
    service, segments = _split(found["rest"])
    prefix = f"{'beta/' if found['beta'] else ''}{'{division}/' if found['division'] else ''}"
    if segments[0].lower() == "$metadata":
        return MetadataTarget(f"/api/v1/{prefix}{service}".lower())
    named = _SEGMENT.fullmatch(segments[0])
    resource = None if named is None else resources.at(f"/api/v1/{prefix}{service}{named['name']}")
    if named is None or resource is None:
        raise Unknown
    division = int(found["division"]) if found["division"] else None
    return Target(resource, division, _key(resource, named["key"]), "/".join(segments[1:]))


@lru_cache(maxsize=4_096)
def _split(rest: str) -> tuple[str, tuple[str, ...]]:
    """The service with its slash, and the resource with what follows; slashes inside a key do not count."""
    parts, current, depth, quoted = list[str](), "", 0, False
    for char in rest:
        quoted ^= char == "'"
        depth += 0 if quoted else (char == "(") - (char == ")")
        if char == "/" and not depth and not quoted:
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    at = next((n for n, part in enumerate(parts) if "(" in part), len(parts) - 1)
    if parts[at] == "$count" and at:
        at -= 1
    return "".join(f"{part}/" for part in parts[:at]), tuple(parts[at:])


def _key(resource: Resource, text: str | None) -> Mapping[str, object] | None:
    """The values between the parentheses; a composite key may name its parts."""
    if text is None:
        return None
    parts = text.split(",") if len(resource.key) > 1 else [text]
    if len(parts) != len(resource.key):
        raise ODataError("Bad Request - Error in query syntax.")
    found: dict[str, object] = {}
    for wire, part in zip(resource.key, parts, strict=True):
        name, equals, value = part.partition("=")
        found[name.strip() if equals else wire] = parse_literals(value if equals else part)[0].value
    return found
