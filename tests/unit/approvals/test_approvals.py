"""A yes counts only for the very plan, from a person with the passphrase, and never from the agent itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from nlconnect.approvals import Book, Decision, KeyFile, Request, Vouched, decided, new_key
from nlconnect.approvals.book import APPROVERS, REQUESTS, eyes
from nlconnect.approvals.keys import key_path
from nlconnect.errors import ConfigError, PolicyRefused, QueryError
from nlconnect.mock.clock import MockClock
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.scope import Scope
from nlconnect.state import MemoryStore

PASSPHRASE = "a long enough passphrase"
NOW = MockClock().now()
LATER = NOW + 3_600
NAME = Personal("user.name", 2, TagStatus.REVIEWED)
IBAN = Personal("user.financial.bank_account", 4, TagStatus.REVIEWED)


def plan_of(tag: Personal = NAME, *, after: str = "Acme BV") -> Plan:
    return Plan(
        id="1f2e3d4c5b6a7988",
        system="exact",
        place="exact/x/y",
        entity="crm.Accounts",
        scope=Scope(division=1),
        verb="update",
        key=("a",),
        method="PUT",
        url="https://x.test/a",
        headers={},
        body=json.dumps({"Name": after}),
        diff=(Difference("name", "Acme", after, tag),),
        warnings=(),
        ruling=Ruling("allow", "purposes.desk", "contract"),
        made_at=NOW,
        expires_at=LATER,
    ).sealed()


@pytest.fixture
def book() -> Book:
    return Book(MemoryStore(clock=MockClock()))


@pytest.fixture
def person(book: Book, tmp_path: Path) -> Callable[[str], KeyFile]:
    """Makes an approver; all after the first are vouched for by the first."""
    names: list[str] = []

    def make(name: str) -> KeyFile:
        approver = new_key(tmp_path, name, passphrase=PASSPHRASE)
        if names:
            signature = KeyFile(key_path(tmp_path, names[0])).sign(approver.message, passphrase=PASSPHRASE)
            approver = replace(approver, by=names[0], signature=signature)
        book.enrol(approver)
        names.append(name)
        return KeyFile(key_path(tmp_path, name))

    return make


def asked(book: Book, plan: Plan) -> Request:
    return book.ask(plan, profile="acme", agent="assistant", purpose="desk", now=NOW)


def yes(plan: Plan, name: str, key: KeyFile, *, granted: bool = True, passphrase: str = PASSPHRASE) -> Decision:
    decision = Decision(plan.id, plan.digest, name, granted, "", NOW, plan.expires_at)
    return decided(decision, key, passphrase=passphrase)


def test_a_plan_waits_until_a_person_says_yes(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, key = plan_of(), person("jansen")
    asked(book, plan)
    assert book.standing(plan, now=NOW).state == "waiting"
    assert book.decide(yes(plan, "jansen", key), now=NOW).state == "granted"
    assert str(book.standing(plan, now=NOW)) == "approved by jansen"
    assert book.standing(plan, now=LATER).state == "expired"


def test_a_no_ends_it_whoever_said_yes(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, first, second = plan_of(), person("jansen"), person("devries")
    asked(book, plan)
    book.decide(yes(plan, "jansen", first), now=NOW)
    book.decide(yes(plan, "devries", second, granted=False), now=NOW)
    assert book.standing(plan, now=NOW).state == "rejected"


def test_a_changed_account_number_takes_two_people(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, first, second = plan_of(IBAN), person("jansen"), person("devries")
    assert eyes(plan) == 2
    assert eyes(replace(plan_of(), entity="crm.BankAccounts")) == 2, "the same number of another supplier pays him"
    asked(book, plan)
    assert book.decide(yes(plan, "jansen", first), now=NOW).state == "waiting"
    assert book.decide(yes(plan, "jansen", first), now=NOW).state == "waiting", "one person twice is one person"
    assert book.decide(yes(plan, "devries", second), now=NOW).state == "granted"


def test_a_yes_to_one_plan_is_none_to_another(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, key = plan_of(), person("jansen")
    asked(book, plan)
    book.decide(yes(plan, "jansen", key), now=NOW)
    altered = replace(plan, body=json.dumps({"Name": "Evil BV"}))
    assert altered.digest == plan.digest, "who alters a plan leaves the digest as it was"
    assert book.standing(altered, now=NOW).state == "waiting"
    resealed = altered.sealed()
    assert book.standing(resealed, now=NOW).state == "waiting"


@pytest.mark.parametrize("part", ["digest", "approver", "granted", "reason", "at", "expires_at", "plan", "signature"])
def test_any_change_of_a_decision_makes_it_void(book: Book, person: Callable[[str], KeyFile], part: str) -> None:
    plan, key = plan_of(), person("jansen")
    person("devries")
    asked(book, plan)
    changed: dict[str, object] = {
        "digest": "0" * 64,
        "approver": "devries",
        "granted": False,
        "reason": "x",
        "at": 0.0,
        "expires_at": 10**10,
        "plan": "ffffffffffffffff",
        "signature": "00" * 64,
    }
    forged = replace(yes(plan, "jansen", key), **{part: changed[part]})  # type: ignore[arg-type]  # of its type
    with pytest.raises((PolicyRefused, QueryError)):
        book.decide(forged, now=NOW)
    assert book.standing(plan, now=NOW).state == "waiting"


def test_what_is_written_past_the_book_counts_for_nothing(book: Book, person: Callable[[str], KeyFile]) -> None:
    """An agent that reaches the store can write a decision there, and cannot sign it."""
    plan = plan_of(IBAN)
    person("jansen")
    request = asked(book, plan)
    forged = Decision(plan.id, plan.digest, "jansen", True, "", NOW, plan.expires_at, "ab" * 64)
    store = book._store
    store.put(REQUESTS, plan.id, replace(request, needs=0, decisions=(forged,)).dump())
    assert book.standing(plan, now=NOW).state == "waiting"


def test_the_agent_cannot_make_itself_an_approver(book: Book, person: Callable[[str], KeyFile], tmp_path: Path) -> None:
    plan = plan_of()
    person("jansen")
    asked(book, plan)
    own = new_key(tmp_path / "agent", "helper", passphrase=PASSPHRASE)
    for claimed in (own, replace(own, by="jansen", signature="00" * 64), replace(own, by="helper", signature="")):
        with pytest.raises(PolicyRefused, match="vouch"):
            book.enrol(claimed)
    book._store.put(APPROVERS, "helper", json.dumps({"name": "helper", "public": own.public}).encode())
    key = KeyFile(key_path(tmp_path / "agent", "helper"))
    with pytest.raises(PolicyRefused):
        book.decide(yes(plan, "helper", key), now=NOW)
    assert book.approvers() == {}, "two who need nobody's word: nobody is believed any more"


def test_who_asks_cannot_approve(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, key = plan_of(), person("assistant")
    asked(book, plan)
    with pytest.raises(PolicyRefused, match="who asks"):
        book.decide(yes(plan, "assistant", key), now=NOW)


def test_the_key_file_is_worth_nothing_without_the_passphrase(
    book: Book, person: Callable[[str], KeyFile], tmp_path: Path
) -> None:
    plan, key = plan_of(), person("jansen")
    with pytest.raises(PolicyRefused, match="passphrase"):
        yes(plan, "jansen", key, passphrase="another passphrase")
    assert b"ENCRYPTED" in key.path.read_bytes()
    assert key.path.stat().st_mode & 0o077 == 0
    with pytest.raises(ConfigError, match="at least"):
        new_key(tmp_path, "short", passphrase="short")
    with pytest.raises(ConfigError, match="already"):
        new_key(tmp_path, "jansen", passphrase=PASSPHRASE)
    with pytest.raises(ConfigError, match="name"):
        new_key(tmp_path, "../jansen", passphrase=PASSPHRASE)


def test_an_expired_plan_cannot_be_approved(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, key = plan_of(), person("jansen")
    asked(book, plan)
    with pytest.raises(PolicyRefused, match="expired"):
        book.decide(yes(plan, "jansen", key), now=LATER)


def test_a_vouched_key_reads_back(person: Callable[[str], KeyFile], book: Book) -> None:
    person("jansen")
    person("devries")
    assert set(book.approvers()) == {"jansen", "devries"}
    assert isinstance(book.approvers()["devries"], Vouched)
