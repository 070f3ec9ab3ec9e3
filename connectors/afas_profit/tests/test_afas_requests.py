"""Golden requests: how a question is written for AFAS, what is refused before sending, and what is said about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlconnect.connector import FieldSpec, Query, ReadPlan, Record, Response, Scope, collection_of
from nlconnect.errors import QueryError, ServerError
from nlconnect.model.catalogue import EntitySpec
from nlconnect.model.query import AllOf, Condition, Field
from nlconnect_afas import AFAS, CATALOGUE
from nlconnect_afas.dialect import DEEPEST_SKIP, LONGEST_QUERY, AfasDialect, leading_zeros
from nlconnect_afas.filters import MOST_ALTERNATIVES, alternatives_of
from nlconnect_afas.mock.filters import read_filter
from nlconnect_afas.mock.filters import tester as passer

BASE = "https://12345.rest.afas.online/ProfitRestServices"
NOWHERE = Scope()
DIALECT = AfasDialect()


def entity(name: str) -> Any:
    """The collection of that name, with its fields as attributes."""
    return collection_of("nlconnect_afas", CATALOGUE.entity(name))


DEBTORS, ENTRIES, JOURNALS = (entity(f"Profit_{name}") for name in ("Debtor", "Transactions", "Journals"))
USERS, COUNTRIES, STOCK = entity("Profit_Users"), entity("ProfitCountries"), entity("Profit_Stock_per_Warehouse")


def plan_of(query: Query[Any], scope: Scope = NOWHERE) -> ReadPlan:
    return DIALECT.list_request(query, base_url=BASE, scope=scope)


def options_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, strict_parsing=True, keep_blank_values=True))


def sent(query: Query[Any], scope: Scope = NOWHERE) -> dict[str, str]:
    """The query options of a read, decoded."""
    return options_of(plan_of(query, scope).request.url)


def asked(*conditions: Condition) -> list[list[tuple[str, str, str]]]:
    """The filter of a read on debtors: alternatives of (field, operator code, value)."""
    filters = json.loads(sent(DEBTORS.where(*conditions))["filterjson"])["Filters"]["Filter"]
    return [[(f["@FieldId"], f["@OperatorType"], f["#text"]) for f in one["Field"]] for one in filters]


def page(url: str, rows: int, *, take: int | None = None) -> Response:
    content = {"skip": 0, "take": take, "rows": [{"UnitId": 1, "JournalId": str(number)} for number in range(rows)]}
    return Response(200, {}, json.dumps(content, separators=(",", ":")).encode(), url, 0.0, 0.0)


def test_a_question_is_written_like_this() -> None:
    request = plan_of(DEBTORS.where(DEBTORS.currency_id == "EUR").order_by("-credit_limit").limit(10)).request
    assert request.method == "GET"
    assert request.headers == {"Accept": "application/json"}
    assert request.url == (
        f"{BASE}/connectors/Profit_Debtor?skip=0&take=10&orderbyfieldids=-CreditLimit,DebtorId"
        "&filterjson=%7B%22Filters%22:%7B%22Filter%22:%5B%7B%22@FilterId%22:%22Filter%201%22,"
        "%22Field%22:%5B%7B%22@FieldId%22:%22CurrencyId%22,%22@OperatorType%22:%221%22,%22%23text%22:%22EUR%22"
        "%7D%5D%7D%5D%7D%7D"
    )


@pytest.mark.parametrize(
    ("condition", "code", "text"),
    [
        (DEBTORS.debtor_name == "x", "1", "x"),
        (DEBTORS.credit_limit >= "1000.50", "2", "1000.50"),
        (DEBTORS.credit_limit <= 1000, "3", "1000"),
        (DEBTORS.credit_limit > 1000, "4", "1000"),
        (DEBTORS.credit_limit < -1, "5", "-1"),
        (DEBTORS.debtor_name.contains("x"), "6", "%x%"),
        (DEBTORS.debtor_name != "x", "7", "x"),
        (DEBTORS.debtor_name == None, "8", ""),  # noqa: E711  # a condition, as in SQLAlchemy
        (DEBTORS.debtor_name != None, "9", ""),  # noqa: E711
        (DEBTORS.debtor_name.startswith("x"), "10", "x%"),
        (~DEBTORS.debtor_name.contains("x"), "11", "%x%"),
        (~DEBTORS.debtor_name.startswith("x"), "12", "x%"),
        (DEBTORS.debtor_name.endswith("x"), "13", "%x"),
        (~DEBTORS.debtor_name.endswith("x"), "14", "%x"),
        (DEBTORS.debtor_name.matches("x"), "15", "x"),
        (DEBTORS.debtor_name == "", "8", ""),
        (~(DEBTORS.debtor_name == ""), "9", ""),
        (~(DEBTORS.credit_limit >= 1), "5", "1"),
        (~(DEBTORS.credit_limit < 1), "2", "1"),
        (~(DEBTORS.debtor_name == "x"), "7", "x"),
        (~~(DEBTORS.debtor_name == "x"), "1", "x"),
        (DEBTORS.blocked == True, "1", "true"),  # noqa: E712
    ],
)
def test_every_comparison_has_its_operator_code(condition: Condition, code: str, text: str) -> None:
    (((_, *found),),) = asked(condition)
    assert found == [code, text]


def test_conditions_become_alternatives_of_tests_that_all_must_hold() -> None:
    either = (DEBTORS.currency_id == "EUR") | (DEBTORS.currency_id == "USD")
    found = asked(either, DEBTORS.credit_limit > 0)
    assert found == [
        [("CurrencyId", "1", "EUR"), ("CreditLimit", "4", "0")],
        [("CurrencyId", "1", "USD"), ("CreditLimit", "4", "0")],
    ]


def test_a_negation_goes_down_to_each_test() -> None:
    found = asked(~((DEBTORS.currency_id == "EUR") & (DEBTORS.credit_limit > 0)))
    assert found == [[("CurrencyId", "7", "EUR")], [("CreditLimit", "3", "0")]]
    assert asked(~((DEBTORS.currency_id == "EUR") | (DEBTORS.credit_limit > 0))) == [
        [("CurrencyId", "7", "EUR"), ("CreditLimit", "3", "0")]
    ]


_TEXTS = st.sampled_from(["EUR", "USD", "GBP"])
_TESTS = st.builds(lambda text: DEBTORS.currency_id == text, _TEXTS) | st.builds(
    lambda amount: DEBTORS.credit_limit > amount, st.integers(0, 3)
)
_CONDITIONS = st.recursive(
    _TESTS,
    lambda inner: (
        st.builds(lambda a, b: a & b, inner, inner)
        | st.builds(lambda a, b: a | b, inner, inner)
        | st.builds(lambda a: ~a, inner)
    ),
    max_leaves=6,
)


def holds(condition: Any, row: Mapping[str, Any]) -> bool:
    """What a condition means, told apart from how AFAS is asked."""
    if hasattr(condition, "conditions"):
        whole = all if isinstance(condition, AllOf) else any
        return whole(holds(part, row) for part in condition.conditions)
    if hasattr(condition, "condition"):
        return not holds(condition.condition, row)
    value = row[condition.field.wire]
    return bool(value == condition.value if condition.comparator == "eq" else value > condition.value)


@given(_CONDITIONS)
def test_whatever_is_asked_means_the_same_to_afas(condition: Condition) -> None:
    types = {spec.wire: spec.type for spec in CATALOGUE.entity("Profit_Debtor").fields}
    options = options_of(plan_of(DEBTORS.where(condition)).request.url)
    filter_ = read_filter(options)
    assert filter_ is not None
    passes = passer(filter_, types)
    for currency in ("EUR", "USD", "GBP"):
        for amount in range(5):
            row = {"CurrencyId": currency, "CreditLimit": amount}
            assert passes(row) is holds(condition, row)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_arrives_as_it_is(text: str) -> None:
    condition = DEBTORS.debtor_name == text
    if text.startswith("%") or text.endswith("%"):
        with pytest.raises(QueryError, match="%"):
            asked(condition)
    else:
        assert asked(condition) == [[("DebtorName", "1", text)]]


@pytest.mark.parametrize("condition", [DEBTORS.debtor_name.contains("50%"), DEBTORS.debtor_name.startswith("%a")])
def test_a_percent_sign_cannot_be_searched_for(condition: Condition) -> None:
    with pytest.raises(QueryError, match="any text"):
        asked(condition)


def test_a_quick_filter_has_no_opposite() -> None:
    with pytest.raises(QueryError, match="cannot be negated") as caught:
        asked(~DEBTORS.debtor_name.matches("x"))
    assert caught.value.hint


@pytest.mark.parametrize("condition", [DEBTORS.debtor_name.contains(""), ~DEBTORS.debtor_name.startswith("")])
def test_searching_for_nothing_is_refused(condition: Condition) -> None:
    with pytest.raises(QueryError, match="searched for nothing"):
        asked(condition)


@pytest.mark.parametrize(
    ("condition", "code", "text"),
    [
        (DEBTORS.modified_date >= "2026-11-01T10:00:00", "2", "2026-11-01T09:59:59"),
        (DEBTORS.modified_date <= "2026-11-01T10:00:00", "3", "2026-11-01T10:00:01"),
        (DEBTORS.modified_date > "2026-11-01T10:00:00", "4", "2026-11-01T10:00:00"),
        (DEBTORS.modified_date < "2026-11-01T10:00:00", "5", "2026-11-01T10:00:00"),
        (DEBTORS.modified_date >= datetime(2026, 7, 1, 10, 0, tzinfo=UTC), "2", "2026-07-01T11:59:59"),
        (DEBTORS.modified_date < datetime(2026, 1, 1, 10, 0, 0, 1, tzinfo=UTC), "5", "2026-01-01T11:00:01"),
        (DEBTORS.modified_date >= date(2026, 11, 1), "2", "2026-10-31T23:59:59"),
        (DEBTORS.modified_date == None, "8", ""),  # noqa: E711
    ],
)
def test_a_moment_is_dutch_wall_clock_without_a_zone_and_wide_enough(condition: Any, code: str, text: str) -> None:
    assert asked(condition) == [[("ModifiedDate", code, text)]]
    assert any("hidden fractions" in note for note in plan_of(DEBTORS.where(condition)).notes)


@pytest.mark.parametrize(
    "condition",
    [DEBTORS.modified_date == "2026-11-01T10:00:00", ~(DEBTORS.modified_date == datetime(2026, 1, 1, tzinfo=UTC))],
)
def test_equality_of_moments_is_refused(condition: Condition) -> None:
    with pytest.raises(QueryError, match="hidden fractions") as caught:
        plan_of(DEBTORS.where(condition))
    assert caught.value.hint is not None
    assert "modified_date >=" in caught.value.hint


def test_a_moment_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(QueryError, match="calendar"):
        asked(DEBTORS.modified_date <= datetime.max.replace(tzinfo=UTC))


def test_a_day_is_written_as_a_day() -> None:
    assert sent(ENTRIES.where(ENTRIES.entry_date == "2026-11-01"))["filterjson"].count('"2026-11-01"') == 1


def test_the_key_follows_whatever_order_is_asked_for_and_is_not_repeated() -> None:
    assert sent(ENTRIES.all())["orderbyfieldids"] == "UnitId,EntryNo,SeqNo"
    assert sent(ENTRIES.order_by("-entry_date", "-entry_no"))["orderbyfieldids"] == "-EntryDate,-EntryNo,UnitId,SeqNo"
    assert sent(USERS.all())["orderbyfieldids"] == "UserId"


def invented(*fields: FieldSpec, **facts: Any) -> Query[Record]:
    """A view of somebody's own."""
    spec = EntitySpec(
        "own", "Mijn", "MijnRow", "Mijn", "/connectors/Mijn weergave", (), "view", frozenset({"GET"}), fields
    )
    return Query(spec, Record, **facts)


def test_names_with_odd_signs_are_written_in_brackets_in_an_order() -> None:
    odd, plain = FieldSpec("tel_nr", "Tel.nr", "string"), FieldSpec("naam", "Naam", "string")
    plan = plan_of(invented(odd, plain))
    assert "/connectors/Mijn%20weergave?" in plan.request.url
    assert options_of(plan.request.url)["orderbyfieldids"] == "['Tel.nr'],Naam"
    assert "every column" in plan.notes[0]


def test_a_wide_view_without_a_key_wants_to_be_told_what_is_unique() -> None:
    fields = [FieldSpec(f"field_{number}", f"Een_lange_kolomnaam_{number}", "string") for number in range(60)]
    with pytest.raises(QueryError, match="no key") as caught:
        plan_of(invented(*fields))
    assert "order_by" in (caught.value.hint or "")
    plan = plan_of(invented(*fields).order_by("field_7"))
    assert options_of(plan.request.url)["orderbyfieldids"] == "Een_lange_kolomnaam_7"
    assert "unless your order is unique" in plan.notes[0]


@pytest.mark.parametrize(
    ("query", "take"),
    [
        (DEBTORS.all(), 149_999 // 21),
        (COUNTRIES.all(), 20_000),
        (COUNTRIES.limit(5), 5),
        (DEBTORS.limit(7143), 3572),
        (DEBTORS.limit(7142), 7142),
    ],
)
def test_pages_are_as_large_as_afas_bears_and_no_larger_than_is_wanted(query: Query[Any], take: int) -> None:
    plan = plan_of(query)
    assert sent(query)["take"] == str(take)
    assert plan.page_size == take
    assert take * len(plan.entity.fields) < 150_000


def test_a_selection_is_cut_here_and_said_so() -> None:
    plan = plan_of(DEBTORS.select("debtor_name"))
    assert [spec.wire for spec in plan.fields] == ["DebtorId", "DebtorName"]
    assert plan.partial
    assert any("all 21 columns cross the wire, 2 kept" in note for note in plan.notes)
    assert not plan_of(DEBTORS.all()).partial
    assert not any("columns" in note for note in plan_of(DEBTORS.all()).notes)


def test_searching_is_said_to_be_slow() -> None:
    assert any("no index" in note for note in plan_of(DEBTORS.where(DEBTORS.debtor_name.contains("x"))).notes)


def test_a_read_that_may_get_far_says_that_afas_gets_slow_there() -> None:
    assert any("100,000" in note for note in plan_of(DEBTORS.all()).notes)
    assert not any("100,000" in note for note in plan_of(DEBTORS.limit(DEEPEST_SKIP)).notes)


@pytest.mark.parametrize(
    ("query", "scope", "test"),
    [
        (JOURNALS.all(), Scope(administration=2), ("UnitId", "1", "2")),
        (entity("Profit_Warehouses").all(), Scope(administration=2), ("UnitIdFin", "1", "2")),
        (entity("Profit_Employees").all(), Scope(employer="1"), ("EmployerId", "1", "1")),
    ],
)
def test_a_view_that_tells_the_administration_is_narrowed_to_it(query: Any, scope: Scope, test: Any) -> None:
    plan = plan_of(query, scope)
    (one,) = json.loads(sent(query, scope)["filterjson"])["Filters"]["Filter"]
    (field,) = one["Field"]
    assert (field["@FieldId"], field["@OperatorType"], field["#text"]) == test
    assert any("narrowed to" in note for note in plan.notes)


@pytest.mark.parametrize("name", ["ProfitCountries", "Profit_Article", "Profit_Administrations", "Profit_SalesPrice"])
def test_a_view_without_the_column_is_read_whole_and_says_so(name: str) -> None:
    plan = plan_of(entity(name).all(), Scope(administration=2))
    assert "filter" not in plan.request.url
    assert any("not narrowed to administration 2" in note for note in plan.notes)


def test_many_values_are_written_as_lists_which_are_shorter() -> None:
    plan = plan_of(DEBTORS.where(DEBTORS.debtor_id.is_in([str(10_000 + n) for n in range(60)])))
    options = options_of(plan.request.url)
    assert "filterjson" not in options
    assert options["filterfieldids"].split(";") == ["DebtorId"] * 60
    assert options["operatortypes"].split(";") == ["1"] * 60
    assert plan.parts == ()


@pytest.mark.parametrize("sign", ["", ",", ";"])
@pytest.mark.parametrize("count", [14, 300, 1500])
def test_a_list_too_long_for_an_address_is_read_in_parts_that_share_no_row(count: int, sign: str) -> None:
    values = [f"{10_000 + number}{sign}" for number in range(count)]
    query = DEBTORS.where(DEBTORS.debtor_id.is_in(values), DEBTORS.blocked == False)  # noqa: E712
    plan = plan_of(query)
    found: list[str] = []
    for url in plan.parts or (plan.request.url,):
        assert len(urlsplit(url).query) + 1 <= LONGEST_QUERY
        filter_ = read_filter(options_of(url))
        assert filter_ is not None
        assert all([test.field for test in group] == ["DebtorId", "Blocked"] for group in filter_.groups)
        found += [test.text for test in filter_.conditions if test.field == "DebtorId"]
    assert sorted(found) == sorted(values)
    assert len(plan.parts) == 0 or any(f"in {len(plan.parts)} parts" in note for note in plan.notes)


def test_what_afas_may_take_for_the_same_text_stays_in_one_part() -> None:
    names = [f"{'Ee' if number % 2 else 'éÉ'}{number // 2}{' ' * (number % 2)}" + "x" * 40 for number in range(80)]
    plan = plan_of(DEBTORS.where(DEBTORS.debtor_name.is_in(names)))
    assert plan.parts
    place = {}
    for part, url in enumerate(plan.parts):
        for test in (read_filter(options_of(url)) or pytest.fail("no filter")).conditions:
            place[test.text] = part
    assert all(place[names[number]] == place[names[number + 1]] for number in range(0, 80, 2))


def test_a_question_too_long_for_any_address_is_refused_with_a_way_out() -> None:
    long = DEBTORS.debtor_name == "x" * 2000
    with pytest.raises(QueryError, match="2,049 characters") as caught:
        plan_of(DEBTORS.where(long))
    assert caught.value.hint
    with pytest.raises(QueryError, match="2,049 characters") as caught:
        plan_of(DEBTORS.where(DEBTORS.debtor_id.is_in(str(n) for n in range(300))).order_by("debtor_name"))
    assert "Sort what comes" in (caught.value.hint or "")


def test_conditions_that_would_blow_up_are_refused_before_they_do() -> None:
    many = [DEBTORS.debtor_id.is_in(str(n) for n in range(1000)), DEBTORS.bc_co.is_in(str(n) for n in range(1000))]
    with pytest.raises(QueryError, match="1,000,000 alternatives"):
        plan_of(DEBTORS.where(*many))
    with pytest.raises(QueryError, match="alternatives"):
        alternatives_of([DEBTORS.debtor_id.is_in(str(n) for n in range(MOST_ALTERNATIVES + 1))])


def test_a_key_is_a_filter_that_takes_one_row() -> None:
    spec = CATALOGUE.entity("Profit_Transactions")
    plan = DIALECT.key_request(spec, (1, 77, 2), spec.values, base_url=BASE, scope=NOWHERE)
    options = options_of(plan.request.url)
    (one,) = json.loads(options["filterjson"])["Filters"]["Filter"]
    assert [(f["@FieldId"], f["#text"]) for f in one["Field"]] == [("UnitId", "1"), ("EntryNo", "77"), ("SeqNo", "2")]
    assert (options["skip"], options["take"], options["orderbyfieldids"]) == ("0", "1", "UnitId,EntryNo,SeqNo")
    assert plan.single


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("Profit_Transactions", 1, "3 parts"),
        ("Profit_Users", "x", "no key"),
        ("Profit_Debtor", "", "cannot be empty"),
        ("Profit_Debtor", "x" * 2000, "2,049"),
        ("KnPerson", 1, "update connector"),
    ],
)
def test_a_key_that_cannot_be_looked_up_is_refused(name: str, key: Any, words: str) -> None:
    spec = CATALOGUE.entity(name)
    with pytest.raises(QueryError, match=words) as caught:
        DIALECT.key_request(spec, key, spec.values, base_url=BASE, scope=NOWHERE)
    assert caught.value.hint


def test_there_is_no_request_that_counts() -> None:
    assert DIALECT.count_request(DEBTORS.all(), base_url=BASE, scope=NOWHERE) is None


def test_no_update_connector_can_be_read_and_each_says_what_can() -> None:
    for spec in CATALOGUE.entities():
        if spec.document is None:
            continue
        with pytest.raises(QueryError, match="write through and not read") as caught:
            plan_of(Query(spec, Record))
        assert caught.value.hint


def test_every_view_is_read_in_an_order() -> None:
    views = [spec for spec in CATALOGUE.entities() if spec.kind == "view"]
    assert len(views) == 92
    for spec in views:
        options = sent(Query(spec, Record))
        assert options["orderbyfieldids"].split(",") == list(spec.key or spec.order)


def test_a_full_page_is_followed_and_a_short_one_is_the_last() -> None:
    plan = plan_of(JOURNALS.limit(3))
    first = page(plan.request.url, 3)
    following = DIALECT.following(first, rows=3, plan=plan)
    assert following is not None
    assert options_of(following)["skip"] == "3"
    assert DIALECT.peek_next(first, plan=plan) == following
    assert DIALECT.next_request(following, plan).headers == plan.request.headers
    assert DIALECT.following(page(following, 2), rows=2, plan=plan) is None
    assert DIALECT.peek_next(page(following, 2), plan=plan) is None


def test_a_column_name_inside_a_text_is_no_row() -> None:
    plan = plan_of(JOURNALS.limit(3))
    content = json.dumps({"rows": [{"UnitId": 1, "Description": '{"UnitId":5} "UnitId":'}] * 2}, separators=(",", ":"))
    assert DIALECT.peek_next(Response(200, {}, content.encode(), plan.request.url, 0.0, 0.0), plan=plan) is None


def test_a_page_that_the_server_cut_short_is_not_the_last() -> None:
    plan = plan_of(JOURNALS.limit(100))
    following = DIALECT.following(page(plan.request.url, 40, take=40), rows=40, plan=plan)
    assert following is not None
    assert (options_of(following)["skip"], options_of(following)["take"]) == ("40", "100")
    assert DIALECT.following(page(following, 39, take=40), rows=39, plan=plan) is None
    assert DIALECT.following(page(following, 0, take=0), rows=0, plan=plan) is None


def test_the_next_part_follows_the_last_page_of_the_one_before() -> None:
    plan = plan_of(DEBTORS.where(DEBTORS.debtor_id.is_in(str(n) for n in range(300))))
    assert len(plan.parts) > 1
    second_page = DIALECT.following(page(plan.request.url, 0), rows=10**6, plan=plan)
    assert second_page is not None
    later = replace(plan, request=DIALECT.next_request(second_page, plan))
    for known in (plan, later):
        assert DIALECT.following(page(second_page, 0), rows=1, plan=known) == plan.parts[1]
        assert DIALECT.following(page(plan.parts[1], 0), rows=1, plan=known) == plan.parts[2]
    assert DIALECT.following(page(plan.parts[-1], 0), rows=1, plan=plan) is None


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example.test/ProfitRestServices/connectors/Profit_Journals?skip=3&take=3",
        f"{BASE}/connectors/Profit_Employees?skip=3&take=3&orderbyfieldids=UnitId,JournalId",
        f"{BASE}/connectors/Profit_Journals?skip=3&take=3",
        f"{BASE}/connectors/Profit_Journals?skip=3&take=3&orderbyfieldids=UnitId,JournalId&filterjson=%7B%7D",
    ],
)
def test_a_cursor_that_leads_to_another_question_is_refused(link: str) -> None:
    with pytest.raises(ServerError, match="refused"):
        DIALECT.next_request(link, plan_of(JOURNALS.all()))


def test_an_amount_without_a_leading_zero_is_mended_and_texts_are_left_alone() -> None:
    broken = b'{"rows":[{"A":-.5,"B":.25,"C":"a: -.5, .5 \\" :.5","D":[.1]}]}'
    assert leading_zeros(broken) == b'{"rows":[{"A":-0.5,"B":0.25,"C":"a: -.5, .5 \\" :.5","D":[0.1]}]}'


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner) | st.lists(inner)
    )
)
def test_good_json_is_never_mended(value: Any) -> None:
    content = json.dumps(value, ensure_ascii=False).encode()
    assert leading_zeros(content) == content


def test_the_connector_says_where_it_lives_and_how_much_it_bears() -> None:
    assert {name: site.base_url for name, site in AFAS.sites.items()} == {
        "production": "https://{environment}.rest.afas.online/ProfitRestServices",
        "test": "https://{environment}.resttest.afas.online/ProfitRestServices",
        "accept": "https://{environment}.restaccept.afas.online/ProfitRestServices",
        "course": "https://{environment}.restcursus.afas.online/ProfitRestServices",
    }
    assert (AFAS.limits.windows, AFAS.limits.concurrency) == ((), 4)


def test_a_value_stays_out_of_every_repr() -> None:
    alternatives = alternatives_of([Field(CATALOGUE.entity("Profit_Debtor").field("debtor_name")) == "Jansen"])
    assert "Jansen" not in f"{alternatives!r}{plan_of(DEBTORS.where(DEBTORS.debtor_name == 'Jansen'))!r}"
