"""Where the state lives: what a state URL means on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from nlconnect.errors import ConfigError

MEMORY = "memory"
SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgresql+psycopg://")


def default_state_url() -> str:
    """The SQLite file in the user's own state folder."""
    return f"{SQLITE}{_users_folder() / 'state.db'}"


def is_postgres(url: str) -> bool:
    return url.startswith(POSTGRES)


def database_file(url: str) -> Path | None:
    """The file of a SQLite URL, None for the other kinds. Raises ConfigError for a URL of no known kind."""
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return Path(url.removeprefix(SQLITE)).expanduser().absolute()
    if url == MEMORY or is_postgres(url):
        return None
    raise ConfigError(
        f"the state URL {_without_password(url)!r} is of no known kind",
        hint="Use sqlite:///PATH, postgresql://... or memory.",
    )


def state_folder(url: str) -> Path:
    """The local folder that goes with a state URL: beside the SQLite file, else the user's state folder."""
    file = database_file(url)
    return file.parent if file else _users_folder()


def private_folder(folder: Path) -> Path:
    """The folder, made with mode 0700 where it is missing. Raises ConfigError where that is impossible."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"the state folder {folder} cannot be made ({error.strerror or type(error).__name__})",
            hint='Name another place in nlconnect.toml: [settings] state = "sqlite:///PATH".',
        ) from error
    return folder


def private_file(path: Path) -> Path:
    """The file, made empty with mode 0600 where it is missing."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be opened for writing ({error.strerror or type(error).__name__})",
            hint=f"Give your user the right to write in {path.parent}, or name another state URL.",
        ) from error
    return path


def _users_folder() -> Path:
    import platformdirs

    return platformdirs.user_state_path("nlconnect", appauthor=False)


def _without_password(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}***@{rest.rpartition('@')[2]}" if "@" in rest else url
