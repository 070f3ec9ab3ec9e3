"""Functions under `read/` and elsewhere: every parameter must be given, as a literal, and nothing may be filtered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from nlconnect.mock.messages import Answer, json_answer
from nlconnect.mock.odata import Literal, ODataError, parse_literal
from nlconnect.mock.selection import Selection, matching
from nlconnect.mock.tables import PlainRow, Row, Table
from nlconnect.model.catalogue import EntitySpec
from nlconnect_exact.mock.question import EDM
from nlconnect_exact.mock.reading import Reader
from nlconnect_exact.mock.refusals import JSON_TYPE, SYNTAX, error
from nlconnect_exact.mock.resources import Resource, Resources
from nlconnect_exact.mock.rows.cashflow import age_group


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """A function that is a list with a condition: the list, and the field each parameter must equal.

    `age` is the age of an invoice; `aged` demands an amount in that column, which is a guess.
    """

    entity: str
    fields: Mapping[str, str]


_RECEIVABLES, _PAYABLES = "read_financial.ReceivablesList", "read_financial.PayablesList"
_AGED = {"ageGroup": "aged"}
_AGE, _ACCOUNT = {"ageGroup": "age"}, {"accountId": "AccountId"}
NARROWED: Mapping[str, _Narrowed] = {
    "read_financial.ReceivablesListByAccount": _Narrowed(_RECEIVABLES, _ACCOUNT),
    "read_financial.ReceivablesListByAgeGroup": _Narrowed(_RECEIVABLES, _AGE),
    "read_financial.ReceivablesListByAccountAndAgeGroup": _Narrowed(_RECEIVABLES, {**_ACCOUNT, **_AGE}),
    "read_financial.AgingReceivablesListByAgeGroup": _Narrowed("read_financial.AgingReceivablesList", _AGED),
    "read_financial.AgingPayablesListByAgeGroup": _Narrowed("read_financial.AgingPayablesList", _AGED),
    "read_financial.RevenueListByYear": _Narrowed("read_financial.RevenueList", {"year": "Year"}),
    "read_financial.PayablesListByAccount": _Narrowed(_PAYABLES, _ACCOUNT),
    "read_financial.PayablesListByAgeGroup": _Narrowed(_PAYABLES, _AGE),
    "read_financial.PayablesListByAccountAndAgeGroup": _Narrowed(_PAYABLES, {**_ACCOUNT, **_AGE}),
}
TIMESTAMPED = frozenset(
    """QuotationHeaders QuotationLines TransactionLines ItemStorageLocations ShopOrders ShopOrderMaterialPlans
    ShopOrderRoutingStepPlans ShopOrderPurchasePlanning ShopOrderSubOrders MaterialIssues BillOfMaterialVersions
    BillOfMaterialMaterials PurchaseOrders Projects ProjectPlanning ProjectWBS TimeCostTransactions SalesInvoices
    GoodsDeliveries GoodsDeliveryLines SalesOrderHeaders SalesOrderLines Subscriptions SubscriptionLines""".split()
)
"""Exact: the feeds `SyncTimestamp` knows."""


@dataclass(frozen=True)
class Functions:
    """Answers the functions of one company."""

    reader: Reader
    resources: Resources
    table: Callable[[EntitySpec], Table]
    hidden: frozenset[str]

    def answer(self, resource: Resource) -> Answer:
        asked = self.reader.asked
        try:
            given = self._parameters(resource)
        except ODataError:
            return error(asked, 400, SYNTAX)
        match resource.entity.name:
            case "UserHasRights":
                return self._rights(given)
            case "SyncTimestamp":
                return self._timestamp(resource, given)
        narrowed = NARROWED.get(resource.entity.qualified_name)
        rows = self._narrowed(narrowed, given) if narrowed is not None else ()
        return self.reader.rows(resource, rows)

    def _parameters(self, resource: Resource) -> Mapping[str, Literal]:
        """Exact: `$filter` is refused, and so is a call that lacks a parameter. Raises ODataError."""
        given = self.reader.asked.parameters
        if "$filter" in given:
            raise ODataError(SYNTAX)
        found = {}
        for name, kind in resource.entity.parameters.items():
            if name not in given:
                raise ODataError(SYNTAX)
            literal = parse_literal(given[name])
            if literal.type != EDM[kind] and not {literal.type, EDM[kind]} <= {"Edm.Int32", "Edm.Int64"}:
                raise ODataError(SYNTAX)
            found[name] = literal
        return found

    def _rights(self, given: Mapping[str, Literal]) -> Answer:
        endpoint = str(given["endpoint"].value).replace("/", ".").lower()
        denied = given["action"].value == "GET" and endpoint in {name.lower() for name in self.hidden}
        return json_answer(200, {"d": {"UserHasRights": not denied}}, content_type=JSON_TYPE)

    def _timestamp(self, resource: Resource, given: Mapping[str, Literal]) -> Answer:
        """The first row version of rows changed at or after a moment; not for accounts, items and contacts."""
        feed = str(given["endPoint"].value)
        target = next((r for r in self.resources.all() if r.is_sync and r.path.endswith(f"/{feed}")), None)
        if feed not in TIMESTAMPED or target is None:
            return error(self.reader.asked, 400, SYNTAX)
        since = cast("datetime", given["modified"].value)
        for _, row in self.reader.feed(target, after=-1):
            if _changed_since(row, since):
                found = PlainRow(Modified=since, API=feed, TimeStampAsBigInt=row["Timestamp"])
                return self.reader.rows(resource, [found])
        return self.reader.rows(resource, ())

    def _narrowed(self, narrowed: _Narrowed, given: Mapping[str, Literal]) -> list[Row]:
        table = self.table(self.resources.entity(narrowed.entity))
        equal = {f: given[p].value for p, f in narrowed.fields.items() if f not in ("age", "aged")}
        group = given["ageGroup"].value if "ageGroup" in given else None
        aged = "aged" in narrowed.fields.values()

        def test(row: Row) -> bool:
            if group is not None and not (row[f"AgeGroup{group}Amount"] if aged else _is_of_age(row, group)):
                return False
            return all(row[field] == value for field, value in equal.items())

        return [row for _, row in matching(table, Selection(test, equal))]


def _is_of_age(row: Row, group: object) -> bool:
    day = row["InvoiceDate"]
    return isinstance(day, datetime) and age_group(day.date()) == group


def _changed_since(row: Row, since: datetime) -> bool:
    moment = row["Modified"]
    return isinstance(moment, datetime) and moment >= since
