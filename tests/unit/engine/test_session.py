"""What a signed-in connection does: many companies, the raw way out, the gate for writes, what is written down."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest

from nlconnect.errors import (
    ConfigError,
    NotFound,
    NotSelected,
    PartialFailure,
    PolicyRefused,
    QueryError,
    ServerError,
)
from nlconnect.mock import Setting
from nlconnect.model.record import Record
from nlconnect.model.scope import Scope
from nlconnect.testing import SignedInMock
from nlconnect_exact.crm import Accounts
from nlconnect_exact.financial import Journals
from nlconnect_exact.salesinvoice import SalesInvoiceLines, SalesInvoices

SECRET = "Jansen-Özdemir"


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(seeded=False, page_sizes={60: 4, 1000: 5})


@pytest.fixture
def exact(mock_exact: SignedInMock) -> Any:
    return mock_exact.connect()


def until_it_fails(found: Iterable[Any]) -> tuple[list[Any], PartialFailure]:
    """What came before the PartialFailure, and the failure."""
    given: list[Any] = []
    try:
        given.extend(found)
    except PartialFailure as failure:
        return given, failure
    raise AssertionError("nothing failed")


def companies(mock: SignedInMock) -> list[int]:
    return [int(scope.division) for scope in mock.connect().scopes()]


def fill(mock: SignedInMock, count: int, division: int | None = None) -> None:
    scope = Scope(division=division) if division else None
    for number in range(count):
        mock.add("financial.Journals", scope=scope, code=f"{number:03}", description=SECRET)


def audited(mock: SignedInMock) -> list[tuple[Any, Any, Any]]:
    return [(entry["operation"], entry["outcome"], entry.get("records")) for entry in mock.audit]


# Reading


def test_a_read_that_ends_is_written_down_at_both_ends(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    assert len(list(exact.read(Journals))) == 9
    assert audited(mock_exact) == [("read", "begun", 0), ("read", "done", 9)]
    last = mock_exact.audit[-1]
    assert (last["entity"], last["calls"], last["route"], last["verdict"]) == (
        "financial.Journals",
        3,
        "plain",
        "allow",
    )
    assert SECRET not in str(list(mock_exact.audit))


def test_a_read_that_fails_is_written_down_with_its_failure(mock_exact: SignedInMock, exact: Any) -> None:
    mock_exact.fail_next(403)
    with pytest.raises(Exception, match="scope"):
        list(exact.read(Journals))
    assert [entry["outcome"] for entry in mock_exact.audit] == ["begun", "ScopeMissing"]


def test_a_read_that_is_left_is_written_down_as_stopped(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    for _ in exact.read(Journals):
        break
    assert [entry["outcome"] for entry in mock_exact.audit] == ["begun", "stopped"]


def test_a_read_nobody_begins_leaves_no_trace(mock_exact: SignedInMock, exact: Any) -> None:
    unused = exact.read(Journals)
    unused.close()
    assert len(mock_exact.audit) == 0
    assert len(mock_exact.calls) == 0


def test_a_refused_question_is_refused_at_once(mock_exact: SignedInMock, exact: Any) -> None:
    for ask in (exact.read, exact.pages, exact.count, exact.explain):
        with pytest.raises(QueryError):
            ask(Accounts.where(Accounts.code == 1).expand("nonsense"))
    with pytest.raises(QueryError):
        exact.read(SalesInvoices.select("sales_invoice_lines"))
    assert len(mock_exact.calls) == 0


def test_the_categories_of_what_is_read_are_written_down(mock_exact: SignedInMock, exact: Any) -> None:
    list(exact.read(Accounts.select("name", "email")))
    assert "user.contact.email" in mock_exact.audit[-1]["categories"]  # type: ignore[operator]


def test_the_categories_of_expanded_lines_are_written_down_too(mock_exact: SignedInMock, exact: Any) -> None:
    from nlconnect_exact import CATALOGUE

    lines = CATALOGUE.entity("SalesInvoiceLines")
    personal = next(spec for spec in lines.values if spec.tag.category and not spec.obsolete)
    query = SalesInvoices.select("amount_dc", f"sales_invoice_lines.{personal.name}").expand("sales_invoice_lines")
    list(exact.read(query))
    assert personal.tag.category in mock_exact.audit[-1]["categories"]  # type: ignore[operator]


def test_reading_stops_at_a_limit_and_asks_for_nothing_more(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    assert len(list(exact.read(Journals.limit(6)))) == 6
    assert len(mock_exact.calls) == 2


def test_a_pull_goes_on_behind_a_kept_cursor(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    query = Journals.select("code")
    pages = exact.pages(query)
    first = next(pages)
    pages.close()
    rest = list(exact.pages(query, cursor=type(first.next).load(first.next.dump())))
    codes = [record.code for page in (first, *rest) for record in page.records]
    assert codes == [f"{number:03}" for number in range(9)]


def invoice_with_lines(mock: SignedInMock, lines: int) -> str:
    invoice = mock.add("SalesInvoices", amount_dc="1")["InvoiceID"]
    for number in range(lines):
        mock.add("SalesInvoiceLines", invoice_id=invoice, line_number=number, amount_dc=number)
    return str(invoice)


@pytest.mark.parametrize("count", [0, 1, 59, 60, 61, 130])
def test_lines_inside_a_row_are_complete_however_many(mock_exact: SignedInMock, exact: Any, count: int) -> None:
    invoice_with_lines(mock_exact, count)
    invoice_with_lines(mock_exact, 2)
    query = SalesInvoices.select("amount_dc", "sales_invoice_lines.line_number").expand("sales_invoice_lines")
    numbers = [sorted(line.line_number for line in invoice.sales_invoice_lines) for invoice in exact.read(query)]
    assert sorted(numbers) == sorted([list(range(count)), [0, 1]])


def test_lines_are_records_of_their_own_entity(mock_exact: SignedInMock, exact: Any) -> None:
    invoice_with_lines(mock_exact, 1)
    (invoice,) = exact.read(SalesInvoices.expand("sales_invoice_lines"))
    (line,) = invoice.sales_invoice_lines
    assert type(line) is SalesInvoiceLines.all().record
    assert line.scope == invoice.scope == exact.scope


# One record, counts, plans


def test_one_record_is_found_by_its_key(mock_exact: SignedInMock, exact: Any) -> None:
    key = mock_exact.add("financial.Journals", code="70", description="Verkoop")["ID"]
    journal = exact.get(Journals.select("code"), key)
    assert (journal.code, journal.id) == ("70", key)
    with pytest.raises(NotSelected):
        _ = journal.description
    assert exact.get(Journals, key).description == "Verkoop"
    assert audited(mock_exact)[-1] == ("read", "done", 1)


def test_a_record_that_is_not_there_is_not_found(mock_exact: SignedInMock, exact: Any) -> None:
    with pytest.raises(NotFound) as caught:
        exact.get(Journals, "00000000-0000-4000-8000-000000000009")
    assert (caught.value.entity, caught.value.scope) == ("Journals", str(exact.scope))
    assert mock_exact.audit[-1]["outcome"] == "NotFound"


def test_one_record_cannot_be_asked_for_more_than_a_key_can_do(mock_exact: SignedInMock, exact: Any) -> None:
    key = "00000000-0000-4000-8000-000000000009"
    for query in (Journals.order_by("code"), Journals.where(Journals.code == "70")):
        with pytest.raises(QueryError):
            exact.get(query, key)
    assert len(mock_exact.calls) == 0


@pytest.mark.parametrize("count", [0, 3, 130])
def test_an_invoice_comes_by_its_key_with_all_its_lines(mock_exact: SignedInMock, exact: Any, count: int) -> None:
    key = invoice_with_lines(mock_exact, count)
    invoice_with_lines(mock_exact, 2)
    query = SalesInvoices.select("amount_dc", "sales_invoice_lines.line_number").expand("sales_invoice_lines")
    invoice = exact.get(query, key)
    assert invoice.invoice_id == key
    assert [line.line_number for line in invoice.sales_invoice_lines] == list(range(count))
    assert audited(mock_exact)[-1] == ("read", "done", 1)
    with pytest.raises(NotSelected):
        _ = invoice.status


def test_the_other_face_gives_an_invoice_with_its_lines_too(mock_exact: SignedInMock) -> None:
    key = invoice_with_lines(mock_exact, 3)

    async def fetched() -> Any:
        async with mock_exact.connect_async() as exact:
            return await exact.get(SalesInvoices.expand("sales_invoice_lines"), key)

    assert len(asyncio.run(fetched()).sales_invoice_lines) == 3


def test_an_invoice_with_its_lines_that_is_not_there_is_not_found(mock_exact: SignedInMock, exact: Any) -> None:
    invoice_with_lines(mock_exact, 3)
    with pytest.raises(NotFound):
        exact.get(SalesInvoices.expand("sales_invoice_lines"), "00000000-0000-4000-8000-000000000009")
    assert mock_exact.audit[-1]["outcome"] == "NotFound"


def test_a_key_of_other_parts_is_refused_with_lines_too(mock_exact: SignedInMock, exact: Any) -> None:
    with pytest.raises(QueryError, match="1 parts"):
        exact.get(SalesInvoices.expand("sales_invoice_lines"), ("a", "b"))
    assert len(mock_exact.calls) == 0


def test_records_are_counted_in_one_call(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    assert exact.count(Journals) == 9
    assert exact.count(Journals.where(Journals.code < "004")) == 4
    assert len(mock_exact.calls) == 2
    assert audited(mock_exact)[-1][:2] == ("count", "done")


def test_a_count_that_is_no_number_is_a_failure_of_the_server(mock_exact: SignedInMock, exact: Any) -> None:
    mock_exact.fault("html")
    with pytest.raises(ServerError):
        exact.count(Journals)
    assert mock_exact.audit[-1]["outcome"] == "ServerError"


def test_explaining_sends_nothing_until_it_is_to_count(mock_exact: SignedInMock, exact: Any) -> None:
    fill(mock_exact, 9)
    plan = exact.explain(Journals.limit(7))
    assert (plan.route, plan.records, plan.calls, len(mock_exact.calls)) == ("plain", None, None, 0)
    counted = exact.explain(Journals.limit(7), count=True)
    assert (counted.records, len(mock_exact.calls)) == (7, 1)
    assert "financial.Journals" in str(counted)


# Many companies


def test_many_companies_are_read_one_after_the_other(mock_exact: SignedInMock, exact: Any) -> None:
    first, second, third = companies(mock_exact)
    for division, count in ((first, 2), (second, 0), (third, 5)):
        fill(mock_exact, count, division)
    found = [record.scope.division for record in exact.across("all").read(Journals)]
    assert found == [first] * 2 + [third] * 5
    assert [r.scope.division for r in exact.across([third, first]).read(Journals)] == [third] * 5 + [first] * 2


def test_a_company_that_fails_does_not_stop_the_others(mock_exact: SignedInMock, exact: Any) -> None:
    first, second, third = companies(mock_exact)
    for division in (first, second, third):
        fill(mock_exact, 6, division)
    mock_exact.fault(f"403:/{second}/:reason=DivisionBlocked")
    found, error = until_it_fails(exact.across("all").read(Journals))
    assert [record.scope.division for record in found] == [first] * 6 + [third] * 6
    assert "1 of 3 could not be read" in error.message
    (failure,) = error.failures
    assert failure.scope == f"division {second}"
    assert str(second) in (error.hint or "")


def test_a_company_that_fails_halfway_keeps_what_it_gave(mock_exact: SignedInMock, exact: Any) -> None:
    first, second, third = companies(mock_exact)
    for division in (first, second, third):
        fill(mock_exact, 6, division)
    mock_exact.fault(f"404:/{second}/:nth=2")
    pages, _ = until_it_fails(exact.across("all").pages(Journals))
    found = [record.scope.division for page in pages for record in page.records]
    assert found == [first] * 6 + [second] * 4 + [third] * 6


def test_every_company_may_fail(mock_exact: SignedInMock, exact: Any) -> None:
    mock_exact.fault("404:journals")
    with pytest.raises(PartialFailure, match="3 of 3") as caught:
        list(exact.across("all").read(Journals))
    assert all(isinstance(failure, NotFound) for failure in caught.value.failures)


def test_a_question_no_company_can_answer_is_refused_before_any_is_asked(mock_exact: SignedInMock, exact: Any) -> None:
    divisions = companies(mock_exact)
    mock_exact.calls.clear()
    with pytest.raises(QueryError):
        list(exact.across(divisions).read(SalesInvoices.select("sales_invoice_lines")))
    assert len(mock_exact.calls) == 0


def test_a_company_that_is_none_is_refused(exact: Any) -> None:
    for places in (["x"], [1.5]):
        with pytest.raises(ConfigError, match="division is no int"):
            list(exact.across(places).read(Journals))
    with pytest.raises(ConfigError, match="knows no mailbox"):
        exact.within(mailbox="info")
    with pytest.raises(ConfigError, match="knows no mailbox"):
        list(exact.across([1], part="mailbox").read(Journals))


def test_no_companies_give_no_records(exact: Any) -> None:
    assert list(exact.across([]).read(Journals)) == []


def test_leaving_a_read_across_companies_stops_it(mock_exact: SignedInMock, exact: Any) -> None:
    for division in companies(mock_exact):
        fill(mock_exact, 6, division)
    for _ in exact.across("all").read(Journals):
        break
    assert [entry["outcome"] for entry in mock_exact.audit][-1] == "stopped"


# The way out


def test_what_the_catalogue_lacks_can_be_asked_for(mock_exact: SignedInMock, exact: Any) -> None:
    mock_exact.add("financial.Journals", code="70", description="x")
    answer = exact.request("get", "/api/v1/{division}/financial/Journals", params={"$select": "Code"})
    assert answer.status == 200
    assert answer.json()["d"]["results"][0]["Code"] == "70"
    assert mock_exact.audit[-1]["entity"] == "financial.Journals"
    assert mock_exact.audit[-1]["operation"] == "request GET"


@pytest.mark.parametrize("method", ["POST", "put", "DELETE", "PATCH", "MERGE"])
def test_writing_is_refused_unless_it_was_allowed(mock_exact: SignedInMock, exact: Any, method: str) -> None:
    with pytest.raises(PolicyRefused, match=r"crm\.Accounts") as caught:
        exact.request(method, "/api/v1/{division}/crm/Accounts", body={"Name": SECRET})
    assert "allow_writes" in (caught.value.hint or "")
    assert SECRET not in str(caught.value)
    assert len(mock_exact.calls) == 0


@pytest.mark.parametrize("allowed", [["crm.Accounts"], [Accounts]])
def test_writing_is_allowed_to_what_was_named_only(mock_exact: SignedInMock, allowed: Any) -> None:
    exact = mock_exact.connect(allow_writes=allowed)
    answer = exact.request("POST", "/api/v1/{division}/crm/Accounts", body={"Name": SECRET})
    assert answer.status == 201
    with pytest.raises(PolicyRefused):
        exact.request("POST", "/api/v1/{division}/crm/Contacts", body={})
    assert mock_exact.calls.count("POST", path="crm") == 1


def test_a_path_that_was_named_may_be_written(mock_exact: SignedInMock) -> None:
    path = "/api/v1/{division}/crm/Accounts/NotThere"
    exact = mock_exact.connect(allow_writes=[path])
    with pytest.raises(NotFound):
        exact.request("POST", path, body={})
    assert mock_exact.audit[-1]["rule"] == "allow_writes"


@pytest.mark.parametrize(
    "path",
    ["/api/v1/{mailbox}/x", "/api/v1/{}/x", "/api/v1/{division", "/api/v1/{division.real}/x", "/{division[0]}/x"],
)
def test_a_path_names_parts_of_the_scope_only(mock_exact: SignedInMock, exact: Any, path: str) -> None:
    with pytest.raises(QueryError, match="path"):
        exact.request("GET", path)
    assert len(mock_exact.calls) == 0


@pytest.mark.parametrize("path", ["https://evil.example/x", "http://exact.mock.test/api/v1/current/Me"])
def test_the_way_out_leads_to_the_own_host_only(mock_exact: SignedInMock, exact: Any, path: str) -> None:
    with pytest.raises(ServerError, match="another"):
        exact.request("GET", path)
    assert len(mock_exact.calls) == 0


def test_errors_of_the_way_out_count_for_their_endpoint_whatever_the_key(mock_exact: SignedInMock, exact: Any) -> None:
    for number in range(8):
        with pytest.raises(NotFound):
            exact.request("GET", f"/api/v1/{{division}}/crm/Accounts(guid'{number:08}-0000-4000-8000-000000000000')")
    with pytest.raises(Exception, match="8 errors within the hour"):
        exact.request("GET", "/api/v1/{division}/crm/Accounts(guid'00000009-0000-4000-8000-000000000000')")
    with pytest.raises(Exception, match="8 errors within the hour"):
        list(exact.read(Accounts))
    assert not any("guid" in key for key in mock_exact.store.keys("errors"))


def test_the_audit_of_the_way_out_holds_no_values(mock_exact: SignedInMock, exact: Any) -> None:
    with pytest.raises(NotFound):
        exact.request("GET", f"/api/v1/{{division}}/crm/Nothing('{SECRET}')", params={"q": SECRET})
    assert SECRET not in json.dumps(list(map(dict, mock_exact.audit)), ensure_ascii=False, default=str)
    assert mock_exact.audit[-1]["outcome"] == "NotFound"


# asyncio


async def test_leaving_an_asynchronous_read_stops_what_was_fetched_ahead(mock_exact: SignedInMock) -> None:
    fill(mock_exact, 40)
    async with mock_exact.connect_async() as exact:
        records = exact.read(Journals)
        async for _ in records:
            break
        await records.aclose()
        assert [entry["outcome"] for entry in mock_exact.audit] == ["begun", "stopped"]
        assert len(mock_exact.calls) <= 2
        assert len([record async for record in exact.read(Journals)]) == 40


async def test_a_cancelled_read_leaves_slot_and_budget_as_they_should_be(mock_exact: SignedInMock) -> None:
    fill(mock_exact, 40)
    async with mock_exact.connect_async() as exact:

        async def read_all() -> list[Record]:
            return [record async for record in exact.read(Journals)]

        for steps in range(12):
            task = asyncio.get_running_loop().create_task(read_all())
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        assert len(await read_all()) == 40
        assert (await exact.budget()).in_flight == 0


async def test_many_tasks_share_one_slot(mock_exact: SignedInMock) -> None:
    fill(mock_exact, 9)
    async with mock_exact.connect_async() as exact:

        async def numbers() -> int:
            return len([record async for record in exact.read(Journals)])

        assert await asyncio.gather(*(numbers() for _ in range(5))) == [9] * 5
        assert (await exact.budget()).in_flight == 0
