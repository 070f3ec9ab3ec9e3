"""The state of a mock AFAS environment: rows by view, and who may see what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from nlconnect.errors import QueryError
from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.system import Setting
from nlconnect.mock.tables import PlainRow, Row
from nlconnect.mock.world import World
from nlconnect.model.catalogue import EntitySpec, FieldSpec, FieldType
from nlconnect.model.scope import Scope
from nlconnect.model.values import coerce
from nlconnect_afas.mock.sequence import Sequences, Shelf
from nlconnect_afas.mock.views import Connectors, View, altered, own_view

DUTCH = ZoneInfo("Europe/Amsterdam")
MOST_CELLS = 3_000_000
"""AFAS: memory bounds columns times rows of an answer. The rule of thumb is 150,000; where it breaks is a guess."""
ADMINISTRATION = frozenset({"UnitId", "Unit", "UnitIdFin", "AdminId", "FeUnitId"})
EMPLOYER = frozenset({"EmployerId", "Employer", "Werkgever_code", "Werkgever"})
CHANGED = frozenset({"ModifiedDate", "DateModified", "Modified", "Gewijzigd_op", "dateOfChange"})
CREATED = frozenset({"CreateDate", "Created", "DateCreated", "SystemDate"})
_CHANGE_LOGS = {
    "Profit_Transactions": "Profit_Fin_ChangedEntrydate",
    "Profit_Realization": "Profit_Rea_ChangedEntryDate",
}
"""AFAS: deletions are hard, and these views tell on which days something changed."""


def wall_clock(now: float) -> datetime:
    """What the clock on a Dutch wall says; all moments of AFAS are that."""
    return datetime.fromtimestamp(now, DUTCH).replace(tzinfo=None)


Watcher: TypeAlias = Callable[[str, Literal["created", "updated", "deleted"], Row, float], None]


@dataclass(frozen=True, slots=True)
class File:
    """Something kept under a number."""

    name: str
    content: bytes = field(repr=False)


@dataclass
class State:
    """Everything that changes, and switches that a test may turn."""

    setting: Setting
    connectors: Connectors
    world: World
    rising: Mapping[str, tuple[str, ...]]
    """Views whose rows are made in the order of these columns."""
    origin: str
    blocked: set[str] = field(default_factory=set)
    """Views that AFAS blocked for their heavy use: 500 until an administrator unblocks them."""
    withheld: set[str] = field(default_factory=set)
    """Connectors that are not in the app connector: 401, and not in the metainfo."""
    hidden: set[str] = field(default_factory=set)
    """Views of which the user's data rights let no row through. AFAS: no rows, and no error."""
    replaced: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns that were retired, by view."""
    address_allowed: bool = True
    """False where the app connector's IP rule keeps the caller out: 403."""
    most_cells: int = MOST_CELLS
    watchers: list[Watcher] = field(default_factory=list)
    """Called after each change of a row."""
    files: dict[str, File] = field(default_factory=dict)
    """What was uploaded, by its number of 32 hexadecimal digits."""
    _shelves: dict[str, Shelf] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sequences = Sequences(seed=self.setting.seed)
        self._stamps = count(1)

    def shelf(self, view: View) -> Shelf:
        """The rows of a view, all administrations together."""
        name = view.id
        if name not in self._shelves:
            table = self.world.table(None, view.entity)
            self._shelves[name] = Shelf(table, self.rising.get(name, ()), len(table), stamp=next(self._stamps))
        return self._shelves[name]

    def view(self, name: str) -> View:
        """Raises QueryError."""
        view = self.connectors.view(self.connectors.entity(name).wire)
        if view is None:
            raise QueryError(
                f"{name} is no view", hint="Rows are held by views; update connectors only take documents."
            )
        return view

    def define_view(
        self, name: str, columns: Mapping[str, tuple[FieldType, str]], *, key: tuple[str, ...] = (), title: str = ""
    ) -> None:
        """A view that an administrator makes: columns by name, with their types and labels. It has no rows yet."""
        self.connectors = self.connectors.holding(View(own_view(name, title or name, columns, key=key)))

    def alter_view(
        self, name: str, *, add: Mapping[str, tuple[FieldType, str]] | None = None, drop: tuple[str, ...] = ()
    ) -> None:
        """Columns more, which are empty, or less, as administrators make them. Raises QueryError."""
        self.connectors = self.connectors.holding(altered(self.view(name), add=add or {}, drop=drop))

    def add(self, view: View, values: Mapping[str, object], *, scope: Scope, now: float) -> Row:
        """A row by Python names, checked against the catalogue."""
        wire = {spec.wire: stored(spec, value) for spec, value in named(view.entity, values)}
        return self.insert(view, wire, scope=scope, now=now)

    def insert(self, view: View, values: Mapping[str, object], *, scope: Scope, now: float) -> Row:
        """A row by wire names; what a key lacks is made up, and moments are filled in."""
        shelf, moment = self.shelf(view), self._moment(now)
        row = PlainRow({name: moment for name in view.columns if name in CHANGED | CREATED and _is_moment(view, name)})
        row.update(_of_scope(scope, view))
        row.update(values)
        for name in view.order:
            if row[name] is None:
                row[name] = self._new_key(view, name)
        shelf.note(shelf.table.add(row), stamp=next(self._stamps))
        self._log(view, row, now=now)
        self._tell(view, "created", row, now)
        return row

    def change(self, view: View, number: int, values: Mapping[str, object], *, now: float) -> Row:
        """Other values in a row, by wire names."""
        shelf = self.shelf(view)
        moment = {name: self._moment(now) for name in view.columns if name in CHANGED and _is_moment(view, name)}
        row = shelf.table.change(number, {**moment, **values})
        shelf.note(number, stamp=next(self._stamps))
        self._log(view, row, now=now)
        self._tell(view, "updated", row, now)
        return row

    def remove(self, view: View, number: int, *, now: float) -> None:
        """Delete a row for good. Raises KeyError where there is none."""
        shelf = self.shelf(view)
        row = shelf.table.row(number)
        if row is None:
            raise KeyError(number)
        shelf.table.remove(number)
        shelf.note(number, stamp=next(self._stamps))
        self._log(view, row, now=now)
        self._tell(view, "deleted", row, now)

    def clear(self, view: View, scope: Scope, *, now: float) -> None:
        """Take every row of a view away, or those of one administration or employer."""
        wanted = _of_scope(scope, view)
        if scope and wanted:
            table = self.shelf(view).table
            for number in list(table.numbers()):
                row = table.row(number)
                if row is not None and all(row[name] == value for name, value in wanted.items()):
                    self.remove(view, number, now=now)
            return
        self.world.empty(None, view.entity)
        self._shelves.pop(view.id, None)

    def find(self, view: View, key: Mapping[str, object]) -> int | None:
        """The number of the row with these values."""
        table = self.shelf(view).table
        candidates = next(
            (found for name, value in key.items() if (found := table.find(name, value)) is not None), None
        )
        for number in candidates if candidates is not None else table.numbers():
            row = table.row(number)
            if row is not None and all(row[name] == value for name, value in key.items()):
                return number
        return None

    def _tell(self, view: View, action: Literal["created", "updated", "deleted"], row: Row, now: float) -> None:
        for watcher in self.watchers:
            watcher(view.id, action, row, now)

    def next_number(self, name: str) -> int:
        """A number that nothing has yet."""
        number = self._made[name] = self._made.get(name, 0) + 1
        return 900_000_000 + number

    def _moment(self, now: float) -> datetime:
        """AFAS: moments are stored finer than they are shown."""
        return wall_clock(now)

    def _new_key(self, view: View, name: str) -> object:
        number = self._made[view.id] = self._made.get(view.id, 0) + 1
        match view.types[name]:
            case "int" | "int64":
                return 1 if name in ADMINISTRATION else 900_000_000 + number
            case "guid":
                return f"{{{Guids(self.setting.seed, 'new', view.id)[number].upper()}}}"
            case "date":
                return date(2026, 1, 1)
            case "datetime":
                return datetime.combine(date(2026, 1, 1), time())
            case "bool":
                return False
        return f"N{number:08}"

    def _log(self, view: View, row: Row, *, now: float) -> None:
        """Note the day in the view of changed days."""
        log = self.connectors.view(_CHANGE_LOGS.get(view.id, ""))
        day = row["EntryDate" if view.id == "Profit_Transactions" else "DateTime"] if log is not None else None
        if log is None or day is None:
            return
        number = self.find(log, {"EntryDate": day})
        if number is None:
            self.insert(log, {"EntryDate": day}, scope=Scope(), now=now)
        else:
            self.change(log, number, {}, now=now)


def named(entity: EntitySpec, values: Mapping[str, object]) -> list[tuple[FieldSpec, object]]:
    """Fields with their values. Raises QueryError."""
    return [(entity.field(name), value) for name, value in values.items()]


def stored(spec: FieldSpec, value: object) -> object:
    """A value as people write it, as a row holds it. Raises QueryError."""
    found = coerce(spec, value)
    if isinstance(found, datetime):
        return found.astimezone(DUTCH).replace(tzinfo=None) if found.tzinfo is not None else found
    return found


def _of_scope(scope: Scope, view: View) -> dict[str, object]:
    """The columns that tell administration and employer. A unit of measure is called the same, and is text."""
    found: dict[str, object] = {}
    for name, kind in view.types.items():
        if name in ADMINISTRATION and kind == "int" and "administration" in scope:
            found[name] = int(scope["administration"])
        elif name in EMPLOYER and kind == "string" and "employer" in scope:
            found[name] = str(scope["employer"])
    return found


def _is_moment(view: View, name: str) -> bool:
    return view.types[name] == "datetime"
