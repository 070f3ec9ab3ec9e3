"""The tenant of a mock Graph is the same Dutch world as the books of the other systems, with small differences."""

from __future__ import annotations

import re

import pytest
from connectors.microsoft_graph.tests.graph_caller import GraphCaller

from nlconnect.mock.dataset.books import COMPANIES, Books


@pytest.fixture(scope="module")
def graph() -> GraphCaller:
    return GraphCaller()


@pytest.fixture(scope="module")
def books() -> Books:
    return Books(COMPANIES[0], seed=1, records=None)


def test_users_are_the_employees_with_some_names_spelt_otherwise(graph: GraphCaller) -> None:
    rows = graph.rows("/users?$select=displayName,givenName,surname,companyName,employeeId")
    known = [
        (company.name, Books(company, seed=1, records=None).employee(number).person)
        for company in COMPANIES
        for number in range(company.employees)
    ]
    assert [(r["companyName"], r["givenName"], r["surname"]) for r in rows] == [
        (company, person.first_name, person.surname) for company, person in known
    ]
    other = [r for r, (_, person) in zip(rows, known, strict=True) if r["displayName"] != person.full_name]
    assert 0 < len(other) < 5


def test_letters_are_about_invoices_of_the_books(graph: GraphCaller, books: Books) -> None:
    rows = graph.rows(f"{graph.mailbox}/messages?$select=subject,from,toRecipients&$top=200")
    ours = {str(books.sales.invoice(number).invoice_number) for number in range(books.sales.count)}
    theirs = {books.purchases.invoice(number).reference for number in range(books.purchases.count)}
    named = [found[0] for row in rows if (found := re.search(r"\b(?:2\d{7}|F\d{4}-\d{5})\b", row["subject"]))]
    assert len(named) > 100
    assert set(named) <= ours | theirs


def test_contacts_are_the_customers_with_fields_missing_and_other_addresses(graph: GraphCaller, books: Books) -> None:
    rows = graph.rows(f"{graph.mailbox}/contacts?$top=1000")
    ranks = books.sales.ranks
    parties = [books.party(ranks.party(number)) for number in range(ranks.count)]
    assert len(rows) == len(parties)
    pairs = list(zip(rows, parties, strict=True))
    assert sum(row["companyName"] == party.name for row, party in pairs) > len(pairs) // 2
    assert any(row["companyName"] != party.name for row, party in pairs)
    assert any(not row["emailAddresses"] for row in rows)
    own = [row["emailAddresses"][0]["address"] == p.contact.mail(p.domain) for row, p in pairs if row["emailAddresses"]]
    assert True in own
    assert False in own


def test_open_invoices_are_chased_in_planner(graph: GraphCaller, books: Books) -> None:
    group = graph.rows("/groups?$filter=displayName eq 'Voorbeeld Techniek B.V.'")[0]["id"]
    plan = graph.rows(f"/groups/{group}/planner/plans")[0]["id"]
    titles = [row["title"] for row in graph.rows(f"/planner/plans/{plan}/tasks")]
    open_ones = {str(books.sales.open_invoice(place).invoice_number) for place in range(books.sales.open_count)}
    assert {title.split()[-1] for title in titles} <= open_ones


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(graph: GraphCaller) -> None:
    path = "/users?$select=id,displayName&$top=5"
    assert GraphCaller().body(path)["value"] == graph.body(path)["value"]
    assert GraphCaller(seed=2).body(path)["value"] != graph.body(path)["value"]


def test_nothing_in_it_leads_to_a_real_address(graph: GraphCaller) -> None:
    text = "".join(
        graph.get(path).text
        for path in ("/users?$select=mail,userPrincipalName,otherMails", "/sites", f"{graph.mailbox}/messages?$top=120")
    )
    domains = {found.rpartition(".")[2] for found in re.findall(r"[\w.-]+@([\w.-]+\w)", text)}
    assert domains == {"test"}
