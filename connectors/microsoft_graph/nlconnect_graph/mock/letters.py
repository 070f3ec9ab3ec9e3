"""What can be done with letters, folders and meetings: sent, answered, passed on, moved, accepted, called off."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.mock.messages import Answer
from nlconnect.mock.tables import Row
from nlconnect_graph.mock.addresses import Addresses, Target
from nlconnect_graph.mock.refusals import Refused, refusal
from nlconnect_graph.mock.state import plain, utc
from nlconnect_graph.mock.views import View
from nlconnect_graph.mock.writing import Writer

RESPONSES = {"accept": "accepted", "tentativelyaccept": "tentativelyAccepted", "decline": "declined"}
_ITS_OWN = ("id", "#immutable")


@dataclass(frozen=True)
class Letters:
    """Mail and meetings of one caller."""

    writer: Writer
    addresses: Addresses

    def send(self, parts: Mapping[str, str]) -> Answer:
        """Graph: accepted, without a body; as MIME the letter comes in base64."""
        writer = self.writer
        owner = writer.state.mailbox(parts["user"])
        if writer.asked.header("content-type").startswith("text/plain"):
            try:
                base64.b64decode(writer.asked.content, validate=True)
            except ValueError:
                raise Refused(
                    400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content."
                ) from None
            return Answer(202)
        body = writer.body(None)
        message = body.get("message")
        if not isinstance(message, dict):
            raise refusal("mail", "bad", "The parameter 'message' is missing.")
        _require_recipients(message.get("toRecipients"))
        if body.get("saveToSentItems") is not False:
            self._file(owner, "sentitems", message)
        self._deliver(owner, message)
        return Answer(202)

    def of_message(self, parts: Mapping[str, str]) -> Answer:
        """What can be done with one letter."""
        target = self.addresses.target(f"/users/{parts['user']}/messages/{parts['id']}")
        view, number, row = self.writer.reader.found(target)
        action = parts["action"].lower()
        if action in ("move", "copy"):
            return self._filed(target, view, number, row, copy=action == "copy")
        if action == "send":
            return self._sent(view, number, row)
        answer = self._answer(row, action.removeprefix("create"))
        if action.startswith("create"):
            drafts = self._folder("drafts", view.scope)
            draft = {**answer, "isDraft": True, "parentFolderId": drafts["id"] if drafts is not None else None}
            made = self.writer.changes.insert(view.home, {"#user": view.scope}, draft, self.writer.now)
            return self.writer.shown(target, made, status=201)
        _require_recipients(answer["toRecipients"])
        self._file(str(view.scope), "sentitems", answer)
        return Answer(202)

    def of_folder(self, parts: Mapping[str, str]) -> Answer:
        """A folder into another one, itself or a copy."""
        target = self.addresses.target(f"/users/{parts['user']}/mailFolders/{parts['id']}")
        view, number, row = self.writer.reader.found(target)
        parent = self._destination(view)
        values = {"parentFolderId": parent["id"]}
        if parts["action"].lower() == "move":
            moved = self.writer.changes.update(view.home, view.scope, number, values, self.writer.now)
            return self.writer.shown(target, moved, status=201)
        copied = {**_without(row, *_ITS_OWN, "#well_known"), **values}
        made = self.writer.changes.insert(view.home, {"#user": view.scope}, copied, self.writer.now)
        return self.writer.shown(target, made, status=201)

    def of_event(self, parts: Mapping[str, str]) -> Answer:
        """Graph: who organises a meeting calls it off, and who was invited answers; the texts are guesses."""
        writer = self.writer
        target = self.addresses.target(f"/users/{parts['user']}/events/{parts['id']}")
        view, number, row = writer.reader.found(target)
        action, body = parts["action"].lower(), writer.body(None)
        organises = row["isOrganizer"] is not False
        if action == "forward":
            _require_recipients(body.get("toRecipients"))
            return Answer(202)
        if action == "cancel":
            if not organises:
                raise refusal("calendar", "method", "Your request can't be completed. You need to be an organizer.")
            writer.changes.update(view.home, view.scope, number, {"isCancelled": True}, writer.now)
            return Answer(202)
        if organises:
            text = "Your request can't be completed. You can't respond to this meeting because you're the organizer."
            raise Refused(400, "ErrorInvalidRequest", text)
        answer = {"response": RESPONSES[action], "time": f"{utc(writer.now).isoformat()[:19]}Z"}
        writer.changes.update(view.home, view.scope, number, {"responseStatus": answer}, writer.now)
        return Answer(202)

    def _filed(self, target: Target, view: View, number: int, row: Row, *, copy: bool) -> Answer:
        folder = str(self._destination(view)["id"])
        if not copy:
            return self.writer.shown(target, self.writer.move(view, number, folder), status=201)
        values = {**_without(row, *_ITS_OWN), "parentFolderId": folder}
        made = self.writer.changes.insert(view.home, {"#user": view.scope}, values, self.writer.now)
        return self.writer.shown(target, made, status=201)

    def _sent(self, view: View, number: int, row: Row) -> Answer:
        """Graph: the copy among the sent items has another id, but for the one that lasts."""
        _require_recipients(row["toRecipients"])
        sent = self._folder("sentitems", view.scope)
        self.writer.move(view, number, str(sent["id"]) if sent is not None else "")
        self.writer.changes.update(view.home, view.scope, number, {"isDraft": False}, self.writer.now)
        return Answer(202)

    def _answer(self, row: Row, action: str) -> dict[str, object]:
        """The letter that answers another one, or passes it on."""
        body = self.writer.body(None)
        given = body.get("message")
        message = given if isinstance(given, dict) else {}
        if body.get("comment") and message.get("body"):
            raise refusal("mail", "bad", "The comment and the body of the message exclude one another.")
        named = body.get("toRecipients")
        if named and message.get("toRecipients"):
            raise refusal("mail", "bad", "The recipients stand in the parameter or in the message, not in both.")
        to = list(named) if isinstance(named, list) else []
        if action != "forward":
            to += [row["from"]]
        if action == "replyall":
            to += [*_listed(row["toRecipients"]), *_listed(row["ccRecipients"])]
        prefix = "FW" if action == "forward" else "RE"
        text = {"contentType": "html", "content": f"{body.get('comment') or ''}<hr>{_text(row)}"}
        more = {name: value for name, value in message.items() if name != "toRecipients" and "@" not in name}
        return {
            "subject": f"{prefix}: {row['subject']}",
            "body": text,
            "conversationId": row["conversationId"],
            **more,
            "toRecipients": [*to, *_listed(message.get("toRecipients"))],
        }

    def _destination(self, view: View) -> Row:
        folder = self._folder(str(self.writer.body(None).get("destinationId")), view.scope)
        if folder is None:
            raise refusal("mail", "missing")
        return folder

    def _folder(self, name: str, owner: object) -> Row | None:
        state = self.writer.state
        return state.named(state.entity("mail.MailFolders"), name, {"#user": owner})

    def _deliver(self, sender: str, message: Mapping[str, object]) -> None:
        """To everybody of the tenant who has a mailbox; what goes to others leaves this world."""
        by = self.writer.state.find_user(sender)
        if by is None:
            return
        whose = {"emailAddress": {"name": by["displayName"], "address": by["mail"]}}
        for address in dict.fromkeys(_addresses(message)):
            user = self.writer.state.find_user(address)
            if user is not None and user["mail"] is not None:
                seen = {name: value for name, value in message.items() if name != "bccRecipients"}
                received = {"from": whose, "sender": whose, "receivedDateTime": utc(self.writer.now), "isRead": False}
                self._file(str(user["id"]), "inbox", {**seen, **received})

    def _file(self, owner: str, folder: str, message: Mapping[str, object]) -> None:
        """A letter and its attachments into a folder of a mailbox."""
        place = self._folder(folder, owner)
        values = {**message, "isDraft": False, "parentFolderId": place["id"] if place is not None else None}
        files = values.pop("attachments", None)
        values = {name: value for name, value in values.items() if "@" not in name}
        entity, parents = self.writer.state.entity, {"#user": owner}
        made = self.writer.changes.insert(entity("mail.Messages"), parents, values, self.writer.now)
        for file in _listed(files):
            if isinstance(file, Mapping):
                within = {**parents, "#message": made["id"]}
                self.writer.changes.insert(entity("mail.Attachments"), within, file, self.writer.now)


def _addresses(message: Mapping[str, object]) -> list[str]:
    rows = [row for name in ("toRecipients", "ccRecipients", "bccRecipients") for row in _listed(message.get(name))]
    inner = [row.get("emailAddress") for row in rows if isinstance(row, Mapping)]
    return [str(one.get("address")) for one in inner if isinstance(one, Mapping)]


def _require_recipients(people: object) -> None:
    if not people:
        raise Refused(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")


def _without(row: Row, *names: str) -> dict[str, object]:
    return {name: value for name, value in plain(row).items() if name not in names}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _text(row: Row) -> str:
    body = row["body"]
    return str(body.get("content", "")) if isinstance(body, Mapping) else ""
