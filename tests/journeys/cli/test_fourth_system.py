"""A system of somebody else's, on the command line: the same commands as for ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.mock.serving import serve, write_info
from nlconnect.testing.installing import installed
from tests.journeys.cli.conftest import Person

PROJECT = Path(__file__).parents[3] / "examples" / "moneybird"
PROFILE = "acme-moneybird"
INVOICES = "bookkeeping.SalesInvoices"


@pytest.fixture(scope="module")
def customer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """Somebody who installed Moneybird and has a token."""
    somebody = Person(tmp_path_factory.mktemp("customer"))
    with installed(PROJECT), serve("moneybird", quota="off") as servers:
        write_info(somebody.folder / "mock.json", servers.info)
        added = somebody.run("profile", "add", PROFILE, "--from", "mock.json")
        assert added.code == 0, added.err
        yield somebody


def test_it_is_found_and_described_beside_the_others(customer: Person) -> None:
    assert "moneybird\tbookkeeping.SalesInvoices\tVerkoopfacturen" in customer.run("find", "verkoopfacturen").out
    described = json.loads(customer.run("describe", PROFILE, "SalesInvoices", "--json").out)
    assert {row["field"]: row["type"] for row in described["fields"]}["total_unpaid"] == "decimal?"


def test_it_is_read_filtered_and_fetched_by_key(customer: Person) -> None:
    read = customer.run("read", PROFILE, INVOICES, "--where", "state in ['open', 'late']", "--select", "state")
    rows = [json.loads(line) for line in read.out.splitlines()]
    assert {row["state"] for row in rows} == {"open", "late"}
    whole = [json.loads(line) for line in customer.run("read", PROFILE, INVOICES, "--select", "id").out.splitlines()]
    got = json.loads(customer.run("get", PROFILE, INVOICES, whole[0]["id"], "--json").out)
    assert got["total_unpaid"] == 1


def test_every_administration_is_read(customer: Person) -> None:
    tried = customer.run("profile", "test", PROFILE)
    assert tried.code == 0, tried.err
    assert len(tried.out.splitlines()) == 2


def test_what_it_cannot_do_is_refused_with_a_way_out(customer: Person) -> None:
    refused = customer.run("read", PROFILE, INVOICES, "--where", "total_unpaid > 5")
    assert refused.code == 2
    assert "contact_id, state, reference" in refused.err
    assert "Python" in refused.err


def test_its_permissions_and_schema_are_answered_honestly(customer: Person) -> None:
    asked = customer.run("permissions", PROFILE, INVOICES)
    assert asked.code == 0
    assert "bookkeeping.SalesInvoices" in asked.out
    pulled = customer.run("schema", "pull", PROFILE)
    assert pulled.code == 2
    assert "does not tell what it holds" in pulled.err
