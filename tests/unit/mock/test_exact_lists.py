"""Checklist points 2 to 4: shapes, pages, demands, dates, padding and Atom."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.unit.mock.caller import DIVISION, Caller, Opened, d, text_of

ALL = "$filter=ID ne null"


def test_a_page_has_results_and_a_next_link_that_ends_with_the_last_key(exact: Caller) -> None:
    body = d(exact.get(f"crm/Accounts?$select=ID,Name&{ALL}"))
    assert len(body["results"]) == 60
    link = urlsplit(body["__next"])
    query = parse_qs(link.query)
    assert query["$skiptoken"] == [f"guid'{body['results'][-1]['ID']}'"]
    assert query["$select"] == ["ID,Name"]
    assert query["$filter"] == ["ID ne null"]
    assert link.path == f"/api/v1/{DIVISION}/crm/Accounts"


def test_following_the_links_gives_every_row_once(exact: Caller) -> None:
    rows = exact.rows(f"crm/Accounts?$select=ID&{ALL}")
    assert len(rows) == len({row["ID"] for row in rows}) == 150


def test_the_last_page_has_no_next_link(exact: Caller) -> None:
    assert "__next" not in d(exact.get("financial/Journals?$select=ID"))


def test_a_list_cut_by_top_within_the_page_size_has_no_results_wrapper(exact: Caller) -> None:
    body = d(exact.get(f"crm/Accounts?$select=ID&{ALL}&$top=60"))
    assert isinstance(body, list)
    assert len(body) == 60


def test_top_above_the_page_size_still_pages(exact: Caller) -> None:
    rows = exact.rows(f"crm/Accounts?$select=ID&{ALL}&$top=100")
    assert len(rows) == 100


def test_inlinecount_is_a_string_beside_the_results(exact: Caller) -> None:
    body = d(exact.get(f"crm/Accounts?$select=ID&{ALL}&$top=1&$inlinecount=allpages"))
    assert body["__count"] == "150"
    assert len(body["results"]) == 1


def test_count_is_plain_text_and_takes_no_accept_header_for_json(exact: Caller) -> None:
    answer = exact.get(f"crm/Accounts/$count?{ALL}", accept=None)
    assert answer.content == b"150"
    assert answer.headers["content-type"].startswith("text/plain")
    assert exact.get(f"crm/Accounts/$count?{ALL}").status == 415


def test_a_row_by_key_is_bare(exact: Caller) -> None:
    key = d(exact.get(f"crm/Accounts?$select=ID&{ALL}&$top=1"))[0]["ID"]
    body = d(exact.get(f"crm/Accounts(guid'{key}')"))
    assert body["__metadata"] == {
        "uri": f"{exact.mock.base_url}/api/v1/{DIVISION}/crm/Accounts(guid'{key}')",
        "type": "Exact.Web.Api.Models.Account",
    }
    assert body["BankAccounts"] == {"__deferred": {"uri": body["__metadata"]["uri"] + "/BankAccounts"}}


@pytest.mark.parametrize(
    "path",
    [
        "system/Divisions(1234002)",
        "general/Currencies('EUR')",
        "financial/ReportingBalance(493000L)",
        "financial/ReportingBalance(ID=493000L)",
    ],
)
def test_keys_are_literals_of_their_type(exact: Caller, path: str) -> None:
    assert isinstance(d(exact.get(path)), dict)


def test_me_is_a_list_of_one_without_rate_headers(opened: Opened) -> None:
    answer = opened(quota="real").get("/api/v1/current/Me?$select=CurrentDivision")
    body = d(answer)
    assert body["results"][0]["CurrentDivision"] == DIVISION
    assert body["results"][0]["__metadata"]["type"] == "Exact.Web.Api.System.Me"
    assert not any("ratelimit" in name.lower() for name in answer.headers)


def test_all_companies_are_listed_whichever_company_asks(exact: Caller) -> None:
    codes = [row["Code"] for row in exact.rows("/api/v1/1234003/system/Divisions?$select=Code")]
    assert codes == [1234001, 1234002, 1234003]


def test_deferred_collections_can_be_followed(exact: Caller) -> None:
    account = d(exact.get(f"crm/Accounts?$select=ID,BankAccounts&{ALL}&$top=1"))[0]
    rows = exact.rows(account["BankAccounts"]["__deferred"]["uri"])
    assert [row["Account"] for row in rows] == [account["ID"]]


def test_expanded_collections_stand_in_the_row(exact: Caller) -> None:
    path = "salesinvoice/SalesInvoices?$filter=InvoiceID ne null&$top=5&$expand=SalesInvoiceLines"
    select = "&$select=InvoiceID,AmountFCExclVat,SalesInvoiceLines/AmountFC,SalesInvoiceLines/InvoiceID"
    for invoice in d(exact.get(path + select)):
        lines = invoice["SalesInvoiceLines"]["results"]
        assert {line["InvoiceID"] for line in lines} == {invoice["InvoiceID"]}
        assert set(lines[0]) == {"__metadata", "AmountFC", "InvoiceID"}
        assert sum(line["AmountFC"] for line in lines) == pytest.approx(invoice["AmountFCExclVat"])


def test_rows_inside_an_expand_stop_at_sixty_with_a_next_link(empty: Caller) -> None:
    lines = [{"line_number": number} for number in range(1, 131)]
    row = empty.mock.add("salesentry.SalesEntries", entry_number=1, sales_entry_lines=lines)
    path = "salesentry/SalesEntries?$expand=SalesEntryLines&$select=EntryID,SalesEntryLines/LineNumber&$top=1"
    nested = d(empty.get(path))[0]["SalesEntryLines"]
    assert len(nested["results"]) == 60
    rest = empty.rows(nested["__next"])
    assert [x["LineNumber"] for x in nested["results"] + rest] == list(range(1, 131))
    assert row["EntryNumber"] == 1


def test_a_filter_inside_an_expand_is_refused(exact: Caller) -> None:
    path = "salesinvoice/SalesInvoices?$expand=SalesInvoiceLines&$filter=SalesInvoiceLines/AmountFC gt 1"
    answer = exact.get(path)
    assert (answer.status, text_of(answer)) == (400, "This $filter parameter is not supported for this resource")


def test_mandatory_filtering_names_the_fields(exact: Caller) -> None:
    answer = exact.get("crm/Accounts?$select=ID")
    assert answer.status == 400
    assert text_of(answer).startswith("This endpoint has mandatory filtering applied.")
    assert "ChamberOfCommerce" in text_of(answer)
    assert exact.get("crm/Accounts?$select=ID&$filter=Language eq 'NL'").status == 400
    assert exact.get("crm/Accounts?$select=ID&$filter=Blocked eq false").status == 200


def test_bulk_demands_a_select_and_gives_a_thousand_rows(opened: Opened) -> None:
    exact = opened(records=1_500)
    assert exact.get(f"bulk/CRM/Accounts?{ALL}").status == 400
    body = d(exact.get(f"bulk/CRM/Accounts?$select=ID&{ALL}"))
    assert len(body["results"]) == 1_000
    assert body["results"][0]["__metadata"]["uri"].startswith(
        f"{exact.mock.base_url}/api/v1/{DIVISION}/bulk/CRM/Accounts("
    )


def test_select_of_everything_is_refused_where_it_is_forbidden(exact: Caller) -> None:
    assert exact.get("sync/CRM/Contacts?$filter=Timestamp gt 1&$select=*").status == 400
    assert exact.get("sync/CRM/Contacts?$filter=Timestamp gt 1").status == 400
    assert exact.get("sync/CRM/Contacts?$filter=Timestamp gt 1&$select=ID").status == 200


def test_page_sizes_can_be_made_small_for_tests(opened: Opened) -> None:
    exact = opened(page_sizes={60: 7, 1000: 11})
    assert len(d(exact.get(f"crm/Accounts?$select=ID&{ALL}"))["results"]) == 7
    assert len(d(exact.get(f"bulk/CRM/Accounts?$select=ID&{ALL}"))["results"]) == 11
    assert len(exact.rows(f"crm/Accounts?$select=ID&{ALL}")) == 150


def test_lists_under_read_are_not_paged(exact: Caller) -> None:
    body = d(exact.get("read/financial/ReceivablesList"))
    assert "__next" not in body


def test_functions_take_all_their_parameters_and_no_filter(exact: Caller) -> None:
    row = d(exact.get("read/financial/ReceivablesList"))["results"][0]
    path = "read/financial/ReceivablesListByAccount"
    found = d(exact.get(f"{path}?accountId=guid'{row['AccountId']}'"))["results"]
    assert {x["AccountId"] for x in found} == {row["AccountId"]}
    for query in ("", "?$filter=AccountCode eq '1'", "?accountId=5", "?accountId=guid'x'"):
        answer = exact.get(path + query)
        assert (answer.status, text_of(answer)) == (400, "Bad Request - Error in query syntax.")


def test_age_groups_narrow_the_list_and_add_up_to_it(exact: Caller) -> None:
    whole = {row["HID"] for row in d(exact.get("read/financial/ReceivablesList"))["results"]}
    parts = [
        {r["HID"] for r in d(exact.get(f"read/financial/ReceivablesListByAgeGroup?ageGroup={n}"))["results"]}
        for n in (1, 2, 3, 4)
    ]
    assert set().union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)


def test_a_catalogued_resource_without_rows_answers_with_an_empty_list(exact: Caller) -> None:
    assert d(exact.get("crm/Quotations")) == {"results": []}
    assert d(exact.get("crm/LeadSources?$top=1")) == []


def test_the_service_segment_is_found_in_any_case(exact: Caller) -> None:
    assert exact.get(f"CRM/Accounts?$select=ID&{ALL}").status == 200
    assert exact.get("crm/accounts").status == 404


def test_dates_are_dutch_wall_clock_dressed_as_utc(empty: Caller) -> None:
    empty.mock.add("crm.Accounts", name="x", created="2026-07-01T12:30:00", customer_since="2012-10-26")
    row = d(empty.get("crm/Accounts?$filter=Name eq 'x'&$top=1"))[0]
    assert row["Created"] == "/Date(1782909000000)/"
    assert row["CustomerSince"] == "/Date(1351209600000)/"


def test_a_moment_is_stamped_with_the_dutch_clock(empty: Caller) -> None:
    empty.mock.add("crm.Accounts", name="x")
    row = d(empty.get("crm/Accounts?$filter=Name eq 'x'&$select=Modified&$top=1"))[0]
    assert row["Modified"] == "/Date(1795424400000)/"  # 09:00 in the Netherlands, 08:00 UTC


def test_account_codes_are_right_aligned_in_eighteen_places(exact: Caller) -> None:
    padded = f"{25:>18}"
    assert [row["Code"] for row in exact.rows(f"crm/Accounts?$select=Code&$filter=Code eq '{padded}'")] == [padded]
    assert exact.rows("crm/Accounts?$select=Code&$filter=Code eq '25'") == []
    assert [row["Code"] for row in exact.rows("crm/Accounts?$select=Code&$filter=trim(Code) eq '25'")] == [padded]


def test_country_is_padded_and_money_is_a_number(exact: Caller) -> None:
    row = d(exact.get(f"crm/Accounts?$select=Country,CreditLineSales&{ALL}&$top=1"))[0]
    assert row["Country"] == "NL "
    assert row["CreditLineSales"] == 0


def test_without_a_wish_for_json_the_answer_is_atom(exact: Caller) -> None:
    for accept in (None, "*/*", "application/xml"):
        answer = exact.get(f"crm/Accounts?{ALL}", accept=accept)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        assert answer.content.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (
            "$filter=Code eq 25",
            "Operator 'eq' incompatible with operand types 'System.String' and 'System.Int32' at position 5.",
        ),
        ("$filter=ID eq guid'12'", "Unrecognized 'Edm.Guid' literal 'guid'12'' in 'ID eq guid'12''."),
        ("$filter=", "Expression expected at position 0."),
    ],
)
def test_a_wrong_filter_is_told_in_words(exact: Caller, query: str, text: str) -> None:
    answer = exact.get(f"financial/GLAccounts?{query}")
    assert (answer.status, text_of(answer)) == (400, text)


@pytest.mark.parametrize(
    "query", ["$select=Nope", "$orderby=Nope", "$expand=Nope", "$filter=Nope eq 1", "$nope=1", "$top=x"]
)
def test_an_unknown_name_is_a_400(exact: Caller, query: str) -> None:
    assert exact.get(f"financial/GLAccounts?{query}").status == 400


def test_skip_is_refused_where_it_came_too_late(exact: Caller) -> None:
    first, second = d(exact.get("financial/GLAccounts?$select=Code&$top=2"))
    assert (
        d(exact.get("financial/GLAccounts?$select=Code&$top=1&$skip=1"))[0]["Code"] == second["Code"] != first["Code"]
    )
    assert exact.get(f"bulk/CRM/Accounts?$select=ID&{ALL}&$skip=1").status == 400


def test_orderby_holds_over_pages_also_while_rows_go(opened: Opened) -> None:
    exact = opened(page_sizes={60: 40})
    link: str | None = f"crm/Accounts?$select=ID,Name&{ALL}&$orderby=Name desc"
    names = []
    while link:
        body = d(exact.get(link))
        names += [row["Name"] for row in body["results"]]
        link = body.get("__next")
        if link:
            exact.mock.remove("crm.Accounts", body["results"][-1]["ID"])
    assert names == sorted(names, reverse=True)
    assert len(names) == 150


def test_an_address_beyond_six_thousand_characters_is_refused(exact: Caller) -> None:
    long = " or ".join(f"Code eq '{number:04}'" for number in range(300))
    assert exact.get(f"financial/GLAccounts?$filter={long}").status == 400


def test_metadata_describes_one_service(exact: Caller) -> None:
    answer = exact.get("cashflow/$metadata", accept=None)
    assert answer.headers["content-type"].startswith("application/xml")
    assert b'<EntityType Name="Receivable">' in answer.content
    assert b'Name="AmountDC" Type="Edm.Double"' in answer.content


def test_answers_are_compact_json_that_ends_with_the_next_link(exact: Caller) -> None:
    content = exact.get(f"crm/Accounts?$select=ID&{ALL}").content
    assert content.endswith(b'"}}')
    assert json.loads(content)["d"]["__next"].encode() in content
