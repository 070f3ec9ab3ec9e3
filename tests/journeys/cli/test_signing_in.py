"""Signing in to AFAS and Microsoft 365 at the command line: each way, what is asked, and what is said when it fails."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from nlconnect.mock.serving import Servers, serve, write_info
from nlconnect.transport.blocking import BlockingPort
from tests.journeys.cli.conftest import Person


@pytest.fixture(scope="module")
def both() -> Iterator[Servers]:
    with serve("afas", "graph", quota="off") as started:
        yield started


@pytest.fixture(scope="module")
def asking() -> Iterator[Servers]:
    """Servers whose sign-in pages want a person."""
    with serve("graph", quota="off", interactive=True) as started:
        yield started


def settle(person: Person, servers: Servers, system: str, *keys: str, **other: str) -> None:
    """A login with only these keys of what the mock tells."""
    known = servers[system]
    named = {key: known[key] for key in ("base_url", "login_url", *keys)} | other
    lines = ["[logins.kantoor]", f'system = "{system}"', *(f'{key} = "{value}"' for key, value in named.items())]
    person.settings.write_text("\n".join([*lines, "[profiles.acme]", 'login = "kantoor"', ""]), "utf-8")
    person.settings.chmod(0o600)


@pytest.mark.parametrize("system", ["afas", "graph"])
def test_a_profile_for_a_mock_works_at_once(stranger: Person, both: Servers, system: str) -> None:
    write_info(stranger.folder / "mock.json", both.info)
    added = stranger.run("profile", "add", "acme", "--from", "mock.json", "--system", system)
    assert added.code == 0, added.err
    assert stranger.run("login", "acme").code == 0
    assert stranger.run("doctor", "acme").code in (0, 5)
    assert stranger.run("login", "--status").code == 0


def test_an_app_that_works_for_itself_needs_nobody(stranger: Person, both: Servers) -> None:
    settle(stranger, both, "graph", "tenant", "client_id", "client_secret")
    assert stranger.run("login", "--status").code == 0, "there is nothing to sign in"
    said = stranger.run("login")
    assert (said.code, said.out) == (0, "The app gets tokens, and nobody has to sign in: kantoor\n")
    assert "client_credentials" in stranger.run("login", "--status").out


def test_a_refused_secret_is_told_until_another_is_taken(stranger: Person, both: Servers) -> None:
    settle(stranger, both, "graph", "tenant", "client_id", client_secret="wrong-secret")
    assert "not tried yet" in stranger.run("login", "--status").out
    assert stranger.run("login").code == 3
    said = stranger.run("login", "--status")
    assert (said.code, "refused at" in said.out, "signed in" in said.out) == (3, True, False)
    settle(stranger, both, "graph", "tenant", "client_id", "client_secret")
    assert stranger.run("login").code == 0
    assert "signed in" in stranger.run("login", "--status").out


def test_a_refused_token_of_the_settings_is_told(stranger: Person, both: Servers) -> None:
    settle(stranger, both, "afas", "environment", token="0A1B" * 16)
    assert stranger.run("login").code == 0
    assert "not tried yet" in stranger.run("login", "--status").out
    assert stranger.run("read", "acme", "Profit_Debtor").code == 3
    assert stranger.run("login", "--status").code == 3
    settle(stranger, both, "afas", "environment", "token")
    assert stranger.run("read", "acme", "Profit_Debtor", "--limit", "1").code == 0
    said = stranger.run("login", "--status")
    assert (said.code, "signed in" in said.out) == (0, True)


def test_a_certificate_is_named_as_a_file_beside_the_settings(stranger: Person, both: Servers) -> None:
    (stranger.folder / "app.pem").write_text(str(both["graph"]["certificate"]))
    settle(stranger, both, "graph", "tenant", "client_id", certificate="app.pem")
    assert stranger.run("login").code == 0
    (stranger.folder / "app.pem").write_text("nothing")
    said = stranger.run("login")
    assert said.code == 2
    assert "no PEM with both parts" in said.err


def test_a_wrong_secret_ends_with_the_code_of_signing_in(stranger: Person, both: Servers) -> None:
    settle(stranger, both, "graph", "tenant", "client_id", client_secret="hush-hush")
    said = stranger.run("login")
    assert said.code == 3
    assert "client secret is wrong" in said.err
    assert "hush" not in said.err


def test_a_classic_token_is_only_looked_at(stranger: Person, both: Servers) -> None:
    settle(stranger, both, "afas", "token")
    said = stranger.run("login")
    assert (said.code, said.out) == (0, "The token is well formed: kantoor\n")
    settle(stranger, both, "afas", token="hush-hush")
    said = stranger.run("login")
    assert said.code == 2
    assert "hush" not in said.err


def test_a_mailed_code_is_typed(stranger: Person, both: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(stranger, both, "afas", "api_key", "api_token", "user")
    assert stranger.run("login", "--status").code == 3
    refused = stranger.run("login", typed="000000\n")
    assert refused.code == 3
    assert "refused to give the token" in refused.err
    assert "no code was typed" in stranger.run("login").err
    mock: Any = both.mocks["afas"]
    monkeypatch.setattr("nlconnect.cli.signing._typed", lambda *_, **__: mock.service.signin.mailed[-1][1])
    assert stranger.run("login").out == "Signed in: kantoor\n"
    assert stranger.run("login", "--status").code == 0


def test_a_code_is_shown_for_another_device(stranger: Person, both: Servers, monkeypatch: pytest.MonkeyPatch) -> None:
    client = str(both["graph"]["public_client_id"])
    settle(stranger, both, "graph", "tenant", client_id=client, grant="device_code")
    mock: Any = both.mocks["graph"]

    async def no_sleep(port: BlockingPort, seconds: float) -> None:
        """The mock consents as soon as it is asked."""

    monkeypatch.setattr(BlockingPort, "sleep", no_sleep)
    said = stranger.run("login")
    assert said.code == 0, said.err
    assert next(device.user_code for device in mock.service.accounts.devices.values()) in said.err
    assert "on any device" in said.err


def consent(address: str) -> bool:
    """What a browser does with the page and a person who allows."""
    parts = urlsplit(address)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(http.client.HTTPConnection(parts.netloc, timeout=10)) as page:
        page.request("POST", f"{parts.path}?{parts.query}", urlencode({"allow": "1"}), form)
        back = urlsplit(page.getresponse().headers["location"])
    with closing(http.client.HTTPConnection("127.0.0.1", back.port or 0, timeout=10)) as here:
        here.request("GET", f"{back.path or '/'}?{back.query}")
        return here.getresponse().status == 200


def test_a_browser_on_this_machine_brings_the_code(
    stranger: Person, asking: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(stranger, asking, "graph", "tenant", client_id=str(asking["graph"]["public_client_id"]))
    opened: list[str] = []

    def browse(address: str) -> bool:
        opened.append(address)
        return consent(address)

    monkeypatch.setattr("webbrowser.open", browse)
    said = stranger.run("login")
    assert said.code == 0, said.err
    assert said.out == "Signed in: kantoor\n"
    assert len(opened) == 1
    assert "redirect_uri=http%3A//localhost%3A" in opened[0]
    assert "code=" not in said.err.replace("response_type=code", "").replace("code_challenge", "")


def test_a_person_may_paste_instead(stranger: Person, asking: Servers) -> None:
    settle(stranger, asking, "graph", "tenant", client_id=str(asking["graph"]["public_client_id"]))
    said = stranger.run("login", "--by-hand", typed="http://localhost/?code=x&state=other\n")
    assert said.code == 3
    assert "another sign-in" in said.err


def test_a_profile_is_added_by_answering_what_its_system_asks(stranger: Person, tmp_path: Path) -> None:
    answers = ["afas", "production", "12345", "static", "env:AFAS_TOKEN", "n", "", "n"]
    shown = stranger.at_terminal("profile", "add", "mine", typed="".join(f"{answer}\n" for answer in answers))
    assert shown.code == 0, shown.out
    assert "five digits" in shown.out
    text = stranger.settings.read_text("utf-8")
    assert 'environment = "12345"' in text
    assert 'token = "env:AFAS_TOKEN"' in text
    assert "grant" not in text, "the token tells it"
    assert "nlconnect policy init" in shown.out
    assert not (tmp_path / "policy.toml").exists()


def test_a_profile_is_added_by_options(stranger: Person) -> None:
    options = ["--system", "graph", "--site", "global", "--tenant", "acme.example", "--client-id", "c"]
    assert stranger.run("profile", "add", "mine", *options, "--certificate", "app.pem").code == 0
    assert stranger.run("profile", "add", "other", *options, "--grant", "device_code", "--login", "device").code == 0
    shown = stranger.run("profile", "show", "mine").out
    assert "file:app.pem" in shown
    assert "acme.example" in shown
    refused = stranger.run("profile", "add", "third", *options, "--client-secret", "hush-hush", "--login", "bare")
    assert refused.code == 2
    assert "hush" not in stranger.settings.read_text("utf-8")
    lacking = stranger.run("profile", "add", "fourth", *options[:4], "--login", "lacking")
    assert lacking.code == 2
    assert "--tenant is missing" in lacking.err
