"""Finding entities by English and Dutch words."""

from __future__ import annotations

import pytest

from nlconnect.cli.finding import matches_all, search
from nlconnect.connector import connector

EXACT = connector("exact")


def found(words: str) -> list[str]:
    return [hit.entity.qualified_name for hit in search(EXACT, words.split())]


@pytest.mark.parametrize(
    ("words", "wanted", "within"),
    [
        ("openstaande posten", "cashflow.Receivables", 3),
        ("openstaande posten", "read_financial.ReceivablesList", 3),
        ("sales invoices", "salesinvoice.SalesInvoices", 1),
        ("salesinvoices", "salesinvoice.SalesInvoices", 1),
        ("verkoopfacturen", "salesinvoice.SalesInvoices", 1),
        ("debiteuren", "cashflow.Receivables", 3),
        ("relaties", "crm.Accounts", 2),
        ("grootboekrekeningen", "financial.GLAccounts", 1),
        ("artikelen", "logistics.Items", 3),
        ("uren", "project.TimeTransactions", 5),
        ("medewerkers", "payroll.Employees", 3),
    ],
)
def test_the_words_of_a_bookkeeper_find_the_entity(words: str, wanted: str, within: int) -> None:
    assert wanted in found(words)[:within]


def test_every_word_has_to_be_somewhere() -> None:
    assert found("invoice zeppelin") == []


def test_matching_fields_are_named() -> None:
    (hit, *_) = [hit for hit in search(EXACT, ["due", "date"]) if hit.entity.name == "Receivables"]
    assert "due_date" in hit.fields


def test_a_part_of_a_name_or_title_matches() -> None:
    spec = EXACT.catalogue.entity("cashflow.Receivables")
    assert matches_all(spec, ["receivab"])
    assert matches_all(spec, ["debiteuren"])
    assert not matches_all(spec, ["receivab", "invoice"])
