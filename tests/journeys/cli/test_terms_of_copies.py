"""A copy under a purpose keeps to its term: at each sync, and by `state purge` when nobody syncs any more."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from tests.journeys.cli.conftest import PROFILE, Person

ACCOUNTS, INVOICES = "crm.Accounts", "salesinvoice.SalesInvoices"
POLICY = """
controller = "Voorbeeld B.V."

[purposes.marketing]
title = "Reports"
legal_basis = "Art. 6(1)(f) GDPR"
subjects = ["customers"]
systems = ["exact"]
entities = ["crm.Accounts", "salesinvoice.SalesInvoices"]
categories = ["user.name", "user.contact", "user.financial.transaction"]
outlets = ["database"]
retention = "4 weeks"
"""
LONG_AGO = "2019-06-01 00:00:00+00:00"


@pytest.fixture
def mock(tmp_path: Path) -> Iterator[tuple[Person, Mock[Service]]]:
    with serve("exact", quota="off", seeded=False) as servers:
        person = Person(tmp_path)
        person.move_in(servers)
        (person.folder / "policy.toml").write_text(POLICY)
        (person.folder / "policy.toml").chmod(0o600)
        yield person, servers.mocks["exact"]


def sync(person: Person, entity: str = ACCOUNTS) -> str:
    said = person.run("sync", PROFILE, entity, "--to", "copy.db", "--purpose", "marketing")
    assert said.code == 0, said.err
    return said.err


def rows(person: Person, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(person.folder / "copy.db") as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def age(person: Person, table: str, where: str = "1 = 1") -> None:
    rows(person, f"UPDATE {table} SET _nlconnect_read_at = '{LONG_AGO}' WHERE {where}")


def test_rows_past_the_term_go_at_the_next_sync(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    for name in ("First", "Second"):
        exact.add(ACCOUNTS, name=name)
    assert "past the term" not in sync(person)
    age(person, "accounts", "name = 'First'")
    assert "1 row past the term of marketing dropped" in sync(person)
    assert rows(person, "SELECT name FROM accounts") == [("Second",)]


def test_and_by_command_when_nobody_syncs_any_more(mock: tuple[Person, Mock[Service]], tmp_path: Path) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="First")
    sync(person)
    listed = json.loads(person.run("state", "list", "--json").out)
    assert {row["kind"]: row["number"] for row in listed["kinds"]}["copy"] == 1
    (copy,) = listed["copies"]
    assert (copy["entity"], copy["purpose"], copy["term"]) == (ACCOUNTS, "marketing", "28 days after it was read")
    assert person.run("state", "purge").out == ""
    age(person, "accounts")
    done = person.run("state", "purge")
    assert "rows of copies dropped: 1\n" in done.out
    assert rows(person, "SELECT count(*) FROM accounts") == [(0,)]
    (tmp_path / "copy.db").unlink()
    assert "not there any more" in person.run("state", "purge").err
    assert "copy" not in person.run("state", "list").out
    assert not (tmp_path / "copy.db").exists()


def test_what_the_books_need_stays(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    for number, day in enumerate(("2010-06-01", "2026-06-01"), 1):
        exact.add(INVOICES, invoice_number=number, invoice_date=day)
    sync(person, INVOICES)
    age(person, "sales_invoices")
    told = person.run("state", "purge")
    assert "1 row past the term of marketing dropped" in told.err
    assert "1 row past the term kept: the books are kept seven years" in told.err
    assert rows(person, "SELECT invoice_number FROM sales_invoices") == [(2,)]


def test_a_purpose_without_a_term_is_told(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="First")
    sync(person)
    (person.folder / "policy.toml").write_text(POLICY.replace('retention = "4 weeks"', ""))
    age(person, "accounts")
    assert "no term for the purpose marketing" in person.run("state", "purge").err
    assert rows(person, "SELECT count(*) FROM accounts") == [(1,)]


def test_applicants_go_after_four_weeks_whatever_the_policy_says_later(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="First")
    sync(person)
    longer = POLICY.replace('"customers"', '"applicants"').replace("4 weeks", "10 years")
    (person.folder / "policy.toml").write_text(longer)
    age(person, "accounts")
    assert "1 row past the term" in person.run("state", "purge").err
