"""A mock of a plain REST system over its catalogue: lists, single records and a token, so that only oddities are left.

A system with nothing odd but its paging needs a `PlainService` with two or three methods; see `examples/moneybird`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import ClassVar, Literal
from urllib.parse import unquote

from nlconnect.errors import QueryError
from nlconnect.mock.faults import Fault
from nlconnect.mock.messages import Answer, Asked, Errand, html_answer, json_answer
from nlconnect.mock.quota import Counter, Quota, Window
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import PlainRow, Row
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.scope import Scope
from nlconnect.model.values import coerce

SEEDED = 25
"""Rows of each entity in each company of a seeded mock."""
TOKEN = "mock-token-not-a-secret"
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")

Place = tuple[object, ...]
"""The values of the placeholders in a path, which tell one company from another."""


class PlainService:
    """One mocked system at work. What a system does its own way is a method to replace."""

    scheme: ClassVar[str] = "Bearer"
    quota: ClassVar[Window | None] = None

    def __init__(self, setting: Setting, catalogue: Catalogue, *, base_url: str) -> None:
        self.setting = setting
        self.catalogue = catalogue
        self.base_url = base_url
        self._rows: dict[tuple[str, Place], list[PlainRow]] = {}
        self._keys = 0
        real = Quota(self.quota, None)
        window = Quota.parse(setting.quota, real=real).short
        self._counter = Counter(window) if window is not None else None
        for entity, rows in self.fixed().items():
            for row in rows:
                self.add(entity, Scope(), row, 0.0)
        self._fixed = frozenset(self.catalogue.entity(name).qualified_name for name in self.fixed())
        if setting.seeded:
            self._seed()

    def fixed(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Rows that are always there, by entity and Python names: companies and users."""
        return {}

    def scopes(self) -> Sequence[Scope]:
        """The companies; the first one is where a row goes when nobody says otherwise."""
        return [Scope()]

    def wanted(self, asked: Asked, entity: EntitySpec) -> Callable[[Row], bool]:
        """Which rows a question is about. Raises QueryError for one that the system refuses."""
        return lambda _: True

    def page(self, asked: Asked, rows: Sequence[Row], entity: EntitySpec) -> Answer:
        """A page of these rows, as the system writes it."""
        return json_answer(200, [self.shown(row, entity) for row in rows])

    def refused(self, status: int, details: Mapping[str, str]) -> Answer:
        """The system's way of saying no."""
        return json_answer(status, {"error": details.get("message", "refused")})

    def counted(self, answer: Answer, *, left: int, ends: float) -> Answer:
        """The answer with what the system tells of its limit."""
        return answer

    def shown(self, row: Row, entity: EntitySpec) -> dict[str, object]:
        """A row as JSON: days and moments in ISO 8601, moments in UTC."""
        return {spec.wire: written(row[spec.wire]) for spec in entity.fields}

    def size(self, usual: int) -> int:
        """The page size that counts: the vendor's, or what the setting puts in its place."""
        return self.setting.page_sizes.get(usual, usual)

    def answer(self, asked: Asked, now: float) -> Answer | Errand:
        if asked.header("authorization") != f"{self.scheme} {TOKEN}":
            return self.refused(401, {"message": "unauthorized"})
        found = self._found(asked)
        if found is None:
            return self.refused(404, {"message": "not found"})
        entity, place, key = found
        if self._counter is not None and self._counter.left(place, now) == 0:
            ends = self._counter.window.ends(now)
            refused = self.refused(429, {"retry_after": str(int(ends - now) + 1)})
            return self.counted(refused, left=0, ends=ends)
        answer = self._given(asked, entity, place, key)
        if self._counter is None:
            return answer
        self._counter.spend(place, now)
        return self.counted(answer, left=self._counter.left(place, now), ends=self._counter.window.ends(now))

    def refuse(self, asked: Asked, fault: Fault, now: float) -> Answer:
        if fault.kind == "html":
            return html_answer(200, "Sign in", "<p>Sign in</p>")
        return self.refused(401 if fault.kind == "token-expired" else fault.status or 500, fault.details)

    def area(self, asked: Asked) -> Literal["token", "api"]:
        return "api"

    def scope(self, asked: Asked) -> Scope:
        found = self._found(asked)
        return self._scope_of(found[0], found[1]) if found is not None else Scope()

    def add(self, entity: str, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """A row more, by Python names. Raises QueryError."""
        spec = self.catalogue.entity(entity)
        row = PlainRow({one.wire: coerce(one, value) for one, value in _named(spec, values)})
        for wire in spec.key:
            if row[wire] is None:
                self._keys += 1
                row[wire] = self.new_key(self._keys)
        self._table(spec, self._place(spec, scope)).append(row)
        return row

    def new_key(self, number: int) -> object:
        """A key that no row has."""
        return str(400_000_000_000_000_000 + number)

    def change(self, entity: str, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row, by Python names. Raises QueryError, and KeyError where there is no such row."""
        spec = self.catalogue.entity(entity)
        row = self._with_key(spec, self._place(spec, scope), key)
        row.update({one.wire: coerce(one, value) for one, value in _named(spec, values)})
        return row

    def remove(self, entity: str, key: object, scope: Scope, now: float) -> None:
        """A row less. Raises KeyError where there is no such row."""
        spec = self.catalogue.entity(entity)
        place = self._place(spec, scope)
        self._table(spec, place).remove(self._with_key(spec, place, key))

    def clear(self, entity: str, scope: Scope) -> None:
        """Take every row of an entity away: in that scope, or everywhere where the scope is empty."""
        spec = self.catalogue.entity(entity)
        for name, place in list(self._rows):
            if name == spec.qualified_name and (not scope or place == self._place(spec, scope)):
                self._rows[name, place].clear()

    def mutate(self, asked: Asked, now: float) -> None:
        """Delete the last row of what the request reads, and add one."""
        found = self._found(asked)
        if found is not None and (rows := self._table(found[0], found[1])):
            last = rows.pop()
            rows.append(PlainRow({**last, **{wire: self.new_key(self._keys + 1) for wire in found[0].key}}))
            self._keys += 1

    def info(self) -> Mapping[str, object]:
        return {"base_url": self.base_url, "login_url": self.base_url, "token": TOKEN, **self.scopes()[0]}

    def errands(self, now: float) -> Iterator[Errand]:
        return iter(())

    def _given(self, asked: Asked, entity: EntitySpec, place: Place, key: str | None) -> Answer:
        if asked.method not in entity.methods:
            return self.refused(405, {"message": "method not allowed"})
        if key is not None:
            try:
                return json_answer(200, self.shown(self._with_key(entity, place, key), entity))
            except KeyError:
                return self.refused(404, {"message": "record not found"})
        try:
            wanted = self.wanted(asked, entity)
        except QueryError as error:
            return self.refused(400, {"message": error.message})
        return self.page(asked, [row for row in self._table(entity, place) if wanted(row)], entity)

    def _seed(self) -> None:
        for spec in self.catalogue.entities():
            if spec.qualified_name not in self._fixed and "GET" in spec.methods:
                for scope in self.scopes():
                    for number in range(self.setting.records or SEEDED):
                        values = {
                            one.name: sample(one, number) for one in spec.fields if one.is_plain and not one.is_key
                        }
                        self.add(spec.qualified_name, scope, values, 0.0)

    @cached_property
    def _addresses(self) -> list[tuple[re.Pattern[str], EntitySpec, bool]]:
        found = []
        for spec in self.catalogue.entities():
            found += [(_pattern(path), spec, True) for path in (one.path for one in spec.item_paths)]
            found.append((_pattern(spec.path), spec, False))
        return found

    def _found(self, asked: Asked) -> tuple[EntitySpec, Place, str | None] | None:
        for pattern, spec, is_item in self._addresses:
            match = pattern.fullmatch(unquote(asked.path))
            if match is not None:
                named = match.groupdict()
                key = named.pop("id") if is_item else None
                place = tuple(named.values())
                known = place == () or any(self._place(spec, scope) == place for scope in self.scopes())
                return (spec, place, key) if known else None
        return None

    def _place(self, spec: EntitySpec, scope: Scope) -> Place:
        """The values of the path's placeholders: of the scope, or of the first company."""
        known = {**self.scopes()[0], **scope}
        return tuple(str(known[name]) for name in _placeholders(spec.path) if name in known)

    def _scope_of(self, spec: EntitySpec, place: Place) -> Scope:
        return next((scope for scope in self.scopes() if place and self._place(spec, scope) == place), Scope())

    def _table(self, spec: EntitySpec, place: Place) -> list[PlainRow]:
        return self._rows.setdefault((spec.qualified_name, place), [])

    def _with_key(self, spec: EntitySpec, place: Place, key: object) -> PlainRow:
        for row in self._table(spec, place):
            if str(row[spec.key[0]]) == str(key):
                return row
        raise KeyError(key)


@dataclass(frozen=True)
class PlainMock:
    """The value an entry point of the group `nlconnect.mocks` names, for a system with a `PlainService`."""

    name: str
    title: str
    package: str
    service: type[PlainService] = field(default=PlainService)

    def open(self, setting: Setting, *, now: float, base_url: str) -> PlainService:
        """A fresh world."""
        return self.service(setting, Catalogue(self.package), base_url=base_url)


def written(value: object) -> object:
    """A value as JSON holds it."""
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03}Z"
    return value.isoformat() if isinstance(value, date) else value


def sample(spec: FieldSpec, number: int) -> object:
    """A value of the field's type that differs from row to row; nobody's data."""
    if spec.enum is not None:
        codes = list(spec.enum.values.values())
        return codes[number % len(codes)]
    match spec.type:
        case "int" | "int64":
            return number
        case "decimal":
            return Decimal(100 + number).scaleb(-2)
        case "float":
            return number + 0.5
        case "bool":
            return number % 2 == 0
        case "date":
            return date(2026, 1, 1) + timedelta(days=number)
        case "datetime":
            return datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=number)
        case "string" | "guid":
            return f"{spec.name} {number:03}"
    return None


def _named(entity: EntitySpec, values: Mapping[str, object]) -> Iterator[tuple[FieldSpec, object]]:
    return ((entity.field(name), value) for name, value in values.items())


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(_PLACEHOLDER.sub(lambda match: f"(?P<{match[1]}>[^/]+?)", re.escape(path)))


def _placeholders(path: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", path)
