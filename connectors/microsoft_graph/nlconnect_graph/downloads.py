"""Files behind records: what lies in a drive, a message as MIME, an attachment, a photo (fact sheet sections 9, 10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nlconnect.connector import EntitySpec, Key, Query, Record, Request, Scope
from nlconnect.errors import QueryError
from nlconnect.model.plan import FilePlan
from nlconnect_graph.paths import Values, address, chosen, filled, item_way

BYTES: Mapping[str, str] = {
    "directory.Photos": "/$value",
    "files.DriveItemVersions": "/content",
    "files.DriveItems": "/content",
    "mail.Attachments": "/$value",
    "mail.Messages": "/$value",
    "onenote.Pages": "/content",
}
"""What stands behind a record's path for its bytes; a message comes as MIME, a page of notes as HTML."""
ELSEWHERE = frozenset({"files.DriveItems", "files.DriveItemVersions"})
"""Graph: a 302 points to a host of SharePoint, whose address needs no token and may be asked for ranges."""


@dataclass(frozen=True, slots=True)
class GraphFiles:
    """See `nlconnect.connector.files`. `person` says that somebody signed in, so that there is a `/me`."""

    person: bool = True

    def file_request(self, query: Query[Record], key: Key | None, *, base_url: str, scope: Scope) -> FilePlan:
        """Where the bytes are. A file in a drive may be named by its path: `.of(path="Klanten/offerte.pdf")`."""
        entity = query.entity
        ending = BYTES.get(entity.qualified_name)
        if ending is None:
            raise QueryError(
                "there is no file behind these records",
                entity=entity.name,
                hint=f"There is behind {', '.join(name.partition('.')[2] for name in BYTES)}.",
            )
        values = Values(query.parameters, scope)
        if key is not None:
            path, values = item_way(entity, key, values, person=self.person)
        else:
            path = self._without_key(entity, values)
        if path.endswith("{path}"):
            ending = f":{ending}"
        return FilePlan(
            request=Request("GET", f"{address(base_url, filled(path, values))}{ending}", {"Accept": "*/*"}),
            entity=entity,
            scope=scope,
            in_pieces=entity.qualified_name in ELSEWHERE,
        )

    def _without_key(self, entity: EntitySpec, values: Values) -> str:
        paths = [path for path in entity.item_paths if "id" not in path.needs]
        if not paths:
            raise QueryError(
                "it is not said which record", entity=entity.name, hint=f"Give its {entity.key[0]} as the key."
            )
        return chosen(paths, values, entity=entity, person=self.person)
