"""Where rows live: which entities share rows, which have a table for each mailbox or drive, and what makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from nlconnect.mock.tables import Source
from nlconnect_graph.mock.rows import mail, people
from nlconnect_graph.mock.rows.enterprise import Enterprise

Make: TypeAlias = Callable[[Enterprise, object], Source]

HOMES: Mapping[str, str] = {
    "calendar.CalendarView": "calendar.Events",
    "calendar.EventInstances": "calendar.Events",
    "directory.DirectReports": "directory.Users",
    "directory.Managers": "directory.Users",
}
"""Entities that show the rows of another one."""

SCOPED: Mapping[str, str] = {
    "mail.Messages": "#user",
    "mail.MailFolders": "#user",
    "mail.MessageRules": "#user",
    "mail.OutlookCategories": "#user",
    "mail.Attachments": "#user",
    "contacts.Contacts": "#user",
    "contacts.ContactFolders": "#user",
    "contacts.People": "#user",
    "calendar.Events": "#user",
    "calendar.Calendars": "#user",
    "calendar.CalendarGroups": "#user",
    "calendar.CalendarPermissions": "#user",
    "todo.TodoLists": "#user",
    "todo.TodoTasks": "#user",
    "todo.TodoChecklistItems": "#user",
    "todo.TodoLinkedResources": "#user",
    "files.DriveItems": "#drive",
    "files.DriveItemPermissions": "#drive",
    "files.DriveItemVersions": "#drive",
    "files.DriveItemThumbnails": "#drive",
    "sites.ListItems": "#list",
}
"""The parent by which an entity's rows are kept apart, so that no table of all mailboxes has to be made."""

COLUMNS: Mapping[tuple[str, str], str] = {
    ("mail.Messages", "mail_folder"): "parentFolderId",
    ("mail.MailFolders", "mail_folder"): "parentFolderId",
    ("contacts.Contacts", "contact_folder"): "parentFolderId",
    ("planner.PlannerBuckets", "plan"): "planId",
    ("planner.PlannerTasks", "plan"): "planId",
    ("planner.PlannerTasks", "bucket"): "bucketId",
    ("teams.ChatMessages", "chat"): "chatId",
    ("directory.DirectReports", "user"): "#manager",
}
"""Fields that hold a parent; else a column of its own, such as `#group`, does."""

SHARED: frozenset[tuple[str, str]] = frozenset(
    {("teams.Chats", "user"), ("teams.Teams", "user"), ("planner.PlannerTasks", "user"), ("teams.ChatMessages", "user")}
)
"""Parents of which a row can have several: the column holds them all."""

STRUCTURE = frozenset(
    {
        "directory.Users",
        "directory.Organizations",
        "directory.Domains",
        "mail.MailFolders",
        "calendar.Calendars",
        "calendar.CalendarGroups",
        "contacts.ContactFolders",
        "files.Drives",
        "sites.Sites",
        "todo.TodoLists",
    }
)
"""What is there even where no row was asked for."""

ROWS: Mapping[str, Make] = {
    "directory.Users": people.users,
    "directory.Groups": people.groups,
    "directory.Organizations": people.organizations,
    "directory.Domains": people.domains,
    "directory.DirectoryRoles": people.directory_roles,
    "mail.Messages": mail.messages,
    "mail.MailFolders": mail.mail_folders,
}
