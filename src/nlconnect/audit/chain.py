"""How entries hold on to each other: each line carries its number, the code before it, and a keyed code of itself."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

FIRST = "0" * 64
"""What the first entry of a log has before it."""
HEADLESS: Mapping[str, object] = {"operation": "audit", "outcome": "head not found"}
"""An entry of the log's own, where it went on without knowing how far it had come."""
PRUNED = "pruned"
"""The key under which an entry of the log's own says up to where entries were taken away."""
_PRINTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_TAIL = ',"mac":"'
_TAIL_LENGTH = len(_TAIL) + 64 + len('"}')


@dataclass(frozen=True, slots=True)
class Head:
    """The number and code of a log's last entry."""

    sequence: int
    mac: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.mac}"

    def dump(self, *, key: bytes) -> bytes:
        """For the store, sealed: who cuts off the end of a log must not be able to set its head back to fit."""
        return json.dumps({"sequence": self.sequence, "mac": self.mac, "seal": self._seal(key)}).encode()

    @classmethod
    def load(cls, document: bytes, *, key: bytes) -> Head | None:
        """Back from the store; None for what bears no seal, or another."""
        try:
            found = json.loads(document)
            head, seal = cls(int(found["sequence"]), str(found["mac"])), str(found["seal"])
        except (ValueError, TypeError, KeyError):
            return None
        return head if hmac.compare_digest(seal.encode(), head._seal(key).encode()) else None

    @classmethod
    def parse(cls, text: str) -> Head | None:
        """From `NUMBER:CODE`, as a head is printed; None for any other text."""
        found = _PRINTED.fullmatch(text.strip())
        return cls(int(found[1]), found[2]) if found else None

    def _seal(self, key: bytes) -> str:
        return hmac.digest(key, f"nlconnect:head:{self}".encode(), "sha256").hex()


START = Head(0, FIRST)


def pruning(head: Head) -> Mapping[str, object]:
    """The entry that says what was taken away: chained and keyed as any other, so that nobody else can say it."""
    return {"operation": "audit", "outcome": PRUNED, PRUNED: str(head)}


@dataclass(frozen=True, slots=True)
class Link:
    """One line as it was read: its place in the chain, and whether its own code is right."""

    head: Head
    previous: str
    genuine: bool
    headless: bool = False
    """The log itself says here that it did not know its head."""
    pruned: Head | None = None
    """The log itself says here that everything up to this entry was taken away."""


def line_of(entry: Mapping[str, object], *, after: Head, key: bytes) -> tuple[str, Head]:
    """The line that follows `after`, without its newline, and the head it makes."""
    numbered = {**entry, "n": after.sequence + 1, "prev": after.mac}
    body = json.dumps(numbered, sort_keys=True, separators=(",", ":"))
    mac = hmac.digest(key, body.encode(), "sha256").hex()
    return f'{body[:-1]}{_TAIL}{mac}"}}', Head(after.sequence + 1, mac)


def link_of(line: str, *, key: bytes) -> Link | None:
    """What a line says of its place, None where it is no entry at all. The code covers every byte before it."""
    body, tail = line[:-_TAIL_LENGTH] + "}", line[-_TAIL_LENGTH:]
    try:
        parsed = json.loads(line)
        sequence, previous, mac = int(parsed["n"]), str(parsed["prev"]), str(parsed["mac"])
    except (ValueError, TypeError, KeyError):
        return None
    expected = hmac.digest(key, body.encode("utf-8", "surrogateescape"), "sha256").hex()
    genuine = hmac.compare_digest(tail.encode("utf-8", "surrogateescape"), f'{_TAIL}{expected}"}}'.encode())
    headless = all(parsed.get(name) == value for name, value in HEADLESS.items())
    pruned = Head.parse(str(parsed.get(PRUNED, ""))) if parsed.get("outcome") == PRUNED else None
    return Link(Head(sequence, mac), previous, genuine, headless, pruned)
