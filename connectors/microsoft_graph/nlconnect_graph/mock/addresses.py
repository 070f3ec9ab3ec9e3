"""What an address of Graph names: an entity of the catalogue, the parents it lives under, and a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

from nlconnect.model.catalogue import Catalogue, EntitySpec
from nlconnect_graph.mock.refusals import Refused

Kind = Literal["list", "item", "delta", "creation"]

DRIVES = ("/drives/{drive}", "/users/{user}/drive", "/sites/{site}/drive", "/groups/{group}/drive")
"""Where the paths of files begin."""
MORE_ITEMS: Mapping[str, tuple[str, ...]] = {
    "calendar.Events": ("/groups/{group}/events/{id}", "/users/{mailbox}/calendars/{calendar}/events/{id}"),
    "contacts.Contacts": ("/users/{mailbox}/contactFolders/{contact_folder}/contacts/{id}",),
    "directory.AppRoleAssignments": ("/users/{user}/appRoleAssignments/{id}",),
    "files.DriveItems": tuple(
        f"{drive}/{item}"
        for drive in DRIVES
        for item in ("root", "items/{id}", "root:/{path}", "items/{folder}:/{path}")
    ),
    "mail.Attachments": ("/users/{mailbox}/events/{event}/attachments/{id}",),
    "mail.MailFolders": ("/users/{mailbox}/mailFolders/{mail_folder}/childFolders/{id}",),
    "mail.Messages": ("/users/{mailbox}/mailFolders/{mail_folder}/messages/{id}",),
    "directory.Photos": ("/users/{user}/photos/{size}",),
    "sites.ContentTypes": ("/sites/{site}/contentTypes/{id}",),
    "sites.ListColumns": ("/sites/{site}/columns/{id}",),
    "sites.Sites": ("/sites/root",),
    "teams.ChannelMessages": ("/teams/{team}/channels/{channel}/messages/{message}/replies/{id}",),
}
MORE_LISTS: Mapping[str, tuple[str, ...]] = {
    "directory.GroupMembers": ("/directoryRoles/{role}/members", "/groups/{group}/transitiveMembers"),
    "directory.Memberships": ("/users/{user}/transitiveMemberOf",),
    "directory.AppRoleAssignments": ("/servicePrincipals/{service_principal}/appRoleAssignments",),
    "files.DriveItems": tuple(
        f"{drive}/{folder}/children" for drive in DRIVES for folder in ("root", "items/{folder}", "root:/{path}:")
    ),
    "sites.Sites": ("/sites/getAllSites",),
    "teams.Channels": ("/teams/{team}/allChannels",),
}
"""Paths the catalogue does not list, or only as text, and the shape of what they answer."""

_CAST = re.compile(r"/microsoft\.graph\.(?P<type>\w+)$", re.IGNORECASE)
_DELTA = re.compile(r"/(?:microsoft\.graph\.)?delta(?:\((?:token='(?P<token>[^']*)')?\))?$", re.IGNORECASE)
_QUOTED_KEY = re.compile(r"\('((?:[^']|'')*)'\)")
_SEGMENT = r"(?!\$(?:count|value|ref)(?:/|$))(?!(?:microsoft\.graph\.)?delta(?:\(.*\))?$)(?!microsoft\.graph\.)[^/]+?"
_MARKS = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One path template of one entity."""

    entity: EntitySpec
    kind: Kind
    template: str
    pattern: re.Pattern[str]

    @property
    def rank(self) -> tuple[object, ...]:
        """Plain segments win over parameters, and parameters inside a segment over whole ones."""
        return tuple(_openness(part) for part in self.template.split("/")), len(self.template)


@dataclass(frozen=True, slots=True)
class Target:
    """What an address names. `part` is `$count`, `$value`, `content`, `$ref` or empty; `cast` a type to be cast to."""

    route: Route
    parameters: Mapping[str, str]
    part: str = ""
    cast: str = ""
    token: str | None = None

    @property
    def entity(self) -> EntitySpec:
        return self.route.entity

    @property
    def parents(self) -> Mapping[str, str]:
        return {name: value for name, value in self.parameters.items() if name != "id"}


class Addresses:
    """Every path of the catalogue, looked up in any case."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._routes: dict[str, list[Route]] = {}
        for entity in catalogue.entities():
            for route in _routes(entity):
                self._routes.setdefault(_first(route.template), []).append(route)
        for routes in self._routes.values():
            routes.sort(key=lambda route: route.rank)
        self.target = lru_cache(maxsize=4_096)(self._target)

    def _target(self, path: str) -> Target:
        """The target of a path below the version, still percent-encoded. Raises Refused."""
        whole = self._match(path)
        if whole is not None:
            return Target(*whole)
        base, _, last = path.rpartition("/")
        if last in ("$count", "$value", "$ref", "content", "fields"):
            cast = _CAST.search(base)
            found = self._match(base[: cast.start()] if cast else base)
            if found is not None:
                return Target(*found, part=last, cast=cast["type"] if cast else "")
        for suffix in (_CAST, _DELTA):
            ending = suffix.search(path)
            found = self._match(path[: ending.start()]) if ending else None
            if ending is not None and found is not None and suffix is _CAST:
                return Target(*found, cast=ending["type"])
            if ending is not None and found is not None and found[0].entity.delta is not None:
                delta = Route(found[0].entity, "delta", found[0].template, found[0].pattern)
                return Target(delta, found[1], token=ending["token"])
        raise Refused(400, "BadRequest", f"Resource not found for the segment '{unquote(last)}'.")

    def _match(self, path: str) -> tuple[Route, Mapping[str, str]] | None:
        plain = _QUOTED_KEY.sub(lambda key: "/" + key[1].replace("''", "'"), unquote_keys(path))
        for route in self._routes.get(_first(plain).lower(), ()):
            found = route.pattern.fullmatch(plain)
            if found is not None:
                return route, {name: unquote(value) for name, value in found.groupdict().items() if value is not None}
        return None


def unquote_keys(path: str) -> str:
    """Quotes and parentheses of keys may be percent-encoded."""
    for code, mark in (("%27", "'"), ("%28", "("), ("%29", ")"), ("%24", "$"), ("%3A", ":")):
        path = path.replace(code, mark).replace(code.lower(), mark)
    return path


def _openness(part: str) -> int:
    return 2 if part.startswith("{") and part.endswith("}") else int("{" in part)


def _first(template: str) -> str:
    return re.split(r"[/(]", template.lstrip("/"), maxsplit=1)[0].lower()


def _routes(entity: EntitySpec) -> Iterator[Route]:
    name = entity.qualified_name
    lists = [path.path for path in entity.paths] + list(MORE_LISTS.get(name, ()))
    items = [path.path for path in entity.item_paths] + list(MORE_ITEMS.get(name, ()))
    deltas = [entity.delta.path] if entity.delta is not None else []
    made = [entity.create_path] if entity.create_path is not None else []
    kinds: tuple[tuple[Kind, list[str]], ...] = (
        ("delta", deltas),
        ("list", lists),
        ("item", items),
        ("creation", made),
    )
    seen = set[str]()
    for kind, templates in kinds:
        for template in templates:
            plain = re.sub(r"^/me(?=/|$)", "/users/{user}" if kind != "item" or template != "/me" else "", template)
            if plain in seen or not plain:
                continue
            seen.add(plain)
            yield Route(entity, kind, plain, _pattern(plain, is_delta=kind == "delta"))
            if kind == "delta" and plain.endswith("/delta"):
                seen.add(plain)


def _pattern(template: str, *, is_delta: bool) -> re.Pattern[str]:
    text = re.escape(template).replace(r"\{", "{").replace(r"\}", "}")
    if is_delta:
        text = text.removesuffix("/delta") + r"/(?:microsoft\.graph\.)?delta(?:\(\))?"
    names = set[str]()

    def group(mark: re.Match[str]) -> str:
        name = mark[1]
        if name in names:
            return f"(?P={name})"
        names.add(name)
        return f"(?P<{name}>[^:]+?)" if name == "path" else f"(?P<{name}>{_SEGMENT})"

    return re.compile(_MARKS.sub(group, text) + ":?" * template.endswith("{path}"), re.IGNORECASE)
