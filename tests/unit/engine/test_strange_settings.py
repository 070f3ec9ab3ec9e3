"""A settings file that nobody named may lie in a folder that somebody else filled."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlconnect import connect
from nlconnect.config import Login, Profile, Secret, read_config
from nlconnect.engine.signing import SignIn
from nlconnect.errors import ConfigError
from nlconnect.state import MemoryStore
from nlconnect.transport.clock import FrozenClock


def settings(folder: Path, *lines: str) -> Path:
    path = folder / "nlconnect.toml"
    whole = ["[logins.kantoor]", 'system = "exact"', 'client_id = "c"', 'client_secret = "env:MY_SECRET"', *lines]
    path.write_text("\n".join([*whole, "[profiles.acme]", 'login = "kantoor"', "[settings]", 'state = "memory"']))
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "lines",
    [
        ('base_url = "https://evil.example"',),
        ('base_url = "https://start.exactonline.nl"', 'login_url = "https://evil.example"'),
        ('base_url = "https://evil.example"', 'login_url = "https://start.exactonline.nl"'),
        ('base_url = "https://start.exactonline.nl.evil.example"',),
    ],
)
def test_a_found_file_cannot_send_secrets_to_a_strange_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]
) -> None:
    path = settings(tmp_path, *lines)
    found = read_config(tmp_path, environ={})
    monkeypatch.setenv("NLCONNECT_KEY", "A" * 43)
    with pytest.raises(ConfigError, match=r"evil\.example, which is no address of Exact Online") as caught:
        connect("acme", config=found)
    assert f"export NLCONNECT_CONFIG={path}" in str(caught.value)
    with pytest.raises(ConfigError, match=r"evil\.example"):
        SignIn("kantoor", config=found)

    named = read_config(tmp_path, environ={"NLCONNECT_CONFIG": str(path)})
    connect("acme", config=named, store=MemoryStore(clock=FrozenClock())).close()


@pytest.mark.parametrize("lines", [(), ('site = "be"',), ('base_url = "http://127.0.0.1:8750"',)])
def test_a_found_file_may_name_the_vendor_or_a_mock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...]
) -> None:
    monkeypatch.setenv("NLCONNECT_KEY", "A" * 43)
    settings(tmp_path, *lines)
    connect("acme", config=read_config(tmp_path, environ={}), store=MemoryStore(clock=FrozenClock())).close()


PLACED = {
    "afas": ('environment = "12345"', "12345.rest.afas.online"),
    "graph": ('tenant = "acme.example"', "login.microsoftonline.com"),
}


@pytest.mark.parametrize("system", PLACED)
def test_addresses_with_blanks_are_the_vendors_own_once_they_are_filled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setenv("NLCONNECT_KEY", "A" * 43)
    blank, host = PLACED[system]
    lines = [f'system = "{system}"', 'client_id = "c"', 'client_secret = "env:MY_SECRET"', blank]
    for more, refused in (([], False), ([f'login_url = "https://{host}.evil.example/x"'], True)):
        whole = ["[logins.kantoor]", *lines, *more, "[profiles.acme]", 'login = "kantoor"']
        (tmp_path / "nlconnect.toml").write_text("\n".join([*whole, "[settings]", 'state = "memory"']))
        (tmp_path / "nlconnect.toml").chmod(0o600)
        found = read_config(tmp_path, environ={})
        if refused:
            with pytest.raises(ConfigError, match=r"evil\.example, which is no address of"):
                connect("acme", config=found)
        else:
            connect("acme", config=found, store=MemoryStore(clock=FrozenClock())).close()


def test_a_login_made_in_code_signs_in_encrypted_too() -> None:
    login = Login(
        name="k",
        system="exact",
        base_url="https://start.exactonline.nl",
        login_url="http://start.exactonline.nl",
        client_id="c",
        client_secret=Secret("s"),
    )
    with pytest.raises(ConfigError, match="login_url of the login is not encrypted"):
        connect(Profile(name="p", login=login), store=MemoryStore(clock=FrozenClock()))
