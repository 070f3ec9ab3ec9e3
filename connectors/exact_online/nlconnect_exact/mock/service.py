"""Mock Exact Online at work: who may ask, what the address names, and the headers every answer carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Literal

from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand, text_answer
from nlconnect.mock.odata import ODataError
from nlconnect.mock.selection import Selection, page
from nlconnect.mock.tables import Row, Table
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.scope import Scope
from nlconnect_exact.mock import refusals, signin
from nlconnect_exact.mock.addresses import MetadataTarget, Target, Unknown, division_of, endpoint_of, target_of
from nlconnect_exact.mock.functions import Functions
from nlconnect_exact.mock.limits import Limits, http_date, too_many
from nlconnect_exact.mock.metadata import edmx
from nlconnect_exact.mock.papers import PLACE, fetched
from nlconnect_exact.mock.reading import NESTED_ROWS, Reader
from nlconnect_exact.mock.resources import Resource
from nlconnect_exact.mock.signin import SignIn
from nlconnect_exact.mock.state import State, stored
from nlconnect_exact.mock.writing import Writer

LONGEST_URL = 6_000


class ExactService:
    """One mock Exact Online. `state`, `signin` and `limits` are there for tests to look at and to turn."""

    def __init__(self, state: State, *, now: float) -> None:
        self.state = state
        self.signin = SignIn(state.setting.seed, now)
        self.limits = Limits(state.setting.quota)
        self._mutations = 0

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        if asked.path.startswith("/api/oauth2/"):
            return self._sign_in(asked, now)
        if asked.path == PLACE:
            _, _, token = asked.header("authorization").partition(" ")
            known = self.signin.holder(token.strip(), now=now, host=asked.host) is not None
            return fetched(asked, self.state, now, known=known)
        answer = self._admitted(asked, now)
        if isinstance(answer, Errand):
            return answer
        return answer.with_headers({"date": http_date(now), "cache-control": "private"})

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        match fault.kind:
            case "html":
                return refusals.maintenance()
            case "token-expired":
                return refusals.token_expired()
            case "refresh-used":
                return signin.used()
            case "refresh-expired":
                return signin.too_old(now - 86_400, now)
            case "refresh-early":
                return signin.too_early()
        return self._status(asked, fault, now)

    def area(self, asked: Asked) -> Literal["token", "api"]:
        return "token" if asked.path.startswith("/api/oauth2/") else "api"

    def scope(self, asked: Asked) -> Scope:
        division = division_of(asked.path)
        return Scope() if division is None else Scope(division=division)

    def add(self, entity: str, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """A row more, by Python names. Raises QueryError."""
        spec = self.state.resources.entity(entity)
        return self.state.add(spec, values, division=self._division(scope), now=now)

    def change(self, entity: str, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row, by Python names. Raises QueryError, and KeyError where there is no such row."""
        resource, number = self._found(entity, key, scope, now)
        wire = {field.wire: stored(field, value) for field, value in _named(resource.entity, values)}
        return self.state.change(resource, number, wire, division=self._division(scope), now=now)

    def remove(self, entity: str, key: object, scope: Scope, now: float) -> None:
        """A row less. Raises QueryError, and KeyError where there is no such row."""
        resource, number = self._found(entity, key, scope, now)
        self.state.remove(resource, number, division=self._division(scope), now=now)

    def clear(self, entity: str, scope: Scope) -> None:
        """Take every row of an entity away. Raises QueryError."""
        spec = self.state.resources.entity(entity)
        places = (self._division(scope),) if scope else (None, *self.state.divisions)
        for place in places:
            self.state.world.empty(place, self.state.resources.plain(spec).entity)

    def mutate(self, asked: Asked, now: float) -> None:
        """Change the first row of the list that was read, add one, and delete the last."""
        try:
            target = target_of(asked.path, self.state.resources)
        except (Unknown, ODataError):
            return
        if not isinstance(target, Target) or asked.method != "GET" or target.division is None:
            return
        resource = self.state.resources.plain(target.resource.entity)
        table = self.state.table(target.division, resource.entity, now=now)
        if len(table) < 2:
            return
        self._mutations += 1
        first = next(islice(table.numbers(), self._mutations % min(len(table), 500), None))
        last, copy = table.last(), table.row(first)
        if last is None or copy is None:
            return
        fields = {wire: copy[wire] for wire in resource.fields if wire not in resource.key}
        self.state.change(resource, first, {}, division=target.division, now=now)
        self.state.remove(resource, last, division=target.division, now=now)
        self.state.insert(resource, fields, division=target.division, now=now)

    def info(self) -> Mapping[str, object]:
        return {
            "base_url": self.state.base_url,
            "login_url": self.state.base_url,
            "client_id": signin.CLIENT_ID,
            "client_secret": signin.CLIENT_SECRET,
            "redirect_uri": signin.REDIRECT_URI,
            "refresh_token": self.signin.first_refresh,
            "division": self.state.divisions[0],
            "divisions": list(self.state.divisions),
        }

    def errands(self, now: float) -> Iterator[Errand]:
        return self.state.outbox.due(now)

    def _sign_in(self, asked: Asked, now: float) -> Answer:
        if asked.path == "/api/oauth2/auth":
            return self.signin.consent(asked, now=now, interactive=self.state.setting.interactive)
        if asked.path == "/api/oauth2/token":
            return self.signin.token(asked, now=now)
        return Answer(404)

    def _admitted(self, asked: Asked, now: float) -> Answer | Errand:
        """Token first, then the limits, then the question; every error is counted."""
        endpoint, division = endpoint_of(asked.path), division_of(asked.path)
        blocked = self.limits.blocked(endpoint, now)
        if blocked is not None:
            return blocked
        answer: Answer | Errand | None = self._unknown_caller(asked, now)
        if answer is None and division is not None:
            limited = self.limits.refused(division, now)
            if limited is not None:
                return limited
        if answer is None:
            answer = self._answered(asked, now)
        if isinstance(answer, Errand):
            then = answer.then
            return replace(answer, then=lambda status: self._closed(then(status), endpoint, division, now))
        return self._closed(answer, endpoint, division, now)

    def _closed(self, answer: Answer, endpoint: tuple[int | None, str], division: int | None, now: float) -> Answer:
        self.limits.count_error(endpoint, answer.status, now)
        return answer if division is None else answer.with_headers(self.limits.headers(division, now))

    def _unknown_caller(self, asked: Asked, now: float) -> Answer | None:
        scheme, _, token = asked.header("authorization").partition(" ")
        holder = self.signin.holder(token.strip(), now=now, host=asked.host)
        if scheme.lower() != "bearer" or holder is None:
            return refusals.no_token(asked)
        return refusals.token_expired() if holder is False else None

    def _answered(self, asked: Asked, now: float) -> Answer | Errand:
        if len(asked.url) > LONGEST_URL:
            return refusals.error(asked, 400, "The request URL is too long.")
        try:
            target = target_of(asked.path, self.state.resources)
        except Unknown:
            return refusals.not_found(asked)
        except ODataError as wrong:
            return refusals.error(asked, 400, str(wrong))
        if isinstance(target, MetadataTarget):
            return self._described(asked, target)
        if target.division is not None and target.division not in self.state.divisions:
            return refusals.forbidden(asked, refusals.OUTSIDE_SCOPE, reason="NoDivisionAccess")
        if target.resource.entity.permission in self.state.withheld:
            return refusals.forbidden(asked, refusals.SCOPE_VIOLATED, reason="NoDivisionAccess")
        if asked.method not in target.resource.methods:
            return refusals.error(asked, 405, "Method Not Allowed")
        if asked.method == "GET":
            return self._read(asked, target, now)
        return self._write(asked, target, now)

    def _read(self, asked: Asked, target: Target, now: float) -> Answer:
        resource, division = target.resource, target.division
        if not refusals.wants_json(asked) and target.part != "$count":
            return refusals.atom(asked, resource.entity.wire)

        def table(entity: EntitySpec) -> Table:
            return self.state.table(division, entity, now=now)

        resources = self.state.resources
        reader = Reader(
            asked,
            division,
            table=table,
            resource_at=resources.at,
            page_size=self._page_size,
            nested_rows=self.state.setting.page_sizes.get(NESTED_ROWS, NESTED_ROWS),
        )
        if resource.is_function:
            return Functions(reader, resources, table, frozenset(self.state.hidden)).answer(resource)
        if target.part == "$count":
            return reader.count(resource)
        if target.part and target.key is not None:
            return reader.members(resource, target.key, target.part)
        return reader.listing(resource) if target.key is None else reader.one(resource, target.key)

    def _write(self, asked: Asked, target: Target, now: float) -> Answer | Errand:
        resource, key = target.resource, target.key
        if resource.entity.qualified_name in self.state.hidden:
            return refusals.forbidden(asked, "Forbidden", reason="NoDivisionAccess")
        writer = Writer(asked, target.division, self.state, now)
        if asked.method == "POST":
            return writer.create(resource) if key is None else refusals.error(asked, 405, "Method Not Allowed")
        if key is None:
            return refusals.error(asked, 405, "Method Not Allowed")
        return writer.update(resource, key) if asked.method == "PUT" else writer.delete(resource, key)

    def _described(self, asked: Asked, target: MetadataTarget) -> Answer:
        found = [r for r in self.state.resources.all() if f"{r.path.rpartition('/')[0]}/".lower() == target.path]
        if not found:
            return refusals.not_found(asked)
        return text_answer(200, edmx(found), content_type="application/xml;charset=utf-8")

    def _page_size(self, resource: Resource) -> int | None:
        size = resource.page_size
        return None if size is None else self.state.setting.page_sizes.get(size, size)

    def _status(self, asked: Asked, fault: Fault, now: float) -> Answer:
        status = fault.status or 500
        match status:
            case 429:
                return too_many(fault, now)
            case 503:
                return refusals.unavailable()
            case 401:
                return signin.used() if self.area(asked) == "token" else refusals.no_token(asked)
            case 403:
                reason = fault.details.get("reason", "NoDivisionAccess")
                text = fault.details.get("message", refusals.SCOPE_VIOLATED)
                return refusals.forbidden(asked, text, reason=reason)
        text = fault.details.get("message") or refusals.message("failed", language=self._language(fault))
        return refusals.error(asked, status, text)

    def _language(self, fault: Fault) -> str:
        return fault.details.get("language", self.state.setting.language)

    def _division(self, scope: Scope) -> int:
        return int(scope.get("division", self.state.divisions[0]))

    def _found(self, entity: str, key: object, scope: Scope, now: float) -> tuple[Resource, int]:
        resource = self.state.resources.plain(self.state.resources.entity(entity))
        table = self.state.table(self._division(scope), resource.entity, now=now)
        wanted = Selection(lambda row: row[resource.key[0]] == key, {resource.key[0]: key})
        found = page(table, wanted, limit=1).rows
        if not found:
            raise KeyError(key)
        return resource, found[0][0]


def _named(entity: EntitySpec, values: Mapping[str, object]) -> Iterator[tuple[FieldSpec, object]]:
    return ((entity.field(name), value) for name, value in values.items())
