"""Planner and To Do: chasing the open invoices."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, time, timedelta

from nlconnect.mock.dataset.identity import seed_of
from nlconnect.mock.tables import Listed, Source
from nlconnect_graph.mock.rows.calendar import wall
from nlconnect_graph.mock.rows.enterprise import FOUNDED, Enterprise, OutlookIds, identity, owner_of
from nlconnect_graph.mock.rows.people import TEAMS, members_of

BUCKETS = ("Te doen", "Gebeld", "Klaar")
TASKS = 12
TODO_TASKS = 15


def planner_id(kind: str, number: int) -> str:
    """Planner's ids have 28 characters."""
    digest = seed_of("planner", kind, number).to_bytes(8, "big") * 3
    return base64.urlsafe_b64encode(digest[:21]).decode()[:28]


def plans(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#type": "plannerPlan",
                "#group": enterprise.guids("group")[team],
                "id": planner_id("plan", team),
                "title": "Debiteurenbeheer",
                "owner": enterprise.guids("group")[team],
                "createdDateTime": FOUNDED,
                "createdBy": identity(enterprise.user(0)),
                "container": {
                    "containerId": enterprise.guids("group")[team],
                    "type": "group",
                    "url": f"https://graph.mock.test/v1.0/groups/{enterprise.guids('group')[team]}",
                },
            }
            for team in TEAMS
        ]
    )


def plan_details(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#plan": planner_id("plan", team),
                "id": planner_id("plan", team),
                "sharedWith": {user.id: True for user in members_of(enterprise, team)[:3]},
                "categoryDescriptions": {"category1": "Spoed", "category2": None},
            }
            for team in TEAMS
        ]
    )


def buckets(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "id": planner_id("bucket", team * 10 + number),
                "name": name,
                "planId": planner_id("plan", team),
                "orderHint": f"85752723360752{number}+",
            }
            for team in TEAMS
            for number, name in enumerate(BUCKETS)
        ]
    )


def planner_tasks(enterprise: Enterprise, _: object) -> Source:
    rows: list[dict[str, object]] = []
    for team in TEAMS:
        people = members_of(enterprise, team)
        books = enterprise.book_of(people[0])
        for number in range(TASKS):
            user = people[number % len(people)]
            invoice = books.sales.open_invoice(number % books.sales.open_count)
            done = number % len(BUCKETS) == 2
            rows.append(
                {
                    "#type": "plannerTask",
                    "#user": frozenset({user.id}),
                    "id": planner_id("task", team * 100 + number),
                    "planId": planner_id("plan", team),
                    "bucketId": planner_id("bucket", team * 10 + number % len(BUCKETS)),
                    "title": f"{invoice.party.name} bellen over factuur {invoice.invoice_number}",
                    "orderHint": f"858{number:04d}",
                    "assigneePriority": "",
                    "percentComplete": 100 if done else number % 2 * 50,
                    "startDateTime": None,
                    "createdDateTime": datetime.combine(invoice.day, time(10), UTC),
                    "dueDateTime": datetime.combine(invoice.due, time(10), UTC),
                    "completedDateTime": datetime.combine(invoice.due, time(15), UTC) if done else None,
                    "completedBy": identity(user) if done else None,
                    "hasDescription": True,
                    "previewType": "automatic",
                    "referenceCount": 0,
                    "checklistItemCount": 1,
                    "activeChecklistItemCount": int(not done),
                    "conversationThreadId": None,
                    "priority": 5,
                    "createdBy": identity(people[0]),
                    "appliedCategories": {"category1": True} if number % 4 == 0 else {},
                    "assignments": {
                        user.id: {
                            "@odata.type": "#microsoft.graph.plannerAssignment",
                            "assignedDateTime": datetime.combine(invoice.day, time(10), UTC),
                            "orderHint": "8585",
                            "assignedBy": identity(people[0]),
                        }
                    },
                }
            )
    return Listed(rows)


def planner_task_details(enterprise: Enterprise, _: object) -> Source:
    return Listed(
        [
            {
                "#task": planner_id("task", team * 100 + number),
                "id": planner_id("task", team * 100 + number),
                "description": "Vraag naar de betaaldatum.",
                "previewType": "automatic",
                "references": {},
                "checklist": {
                    enterprise.guids("checklist")[number]: {
                        "@odata.type": "microsoft.graph.plannerChecklistItem",
                        "isChecked": number % 3 == 2,
                        "title": "Bellen",
                        "orderHint": "8585",
                    }
                },
            }
            for team in TEAMS
            for number in range(TASKS)
        ]
    )


def todo_lists(enterprise: Enterprise, place: object) -> Source:
    owner = owner_of(enterprise, place)
    ids = OutlookIds(enterprise.seed, owner.number, "todo list", prefix="AQMkAG")
    return Listed(
        [
            {
                "#well_known": well_known.lower() if well_known != "none" else None,
                "id": ids[number],
                "displayName": name,
                "isOwner": True,
                "isShared": False,
                "wellknownListName": well_known,
            }
            for number, (name, well_known) in enumerate((("Taken", "defaultList"), ("Boekhouding", "none")))
        ]
    )


def todo_tasks(enterprise: Enterprise, place: object) -> Source:
    owner = owner_of(enterprise, place)
    lists = OutlookIds(enterprise.seed, owner.number, "todo list", prefix="AQMkAG")
    ids = OutlookIds(enterprise.seed, owner.number, "todo task")
    sales = enterprise.book_of(owner).sales
    rows: list[dict[str, object]] = []
    for number in range(TODO_TASKS):
        invoice = sales.open_invoice(number % sales.open_count)
        made = datetime.combine(invoice.day, time(8), UTC)
        rows.append(
            {
                "#type": "todoTask",
                "#todo_list": lists[number % 2],
                "id": ids[number],
                "title": f"Herinnering sturen voor {invoice.invoice_number}",
                "status": ("notStarted", "inProgress", "completed")[number % 3],
                "importance": "high" if number % 5 == 0 else "normal",
                "isReminderOn": False,
                "createdDateTime": made,
                "lastModifiedDateTime": made + timedelta(hours=1),
                "bodyLastModifiedDateTime": made,
                "hasAttachments": False,
                "categories": [],
                "body": {"content": invoice.party.name, "contentType": "text"},
                "dueDateTime": wall(datetime.combine(invoice.due, time(), UTC)),
                "completedDateTime": wall(made) if number % 3 == 2 else None,
            }
        )
    return Listed(rows)


def checklist_items(enterprise: Enterprise, place: object) -> Source:
    owner = owner_of(enterprise, place)
    tasks = OutlookIds(enterprise.seed, owner.number, "todo task")
    return Listed(
        [
            {
                "#todo_task": tasks[number],
                "id": enterprise.guids("todo checklist")[number * 2 + step],
                "displayName": ("Bedrag nakijken", "Bellen")[step],
                "createdDateTime": FOUNDED,
                "isChecked": step == 0,
                "checkedDateTime": FOUNDED + timedelta(days=1) if step == 0 else None,
            }
            for number in range(TODO_TASKS)
            for step in range(2)
        ]
    )


def linked_resources(enterprise: Enterprise, place: object) -> Source:
    owner = owner_of(enterprise, place)
    tasks = OutlookIds(enterprise.seed, owner.number, "todo task")
    return Listed(
        [
            {
                "#todo_task": tasks[number],
                "id": enterprise.guids("todo resource")[number],
                "applicationName": "Boekhouding",
                "displayName": "Openstaande post",
                "externalId": f"post-{number}",
                "webUrl": "https://boekhouding.mock.test/",
            }
            for number in range(0, TODO_TASKS, 3)
        ]
    )
