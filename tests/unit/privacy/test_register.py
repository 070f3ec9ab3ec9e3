"""The register of processing: what the policy says, and what it does not say, in two languages and three forms."""

from __future__ import annotations

import csv
import io
import json

import pytest

from nlconnect.connector import connector, connector_names
from nlconnect.policy import house_rules, policy_of
from nlconnect.privacy.register import Register, register_of
from nlconnect.privacy.register_page import COLUMNS, WORDS, csv_of, markdown_of, table_of

POLICY = """
controller = "Voorbeeld B.V."
language = "en"
own_use = true
forbid = ["user.health_and_medical"]

[outlets.model]
title = "The assistant's model"
kind = "agent"
region = "US"
recipients = ["Model Maker Inc."]

[purposes.service]
title = "Answering | helping"
legal_basis = "Art. 6(1)(b) GDPR"
systems = ["afas"]
entities = ["employees.*"]
outlets = ["model", "agent"]
categories = ["user.name", "user.government_id"]

[[purposes.service.exceptions]]
category = "user.government_id.national_identification_number"
ground = "payroll"
statute = "Wet LB art. 28"
"""


@pytest.fixture
def register() -> Register:
    return register_of(policy_of(POLICY), [connector(name) for name in connector_names()])


def test_every_purpose_of_the_house_rules_is_described() -> None:
    policy = policy_of(house_rules())
    found = register_of(policy, [connector(name) for name in connector_names()])
    assert [one.name for one in found.processings] == list(policy.purposes)
    assert found.language == "nl"
    text = markdown_of(found)
    for purpose in policy.purposes.values():
        assert purpose.title in text
        assert purpose.legal_basis in text
    assert "7 jaar" in text
    assert "Voorbeeld Accountants" in text


def test_what_a_system_cannot_leave_out_is_said(register: Register) -> None:
    (service,) = register.processings
    assert [(source.name, source.minimised) for source in service.sources] == [("afas", "here")]
    exact = policy_of(POLICY.replace('["afas"]', '["exact"]').replace("employees.*", "crm.Accounts"))
    (other,) = register_of(exact, [connector("exact")]).processings
    assert [source.minimised for source in other.sources] == ["source"]


def test_national_numbers_stand_with_their_ground_and_others_do_not(register: Register) -> None:
    (service,) = register.processings
    by_key = {kind.key: kind for kind in service.kinds}
    assert by_key["user.government_id"].national_id
    assert by_key["user.government_id"].ground == "payroll (Wet LB art. 28)"
    without = policy_of(POLICY.partition("[[purposes")[0])
    (closed,) = register_of(without, []).processings
    assert not any(kind.national_id for kind in closed.kinds)


def test_what_the_law_asks_and_nobody_said_is_listed(register: Register) -> None:
    (row,) = table_of(register)
    assert "NO GROUND NAMED" in row["transfers"]
    assert "retention" in row["lacks"]
    assert "subjects" in row["lacks"]
    assert "who runs the assistant's model" in row["lacks"]
    assert row["recipients"] == "Model Maker Inc."


def test_the_page_is_not_broken_by_what_a_policy_says(register: Register) -> None:
    page = markdown_of(register)
    assert "## Answering | helping" in page
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert rows
    assert all(line.replace("\\|", "").count("|") == 3 for line in rows)
    assert "own_use" in page


def test_the_table_is_read_back_by_a_spreadsheet_and_runs_nothing(register: Register) -> None:
    (header, line) = csv.reader(io.StringIO(csv_of(register)), delimiter=";")
    assert len(header) == len(line) == len(COLUMNS) + 1
    assert line[0] == "Voorbeeld B.V."
    evil = policy_of(POLICY.replace("Voorbeeld B.V.", "=HYPERLINK(1)"))
    assert csv_of(register_of(evil, [])).splitlines()[1].startswith("'=")


def test_the_facts_are_json(register: Register) -> None:
    facts = json.loads(json.dumps(register.facts))
    assert facts["processings"][0]["destinations"][0]["is_far"] is True


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["en"]) == set(WORDS["nl"])
