"""Where a sweep takes place: a mock of its own, with what new records refer to, and how its records are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bench.stage import BESIDE
from bench.values import filled, value_of

from nlconnect import Create
from nlconnect.client import Connection
from nlconnect.connector import Connector, collection_of, connector
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.change import Key, Target
from nlconnect.testing import SignedInMock

if TYPE_CHECKING:
    from bench.records import Touched

TURNS = 4
"""So many different values of one kind are used at the most."""


@dataclass(frozen=True)
class Ground:
    """One mock and a connection that may write everything in it."""

    mock: SignedInMock
    connection: Connection
    connector: Connector
    is_inside = False
    """Whether lines are kept inside the record they belong to."""

    @property
    def catalogue(self) -> Catalogue:
        return self.connector.catalogue

    def prepare(self) -> None:
        """Put there what new records refer to."""

    def source(self, entity: EntitySpec) -> Target:
        """Where it is written."""
        return collection_of(self.connector.package, entity)

    def home(self, entity: EntitySpec) -> EntitySpec:
        """The entity whose records these are."""
        return entity

    def values(self, entity: EntitySpec, verb: Literal["create", "update", "call"], *, turn: int) -> dict[str, object]:
        """A value for every field that can be written."""
        return filled(entity, verb, turn=turn)

    def made(self, entity: EntitySpec) -> Key:
        """The key of a record to change or delete."""
        change = Create(self.source(entity), **self.values(entity, "create", turn=0))
        try:
            plan = self.connection.plan(change)
        except QueryError:
            return self.put(entity)
        done = self.connection.apply(plan).unwrap()
        assert done.key is not None
        return done.key if len(done.key) > 1 else done.key[0]

    def put(self, entity: EntitySpec) -> Key:
        """A record that cannot be made by writing."""
        plain: dict[str, Any] = {spec.name: value_of(spec, turn=0) for spec in entity.fields if spec.is_plain}
        row = self.mock.add(entity.qualified_name, **plain)
        key = tuple(row[wire] for wire in entity.key)
        return key if len(key) > 1 else key[0]  # type: ignore[return-value]  # values of key fields

    def lines(self, entity: EntitySpec, touched: Sequence[Touched]) -> Mapping[str, Touched]:
        """The records of its lines, by place: `sales_entry_lines[0]`."""
        return {}

    def line_entity(self, entity: EntitySpec, at: str) -> EntitySpec:
        """What a line is."""
        target = entity.target_of(at.partition("[")[0])
        assert target is not None
        return target

    def pointer(self, entity: EntitySpec, at: str) -> str:
        """The field of a line that holds the key of the record it belongs to."""
        return ""

    def field(self, entity: EntitySpec, name: str) -> FieldSpec:
        """The field of that name in a diff; its wire name is where a record keeps it."""
        return entity.field(name)

    def shows(self, spec: FieldSpec) -> bool:
        """Whether what stood there can be looked at."""
        return True

    def shows_in_deletion(self, entity: EntitySpec, wire: str, value: object) -> bool:
        """Whether a plan to delete tells of this field."""
        spec = entity.by_wire.get(wire)
        return spec is not None and spec.is_plain and spec in entity.defaults and value not in (None, "")


class ExactGround(Ground):
    """Exact Online: lines are records of their own."""

    def prepare(self) -> None:
        for turn in range(TURNS):
            guid = value_of(FieldSpec("id", "ID", "guid"), turn=turn)
            account = {"code": f"90{turn}", "name": f"Voorbeeld {turn}", "is_sales": True, "is_supplier": True}
            for name, values in (
                ("crm.Accounts", account),
                ("financial.GLAccounts", {"code": f"80{turn}", "description": "Omzet"}),
                ("logistics.Items", {"code": f"90{turn}", "description": "Artikel"}),
                ("documents.Documents", {"subject": f"Voorbeeld {turn}"}),
            ):
                self.mock.add(name, id=guid, **values)
            vat_code = self.catalogue.entity("salesentry.SalesEntryLines").by_wire["VATCode"]
            self.mock.add("vat.VATCodes", code=value_of(vat_code, turn=turn), description="Btw", percentage="0.21")
            self.mock.add("documents.DocumentTypes", id=turn + 1, description="Soort")

    def values(self, entity: EntitySpec, verb: Literal["create", "update", "call"], *, turn: int) -> dict[str, object]:
        """Lines add up to their header, and to nothing in a journal entry."""
        values = filled(entity, verb, turn=turn)
        if "callback_url" in values:
            values["callback_url"] = f"https://localhost/{turn}"
        for rows in [rows for rows in values.values() if isinstance(rows, list)]:
            if entity.name == "GeneralJournalEntries":
                rows[1]["amount_fc"] = -rows[0]["amount_fc"]
            if "vat_amount_fc" in values and "vat_amount_fc" in rows[0]:
                values["vat_amount_fc"] = sum(row["vat_amount_fc"] for row in rows)
        return values

    def put(self, entity: EntitySpec) -> Key:
        """Companies are there from the start."""
        if entity.name == "Divisions":
            return int(str(self.mock.credentials["division"]))
        return super().put(entity)

    def lines(self, entity: EntitySpec, touched: Sequence[Touched]) -> Mapping[str, Touched]:
        found: dict[str, Touched] = {}
        for spec in entity.fields:
            target = entity.target_of(spec.name) if spec.type == "collection" else None
            if target is not None and target is not entity:
                rows = [one for one in touched if one.entity == target.qualified_name]
                found |= {f"{spec.name}[{number}]": row for number, row in enumerate(rows)}
        return found

    def pointer(self, entity: EntitySpec, at: str) -> str:
        from nlconnect_exact.mock.reading import pointing_back

        resources: Any = self.mock.service.state.resources  # type: ignore[attr-defined]  # of this mock
        spec = entity.field(at.partition("[")[0])
        return str(pointing_back(resources.plain(entity), resources.plain(self.line_entity(entity, at)), spec))


GROUNDS: Mapping[str, type[Ground]] = {"exact": ExactGround}


@contextmanager
def ground_of(system: str) -> Iterator[Ground]:
    """A fresh one."""
    mock = SignedInMock(system, setting=Setting(seeded=system == "afas", quota="off"))
    made = connector(system)
    every = [entity.qualified_name for entity in made.catalogue.entities()]
    connection = mock.connect(allow_writes=every).within(**BESIDE.get(system, {}))
    ground = GROUNDS[system](mock, connection, made)
    ground.prepare()
    try:
        yield ground
    finally:
        mock.close()
