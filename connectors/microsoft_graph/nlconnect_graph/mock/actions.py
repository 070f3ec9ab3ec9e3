"""Actions of Graph, by their addresses; here taking objects back, looking many things up at once, and searching."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from nlconnect.mock.messages import Answer, json_answer
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Addresses
from nlconnect_graph.mock.granting import Granting
from nlconnect_graph.mock.letters import Letters
from nlconnect_graph.mock.pages import Walk
from nlconnect_graph.mock.refusals import JSON_TYPE, refusal
from nlconnect_graph.mock.rendering import Shape, render
from nlconnect_graph.mock.views import DIRECTORY_TYPES, directory_object
from nlconnect_graph.mock.writing import Writer

MOST_IDS = 1_000
MOST_PRESENCES = 650
SEARCHED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "message": ("mail.Messages", ("subject", "bodyPreview")),
    "event": ("calendar.Events", ("subject", "bodyPreview")),
    "driveItem": ("files.DriveItems", ("name",)),
    "listItem": ("sites.ListItems", ("fields",)),
    "site": ("sites.Sites", ("displayName", "name")),
    "list": ("sites.Lists", ("displayName",)),
    "drive": ("files.Drives", ("name",)),
    "chatMessage": ("teams.ChatMessages", ("body",)),
    "person": ("contacts.People", ("displayName",)),
}
_FILES = frozenset({"driveItem", "listItem", "list", "site", "drive"})


@dataclass(frozen=True)
class Actions:
    """Actions for one caller; `user` is who signed in, if anybody did."""

    writer: Writer
    addresses: Addresses
    user: str | None

    def answer(self, path: str) -> Answer | None:
        """The answer to a POST at a path below the version; None where it names no action."""
        for pattern, kind, act in _ACTIONS:
            found = pattern.fullmatch(path)
            if found is not None:
                parts = {name: unquote(value) for name, value in found.groupdict().items() if value}
                return act(self if kind is None else kind(self.writer, self.addresses), parts)
        return None

    def restore(self, parts: Mapping[str, str]) -> Answer:
        """Take a deleted object back."""
        state = self.writer.state
        for name in ("directory.Users", "directory.Groups", "directory.Applications"):
            entity = state.entity(name)
            held = state.gone.get((None, name), [])
            for gone in held:
                if gone.row["id"] == parts["id"]:
                    held.remove(gone)
                    values = {n: v for n, v in gone.row.items() if n != "deletedDateTime"}
                    row = self.writer.changes.insert(entity, {}, values, self.writer.now)
                    return self._json(render(row, Shape(entity, typed=True)))
        raise refusal("directory", "missing", f"Resource '{parts['id']}' does not exist.")

    def by_ids(self, parts: Mapping[str, str]) -> Answer:
        """Up to a thousand directory objects of any kind."""
        state, body = self.writer.state, self.writer.body(None)
        ids, kinds = _texts(body.get("ids")), _texts(body.get("types")) or list(DIRECTORY_TYPES)
        if len(ids) > MOST_IDS:
            raise refusal("directory", "bad", "Too many ids.")
        entity = state.entity("directory.GroupMembers")
        found: list[dict[str, object]] = []
        for identifier in ids:
            rows = (directory_object(state, kind, identifier) for kind in kinds)
            row = next((one for one in rows if one is not None), None)
            if row is not None:
                found.append(render(row, Shape(entity, typed=True)))
        return self._json({"@odata.context": f"{self.writer.reader.root}/$metadata#directoryObjects", "value": found})

    def groups_of(self, parts: Mapping[str, str]) -> Answer:
        """The ids of the groups somebody is in, all or those of a list."""
        state, body = self.writer.state, self.writer.body(None)
        user = str(state.user(parts["user"])["id"])
        groups = state.table(state.entity("directory.Groups"))
        mark = ("user", user)
        ids = [str(row["id"]) for _, row in Walk(groups).rows() if mark in (row["#members"] or ())]  # type: ignore[operator]  # pairs
        if parts["action"].lower() == "checkmembergroups":
            ids = [one for one in ids if one in _texts(body.get("groupIds"))]
        return self._json(
            {"@odata.context": f"{self.writer.reader.root}/$metadata#Collection(Edm.String)", "value": ids}
        )

    def presences(self, parts: Mapping[str, str]) -> Answer:
        state, ids = self.writer.state, _texts(self.writer.body(None).get("ids"))
        if len(ids) > MOST_PRESENCES:
            raise refusal("teams", "bad", "Too many ids.")
        entity = state.entity("teams.Presences")
        rows = (state.table(entity).get(identifier) for identifier in ids)
        return self._json({"value": [render(row, Shape(entity)) for row in rows if row is not None]})

    def invite(self, parts: Mapping[str, str]) -> Answer:
        """A guest: a user of the tenant from then on."""
        body = self.writer.body(None)
        address = str(body.get("invitedUserEmailAddress", ""))
        if "@" not in address or not body.get("inviteRedirectUrl"):
            raise refusal("directory", "bad", "An e-mail address and an address to go to are needed.")
        name = f"{address.replace('@', '_')}#EXT#@voorbeeldgroep.onmicrosoft.test"
        values = {"displayName": body.get("invitedUserDisplayName") or address, "mail": address, "userType": "Guest"}
        users = self.writer.state.entity("directory.Users")
        row = self.writer.changes.insert(users, {}, {**values, "userPrincipalName": name}, self.writer.now)
        redeem = f"{self.writer.state.base_url}/redeem?rd={row['id']}"
        made = {"id": row["id"], "inviteRedeemUrl": redeem, "status": "PendingAcceptance", "invitedUserType": "Guest"}
        return self._json({**body, **made, "invitedUser": {"id": row["id"]}}, status=201)

    def search(self, parts: Mapping[str, str]) -> Answer:
        """`/search/query`: one request, pages by `from` and `size`, and no links."""
        requests = self.writer.body(None).get("requests")
        if not isinstance(requests, list) or len(requests) != 1 or not isinstance(requests[0], dict):
            raise refusal("search", "bad", "Exactly one request is needed.")
        request = requests[0]
        kinds = _texts(request.get("entityTypes"))
        if not kinds or any(kind not in SEARCHED for kind in kinds) or (len(kinds) > 1 and not set(kinds) <= _FILES):
            raise refusal("search", "bad", "These entity types cannot be searched together.")
        if self.user is None and not request.get("region"):
            raise refusal("search", "bad", "Region is required when request with application permission.")
        words = str((request.get("query") or {}).get("queryString", "")).casefold().split()
        start, size = int(request.get("from", 0)), int(request.get("size", 25))
        largest = 25 if {"message", "event"} & set(kinds) else 1_000
        if size > largest:
            raise refusal("search", "bad", f"The size must be at most {largest}.")
        found = [hit for kind in kinds for hit in self._hits(kind, words)]
        page = found[start : start + size]
        hits = [
            {"hitId": str(row["id"]), "rank": start + place, "summary": "", "resource": self._resource(kind, row)}
            for place, (kind, row) in enumerate(page, 1)
        ]
        container = {"total": len(found), "moreResultsAvailable": start + size < len(found), "hits": hits}
        return self._json({"value": [{"searchTerms": words, "hitsContainers": [container]}]})

    def _hits(self, kind: str, words: list[str]) -> list[tuple[str, Row]]:
        state = self.writer.state
        name, fields = SEARCHED[kind]
        entity = state.entity(name)
        scope = self._searched_scope(entity)
        rows = (row for _, row in Walk(state.table(entity, scope)).rows())

        def matches(row: Row) -> bool:
            text = " ".join(json.dumps(row[field], default=str, ensure_ascii=False) for field in fields).casefold()
            return all(word.partition(":")[2] in text if ":" in word else word.strip('"*') in text for word in words)

        return [(kind, row) for row in rows if matches(row)]

    def _searched_scope(self, entity: EntitySpec) -> str | None:
        state = self.writer.state
        if entity.module in ("mail", "calendar", "contacts"):
            return self.user or state.enterprise.user(1).id
        parents = {"files.DriveItems": "files.Drives", "sites.ListItems": "sites.Lists"}
        home = parents.get(entity.qualified_name)
        row = None if home is None else state.table(state.entity(home)).row(0)
        return None if row is None else str(row["id"])

    def _resource(self, kind: str, row: Row) -> Mapping[str, object]:
        entity = self.writer.state.entity(SEARCHED[kind][0])
        return {"@odata.type": f"#microsoft.graph.{kind}", **render(row, Shape(entity))}

    def _json(self, body: Mapping[str, object], *, status: int = 200) -> Answer:
        return json_answer(status, body, content_type=JSON_TYPE)


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


_DONE = "send|reply|replyAll|forward|createReply|createReplyAll|createForward|move|copy"
_ME = r"/users/(?P<user>[^/]+)"
_LETTER = rf"{_ME}/(?:mailFolders/[^/]+/)?messages/(?P<id>[^/]+)/(?:microsoft\.graph\.)?(?P<action>{_DONE})"
_EVENT = rf"{_ME}/events/(?P<id>[^/]+)/(?P<action>cancel|accept|decline|tentativelyAccept|forward)"
_ITEM = r"/drives/(?P<drive>[^/]+)/items/(?P<item>[^/]+)"
Act = Callable[[Any, Mapping[str, str]], Answer]
_ACTIONS: tuple[tuple[re.Pattern[str], type[Letters | Granting] | None, Act], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, act)
    for pattern, kind, act in (
        (rf"{_ME}/(?:microsoft\.graph\.)?sendMail", Letters, Letters.send),
        (_LETTER, Letters, Letters.of_message),
        (rf"{_ME}/mailFolders/(?P<id>[^/]+)/(?P<action>move|copy)", Letters, Letters.of_folder),
        (_EVENT, Letters, Letters.of_event),
        (rf"{_ME}/assignLicense", Granting, Granting.licences),
        (rf"{_ME}/revokeSignInSessions", Granting, Granting.sign_out),
        (rf"{_ITEM}/createLink", Granting, Granting.link),
        (rf"{_ITEM}/invite", Granting, Granting.invite),
        (r"/directory/deletedItems/(?P<id>[^/]+)/restore", None, Actions.restore),
        (r"/directoryObjects/getByIds", None, Actions.by_ids),
        (rf"{_ME}/(?P<action>getMemberGroups|checkMemberGroups)", None, Actions.groups_of),
        (r"/communications/getPresencesByUserId", None, Actions.presences),
        (r"/invitations", None, Actions.invite),
        (r"/search/query", None, Actions.search),
    )
)
