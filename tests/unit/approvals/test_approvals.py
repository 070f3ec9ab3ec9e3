"""A yes counts only for the very plan, from a person with the passphrase, and never from the agent itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from nlconnect.approvals import Book, Decision, KeyFile, Request, Vouched, decided, new_key
from nlconnect.approvals.book import APPROVERS, REQUESTS
from nlconnect.approvals.keys import key_path
from nlconnect.errors import ConfigError, PolicyRefused, QueryError
from nlconnect.mock.clock import MockClock
from nlconnect.model.outcome import Difference, Plan, Ruling
from nlconnect.model.privacy import Personal, TagStatus
from nlconnect.model.scope import Scope
from nlconnect.policy import policy_of
from nlconnect.policy.approving import Demands, demands_on
from nlconnect.state import MemoryStore

PASSPHRASE = "a long enough passphrase"
NOW = MockClock().now()
LATER = NOW + 3_600
DAY = 86_400.0
NAME = Personal("user.name", 2, TagStatus.REVIEWED)
IBAN = Personal("user.financial.bank_account", 4, TagStatus.REVIEWED)


POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[approvals]
cooling_off = "{wait}"
four_eyes_euros = 10000
four_eyes_recipients = 3
"""


def plan_of(tag: Personal = NAME, *, after: str = "Acme BV", worth: str = "", recipients: int = 0) -> Plan:
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
        worth=worth,
        recipients=tuple(f"n{number}@voorbeeld.test" for number in range(recipients)),
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


def yes(
    plan: Plan, name: str, key: KeyFile, *, granted: bool = True, passphrase: str = PASSPHRASE, at: float = NOW
) -> Decision:
    decision = Decision(plan.id, plan.digest, name, granted, "", at, plan.expires_at)
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


def test_a_changed_account_number_takes_two_people_and_a_day(book: Book, person: Callable[[str], KeyFile]) -> None:
    plan, first, second = replace(plan_of(IBAN), expires_at=NOW + 2 * DAY).sealed(), person("jansen"), person("devries")
    assert demands_on(plan, None) == Demands(2, DAY, ("account",))
    other = demands_on(replace(plan_of(), entity="crm.BankAccounts"), None)
    assert other.people == 2, "the same number of another supplier pays him"
    asked(book, plan)
    assert book.decide(yes(plan, "jansen", first), now=NOW).state == "waiting"
    assert book.decide(yes(plan, "jansen", first), now=NOW).state == "waiting", "one person twice is one person"
    standing = book.decide(yes(plan, "devries", second, at=NOW + 60), now=NOW + 60)
    assert (standing.state, standing.until) == ("cooling", NOW + 60 + DAY)
    assert "may be carried out from" in str(standing)
    assert book.standing(plan, now=NOW + DAY).state == "cooling", "it counts from the last yes that was needed"
    assert book.standing(plan, now=NOW + DAY + 60).state == "granted"
    book.decide(yes(plan, "jansen", first, granted=False), now=NOW + DAY)
    assert book.standing(plan, now=NOW + DAY + 60).state == "rejected", "that is what the time is for"


@pytest.mark.parametrize(
    ("plan", "wait", "demands"),
    [
        (plan_of(), "24 hours", Demands()),
        (plan_of(IBAN), "30 minutes", Demands(2, 1_800.0, ("account",))),
        (plan_of(IBAN), "0 hours", Demands(2, 0.0, ("account",))),
        (plan_of(worth="9999.99"), "2 days", Demands()),
        (plan_of(worth="10000"), "2 days", Demands(2, 0.0, ("euros",))),
        (plan_of(recipients=2), "1 hour", Demands()),
        (plan_of(recipients=3), "1 hour", Demands(2, 0.0, ("recipients",))),
        (plan_of(IBAN, worth="10000"), "1 hour", Demands(2, 3_600.0, ("account", "euros"))),
    ],
)
def test_the_policy_names_what_takes_two_people_and_how_long_it_waits(plan: Plan, wait: str, demands: Demands) -> None:
    assert demands_on(plan, policy_of(POLICY.format(wait=wait))) == demands


def test_what_a_request_says_of_itself_takes_nothing_from_what_the_policy_asks(
    person: Callable[[str], KeyFile], book: Book
) -> None:
    plan, key = plan_of(worth="10000"), person("jansen")
    strict = Book(book._store, policy=policy_of(POLICY.format(wait="1 hour")))
    request = asked(strict, plan)
    assert (request.needs, request.why) == (2, ("euros",))
    book._store.put(REQUESTS, plan.id, replace(request, needs=1, why=()).dump())
    book.decide(yes(plan, "jansen", key), now=NOW)
    assert strict.standing(plan, now=NOW).state == "waiting"


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


def test_whom_the_policy_names_count_and_nobody_that_only_the_store_names(tmp_path: Path) -> None:
    """Somebody who can write into the state store puts a key of their own in the place of an approver's."""
    store = MemoryStore(clock=MockClock())
    own = new_key(tmp_path / "right", "jansen", passphrase=PASSPHRASE)
    book = Book(
        store, policy=policy_of(f"{POLICY.format(wait='1 hour')}\n[approvals.approvers]\njansen = '{own.public}'")
    )
    plan = plan_of().sealed()
    book.ask(plan, profile="acme", agent="assistant", purpose="desk", now=NOW)
    forged = new_key(tmp_path / "wrong", "jansen", passphrase=PASSPHRASE)
    store.put(APPROVERS, "jansen", json.dumps(asdict(forged)).encode())
    decision = Decision(plan.id, plan.digest, "jansen", True, "", NOW, LATER)
    for folder, state in (("wrong", "waiting"), ("right", "granted")):
        signed = decided(decision, KeyFile(key_path(tmp_path / folder, "jansen")), passphrase=PASSPHRASE)
        if folder == "wrong":
            with pytest.raises(PolicyRefused, match="not signed by an approver"):
                book.decide(signed, now=NOW)
            request = replace(book.request(plan.id), decisions=(signed,))
            store.put(REQUESTS, plan.id, request.dump())
        else:
            book.decide(signed, now=NOW)
        assert book.standing(plan, now=NOW).state == state


def test_a_key_in_the_policy_has_to_be_one() -> None:
    with pytest.raises(ConfigError, match="should be a public key"):
        policy_of("controller = 'x'\n[approvals.approvers]\njansen = 'secret'")
