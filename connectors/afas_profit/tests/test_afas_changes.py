"""Following views by their moment of change: nothing is missed, little comes twice, and deletions are not known."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest

from nlconnect.connector import Scope, collection_of
from nlconnect.connector.deltas import Asking
from nlconnect.errors import QueryError
from nlconnect.mock.system import Setting
from nlconnect.testing.signed_in import SignedInMock
from nlconnect_afas import AFAS, CATALOGUE
from nlconnect_afas.ledger import Profit_Debtor

BASE = "https://12345.rest.afas.online/ProfitRestServices"


def entity(name: str) -> Any:
    return collection_of("nlconnect_afas", CATALOGUE.entity(name))


def asking(query: Any, now: datetime) -> Asking:
    return Asking(query, AFAS.dialect, BASE, Scope(), now.timestamp())


def bound(since: datetime, now: datetime) -> str:
    """From where on a run asks, as AFAS is asked."""
    assert AFAS.deltas is not None
    start = AFAS.deltas.begin(asking(Profit_Debtor.all(), now), {"since": since.isoformat()})
    url = unquote(start.leg.plan.request.url)
    assert '"@FieldId":"ModifiedDate","@OperatorType":"2"' in url
    return url.partition('"#text":"')[2][: len("2026-01-01T00:00:00")]


@pytest.fixture
def afas() -> SignedInMock:
    return SignedInMock("afas", setting=Setting(seeded=False, page_sizes={0: 3}))


def changes(afas: SignedInMock, **more: Any) -> list[str]:
    with afas.connect() as connection:
        return [
            record.debtor_name or ""
            for batch in connection.sync(Profit_Debtor, consumer="x", **more)
            for record in batch.records
        ]


def test_a_first_run_gives_everything_and_the_next_what_changed(afas: SignedInMock) -> None:
    for number in range(7):
        afas.add("Profit_Debtor", debtor_id=f"1000{number}", debtor_name=f"Klant {number}")
    assert sorted(changes(afas)) == [f"Klant {number}" for number in range(7)]
    assert changes(afas) == []
    afas.advance(3600)
    afas.change("Profit_Debtor", "10003", debtor_name="Klant drie")
    afas.add("Profit_Debtor", debtor_id="10009", debtor_name="Nieuw")
    assert sorted(changes(afas)) == ["Klant drie", "Nieuw"]
    assert changes(afas) == []
    assert len(changes(afas, full=True)) == 8


def test_a_run_says_that_deletions_are_not_known(afas: SignedInMock) -> None:
    afas.add("Profit_Debtor", debtor_id="10001")
    with afas.connect() as connection:
        (batch,) = connection.sync(Profit_Debtor, consumer="x")
    assert not batch.deletions_known
    assert batch.completes


@pytest.mark.parametrize(
    ("since", "now", "asked"),
    [
        (datetime(2026, 7, 1, 10, tzinfo=UTC), datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01T11:59:59"),
        (datetime(2026, 1, 1, 10, tzinfo=UTC), datetime(2026, 1, 1, 12, tzinfo=UTC), "2026-01-01T10:59:59"),
        (datetime(2026, 10, 25, 0, 40, tzinfo=UTC), datetime(2026, 10, 25, 2, tzinfo=UTC), "2026-10-25T01:39:59"),
        (datetime(2026, 3, 29, 0, 40, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC), "2026-03-29T01:39:59"),
    ],
)
def test_a_run_asks_by_the_wall_clock_and_an_hour_more_where_it_went_back(
    since: datetime, now: datetime, asked: str
) -> None:
    assert bound(since, now) == asked


@pytest.mark.parametrize("name", ["ProfitCountries", "Profit_Composition", "KnPerson", "ProfitVersion"])
def test_what_cannot_be_followed_says_why_and_what_to_do(name: str) -> None:
    assert AFAS.deltas is not None
    with pytest.raises(QueryError) as caught:
        AFAS.deltas.tracking(CATALOGUE.entity(name))
    assert caught.value.hint


def test_an_order_or_a_limit_is_refused() -> None:
    assert AFAS.deltas is not None
    with pytest.raises(QueryError, match="no order, limit"):
        AFAS.deltas.begin(asking(Profit_Debtor.limit(5), datetime(2026, 1, 1, tzinfo=UTC)), None)


def test_every_view_with_a_moment_of_change_and_a_key_can_be_followed() -> None:
    assert AFAS.deltas is not None
    followed = set()
    for spec in CATALOGUE.entities():
        if (
            spec.kind == "view"
            and spec.key
            and any(field.wire in ("ModifiedDate", "Modified") and field.type == "datetime" for field in spec.fields)
        ):
            followed.add(spec.name)
            assert not AFAS.deltas.tracking(spec).deletions
    assert {"Profit_Debtor", "Profit_Projects", "Profit_Article"} <= followed


def test_rows_that_share_the_key_are_no_copy_of_one_another(afas: SignedInMock) -> None:
    for name in ("Jansen", "Pietersen"):
        afas.add("Profit_Debtor", debtor_id="10001", debtor_name=name)
    with afas.connect() as connection, pytest.raises(QueryError, match="several rows of this view have the same"):
        list(connection.sync(Profit_Debtor, consumer="x"))


def test_a_column_that_is_there_for_its_name_only_is_no_moment_of_change() -> None:
    assert AFAS.deltas is not None
    with pytest.raises(QueryError, match="does not tell here when a row was changed"):
        AFAS.deltas.tracking(CATALOGUE.entity("Profit_Article_Basic"))


def test_rows_deleted_while_pages_are_read_push_none_over_the_edge(afas: SignedInMock) -> None:
    for number in range(9):
        afas.add("Profit_Debtor", debtor_id=f"1000{number}", debtor_name=f"Klant {number}")
    found: list[str] = []
    with afas.connect() as connection:
        for page, batch in enumerate(connection.sync(Profit_Debtor, consumer="x")):
            found += [record.debtor_name or "" for record in batch.records]
            if page in (0, 2):
                afas.remove("Profit_Debtor", f"1000{page}")
    assert found == [f"Klant {number}" for number in range(9)]


def test_a_run_that_was_cut_off_goes_on_at_its_page(afas: SignedInMock) -> None:
    for number in range(7):
        afas.add("Profit_Debtor", debtor_id=f"1000{number}", debtor_name=f"Klant {number}")
    with afas.connect() as connection:
        first = next(iter(connection.sync(Profit_Debtor, consumer="x")))
        synced = connection.sync(Profit_Debtor, consumer="x", cursor=first.cursor)
        assert [record.debtor_name for batch in synced for record in batch.records] == [
            f"Klant {number}" for number in range(3, 7)
        ]
