"""Adding to the settings file what a command asks for, and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from nlconnect.config import Login, Profile, Secret, add_login, add_profile, name_catalogue, read_file, remove_profile
from nlconnect.errors import ConfigError
from nlconnect.model.scope import Scope

KANTOOR = Login(name="kantoor", system="exact", site="nl", client_id="abc", client_secret=Secret("env:EXACT_SECRET"))
ACME = Profile(name="acme", login=KANTOOR, scope=Scope(division=123456), purpose="sales-report")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "nlconnect.toml"


def test_what_is_written_is_read_back(path: Path) -> None:
    assert add_login(KANTOOR, path=path) == ()
    add_profile(ACME, path=path)
    read = read_file(path).profile("acme")
    assert read.scope == ACME.scope
    assert read.purpose == "sales-report"
    assert read.login.client_id == "abc"
    assert str(read.login.client_secret) == "env:EXACT_SECRET"


def test_a_new_file_is_its_owners_only(path: Path) -> None:
    add_login(KANTOOR, path=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["nlconnect.toml"]


def test_comments_and_order_stay(path: Path) -> None:
    path.parent.mkdir()
    text = '# ours\n[logins.kantoor]  # ours\nsystem = "exact"\n\n[pulls.a]\nprofile = "p"  # soon\nentity = "E"\n'
    path.write_text(text)
    path.chmod(0o640)
    add_profile(ACME, path=path)
    now = path.read_text()
    assert now.startswith(text)
    assert "[profiles.acme]" in now
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    remove_profile("acme", path=path)
    assert path.read_text().startswith(text)
    assert read_file(path).profiles == {}


def test_a_bare_secret_closes_the_file_and_gets_advice(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("# ours\n")
    path.chmod(0o644)
    (advice,) = add_login(Login(name="a", system="exact", client_secret=Secret("hush")), path=path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "env:NAME" in advice
    assert "hush" not in advice


def test_a_taken_name_is_refused_and_the_file_stays(path: Path) -> None:
    add_login(KANTOOR, path=path)
    before = path.read_text()
    with pytest.raises(ConfigError, match="exists already"):
        add_login(KANTOOR, path=path)
    assert path.read_text() == before


def test_a_profile_of_an_unknown_login_is_not_written(path: Path) -> None:
    with pytest.raises(ConfigError, match="which is not there") as caught:
        add_profile(ACME, path=path)
    assert str(path) in str(caught.value)
    assert not path.exists()


def test_removing_an_unknown_profile_names_the_nearest(path: Path) -> None:
    add_login(KANTOOR, path=path)
    add_profile(ACME, path=path)
    with pytest.raises(ConfigError, match="Did you mean acme"):
        remove_profile("acmee", path=path)


def test_a_broken_file_is_not_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[logins")
    with pytest.raises(ConfigError, match="no valid TOML"):
        add_login(KANTOOR, path=path)
    assert path.read_text() == "[logins"


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    add_login(KANTOOR, path=path)
    link = tmp_path / "nlconnect.toml"
    link.symlink_to(path)
    add_profile(ACME, path=link)
    assert link.is_symlink()
    assert "acme" in read_file(path).profiles


def test_extra_values_of_a_login_are_written_too(path: Path) -> None:
    extra: dict[str, str | Secret] = {"environment": "12345", "token": Secret("env:AFAS_TOKEN")}
    add_login(Login(name="a", system="afas", extra=extra), path=path)
    read = read_file(path).login("a").extra
    assert read["environment"] == "12345"
    assert str(read["token"]) == "env:AFAS_TOKEN"


def test_a_catalogue_is_named_from_the_file_and_read_from_anywhere(path: Path, tmp_path: Path) -> None:
    add_login(KANTOOR, path=path)
    add_profile(ACME, path=path)
    path.write_text(f"# ours\n{path.read_text()}")
    name_catalogue("acme", path.parent / "acme_exact", path=path)
    assert 'catalogue = "acme_exact"' in path.read_text()
    assert path.read_text().startswith("# ours\n")
    assert read_file(path).profile("acme").catalogue == str(path.parent / "acme_exact")
    name_catalogue("acme", tmp_path / "elsewhere", path=path)
    assert read_file(path).profile("acme").catalogue == str(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="acne"):
        name_catalogue("acne", tmp_path, path=path)
