"""What may be erased of a person, in each of the three systems."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from nlconnect.mock.serving import serve
from tests.journeys.cli.conftest import Person


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with serve("exact", "afas", "graph", quota="off") as servers:
        somebody = Person(tmp_path_factory.mktemp("person"))
        somebody.move_in(servers)
        yield somebody


def first(person: Person, profile: str, entity: str, *names: str) -> dict[str, str]:
    said = person.run("read", profile, entity, "--select", ",".join(names), "--limit", "1")
    assert said.code == 0, said.err
    found: dict[str, str] = json.loads(said.out.splitlines()[0])
    return found


def steps(person: Person, profile: str, entity: str, who: str) -> Mapping[str, Mapping[str, object]]:
    told = person.run("privacy", "erase-plan", profile, "--entity", entity, "--who", who, "--json")
    assert told.code == 0, told.err
    return {str(step["key"][0]): step for step in json.loads(told.out)["steps"]}


def test_what_nothing_of_the_books_leads_to_may_be_deleted(person: Person) -> None:
    contact = first(person, "acme-graph", "contacts.Contacts", "id", "display_name")
    step = steps(person, "acme-graph", "contacts.Contacts", contact["display_name"])[contact["id"]]
    assert step["step"] == "delete"
    assert step["plan"]
    assert first(person, "acme-graph", "contacts.Contacts", "id") == {"id": contact["id"]}


def test_the_books_themselves_stay(person: Person) -> None:
    invoice = first(person, "acme-exact", "salesinvoice.SalesInvoices", "invoice_id")["invoice_id"]
    step = steps(person, "acme-exact", "salesinvoice.SalesInvoices", invoice)[invoice]
    assert (step["step"], step["plan"], step["clears"]) == ("keep", None, [])
    assert "administratie" in str(step["why_nl"])


def test_what_belongs_to_an_entry_is_of_the_books_too(person: Person) -> None:
    open_item = first(person, "acme-exact", "cashflow.Receivables", "id")["id"]
    step = steps(person, "acme-exact", "cashflow.Receivables", open_item)[open_item]
    assert (step["step"], step["plan"]) == ("keep", None)


@pytest.mark.parametrize(
    ("profile", "entity", "key"),
    [
        ("acme-afas", "employees.Profit_Employees", "employee_id"),
        ("acme-exact", "payroll.Employees", "id"),
        ("acme-graph", "directory.Users", "id"),
    ],
)
def test_employees_are_left_to_people(person: Person, profile: str, entity: str, key: str) -> None:
    known = first(person, profile, entity, key)[key]
    step = steps(person, profile, entity, known)[known]
    assert (step["step"], step["plan"]) == ("by hand", None)
    assert "employee" in str(step["why"])


def test_a_view_of_debtors_cannot_be_written(person: Person) -> None:
    debtor = first(person, "acme-afas", "ledger.Profit_Debtor", "debtor_id")["debtor_id"]
    step = steps(person, "acme-afas", "ledger.Profit_Debtor", debtor)[debtor]
    assert step["step"] == "by hand"
    assert "in the system itself" in str(step["why"])
