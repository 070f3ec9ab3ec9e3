"""Mock AFAS at work: who may ask, what the address names, and the headers every answer carries."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from email.utils import formatdate
from itertools import count, islice
from typing import Literal
from urllib.parse import unquote

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand, json_answer
from nlconnect.mock.tables import Row
from nlconnect.model.scope import Scope
from nlconnect_afas.mock import oauth, refusals
from nlconnect_afas.mock.documents import NoJson
from nlconnect_afas.mock.files import CONNECTORS, MOST_BYTES, Files
from nlconnect_afas.mock.filters import Wrong
from nlconnect_afas.mock.keeping import Archive
from nlconnect_afas.mock.metainfo import MetaInfo
from nlconnect_afas.mock.reading import LONGEST_QUERY, BadNumber, filter_of_path, page
from nlconnect_afas.mock.refusals import Refusals
from nlconnect_afas.mock.signin import PARTICIPANT, Holder, SignIn
from nlconnect_afas.mock.state import State, named, stored
from nlconnect_afas.mock.webhooks import Webhooks
from nlconnect_afas.mock.writing import Writer

PREFIX = "/profitrestservices/"
BASE = "/ProfitRestServices"
VERSION = "7.7.10"
PACKED_FROM = 1_000
"""Answers are packed from so many bytes on (a guess)."""
JSON_TYPE = "application/json; charset=utf-8"


class AfasService:
    """One mock AFAS environment. `state`, `signin` and `webhooks` are there for tests to look at and to turn."""

    def __init__(self, state: State, *, now: float) -> None:
        self.state = state
        self.signin = SignIn(state.setting.seed, now)
        self.refusals = Refusals(state.setting.language)
        self.archive = Archive(state)
        self.webhooks = Webhooks(state.setting.seed)
        state.watchers.append(self.webhooks.watch)
        self._traces = count(1)
        self._mutations = 0

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        path = asked.path
        if not path.lower().startswith(PREFIX) or len(asked.query) >= LONGEST_QUERY:
            return refusals.not_found()  # AFAS: so does a query string of more than 2,049 characters, `?` included
        segments = [unquote(part) for part in path[len(PREFIX) :].strip("/").split("/")]
        answer = self._sign_in(asked, segments, now)
        if answer is None:
            answer = self._admitted(asked, segments, now)
            answer = answer.with_headers({"x-trace-identifier": self._trace()})
        return _finished(asked, answer, now)

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        match fault.kind:
            case "html":
                return refusals.page_instead()
            case "token-expired":
                return oauth.expired()
            case "refresh-used" | "refresh-expired" | "refresh-early":
                return oauth.refused("invalid_grant")
        return self.refusals.struck(asked, fault)

    def area(self, asked: Asked) -> Literal["token", "api"]:
        name = asked.path.lower().removeprefix(PREFIX)
        return "token" if name.startswith(("oauth/", "otp")) else "api"

    def scope(self, asked: Asked) -> Scope:
        return Scope()

    def add(self, entity: str, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """A row more, by Python names. Raises QueryError."""
        return self.state.add(self.state.view(entity), values, scope=scope, now=now)

    def change(self, entity: str, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row, by Python names. Raises QueryError, and KeyError where there is no such row."""
        view = self.state.view(entity)
        wire = {spec.wire: stored(spec, value) for spec, value in named(view.entity, values)}
        return self.state.change(view, self._number(entity, key), wire, now=now)

    def remove(self, entity: str, key: object, scope: Scope, now: float) -> None:
        """A row less. Raises QueryError, and KeyError where there is no such row."""
        self.state.remove(self.state.view(entity), self._number(entity, key), now=now)

    def clear(self, entity: str, scope: Scope) -> None:
        """Take every row of a view away. Raises QueryError."""
        self.state.clear(self.state.view(entity), scope, now=self.signin.started_at)

    def mutate(self, asked: Asked, now: float) -> None:
        """Change a row of the view that was read, add one, and delete the last."""
        _, _, name = unquote(asked.path).rpartition("/")
        view = self.state.connectors.view(name)
        if view is None or asked.method != "GET":
            return
        table = self.state.shelf(view).table
        if len(table) < 2:
            return
        self._mutations += 1
        first = next(islice(table.numbers(), self._mutations % min(len(table), 500), None))
        last, copy = table.last(), table.row(first)
        if last is None or copy is None:
            return
        fields = {name: copy[name] for name in view.columns if name not in view.order}
        self.state.change(view, first, {}, now=now)
        self.state.remove(view, last, now=now)
        self.state.insert(view, fields, scope=Scope(), now=now)

    def info(self) -> Mapping[str, object]:
        return {
            "base_url": f"{self.state.origin}{BASE}",
            "login_url": f"{self.state.origin}{BASE}",
            **self.signin.info(),
            "administrations": [1, 2, 3],
            "employers": ["1", "2", "3"],
            "get_connectors": sorted(view.id for view in self.state.connectors.views.values()),
        }

    def errands(self, now: float) -> Iterator[Errand]:
        return self.webhooks.due(now)

    def _sign_in(self, asked: Asked, segments: list[str], now: float) -> Answer | None:
        match [part.lower() for part in segments]:
            case ["oauth", "token"]:
                return self.signin.oauth.token(asked, now=now)
            case ["oauth", "authorize"]:
                return self.signin.oauth.authorize(asked, now=now, interactive=self.state.setting.interactive)
            case ["otprequest"] if asked.method == "POST":
                return self.signin.otp_request(asked, self.refusals, now=now)
            case ["otpvalidation"] if asked.method == "POST":
                return self.signin.otp_validation(asked, self.refusals, now=now)
        return None

    def _admitted(self, asked: Asked, segments: list[str], now: float) -> Answer:
        """Address first, then the token, then the question."""
        if len(asked.content) > MOST_BYTES:
            return Answer(413)
        if not self.state.address_allowed:
            return self.refusals.told(asked, "address", status=403)
        if _is_elsewhere(asked.host):
            return self.refusals.told(asked, "no_token", status=401)
        holder = self.signin.holder(asked, now=now)
        match holder:
            case "raw":
                return self.refusals.told(asked, "raw_token")
            case "expired":
                return oauth.expired()
            case "unknown":
                return self.refusals.told(asked, "no_token", status=401)
        try:
            if asked.method in ("POST", "PUT", "DELETE"):
                return self._write(asked, segments, now)
            return self._answered(asked, segments, holder)
        except Wrong as wrong:
            parts = {"field": wrong.field, "period": wrong.field}
            return self.refusals.told(asked, wrong.key, parts=parts)
        except NoJson:
            return refusals.invalid_json()
        except BadNumber:
            return self.refusals.told(asked, "invalid_request", status=400)

    def _answered(self, asked: Asked, segments: list[str], holder: Holder) -> Answer:
        kind, *rest = segments
        match (asked.method, kind.lower(), rest):
            case ("GET", "profitversion", []) if "AppConnectorVersion" not in self.state.withheld:
                return json_answer(200, {"version": VERSION}, content_type=JSON_TYPE)
            case ("GET", "metainfo", []):
                return json_answer(200, MetaInfo(self.state, asked).overview(), content_type=JSON_TYPE)
            case ("GET", "metainfo", [which, name]):
                return self._described(asked, which.lower(), name)
            case ("GET", name, _) if name in CONNECTORS:
                return Files(asked, self.state, self.refusals).answer(name, rest)
            case ("GET", "connectors", [name]):
                return self._read(asked, name, holder)
            case ("GET", "connectors", [name, field, value]):
                return self._read(asked, name, holder, old_filter=(field, value))
        return refusals.not_found()

    def _read(self, asked: Asked, name: str, holder: Holder, *, old_filter: tuple[str, str] | None = None) -> Answer:
        view = self.state.connectors.view(name)
        if view is None:
            return self.refusals.told(asked, "not_authorised", parts={"kind": "GetConnector"})
        if view.id in self.state.withheld:
            return self.refusals.told(asked, "not_authorised", status=401, parts={"kind": "GetConnector"})
        if view.id in self.state.blocked:
            return self.refusals.told(asked, "blocked")
        path_filter = filter_of_path(*old_filter) if old_filter is not None else None
        return page(asked, view, self.state, sees_rows=holder.sees_rows, path_filter=path_filter)

    def _write(self, asked: Asked, segments: list[str], now: float) -> Answer:
        if segments[0].lower() != "connectors" or len(segments) < 2:
            return refusals.not_found()
        entity, rest = self.state.connectors.update(segments[1]), segments[2:]
        if entity is None or asked.method not in entity.methods:
            return self.refusals.told(asked, "not_authorised", parts={"kind": "UpdateConnector"})
        if entity.wire in self.state.withheld:
            return self.refusals.told(asked, "not_authorised", status=401, parts={"kind": "UpdateConnector"})
        writer = Writer(asked, self.state, self.archive, self.refusals, now)
        match asked.method:
            case "POST" if len(rest) < 2:
                return writer.create(entity, rest[0] if rest else None)
            case "PUT" if not rest:
                return writer.update(entity)
            case "DELETE":
                return writer.delete(entity, rest)
        return refusals.not_found()

    def _described(self, asked: Asked, which: str, name: str) -> Answer:
        view, update = self.state.connectors.view(name), self.state.connectors.update(name)
        meta = MetaInfo(self.state, asked)
        if which == "get" and view is not None and view.id not in self.state.withheld:
            return json_answer(200, meta.view(view), content_type=JSON_TYPE)
        if which == "update" and update is not None and update.wire not in self.state.withheld:
            return json_answer(200, meta.update(update), content_type=JSON_TYPE)
        kind = {"get": "GetConnector", "update": "UpdateConnector"}.get(which)
        if kind is None:
            return refusals.not_found()
        return self.refusals.told(asked, "not_authorised", parts={"kind": kind})

    def _number(self, entity: str, key: object) -> int:
        view = self.state.view(entity)
        values = key if isinstance(key, tuple | list) else (key,)
        wanted = dict(key) if isinstance(key, Mapping) else dict(zip(view.order, values, strict=True))
        number = self.state.find(view, {view.entity.field(name).wire: value for name, value in wanted.items()})
        if number is None:
            raise KeyError(key)
        return number

    def _trace(self) -> str:
        """AFAS: its layout is not guaranteed."""
        digest = hashlib.md5(f"trace {next(self._traces)}".encode(), usedforsecurity=False).hexdigest()
        return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}"


def _is_elsewhere(host: str) -> bool:
    """AFAS: a token is of one environment, and the host of another participant or kind knows nothing of it."""
    name, dot, domain = host.partition(".")
    return bool(dot) and domain.endswith("afas.online") and (name, domain) != (PARTICIPANT, "rest.afas.online")


def _finished(asked: Asked, answer: Answer, now: float) -> Answer:
    headers = {
        "date": formatdate(now, usegmt=True),
        "cache-control": "no-store, no-cache",
        "x-content-type-options": "nosniff",
        "x-frame-options": "deny",
        "strict-transport-security": "max-age=31536000",
        "access-control-allow-origin": "*",
    }
    content = answer.content
    if len(content) >= PACKED_FROM and "gzip" in asked.header("accept-encoding").lower():
        headers["content-encoding"] = "gzip"
        content = gzip.compress(content, 1, mtime=0)
    return Answer(answer.status, content, {**headers, **answer.headers}, answer.wait, answer.cut)
