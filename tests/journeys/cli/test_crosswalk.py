"""What is known of records of other systems, on the command line: counted, shown by name, erased with an entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlconnect import Origin, Scope
from nlconnect.engine.crosswalk import Crosswalk, Known
from nlconnect.state import find_key, open_store
from nlconnect.transport.clock import SystemClock
from tests.journeys.cli.conftest import Person

DEBTOR = Origin("acme-afas", "debtor", "10001")


@pytest.fixture
def person(tmp_path: Path) -> Person:
    person = Person(tmp_path)
    url = f"sqlite:///{tmp_path / 'state.db'}"
    person.settings.write_text(f'[settings]\nstate = "{url}"\n')
    store = open_store(url, key=find_key(url), clock=SystemClock())
    crosswalk = Crosswalk(store)
    crosswalk.learn(Known(DEBTOR, "exact", "p", "crm.Accounts", Scope(division=1), ("a-guid",)))
    crosswalk.learn(Known(DEBTOR, "graph", "p", "contacts.Contacts", Scope(user="me"), ("an-id",)))
    store.close()
    return person


def test_people_count_look_up_and_erase(person: Person) -> None:
    counted = json.loads(person.run("crosswalk", "count", "--json").out)
    assert [(row["from"], row["entity"], row["known"]) for row in counted] == [
        ("acme-afas", "crm.Accounts", 1),
        ("acme-afas", "contacts.Contacts", 1),
    ]
    shown = json.loads(person.run("crosswalk", "show", "acme-afas", "debtor", "10001", "--json").out)
    assert {row["key"] for row in shown} == {"a-guid", "an-id"}
    assert person.run("crosswalk", "forget", "acme-afas", "debtor", "10001").out == "forgotten: 2\n"
    assert json.loads(person.run("crosswalk", "count", "--json").out) == []
    entries = json.loads(person.run("audit", "show", "--json").out)
    assert [(entry["operation"], entry["records"]) for entry in entries] == [("forget", 2)]
    assert "10001" not in str(entries)


def test_what_is_kept_cannot_be_read_from_the_disk(person: Person, tmp_path: Path) -> None:
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert kept
    assert not any(part in kept for part in (b"10001", b"a-guid", b"acme-afas"))
