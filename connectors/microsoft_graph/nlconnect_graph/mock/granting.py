"""What a tenant gives: licences to users, links to files, and what is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from nlconnect.mock.messages import Answer, json_answer
from nlconnect.mock.tables import Row
from nlconnect_graph.mock.addresses import Addresses
from nlconnect_graph.mock.pages import Walk
from nlconnect_graph.mock.refusals import JSON_TYPE, Refused, refusal
from nlconnect_graph.mock.rendering import Shape, render
from nlconnect_graph.mock.state import utc
from nlconnect_graph.mock.writing import Writer

LINKS = frozenset({"view", "edit", "embed"})
REACH = frozenset({"anonymous", "organization", "users"})
BAD = "Request_BadRequest"


@dataclass(frozen=True)
class Granting:
    """Grants asked for by one caller."""

    writer: Writer
    addresses: Addresses

    def licences(self, parts: Mapping[str, str]) -> Answer:
        """Graph: the user needs a usage location, and the subscription a unit that is free."""
        state, body = self.writer.state, self.writer.body(None)
        for name in ("addLicenses", "removeLicenses"):
            if not isinstance(body.get(name), list):
                raise refusal("directory", "bad", f"One or more parameters of the operation are missing: '{name}'.")
        users = state.entity("directory.Users")
        user = state.user(parts["user"])
        held = [dict(one) for one in cast("list[dict[str, object]]", user["assignedLicenses"] or [])]
        for sku in cast("list[str]", body["removeLicenses"]):
            if all(one["skuId"] != sku for one in held):
                raise Refused(400, BAD, "User does not have a corresponding license.")
            held = [one for one in held if one["skuId"] != sku]
            self._count(sku, -1)
        for wanted in cast("list[dict[str, object]]", body["addLicenses"]):
            if not user["usageLocation"]:
                raise Refused(400, BAD, "License assignment cannot be done for user with invalid usage location.")
            sku = str(wanted.get("skuId"))
            if all(one["skuId"] != sku for one in held):
                self._count(sku, 1)
            held = [one for one in held if one["skuId"] != sku]
            held.append({"disabledPlans": wanted.get("disabledPlans") or [], "skuId": sku})
        number = state.number_of(users, str(user["id"]), {})
        assert number is not None
        row = self.writer.changes.update(users, None, number, {"assignedLicenses": held}, self.writer.now)
        return self._json(render(row, Shape(users)))

    def sign_out(self, parts: Mapping[str, str]) -> Answer:
        """Every session of a user ends within minutes."""
        state = self.writer.state
        users = state.entity("directory.Users")
        number = state.number_of(users, str(state.user(parts["user"])["id"]), {})
        assert number is not None
        moment = {"signInSessionsValidFromDateTime": utc(self.writer.now)}
        self.writer.changes.update(users, None, number, moment, self.writer.now)
        return self._json({"@odata.context": f"{self.writer.reader.root}/$metadata#Edm.Boolean", "value": True})

    def link(self, parts: Mapping[str, str]) -> Answer:
        """A link to a file: a new one, or the one of that kind that is there."""
        item, body = self._item(parts), self.writer.body(None)
        kind, reach = body.get("type"), body.get("scope", "organization")
        if kind not in LINKS or reach not in REACH:
            raise refusal("files", "bad", "The sharing type or scope is invalid.")
        permissions = self.writer.state.entity("files.DriveItemPermissions")
        scope = self.writer.state.scope(permissions, {"#drive": parts["drive"]})
        for _, row in Walk(self.writer.state.table(permissions, scope)).rows():
            stands = row["link"]
            same = isinstance(stands, Mapping) and (stands.get("type"), stands.get("scope")) == (kind, reach)
            if same and row["#item"] == item["id"]:
                return self._json(render(row, Shape(permissions)))
        address = f"{self.writer.state.base_url}/:b:/s/{self.writer.state.new_id(permissions)[:12]}"
        values = {
            "#item": item["id"],
            "roles": ["read" if kind == "view" else "write"],
            "link": {"type": kind, "scope": reach, "webUrl": address},
            "expirationDateTime": body.get("expirationDateTime"),
        }
        row = self.writer.changes.insert(permissions, {"#drive": parts["drive"]}, values, self.writer.now)
        return self._json(render(row, Shape(permissions)), status=201)

    def invite(self, parts: Mapping[str, str]) -> Answer:
        """Graph: rights for people, who get a mail where that is asked for."""
        item, body = self._item(parts), self.writer.body(None)
        people, roles = body.get("recipients"), body.get("roles")
        if not isinstance(people, list) or not people or not isinstance(roles, list) or not roles:
            raise refusal("files", "bad", "recipients and roles are required.")
        if not body.get("sendInvitation") and not body.get("requireSignIn"):
            raise refusal("files", "bad", "At least one of sendInvitation and requireSignIn must be true.")
        permissions = self.writer.state.entity("files.DriveItemPermissions")
        made = []
        for person in people:
            values = {
                "#item": item["id"],
                "roles": roles,
                "invitation": {"email": person.get("email"), "signInRequired": bool(body.get("requireSignIn"))},
            }
            row = self.writer.changes.insert(permissions, {"#drive": parts["drive"]}, values, self.writer.now)
            made.append(render(row, Shape(permissions)))
        return self._json({"value": made})

    def _item(self, parts: Mapping[str, str]) -> Row:
        return self.writer.reader.found(self.addresses.target(f"/drives/{parts['drive']}/items/{parts['item']}"))[2]

    def _count(self, sku: str, more: int) -> None:
        """One unit more or less in use. Raises Refused where none is free."""
        state = self.writer.state
        skus = state.entity("directory.SubscribedSkus")
        found = next(((number, row) for number, row in Walk(state.table(skus)).rows() if row["skuId"] == sku), None)
        if found is None:
            raise Refused(400, BAD, f"License {sku} does not correspond to a valid company License.")
        number, row = found
        used, units = cast("int", row["consumedUnits"]), cast("Mapping[str, int]", row["prepaidUnits"])
        if more > 0 and used >= units["enabled"]:
            raise Refused(400, BAD, f"Subscription with SKU {sku} does not have any available licenses.")
        self.writer.changes.update(skus, None, number, {"consumedUnits": used + more}, self.writer.now)

    def _json(self, body: Mapping[str, object], *, status: int = 200) -> Answer:
        return json_answer(status, body, content_type=JSON_TYPE)
