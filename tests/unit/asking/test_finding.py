"""Finding entities by English and Dutch words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from nlconnect.asking.finding import foremost, matches_all, search
from nlconnect.cli.app import app
from nlconnect.connector import connector, connector_names

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


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("medewerkers", {"payroll.Employees", "employees.Profit_Employees"}),
        ("openstaande posten debiteuren", {"read_financial.ReceivablesList", "ledger.Profit_Debtor_Invoices"}),
        ("gebruikers", {"directory.Users", "system.Users", "relations.Profit_Users"}),
        ("agenda", {"calendar.Calendars"}),
        ("e-mail", {"mail.Messages"}),
        ("verlof", {"leave.Profit_Leaves", "hrm.LeaveRegistrations"}),
    ],
)
def test_one_search_looks_over_all_systems(words: str, wanted: set[str]) -> None:
    hits = [hit for name in connector_names() for hit in search(connector(name), words.split())]
    assert wanted <= {hit.entity.qualified_name for hit in foremost(hits, 8)}


def test_the_best_of_each_system_is_among_few() -> None:
    hits = [hit for name in connector_names() for hit in search(connector(name), ["medewerkers"])]
    assert {"afas", "exact"} <= {hit.system for hit in foremost(hits, 4)}
    assert foremost([], 4) == []


def test_a_catalogue_that_is_gone_does_not_keep_find_from_what_ships(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "nlconnect.toml"
    settings.write_text('[logins.a]\nsystem = "afas"\n[profiles.p]\nlogin = "a"\ncatalogue = "gone"\n')
    monkeypatch.setenv("NLCONNECT_CONFIG", str(settings))
    said = CliRunner().invoke(app, ["find", "debiteuren"])
    assert said.exit_code == 0
    assert "cashflow.Receivables" in said.stdout
    assert "only what ships" in said.stderr


@pytest.mark.parametrize(
    ("system", "name"),
    [
        ("afas", "Profit_Debtor"),
        ("afas", "ledger.Profit_Debtor"),
        ("exact", "cashflow.Receivables"),
        ("exact", "salesinvoice.SalesInvoices"),
        ("graph", "directory.Users"),
    ],
)
def test_the_name_of_an_entity_finds_it(system: str, name: str) -> None:
    hits = search(connector(system), [name])
    assert hits[0].entity.qualified_name.endswith(name)
    assert matches_all(hits[0].entity, [name])


def test_the_name_of_a_field_finds_its_entities() -> None:
    hits = {hit.entity.qualified_name: hit.fields for hit in search(connector("graph"), ["display_name"])}
    assert "display_name" in hits["directory.Users"]
