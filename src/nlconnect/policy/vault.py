"""Tokens of the vault: made here; what stands behind them is the engine's to keep."""

from __future__ import annotations

import re
from base64 import b32encode
from hashlib import blake2s

from nlconnect.policy.wording import Said

TOKEN = re.compile(r"\bvt-[a-z2-7]{24}(?![a-z2-7])")
DAYS_KEPT, MOST_DAYS = 30, 400
"""How long a value is kept where the purpose says nothing of retention, and at most."""


class Tokens(dict[object, object]):
    """The token of each text under one key, remembered for a page or so. Exact: another spelling is another token."""

    def __init__(self, key: bytes) -> None:
        super().__init__({None: None})
        self._keyed = blake2s(key=key[:32], digest_size=15).copy

    def __missing__(self, value: object) -> object:
        if not isinstance(value, str):
            return None
        if len(self) > _REMEMBERED:
            self.clear()
            self[None] = None
        digest = self._keyed()
        digest.update(value.encode("utf-8", "surrogatepass"))
        found = self[value] = f"vt-{b32encode(digest.digest()).decode().lower()}"
        return found


_REMEMBERED = 20_000


def not_opened_here(system: str, purpose: str) -> Said:
    return Said(
        f"a token of the vault is not turned back at {system}",
        f'Add "{system}" to vault_opens_at of [purposes.{purpose}].',
        f"een token uit de kluis wordt bij {system} niet teruggezet",
        f'Voeg "{system}" toe aan vault_opens_at van [purposes.{purpose}].',
    )


def of_another_purpose(purpose: str) -> Said:
    return Said(
        f"{purpose!r} may not have what stands behind this token: it was made for another purpose",
        "Read the record under the purpose that writes it.",
        f"{purpose!r} mag niet zien wat achter dit token staat: het is voor een ander doel gemaakt",
        "Lees het record voor het doel dat het schrijft.",
    )
