"""Passwords that nobody types or sees: made when a change is planned, under a purpose that names them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlconnect import Create
from nlconnect.client import Connection
from nlconnect.engine.fresh import new_password, with_passwords
from nlconnect.errors import PolicyRefused
from nlconnect.flow import NEW_PASSWORD
from nlconnect.model.outcome import Plan
from nlconnect.testing import SignedInMock
from nlconnect_graph.directory import Users

POLICY = """
controller = "Voorbeeld BV"

[purposes.accounts]
title = "Accounts"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "graph"
entities = ["directory.Users"]
operations = ["read", "create"]
outlets = ["return"]
categories = ["user.name", "user.account", "user.contact", "user.authorization.password"]
"""
NAME = {
    "display_name": "Anna",
    "mail_nickname": "anna",
    "user_principal_name": "anna@voorbeeld.test",
    "account_enabled": False,
}


def opened(mock: SignedInMock, folder: Path, policy: str = POLICY) -> Connection:
    mock.policy = folder / "policy.toml"
    mock.policy.write_text(policy, "utf-8")
    return mock.connect(purpose="accounts", allow_writes=[Users])


def user(password: object) -> Create:
    return Create(Users, **NAME, password_profile={"password": password})


def sent(plan: Plan) -> str:
    return str(json.loads(plan.body or "")["passwordProfile"]["password"])


def test_each_plan_has_a_password_of_its_own(mock_graph: SignedInMock) -> None:
    graph = mock_graph.connect(allow_writes=[Users])
    first, second = (graph.plan(user(NEW_PASSWORD)) for _ in range(2))
    assert sent(first) != sent(second)
    assert len(sent(first)) >= 20
    assert sent(first) not in f"{first} {first!r}"
    assert graph.apply(first).unwrap().key


def test_a_password_has_signs_of_every_kind() -> None:
    for _ in range(200):
        word = new_password()
        kinds = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
        assert all(any(map(kind, word)) for kind in kinds)


def test_a_purpose_that_names_it_may_set_one_that_nobody_sees(mock_graph: SignedInMock, tmp_path: Path) -> None:
    graph = opened(mock_graph, tmp_path)
    plan = graph.plan(user(NEW_PASSWORD))
    assert sent(plan) not in str([part.after for part in plan.diff])
    assert Plan.load(plan.dump()).fresh == ("password_profile",)
    graph.apply(graph.planned(plan.id)).unwrap()


def test_one_that_somebody_knows_stays_forbidden(mock_graph: SignedInMock, tmp_path: Path) -> None:
    graph = opened(mock_graph, tmp_path)
    plan = graph.plan(user("known-to-me-1A!"))
    assert plan.ruling.rule == "no-secrets"
    with pytest.raises(PolicyRefused):
        graph.apply(plan)
    assert mock_graph.calls.count("POST") == 0


def test_a_text_beside_it_makes_it_one_that_somebody_knows() -> None:
    change = Create(Users, password_profile={"password": NEW_PASSWORD, "hint": "known"}, tags=[NEW_PASSWORD])
    made, fresh = with_passwords(change)
    assert fresh == ("tags",)
    assert "NEW" not in str(made.values)


def test_a_purpose_that_does_not_name_it_sets_none(mock_graph: SignedInMock, tmp_path: Path) -> None:
    graph = opened(mock_graph, tmp_path, POLICY.replace(', "user.authorization.password"', ""))
    plan = graph.plan(user(NEW_PASSWORD))
    assert plan.ruling.rule == "no-secrets"
    with pytest.raises(PolicyRefused):
        graph.apply(plan)
