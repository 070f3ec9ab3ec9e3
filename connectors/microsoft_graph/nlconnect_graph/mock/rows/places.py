"""Where rows live: which entities share rows, which have a table for each mailbox or drive, and what makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from nlconnect.mock.tables import Source
from nlconnect_graph.mock.rows import calendar, contacts, files, mail, office, people, sites, tasks, teams, tenant
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
    "mail.MailboxSettings": "#user",
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
    "admin.ServiceHealthOverviews": office.health_overviews,
    "admin.ServiceIssues": office.service_issues,
    "admin.ServiceMessages": office.service_messages,
    "audit.DirectoryAudits": office.directory_audits,
    "audit.SignIns": office.sign_ins,
    "bookings.BookingAppointments": office.booking_appointments,
    "bookings.BookingBusinesses": office.booking_businesses,
    "bookings.BookingCustomers": office.booking_customers,
    "bookings.BookingServices": office.booking_services,
    "bookings.BookingStaffMembers": office.booking_staff,
    "calendar.CalendarGroups": calendar.calendar_groups,
    "calendar.CalendarPermissions": calendar.calendar_permissions,
    "calendar.Calendars": calendar.calendars,
    "calendar.Events": calendar.events,
    "calendar.RoomLists": calendar.room_lists,
    "calendar.Rooms": calendar.rooms,
    "contacts.ContactFolders": contacts.contact_folders,
    "contacts.Contacts": contacts.contacts,
    "contacts.People": contacts.people,
    "directory.AdministrativeUnits": tenant.administrative_units,
    "directory.AppRoleAssignments": tenant.app_role_assignments,
    "directory.Applications": tenant.applications,
    "directory.Devices": tenant.devices,
    "directory.DirectoryRoles": people.directory_roles,
    "directory.Domains": people.domains,
    "directory.Groups": people.groups,
    "directory.LicenseDetails": tenant.license_details,
    "directory.OrgContacts": tenant.org_contacts,
    "directory.Organizations": people.organizations,
    "directory.PermissionGrants": tenant.permission_grants,
    "directory.Photos": tenant.photos,
    "directory.RoleAssignments": tenant.role_assignments,
    "directory.ServicePrincipals": tenant.service_principals,
    "directory.SubscribedSkus": tenant.subscribed_skus,
    "directory.Users": people.users,
    "files.DriveItemPermissions": files.item_permissions,
    "files.DriveItemThumbnails": files.item_thumbnails,
    "files.DriveItemVersions": files.item_versions,
    "files.DriveItems": files.drive_items,
    "files.Drives": files.drives,
    "files.Shares": files.shares,
    "mail.Attachments": mail.attachments,
    "mail.GroupConversations": mail.conversations,
    "mail.MailFolders": mail.mail_folders,
    "mail.MailboxSettings": mail.mailbox_settings,
    "mail.MessageRules": mail.message_rules,
    "mail.Messages": mail.messages,
    "mail.OutlookCategories": mail.outlook_categories,
    "onenote.Notebooks": office.notebooks,
    "onenote.Pages": office.pages,
    "onenote.SectionGroups": office.section_groups,
    "onenote.Sections": office.sections,
    "planner.PlannerBuckets": tasks.buckets,
    "planner.PlannerPlanDetails": tasks.plan_details,
    "planner.PlannerPlans": tasks.plans,
    "planner.PlannerTaskDetails": tasks.planner_task_details,
    "planner.PlannerTasks": tasks.planner_tasks,
    "sites.ContentTypes": sites.content_types,
    "sites.ListColumns": sites.list_columns,
    "sites.ListItems": sites.list_items,
    "sites.Lists": sites.lists,
    "sites.SitePages": sites.site_pages,
    "sites.SitePermissions": sites.site_permissions,
    "sites.Sites": sites.sites,
    "teams.ChannelMembers": teams.channel_members,
    "teams.ChannelMessages": teams.channel_messages,
    "teams.Channels": teams.channels,
    "teams.ChatMembers": teams.chat_members,
    "teams.ChatMessages": teams.chat_messages,
    "teams.Chats": teams.chats,
    "teams.OnlineMeetings": teams.online_meetings,
    "teams.Presences": teams.presences,
    "teams.Shifts": teams.shifts,
    "teams.TeamMembers": teams.team_members,
    "teams.Teams": teams.teams,
    "todo.TodoChecklistItems": tasks.checklist_items,
    "todo.TodoLinkedResources": tasks.linked_resources,
    "todo.TodoLists": tasks.todo_lists,
    "todo.TodoTasks": tasks.todo_tasks,
}
