"""Where a sweep takes place: a mock of its own, with what new records refer to, and how its records are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from bench.records import photographed
from bench.stage import BESIDE
from bench.values import filled, value_of

from nlconnect import Create, Scope
from nlconnect.client import Connection
from nlconnect.connector import Connector, collection_of, connector
from nlconnect.connector.nested import key_fields, object_inside
from nlconnect.engine.sight import Sight
from nlconnect.errors import QueryError
from nlconnect.mock import Setting
from nlconnect.model.catalogue import Catalogue, EntitySpec, FieldSpec
from nlconnect.model.change import Key, Target
from nlconnect.model.collection import query_of
from nlconnect.model.outcome import Plan
from nlconnect.testing import SignedInMock

if TYPE_CHECKING:
    from bench.records import Touched, Values

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

    def home(self, entity: EntitySpec) -> str:
        """As what the mock keeps its records."""
        return entity.qualified_name

    def values(self, entity: EntitySpec, verb: Literal["create", "update", "call"], *, turn: int) -> dict[str, object]:
        """A value for every field that can be written."""
        return filled(entity, verb, turn=turn)

    def made(self, entity: EntitySpec, verb: str) -> Key:
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

    def as_seen(self, plan: Plan, one: Touched) -> Touched:
        """What became of a record, as its vendor calls it."""
        return one

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

    def place_of(self, spec: FieldSpec, own: Touched) -> FieldSpec:
        """The same field where the record has it: a line that is more stands behind those that are there."""
        return spec

    def shows(self, entity: EntitySpec, plan: Plan, name: str) -> bool:
        """Whether what stood there can be looked at."""
        return True

    def shows_in_deletion(self, entity: EntitySpec, plan: Plan, wire: str, value: object) -> bool:
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


class AfasGround(Ground):
    """AFAS Profit: a document with everything inside it, of which a view shows a part."""

    is_inside = True

    def home(self, entity: EntitySpec) -> str:
        return entity.wire

    def values(self, entity: EntitySpec, verb: Literal["create", "update", "call"], *, turn: int) -> dict[str, object]:
        """What refers to something refers to what the mock's companies have."""
        values = filled(entity, verb, turn=turn)
        if verb == "create":  # a number is issued, a day is not
            days = (spec for spec in key_fields(entity, "update") if spec.type in ("date", "datetime"))
            values |= {spec.name: value_of(spec, turn=turn) for spec in days}
        return self._real(entity, values, verb)

    def _real(self, entity: EntitySpec, values: dict[str, object], verb: str) -> dict[str, object]:
        for name, value in list(values.items()):
            spec = entity.field(name)
            inner = object_inside(entity, spec)
            if inner is not None and isinstance(value, list):
                is_more = verb == "update" and spec.wire not in ONE
                mark = {"@action": "insert"} if is_more else {}
                values[name] = [{**mark, **self._real(inner, row, "create" if is_more else verb)} for row in value]
            elif spec.wire == "BcId" or (spec.wire in MATCHED and verb == "update"):
                del values[name]
            elif spec.wire in REAL and (spec.type == "string" or not isinstance(REAL[spec.wire], str)):
                values[name] = REAL[spec.wire]
        return values

    def made(self, entity: EntitySpec, verb: str) -> Key:
        """AFAS does not tell the whole key of everything that it makes; the mock keeps it."""
        changed_since = photographed(self.mock)
        if "POST" in entity.methods:
            change = Create(self.source(entity), **self.values(entity, "create", turn=0))
            self.connection.apply(self.connection.plan(change)).unwrap()
        else:
            self._kept(entity)
        (kept,) = [one.after for one in changed_since() if one.entity == entity.wire]
        assert kept is not None
        key = tuple(self._part(kept, entity, spec) for spec in key_fields(entity, verb))
        return key if len(key) > 1 else key[0]

    def _part(self, kept: Values, entity: EntitySpec, spec: FieldSpec) -> Any:
        """A part of the key, of the document itself or of the first object inside that has it."""
        found = [value for path, value in kept.items() if path.rpartition("/")[2] == spec.wire]
        return found[0] if found else value_of(spec, turn=0)

    def _kept(self, entity: EntitySpec) -> None:
        """What can be changed and not made is kept as if it had been there."""
        from nlconnect_afas.mock.documents import Element

        values = {spec.wire: value_of(spec, turn=0) for spec in entity.fields if spec.is_plain}
        archive: Any = self.mock.service.archive  # type: ignore[attr-defined]  # of this mock
        archive.insert(entity, Element(entity.wire, "insert", values, frozenset()), now=self.mock.clock.now())

    def field(self, entity: EntitySpec, name: str) -> FieldSpec:
        """By its path: `fb_sales_lines[0].it_cd` is kept as `FbSalesLines[0]/ItCd`."""
        head, _, rest = name.partition(".")
        plain, _, number = head.partition("[")
        spec = entity.field(plain)
        inner = object_inside(entity, spec)
        if not rest or inner is None:
            return spec
        found = self.field(inner, rest)
        place = int(number.rstrip("]"))
        return replace(found, wire=f"{spec.wire}[{place}]/{found.wire}")

    def place_of(self, spec: FieldSpec, own: Touched) -> FieldSpec:
        found = ""
        for part in spec.wire.split("/"):
            head, bracket, number = part.partition("[")
            prefix = f"{found}{head}["
            there = {path[len(prefix) :].partition("]")[0] for path in own.before or () if path.startswith(prefix)}
            place = int(number.rstrip("]") or 0) + (0 if head in ONE else len(there))
            found += f"{head}[{place}]/" if bracket else head
        return replace(spec, wire=found)

    def shows(self, entity: EntitySpec, plan: Plan, name: str) -> bool:
        """As far as a view does; where none does, the plan says so."""
        sight = Sight.of(entity, self.connector, {})
        if any("does not show this record" in warning for warning in plan.warnings):
            return False
        return sight is not None and sight.column(name) is not None

    def shows_in_deletion(self, entity: EntitySpec, plan: Plan, wire: str, value: object) -> bool:
        sight = Sight.of(entity, self.connector, {})
        spec = entity.by_wire.get(wire)
        if sight is None or spec is None or spec.name not in sight.all_paths():
            return False
        return value not in (None, "") and self.shows(entity, plan, spec.name)


ONE = frozenset({"KnOrganisation", "KnPerson"})
"""Objects of which there is one inside a document: a change is a change of that one, and otherwise one more."""
MATCHED = frozenset({"BcCo", "MatchOga", "MatchPer", "PadAdr"})
"""By what a person or organisation inside a document is found: in a change it is the one that is there."""
REAL: Mapping[str, object] = {
    "AcNr": "0100",
    "CmId": "1",
    "EmId": "1001",
    "FuId": "ADMI",
    "Peri": 12,
    "PrId": "P1001",
    "SoSe": "111222333",
    "Year": 2026,
    "VaAs": "1",
    "VaId": "1",
    "DpId": "1DIR",
    "DbId": "10001",
    "ItCd": "T1003",
    "JoCo": "10",
    "MatchOga": "6",
    "MatchPer": "7",
    "StId": -2,
    "UnFi": 1,
    "UnId": 1,
    "Unit": 1,
    "VaIt": "2",
}
"""By wire name: what AFAS wants to know, and the mock's companies have."""


class GraphGround(Ground):
    """Microsoft 365: a record stands below others, which the mock's tenant has."""

    def home(self, entity: EntitySpec) -> str:
        state: Any = self.mock.service.state  # type: ignore[attr-defined]  # of this mock
        return str(state.home(entity).qualified_name)

    def source(self, entity: EntitySpec) -> Target:
        source = collection_of(self.connector.package, entity)
        ways = [way for way in (entity.paths or entity.item_paths) if not way.signed_in]
        if not ways:
            return source
        parents = self._parents(ways[0].needs)
        return source.of(**parents) if parents else source

    def _parents(self, needs: Sequence[str]) -> dict[str, str]:
        """A record of each kind that stands above, each below those above it."""
        from nlconnect_graph.mock.state import PARENTS

        found: dict[str, str] = {}
        for part in needs:
            if part == "user":
                found[part] = str(self.connection.scope.get("mailbox"))
            elif part in PARENTS:
                entity = self.catalogue.entity(PARENTS[part])
                own = entity.paths[0].needs if entity.paths else ()
                above = {name: value for name, value in found.items() if name in own}
                found[part] = str(self._first(entity, {**self._parents([n for n in own if n not in above]), **above}))
        return found

    def values(self, entity: EntitySpec, verb: Literal["create", "update", "call"], *, turn: int) -> dict[str, object]:
        """Of the types that one list holds, what all have; the columns of a list item by themselves."""
        kept = {spec.name for spec in entity.fields if spec.on is None and spec.type != "collection"}
        values = {name: value for name, value in filled(entity, verb, turn=turn).items() if name in kept}
        if "user_id" in entity.by_name and entity.name.endswith("Members") and verb == "create":
            values.pop("display_name", None)  # a member has the name of the user
            values["user_id"] = self._first(self.catalogue.entity("directory.Users"), {})
        if entity.name == "DriveItems" and verb == "create":  # a folder; of what else it could be given nobody says
            return {"name": values["name"], "folder": {}}
        if entity.name == "ListItems":
            return {"fields_": values["fields_"]}
        return values

    def as_seen(self, plan: Plan, one: Touched) -> Touched:
        """Outlook: what is deleted lies among the deleted items."""
        is_moved = one.after is not None and one.before is not None and one.entity == "mail.Messages"
        return replace(one, after=None) if plan.verb == "delete" and is_moved else one

    def letter(self) -> str:
        """A letter in the inbox."""
        return str(self._first(self.catalogue.entity("mail.Messages"), {"mail_folder": "inbox"}))

    def draft(self) -> str:
        """One that has not been sent."""
        to = [{"emailAddress": {"address": "anna@klant.test"}}]
        return str(
            self.mock.add("mail.Messages", scope=self._mailbox, subject="x", is_draft=True, to_recipients=to)["id"]
        )

    def folder(self, name: str) -> str:
        """A folder by what it is called."""
        from nlconnect_graph.mail import MailFolders

        return next(str(one.id) for one in self.connection.read(MailFolders) if one.display_name == name)

    def invited(self) -> str:
        """A meeting that somebody else organises."""
        row = self.mock.add("calendar.Events", scope=self._mailbox, subject="Overleg", is_organizer=False)
        return str(row["id"])

    def own_meeting(self) -> str:
        """A meeting that others were asked to."""
        from nlconnect_graph.calendar import Events

        return next(str(one.id) for one in self.connection.read(Events) if one.is_organizer)

    def person(self) -> str:
        """Somebody of the tenant."""
        return str(self._first(self.catalogue.entity("directory.Users"), {}))

    def who_left(self) -> str:
        """Somebody who was deleted."""
        who = self.person()
        self.mock.remove("directory.Users", who)
        return who

    def file(self) -> dict[str, str]:
        """A file, by its drive."""
        from nlconnect_graph.files import DriveItems, Drives

        drive = next(iter(self.connection.read(Drives.of(user=str(self.connection.scope.get("mailbox"))))))
        items = self.connection.read(DriveItems.of(drive=str(drive.id)))
        return {"drive": str(drive.id), "item": next(str(one.id) for one in items if one.file is not None)}

    @property
    def _mailbox(self) -> Scope:
        return Scope(mailbox=str(self.connection.scope.get("mailbox")))

    def _first(self, entity: EntitySpec, above: Mapping[str, str]) -> object:
        source = collection_of(self.connector.package, entity)
        rows = self.connection.read((source.of(**above) if above else source).limit(1))
        for row in rows:
            return getattr(row, entity.by_wire[entity.key[0]].name)
        table = self.mock.service.state.table(entity)  # type: ignore[attr-defined]  # one that stands elsewhere will do
        return next(table.row(number)[entity.key[0]] for number in table.numbers())

    def shows(self, entity: EntitySpec, plan: Plan, name: str) -> bool:
        """All but secrets."""
        sight = Sight.of(entity, self.connector, {})
        return sight is not None and sight.column(name) is not None

    def put(self, entity: EntitySpec) -> Key:
        """One of those that the tenant has."""
        if not entity.key:
            return ""
        rows = self.connection.read(query_of(self.source(entity)).limit(1))
        return str(next(getattr(row, entity.by_wire[entity.key[0]].name) for row in rows))


GROUNDS: Mapping[str, type[Ground]] = {"exact": ExactGround, "afas": AfasGround, "graph": GraphGround}


@contextmanager
def ground_of(system: str) -> Iterator[Ground]:
    """A fresh one."""
    mock = SignedInMock(system, setting=Setting(seeded=system != "exact", quota="off"))
    made = connector(system)
    every = [entity.qualified_name for entity in made.catalogue.entities()]
    connection = mock.connect(allow_writes=every).within(**BESIDE.get(system, {}))
    ground = GROUNDS[system](mock, connection, made)
    ground.prepare()
    try:
        yield ground
    finally:
        mock.close()
