"""How Exact Online is written to: POST with nested lines, a partial PUT, DELETE (fact sheet section 6)."""

from __future__ import annotations

import base64
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from nlconnect.connector import EntitySpec, FieldSpec, Request, Response, Scope
from nlconnect.connector.files import held_in
from nlconnect.connector.writer import Draft, SentVerb, View, Written, json_body, known_by
from nlconnect.errors import ApiError, QueryError
from nlconnect.model.change import Clear, Ref
from nlconnect.model.file import PlannedFile
from nlconnect.model.values import Value
from nlconnect_exact import CATALOGUE
from nlconnect_exact.dates import AMSTERDAM
from nlconnect_exact.dialect import HEADERS, address, record_address

METHODS: dict[SentVerb, tuple[str, ...]] = {
    "create": ("POST",),
    "update": ("PUT",),
    "delete": ("DELETE",),
    "call": ("POST",),
}
WHOLE = {"Prefer": "return=representation"}
"""Without it all but the key and what was sent comes back empty."""
SENT = {"Content-Type": "application/json"}
LARGEST = 9_500_000
"""Bytes a request may have everywhere; the vendor's pages contradict each other, and this is the smallest figure.

Of a file the bytes count that it has on disk.
"""
MOST_DIGITS = 15
"""Exact keeps amounts in floating point, which tells no more digits apart."""
NOT_ALONE = frozenset(
    "PurchaseInvoiceLines PurchaseOrderLines GoodsDeliveryLines GoodsReceiptLines DropShipmentLines "
    "PurchaseReturnLines".split()
)
"""Lines that come with their header only."""
DERIVED = {"GLAccount": "Item"}
"""The ledger account of an invoice or order line follows from its item, though the reference calls it mandatory."""

REFUSALS = (
    "already exists",
    "bestaat reeds",
    "cannot be deleted",
    "cannot delete",
    "error in converting value",
    "invalid:",
    "kan niet verwijderen",
    "mandatory:",
    "ongeldig:",
    "verplicht:",
)
"""How the business refusals begin that Exact sends with status 500; any other 500 may be a failure halfway."""


@dataclass(frozen=True, slots=True)
class ExactWriter:
    """The writing side of Exact."""

    def methods(self, verb: SentVerb) -> tuple[str, ...]:
        """PUT changes a record in part; MERGE and PATCH are used by nobody."""
        return METHODS[verb]

    def may_lack(self, spec: FieldSpec, given: Container[str]) -> bool:
        """See DERIVED."""
        return DERIVED.get(spec.wire) in given if spec.wire in DERIVED else False

    def write_request(self, draft: Draft, *, base_url: str, scope: Scope) -> Request:
        """Only what was named is sent: unchanged unique values are refused by Exact, even a record's own."""
        entity = draft.entity
        if draft.verb in ("create", "call"):
            if entity.wire in NOT_ALONE:
                raise QueryError(
                    "Exact creates these lines with their header only", entity=entity.name, hint="Create the header."
                )
            url = address(entity.path, base_url, scope, entity)
            return Request("POST", url, {**HEADERS, **SENT, **WHOLE}, _content(draft))
        if draft.key is None:
            raise QueryError("the key of the record is missing", entity=entity.name)
        key = draft.key if len(draft.key) > 1 else draft.key[0]
        url = record_address(entity, key, base_url=base_url, scope=scope)
        if draft.verb == "delete":
            return Request("DELETE", url, HEADERS)
        return Request("PUT", url, {**HEADERS, **SENT}, _content(draft))

    def read_written(self, response: Response, entity: EntitySpec) -> Written:
        """POST echoes the record under `d`; PUT and DELETE answer 204 and nothing."""
        try:
            row = json.loads(response.content)["d"]
            key = tuple(_key_part(entity.by_wire[wire], row[wire]) for wire in entity.key)
        except (ValueError, KeyError, TypeError, RecursionError):
            return Written(None)
        return Written(key or None, whole=bool(key))

    def certainly_refused(self, refusal: ApiError) -> bool:
        """See REFUSALS."""
        said = refusal.message.lower()
        return refusal.status is not None and (refusal.status < 500 or any(words in said for words in REFUSALS))

    def natural_key(self, draft: Draft) -> tuple[FieldSpec, ...]:
        """Exact has no idempotency keys; what there is instead, the overlay says."""
        filled = {spec.wire: spec for spec, value in draft.values.items() if not isinstance(value, Clear)}
        for wires in known_by(draft.entity, CATALOGUE, name=draft.entity.qualified_name):
            if all(wire in filled for wire in wires):
                return tuple(filled[wire] for wire in wires)
        return ()

    def beside_file(self, entity: EntitySpec | None, name: str, file: PlannedFile) -> Mapping[str, str]:
        """An attachment has its name beside it."""
        is_named = entity is not None and name == "Attachment" and "FileName" in entity.by_wire
        return {"file_name": file.name} if is_named else {}

    def seen_through(self, entity: EntitySpec) -> View | None:
        """None: Exact shows a record where it was written."""
        return None


def _content(draft: Draft) -> bytes:
    content = json_body(_row(draft))
    size = len(content) + sum(held.file.size for held in held_in(draft))
    if size > LARGEST:
        raise QueryError(f"the request would be {size:,} bytes and Exact takes {LARGEST:,}", entity=draft.entity.name)
    return content


def _row(draft: Draft) -> dict[str, object]:
    row: dict[str, object] = {spec.wire: _written(spec, value, draft.entity) for spec, value in draft.values.items()}
    for spec, lines in draft.lines.items():
        row[spec.wire] = [_row(line) for line in lines]  # an object in place of the list is refused
    return row


def _written(spec: FieldSpec, value: Value | Clear | Ref, entity: EntitySpec) -> object:
    if isinstance(value, Clear):
        return None
    if isinstance(value, str):
        return value.strip().rjust(spec.padded) if spec.padded else value
    if isinstance(value, datetime):
        return wall_clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _amount(spec, value, entity)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def wall_clock(value: datetime) -> str:
    """Dutch time without a zone. Exact: a zone is accepted and moves the value, even into another VAT period."""
    local = value.astimezone(AMSTERDAM).replace(tzinfo=None) if value.tzinfo is not None else value
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _amount(spec: FieldSpec, value: Decimal, entity: EntitySpec) -> Decimal:
    digits = len(value.normalize().as_tuple().digits)
    if digits > MOST_DIGITS:
        raise QueryError(f"{spec.name} has {digits} digits and Exact keeps {MOST_DIGITS}", entity=entity.name)
    return Decimal(format(value, "f"))


def _key_part(spec: FieldSpec, value: object) -> int | str:
    """Exact: an Int64 may come as text."""
    if spec.type in ("int", "int64"):
        return int(str(value))
    if not isinstance(value, str):
        raise TypeError
    return value.strip() if spec.padded else value
