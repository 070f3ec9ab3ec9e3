"""Writing from the command line: look, say yes, and look again where the answer was lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from tests.journeys.cli.conftest import PROFILE, Person, Said

ACCOUNTS = "crm.Accounts"
REFUSED, LOST = 5, 7


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Person, Mock[Service]]]:
    with serve("exact", quota="10000/60", seeded=False) as servers:
        person = Person(tmp_path_factory.mktemp("person"))
        person.move_in(servers)
        yield person, servers.mocks["exact"]


@pytest.fixture
def person(signed_in: tuple[Person, Mock[Service]]) -> Person:
    return signed_in[0]


@pytest.fixture
def mock(signed_in: tuple[Person, Mock[Service]]) -> Mock[Service]:
    """The mock with no accounts in it."""
    signed_in[1].clear(ACCOUNTS)
    signed_in[1].calls.clear()
    return signed_in[1]


def write(person: Person, *words: str, code: int = 0, entity: str = ACCOUNTS) -> Said:
    said = person.run("write", PROFILE, entity, *words)
    assert said.code == code, said.out + said.err
    return said


def accounts(person: Person) -> list[dict[str, Any]]:
    said = person.run("read", PROFILE, ACCOUNTS, "--select", "code,name,city,id", "--json")
    return [json.loads(line) for line in said.out.splitlines()]


def number_in(said: Said) -> str:
    found = re.search(r"plan +([0-9a-f]{16})", said.out + said.err)
    assert found is not None
    return found[1]


def test_a_plan_is_shown_kept_and_carried_out_by_its_number(person: Person, mock: Mock[Service]) -> None:
    said = write(person, "--set", "code=2001", "--set", "name=Acme", "--plan")
    assert "name: nothing -> Acme" in said.out
    assert "allow" in said.out
    assert mock.calls.count("POST") == 0
    done = person.run("apply", PROFILE, number_in(said))
    assert done.code == 0, done.err
    assert [row["name"] for row in accounts(person)] == ["Acme"]
    again = person.run("apply", PROFILE, number_in(said))
    assert again.code == 2
    assert mock.calls.count("POST") == 1


def test_yes_creates_updates_and_deletes(person: Person, mock: Mock[Service]) -> None:
    said = write(person, "--set", "code=2001", "--set", "name=Acme", "--yes", "--json")
    (key,) = json.loads(said.out)["key"]
    write(person, "--key", key, "--set", "city=Gouda", "--yes")
    write(person, "--match", "code", "--set", "code=2001", "--set", "name=Acme BV", "--yes")
    assert [(row["name"], row["city"]) for row in accounts(person)] == [("Acme BV", "Gouda")]
    write(person, "--key", key, "--clear", "city", "--yes")
    assert [row["city"] for row in accounts(person)] == [None]
    write(person, "--key", key, "--delete", "--yes")
    assert accounts(person) == []


def test_an_entry_comes_from_a_file_with_lines_and_references(person: Person, mock: Mock[Service]) -> None:
    mock.add(ACCOUNTS, code="1042", name="Acme", is_sales=True)
    mock.add("financial.GLAccounts", code="8000", description="Omzet")
    mock.add("financial.Journals", code="70", description="Verkoop")
    entry = {
        "customer": "code:1042",
        "journal": "70",
        "your_ref": "2026-118",
        "sales_entry_lines": [{"gl_account": "code:8000", "amount_fc": 100.10}],
    }
    (Path(person.folder) / "entry.json").write_text(json.dumps(entry))
    said = write(person, "--from", "entry.json", "--plan", "--json", entity="salesentry.SalesEntries")
    plan = json.loads(said.out)
    labels = {part["field"]: part["label"] for part in plan["diff"]}
    assert labels["sales_entry_lines[0].gl_account"] == "code 8000, Omzet"
    write(person, "--from", "entry.json", "--yes", entity="salesentry.SalesEntries")


def test_what_is_wrong_is_told_before_anything_is_sent(person: Person, mock: Mock[Service]) -> None:
    said = write(person, "--set", "naam=Acme", "--set", "status=nonsense", "--yes", code=2)
    assert "Did you mean name" in said.err
    assert len(mock.calls) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "name=Acme"),
        ("--set", "name=Acme", "--plan", "--yes"),
        ("--delete", "--yes"),
        ("--key", "x", "--match", "code", "--set", "code=1", "--yes"),
        ("--from", "missing.json", "--yes"),
        ("--division", "all", "--set", "name=Acme", "--yes"),
    ],
)
def test_what_contradicts_itself_is_refused(person: Person, mock: Mock[Service], words: tuple[str, ...]) -> None:
    said = person.run("write", PROFILE, ACCOUNTS, *words)
    assert said.code in (1, 2)
    assert mock.calls.count("POST") == 0


def test_a_refusal_of_the_vendor_and_a_lost_answer_have_codes_of_their_own(person: Person, mock: Mock[Service]) -> None:
    mock.fail_next(500, method="POST", message="Gegeven bestaat reeds")
    write(person, "--set", "code=2001", "--set", "name=Acme", "--yes", code=REFUSED)
    mock.fail_next("503-after", method="POST")
    said = write(person, "--set", "code=2001", "--set", "name=Acme", "--yes", code=LOST)
    assert "nlconnect reconcile" in said.err
    found = person.run("reconcile", PROFILE, number_in(said))
    assert found.code == 0, found.err
    assert len(accounts(person)) == 1


def test_at_a_terminal_somebody_is_asked(person: Person, mock: Mock[Service]) -> None:
    no = person.at_terminal("write", PROFILE, ACCOUNTS, "--set", "code=2001", "--set", "name=Acme", typed="n\n")
    assert "Nothing was written" in no.out
    assert accounts(person) == []
    person.at_terminal("write", PROFILE, ACCOUNTS, "--set", "code=2001", "--set", "name=Acme", typed="y\n")
    assert len(accounts(person)) == 1


@pytest.mark.parametrize("is_late", [False, True], ids=["at once", "only later"])
def test_a_killed_command_is_cleared_up_by_another_and_nothing_is_doubled(
    person: Person, mock: Mock[Service], *, is_late: bool
) -> None:
    words = ("--set", "code=2001", "--set", "name=Acme", "--yes")
    if is_late:
        mock.fail_next("late", method="POST", seconds=3)
    else:
        mock.fail_next("hold", method="POST", seconds=10)
    process = person.start("write", PROFILE, ACCOUNTS, *words)
    assert process.stderr is not None
    said = ""
    while "plan  " not in said:
        said += process.stderr.readline()
    while mock.faults._entries if is_late else mock.calls.count("POST", path="Accounts") == 0:
        person.run("--version")  # until the request has arrived
    process.kill()
    process.communicate()
    number = number_in(Said(0, said, ""))
    assert person.run("apply", PROFILE, number).code == LOST
    while person.run("reconcile", PROFILE, number).code == LOST:
        accounts(person)
    assert len(accounts(person)) == 1
    assert mock.calls.count("POST", path="Accounts") == 1
