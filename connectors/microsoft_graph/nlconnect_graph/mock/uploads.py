"""Files that come in: whole, or in ranges to an address that needs no token; folders, and copies that take a while."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect.mock.tables import Row, Table
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.refusals import JSON_TYPE, PLAIN_JSON_TYPE, Refused, refusal
from nlconnect_graph.mock.rendering import Shape, render, wire_moment
from nlconnect_graph.mock.state import State, plain, utc
from nlconnect_graph.mock.views import at_path
from nlconnect_graph.mock.writing import Writer

PREFIX = "/_layouts/15/upload/"
MONITOR = "/_layouts/15/monitor/"
STEP = 327_680
"""Graph: every range but the last is a multiple of 320 KiB."""
LARGEST_RANGE = 60 * 1_024 * 1_024
LARGEST_WHOLE = 250 * 1_000 * 1_000
LARGEST_ALONG = 150_000_000
"""Graph: no more goes along with a mail; with which words it says so is a guess."""
GOOD_FOR = 3_600 * 24
_BEHAVIOUR = "@microsoft.graph.conflictBehavior"
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_PLACE = re.compile(
    r"/(?P<where>drives/[^/]+|(?:users|sites|groups)/[^/]+/drive)/"
    r"(?:root:/(?P<path>[^:]+):|items/(?P<parent>[^/:]+):/(?P<below>[^:]+):|items/(?P<id>[^/:]+)|root)"
    r"/(?:microsoft\.graph\.)?(?P<action>content|createUploadSession|children|copy)",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"/users/(?P<user>[^/]+)/(?P<kind>messages|events)/(?P<id>[^/]+)"
    r"/attachments/(?:microsoft\.graph\.)?createUploadSession",
    re.IGNORECASE,
)


def is_about_files(path: str) -> bool:
    return _PLACE.fullmatch(path) is not None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a file goes: a folder and a name, and what is there already."""

    drive: str
    folder: str
    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What a file goes along with, and what was said of the file."""

    owner: str
    kind: str
    id: str
    said: Mapping[str, object]


@dataclass(slots=True)
class Session:
    """An upload under way."""

    spot: Spot | None
    letter: Letter | None
    behaviour: str
    ends: float
    deferred: bool = False
    total: int = 0
    content: bytearray = field(default_factory=bytearray)


@dataclass
class Uploads:
    """Files on their way in, and copies under way."""

    state: State
    _sessions: dict[str, Session] = field(default_factory=dict)
    _copies: dict[str, list[str]] = field(default_factory=dict)

    def asked(self, path: str, writer: Writer) -> Answer | None:
        """The answer to a write at a path below the version; None where it is about no file."""
        letter = _LETTER.fullmatch(path)
        if letter is not None and writer.asked.method == "POST":
            return self._letter_session(letter.groupdict(), writer)
        found = _PLACE.fullmatch(path)
        if found is None:
            return None
        parts = {name: unquote(value) for name, value in found.groupdict().items() if value}
        drive = self._drive(parts["where"])
        match writer.asked.method, parts["action"].lower():
            case "PUT", "content":
                return self._whole(self._spot(drive, parts), writer)
            case "POST", "createuploadsession":
                return self._session(self._spot(drive, parts), writer)
            case "POST", "children":
                return self._folder(drive, parts, writer)
            case "POST", "copy":
                return self._copy(self._spot(drive, parts), writer)
        return None

    def answer(self, asked: Asked, writer: Writer, now: float) -> Answer:
        """A request to an address that was given out. Graph: a token does not belong here, and is refused."""
        if asked.path.startswith(MONITOR):
            return self._monitored(asked.path.removeprefix(MONITOR))
        if asked.header("authorization"):
            return json_answer(401, {"error": {"code": "unauthenticated", "message": "Do not send a token here."}})
        name = asked.path.removeprefix(PREFIX)
        session = self._sessions.get(name)
        if session is None or session.ends < now:
            return _error(404, "itemNotFound", "The upload session was not found.")
        match asked.method:
            case "GET":
                return json_answer(200, self._status(session))
            case "DELETE":
                del self._sessions[name]
                return Answer(204)
            case "POST" if session.deferred and len(session.content) == session.total:
                return self._finished(name, session, writer)
            case "PUT":
                return self._range(name, session, asked, writer)
        return _error(405, "invalidRequest", "The method is not allowed.")

    def _range(self, name: str, session: Session, asked: Asked, writer: Writer) -> Answer:
        found = _RANGE.fullmatch(asked.header("content-range"))
        if found is None:
            return _error(400, "invalidRequest", "The Content-Range header is missing or malformed.")
        first, last, total = (int(part) for part in found.groups())
        size = last - first + 1
        if size != len(asked.content) or last >= total or (session.total and session.total != total):
            return _error(400, "invalidRequest", "The range does not fit the content.")
        if size > LARGEST_RANGE or (last + 1 < total and session.letter is None and size % STEP):
            return _error(400, "invalidRequest", "Ranges are multiples of 327,680 bytes, and below 60 MiB.")
        if first != len(session.content):
            return _error(416, "invalidRange", "The range was uploaded before, or others are missing.")
        session.total = total
        session.content += asked.content
        if len(session.content) < total or session.deferred:
            return json_answer(202 if session.letter is None else 200, self._status(session))
        return self._finished(name, session, writer)

    def _finished(self, name: str, session: Session, writer: Writer) -> Answer:
        if session.letter is not None:
            del self._sessions[name]
            return self._attached(session, session.letter, writer)
        assert session.spot is not None
        spot = self._again(session.spot)
        if spot.number is not None and session.behaviour == "fail":
            return _error(409, "nameAlreadyExists", "The specified item name already exists.")
        del self._sessions[name]
        return self._stored(spot, bytes(session.content), session.behaviour, writer)

    def _status(self, session: Session) -> Mapping[str, object]:
        """Graph: ranges still missing; for attachments a single number, in names of another style."""
        place, ends = len(session.content), wire_moment(utc(session.ends))
        if session.letter is not None:
            return {"ExpirationDateTime": ends, "NextExpectedRanges": [str(place)]}
        missing = [f"{place}-"] if not session.total or place < session.total else []
        return {"expirationDateTime": ends, "nextExpectedRanges": missing}

    def _session(self, spot: Spot, writer: Writer) -> Answer:
        body = writer.body(None) if writer.asked.content else {}
        wanted = body.get("item")
        item = wanted if isinstance(wanted, dict) else {}
        if spot.number is not None:
            self._check(spot, writer)
        session = Session(
            spot,
            None,
            str(item.get(_BEHAVIOUR, "replace")),
            writer.now + GOOD_FOR,
            deferred=body.get("deferCommit") is True,
        )
        address = self._address(session)
        shown = {"uploadUrl": address, **self._status(session)}
        return json_answer(200, shown, content_type=JSON_TYPE)

    def _letter_session(self, parts: Mapping[str, str], writer: Writer) -> Answer:
        wanted = writer.body(None).get("AttachmentItem")
        item = wanted if isinstance(wanted, dict) else {}
        if not item.get("name") or not item.get("size") or item.get("attachmentType") != "file":
            raise refusal("mail", "bad", "The attachment needs a type, a name and a size.")
        if int(item["size"]) > LARGEST_ALONG:
            raise Refused(413, "ErrorAttachmentSizeLimitExceeded", "The attachment is too large.")
        owner, kind, name = self.state.mailbox(unquote(parts["user"])), parts["kind"].lower(), unquote(parts["id"])
        home = self.state.entity("mail.Messages" if kind == "messages" else "calendar.Events")
        if self.state.number_of(home, name, {"#user": owner}) is None:
            raise refusal("mail", "missing")
        session = Session(None, Letter(owner, kind, name, item), "rename", writer.now + GOOD_FOR)
        session.total = int(item["size"])
        shown = {"uploadUrl": self._address(session), "expirationDateTime": wire_moment(utc(session.ends))}
        return json_answer(201, {**shown, "nextExpectedRanges": ["0-"]}, content_type=JSON_TYPE)

    def _attached(self, session: Session, letter: Letter, writer: Writer) -> Answer:
        values: dict[str, object] = {
            "@odata.type": "#microsoft.graph.fileAttachment",
            "#content": bytes(session.content),
            "name": letter.said["name"],
            "size": len(session.content),
            "contentType": letter.said.get("contentType", "application/octet-stream"),
            "isInline": letter.said.get("isInline", False),
            "contentId": letter.said.get("contentId"),
            "contentBytes": base64.b64encode(bytes(session.content)).decode(),
        }
        entity = self.state.entity("mail.Attachments")
        above = {"#user": letter.owner, f"#{letter.kind.removesuffix('s')}": letter.id}
        row = writer.changes.insert(entity, above, values, writer.now)
        where = f"{writer.reader.root}/users/{letter.owner}/{letter.kind}/{letter.id}/attachments/{row['id']}"
        return Answer(201, b"", {"location": where})

    def _address(self, session: Session) -> str:
        secret = hashlib.blake2b(f"{self.state.setting.seed} upload {len(self._sessions)}".encode()).hexdigest()[:48]
        self._sessions[secret] = session
        return f"{self.state.base_url}{PREFIX}{secret}"

    def _whole(self, spot: Spot, writer: Writer) -> Answer:
        if len(writer.asked.content) > LARGEST_WHOLE:
            raise Refused(413, "requestTooLarge", "The file is too large for one request.")
        if spot.number is not None:
            self._check(spot, writer)
        behaviour = writer.asked.parameters.get(_BEHAVIOUR, "replace")
        if spot.number is not None and behaviour == "fail":
            raise Refused(409, "nameAlreadyExists", "The specified item name already exists.")
        return self._stored(spot, writer.asked.content, behaviour, writer)

    def _stored(self, spot: Spot, content: bytes, behaviour: str, writer: Writer) -> Answer:
        """Graph: 201 for a new file, 200 for one that was replaced."""
        stamp = self.state.stamp(spot.drive)
        values: dict[str, object] = {
            "#content": content,
            "size": len(content),
            "eTag": f'"{{{stamp:016X}}},2"',
            "cTag": f'"c:{{{stamp:016X}}},2"',
        }
        entity = self._items
        if spot.number is not None and behaviour != "rename":
            row = writer.changes.update(entity, spot.drive, spot.number, values, writer.now)
            return self._shown(row, 200)
        name = spot.name if spot.number is None else self._other_name(spot)
        values |= {"file": {"mimeType": "application/octet-stream", "hashes": {}}, "name": name}
        return self._shown(self._inserted(spot, values, writer), 201)

    def _inserted(self, spot: Spot, values: Mapping[str, object], writer: Writer) -> Row:
        parent = {"driveType": "business", "driveId": spot.drive, "id": spot.folder}
        whole = {"#folder": spot.folder, "parentReference": parent, **values}
        return writer.changes.insert(self._items, {"#drive": spot.drive}, whole, writer.now)

    def _folder(self, drive: str, parts: Mapping[str, str], writer: Writer) -> Answer:
        body = writer.body(None)
        name = str(body.get("name", ""))
        if not name or "folder" not in body:
            raise refusal("files", "bad", "A folder needs a name and the facet that makes it one.")
        where = self._spot(drive, parts)
        folder = where.folder if where.number is None else str(self._row(drive, where.number)["id"])
        behaviour = str(body.get(_BEHAVIOUR, "fail"))
        number = _named(self._table(drive), folder, name)
        spot = Spot(drive, folder, name, number)
        if number is not None and behaviour == "fail":
            raise Refused(409, "nameAlreadyExists", "The specified item name already exists.")
        if number is not None and behaviour == "rename":
            name = self._other_name(spot)
        stamp = self.state.stamp(drive)
        values = {"name": name, "folder": {"childCount": 0}, "size": 0, "eTag": f'"{{{stamp:016X}}},1"'}
        return self._shown(self._inserted(spot, values, writer), 201)

    def _copy(self, spot: Spot, writer: Writer) -> Answer:
        """Graph: accepted, with an address to look at, without a token."""
        if spot.number is None:
            raise refusal("files", "missing")
        row, body = plain(self._row(spot.drive, spot.number)), writer.body(None)
        name = str(body.get("name") or f"{row['name']} (kopie)")
        target = body.get("parentReference")
        folder = str(target.get("id", spot.folder)) if isinstance(target, dict) else spot.folder
        values = {n: v for n, v in row.items() if n not in ("id", "#folder", "parentReference")} | {"name": name}
        copy = self._inserted(Spot(spot.drive, folder, name, None), values, writer)
        number = str(len(self._copies) + 1)
        self._copies[number] = ["notStarted", "inProgress", str(copy["id"])]
        return Answer(202, b"", {"location": f"{self.state.base_url}{MONITOR}{number}"})

    def _monitored(self, number: str) -> Answer:
        steps = self._copies.get(number)
        if steps is None:
            return _error(404, "itemNotFound", "The operation was not found.")
        if len(steps) > 1:
            done = 100 - 40 * (len(steps) - 1)
            body = {"operation": "ItemCopy", "percentageComplete": float(done), "status": steps.pop(0)}
            return json_answer(202, body)
        done_body = {"percentageComplete": 100.0, "resourceId": steps[0], "status": "completed"}
        return json_answer(200, done_body)

    def _drive(self, where: str) -> str:
        kind, _, name = where.partition("/")
        if kind.lower() == "drives":
            return self.state.parent("drive", name, {}, module="files")
        part = {"users": "user", "sites": "site", "groups": "group"}[kind.lower()]
        identifier = self.state.parent(part, name.removesuffix("/drive"), {}, module="files")
        table = self.state.table(self.state.entity("files.Drives"))
        for number in table.find(f"#{part}", identifier) or ():
            row = table.row(number)
            if row is not None:
                return str(row["id"])
        raise refusal("files", "missing")

    def _spot(self, drive: str, parts: Mapping[str, str]) -> Spot:
        table = self._table(drive)
        if "path" in parts or "below" in parts:
            path = parts.get("path") or parts["below"]
            above, _, name = path.rpartition("/")
            number = at_path(table, above) if "path" in parts else self._number(drive, parts["parent"])
            folder = None if number is None else table.row(number)
            if folder is None:
                raise refusal("files", "missing")
            return Spot(drive, str(folder["id"]), name, _named(table, str(folder["id"]), name))
        number = self._number(drive, parts.get("id", "root"))
        row = None if number is None else table.row(number)
        if number is None or row is None:
            raise refusal("files", "missing")
        return Spot(drive, str(row["#folder"]), str(row["name"]), number)

    def _again(self, spot: Spot) -> Spot:
        return Spot(spot.drive, spot.folder, spot.name, _named(self._table(spot.drive), spot.folder, spot.name))

    def _check(self, spot: Spot, writer: Writer) -> None:
        """A tag that is stale guards what is there. Raises Refused."""
        given = writer.asked.header("if-match")
        row = self._row(spot.drive, spot.number or 0)
        if given and given not in ("*", row["eTag"], row["cTag"]):
            raise Refused(412, "resourceModified", "The resource has changed since it was read.")

    def _other_name(self, spot: Spot) -> str:
        stem, dot, ending = spot.name.rpartition(".")
        for number in count(1):
            name = f"{stem} {number}.{ending}" if dot else f"{ending} {number}"
            if _named(self._table(spot.drive), spot.folder, name) is None:
                return name
        return spot.name

    def _shown(self, row: Row, status: int) -> Answer:
        body = render(row, Shape(self._items))
        return json_answer(status, body, content_type=JSON_TYPE)

    def _number(self, drive: str, identifier: str) -> int | None:
        return self.state.number_of(self._items, identifier, {"#drive": drive})

    def _row(self, drive: str, number: int) -> Row:
        row = self._table(drive).row(number)
        if row is None:
            raise refusal("files", "missing")
        return row

    def _table(self, drive: str) -> Table:
        return self.state.table(self._items, drive)

    @property
    def _items(self) -> EntitySpec:
        return self.state.entity("files.DriveItems")


def _named(table: Table, folder: str, name: str) -> int | None:
    """The number of the item of that name in a folder; names are the same in any case."""
    for number in table.find("#folder", folder) or ():
        row = table.row(number)
        if row is not None and str(row["name"]).casefold() == name.casefold():
            return number
    return None


def _error(status: int, code: str, message: str) -> Answer:
    return json_answer(status, {"error": {"code": code, "message": message}}, content_type=PLAIN_JSON_TYPE)
