"""Where a request of the caller's own making goes, told so strictly that gate, wire and audit mean the same place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urlsplit

from nlconnect.connector import Connector, EntitySpec, Scope
from nlconnect.errors import QueryError, masked
from nlconnect.model.redaction import without_query

READING = ("GET", "HEAD")
METHODS = (*READING, "POST", "PUT", "PATCH", "MERGE", "DELETE")
OURS = frozenset(
    "authorization connection content-length cookie expect forwarded host keep-alive proxy-authorization "
    "proxy-connection te trailer transfer-encoding upgrade via x-http-method x-http-method-override x-method-override "
    "x-original-url x-rewrite-url".split()
)
"""Headers that say where a request goes, on whose behalf or what it does: that is decided here alone."""

_PART = re.compile(r"\{(\w+)\}")
"""A part of the scope in a path; not `str.format`, which would look into the values too."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_ONE_PLACE = re.compile(r"(?P<bare>[^()']*)(?P<key>\((?:[^()'/]|'[^'/]*')*\))?/?")
"""A path to a resource, or to one record of it; what goes on behind a key leads to another resource."""
_HEADER = re.compile(r"[A-Za-z0-9!#$%&*+.^_`|~-]+")


@dataclass(frozen=True, slots=True)
class Target:
    """A place to send to. `named` is what `allow_writes` has to say, `shown` the same for errors and audit."""

    url: str
    named: str
    shown: str
    endpoint: str
    entity: EntitySpec | None


def target_of(
    path: str, *, params: Mapping[str, str] | None, base_url: str, connector: Connector, scope: Scope
) -> Target:
    """Read a path, or an address at the own host. Raises QueryError for one that could be read in two ways."""
    inside = path
    if path.lower().startswith(f"{base_url.lower().rstrip('/')}/"):
        inside = path[len(base_url.rstrip("/")) :]
    is_address = "://" in inside.partition("?")[0]
    url = inside if is_address else f"{base_url.rstrip('/')}/{_filled(inside, scope).lstrip('/')}"
    _refuse_odd(url)
    entity = None if is_address else _entity_at(inside, connector, scope)
    if params:
        url += f"{'&' if '?' in url else '?'}{urlencode(params)}"
    shown = entity.qualified_name if entity is not None else without_query(inside)
    named = entity.qualified_name if entity is not None else path
    return Target(url, named, shown, urlsplit(inside).path.partition("(")[0], entity)


def method_of(text: str) -> str:
    """In capitals. Raises QueryError for one that the gate cannot judge."""
    method = text.upper()
    if method not in METHODS:
        raise QueryError(f"the method is none of {', '.join(METHODS)}")
    return method


def checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Raises QueryError for a header that would change where, as whom or how something is done."""
    for name, value in headers.items():
        if not _HEADER.fullmatch(name) or _CONTROL.search(value):
            raise QueryError("the name or value of a header holds what no header may hold")
        if name.lower() in OURS:
            raise QueryError(f"the header {name} is not yours to set", hint="Say it with method, path and scope.")
    return headers


def _filled(path: str, scope: Scope) -> str:
    filled = _PART.sub(lambda match: str(scope.get(match[1], match[0])), path)
    if "{" in urlsplit(filled).path:
        raise QueryError(
            "the path names a part that the scope lacks", scope=str(scope), hint=f"The scope has: {masked(str(scope))}."
        )
    return filled


def _refuse_odd(url: str) -> None:
    """Dots, backslashes and their like mean one thing here, and another to the HTTP library or the server."""
    try:
        path = urlsplit(url).path
    except ValueError:
        raise QueryError("the path cannot be read") from None
    bare = unquote(unquote(path.partition("(")[0]))
    segments = [unquote(unquote(segment)) for segment in path.split("/")]
    if (
        _CONTROL.search(url)
        or "#" in url
        or "\\" in unquote(unquote(path))
        or any(segment in (".", "..") for segment in segments)
        or bare.count("/") != path.partition("(")[0].count("/")
        or "//" in path
    ):
        raise QueryError(
            "the path could be read in two ways",
            hint="Write it plainly, without . and .. between slashes, backslashes, # and control characters.",
        )


def _entity_at(path: str, connector: Connector, scope: Scope) -> EntitySpec | None:
    """The entity of the catalogue that stands there, with or without a key. Raises QueryError for another scope's."""
    match = _ONE_PLACE.fullmatch(urlsplit(path).path)
    if match is None:
        return None
    bare = f"/{unquote(match['bare']).strip('/')}"
    found = connector.catalogue.entity_at(bare) if "{" in bare else None
    return found or _entity_spelled_out(bare, connector, scope)


def _entity_spelled_out(bare: str, connector: Connector, scope: Scope) -> EntitySpec | None:
    """The entity at a path that names a company by itself, which has to be the company of the scope."""
    segments = bare.split("/")
    for part, known in connector.scope_parts.items():
        for place, segment in enumerate(segments):
            if not segment or _PART.fullmatch(segment) or (known.kind is int and not segment.isdecimal()):
                continue
            pattern = "/".join([*segments[:place], f"{{{part}}}", *segments[place + 1 :]])
            entity = connector.catalogue.entity_at(pattern)
            if entity is None:
                continue
            if segment != str(scope.get(part)):
                raise QueryError(
                    f"the path names another {part} than the scope",
                    entity=entity.name,
                    scope=str(scope),
                    hint=f"Write {{{part}}} in the path, and name it with .within({part}=...).",
                )
            return entity
    return connector.catalogue.entity_at(bare)
