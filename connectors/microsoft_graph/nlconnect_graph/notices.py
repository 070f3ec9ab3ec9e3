"""Graph's change notifications: a token to give back, and envelopes whose items carry the client state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from urllib.parse import parse_qsl, unquote

import msgspec

from nlconnect.connector.notices import Delivery, Notice, Refusal, Told, Trial, What, decoded, is_same
from nlconnect.model.scope import Scope
from nlconnect_graph import CATALOGUE
from nlconnect_graph.paths import SCOPE_PARTS

LONGEST_TOKEN = 4_096
"""Of a token that is given back to whoever asks. Graph names no length: a guess that leaves room."""
SUBSCRIBABLE = ("mail", "calendar", "contacts", "directory", "files", "sites", "teams", "todo")
_CHANGES: Mapping[str, What] = {"created": "created", "updated": "updated", "deleted": "deleted"}
_LIFE: Mapping[str, What] = {
    "reauthorizationRequired": "renew",
    "subscriptionRemoved": "ended",
    "missed": "missed",
}
_QUOTED_KEY = re.compile(r"\('((?:[^']|'')*)'\)")
_DRIVE = "/drives/{drive}/root"
"""Graph tells of a drive as a whole: which file it was, a sync finds out."""


class _ResourceData(msgspec.Struct):
    id: str | None = None
    etag: str | None = msgspec.field(name="@odata.etag", default=None)


class _Item(msgspec.Struct, rename="camel"):
    subscription_id: str
    client_state: str | None = None
    change_type: str = ""
    lifecycle_event: str = ""
    resource: str = ""
    resource_data: _ResourceData | None = None
    id: str | None = None


class _Envelope(msgspec.Struct):
    value: list[_Item]


class GraphNotices:
    """Graph: the client state is a password that comes along; nothing is signed (fact sheet section 11)."""

    def read(self, delivery: Delivery, *, secret: str) -> Told:
        if delivery.query:
            token = next((text for name, text in parse_qsl(delivery.query) if name == "validationToken"), "")
            if token:
                return Trial(token.encode()) if len(token) <= LONGEST_TOKEN else Refusal("malformed")
        envelope = decoded(delivery.content, _Envelope)
        if envelope is None:
            return Refusal("malformed")
        if not any(item.client_state for item in envelope.value):
            return Refusal("unsigned")
        # Each item carries its own proof: that of an older subscription is no reason to lose the others.
        proven = [item for item in envelope.value if item.client_state and is_same(item.client_state, secret)]
        return tuple(_notice(item) for item in proven) or Refusal("forged")


def _notice(item: _Item) -> Notice:
    entity, parameters = _place(item.resource)
    data = item.resource_data or _ResourceData()
    key = data.id or parameters.get("id")
    return Notice(
        what=_LIFE.get(item.lifecycle_event) or _CHANGES.get(item.change_type, "happened"),
        event=item.lifecycle_event or item.change_type,
        entity=entity,
        key=key,
        scope=Scope(**{name: value for name, value in parameters.items() if name in SCOPE_PARTS}),
        resource=item.resource or None,
        subscription=item.subscription_id,
        id=_identity(item, data),
        details={name: value for name, value in parameters.items() if name not in (*SCOPE_PARTS, "id")},
    )


def _identity(item: _Item, data: _ResourceData) -> str | None:
    """Graph: the number is optional; subscription, record and etag do as well. Without either, two may be two."""
    if item.id:
        return f"{item.subscription_id}\n{item.id}"
    if data.id and data.etag:
        return f"{item.subscription_id}\n{item.change_type}\n{data.id}\n{data.etag}"
    return None


def _place(resource: str) -> tuple[str | None, Mapping[str, str]]:
    """The entity that a relative path names, and what its placeholders stand for. Graph changes case as it likes."""
    plain = _QUOTED_KEY.sub(lambda key: "/" + key[1].replace("''", "'"), "/" + resource.strip("/").partition("?")[0])
    for pattern, entity in _patterns():
        found = pattern.fullmatch(plain)
        if found is not None:
            return entity, {name: unquote(value) for name, value in found.groupdict().items() if value}
    return None, {}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Of all that can be subscribed to; a plain segment wins over a placeholder."""
    ordered = sorted(set(_templates()), key=lambda entry: ([part[:1] == "{" for part in entry[0].split("/")], entry))
    made = [(_pattern(template), entity) for template, entity in ordered]
    drive = re.compile(re.escape(_DRIVE).replace(r"\{drive\}", "(?P<drive>[^/]+)") + "(?:/.*)?", re.IGNORECASE)
    return ((drive, "files.DriveItems"), *made)


def _templates() -> Iterator[tuple[str, str]]:
    for module in SUBSCRIBABLE:
        for entity in CATALOGUE.module(module).values():
            lists = [path.path for path in entity.paths]
            for path in (*(path.path for path in entity.item_paths), *lists, *(f"{path}/{{id}}" for path in lists)):
                if "(" not in path and ":" not in path:
                    yield path, entity.qualified_name


def _pattern(template: str) -> re.Pattern[str]:
    text = re.escape(template).replace(r"\{", "{").replace(r"\}", "}")
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", text), re.IGNORECASE)
