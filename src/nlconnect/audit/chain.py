"""How entries hold on to each other: each line carries its number, the code before it, and a keyed code of itself."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass

FIRST = "0" * 64
"""What the first entry of a log has before it."""
_TAIL = ',"mac":"'
_TAIL_LENGTH = len(_TAIL) + 64 + len('"}')


@dataclass(frozen=True, slots=True)
class Head:
    """The number and code of a log's last entry."""

    sequence: int
    mac: str

    def dump(self) -> bytes:
        return json.dumps({"sequence": self.sequence, "mac": self.mac}).encode()

    @classmethod
    def load(cls, document: bytes) -> Head:
        return cls(**json.loads(document))


START = Head(0, FIRST)


@dataclass(frozen=True, slots=True)
class Link:
    """One line as it was read: its place in the chain, and whether its own code is right."""

    head: Head
    previous: str
    genuine: bool


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
    return Link(Head(sequence, mac), previous, genuine)
