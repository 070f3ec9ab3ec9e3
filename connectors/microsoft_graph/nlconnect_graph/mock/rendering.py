"""Rows as Graph shows them: the fields that were asked for, annotations, and moments in UTC."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property
from importlib.resources import files

from nlconnect.mock.tables import Row
from nlconnect.model.catalogue import EntitySpec, FieldSpec

SPARSE = frozenset({"files", "sites", "teams", "search"})
"""Services that leave out what is empty; the others say null."""
TAGGED = frozenset({"mail", "calendar", "contacts", "todo", "planner"})
"""Services whose rows carry `@odata.etag`."""
USER_DEFAULTS = frozenset(
    "businessPhones displayName givenName jobTitle mail mobilePhone officeLocation preferredLanguage surname "
    "userPrincipalName id".split()
)


@cache
def types() -> Mapping[str, str]:
    """The vendor's name of the type of each entity's records."""
    found: dict[str, str] = {}
    folder = files("nlconnect_graph").joinpath("catalogue")
    for entry in folder.iterdir():
        document = json.loads(entry.read_text("utf-8")) if entry.name.endswith(".json") else {}
        for name, fact in document.get("entities", {}).items():
            found[f"{document['module']}.{name}"] = str(fact.get("type") or fact["wire"])
    return found


def type_name(entity: EntitySpec) -> str:
    return types().get(entity.qualified_name, entity.wire)


@dataclass(frozen=True)
class Shape:
    """Which fields of an entity an answer shows, and what is opened in them."""

    entity: EntitySpec
    select: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    opened: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)
    typed: bool = False
    lasting: bool = False
    odd: bool = False

    def fields_of(self, row: Row) -> Sequence[FieldSpec]:
        """The fields in the catalogue's order; a user among other objects shows what users show by themselves."""
        return self._user_fields if self.typed and not self.select and row["#type"] == "user" else self._fields

    @cached_property
    def _fields(self) -> Sequence[FieldSpec]:
        by_wire = self.entity.by_wire
        if self.select:
            wanted = [by_wire[name] for name in dict.fromkeys(("id", *self.select)) if name in by_wire]
        else:
            wanted = [spec for spec in self.entity.fields if spec.default_selected]
        return [spec for spec in wanted if spec.is_value and spec.wire not in self.hidden]

    @cached_property
    def _user_fields(self) -> Sequence[FieldSpec]:
        shown = USER_DEFAULTS | {"deletedDateTime"} if self.entity.name == "DeletedObjects" else USER_DEFAULTS
        return [spec for spec in self._fields if spec.wire in shown]


def render(row: Row, shape: Shape, *, etag: str = "") -> dict[str, object]:
    """One row as JSON."""
    shown: dict[str, object] = {}
    sparse = shape.entity.module in SPARSE
    if shape.typed or row["@odata.type"]:
        shown["@odata.type"] = row["@odata.type"] or f"#microsoft.graph.{row['#type']}"
    if etag and shape.entity.module in TAGGED:
        shown["@odata.etag"] = etag
    for spec in shape.fields_of(row):
        value = row[spec.wire]
        if spec.wire == "id" and shape.lasting:
            value = row["#immutable"] or value
        if value is None and (sparse or (shape.typed and not shape.select) or (spec.on and not _is_on(row, spec.on))):
            continue
        shown[spec.wire] = json_value(value if not shape.odd else _odd(spec, value))
    if not shape.select:
        shown |= {name: value for name, value in row.items() if name.startswith("@microsoft.graph.")}
    for name, opened in shape.opened.items():
        found = opened(row)
        if isinstance(found, Mapping) and "@" in found:
            shown.update(found["@"])
        elif found is not None:
            shown[name] = found
    return shown


_PLAIN = frozenset({str, int, bool, float, type(None)})


def _is_on(row: Row, kind: str) -> bool:
    """Whether the row is of a type, or of one that is built on it: `eventMessageRequest` on `eventMessage`."""
    return str(row["@odata.type"] or row["#type"]).rpartition(".")[2].startswith(kind)


def json_value(value: object) -> object:
    """Moments in UTC, in what is nested too; columns of our own stay behind."""
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, datetime):
        return wire_moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: json_value(inner) for name, inner in value.items() if not str(name).startswith("#")}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    return value


def wire_moment(moment: datetime) -> str:
    """Graph: UTC with a fraction of any length, or none."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f".{moment.microsecond:06d}".rstrip("0") if moment.microsecond else ""
    return f"{text}{fraction}Z"


def _odd(spec: FieldSpec, value: object) -> object:
    """A member of an enumeration that nobody knows yet."""
    return "memberOfTomorrow" if spec.enum is not None and isinstance(value, str) else value


def collection(rows: Iterable[object], *, context: str, count: int | None, links: Mapping[str, str]) -> object:
    body: dict[str, object] = {"@odata.context": context}
    if count is not None:
        body["@odata.count"] = count
    body.update({f"@odata.{name}": link for name, link in links.items()})
    body["value"] = list(rows)
    return body
