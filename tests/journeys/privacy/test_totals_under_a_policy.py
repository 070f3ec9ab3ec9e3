"""Totals and joins under a strict policy are those without one: only who it is about is not told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nlconnect.mock import Setting
from nlconnect.testing import SignedInMock
from nlconnect_afas.ledger import Profit_Debtor, Profit_Debtor_Invoices
from nlconnect_exact.cashflow import Receivables
from nlconnect_exact.crm import Accounts
from nlconnect_graph.audit import SignIns
from nlconnect_graph.directory import Users

POLICY = """
controller = "Voorbeeld Installatietechniek B.V."

[purposes.totals]
title = "Totals about people whom nobody has to know"
legal_basis = "Art. 6(1)(f) GDPR: running the company"
systems = "*"
entities = "*"
categories = ["user.name", "user.unique_id", "user.account.username", "user.contact.address.country", "user.workplace"]
outlets = ["return", "file"]

[purposes.totals.masks]
"user.unique_id" = "pseudonym"
"user.name" = "pseudonym"
"user.account.username" = "pseudonym"
"""


@dataclass(frozen=True)
class Job:
    """Facts about somebody, and who they are: by two fields that lead from one to the other."""

    system: str
    facts: Any
    people: Any
    keys: tuple[tuple[str, str], ...]
    amount: str | None
    group: str


JOBS = [
    Job(
        "exact",
        Receivables.select("account", "account_name", "amount_dc"),
        Accounts.select("id", "name", "country"),
        (("account", "id"), ("account_name", "name")),
        "amount_dc",
        "country",
    ),
    Job(
        "afas",
        Profit_Debtor_Invoices.select("debtor_id", "amt_invoice"),
        Profit_Debtor.select("debtor_id", "pay_con"),
        (("debtor_id", "debtor_id"),),
        "amt_invoice",
        "pay_con",
    ),
    Job(
        "graph",
        SignIns.select("user_id", "user_principal_name"),
        Users.select("id", "user_principal_name", "department"),
        (("user_id", "id"), ("user_principal_name", "user_principal_name")),
        None,
        "department",
    ),
]


@pytest.fixture
def nlconnect_setting() -> Setting:
    return Setting(quota="off")


@pytest.fixture(params=JOBS, ids=lambda job: job.system)
def job(request: pytest.FixtureRequest) -> Job:
    found = request.param
    assert isinstance(found, Job)
    return found


@pytest.fixture
def mock(job: Job, request: pytest.FixtureRequest) -> SignedInMock:
    found = request.getfixturevalue(f"mock_{job.system}")
    assert isinstance(found, SignedInMock)
    return found


@pytest.fixture
def both(mock: SignedInMock, tmp_path: Path) -> tuple[Any, Any]:
    """A connection without a policy, and one under the purpose."""
    openly = mock.connect()
    mock.policy = tmp_path / "policy.toml"
    mock.policy.write_text(POLICY, "utf-8")
    return openly, mock.connect(purpose="totals")


def worth(job: Job, record: Any) -> Decimal:
    return Decimal(1) if job.amount is None else getattr(record, job.amount) or Decimal(0)


def shares(job: Job, records: Iterable[Any], field: str) -> list[tuple[Decimal, int]]:
    """What each one has, without who it is."""
    totals: dict[object, Decimal] = defaultdict(Decimal)
    counts: Counter[object] = Counter()
    for record in records:
        totals[getattr(record, field)] += worth(job, record)
        counts[getattr(record, field)] += 1
    return sorted((totals[one], counts[one]) for one in totals)


def by_group(job: Job, facts: Iterable[Any], people: Iterable[Any], keys: tuple[str, str]) -> dict[object, Decimal]:
    """The join of both, added up."""
    groups = {getattr(person, keys[1]): getattr(person, job.group) for person in people}
    totals: dict[object, Decimal] = defaultdict(Decimal)
    for fact in facts:
        if getattr(fact, keys[0]) in groups:
            totals[groups[getattr(fact, keys[0])]] += worth(job, fact)
    return totals


def test_totals_and_joins_are_those_without_a_policy(job: Job, both: tuple[Any, Any]) -> None:
    openly, strictly = both
    facts, people = list(openly.read(job.facts)), list(openly.read(job.people))
    hidden, nobody = list(strictly.read(job.facts)), list(strictly.read(job.people))
    assert sum(worth(job, one) for one in facts) == sum(worth(job, one) for one in hidden) != 0
    for keys in job.keys:
        mine, theirs = keys
        assert shares(job, hidden, mine) == shares(job, facts, mine)
        joined = by_group(job, facts, people, keys)
        assert by_group(job, hidden, nobody, keys) == joined
        assert any(joined.values())
        told = {getattr(one, mine) for one in facts} | {getattr(one, theirs) for one in people}
        kept = {getattr(one, mine) for one in hidden} | {getattr(one, theirs) for one in nobody}
        assert not (told & kept) - {None}


def test_two_outlets_of_a_purpose_have_nothing_to_join_by(job: Job, both: tuple[Any, Any], mock: SignedInMock) -> None:
    _, strictly = both
    elsewhere = mock.connect(purpose="totals", outlet="file")
    for mine, _ in job.keys:
        here = {getattr(one, mine) for one in strictly.read(job.facts)} - {None}
        there = {getattr(one, mine) for one in elsewhere.read(job.facts)} - {None}
        assert here
        assert not here & there
