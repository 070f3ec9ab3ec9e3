from __future__ import annotations

import gzip
import json
import tracemalloc
from itertools import chain
from typing import Any

import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of

DEBTORS = {"orderbyfieldids": "DebtorId"}


@pytest.fixture(scope="module")
def afas() -> Afas:
    return Afas()


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["DebtorId"] for row in rows]


def test_a_view_gives_a_hundred_rows_where_nobody_says_how_many(afas: Afas) -> None:
    body = afas.get("/connectors/Profit_Debtor").json()
    assert set(body) == {"skip", "take", "rows"}
    assert (body["skip"], body["take"], len(body["rows"])) == (0, 100, 100)


def test_pages_in_order_hold_every_row_once_and_the_last_is_short(afas: Afas) -> None:
    everything = ids(afas.view("Profit_Debtor", skip=-1, take=-1, **DEBTORS))
    pages = [ids(page) for page in afas.pages("Profit_Debtor", take=60, **DEBTORS)]
    assert list(chain.from_iterable(pages)) == everything == sorted(set(everything))
    assert [len(page) for page in pages] == [60] * (len(everything) // 60) + [len(everything) % 60]


def test_pages_without_an_order_lose_and_double_rows(afas: Afas) -> None:
    found = list(chain.from_iterable(ids(page) for page in afas.pages("Profit_Debtor", take=60)))
    assert len(set(found)) < len(found) == len(afas.view("Profit_Debtor", skip=-1))


def test_an_order_that_does_not_tell_rows_apart_is_no_order_for_pages(afas: Afas) -> None:
    parameters = {"orderbyfieldids": "CurrencyId"}
    found = list(chain.from_iterable(ids(page) for page in afas.pages("Profit_Debtor", take=60, **parameters)))
    assert len(set(found)) < len(found)


def test_everything_comes_with_a_skip_below_nought_whatever_take_says(afas: Afas) -> None:
    everything = len(afas.view("Profit_Debtor", skip=-1, take=-1))
    assert len(afas.view("Profit_Debtor", skip=-1, take=5)) == len(afas.view("Profit_Debtor", skip=-1)) == everything


@pytest.mark.parametrize("skip", [0, 100])
def test_everything_by_take_alone_is_an_error(afas: Afas, skip: int) -> None:
    answer = afas.get("/connectors/Profit_Debtor", skip=skip, take=-1)
    assert answer.status_code == 500
    assert text_of(answer) == "An unexpected error has occurred."
    assert answer.json()["errorNumber"] == -2147180999


def test_order_goes_down_with_a_minus(afas: Afas) -> None:
    rows = afas.view("Profit_Debtor", orderbyfieldids="-CreditLimit,DebtorId", skip=-1)
    assert [(-row["CreditLimit"], row["DebtorId"]) for row in rows] == sorted(
        (-row["CreditLimit"], row["DebtorId"]) for row in rows
    )
    assert ids(afas.view("Profit_Debtor", orderbyfieldids="-DebtorId", skip=-1)) == sorted(
        ids(afas.view("Profit_Debtor", skip=-1)), reverse=True
    )


@pytest.mark.parametrize(
    "parameters", [{"orderbyfieldids": "X"}, {"filterfieldids": "X", "filtervalues": "1", "operatortypes": "1"}]
)
def test_an_unknown_field_is_named(afas: Afas, parameters: dict[str, Any]) -> None:
    answer = afas.get("/connectors/Profit_Debtor", **parameters)
    assert answer.status_code == 500
    assert text_of(answer) == "Connector field 'X' not found"
    dutch = afas.get("/connectors/Profit_Debtor", headers={"accept-language": "nl-nl"}, **parameters)
    assert text_of(dutch) == "Connectorveld 'X' niet gevonden"


def test_a_name_with_a_dot_is_ordered_by_in_brackets_only(afas: Afas) -> None:
    answer = afas.get("/connectors/Profit_Deliveryaddress", orderbyfieldids="A_Toev_Huisnr.")
    assert text_of(answer) == "Invalid Index field"
    assert afas.get("/connectors/Profit_Deliveryaddress", orderbyfieldids="['A_Toev_Huisnr.']").status_code == 200


@pytest.mark.parametrize("length", [2048, 2049])
def test_a_query_string_longer_than_2049_characters_is_a_plain_404(afas: Afas, length: int) -> None:
    query = "filterfieldids=DebtorId&operatortypes=1&filtervalues="
    padded = query + "9" * (length - len(query))
    answer = afas.client.get(f"/ProfitRestServices/connectors/Profit_Debtor?{padded}")
    assert answer.status_code == (200 if length + 1 <= 2049 else 404)
    assert length == 2048 or "html" in answer.headers["content-type"]


def test_paths_are_read_in_any_case(afas: Afas) -> None:
    for path in ("/profitrestservices/connectors/profit_debtor", "/PROFITRESTSERVICES/Connectors/Profit_Debtor"):
        assert len(afas.client.get(path).json()["rows"]) == 100
    assert afas.client.get("/profitrest/connectors/Profit_Debtor").status_code == 404


def test_every_column_is_there_and_empty_is_null(afas: Afas) -> None:
    rows = afas.view("Profit_Debtor", skip=-1)
    assert len({tuple(row) for row in rows}) == 1
    assert {row["Email"] for row in rows} >= {None}
    assert "" not in {value for row in rows for value in row.values()}


def test_moments_claim_utc_and_are_dutch_wall_clock_in_whole_seconds() -> None:
    afas = Afas(seeded=False)
    afas.mock.add("Profit_Debtor", debtor_id="1", debtor_name="Proef", create_date="2026-07-01T10:00:02.600000+00:00")
    (row,) = afas.view("Profit_Debtor")
    assert row["CreateDate"] == "2026-07-01T12:00:03Z"


def test_a_filter_compares_what_is_stored_and_not_what_is_shown() -> None:
    afas = Afas(seeded=False)
    for number, fraction in enumerate(("1.600", "2.000", "2.400")):
        moment = f"2026-07-01T12:00:0{fraction}"
        afas.mock.add("Profit_Debtor", debtor_id=str(number), modified_date=moment)
    assert {row["ModifiedDate"] for row in afas.view("Profit_Debtor")} == {"2026-07-01T12:00:02Z"}
    since = {"filterfieldids": "ModifiedDate", "filtervalues": "2026-07-01T12:00:02", "operatortypes": 2}
    assert ids(afas.view("Profit_Debtor", **since, **DEBTORS)) == ["1", "2"]
    assert ids(afas.view("Profit_Debtor", **(since | {"operatortypes": 1}))) == ["1"]


def test_large_answers_are_packed_for_those_who_say_they_unpack(afas: Afas) -> None:
    answer = afas.get("/connectors/Profit_Debtor")
    assert answer.headers["content-encoding"] == "gzip"
    plain = afas.get("/connectors/Profit_Debtor", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert json.loads(plain.content)["rows"]
    assert gzip.compress(plain.content) != plain.content


def test_every_answer_of_the_application_can_be_traced(afas: Afas) -> None:
    traces = {afas.get("/profitversion").headers["x-trace-identifier"] for _ in range(3)}
    assert len(traces) == 3


def test_a_page_deep_in_a_million_rows_holds_only_itself() -> None:
    afas = Afas(records=1_000_000)
    deep = {"skip": 1_500_000, "take": 1_000, **DEBTORS}
    afas.view("Profit_Debtor", **deep)
    tracemalloc.start()
    assert len(afas.view("Profit_Debtor", **deep)) == 1_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000
    wanted = {"filterfieldids": "DebtorId", "filtervalues": "10000001", "operatortypes": 1}
    assert [row["BcCo"] for row in afas.view("Profit_Debtor", **wanted)] == ["10000001"]
