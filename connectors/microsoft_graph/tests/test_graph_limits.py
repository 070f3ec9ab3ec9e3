"""Which service does the work of a request, and what it costs there."""

from __future__ import annotations

import pytest

from nlconnect.connector import Request, Scope
from nlconnect_graph import GRAPH
from nlconnect_graph.batch import BATCH

ROOT = "https://graph.microsoft.com/v1.0"


def work(path: str) -> tuple[str, int, int | None]:
    found = GRAPH.workload_of(Request("GET", f"{ROOT}{path}"), Scope())
    return found.key, found.cost, found.limits.concurrency


@pytest.mark.parametrize(
    ("path", "key", "cost", "concurrency"),
    [
        ("/users/An@x.nl/messages?$top=1000", "mailbox mailbox an@x.nl", 1, 4),
        ("/me/events", "mailbox mailbox me", 1, 4),
        ("/users/u1/photo/$value", "mailbox mailbox u1", 1, 4),
        ("/groups/g1/events", "mailbox mailbox g1", 1, 4),
        ("/solutions/bookingBusinesses/b1/customers", "bookings business b1", 1, 4),
        ("/users", "directory", 2, None),
        ("/users?$select=id", "directory", 1, None),
        ("/users?$select=id&$expand=manager", "directory", 2, None),
        ("/users?$top=5", "directory", 1, None),
        ("/users/u1/memberOf", "directory", 2, None),
        ("/groups/g1/members", "directory", 3, None),
        ("/groups/g1/transitiveMembers", "directory", 5, None),
        ("/groups", "directory", 1, None),
        ("/users?$select=id,signInActivity", "sign-in activity", 1, None),
        ("/sites/s1/lists/l1/items", "files", 2, None),
        ("/drives/d1/items/i1", "files", 1, None),
        ("/drives/d1/items/i1/permissions", "files", 5, None),
        ("/me/drive/root/children", "files", 2, None),
        ("/drives/d1/items/i1/workbook/tables", "workbook", 1, None),
        ("/teams/t1/channels", "teams", 1, None),
        ("/teams/t1/channels/c1/messages", "conversation conversation teams/t1/channels/c1", 1, None),
        ("/chats/c1/messages", "conversation conversation chats/c1", 1, None),
        ("/auditLogs/signIns", "audit", 1, None),
        ("/me/onenote/pages", "onenote mailbox me", 1, 5),
        ("/planner/plans/p1/tasks", "planner", 1, None),
    ],
)
def test_each_service_has_a_budget_of_its_own(path: str, key: str, cost: int, concurrency: int | None) -> None:
    assert work(path) == (key, cost, concurrency)


def test_a_batch_costs_what_its_parts_do() -> None:
    parts = [Request("GET", f"{ROOT}/users/u{number}?$select=id") for number in range(20)]
    found = GRAPH.workload_of(BATCH.write(parts, ROOT), Scope())
    assert (found.key, found.cost) == ("directory", 20)


@pytest.mark.parametrize("content", [None, b"", b"x", b"[]", b'{"requests": [{}]}', b'{"requests": 5}'])
def test_a_batch_that_somebody_wrote_otherwise_is_still_paid_for(content: bytes | None) -> None:
    found = GRAPH.workload_of(Request("POST", f"{ROOT}/$batch", content=content), Scope())
    assert (found.key, found.cost) == ("directory", 1)
