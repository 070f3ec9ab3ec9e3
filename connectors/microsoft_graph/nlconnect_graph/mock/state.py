"""The state of a mock Graph: its tables, who is who in an address, and switches for trouble."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from nlconnect.mock.system import Setting
from nlconnect.mock.tables import Listed, PlainRow, Row, RowVersions, Table
from nlconnect.mock.world import World
from nlconnect.model.catalogue import Catalogue, EntitySpec
from nlconnect_graph.mock.refusals import Refused, refusal
from nlconnect_graph.mock.rows.enterprise import SHAREPOINT, Enterprise
from nlconnect_graph.mock.rows.places import HOMES, SCOPED

USER_PARTS = frozenset({"user", "mailbox"})
PARENTS: Mapping[str, str] = {
    "group": "directory.Groups",
    "team": "teams.Teams",
    "channel": "teams.Channels",
    "chat": "teams.Chats",
    "drive": "files.Drives",
    "site": "sites.Sites",
    "list": "sites.Lists",
    "plan": "planner.PlannerPlans",
    "bucket": "planner.PlannerBuckets",
    "task": "planner.PlannerTasks",
    "todo_list": "todo.TodoLists",
    "todo_task": "todo.TodoTasks",
    "mail_folder": "mail.MailFolders",
    "contact_folder": "contacts.ContactFolders",
    "calendar": "calendar.Calendars",
    "calendar_group": "calendar.CalendarGroups",
    "business": "bookings.BookingBusinesses",
    "service_principal": "directory.ServicePrincipals",
    "notebook": "onenote.Notebooks",
    "section": "onenote.Sections",
    "message": "mail.Messages",
    "event": "calendar.Events",
    "item": "files.DriveItems",
    "folder": "files.DriveItems",
    "role": "directory.DirectoryRoles",
}
"""The entity a parameter of a path names a row of."""


@dataclass(slots=True)
class Switches:
    """Trouble that can be turned on while the mock is at work.

    `empty_pages`: every so many pages comes an empty one that has a next link. `repeat_delta`: a delta page repeats its
    first row at its end. `unknown_member`: every enumeration shows a member nobody knows. `mailbox_seconds`: how long a
    call keeps one of a mailbox's four places. `throttled_parts`: every so many parts of a batch get a 429.
    `challenge`: the next call of a client that can handle claims gets a claims challenge. `search_lag`: rows that were
    added in the last so many seconds are missing in advanced queries. `new_row_seconds`: a new user or group is a 404
    for so long.
    """

    empty_pages: int = 0
    repeat_delta: bool = False
    unknown_member: bool = False
    mailbox_seconds: float = 0.0
    throttled_parts: int = 0
    challenge: bool = False
    search_lag: float = 0.0
    new_row_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that was deleted, for delta queries."""

    version: int
    row: Row
    at: float


@dataclass
class State:
    """Everything that changes."""

    setting: Setting
    catalogue: Catalogue
    enterprise: Enterprise
    world: World
    base_url: str
    switches: Switches = field(default_factory=Switches)
    no_mailbox: set[str] = field(default_factory=set)
    """Users without an Exchange licence: 404 `MailboxNotEnabledForRESTAPI`."""
    memberships: list[tuple[int, str, str, str, bool]] = field(default_factory=list)
    """Who came into a group or went: row version, group, type, id, and whether it went."""
    gone: dict[tuple[Hashable, str], list[Gone]] = field(default_factory=dict)
    added: dict[str, float] = field(default_factory=dict)
    delta_since: float = 0.0
    """Delta tokens given out before this moment are refused with a 410."""
    pages: int = 0
    now: float = 0.0
    """The time of the request under way."""
    _made: int = 0

    def entity(self, name: str) -> EntitySpec:
        """The entity of a bare or qualified name. Raises QueryError with the nearest names."""
        return self.catalogue.entity(name)

    def home(self, entity: EntitySpec) -> EntitySpec:
        """The entity whose rows these are: a calendar view shows events."""
        home = HOMES.get(entity.qualified_name)
        return entity if home is None else self.catalogue.entity(home)

    def scope(self, entity: EntitySpec, parents: Mapping[str, object]) -> Hashable:
        """Which table of an entity: most have one for the tenant, some one for each mailbox or drive."""
        part = SCOPED.get(entity.qualified_name)
        return None if part is None else parents.get(part) or parents.get("#group")

    def table(self, entity: EntitySpec, scope: Hashable = None) -> Table:
        return self.world.table(scope, entity)

    def stamp(self, scope: Hashable = None) -> int:
        """A row version above all that were given out so far."""
        return self.world.versions(scope).next()

    def listed(self, entity: EntitySpec, rows: Sequence[Row]) -> Table:
        """A table made for one answer."""
        return Table(
            entity.qualified_name,
            key="id",
            source=Listed([plain(row) for row in rows]),
            versions=RowVersions(origin=0),
            position=0,
        )

    def user(self, name: str) -> Row:
        """The user of an object id or user principal name. Raises Refused."""
        row = self.find_user(name)
        if row is None:
            raise refusal(
                "directory",
                "missing",
                f"Resource '{name}' does not exist or one of its queried reference-property objects are not present.",
            )
        return row

    def find_user(self, name: str) -> Row | None:
        table = self.table(self.catalogue.entity("directory.Users"))
        lowered = name.lower()
        row = table.get(lowered)
        if row is not None:
            return row
        for number in table.find("userPrincipalName", lowered) or ():
            return table.row(number)
        for number in range(self.enterprise.user_count, (table.last() or -1) + 1):
            added = table.row(number)
            if added is not None and str(added["userPrincipalName"]).lower() == lowered:
                return added
        return None

    def mailbox(self, name: str) -> str:
        """The id of the user whose mailbox it is. Raises Refused, as Exchange does."""
        row = self.find_user(name)
        if row is None:
            raise Refused(404, "ErrorInvalidUser", f"The requested user '{name}' is invalid.")
        identifier = str(row["id"])
        if row["mail"] is None or identifier in self.no_mailbox:
            raise Refused(
                404,
                "MailboxNotEnabledForRESTAPI",
                "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
            )
        return identifier

    def parent(self, part: str, value: str, parents: Mapping[str, object], *, module: str) -> str:
        """The id of a row that an address names as a parent. Raises Refused where there is none."""
        if part in USER_PARTS:
            outlook = module in ("mail", "calendar", "contacts", "todo")
            return self.mailbox(value) if outlook else str(self.user(value)["id"])
        name = PARENTS.get(part) if (module, part) != ("teams", "message") else "teams.ChannelMessages"
        if name is None:
            return value
        entity = self.catalogue.entity(name)
        row = self.named(entity, value, parents)
        if row is None:
            raise refusal(entity.module, "missing")
        return str(row["id"])

    def named(self, entity: EntitySpec, value: str, parents: Mapping[str, object]) -> Row | None:
        """A row by its id or by another name that addresses know it by."""
        number = self.number_of(entity, value, parents)
        return None if number is None else self.table(entity, self.scope(entity, parents)).row(number)

    def number_of(self, entity: EntitySpec, value: str, parents: Mapping[str, object]) -> int | None:
        """The number of the live row of an id, an immutable id or a well-known name."""
        table = self.table(entity, self.scope(entity, parents))
        if entity.qualified_name in _WELL_KNOWN:
            for found in table.find("#well_known", value.lower()) or ():
                return found
        if entity.qualified_name == "sites.Sites":
            value = SHAREPOINT if value.lower() == "root" else value
            for found in table.find("#name", value.lower().rstrip(":")) or ():
                return found
        if entity.qualified_name == "sites.Lists":
            for found in table.find("#site", parents.get("#site")) or ():
                named = table.row(found)
                if named is not None and str(named["displayName"]).casefold() == value.casefold():
                    return found
        if entity.qualified_name == "directory.Users":
            row = self.find_user(value)
            value = value if row is None else str(row["id"])
        number = table.position(value)
        known = entity.module in ("mail", "calendar", "contacts")
        if number is None:
            for found in table.find("#immutable", value) or ():
                number = found
        row = None if number is None else table.row(number)
        if row is None or (known and value not in (row["id"], row["#immutable"])):
            return None  # an id from before it was moved
        return number

    def new_id(self, entity: EntitySpec) -> str:
        """An id for a row that was added: a GUID, or a short number for list items."""
        self._made += 1
        if entity.qualified_name == "sites.ListItems":
            return str(1_000_000 + self._made)
        return self.enterprise.guids(f"new {entity.qualified_name}")[self._made]

    def note_gone(self, scope: Hashable, entity: EntitySpec, row: Row, now: float) -> None:
        if "deletedDateTime" in entity.by_wire:
            row = PlainRow({**row, "deletedDateTime": utc(now)})
        self.gone.setdefault((scope, entity.qualified_name), []).append(Gone(self.stamp(scope), row, now))

    def gone_from(self, scope: Hashable, entity: EntitySpec) -> Sequence[Gone]:
        return self.gone.get((scope, entity.qualified_name), ())


_WELL_KNOWN = frozenset({"mail.MailFolders", "todo.TodoLists", "calendar.Calendars", "files.DriveItems"})


def utc(now: float) -> datetime:
    return datetime.fromtimestamp(now, UTC).replace(microsecond=0)


def plain(row: Row) -> PlainRow:
    """A row with all it holds, that one may write on."""
    whole = getattr(row, "whole", None)
    return PlainRow(whole() if whole is not None else row)
