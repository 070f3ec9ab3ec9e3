"""What a single call gave, where that is not a page of records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """What a raw request gave: status, headers in lower case, and the body, of which the repr shows the status."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    def json(self) -> object:
        """The body as Python values, whatever the vendor sent; amounts keep all their digits."""
        found: object = json.loads(self.content, parse_float=Decimal)
        return found


def total_in(content: bytes, path: Sequence[str]) -> int | None:
    """A bare number, or the total that stands with a page."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    for step in path:
        found = found.get(step) if isinstance(found, dict) else found
    text = str(found) if isinstance(found, int | str) else ""
    return int(text) if text.isdecimal() else None
