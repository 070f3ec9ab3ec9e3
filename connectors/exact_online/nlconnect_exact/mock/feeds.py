"""Exact's sync feeds: row versions, the log of deletions, and where a feed may begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nlconnect.mock.dataset.identity import Guids
from nlconnect.mock.odata import Compare, Expression, Literal, Logic, Property
from nlconnect.mock.tables import LazyRow, PlainRow, Row, RowVersions, Table
from nlconnect_exact.mock.resources import Resource

DELETIONS_KEPT = timedelta(days=61)
"""Exact: two months; the day on which they end is a guess."""

ENTITY_TYPES: Mapping[str, int] = {
    "financialtransaction.TransactionLines": 1,
    "crm.Accounts": 2,
    "crm.Addresses": 3,
    "documents.DocumentAttachments": 4,
    "crm.Contacts": 5,
    "documents.Documents": 6,
    "financial.GLAccounts": 7,
    "logistics.SalesItemPrices": 8,
    "logistics.Items": 9,
    "cashflow.Receivables": 10,
    "cashflow.Payments": 10,
    "salesinvoice.SalesInvoices": 13,
    "salesinvoice.SalesInvoiceLines": 13,
    "project.TimeTransactions": 14,
    "salesorder.GoodsDeliveries": 16,
    "salesorder.GoodsDeliveryLines": 17,
    "financial.GLClassifications": 18,
    "project.Projects": 21,
    "purchaseorder.PurchaseOrders": 22,
    "subscription.Subscriptions": 23,
    "subscription.SubscriptionLines": 24,
    "salesorder.SalesOrders": 32,
    "salesorder.SalesOrderLines": 33,
    "crm.Quotations": 34,
    "crm.QuotationLines": 35,
    "payroll.Employees": 42,
    "payroll.Employments": 43,
    "crm.BankAccounts": 48,
}
"""Exact's `EntityType` of a deletion; entities that are not named here leave no trace in the log."""


@dataclass
class Deletions:
    """What was deleted in one company, with a row version of its own."""

    guids: Guids
    versions: RowVersions
    rows: list[PlainRow] = field(default_factory=list)

    def note(self, entity: str, key: object, *, division: int, user: str, at: datetime) -> None:
        kind = ENTITY_TYPES.get(entity)
        if kind is None:
            return
        self.rows.append(
            PlainRow(
                Timestamp=self.versions.next(),
                ID=self.guids[len(self.rows)],
                EntityKey=key,
                EntityType=kind,
                DeletedBy=user,
                DeletedDate=at,
                Division=division,
            )
        )

    def kept(self, now: datetime) -> list[PlainRow]:
        """Those of the last two months, by row version."""
        return [row for row in self.rows if now - row["DeletedDate"] <= DELETIONS_KEPT]  # type: ignore[operator]  # a moment


def header_feed(table: Table, resource: Resource, *, after: int) -> Iterator[tuple[int, Row]]:
    """Rows of one table by row version."""
    adds_id = "ID" in resource.fields and "ID" not in resource.entity.by_wire
    for version, number in table.feed(after=after):
        row = _writable(table.row(number))
        row["Timestamp"] = version
        if adds_id:
            row["ID"] = row[resource.entity.key[0]]
        yield number, row


def line_feed(
    headers: Table, lines: Table, resource: Resource, line: Resource, *, after: int
) -> Iterator[tuple[int, Row]]:
    """Exact: the older feeds have a row for each line, with the header repeated and the line's own ID.

    That a field both of them have is the header's is a guess.
    """
    key = resource.entity.key[0]
    for version, number in lines.feed(after=after):
        own = _writable(lines.row(number))
        header = headers.get(own[key])
        if header is None:
            continue
        row = PlainRow({wire: header[wire] for wire in resource.fields if wire in resource.entity.by_wire})
        row.update({wire: own[wire] for wire in resource.fields if wire not in row and wire in line.fields})
        row["Timestamp"] = version
        yield number, row


def _writable(row: Row | None) -> LazyRow[object] | PlainRow:
    """A row one may write on: a generated one is made for this reading, a held one is copied."""
    if isinstance(row, LazyRow):
        return row
    return PlainRow(row or {})


def lower_bound(expression: Expression | None) -> int:
    """The row version behind which a feed may begin to look, by a `Timestamp gt N` the whole filter depends on."""
    match expression:
        case Logic(operator="and"):
            return max(lower_bound(expression.left), lower_bound(expression.right))
        case Compare(operator="gt", left=Property(path="Timestamp"), right=Literal(value=int() as value)):
            return value
        case Compare(operator="ge", left=Property(path="Timestamp"), right=Literal(value=int() as value)):
            return value - 1
    return -1
