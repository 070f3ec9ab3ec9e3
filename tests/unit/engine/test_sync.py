"""Runs of a sync over a system that answers what a test wrote down."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest

from nlconnect.audit import MemoryAudit
from nlconnect.connector import Request
from nlconnect.connector.deltas import Asking, DeltaPage, Found, Leg, Start, Tracking, latest
from nlconnect.engine.session import Asker, Session
from nlconnect.errors import ApiError, Invalid, NlconnectError, QueryError, ServerError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.sync import Position, SyncBatch
from nlconnect.transport.blocking import run_blocking
from tests.unit.engine.scripted import BASE, SCOPE, Answer, answer, bench, page
from tests.unit.invented import ORDERS, Orders

TRACKING = Tracking("link", ("ID",), deletions=True)


class ShopDeltas:
    """Follows orders by links. A page whose rows are negative tells of deletions; `gone` answers mean a dead link."""

    def tracking(self, entity: EntitySpec) -> Tracking:
        return TRACKING

    def begin(self, asking: Asking, position: Position | None) -> Start:
        link = (position or {}).get("link", f"{BASE}/orders/delta")
        plan = replace(asking.plan(asking.query), request=Request("GET", link))
        return Start(Leg("orders", asking, plan, {}))

    def read(self, leg: Leg, page: DeltaPage) -> Found:
        deleted = [-int(cast("Any", r).number) for r in page.records if cast("Any", r).number < 0]
        changed = latest([record for record in page.records if cast("Any", record).number >= 0], TRACKING)
        if page.following is not None:
            position = {"link": page.following}
            return Found(position, changed, deleted, leg.at(page.following, position))
        told = json.loads(page.content)["d"].get("delta", "none")
        return Found({"link": f"{BASE}/{told}"}, changed, deleted)

    def lost(self, failure: NlconnectError, leg: Leg) -> str | None:
        return "the link is dead" if isinstance(failure, Invalid) and failure.status == 400 else None


class Shop:
    """A session of the shop, and what was sent."""

    def __init__(self, *answers: Answer) -> None:
        self.bench = bench(*answers)
        object.__setattr__(self.bench.exchange.connector, "deltas", ShopDeltas())
        self.audit = MemoryAudit()
        self.session = Session(self.bench.exchange.connector, self.bench.exchange, self.audit)

    def sync(self, *, consumer: str = "me", full: bool = False) -> Any:
        query = Orders.select("id", "number")
        run = self.session.sync(query, scope=SCOPE, asker=Asker("p", "own-use"), request=(consumer, None, full))
        return run.blocking(run_blocking)

    def all(self, **asked: Any) -> list[SyncBatch[Any]]:
        return list(self.sync(**asked))


def numbers(batches: list[SyncBatch[Any]]) -> list[list[int]]:
    return [[record.number for record in batch.records] for batch in batches]


def test_the_next_run_begins_where_the_last_ended() -> None:
    shop = Shop(page([1, 2], following="/two"), page([3], delta="later"), page([4, -1], delta="latest"))
    assert numbers(shop.all()) == [[1, 2], [3]]
    (batch,) = shop.all()
    assert numbers([batch]) == [[4]]
    assert batch.deleted == [1]
    assert shop.bench.port.paths == ["/orders/delta", "/two", "/later"]


def test_a_page_that_says_nothing_is_no_batch_and_still_moves_on() -> None:
    shop = Shop(page([1], delta="a"), page([], delta="b"), page([], delta="c"))
    assert len(shop.all()) == 1
    assert shop.all() == []
    assert shop.all() == []
    assert shop.bench.port.paths == ["/orders/delta", "/a", "/b"]


def test_a_record_that_stands_twice_on_a_page_comes_once_as_it_was_last() -> None:
    rows = [{"ID": "x", "Number": 1}, {"ID": "y", "Number": 2}, {"ID": "x", "Number": 3}]
    shop = Shop(answer(200, {"d": {"results": rows}}))
    assert numbers(shop.all()) == [[2, 3]]


def test_a_dead_position_is_a_reset_and_a_full_pass() -> None:
    shop = Shop(page([1], delta="a"), answer(400), page([1, 2], delta="b"), page([], delta="c"))
    shop.all()
    (batch,) = shop.all()
    assert (batch.reset, batch.is_full, batch.completes) == ("the link is dead", True, True)
    assert numbers([batch]) == [[1, 2]]
    assert shop.all() == []


def test_a_reset_without_any_row_is_told_all_the_same() -> None:
    shop = Shop(page([1], delta="a"), answer(400), page([], delta="b"))
    shop.all()
    (batch,) = shop.all()
    assert (batch.reset, list(batch.records), batch.completes) == ("the link is dead", [], True)


def test_a_position_that_is_dead_again_is_an_error_and_no_endless_loop() -> None:
    shop = Shop(page([1], delta="a"), answer(400))
    shop.all()
    with pytest.raises(ApiError):
        shop.all()


def test_pages_that_lead_in_a_circle_are_refused() -> None:
    shop = Shop(page([1], following="/orders/delta"))
    with pytest.raises(ServerError, match="circle"):
        shop.all()


def test_an_answer_of_another_shape_is_an_error_and_the_position_stays() -> None:
    shop = Shop(page([1], delta="a"), answer(200, b"<oops>"), page([2], delta="b"))
    shop.all()
    with pytest.raises(ServerError, match="shape"):
        shop.all()
    assert numbers(shop.all()) == [[2]]


def test_other_fields_in_the_catalogue_ask_for_a_full_pass() -> None:
    shop = Shop(page([1], delta="a"), page([1], delta="b"))
    query = Orders.all()
    asked: dict[str, Any] = {"scope": SCOPE, "asker": Asker("p", "own-use"), "request": ("me", None, False)}
    list(shop.session.sync(query, **asked).blocking(run_blocking))
    fewer = replace(ORDERS, fields=ORDERS.fields[:-3])
    (batch,) = shop.session.sync(replace(query, entity=fewer), **asked).blocking(run_blocking)
    assert "fields" in (batch.reset or "")
    assert batch.is_full


def test_the_slot_of_a_consumer_is_given_back_after_a_failure() -> None:
    shop = Shop(answer(404, {}), page([1], delta="a"))
    with pytest.raises(ApiError):
        shop.all()
    assert numbers(shop.all()) == [[1]]


def test_a_consumer_has_a_name() -> None:
    shop = Shop(page([]))
    for name in ("", "  ", "a\nb", "x" * 201):
        with pytest.raises(QueryError, match="name"):
            shop.sync(consumer=name)


def test_a_system_that_tells_nothing_of_changes_says_so() -> None:
    shop = Shop(page([]))
    object.__setattr__(shop.session.connector, "deltas", None)
    with pytest.raises(QueryError, match="does not tell what changed"):
        shop.sync()


def test_cursors_are_filed_by_consumer_and_sealed() -> None:
    from nlconnect.state.keeping import OPEN_KINDS

    shop = Shop(page([1], delta="a"))
    shop.all(consumer="one")
    shop.all(consumer="two")
    kept = list(shop.bench.store.keys("cursor"))
    assert [key.rpartition("/")[2] for key in kept] == ["one", "two"]
    assert "cursor" not in OPEN_KINDS
