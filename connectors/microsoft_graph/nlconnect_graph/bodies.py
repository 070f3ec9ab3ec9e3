"""Records as Graph wants them written: values, the type they are of, references, and records that come along."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import quote

from nlconnect.connector.writer import Draft
from nlconnect.errors import QueryError
from nlconnect.model.change import Clear
from nlconnect_graph.paths import VERSION, address

INSIDE: Mapping[str, tuple[str, ...]] = {
    "mail.Messages": ("attachments",),
    "teams.Chats": ("members",),
    "teams.Teams": ("members",),
}
"""What comes along with a new record; everything else is written by itself, afterwards."""
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "user.assignLicense": ("addLicenses", "removeLicenses"),
    "team.members": ("roles",),
    "channel.members": ("roles",),
    "chat.members": ("roles",),
}
"""Lists that Graph wants also where they are empty."""
MEMBER = "aadUserConversationMember"
"""Somebody in a team or a chat: named by a reference to a user, not by the id that stands there afterwards."""
TEMPLATE = f"{VERSION}/teamsTemplates('standard')"
"""Graph: a new team is made of a template; the other ones need a licence for schools."""


def new_body(draft: Draft, base_url: str) -> dict[str, object]:
    """A new record, with the parents and records that stand in it. Raises QueryError for what cannot come along."""
    entity, body = draft.entity, fields_of(draft)
    for parent, wire in entity.parents_inside.items():
        if parent in draft.parameters:
            body.setdefault(wire, draft.parameters[parent])
    for spec, rows in draft.lines.items():
        if spec.wire not in INSIDE.get(entity.qualified_name, ()):
            target = entity.target_of(spec.name)
            how = "with Link" if spec.related is not None else f"as {target.qualified_name if target else 'records'}"
            raise QueryError(
                f"{spec.name} cannot come along with a new record",
                entity=entity.name,
                hint=f"Make it first, then write them {how}.",
            )
        body[spec.wire] = [new_body(row, base_url) for row in rows]
    for wire in DEMANDED.get(entity.wire, ()):
        body.setdefault(wire, [])
    if entity.qualified_name == "teams.Teams":
        body["template@odata.bind"] = address(base_url, TEMPLATE)
    if entity.wire == "driveItems":
        body |= _folder(draft)
    kinds = sorted({spec.on for spec in (*draft.values, *draft.structures) if spec.on})
    if len(kinds) > 1:
        raise QueryError(f"one record cannot be {' and '.join(kinds)}", entity=entity.name)
    if MEMBER in kinds and "userId" in body:
        body["user@odata.bind"] = address(base_url, f"{VERSION}/users('{quote(str(body.pop('userId')), safe='')}')")
    return {**({"@odata.type": f"#microsoft.graph.{kinds[0]}"} if kinds else {}), **body}


def _folder(draft: Draft) -> dict[str, object]:
    """A new folder: a name, and nothing in it. Raises QueryError for what it cannot have yet."""
    beyond = [spec.name for spec in (*draft.values, *draft.structures) if spec.wire not in ("name", "folder")]
    if any(parts for spec, parts in draft.structures.items() if spec.wire == "folder"):
        beyond.append("folder")
    if beyond:
        raise QueryError(
            f"{', '.join(beyond)} cannot be given to a new folder",
            entity=draft.entity.name,
            hint="Give a name and `folder={}`, and change the rest afterwards.",
        )
    return {"@microsoft.graph.conflictBehavior": "fail"}  # else what has that name would be replaced


def fields_of(draft: Draft) -> dict[str, object]:
    """What the change gives, by wire names."""
    body: dict[str, object] = {}
    for spec, value in draft.values.items():
        # Graph: a list is emptied with an empty one.
        body[spec.wire] = ([] if spec.many else None) if isinstance(value, Clear) else _written(value)
    return body | {spec.wire: _written(whole) for spec, whole in draft.structures.items()}


def _written(value: object) -> object:
    """Moments in UTC; without a zone they are that already, as when they are read."""
    if isinstance(value, Mapping):
        return {name: _written(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_written(part) for part in value]
    if isinstance(value, datetime):
        moment = value.astimezone(UTC) if value.tzinfo is not None else value
        return f"{moment.replace(tzinfo=None).isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value
