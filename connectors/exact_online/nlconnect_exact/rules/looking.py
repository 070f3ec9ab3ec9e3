"""What the rules look up. Rules that ask the same share one read, so each list stands here once."""

from __future__ import annotations

from collections.abc import Iterable

from nlconnect.connector import Query, Record, collection_of
from nlconnect.connector.writer import Draft
from nlconnect.model.collection import Collection
from nlconnect.model.query import AnyOf, Comparison
from nlconnect.model.values import Value
from nlconnect_exact import CATALOGUE

LATEST = 60
"""Periods that are looked at, which is one page: five years of months."""


def source(draft: Draft, name: str) -> Collection[Record]:
    """An entity of the catalogue that the draft is of, which may be a customer's own."""
    return collection_of(CATALOGUE.package, (draft.entity.catalogue or CATALOGUE).entity(name))


def one_of(draft: Draft, name: str, field: str, values: Iterable[Value]) -> Query[Record]:
    """The records with one of these values in a field."""
    found = source(draft, name)
    spec = found.all().entity.field(field)
    tests = tuple(Comparison(spec, "eq", value) for value in dict.fromkeys(values))
    return found.where(tests[0] if len(tests) == 1 else AnyOf(tests))


def code_of(record: Record, name: str = "code") -> str:
    """A code as `entries.code` gives it, to compare; empty where there is none."""
    return str(getattr(record, name, None) or "").strip().upper()


def journals(draft: Draft) -> Query[Record]:
    """All of them. Exact: a list that may not be read is empty, and one journal that is not there looks the same."""
    chosen = ("code", "type", "is_blocked", "currency", "allow_variable_currency")
    return source(draft, "financial.Journals").select(*chosen)


def vat_codes(draft: Draft) -> Query[Record]:
    """All of them, for the same reason."""
    chosen = ("code", "type", "is_blocked", "vat_transaction_type", "percentage")
    return source(draft, "vat.VATCodes").select(*chosen)


def currencies(draft: Draft) -> Query[Record]:
    """All of them, for the same reason."""
    return source(draft, "general.Currencies").select("code")


def periods(draft: Draft) -> Query[Record]:
    """The latest ones. Exact tells where a period begins and ends, and not whether it was closed."""
    chosen = ("fin_year", "fin_period", "start_date", "end_date")
    return source(draft, "financial.FinancialPeriods").select(*chosen).order_by("-end_date").limit(LATEST)
