"""Next links that stand in a header: `Link: <https://...?page=2>; rel="next"` (RFC 8288)."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINK = re.compile(r"<(?P<address>[^<>]*)>(?P<parameters>[^<]*)")
_RELATIONS = re.compile(r";\s*rel\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s;,]+))", re.IGNORECASE)


def next_link(headers: Mapping[str, str]) -> str | None:
    """The address that the header calls the next one; None where there is none. Header names are lower case."""
    for link in _LINK.finditer(headers.get("link", "")):
        found = _RELATIONS.search(link["parameters"])
        if found is not None and "next" in (found["quoted"] or found["bare"] or "").lower().split():
            return link["address"]
    return None
