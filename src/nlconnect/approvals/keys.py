"""Keys of people who approve: sealed by a passphrase that only they know, so that reading the file is not enough."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from nlconnect.errors import ConfigError, PolicyRefused

SHORTEST_PASSPHRASE = 10
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True, slots=True)
class Vouched:
    """The public half of somebody's key, and who vouched for it; nobody for the first one."""

    name: str
    public: str
    """In hexadecimal."""
    by: str = ""
    signature: str = ""

    @property
    def message(self) -> bytes:
        """What is signed by whoever vouches."""
        return f"nlconnect approver\n{self.name}\n{self.public}".encode()

    def verifies(self, message: bytes, signature: str) -> bool:
        """Whether that is a signature by this key."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True


class KeyFile:
    """Somebody's key on disk. Every signature takes the passphrase."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sign(self, message: bytes, *, passphrase: str) -> str:
        """A signature in hexadecimal. Raises PolicyRefused for a wrong passphrase, ConfigError without a key."""
        return self._private(passphrase).sign(message).hex()

    def _private(self, passphrase: str) -> Ed25519PrivateKey:
        try:
            pem = self.path.read_bytes()
        except OSError:
            raise ConfigError(
                f"{self.path.stem} has no key on this machine", hint="Make one: nlconnect approvals key NAME."
            ) from None
        try:
            found = load_pem_private_key(pem, passphrase.encode())
        except (ValueError, TypeError):
            raise PolicyRefused("this is not the passphrase of that key (rule: a person approves)") from None
        if not isinstance(found, Ed25519PrivateKey):
            raise ConfigError(f"{self.path.name} is no key of nlconnect")
        return found


def new_key(folder: Path, name: str, *, passphrase: str) -> Vouched:
    """Make somebody's key and keep it in a file that only this user may read. Raises ConfigError."""
    if not NAME.fullmatch(name):
        raise ConfigError("the name of an approver has letters, digits, dots and dashes, such as j.jansen")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ConfigError(f"a passphrase has at least {SHORTEST_PASSPHRASE} characters")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    path = key_path(folder, name)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ConfigError(f"{name} has a key already", hint="Approve with it, or choose another name.") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    return Vouched(name, private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex())


def key_path(folder: Path, name: str) -> Path:
    """Where a key lies."""
    return folder / f"{name}.pem"


def default_folder() -> Path:
    """Where this user's keys lie: beside the settings of all their projects."""
    import platformdirs

    return platformdirs.user_config_path("nlconnect", appauthor=False) / "approvers"
