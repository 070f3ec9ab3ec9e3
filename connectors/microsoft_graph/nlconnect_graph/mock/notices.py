"""Change notifications: subscriptions that prove their address first, live for so long, and are told what changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import quote, urlsplit
from uuid import UUID

from nlconnect.mock.messages import Answer, Errand
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.accounts import CLIENT_ID
from nlconnect_graph.mock.addresses import Addresses, Target
from nlconnect_graph.mock.expressions import moment
from nlconnect_graph.mock.keys import sealed, signing_key
from nlconnect_graph.mock.refusals import Refused
from nlconnect_graph.mock.rendering import Shape, render, wire_moment
from nlconnect_graph.mock.rows.enterprise import TENANT
from nlconnect_graph.mock.state import State, utc
from nlconnect_graph.mock.views import view_of
from nlconnect_graph.mock.writing import Writer

Kind = Literal["created", "updated", "deleted"]

PUBLISHER = "0bf30f3b-4a52-48df-9a82-234910c4a086"
"""Graph: the app by which it sends notifications."""
SHORTEST = timedelta(minutes=45)
LONGEST: Mapping[str, int] = {
    "mail": 10_080,
    "calendar": 10_080,
    "contacts": 10_080,
    "directory": 41_760,
    "files": 42_300,
    "sites": 42_300,
    "teams": 4_320,
    "todo": 4_230,
}
"""Graph: how many minutes a subscription may live, by what it is about."""
RICH_OUTLOOK = 1_440
TRIES = (0.0, 30.0, 300.0, 1_800.0, 7_200.0)
"""Graph: what is not taken is tried again for up to four hours; the steps are a guess."""


@dataclass(frozen=True)
class Notice:
    """One delivery, with when it is due and how often it was tried."""

    url: str
    body: Mapping[str, object]
    due: float
    tries: int = 0


@dataclass
class Notices:
    """The subscriptions of one tenant, and what is on its way to them."""

    state: State
    addresses: Addresses
    waiting: list[Notice] = field(default_factory=list)
    _told_of: int = 0

    def create(self, writer: Writer, user: str | None, finish: Callable[[Row], Answer]) -> Errand:
        """Ask the receiver to prove itself; then the subscription is there. Raises Refused.

        What a mount hears of an errand is its status: the token that has to come back is not looked at, nor is the
        address for lifecycle events.
        """
        body = writer.body(self._entity)
        values = self._checked(body, user, writer.now)
        url = str(body["notificationUrl"])
        token = f"Validation: Testing client application reachability for subscription Request-Id: {len(self.waiting)}"
        address = f"{url}{'&' if '?' in url else '?'}validationToken={quote(token, safe='')}"

        def then(status: int) -> Answer:
            if status != 200:
                raise _invalid(
                    "Subscription validation request failed. Notification endpoint must respond with 200 OK to "
                    "validation request."
                )
            return finish(writer.changes.insert(self._entity, {}, values, writer.now))

        return Errand("POST", address, b"", {"content-type": "text/plain; charset=utf-8"}, then)

    def renewed(self, row: Row, body: Mapping[str, object], now: float) -> Mapping[str, object]:
        """What a PATCH changes. Raises Refused."""
        allowed = {"expirationDateTime", "notificationUrl", "encryptionCertificate", "encryptionCertificateId"}
        beyond = set(body) - allowed
        if beyond:
            raise _invalid(f"{min(beyond)} cannot be changed.")
        if "expirationDateTime" not in body:
            return body
        target = self._target(str(row["resource"]), None)
        return {**body, "expirationDateTime": self._expiry(body, target.entity, now, rich=False)}

    def note(self, kind: Kind, entity: EntitySpec, scope: object, row: Row, now: float) -> None:
        """Queue what subscribers want to know of a change."""
        if entity.qualified_name == "notifications.Subscriptions":
            return
        table = self.state.table(self._entity)
        for number in list(table.numbers()):
            subscription = table.row(number)
            if subscription is None or self._is_over(subscription, now):
                continue
            told = self._told(kind, entity)
            if told in str(subscription["changeType"]).split(",") and self._concerns(subscription, entity, scope, row):
                self.waiting.append(
                    Notice(str(subscription["notificationUrl"]), self._body(subscription, told, row, entity, now), now)
                )

    def lifecycle(self, event: str, now: float) -> None:
        """Tell every receiver of lifecycle events: `reauthorizationRequired`, `subscriptionRemoved` or `missed`."""
        table = self.state.table(self._entity)
        for number in list(table.numbers()):
            row = table.row(number)
            if row is not None and row["lifecycleNotificationUrl"]:
                entry = {**self._entry(row), "lifecycleEvent": event}
                self.waiting.append(Notice(str(row["lifecycleNotificationUrl"]), {"value": [entry]}, now))
                if event == "subscriptionRemoved":
                    table.remove(number)

    def due(self, now: float) -> Iterator[Errand]:
        """What has to be sent by now; what is not taken comes again later."""
        ready = [notice for notice in self.waiting if notice.due <= now]
        self.waiting = [notice for notice in self.waiting if notice.due > now]
        for notice in ready:
            content = json.dumps(notice.body).encode()

            def then(status: int, notice: Notice = notice) -> Answer:
                if not 200 <= status < 300 and notice.tries + 1 < len(TRIES):
                    tries = notice.tries + 1
                    self.waiting.append(replace(notice, due=now + TRIES[tries], tries=tries))
                return Answer(200)

            yield Errand("POST", notice.url, content, {"content-type": "application/json; charset=utf-8"}, then)

    def _checked(self, body: Mapping[str, object], user: str | None, now: float) -> dict[str, object]:
        for name in ("changeType", "notificationUrl", "resource", "expirationDateTime"):
            if not body.get(name):
                raise _invalid(f"{name} is a required property.")
        kinds = [kind.strip() for kind in str(body["changeType"]).split(",")]
        if not set(kinds) <= {"created", "updated", "deleted"}:
            raise _invalid("The change type is unknown.")
        if len(str(body.get("clientState") or "")) > 128:
            raise _invalid("The client state is longer than 128 characters.")
        url = urlsplit(str(body["notificationUrl"]))
        if url.scheme != "https" and url.hostname not in ("localhost", "127.0.0.1"):
            raise _invalid("Notification endpoint must be an https address.")
        target = self._target(str(body["resource"]), user)
        if target.entity.module == "files" and kinds != ["updated"]:
            raise _invalid("Drives tell of updates only.")
        rich = body.get("includeResourceData") is True
        if rich and not (body.get("encryptionCertificate") and body.get("encryptionCertificateId")):
            raise _invalid("A certificate and its id are needed for resource data.")
        if rich and target.entity.module in ("mail", "calendar", "contacts") and "$select" not in str(body["resource"]):
            raise _invalid("The resource needs a $select where resource data is wanted.")
        expiry = self._expiry(body, target.entity, now, rich=rich)
        is_long = target.entity.module == "teams" and expiry - utc(now) > timedelta(hours=1)
        if is_long and not body.get("lifecycleNotificationUrl"):
            raise _invalid("lifecycleNotificationUrl is a required property for such a long time.")
        known = {name: value for name, value in body.items() if "@" not in name}
        known |= {"changeType": ",".join(kinds), "expirationDateTime": expiry, "creatorId": user, "#reader": user}
        return {**known, "latestSupportedTlsVersion": body.get("latestSupportedTlsVersion") or "v1_2"}

    def _expiry(self, body: Mapping[str, object], entity: EntitySpec, now: float, *, rich: bool) -> datetime:
        """Graph: at least 45 minutes, and no longer than the resource allows."""
        try:
            asked = moment(str(body["expirationDateTime"]))
        except ValueError:
            raise _invalid("The expiry is no time.") from None
        outlook = entity.module in ("mail", "calendar", "contacts")
        longest = RICH_OUTLOOK if rich and outlook else LONGEST.get(entity.module, 4_230)
        if asked <= utc(now):
            raise _invalid("Subscription expiration can only be in the future.")
        if asked - utc(now) > timedelta(minutes=longest + 1):
            raise _invalid(f"Subscription expiration can only be {longest} minutes in the future.")
        return max(asked, utc(now) + SHORTEST)

    def _target(self, resource: str, user: str | None) -> Target:
        path = "/" + resource.strip("/").partition("?")[0]
        if path.lower().startswith("/me/"):
            path = f"/users/{user or self.state.enterprise.user(1).id}{path[3:]}"
        try:
            return self.addresses.target(path)
        except Refused:
            raise _invalid(f"The resource '{resource}' is not supported.") from None

    def _told(self, kind: Kind, entity: EntitySpec) -> str:
        """Graph: new users and groups, and whatever happens on a drive, are updates."""
        if entity.module == "files":
            return "updated"
        return "updated" if kind == "created" and entity.module == "directory" else kind

    def _concerns(self, subscription: Row, entity: EntitySpec, scope: object, row: Row) -> bool:
        reader = subscription["#reader"]
        try:
            target = self._target(str(subscription["resource"]), str(reader) if reader else None)
            view = view_of(target, self.state)
        except Refused:
            return False
        same = view.home is entity or view.home.qualified_name == entity.qualified_name
        if entity.module == "files":
            return same and view.scope == scope
        identifier = target.parameters.get("id")
        return same and view.scope == scope and view.holds(row) and identifier in (None, row["id"])

    def _entry(self, subscription: Row) -> dict[str, object]:
        ends = subscription["expirationDateTime"]
        return {
            "subscriptionId": subscription["id"],
            "subscriptionExpirationDateTime": wire_moment(ends) if isinstance(ends, datetime) else ends,
            "clientState": subscription["clientState"],
            "tenantId": TENANT,
        }

    def _body(self, subscription: Row, kind: str, row: Row, entity: EntitySpec, now: float) -> Mapping[str, object]:
        resource = str(subscription["resource"]).strip("/")
        data = {
            "@odata.type": f"#Microsoft.Graph.{str(row['#type'] or 'entity').capitalize()}",
            "@odata.id": f"{resource}/{row['id']}",
            "id": row["id"],
        }
        self._told_of += 1
        number = str(UUID(int=(0x6D << 120) | (4 << 76) | (8 << 60) | self._told_of))
        entry = {**self._entry(subscription), "id": number}
        entry |= {"changeType": kind, "resource": f"{resource}/{row['id']}"}
        if not subscription["includeResourceData"]:
            return {"value": [{**entry, "resourceData": data}]}
        content = json.dumps(render(row, Shape(entity))).encode()
        identifier = str(subscription["encryptionCertificateId"])
        entry["encryptedContent"] = sealed(str(subscription["encryptionCertificate"]), identifier, content)
        return {"value": [{**entry, "resourceData": data}], "validationTokens": [self._proof(now)]}

    def _proof(self, now: float) -> str:
        """By which a receiver knows that it is Graph who tells."""
        claims = {
            "aud": CLIENT_ID,
            "iss": f"{self.state.base_url}/{TENANT}/v2.0",
            "azp": PUBLISHER,
            "iat": int(now),
            "nbf": int(now),
            "exp": int(now) + 3_600,
            "tid": TENANT,
            "ver": "2.0",
        }
        return signing_key().signed(claims)

    def _is_over(self, subscription: Row, now: float) -> bool:
        ends = subscription["expirationDateTime"]
        return isinstance(ends, datetime) and ends <= utc(now)

    @property
    def _entity(self) -> EntitySpec:
        return self.state.entity("notifications.Subscriptions")


def _invalid(message: str) -> Refused:
    return Refused(400, "ValidationError", message)
