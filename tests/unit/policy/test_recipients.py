"""To whom a purpose lets something be sent."""

from __future__ import annotations

import pytest

from nlconnect.policy import Policy, policy_of
from nlconnect.policy.recipients import is_named, stranger

TEXT = """
controller = "Voorbeeld B.V."
language = "nl"

[purposes.report]
title = "Reports"
legal_basis = "Art. 6(1)(f) GDPR"
systems = "graph"
entities = "mail.SendMail"
operations = "call"
outlets = "return"
recipients = ["chef@voorbeeld.test", "*@team.voorbeeld.test"]

[purposes.post]
title = "The post"
legal_basis = "Art. 6(1)(b) GDPR"
systems = "graph"
entities = "mail.SendMail"
operations = "call"
outlets = "return"
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return policy_of(TEXT)


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("chef@voorbeeld.test", True),
        ("Chef@Voorbeeld.test", True),
        ("an@team.voorbeeld.test", True),
        ("an@voorbeeld.test", False),
        ("an@team.voorbeeld.test.elders.test", False),
        ("x@elders.test,an@team.voorbeeld.test", False),
        ("chef@vооrbeeld.test", False),  # noqa: RUF001  # two Cyrillic letters
        ("", False),
    ],
)
def test_only_whom_the_purpose_names_is_named(policy: Policy, address: str, named: bool) -> None:
    assert is_named(address, policy.purposes["report"]) is named
    assert (stranger(policy, "report", ["chef@voorbeeld.test", address]) is None) is named


def test_a_refusal_tells_in_the_language_of_the_policy_and_shows_no_address(policy: Policy) -> None:
    verdict = stranger(policy, "report", ["een@elders.test", "twee@elders.test"])
    assert verdict is not None
    assert (verdict.answer, verdict.rule) == ("deny", "recipients")
    reason, remedy = verdict.told()
    assert reason == "2 ontvangers hiervan worden door het doel niet genoemd"
    assert "elders" not in f"{reason} {remedy}"


@pytest.mark.parametrize("purpose", ["post", "own-use"])
def test_a_purpose_that_names_nobody_leaves_it_to_who_asks(policy: Policy, purpose: str) -> None:
    assert stranger(policy, purpose, ["een@elders.test"]) is None
    assert stranger(None, purpose, ["een@elders.test"]) is None
