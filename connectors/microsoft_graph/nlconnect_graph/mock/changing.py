"""Rows that tests add, change and take away, by Python names and checked against the catalogue."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Literal, TypeAlias

from nlconnect.errors import QueryError
from nlconnect.mock.tables import PlainRow, Row
from nlconnect.model.catalogue import EntitySpec, FieldSpec
from nlconnect.model.scope import Scope
from nlconnect.model.values import coerce
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.refusals import Refused
from nlconnect_graph.mock.rendering import type_name
from nlconnect_graph.mock.rows.places import COLUMNS, SCOPED, SHARED
from nlconnect_graph.mock.state import USER_PARTS, State, plain, utc
from nlconnect_graph.mock.views import pairs_of, view_of

Told: TypeAlias = Callable[[Literal["created", "updated", "deleted"], EntitySpec, object, Row, float], None]
_COUNTED = 500


def _tell_nobody(*_: object) -> None:
    """As long as nobody subscribes."""


class Changes:
    """The tables of one state, from the side of a test."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._mutations = 0
        self.told: Told = _tell_nobody
        """Who wants to hear of every change: kind, entity, place, row and time."""

    def add(self, entity: EntitySpec, scope: Scope, values: Mapping[str, object], now: float) -> PlainRow:
        """A row more. Parents that are not named are the first user, or the first of their kind."""
        wire = {spec.wire: self._stored(spec, value) for spec, value in _named(entity, values)}
        return self.insert(entity, self.parents(entity, scope), wire, now)

    def insert(
        self, entity: EntitySpec, parents: Mapping[str, object], wire: Mapping[str, object], now: float
    ) -> PlainRow:
        """A row by wire names, with what every row carries filled in."""
        state = self._state
        home = state.home(entity)
        moment = utc(now)
        usual: dict[str, object] = {name: moment for name in _MOMENTS if name in home.by_wire}
        row = PlainRow({"#type": type_name(home), **usual, **self._columns(home, parents), **wire})
        for key in home.key:
            if row[key] is None:
                row[key] = state.new_id(home)
        _complete(home, row, state)
        scope = state.scope(home, parents)
        state.table(home, scope).add(row)
        state.added[str(row["id"])] = now
        self.told("created", home, scope, row, now)
        if home.qualified_name == "mail.Attachments":
            self._carries(row, parents, now)
        return row

    def _carries(self, row: Row, parents: Mapping[str, object], now: float) -> None:
        """Graph: a mail or an appointment says that it has attachments, though not of those inside the text."""
        for part, name in (("#message", "mail.Messages"), ("#event", "calendar.Events")):
            home = self._state.entity(name)
            number = self._state.number_of(home, str(parents[part]), parents) if part in parents else None
            if number is not None and row["isInline"] is not True:
                self.update(home, self._state.scope(home, parents), number, {"hasAttachments": True}, now)

    def change(self, entity: EntitySpec, key: object, scope: Scope, values: Mapping[str, object], now: float) -> Row:
        """Other values in a row."""
        wire = {spec.wire: self._stored(spec, value) for spec, value in _named(entity, values)}
        home, place, number = self._found(entity, key, scope)
        return self.update(home, place, number, wire, now)

    def update(self, home: EntitySpec, place: object, number: int, wire: Mapping[str, object], now: float) -> Row:
        table = self._state.table(home, place if isinstance(place, str) else None)
        usual = {"lastModifiedDateTime": utc(now)} if "lastModifiedDateTime" in home.by_wire else {}
        if "changeKey" in home.by_wire:
            usual["changeKey"] = f"CQAAAB{self._state.stamp():010d}"  # type: ignore[assignment]  # a text among moments
        before = table.row(number)
        touched = dict(before["#touched"] or {}) if before is not None else {}  # type: ignore[call-overload]  # a mapping
        if before is not None and "eTag" in home.by_wire and "eTag" not in wire:
            usual["eTag"] = _next_version(str(before["eTag"]))  # type: ignore[assignment]  # the same
        touched |= dict.fromkeys(wire, self._state.stamp(place if isinstance(place, str) else None))
        row = table.change(number, {**usual, **wire, "#touched": touched})
        self.told("updated", home, place, row, now)
        return row

    def remove(self, entity: EntitySpec, key: object, scope: Scope, now: float) -> None:
        """A row less; delta queries tell of it."""
        home, place, number = self._found(entity, key, scope)
        self.delete(home, place, number, now)

    def delete(self, home: EntitySpec, place: object, number: int, now: float) -> None:
        table = self._state.table(home, place if isinstance(place, str) else None)
        row = table.row(number)
        if row is None:
            raise KeyError(number)
        self._state.note_gone(place if isinstance(place, str) else None, home, plain(row), now)
        table.remove(number)
        self.told("deleted", home, place, row, now)

    def clear(self, entity: EntitySpec, scope: Scope) -> None:
        """Take every row of an entity away: in one mailbox or drive, or everywhere."""
        home = self._state.home(entity)
        parents = self.parents(entity, scope) if scope else {}
        if home.qualified_name in SCOPED and not scope:
            raise QueryError(f"{home.name} are kept by {SCOPED[home.qualified_name][1:]}: say whose to clear")
        self._state.world.empty(self._state.scope(home, parents), home)

    def join(self, group: str, member: str, *, now: float, kind: str = "user", column: str = "#members") -> None:
        """Put somebody into a group. Raises KeyError where the group is not there."""
        self._relate(group, kind, member, column, now, went=False)

    def leave(self, group: str, member: str, *, now: float, kind: str = "user", column: str = "#members") -> None:
        """Take somebody out of a group. Raises KeyError where the group is not there, or nobody of that id is in it."""
        self._relate(group, kind, member, column, now, went=True)

    def _relate(self, group: str, kind: str, member: str, column: str, now: float, *, went: bool) -> None:
        home = self._state.entity("directory.Groups")
        number = self._state.table(home).position(group)
        row = None if number is None else self._state.table(home).row(number)
        if number is None or row is None:
            raise KeyError(group)
        pairs = pairs_of(row[column])
        if went and (kind, member) not in pairs:
            raise KeyError(member)
        changed = [pair for pair in pairs if pair != (kind, member)] + ([] if went else [(kind, member)])
        self.update(home, None, number, {column: changed}, now)
        if column == "#members":
            self._state.memberships.append((self._state.stamp(), group, kind, member, went))

    def mutate(self, target: Target, now: float) -> None:
        """Change one row of the list that was read, delete the last, and add one."""
        view = view_of(target, self._state)
        table = self._state.table(view.home, view.scope if isinstance(view.scope, str) else None)
        if view.table is not table or target.route.kind == "item" or len(table) < 2:
            return
        self._mutations += 1
        first = next(islice(table.numbers(), self._mutations % min(len(table), _COUNTED), None))
        copy, last = table.row(first), table.last()
        if copy is None or last is None:
            return
        own = {"#immutable", "id", "userPrincipalName", *view.home.key}
        fields = {name: value for name, value in plain(copy).items() if name not in own}
        self.update(view.home, view.scope, first, {}, now)
        self.delete(view.home, view.scope, last, now)
        column = SCOPED.get(view.home.qualified_name, "")
        self.insert(view.home, {column: view.scope} if column else {}, fields, now)

    def parents(self, entity: EntitySpec, scope: Scope) -> dict[str, object]:
        """The parents a scope names, as columns; the first user where a mailbox is needed and none is named."""
        state, found = self._state, dict[str, object]()
        home = state.home(entity)
        for part, value in scope.items():
            column = "#user" if part in USER_PARTS else f"#{part}"
            try:
                found[column] = state.parent(part, str(value), found, module=home.module)
            except Refused as refused:
                if part in USER_PARTS:
                    raise QueryError(refused.message, entity=entity.name) from None
                found[column] = value
        column = SCOPED.get(home.qualified_name, "")
        if column and column not in found:
            found[column] = self._default(column)
        return found

    def _default(self, column: str) -> object:
        state = self._state
        if column == "#user":
            return state.enterprise.user(1).id
        entity = state.entity("files.Drives" if column == "#drive" else "sites.Lists")
        table = state.table(entity)
        row = next((table.row(number) for number in table.numbers()), None)
        return None if row is None else row["id"]

    def _columns(self, home: EntitySpec, parents: Mapping[str, object]) -> dict[str, object]:
        columns: dict[str, object] = {}
        for column, value in parents.items():
            part = column[1:]
            names = (part,) if part != "user" else ("user", "mailbox")
            for name in names:
                if (home.qualified_name, name) in SHARED:
                    columns[column] = frozenset({value})
                else:
                    columns[COLUMNS.get((home.qualified_name, name), column)] = value
        return columns

    def _found(self, entity: EntitySpec, key: object, scope: Scope) -> tuple[EntitySpec, object, int]:
        home = self._state.home(entity)
        parents = self.parents(entity, scope)
        number = self._state.number_of(home, str(key), parents)
        if number is None:
            raise KeyError(key)
        return home, self._state.scope(home, parents), number

    def _stored(self, spec: FieldSpec, value: object) -> object:
        """A value as people write it, as a row holds it; complex values by Python names or by wire names."""
        if spec.many and isinstance(value, list | tuple):
            return [self._stored_one(spec, one) for one in value]
        return self._stored_one(spec, value)

    def _stored_one(self, spec: FieldSpec, value: object) -> object:
        if spec.of is not None and isinstance(value, Mapping):
            known = self._state.catalogue.types[spec.of].by_name if spec.of in self._state.catalogue.types else {}
            return {
                known[name].wire if name in known else name: self._stored(known[name], inner)
                if name in known
                else inner
                for name, inner in value.items()
            }
        if not spec.is_plain and not spec.many:
            return value
        found = coerce(spec, value)
        return found.replace(tzinfo=UTC) if isinstance(found, datetime) and found.tzinfo is None else found


def _named(entity: EntitySpec, values: Mapping[str, object]) -> list[tuple[FieldSpec, object]]:
    return [(entity.field(name), value) for name, value in values.items()]


_MOMENTS = ("createdDateTime", "lastModifiedDateTime", "receivedDateTime", "sentDateTime", "lastUpdatedDateTime")


def _complete(home: EntitySpec, row: PlainRow, state: State) -> None:
    """What a service fills in by itself in a new row."""
    match home.qualified_name:
        case "mail.Messages":
            folders = state.table(state.entity("mail.MailFolders"), row["#user"] and str(row["#user"]))
            inbox = folders.row(0)
            if row["parentFolderId"] is None and inbox is not None:
                row["parentFolderId"] = inbox["id"]
            row.setdefault("isRead", False)
            row.setdefault("isDraft", False)
            row.setdefault("hasAttachments", False)
            row.setdefault("importance", "normal")
        case "mail.Attachments":
            row.setdefault("isInline", False)
            if row["size"] is None and isinstance(row["contentBytes"], str):
                row["size"] = len(b64decode(row["contentBytes"]))
        case "calendar.Events":
            organises = row.setdefault("isOrganizer", True) is not False
            response = "organizer" if organises else "notResponded"
            row.setdefault("responseStatus", {"response": response, "time": "0001-01-01T00:00:00Z"})
        case "directory.Users":
            row.setdefault("#manager", None)
            row.setdefault("accountEnabled", True)
            row.setdefault("userType", "Member")
            row.setdefault("assignedLicenses", [])
            row.setdefault("businessPhones", [])
            row.setdefault("mail", row["userPrincipalName"])
        case "directory.Groups":
            row.setdefault("#members", [])
            row.setdefault("#owners", [])
            row.setdefault("groupTypes", [])
        case "sites.ListItems":
            row["fields"] = {"id": row["id"], **_inner(row["fields"])}
            row.setdefault("eTag", f'"{row["id"]},1"')


def _next_version(tag: str) -> str:
    """SharePoint: what follows the last comma counts the changes."""
    name, _, number = tag.strip('"').rpartition(",")
    return f'"{name},{int(number) + 1}"' if number.isdigit() else tag


def _inner(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
