"""Writes: rows made, changed and deleted by their addresses, and references between directory objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from nlconnect.mock.messages import Answer, Asked, json_answer
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.changing import Changes
from nlconnect_graph.mock.expressions import moment
from nlconnect_graph.mock.question import Question
from nlconnect_graph.mock.reading import Reader
from nlconnect_graph.mock.refusals import JSON_TYPE, Refused, refusal
from nlconnect_graph.mock.state import State
from nlconnect_graph.mock.views import View, parents_of, view_of

QUIET = frozenset({"directory", "planner"})
"""Services that answer a change with nothing."""
ALONG: Mapping[str, tuple[str, str]] = {
    "mail.Messages": ("attachments", "mail.Attachments"),
    "teams.Chats": ("members", "teams.ChatMembers"),
    "teams.Teams": ("members", "teams.TeamMembers"),
}
"""What may come along with a new record, and what it is."""
_SECRET = frozenset({"passwordProfile"})
_OF_THE_CLOUD = frozenset({"usageLocation", "passwordProfile", "passwordPolicies", "preferredDataLocation"})
"""What is written here of users who come from elsewhere; there are more."""


@dataclass(frozen=True)
class Writer:
    """Writes for one caller."""

    asked: Asked
    state: State
    changes: Changes
    reader: Reader
    now: float
    by_app: bool = False
    """Nobody signed in."""

    def create(self, target: Target) -> Answer:
        """A row more below the address. Raises Refused."""
        entity = target.entity
        if "POST" not in (entity.collection_methods or entity.methods):
            raise refusal(entity.module, "method", "The method is not allowed for the request target.")
        body = self.body(entity)
        if entity.name.endswith("Members") and entity.module == "teams":
            body |= self._member(entity, body)
        missing = [spec.wire for spec in entity.fields if spec.required and body.get(spec.wire) is None]
        if missing:
            raise refusal(entity.module, "bad", f"A value is required for property '{missing[0]}'.")
        parents = parents_of(target, self.state)
        known = self._made_before(entity, body, parents)
        if known is not None:
            return self.shown(target, known, status=201)
        self._check_unique(entity, body)
        stored = self._stored(entity, body)
        if entity.qualified_name == "mail.Messages":
            folder = self.state.named(self.state.entity("mail.MailFolders"), "drafts", parents)
            usual = {} if folder is None or "#mail_folder" in parents else {"parentFolderId": folder["id"]}
            stored = {"isDraft": True, **usual, **stored}
        along = self._along(entity, stored)
        row = self.changes.insert(entity, parents, stored, self.now)
        self._bind(entity, row, body)
        for beside, values in along:
            owner = "#message" if entity.name == "Messages" else f"#{entity.name.lower()[:-1]}"
            self.changes.insert(beside, {**parents, owner: row["id"]}, values, self.now)
        if entity.qualified_name == "teams.Teams":
            operation = f"/teams('{row['id']}')/operations('{row['id']}')"
            return Answer(202, b"", {"location": operation, "content-location": f"/teams('{row['id']}')"})
        return self.shown(target, row, status=201)

    def update(self, target: Target) -> Answer:
        """Other values in a row. Raises Refused."""
        entity = target.entity
        view, number, row = self.reader.found(target)
        self.check_tag(view, number, row)
        if entity.module == "calendar":
            entity = view.home  # a room and a list of rooms have the same address
        body = self.body(entity) if target.part != "fields" else {"fields": self.body(None)}
        self._refuse_synchronised(row, body)
        if target.part == "fields":
            fields = row["fields"]
            before = dict(fields) if isinstance(fields, Mapping) else {}
            body = {"fields": {**before, **cast("Mapping[str, object]", body["fields"])}}
        after = self.changes.update(view.home, view.scope, number, self._stored(entity, body), self.now)
        prefer = self.asked.header("prefer").replace(" ", "").lower()
        if (entity.module in QUIET and "return=representation" not in prefer) or "return=minimal" in prefer:
            return Answer(204)
        if target.part == "fields":
            return json_answer(200, cast("dict[str, object]", after["fields"]), content_type=JSON_TYPE)
        return self.shown(target, after, status=200)

    def delete(self, target: Target) -> Answer:
        """A row less. Outlook: a letter goes to the deleted items first."""
        view, number, row = self.reader.found(target)
        self.check_tag(view, number, row)
        if view.home.qualified_name == "mail.Messages":
            bin_ = self.state.named(self.state.entity("mail.MailFolders"), "deleteditems", {"#user": view.scope})
            if bin_ is not None and row["parentFolderId"] != bin_["id"]:
                self.move(view, number, str(bin_["id"]))
                return Answer(204)
        self.changes.delete(view.home, view.scope, number, self.now)
        return Answer(204)

    def move(self, view: View, number: int, folder: str) -> Row:
        """Another folder: the usual id changes, the immutable one stays."""
        before = view.table.row(number)
        lasting = None if before is None else before["#immutable"]
        if before is not None and lasting is None and "immutableid" in self.asked.header("prefer").lower():
            lasting = before["id"]  # a row that was added shows one id as both, so far
        moved = f"AAMkAG{self.state.new_id(view.home).replace('-', '')}AAA="
        values = {"parentFolderId": folder, "id": moved, "#immutable": lasting}
        return self.changes.update(view.home, view.scope, number, values, self.now)

    def refer(self, target: Target) -> Answer:
        """`/$ref`: somebody into a group or out of it, a manager set or taken away."""
        entity, user = target.entity, target.parents.get("user")
        if entity.name == "Managers" and user is not None:
            number = self.state.number_of(self.state.entity("directory.Users"), user, {})
            if number is None:
                raise refusal("directory", "missing")
            self._refuse_synchronised(self.state.user(user), ["manager"])
            manager = None if self.asked.method == "DELETE" else self._referred()
            users = self.state.entity("directory.Users")
            self.changes.update(users, None, number, {"#manager": manager}, self.now)
            return Answer(204)
        column = "#owners" if entity.name == "GroupOwners" else "#members"
        row = self.state.named(self.state.entity("directory.Groups"), target.parents.get("group", ""), {})
        if row is None:
            raise refusal("directory", "missing")
        group = str(row["id"])
        self._refuse_synchronised(row, ["members"])
        if column == "#members" and "DynamicMembership" in _texts(row["groupTypes"]):  # the text is a guess
            raise refusal("directory", "bad", "Members of a dynamic group cannot be added or removed.")
        try:
            if self.asked.method == "DELETE":
                self.changes.leave(group, target.parameters.get("id", ""), now=self.now, column=column)
            else:
                member = self._referred()
                if ("user", member) in (row[column] or ()):  # type: ignore[operator]  # pairs
                    text = "One or more added object references already exist for the following modified properties"
                    raise refusal("directory", "bad", f"{text}: '{column[1:]}'.")
                self.changes.join(group, member, now=self.now, column=column)
        except KeyError:
            raise refusal("directory", "missing") from None
        return Answer(204)

    def body(self, entity: EntitySpec | None) -> dict[str, object]:
        """The JSON object that was sent. Raises Refused on anything else, and on fields nobody knows."""
        module = entity.module if entity is not None else "sites"
        try:
            body = json.loads(self.asked.content or b"{}")
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise refusal(module, "bad", "Unable to read JSON request payload.")
        if entity is not None:
            unknown = [n for n in body if "@" not in n and n not in entity.by_wire and n not in _SECRET]
            if unknown:
                text = f"Invalid property '{unknown[0]}'. One or more property values specified are invalid."
                raise refusal(module, "bad", text)
        return body

    def shown(self, target: Target, row: Row, *, status: int) -> Answer:
        """A row as the answer to a write."""
        view = view_of(target, self.state) if target.route.kind == "item" else self._home(target, row)
        shape = self.reader.shape(view, Question(), cast="")
        number = view.table.position(row["id"])
        body: dict[str, object] = {"@odata.context": f"{self.reader.root}/$metadata#{target.entity.wire}/$entity"}
        body |= self.reader.row(view, number if number is not None else 0, row, shape)
        where = f"{self.reader.root}{self.asked.path.partition('/v1.0')[2]}/{row['id']}"
        headers = {"location": where} if status == 201 else {}
        return json_answer(status, body, content_type=JSON_TYPE).with_headers(headers)

    def _refuse_synchronised(self, row: Row, names: Iterable[str]) -> None:
        """Graph: what comes from a directory on the premises is written there, but for a few fields."""
        is_synchronised = row["onPremisesSyncEnabled"] is True and row["#type"] in ("user", "group")
        if is_synchronised and set(names) - _OF_THE_CLOUD:
            text = "Unable to update the specified properties for on-premises mastered Directory Sync objects."
            raise refusal("directory", "bad", f"{text[:-1]} or objects currently undergoing migration.")

    def check_tag(self, view: View, number: int, row: Row) -> None:
        """Planner: a write without the tag of what was read is refused; elsewhere a stale one is. Raises Refused."""
        given, module = self.asked.header("if-match"), view.home.module
        if not given:
            if module == "planner":
                raise Refused(412, "", "The If-Match header must contain a valid value.")
            return
        current = {self.reader.etag(view, number), str(row["eTag"] or ""), str(row["cTag"] or ""), "*"}
        if given not in current or (module == "planner" and given == "*"):
            code = {"planner": "", "files": "resourceModified", "sites": "resourceModified"}.get(
                module, "ErrorIrresolvableConflict"
            )
            raise Refused(412, code, "The resource has changed since it was read.")

    def _home(self, target: Target, row: Row) -> View:
        home = self.state.home(target.entity)
        scope = self.state.scope(home, parents_of(target, self.state))
        return View(target.entity, home, scope, self.state.table(home, scope))

    def _stored(self, entity: EntitySpec, body: Mapping[str, object]) -> dict[str, object]:
        stored: dict[str, object] = {}
        for name, value in body.items():
            spec = entity.by_wire.get(name)
            if "@odata.bind" in name or name in _SECRET:
                continue
            if spec is not None and spec.read_only and spec.wire != "fields":
                raise refusal(entity.module, "bad", f"Property '{name}' is read-only and cannot be set.")
            if spec is not None and spec.type == "datetime" and isinstance(value, str):
                stored[name] = self._moment(entity, name, value)
            else:
                stored[name] = value
        where = body.get("parentReference")
        if entity.qualified_name == "files.DriveItems" and isinstance(where, Mapping) and "id" in where:
            stored["#folder"] = where["id"]
        return stored

    def _moment(self, entity: EntitySpec, name: str, value: str) -> object:
        try:
            return moment(value)
        except ValueError:
            raise refusal(entity.module, "bad", f"Cannot convert the value of '{name}' to a date.") from None

    def _check_unique(self, entity: EntitySpec, body: Mapping[str, object]) -> None:
        if entity.qualified_name != "directory.Users":
            return
        if self.state.find_user(str(body["userPrincipalName"])) is not None:
            text = "Another object with the same value for property userPrincipalName already exists."
            raise refusal("directory", "bad", text)

    def _made_before(self, entity: EntitySpec, body: Mapping[str, object], parents: Mapping[str, object]) -> Row | None:
        """Graph: an event with a transaction id that was seen before is not made again."""
        key = body.get("transactionId")
        if entity.qualified_name != "calendar.Events" or key is None:
            return None
        table = self.state.table(entity, self.state.scope(entity, parents))
        rows = (table.row(number) for number in table.numbers(after=-1))
        return next((row for row in rows if row is not None and row["transactionId"] == key), None)

    def _bind(self, entity: EntitySpec, row: Row, body: Mapping[str, object]) -> None:
        for name in ("members", "owners"):
            wanted = body.get(f"{name}@odata.bind")
            if entity.qualified_name == "directory.Groups" and isinstance(wanted, list):
                if len(wanted) > 20:
                    raise refusal("directory", "bad", "At most 20 references can be added in one request.")
                for address in wanted:
                    member = str(address).rpartition("/")[2]
                    self.changes.join(str(row["id"]), member, now=self.now, column=f"#{name}")

    def _along(self, entity: EntitySpec, stored: dict[str, object]) -> list[tuple[EntitySpec, Mapping[str, object]]]:
        """What comes along with a new record, which keeps none of it: attachments of a letter, members of a chat."""
        name, beside = ALONG.get(entity.qualified_name, ("", ""))
        given = stored.pop(name, None) if name else None
        target = self.state.entity(beside) if beside else entity
        rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list) else []
        if name == "attachments":
            return [(target, row) for row in rows]
        app_only = entity.name == "Teams" and self.by_app
        if app_only and not any("owner" in _texts(row.get("roles")) for row in rows):
            text = "A team owner must be provided when creating a team in application context."
            raise refusal("teams", "bad", text)
        if entity.name == "Chats" and len(rows) < 2:
            raise refusal("teams", "bad", "A chat has at least two members.")  # the text is a guess
        return [
            (target, {**{n: v for n, v in row.items() if "@" not in n}, **self._member(target, row)}) for row in rows
        ]

    def _member(self, entity: EntitySpec, body: Mapping[str, object]) -> dict[str, object]:
        """Graph: somebody comes into a team or a chat by a reference, and stands there by name."""
        found = re.search(r"/users(?:\('([^']+)'\)|/([^/]+))$", unquote(str(body.get("user@odata.bind", ""))))
        if found is None:
            raise refusal(entity.module, "bad", "The property 'user@odata.bind' is missing or no reference to a user.")
        user = self.state.find_user(found[1] or found[2])
        if user is None:
            raise refusal(entity.module, "missing")
        named = {"userId": user["id"], "displayName": user["displayName"], "email": user["mail"]}
        return {**named, "@odata.type": "#microsoft.graph.aadUserConversationMember"}

    def _referred(self) -> str:
        address = self.body(None).get("@odata.id")
        if not isinstance(address, str):
            raise refusal("directory", "bad", "The property '@odata.id' is missing.")
        member = address.rpartition("/")[2]
        if self.state.find_user(member) is None:
            raise refusal("directory", "missing", f"Resource '{member}' does not exist.")
        return str(cast("Row", self.state.find_user(member))["id"])


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
