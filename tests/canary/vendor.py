"""The three mocks, with a canary in every field of every row, in headers, links and refusals, asked for or not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nlconnect.audit import AuditLog
from nlconnect.connector import Connector, EntitySpec, connector
from nlconnect.engine.opening import Opening
from nlconnect.mock.messages import Answer, Asked, Errand
from nlconnect.state import Key, exclusive, open_store
from nlconnect.testing.signed_in import SignedInMock
from tests.canary.marks import Mark, wire_value, word

SYSTEMS = ("exact", "afas", "graph")
FOREIGN = "https://elders.example.com/plukken"
LEADING_ON = ("stray", "linked", "linked refusal")
"""What a page's link leads to: another host, a last page, or a refusal."""
UNHEARD = "Vrij_veld_van_de_klant"
"""A custom field that no catalogue knows."""
UNHEARD_FROM = 10_000_000
"""Its canaries, beyond those of all known fields."""


class PlantedMock(SignedInMock):
    """Signs people in as the vendor does; then every answer has the canaries of the entity in hand.

    State and audit log are on disk, in `folder`. What is sent to another host than the vendor's is in `strayed`.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.marks: Sequence[Mark] = ()
        self.around: tuple[EntitySpec, str] | None = None
        self.mode = "page"
        self.strayed: list[str] = []
        self._is_watched = False
        super().__init__(name)
        self.connector: Connector = connector(name)
        key = Key.fresh()
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.store = open_store(f"sqlite:///{folder / 'state.db'}", key=key, clock=self.clock)  # type: ignore[assignment]  # another store of the same protocol
        self.log = AuditLog(folder / "audit", key=key.derive("audit"), store=self.store, guard=exclusive)
        self.audit = self.log  # type: ignore[assignment]  # the log on disk instead of one in memory
        self._sign_in()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Connections made in here tell telemetry what they do."""
        self._is_watched = True
        try:
            yield
        finally:
            self._is_watched = False

    def opening(self, **asked: Any) -> Opening:
        made = super().opening(**asked)
        config = made.settings_file
        return replace(made, config=replace(config, settings=replace(config.settings, telemetry=self._is_watched)))

    def forget_refusals(self) -> None:
        """So that no allowance of errors is ever spent, behind which nothing is sent any more."""
        for key in list(self.store.keys("errors")):
            self.store.delete("errors", key)

    def plant(self, marks: Iterable[Mark]) -> None:
        """From now on answers have these canaries, which are of one entity."""
        self.marks = [mark for mark in marks if mark.can_be_planted]
        self.around = None

    def plant_inside(self, parent: EntitySpec, wire: str, marks: Iterable[Mark]) -> None:
        """The same in a record that comes along with one of `parent`, under this name."""
        self.plant(marks)
        self.around = parent, wire

    def row(self) -> dict[str, object]:
        """One row as the vendor writes it, with a field that nobody knows."""
        if self.around is None:
            return self._planted()
        parent, wire = self.around
        is_one = next(spec.type == "object" for spec in parent.fields if spec.wire == wire)
        found: object = self._planted() if is_one else [self._planted()]
        nested = () if is_one else self.connector.dialect.wire.nested_rows
        keys = {name: wire_value(Mark(0, self.name, "", parent.by_wire[name]), self.name, {}) for name in parent.key}
        return {**keys, wire: _nested(nested, found) if nested else found}

    def _planted(self) -> dict[str, object]:
        types = dict(self.connector.catalogue.types)
        values = {mark.spec.wire: wire_value(mark, self.name, types) for mark in self.marks}
        flags = {spec.wire: True for spec in self._entity.fields if spec.type == "bool"}
        return {**values, **flags, UNHEARD: f"Kwartel {self.unheard}"}

    @property
    def unheard(self) -> str:
        """The canary of the unknown field."""
        return word(UNHEARD_FROM + self.marks[0].number) if self.marks else "Niets"

    @property
    def _entity(self) -> EntitySpec:
        return self.connector.catalogue.entity(self.marks[0].entity)

    def _work(self, asked: Asked, struck: tuple[object, ...]) -> Answer | Errand:
        if not asked.url.startswith(self.base_url):
            self.strayed.append(asked.url)
            return Answer(200, b"{}", {"content-type": "application/json"})
        if not self.marks or self.service.area(asked) != "api":
            return super()._work(asked, struck)  # type: ignore[arg-type]  # faults are passed on as they are
        told = quote(" ".join(mark.text for mark in self.marks[:40]))
        headers = {
            "content-type": "application/json",
            "x-relation": told,
            "set-cookie": f"relatie={told}; Path=/",
            "content-disposition": f'attachment; filename="{told}.pdf"',
            "warning": f"299 - {told}",
        }
        is_next = "skiptoken" in asked.url
        if is_next:
            self.mode = {"linked": "page", "linked refusal": "refusal"}.get(self.mode, self.mode)
        return Answer(400 if self.mode == "refusal" else 200, json.dumps(self._body(asked)).encode(), headers)

    def _body(self, asked: Asked) -> Mapping[str, object]:
        if self.mode == "refusal":
            said = "; ".join(f"{spelt(mark)} is niet geldig" for mark in self.marks)
            bodies: Mapping[str, Mapping[str, object]] = {
                "exact": {"error": {"code": "", "message": {"lang": "", "value": said}}},
                "afas": {"errorNumber": 1234, "externalMessage": said, "profitLogReference": self.marks[0].text},
                "graph": {"error": {"code": "BadRequest", "message": said, "innerError": {"code": self.marks[0].word}}},
            }
            return bodies[self.name]
        wire = self.connector.dialect.wire
        row_version = {"Timestamp": 1} if "/sync/" in asked.url else {}
        page = _nested(wire.rows[0], [{**self.row(), **row_version}])
        if self.mode in LEADING_ON:
            host = FOREIGN if self.mode == "stray" else f"{asked.url.partition('?')[0]}"
            link = f"{host}?" + "&".join(f"$skiptoken={quote(spelt(mark))}" for mark in self.marks)
            page = _merged(page, _nested(wire.next, link)) if wire.next else page
        return page


def spelt(mark: Mark) -> str:
    """The canary as it would stand in text."""
    match mark.spec.type:
        case "int" | "int64" | "decimal" | "float":
            return str(mark.integer)
        case "guid":
            return mark.guid
        case "date" | "datetime":
            return mark.day.isoformat()
    return mark.text


def _nested(path: Sequence[str], value: object) -> dict[str, object]:
    for step in reversed(path):
        value = {step: value}
    return value if isinstance(value, dict) else {}


def _merged(one: dict[str, object], other: dict[str, object]) -> dict[str, object]:
    merged = dict(one)
    for name, value in other.items():
        known = merged.get(name)
        merged[name] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged
