"""What is kept, at the command line: told without a value, and removed when it is over or when somebody says so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from nlconnect import Origin, Scope
from nlconnect.engine.crosswalk import Crosswalk, Known
from nlconnect.engine.intent import Intent
from nlconnect.engine.runs import Header
from nlconnect.state import KEPT, KeptStore, find_key, open_store
from nlconnect.transport.clock import SystemClock
from tests.journeys.cli.conftest import Person

VALUE = "Kwartel Bexudomi"
LOST, KNOWN = "0123456789abcdef", "fedcba9876543210"


def opened(person: Person) -> KeptStore:
    url = f"sqlite:///{person.folder / 'state.db'}"
    return open_store(url, key=find_key(url), clock=SystemClock())


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody with some of everything, and one write whose answer was lost."""
    person = Person(tmp_path)
    person.settings.write_text(f'[settings]\nstate = "sqlite:///{tmp_path / "state.db"}"\n')
    store = opened(person)
    now = SystemClock().now()
    for kind in ("token", "cursor", "agents", "approver", "pseudonyms"):
        store.put(kind, "a", VALUE.encode())
    Crosswalk(store).learn(Known(Origin("afas", "debtor", VALUE), "exact", "p", "crm.Accounts", Scope(), ("g",)))
    for plan, state in ((LOST, "sent"), (KNOWN, "done")):
        store.put("intent", plan, Intent("sent" if state == "sent" else "done", now).dump())
        store.put("plan", plan, VALUE.encode())
    store.put("run", "with-lost", Header("december", "00", (LOST, KNOWN), now, now).dump())
    store.put("run", "all-known", Header("november", "00", (KNOWN,), now, now).dump())
    store.close()
    return person


def kept(person: Person, *words: str) -> Mapping[str, Mapping[str, object]]:
    told = json.loads(person.run("state", "list", "--json", *words).out)
    assert VALUE not in str(told)
    return {row["kind"]: row for row in told["kinds"]}


def numbers(person: Person) -> dict[str, int]:
    return {kind: int(str(row["number"])) for kind, row in kept(person).items() if kind != "audit-log"}


def test_what_is_kept_is_told_and_never_shown(person: Person) -> None:
    rows = kept(person)
    assert (rows["plan"]["number"], rows["plan"]["sealed"], rows["plan"]["days"]) == (2, True, 732)
    assert int(str(rows["plan"]["size"])) > len(VALUE)
    assert rows["audit-log"]["until"] == "7 years"
    assert set(kept(person, "--every")) == {*KEPT, "audit-log"}
    told = person.run("state", "list")
    assert "crosswalk" in told.out
    assert VALUE not in told.out + told.err


def test_without_options_nothing_goes_that_is_of_use(person: Person) -> None:
    before = numbers(person)
    done = person.run("state", "purge")
    assert done.code == 0, done.err
    assert "no byte of it is left" in done.err
    assert numbers(person) == before


def test_a_script_has_to_say_yes_and_is_told_what_it_loses(person: Person) -> None:
    before = numbers(person)
    asked = person.run("state", "purge", "--kind", "cursor")
    assert asked.code == 2
    assert "takes everything again" in asked.err
    assert "--yes" in asked.err
    assert numbers(person) == before
    done = person.run("state", "purge", "--kind", "cursor", "--yes")
    assert (done.code, done.out) == (0, "removed: 1\n")
    assert "cursor" not in numbers(person)


def test_writes_whose_answer_was_lost_stay_with_all_that_belongs_to_them(person: Person) -> None:
    done = person.run("state", "purge", "--all", "--yes")
    assert done.code == 0, done.err
    assert "nlconnect reconcile" in done.err
    left = numbers(person)
    assert (left["intent"], left["plan"], left["run"]) == (1, 1, 1)
    store = opened(person)
    assert list(store.keys("plan")) == [LOST]
    assert list(store.keys("run")) == ["with-lost"]
    store.close()
    forced = person.run("state", "purge", "--all", "--force", "--yes")
    assert forced.code == 0, forced.err
    assert not {"intent", "plan", "run"} & set(numbers(person))


def test_all_leaves_what_keeps_the_rest_safe(person: Person) -> None:
    assert person.run("state", "purge", "--all", "--yes").code == 0
    left = set(numbers(person))
    assert {"agents", "approver", "audit-head"} <= left
    assert not {"token", "pseudonyms", "crosswalk"} & left
    assert person.run("state", "purge", "--kind", "agents", "--yes").code == 0
    assert "agents" not in numbers(person)


def test_only_what_is_old_enough_goes_before_its_time(person: Person) -> None:
    before = numbers(person)
    done = person.run("state", "purge", "--older-than", "4 weeks")
    assert done.code == 0, done.err
    assert numbers(person) == before
    assert person.run("state", "purge", "--older-than", "0 days", "--yes").code == 0
    assert set(numbers(person)) == {"token", "agents", "approver", "pseudonyms", "audit-head", "intent", "plan", "run"}


@pytest.mark.parametrize(
    ("words", "said"),
    [(("--kind", "diary"), "nothing is kept of the kind"), (("--older-than", "a while"), "number of days")],
)
def test_what_cannot_be_meant_is_refused(person: Person, words: tuple[str, ...], said: str) -> None:
    refused = person.run("state", "purge", *words)
    assert refused.code == 2
    assert said in refused.err


def test_what_was_removed_early_is_in_the_audit_log(person: Person) -> None:
    person.run("state", "purge", "--kind", "crosswalk", "--yes")
    entries = json.loads(person.run("audit", "show", "--json").out)
    told = [(entry["operation"], entry["entity"], entry["records"]) for entry in entries]
    assert ("purge", "crosswalk", 2) in told  # there and back


def test_no_byte_is_left_on_the_disk(person: Person) -> None:
    key = find_key(f"sqlite:///{person.folder / 'state.db'}")
    store = opened(person)
    store.put("budget", VALUE, VALUE.encode())
    store.close()
    assert VALUE.encode() in b"".join(path.read_bytes() for path in person.folder.glob("state.db*"))
    assert person.run("state", "purge", "--all", "--yes").code == 0
    assert VALUE.encode() not in b"".join(path.read_bytes() for path in person.folder.glob("state.db*"))
    assert key == find_key(f"sqlite:///{person.folder / 'state.db'}")
