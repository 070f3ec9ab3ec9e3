"""What `mock_exact` gives a test, in the words of somebody who uses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import respx

from nlconnect import Connection
from nlconnect.mock import Setting
from nlconnect.testing import SignedInMock
from nlconnect_exact.cashflow import Receivables
from nlconnect_exact.crm import Accounts


def send_reminders(exact: Connection) -> int:
    """What a user's own code may look like."""
    unpaid = Receivables.where(Receivables.is_fully_paid == False).select("invoice_number", "amount_dc")  # noqa: E712
    return sum(1 for _ in exact.read(unpaid))


def test_reminders_skip_paid_items(mock_exact: SignedInMock) -> None:
    mock_exact.add("Receivables", amount_dc="121.00", is_fully_paid=False)
    mock_exact.fail_next(429, minutely_reset=2)  # the clock is fake; nothing waits
    assert send_reminders(mock_exact.connect()) == 1
    assert mock_exact.calls.count("GET") == 2


def test_a_paid_item_is_not_counted(mock_exact: SignedInMock) -> None:
    mock_exact.add("Receivables", amount_dc="121.00", is_fully_paid=True)
    assert send_reminders(mock_exact.connect()) == 0


def test_signing_in_is_no_call_of_the_test(mock_exact: SignedInMock) -> None:
    assert len(mock_exact.calls) == 0


def test_a_fixture_starts_without_rows_and_clear_takes_them_away_again(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect()
    assert list(exact.read(Receivables)) == []
    mock_exact.add("Receivables", amount_dc="121.00")
    assert len(list(exact.read(Receivables))) == 1
    mock_exact.clear("Receivables")
    assert list(exact.read(Receivables)) == []


def test_the_clock_moves_only_when_told(mock_exact: SignedInMock) -> None:
    exact = mock_exact.connect()
    before = mock_exact.clock.now()
    list(exact.read(Receivables))
    assert mock_exact.clock.now() == before
    mock_exact.clock.advance(600)
    list(exact.read(Receivables))
    assert mock_exact.calls.count("POST", path="/token") == 1  # the access token was too old by then


def test_rows_belong_to_the_company_they_were_added_to(mock_exact: SignedInMock) -> None:
    first, second = (scope.division for scope in mock_exact.connect().scopes()[:2])
    mock_exact.add("Receivables", amount_dc="1", scope=mock_exact.connect(division=second).scope)
    exact = mock_exact.connect()
    assert exact.scope.division == first
    assert [item.scope.division for item in exact.across("all").read(Receivables)] == [second]
    assert len(list(exact.within(division=second).read(Receivables))) == 1


@pytest.mark.parametrize("backend", ["httpx", "httpx2"])
async def test_the_other_face_is_signed_in_too(mock_exact: SignedInMock, backend: str) -> None:
    mock_exact.add("crm.Accounts", name="Voorbeeld BV")
    async with mock_exact.connect_async(backend="httpx2" if backend == "httpx2" else "httpx") as exact:
        assert [account.name async for account in exact.read(Accounts)] == ["Voorbeeld BV"]


def test_the_audit_is_at_hand_and_has_no_values(mock_exact: SignedInMock) -> None:
    mock_exact.add("crm.Accounts", name="Voorbeeld BV")
    list(mock_exact.connect().read(Accounts.where(Accounts.name == "Voorbeeld BV")))
    assert [entry["outcome"] for entry in mock_exact.audit] == ["begun", "done"]
    assert "Voorbeeld" not in str(list(mock_exact.audit))


def test_nothing_on_this_machine_is_touched(
    mock_exact: SignedInMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    monkeypatch.setenv("NLCONNECT_KEY", "no key at all")
    mock_exact.add("Receivables", amount_dc="121.00", is_fully_paid=False)
    assert send_reminders(mock_exact.connect()) == 1
    assert list(tmp_path.iterdir()) == []


def test_two_mocks_know_nothing_of_each_other(mock_exact: SignedInMock) -> None:
    other = SignedInMock("exact")
    other.add("Receivables", amount_dc="121.00", is_fully_paid=False)
    assert send_reminders(mock_exact.connect()) == 0
    assert send_reminders(other.connect()) == 1


def test_a_setting_brings_seeded_companies() -> None:
    seeded = SignedInMock("exact", setting=Setting())
    assert len(list(seeded.connect().read(Receivables.limit(3)))) == 3


@respx.mock
def test_another_client_reaches_the_mock_through_a_respx_router(
    mock_exact: SignedInMock, respx_mock: respx.MockRouter
) -> None:
    mock_exact.mount(respx_mock, host="start.exactonline.nl")
    assert httpx.get("https://start.exactonline.nl/api/v1/current/Me").status_code == 401
    assert mock_exact.calls.count("GET", status=401) == 1


def test_writes_are_refused_unless_the_connection_may(mock_exact: SignedInMock) -> None:
    path = "/api/v1/{division}/crm/Accounts"
    allowed = mock_exact.connect(allow_writes=[Accounts])
    assert allowed.request("POST", path, body={"Name": "Voorbeeld BV"}).status == 201
    assert [account.name for account in mock_exact.connect().read(Accounts)] == ["Voorbeeld BV"]


def test_connections_of_the_fixture_are_closed_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[str] = []
    monkeypatch.setattr(Connection, "close", _noting(closed))
    mocked = SignedInMock("exact")
    mocked.connect()
    mocked.connect()
    mocked.close()
    assert closed == ["closed", "closed"]


def _noting(closed: list[str]) -> Callable[[Connection], None]:
    return lambda connection: closed.append("closed")
