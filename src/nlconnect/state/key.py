"""The key that seals secrets at rest, and where it comes from."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from nlconnect.errors import ConfigError
from nlconnect.state.place import MEMORY, database_file, is_postgres, private_folder

KEY_BYTES = 32
KEY_VARIABLE = "NLCONNECT_KEY"
NEW_KEY_HINT = f"Make one with `openssl rand -base64 32` and set it as {KEY_VARIABLE}."


@dataclass(frozen=True, slots=True)
class Key:
    """32 secret bytes, from which each use derives a key of its own."""

    material: bytes = field(repr=False)

    @classmethod
    def parse(cls, text: str, *, source: str) -> Key:
        """Read base64 or base64url; `source` names its origin in the ConfigError, which never shows the text."""
        standard = text.strip().replace("-", "+").replace("_", "/")
        try:
            material = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
        except (ValueError, binascii.Error):
            material = b""
        if len(material) != KEY_BYTES:
            raise ConfigError(f"{source} holds no key: it should be 32 bytes in base64", hint=NEW_KEY_HINT)
        return cls(material)

    @classmethod
    def fresh(cls) -> Key:
        return cls(os.urandom(KEY_BYTES))

    def text(self) -> str:
        return base64.urlsafe_b64encode(self.material).decode()

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose; nobody can compute another purpose's key from it."""
        return hmac.digest(self.material, b"nlconnect:" + purpose.encode(), "sha256")


def find_key(url: str, *, source: str | None = None, environ: Mapping[str, str] = os.environ) -> Key:
    """The key for a state URL: NLCONNECT_KEY, else `keyring:NAME` as `source`, else `state.key` beside the database.

    The last two are made where they are missing. Postgres takes its key from the environment alone, since
    several machines have to share it. Raises ConfigError.
    """
    given = environ.get(KEY_VARIABLE)
    if given:
        return Key.parse(given, source=KEY_VARIABLE)
    if is_postgres(url):
        raise ConfigError(f"a Postgres state store needs its key in {KEY_VARIABLE}", hint=NEW_KEY_HINT)
    if source is not None:
        kind, _, name = source.partition(":")
        if kind != "keyring" or not name:
            raise ConfigError(
                "the setting `key` is of no known kind",
                hint='Write key = "keyring:NAME", or leave it out for a key file.',
            )
        return _key_in_keyring(name)
    if url == MEMORY:
        return Key.fresh()
    file = database_file(url)
    assert file is not None  # every other kind of URL was dealt with above
    return _key_in_file(file.with_suffix(".key"))


def _key_in_file(path: Path) -> Key:
    private_folder(path.parent)
    try:
        if not path.exists():
            _create_once(path, Key.fresh().text())
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise ConfigError(f"other users can read the key file {path}", hint=f"Close it with `chmod 600 {path}`.")
        return Key.parse(path.read_text("ascii", "replace"), source=f"the key file {path}")
    except OSError as error:
        raise ConfigError(
            f"the key file {path} cannot be read or made ({error.strerror or type(error).__name__})", hint=NEW_KEY_HINT
        ) from error


def _create_once(path: Path, text: str) -> None:
    """Write a file whole or not at all; whoever links it first wins, so two processes agree on one key."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # mkstemp makes it 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        Path(draft).unlink()


def _key_in_keyring(name: str) -> Key:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise ConfigError(
            "the library for the keyring is not installed", hint='Install it with: pip install "nlconnect[keyring]"'
        ) from error
    try:
        text = keyring.get_password("nlconnect", name)
        if text is None:
            keyring.set_password("nlconnect", name, Key.fresh().text())
            text = keyring.get_password("nlconnect", name)  # what another process may have put there meanwhile
    except KeyringError as error:
        raise ConfigError(
            f"the keyring cannot give the key {name} ({type(error).__name__})",
            hint=f"A machine without a desktop often has no keyring: set {KEY_VARIABLE}, or leave `key` out of "
            "[settings] for a key file that only you can read.",
        ) from error
    return Key.parse(text or "", source=f"keyring:{name}")
