"""The policy file: what it takes, and how it says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from nlconnect.errors import ConfigError
from nlconnect.policy import policy_of, read_policy
from nlconnect.policy.purposes import Agent, Approving, Budget, Exemption, Outlet, Policy, Purpose

HOUSE = """\
controller = "Voorbeeld Installatietechniek B.V."

[purposes.debtors]
title = "Chasing open invoices"
legal_basis = "Art. 6(1)(b) GDPR: carrying out the contract"
systems = "exact"
entities = ["crm.Accounts"]
categories = ["user.name"]
outlets = ["return"]
"""


def refused(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        policy_of(text)
    return caught.value


def test_one_name_needs_no_list_around_it() -> None:
    assert policy_of(HOUSE).purposes["debtors"].systems == ("exact",)


def test_values_of_a_policy_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        policy_of(HOUSE).purposes["debtors"].title = "another"


@pytest.mark.parametrize(
    ("wrong", "line", "hint"),
    [
        pytest.param('catgories = ["user.name"]', 10, "categories", id="a key nobody knows"),
        pytest.param("[purposes.debtors.budget]\ncals = 3", 11, "calls", id="a key inside"),
        pytest.param('[purposes.debtors.masks]\n"user.name" = "pseudonim"', 11, "pseudonym", id="a mask"),
        pytest.param('forbid = "x"\nretention = "soon"', 11, "", id="a retention"),
        pytest.param("exceptions = [{category = 'user.nam', ground = 'x'}]", 10, "user.name", id="a category"),
        pytest.param("[[purposes.debtors.exceptions]]\ngrond = 'x'", 10, "", id="an exception of nothing"),
        pytest.param("[agents.it]\ntitle = 'x'\npurposes = 'debtor'", 12, "debtors", id="an agent of no purpose"),
        pytest.param("[agents.it]\ntitle = 'x'\npurposes = 'debtors'\nbudgets = 1", 13, "budget", id="an agents key"),
        pytest.param("[agents.it]\ntitle = 'x'\npurposes = 'debtors'\n[agents.it.budget]\neuro = 1", 14, "euros",
                     id="a unit of an agent"),
        pytest.param("[approvals]\ncooling_off = 'a while'", 11, "", id="a waiting time"),
        pytest.param("[outlets.file]\ntitle = 'x'\nkind = 'file'", 10, "", id="an outlet named as a kind"),
    ],
)  # fmt: skip
def test_what_nobody_understands_is_refused_with_its_line(wrong: str, line: int, hint: str) -> None:
    error = refused(f"{HOUSE}{wrong}\n")
    assert f"policy.toml:{line}:" in error.message
    assert hint in (error.hint or "")


@pytest.mark.parametrize("key", ["title", "legal_basis", "systems", "entities", "outlets"])
def test_a_purpose_without_one_of_its_parts_is_refused(key: str) -> None:
    lines = [line for line in HOUSE.splitlines() if not line.startswith(f"{key} ")]
    assert f"purposes.debtors lacks {key}" in refused("\n".join(lines)).message


def test_a_legal_basis_says_something() -> None:
    assert "legal_basis" in refused(HOUSE.replace("Art. 6(1)(b) GDPR: carrying out the contract", " ")).message


def test_an_outlet_that_nobody_described_is_refused_with_the_nearest() -> None:
    error = refused(HOUSE.replace('["return"]', '["retrn"]'))
    assert "policy.toml:9:" in error.message
    assert "return" in (error.hint or "")


def test_text_that_is_no_toml_is_refused_by_line() -> None:
    assert "line 1" in refused("controller = 'x' y").message


def test_a_file_that_is_not_there_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_policy(tmp_path / "policy.toml")


def test_budgets_are_found_by_who_has_them() -> None:
    budget = "[purposes.debtors.budget]\neuros = 12.5\n[agents.it]\ntitle = 'x'\npurposes = 'debtors'\n"
    policy = policy_of(f"{HOUSE}{budget}[agents.it.budget]\nrecipients = 3\nbytes = 100\n")
    assert {holder for holder, _ in policy.budgets("debtors", "it")} == {"purpose", "agent"}
    assert policy.budgets("debtors", "it")["agent", "it"].recipients == 3
    assert str(policy.budgets("debtors", "")["purpose", "debtors"].euros) == "12.5"
    assert policy.budgets("debtors", "another").keys() == {("purpose", "debtors")}
    assert policy_of(HOUSE).budgets("debtors", "it") == {}


@pytest.mark.parametrize("part", [Agent, Approving, Budget, Exemption, Outlet, Policy, Purpose])
def test_every_key_stands_in_the_reference(part: type[BaseModel]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "policy-file.md").read_text("utf-8")
    tables = {"outlets", "purposes", "agents", "approvals"}
    missing = [key for key in part.model_fields if key not in tables and f"`{key}`" not in page]
    assert missing == []
