"""Every entity of the catalogue can be read from a mock Graph, by every path that the catalogue knows."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

from nlconnect.model.catalogue import Catalogue, EntitySpec

CATALOGUE = Catalogue("nlconnect_graph")
READABLE = [e for e in CATALOGUE.entities() if "GET" in e.methods and e.name != "Subscriptions"]


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller(user="daan.vandenheuvel@voorbeeldgroep.test")


class Samples:
    """A value for each parameter, from the lists the parents are on."""

    def __init__(self, graph: GraphCaller) -> None:
        self._graph = graph
        self._known: dict[str, str] = {"kind": "user", "path": "Facturen", "host": "voorbeeldgroep.sharepoint.test"}
        self._known |= {"mailbox": str(graph.info["mailbox"]), "user": str(graph.info["mailbox"])}

    def fill(self, path: str) -> str:
        if path.startswith("/sites/{host}"):
            return "/sites/voorbeeldgroep.sharepoint.test:/sites/Administratie"
        known = dict(self._known) | (self._workbook() if "/workbook/" in path else {})
        if path.endswith("directReports"):
            return path.replace("{user}", "lotte.prins@voorbeeldgroep.test")
        if "{message}/replies" in path:
            known["message"] = self._known.get("channel message") or self._first("channel message")
        return re.sub(r"\{(\w+)\}", lambda mark: known.get(mark[1]) or self._first(mark[1]), path)

    def _workbook(self) -> dict[str, str]:
        files = self._graph.rows(self.fill("/drives/{drive}/root/children"))
        book = next(file for file in files if file["name"].endswith(".xlsx"))
        return {"item": str(book["id"]), "workbook": quote(str(book["name"])), "table": "Debiteuren"}

    def _first(self, name: str) -> str:
        lists = {
            "group": "/groups?$filter=displayName eq 'Administratie'",
            "team": "/teams",
            "channel": "/teams/{team}/channels",
            "channel message": "/teams/{team}/channels/{channel}/messages?$top=50",
            "chat": "/chats",
            "site": "/sites",
            "list": "/sites/{site}/lists",
            "drive": "/users/{user}/drives",
            "item": "/drives/{drive}/root/children",
            "folder": "/drives/{drive}/root/children",
            "plan": "/groups/{group}/planner/plans",
            "bucket": "/planner/plans/{plan}/buckets",
            "task": "/planner/plans/{plan}/tasks",
            "todo_list": "/users/{mailbox}/todo/lists",
            "todo_task": "/users/{mailbox}/todo/lists/{todo_list}/tasks",
            "mail_folder": "/users/{mailbox}/mailFolders",
            "contact_folder": "/users/{mailbox}/contactFolders",
            "calendar": "/users/{mailbox}/calendars",
            "calendar_group": "/users/{mailbox}/calendarGroups",
            "message": "/users/{mailbox}/messages?$filter=hasAttachments eq true",
            "event": "/users/{mailbox}/events?$filter=type eq 'seriesMaster'",
            "business": "/solutions/bookingBusinesses",
            "service_principal": "/servicePrincipals?$filter=displayName eq 'Microsoft Graph'",
            "notebook": "/me/onenote/notebooks",
            "section": "/me/onenote/sections",
            "room_list": "/places/microsoft.graph.roomlist",
            "app_id": "/applications",
            "device_id": "/devices",
            "share": "",
        }
        if name == "share":
            shares = self._graph.service.state.table(CATALOGUE.entity("files.Shares"))
            row = shares.row(0)
            assert row is not None
            value = str(row["#share"])
        else:
            rows = self._graph.rows(self.fill(lists[name]))
            field = {"app_id": "appId", "device_id": "deviceId"}.get(name, "id")
            row = rows[-1] if name in ("section", "message", "event", "channel message") else rows[0]
            value = str(row[field])
        self._known[name] = value
        return value


@pytest.fixture(scope="module")
def samples(graph: GraphCaller) -> Samples:
    return Samples(graph)


WINDOW = "startDateTime=2025-01-01T00:00:00Z&endDateTime=2027-01-01T00:00:00Z"


def options_of(entity: EntitySpec) -> str:
    if entity.qualified_name in ("calendar.CalendarView", "calendar.EventInstances"):
        return f"?{WINDOW}"
    if entity.qualified_name == "files.WorkbookColumns":
        return "?$select=id,name,index"  # without it, Excel sends all that stands in them
    if entity.qualified_name == "teams.OnlineMeetings":
        return "?$filter=joinWebUrl eq 'https://teams.mock.test/l/meetup-join/1-0'"
    return ""


LISTS = [
    (e, path.path)
    for e in READABLE
    for path in e.paths
    if path.path != "/me/directReports" and e.wire != "workbookRange"  # a range is no list: see test_graph_workbooks
]


@pytest.mark.parametrize(("entity", "path"), LISTS, ids=[f"{e.name} {p}" for e, p in LISTS])
def test_every_list_answers_with_rows(graph: GraphCaller, samples: Samples, entity: EntitySpec, path: str) -> None:
    body = graph.body(samples.fill(path) + options_of(entity))
    assert body["value"]
    unknown = {name for row in body["value"] for name in row if "@" not in name} - set(entity.by_wire)
    assert unknown == set()


ITEMS = [(entity, path.path) for entity in READABLE for path in entity.item_paths]


@pytest.mark.parametrize(("entity", "path"), ITEMS, ids=[f"{e.name} {p}" for e, p in ITEMS])
def test_every_row_can_be_read_by_its_own_address(
    graph: GraphCaller, samples: Samples, entity: EntitySpec, path: str
) -> None:
    if "{id}" in path:
        own = path.replace("/microsoft.graph.sitePage", "").replace("/{id}", "")
        home = {"/planner/buckets": "/planner/plans/{plan}/buckets", "/planner/tasks": "/planner/plans/{plan}/tasks"}
        home |= {"/planner/plans": "/groups/{group}/planner/plans", "/drives": "/users/{user}/drives"}
        home |= {"/directory/deletedItems": "/directory/deletedItems/microsoft.graph.user", "/places": ""}
        home |= {"/drives/{drive}/items": "/drives/{drive}/root/children", "/communications/presences": "presence"}
        home |= {"/sites/{site}/drive/items": "/sites/{site}/drive/root/children"}
        listed = home.get(own, own)
        if own == "/places":
            listed = entity.paths[0].path
        if listed == "presence":
            row = graph.body(samples.fill("/users/{user}/presence"))
        else:
            row = graph.rows(samples.fill(listed) + options_of(entity))[0]
        path = path.replace("{id}", str(row["id"]))
        assert graph.body(samples.fill(path))["id"] == row["id"]
    else:
        assert graph.body(samples.fill(path))["@odata.context"]
