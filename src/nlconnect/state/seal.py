"""Sealing of documents at rest."""

from __future__ import annotations

import hmac
import json
import os
import re

from nlconnect.errors import ConfigError
from nlconnect.state.key import Key

NONCE_BYTES = 12
ADDRESS = re.compile(r"[^\s/:,=]+@[^\s/:,=]+")


class Seal:
    """AES-256-GCM, bound to kind and key: a document that is moved to another place does not open there."""

    def __init__(self, key: Key) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._cipher = AESGCM(key.derive("state"))
        self._veil = key.derive("state names")

    def veiled(self, name: str) -> str:
        """The name with a keyed mark for each e-mail address: a scope may be somebody's mailbox."""
        return ADDRESS.sub(lambda found: f"~{hmac.digest(self._veil, found[0].encode(), 'sha256')[:12].hex()}", name)

    def close(self, kind: str, key: str, value: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, _place(kind, key))

    def open(self, kind: str, key: str, sealed: bytes) -> bytes:
        """Raises ConfigError where the key is another, or the document was tampered with."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _place(kind, key))
        except (InvalidTag, ValueError) as error:
            login = key.partition(" at ")[0]  # as a sign-in is filed: login, address, app
            raise ConfigError(
                f"the {kind} of {key!r} was sealed with another key, or altered since",
                hint="Give the earlier key back (NLCONNECT_KEY, or state.key beside the database)"
                + (f", or sign in again: `nlconnect login {login}`." if kind == "token" else "."),
            ) from error


def _place(kind: str, key: str) -> bytes:
    return json.dumps([kind, key]).encode()
