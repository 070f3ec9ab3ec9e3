"""What a person may ask: what was done with their data, where it is, and what may be erased of it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlconnect.mock.serving import Servers, serve
from tests.journeys.cli.conftest import PROFILE, Person

ACCOUNTS = "crm.Accounts"
ONLY = ("--entity", ACCOUNTS, "--entity", "crm.Contacts")


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    """With room for looking everywhere."""
    with serve("exact", quota="100000/60") as started:
        yield started


@pytest.fixture(scope="module")
def reader(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """Somebody who has read a list of accounts into a file."""
    person = Person(tmp_path_factory.mktemp("reader"))
    person.move_in(servers)
    words = ("--select", "id,name,email", "--limit", "20", "--to", "relaties.jsonl")
    assert person.run("read", PROFILE, ACCOUNTS, *words).code == 0
    return person


def account(person: Person) -> dict[str, str]:
    rows = [json.loads(line) for line in (person.folder / "relaties.jsonl").read_text("utf-8").splitlines()]
    return next(row for row in rows if row["email"])


def test_a_person_is_found_by_address_with_what_was_done_and_where(reader: Person) -> None:
    known = account(reader)
    told = reader.run("privacy", "subject", PROFILE, "--who", "-", "--json", *ONLY, typed=f"{known['email']}\n")
    assert told.code == 0, told.err
    found = json.loads(told.out)
    (record,) = found["records"]
    assert (record["entity"], record["key"], record["looked_in"]) == (ACCOUNTS, [known["id"]], ["email"])
    assert record["fields"]["email"]["category"] == "user.contact.email"
    first = found["done"][0]
    assert (first["entity"], first["outlet"], first["purpose"]) == (ACCOUNTS, "file", "own-use")
    assert found["people"][first["actor"]]
    assert known["email"] not in told.out
    assert known["name"] not in told.out
    assert set(found["searched"][PROFILE]) == {ACCOUNTS, "crm.Contacts"}


def test_the_search_itself_is_in_the_log(reader: Person) -> None:
    known = account(reader)
    reader.run("privacy", "subject", PROFILE, "--who", known["email"], *ONLY)
    again = json.loads(reader.run("privacy", "subject", "--who", known["email"], "--audit-only", "--json").out)
    assert again["records"] == []
    assert {entry["outlet"] for entry in again["done"]} == {"file", "stdout"}


def test_their_records_are_exported_for_the_owner_of_the_file_alone(reader: Person) -> None:
    known, file = account(reader), reader.folder / "export.json"
    words = ("privacy", "subject", PROFILE, "--who", known["email"], "--to", str(file), *ONLY)
    told = reader.run(*words)
    assert told.code == 0, told.err
    assert "holds personal data" in told.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (record,) = json.loads(file.read_text("utf-8"))["records"]
    assert record["fields"]["name"]["value"] == known["name"]
    hidden = [field for field in record["fields"].values() if field["masked"]]
    assert hidden
    assert not any("value" in field for field in hidden)
    assert reader.run(*words).code == 2


def test_a_name_is_found_in_part_and_a_key_whole(reader: Person) -> None:
    known = account(reader)
    by_name = json.loads(reader.run("privacy", "subject", PROFILE, "--who", known["name"], "--json", *ONLY).out)
    assert known["id"] in [record["key"][0] for record in by_name["records"]]
    by_key = json.loads(reader.run("privacy", "subject", PROFILE, "--who", known["id"], "--json", *ONLY).out)
    assert [record["key"] for record in by_key["records"]] == [[known["id"]]]


def test_what_leads_to_their_records_is_found_on_request(reader: Person) -> None:
    known = account(reader)
    words = ("privacy", "subject", PROFILE, "--who", known["email"], "--entity", ACCOUNTS, "--linked", "--json")
    told = json.loads(reader.run(*words).out)
    found = {record["entity"]: record for record in told["records"]}
    assert {ACCOUNTS, "salesinvoice.SalesInvoices", "crm.Contacts"} <= set(found)
    assert "ordered_by" in found["salesinvoice.SalesInvoices"]["looked_in"]


def test_where_a_person_cannot_be_looked_for_is_told(reader: Person) -> None:
    told = reader.run("privacy", "subject", PROFILE, "--who", "niemand@example.nl", "--json")
    unable = json.loads(told.out)["cannot_be_searched"][PROFILE]
    assert "crm.Addresses" in unable
    assert ACCOUNTS not in unable


def test_nobody_is_told_plainly(reader: Person) -> None:
    told = reader.run("privacy", "subject", PROFILE, "--who", "niemand@example.nl", *ONLY)
    assert (told.code, told.out) == (0, "")
    assert "No record was found." in told.err
    assert "nothing about this person" in told.err


def test_what_the_books_need_stays_and_the_rest_gets_a_plan_that_nobody_carries_out(reader: Person) -> None:
    known = account(reader)
    told = reader.run("privacy", "erase-plan", PROFILE, "--who", known["email"], "--json", "--entity", ACCOUNTS)
    assert told.code == 0, told.err
    (step,) = json.loads(told.out)["steps"]
    assert step["step"] == "clear"
    assert "email" in step["clears"]
    assert {"name", "city"} <= set(step["keeps"])
    assert "salesinvoice.SalesInvoices" in [books["entity"] for books in step["books"]]
    assert step["plan"]
    assert known["email"] not in told.out
    kept = json.loads(reader.run("get", PROFILE, ACCOUNTS, known["id"], "--select", "email").out)
    assert kept["email"] == known["email"]


def test_a_person_can_carry_the_plan_out(servers: Servers, tmp_path: Path) -> None:
    person = Person(tmp_path)
    person.move_in(servers)
    words = ("--select", "id,name,email", "--limit", "30", "--to", "relaties.jsonl")
    assert person.run("read", PROFILE, ACCOUNTS, *words).code == 0
    rows = [json.loads(line) for line in (tmp_path / "relaties.jsonl").read_text("utf-8").splitlines()]
    known = [row for row in rows if row["email"]][-1]
    told = person.run("privacy", "erase-plan", PROFILE, "--who", known["email"], "--json", "--entity", ACCOUNTS)
    (step,) = json.loads(told.out)["steps"]
    done = person.run("apply", PROFILE, step["plan"])
    assert done.code == 0, done.err
    left = person.run("privacy", "subject", PROFILE, "--who", known["email"], "--json", "--entity", ACCOUNTS)
    assert json.loads(left.out)["records"] == []


def test_who_says_nobody_is_asked_who(reader: Person) -> None:
    assert reader.run("privacy", "subject", "--who", "-", typed="\n").code == 2
    assert reader.run("privacy", "erase-plan", PROFILE, "--who", " ").code == 2
