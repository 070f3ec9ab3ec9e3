"""How Exact is followed: positions, feeds and what none of them tells. Oddities carry their fact in the name."""

from __future__ import annotations

import json

import pytest

from nlconnect.connector import Decoder, Query, Record, Scope, collection_of
from nlconnect.connector.deltas import Asking, DeltaPage, Tracking
from nlconnect.errors import QueryError
from nlconnect.model.sync import Position
from nlconnect_exact import CATALOGUE, EXACT
from nlconnect_exact.row_versions import FIRST, OUTDATED, OVERLAP, Versions, feed_of

BASE = "https://start.exactonline.nl"
SCOPE = Scope(division=7095)
NOW = 1_795_420_800.0
DELTAS = EXACT.deltas
assert DELTAS is not None


def query_of(name: str) -> Query[Record]:
    return collection_of("nlconnect_exact", CATALOGUE.entity(name)).all()


def tracking(name: str) -> Tracking:
    assert DELTAS is not None
    return DELTAS.tracking(CATALOGUE.entity(name))


def asking(name: str) -> Asking:
    return Asking(query_of(name), EXACT.dialect, BASE, SCOPE, NOW)


def test_versions_near_the_highest_are_remembered_and_a_run_begins_below_them() -> None:
    versions = Versions().with_([10, 20]).with_([15_000, 15_100])
    assert versions.high == 15_100
    assert versions.near == {15_000, 15_100}
    assert versions.bound == 15_100 - OVERLAP
    assert Versions().bound == FIRST


def test_versions_survive_being_written_down() -> None:
    versions = Versions().with_([10, 20, 9_000_000_000_000])
    assert Versions.load(json.loads(json.dumps(versions.dump()))) == versions
    assert Versions.load(None) == Versions()


def test_a_first_run_begins_with_the_company_and_asks_for_its_move_date() -> None:
    assert DELTAS is not None
    start = DELTAS.begin(asking("crm.Accounts"), None)
    url = start.leg.plan.request.url
    assert url.startswith(f"{BASE}/api/v1/7095/system/Divisions?$select=Code,DivisionMoveDate&$filter=Code%20eq%207095")
    assert start.reset is None


def test_the_position_of_a_run_two_months_ago_is_a_reset_where_deletions_matter() -> None:
    assert DELTAS is not None
    position = {"moved": None, "feed": {"high": 5000, "near": [0]}, "told": NOW - 61 * 86_400}
    assert DELTAS.begin(asking("crm.Accounts"), position).reset == OUTDATED
    assert DELTAS.begin(asking("manufacturing.MaterialIssues"), position).reset is None
    assert DELTAS.begin(asking("crm.Accounts"), {**position, "told": NOW - 59 * 86_400}).reset is None


def test_without_a_company_nothing_is_asked() -> None:
    assert DELTAS is not None
    with pytest.raises(QueryError, match="no division is named"):
        DELTAS.begin(Asking(query_of("crm.Accounts"), EXACT.dialect, BASE, Scope(), NOW), None)


def test_a_feed_has_the_fields_it_shares_with_the_entity_and_a_row_version() -> None:
    entity = CATALOGUE.entity("logistics.Items")
    feed = feed_of(entity)
    assert feed.path == "/api/v1/{division}/sync/Logistics/Items"
    assert "Timestamp" in feed.by_wire
    assert "StandardSalesPrice" not in feed.by_wire
    assert feed.qualified_name == entity.qualified_name
    assert "no_select_star" in feed.demands


def test_a_field_that_the_feed_lacks_is_refused_by_name() -> None:
    assert DELTAS is not None
    items = query_of("logistics.Items").select("code", "standard_sales_price")
    with pytest.raises(QueryError, match="does not have standard_sales_price"):
        DELTAS.begin(Asking(items, EXACT.dialect, BASE, SCOPE, NOW), None)


@pytest.mark.parametrize(
    ("name", "kind", "key", "deletions"),
    [
        ("crm.Accounts", "row_version", ("ID",), True),
        ("salesorder.SalesOrders", "row_version", ("OrderID",), True),
        ("salesorder.GoodsDeliveries", "row_version", ("EntryID",), True),
        ("sync.StockPositions", "row_version", ("ID",), True),
        ("sales.SalesPriceListVolumeDiscounts", "row_version", ("ID",), False),
        ("salesinvoice.SalesInvoices", "watermark", ("InvoiceID",), False),
        ("financial.Journals", "watermark", ("ID",), False),
    ],
)
def test_each_entity_is_followed_the_best_way_exact_has(
    name: str, kind: str, key: tuple[str, ...], deletions: bool
) -> None:
    found = tracking(name)
    assert (found.kind, found.key, found.deletions) == (kind, key, deletions)
    assert found.notes


@pytest.mark.parametrize(
    "name", ["read_financial.ReceivablesList", "salesinvoice.PrintedSalesInvoices", "read_logistics.StockPosition"]
)
def test_what_has_neither_a_feed_nor_a_moment_of_change_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="does not tell what changed"):
        tracking(name)


def test_every_number_in_the_log_of_deletions_is_one_the_log_has_a_name_for() -> None:
    kinds = CATALOGUE.entity("sync.Deleted").by_wire["EntityType"].enum
    assert kinds is not None
    numbers = [spec.deletions for spec in CATALOGUE.entities() if spec.deletions is not None]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= set(kinds.values.values())


def test_every_feed_can_be_asked_for_in_one_address() -> None:
    assert DELTAS is not None
    for entity in CATALOGUE.entities():
        if "sync" in entity.routes or entity.kind == "sync":
            DELTAS.begin(asking(entity.qualified_name), {"feed": {"high": 10**15, "near": []}})


def test_a_slow_transaction_that_appears_below_what_was_read_is_not_missed() -> None:
    assert DELTAS is not None
    position: Position = {"moved": None, "feed": {"high": 9_000, "near": [0, 10]}, "told": NOW}
    company = DELTAS.begin(asking("crm.Accounts"), position).leg
    feed = DELTAS.read(company, DeltaPage([], b"", None)).leg
    assert feed is not None
    assert "Timestamp%20gt%208500L" in feed.plan.request.url
    names = {8_990: "read before", 8_995: "appeared late", 9_000: "read before", 9_001: "new"}
    rows = [{"Timestamp": str(at), "ID": f"id-{at}", "Name": name} for at, name in names.items()]
    decoder = Decoder(feed.plan.entity, feed.asking.query.record, feed.plan.fields, EXACT.dialect.wire)
    content = json.dumps({"d": {"results": rows}}).encode()
    found = DELTAS.read(feed, DeltaPage(decoder.records(decoder.decode(content), scope=SCOPE), content, None))
    assert [getattr(record, "name") for record in found.changed] == ["appeared late", "new"]  # noqa: B009
    assert Versions.load(found.position["feed"]).high == 9_001
