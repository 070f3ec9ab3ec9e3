"""Files into a drive: small ones whole, large ones through an upload session (fact sheet section 10)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from nlconnect.connector import Key, Query, Record, Request, Response, Scope
from nlconnect.errors import QueryError
from nlconnect.model.file import ConflictRule
from nlconnect.model.plan import UploadPlan
from nlconnect_graph.downloads import GraphFiles
from nlconnect_graph.paths import Values, address, filled, item_way

TAKES = "files.DriveItems"
STEP = 327_680
"""Graph: every piece but the last is a multiple of 320 KiB, and below 60 MiB."""
PIECE = 32 * STEP
LARGEST_WHOLE = 4 * 1_024 * 1_024
"""Graph: 250 MB may go in one request, and Microsoft advises a session from about 4 MB on."""
RESERVED = re.compile(r'["*:<>?|\\]')
BEHAVIOUR = "@microsoft.graph.conflictBehavior"
JSON: Mapping[str, str] = {"Accept": "application/json", "Content-Type": "application/json"}
OCTETS: Mapping[str, str] = {"Accept": "application/json", "Content-Type": "application/octet-stream"}


@dataclass(frozen=True)
class GraphFileTarget(GraphFiles):
    """See `nlconnect.connector.files`: what Graph gives, and what it takes."""

    def upload_request(
        self, query: Query[Record], key: Key | None, *, size: int, conflict: ConflictRule, base_url: str, scope: Scope
    ) -> UploadPlan:
        """A file goes to a path in a drive, or over the one that a key names."""
        entity = query.entity
        if entity.qualified_name != TAKES:
            raise QueryError("no file can be put here", entity=entity.name, hint="Files go to DriveItems.")
        if conflict not in get_args(ConflictRule):
            raise QueryError("the conflict rule is unknown", hint=f"One of {', '.join(get_args(ConflictRule))}.")
        if query.conditions or query.ordering or query.words is not None:
            raise QueryError("a file goes to one place: no condition, order or search says which", entity=entity.name)
        values = Values(query.parameters, scope)
        if key is not None:
            path, values = item_way(entity, key, values, person=self.person)
        else:
            path = self._without_key(entity, values)
        is_path = path.endswith("{path}")
        if is_path:
            _require_name(str(values["path"]))
        elif conflict != "replace":
            raise QueryError(
                "the key names a file that is there, so that another can only replace it",
                entity=entity.name,
                hint='Add conflict="replace", or name the place with .of(path=...).',
            )
        where = f"{address(base_url, filled(path, values))}{':' if is_path else ''}"
        proof = Request("GET", where.removesuffix(":"), {"Accept": "application/json"}) if conflict == "fail" else None
        if size <= LARGEST_WHOLE:
            whole = Request("PUT", f"{where}/content?{BEHAVIOUR}={conflict}", OCTETS)
            return UploadPlan(whole, entity, scope, proof=proof)
        wanted = json.dumps({"item": {BEHAVIOUR: conflict}}).encode()
        opening = Request("POST", f"{where}/createUploadSession", JSON, wanted)
        return UploadPlan(opening, entity, scope, piece=PIECE, proof=proof)

    def upload_address(self, response: Response) -> str:
        """Graph: an address on another host, which needs no token and refuses one."""
        found = _body(response).get("uploadUrl")
        if not isinstance(found, str) or not found.isascii():
            raise ValueError("no address")
        return found

    def next_byte(self, response: Response) -> int | None:
        """Graph: ranges such as `26-` or `26-99`; the first one is where to go on. Mail writes it another way."""
        body = _body(response)
        ranges = body.get("nextExpectedRanges", body.get("NextExpectedRanges"))
        if not isinstance(ranges, list):
            raise ValueError("no ranges")
        starts = [int(str(found).partition("-")[0]) for found in ranges]
        return min(starts, default=None)

    def size_of(self, response: Response) -> int | None:
        """The size that the item has."""
        found = _body(response).get("size")
        return found if isinstance(found, int) else None


def _require_name(path: str) -> None:
    if RESERVED.search(path) or not path.strip("/"):
        raise QueryError(
            "this is no path that OneDrive and SharePoint can hold",
            hint='A name holds no " * : < > ? | or backslash; folders are told apart by a slash.',
        )


def _body(response: Response) -> Mapping[str, Any]:
    try:
        found = json.loads(response.content)
    except RecursionError:
        raise ValueError("no JSON") from None
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found
