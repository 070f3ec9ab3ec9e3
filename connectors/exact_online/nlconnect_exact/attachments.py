"""The files behind attachments of Exact: a record tells the address, and the file is fetched there (section 11)."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from nlconnect.connector import Key, Query, Record, Request, Scope
from nlconnect.errors import QueryError
from nlconnect.model.plan import FilePlan
from nlconnect_exact.dialect import HEADERS, record_address

HOLDS = "documents.DocumentAttachments"
FILE = {"Accept": "*/*"}


class ExactFiles:
    """See `nlconnect.connector.files`: what Exact gives."""

    def file_request(self, query: Query[Record], key: Key | None, *, base_url: str, scope: Scope) -> FilePlan:
        """Where the address of a file stands. Raises QueryError for what has no file behind it."""
        entity = query.entity
        if entity.qualified_name != HOLDS:
            raise QueryError(
                "there is no file behind these records", entity=entity.name, hint=f"There is behind {HOLDS}."
            )
        if key is None:
            raise QueryError("it is not said which attachment", entity=entity.name, hint="Give its id as the key.")
        where = record_address(entity, key, base_url=base_url, scope=scope)
        request = Request("GET", f"{where}?$select=Url", HEADERS)
        return FilePlan(request, entity, scope, pointed=lambda content: _to_file(content, base_url))


def _to_file(content: bytes, base_url: str) -> Request:
    """Exact: with the token, and `Download` for the file instead of a page. Raises ValueError."""
    try:
        url = json.loads(content)["d"]["Url"]
        parts = urlsplit(url)
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("no address") from None
    home = urlsplit(base_url)
    if not isinstance(url, str) or (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        raise ValueError("an address elsewhere")  # where the token does not go
    return Request("GET", f"{url}{'&' if parts.query else '?'}Download=1", FILE)
