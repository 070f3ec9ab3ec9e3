"""Where the policy is: named by the settings, beside them, or nowhere."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.config import Config, policy_file, read_file
from nlconnect.errors import ConfigError


def settings(folder: Path, text: str = "") -> Config:
    path = folder / "nlconnect.toml"
    path.write_text(text, "utf-8")
    return read_file(path)


def test_without_a_file_there_is_no_policy(tmp_path: Path) -> None:
    assert policy_file(settings(tmp_path)) is None
    assert policy_file(Config(path=None)) is None


def test_a_policy_beside_the_settings_counts(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.touch()
    assert policy_file(settings(tmp_path)) == policy


def test_a_policy_that_is_named_counts_from_the_settings_on(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").touch()
    house = tmp_path / "rules" / "house.toml"
    house.parent.mkdir()
    house.touch()
    assert policy_file(settings(tmp_path, '[settings]\npolicy = "rules/house.toml"\n')) == house


@pytest.mark.parametrize("named", ["gone.toml", "."])
def test_a_policy_that_is_named_and_no_file_is_a_mistake(tmp_path: Path, named: str) -> None:
    (tmp_path / "policy.toml").touch()
    with pytest.raises(ConfigError, match="is no file"):
        policy_file(settings(tmp_path, f'[settings]\npolicy = "{named}"\n'))


def test_a_folder_of_that_name_is_not_taken_for_no_rules(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").mkdir()
    with pytest.raises(ConfigError, match="is no file"):
        policy_file(settings(tmp_path))


def test_a_policy_that_everybody_can_change_is_refused(tmp_path: Path) -> None:
    policy = tmp_path / "policy.toml"
    policy.touch(0o666)
    policy.chmod(0o666)
    with pytest.raises(ConfigError, match="every user can change"):
        policy_file(settings(tmp_path))


def test_a_policy_of_somebody_else_beside_settings_that_nobody_named_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "policy.toml").touch()
    found = replace(settings(tmp_path), found=True)
    assert policy_file(found) is not None
    monkeypatch.setattr("nlconnect.config.reading._owners", lambda: (os.geteuid() + 1,))
    with pytest.raises(ConfigError, match="belongs to another user"):
        policy_file(found)
    assert policy_file(settings(tmp_path)) is not None


def test_a_saved_read_may_name_its_purpose(tmp_path: Path) -> None:
    login = '[logins.k]\nsystem = "exact"\n[profiles.p]\nlogin = "k"\n'
    config = settings(tmp_path, f'{login}[pulls.bel]\nprofile = "p"\nentity = "crm.Accounts"\npurpose = "debtors"\n')
    assert config.pull("bel").purpose == "debtors"
