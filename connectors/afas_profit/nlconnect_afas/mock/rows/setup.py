"""What the ledger is set up with: accounts, journals, VAT, periods, currencies, cost centres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from nlconnect.mock.dataset.calendar import BOOK_YEARS
from nlconnect.mock.dataset.chart import JOURNALS, LEDGER, VAT_CODES
from nlconnect.mock.dataset.staff import COST_CENTRES, COST_UNITS
from nlconnect.mock.tables import Listed, Source
from nlconnect_afas.mock.rows.environment import FOUNDED, Environment, Office, stamped

VAT_CODE = {"VH": "1", "VL": "2", "VN": "3", "IH": "5", "IL": "6", "IN": "7"}
"""AFAS numbers its VAT codes."""
JOURNAL_KIND = {"cash": "4", "bank": "1", "purchases": "3", "sales": "2", "general": "5"}
_SORTS = {"debtors": "2", "creditors": "3"}


def accounts(environment: Environment) -> Source:
    """One chart for all administrations."""
    return Listed(
        [
            {
                "Account": account.code,
                "Description": account.name,
                "Type": "B" if account.is_balance else "W",
                "Sort": _SORTS.get(account.kind, "1"),
                "Blocked": False,
                "CollectAccount": account.kind in _SORTS,
                "CollectAccountType": _SORTS.get(account.kind),
                "Feature": None,
                "VatAllowed": account.kind in ("revenue", "costs", "purchases"),
                "VatCode": "1" if account.code == "8000" else "2" if account.code == "8010" else None,
                "Budget": "0",
                "ToProject": "0",
                "DimAx1": None if account.is_balance else "KPL",
            }
            for account in LEDGER
        ]
    )


def journals(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "UnitId": office.unit,
                "JournalId": journal.code,
                "Description": journal.name,
                "JournalType": JOURNAL_KIND[journal.kind],
                "Blocked": False,
            }
            for journal in JOURNALS
        ]
    )


def vat_codes(environment: Environment) -> Source:
    return Listed(
        [
            {
                "VatCode": VAT_CODE[vat.code],
                "Description": vat.name,
                "AccountNr": vat.ledger,
                "VatPerc": Decimal(vat.rate),
                "VatDuty": "1",
                "Blocked": False,
                "VatMethod": "1",
                "VatType": "A" if vat.is_sales else "V",
            }
            for vat in VAT_CODES
        ]
    )


def currencies(environment: Environment) -> Source:
    rates = (("EUR", "Euro", "1"), ("GBP", "Brits pond", "1.17"), ("USD", "Amerikaanse dollar", "0.92"))
    return Listed(
        [
            {
                "CurrencyId": code,
                "Currency": name,
                "Exchange_Rate": Decimal(rate),
                "StartDate": FOUNDED.date(),
                "DailyRate": Decimal(rate),
            }
            for code, name, rate in rates
        ]
    )


def periods(environment: Environment) -> Source:
    return environment.listed(_periods)


def _periods(office: Office) -> Iterator[Mapping[str, object]]:
    for year in BOOK_YEARS:
        starts = [*(date(year, month, 1) for month in range(1, 13)), date(year + 1, 1, 1)]
        for number, (start, following) in enumerate(pairwise(starts), 1):
            yield {
                "Unit": office.unit,
                "Year": year,
                "Period": number,
                "PeriodDesc": f"Periode {number}",
                "DateFrom": start,
                "DateTo": following - timedelta(1),
                "Blocked": year == BOOK_YEARS[0],
                "Periodtable": 1,
                "TableDesc": "Maanden",
            }


def cost_centres(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "EmployerId": office.employer,
                "CostCentre": f"{office.unit}{code}",
                "Description": name,
                "Blocked": False,
                **stamped(number),
            }
            for number, (code, name) in enumerate(COST_CENTRES)
        ]
    )


def cost_carriers(environment: Environment) -> Source:
    return environment.listed(
        lambda office: [
            {
                "EmployerId": office.employer,
                "CostCarrier": f"{office.unit}{code}",
                "Description": name,
                "Blocked": False,
                **stamped(number),
            }
            for number, (code, name) in enumerate(COST_UNITS)
        ]
    )


def allocations(environment: Environment) -> Source:
    """Costs and revenue are told apart by cost centre."""
    return environment.listed(
        lambda office: [
            {
                "Unit": office.unit,
                "Account": account.code,
                "DimAx": "1",
                "AxDescription": "Kostenplaats",
                "DimCode": f"{office.unit}{code}",
                "CodeDescription": name,
            }
            for account in LEDGER
            if not account.is_balance
            for code, name in COST_CENTRES
        ]
    )
