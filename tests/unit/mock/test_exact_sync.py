"""Checklist point 7: row versions, the log of deletions, and the company that moves."""

from __future__ import annotations

from typing import Any

from tests.unit.mock.caller import Caller, Opened, d

ACCOUNTS = "sync/CRM/Accounts?$select=Timestamp,ID,Name&$filter=Timestamp gt {}"


def feed(exact: Caller, after: int) -> list[dict[str, Any]]:
    return exact.rows(ACCOUNTS.format(after))


def test_versions_are_unique_and_rising(exact: Caller) -> None:
    versions = [row["Timestamp"] for row in feed(exact, 1)]
    assert len(versions) == 150
    assert versions == sorted(set(versions))


def test_a_feed_pages_by_a_thousand_with_the_version_as_key(opened: Opened) -> None:
    body = d(opened(records=1_200).get(ACCOUNTS.format(1)))
    assert len(body["results"]) == 1_000
    last = body["results"][-1]["Timestamp"]
    assert body["__next"].endswith(f"$skiptoken={last}L")


def test_a_changed_row_comes_again_and_only_it(exact: Caller) -> None:
    rows = feed(exact, 1)
    exact.mock.change("crm.Accounts", rows[3]["ID"], name="Anders")
    again = feed(exact, rows[-1]["Timestamp"])
    assert [(row["ID"], row["Name"]) for row in again] == [(rows[3]["ID"], "Anders")]
    assert len(feed(exact, 1)) == 150


def test_a_new_row_comes_at_the_end(exact: Caller) -> None:
    last = feed(exact, 1)[-1]["Timestamp"]
    row = exact.mock.add("crm.Accounts", name="Nieuw")
    assert [found["ID"] for found in feed(exact, last)] == [row["ID"]]


def test_the_version_has_nothing_to_do_with_the_time(exact: Caller) -> None:
    rows = feed(exact, 1)
    exact.mock.change("crm.Accounts", rows[0]["ID"], name="a")
    exact.mock.change("crm.Accounts", rows[1]["ID"], name="b")
    versions = [row["Timestamp"] for row in feed(exact, rows[-1]["Timestamp"])]
    assert versions[1] == versions[0] + 1


def test_a_feed_can_be_filtered_on_the_version_only(exact: Caller) -> None:
    assert exact.get("sync/CRM/Accounts?$select=ID&$filter=Name eq 'x'").status == 400
    assert exact.get("sync/CRM/Accounts?$select=ID&$filter=Timestamp gt 5L").status == 200


def test_a_feed_tells_nothing_of_deletions_and_the_log_does(exact: Caller) -> None:
    rows = feed(exact, 1)
    exact.mock.remove("crm.Accounts", rows[5]["ID"])
    assert rows[5]["ID"] not in {row["ID"] for row in feed(exact, 1)}
    deleted = exact.rows("sync/Deleted?$filter=Timestamp gt 1&$select=Timestamp,EntityKey,EntityType,Division")
    assert [(row["EntityKey"], row["EntityType"], row["Division"]) for row in deleted] == [(rows[5]["ID"], 2, 1234001)]
    assert deleted[0]["Timestamp"] > rows[-1]["Timestamp"]
    assert exact.rows(f"sync/Deleted?$filter=Timestamp gt {deleted[0]['Timestamp']}&$select=ID") == []


def test_deletions_are_kept_for_two_months(exact: Caller) -> None:
    exact.mock.remove("crm.Accounts", feed(exact, 1)[0]["ID"])
    exact.mock.advance(62 * 86_400)
    exact.token = exact.mock.service.signin.issue_access(now=exact.mock.clock.now())
    assert exact.rows("sync/Deleted?$filter=Timestamp gt 1&$select=ID") == []


def test_companies_do_not_see_each_others_deletions(exact: Caller) -> None:
    exact.mock.remove("crm.Accounts", feed(exact, 1)[0]["ID"])
    assert exact.rows("/api/v1/1234002/sync/Deleted?$filter=Timestamp gt 1&$select=ID") == []


def test_a_company_that_moves_starts_its_versions_anew(exact: Caller) -> None:
    rows = feed(exact, 1)
    exact.mock.change("crm.Accounts", rows[0]["ID"], name="Veranderd")
    exact.mock.service.state.move(1234001, now=exact.mock.clock.now())
    divisions = exact.rows("system/Divisions?$select=Code,DivisionMoveDate")
    assert [row["DivisionMoveDate"] is not None for row in divisions] == [True, False, False]
    again = feed(exact, 1)
    assert {row["ID"] for row in again} == {row["ID"] for row in rows}
    assert again[-1]["Timestamp"] < rows[0]["Timestamp"]
    assert feed(exact, rows[-1]["Timestamp"]) == []
    assert len(exact.rows("/api/v1/1234002/sync/CRM/Accounts?$select=ID&$filter=Timestamp gt 1")) == 150


def test_the_older_invoice_feed_has_a_row_for_each_line(exact: Caller) -> None:
    lines = exact.rows("salesinvoice/SalesInvoiceLines?$select=ID,InvoiceID,ItemCode&$filter=ID ne null")
    flat = exact.rows(
        "sync/SalesInvoice/SalesInvoices?$select=Timestamp,ID,InvoiceID,ItemCode,OrderedByName&$filter=Timestamp gt 1"
    )
    assert {(r["ID"], r["InvoiceID"], r["ItemCode"]) for r in flat} == {
        (r["ID"], r["InvoiceID"], r["ItemCode"]) for r in lines
    }
    assert all(row["OrderedByName"] for row in flat)


def test_sync_timestamp_gives_the_first_version_at_a_moment(exact: Caller) -> None:
    path = "read/sync/Sync/SyncTimestamp?modified=datetime'2026-01-01'&endPoint='SalesInvoices'"
    found = d(exact.get(path))["results"][0]["TimeStampAsBigInt"]
    rows = exact.rows(f"sync/SalesInvoice/SalesInvoices?$select=Timestamp,Modified&$filter=Timestamp ge {found}")
    whole = exact.rows("sync/SalesInvoice/SalesInvoices?$select=Timestamp&$filter=Timestamp gt 1")
    assert 0 < len(rows) < len(whole)
    assert exact.get(path.replace("SalesInvoices", "Accounts")).status == 400
