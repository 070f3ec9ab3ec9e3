"""The rows an address is about: a table, and what narrows it down to the parents in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from nlconnect.mock.tables import Row, Table
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.addresses import Target
from nlconnect_graph.mock.refusals import refusal
from nlconnect_graph.mock.rows.calendar import occurrences
from nlconnect_graph.mock.rows.enterprise import SHAREPOINT
from nlconnect_graph.mock.rows.mail import INVOICES
from nlconnect_graph.mock.rows.places import COLUMNS, SHARED
from nlconnect_graph.mock.rows.tenant import KEPT_DELETED, deleted_users
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
    entity, home = target.entity, state.home(target.entity)
    parents = parents_of(target, state)
    scope = state.scope(home, parents)
    equal, tests = dict[str, object](), list[Test]()
    named = [part for part in target.parents if part not in LOOSE]
    if named:
        part = named[-1]
        column = column_of(part)
        identifier = parents[column]
        place = COLUMNS.get((entity.qualified_name, part), column)
        if (entity.qualified_name, part) in SHARED:
            tests.append(_one_of(column, str(identifier)))
        elif identifier != scope or not place.startswith("#"):
            equal[place] = identifier
    return View(entity, home, scope, state.table(home, scope), equal, tuple(tests))


LOOSE = frozenset({"path", "host", "share", "size", "app_id", "device_id", "kind"})
"""Parameters that name no row."""


def column_of(part: str) -> str:
    return "#user" if part in USER_PARTS else f"#{part}"


def parents_of(target: Target, state: State) -> dict[str, object]:
    """The ids of all rows an address goes through. Raises Refused where one of them is missing."""
    parents: dict[str, object] = {}
    for part, value in target.parents.items():
        if part not in LOOSE:
            parents[column_of(part)] = state.parent(part, value, parents, module=target.entity.module)
    return parents


def _folders(target: Target, state: State) -> View:
    """Graph: only the folders at the top, unless one goes into one; hidden ones on request."""
    view = _plain(target, state)
    if view.equal or target.route.kind != "list":
        return view
    return replace(view, tests=(lambda row: row["#folder"] != INVOICES,))


def _channel_messages(target: Target, state: State) -> View:
    view = _plain(target, state)
    if target.route.kind != "list" or "message" in target.parents:
        return view
    return replace(view, tests=(lambda row: row["#message"] is None,))


def _by_other_key(target: Target, state: State) -> View:
    """`applications(appId='...')`, `devices(deviceId='...')`, `/shares/u!...`."""
    view = _plain(target, state)
    keys = {"app_id": "appId", "device_id": "deviceId", "share": "#share"}
    equal = {keys[part]: value for part, value in target.parents.items() if part in keys}
    return replace(view, equal={**view.equal, **equal})


def _sites(target: Target, state: State) -> View:
    view = _by_other_key(target, state)
    template = target.route.template
    if template == "/sites/root":
        return replace(view, equal={"#name": SHAREPOINT})
    if "host" in target.parents:
        host, path = target.parents["host"], target.parents["path"].strip("/").lower()
        return replace(view, equal={"#name": f"{host}:/{path}".lower()})
    return view


def _drive_items(target: Target, state: State) -> View:
    """Items by drive, wherever the address begins: a drive, or the drive of somebody, a group or a site."""
    entity = target.entity
    drive = drive_of(target, state)
    table = state.table(entity, drive)
    view = View(entity, entity, drive, table)
    parents = {"#drive": drive}
    template = target.route.template
    folder: str | None = None
    if "folder" in target.parents and "path" not in target.parents:
        folder = state.parent("folder", target.parents["folder"], parents, module="files")
    elif "path" in target.parents:
        below = target.parents.get("folder")
        start = None if below is None else state.number_of(entity, below, parents)
        number = at_path(table, target.parents["path"], start)
        row = None if number is None else table.row(number)
        if row is None:
            raise refusal("files", "missing")
        if not template.endswith("children"):
            return replace(view, equal={"id": row["id"]})
        folder = str(row["id"])
    elif template.endswith("root"):
        return replace(view, equal={"#well_known": "root"})
    elif template.endswith("root/children"):
        folder = state.parent("folder", "root", parents, module="files")
    return view if folder is None else replace(view, equal={"#folder": folder})


def drive_of(target: Target, state: State) -> str:
    """The id of the drive an address is about. Raises Refused."""
    drives = state.entity("files.Drives")
    part, value = next(iter(target.parents.items()))
    if part == "drive":
        return state.parent("drive", value, {}, module="files")
    identifier = state.parent(part, value, {}, module="files")
    for number in state.table(drives).find(column_of(part), identifier) or ():
        row = state.table(drives).row(number)
        if row is not None:
            return str(row["id"])
    raise refusal("files", "missing")


def at_path(table: Table, path: str, start: int | None = None) -> int | None:
    """The number of the item at a path below the root or a folder; names are the same in any case."""
    found = next(iter(table.find("#well_known", "root") or ()), None) if start is None else start
    for name in (part for part in path.split("/") if part):
        folder = None if found is None else table.row(found)
        if folder is None:
            return None
        below = table.find("#folder", folder["id"]) or ()
        found = next((n for n in below if _named(table.row(n), name)), None)
    return found


def _named(row: Row | None, name: str) -> bool:
    return row is not None and str(row["name"]).casefold() == name.casefold()


def _places(target: Target, state: State) -> View:
    """Rooms and lists of rooms share their addresses."""
    view = _plain(target, state)
    if target.route.kind != "item" or view.table.get(target.parameters["id"]) is not None:
        return view
    other = state.entity("calendar.Rooms" if view.home.name == "RoomLists" else "calendar.RoomLists")
    return View(other, other, None, state.table(other))


def _deleted(target: Target, state: State) -> View:
    """What was deleted in the last thirty days."""
    kind = target.parents.get("kind", "user").lower()
    rows: list[Row] = list(deleted_users(state.enterprise)) if kind == "user" and state.setting.seeded else []
    for name in ("directory.Users", "directory.Groups", "directory.Applications"):
        kept = state.now - KEPT_DELETED.total_seconds()
        rows += [gone.row for gone in state.gone_from(None, state.entity(name)) if gone.at > kept]
    rows = [row for row in rows if "kind" not in target.parents or str(row["#type"]).lower() == kind]
    return View(target.entity, target.entity, None, state.listed(target.entity, rows), typed=True)


def _calendar_view(target: Target, state: State) -> View:
    """Occurrences of series instead of their masters; the window is the question's, and `reading` looks at it."""
    view = _plain(target, state)
    event = target.parents.get("event")
    if event is not None:
        parents = parents_of(target, state)
        number = state.number_of(view.home, str(parents["#event"]), parents)
        masters = [] if number is None else [view.table.row(number)]
        rows: list[Row] = [row for master in masters if master is not None for row in occurrences(master)]
        return View(view.entity, view.home, view.scope, state.listed(view.home, rows))
    return view


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
    pairs = pairs_of(row[column])
    if target.route.template.endswith("transitiveMembers"):
        pairs = _with_theirs(state, pairs)
    found = (directory_object(state, kind, identifier) for kind, identifier in pairs)
    rows = [row for row in found if row is not None]
    return View(target.entity, target.entity, None, state.listed(target.entity, rows), typed=True)


def _with_theirs(state: State, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Members, and the members of the groups among them."""
    found = dict.fromkeys(pairs)
    waiting = [identifier for kind, identifier in pairs if kind == "group"]
    while waiting:
        group = directory_object(state, "group", waiting.pop())
        for pair in pairs_of(group["#members"]) if group is not None else ():
            if pair not in found:
                found[pair] = None
                waiting += [pair[1]] if pair[0] == "group" else []
    return list(found)


def pairs_of(value: object) -> list[tuple[str, str]]:
    """Members or owners as a row holds them: types and ids."""
    return list(value) if isinstance(value, list) else []


def _memberships(target: Target, state: State) -> View:
    user = state.user(target.parents["user"])
    mark = ("user", str(user["id"]))
    deep = target.route.template.endswith("transitiveMemberOf")

    def holds(row: Row) -> bool:
        pairs = pairs_of(row["#members"])
        return mark in (_with_theirs(state, pairs) if deep else pairs)

    rows = [row for row in _holders(state) if holds(row)]
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
    "calendar.EventInstances": _calendar_view,
    "calendar.RoomLists": _places,
    "calendar.Rooms": _places,
    "directory.Applications": _by_other_key,
    "directory.DeletedObjects": _deleted,
    "directory.Devices": _by_other_key,
    "directory.ServicePrincipals": _by_other_key,
    "files.DriveItems": _drive_items,
    "files.Shares": _by_other_key,
    "mail.MailFolders": _folders,
    "sites.Sites": _sites,
    "teams.ChannelMessages": _channel_messages,
    "directory.Managers": _managers,
    "directory.DirectReports": _reports,
    "directory.GroupMembers": _members,
    "directory.GroupOwners": _members,
    "directory.Memberships": _memberships,
}
