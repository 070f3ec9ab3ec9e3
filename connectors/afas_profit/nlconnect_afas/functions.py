"""What AFAS gives at addresses of its own: its version, what an app may use, attachments, files, images, reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from nlconnect.connector import EntitySpec, Key, Query, ReadPlan, Record, Request, Scope
from nlconnect.errors import QueryError
from nlconnect.model.catalogue import snake
from nlconnect.model.plan import FilePlan

HEADERS: Mapping[str, str] = {"Accept": "application/json"}

LISTS: Mapping[str, tuple[str, ...]] = {
    "GetConnectors": ("getConnectors",),
    "UpdateConnectors": ("updateConnectors",),
    "CustomConnectors": ("customConnectors",),
    "ViewColumns": ("fields",),
}
"""Which functions answer with a list, and where it stands; the others answer with one record."""
_ODD_IN_NAMES = re.compile(r"[/#&:?*<>%+~\-@!$_']")


class AfasFiles:
    """The files behind records: all of AFAS's come in base64 inside JSON, in one answer of at most 75 MB."""

    def file_request(self, query: Query[Record], key: Key | None, *, base_url: str, scope: Scope) -> FilePlan:
        """The address of an attachment, a file, an image or a report. Raises QueryError for what is no file."""
        entity = query.entity
        if "filedata" not in entity.by_wire or entity.kind != "function":
            raise QueryError(
                f"there is no file behind a record of {entity.name}",
                entity=entity.name,
                hint="Files: files.Attachments, files.FileFields, files.Images, files.Reports.",
            )
        if key is not None:
            raise QueryError("a file of AFAS has parameters, no key", entity=entity.name, hint=_of(entity))
        plan = function_plan(query, base_url=base_url, scope=scope)
        return FilePlan(plan.request, entity, scope, inside=("filedata",), media_type=("mimetype",))


def function_plan(query: Query[Record], *, base_url: str, scope: Scope) -> ReadPlan:
    """One call, with its parameters in the path or behind it."""
    entity = query.entity
    if query.conditions or query.ordering or query.expanded:
        raise QueryError(
            "this resource takes parameters, no conditions, ordering or expand", entity=entity.name, hint=_of(entity)
        )
    absent = [
        wire for wire in entity.parameters if wire not in query.parameters and wire not in entity.optional_parameters
    ]
    if absent:
        raise QueryError(f"the parameters {', '.join(absent)} are missing", entity=entity.name, hint=_of(entity))
    fields = tuple(spec for spec in entity.values if query.selected is None or spec.name in query.selected)
    rows = LISTS.get(entity.name, ())
    return ReadPlan(
        request=Request("GET", _url(entity, {w: str(v) for w, v in query.parameters.items()}, base_url), HEADERS),
        entity=entity,
        scope=scope,
        fields=fields,
        route="function",
        page_size=None,
        notes=("one call that gives everything",),
        single=not rows,
        partial=len(fields) < len(entity.fields),
        rows=rows,
    )


def _of(entity: EntitySpec) -> str:
    named = ", ".join(f"{snake(wire)}=..." for wire in entity.parameters)
    return f"Use .of({named})." if named else "Read it as it is."


def _url(entity: EntitySpec, given: Mapping[str, str], base_url: str) -> str:
    path, options = entity.path, []
    for wire, text in given.items():
        place = f"{{{wire}}}"
        if place in path:
            path = path.replace(place, file_name(text) if wire == "fileName" else quote(text, safe=""))
        else:
            options.append(f"{wire}={quote(text, safe=',;')}")
    return base_url.rstrip("/") + path + (f"?{'&'.join(options)}" if options else "")


def file_name(name: str) -> str:
    """A file's name as the address of a file field wants it: `_2D` for a dash, percent signs for the rest.

    Raises QueryError for a name with a comma, which AFAS cannot fetch (section 6).
    """
    if "," in name:
        raise QueryError("AFAS cannot give a file with a comma in its name", hint="Rename it in AFAS.")
    return quote(_ODD_IN_NAMES.sub(lambda match: f"_{ord(match[0]):02X}", name), safe="")
