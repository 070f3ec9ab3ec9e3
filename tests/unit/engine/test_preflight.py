"""The rules of the business before a plan: one read for each distinct question, all findings together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from nlconnect import Create
from nlconnect.connector import Query, Record, Scope
from nlconnect.connector.check import drafted
from nlconnect.connector.rules import Answers, Finding, Severity
from nlconnect.connector.writer import Draft
from nlconnect.engine.preflight import Preflight, told
from nlconnect.errors import (
    AuthError,
    Forbidden,
    Interrupted,
    LoginRequired,
    NlconnectError,
    NotFound,
    PolicyRefused,
    QueryError,
    RateLimited,
    ScopeMissing,
)
from nlconnect_exact.crm import Account, Accounts, Contacts
from nlconnect_exact.writing import ExactWriter

DRAFT = drafted(Create(Accounts, name="Acme"), ExactWriter())
HERE = Scope(division=1)


@dataclass
class Saying:
    """A rule that asks one question and says one thing."""

    name: str = "name"
    severity: Severity = "refuse"
    asked: Query[Record] | None = None
    seen: list[Answers] = field(default_factory=list)

    def questions(self, draft: Draft) -> Mapping[str, Query[Record]]:
        return {} if self.asked is None else {"alike": self.asked}

    def findings(self, draft: Draft, answers: Answers) -> Iterable[Finding]:
        self.seen.append(answers)
        yield Finding(self.name, f"{self.name} is wrong", self.severity, f"Mend {self.name}.")


@dataclass
class Reader:
    """Counts what is read, and fails as told."""

    failure: NlconnectError | None = None
    read: list[Query[Record]] = field(default_factory=list)
    records: Sequence[Record] = ()

    async def __call__(self, query: Query[Record]) -> Sequence[Record]:
        self.read.append(query)
        if self.failure is not None:
            raise self.failure
        return self.records


def warnings(preflight: Preflight, reader: Reader, scope: Scope = HERE, now: float = 0.0) -> list[str]:
    return told(asyncio.run(preflight.findings(DRAFT, reader, scope=scope, now=now)))


def accounts(code: str = "1") -> Query[Record]:
    return Accounts.where(Accounts.code == code).select("name")


def test_every_rule_that_refuses_is_named_with_what_mends_it() -> None:
    with pytest.raises(QueryError) as caught:
        warnings(Preflight([Saying("one"), Saying("two"), Saying("three", "mind")]), Reader())
    assert caught.value.message == "one is wrong (rule: one); two is wrong (rule: two)"
    assert caught.value.hint == "Mend one.\nMend two."


def test_what_is_to_be_minded_becomes_a_warning() -> None:
    assert warnings(Preflight([Saying(severity="mind")]), Reader()) == ["name is wrong (rule: name). Mend name."]


def test_rules_that_ask_the_same_share_one_read() -> None:
    rules = [Saying(severity="mind", asked=query) for query in (accounts(), accounts(), accounts("2"))]
    reader = Reader()
    warnings(Preflight(rules), reader)
    assert reader.read == [accounts(), accounts("2")]
    assert [list(seen) for rule in rules for seen in rule.seen] == [["alike"]] * 3


@pytest.mark.parametrize("failure", [Forbidden("x"), NotFound("x"), PolicyRefused("x"), ScopeMissing("x")])
def test_what_the_login_may_not_read_is_a_warning_and_is_not_asked_again(failure: NlconnectError) -> None:
    rule, reader = Saying(asked=accounts()), Reader(failure)
    preflight = Preflight([rule])
    for _ in range(2):
        (warning,) = warnings(preflight, reader)
        assert warning.startswith("not checked: this login may not read crm.Accounts (rule: name)")
    assert (len(reader.read), rule.seen) == (1, [])
    warnings(preflight, reader, Scope(division=2))
    assert len(reader.read) == 2


def test_a_token_that_is_refused_leaves_a_rule_unchecked_and_is_tried_again() -> None:
    """A vendor may say so where a right is missing; a token that is no good ends the write itself."""
    rule, reader = Saying(asked=accounts()), Reader(AuthError("x"))
    preflight = Preflight([rule])
    for reads in (1, 2):
        (warning,) = warnings(preflight, reader)
        assert warning.startswith("not checked")
        assert len(reader.read) == reads


def test_a_rule_that_asks_something_else_is_still_checked() -> None:
    closed, other = Saying(asked=accounts()), Saying("other", "mind", Contacts.select("account").limit(1))

    async def read(query: Query[Record]) -> Sequence[Record]:
        if query.entity.name == "Accounts":
            raise Forbidden("x")
        return []

    said = told(asyncio.run(Preflight([closed, other]).findings(DRAFT, read, scope=HERE, now=0.0)))
    assert [text.split(" ")[0] for text in said] == ["not", "other"]


@pytest.mark.parametrize("failure", [Interrupted("x"), RateLimited("x"), LoginRequired("x")])
def test_a_look_up_that_fails_in_another_way_ends_the_plan(failure: NlconnectError) -> None:
    with pytest.raises(type(failure)):
        warnings(Preflight([Saying(asked=accounts())]), Reader(failure))


SETUP = Accounts.select("name").limit(60)
SOME = [Account(name="Acme")]


def test_what_a_company_is_set_up_with_is_kept_for_five_minutes() -> None:
    preflight, reader = Preflight([Saying(severity="mind", asked=SETUP)]), Reader(records=SOME)
    for now, reads in ((0.0, 1), (299.0, 1), (300.0, 2), (599.0, 2)):
        warnings(preflight, reader, now=now)
        assert len(reader.read) == reads
    warnings(preflight, reader, Scope(division=2), now=599.0)
    assert len(reader.read) == 3


@pytest.mark.parametrize(("asked", "records"), [(accounts(), SOME), (SETUP, [])])
def test_what_is_in_the_books_and_what_may_be_hidden_is_looked_up_every_time(
    asked: Query[Record], records: Sequence[Record]
) -> None:
    preflight, reader = Preflight([Saying(severity="mind", asked=asked)]), Reader(records=records)
    for _ in range(2):
        warnings(preflight, reader)
    assert len(reader.read) == 2


def test_nothing_is_refused_on_an_answer_that_was_kept() -> None:
    rule, reader = Saying(severity="mind", asked=SETUP), Reader(records=SOME)
    preflight = Preflight([rule])
    warnings(preflight, reader)
    rule.severity = "refuse"
    with pytest.raises(QueryError):
        warnings(preflight, reader, now=1.0)
    assert len(reader.read) == 2
