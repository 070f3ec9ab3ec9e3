"""Reading: page after page to the end, the next one under way while this one is parsed, and nothing twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nlconnect.connector import Query, ReadPlan, Request, Response, Scope
from nlconnect.engine.read import Reading, reading_of
from nlconnect.errors import ConnectFailed, Forbidden, Invalid, QueryError, ServerError
from nlconnect.model.page import Cursor
from nlconnect.transport.blocking import run_blocking
from tests.unit.engine.scripted import BASE, SCOPE, Bench, answer, bench, page
from tests.unit.invented import Orders

THREE = (page([1, 2, 3], following="/p2"), page([4, 5, 6], following="/p3"), page([7]))


def reading(desk: Bench, query: Query[Any] | None = None, cursor: Cursor | None = None) -> Reading[Any]:
    return reading_of(desk.exchange, query or Orders.all(), scope=SCOPE, cursor=cursor)


def pages(found: Reading[Any]) -> list[list[int]]:
    given = []
    while (one := run_blocking(found.page())) is not None:
        given.append([record.number for record in one.records])
    return given


def numbers(found: Reading[Any]) -> list[int]:
    return [number for one in pages(found) for number in one]


def test_all_pages_are_read_to_the_end() -> None:
    desk = bench(*THREE)
    assert pages(reading(desk)) == [[1, 2, 3], [4, 5, 6], [7]]
    assert desk.port.paths == ["/orders", "/p2", "/p3"]


def test_the_end_stays_the_end() -> None:
    desk = bench(page([1]))
    found = reading(desk)
    assert numbers(found) == [1]
    assert run_blocking(found.page()) is None
    assert len(desk.port.sent) == 1


def test_an_empty_answer_is_a_page_without_records() -> None:
    desk = bench(page([]))
    assert pages(reading(desk)) == [[]]


def test_the_next_page_is_asked_for_before_this_one_is_given() -> None:
    desk = bench(*THREE)
    found = reading(desk)
    run_blocking(found.page())
    assert desk.port.paths == ["/orders", "/p2"]
    assert not desk.port.started[0].was_asked


def test_every_request_has_the_headers_of_the_first() -> None:
    desk = bench(*THREE)
    numbers(reading(desk))
    assert {request.headers["Accept"] for request in desk.port.sent} == {"application/json"}


def test_records_can_be_streamed() -> None:
    desk = bench(*THREE)
    found = reading(desk)
    given = []
    while (records := run_blocking(found.stream())) is not None:
        given += [record.number for record in records]
    assert given == [1, 2, 3, 4, 5, 6, 7]


def test_what_a_read_cost_is_told() -> None:
    desk = bench(THREE[0], ConnectFailed("x"), *THREE[1:])
    found = reading(desk)
    assert numbers(found) == [1, 2, 3, 4, 5, 6, 7]
    assert (found.tally.calls, found.tally.records, found.tally.retries) == (3, 7, 1)


@pytest.mark.parametrize(
    ("limit", "given", "calls"),
    [
        (1, [1], 1),
        (2, [1, 2], 1),
        (3, [1, 2, 3], 1),
        (4, [1, 2, 3, 4], 2),
        (6, [1, 2, 3, 4, 5, 6], 2),
        (7, [1, 2, 3, 4, 5, 6, 7], 3),
        (99, [1, 2, 3, 4, 5, 6, 7], 3),
    ],
)
def test_a_limit_cuts_and_asks_for_no_page_too_many(limit: int, given: list[int], calls: int) -> None:
    desk = bench(*THREE)
    found = reading(desk, Orders.limit(limit))
    assert numbers(found) == given
    assert len(desk.port.sent) == calls
    assert found.tally.records == len(given)


def test_a_limit_holds_where_the_server_gives_smaller_pages_than_it_should() -> None:
    desk = bench(page([1], following="/p2"), page([2], following="/p3"), page([3], following="/p4"), page([4]))
    assert numbers(reading(desk, Orders.limit(3))) == [1, 2, 3]


def test_a_limit_holds_where_the_server_gives_more_than_it_should() -> None:
    desk = bench(page(range(10), following="/p2"), page([11]))
    found = reading(desk, Orders.limit(4))
    assert numbers(found) == [0, 1, 2, 3]
    assert found.cursor is None


@pytest.mark.parametrize("links", [["/orders"], ["/p2", "/p2"], ["/p2", "/p3", "/p2"], ["/p2", "/orders"]])
def test_a_page_that_leads_back_is_refused_before_it_is_given_again(links: list[str]) -> None:
    desk = bench(*(page([number], following=link) for number, link in enumerate(links)))
    found = reading(desk)
    with pytest.raises(ServerError, match="circle"):
        numbers(found)
    assert found.tally.records == len(links) - 1
    assert run_blocking(found.page()) is None


def test_pages_that_lead_in_a_circle_are_refused() -> None:
    def around(request: Request) -> Any:
        number = int(request.url.rpartition("p")[2] or 0) if request.url[-1].isdigit() else 0
        return page([number], following=f"/p{number % 7 + 1}")

    desk = bench(around)
    with pytest.raises(ServerError, match="circle") as caught:
        numbers(reading(desk))
    assert caught.value.entity == "Orders"
    assert len(desk.port.sent) < 60


def test_a_long_read_is_no_circle() -> None:
    def onwards(request: Request) -> Any:
        number = int(request.url.rpartition("p")[2]) if request.url[-1].isdigit() else 0
        return page([number], following=f"/p{number + 1}" if number < 300 else None)

    desk = bench(onwards)
    assert len(numbers(reading(desk))) == 301


def glimpse(desk: Bench, link: str | None) -> None:
    """Let the dialect see another link than the parser will."""
    dialect = type(
        "Fooled", (type(desk.exchange.connector.dialect),), {"peek_next": lambda self, response, plan: link}
    )()
    object.__setattr__(desk.exchange.connector, "dialect", dialect)


def test_pages_without_a_link_go_on_where_the_dialect_counts_them_off() -> None:
    pages = {"/orders": page([1, 2, 3]), "/orders?skip=3": page([4, 5, 6]), "/orders?skip=6": page([7])}
    desk = bench(lambda request: pages[request.url.removeprefix(BASE)])

    def following(self: object, response: Response, *, rows: int, plan: ReadPlan) -> str | None:
        skipped = int(response.url.rpartition("=")[2] or 0) if "=" in response.url else 0
        return f"{BASE}/orders?skip={skipped + rows}" if rows == plan.page_size else None

    dialect = type("Counting", (type(desk.exchange.connector.dialect),), {"following": following})()
    object.__setattr__(desk.exchange.connector, "dialect", dialect)
    assert numbers(reading(desk)) == [1, 2, 3, 4, 5, 6, 7]
    assert desk.port.paths == ["/orders", "/orders?skip=3", "/orders?skip=6"]


@pytest.mark.parametrize("link", [f"{BASE}/wrong", None])
def test_the_parsed_link_is_trusted_over_the_one_that_was_glimpsed(link: str | None) -> None:
    def served(request: Request) -> Any:
        served_pages = {"/orders": THREE[0], "/p2": THREE[1], "/p3": THREE[2], "/wrong": page([666])}
        return served_pages[request.url.removeprefix(BASE)]

    desk = bench(served)
    glimpse(desk, link)
    assert numbers(reading(desk)) == [1, 2, 3, 4, 5, 6, 7]
    assert all(begun.is_cancelled for begun in desk.port.started)


def test_a_glimpse_at_the_end_is_dropped() -> None:
    desk = bench(page([1]))
    glimpse(desk, f"{BASE}/wrong")
    assert numbers(reading(desk)) == [1]
    assert desk.port.started[0].is_cancelled


def test_a_link_to_another_host_ends_the_read_with_an_error() -> None:
    evil = answer(200, {"d": {"results": [{"ID": "a", "Number": 1}], "__next": "https://evil.example/p2"}})
    desk = bench(evil)
    found = reading(desk)
    assert run_blocking(found.page()) is not None
    with pytest.raises(ServerError, match="another"):
        run_blocking(found.page())
    assert desk.port.paths == ["/orders"]


def test_a_failure_of_the_next_page_comes_when_it_is_asked_for() -> None:
    desk = bench(THREE[0], answer(404))
    found = reading(desk)
    assert run_blocking(found.page()) is not None
    with pytest.raises(Exception, match="404"):
        run_blocking(found.page())


def test_stopping_cancels_what_was_fetched_ahead() -> None:
    desk = bench(*THREE)
    found = reading(desk)
    run_blocking(found.page())
    found.stop()
    assert desk.port.started[0].is_cancelled
    assert run_blocking(found.page()) is None
    found.stop()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"no json", b'{"d": 5}', b'{"d": {"results": [5]}}'])
def test_an_answer_of_another_shape_is_a_failure_of_the_server(body: bytes) -> None:
    desk = bench(answer(200, body))
    if body in (b"[]", b"no json", b'{"d": 5}', b"{}"):
        glimpse(desk, None)
    with pytest.raises(ServerError) as caught:
        numbers(reading(desk))
    assert (caught.value.entity, caught.value.scope) == ("Orders", "division 5")
    assert len(desk.port.sent) == 1


def test_an_unreadable_row_is_a_failure_of_the_server_in_a_stream_too() -> None:
    desk = bench(answer(200, {"d": {"results": [{"ID": "a", "Number": 1}, 5]}}))
    found = reading(desk)
    records = run_blocking(found.stream())
    assert records is not None
    with pytest.raises(ServerError) as caught:
        list(records)
    assert (caught.value.entity, caught.value.scope) == ("Orders", "division 5")


def test_a_page_tells_where_the_next_begins() -> None:
    desk = bench(*THREE)
    found = reading(desk)
    assert found.cursor is None
    cursors = []
    while (one := run_blocking(found.page())) is not None:
        cursors.append(one.next)
    assert [cursor.link if cursor else None for cursor in cursors] == [f"{BASE}/p2", f"{BASE}/p3", None]
    assert cursors[0] is not None
    assert cursors[0].scope == SCOPE


def test_a_read_goes_on_behind_a_cursor_that_was_kept() -> None:
    desk = bench(*THREE)
    found = reading(desk)
    first = run_blocking(found.page())
    assert first is not None
    assert first.next is not None
    kept = first.next.dump()
    later = bench(*THREE[1:])
    assert numbers(reading(later, cursor=Cursor.load(kept))) == [4, 5, 6, 7]
    assert later.port.paths == ["/p2", "/p3"]


def test_a_cursor_of_another_query_or_scope_is_refused() -> None:
    desk = bench(page([1]))
    fingerprint = Orders.all().fingerprint()
    for cursor in (
        Cursor(f"{BASE}/p2", fingerprint, Scope(division=6)),
        Cursor(f"{BASE}/p2", "x", SCOPE),
        Cursor(f"{BASE}/p2", Orders.select("number").fingerprint(), SCOPE),
    ):
        with pytest.raises(QueryError, match="another query or scope"):
            reading(desk, cursor=cursor)
    assert desk.port.sent == []


def test_a_cursor_cannot_lead_to_another_host() -> None:
    desk = bench(page([1]))
    cursor = Cursor("https://evil.example/p2", Orders.all().fingerprint(), SCOPE)
    with pytest.raises(ServerError, match="another"):
        numbers(reading(desk, cursor=cursor))
    assert desk.port.sent == []


def test_a_total_is_given_where_the_vendor_told_it() -> None:
    desk = bench(page([1], __count="12"))
    one = run_blocking(reading(desk).page())
    assert one is not None
    assert one.total == 12


def test_records_know_their_scope() -> None:
    desk = bench(page([1]))
    one = run_blocking(reading(desk).page())
    assert one is not None
    assert one.records[0].scope == SCOPE


def test_planning_sends_nothing() -> None:
    desk = bench(page([1]))
    reading(desk)
    assert desk.port.sent == []


def test_a_refusal_that_is_not_for_repeating_ends_the_read_at_once() -> None:
    desk = bench(answer(400))
    with pytest.raises(Exception, match="400"):
        numbers(reading(desk))
    assert len(desk.port.sent) == 1
    assert not issubclass(Forbidden, ServerError)


def test_the_body_may_be_a_bare_list() -> None:
    desk = bench(answer(200, json.dumps({"d": [{"ID": "a", "Number": 1}]}).encode()))
    assert numbers(reading(desk)) == [1]


def test_a_page_that_is_too_large_for_the_server_is_asked_for_again_smaller() -> None:
    desk = bench(THREE[0], answer(400), THREE[1], page([7]))
    refused = _too_much(desk)
    object.__setattr__(
        desk.exchange.connector, "smaller", lambda request: Request(request.method, f"{request.url}?take=2")
    )
    assert numbers(reading(desk)) == [1, 2, 3, 4, 5, 6, 7]
    assert desk.port.paths == ["/orders", "/p2", "/p2?take=2", "/p3"]
    assert refused == ["too much"]


def test_a_page_that_cannot_be_smaller_is_an_error() -> None:
    desk = bench(answer(400))
    _too_much(desk)
    with pytest.raises(Invalid):
        numbers(reading(desk))
    object.__setattr__(desk.exchange.connector, "smaller", lambda request: None)
    with pytest.raises(Invalid):
        numbers(reading(desk))
    assert len(desk.port.sent) == 2


def _too_much(desk: Bench) -> list[str]:
    """From here on a 400 of the shop means that it could not make so large a page."""
    found: list[str] = []
    real = desk.exchange.connector.dialect

    class Bent:
        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

        def error_of(self, response: Response, **asked: Any) -> Any:
            error = real.error_of(response, **asked)
            if isinstance(error, Invalid):
                error.too_much = True
                found.append("too much")
            return error

    object.__setattr__(desk.exchange.connector, "dialect", Bent())
    return found
