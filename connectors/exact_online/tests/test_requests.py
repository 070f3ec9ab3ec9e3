"""Golden requests: which route a question takes and why, and how it is written for Exact."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from nlconnect.connector import Query, ReadPlan, Scope, collection_of
from nlconnect.errors import QueryError
from nlconnect.mock.odata import parse
from nlconnect_exact import CATALOGUE, EXACT
from nlconnect_exact.dialect import ExactDialect

BASE = "https://start.exactonline.nl"
DIVISION = Scope(division=7095)
GUID = "71b961de-b9f3-49fe-883d-0f46c7e0e89b"
DIALECT = ExactDialect()


def entity(name: str) -> Any:
    """The collection of that name, with its fields as attributes."""
    return collection_of("nlconnect_exact", CATALOGUE.entity(name))


def plan_of(query: Query[Any], scope: Scope = DIVISION) -> ReadPlan:
    return DIALECT.list_request(query, base_url=BASE, scope=scope)


def sent(query: Query[Any]) -> dict[str, str]:
    """The query options of a read, decoded."""
    return dict(parse_qsl(urlsplit(plan_of(query).request.url).query, strict_parsing=True, keep_blank_values=True))


ACCOUNTS, INVOICES, LINES = (
    entity(name) for name in ("crm.Accounts", "salesinvoice.SalesInvoices", "salesinvoice.SalesInvoiceLines")
)
RECEIVABLES, ORDER_LINES = entity("cashflow.Receivables"), entity("salesorder.SalesOrderLines")
CONTACTS, JOURNALS = entity("crm.Contacts"), entity("financial.Journals")


@pytest.mark.parametrize(
    ("query", "url"),
    [
        (
            JOURNALS.select("code"),
            "/api/v1/7095/financial/Journals?$select=ID,Code",
        ),
        (
            CONTACTS.select("full_name").where(CONTACTS.account == GUID),
            f"/api/v1/7095/bulk/CRM/Contacts?$select=ID,FullName&$filter=Account%20eq%20guid'{GUID}'",
        ),
        (
            RECEIVABLES.select("amount_dc").where(RECEIVABLES.due_date < "2026-11-01").limit(1),
            (
                "/api/v1/7095/cashflow/Receivables?$select=ID,AmountDC"
                "&$filter=DueDate%20lt%20datetime'2026-11-01T00:00:00'&$top=1"
            ),
        ),
        (
            JOURNALS.select("code").order_by("-code", "description").limit(60),
            "/api/v1/7095/financial/Journals?$select=ID,Code&$orderby=Code%20desc,Description&$top=60",
        ),
    ],
)
def test_a_question_is_written_like_this(query: Query[Any], url: str) -> None:
    request = plan_of(query).request
    assert request.url == BASE + url
    assert request.method == "GET"
    assert request.headers == {"Accept": "application/json"}
    assert request.content is None


@pytest.mark.parametrize("collection", [ACCOUNTS, INVOICES, LINES, entity("crm.Addresses"), entity("logistics.Items")])
def test_reading_everything_takes_the_bulk_route(collection: Any) -> None:
    plan = plan_of(collection.all())
    assert (plan.route, plan.page_size) == ("bulk", 1000)
    assert "/bulk/" in plan.request.url
    assert any("1000 rows a call" in note for note in plan.notes)


ROUTES: list[tuple[Query[Any], str, str]] = [
    (ACCOUNTS.select("name"), "bulk", "every field means the same"),
    (ACCOUNTS.select("name").limit(60), "plain", "60 records fit in one call"),
    (ACCOUNTS.select("name").limit(61), "bulk", "every field"),
    (INVOICES.expand("sales_invoice_lines"), "plain", "cannot expand"),
    (ORDER_LINES.select("margin"), "plain", "does not have margin"),
    (ORDER_LINES.select("quantity"), "bulk", "every field"),
    (ORDER_LINES.select("quantity").order_by("margin"), "plain", "does not have margin"),
    (ORDER_LINES.select("quantity").where(ORDER_LINES.margin > 0), "plain", "cannot filter on margin"),
    (INVOICES.select("amount_dc").where(INVOICES.vat_amount_dc > 0), "plain", "cannot filter on vat_amount_dc"),
    (INVOICES.select("amount_dc").where(~(INVOICES.vat_amount_dc > 0)), "plain", "cannot filter on vat_amount_dc"),
    (INVOICES.select("amount_dc").where(INVOICES.created > "2026-01-01"), "bulk", "every field"),
    (JOURNALS.select("code"), "plain", "no bulk twin: 60 rows a call"),
]


@pytest.mark.parametrize(("query", "route", "why"), ROUTES)
def test_bulk_is_taken_where_it_provably_answers_the_same(query: Query[Any], route: str, why: str) -> None:
    plan = plan_of(query)
    assert plan.route == route
    assert any(why in note for note in plan.notes), plan.notes
    assert ("/bulk/" in plan.request.url) == (route == "bulk")


@pytest.mark.parametrize("spec", [e for e in CATALOGUE.entities() if "filter" in e.demands], ids=lambda e: str(e.name))
def test_a_filter_that_is_always_true_is_added_only_where_one_is_demanded(spec: Any) -> None:
    collection = entity(spec.qualified_name)
    key = spec.by_wire[spec.key[0]]
    for query in (collection.all(), collection.limit(5)):
        plan = plan_of(query)
        assert sent(query)["$filter"] == f"{key.wire} ne guid'00000000-0000-0000-0000-000000000000'"
        assert any("always true" in note for note in plan.notes)
    own = getattr(collection, key.name) == GUID
    assert sent(collection.where(own))["$filter"] == f"{key.wire} eq guid'{GUID}'"
    either = own | (getattr(collection, key.name) == GUID.replace("7", "8"))
    assert sent(collection.where(either))["$filter"].count(key.wire) >= 2


def test_no_filter_is_added_where_none_is_demanded() -> None:
    assert "$filter" not in sent(JOURNALS.all())
    assert "$filter" not in sent(RECEIVABLES.all())


def test_a_condition_on_a_field_that_does_not_count_gets_company() -> None:
    text = sent(INVOICES.select("amount_dc").where(INVOICES.vat_amount_dc > 0))["$filter"]
    assert text == "InvoiceID ne guid'00000000-0000-0000-0000-000000000000' and VATAmountDC gt 0"


def test_the_filter_of_a_count_is_the_filter_of_the_read() -> None:
    request = DIALECT.count_request(ACCOUNTS.where(ACCOUNTS.code == "25"), base_url=BASE, scope=DIVISION)
    assert request.url == f"{BASE}/api/v1/7095/crm/Accounts/$count?$filter=Code%20eq%20'{'%20' * 16}25'"
    assert "json" not in request.headers["Accept"]
    bare = DIALECT.count_request(JOURNALS.all(), base_url=BASE, scope=DIVISION)
    assert bare.url == f"{BASE}/api/v1/7095/financial/Journals/$count"


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (ACCOUNTS.code == "25", "Code eq '                25'"),
        (ACCOUNTS.code == 25, "Code eq '                25'"),
        (ACCOUNTS.code == "   25 ", "Code eq '                25'"),
        (ACCOUNTS.code != "25", "Code ne '                25'"),
        (ACCOUNTS.code >= "25", "Code ge '                25'"),
        (ACCOUNTS.code == "a'b", "Code eq '               a''b'"),
        (ACCOUNTS.code == "1234567890123456789", "Code eq '1234567890123456789'"),
        (ACCOUNTS.code.startswith("25"), "startswith(trim(Code),'25')"),
        (ACCOUNTS.code.endswith("25"), "endswith(trim(Code),'25')"),
        (ACCOUNTS.code.contains("25"), "substringof('25',Code)"),
        (ACCOUNTS.code.is_empty(), "Code eq null"),
        (ACCOUNTS.code.is_in(["1", "2"]), "Code eq '                 1' or Code eq '                 2'"),
        (~(ACCOUNTS.code == "25"), "not (Code eq '                25')"),
        (ACCOUNTS.name == "25", "Name eq '25'"),
    ],
)
def test_a_person_writes_a_code_without_its_padding(condition: Any, text: str) -> None:
    assert text in sent(ACCOUNTS.where(condition))["$filter"]


KEYS: list[tuple[str, Any, str]] = [
    ("crm.Accounts", GUID, f"crm/Accounts(guid'{GUID}')"),
    ("crm.Accounts", GUID.upper(), f"crm/Accounts(guid'{GUID}')"),
    ("general.Currencies", "EUR", "general/Currencies('EUR')"),
    ("general.Currencies", "a/b c'd%é", "general/Currencies('a%2Fb%20c''d%25%C3%A9')"),
    ("hrm.Divisions", 7095, "hrm/Divisions(7095)"),
    ("financial.ReportingBalance", 493115, "financial/ReportingBalance(493115L)"),
    ("financial.ReportingBalance", "12", "financial/ReportingBalance(12L)"),
    (
        "openingbalance_current_year.AfterEntry",
        (7095, GUID, 2026),
        f"openingbalance/CurrentYear/AfterEntry(Division=7095,GLAccount=guid'{GUID}',ReportingYear=2026)",
    ),
]


@pytest.mark.parametrize(("name", "key", "path"), KEYS)
def test_a_key_is_written_by_its_type(name: str, key: Any, path: str) -> None:
    spec = CATALOGUE.entity(name)
    fields = tuple(spec.by_wire[wire] for wire in spec.key)
    plan = DIALECT.key_request(spec, key, fields, base_url=BASE, scope=DIVISION)
    assert plan.request.url == f"{BASE}/api/v1/7095/{path}?$select={','.join(spec.key)}"
    assert plan.single


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("crm.Accounts", "25", "guid"),
        ("crm.Accounts", (GUID, GUID), "1 parts: ID"),
        ("crm.Accounts", None, "empty"),
        ("openingbalance_current_year.AfterEntry", GUID, "3 parts"),
        ("read_logistics.StockPosition", GUID, "function"),
        ("crm.AcceptQuotation", GUID, "cannot be read"),
    ],
)
def test_a_key_that_does_not_fit_is_refused(name: str, key: Any, words: str) -> None:
    spec = CATALOGUE.entity(name)
    with pytest.raises(QueryError) as caught:
        DIALECT.key_request(spec, key, spec.values[:1], base_url=BASE, scope=DIVISION)
    assert words in str(caught.value)
    assert GUID not in str(caught.value)


def test_a_function_takes_its_parameters_and_nothing_else() -> None:
    stock = entity("read_logistics.StockPosition")
    plan = plan_of(stock.of(item_id=GUID))
    assert plan.route == "function"
    assert plan.request.url == f"{BASE}/api/v1/7095/read/logistics/StockPosition?itemId=guid'{GUID}'"
    assert plan.page_size is None


def test_a_function_writes_text_numbers_and_truth_by_type() -> None:
    documents = entity("read_crm.AccountDocuments")
    plan = plan_of(documents.of(account_id=GUID, search_text="a & b='c'", use_full_text_search=True))
    query = urlsplit(plan.request.url).query
    assert query == f"accountId=guid'{GUID}'&searchText='a%20%26%20b%3D''c'''&useFullTextSearch=true"


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda f: f.all(), "itemId are missing"),
        (lambda f: f.of(item_id=GUID).where(f.in_stock > 1), "no conditions"),
        (lambda f: f.of(item_id=GUID).order_by("in_stock"), "no conditions, ordering"),
        (lambda f: Query(f.all().entity, f.all().record, parameters={"itemId": GUID}, expanded=("x",)), "expand"),
    ],
)
def test_what_a_function_cannot_do_is_refused_and_the_way_is_shown(ask: Any, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        plan_of(ask(entity("read_logistics.StockPosition")))
    assert words in caught.value.message
    assert ".of(item_id=...)" in (caught.value.hint or "")


def test_a_function_cannot_be_counted() -> None:
    stock = entity("read_logistics.StockPosition").of(item_id=GUID)
    with pytest.raises(QueryError, match="cannot count"):
        DIALECT.count_request(stock, base_url=BASE, scope=DIVISION)


def test_only_functions_take_parameters() -> None:
    with pytest.raises(QueryError, match="only function"):
        plan_of(Query(CATALOGUE.entity("crm.Contacts"), CONTACTS.all().record, parameters={"x": 1}))


def test_top_is_sent_where_one_page_is_enough() -> None:
    assert sent(JOURNALS.limit(60))["$top"] == "60"
    assert "$top" not in sent(JOURNALS.limit(61))
    assert sent(ACCOUNTS.limit(1000))["$top"] == "1000"
    assert "$top" not in sent(ACCOUNTS.limit(1001))


def test_expanded_fields_are_selected_inside() -> None:
    options = sent(INVOICES.select("amount_dc", "sales_invoice_lines.amount_dc").expand("sales_invoice_lines"))
    assert options["$select"] == "InvoiceID,AmountDC,SalesInvoiceLines/ID,SalesInvoiceLines/AmountDC"
    assert options["$expand"] == "SalesInvoiceLines"
    by_wire = INVOICES.select("AmountDC", "SalesInvoiceLines.AmountDC").expand("SalesInvoiceLines")
    assert sent(by_wire) == options


def test_an_expanded_collection_without_a_selection_comes_whole() -> None:
    options = sent(INVOICES.select("amount_dc").expand("sales_invoice_lines"))
    inside = [name for name in options["$select"].split(",") if name.startswith("SalesInvoiceLines/")]
    assert len(inside) > 20
    assert len(plan_of(INVOICES.select("amount_dc").expand("sales_invoice_lines")).request.url) < 6000


@pytest.mark.parametrize(
    ("query", "words", "hint"),
    [
        (INVOICES.select("sales_invoice_lines"), "collection", ".expand('sales_invoice_lines')"),
        (INVOICES.select("sales_invoice_lines.amount_dc"), "collection", ".expand('sales_invoice_lines')"),
        (INVOICES.select("sales_invoice_lines.amont_dc").expand("sales_invoice_lines"), "amont_dc", "amount_dc"),
    ],
)
def test_a_field_of_a_collection_needs_the_collection(query: Query[Any], words: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        plan_of(query)
    assert words in caught.value.message
    assert hint in (caught.value.hint or "")


def test_an_address_longer_than_exact_takes_is_refused() -> None:
    keys = [f"{n:08x}-0000-4000-8000-000000000000" for n in range(200)]
    condition = CONTACTS.id.is_in(keys)
    for ask in (
        lambda: plan_of(CONTACTS.select("full_name").where(condition)),
        lambda: DIALECT.count_request(CONTACTS.where(condition), base_url=BASE, scope=DIVISION),
    ):
        with pytest.raises(QueryError, match="Exact takes 6000") as caught:
            ask()
        assert "several reads" in (caught.value.hint or "")


def test_every_resource_can_be_read_whole_within_the_longest_address() -> None:
    for spec in CATALOGUE.entities():
        if "GET" in spec.methods and spec.kind != "function":
            plan = plan_of(entity(spec.qualified_name).all())
            assert len(plan.request.url) <= 6000
            if "$filter" in plan.request.url:
                parse(dict(parse_qsl(urlsplit(plan.request.url).query))["$filter"])


def test_without_a_division_nothing_is_asked() -> None:
    for ask in (
        lambda: plan_of(JOURNALS.all(), Scope()),
        lambda: DIALECT.count_request(JOURNALS.all(), base_url=BASE, scope=Scope()),
    ):
        with pytest.raises(QueryError, match="no division") as caught:
            ask()
        assert "current division is never used" in (caught.value.hint or "")


def test_what_belongs_to_no_company_needs_no_division() -> None:
    me = plan_of(entity("system.Me").select("current_division"), Scope())
    assert me.request.url == f"{BASE}/api/v1/current/Me?$select=UserID,CurrentDivision"


@pytest.mark.parametrize("spec", [e for e in CATALOGUE.entities() if "GET" not in e.methods], ids=lambda e: str(e.name))
def test_an_action_cannot_be_read(spec: Any) -> None:
    collection = entity(spec.qualified_name)
    for ask in (
        lambda: plan_of(collection.all()),
        lambda: DIALECT.count_request(collection.all(), base_url=BASE, scope=DIVISION),
        lambda: DIALECT.key_request(spec, GUID, (), base_url=BASE, scope=DIVISION),
    ):
        with pytest.raises(QueryError, match="cannot be read: Exact offers"):
            ask()


def test_a_sync_feed_is_filtered_by_its_row_version_only() -> None:
    deleted = entity("sync.Deleted")
    assert sent(deleted.where(deleted.timestamp > 5))["$filter"] == "Timestamp gt 5L"
    with pytest.raises(QueryError, match="entity_type") as caught:
        plan_of(deleted.where(deleted.entity_type == 2))
    assert "timestamp" in (caught.value.hint or "")


def test_the_next_request_takes_the_link_as_it_came() -> None:
    plan = plan_of(JOURNALS.all())
    link = f"{BASE}/api/v1/7095/financial/Journals?$skiptoken=guid'%20'"
    following = DIALECT.next_request(link, plan)
    assert following.url == link
    assert following.headers == plan.request.headers


def test_personal_keys_in_an_address_are_not_shown_by_a_request() -> None:
    request = plan_of(CONTACTS.where(CONTACTS.full_name == "Jansen")).request
    assert "Jansen" not in repr(request)


@pytest.mark.parametrize("country", ["nl", "be", "de", "uk", "fr", "es", "us"])
def test_each_country_has_its_own_host(country: str) -> None:
    assert EXACT.sites[country].base_url.startswith("https://start.exactonline.")
    assert EXACT.sites["uk"].base_url.endswith(".co.uk")
