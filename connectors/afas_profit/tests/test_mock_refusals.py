from __future__ import annotations

import base64

import httpx
import pytest
from connectors.afas_profit.tests.afas_caller import Afas, text_of


@pytest.fixture
def afas() -> Afas:
    return Afas()


def test_a_refusal_has_three_keys_and_its_text_also_in_an_old_header(afas: Afas) -> None:
    answer = afas.get("/connectors/Profit_Debtor", orderbyfieldids="X")
    body = answer.json()
    assert isinstance(body["errorNumber"], int)
    assert len(body["profitLogReference"]) == 32
    assert base64.b64decode(answer.headers["x-profit-error"]).decode() == text_of(answer)
    afas.service.refusals.with_header = False
    assert "x-profit-error" not in afas.get("/connectors/Profit_Debtor", orderbyfieldids="X").headers


def test_an_address_that_the_ip_rule_keeps_out_gets_403(afas: Afas) -> None:
    afas.service.state.address_allowed = False
    assert afas.get("/connectors/Profit_Debtor").status_code == 403


def test_a_connector_outside_the_app_connector_gets_401_and_an_unknown_one_500(afas: Afas) -> None:
    afas.service.state.withheld.add("Profit_Debtor")
    outside = afas.get("/connectors/Profit_Debtor")
    assert outside.status_code == 401
    unknown = afas.get("/connectors/Profit_Onbekend")
    assert unknown.status_code == 500
    assert text_of(unknown) == "GetConnector not supported for this app or the user is not authorized"
    assert unknown.json()["errorNumber"] == -2147180996


def test_a_view_that_was_used_too_heavily_is_blocked(afas: Afas) -> None:
    afas.service.state.blocked.add("Profit_Transactions")
    answer = afas.get("/connectors/Profit_Transactions")
    assert (answer.status_code, text_of(answer)) == (500, "This GetConnector (definition) is blocked")
    afas.service.state.blocked.clear()
    assert afas.get("/connectors/Profit_Transactions").status_code == 200


def test_maintenance_says_when_to_come_back_in_header_and_body(afas: Afas) -> None:
    afas.mock.fail_next(503)
    answer = afas.get("/connectors/Profit_Debtor")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()) == (503, "7200", {"retry_after": 7200})
    afas.mock.fail_next(503, retry_after=30)
    assert afas.get("/connectors/Profit_Debtor").json() == {"retry_after": 30}
    afas.mock.fail_next(503, bare=True)
    bare = afas.get("/connectors/Profit_Debtor")
    assert (bare.status_code, bare.content) == (503, b"")
    assert "retry-after" not in bare.headers


def test_a_page_of_too_many_cells_runs_out_of_memory(afas: Afas) -> None:
    afas.service.state.most_cells = 1_000
    answer = afas.get("/connectors/Profit_Debtor", take=60)
    assert (answer.status_code, text_of(answer)) == (500, "Out of memory")
    assert len(afas.view("Profit_Debtor", take=40)) == 40


def test_a_question_that_takes_too_long_is_given_up_in_the_callers_language(afas: Afas) -> None:
    afas.mock.fail_next(500, reason="duration", times=2)
    assert text_of(afas.get("/connectors/Profit_Debtor")).startswith("De maximale tijdsduur")
    english = afas.get("/connectors/Profit_Debtor", headers={"accept-language": "en-us"})
    assert text_of(english).startswith("The maximum duration")


@pytest.mark.parametrize("reason", ["locked", "memory", "duration", "closed_period"])
def test_known_troubles_can_be_called_up_by_name(afas: Afas, reason: str) -> None:
    afas.mock.fail_next(500, reason=reason)
    assert text_of(afas.get("/connectors/Profit_Debtor"))


def test_an_edge_in_front_answers_400_without_a_body(afas: Afas) -> None:
    afas.mock.fail_next(400)
    answer = afas.get("/connectors/Profit_Debtor")
    assert (answer.status_code, answer.content) == (400, b"")


def test_numbers_that_are_none_are_a_400_of_the_application(afas: Afas) -> None:
    answer = afas.get("/connectors/Profit_Debtor", skip="x")
    assert answer.status_code == 400
    assert text_of(answer)


def test_a_connection_can_break_and_rows_can_change_between_pages(afas: Afas) -> None:
    afas.mock.fail_next("cut-before")
    with pytest.raises(httpx.RemoteProtocolError):
        afas.get("/connectors/Profit_Debtor")
    before = afas.view("Profit_Debtor", skip=-1, orderbyfieldids="DebtorId")
    afas.mock.fault("mutate")
    afas.view("Profit_Debtor")
    afas.mock.faults.clear()
    after = afas.view("Profit_Debtor", skip=-1, orderbyfieldids="DebtorId")
    assert len(after) == len(before)
    assert {row["DebtorId"] for row in after} != {row["DebtorId"] for row in before}


def test_a_wrong_address_is_a_plain_404(afas: Afas) -> None:
    for path in ("/connectors", "/nergens", "/metainfo/anders/X"):
        assert afas.get(path).status_code == 404


def test_what_is_deleted_is_gone_and_the_day_is_noted(afas: Afas) -> None:
    row = afas.view("Profit_Transactions", take=1, orderbyfieldids="UnitId,EntryNo,SeqNo")[0]
    key = (row["UnitId"], row["EntryNo"], row["SeqNo"])
    afas.mock.advance(60)
    afas.mock.remove("Profit_Transactions", key)
    order = {"orderbyfieldids": "UnitId,EntryNo,SeqNo"}
    after = afas.view("Profit_Transactions", take=1, **order)[0]
    assert (after["UnitId"], after["EntryNo"], after["SeqNo"]) != key
    since = {"filterfieldids": "Modified", "filtervalues": "2026-11-23T09:00:30", "operatortypes": 2}
    days = afas.view("Profit_Fin_ChangedEntrydate", **since)
    assert [day["EntryDate"] for day in days] == [row["EntryDate"]]
