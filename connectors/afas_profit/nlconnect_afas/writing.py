"""How AFAS Profit is written to: nested documents, keys in their places, DELETE by address (fact sheet section 5)."""

from __future__ import annotations

import base64
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from nlconnect.connector import EntitySpec, FieldSpec, Request, Response, Scope
from nlconnect.connector.files import held_in
from nlconnect.connector.nested import ACTIONS, key_fields
from nlconnect.connector.writer import Draft, SentVerb, View, Written, json_body, known_by
from nlconnect.errors import ApiError, Conflict, Forbidden, Invalid, QueryError
from nlconnect.model.change import Clear, Ref
from nlconnect.model.file import PlannedFile
from nlconnect.model.values import Value, coerce
from nlconnect_afas import CATALOGUE
from nlconnect_afas.answers import GAVE_UP, HELD
from nlconnect_afas.dates import wall_clock
from nlconnect_afas.functions import HEADERS
from nlconnect_afas.seen import python_path, view_of

METHODS: Mapping[SentVerb, tuple[str, ...]] = {
    "create": ("POST",),
    "update": ("PUT",),
    "delete": ("DELETE",),
    "call": ("PUT",),
}
SENT = {"Content-Type": "application/json; charset=utf-8"}
"""AFAS: without the charset accents can turn into question marks."""
LARGEST = 75 * 1024 * 1024
ADMINISTRATION = frozenset({"UnId", "Unit", "UnFi", "unitId"})
"""What the administration is called in update connectors. A unit of measure is called the same, and is text."""
MATCH_CODES: Mapping[str, str] = {"KnPerson": "MatchPer", "KnOrganisation": "MatchOga"}
BY_NUMBER = "0"
ONE_EACH = frozenset(MATCH_CODES)
"""AFAS: of these every object inside comes once in a call, such as one bank account."""
ISSUED = frozenset("AddToPortal BcCo BcId BeginDate BiUn CoId EnNo PadAdr PbAd QuUn ResZip SbId UnId".split())
"""What the reference calls mandatory, and AFAS gives a number or a default."""
ANSWERED: Mapping[str, tuple[str, ...]] = {"FiEntries": ("UnId", "EnNo")}
"""What tells a new document apart where the key of its root does not: an entry by its own number."""
_MARKS = {verb: mark for mark, verb in ACTIONS.items()}
_TIMED_OUT: Final = 408


class AfasWriter:
    """The writing side of AFAS."""

    def methods(self, verb: SentVerb) -> tuple[str, ...]:
        """AFAS has no actions, but two documents that change something and have no key of their own."""
        return METHODS[verb]

    def may_lack(self, spec: FieldSpec, given: Container[str]) -> bool:
        """See ISSUED."""
        return spec.wire in ISSUED or spec.is_key

    def write_request(self, draft: Draft, *, base_url: str, scope: Scope) -> Request:
        """One document in one call, which AFAS does as a whole or not at all. Raises QueryError.

        AFAS uses the last administration of the user where none is named; here that is refused.
        """
        entity, key = draft.entity, _key(draft)
        address = base_url.rstrip("/") + quote(entity.path, safe="/")
        if draft.verb == "call" and entity.key:
            raise QueryError("AFAS has no actions", entity=entity.name, hint="Update the record by its key.")
        _require_administration(draft, key, scope)
        if draft.verb == "delete":
            return Request("DELETE", address + _deletion(entity, key), HEADERS)
        if draft.verb == "create" and (own := _administration(entity)) is not None and own not in draft.values:
            value = coerce(own, scope.get("administration"))
            draft = replace(draft, values={own: value, **draft.values} if value is not None else draft.values)
        content = json_body({_root(entity): {"Element": _element(draft, key)}})
        size = len(content) + sum(-(-held.file.size // 3) * 4 for held in held_in(draft))
        if size > LARGEST:
            raise QueryError(f"the request would be {size:,} bytes and AFAS takes 75 MB", entity=entity.name)
        return Request("POST" if draft.verb == "create" else "PUT", address, {**HEADERS, **SENT}, content)

    def read_written(self, response: Response, entity: EntitySpec) -> Written:
        """AFAS tells the keys as texts under `results`, bare, in a list, or nothing: each connector has its way."""
        try:
            told = {name.lower(): value for name, value in _told(json.loads(response.content))}
            wires = ANSWERED.get(entity.wire, entity.key)
            key = tuple(_key_part(entity.by_wire.get(wire), told[wire.lower()]) for wire in wires)
        except (ValueError, KeyError, TypeError, RecursionError):
            return Written(None)
        return Written(key or None)

    def certainly_refused(self, refusal: ApiError) -> bool:
        """AFAS says no with a 500 that says why, and does nothing then; without words, or with a 503, who knows."""
        if refusal.status is None or refusal.status < 400:
            return False  # such as a web page where the answer was due
        if refusal.status < 500:
            return refusal.status != _TIMED_OUT
        if refusal.status != 500 or refusal.too_much or refusal.message == GAVE_UP:
            return False
        return isinstance(refusal, Invalid | Conflict | Forbidden) or refusal.message == HELD

    def natural_key(self, draft: Draft) -> tuple[FieldSpec, ...]:
        """AFAS has no idempotency keys; what there is instead, the overlay says, in columns that a view shows."""
        for paths in known_by(draft.entity, CATALOGUE, name=draft.entity.wire):
            found = [_given(draft, path.replace(".", "/")) for path in paths]
            if None not in found:
                return tuple(spec for spec in found if spec is not None)
        return ()

    def beside_file(self, entity: EntitySpec | None, name: str, file: PlannedFile) -> Mapping[str, str]:
        """AFAS: `FileStream2` goes by `FileName2`; the one file of a dossier item itself is called otherwise."""
        if entity is None or "Stream" not in name:
            return {}
        called = (name.replace("Stream", "Name"), *(("SbPa",) if name == "FileStream" else ()))
        spec = next((entity.by_wire[wire] for wire in called if wire in entity.by_wire), None)
        return {spec.name: file.name} if spec is not None else {}

    def seen_through(self, entity: EntitySpec) -> View | None:
        """See `nlconnect_afas.seen`."""
        return view_of(entity)


def _given(draft: Draft, path: str) -> FieldSpec | None:
    """The field at that path where the draft fills it, in the first object of its kind; its name is a path too."""
    head, _, rest = path.partition("/")
    if not rest:
        found = (spec for spec, value in draft.values.items() if spec.wire == head and not isinstance(value, Clear))
        return next(found, None)
    rows = next((rows for spec, rows in draft.lines.items() if spec.wire == head), ())
    inner = _given(rows[0], rest) if rows else None
    name = python_path(draft.entity, path)
    return replace(inner, name=name) if inner is not None and name is not None else None


def _root(entity: EntitySpec) -> str:
    return entity.document.root if entity.document is not None else entity.wire


def _key(draft: Draft) -> dict[FieldSpec, Value]:
    if draft.verb not in ("update", "delete"):
        return {}
    if draft.key is None:
        raise QueryError("the key of the record is missing", entity=draft.entity.name)
    key = dict(zip(key_fields(draft.entity, draft.verb), draft.key, strict=True))
    if both := [spec.name for spec in key if spec in draft.values]:
        raise QueryError(f"{', '.join(both)} is the key and cannot be changed", entity=draft.entity.name)
    return key


def _administration(entity: EntitySpec) -> FieldSpec | None:
    return next((spec for spec in entity.fields if spec.wire in ADMINISTRATION and spec.type == "int"), None)


def _require_administration(draft: Draft, key: Mapping[FieldSpec, Value], scope: Scope) -> None:
    spec = _administration(draft.entity)
    if spec is None:
        return
    named, given = scope.get("administration"), key.get(spec, draft.values.get(spec))
    if named is None and given is None and draft.verb == "create":
        raise QueryError(
            "no administration is named",
            entity=draft.entity.name,
            hint="Name it: `.within(administration=1)`, on the command line `--in administration=1`. AFAS would take "
            "the one used last.",
        )
    if named is not None and given is not None and given != coerce(spec, named):
        raise QueryError(f"{spec.name} is another administration than that of the connection", entity=draft.entity.name)


def _element(draft: Draft, key: Mapping[FieldSpec, Value]) -> dict[str, object]:
    """Keys stand on the element as the metainfo says, `@Action` where an object fares otherwise than its outer one."""
    entity = draft.entity
    values: dict[FieldSpec, Value | Clear | Ref] = {**key, **draft.values}
    match = entity.by_wire.get(MATCH_CODES.get(_root(entity), ""))
    if key and match is not None and match not in values:
        values = {match: BY_NUMBER, **values}  # AFAS: a person or an organisation goes by its number
    _refuse_many(draft)
    attributes = entity.document.attributes if entity.document is not None else {}
    on_element = attributes.get(_root(entity)) or attributes.get("*") or ()
    written = {spec.wire: _written(spec, value) for spec, value in values.items()}
    element: dict[str, object] = {f"@{wire}": value for wire, value in written.items() if wire in on_element}
    fields = {wire: value for wire, value in written.items() if wire not in on_element}
    if fields:
        element["Fields"] = fields
    if draft.lines:
        element["Objects"] = [{spec.wire: {"Element": _inside(draft, rows)}} for spec, rows in draft.lines.items()]
    return element


def _inside(draft: Draft, rows: tuple[Draft, ...]) -> object:
    """One object, or a list of several; the shape that lets a name come once holds both."""
    found = []
    for row in rows:
        mark = {"@Action": _MARKS[row.verb]} if row.verb != draft.verb else {}
        found.append({**mark, **_element(row, {})})
    return found[0] if len(found) == 1 else found


def _refuse_many(draft: Draft) -> None:
    if _root(draft.entity) not in ONE_EACH:
        return
    for spec, rows in draft.lines.items():
        if len(rows) > 1:
            raise QueryError(
                f"AFAS takes one of {spec.name} in a call here", entity=draft.entity.name, hint="Write the rest after."
            )


def _deletion(entity: EntitySpec, key: Mapping[FieldSpec, Value]) -> str:
    """The root, its keys and their values. AFAS: the reference names less than the key for some, which could be others.

    A journal entry is an object inside its administration and journal, and goes by its own number.
    """
    values = {spec.wire: quote(str(_written(spec, value)), safe="") for spec, value in key.items()}
    document = entity.document
    if document is not None and document.delete_path is not None and set(values) == set(document.delete_key):
        return quote(document.delete_path.removeprefix(entity.path), safe="/@,{}").format_map(values)
    root = (
        document.delete_path.removeprefix(entity.path).partition("/@")[0] if document and document.delete_path else ""
    )
    return f"{root or '/' + _root(entity)}/{','.join(f'@{wire}' for wire in values)}/{','.join(values.values())}"


def _written(spec: FieldSpec, value: Value | Clear | Ref) -> object:
    if isinstance(value, Clear):
        return ""  # AFAS: null means nothing in particular
    if isinstance(value, datetime):
        return wall_clock(spec, value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return Decimal(format(value, "f"))
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if spec.type == "guid" and isinstance(value, str):
        return f"{{{value.upper()}}}"  # AFAS: GUIDs stand in braces
    return value


def _told(body: object) -> Iterator[tuple[str, object]]:
    """Every key of the objects in an answer. AFAS: `InID` here is `InId` there."""
    found = body.get("results", body) if isinstance(body, dict) else body
    for part in found if isinstance(found, list) else [found]:
        for keys in part.values() if isinstance(part, dict) else ():
            for one in keys if isinstance(keys, list) else [keys]:
                yield from one.items() if isinstance(one, dict) else ()


def _key_part(spec: FieldSpec | None, value: object) -> int | str:
    """AFAS: keys are told as texts; those of objects inside have numbers."""
    text = str(value).strip()
    if value is None or not text:
        raise TypeError
    if spec is None or spec.type in ("int", "int64"):
        return int(text)
    return text
