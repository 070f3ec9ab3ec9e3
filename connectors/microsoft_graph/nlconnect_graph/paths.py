"""Which of several paths leads to what was asked: chosen by the parents that are named, and by who signed in."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from nlconnect.connector import EntitySpec, Key, Scope
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import PathSpec
from nlconnect.model.values import Value

VERSION = "/v1.0"
SCOPE_PARTS = ("mailbox", "site", "list", "drive", "workbook")
"""Placeholders that a scope names; the others are keys of parents."""
PEOPLE = ("mailbox", "user")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_OWN = re.compile(r"^/users/\{(?:mailbox|user)\}/")
_SAFE = "@,!:~"
"""Everything else in an id is percent-encoded: ids may hold `/`, `+` and `=`, and names of guests a `#`."""


@dataclass(frozen=True, slots=True)
class Values:
    """What placeholders can be filled with: parents that the query names, and parts of the scope."""

    given: Mapping[str, Value]
    scope: Scope

    def __contains__(self, name: object) -> bool:
        return name in self.given or name in self.scope

    def __getitem__(self, name: str) -> Value:
        return self.given[name] if name in self.given else self.scope[name]


def address(base_url: str, path: str) -> str:
    """A path below the root of an API, which a login may write with the version or without."""
    return f"{base_url.rstrip('/').removesuffix(VERSION)}{path}"


def placeholders(entity: EntitySpec) -> frozenset[str]:
    """Every parent that some path of the entity names."""
    return frozenset(name for path in (*entity.paths, *entity.item_paths) for name in path.needs if name != "id")


def fitting(paths: Sequence[PathSpec], values: Values, *, entity: EntitySpec, person: bool) -> str | None:
    """The path that uses all the parents given and most of the scope; None where none does."""
    named = values.given.keys() & placeholders(entity)
    found = [path for path in _ways(paths, person=person) if _fits(path, values, named, person=person)]
    return max(found, key=lambda path: sum(need in values for need in path.needs)).path if found else None


def chosen(paths: Sequence[PathSpec], values: Values, *, entity: EntitySpec, person: bool) -> str:
    """The path that fits. Raises QueryError that names the ways there are."""
    path = fitting(paths, values, entity=entity, person=person)
    if path is None:
        raise _no_way(paths, values, entity=entity, person=person)
    return path


def item_way(entity: EntitySpec, key: Key, values: Values, *, person: bool) -> tuple[str, Values]:
    """The path to one record, and what fills it. `me` stands for the person who signed in, where that is a record.

    A file may be named by its path from the root of the drive, with a slash in front. Raises QueryError.
    """
    if key == () and entity.kind == "single":
        ways = [path for path in entity.item_paths if "id" not in path.needs]
        return chosen(ways, values, entity=entity, person=person), values
    if isinstance(key, tuple) and len(key) == 1:
        (key,) = key
    if isinstance(key, tuple | bytes):
        raise QueryError("the key is one id", entity=entity.name)
    if key == "me" and person and any(path.path == "/me" for path in entity.item_paths):
        return "/me", values
    paths = [path for path in entity.item_paths if "id" in path.needs]
    if not paths:
        raise QueryError(
            "there is no look-up by key here", entity=entity.name, hint="Read it with .of(...) or a condition."
        )
    by_path = [path for path in entity.item_paths if "path" in path.needs and path.path.endswith("root:/{path}")]
    if by_path and isinstance(key, str) and key.startswith("/"):
        paths, key = by_path, key.strip("/")
        values = Values({**values.given, "path": key}, values.scope)
    # An id needs fewer parents than a list: a message is found in its mailbox, whatever the folder.
    needed = {need for path in paths for need in path.needs}
    given = {name: value for name, value in values.given.items() if name in needed}
    path = chosen(paths, Values(given, values.scope), entity=entity, person=person)
    return path, Values({**given, "id": key}, values.scope)


def _ways(paths: Iterable[PathSpec], *, person: bool) -> list[PathSpec]:
    """The paths, and for a person who signed in also the same ones at their own mailbox, drive and so on."""
    ways = list(paths)
    if person:
        known = {path.path for path in ways}
        own = (PathSpec(_OWN.sub("/me/", path.path), signed_in=True) for path in ways if _OWN.match(path.path))
        ways += [path for path in own if path.path not in known]
    return ways


def _fits(path: PathSpec, values: Values, named: frozenset[str] | set[str], *, person: bool) -> bool:
    needs = set(path.needs) - {"id"}
    return (person or not path.signed_in) and needs >= named and all(need in values for need in needs)


def _no_way(paths: Sequence[PathSpec], values: Values, *, entity: EntitySpec, person: bool) -> QueryError:
    ours = [path for path in paths if person or not path.signed_in]
    if not ours:
        return QueryError(
            "only a person who signed in can read this, no app by itself",
            entity=entity.name,
            hint='Use a login with grant = "authorization_code" or "device_code".',
        )
    ways = list(dict.fromkeys(tuple(need for need in path.needs if need != "id") for path in ours))
    named = values.given.keys() & placeholders(entity)
    lead = any(named <= set(way) for way in ways)
    said = "it is not said where: a parent is missing" if lead else f"{' and '.join(sorted(named))} does not lead there"
    spelled = "; or ".join(_spelled(way) for way in ways if way)
    return QueryError(said, entity=entity.name, hint=f"Name {spelled}." if spelled else "It takes no parents.")


def _spelled(way: Sequence[str]) -> str:
    parts = [need for need in way if need in SCOPE_PARTS]
    keys = [need for need in way if need not in SCOPE_PARTS]
    within = f".within({', '.join(f'{need}=...' for need in parts)})" if parts else ""
    of = f".of({', '.join(f'{need}=...' for need in keys)})" if keys else ""
    return " and ".join(text for text in (within, of) if text)


def filled(path: str, values: Mapping[str, Value] | Values) -> str:
    """The path below the root with its placeholders filled. Raises QueryError for what would lead elsewhere."""

    def segment(match: re.Match[str]) -> str:
        return _segment(match[1], str(values[match[1]]))

    text = _PLACEHOLDER.sub(segment, path)
    # Graph: behind a name that begins with a dollar sign stands no slash but brackets.
    text = re.sub(r"/(\(')", r"\1", text)
    return f"{VERSION}{text.removesuffix(':')}"


def _segment(name: str, value: str) -> str:
    if name in ("path", "workbook"):
        parts = [part for part in value.split("/") if part]
        return "/".join(_plain(part, name) for part in parts)
    if name == "share" and value.startswith("https://"):
        # A sharing link is written as unpadded base64 behind `u!`.
        return f"u!{base64.urlsafe_b64encode(value.encode()).decode().rstrip('=')}"
    if name in ("site", "id") and ":/" in value:
        # A site by its address, `contoso.sharepoint.com:/sites/finance`, ends in a colon before what follows.
        host, _, path = value.partition(":/")
        inside = "/".join(_plain(part, name) for part in path.strip("/:").split("/"))
        return f"{_plain(host, name)}:/{inside}:"
    if name in (*PEOPLE, "id") and value.startswith("$"):
        return f"('{_plain(value, name).replace(chr(39), chr(39) * 2)}')"
    return _plain(value, name)


def _plain(value: str, name: str) -> str:
    if not value or value.strip(".") == "" or any(ord(char) < 32 for char in value):
        raise QueryError(f"{name} is empty, or no name that an address can hold")
    return quote(value, safe=_SAFE)
