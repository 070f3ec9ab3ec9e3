"""Verdicts: what is refused, by which rule, and whether what the answer says really helps."""

from __future__ import annotations

import pytest

from nlconnect.errors import PolicyRefused
from nlconnect.model.scope import Scope
from nlconnect.policy import Action, Gate, Verdict, policy_of

HOUSE = """
controller = "Voorbeeld Installatietechniek B.V."
forbid = ["hr.*"]

[outlets.agency]
title = "An agency that calls our customers"
kind = "file"
region = "US"

[purposes.debtors]
title = "Chasing open invoices"
legal_basis = "Art. 6(1)(b) GDPR"
systems = ["exact"]
entities = ["crm.Accounts", "salesinvoice.*"]
operations = ["read"]
outlets = ["return", "agency"]
scopes = { division = [1, 2] }
forbid = ["salesinvoice.Layouts"]

[purposes.other]
title = "Something else"
legal_basis = "Art. 6(1)(b) GDPR"
systems = ["exact"]
entities = ["crm.Accounts"]
outlets = ["return"]

[agents.reporter]
title = "Makes reports"
purposes = ["debtors"]
"""
HERE = Scope(division=1)


def verdict(text: str = HOUSE, /, **asked: object) -> Verdict:
    settled: dict[str, object] = {
        "kind": "read",
        "system": "exact",
        "target": "crm.Accounts",
        "scope": "",
        "purpose": "debtors",
        "place": HERE,
    }
    action = Action(**{**settled, **asked})  # type: ignore[arg-type]  # the parts of an action by name
    return Gate(policy_of(text)).judge(action, writable=frozenset({"crm.Accounts"}))


REFUSALS = [
    pytest.param({"purpose": "debtor"}, "default-deny", "[purposes.debtor]", id="an unknown purpose"),
    pytest.param({"purpose": "own-use"}, "default-deny", "debtors", id="no purpose"),
    pytest.param({"system": "afas"}, "default-deny", 'Add "afas" to systems', id="a system"),
    pytest.param({"target": "crm.Contacts"}, "default-deny", 'Add "crm.Contacts" to entities', id="an entity"),
    pytest.param({"kind": "write", "verb": "update"}, "default-deny", 'Add "update" to operations', id="a verb"),
    pytest.param({"verb": "raw"}, "default-deny", 'Add "raw" to operations', id="a raw request"),
    pytest.param({"outlet": "file"}, "default-deny", 'Add "file" to outlets', id="an outlet"),
    pytest.param({"outlet": "agency"}, "transfer-needs-a-ground", "transfer", id="a far outlet"),
    pytest.param({"place": Scope(division=3)}, "default-deny", "Add 3 to division", id="a place"),
    pytest.param({"place": Scope()}, "default-deny", "within(division=...)", id="no place"),
    pytest.param({"agent": "stranger"}, "agents", "[agents.stranger]", id="an agent that is not listed"),
    pytest.param(
        {"agent": "reporter", "purpose": "other"}, "agents", 'Add "other"', id="an agent with another purpose"
    ),
    pytest.param({"target": "hr.Absences"}, "forbid", "at the top of the policy", id="what the house forbids"),
    pytest.param({"target": "salesinvoice.Layouts"}, "forbid", "of [purposes.debtors]", id="what the purpose forbids"),
]


@pytest.mark.parametrize(("asked", "rule", "remedy"), REFUSALS)
def test_a_refusal_says_the_rule_the_reason_and_what_would_help(
    asked: dict[str, object], rule: str, remedy: str
) -> None:
    found = verdict(**asked)
    assert (found.answer, found.rule) == ("deny", rule)
    assert remedy in (found.remedy or "")
    dutch, helps = found.told("nl")
    assert dutch
    assert dutch != found.reason
    assert helps
    assert helps != found.remedy


@pytest.mark.parametrize(
    ("asked", "before", "after"),
    [
        ({"system": "afas"}, 'systems = ["exact"]', 'systems = ["exact", "afas"]'),
        ({"target": "crm.Contacts"}, '["crm.Accounts",', '["crm.Contacts", "crm.Accounts",'),
        ({"kind": "write", "verb": "update"}, 'operations = ["read"]', 'operations = ["read", "update"]'),
        ({"kind": "write", "verb": "link"}, 'operations = ["read"]', 'operations = ["read", "update"]'),
        ({"outlet": "file"}, 'outlets = ["return",', 'outlets = ["file", "return",'),
        ({"outlet": "agency"}, 'region = "US"', 'region = "US"\ntransfer = "standard contractual clauses"'),
        ({"place": Scope(division=3)}, "[1, 2]", "[1, 2, 3]"),
        ({"target": "hr.Absences"}, 'forbid = ["hr.*"]', "forbid = []"),
        ({"agent": "stranger"}, "[agents.reporter]", "[agents.stranger]"),
        ({"agent": "reporter", "purpose": "other"}, 'purposes = ["debtors"]', 'purposes = ["debtors", "other"]'),
    ],
)
def test_what_the_answer_says_helps(asked: dict[str, object], before: str, after: str) -> None:
    assert before in HOUSE
    widened = HOUSE.replace(before, after, 1)
    if asked.get("target") == "hr.Absences":
        widened = widened.replace('["crm.Accounts",', '["hr.Absences", "crm.Accounts",')
    assert verdict(**asked).answer == "deny"
    assert verdict(widened, **asked).answer == "allow"


def test_a_named_purpose_is_allowed_by_its_legal_basis() -> None:
    found = verdict()
    assert (found.answer, found.rule, found.reason) == ("allow", "purposes.debtors", "Art. 6(1)(b) GDPR")


def test_agents_are_bounded_where_the_policy_lists_some() -> None:
    assert verdict(agent="reporter").answer == "allow"
    assert verdict(agent="").answer == "allow", "a person is none"
    unlisted = HOUSE[: HOUSE.index("[agents.reporter]")]
    assert verdict(unlisted, agent="stranger").answer == "allow"
    for verb in ("places", "schema"):
        assert verdict(agent="stranger", verb=verb).rule == "agents"


def test_names_of_entities_make_no_difference_of_case() -> None:
    assert verdict(target="salesinvoice.SalesInvoices").answer == "allow"
    assert verdict(target="HR.absences").rule == "forbid"


def test_forbidding_wins_over_naming() -> None:
    assert verdict(HOUSE.replace('"crm.Accounts"', '"hr.*"'), target="hr.Absences").rule == "forbid"


@pytest.mark.parametrize("verb", ["places", "schema"])
def test_looks_without_records_need_no_purpose(verb: str) -> None:
    assert verdict(purpose="own-use", verb=verb).rule == "no-records"
    assert verdict(verb=verb, target="system.Divisions", place=Scope(division=1)).answer == "allow"
    assert verdict(verb=verb, system="afas").answer == "deny"


def test_a_refusal_is_raised_in_the_language_of_the_house() -> None:
    action = Action("read", "exact", "crm.Contacts", "division 1", "debtors", place=HERE)
    with pytest.raises(PolicyRefused, match="dit doel noemt") as caught:
        Gate(policy_of(f'language = "nl"\n{HOUSE}')).judge(action).enforce(action)
    assert caught.value.rule == "default-deny"


def test_a_place_that_is_a_persons_mailbox_is_not_repeated() -> None:
    policy = HOUSE.replace("division = [1, 2]", 'mailbox = ["info@acme.test"]')
    found = verdict(policy, place=Scope(mailbox="jansen@acme.test"))
    assert found.answer == "deny"
    assert "jansen" not in f"{found.told('en')}{found.told('nl')}"


def test_more_verdicts_than_are_remembered_are_still_right() -> None:
    gate = Gate(policy_of(HOUSE))
    for number in range(5000):
        place = Scope(division=number)
        found = gate.judge(Action("read", "exact", "crm.Accounts", "", "debtors", place=place))
        assert (found.answer == "allow") == (number in (1, 2))
