"""What `$expand` opens in a row: navigation properties whose rows the mock knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec
from nlconnect_graph.mock.pages import Walk
from nlconnect_graph.mock.question import Expand
from nlconnect_graph.mock.rendering import Shape, json_value, render
from nlconnect_graph.mock.state import State
from nlconnect_graph.mock.views import View, directory_object, pairs_of

LARGEST_EXPANDED = 20
"""Graph: what is expanded in a directory object ends at 20, without a link to the rest."""

CHILDREN: Mapping[tuple[str, str], tuple[str, str]] = {
    ("mail.Messages", "attachments"): ("mail.Attachments", "#message"),
    ("calendar.Events", "attachments"): ("mail.Attachments", "#event"),
    ("mail.MailFolders", "childFolders"): ("mail.MailFolders", "parentFolderId"),
    ("mail.MailFolders", "messages"): ("mail.Messages", "parentFolderId"),
    ("contacts.ContactFolders", "contacts"): ("contacts.Contacts", "parentFolderId"),
    ("calendar.CalendarGroups", "calendars"): ("calendar.Calendars", "#calendar_group"),
    ("calendar.Calendars", "events"): ("calendar.Events", "#calendar"),
    ("files.DriveItems", "children"): ("files.DriveItems", "#folder"),
    ("files.DriveItems", "thumbnails"): ("files.DriveItemThumbnails", "#item"),
    ("files.DriveItems", "permissions"): ("files.DriveItemPermissions", "#item"),
    ("sites.Lists", "columns"): ("sites.ListColumns", "#list"),
    ("sites.Lists", "items"): ("sites.ListItems", "#list"),
    ("sites.Sites", "lists"): ("sites.Lists", "#site"),
    ("sites.Sites", "drives"): ("files.Drives", "#site"),
    ("teams.Teams", "channels"): ("teams.Channels", "#team"),
    ("teams.Teams", "members"): ("teams.TeamMembers", "#team"),
    ("teams.ChannelMessages", "replies"): ("teams.ChannelMessages", "#message"),
    ("teams.Chats", "members"): ("teams.ChatMembers", "#chat"),
    ("todo.TodoTasks", "checklistItems"): ("todo.TodoChecklistItems", "#todo_task"),
    ("todo.TodoTasks", "linkedResources"): ("todo.TodoLinkedResources", "#todo_task"),
    ("todo.TodoLists", "tasks"): ("todo.TodoTasks", "#todo_list"),
    ("onenote.Notebooks", "sections"): ("onenote.Sections", "#notebook"),
    ("admin.ServiceHealthOverviews", "issues"): ("admin.ServiceIssues", "service"),
}
"""Collections by entity and property: whose rows they are, and the column that points back."""


def opener(state: State, view: View, expand: Expand) -> Callable[[Row], object]:
    """What shows an expanded property of one row. A property of which the mock has no rows is an empty list."""
    name = view.home.qualified_name
    if expand.name == "fields":
        return lambda row: _fields(row, expand)
    if view.entity.advanced_query:
        return lambda row: _directory(state, row, expand)
    if (name, expand.name) == ("teams.Chats", "lastMessagePreview"):
        return lambda row: _preview(state, row)
    child = CHILDREN.get((name, expand.name))
    if child is None:
        return lambda row: json_value(row[expand.name]) if row[expand.name] is not None else None
    nested, column = state.entity(child[0]), child[1]
    shape = Shape(nested, expand.select)

    def opened(row: Row) -> object:
        scope = str(row["id"]) if nested.qualified_name == "sites.ListItems" else view.scope
        key = row["id"] if name != "admin.ServiceHealthOverviews" else row["service"]
        equal = {} if scope == row["id"] else {column: key}
        rows = [found for _, found in Walk(state.table(nested, scope), equal=equal).rows()]
        return [render(found, shape) for found in rows[: expand.top]]

    return opened


def _fields(row: Row, expand: Expand) -> object:
    values = row["fields"]
    if not isinstance(values, Mapping):
        return None
    wanted = {name: value for name, value in values.items() if not expand.select or name in expand.select}
    return {"@odata.etag": row["eTag"], **_mapping(json_value(wanted))}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _preview(state: State, row: Row) -> object:
    messages = state.entity("teams.ChatMessages")
    found = [m for _, m in Walk(state.table(messages), equal={"chatId": row["id"]}).rows()]
    if not found:
        return None
    wanted = ("id", "createdDateTime", "messageType", "body", "from")
    return render(found[-1], Shape(messages, wanted))


def _directory(state: State, row: Row, expand: Expand) -> object:
    """At most twenty objects; a manager is one object, or absent."""
    pairs: list[tuple[str, str]] = []
    match expand.name:
        case "manager":
            pairs = [("user", str(row["#manager"]))] if row["#manager"] else []
        case "members" | "owners":
            pairs = pairs_of(row[f"#{expand.name}"])
        case "directReports":
            users = state.table(state.entity("directory.Users"))
            pairs = [("user", str(found["id"])) for _, found in Walk(users, equal={"#manager": row["id"]}).rows()]
        case "memberOf" | "transitiveMemberOf":
            pairs = _memberships(state, row)
    objects = [
        (kind, found) for kind, identifier in pairs if (found := directory_object(state, kind, identifier)) is not None
    ]
    shown = [_object(state, kind, found, expand) for kind, found in objects[:LARGEST_EXPANDED]]
    if expand.name == "manager":
        return shown[0] if shown else None
    return shown


def _memberships(state: State, row: Row) -> list[tuple[str, str]]:
    groups = state.table(state.entity("directory.Groups"))
    mark = ("user", str(row["id"]))
    return [("group", str(g["id"])) for _, g in Walk(groups).rows() if mark in pairs_of(g["#members"])]


def _object(state: State, kind: str, row: Row, expand: Expand) -> object:
    home: EntitySpec = state.entity("directory.Users" if kind == "user" else "directory.Groups")
    return render(row, Shape(home, expand.select, typed=True))
