"""The rows an address is about: a table, and what narrows it down to the parents in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from nlconnect.mock.tables import Row, Table
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.refusals import refusal
from nlconnect_graph.mock.rows.places import COLUMNS, SHARED
from nlconnect_graph.mock.state import USER_PARTS, State

Test = Callable[[Row], bool]


@dataclass(frozen=True)
class View:
    """Rows of a home entity, shown as another one or as itself."""

    entity: EntitySpec
    home: EntitySpec
    scope: object
    table: Table
    equal: Mapping[str, object] = field(default_factory=dict)
    tests: tuple[Test, ...] = ()
    typed: bool = False

    def holds(self, row: Row) -> bool:
        return all(row[name] == value for name, value in self.equal.items()) and all(test(row) for test in self.tests)


def view_of(target: Target, state: State) -> View:
    """The rows behind an address, without those its options leave out. Raises Refused."""
    entity = target.entity
    special = _SPECIAL.get(entity.qualified_name)
    if special is not None:
        return special(target, state)
    return _plain(target, state)


def _plain(target: Target, state: State) -> View:
    entity = target.entity
    home = state.home(entity)
    parents, tests = dict[str, object](), list[Test]()
    equal: dict[str, object] = {}
    for part, value in target.parents.items():
        if part in ("path", "host", "share", "size", "app_id", "device_id"):
            continue
        identifier = state.parent(part, value, parents, module=entity.module)
        column = "#user" if part in USER_PARTS else f"#{part}"
        parents[column] = identifier
        place = COLUMNS.get((entity.qualified_name, part), column)
        if (entity.qualified_name, part) in SHARED:
            tests.append(_one_of(column, identifier))
        else:
            equal[place] = identifier
    scope = state.scope(home, parents)
    equal = {name: value for name, value in equal.items() if value != scope or not name.startswith("#")}
    table = state.table(home, scope)
    if entity.qualified_name == "mail.MailFolders" and "parentFolderId" not in equal and target.route.kind == "list":
        tests.append(lambda row: row["#folder"] != 7 and not row["isHidden"])
    return View(entity, home, scope, table, equal, tuple(tests))


def _one_of(column: str, identifier: str) -> Test:
    return lambda row: identifier in (row[column] or ())  # type: ignore[operator]  # the column holds several


def _managers(target: Target, state: State) -> View:
    user = state.user(target.parents["user"])
    users = state.entity("directory.Users")
    manager = None if user["#manager"] is None else state.find_user(str(user["#manager"]))
    if manager is None:
        raise refusal(
            "directory",
            "missing",
            "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
        )
    return View(target.entity, users, None, state.listed(users, [manager]), typed=True)


def _reports(target: Target, state: State) -> View:
    user = state.user(target.parents["user"])
    users = state.entity("directory.Users")
    return View(target.entity, users, None, state.table(users), {"#manager": user["id"]}, typed=True)


def _members(target: Target, state: State) -> View:
    part, value = next(iter(target.parents.items()))
    holder = state.entity("directory.DirectoryRoles" if part == "role" else "directory.Groups")
    row = state.named(holder, value, {})
    if row is None:
        raise refusal("directory", "missing", f"Resource '{value}' does not exist.")
    column = "#owners" if target.entity.qualified_name == "directory.GroupOwners" else "#members"
    found = (directory_object(state, kind, identifier) for kind, identifier in pairs_of(row[column]))
    rows = [row for row in found if row is not None]
    return View(target.entity, target.entity, None, state.listed(target.entity, rows), typed=True)


def pairs_of(value: object) -> list[tuple[str, str]]:
    """Members or owners as a row holds them: types and ids."""
    return list(value) if isinstance(value, list) else []


def _memberships(target: Target, state: State) -> View:
    user = state.user(target.parents["user"])
    mark = ("user", str(user["id"]))
    rows = [row for row in _holders(state) if mark in pairs_of(row["#members"])]
    return View(target.entity, target.entity, None, state.listed(target.entity, rows), typed=True)


def _holders(state: State) -> Iterator[Row]:
    for name in ("directory.Groups", "directory.DirectoryRoles", "directory.AdministrativeUnits"):
        table = state.table(state.entity(name))
        yield from (row for number in table.numbers() if (row := table.row(number)) is not None)


def directory_object(state: State, kind: str, identifier: str) -> Row | None:
    """A user, group, role, device, app or unit by its id."""
    if kind == "user":
        return state.find_user(identifier)
    home = DIRECTORY_TYPES.get(kind)
    return None if home is None else state.table(state.entity(home)).get(identifier)


DIRECTORY_TYPES: Mapping[str, str] = {
    "user": "directory.Users",
    "group": "directory.Groups",
    "device": "directory.Devices",
    "application": "directory.Applications",
    "servicePrincipal": "directory.ServicePrincipals",
    "orgContact": "directory.OrgContacts",
    "directoryRole": "directory.DirectoryRoles",
    "administrativeUnit": "directory.AdministrativeUnits",
}

_SPECIAL: Mapping[str, Callable[[Target, State], View]] = {
    "directory.Managers": _managers,
    "directory.DirectReports": _reports,
    "directory.GroupMembers": _members,
    "directory.GroupOwners": _members,
    "directory.Memberships": _memberships,
}
