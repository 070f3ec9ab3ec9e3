"""Secrets that the settings file points to, fetched when they are needed."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nlconnect.errors import ConfigError

if TYPE_CHECKING:
    from pydantic import SecretStr

SOURCES = ("env:", "keyring:", "file:")


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret stands: `env:NAME`, `keyring:NAME`, `file:PATH`, or the secret itself."""

    source: str = field(repr=False)
    folder: Path = field(default=Path(), repr=False)
    """What a relative `file:PATH` starts from."""

    @property
    def is_literal(self) -> bool:
        return not self.source.startswith(SOURCES)

    def reveal(self) -> SecretStr:
        """Fetch it now. Raises ConfigError that names the place and never the secret."""
        from pydantic import SecretStr

        kind, _, name = self.source.partition(":")
        if self.is_literal:
            return SecretStr(self.source)
        if kind == "env":
            return SecretStr(_in_environment(name))
        if kind == "keyring":
            return SecretStr(_in_keyring(name))
        return SecretStr(_in_file(self.folder / Path(name).expanduser()))

    def __str__(self) -> str:
        return "(written in the file)" if self.is_literal else self.source

    def __repr__(self) -> str:
        return f"Secret({str(self)!r})"


def _in_environment(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise ConfigError(f"the environment variable {name} is not set", hint=f"Set it: export {name}=...")
    return value


def _in_file(path: Path) -> str:
    try:
        value = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the secret's file {path} cannot be read ({type(error).__name__})") from None
    if not value:
        raise ConfigError(f"the secret's file {path} is empty")
    return value


def _in_keyring(name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise ConfigError(
            "the library for the keyring is not installed", hint='Install it with: pip install "nlconnect[keyring]"'
        ) from None
    try:
        value = keyring.get_password("nlconnect", name)
    except KeyringError as error:
        raise ConfigError(
            f"the keyring cannot give {name} ({type(error).__name__})",
            hint="A machine without a desktop often has no keyring: use env:NAME or file:PATH there.",
        ) from None
    if not value:
        raise ConfigError(f"the keyring has no {name}", hint=f"Put it there: keyring set nlconnect {name}")
    return value
