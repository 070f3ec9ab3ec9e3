"""Where the key comes from, and what is said when it does not come."""

from __future__ import annotations

import base64
import stat
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from nlconnect.errors import ConfigError
from nlconnect.state import Key, default_state_url, find_key, open_store, state_folder


def test_the_environment_comes_first(url: str) -> None:
    text = Key(bytes(range(32))).text()
    assert find_key(url, environ={"NLCONNECT_KEY": text}) == Key(bytes(range(32)))
    assert not state_folder(url).exists()


@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_key_may_be_written_in_either_alphabet_and_without_padding(encode: object) -> None:
    material = bytes([251, 255] * 16)
    text = encode(material).decode()  # type: ignore[operator]
    assert Key.parse(text, source="x") == Key.parse(text.rstrip("=") + "\n", source="x") == Key(material)


@pytest.mark.parametrize("text", ["", "short", "é" * 43, "A" * 42, "A" * 60])
def test_a_text_that_is_no_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(ConfigError, match="NLCONNECT_KEY holds no key") as caught:
        Key.parse(text, source="NLCONNECT_KEY")
    assert not text or text not in str(caught.value)
    assert "openssl" in str(caught.value)


def test_a_key_never_shows_itself() -> None:
    assert repr(Key(b"k" * 32)) == "Key()"


def test_each_purpose_has_a_key_of_its_own() -> None:
    key = Key(bytes(32))
    assert len({key.derive("state"), key.derive("audit"), key.material}) == 3


def test_a_key_file_is_made_once_for_its_owner_only(url: str) -> None:
    key = find_key(url, environ={})
    path = state_folder(url) / "state.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert find_key(url, environ={}) == key
    assert [file.name for file in path.parent.iterdir()] == ["state.key"]


def test_processes_that_make_the_key_at_once_agree(url: str) -> None:
    program = "import sys; from nlconnect.state import find_key; print(find_key(sys.argv[1], environ={}).text())"
    command = [sys.executable, "-c", program, url]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    assert len({process.communicate(timeout=60)[0] for process in processes}) == 1


def test_a_key_file_that_others_can_read_is_refused_with_the_command_that_mends_it(url: str) -> None:
    find_key(url, environ={})
    path = state_folder(url) / "state.key"
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="chmod 600"):
        find_key(url, environ={})


def test_postgres_demands_the_key_of_the_environment(clock: object) -> None:
    url = "postgresql://nlconnect@127.0.0.1/state"
    with pytest.raises(ConfigError, match="NLCONNECT_KEY"):
        find_key(url, environ={})
    with pytest.raises(ConfigError, match="NLCONNECT_KEY"):
        find_key(url, source="keyring:nlconnect", environ={})


def test_a_store_in_memory_needs_no_key_from_anywhere() -> None:
    assert find_key("memory", environ={}) != find_key("memory", environ={})


class FakeKeyring(ModuleType):
    """The two functions of keyring that we use."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.passwords: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None

    def get_password(self, service: str, name: str) -> str | None:
        if self.failure:
            raise self.failure
        return self.passwords.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.passwords[service, name] = password


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    fake, errors = FakeKeyring(), ModuleType("keyring.errors")
    errors.KeyringError = type("KeyringError", (Exception,), {})  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", fake)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return fake


def test_the_keyring_keeps_the_key_when_asked_for(url: str, keyring: FakeKeyring) -> None:
    key = find_key(url, source="keyring:mine", environ={})
    assert keyring.passwords == {("nlconnect", "mine"): key.text()}
    assert find_key(url, source="keyring:mine", environ={}) == key


def test_a_machine_without_a_keyring_is_told_what_to_do(url: str, keyring: FakeKeyring) -> None:
    keyring.failure = sys.modules["keyring.errors"].KeyringError("no backend")
    with pytest.raises(ConfigError, match="NLCONNECT_KEY"):
        find_key(url, source="keyring:mine", environ={})


def test_a_missing_keyring_library_is_told(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigError, match=r"nlconnect\[keyring\]"):
        find_key(url, source="keyring:mine", environ={})


def test_a_key_setting_of_another_kind_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(ConfigError) as caught:
        find_key(url, source="hunter2hunter2", environ={})
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("url", ["mysql://a:hush@b/c", "sqlite:///", "sqlite://", ":memory:", "state.db"])
def test_an_unknown_state_url_is_refused_without_its_password(url: str, clock: object) -> None:
    with pytest.raises(ConfigError, match="of no known kind") as caught:
        open_store(url, key=None, clock=clock)  # type: ignore[arg-type]
    assert "hush" not in str(caught.value)


def test_the_state_lives_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_state_url().startswith(f"sqlite:///{tmp_path}")
    assert state_folder("postgresql://x/y") == state_folder(default_state_url())
