"""Reading AFAS end to end over its mock: every view, in an order, whole, in few calls, and with honest errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from nlconnect.client import Connection
from nlconnect.connector import Query, Request, Response, collection_of
from nlconnect.errors import ApiError, Forbidden, Invalid, NlconnectError, QueryError, ScopeMissing, ServerError
from nlconnect.mock.system import Setting
from nlconnect.model.collection import record_class
from nlconnect.model.query import Field
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_afas import CATALOGUE
from nlconnect_afas.ledger import Profit_Debtor, Profit_Journals
from nlconnect_afas.projects import Profit_Projects
from nlconnect_afas.relations import ProfitCountries

VIEWS = [spec for spec in CATALOGUE.entities() if spec.kind == "view"]


@pytest.fixture(scope="module")
def seeded() -> SignedInMock:
    return SignedInMock("afas", setting=Setting(seeded=True))


@pytest.fixture
def afas() -> SignedInMock:
    return SignedInMock("afas", setting=Setting(seeded=False, page_sizes={0: 3}))


@pytest.mark.parametrize("spec", VIEWS, ids=lambda spec: spec.name)
def test_every_view_is_read_whole_and_nothing_in_it_is_strange(seeded: SignedInMock, spec: Any) -> None:
    records = list(seeded.connect().read(collection_of("nlconnect_afas", spec)))
    assert all(record.model_extra is None for record in records)
    for field in spec.fields:
        kinds = _KINDS.get(field.type, (str,))
        values = [getattr(record, field.name) for record in records]
        assert all(value is None or isinstance(value, kinds) for value in values), field.name
    if spec.key and records:
        keys = {tuple(getattr(record, spec.by_wire[wire].name) for wire in spec.key) for record in records}
        assert len(keys) == len(records)


_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "decimal": (Decimal,),
    "bool": (bool,),
    "date": (date,),
    "datetime": (datetime,),
}


def test_large_pages_mean_few_calls(seeded: SignedInMock) -> None:
    seeded.calls.clear()
    records = list(seeded.connect().read(Profit_Debtor))
    assert len(records) > 100
    assert len(seeded.calls) == 1


def test_no_row_is_lost_or_doubled_over_many_pages(afas: SignedInMock) -> None:
    for number in range(50):
        afas.add("Profit_Debtor", debtor_id=f"{number:05}", currency_id="EUR")
    records = list(afas.connect().read(Profit_Debtor.order_by("currency_id")))
    assert sorted(record.debtor_id for record in records) == [f"{number:05}" for number in range(50)]


def test_a_long_list_of_values_is_read_in_parts_and_each_row_comes_once(afas: SignedInMock) -> None:
    for number in range(200):
        afas.add("Profit_Debtor", debtor_id=f"{number:05}", debtor_name=f"K;{number}")
    wanted = [f"{number:05}" for number in range(0, 400, 2)]
    records = list(afas.connect().read(Profit_Debtor.where(Profit_Debtor.debtor_id.is_in(wanted))))
    assert sorted(record.debtor_id for record in records) == [f"{number:05}" for number in range(0, 200, 2)]
    names = [f"K;{number}" for number in range(60)]
    records = list(afas.connect().read(Profit_Debtor.where(Profit_Debtor.debtor_name.is_in(names))))
    assert len(records) == 60


def test_a_cursor_goes_on_inside_a_read_in_parts(afas: SignedInMock) -> None:
    for number in range(200):
        afas.add("Profit_Debtor", debtor_id=f"{number:05}")
    query = Profit_Debtor.where(Profit_Debtor.debtor_id.is_in(f"{number:05}" for number in range(200)))
    connection = afas.connect()
    pages = list(connection.pages(query))
    for place in (0, 30, len(pages) - 2):
        rest = list(connection.pages(query, cursor=pages[place].next))
        assert [len(page.records) for page in rest] == [len(page.records) for page in pages[place + 1 :]]


def test_what_is_not_selected_crosses_the_wire_and_is_dropped(afas: SignedInMock) -> None:
    afas.add("Profit_Debtor", debtor_id="1", debtor_name="Jansen", credit_limit="12.50")
    (record,) = afas.connect().read(Profit_Debtor.select("credit_limit"))
    assert record.credit_limit == Decimal("12.50")
    assert not hasattr(record, "debtor_name")
    assert record.model_extra is None


def test_a_moment_shown_as_this_second_is_found_though_its_fraction_lies_before(afas: SignedInMock) -> None:
    noon = datetime(2026, 7, 1, 10, tzinfo=UTC)
    for number, shift in enumerate((-0.4, 0.0, 0.4)):
        afas.add("Profit_Debtor", debtor_id=str(number), modified_date=noon + timedelta(seconds=shift))
    found = list(afas.connect().read(Profit_Debtor.where(Profit_Debtor.modified_date >= noon)))
    assert {record.debtor_id for record in found} >= {"0", "1", "2"}


def test_a_scope_narrows_the_views_that_tell_it_and_no_others(afas: SignedInMock) -> None:
    for number in (1, 2):
        afas.add("Profit_Projects", project_id=f"P{number}", unit_id=number)
    narrow = afas.connect().within(administration=2)
    assert [record.project_id for record in narrow.read(Profit_Projects)] == ["P2"]
    notes = narrow.explain(ProfitCountries).notes
    assert any("not narrowed" in note for note in notes)


@pytest.mark.parametrize(
    ("reason", "kind", "words"),
    [
        ("not_authorised", ScopeMissing, "lacks the connector Profit_Journals"),
        ("blocked", Forbidden, "for heavy use"),
        ("duration", Invalid, "15 minutes"),
        ("unknown_field", Invalid, "not found"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_refusal_is_told_apart_by_its_words_and_not_repeated(
    reason: str, kind: type[NlconnectError], words: str, language: str
) -> None:
    afas = SignedInMock("afas", setting=Setting(seeded=False, language=language))
    afas.fault(f"500:api:reason={reason}")
    with pytest.raises(kind) as caught:
        list(afas.connect().read(Profit_Journals))
    assert words in caught.value.message or "niet gevonden" in caught.value.message
    assert "Profit's own log has it under" in str(caught.value)
    assert len(afas.calls) == 1


def test_pages_get_smaller_until_the_server_can_make_them() -> None:
    afas = SignedInMock("afas", setting=Setting(seeded=True))
    everything = len(list(afas.connect().read(Profit_Debtor)))
    afas.service.state.most_cells = 100 * 21  # type: ignore[attr-defined]  # of mock AFAS
    afas.calls.clear()
    records = list(afas.connect().read(Profit_Debtor))
    assert len({record.debtor_id for record in records}) == len(records) == everything > 200
    refused = afas.calls.count(status=500)
    assert 1 <= refused <= 8
    assert len(afas.calls) - refused <= -(-everything // 50) + 1


def test_a_server_that_can_make_no_page_at_all_is_an_error_with_a_way_out(afas: SignedInMock) -> None:
    afas.fault("500:api:reason=memory")
    with pytest.raises(Invalid, match="ran out of memory") as caught:
        list(afas.connect().read(Profit_Journals))
    assert "Ask for less" in (caught.value.hint or "")
    assert len(afas.calls) <= 10


def test_what_another_user_holds_is_tried_again(afas: SignedInMock) -> None:
    afas.fail_next(500, reason="locked")
    assert list(afas.connect().read(Profit_Journals)) == []
    assert len(afas.calls) == 2


def test_maintenance_is_not_waited_for_when_it_takes_hours(afas: SignedInMock) -> None:
    afas.fail_next(503)
    before = afas.clock.now()
    with pytest.raises(ServerError) as caught:
        list(afas.connect().read(Profit_Journals))
    assert caught.value.retry_after == 7200
    assert afas.clock.now() - before < 60


def test_every_error_names_the_call_for_the_helpdesk(afas: SignedInMock) -> None:
    afas.fail_next(500, reason="duration")
    with pytest.raises(ApiError) as caught:
        list(afas.connect().read(Profit_Journals))
    assert caught.value.request_id


def test_nothing_is_sent_for_a_question_that_afas_cannot_answer(afas: SignedInMock) -> None:
    connection = afas.connect()
    afas.calls.clear()
    for query in (
        Profit_Debtor.where(Profit_Debtor.debtor_name == "x" * 3000),
        Profit_Debtor.where(Profit_Debtor.modified_date == "2026-01-01T10:00:00"),
    ):
        with pytest.raises(QueryError):
            list(connection.read(query))
    assert len(afas.calls) == 0


def test_a_certified_integration_says_which_it_is(afas: SignedInMock) -> None:
    opened = afas.opening()
    login = replace(opened.profile.login, extra={**opened.profile.login.extra, "integration_id": "12345_678900"})
    port, sent = afas.port(), []
    send = port.send

    async def noted(request: Request) -> Response:
        sent.append(request)
        return await send(request)

    port.send = noted  # type: ignore[method-assign]  # of this one port
    session = replace(opened, named=replace(opened.profile, login=login)).session(port)
    with Connection(session, scope=opened.scope, asker=opened.asker) as connection:
        list(connection.read(Profit_Journals))
    assert [request.headers["IntegrationId"] for request in sent] == ["12345_678900"]


def test_a_view_of_the_customers_own_without_a_key_is_read_whole() -> None:
    """Its names have dots and dashes, which AFAS wants in brackets in an order."""
    afas = SignedInMock("afas", setting=Setting(seeded=True, page_sizes={0: 3}))
    view = afas.service.state.view("Voorbeeld_Medewerkers").entity  # type: ignore[attr-defined]  # of mock AFAS
    own = replace(view, key=(), fields=tuple(replace(spec, is_key=False) for spec in view.fields))
    query: Query[Any] = Query(own, record_class(own, module="own"))
    records = list(afas.connect().read(query))
    assert len(records) > 9
    assert len({record.medewerker for record in records}) == len(records)
    assert all(record.tel_nr_werk is None or isinstance(record.tel_nr_werk, str) for record in records)
    wanted = records[1].medewerker
    assert [r.medewerker for r in afas.connect().read(query.where(Field(own.field("Medewerker")) == wanted))] == [
        wanted
    ]
