"""Answers to POST, PUT and DELETE: 201 with an echo, 204, and refusals in the user's language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from nlconnect.mock.messages import Answer, Asked, Errand, json_answer
from nlconnect.mock.selection import Selection, page
from nlconnect.mock.tables import PlainRow, Row
from nlconnect.model.catalogue import FieldSpec
from nlconnect_exact.mock.booking import Booking, Refusal, complete
from nlconnect_exact.mock.conversion import NotConverted, converted
from nlconnect_exact.mock.papers import file_away
from nlconnect_exact.mock.question import unknown_property
from nlconnect_exact.mock.reading import pointing_back
from nlconnect_exact.mock.refusals import INVALID_STREAM, JSON_TYPE, business, error, forbidden, message, not_found
from nlconnect_exact.mock.rendering import Picked, entity_url, picked_of, render
from nlconnect_exact.mock.resources import Resource
from nlconnect_exact.mock.state import State, wall_clock
from nlconnect_exact.mock.webhooks import ACCEPTED, may_be_called, validation

UNIQUE = {
    "crm.Accounts": "Code",
    "financial.GLAccounts": "Code",
    "hrm.Costcenters": "Code",
    "hrm.Costunits": "Code",
    "logistics.Items": "Code",
    "project.Projects": "Code",
    "vat.VATCodes": "Code",
}
USED_IN = {
    "crm.Accounts": (
        ("salesinvoice.SalesInvoices", "OrderedBy", "Verkoopfacturen"),
        ("documents.Documents", "Account", "Documenten"),
        ("cashflow.Receivables", "Account", "Openstaande posten"),
        ("cashflow.Payments", "Account", "Openstaande posten"),
    ),
    "logistics.Items": (("logistics.SalesItemPrices", "Item", "Prijzen"),),
}
NOT_ALONE = frozenset(
    "PurchaseInvoiceLines PurchaseOrderLines GoodsDeliveryLines GoodsReceiptLines DropShipmentLines "
    "PurchaseReturnLines".split()
)
"""Exact: these lines are created with their header only. With which text Exact refuses is a guess."""
BINDING = "Binding to new entities is not supported for this resource."


class _Malformed(Exception):
    """The body is no row of this resource: 400 with that text."""


@dataclass(frozen=True)
class Writer:
    """Writes in one company."""

    asked: Asked
    division: int | None
    state: State
    now: float

    @property
    def language(self) -> str:
        return self.state.setting.language

    def create(self, resource: Resource) -> Answer | Errand:
        """POST on a list."""
        try:
            header, nested = self._read(resource)
            self._may_be_sent(resource, header, creating=True)
            if resource.entity.wire in NOT_ALONE:
                raise _Malformed("This resource cannot be created on its own.")
        except _Malformed as malformed:
            return error(self.asked, 400, str(malformed))
        except NotConverted as wrong:
            return error(self.asked, wrong.status, str(wrong))
        missing = self._missing(resource, header, nested)
        if missing is not None:
            return business(self.asked, message("required", language=self.language, field=missing))
        if self._exists(resource, header):
            return business(self.asked, message("exists", language=self.language))
        if resource.entity.qualified_name == "webhooks.WebhookSubscriptions":
            return self._subscribe(resource, header)
        return self._made(resource, header, nested)

    def update(self, resource: Resource, key: Mapping[str, object]) -> Answer:
        """PUT on a row. Exact: a partial update, answered with 204 and nothing."""
        number = self._number(resource, key)
        if number is None:
            return not_found(self.asked)
        try:
            values, nested = self._read(resource)
            if nested:
                raise _Malformed(BINDING)
            self._may_be_sent(resource, values, creating=False)
        except _Malformed as malformed:
            return error(self.asked, 400, str(malformed))
        except NotConverted as wrong:
            return error(self.asked, wrong.status, str(wrong))
        # Exact: a unique value is refused even when it is the row's own.
        if self._exists(resource, values):
            return business(self.asked, message("exists", language=self.language))
        self.state.change(resource, number, values, division=self.division, now=self.now)
        return Answer(204)

    def delete(self, resource: Resource, key: Mapping[str, object]) -> Answer:
        """DELETE on a row: 204, unless something refers to it."""
        number = self._number(resource, key)
        if number is None:
            return not_found(self.asked)
        if resource.entity.qualified_name == "system.Divisions":  # a guess: no mock takes a company away
            return forbidden(self.asked, "Forbidden", reason="NoDivisionAccess")
        user = self._used_in(resource, key)
        if user is not None:
            what = {"crm.Accounts": "Relatie"}.get(resource.entity.qualified_name, resource.entity.record)
            return business(self.asked, message("in_use", language=self.language, what=what, where=user))
        self.state.remove(resource, number, division=self.division, now=self.now)
        return Answer(204)

    def _made(self, resource: Resource, header: PlainRow, nested: Mapping[str, list[PlainRow]]) -> Answer:
        lines = [line for rows in nested.values() for line in rows]
        sent = set(header)
        try:
            complete(
                resource.entity.qualified_name,
                Booking(
                    header, lines, self._find, wall_clock(self.now).replace(hour=0, minute=0, second=0, microsecond=0)
                ),
            )
        except Refusal as refusal:
            return business(self.asked, message("invalid", language=self.language, field=refusal.field))
        file_away(resource.entity, self.state, header, division=self.division, now=self.now)
        known = resource.entity.by_wire
        row = self.state.insert(
            resource, {w: v for w, v in header.items() if w in known}, division=self.division, now=self.now
        )
        for wire, rows in nested.items():
            self._insert_lines(resource, known[wire], rows, parent=row)
        return self._created(resource, row, sent | set(resource.key))

    def _insert_lines(self, resource: Resource, spec: FieldSpec, rows: list[PlainRow], *, parent: Row) -> None:
        target = self._target(resource, spec)
        if target is None:
            return
        by, known = pointing_back(resource, target, spec), target.entity.by_wire
        back = {by: parent[resource.key[0]]} if by not in target.key else {}  # what is only named points nowhere
        for line in rows:
            values = {wire: value for wire, value in line.items() if wire in known}
            self.state.insert(target, {**values, **back}, division=self.division, now=self.now)

    def _target(self, resource: Resource, spec: FieldSpec) -> Resource | None:
        """What a collection holds: by its address, or by what the overlay knows of it."""
        if spec.target:
            return self.state.resources.at(spec.target)
        entity = resource.entity.target_of(spec.name)
        return self.state.resources.plain(entity) if entity is not None else None

    def _created(self, resource: Resource, row: Row, sent: set[str]) -> Answer:
        """Exact: without `Prefer: return=representation` all but what was sent comes back null."""
        full = "return=representation" in self.asked.header("prefer").replace(" ", "").lower()
        shown = row if full else PlainRow({wire: value for wire, value in row.items() if wire in sent})
        picked: Picked = picked_of(resource, None)
        origin = self.asked.origin
        body = {"d": render(shown, resource, picked, origin=origin, division=self.division)}
        url = entity_url(origin, resource, self.division, row)
        return json_answer(201, body, content_type=JSON_TYPE, location=url)

    def _subscribe(self, resource: Resource, header: PlainRow) -> Answer | Errand:
        url = str(header["CallbackURL"])
        if not may_be_called(url):
            return business(self.asked, message("invalid", language=self.language, field="CallbackURL"))
        table = self.state.table(self.division, resource.entity, now=self.now)
        topic = header["Topic"]
        if page(table, Selection(lambda row: row["Topic"] == topic), limit=1).rows:
            return business(self.asked, message("exists", language=self.language))
        return validation(url, lambda status: self._subscribed(resource, header, status))

    def _subscribed(self, resource: Resource, header: PlainRow, status: int) -> Answer:
        if status not in ACCEPTED:
            return business(self.asked, message("callback", language=self.language, status=status))
        return self._made(resource, header, {})

    def _read(self, resource: Resource) -> tuple[PlainRow, dict[str, list[PlainRow]]]:
        """Header and lines of the body. Raises _Malformed and NotConverted."""
        if "json" not in self.asked.header("content-type").lower():
            raise _Malformed(INVALID_STREAM)
        try:
            document = json.loads(self.asked.content, parse_float=Decimal)
        except ValueError:
            raise _Malformed(INVALID_STREAM) from None
        return self._row(resource, document)

    def _row(self, resource: Resource, document: object) -> tuple[PlainRow, dict[str, list[PlainRow]]]:
        if not isinstance(document, dict):
            raise _Malformed(INVALID_STREAM)
        header, nested = PlainRow(), dict[str, list[PlainRow]]()
        for wire, value in document.items():
            spec = resource.entity.by_wire.get(wire)
            if wire == "__metadata":
                continue
            if spec is None:
                raise _Malformed(f"Error processing request stream. {unknown_property(resource, wire)}")
            if spec.type == "collection":
                nested[wire] = [line for line, _ in self._nested(resource, spec, value)]
            elif spec.is_value:
                header[wire] = converted(spec, value)
        return header, nested

    def _nested(
        self, resource: Resource, spec: FieldSpec, value: object
    ) -> Iterator[tuple[PlainRow, dict[str, list[PlainRow]]]]:
        target = self._target(resource, spec)
        if not isinstance(value, list) or target is None:
            raise _Malformed(INVALID_STREAM)
        for line in value:
            yield self._row(target, line)

    def _may_be_sent(self, resource: Resource, values: Mapping[str, object], *, creating: bool) -> None:
        """A field that may not be written is refused; the text is a guess, that it is refused is a complaint."""
        for wire in values:
            spec = resource.entity.by_wire[wire]
            if spec.read_only or (spec.update_only if creating else spec.create_only):
                raise _Malformed(f"Error processing request stream. The property '{wire}' cannot be set.")

    def _missing(
        self, resource: Resource, header: Mapping[str, object], nested: Mapping[str, list[PlainRow]]
    ) -> str | None:
        for spec in resource.entity.fields:
            if not spec.required or spec.is_key:
                continue
            given = nested.get(spec.wire) if spec.type == "collection" else header.get(spec.wire)
            # Exact: the ledger account of an invoice line is normally derived from its item.
            if given in (None, "", []) and not (spec.wire == "GLAccount" and header.get("Item")):
                return spec.wire
        return None

    def _exists(self, resource: Resource, values: Mapping[str, object]) -> bool:
        field = UNIQUE.get(resource.entity.qualified_name)
        if field is None or values.get(field) is None:
            return False
        return self._find(resource.entity.qualified_name, field, values[field]) is not None

    def _used_in(self, resource: Resource, key: Mapping[str, object]) -> str | None:
        value = key[resource.key[0]]
        for entity, field, name in USED_IN.get(resource.entity.qualified_name, ()):
            if self._find(entity, field, value) is not None:
                return name
        return None

    def _find(self, entity: str, field: str, value: object) -> Row | None:
        if value is None:
            return None
        table = self.state.table(self.division, self.state.resources.entity(entity), now=self.now)
        found = page(table, Selection(lambda row: row[field] == value, {field: value}), limit=1)
        return found.rows[0][1] if found.rows else None

    def _number(self, resource: Resource, key: Mapping[str, object]) -> int | None:
        table = self.state.table(self.division, resource.entity, now=self.now)
        number = table.position(key[resource.key[0]])
        return number if number is not None and table.row(number) is not None else None
