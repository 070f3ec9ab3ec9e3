"""How Microsoft 365 is written to: POST, PATCH, DELETE, guarded by the version that was read (fact sheet section 8)."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from nlconnect.connector import EntitySpec, FieldSpec, Request, Response, Scope
from nlconnect.connector.evidence import Evidence
from nlconnect.connector.files import held_in
from nlconnect.connector.watching import Progress
from nlconnect.connector.writer import Draft, SentVerb, View, Written, json_body
from nlconnect.errors import ApiError, QueryError
from nlconnect.model.catalogue import PathSpec
from nlconnect.model.change import LINKS, Clear
from nlconnect.model.file import Held, PlannedFile
from nlconnect.model.outcome import Json
from nlconnect_graph import attachments
from nlconnect_graph.bodies import fields_of, new_body
from nlconnect_graph.dialect import preferences
from nlconnect_graph.evidence import evidence_of
from nlconnect_graph.linking import link_request
from nlconnect_graph.paths import Values, address, chosen, filled, item_way
from nlconnect_graph.watching import monitor_of, progress_of

METHODS: dict[SentVerb, tuple[str, ...]] = {
    "create": ("POST",),
    "update": ("PATCH",),
    "delete": ("DELETE",),
    "call": ("POST",),
    "link": ("PATCH",),
    "unlink": ("PATCH",),
}
HEADERS = {"Accept": "application/json"}
SENT = {"Content-Type": "application/json"}
LARGEST = 4_000_000
"""Bytes of a request; Graph answers 413 above 4 MB."""
ROOM = "A draft (Messages) takes files of up to 150 MB, one by one as Attachments; a drive takes any, with `upload`."
TYPED: Mapping[str, Mapping[str, object]] = {
    "calendar.RoomLists": {"@odata.type": "microsoft.graph.roomList"},
    "calendar.Rooms": {"@odata.type": "microsoft.graph.room"},
}
"""What stands at an address of several types says which it is; told by Microsoft's pages."""
REQUEST_TIMEOUT = 408
"""The one status below 500 that tells nothing of what was done."""

MEMBERS = "Members and owners are references, written with Link and Unlink: a DELETE would delete the person."
ELSEWHERE: Mapping[str, str] = {
    "directory.GroupMembers": MEMBERS,
    "directory.GroupOwners": MEMBERS,
    "directory.Photos": "A photo is an image, not a record.",
    "onenote.Pages": "A page of OneNote is HTML, not a record.",
    "search.SearchHits": "Search with .search(...).",
}
"""What Graph writes in another way than as a record."""
FILES = "Files go up with `upload`, and folders are made with `folder={}`."
ENVELOPED: Mapping[str, tuple[str, ...]] = {
    "sendMail": ("saveToSentItems",),
    "message.reply": ("comment",),
    "message.replyAll": ("comment",),
    "message.forward": ("comment", "toRecipients"),
    "message.createReply": ("comment",),
    "message.createReplyAll": ("comment",),
    "message.createForward": ("comment", "toRecipients"),
}
"""Actions with a message: what stands beside it, while all else stands in `message`."""


@dataclass(frozen=True, slots=True)
class GraphWriter:
    """The writing side of Graph."""

    def methods(self, verb: SentVerb) -> tuple[str, ...]:
        """PATCH changes a record in part, but a value of several parts as a whole."""
        return METHODS[verb]

    def may_lack(self, spec: FieldSpec, given: Container[str]) -> bool:
        """Which fields a new record needs is said by the overlay; the metadata calls none required."""
        return False

    def write_request(self, draft: Draft, *, base_url: str, scope: Scope) -> Request:
        """Never below `/me`: whose mailbox it is must be said, whoever signed in."""
        entity = draft.entity
        making = draft.verb in ("create", "call")
        hint = ELSEWHERE.get(entity.qualified_name) or (FILES if making and _is_file(draft) else None)
        if hint is not None:
            raise QueryError("Microsoft does not write this as a record", entity=entity.name, hint=hint)
        if draft.verb in LINKS:
            return link_request(draft, base_url=base_url)
        values = Values(draft.parameters, scope)
        if making:
            return _created(draft, values, base_url)
        if draft.key is None:
            raise QueryError("the key of the record is missing", entity=entity.name)
        _require_named(entity, entity.item_paths)
        path, filling = item_way(entity, draft.key, values, person=False)
        url = address(base_url, filled(path, filling))
        headers = {**_headers(entity, path), **({"If-Match": draft.etag} if entity.guarded and draft.etag else {})}
        if draft.verb == "delete":
            return Request("DELETE", url, headers)
        body = {**TYPED.get(entity.qualified_name, {}), **fields_of(draft)}
        if entity.wire == "listItems" and "fields" in body:
            if len(body) > 1:
                raise QueryError(
                    "the columns of a list item are changed by themselves",
                    entity=entity.name,
                    hint="Update fields_ alone, and the rest in another change.",
                )
            return Request("PATCH", f"{url}/fields", {**headers, **SENT}, _content(body["fields"], entity))
        return Request("PATCH", url, {**headers, **SENT}, _content(body, entity))

    def read_written(self, response: Response, entity: EntitySpec) -> Written:
        """A POST answers with the record; the directory with the fields that it sends by itself."""
        try:
            row = json.loads(response.content)
            key = tuple(row[wire] for wire in entity.key)
        except (ValueError, KeyError, TypeError, RecursionError):
            told = attachments.key_at(response) if entity.qualified_name == attachments.TAKES else None
            return Written(None if told is None else (told,))
        if not all(isinstance(part, str) for part in key):
            return Written(None)
        return Written(key or None, whole=bool(key) and entity.module != "directory")

    def evidence(
        self, entity: EntitySpec, parameters: Mapping[str, object], given: Mapping[str, Json]
    ) -> Evidence | None:
        """See `nlconnect_graph.evidence`."""
        return evidence_of(entity, parameters, given)

    def watch_request(self, response: Response) -> Request | None:
        """See `nlconnect_graph.watching`."""
        return monitor_of(response)

    def progress(self, response: Response) -> Progress:
        """See `nlconnect_graph.watching`."""
        return progress_of(response)

    def certainly_refused(self, refusal: ApiError) -> bool:
        """Graph: a refusal comes before anything is done. A good status with a page of a gateway tells nothing."""
        status = refusal.status
        return status is not None and 400 <= status < 500 and status != REQUEST_TIMEOUT

    def natural_key(self, draft: Draft) -> tuple[FieldSpec, ...]:
        """Of several values the first is looked for."""
        filled_in = {spec.wire for spec, value in draft.values.items() if not isinstance(value, Clear)}
        filled_in |= {spec.wire for spec, whole in draft.structures.items() if whole}
        for paths in draft.entity.natural:
            if all(path.partition(".")[0] in filled_in for path in paths):
                return tuple(draft.entity.field_at(path) for path in paths)
        return ()

    def beside_file(self, entity: EntitySpec | None, name: str, file: PlannedFile) -> Mapping[str, str]:
        """An attachment has its name and kind beside it."""
        is_named = name in ("contentBytes", "content_bytes")
        return {"name": file.name, "content_type": file.media_type} if is_named else {}

    def piece_of(self, draft: Draft) -> int | None:
        """See `nlconnect_graph.attachments`."""
        return attachments.PIECE if attachments.large_file(draft) is not None else None

    def seen_through(self, entity: EntitySpec) -> View | None:
        """What was written is read at the same place."""
        return None


def _is_file(draft: Draft) -> bool:
    """A folder is a record as others are."""
    return draft.entity.wire == "driveItems" and "folder" not in {spec.wire for spec in draft.structures}


def _created(draft: Draft, values: Values, base_url: str) -> Request:
    entity, body = draft.entity, new_body(draft, base_url)
    _require_named(entity, entity.paths)
    listed = chosen(entity.paths, values, entity=entity, person=False)
    path = entity.create_path or listed
    if entity.wire in ENVELOPED:
        body = _enveloped(body, ENVELOPED[entity.wire], entity)
    url, headers = address(base_url, filled(path, values)), {**_headers(entity, path), **SENT}
    if (large := attachments.large_file(draft)) is not None:
        said = {wire: value for wire, value in body.items() if wire in entity.by_wire}
        return Request("POST", f"{url}/createUploadSession", headers, json_body(attachments.wish(large, said, entity)))
    return Request("POST", url, headers, _content(body, entity, files=held_in(draft)))


def _enveloped(body: dict[str, object], beside: tuple[str, ...], entity: EntitySpec) -> dict[str, object]:
    """Graph: the message stands in `message`, and what is to become of it beside that."""
    if "comment" in body and "body" in body:
        raise QueryError(
            "comment and body exclude one another",
            entity=entity.name,
            hint="A comment stands above the letter that is answered; a body takes the place of all of it.",
        )
    outside = {wire: value for wire, value in body.items() if wire in beside}
    message = {wire: value for wire, value in body.items() if wire not in beside}
    files = message.get("attachments")
    if isinstance(files, list):
        message["attachments"] = [{"@odata.type": "#microsoft.graph.fileAttachment", **file} for file in files]
    return {**({"message": message} if message or entity.wire == "sendMail" else {}), **outside}


def _require_named(entity: EntitySpec, paths: tuple[PathSpec, ...]) -> None:
    if paths and all(path.signed_in for path in paths):
        raise QueryError(
            "this stands with whoever signed in, which names nobody: it cannot be written to", entity=entity.name
        )


def _headers(entity: EntitySpec, path: str) -> dict[str, str]:
    prefer = preferences(entity, path)
    return {**HEADERS, "Prefer": ", ".join(prefer)} if prefer else dict(HEADERS)


def _content(body: object, entity: EntitySpec, *, files: Iterable[Held] = ()) -> bytes:
    assert isinstance(body, dict)
    content = json_body(body)
    size = len(content) + sum(-(-held.file.size // 3) * 4 for held in files)
    if size > LARGEST:
        raise QueryError(
            f"the request would be {size:,} bytes and Graph takes {LARGEST:,}", entity=entity.name, hint=ROOM
        )
    return content
