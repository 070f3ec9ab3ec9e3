"""Mock Microsoft Graph at work: who may ask, what the address names, and the headers every answer carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Literal
from urllib.parse import unquote

from nlconnect.errors import QueryError
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand, json_answer
from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.scope import Scope
from nlconnect_graph.mock import accounts, content, refusals, signin, uploads, workbooks
from nlconnect_graph.mock.accounts import Accounts, Grant
from nlconnect_graph.mock.actions import Actions
from nlconnect_graph.mock.addresses import Addresses, Target
from nlconnect_graph.mock.batch import answer_batch
from nlconnect_graph.mock.changing import Changes
from nlconnect_graph.mock.content import Downloads
from nlconnect_graph.mock.delta import Delta
from nlconnect_graph.mock.limits import Limits, http_date, too_many
from nlconnect_graph.mock.metadata import csdl
from nlconnect_graph.mock.notices import Notices
from nlconnect_graph.mock.permissions import everything, may_read, may_write, suffices
from nlconnect_graph.mock.reading import Reader
from nlconnect_graph.mock.refusals import FAMILIES, Refused, refusal
from nlconnect_graph.mock.rows.enterprise import DOMAIN, FIRST_DOMAIN, SHAREPOINT, TENANT
from nlconnect_graph.mock.signin import SignIn
from nlconnect_graph.mock.state import USER_PARTS, State, Switches
from nlconnect_graph.mock.uploads import Uploads
from nlconnect_graph.mock.wishes import followed
from nlconnect_graph.mock.writing import Writer

VERSION = "/v1.0"
ODD: Mapping[str, Callable[[Switches], Switches]] = {
    "empty-page": lambda usual: replace(usual, empty_pages=1),
    "repeated-row": lambda usual: replace(usual, repeat_delta=True),
    "unknown-member": lambda usual: replace(usual, unknown_member=True),
    "throttled-parts": lambda usual: replace(usual, throttled_parts=2),
    "challenge": lambda usual: replace(usual, challenge=True),
}
"""What a fault of the kind `odd` can be, as switches."""
_OPERATION = re.compile(r"/teams\('(?P<team>[^']+)'\)/operations\('[^']+'\)", re.IGNORECASE)
LONGEST_URL = 16_000
LONGEST_BODY = 4 * 1_024 * 1_024


class GraphService:
    """One mock tenant. Tests look at and turn `state`, `state.switches`, `accounts` and `limits`."""

    def __init__(self, state: State, addresses: Addresses) -> None:
        self.state = state
        self.addresses = addresses
        self.accounts = Accounts(state.setting.seed, everything(state.catalogue))
        tenants = (TENANT, DOMAIN, FIRST_DOMAIN)
        self.signin = SignIn(self.accounts, state, tenants, interactive=state.setting.interactive)
        self.limits = Limits(state.setting.quota, state.enterprise.user_count)
        self.changes = Changes(state)
        self.downloads = Downloads(state.base_url)
        self.uploads = Uploads(state)
        self.notices = Notices(state, addresses)
        self.changes.told = self.notices.note
        self._requests = Guids(state.setting.seed, "graph", "request")
        self._asked = 0
        self._operations: dict[str, int] = {}

    @property
    def root(self) -> str:
        return f"{self.state.base_url}{VERSION}"

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        if signin.concerns(asked.path):
            return self.signin.answer(asked, now=now)
        if asked.path == content.PATH:
            return self.downloads.answer(asked, now)
        if asked.path.startswith((uploads.PREFIX, uploads.MONITOR)):
            return self.uploads.answer(asked, self._writer(asked, None, now), now)
        if not asked.path.lower().startswith(f"{VERSION}/"):
            return Answer(404)
        if asked.path.lower() == f"{VERSION}/$metadata":
            return Answer(200, csdl(), {"content-type": "application/xml", "odata-version": "4.0"})
        self._asked += 1
        self.state.now = now
        identifier = self._requests[self._asked]
        try:
            answer = self._admitted(asked, now)
        except Refused as refused:
            answer = self._refusal(refused, asked, now)
        if isinstance(answer, Errand):
            then = answer.then
            return replace(answer, then=lambda status: self._told(then, status, asked, identifier, now))
        return self._closed(answer, asked, identifier, now)

    def _told(self, then: Callable[[int], Answer], status: int, asked: Asked, identifier: str, now: float) -> Answer:
        """What becomes of a request once the receiver has answered."""
        try:
            answer = then(status)
        except Refused as refused:
            answer = self._refusal(refused, asked, now)
        return self._closed(answer, asked, identifier, now)

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        if self.area(asked) == "token":
            return self._unsigned(fault, now)
        identifier = self._requests[self._asked]
        if fault.kind == "odd":
            return self._oddly(asked, fault, now)
        if fault.kind == "html" or fault.status in (502, 504):
            return refusals.gateway(fault.status or 200)
        if fault.kind == "token-expired":
            refused = _unauthenticated("Lifetime validation failed, the token is expired.", self._login)
        else:
            refused = self._refused_on_request(asked, fault)
        return self._closed(self._refusal(refused, asked, now), asked, identifier, now)

    def _oddly(self, asked: Asked, fault: Fault, now: float) -> Answer:
        """One answer with a switch turned on: `what=empty-page`, `repeated-row`, `unknown-member` and the like."""
        usual = self.state.switches
        turn = ODD.get(fault.details.get("what", ""))
        self.state.switches = usual if turn is None else turn(usual)
        try:
            answer = self.answer(asked, now)
        finally:
            self.state.switches = usual
        return answer.then(200) if isinstance(answer, Errand) else answer

    def area(self, asked: Asked) -> Literal["token", "api"]:
        return "token" if signin.concerns(asked.path) else "api"

    def scope(self, asked: Asked) -> Scope:
        parts = asked.path.removeprefix(VERSION).strip("/").split("/")
        kinds = {"users": "mailbox", "groups": "group", "teams": "team", "sites": "site", "drives": "drive"}
        if len(parts) > 1 and parts[0].lower() in kinds:
            return Scope(**{kinds[parts[0].lower()]: unquote(parts[1])})
        return Scope()

    def add(self, entity: str, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """A row more, by Python names. Raises QueryError."""
        return self.changes.add(self.state.entity(entity), scope, values, now)

    def change(self, entity: str, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row, by Python names. Raises QueryError, and KeyError where there is no such row."""
        return self.changes.change(self.state.entity(entity), key, scope, values, now)

    def remove(self, entity: str, key: object, scope: Scope, now: float) -> None:
        """A row less. Raises QueryError, and KeyError where there is no such row."""
        self.changes.remove(self.state.entity(entity), key, scope, now)

    def clear(self, entity: str, scope: Scope) -> None:
        """Take every row of an entity away. Raises QueryError."""
        self.changes.clear(self.state.entity(entity), scope)

    def mutate(self, asked: Asked, now: float) -> None:
        """Change the first row of the list that was read, add one, and delete the last."""
        if asked.method != "GET" or not asked.path.lower().startswith(f"{VERSION}/"):
            return
        try:
            target = self._target(asked, None)
            self.changes.mutate(target, now)
        except (Refused, QueryError):
            return

    def info(self) -> Mapping[str, object]:
        from nlconnect_graph.mock.keys import app_certificate

        certificate = app_certificate()
        user = self.state.enterprise.user(1)
        return {
            "base_url": self.root,
            "login_url": f"{self.state.base_url}/{TENANT}",
            "tenant": TENANT,
            "client_id": accounts.CLIENT_ID,
            "client_secret": accounts.CLIENT_SECRET,
            "certificate": certificate.pem,
            "certificate_thumbprint": certificate.thumbprint,
            "redirect_uri": accounts.REDIRECT_URI,
            "public_client_id": accounts.PUBLIC_CLIENT_ID,
            "user": user.principal_name,
            "mailbox": user.principal_name,
            "site": SHAREPOINT,
        }

    def errands(self, now: float) -> Iterator[Errand]:
        return self.notices.due(now)

    @property
    def _login(self) -> str:
        return self.state.base_url

    def _admitted(self, asked: Asked, now: float) -> Answer | Errand:
        """Token first, then the limits, then the question."""
        grant = self._caller(asked, now)
        self.limits.admit(grant.client_id, now)
        return self._answered(asked, grant, now)

    def _caller(self, asked: Asked, now: float) -> Grant:
        scheme, _, token = asked.header("authorization").partition(" ")
        if not token:
            raise _unauthenticated("Access token is empty.", self._login)
        grant = self.accounts.holder(token.strip())
        if scheme.lower() != "bearer" or grant is None:
            raise _unauthenticated("CompactToken parsing failed with error code: 80049217", self._login)
        if not grant.holds(now):
            raise _unauthenticated("Lifetime validation failed, the token is expired.", self._login)
        if self.state.switches.challenge and grant.handles_claims:
            self.state.switches.challenge = False
            self.accounts.access[token.strip()] = replace(grant, seconds=0.0)
            raise _challenged(self._login, now)
        return grant

    def _answered(self, asked: Asked, grant: Grant, now: float) -> Answer | Errand:
        if len(asked.url) > LONGEST_URL:
            return Answer(414)
        if asked.path.lower().rstrip("/") == f"{VERSION}/$batch" and asked.method == "POST":
            return answer_batch(asked, self.state, root=self.root, ask=lambda part: self._part(part, grant, now))
        if asked.method not in ("GET", "HEAD"):
            return self._write(asked, grant, now)
        team = _OPERATION.fullmatch(unquote(self._path(asked, grant)))
        if team is not None:
            return self._operation(team["team"])
        workbook = workbooks.split(self._path(asked, grant))
        if workbook is not None:
            target = self.addresses.target(workbook[0])
            self._allow_read(target, grant)
            _, _, row = self._reader(asked, grant, now).found(target)
            select = asked.parameters.get("$select", "")
            return workbooks.answer_workbook(row, workbook[1], self.state.enterprise, select=select)
        target = self._target(asked, grant)
        self._allow_read(target, grant)
        mailbox = self._mailbox_of(target)
        headers = self.limits.spend(target, asked, grant.client_id, mailbox, now)
        wait = self.state.switches.mailbox_seconds if mailbox is not None else 0.0
        if wait and mailbox is not None:
            self.limits.enter(mailbox, now, wait)
        answer = self._read(asked, target, grant, now)
        return replace(answer.with_headers(headers), wait=answer.wait + wait)

    def _operation(self, team: str) -> Answer:
        """Graph: a new team is under way for a while."""
        seen = self._operations[team] = self._operations.get(team, 0) + 1
        status = "succeeded" if seen > 1 else "inProgress"
        body = {"id": team, "operationType": "createTeam", "status": status, "targetResourceId": team}
        return json_answer(200, body, content_type=refusals.JSON_TYPE)

    def _write(self, asked: Asked, grant: Grant, now: float) -> Answer | Errand:
        writer, path = self._writer(asked, grant, now), self._path(asked, grant)
        filed = self._filed(writer, path, grant)
        if filed is not None:
            return filed
        if len(asked.content) > LONGEST_BODY:
            raise Refused(413, "RequestEntityTooLarge", "The request is too large.")
        if asked.method == "POST":
            self._allow_action(path, grant)
        done = Actions(writer, self.addresses, grant.user).answer(path) if asked.method == "POST" else None
        if done is not None:
            return done
        if path.lower().startswith("/subscriptions"):
            return self._subscription(writer, path, grant)
        target = self.addresses.target(path)
        self.allow_write(target.entity, grant)
        match asked.method, target.part:
            case "POST" | "PUT" | "DELETE", "$ref":
                return writer.refer(target)
            case "POST", "" if target.route.kind in ("list", "creation"):
                return writer.create(target)
            case "PATCH", "" | "fields" if target.route.kind == "item":
                return writer.update(target)
            case "DELETE", "" if target.route.kind == "item":
                return writer.delete(target)
        raise refusal(target.entity.module, "method", "Specified HTTP method is not allowed for the request target.")

    def _allow_action(self, path: str, grant: Grant) -> None:
        """Raises Refused where the path names an action of the catalogue that the token does not go so far as."""
        try:
            entity = self.addresses.target(path).entity
        except Refused:
            return
        if entity.kind == "action":
            self.allow_write(entity, grant)

    def _filed(self, writer: Writer, path: str, grant: Grant) -> Answer | None:
        """What comes of a write at a file's address."""
        if uploads.is_about_files(path):
            self.allow_write(self.state.entity("files.DriveItems"), grant)
        return self.uploads.asked(path, writer)

    def _subscription(self, writer: Writer, path: str, grant: Grant) -> Answer | Errand:
        """Made once the receiver has proved itself; renewed, and taken away, as other rows are."""
        if path.lower().endswith("/reauthorize"):
            writer.reader.found(self.addresses.target(path.rpartition("/")[0]))
            return Answer(204)
        target = self.addresses.target(path)
        match writer.asked.method:
            case "POST":
                return self.notices.create(writer, grant.user, lambda row: writer.shown(target, row, status=201))
            case "PATCH":
                view, number, row = writer.reader.found(target)
                values = self.notices.renewed(row, writer.body(target.entity), writer.now)
                after = self.changes.update(view.home, view.scope, number, values, writer.now)
                return writer.shown(target, after, status=200)
        return writer.delete(target)

    def _writer(self, asked: Asked, grant: Grant | None, now: float) -> Writer:
        by_app = grant is not None and grant.user is None
        return Writer(asked, self.state, self.changes, self._reader(asked, grant, now), now, by_app)

    def _reader(self, asked: Asked, grant: Grant | None, now: float, *, own: bool = False) -> Reader:
        return Reader(
            asked,
            self.state,
            lambda entity: frozenset() if own or grant is None else self._hidden(entity, grant),
            self.root,
            download=lambda row: self.downloads.address(row, now),
            now=now,
        )

    def _part(self, asked: Asked, grant: Grant, now: float) -> Answer:
        """One request of a batch; what goes wrong in it is its own affair."""
        try:
            answer = self._answered(asked, grant, now)
            return answer.then(200) if isinstance(answer, Errand) else answer
        except Refused as refused:
            return self._refusal(refused, asked, now)

    def _read(self, asked: Asked, target: Target, grant: Grant, now: float) -> Answer:
        reader = self._reader(asked, grant, now, own=is_own(target, grant))
        if target.route.kind == "delta":
            return Delta(reader, now).page(target)
        if target.part in ("content", "$value"):
            return self._bytes(reader, target, now)
        if target.part == "$count":
            return reader.count(target)
        if target.route.kind == "list" and not target.part:
            return reader.listing(target)
        if target.route.kind == "item" and not target.part:
            return reader.one(target)
        raise refusal(target.entity.module, "bad", "The request is not supported.")

    def _bytes(self, reader: Reader, target: Target, now: float) -> Answer:
        """Graph: files are elsewhere, behind an address that needs no token; all else is here."""
        _, _, row = reader.found(target)
        if target.part == "$value":
            return content.value_of(reader.asked, row, target.entity.module)
        if target.entity.module == "onenote":
            return content.page_of(row)
        if row["file"] is None:
            raise refusal("files", "bad", "The item has no content.")
        return Answer(302, b"", {"location": self.downloads.address(row, now)})

    def _target(self, asked: Asked, grant: Grant | None) -> Target:
        return self.addresses.target(self._path(asked, grant))

    def _path(self, asked: Asked, grant: Grant | None) -> str:
        """The path below the version; `/me` is whoever signed in."""
        path = asked.path[len(VERSION) :].rstrip("/")
        if path.lower() == "/me" or path.lower().startswith("/me/"):
            if grant is not None and grant.user is None:
                raise Refused(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
            me = grant.user if grant is not None and grant.user else self.state.enterprise.user(1).id
            path = f"/users/{me}{path[3:]}"
        return path

    def _mailbox_of(self, target: Target) -> str | None:
        if FAMILIES.get(target.entity.module) != "outlook":
            return None
        return next((value.lower() for name, value in target.parents.items() if name in USER_PARTS), None)

    def _allow_read(self, target: Target, grant: Grant) -> None:
        entity = target.entity
        if entity.module == "onenote" and grant.user is None:
            raise Refused(401, "40001", "The request does not contain a valid authentication token.")
        if not may_read(grant.granted, entity) and not (is_own(target, grant) and suffices(grant.granted, _OWN)):
            raise refusal(entity.module, "denied")

    def allow_write(self, entity: EntitySpec, grant: Grant) -> None:
        """Raises Refused where the token does not go so far."""
        if not may_write(grant.granted, entity):
            raise refusal(entity.module, "denied")

    def _hidden(self, entity: EntitySpec, grant: Grant) -> frozenset[str]:
        """Fields that the token may not see. Graph: basic permissions leave out bodies."""
        hidden = set[str]()
        for spec in entity.fields:
            if spec.permissions and not suffices(grant.granted, spec.permissions, module=entity.module):
                hidden.add(spec.wire)
        if entity.module == "mail" and not suffices(grant.granted, ("Mail.Read",)):
            hidden |= {"body", "bodyPreview", "uniqueBody", "attachments"}
        if entity.module == "calendar" and not suffices(grant.granted, ("Calendars.Read",)):
            hidden |= {"body", "bodyPreview", "attachments"}
        return frozenset(hidden)

    def _closed(self, answer: Answer, asked: Asked, identifier: str, now: float) -> Answer:
        """Graph: every answer carries its ids, and says which wishes it followed."""
        headers = {
            "request-id": identifier,
            "client-request-id": asked.header("client-request-id") or identifier,
            "date": http_date(now),
            "odata-version": "4.0",
            "x-ms-ags-diagnostic": '{"ServerInfo":{"DataCenter":"West Europe","Slice":"E","Ring":"5"}}',
        }
        applied = followed(asked.header("prefer"))
        if applied and answer.status < 400:
            headers["preference-applied"] = applied
        return replace(answer, headers={**headers, **answer.headers})

    def _refusal(self, refused: Refused, asked: Asked, now: float) -> Answer:
        identifier = self._requests[self._asked]
        client = asked.header("client-request-id") or identifier
        return refusals.json_error(refused, now=now, request_id=identifier, client_request_id=client)

    def _refused_on_request(self, asked: Asked, fault: Fault) -> Refused:
        """A status as a test wants it, in the words of the service that was asked."""
        status, details = fault.status or 500, fault.details
        try:
            module = self._target(asked, None).entity.module
        except Refused:
            module = "directory"
        headers: dict[str, str] = {}
        code, message = _WORDS.get(status, ("UnknownError", "An error has occurred."))
        match status:
            case 429:
                wait = details.get("retry_after", "10")
                refused = too_many(module, float(wait) if wait != "none" else 0.0)
                code, message, headers = refused.code, refused.message, dict(refused.headers)
            case 401:
                refused = _unauthenticated("Lifetime validation failed, the token is expired.", self._login)
                code, message, headers = refused.code, refused.message, dict(refused.headers)
            case 403:
                refused = refusal(module, "denied")
                code, message = refused.code, refused.message
            case 404:
                refused = refusal(module, "missing")
                code, message = refused.code, refused.message
            case 503:
                headers = {"retry-after": details.get("retry_after", "10")}
        if details.get("retry_after") == "none":
            headers.pop("retry-after", None)
        return Refused(status, details.get("code", code), details.get("message", message), headers)

    def _unsigned(self, fault: Fault, now: float) -> Answer:
        words = {
            "refresh-used": signin.Unsigned("invalid_grant", 50173, "The provided grant has expired."),
            "refresh-expired": signin.Unsigned("invalid_grant", 700082, "The refresh token has expired."),
            "refresh-early": signin.Unsigned("temporarily_unavailable", 90055, "There are too many requests."),
        }
        if fault.kind == "html" or fault.status in (502, 504):
            return refusals.gateway(fault.status or 200)
        text = fault.details.get("message", "The service is temporarily unavailable.")
        unsigned = words.get(fault.kind) or signin.Unsigned(
            fault.details.get("error", "temporarily_unavailable"),
            int(fault.details.get("code", "90033")),
            text,
            status=fault.status or 500,
        )
        return signin.refused(unsigned, now)


_OWN = ("User.Read",)


def is_own(target: Target, grant: Grant) -> bool:
    """Graph: what people may read of themselves is more than what they may read of others."""
    return grant.user is not None and grant.user in (target.parameters.get("id"), target.parameters.get("user"))


_WORDS = {
    400: ("BadRequest", "The request is invalid."),
    409: ("Conflict", "Conflicting change."),
    410: ("resyncRequired", "Resync required."),
    412: ("PreconditionFailed", "The precondition failed."),
    500: ("InternalServerError", "An error has occurred."),
    501: ("NotImplemented", "Not implemented."),
    503: ("serviceNotAvailable", "The service is not available."),
}


def _unauthenticated(message: str, login: str) -> Refused:
    return Refused(401, "InvalidAuthenticationToken", message, {"www-authenticate": refusals.challenge(login=login)})


def _challenged(login: str, now: float) -> Refused:
    claims = refusals.access_claims(now)
    return Refused(
        401,
        "InvalidAuthenticationToken",
        "Continuous access evaluation resulted in challenge with result: InteractionRequired "
        "and code: TokenIssuedBeforeRevocationTimestamp",
        {"www-authenticate": refusals.challenge(login=login, claims=claims)},
    )
