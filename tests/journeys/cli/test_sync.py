"""A copy in a database, kept from the command line: every day, through changes, crashes and wrong words."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from nlconnect.mock.mock import Mock
from nlconnect.mock.serving import serve
from nlconnect.mock.system import Service
from nlconnect.model.scope import Scope
from tests.journeys.cli.conftest import PROFILE, Person

ACCOUNTS = "crm.Accounts"
COPY = "sqlite:///copy.db"

KILLED_AFTER_ITS_COMMIT = """
import os, signal
from nlconnect.outlets.database import DatabaseCopy
take, batches = DatabaseCopy.take, []
def taken(self, *given, **named):
    done = take(self, *given, **named)
    batches.append(done)
    if len(batches) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
DatabaseCopy.take = taken
from nlconnect.cli import main
main()
"""


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Person, Mock[Service]]]:
    """Somebody signed in to a mock whose pages have three rows."""
    with serve("exact", quota="10000/60", seeded=False, page_sizes={1000: 3, 60: 3}) as servers:
        person = Person(tmp_path_factory.mktemp("person"))
        person.move_in(servers)
        yield person, servers.mocks["exact"]


@pytest.fixture
def mock(signed_in: tuple[Person, Mock[Service]]) -> tuple[Person, Mock[Service]]:
    """The same with nothing in it, and no copy yet."""
    person, exact = signed_in
    for entity in (ACCOUNTS, "financial.Journals"):
        exact.clear(entity)
    (person.folder / "copy.db").unlink(missing_ok=True)
    exact.calls.clear()
    return signed_in


def sync(person: Person, *words: str, code: int = 0) -> str:
    said = person.run("sync", PROFILE, ACCOUNTS, "--to", COPY, *words)
    assert said.code == code, said.err
    assert said.out == ""
    return said.err


def rows(person: Person, query: str = "SELECT name FROM accounts ORDER BY name") -> list[Any]:
    connection = sqlite3.connect(person.folder / "copy.db")
    found = connection.execute(query).fetchall()
    connection.close()
    return [row[0] if len(row) == 1 else row for row in found]


def test_a_copy_follows_what_changes_and_what_goes(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    keys = [exact.add(ACCOUNTS, name=f"Account {n}", city="Delft")["ID"] for n in range(7)]
    assert "accounts in sqlite:///copy.db: 7 rows taken over, 0 dropped" in sync(person)
    exact.change(ACCOUNTS, keys[1], name="Changed")
    exact.remove(ACCOUNTS, keys[2])
    exact.add(ACCOUNTS, name="New")
    assert "2 rows taken over, 1 dropped" in sync(person)
    assert rows(person) == ["Account 0", "Account 3", "Account 4", "Account 5", "Account 6", "Changed", "New"]
    assert "0 rows taken over, 0 dropped" in sync(person)


def test_what_is_masked_is_no_column_and_the_key_is_one(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="Account")
    said = sync(person)
    assert "own-use masked" in said
    columns = rows(person, "SELECT name, pk FROM pragma_table_info('accounts')")
    assert [name for name, key in columns if key] == ["division", "id"]
    assert "bsn" not in dict(columns)
    assert rows(person, "SELECT typeof(division), length(id) FROM accounts") == [("integer", 36)]


def test_a_crash_between_the_data_and_our_note_of_it_repeats_and_loses_nothing(
    mock: tuple[Person, Mock[Service]],
) -> None:
    person, exact = mock
    for n in range(8):
        exact.add(ACCOUNTS, name=f"Account {n}")
    command = [sys.executable, "-c", KILLED_AFTER_ITS_COMMIT, "sync", PROFILE, ACCOUNTS, "--to", COPY]
    killed = subprocess.run(command, cwd=person.folder, env=person.surroundings(), timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(rows(person)) == 6
    assert "2 rows taken over" in sync(person)
    assert rows(person) == [f"Account {n}" for n in range(8)]


def test_a_second_process_is_refused_while_one_is_at_it(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    for n in range(12):
        exact.add(ACCOUNTS, name=f"Account {n}")
    exact.latency = 0.5
    try:
        first = person.start("sync", PROFILE, ACCOUNTS, "--to", COPY)
        while len(exact.calls) < 3 and first.poll() is None:
            subprocess.run(["sleep", "0.05"], check=True)
        said = sync(person, code=2)
        assert "is under way" in said
        assert "--consumer" in said
        _, told = first.communicate(timeout=60)
    finally:
        exact.latency = 0.0
    assert first.returncode == 0, told
    assert len(rows(person)) == 12


def test_a_copy_that_was_thrown_away_is_made_again_in_full(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="Account")
    sync(person)
    (person.folder / "copy.db").unlink()
    assert "1 row taken over" in sync(person)


def test_an_older_copy_that_was_put_back_goes_on_from_its_own_cursor(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="First")
    sync(person)
    backup = (person.folder / "copy.db").read_bytes()
    exact.add(ACCOUNTS, name="Second")
    sync(person)
    (person.folder / "copy.db").write_bytes(backup)
    assert "1 row taken over" in sync(person)
    assert rows(person) == ["First", "Second"]


def test_another_selection_is_another_question_and_takes_everything(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="Account", city="Delft")
    sync(person, "--select", "name")
    assert [name for name, *_ in rows(person, "PRAGMA table_info(accounts)")] == list(range(5))
    assert "1 row taken over" in sync(person, "--select", "name,city")
    assert rows(person, "SELECT name, city FROM accounts") == [("Account", "Delft")]


def test_a_full_run_drops_what_nobody_told_of(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add("financial.Journals", code="10", description="Bank")
    key = exact.add("financial.Journals", code="20", description="Cash")["ID"]
    words = ("sync", PROFILE, "financial.Journals", "--to", COPY)
    said = person.run(*words)
    assert "does not tell what was deleted here: now and then use --full" in said.err
    exact.remove("financial.Journals", key)
    assert "0 dropped" in person.run(*words).err
    assert "1 row taken over, 1 dropped" in person.run(*words, "--full").err
    assert rows(person, "SELECT description FROM journals") == ["Bank"]


def test_companies_share_a_table(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    divisions = exact.credentials["divisions"]
    assert isinstance(divisions, list)
    for number in divisions:
        exact.add(ACCOUNTS, scope=Scope(division=number), name=f"In {number}")
    numbers = ",".join(map(str, divisions))
    said = sync(person, "--division", numbers)
    assert f"{len(divisions)} rows taken over" in said
    assert rows(person, "SELECT name FROM accounts ORDER BY division") == [f"In {number}" for number in divisions]
    key = exact.add(ACCOUNTS, scope=Scope(division=divisions[1]), name="Gone")["ID"]
    sync(person, "--division", "all")
    exact.remove(ACCOUNTS, key, scope=Scope(division=divisions[1]))
    assert "0 rows taken over, 1 dropped" in sync(person, "--division", "all")


def test_a_moved_company_is_told_and_taken_again(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    keys = [exact.add(ACCOUNTS, name=f"Account {n}")["ID"] for n in range(4)]
    sync(person)
    exact.remove(ACCOUNTS, keys[0])
    exact.service.state.move(exact.credentials["division"], now=exact.clock.now())  # type: ignore[attr-defined]
    said = sync(person)
    assert "moved to another database" in said
    assert "3 rows taken over, 1 dropped" in said
    assert len(rows(person)) == 3


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--to", "rows.csv"), "rows that go cannot be deleted"),
        (("--to", "rows.jsonl"), "nlconnect read PROFILE ENTITY --to FILE"),
        (("--to", "nothing"), "takes the URL of a database"),
        (("--to", "nosuch://x"), "is of no known kind"),
        (("--to", COPY, "--table", "a b"), "letters, digits"),
        (("--to", COPY, "--where", "name == 'x'"), "takes no condition"),
        (("--to", "env:NOT_SET"), "NOT_SET is not set"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_sent(
    mock: tuple[Person, Mock[Service]], words: tuple[str, ...], hint: str
) -> None:
    person, exact = mock
    said = person.run("sync", PROFILE, ACCOUNTS, *words)
    assert said.code == 2, said.err
    assert hint in said.err
    assert list(exact.calls) == []
    assert not (person.folder / "copy.db").exists()


def test_a_url_may_stand_in_the_environment(mock: tuple[Person, Mock[Service]]) -> None:
    person, exact = mock
    exact.add(ACCOUNTS, name="Account")
    person.environment["WAREHOUSE_URL"] = COPY
    try:
        said = person.run("sync", PROFILE, ACCOUNTS, "--to", "env:WAREHOUSE_URL", "--table", "relations")
    finally:
        del person.environment["WAREHOUSE_URL"]
    assert said.code == 0, said.err
    assert rows(person, "SELECT name FROM relations") == ["Account"]


def test_an_entity_without_changes_to_follow_is_refused_with_a_way_out(mock: tuple[Person, Mock[Service]]) -> None:
    person, _ = mock
    said = person.run("sync", PROFILE, "salesinvoice.SalesInvoiceLines", "--to", COPY)
    assert said.code == 2
    assert "Sync SalesInvoices" in said.err
