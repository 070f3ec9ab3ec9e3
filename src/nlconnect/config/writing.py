"""Changing `nlconnect.toml` without losing what people wrote in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nlconnect.config.login import texts_of
from nlconnect.config.reading import read_file
from nlconnect.config.values import Login, Profile
from nlconnect.errors import ConfigError


def add_login(login: Login, *, path: Path) -> tuple[str, ...]:
    """Write a new login into the file; comments stay. Gives advice for the person, such as about a bare secret."""
    table = texts_of(login)
    _write(path, "logins", login.name, table)
    if not login.has_bare_secret:
        return ()
    advice = f"The secret of {login.name} now stands in {path}, which only you can read."
    return (f'{advice} Safer: client_secret = "env:NAME" or "keyring:NAME".',)


def add_profile(profile: Profile, *, path: Path) -> None:
    """Write a new profile into the file; comments stay. Raises ConfigError where the name is taken."""
    table: dict[str, int | str] = {"login": profile.login.name, **profile.scope}
    table |= {key: value for key in ("purpose", "catalogue") if (value := getattr(profile, key)) is not None}
    _write(path, "profiles", profile.name, table)


def name_catalogue(name: str, folder: Path, *, path: Path) -> None:
    """Let a profile read a catalogue of its own, by a path from the file where it lies below it."""
    import tomlkit

    read_file(path).profile(name)
    document = tomlkit.parse(path.read_text("utf-8"))
    home, folder = path.resolve().parent, folder.resolve()
    written = folder.relative_to(home).as_posix() if folder.is_relative_to(home) else str(folder)
    profiles: Any = document["profiles"]
    profiles[name]["catalogue"] = written
    _replace(path, tomlkit.dumps(document))


def remove_profile(name: str, *, path: Path) -> None:
    """Take a profile out of the file; its login and everything else stay. Raises ConfigError for an unknown name."""
    read_file(path).profile(name)
    _write(path, "profiles", name, None)


def _write(path: Path, section: str, name: str, table: Mapping[str, int | str] | None) -> None:
    import tomlkit

    if path.exists():
        read_file(path)  # says what is wrong with a file that people broke
    document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
    tables = document.setdefault(section, tomlkit.table(is_super_table=True))
    if table is None:
        del tables[name]
    elif name in tables:
        raise ConfigError(f"{path}: {section}.{name} exists already", hint="Choose another name, or edit the file.")
    else:
        entry = tomlkit.table()
        entry.update(table)
        tables.append(name, entry)
    _replace(path, tomlkit.dumps(document))


def _replace(path: Path, text: str) -> None:
    """Put the new text in place whole or not at all. A new file, and one with a secret in it, is its owner's only."""
    import tempfile

    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # mkstemp makes it 0600
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        logins = read_file(draft).logins.values()  # refuses what would not be read again
        if path.exists() and not any(login.has_bare_secret for login in logins):
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except ConfigError as error:
        raise ConfigError(error.message.replace(name, str(path)), hint=error.hint) from None
    finally:
        draft.unlink(missing_ok=True)
