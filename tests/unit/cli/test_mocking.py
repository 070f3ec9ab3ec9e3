"""What `mock` says once it answers: all that a person, or another client, needs to sign in."""

from __future__ import annotations

import pytest

from nlconnect.cli.mocking import _announce
from nlconnect.mock import Mock, mocks


@pytest.mark.parametrize(
    ("system", "shown"),
    [
        ("exact", ("divisions 1234001, 1234002, 1234003", "client_secret", "refresh_token")),
        ("afas", ("administrations 1, 2, 3", "employers 1, 2, 3", "token  <token>", "environment  12345", "api_key")),
        ("graph", ("tenant  ", "client_secret", "public_client_id", "user  daan", "mailbox  daan")),
    ],
)
def test_a_mock_says_what_its_clients_need(
    system: str, shown: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    _announce({system: Mock(mocks()[system]).service.info()}, config=None)
    said = capsys.readouterr().out
    for part in shown:
        assert part in said
    assert "BEGIN" not in said, "what does not fit on a line is in the information file"
    assert all(len(line) < 300 for line in said.splitlines())


@pytest.mark.parametrize(
    ("system", "names"),
    [
        ("exact", ("base_url", "login_url", "client_id", "client_secret", "redirect_uri", "refresh_token", "division")),
        ("afas", ("base_url", "login_url", "token", "client_id", "client_secret", "get_connectors")),
        ("graph", ("base_url", "login_url", "tenant", "client_id", "client_secret", "redirect_uri", "user")),
    ],
)
def test_the_information_file_has_the_names_that_other_clients_rely_on(system: str, names: tuple[str, ...]) -> None:
    info = Mock(mocks()[system]).service.info()
    assert all(info[name] for name in names)


def test_mock_afas_names_the_views_that_can_be_read() -> None:
    views = Mock(mocks()["afas"]).service.info()["get_connectors"]
    assert isinstance(views, list)
    assert {"Profit_Debtor", "Voorbeeld_Medewerkers"} <= set(views)
