"""Delta links: what is asked first, what pages say, and when a link is dead."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

import pytest

from nlconnect.connector import Decoder, Query, Record, Scope, collection_of
from nlconnect.connector.deltas import Asking, DeltaPage, Leg
from nlconnect.errors import Conflict, Invalid, NotFound, QueryError, ServerError
from nlconnect_graph import CATALOGUE, GRAPH
from nlconnect_graph.deltas import GraphDeltas

BASE = "https://graph.microsoft.com"
DELTAS = GraphDeltas()
MAILBOX: dict[str, Any] = {"mailbox": "anna@example.com"}


def query_of(name: str) -> Query[Any]:
    return collection_of("nlconnect_graph", CATALOGUE.entity(name)).all()


def begun(query: Query[Any], *, position: dict[str, Any] | None = None, **scope: str) -> Leg:
    return DELTAS.begin(Asking(query, GRAPH.dialect, BASE, Scope(**scope), 0.0), position).leg


def page(leg: Leg, *rows: dict[str, object], following: str | None = None, **beside: str) -> DeltaPage:
    """An answer, decoded as the engine does."""
    content = json.dumps({"@odata.context": "x", "value": rows, **beside}).encode()
    record = collection_of("nlconnect_graph", leg.plan.entity).all().record
    decoder = Decoder(leg.plan.entity, record, leg.plan.fields, GRAPH.dialect.wire)
    return DeltaPage(decoder.records(decoder.decode(content), scope=Scope()), content, following)


def test_the_first_call_asks_for_the_selection_and_nothing_else() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    assert unquote(leg.plan.request.url) == f"{BASE}/v1.0/users/delta?$select=id,displayName"
    assert "ConsistencyLevel" not in leg.plan.request.headers


def test_mail_is_followed_by_folder_with_ids_that_last_and_pages_of_a_size() -> None:
    query = query_of("mail.Messages").of(mail_folder="inbox").select("subject")
    leg = begun(query, **MAILBOX)
    assert leg.plan.request.url.startswith(f"{BASE}/v1.0/users/anna@example.com/mailFolders/inbox/messages/delta?")
    prefer = leg.plan.request.headers["Prefer"]
    assert 'IdType="ImmutableId"' in prefer
    assert "odata.maxpagesize=500" in prefer


def test_without_a_folder_mail_says_what_to_name() -> None:
    with pytest.raises(QueryError, match="mail_folder"):
        begun(query_of("mail.Messages"), **MAILBOX)


def test_a_calendar_is_followed_between_two_dates() -> None:
    with pytest.raises(QueryError, match="CalendarView"):
        begun(query_of("calendar.Events"), **MAILBOX)
    query = query_of("calendar.CalendarView").of(start_date_time="2026-01-01", end_date_time="2026-12-31")
    url = unquote(begun(query, **MAILBOX).plan.request.url)
    assert "/calendarView/delta?" in url
    assert "startDateTime=2026-01-01" in url


def test_a_kept_link_is_called_as_it_is_with_the_headers_of_the_first_call() -> None:
    link = f"{BASE}/v1.0/users/anna@example.com/mailFolders/inbox/messages/delta?$deltatoken=abc"
    leg = begun(query_of("mail.Messages").of(mail_folder="inbox"), position={"link": link}, **MAILBOX)
    assert leg.plan.request.url == link
    assert "ImmutableId" in leg.plan.request.headers["Prefer"]


def test_a_kept_link_to_another_api_is_refused() -> None:
    with pytest.raises(ServerError, match="another API"):
        begun(query_of("directory.Users"), position={"link": f"{BASE}/beta/users/delta?$deltatoken=abc"})


def test_the_last_page_gives_the_link_for_next_time() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    found = DELTAS.read(
        leg, page(leg, {"id": "1", "displayName": "Anna"}, **{"@odata.deltaLink": f"{BASE}/v1.0/x?d=1"})
    )
    assert found.leg is None
    assert found.position == {"link": f"{BASE}/v1.0/x?d=1"}


def test_a_page_in_between_gives_the_next_one_and_a_place_to_go_on() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    link = f"{BASE}/v1.0/users/delta?$skiptoken=a"
    found = DELTAS.read(leg, page(leg, following=link))
    assert found.leg is not None
    assert found.leg.plan.request.url == link
    assert found.position == {"link": link, "open": True}


def test_a_round_that_was_cut_off_is_followed_by_one_more() -> None:
    link = f"{BASE}/v1.0/users/delta?$deltatoken=b"
    resumed = begun(
        query_of("directory.Users"), position={"link": f"{BASE}/v1.0/users/delta?$skiptoken=a", "open": True}
    )
    found = DELTAS.read(resumed, page(resumed, **{"@odata.deltaLink": link}))
    assert found.leg is not None
    assert found.leg.plan.request.url == link
    assert DELTAS.read(found.leg, page(found.leg, **{"@odata.deltaLink": link})).leg is None


def test_removed_records_are_keys_whatever_the_reason() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    rows: list[dict[str, object]] = [
        {"id": "1", "displayName": "Anna"},
        {"id": "2", "@removed": {"reason": "changed"}},
        {"id": "3", "@removed": {"reason": "deleted"}},
    ]
    found = DELTAS.read(leg, page(leg, *rows, **{"@odata.deltaLink": f"{BASE}/v1.0/x"}))
    assert [record.id for record in found.changed] == ["1"]  # type: ignore[attr-defined]
    assert found.deleted == ["2", "3"]


def test_a_record_that_comes_twice_counts_as_it_was_last() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    rows: list[dict[str, object]] = [
        {"id": "1", "displayName": "Anna"},
        {"id": "2", "displayName": "Bert"},
        {"id": "1", "@removed": {"reason": "deleted"}},
        {"id": "2", "displayName": "Bertus"},
    ]
    found = DELTAS.read(leg, page(leg, *rows, **{"@odata.deltaLink": f"{BASE}/v1.0/x"}))
    assert [record.display_name for record in found.changed] == ["Bertus"]  # type: ignore[attr-defined]
    assert found.deleted == ["1"]


def test_a_file_that_went_says_so_with_a_facet() -> None:
    leg = begun(query_of("files.DriveItems").select("name"), drive="d1")
    assert "deleted" in unquote(leg.plan.request.url)
    rows: list[dict[str, object]] = [
        {"id": "1", "name": "a"},
        {"id": "2", "name": "b", "deleted": {"state": "deleted"}},
    ]
    found = DELTAS.read(leg, page(leg, *rows, **{"@odata.deltaLink": f"{BASE}/v1.0/x"}))
    assert [record.id for record in found.changed] == ["1"]  # type: ignore[attr-defined]
    assert found.deleted == ["2"]


def test_text_that_looks_like_a_link_is_not_taken_for_one() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    name = '] "@odata.deltaLink":"https://evil.example/" }'
    content = page(leg, {"id": "1", "displayName": name}, **{"@odata.deltaLink": f"{BASE}/v1.0/x"})
    assert DELTAS.read(leg, content).position == {"link": f"{BASE}/v1.0/x"}


def test_changes_that_end_without_a_link_are_an_error() -> None:
    leg = begun(query_of("directory.Users").select("display_name"))
    with pytest.raises(ServerError, match="no link"):
        DELTAS.read(leg, page(leg))


def failure(kind: type[Conflict | NotFound | Invalid], status: int, message: str) -> Conflict | NotFound | Invalid:
    made = kind(message)
    made.status = status
    return made


def test_a_link_that_is_too_old_is_lost_and_other_failures_are_not() -> None:
    query = query_of("directory.Users")
    resumed, fresh = begun(query, position={"link": f"{BASE}/v1.0/users/delta?$deltatoken=a"}), begun(query)
    gone = failure(Conflict, 410, "gone (resyncRequired)")
    assert DELTAS.lost(gone, resumed) is not None
    assert DELTAS.lost(gone, fresh) is None
    assert DELTAS.lost(failure(NotFound, 404, "nothing (SyncStateNotFound)"), resumed) is not None
    assert DELTAS.lost(failure(NotFound, 404, "nothing (itemNotFound)"), resumed) is None


@pytest.mark.parametrize("name", ["planner.PlannerTasks", "calendar.Calendars"])
def test_what_has_no_delta_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="does not tell what changed"):
        DELTAS.tracking(CATALOGUE.entity(name))


def test_what_a_delta_cannot_be_asked_is_refused_before_sending() -> None:
    users = query_of("directory.Users")
    entity = CATALOGUE.entity("directory.Users")
    fields = collection_of("nlconnect_graph", entity)
    with pytest.raises(QueryError, match="no order, limit"):
        begun(users.limit(5))
    with pytest.raises(QueryError, match="50 ids"):
        begun(users.where(fields.display_name == "Anna"))  # type: ignore[attr-defined]
    url = unquote(begun(users.where(fields.id.is_in(["1", "2"]))).plan.request.url)  # type: ignore[attr-defined]
    assert "$filter=id eq '1' or id eq '2'" in url


def test_every_delta_of_the_catalogue_can_be_asked_for() -> None:
    scope: dict[str, Any] = {"mailbox": "m", "drive": "d", "site": "s", "list": "l"}
    for entity in CATALOGUE.entities():
        if entity.delta is None or entity.name in ("Events", "CalendarView"):
            continue
        parents = {need: "p" for need in entity.delta.needs if need not in scope}
        query: Query[Record] = query_of(entity.qualified_name)
        assert "/delta" in begun(query.of(**parents) if parents else query, **scope).plan.request.url
