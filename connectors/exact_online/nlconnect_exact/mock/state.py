"""The state of a mock Exact Online: rows by company, deletions, notifications, and who may see what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from nlconnect.errors import QueryError
from nlconnect.mock.dataset.books import COMPANIES
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Listed, PlainRow, Row, RowVersions, Table
from nlconnect.mock.world import World
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.values import coerce
from nlconnect_exact.mock.feeds import Deletions
from nlconnect_exact.mock.reading import pointing_back
from nlconnect_exact.mock.rendering import key_literal
from nlconnect_exact.mock.resources import Resource, Resources
from nlconnect_exact.mock.rows.office import user_person
from nlconnect_exact.mock.rows.setup import divisions, me
from nlconnect_exact.mock.webhooks import Event, Outbox

DUTCH = ZoneInfo("Europe/Amsterdam")
_COMPANY_LISTS = frozenset(
    {"system.Divisions", "hrm.Divisions", "system.AllDivisions", "system.GetMostRecentlyUsedDivisions"}
)
_WITHOUT_COMPANY = frozenset({"system.Users", "users.Users"})


def wall_clock(now: float) -> datetime:
    """What the clock on a Dutch wall says; all moments of Exact are that."""
    return datetime.fromtimestamp(now, DUTCH).replace(tzinfo=None)


@dataclass
class State:
    """Everything that changes. `current_division` follows what somebody last opened in the browser."""

    setting: Setting
    resources: Resources
    world: World
    users: Guids
    base_url: str
    divisions: tuple[int, ...] = tuple(company.code for company in COMPANIES)
    current_division: int = COMPANIES[0].code
    outbox: Outbox = field(default_factory=Outbox)
    moved: dict[int, datetime] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """Entities (`crm.Accounts`) the user may not read. Exact: their lists are empty."""
    withheld: set[str] = field(default_factory=set)
    """Permissions (`Crm accounts`) the app lacks. Exact: 403."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The content of attachments that somebody wrote, by their keys."""
    _deletions: dict[int, Deletions] = field(default_factory=dict)
    _made: dict[tuple[int | None, str], int] = field(default_factory=dict)

    def table(self, division: int | None, entity: EntitySpec, *, now: float) -> Table:
        """The rows of an entity as this user sees them."""
        name = entity.qualified_name
        if name in self.hidden:
            return self._listed(entity, [])
        if name in _COMPANY_LISTS:
            return self._listed(entity, divisions(self.setting.seed, users=self.users, moved=self.moved))
        if name == "system.Me":
            return self._listed(entity, [self._me(now)])
        if name == "sync.Deleted":
            return self._listed(entity, self.deletions(division or 0).kept(wall_clock(now)))
        return self.world.table(None if name in _WITHOUT_COMPANY else division, entity)

    def deletions(self, division: int) -> Deletions:
        """The log of deletions of one company."""
        if division not in self._deletions:
            guids = Guids(self.setting.seed, division, "deletion")
            self._deletions[division] = Deletions(guids, self.world.versions(division))
        return self._deletions[division]

    def move(self, division: int, *, now: float) -> None:
        """The company moves to another database: every row version begins again, far below the old ones."""
        self.moved[division] = wall_clock(now)
        self.world.renumber(division)
        self._deletions.pop(division, None)

    def add(self, entity: EntitySpec, values: Mapping[str, object], *, division: int, now: float) -> Row:
        """A row by Python names, checked against the catalogue; collections take lists of such rows."""
        resource = self.resources.plain(entity)
        row: dict[str, object] = {}
        nested: list[tuple[FieldSpec, Sequence[object]]] = []
        for name, value in values.items():
            spec = entity.field(name)
            if spec.type == "collection":
                if not isinstance(value, list | tuple):
                    raise QueryError(f"{spec.name} takes a list of rows", entity=entity.name)
                nested.append((spec, value))
            else:
                row[spec.wire] = stored(spec, value)
        added = self.insert(resource, row, division=division, now=now)
        for spec, rows in nested:
            self._add_nested(resource, spec, rows, parent_row=added, division=division, now=now)
        return added

    def insert(self, resource: Resource, row: Mapping[str, object], *, division: int | None, now: float) -> PlainRow:
        """A row by wire names, with what every row carries filled in."""
        entity, moment = resource.entity, wall_clock(now)
        known = entity.by_wire
        person = user_person(self.setting.seed, 0)
        usual: dict[str, object] = {
            "Division": division,
            "Created": moment,
            "Creator": self.users[0],
            "CreatorFullName": person.full_name,
            "Modified": moment,
            "Modifier": self.users[0],
            "ModifierFullName": person.full_name,
        }
        whole = PlainRow({wire: value for wire, value in usual.items() if wire in known})
        whole.update(row)
        for wire in entity.key:
            if whole[wire] is None:
                whole[wire] = self._new_key(entity, division, known[wire])
        self.table(division, entity, now=now).add(whole)
        self.notify(resource, whole, division=division, action="Update", now=now)
        return whole

    def change(
        self, resource: Resource, number: int, values: Mapping[str, object], *, division: int | None, now: float
    ) -> Row:
        """Replace fields of a row; fires a notification where a watched field is among them."""
        known = resource.entity.by_wire
        stamp = {"Modified": wall_clock(now)} if "Modified" in known else {}
        row = self.table(division, resource.entity, now=now).change(number, {**stamp, **values})
        if resource.watched & values.keys():
            self.notify(resource, row, division=division, action="Update", now=now)
        return row

    def remove(self, resource: Resource, number: int, *, division: int | None, now: float) -> None:
        """Delete a row and note it in the log of deletions."""
        table = self.table(division, resource.entity, now=now)
        row = table.row(number)
        if row is None:
            raise KeyError(number)
        table.remove(number)
        if division is not None:
            self.deletions(division).note(
                resource.entity.qualified_name,
                row[resource.key[0]],
                division=division,
                user=self.users[0],
                at=wall_clock(now),
            )
        self.notify(resource, row, division=division, action="Delete", now=now)

    def notify(self, resource: Resource, row: Row, *, division: int | None, action: str, now: float) -> None:
        """Tell every subscription of the topic. That a new row is an `Update` is the choice of the fact sheet."""
        if not resource.topic or division is None:
            return
        subscriptions = self.world.table(division, self.resources.entity("webhooks.WebhookSubscriptions"))
        for number in subscriptions.numbers():
            subscription = subscriptions.row(number)
            if subscription is not None and subscription["Topic"] == resource.topic:
                key = key_literal(resource, row)
                path = resource.path.replace("{division}", str(division))
                bare = str(row[resource.key[0]])
                event = Event(resource.topic, division, action, bare, f"{self.base_url}{path}({key})", now)
                self.outbox.send(event, str(subscription["CallbackURL"]))

    def _add_nested(
        self, parent: Resource, spec: FieldSpec, rows: Sequence[object], *, parent_row: Row, division: int, now: float
    ) -> None:
        nested = self.resources.at(spec.target) if spec.target else None
        if nested is None:
            raise QueryError(f"{spec.name} has no rows of its own", entity=parent.entity.name)
        by = nested.entity.by_wire[pointing_back(parent, nested, spec)]
        for row in rows:
            if not isinstance(row, Mapping):
                raise QueryError(f"a row of {spec.name} is a mapping of names to values", entity=parent.entity.name)
            self.add(nested.entity, {by.name: parent_row[parent.key[0]], **row}, division=division, now=now)

    def _new_key(self, entity: EntitySpec, division: int | None, spec: FieldSpec) -> object:
        place = (division, entity.qualified_name)
        number = self._made[place] = self._made.get(place, 0) + 1
        if spec.type == "guid":
            return Guids(self.setting.seed, division, "new", entity.qualified_name)[number]
        return 50_000_000 + number if spec.type in ("int", "int64") else f"N{number}"

    def _listed(self, entity: EntitySpec, rows: Sequence[Row]) -> Table:
        """A table made for one answer."""
        return Table(
            entity.qualified_name, key=entity.key[0], source=Listed(rows), versions=RowVersions(origin=0), position=0
        )

    def _me(self, now: float) -> Mapping[str, object]:
        moment = datetime.fromtimestamp(now, DUTCH)
        offset = moment.utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else 0
        return me(
            self.setting.seed,
            users=self.users,
            current=self.current_division,
            now=moment.replace(tzinfo=None),
            offset=seconds,
        )


def stored(spec: FieldSpec, value: object) -> object:
    """A value as people write it, as a row holds it. Raises QueryError."""
    found = coerce(spec, value)
    if isinstance(found, datetime):
        return found.astimezone(DUTCH).replace(tzinfo=None) if found.tzinfo is not None else found
    if isinstance(found, date):
        return datetime.combine(found, time())
    if isinstance(found, str) and spec.padded:
        return found.rjust(spec.padded)
    return found
